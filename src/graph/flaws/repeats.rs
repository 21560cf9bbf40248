//! Words that stand there twice: `的的`, `开展开展`.

use std::ops::Range;

use super::tables::{OF_ITSELF, TWICE};
use crate::text::normal::is_han;

/// The longest word whose repetition is looked for, in characters.
const LONGEST: usize = 4;

/// The last characters, and for each length of a word how many of them equal those one word earlier.
#[derive(Default)]
pub(super) struct Repeats {
    last: [(usize, char); LONGEST * 2],
    met: usize,
    equal: [usize; LONGEST + 1],
    /// How many characters had been met when 的 came.
    of: usize,
}

impl Repeats {
    /// The next character, at byte `at`: the bytes of two equal words that end with it, and those of the second.
    #[inline]
    pub(super) fn next(
        &mut self,
        at: usize,
        character: char,
        rest: &str,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let mut found = None;
        for length in 1..=LONGEST {
            let earlier = self.earlier(length);
            if earlier.1 != character {
                self.equal[length] = 0;
                continue;
            }
            self.equal[length] += 1;
            if self.equal[length] == length && is_han(character) && self.counts(length, character, rest) {
                let (start, second) = (self.earlier(length * 2 - 1).0, self.starts(length, at));
                let end = at + character.len_utf8();
                found = Some((start..end, second..end));
            }
        }
        if character == '的' {
            self.of = self.met + 1;
        } else if self.of > 0 && self.met - self.of < LONGEST {
            found = found.or_else(|| self.of_itself(at, character, rest));
        }
        self.last[self.met % self.last.len()] = (at, character);
        self.met += 1;
        if found.is_some() {
            self.equal = [0; LONGEST + 1];
        }
        found
    }

    /// Where the last `length` characters begin, the one at byte `at` included.
    fn starts(&self, length: usize, at: usize) -> usize {
        match length {
            1 => at,
            _ => self.earlier(length - 1).0,
        }
    }

    /// A word before 的 and the same behind it, of which `character` is the last: `遗产的遗产`, but not `工作的工作人员`.
    fn of_itself(&self, at: usize, character: char, rest: &str) -> Option<(Range<usize>, Range<usize>)> {
        let length = self.met - self.of + 1;
        let same = |back: usize| {
            let other = self.earlier(back + length + 1).1;
            is_han(other)
                && other
                    == match back {
                        0 => character,
                        _ => self.earlier(back).1,
                    }
        };
        if length < 2 || !(0..length).all(same) {
            return None;
        }
        let first = self.earlier(length * 2).0;
        let (second, end) = (self.starts(length, at), at + character.len_utf8());
        let (agents, words) = OF_ITSELF;
        let is_agent = rest.chars().next().is_some_and(|next| agents.contains(next));
        let word: String = (1..length)
            .rev()
            .map(|back| self.earlier(back).1)
            .chain([character])
            .collect();
        (!is_agent && !words.contains(&word.as_str())).then_some((first..end, second..end))
    }

    /// The character `back` places before the next one.
    #[inline]
    fn earlier(&self, back: usize) -> (usize, char) {
        match self.met >= back {
            true => self.last[(self.met - back) % self.last.len()],
            false => (0, '\0'),
        }
    }

    /// Whether a repetition that `character` completes is a slip: not `层层`, `一户一户`, `为了了解`.
    fn counts(&self, length: usize, character: char, rest: &str) -> bool {
        let before = self.earlier(length * 2).1;
        if length == 1 {
            let before = self.earlier(2).1;
            let after = rest.chars().next().unwrap_or(' ');
            return TWICE.iter().any(|(twice, left, right)| {
                *twice == character && !left.contains(before) && !right.contains(after)
            });
        }
        let word = (1..length).map(|back| self.earlier(back).1);
        let all_equal = word.clone().all(|other| other == character);
        let all_han = word.clone().all(is_han);
        // The word in its first place begins `2 * length - 1` characters back.
        let head = self.earlier(length * 2 - 1).1;
        all_han && !all_equal && !"一逐每两几半".contains(head) && !"一逐".contains(before)
    }
}

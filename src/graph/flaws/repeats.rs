//! Words that stand there twice: `的的`, `开展开展`.

use std::ops::Range;

use super::tables::TWICE;
use crate::text::normal::is_han;

/// The longest word whose repetition is looked for, in characters.
const LONGEST: usize = 4;

/// The last characters, and for each length of a word how many of them equal those one word earlier.
#[derive(Default)]
pub(super) struct Repeats {
    last: [(usize, char); LONGEST * 2],
    met: usize,
    equal: [usize; LONGEST + 1],
}

impl Repeats {
    /// The next character, at byte `at`: the bytes of two equal words that end with it.
    #[inline]
    pub(super) fn next(&mut self, at: usize, character: char, rest: &str) -> Option<Range<usize>> {
        let mut found = None;
        for length in 1..=LONGEST {
            let earlier = self.earlier(length);
            if earlier.1 != character {
                self.equal[length] = 0;
                continue;
            }
            self.equal[length] += 1;
            if self.equal[length] == length && is_han(character) && self.counts(length, character, rest) {
                let start = self.earlier(length * 2 - 1).0;
                found = Some(start..at + character.len_utf8());
            }
        }
        self.last[self.met % self.last.len()] = (at, character);
        self.met += 1;
        if found.is_some() {
            self.equal = [0; LONGEST + 1];
        }
        found
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

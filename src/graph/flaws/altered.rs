//! A name that the mode of its duty copies with other words in it: `产地检疫` and `检疫产地`, `民用建筑` and `公共建筑`.

use std::ops::Range;

use memchr::memmem;

use crate::text::normal::{is_han, is_punctuation};

/// How many characters of the end of a name must be copied word for word.
const COPIED: usize = 8;

/// How many characters may be different.
const MIDDLE: usize = 12;

/// What a name opens and ends with that a mode need not repeat.
const OPENINGS: [&str; 4] = ["对", "负责", "开展", "做好"];
const ENDINGS: [&str; 7] = [
    "行为的处罚",
    "的行政处罚",
    "的处罚",
    "处罚",
    "的强制拆除",
    "工作",
    "的监管",
];

/// Characters of which a difference says nothing: `单位或者个人` and `单位和个人`.
const JOINING: &str = "和或者与及以等的地得之了并且行为";

/// Where `clause` copies `name` with other words: the bytes of these words, and those of the name.
pub(super) fn altered<'n>(name: &'n str, clause: &str) -> Option<(Range<usize>, &'n str)> {
    let core = core(name);
    swapped(core, clause).or_else(|| replaced(core, clause))
}

/// A name without what says that something is done.
fn core(name: &str) -> &str {
    let open = OPENINGS.iter().find_map(|opening| name.strip_prefix(opening));
    let rest = open.unwrap_or(name);
    let end = ENDINGS.iter().find_map(|ending| rest.strip_suffix(ending));
    end.unwrap_or(rest)
}

/// Two words of two characters that changed places, between the same characters.
fn swapped<'n>(core: &'n str, clause: &str) -> Option<(Range<usize>, &'n str)> {
    let pairs = Pairs::of(clause);
    let mut window = [(0, '\0'); 6];
    core.char_indices().find_map(|letter| {
        window.rotate_left(1);
        window[5] = letter;
        let [(_, a), (start, b), (_, c), (_, d), (_, e), (end, f)] = window;
        let copy = [a, d, e, b, c, f];
        if (b, c) == (d, e) || !copy.windows(2).all(|pair| pairs.may_hold(pair[0], pair[1])) {
            return None;
        }
        if !copy.into_iter().all(is_han) {
            return None;
        }
        let found = clause.find(&String::from_iter(copy))? + a.len_utf8();
        Some((found..found + end - start, &core[start..end]))
    })
}

/// Which pairs of characters stand side by side in a text: one bit for many of them.
struct Pairs([u64; 32]);

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs = Self([0; 32]);
        let mut before = '\0';
        for character in text.chars() {
            let (word, bit) = Self::slot(before, character);
            pairs.0[word] |= bit;
            before = character;
        }
        pairs
    }

    fn may_hold(&self, first: char, second: char) -> bool {
        let (word, bit) = Self::slot(first, second);
        self.0[word] & bit != 0
    }

    fn slot(first: char, second: char) -> (usize, u64) {
        let number = (first as usize).wrapping_mul(31) ^ second as usize;
        ((number >> 6) & 31, 1 << (number & 63))
    }
}

/// Words in the place of others, before an end that is the same.
fn replaced<'n>(core: &'n str, clause: &str) -> Option<(Range<usize>, &'n str)> {
    let (tail, _) = core.char_indices().rev().nth(COPIED - 1)?;
    let found = memmem::find(clause.as_bytes(), &core.as_bytes()[tail..])?;
    let same = core[..tail]
        .chars()
        .rev()
        .zip(clause[..found].chars().rev())
        .take_while(|(one, other)| one == other);
    let same: usize = same.map(|(character, _)| character.len_utf8()).sum();
    let (rest, before) = (&core[..tail - same], &clause[..found - same]);
    let head = rest.chars().next()?;
    let start = before.rfind(head)?;
    let open = rest
        .chars()
        .zip(before[start..].chars())
        .take_while(|(one, other)| one == other);
    let open: usize = open.map(|(character, _)| character.len_utf8()).sum();
    let (ours, theirs) = (&rest[open..], &before[start + open..]);
    let counts = |words: &str| {
        let length = words.chars().count();
        (2..=MIDDLE).contains(&length)
            && !words.chars().any(is_punctuation)
            && words.chars().any(|c| is_han(c) && !JOINING.contains(c))
    };
    (counts(ours) && counts(theirs)).then_some((start + open..before.len(), ours))
}

//! The tables of spelling, compiled by `build/spelling.rs` out of the texts beside this file: which characters stand side by side
//! in words, which words are frequent, and which pairs may be a slip of one.

/// Of each character from U+4E00 on its number, two bytes.
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));
/// Of each number its character, two bytes.
static LETTERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/letters.bin"));
/// Of each number the numbers that stand behind it in words, two bytes each.
static PAIRS: Rows<2> = Rows::new(include_bytes!(concat!(env!("OUT_DIR"), "/pairs.bin")));
/// Of each number the pairs that begin with it and may be slips: two bytes for the number behind, two for the number that is
/// meant, with the highest bit where it is meant for the one behind. Those that may be several words stand there several times.
static NEAR: Rows<4> = Rows::new(include_bytes!(concat!(env!("OUT_DIR"), "/near.bin")));
/// Of each number those that stand behind it in several lists, two and two, where one of them makes a frequent word.
static THREES: Rows<4> = Rows::new(include_bytes!(concat!(env!("OUT_DIR"), "/threes.bin")));
/// The frequent words and those that are like one, in order: two bytes for each character.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
/// Two frequent words that stand side by side, in order: two bytes for each character.
static PHRASES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin"));
/// One bit for each class of the pairs that may be slips.
static FILTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/filter.bin"));

/// Bits of the filter, as a power of two.
const FILTER_BITS: u32 = (include_bytes!(concat!(env!("OUT_DIR"), "/filter.bin")).len() * 8).ilog2();

/// The number of what is no Chinese character.
pub(super) const EDGE: u16 = 0;

/// The number of a character that the tables do not know.
pub(super) const UNKNOWN: u16 = u16::MAX;

/// The bit of a slip in the character behind.
const BEHIND: u16 = 1 << 15;

/// A table of rows: how many rows there are, where each begins and the last one ends, four bytes each, then the entries of `N`
/// bytes, which begin with a number and are in its order.
struct Rows<const N: usize> {
    starts: &'static [[u8; 4]],
    entries: &'static [[u8; N]],
}

impl<const N: usize> Rows<N> {
    const fn new(bytes: &'static [u8]) -> Self {
        let (count, rest) = bytes.split_at(4);
        let count = u32::from_le_bytes([count[0], count[1], count[2], count[3]]) as usize;
        let (starts, entries) = rest.split_at((count + 1) * 4);
        Self {
            starts: starts.as_chunks().0,
            entries: entries.as_chunks().0,
        }
    }

    /// The entries of a row that begin with this number.
    fn of(&self, row: u16, number: u16) -> &'static [[u8; N]] {
        let start = |row: usize| {
            self.starts
                .get(row)
                .map(|start| u32::from_le_bytes(*start) as usize)
        };
        let (Some(from), Some(to)) = (start(row.into()), start(usize::from(row) + 1)) else {
            return &[];
        };
        let row = self.entries.get(from..to).unwrap_or_default();
        let low = row.partition_point(|entry| short(entry, 0) < number);
        let count = row[low..]
            .iter()
            .take_while(|entry| short(*entry, 0) == number)
            .count();
        &row[low..low + count]
    }
}

/// The number of two bytes of an entry.
fn short(entry: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([entry[at], entry[at + 1]])
}

/// Whether two words often stand side by side.
pub(super) fn is_phrase(letters: [Option<char>; 4]) -> bool {
    let code = |letter: Option<char>| letter.and_then(|letter| u16::try_from(letter as u32).ok());
    let [Some(a), Some(b), Some(c), Some(d)] = letters.map(code) else {
        return false;
    };
    let phrase = |entry: &[u8; 8]| [0, 2, 4, 6].map(|at| short(entry, at));
    let (phrases, _) = PHRASES.as_chunks();
    phrases.binary_search_by_key(&[a, b, c, d], phrase).is_ok()
}

/// The number of a character.
#[inline]
pub(super) fn number(letter: char) -> u16 {
    let Some(at) = (letter as usize).checked_sub(0x4e00) else {
        return EDGE;
    };
    let (numbers, _) = INDEX.as_chunks::<2>();
    numbers.get(at).map_or(EDGE, |number| u16::from_le_bytes(*number))
}

/// The character of a number.
pub(super) fn letter(number: u16) -> Option<char> {
    let (letters, _) = LETTERS.as_chunks::<2>();
    let letter = letters.get(usize::from(number))?;
    char::from_u32(u16::from_le_bytes(*letter).into())
}

/// Whether two characters are a frequent word of the field.
pub(in super::super) fn is_word(left: char, right: char) -> bool {
    let word = |entry: &[u8; 4]| [0, 2].map(|at| u32::from(short(entry, at)));
    let (words, _) = WORDS.as_chunks();
    words
        .binary_search_by_key(&[left as u32, right as u32], word)
        .is_ok()
}

/// Whether two characters stand side by side in words, or nobody knows.
pub(super) fn is_pair(left: u16, right: u16) -> bool {
    left == UNKNOWN || right == UNKNOWN || !PAIRS.of(left, right).is_empty()
}

/// Whether three characters stand in a row in several lists, two of them being a frequent word.
pub(super) fn is_three(first: u16, second: u16, third: u16) -> bool {
    let found = THREES.of(first, second);
    found.iter().any(|entry| short(entry, 2) == third)
}

/// Whether the pair may be in the table.
#[inline]
pub(super) fn passes(left: u16, right: u16) -> bool {
    if left == EDGE || right == EDGE || left == UNKNOWN || right == UNKNOWN {
        return false;
    }
    let pair = u32::from(left) << 16 | u32::from(right);
    let bit = pair.wrapping_mul(0x9e37_79b1) >> (32 - FILTER_BITS);
    FILTER[bit as usize / 8] >> (bit % 8) & 1 == 1
}

/// The words that two characters which are none may stand for: alike in sound or shape.
pub(in crate::graph) fn words_meant(left: char, right: char) -> Vec<[char; 2]> {
    let (left, right) = (number(left), number(right));
    match passes(left, right) && !is_pair(left, right) {
        true => meanings(left, right).collect(),
        false => Vec::new(),
    }
}

/// The word that a pair which is in no word may stand for.
pub(super) fn meant(left: u16, right: u16) -> Option<[char; 2]> {
    meanings(left, right).next().filter(|_| !is_pair(left, right))
}

/// The words that a pair may stand for, the most frequent first.
pub(super) fn meanings(left: u16, right: u16) -> impl Iterator<Item = [char; 2]> {
    NEAR.of(left, right).iter().filter_map(move |entry| {
        let proper = short(entry, 2);
        let [first, second] = match proper & BEHIND {
            0 => [proper, right],
            _ => [left, proper & !BEHIND],
        };
        Some([letter(first)?, letter(second)?])
    })
}

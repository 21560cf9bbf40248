//! Finds words of a fixed set in texts. Nearly all places are passed over by one bit for their first two characters.

use std::ops::Range;

use crate::Map;

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its first byte in the text.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
    /// Its number: the position in the set.
    pub word: u32,
}

impl Occurrence {
    /// The bytes of the text that it is.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A set of words made ready to be found.
#[derive(Clone, Debug)]
pub struct WordSet {
    words: Vec<Box<str>>,
    /// The words that begin with each two characters, the longest first.
    openings: Map<(char, char), Vec<u32>>,
    /// One bit for each class of first and second characters.
    pairs: Box<[u64; CLASSES / 64]>,
    /// The words of one character.
    short: Map<char, Vec<u32>>,
}

/// How many classes pairs of characters fall into.
const CLASSES: usize = 1 << 16;

impl WordSet {
    /// The set of these words; empty ones are never found.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut set = Self {
            words: words.into_iter().map(Box::from).collect(),
            openings: Map::default(),
            pairs: Box::new([0; CLASSES / 64]),
            short: Map::default(),
        };
        for (number, word) in (0..).zip(&set.words) {
            let mut characters = word.chars();
            let Some(first) = characters.next() else { continue };
            match characters.next() {
                Some(second) => {
                    set.openings.entry((first, second)).or_default().push(number);
                    let class = class(first, second);
                    set.pairs[class / 64] |= 1 << (class % 64);
                }
                None => set.short.entry(first).or_default().push(number),
            }
        }
        for numbers in set.openings.values_mut() {
            numbers.sort_by_key(|&number| std::cmp::Reverse(set.words[number as usize].len()));
        }
        set
    }

    /// Tells `report` of every word that stands in `text`, overlapping ones as well: from left to right, and of those
    /// that begin at one place the longest first.
    #[inline]
    pub fn find(&self, text: &str, mut report: impl FnMut(Occurrence)) {
        let mut characters = text.char_indices();
        let Some((mut at, mut first)) = characters.next() else {
            return;
        };
        for (next, second) in characters {
            let class = class(first, second);
            if self.pairs[class / 64] >> (class % 64) & 1 == 1 {
                self.look(text, at, self.openings.get(&(first, second)), &mut report);
            }
            if !self.short.is_empty() {
                self.look(text, at, self.short.get(&first), &mut report);
            }
            (at, first) = (next, second);
        }
        self.look(text, at, self.short.get(&first), &mut report);
    }

    /// The same without those that overlap an earlier one: of several that begin at one place only the longest.
    #[inline]
    pub fn find_apart(&self, text: &str, mut report: impl FnMut(Occurrence)) {
        let mut free = 0;
        self.find(text, |found| {
            if found.start >= free {
                free = found.end;
                report(found);
            }
        });
    }

    /// Reports those of `words` that stand at a place.
    fn look(&self, text: &str, at: usize, words: Option<&Vec<u32>>, report: &mut impl FnMut(Occurrence)) {
        for &word in words.into_iter().flatten() {
            let written = &*self.words[word as usize];
            if text[at..].starts_with(written) {
                report(Occurrence {
                    start: at as u32,
                    end: (at + written.len()) as u32,
                    word,
                });
            }
        }
    }
}

#[inline]
fn class(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    (mixed >> 16) as usize & (CLASSES - 1)
}

#[cfg(test)]
mod tests {
    use super::{Occurrence, WordSet};

    #[test]
    fn words_are_found_where_they_stand() {
        let words = ["处罚", "行政处罚", "罚", "", "公安局", "处罚"];
        let set = WordSet::new(words);
        let text = "由公安局行政处罚，罚款";
        let mut found = Vec::new();
        set.find(text, |hit: Occurrence| {
            assert_eq!(
                &text[hit.start as usize..hit.end as usize],
                words[hit.word as usize]
            );
            found.push((text[..hit.start as usize].chars().count(), hit.word));
        });
        assert_eq!(found, [(1, 4), (4, 1), (6, 0), (6, 5), (7, 2), (9, 2)]);
    }
}

//! How alike two texts are, and indexes that find the alike ones without comparing all pairs.

mod abbreviates;
mod contrasts;
mod covers;
mod postings;
mod similar;
mod sketch;

pub use abbreviates::{AbbreviatesIndex, abbreviates};
pub use contrasts::contrasts;
pub use covers::{CoversIndex, FRAMES, Pair, Side, Wording, coverage};
pub use similar::{SimilarIndex, is_similar, similarity};
pub use sketch::Sketch;

use std::sync::Arc;

use super::normal;

/// So many texts are looked at one by one, at a glance each; an index for more.
const FEW: usize = 128;

/// Texts are held against each other by so many characters: no name is longer, and the time grows with the square.
const LONGEST: usize = 10_000;

/// A text made ready for comparison: its characters in NFKC without spaces and punctuation, the first 10,000 of them.
///
/// Copies share their characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    characters: Arc<[char]>,
    /// Which characters it holds, one bit for each of 64 classes.
    signature: u64,
}

impl Key {
    /// The key of a text.
    pub fn new(text: &str) -> Self {
        let characters: Arc<[char]> = normal::key(text).chars().take(LONGEST).collect();
        let signature = signature(&characters);
        Self {
            characters,
            signature,
        }
    }

    /// Its characters.
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }
}

/// One bit for each class of characters that occurs.
fn signature(characters: &[char]) -> u64 {
    characters
        .iter()
        .fold(0, |bits, &character| bits | bit(character as u32))
}

/// Whether no more than so many bits are set: told after a few steps for most numbers, of which one bit too many is as
/// telling as forty.
#[inline]
fn has_at_most(most: u32, bits: u64) -> bool {
    let mut rest = bits;
    for _ in 0..most {
        if rest == 0 {
            return true;
        }
        rest &= rest - 1;
    }
    rest == 0
}

/// The bit of a character among 64 classes.
fn bit(character: u32) -> u64 {
    1 << (character.wrapping_mul(0x9e37_79b1) >> 26)
}

//! How alike two texts are, and indexes that find the alike ones without comparing all pairs.

mod abbreviates;
mod similar;

pub use abbreviates::{AbbreviatesIndex, abbreviates};
pub use similar::{SimilarIndex, similarity};

use super::normal;

/// A text made ready for comparison: its characters in NFKC without spaces and punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    characters: Vec<char>,
    /// Which characters it holds, one bit for each of 64 classes.
    signature: u64,
}

impl Key {
    /// The key of a text.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = normal::key(text).chars().collect();
        let signature = characters
            .iter()
            .fold(0, |bits, &character| bits | bit(character));
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

fn bit(character: char) -> u64 {
    1 << ((character as u32).wrapping_mul(0x9e37_79b1) >> 26)
}

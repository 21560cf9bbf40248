//! What one look at a text tells, enough to pass over most texts that are not equal, alike or part of one another.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

use super::similar::allowed;
use super::{Key, bit};
use crate::text::normal;

/// A glance at a text. It may take two texts for related that are not, never the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Equal for texts that are equal in NFKC.
    pub hash: u64,
    /// The same hash of its key: equal for texts whose keys are equal.
    pub key: u64,
    /// How many characters its key has.
    length: u32,
    /// Which characters its key holds, see [`Key`].
    signature: u64,
    /// Whether its key is made character by character, so that a part of the text has a part of the key.
    plain: bool,
}

impl Sketch {
    /// The sketch of a text.
    pub fn new(text: &str) -> Self {
        let (mut hash, mut key) = (FxHasher::default(), FxHasher::default());
        let (mut length, mut signature) = (0, 0);
        for character in text.chars() {
            let Some(plain) = normal::plain(character) else {
                return Self::thorough(text);
            };
            hash.write_u32(plain as u32);
            if normal::is_han(plain) || !normal::is_ignored(plain) {
                key.write_u32(plain as u32);
                length += 1;
                signature |= bit(plain as u32);
            }
        }
        Self {
            hash: hash.finish(),
            key: key.finish(),
            length,
            signature,
            plain: true,
        }
    }

    /// The hash alone, for texts that are seen once.
    pub fn hash(text: &str) -> u64 {
        let mut hash = FxHasher::default();
        for character in text.chars() {
            match normal::plain(character) {
                Some(plain) => hash.write_u32(plain as u32),
                None => return Self::thorough(text).hash,
            }
        }
        hash.finish()
    }

    /// The sketch of a text with characters that NFKC may change.
    fn thorough(text: &str) -> Self {
        let key = Key::new(text);
        let hash = |text: &str| {
            let mut hash = FxHasher::default();
            let characters = normal::nfkc(text).into_owned();
            characters
                .chars()
                .for_each(|character| hash.write_u32(character as u32));
            hash.finish()
        };
        Self {
            hash: hash(text),
            key: hash(&normal::key(text)),
            length: key.characters.len() as u32,
            signature: key.signature,
            plain: false,
        }
    }

    /// Whether nothing is left of the text in its key.
    pub fn is_key_empty(&self) -> bool {
        self.length == 0
    }

    /// Whether the text may contain the other.
    pub fn may_contain(&self, part: &Sketch) -> bool {
        let fits = part.length <= self.length && part.signature & !self.signature == 0;
        fits || !self.plain || !part.plain
    }

    /// Whether the two texts may be at least so similar.
    pub fn may_resemble(&self, other: &Sketch, least: f64) -> bool {
        let (short, long) = (self.length.min(other.length), self.length.max(other.length));
        let edits = allowed(long as usize, least) as u32;
        // An edit adds a character to the difference, drops one, or does both.
        long - short <= edits && (self.signature ^ other.signature).count_ones() <= 2 * edits
    }
}

#[cfg(test)]
mod tests {
    use super::Sketch;
    use crate::text::likeness::{Key, is_similar};
    use crate::text::normal;
    use proptest::prelude::*;

    const TEXT: &str = "[甲乙丙丁戊，。（(Ａa1①éé ㎏]{0,12}";

    proptest! {
        #[test]
        fn a_sketch_passes_over_nothing_that_counts(a in TEXT, b in TEXT, cut in 0usize..12, least in 0.5f64..1.0) {
            let (one, other) = (Sketch::new(&a), Sketch::new(&b));
            prop_assert_eq!(normal::same(&a, &b), normal::nfkc(&a) == normal::nfkc(&b));
            prop_assert!(!normal::same(&a, &b) || one.hash == other.hash);
            prop_assert!(!normal::same(&normal::key(&a), &normal::key(&b)) || one.key == other.key);
            prop_assert_eq!(one.hash, Sketch::hash(&a));
            prop_assert_eq!(one.key, Sketch::new(&normal::key(&a)).hash);
            prop_assert_eq!(one.is_key_empty(), normal::key(&a).is_empty());
            prop_assert!(!is_similar(&Key::new(&a), &Key::new(&b), least) || one.may_resemble(&other, least));
            let part: String = a.chars().skip(cut).take(4).collect();
            prop_assert!(one.may_contain(&Sketch::new(&part)));
        }
    }
}

//! Abbreviation: one text is the other with characters left out, its first and last kept (县市监局, 县市场监督管理局).

use super::{Key, signature};
use crate::Map;

/// An abbreviation has at least this many characters: 市委 is a body of its own, not short for 市发改委.
const SHORTEST: usize = 3;

/// The longest single run of characters that an abbreviation leaves out. A name without a longer run is that of a
/// part or of another body: 县交通运输局, 县住房和城乡建设和交通运输局.
const LONGEST_RUN: usize = 2;

/// Whether one of two texts is an ordered sub-sequence of the other with the same first and last character, of
/// which more is left out than one long run.
pub fn abbreviates(a: &Key, b: &Key) -> bool {
    Stem::of(a).abbreviates(Stem::of(b))
}

/// A name with its usual ending cut short, as people do: 委员会 to 委, 办公室 to 办.
#[derive(Clone, Copy, Debug)]
struct Stem<'k> {
    characters: &'k [char],
    signature: u64,
}

impl<'k> Stem<'k> {
    fn of(key: &'k Key) -> Self {
        let characters = &*key.characters;
        if characters.ends_with(&['委', '员', '会']) || characters.ends_with(&['办', '公', '室']) {
            let characters = &characters[..characters.len() - 2];
            return Self {
                characters,
                signature: signature(characters),
            };
        }
        Self {
            characters,
            signature: key.signature,
        }
    }

    /// The first and the last character.
    fn ends(self) -> Option<(char, char)> {
        Some((*self.characters.first()?, *self.characters.last()?))
    }

    fn abbreviates(self, other: Self) -> bool {
        let (short, long) = if self.characters.len() <= other.characters.len() {
            (self, other)
        } else {
            (other, self)
        };
        if short.signature & !long.signature != 0 || short.ends() != long.ends() {
            return false;
        }
        let (short, long) = (short.characters, long.characters);
        let mut rest = long.iter();
        short.len() >= SHORTEST
            && short.iter().all(|character| rest.any(|other| other == character))
            && (long.len() - short.len() <= LONGEST_RUN || !lacks_one_run(short, long))
    }
}

/// Whether `short` is `long` without one run of characters.
fn lacks_one_run(short: &[char], long: &[char]) -> bool {
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    head + tail >= short.len()
}

/// Finds the texts that abbreviate a given one, or that it abbreviates.
#[derive(Debug, Default)]
pub struct AbbreviatesIndex {
    buckets: Map<(char, char), Vec<(u32, Key)>>,
}

impl AbbreviatesIndex {
    /// An index over numbered texts.
    pub fn new(keys: impl IntoIterator<Item = (u32, Key)>) -> Self {
        let mut index = Self::default();
        for (number, key) in keys {
            if let Some(ends) = Stem::of(&key).ends() {
                index.buckets.entry(ends).or_default().push((number, key));
            }
        }
        index
    }

    /// The numbers of the texts that stand in this relation to `key`, in order of their insertion.
    pub fn find(&self, key: &Key) -> Vec<u32> {
        let stem = Stem::of(key);
        let bucket = stem.ends().and_then(|ends| self.buckets.get(&ends));
        let keys = bucket.into_iter().flatten();
        keys.filter(|(_, other)| stem.abbreviates(Stem::of(other)))
            .map(|(number, _)| *number)
            .collect()
    }
}

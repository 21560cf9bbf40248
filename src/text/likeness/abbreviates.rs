//! Abbreviation: one text is the other with characters left out, its first and last kept (县市监局, 县市场监督管理局).

use super::Key;
use crate::Map;

/// Whether one of two texts is an ordered sub-sequence of the other with the same first and last character.
pub fn abbreviates(a: &Key, b: &Key) -> bool {
    let (short, long) = if a.characters.len() <= b.characters.len() {
        (a, b)
    } else {
        (b, a)
    };
    ends(short).is_some() && ends(short) == ends(long) && short.signature & !long.signature == 0 && {
        let mut rest = long.characters.iter();
        short
            .characters
            .iter()
            .all(|character| rest.any(|other| other == character))
    }
}

/// The first and the last character.
fn ends(key: &Key) -> Option<(char, char)> {
    Some((*key.characters.first()?, *key.characters.last()?))
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
            if let Some(ends) = ends(&key) {
                index.buckets.entry(ends).or_default().push((number, key));
            }
        }
        index
    }

    /// The numbers of the texts that stand in this relation to `key`, in order of their insertion.
    pub fn find(&self, key: &Key) -> Vec<u32> {
        let bucket = ends(key).and_then(|ends| self.buckets.get(&ends));
        let keys = bucket.into_iter().flatten();
        keys.filter(|(_, other)| abbreviates(key, other))
            .map(|(number, _)| *number)
            .collect()
    }
}

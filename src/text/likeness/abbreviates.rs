//! Abbreviation: one text is the other with characters left out, its first and last kept (县市监局, 县市场监督管理局).

use super::Key;
use crate::Map;

/// An abbreviation has at least this many characters: 市委 is a body of its own, not short for 市发改委.
const SHORTEST: usize = 3;

/// The longest single run of characters that an abbreviation leaves out. A name without a longer run is that of a
/// part or of another body: 县交通运输局, 县住房和城乡建设和交通运输局.
const LONGEST_RUN: usize = 2;

/// Whether one of two texts is an ordered sub-sequence of the other with the same first and last character, of
/// which more is left out than one long run.
pub fn abbreviates(a: &Key, b: &Key) -> bool {
    let (a_stem, b_stem) = (stem(a), stem(b));
    let (short, long) = if a_stem.len() <= b_stem.len() {
        (a_stem, b_stem)
    } else {
        (b_stem, a_stem)
    };
    if short.len() < SHORTEST || ends(short) != ends(long) {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|character| rest.any(|other| other == character))
        && (long.len() - short.len() <= LONGEST_RUN || !lacks_one_run(short, long))
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

/// A name with its usual ending cut short, as people do: 委员会 to 委, 办公室 to 办.
fn stem(key: &Key) -> &[char] {
    let characters = key.characters.as_slice();
    let is_long = characters.ends_with(&['委', '员', '会']) || characters.ends_with(&['办', '公', '室']);
    if is_long {
        &characters[..characters.len() - 2]
    } else {
        characters
    }
}

/// The first and the last character.
fn ends(stem: &[char]) -> Option<(char, char)> {
    Some((*stem.first()?, *stem.last()?))
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
            if let Some(ends) = ends(stem(&key)) {
                index.buckets.entry(ends).or_default().push((number, key));
            }
        }
        index
    }

    /// The numbers of the texts that stand in this relation to `key`, in order of their insertion.
    pub fn find(&self, key: &Key) -> Vec<u32> {
        let bucket = ends(stem(key)).and_then(|ends| self.buckets.get(&ends));
        let keys = bucket.into_iter().flatten();
        keys.filter(|(_, other)| abbreviates(key, other))
            .map(|(number, _)| *number)
            .collect()
    }
}

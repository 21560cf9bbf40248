//! Similarity: 1 - edit distance / length of the longer text, in characters; and its index.
//!
//! Two texts within `d` edits share all but `d` characters of the longer one. So, whatever the order of the
//! characters, the first `d + 1` of the one and of the other have one in common (prefix filter); with the rarest
//! characters first, few texts are looked at. Where there are few texts anyway, a glance at each is cheaper.

use rapidfuzz::distance::levenshtein;

use super::{FEW, Key};
use crate::Map;

/// How similar two texts are, from 0 to 1; `None` where one of them is empty.
pub fn similarity(a: &Key, b: &Key) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let distance = levenshtein::distance(a.characters.iter().copied(), b.characters.iter().copied());
    Some(score(distance, a.characters.len().max(b.characters.len())))
}

/// Whether two texts are at least so similar, which is told faster than how much.
pub fn is_similar(a: &Key, b: &Key, least: f64) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (short, long) = (
        a.characters.len().min(b.characters.len()),
        a.characters.len().max(b.characters.len()),
    );
    let edits = allowed(long, least);
    // An edit adds a character to the difference, drops one, or does both.
    if long - short > edits || (a.signature ^ b.signature).count_ones() as usize > 2 * edits {
        return false;
    }
    let arguments = levenshtein::Args::default().score_cutoff(edits);
    let (a, b) = (a.characters.iter().copied(), b.characters.iter().copied());
    levenshtein::distance_with_args(a, b, &arguments).is_some()
}

fn score(distance: usize, longer: usize) -> f64 {
    1.0 - distance as f64 / longer as f64
}

/// The most edits with which a text of `longer` characters still reaches the similarity `least`.
pub(super) fn allowed(longer: usize, least: f64) -> usize {
    let mut edits = ((1.0 - least) * longer as f64) as usize;
    // The division rounds; the score decides.
    while edits < longer && score(edits + 1, longer) >= least {
        edits += 1;
    }
    while edits > 0 && score(edits, longer) < least {
        edits -= 1;
    }
    edits
}

/// A character, and how often it stood in the text before.
type Token = (char, u32);

/// Finds the texts that are similar to a given one.
#[derive(Debug)]
pub struct SimilarIndex {
    least: f64,
    keys: Vec<(u32, Key)>,
    /// Length and signature of each, where there are few; then the rest is empty.
    glances: Vec<(u32, u64)>,
    /// For each length of the longer text, how many edits leave two texts similar.
    edits: Vec<u32>,
    /// In how many texts each character stands.
    frequency: Map<char, u32>,
    /// The rarest tokens of each text with its position, sorted.
    postings: Vec<(Token, u32)>,
}

impl SimilarIndex {
    /// An index over numbered texts for similarities of at least `least`, which is above 0. Empty texts are left out.
    pub fn new(least: f64, keys: impl IntoIterator<Item = (u32, Key)>) -> Self {
        let keys: Vec<(u32, Key)> = keys.into_iter().filter(|(_, key)| !key.is_empty()).collect();
        let mut index = Self {
            least,
            keys,
            glances: Vec::new(),
            edits: Vec::new(),
            frequency: Map::default(),
            postings: Vec::new(),
        };
        if index.keys.len() <= FEW {
            let glance = |(_, key): &(u32, Key)| (key.characters.len() as u32, key.signature);
            index.glances = index.keys.iter().map(glance).collect();
            let longest = index.glances.iter().map(|(length, _)| *length).max().unwrap_or(0);
            let edits = (0..=longest as usize).map(|longer| allowed(longer, least) as u32);
            index.edits = edits.collect();
            return index;
        }
        for (_, key) in &index.keys {
            for token in tokens(key).filter(|(_, before)| *before == 0) {
                *index.frequency.entry(token.0).or_insert(0) += 1;
            }
        }
        for (position, (_, key)) in (0..).zip(&index.keys) {
            index
                .postings
                .extend(index.prefix(key).map(|token| (token, position)));
        }
        index.postings.sort_unstable();
        index
    }

    /// The numbers of the texts that are similar to `key`, in ascending order of their insertion.
    pub fn find(&self, key: &Key) -> Vec<u32> {
        let mut candidates: Vec<u32> = Vec::new();
        if key.is_empty() {
            return candidates;
        }
        if self.keys.len() <= FEW {
            candidates = self.glance(key);
        } else {
            for token in self.prefix(key) {
                let first = self.postings.partition_point(|(other, _)| *other < token);
                let same = self.postings[first..]
                    .iter()
                    .take_while(|(other, _)| *other == token);
                candidates.extend(same.map(|(_, position)| position));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        let found = candidates
            .into_iter()
            .map(|position| &self.keys[position as usize]);
        found
            .filter(|(_, other)| is_similar(key, other, self.least))
            .map(|(number, _)| *number)
            .collect()
    }

    /// The positions of those texts that may be similar.
    fn glance(&self, key: &Key) -> Vec<u32> {
        let (length, signature) = (key.characters.len() as u32, key.signature);
        let own = allowed(length as usize, self.least) as u32;
        let glances = (0..).zip(&self.glances);
        let may_be = glances.filter(|(_, (other, others))| {
            let (difference, edits) = match *other > length {
                true => (other - length, self.edits[*other as usize]),
                false => (length - other, own),
            };
            // See `is_similar`.
            difference <= edits && (signature ^ others).count_ones() <= 2 * edits
        });
        may_be.map(|(position, _)| position).collect()
    }

    /// The rarest tokens of a text, so many that a similar text has one of them among its own.
    fn prefix(&self, key: &Key) -> impl Iterator<Item = Token> + use<> {
        let frequency = |character| self.frequency.get(&character).copied().unwrap_or(0);
        let ranked = tokens(key).map(|(character, before)| (frequency(character), character, before));
        let mut ranked: Vec<(u32, char, u32)> = ranked.collect();
        let length = allowed(ranked.len(), self.least) + 1;
        if length < ranked.len() {
            ranked.select_nth_unstable(length - 1);
            ranked.truncate(length);
        }
        ranked
            .into_iter()
            .map(|(_, character, before)| (character, before))
    }
}

fn tokens(key: &Key) -> impl Iterator<Item = Token> {
    let mut characters = key.characters.to_vec();
    characters.sort_unstable();
    let mut last: Option<Token> = None;
    characters.into_iter().map(move |character| {
        let before = last
            .filter(|(other, _)| *other == character)
            .map_or(0, |(_, before)| before + 1);
        last = Some((character, before));
        (character, before)
    })
}

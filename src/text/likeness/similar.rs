//! Similarity: 1 - edit distance / length of the longer text, in characters; and its index.
//!
//! Two texts within `d` edits share all but `d` characters of the longer one. So, whatever the order of the
//! characters, the first `d + 1` of the one and of the other have one in common (prefix filter); with the rarest
//! characters first, few texts are looked at. Where there are few texts anyway, a glance at each is cheaper.

use rapidfuzz::distance::levenshtein;

use super::postings::Postings;
use super::{FEW, Key, has_at_most};
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
    /// Length and signature of each.
    glances: Vec<(u32, u64)>,
    /// For each length of the longer text, how many edits leave two texts similar.
    edits: Vec<u32>,
    /// None where there are few texts.
    lookup: Option<Lookup>,
}

/// Leads to texts by their tokens.
#[derive(Debug)]
struct Lookup {
    least: f64,
    /// In how many texts each character stands.
    frequency: Map<char, u32>,
    /// Where the rarest tokens of each text stand.
    postings: Postings<Token>,
}

impl SimilarIndex {
    /// An index over numbered texts for similarities of at least `least`, which is above 0. Empty texts are left out.
    pub fn new(least: f64, keys: impl IntoIterator<Item = (u32, Key)>) -> Self {
        let keys: Vec<(u32, Key)> = keys.into_iter().filter(|(_, key)| !key.is_empty()).collect();
        let glance = |(_, key): &(u32, Key)| (key.characters.len() as u32, key.signature);
        let glances: Vec<(u32, u64)> = keys.iter().map(glance).collect();
        let longest = glances.iter().map(|(length, _)| *length).max().unwrap_or(0);
        Self {
            least,
            glances,
            edits: (0..=longest)
                .map(|longer| allowed(longer as usize, least) as u32)
                .collect(),
            lookup: (keys.len() > FEW).then(|| Lookup::new(least, &keys)),
            keys,
        }
    }

    /// The numbers of the texts that are similar to `key`, in ascending order of their insertion.
    pub fn find(&self, key: &Key) -> Vec<u32> {
        if key.is_empty() {
            return Vec::new();
        }
        let own = allowed(key.characters.len(), self.least) as u32;
        let mut found = Vec::new();
        let look = |at: usize| {
            let (number, other) = &self.keys[at];
            if self.may_hold(self.glances[at], key, own) && is_similar(key, other, self.least) {
                found.push(*number);
            }
        };
        match &self.lookup {
            None => (0..self.keys.len()).for_each(look),
            Some(lookup) => lookup.postings.of(lookup.prefix(key)).ones().for_each(look),
        }
        found
    }

    /// Whether a text may do, at a glance, see [`is_similar`]; `own` edits leave it similar where it is not the longer one.
    #[inline]
    fn may_hold(&self, (other, others): (u32, u64), key: &Key, own: u32) -> bool {
        let length = key.characters.len() as u32;
        let (difference, edits) = match other > length {
            true => (other - length, self.edits[other as usize]),
            false => (length - other, own),
        };
        difference <= edits && has_at_most(2 * edits, key.signature ^ others)
    }
}

impl Lookup {
    fn new(least: f64, keys: &[(u32, Key)]) -> Self {
        let mut lookup = Self {
            least,
            frequency: Map::default(),
            postings: Postings::new(keys.len()),
        };
        for (_, key) in keys {
            for token in tokens(key).filter(|(_, before)| *before == 0) {
                *lookup.frequency.entry(token.0).or_insert(0) += 1;
            }
        }
        for (position, (_, key)) in (0..).zip(keys) {
            for token in lookup.prefix(key) {
                lookup.postings.add(token, position);
            }
        }
        lookup
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

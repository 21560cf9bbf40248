//! Which duties that bear no equal name may be one: candidates from an index, with what speaks for each.

use super::assign::Candidate;
use super::side::Item;
use crate::Map;
use crate::text::likeness::{Key, Wording, similarity};

/// How alike two duties of one list must be to be one; and two of different lists, where more speaks against it.
const LEAST: (f64, f64) = (0.66, 0.74);

/// A pair of characters or a clause that stands in more of the open duties than this says little about any of them.
const COMMON: usize = 64;

/// The best candidates of a duty that are kept.
const KEPT: usize = 12;

/// The duties of one side that are still open, and those of the other.
pub(super) struct Open<'a, 'g> {
    pub(super) items: &'a [Item<'g>],
    /// Positions among the items, ascending.
    pub(super) open: &'a [usize],
}

/// The pairs of open duties that may be one, each worth more the more alike they are. How much a pair of characters
/// says is measured over all duties, open or not.
pub(super) fn likely(left: &Open<'_, '_>, right: &Open<'_, '_>) -> Vec<Candidate> {
    if left.open.is_empty() || right.open.is_empty() {
        return Vec::new();
    }
    let names = Weights::new([left, right].map(|side| {
        side.items
            .iter()
            .map(|item| Wording::new(item.duty.name.as_str()).pairs().to_vec())
            .collect()
    }));
    let texts = Weights::new([left, right].map(|side| {
        let texts = side.items.iter().map(|item| clauses(item));
        texts.collect()
    }));
    let mut found = Map::default();
    for weights in [
        &names.candidates(left.open, right.open),
        &texts.candidates(left.open, right.open),
    ] {
        found.extend(weights.iter().map(|&pair| (pair, ())));
    }
    let candidates = found.into_keys().filter_map(|(a, b)| {
        let (item, other) = (&left.items[a], &right.items[b]);
        let name = names.alike(a, b).max(misspelt(&item.key, &other.key));
        let text = match item.list == other.list {
            true => (texts.telling(a, b, 1.0), texts.telling(a, b, 3.0)),
            false => (0.0, 0.0),
        };
        let distance = (place(a, left.items.len()) - place(b, right.items.len())).abs();
        let worth =
            worth(name, text) + if item.list == other.list { 0.05 } else { 0.0 } + 0.02 * (1.0 - distance);
        let least = if item.list == other.list { LEAST.0 } else { LEAST.1 };
        (worth >= least).then_some(Candidate {
            left: a,
            right: b,
            worth: (worth * 1e6) as i64,
        })
    });
    candidates.collect()
}

/// What names and texts together say. Either alone may do: a name is kept when all texts change, and the reverse if
/// there are several. The text is given by how far one clause, and how far three, tell the duty from others.
fn worth(name: f64, text: (f64, f64)) -> f64 {
    (0.6 * name + 0.4 * text.0).max(0.9 * name).max(0.75 * text.1)
}

/// Where in its list an item stands, from 0 to 1.
fn place(position: usize, of: usize) -> f64 {
    position as f64 / of as f64
}

/// How alike two names are that differ in a character or two of a longer name; 0 for others.
fn misspelt(a: &str, b: &str) -> f64 {
    let (a, b) = (Key::new(a), Key::new(b));
    let longer = a.characters().len().max(b.characters().len());
    let alike = similarity(&a, &b).unwrap_or(0.0);
    let edits = ((1.0 - alike) * longer as f64).round() as usize;
    if longer >= 4 && edits <= 1 + longer / 16 {
        alike
    } else {
        0.0
    }
}

/// The texts of a duty in few bits, sorted, each once.
fn clauses(item: &Item<'_>) -> Vec<u64> {
    let mut clauses: Vec<u64> = item
        .clauses()
        .map(|text| xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
        .collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses
}

/// The features of all duties of both sides, and how much each says: the rarer the more.
struct Weights<F> {
    sides: [Vec<Vec<F>>; 2],
    /// In how many duties of both sides each feature stands.
    frequency: Map<F, u32>,
    duties: f64,
}

impl<F: Copy + Ord + std::hash::Hash> Weights<F> {
    fn new(sides: [Vec<Vec<F>>; 2]) -> Self {
        let mut frequency: Map<F, u32> = Map::default();
        for feature in sides.iter().flatten().flatten() {
            *frequency.entry(*feature).or_insert(0) += 1;
        }
        let duties = sides.iter().map(Vec::len).sum::<usize>() as f64;
        Self {
            sides,
            frequency,
            duties,
        }
    }

    fn weight(&self, feature: F) -> f64 {
        let frequency = f64::from(self.frequency.get(&feature).copied().unwrap_or(1));
        ((self.duties + 8.0) / frequency).ln()
    }

    /// How alike two duties are, less where they share only what many do: `enough` features that no third duty has say
    /// all.
    fn telling(&self, a: usize, b: usize, enough: f64) -> f64 {
        let (one, other) = (&self.sides[0][a], &self.sides[1][b]);
        let shared = one.iter().filter(|feature| other.binary_search(feature).is_ok());
        let shared: f64 = shared.map(|&feature| self.weight(feature)).sum();
        self.alike(a, b) * (shared / (enough * ((self.duties + 8.0) / 2.0).ln())).min(1.0)
    }

    /// Twice the weight of what both have, over the weight of what either has.
    fn alike(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (&self.sides[0][a], &self.sides[1][b]);
        let sum = |features: &[F]| features.iter().map(|&feature| self.weight(feature)).sum::<f64>();
        let both: f64 = a
            .iter()
            .filter(|feature| b.binary_search(feature).is_ok())
            .map(|&feature| self.weight(feature))
            .sum();
        match sum(a) + sum(b) {
            0.0 => 0.0,
            all => 2.0 * both / all,
        }
    }

    /// For each open duty of the second side those of the first that share most with it.
    fn candidates(&self, left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let mut postings: Map<F, Vec<usize>> = Map::default();
        for &a in left {
            for feature in &self.sides[0][a] {
                postings.entry(*feature).or_default().push(a);
            }
        }
        let mut found = Vec::new();
        for &b in right {
            let mut shared: Map<usize, f64> = Map::default();
            for feature in &self.sides[1][b] {
                let standing = postings.get(feature).filter(|standing| standing.len() <= COMMON);
                for &a in standing.into_iter().flatten() {
                    *shared.entry(a).or_insert(0.0) += self.weight(*feature);
                }
            }
            let mut shared: Vec<(usize, f64)> = shared.into_iter().collect();
            shared.sort_by(|(a, more), (b, less)| less.total_cmp(more).then(a.cmp(b)));
            found.extend(shared.into_iter().take(KEPT).map(|(a, _)| (a, b)));
        }
        found
    }
}

//! Clauses added, dropped and reworded.

use super::assign::{Candidate, assign};
use super::bodies::Bodies;
use super::delta::{Delta, Part, delta};
use crate::Map;
use crate::text::likeness::{Key, SimilarIndex, similarity};
use crate::text::normal;

/// How alike two clauses are of which one is the other reworded.
const LEAST: f64 = 0.5;

/// The same, where there are so many that an index is used.
const LEAST_INDEXED: f64 = 0.6;

/// So many characters of the one side times those of the other are compared without an index.
const FEW: usize = 100_000_000;

/// The differences between clauses of either version: those that say the same go together, then those of one sort
/// and department that are most alike. What is left over was added or dropped.
pub(super) fn compare(bodies: &Bodies, old: Vec<Part>, new: Vec<Part>, into: &mut [Vec<Delta>]) {
    let mut both = Both {
        bodies,
        old: Texts::new(old),
        new: Texts::new(new),
        pairs: Vec::new(),
    };
    both.equal(|a, b| a == b);
    both.equal(|a, b| bodies_meet(bodies, a, b));
    both.reworded();
    let Both { old, new, pairs, .. } = both;
    let mut old: Vec<Option<Part>> = old.parts.into_iter().map(Some).collect();
    let mut new: Vec<Option<Part>> = new.parts.into_iter().map(Some).collect();
    let mut found = Vec::new();
    for (a, b) in pairs {
        let (Some(before), Some(after)) = (old[a].take(), new[b].take()) else {
            continue;
        };
        if before.quoted.text != after.quoted.text {
            let (key, other) = (normal::key(&before.quoted.text), normal::key(&after.quoted.text));
            let follows = key != other && bodies.renamed(&key) == *other;
            found.push((
                after.pair,
                (b, 0),
                delta(after.field, Some(before), Some(after), follows),
            ));
        }
    }
    for (at, part) in old.into_iter().enumerate() {
        if let Some(part) = part {
            found.push((part.pair, (at, 1), delta(part.field, Some(part), None, false)));
        }
    }
    for (at, part) in new.into_iter().enumerate() {
        if let Some(part) = part {
            found.push((part.pair, (at, 2), delta(part.field, None, Some(part), false)));
        }
    }
    found.sort_by_key(|(pair, order, _)| (*pair, *order));
    for (pair, _, delta) in found {
        into[pair].push(delta);
    }
}

/// Whether two blocks may be one: they have a department in common, or one of them names none.
fn bodies_meet(bodies: &Bodies, a: &[usize], b: &[usize]) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter()
            .any(|&a| b.iter().any(|&b| bodies.body(a) == bodies.body(b)))
}

/// The clauses of one side.
struct Texts {
    parts: Vec<Part>,
    keys: Vec<Key>,
    /// Whether it is in a pair.
    taken: Vec<bool>,
}

impl Texts {
    fn new(parts: Vec<Part>) -> Self {
        let keys = parts.iter().map(|part| Key::new(&part.quoted.text)).collect();
        Self {
            taken: vec![false; parts.len()],
            keys,
            parts,
        }
    }

    fn open(&self) -> Vec<usize> {
        (0..self.parts.len()).filter(|&at| !self.taken[at]).collect()
    }
}

struct Both<'b> {
    bodies: &'b Bodies,
    old: Texts,
    new: Texts,
    pairs: Vec<(usize, usize)>,
}

impl Both<'_> {
    fn pair(&mut self, a: usize, b: usize) {
        (self.old.taken[a], self.new.taken[b]) = (true, true);
        self.pairs.push((a, b));
    }

    /// Pairs clauses of one sort that say the same, in blocks whose heads fit.
    fn equal(&mut self, fits: impl Fn(&[usize], &[usize]) -> bool) {
        let open = self.new.open();
        let mut same: Map<(super::Field, Key), Vec<usize>> = Map::default();
        for &at in open.iter().rev() {
            same.entry((self.new.parts[at].field, self.new.keys[at].clone()))
                .or_default()
                .push(at);
        }
        for a in self.old.open() {
            let Some(others) = same.get_mut(&(self.old.parts[a].field, self.old.keys[a].clone())) else {
                continue;
            };
            let names = &self.old.parts[a].names;
            let found = others
                .iter()
                .rposition(|&b| fits(names, &self.new.parts[b].names));
            if let Some(found) = found {
                let b = others.remove(found);
                self.pair(a, b);
            }
        }
    }

    /// Pairs clauses of one sort that are alike, in blocks that have a department in common.
    fn reworded(&mut self) {
        let (old, new) = (self.old.open(), self.new.open());
        let mut candidates = Vec::new();
        let mut consider = |a: usize, b: usize| {
            let (one, other) = (&self.old.parts[a], &self.new.parts[b]);
            if one.field != other.field || !bodies_meet(self.bodies, &one.names, &other.names) {
                return;
            }
            let (key, other) = (&self.old.keys[a], &self.new.keys[b]);
            let (length, other_length) = (key.characters().len(), other.characters().len());
            if (length.min(other_length) as f64) < LEAST * length.max(other_length) as f64 {
                return;
            }
            let alike = similarity(key, other).unwrap_or(0.0);
            if alike >= LEAST {
                let near = 1.0
                    - place(a, self.old.parts.len()).abs_diff(place(b, self.new.parts.len())) as f64 / 1e3;
                candidates.push(Candidate {
                    left: a,
                    right: b,
                    worth: ((alike + 0.01 * near) * 1e6) as i64,
                });
            }
        };
        let characters = |texts: &Texts, open: &[usize]| {
            open.iter()
                .map(|&at| texts.keys[at].characters().len())
                .sum::<usize>()
        };
        if characters(&self.old, &old).saturating_mul(characters(&self.new, &new)) <= FEW {
            old.iter().for_each(|&a| new.iter().for_each(|&b| consider(a, b)));
        } else {
            let keys = new.iter().map(|&b| (b as u32, self.new.keys[b].clone()));
            let index = SimilarIndex::new(LEAST_INDEXED, keys);
            for &a in &old {
                index
                    .find(&self.old.keys[a])
                    .into_iter()
                    .for_each(|b| consider(a, b as usize));
            }
        }
        for (a, b) in assign(candidates) {
            self.pair(a, b);
        }
    }
}

/// Where in its list a clause stands, in thousandths.
fn place(position: usize, of: usize) -> usize {
    position * 1000 / of.max(1)
}

//! Duties that were split or merged: the wording, or most clauses, of one stand in several of the other version.

use super::gains::Gains;
use super::side::Item;
use crate::finding::ListKind;
use crate::text::likeness::{CoversIndex, Side, Wording, coverage};
use crate::{Map, Set};

/// A pair that belongs to a split or a merger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) left: usize,
    pub(super) right: usize,
    /// Whether the left duty became several right ones, or the reverse; none for a duty that was narrowed to one of its
    /// parts, or widened.
    pub(super) one_to_many: Option<bool>,
}

/// Where more wholes and parts might meet, no splits are looked for: they are far beyond any list.
const MOST_PAIRS: usize = 4_000_000;

/// A duty is not split into more parts than this.
const MOST_PARTS: usize = 24;

/// How much of the wording of a part one phrase of the whole must hold.
const LEAST: f64 = 0.75;

/// Shorter wordings than this, in pairs of characters, are covered by chance.
const SHORTEST: usize = 4;

/// What remains of a whole holds less of a part than this: else the part was not taken out of it.
const TAKEN: f64 = 0.7;

/// How much of what remains stood in the whole.
const REMAINDER: f64 = 0.5;

/// The splits and mergers among duties, of which `pairs` are known to be the same.
pub(super) fn find(left: &[Item<'_>], right: &[Item<'_>], pairs: &[(usize, usize)]) -> Vec<Part> {
    let turned: Vec<(usize, usize)> = pairs.iter().map(|&(left, right)| (right, left)).collect();
    let mut parts: Vec<Part> = Vec::new();
    let mut taken: (Set<usize>, Set<usize>) = Default::default();
    let splits = of_wholes(left, right, pairs)
        .into_iter()
        .map(|(left, right, several)| Part {
            left,
            right,
            one_to_many: several.then_some(true),
        });
    let mergers = of_wholes(right, left, &turned)
        .into_iter()
        .map(|(right, left, several)| Part {
            left,
            right,
            one_to_many: several.then_some(false),
        });
    for group in [splits.collect::<Vec<_>>(), mergers.collect()] {
        let free = |part: &&Part| !taken.0.contains(&part.left) && !taken.1.contains(&part.right);
        let group: Vec<Part> = group.iter().filter(free).copied().collect();
        taken.0.extend(group.iter().map(|part| part.left));
        taken.1.extend(group.iter().map(|part| part.right));
        parts.extend(group);
    }
    parts
}

/// The wholes with their parts, and whether there are several; the part that a whole is paired with is one of them.
fn of_wholes(wholes: &[Item<'_>], parts: &[Item<'_>], pairs: &[(usize, usize)]) -> Vec<(usize, usize, bool)> {
    let partner: Map<usize, usize> = pairs.iter().copied().collect();
    let paired: Set<usize> = pairs.iter().map(|pair| pair.1).collect();
    let lone: Vec<usize> = (0..parts.len()).filter(|at| !paired.contains(at)).collect();
    let is_open = |&at: &usize| match partner.get(&at) {
        Some(&other) => wholes[at].key != parts[other].key || wholes[at].content != parts[other].content,
        None => true,
    };
    let open: Vec<usize> = (0..wholes.len()).filter(is_open).collect();
    if lone.is_empty() || open.is_empty() || lone.len() * open.len() > MOST_PAIRS {
        return Vec::new();
    }
    let by_name = Names::new(wholes, parts, &open, &partner);
    let by_clause = Clauses::new(wholes, parts, &open, &partner);
    let by_gain = Gains::new(wholes, parts, &open, &partner);
    let mut found: Map<usize, Vec<usize>> = Map::default();
    for part in lone {
        let whole = by_name.whole(part).or_else(|| by_clause.whole(part));
        if let Some(whole) = whole.or_else(|| by_gain.whole(&parts[part])) {
            found.entry(whole).or_default().push(part);
        }
    }
    let mut of_wholes = Vec::new();
    let items = parts;
    for (whole, mut parts) in found.into_iter().filter(|(_, parts)| parts.len() <= MOST_PARTS) {
        parts.extend(partner.get(&whole));
        if let &[part] = parts.as_slice()
            && !may_narrow(&wholes[whole], &items[part])
        {
            continue;
        }
        let several = parts.len() > 1;
        of_wholes.extend(parts.into_iter().map(|part| (whole, part, several)));
    }
    of_wholes.sort_unstable();
    of_wholes
}

/// Whether a duty may be all that is left of another: in one list, or reclaimed out of a basic one. Elsewhere the words
/// of a whole field (安全生产) stand in the names of many a single duty.
fn may_narrow(whole: &Item<'_>, part: &Item<'_>) -> bool {
    whole.list == part.list || (whole.list, part.list) == (ListKind::Basic, ListKind::Reclaimed)
}

/// Parts found by their names.
struct Names<'a, 'g> {
    parts: &'a [Item<'g>],
    wholes: Map<usize, Wording>,
    index: CoversIndex,
    /// What remains of each open whole.
    remainders: Map<usize, Wording>,
}

impl<'a, 'g> Names<'a, 'g> {
    fn new(wholes: &[Item<'g>], parts: &'a [Item<'g>], open: &[usize], partner: &Map<usize, usize>) -> Self {
        let wording = |item: &Item<'_>| Wording::new(item.duty.name.as_str());
        let words: Map<usize, Wording> = open.iter().map(|&at| (at, wording(&wholes[at]))).collect();
        let remainders = open
            .iter()
            .filter_map(|at| Some((*at, wording(&parts[*partner.get(at)?]))))
            .collect();
        let numbered = words.iter().map(|(at, wording)| (*at as u32, wording.clone()));
        let index = CoversIndex::new(Side::Covering, LEAST, numbered);
        Self {
            parts,
            index,
            remainders,
            wholes: words,
        }
    }

    /// The whole that a duty was taken out of: the one that covers it best.
    fn whole(&self, part: usize) -> Option<usize> {
        let wording = Wording::new(self.parts[part].duty.name.as_str());
        if wording.pairs().len() < SHORTEST {
            return None;
        }
        let found = self.index.find(&wording).into_iter().map(|at| at as usize);
        let fits = |at: &usize| match self.remainders.get(at) {
            Some(rest) => {
                coverage(rest, &wording).is_none_or(|kept| kept < TAKEN)
                    && coverage(&self.wholes[at], rest).is_some_and(|kept| kept >= REMAINDER)
            }
            None => true,
        };
        let covered = |at: usize| (coverage(&self.wholes[&at], &wording).unwrap_or(0.0), at);
        let best = found
            .filter(fits)
            .map(covered)
            .max_by(|(a, at), (b, other)| a.total_cmp(b).then(other.cmp(at)));
        best.map(|(_, at)| at)
    }
}

/// Parts found by their clauses.
struct Clauses<'a, 'g> {
    parts: &'a [Item<'g>],
    /// The open wholes that hold each clause, and no longer do where they are paired.
    holders: Map<&'a str, Vec<usize>>,
}

/// A clause that more wholes hold says nothing.
const COMMON: usize = 2;

/// A duty of fewer clauses is not told by them.
const FEWEST: usize = 3;

impl<'a, 'g> Clauses<'a, 'g> {
    fn new(
        wholes: &'a [Item<'g>],
        parts: &'a [Item<'g>],
        open: &[usize],
        partner: &Map<usize, usize>,
    ) -> Self {
        let mut holders: Map<&str, Vec<usize>> = Map::default();
        for &at in open {
            let kept: Set<&str> = partner
                .get(&at)
                .map_or_else(Set::default, |&other| parts[other].clauses().collect());
            for clause in wholes[at].clauses().filter(|clause| !kept.contains(clause)) {
                holders.entry(clause).or_default().push(at);
            }
        }
        Self { parts, holders }
    }

    /// The whole that held most clauses of a duty, if these are most of its clauses.
    fn whole(&self, part: usize) -> Option<usize> {
        let mut held: Map<usize, usize> = Map::default();
        let mut clauses = 0;
        for clause in self.parts[part].clauses() {
            clauses += 1;
            let holders = self.holders.get(clause).filter(|holders| holders.len() <= COMMON);
            for &at in holders.into_iter().flatten() {
                *held.entry(at).or_insert(0) += 1;
            }
        }
        let (whole, most) = held
            .into_iter()
            .max_by_key(|&(at, held)| (held, std::cmp::Reverse(at)))?;
        (clauses >= FEWEST && most * 3 >= clauses * 2).then_some(whole)
    }
}

//! Splits and mergers told by what a name gained: `单位就业登记` and `个人就业登记` become `单位和个人就业登记`.

use super::side::Item;
use crate::Map;
use crate::text::likeness::{Pair, Wording};

/// How many pairs of characters a part must have beyond the duty that the whole is paired with.
const LEAST_OWN: usize = 3;

/// How much of the wording of both its parts a whole holds.
const LEAST_HELD: f64 = 0.9;

/// Pairs that more wholes gained say nothing.
const COMMON: usize = 16;

/// The wholes by the pairs of characters that they have beyond the duty they are paired with.
pub(super) struct Gains {
    wholes: Map<usize, Whole>,
    holders: Map<Pair, Vec<usize>>,
}

struct Whole {
    pairs: Wording,
    partner: Wording,
}

impl Gains {
    /// The paired among `open`, which are the wholes that changed.
    pub(super) fn new(
        wholes: &[Item<'_>],
        parts: &[Item<'_>],
        open: &[usize],
        partner: &Map<usize, usize>,
    ) -> Self {
        let mut gains = Self {
            wholes: Map::default(),
            holders: Map::default(),
        };
        for &at in open {
            let Some(&other) = partner.get(&at) else { continue };
            if wholes[at].list != parts[other].list || wholes[at].key == parts[other].key {
                continue;
            }
            let whole = Whole {
                pairs: Wording::new(wholes[at].duty.name.as_str()),
                partner: Wording::new(parts[other].duty.name.as_str()),
            };
            for pair in beyond(&whole.pairs, &whole.partner) {
                gains.holders.entry(pair).or_default().push(at);
            }
            gains.wholes.insert(at, whole);
        }
        gains
    }

    /// The whole that holds `part` and the duty it is paired with, and gained all that tells the one from the other.
    pub(super) fn whole(&self, part: &Item<'_>) -> Option<usize> {
        let part = Wording::new(part.duty.name.as_str());
        let mut gained: Map<usize, usize> = Map::default();
        for pair in part.pairs() {
            let holders = self.holders.get(pair).filter(|holders| holders.len() <= COMMON);
            for &at in holders.into_iter().flatten() {
                *gained.entry(at).or_insert(0) += 1;
            }
        }
        let fits = |&(at, gained): &(usize, usize)| {
            let Whole { pairs, partner } = &self.wholes[&at];
            let own = beyond(&part, partner).count();
            own >= LEAST_OWN && gained >= own && held(pairs, &part) && held(pairs, partner)
        };
        let fitting = gained.into_iter().filter(fits);
        fitting
            .max_by_key(|&(at, gained)| (gained, std::cmp::Reverse(at)))
            .map(|(at, _)| at)
    }
}

/// The pairs of one wording that another has not.
fn beyond<'w>(one: &'w Wording, other: &'w Wording) -> impl Iterator<Item = Pair> + 'w {
    let pairs = one.pairs().iter().copied();
    pairs.filter(|pair| other.pairs().binary_search(pair).is_err())
}

/// Whether a whole holds nearly all of a part.
fn held(whole: &Wording, part: &Wording) -> bool {
    let all = part.pairs().len();
    (all - beyond(part, whole).count()) as f64 >= LEAST_HELD * all as f64
}

//! Which duty of one version is which of the other: equal names first, then the best pairing of what is left.

use super::assign::assign;
use super::likely::{Open, likely};
use super::parts;
use super::side::{Item, Side};
use crate::finding::ListKind;
use crate::{Map, Set};

/// What binds two duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bond {
    /// They are one duty.
    Same,
    /// The older one was split, and the newer one is a part of it.
    Split,
    /// The newer one was merged from several, and the older one is a part of it.
    Merged,
}

/// An older and a newer duty, by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) bond: Bond,
}

/// Which duty is which.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// In the order of the newer version, then of the older.
    pub(super) pairs: Vec<Pair>,
    /// Older duties that have no pair.
    pub(super) removed: Vec<usize>,
    /// Newer duties that have no pair.
    pub(super) added: Vec<usize>,
}

/// Aligns two versions of one township's lists.
pub(super) fn align(before: &Side<'_>, after: &Side<'_>) -> Alignment {
    let turned = !before.goes_before(after);
    let (left, right) = if turned { (after, before) } else { (before, after) };
    let mut pairs = equal_names(&left.items, &right.items);
    let (free_left, free_right) = (
        free(&left.items, &pairs, |pair| pair.0),
        free(&right.items, &pairs, |pair| pair.1),
    );
    pairs.extend(assign(likely(
        &Open {
            items: &left.items,
            open: &free_left,
        },
        &Open {
            items: &right.items,
            open: &free_right,
        },
    )));
    let parts = parts::find(&left.items, &right.items, &pairs);
    let bond = |one_to_many: bool| {
        if one_to_many == turned {
            Bond::Merged
        } else {
            Bond::Split
        }
    };
    let mut bonds: Map<(usize, usize), Bond> = pairs.into_iter().map(|pair| (pair, Bond::Same)).collect();
    for part in parts {
        bonds.insert((part.left, part.right), part.one_to_many.map_or(Bond::Same, bond));
    }
    let pairs = bonds.into_iter().map(|((left, right), bond)| {
        let (before, after) = if turned { (right, left) } else { (left, right) };
        Pair { before, after, bond }
    });
    let mut pairs: Vec<Pair> = pairs.collect();
    pairs.sort_by_key(|pair| (pair.after, pair.before));
    let lone = |items: &[Item<'_>], of: fn(&Pair) -> usize| {
        let mut lone = vec![true; items.len()];
        pairs.iter().for_each(|pair| lone[of(pair)] = false);
        (0..items.len()).filter(|&at| lone[at]).collect()
    };
    Alignment {
        removed: lone(&before.items, |pair| pair.before),
        added: lone(&after.items, |pair| pair.after),
        pairs,
    }
}

/// Positions of the items that are in no pair.
fn free(items: &[Item<'_>], pairs: &[(usize, usize)], of: fn(&(usize, usize)) -> usize) -> Vec<usize> {
    let mut free = vec![true; items.len()];
    pairs.iter().for_each(|pair| free[of(pair)] = false);
    (0..items.len()).filter(|&at| free[at]).collect()
}

/// Items that meet under one key, on either side.
type Groups<K> = Map<K, (Vec<usize>, Vec<usize>)>;

/// Pairs of equal names: in one list first, then across lists. Where several share a name, those that are equal in
/// all else go together, then those that are left over alone.
fn equal_names(left: &[Item<'_>], right: &[Item<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let by_list = |item: &Item<'_>| Some(item.list);
    pair_by(left, right, by_list, &mut pairs);
    pair_by(left, right, |_| None, &mut pairs);
    pairs
}

fn pair_by(
    left: &[Item<'_>],
    right: &[Item<'_>],
    list: impl Fn(&Item<'_>) -> Option<ListKind>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let (open_left, open_right) = (
        free(left, pairs, |pair| pair.0),
        free(right, pairs, |pair| pair.1),
    );
    let mut groups: Groups<(Option<ListKind>, &str)> = Map::default();
    for at in open_left {
        let item = &left[at];
        if !item.key.is_empty() {
            groups.entry((list(item), &item.key)).or_default().0.push(at);
        }
    }
    for at in open_right {
        let item = &right[at];
        if let Some(group) = groups.get_mut(&(list(item), &*item.key)) {
            group.1.push(at);
        }
    }
    for (lefts, rights) in groups.into_values() {
        pair_group(left, right, lefts, rights, pairs);
    }
}

/// Pairs the items of one name: those that are equal in all else, then those that are left over alone.
fn pair_group(
    left: &[Item<'_>],
    right: &[Item<'_>],
    mut lefts: Vec<usize>,
    mut rights: Vec<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    if lefts.len() > 1 || rights.len() > 1 {
        let mut equal: Groups<(u64, ListKind)> = Map::default();
        for &at in &lefts {
            equal
                .entry((left[at].content, left[at].list))
                .or_default()
                .0
                .push(at);
        }
        for &at in &rights {
            equal
                .entry((right[at].content, right[at].list))
                .or_default()
                .1
                .push(at);
        }
        let same = equal
            .into_values()
            .flat_map(|(lefts, rights)| lefts.into_iter().zip(rights));
        let same: Vec<(usize, usize)> = same.collect();
        let (gone_left, gone_right): (Set<usize>, Set<usize>) = same.iter().copied().unzip();
        lefts.retain(|at| !gone_left.contains(at));
        rights.retain(|at| !gone_right.contains(at));
        pairs.extend(same);
    }
    if let ([one], [other]) = (lefts.as_slice(), rights.as_slice()) {
        pairs.push((*one, *other));
    }
}

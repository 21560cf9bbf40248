//! Which township of one version is which of the other: by region and name, a renamed one by its duties.

use super::assign::{Candidate, assign};
use super::side::Side;
use crate::graph::{Graph, Kind, Node};
use crate::text::normal;
use crate::{Map, Set};

/// What share of their duties two townships of different names must have in common to be one.
const SHARE: f64 = 0.5;

/// The townships of both versions: those of the newer in its order, each with the older one, then those that are gone.
pub(super) fn pair<'g>(graph: &Graph<'g>) -> Vec<(Option<Side<'g>>, Option<Side<'g>>)> {
    let of = |version| {
        let townships = graph.nodes(Kind::Township).iter().copied();
        let townships = townships.filter(move |&id| graph.version(id) == Some(version));
        townships.map(|id| Side::new(graph, id)).collect::<Vec<_>>()
    };
    let (old, new) = (of(0), of(1));
    let mut partner: Map<usize, usize> = by_name(graph, &old, &new);
    partner.extend(renamed(graph, &old, &new, &partner));
    let mut old: Vec<Option<Side<'g>>> = old.into_iter().map(Some).collect();
    let new = new.into_iter().enumerate();
    let mut pairs: Vec<_> = new
        .map(|(at, side)| (partner.get(&at).and_then(|&other| old[other].take()), Some(side)))
        .collect();
    pairs.extend(old.into_iter().flatten().map(|side| (Some(side), None)));
    pairs
}

/// The older township of each newer one with the same region and name.
fn by_name(graph: &Graph<'_>, old: &[Side<'_>], new: &[Side<'_>]) -> Map<usize, usize> {
    let names: Map<String, usize> = old
        .iter()
        .enumerate()
        .map(|(at, side)| (full_name(graph, side), at))
        .collect();
    let found = new
        .iter()
        .enumerate()
        .filter_map(|(at, side)| Some((at, *names.get(&full_name(graph, side))?)));
    found.collect()
}

/// Those that are left and are alike in their duties; the only one of either version is taken for the other.
fn renamed(
    graph: &Graph<'_>,
    old: &[Side<'_>],
    new: &[Side<'_>],
    partner: &Map<usize, usize>,
) -> Vec<(usize, usize)> {
    if let ([_], [_]) = (old, new) {
        return vec![(0, 0)];
    }
    let taken: Set<usize> = partner.values().copied().collect();
    let old_free: Vec<usize> = (0..old.len()).filter(|at| !taken.contains(at)).collect();
    let new_free: Vec<usize> = (0..new.len()).filter(|at| !partner.contains_key(at)).collect();
    let names = |sides: &[Side<'_>]| sides.iter().map(|side| township(graph, side)).collect::<Vec<_>>();
    let (old_names, new_names) = (names(old), names(new));
    let mut candidates = Vec::new();
    // Townships of one county are alike; only those that share a name or a region are looked at.
    for &b in &new_free {
        for &a in &old_free {
            let (one, other) = (&old_names[a], &new_names[b]);
            if one.0 != other.0 && one.1 != other.1 {
                continue;
            }
            let share = shared(&old[a], &new[b]);
            if share >= SHARE {
                candidates.push(Candidate {
                    left: b,
                    right: a,
                    worth: 1 + (share * 1e6) as i64,
                });
            }
        }
    }
    assign(candidates)
}

/// What share of their duties two townships have in common, with all that is said of them.
fn shared(a: &Side<'_>, b: &Side<'_>) -> f64 {
    let duties = |side: &Side<'_>| {
        let duties = side
            .items
            .iter()
            .map(|item| (item.list, item.key.to_string(), item.content));
        duties.collect::<Set<_>>()
    };
    let (one, other) = (duties(a), duties(b));
    let all = one.len() + other.len();
    2.0 * one.intersection(&other).count() as f64 / all.max(1) as f64
}

fn full_name(graph: &Graph<'_>, side: &Side<'_>) -> String {
    let (region, name) = township(graph, side);
    region + &name
}

/// The region and the name of a township, normalised.
fn township(graph: &Graph<'_>, side: &Side<'_>) -> (String, String) {
    match graph.node(side.township) {
        Node::Township(township) => {
            let key = |text: &str| normal::key(text).into_owned();
            (key(&township.county()), key(township.name.as_str()))
        }
        _ => Default::default(),
    }
}

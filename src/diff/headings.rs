//! Categories, and lists as wholes: which is which, and what of them changed.

use super::align::Pair;
use super::assign::{Candidate, assign};
use super::change::Quoted;
use super::comparison::{HeadingChange, HeadingKind, HeadingRef};
use super::delta::{quoted, quoted_number};
use super::side::Side;
use crate::finding::{Classify, ListKind};
use crate::graph::{Edge, Graph, Kind, Node, NodeId};
use crate::list::Number;
use crate::text::normal;
use crate::{Map, Set};

/// What share of their duties two categories of different names must have in common to be one.
const SHARE: f64 = 0.5;

/// The headings of a township in both versions.
#[derive(Debug)]
pub(super) struct Headings {
    /// Older and newer category or list, in the order of the newer version, those that are gone last.
    pairs: Vec<(Option<NodeId>, Option<NodeId>)>,
    /// For each older heading the newer one.
    newer: Map<NodeId, NodeId>,
}

impl Headings {
    /// Pairs the headings: by their names, then by the duties that went from the one to the other.
    pub(super) fn new(graph: &Graph<'_>, before: &Side<'_>, after: &Side<'_>, pairs: &[Pair]) -> Self {
        let (old, new) = (headings(graph, before.township), headings(graph, after.township));
        let mut names: Map<(bool, ListKind, String), Vec<NodeId>> = Map::default();
        for &heading in old.iter().rev() {
            names.entry(name(graph, heading)).or_default().push(heading);
        }
        let mut newer: Map<NodeId, NodeId> = Map::default();
        for &heading in &new {
            if let Some(other) = names.get_mut(&name(graph, heading)).and_then(Vec::pop) {
                newer.insert(other, heading);
            }
        }
        newer.extend(renamed(before, after, pairs, &newer));
        let older: Map<NodeId, NodeId> = newer.iter().map(|(old, new)| (*new, *old)).collect();
        let mut all: Vec<_> = new
            .iter()
            .map(|&heading| (older.get(&heading).copied(), Some(heading)))
            .collect();
        all.extend(
            old.iter()
                .filter(|heading| !newer.contains_key(*heading))
                .map(|&heading| (Some(heading), None)),
        );
        Self { pairs: all, newer }
    }

    /// Whether a category of the older version is this one of the newer.
    pub(super) fn same(&self, old: NodeId, new: NodeId) -> bool {
        self.newer.get(&old) == Some(&new)
    }

    /// What changed of them, with the older and the newer node.
    pub(super) fn changes(&self, graph: &Graph<'_>) -> Vec<(HeadingChange, Option<NodeId>, Option<NodeId>)> {
        let changes = self.pairs.iter().filter_map(|&(before, after)| {
            let node = after.or(before)?;
            let reference = |node: NodeId| reference(graph, node);
            let (old, new) = (before.map(reference), after.map(reference));
            let kind = kind(old.as_ref(), new.as_ref())?;
            let edited = kind == HeadingKind::Edited;
            let change = HeadingChange {
                kind,
                list: list(graph, node),
                is_category: graph.kind(node) == Kind::Category,
                classify: if edited {
                    Classify::Editorial
                } else {
                    Classify::Review
                },
                before: old,
                after: new,
                node,
            };
            Some((change, before, after))
        });
        changes.collect()
    }
}

/// The lists of a township and their categories. Duties outside of any category have no heading.
fn headings(graph: &Graph<'_>, township: NodeId) -> Vec<NodeId> {
    let mut headings = Vec::new();
    for list in graph
        .step(township, Edge::Documents)
        .flat_map(|document| graph.step(document, Edge::Lists))
    {
        headings.push(list);
        headings.extend(graph.step(list, Edge::Categories));
    }
    headings
}

/// What a heading is known by: a list by its sort, a category by its list and name.
fn name(graph: &Graph<'_>, heading: NodeId) -> (bool, ListKind, String) {
    let name = match graph.node(heading) {
        Node::Category(category, _) => normal::key(category.name.as_str()).into_owned(),
        _ => String::new(),
    };
    (graph.kind(heading) == Kind::Category, list(graph, heading), name)
}

fn list(graph: &Graph<'_>, heading: NodeId) -> ListKind {
    graph.address(heading).list.expect("categories stand in lists")
}

/// Categories that are left and share most of their duties.
fn renamed(
    before: &Side<'_>,
    after: &Side<'_>,
    pairs: &[Pair],
    newer: &Map<NodeId, NodeId>,
) -> Vec<(NodeId, NodeId)> {
    let taken: Set<NodeId> = newer.values().copied().collect();
    let mut sizes: Map<NodeId, usize> = Map::default();
    for item in before.items.iter().chain(&after.items) {
        *sizes.entry(item.category).or_insert(0) += 1;
    }
    let mut shared: Map<(NodeId, NodeId), usize> = Map::default();
    for pair in pairs {
        let (old, new) = (&before.items[pair.before], &after.items[pair.after]);
        let open = !newer.contains_key(&old.category) && !taken.contains(&new.category);
        if open && old.list == new.list {
            *shared.entry((old.category, new.category)).or_insert(0) += 1;
        }
    }
    let nodes: Set<NodeId> = shared.keys().flat_map(|&(old, new)| [old, new]).collect();
    let number = |node: NodeId| nodes.get_index_of(&node).expect("it was just collected");
    let candidates = shared.iter().filter_map(|(&(old, new), &both)| {
        let share = 2.0 * both as f64 / (sizes[&old] + sizes[&new]) as f64;
        (share >= SHARE).then(|| Candidate {
            left: number(old),
            right: number(new),
            worth: 1 + (share * 1e6) as i64,
        })
    });
    let pairs = assign(candidates.collect()).into_iter();
    pairs.map(|(old, new)| (nodes[old], nodes[new])).collect()
}

fn reference(graph: &Graph<'_>, heading: NodeId) -> HeadingRef {
    let declared = |number: &Number<'_>| (number.value, quoted_number(number));
    let (name, ordinal, declared, place) = match graph.node(heading) {
        Node::Category(category, _) => {
            let ordinal = category.ordinal.as_ref().map(|number| number.value);
            (
                Some(&category.name),
                ordinal,
                category.declared.as_ref().map(declared),
                graph.place(heading),
            )
        }
        Node::List(section) => (
            section.title.as_ref(),
            None,
            section.declared.as_ref().map(declared),
            Some(section.place),
        ),
        _ => (None, None, None, None),
    };
    let unnamed = || Quoted {
        text: String::new(),
        place: place
            .or_else(|| graph.place(graph.parent(heading)?))
            .expect("a list has a place"),
    };
    HeadingRef {
        name: name.filter(|name| !name.is_empty()).map_or_else(unnamed, quoted),
        ordinal,
        declared,
        duties: graph.step(heading, Edge::Duties).count(),
    }
}

fn kind(before: Option<&HeadingRef>, after: Option<&HeadingRef>) -> Option<HeadingKind> {
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        // A heading that is not written comes and goes unnoticed.
        (lone, other) => {
            let kind = if before.is_none() {
                HeadingKind::Added
            } else {
                HeadingKind::Removed
            };
            return lone
                .or(other)
                .filter(|lone| !lone.name.text.is_empty())
                .map(|_| kind);
        }
    };
    let declared = |heading: &HeadingRef| heading.declared.as_ref().map(|(count, _)| *count);
    let is_same = before.name.text == after.name.text
        && before.ordinal == after.ordinal
        && declared(before) == declared(after)
        // Without a count that is stated, how many duties there are is told by the duties.
        && (before.duties == after.duties || before.declared.is_none() && after.declared.is_none());
    match normal::key(&before.name.text) == normal::key(&after.name.text) {
        false => Some(HeadingKind::Renamed),
        true if is_same => None,
        true => Some(HeadingKind::Edited),
    }
}

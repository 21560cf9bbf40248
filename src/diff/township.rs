//! The changes of one township: its duties aligned, their differences told, and all of it drafted for the graph.

use std::cell::OnceCell;

use super::align::{Alignment, Bond, Pair, align};
use super::bodies::Bodies;
use super::change::{Change, ChangeKind, DutyRef, Field, FieldChange, Quoted};
use super::comparison::{DepartmentChange, HeadingChange, TownshipRef};
use super::delta::{Delta, quoted};
use super::draft::{Draft, classify, draft, edge, heading, kinds};
use super::fields::Fields;
use super::headings::Headings;
use super::order;
use super::side::{Item, Side};
use crate::finding::{Classify, ListKind};
use crate::graph::{ChangeNode, Edge, Graph, Kind, Node, NodeId};
use crate::text::likeness::{Key, similarity};
use crate::{Map, Set};

/// The changes of one township.
#[derive(Default)]
pub(super) struct Drafts {
    pub(super) changes: Vec<Draft<Change>>,
    pub(super) departments: Vec<Draft<DepartmentChange>>,
    pub(super) headings: Vec<Draft<HeadingChange>>,
}

/// Compares two versions of a township's lists.
pub(super) fn compare<'g>(graph: &Graph<'g>, before: &Side<'g>, after: &Side<'g>) -> Drafts {
    let alignment = align(before, after);
    let headings = Headings::new(graph, before, after, &alignment.pairs);
    let differs = |pair: &Pair| before.items[pair.before].content != after.items[pair.after].content;
    let bodies = match alignment.pairs.iter().any(differs) {
        true => Bodies::new(graph, before, after, &alignment.pairs),
        false => Bodies::default(),
    };
    let township = Township {
        graph,
        before,
        after,
        bodies: &bodies,
        headings: &headings,
        names: OnceCell::new(),
    };
    Drafts {
        changes: township.changes(&alignment),
        departments: township.departments(),
        headings: headings.changes(graph).into_iter().map(heading).collect(),
    }
}

/// A township as the report shows it.
pub(super) fn reference(graph: &Graph<'_>, side: &Side<'_>) -> TownshipRef {
    let Node::Township(township) = graph.node(side.township) else {
        unreachable!("the side was made of a township");
    };
    TownshipRef {
        full_name: township.full_name(),
        name: quoted(&township.name),
        duties: side.items.len(),
        published: graph.step(side.township, Edge::Documents).find_map(|document| {
            match graph.node(document) {
                Node::Document(list) => list.published.as_ref().map(quoted),
                _ => None,
            }
        }),
    }
}

struct Township<'a, 'g> {
    graph: &'a Graph<'g>,
    before: &'a Side<'g>,
    after: &'a Side<'g>,
    bodies: &'a Bodies,
    headings: &'a Headings,
    /// The duties of either version by their names, made when a duty has no pair.
    names: OnceCell<[Map<&'a str, Vec<NodeId>>; 2]>,
}

/// So many duties of one name are told as namesakes.
const MOST_NAMESAKES: usize = 8;

impl<'a> Township<'a, '_> {
    /// The changes in the order of the newer version, each removed duty behind the one it followed.
    fn changes(&self, alignment: &Alignment) -> Vec<Draft<Change>> {
        let moved = self.moved(&alignment.pairs);
        let mut changes = Vec::new();
        for group in groups(&alignment.pairs) {
            let fields = Fields {
                graph: self.graph,
                before: self.before,
                after: self.after,
                bodies: self.bodies,
            };
            for (pair, deltas) in group.iter().zip(fields.of(&group)) {
                if let Some(draft) = self.paired(pair, &group, deltas, moved.contains(pair)) {
                    changes.push(((pair.after, 0, pair.before), draft));
                }
            }
        }
        for &at in &alignment.added {
            let draft = self.alone(None, Some(at));
            changes.push(((at, 0, 0), draft));
        }
        let newer: Map<usize, usize> = alignment
            .pairs
            .iter()
            .map(|pair| (pair.before, pair.after))
            .collect();
        let mut last = 0;
        let mut removed = alignment.removed.iter().peekable();
        for at in 0..self.before.items.len() {
            last = newer.get(&at).copied().unwrap_or(last);
            if removed.next_if(|&&next| next == at).is_some() {
                changes.push(((last, 1, at), self.alone(Some(at), None)));
            }
        }
        changes.sort_by_key(|(order, _)| *order);
        changes.into_iter().map(|(_, draft)| draft).collect()
    }

    /// The pairs that stand in another order within their category.
    fn moved(&self, pairs: &[Pair]) -> Set<Pair> {
        let mut categories: Map<NodeId, Vec<Pair>> = Map::default();
        for pair in pairs.iter().filter(|pair| pair.bond == Bond::Same) {
            let (old, new) = (&self.before.items[pair.before], &self.after.items[pair.after]);
            if self.headings.same(old.category, new.category) {
                categories.entry(new.category).or_default().push(*pair);
            }
        }
        // In the order of either version alike, so that the inverse comparison moves the same.
        let turned = !self.before.goes_before(self.after);
        let mut all = Set::default();
        for mut pairs in categories.into_values() {
            if turned {
                pairs.sort_by_key(|pair| pair.before);
            }
            let positions: Vec<usize> = match turned {
                true => pairs.iter().map(|pair| pair.after).collect(),
                false => pairs.iter().map(|pair| pair.before).collect(),
            };
            all.extend(order::moved(&positions).into_iter().map(|at| pairs[at]));
        }
        all
    }

    /// The change of a duty that both versions have; none if nothing differs.
    fn paired(
        &self,
        pair: &Pair,
        group: &[Pair],
        mut deltas: Vec<Delta>,
        moved: bool,
    ) -> Option<Draft<Change>> {
        let (old, new) = (&self.before.items[pair.before], &self.after.items[pair.after]);
        let elsewhere = old.list == new.list && !self.headings.same(old.category, new.category);
        if elsewhere {
            deltas.push(Delta {
                change: FieldChange {
                    field: Field::Category,
                    of: None,
                    before: self.category(old),
                    after: self.category(new),
                    follows: false,
                },
                before: None,
                after: None,
            });
        }
        deltas.sort_by_key(|delta| delta.change.field);
        let mut kinds = kinds(pair.bond, old.list != new.list, &deltas);
        if [old.list, new.list].contains(&ListKind::Basic) {
            // A basic duty names no departments: none are lost or gained when it comes or goes.
            kinds.retain(|kind| *kind != ChangeKind::Reassigned);
        }
        kinds.extend(elsewhere.then_some(ChangeKind::Recategorised));
        kinds.extend(moved.then_some(ChangeKind::Reordered));
        kinds.sort_unstable();
        kinds.dedup();
        let others = group.iter().filter(|other| *other != pair);
        let others = others.map(|other| match pair.bond {
            Bond::Merged => self.duty(self.before, other.before),
            _ => self.duty(self.after, other.after),
        });
        let alike = similarity(&Key::new(&old.key), &Key::new(&new.key));
        let change = Change {
            before: Some(self.duty(self.before, pair.before)),
            after: Some(self.duty(self.after, pair.after)),
            others: others.collect(),
            similarity: if old.key == new.key { Some(1.0) } else { alike },
            fields: deltas.iter().map(|delta| delta.change.clone()).collect(),
            classify: classify(&kinds),
            node: new.node,
            kinds,
        };
        let mut edges = vec![(Edge::Before, old.node), (Edge::After, new.node)];
        edges.extend(deltas.iter().filter_map(edge));
        edges.extend(
            self.idle(old, new)
                .into_iter()
                .map(|mention| (Edge::DepartmentsIdle, mention)),
        );
        (!change.kinds.is_empty()).then(|| draft(change, edges))
    }

    /// The change of a duty that only one version has.
    fn alone(&self, before: Option<usize>, after: Option<usize>) -> Draft<Change> {
        let item = after.map_or_else(
            || &self.before.items[before.expect("one of them is given")],
            |after| &self.after.items[after],
        );
        let (kind, edge) = match after {
            Some(_) => (ChangeKind::Added, Edge::After),
            None => (ChangeKind::Removed, Edge::Before),
        };
        let change = Change {
            kinds: vec![kind],
            before: before.map(|at| self.duty(self.before, at)),
            after: after.map(|at| self.duty(self.after, at)),
            others: Vec::new(),
            similarity: None,
            fields: Vec::new(),
            classify: Classify::Review,
            node: item.node,
        };
        let names = &self.names()[usize::from(after.is_none())];
        let same = names.get(&*item.key).into_iter().flatten().take(MOST_NAMESAKES);
        let same = same.map(|&other| (Edge::Namesakes, other));
        draft(change, [(edge, item.node)].into_iter().chain(same).collect())
    }

    /// The duties of either version by their names.
    fn names(&self) -> &[Map<&'a str, Vec<NodeId>>; 2] {
        self.names.get_or_init(|| {
            [self.before, self.after].map(|side| {
                let mut names: Map<&'a str, Vec<NodeId>> = Map::default();
                for item in side.items.iter().filter(|item| !item.key.is_empty()) {
                    names.entry(&*item.key).or_default().push(item.node);
                }
                names
            })
        })
    }

    fn duty(&self, side: &Side<'_>, position: usize) -> DutyRef {
        let item = &side.items[position];
        DutyRef {
            list: item.list,
            category: self
                .category(item)
                .map_or_else(String::new, |category| category.text),
            number: item.number(),
            name: item.duty.name.as_str().to_owned(),
            place: self.graph.place(item.node).unwrap_or(item.duty.place),
            position,
        }
    }

    fn category(&self, item: &Item<'_>) -> Option<Quoted> {
        match self.graph.node(item.category) {
            Node::Category(category, _) => Some(&category.name).filter(|name| !name.is_empty()).map(quoted),
            _ => None,
        }
    }

    /// Departments of the newer column that headed a block before and head none now, though others do.
    fn idle(&self, old: &Item<'_>, new: &Item<'_>) -> Vec<NodeId> {
        let labels = |item: &Item<'_>| {
            let blocks = self.graph.step(item.node, Edge::Blocks);
            let labels = blocks.flat_map(|block| self.graph.step(block, Edge::Labels));
            labels.filter_map(|label| self.body(label)).collect::<Set<_>>()
        };
        if old.content == new.content {
            return Vec::new();
        }
        let (before, after) = (labels(old), labels(new));
        let mut column: Vec<NodeId> = self.graph.step(new.node, Edge::Departments).collect();
        column.retain(|&mention| {
            !after.is_empty()
                && self
                    .body(mention)
                    .is_some_and(|body| before.contains(&body) && !after.contains(&body))
        });
        column
    }

    fn body(&self, mention: NodeId) -> Option<usize> {
        self.bodies
            .name(self.graph, mention)
            .map(|name| self.bodies.body(name))
    }

    /// The departments that were renamed.
    fn departments(&self) -> Vec<Draft<DepartmentChange>> {
        let drafts = self.bodies.exchanges.iter().map(|exchange| {
            let (old, new) = (
                self.bodies.mentions(exchange.before, 0),
                self.bodies.mentions(exchange.after, 1),
            );
            let (before, after) = (old[0], new[0]);
            let left: Vec<NodeId> = self.bodies.mentions(exchange.before, 1).to_vec();
            let change = DepartmentChange {
                before: self.mention(before),
                after: self.mention(after),
                duties: exchange.duties,
                left: left.iter().map(|&mention| self.mention(mention)).collect(),
                merged: !self.bodies.mentions(exchange.after, 0).is_empty(),
                classify: Classify::Review,
                node: after,
            };
            let mut node = ChangeNode::new(Kind::DepartmentChange, Vec::new());
            (node.uses, node.merged) = (change.duties, change.merged);
            let sides = [(Edge::Before, before), (Edge::After, after)].into_iter();
            let edges = sides.chain(left.into_iter().map(|mention| (Edge::Left, mention)));
            Draft {
                change,
                node,
                edges: edges.collect(),
            }
        });
        drafts.collect()
    }

    fn mention(&self, mention: NodeId) -> Quoted {
        match self.graph.node(mention) {
            Node::Mention(node) => Quoted {
                text: node.full.to_string(),
                place: node.text.place(),
            },
            _ => unreachable!("departments stand in mentions"),
        }
    }
}

/// The pairs of each split and merger together, all others alone; in order.
fn groups(pairs: &[Pair]) -> Vec<Vec<Pair>> {
    type Key = (Option<usize>, Option<usize>, Option<usize>);
    let mut groups: Map<Key, Vec<Pair>> = Map::default();
    for pair in pairs {
        let key = match pair.bond {
            Bond::Same => (None, None, Some(pair.after)),
            Bond::Split => (Some(pair.before), None, None),
            Bond::Merged => (None, Some(pair.after), None),
        };
        groups.entry(key).or_default().push(*pair);
    }
    groups.into_values().collect()
}

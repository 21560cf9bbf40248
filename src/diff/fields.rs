//! What differs between duties that are the same, or parts of the same: field by field.

use super::align::Pair;
use super::bodies::Bodies;
use super::change::{Field, FieldChange, Quoted};
use super::clauses;
use super::delta::{Delta, Part, delta, quoted, quoted_number};
use super::side::{Item, Side};
use crate::graph::{Edge, Graph, Node, NodeId};
use crate::{Map, Set};

/// What is needed to compare duties.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a, 'g> {
    pub(super) graph: &'a Graph<'g>,
    pub(super) before: &'a Side<'g>,
    pub(super) after: &'a Side<'g>,
    pub(super) bodies: &'a Bodies,
}

impl Fields<'_, '_> {
    /// The differences of each pair of a group: one pair, or those of one split or merger.
    pub(super) fn of(self, group: &[Pair]) -> Vec<Vec<Delta>> {
        let mut all: Vec<Vec<Delta>> = group.iter().map(|pair| self.own(pair)).collect();
        let items = |pair: &Pair| (&self.before.items[pair.before], &self.after.items[pair.after]);
        let equal = |pair: &Pair| {
            let (old, new) = items(pair);
            old.content == new.content && old.list == new.list
        };
        if matches!(group, [only] if equal(only)) {
            return all;
        }
        for fields in [&[Field::Department, Field::Receiver][..], &[Field::Label]] {
            let (old, new) = self.parts(group, |part| fields.contains(&part.field), true);
            self.departments(old, new, &mut all);
        }
        let (old, new) = self.parts(group, |part| !part.field.is_department(), false);
        clauses::compare(self.bodies, old, new, &mut all);
        all
    }

    /// Number, mark and name.
    fn own(self, pair: &Pair) -> Vec<Delta> {
        let (old, new) = (&self.before.items[pair.before], &self.after.items[pair.after]);
        let number = |item: &Item<'_>| item.duty.number.as_ref().map(quoted_number);
        let mark = |item: &Item<'_>| item.duty.mark.as_ref().map(quoted);
        let name = |item: &Item<'_>| (!item.duty.name.is_empty()).then(|| quoted(&item.duty.name));
        let mut deltas = Vec::new();
        let mut differ = |field, before: Option<Quoted>, after: Option<Quoted>, differs: bool| {
            if differs {
                deltas.push(Delta {
                    change: FieldChange {
                        field,
                        of: None,
                        before,
                        after,
                        follows: false,
                    },
                    before: None,
                    after: None,
                });
            }
        };
        differ(
            Field::Number,
            number(old),
            number(new),
            old.number() != new.number(),
        );
        let text = |quoted: &Option<Quoted>| quoted.as_ref().map(|quoted| quoted.text.clone());
        let (before, after) = (mark(old), mark(new));
        let differs = text(&before) != text(&after);
        differ(Field::Mark, before, after, differs);
        differ(
            Field::Name,
            name(old),
            name(new),
            old.duty.name.as_str() != new.duty.name.as_str(),
        );
        deltas
    }

    /// The parts of all duties of a group on either side, each duty once.
    fn parts(self, group: &[Pair], wanted: impl Fn(&Part) -> bool, listed: bool) -> (Vec<Part>, Vec<Part>) {
        let mut sides = (Vec::new(), Vec::new());
        let mut seen = (crate::Set::default(), crate::Set::default());
        for (at, pair) in group.iter().enumerate() {
            if seen.0.insert(pair.before) {
                self.collect(&self.before.items[pair.before], at, listed, &mut sides.0);
            }
            if seen.1.insert(pair.after) {
                self.collect(&self.after.items[pair.after], at, listed, &mut sides.1);
            }
        }
        sides.0.retain(&wanted);
        sides.1.retain(&wanted);
        sides
    }

    /// The departments of a duty, or its clauses.
    fn collect(self, item: &Item<'_>, pair: usize, listed: bool, into: &mut Vec<Part>) {
        let graph = self.graph;
        let mut add = |field, edge, owner, names: &[usize], of: &Option<String>| {
            for node in graph.step(owner, edge) {
                let (text, open) = match graph.node(node) {
                    Node::Mention(mention) => {
                        let tail = if mention.is_open { "等部门" } else { "" };
                        let text = format!("{}{tail}", mention.full);
                        let place = mention.text.place();
                        (Quoted { text, place }, mention.is_open)
                    }
                    Node::Clause(clause, ..) => (quoted(&clause.text), false),
                    _ => continue,
                };
                let own: Vec<usize> = self.bodies.name(graph, node).into_iter().collect();
                let names = if listed { own } else { names.to_vec() };
                into.push(Part {
                    pair,
                    field,
                    node,
                    quoted: text,
                    names,
                    open,
                    of: of.clone(),
                });
            }
        };
        if listed {
            add(Field::Department, Edge::Departments, item.node, &[], &None);
            for block in graph.step(item.node, Edge::Blocks) {
                add(Field::Label, Edge::Labels, block, &[], &None);
            }
            add(Field::Receiver, Edge::Receivers, item.node, &[], &None);
            return;
        }
        for block in graph.step(item.node, Edge::Blocks) {
            let labels: Vec<NodeId> = graph.step(block, Edge::Labels).collect();
            let names: Vec<usize> = labels
                .iter()
                .filter_map(|&label| self.bodies.name(graph, label))
                .collect();
            let written = labels.iter().filter_map(|&label| match graph.node(label) {
                Node::Mention(mention) => Some(&*mention.full),
                _ => None,
            });
            let of = (!labels.is_empty()).then(|| written.collect::<Vec<_>>().join("、"));
            add(Field::Upstream, Edge::Clauses, block, &names, &of);
            add(Field::Guarantee, Edge::Guarantees, block, &names, &of);
        }
        add(Field::Township, Edge::TownshipClauses, item.node, &[], &None);
        add(Field::Mode, Edge::ModeClauses, item.node, &[], &None);
    }

    /// Departments gained, lost, and written in another way.
    fn departments(self, old: Vec<Part>, new: Vec<Part>, into: &mut [Vec<Delta>]) {
        let unheaded =
            old.is_empty() != new.is_empty() && old.iter().chain(&new).all(|part| part.field == Field::Label);
        let (mut old, mut new): (Vec<_>, Vec<_>) = (
            old.into_iter().map(Some).collect(),
            new.into_iter().map(Some).collect(),
        );
        let body = |part: &Part| part.names.first().map(|&name| self.bodies.body(name));
        let known = |parts: &[Option<Part>]| -> Set<(Field, Option<usize>)> {
            parts
                .iter()
                .flatten()
                .map(|part| (part.field, body(part)))
                .collect()
        };
        // Of several departments that became one, none is lost where the one stands.
        let (before, after) = (known(&old), known(&new));
        let stays = |part: &Part, others: &Set<(Field, Option<usize>)>| {
            body(part).is_some() && others.contains(&(part.field, body(part)))
        };
        let name = |part: &Part| Some((*part.names.first()?, part.open));
        take(&mut old, &mut new, name, |_, _| ());
        take(&mut old, &mut new, body, |a, b| {
            into[b.pair].push(delta(b.field, Some(a), Some(b), true));
        });
        for part in old.into_iter().flatten() {
            let follows = unheaded || stays(&part, &after);
            into[part.pair].push(delta(part.field, Some(part), None, follows));
        }
        for part in new.into_iter().flatten() {
            let follows = unheaded || stays(&part, &before);
            into[part.pair].push(delta(part.field, None, Some(part), follows));
        }
    }
}

/// Takes the parts of both sides that have one key, each once, in order.
fn take<K: std::hash::Hash + Eq>(
    old: &mut [Option<Part>],
    new: &mut [Option<Part>],
    key: impl Fn(&Part) -> Option<K>,
    mut act: impl FnMut(Part, Part),
) {
    let mut waiting: Map<K, Vec<usize>> = Map::default();
    for (at, part) in new.iter().enumerate().rev() {
        if let Some(key) = part.as_ref().and_then(&key) {
            waiting.entry(key).or_default().push(at);
        }
    }
    for part in old {
        let others = part.as_ref().and_then(&key).and_then(|key| waiting.get_mut(&key));
        if let Some(at) = others.and_then(Vec::pop)
            && let (Some(a), Some(b)) = (part.take(), new[at].take())
        {
            act(a, b);
        }
    }
}

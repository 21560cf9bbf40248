//! Walking: the values at the end of a path, one after the other, in the order of the sources.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;

use super::coverage::Coverage;
use super::keys::Keys;
use super::value::{Hit, Item, Row, Value};
use crate::graph::{Edge, Graph, NodeId, Property, TextId};
use crate::rule::Rule;
use crate::rule::program::{Root, Test, Walk};

/// What is done with each value; it may stop the walk.
pub(crate) type Visit<'v, 'e> = &'v mut dyn FnMut(&mut Row<'e>, Value<'e>) -> ControlFlow<()>;

/// What is done with each item; it may stop the walk.
type VisitItem<'v, 'e> = &'v mut dyn FnMut(&mut Row<'e>, Item) -> ControlFlow<()>;

/// A rule and the graph it runs on.
#[derive(Clone, Copy)]
pub(crate) struct Context<'e, 'g> {
    pub(crate) graph: &'e Graph<'g>,
    pub(crate) rule: &'e Rule,
    pub(crate) keys: &'e Keys,
    pub(crate) answers: &'e Answers,
    /// How many nodes the rule may still come by.
    pub(crate) left: &'e Cell<u64>,
    /// Where answers of conditions are noted, for examples.
    pub(crate) coverage: Option<&'e Coverage>,
}

/// What the conditions of one rule say that look at one text only, each made once for each text.
#[derive(Debug, Default)]
pub(crate) struct Answers(RefCell<Vec<Answered>>);

/// A condition, and what it says of each text.
type Answered = (*const Test, Vec<Option<bool>>);

impl Answers {
    /// Begins with another rule.
    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    /// The answer for a text of a graph that has so many. A rule has few conditions, and they stay where they are.
    pub(crate) fn get(&self, test: &Test, text: TextId, texts: usize, make: impl FnOnce() -> bool) -> bool {
        let test = std::ptr::from_ref(test);
        let at = |all: &[Answered]| all.iter().position(|(known, _)| *known == test);
        let known = || {
            let all = self.0.borrow();
            all[at(&all)?].1[text.index()]
        };
        known().unwrap_or_else(|| {
            let answer = make();
            let mut all = self.0.borrow_mut();
            let at = at(&all).unwrap_or_else(|| {
                all.push((test, vec![None; texts]));
                all.len() - 1
            });
            all[at].1[text.index()] = Some(answer);
            answer
        })
    }
}

impl<'e> Context<'e, '_> {
    /// Visits what a path leads to. Empty texts count as missing and are passed over.
    pub(crate) fn each(self, walk: &Walk, row: &mut Row<'e>, visit: Visit<'_, 'e>) -> ControlFlow<()> {
        if let (Root::Element(depth), true, None) = (walk.root, walk.edges.is_empty(), walk.property) {
            let element = row.elements[depth].clone();
            return visit(row, element);
        }
        self.each_item(walk, row, &mut |row, item| self.leaf(walk, item, row, visit))
    }

    /// What a path leads to that has one end at most.
    pub(crate) fn one(self, walk: &Walk, row: &Row<'e>) -> Value<'e> {
        if let (Root::Element(depth), true, None) = (walk.root, walk.edges.is_empty(), walk.property) {
            return row.elements[depth].clone();
        }
        match (self.end(walk, row), walk.property) {
            (None, _) => Value::Missing,
            (Some(item), Some(property)) => self.property(item, property),
            (Some(item), None) => Value::Item(item),
        }
    }

    /// Which text such a path leads to, if it is one that has a number.
    pub(crate) fn text_id(self, walk: &Walk, row: &Row<'e>) -> Option<TextId> {
        match self.end(walk, row)? {
            Item::Node(node) => self.graph.text_id(node, walk.property?),
            Item::Hit(_) => None,
        }
    }

    /// The item at the end of the edges of such a path.
    fn end(self, walk: &Walk, row: &Row<'e>) -> Option<Item> {
        let start = match walk.root {
            Root::Binding(binding) => row.bindings[binding],
            Root::Element(depth) => match &row.elements[depth] {
                Value::Item(item) => Some(*item),
                _ => None,
            },
        };
        let mut item = start.filter(|_| self.spend())?;
        for edge in &walk.edges {
            item = match item {
                Item::Node(node) => Item::Node(self.graph.step(node, *edge).next()?),
                Item::Hit(_) => return None,
            };
        }
        Some(item)
    }

    /// Visits the nodes that a path leads to, before the property at its end.
    pub(crate) fn each_item(
        self,
        walk: &Walk,
        row: &mut Row<'e>,
        visit: VisitItem<'_, 'e>,
    ) -> ControlFlow<()> {
        let start = match walk.root {
            Root::Binding(binding) => row.bindings[binding],
            Root::Element(depth) => match row.elements[depth] {
                Value::Item(item) => Some(item),
                _ => None,
            },
        };
        match start {
            Some(start) => self.descend(start, &walk.edges, row, visit),
            None => ControlFlow::Continue(()),
        }
    }

    /// Comes by one more node, unless the rule came by too many.
    fn spend(self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    fn descend(
        self,
        item: Item,
        edges: &[Edge],
        row: &mut Row<'e>,
        visit: VisitItem<'_, 'e>,
    ) -> ControlFlow<()> {
        if !self.spend() {
            return ControlFlow::Break(());
        }
        let Some((edge, rest)) = edges.split_first() else {
            return visit(row, item);
        };
        if let Item::Node(node) = item {
            for next in self.graph.step(node, *edge) {
                self.descend(Item::Node(next), rest, row, visit)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn leaf(self, walk: &Walk, item: Item, row: &mut Row<'e>, visit: Visit<'_, 'e>) -> ControlFlow<()> {
        match (item, walk.property) {
            (_, None) => visit(row, Value::Item(item)),
            (Item::Node(node), Some(property)) if walk.several => {
                for value in self.graph.values(node, property) {
                    visit(row, value.into())?;
                }
                ControlFlow::Continue(())
            }
            (_, Some(property)) => match self.property(item, property) {
                Value::Missing => ControlFlow::Continue(()),
                value => visit(row, value),
            },
        }
    }

    /// The value of a single-valued property; an empty text is missing.
    fn property(self, item: Item, property: Property) -> Value<'e> {
        let value = match item {
            Item::Node(node) => match self.graph.text_id(node, property) {
                Some(id) => Value::Cell(id, self.graph.text_of(id)),
                None => self
                    .graph
                    .value(node, property)
                    .map_or(Value::Missing, Value::from),
            },
            Item::Hit(hit) => Value::Text(Cow::Borrowed(self.words(hit))),
        };
        if value.is_missing() { Value::Missing } else { value }
    }

    /// The words of a hit.
    pub(crate) fn words(self, hit: Hit) -> &'e str {
        let text = self.text(hit.owner, hit.property);
        &text[hit.start as usize..hit.end as usize]
    }

    /// The text of a placed property; empty where there is none.
    pub(crate) fn text(self, node: NodeId, property: Property) -> &'e str {
        self.graph.words(node, property).unwrap_or_default()
    }
}

//! Scanning: the nodes of a kind, without those that words or texts already tell to lead to nothing.

use std::borrow::Cow;

use super::Run;
use super::value::{Item, Row};
use crate::graph::{Kind, NodeId, Property};
use crate::rule::Rule;
use crate::rule::plan::{Find, Step};
use crate::rule::program::{Root, Test};

impl<'e> Run<'e, '_, '_> {
    /// The nodes of a scan that may lead to something, and the last step that they passed. Where only filters stand
    /// between the scan and a search for words, these are the nodes that hold a word.
    pub(super) fn scanned(
        &mut self,
        at: usize,
        binding: usize,
        kind: Kind,
        row: &mut Row<'e>,
    ) -> (Cow<'e, [NodeId]>, usize) {
        match self.finds_in(at) {
            Some((find, property)) => {
                self.meet_lists(at, binding, kind, row);
                let (graph, position) = (self.context.graph, self.position);
                let owners = self.finder.owners(graph, position, find, kind, property);
                (Cow::Owned(owners), at)
            }
            None if self.short => self.sifted(at, binding, kind, row),
            None => (Cow::Borrowed(self.context.graph.nodes(kind)), at),
        }
    }

    /// The nodes of a scan that pass all filters right behind it, and the last of these.
    fn sifted(
        &mut self,
        at: usize,
        binding: usize,
        kind: Kind,
        row: &mut Row<'e>,
    ) -> (Cow<'e, [NodeId]>, usize) {
        let (context, rule): (_, &'e Rule) = (self.context, self.context.rule);
        let behind = rule.plan.steps[at + 1..].iter().map_while(|step| match step {
            Step::Filter { test, .. } => Some((test, own_text(test, binding))),
            _ => None,
        });
        let filters: Vec<(&'e Test, Option<Property>)> = behind.collect();
        let nodes = context.graph.nodes(kind);
        if filters.is_empty() {
            return (Cow::Borrowed(nodes), at);
        }
        let last = at + filters.len();
        let (selecting, asking) = filters.split_at(self.question.clamp(at + 1, last + 1) - (at + 1));
        let passes = |filters: &[(&'e Test, Option<Property>)], node: NodeId, row: &mut Row<'e>| {
            filters.iter().all(|&(test, text)| match text {
                Some(property) => context.test_text(test, node, property, row),
                None => context.test(test, row),
            })
        };
        let mut passing = Vec::new();
        for &node in nodes {
            row.bindings[binding] = Some(Item::Node(node));
            if passes(selecting, node, row) {
                if !asking.is_empty() {
                    self.meet_focus(self.question, row);
                }
                if passes(asking, node, row) {
                    passing.push(node);
                }
            }
        }
        (Cow::Owned(passing), last)
    }

    /// The search for words in a text of the nodes of a scan, where only filters stand between the two.
    fn finds_in(&self, scan: usize) -> Option<(&'e Find, Property)> {
        let rule: &'e Rule = self.context.rule;
        match rule.plan.steps.get(self.question)? {
            Step::Find { find, .. } if self.short && find.within.edges.is_empty() => {
                let between = &rule.plan.steps[scan + 1..self.question];
                let filters = between.iter().all(|step| matches!(step, Step::Filter { .. }));
                Some((find, find.within.property?)).filter(|_| filters)
            }
            _ => None,
        }
    }

    /// Notes the lists in which a node of a scan passes the filters in front of the question, without going on.
    fn meet_lists(&mut self, scan: usize, binding: usize, kind: Kind, row: &mut Row<'e>) {
        let graph = self.context.graph;
        let filters = &self.context.rule.plan.steps[scan + 1..self.question];
        let passes = |row: &mut Row<'e>, node: NodeId| {
            row.bindings[binding] = Some(Item::Node(node));
            filters.iter().all(|step| match step {
                Step::Filter { test, .. } => self.context.test(test, row),
                _ => true,
            })
        };
        let mut nodes = graph.nodes(kind);
        while let Some(list) = nodes.first().map(|&node| graph.list_of(node)) {
            // The nodes of a list stand together.
            let own = nodes.partition_point(|&node| graph.list_of(node) <= list);
            let (own, others) = nodes.split_at(own);
            if own.iter().any(|&node| passes(row, node)) {
                self.met.note(list);
            }
            nodes = others;
        }
    }
}

/// The only text that a test looks at, where the node of this binding has it itself.
fn own_text(test: &Test, binding: usize) -> Option<Property> {
    let walk = test.text.as_deref()?;
    walk.property
        .filter(|_| walk.root == Root::Binding(binding) && walk.edges.is_empty())
}

//! The duties of one township in one version, ready to be compared.

use std::borrow::Cow;

use xxhash_rust::xxh3::Xxh3;

use crate::finding::ListKind;
use crate::graph::{Edge, Graph, Node, NodeId};
use crate::list::{Block, Clause, Detail, Duty, Mention};
use crate::text::normal;

/// The duties of one township in one version, in order.
#[derive(Debug)]
pub(super) struct Side<'g> {
    pub(super) township: NodeId,
    pub(super) items: Vec<Item<'g>>,
}

/// One duty.
#[derive(Clone, Debug)]
pub(super) struct Item<'g> {
    pub(super) node: NodeId,
    pub(super) category: NodeId,
    pub(super) list: ListKind,
    pub(super) duty: &'g Duty<'g>,
    /// Its normalised name.
    pub(super) key: Cow<'g, str>,
    /// A hash of what its list says beside the name.
    pub(super) content: u64,
}

impl<'g> Side<'g> {
    /// The duties of a township.
    pub(super) fn new(graph: &Graph<'g>, township: NodeId) -> Self {
        let duties = graph.step(township, Edge::Duties);
        let items = duties.filter_map(|node| match graph.node(node) {
            Node::Duty(duty) => Some(Item {
                node,
                category: graph.parent(node).expect("a duty stands in a category"),
                list: duty.list,
                key: normal::key(duty.duty.name.as_str()),
                content: content(duty.duty),
                duty: duty.duty,
            }),
            _ => None,
        });
        Self {
            township,
            items: items.collect(),
        }
    }

    /// Whether the two sides are compared in this order rather than the other: an order of their own, so that the
    /// inverse comparison does the same and is the inverse.
    pub(super) fn goes_before(&self, other: &Side<'_>) -> bool {
        let (a, b) = (
            self.items.iter().map(Item::order),
            other.items.iter().map(Item::order),
        );
        a.le(b)
    }
}

impl Item<'_> {
    fn order(&self) -> (&str, ListKind, u64, Option<u32>) {
        (self.duty.name.as_str(), self.list, self.content, self.number())
    }

    /// Its number as published.
    pub(super) fn number(&self) -> Option<u32> {
        self.duty.number.as_ref().map(|number| number.value)
    }

    /// The texts of its clauses, guarantees and mode.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &str> {
        let (blocks, rest): (&[Block<'_>], &[Clause<'_>]) = match &self.duty.detail {
            Detail::Basic => (&[], &[]),
            Detail::Cooperative(cells) => (&cells.blocks, &cells.township),
            Detail::Reclaimed(cell) => (&[], &cell.mode),
        };
        let blocks = blocks
            .iter()
            .flat_map(|block| block.clauses.iter().chain(&block.guarantees));
        blocks.chain(rest).map(|clause| clause.text.as_str())
    }
}

fn content(duty: &Duty<'_>) -> u64 {
    let mut hash = Hash(Xxh3::new());
    match &duty.detail {
        Detail::Basic => {}
        Detail::Cooperative(cells) => {
            hash.mentions(&cells.departments);
            for block in &cells.blocks {
                hash.mentions(&block.departments);
                hash.clauses(&block.clauses);
                hash.clauses(&block.guarantees);
            }
            hash.clauses(&cells.township);
        }
        Detail::Reclaimed(cell) => {
            hash.mentions(&cell.receivers);
            hash.clauses(&cell.mode);
        }
    }
    hash.0.digest()
}

struct Hash(Xxh3);

impl Hash {
    fn mentions(&mut self, mentions: &[Mention<'_>]) {
        let tail = |mention: &Mention<'_>| if mention.tail.is_some() { "等" } else { "" };
        self.texts(
            mentions
                .iter()
                .flat_map(|mention| [mention.full_name(), tail(mention)]),
        );
    }

    fn clauses(&mut self, clauses: &[Clause<'_>]) {
        self.texts(clauses.iter().map(|clause| clause.text.as_str()));
    }

    /// A list of texts, told from the next by its end.
    fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        for text in texts {
            self.0.update(text.as_bytes());
            self.0.update(&[0]);
        }
        self.0.update(&[1]);
    }
}

//! The flaws of all documents of a graph, as nodes numbered behind its own.

use std::ops::Range;

use petgraph::graph::NodeIndex;

use super::cells;
use super::looks::Looks;
use crate::Map;
use crate::graph::node::Node;
use crate::graph::schema::Kind;
use crate::graph::{Graph, NodeId};

/// The flaws of all documents, in the order of the documents.
#[derive(Debug)]
pub(in crate::graph) struct Flaws<'g> {
    /// The number of the first.
    first: usize,
    ids: Vec<NodeId>,
    nodes: Vec<Node<'g>>,
    /// The node that each belongs to.
    owners: Vec<NodeId>,
    /// The flaws of each document.
    documents: Map<NodeId, Range<usize>>,
    /// Those like each that is the first of several.
    alike: Map<NodeId, Vec<NodeId>>,
}

impl<'g> Flaws<'g> {
    /// Seeks the flaws of a graph.
    pub(in crate::graph) fn new(graph: &Graph<'g>) -> Self {
        let mut found = Self {
            first: graph.len(),
            ids: Vec::new(),
            nodes: Vec::new(),
            owners: Vec::new(),
            documents: Map::default(),
            alike: Map::default(),
        };
        let mut looks = Looks::default();
        let documents = graph.nodes(Kind::Document);
        for (position, document) in documents.iter().enumerate() {
            let end = documents
                .get(position + 1)
                .map_or(graph.len(), |next| next.index());
            let nodes = (document.index()..end).map(|number| NodeId(NodeIndex::new(number)));
            found.add(*document, cells::find(graph, &mut looks, nodes));
        }
        found
    }

    fn add(&mut self, document: NodeId, flaws: Vec<(NodeId, super::FlawNode<'g>, usize)>) {
        let start = self.nodes.len();
        for (owner, flaw, first) in flaws {
            let id = NodeId(NodeIndex::new(self.first + self.nodes.len()));
            self.nodes.push(Node::Flaw(Box::new(flaw)));
            self.ids.push(id);
            self.owners.push(owner);
            let first = self.ids[start + first];
            if first != id {
                self.alike.entry(first).or_default().push(id);
            }
        }
        self.documents.insert(document, start..self.nodes.len());
    }

    /// All flaws.
    pub(in crate::graph) fn all(&self) -> &[NodeId] {
        &self.ids
    }

    /// The flaws of a document.
    pub(in crate::graph) fn of(&self, document: NodeId) -> &[NodeId] {
        self.documents
            .get(&document)
            .map_or(&[], |range| &self.ids[range.clone()])
    }

    /// Those like this one, where it is the first.
    pub(in crate::graph) fn alike(&self, flaw: NodeId) -> &[NodeId] {
        self.alike.get(&flaw).map_or(&[], Vec::as_slice)
    }

    /// What a flaw is.
    pub(in crate::graph) fn node(&self, flaw: NodeId) -> &Node<'g> {
        &self.nodes[flaw.index() - self.first]
    }

    /// The node that a flaw belongs to.
    pub(in crate::graph) fn owner(&self, flaw: NodeId) -> NodeId {
        self.owners[flaw.index() - self.first]
    }
}

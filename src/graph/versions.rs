//! Two versions in one graph, and the changes between them.

use super::change::ChangeNode;
use super::node::Node;
use super::schema::{Edge, Schema};
use super::{Graph, NodeId};

impl Graph<'_> {
    /// Adds a change between two versions. It belongs where its newer side does, else where its older side does, and
    /// stands where that stands. `edges` lead from it, in the order in which they shall be walked.
    ///
    /// # Panics
    /// When no edge leads to either side.
    pub fn add_change(&mut self, mut change: ChangeNode, edges: &[(Edge, NodeId)]) -> NodeId {
        let side = |wanted: Edge| edges.iter().find(|(edge, _)| *edge == wanted).map(|(_, to)| *to);
        let home = side(Edge::After).or(side(Edge::Before));
        let home = home.expect("a change has a side before or after");
        change.place = self.place(home);
        let kind = change.kind;
        let id = NodeId(self.inner.add_node(Node::Change(Box::new(change))));
        self.parents.push(Some(home));
        self.kinds.push(kind);
        // Flaws are numbered behind all other nodes.
        self.flaws.take();
        self.adjacency.push(edges);
        // petgraph walks the newest edge first.
        for (edge, to) in edges.iter().rev() {
            self.inner.add_edge(id.0, to.0, *edge);
        }
        self.by_kind[kind as usize].push(id);
        if let Some(parent) = Schema::get().kind(kind).parent {
            self.by_kind[parent as usize].push(id);
        }
        id
    }
}

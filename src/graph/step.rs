//! Steps from node to node along the edges of the schema, in the order of the sources.

use petgraph::Direction;
use petgraph::visit::EdgeRef as _;

use super::schema::{Edge, Kind};
use super::{Graph, NodeId};

/// The nodes that a step leads to.
#[derive(Debug)]
pub struct Steps<'a>(Found<'a>);

#[derive(Debug)]
enum Found<'a> {
    /// The containing node.
    One(Option<NodeId>),
    /// Nodes that are listed.
    Listed(std::iter::Copied<std::slice::Iter<'a, NodeId>>),
    /// What lies further down than one edge.
    Far(std::vec::IntoIter<NodeId>),
}

impl Iterator for Steps<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        match &mut self.0 {
            Found::One(node) => node.take(),
            Found::Listed(nodes) => nodes.next(),
            Found::Far(nodes) => nodes.next(),
        }
    }
}

impl Graph<'_> {
    /// The nodes that `edge` of the schema leads to from `from`; none when its kind has no such edge.
    pub fn step(&self, from: NodeId, edge: Edge) -> Steps<'_> {
        let found = match (self.kind(from), edge) {
            (_, Edge::County) => Found::One(self.ancestor(from, Kind::County)),
            (_, Edge::Township) => Found::One(self.ancestor(from, Kind::Township)),
            (_, Edge::Document) => Found::One(self.ancestor(from, Kind::Document)),
            (_, Edge::List) => Found::One(self.ancestor(from, Kind::List)),
            (_, Edge::Category) => Found::One(self.ancestor(from, Kind::Category)),
            (_, Edge::Duty) => Found::One(self.ancestor(from, Kind::Duty)),
            (_, Edge::Block) => Found::One(self.ancestor(from, Kind::Block)),
            (kind, Edge::Namesakes) if !kind.is_change() => Found::Far(self.namesakes(from).into_iter()),
            (Kind::Department, Edge::Registry) => Found::One(self.ancestor(from, Kind::Registry)),
            (Kind::Department, Edge::Mentions) => {
                // Name forms lead to the department too.
                let edges = self.inner.edges_directed(from.0, Direction::Incoming);
                let resolved = edges.filter(|edge| *edge.weight() == Edge::Department);
                let sources = resolved.map(|edge| NodeId(edge.source()));
                let mentions = sources.filter(|&node| self.kind(node) == Kind::Mention);
                Found::Far(mentions.collect::<Vec<_>>().into_iter())
            }
            (Kind::Township | Kind::Document | Kind::List, Edge::Duties) => {
                let mut duties = Vec::new();
                self.collect_duties(from, &mut duties);
                Found::Far(duties.into_iter())
            }
            (Kind::Document, Edge::Flaws) => Found::Listed(self.flaws().of(from).iter().copied()),
            (Kind::Flaw, Edge::Alike) => Found::Listed(self.flaws().alike(from).iter().copied()),
            _ => Found::Listed(self.adjacency.of(from, edge).iter().copied()),
        };
        Steps(found)
    }

    fn ancestor(&self, from: NodeId, kind: Kind) -> Option<NodeId> {
        let fits = |found: Kind| match kind {
            Kind::Duty => matches!(
                found,
                Kind::BasicDuty | Kind::CooperativeDuty | Kind::ReclaimedDuty
            ),
            _ => found == kind,
        };
        std::iter::successors(self.parent(from), |&node| self.parent(node))
            .find(|&node| fits(self.kind(node)))
    }

    fn collect_duties(&self, from: NodeId, duties: &mut Vec<NodeId>) {
        let down = match self.kind(from) {
            Kind::Township => Edge::Documents,
            Kind::Document => Edge::Lists,
            Kind::List => Edge::Categories,
            _ => return duties.extend(self.step(from, Edge::Duties)),
        };
        for node in self.step(from, down) {
            self.collect_duties(node, duties);
        }
    }
}

//! The edges of a graph by the node they lead from and by their name, side by side: a walk takes the few it wants without
//! passing over the others.

use super::NodeId;
use super::schema::Edge;

/// Where the edges of each node lead.
#[derive(Clone, Debug)]
pub(super) struct Adjacency {
    /// Where the edges of each node begin, and where those of the last one end.
    starts: Vec<u32>,
    /// The names, in order for each node.
    names: Vec<Edge>,
    targets: Vec<NodeId>,
}

impl Adjacency {
    /// Of so many nodes. Edges of one name stay in the order given.
    pub(super) fn new(nodes: usize, edges: &[(NodeId, NodeId, Edge)]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for (from, ..) in edges {
            starts[from.index() + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut order: Vec<u32> = vec![0; edges.len()];
        let mut next = starts.clone();
        for (number, (from, ..)) in (0..).zip(edges) {
            let place = &mut next[from.index()];
            order[*place as usize] = number;
            *place += 1;
        }
        for node in starts.windows(2) {
            let own = &mut order[node[0] as usize..node[1] as usize];
            own.sort_by_key(|&number| edges[number as usize].2);
        }
        Self {
            starts,
            names: order.iter().map(|&number| edges[number as usize].2).collect(),
            targets: order.iter().map(|&number| edges[number as usize].1).collect(),
        }
    }

    /// Adds a node, and the edges that lead from it.
    pub(super) fn push(&mut self, edges: &[(Edge, NodeId)]) {
        let mut edges = edges.to_vec();
        edges.sort_by_key(|(name, _)| *name);
        self.names.extend(edges.iter().map(|(name, _)| *name));
        self.targets.extend(edges.iter().map(|(_, target)| *target));
        self.starts.push(self.targets.len() as u32);
    }

    /// Where the edges of this name lead from a node, in order.
    pub(super) fn of(&self, from: NodeId, name: Edge) -> &[NodeId] {
        let Some(&[start, end]) = self.starts.get(from.index()..from.index() + 2) else {
            return &[];
        };
        let (start, end) = (start as usize, end as usize);
        let names = &self.names[start..end];
        let low = names.partition_point(|other| *other < name);
        let count = names[low..].partition_point(|other| *other == name);
        &self.targets[start + low..start + low + count]
    }
}

//! Who holds what: townships, departments and duties as a petgraph inside, typed steps outside.

mod adjacency;
mod bodies;
mod build;
mod change;
mod county;
mod flaws;
mod kind;
mod loose;
mod mentions;
mod names;
mod node;
mod offices;
mod order;
mod places;
mod referent;
mod resolve;
pub mod schema;
mod slips;
mod step;
mod texts;
mod value;
mod versions;

use std::cell::OnceCell;

use petgraph::graph::{DiGraph, NodeIndex};

pub use change::ChangeNode;
pub use flaws::{FlawKind, FlawNode};
pub use node::{Acts, ClauseRole, CountyNode, DutyNode, Evidence, FormNode, MentionNode, MentionRole, Node};
pub use schema::{Edge, Kind, Property, Schema};
pub use step::Steps;
pub use texts::TextId;
pub use value::Value;

use crate::finding::Address;
use crate::list::DutyList;
use crate::list::registry::Registry;
use crate::text::{Place, Sources};

/// A node; the order of ids is the order of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NodeIndex<u32>);

impl NodeId {
    /// The running number of the node, from 0: for tables beside the graph.
    pub fn index(self) -> usize {
        self.0.index()
    }
}

/// The lists of one county at one time, and the registries that hold for them.
#[derive(Clone, Copy, Debug)]
pub struct Version<'g> {
    /// The lists.
    pub lists: &'g [DutyList<'g>],
    /// The registries.
    pub registries: &'g [Registry<'g>],
}

/// The graph of one county: its lists, and the registries that hold for them.
#[derive(Debug)]
pub struct Graph<'g> {
    inner: DiGraph<Node<'g>, Edge, u32>,
    /// Its edges, ready to be walked.
    adjacency: adjacency::Adjacency,
    /// The node that contains each node.
    parents: Vec<Option<NodeId>>,
    /// The kind of each node.
    kinds: Vec<Kind>,
    /// The nodes of each kind, by its number.
    by_kind: Vec<Vec<NodeId>>,
    sources: &'g Sources,
    /// The first node behind each version.
    ends: Vec<NodeId>,
    /// The duties of each name in each county, made when a rule asks.
    namesakes: OnceCell<county::Namesakes>,
    /// The usual numbers of duties of each category, made when a rule asks.
    usual_counts: OnceCell<county::UsualCounts>,
    /// What is wrong with the writing, sought when a rule asks; its nodes are numbered behind all others.
    flaws: OnceCell<flaws::Flaws<'g>>,
    /// How many documents begin up to each node, counted when a rule asks.
    lists: OnceCell<Vec<u32>>,
    /// The names of duties and the texts of clauses.
    texts: texts::Texts<'g>,
}

impl<'g> Graph<'g> {
    /// The graph of `lists`, which should be those of one county, in the order given.
    pub fn build(sources: &'g Sources, lists: &'g [DutyList<'g>], registries: &'g [Registry<'g>]) -> Self {
        build::build(sources, &[Version { lists, registries }])
    }

    /// The graph of two versions. They have no node in common: each has its own townships and duties, until changes
    /// are [added](Graph::add_change) between them.
    pub fn build_versions(sources: &'g Sources, before: Version<'g>, after: Version<'g>) -> Self {
        build::build(sources, &[before, after])
    }

    /// Which of the versions that the graph was built of a node belongs to, from 0; changes belong to none.
    pub fn version(&self, id: NodeId) -> Option<usize> {
        self.ends.iter().position(|&end| id < end)
    }

    /// All nodes of a kind, special cases included, in the order of the sources.
    pub fn nodes(&self, kind: Kind) -> &[NodeId] {
        match kind {
            Kind::Flaw => self.flaws().all(),
            _ => &self.by_kind[kind as usize],
        }
    }

    /// How many nodes there are, without flaws.
    pub fn len(&self) -> usize {
        self.inner.node_count()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a node refers to.
    pub fn node(&self, id: NodeId) -> &Node<'g> {
        match self.inner.node_weight(id.0) {
            Some(node) => node,
            None => self.flaws().node(id),
        }
    }

    /// The kind of a node; never an abstract one.
    pub fn kind(&self, id: NodeId) -> Kind {
        // What is not numbered here is a flaw, see `flaws`.
        self.kinds.get(id.index()).copied().unwrap_or(Kind::Flaw)
    }

    /// Where the node itself stands: its name or text, else where it begins.
    pub fn place(&self, id: NodeId) -> Option<Place> {
        self.node(id).place()
    }

    /// Which township, list and duty a node belongs to.
    pub fn address(&self, id: NodeId) -> Address {
        let mut address = Address::default();
        let mut at = Some(id);
        while let Some(node) = at {
            self.node(node).complete(&mut address);
            at = self.parent(node);
        }
        address
    }

    /// The name of the file that a list was read from.
    pub fn path(&self, list: &DutyList<'_>) -> &'g str {
        self.sources[list.source].name()
    }

    /// The node that contains this one.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        match self.parents.get(id.index()) {
            Some(parent) => *parent,
            None => Some(self.flaws().owner(id)),
        }
    }

    /// Which of the lists that the graph was built from a node belongs to, by position; `None` for what stands above
    /// them: counties, townships and registries.
    pub fn list_of(&self, id: NodeId) -> Option<usize> {
        match self.kind(id) {
            Kind::Registry | Kind::Department | Kind::County | Kind::Township => None,
            Kind::Flaw => self.list_of(self.flaws().owner(id)),
            kind if kind.is_change() => self.list_of(self.parent(id)?),
            _ => (self.lists.get_or_init(|| self.lists_of_nodes())[id.index()] as usize).checked_sub(1),
        }
    }

    /// For each node how many documents begin up to it: a document comes before all that is in it.
    fn lists_of_nodes(&self) -> Vec<u32> {
        let count = |before: &mut u32, kind: &Kind| {
            *before += u32::from(*kind == Kind::Document);
            Some(*before)
        };
        self.kinds.iter().scan(0, count).collect()
    }

    /// The flaws like this one, where it is the first of several; none where it is no flaw.
    pub fn alike(&self, id: NodeId) -> &[NodeId] {
        match self.kind(id) {
            Kind::Flaw => self.flaws().alike(id),
            _ => &[],
        }
    }

    fn flaws(&self) -> &flaws::Flaws<'g> {
        self.flaws.get_or_init(|| flaws::Flaws::new(self))
    }
}

//! Changes as nodes: what became of a duty, a department or a heading between two versions.

use super::schema::{Edge, Kind, Property};
use super::{Graph, Node, NodeId, Value};
use crate::finding::ListKind;
use crate::text::Place;

/// What became of something between two versions.
#[derive(Clone, Debug)]
pub struct ChangeNode {
    /// Of what it is a change; one of the kinds of change.
    pub kind: Kind,
    /// What became of it in words of the schema, the weightiest first.
    pub kinds: Vec<&'static str>,
    /// The list a duty stood in.
    pub from: Option<ListKind>,
    /// The list a duty stands in.
    pub to: Option<ListKind>,
    /// How similar the names of a duty are.
    pub similarity: Option<f64>,
    /// What of a duty differs, each once, in words of the schema.
    pub fields: Vec<&'static str>,
    /// In how many duties a department bears the new name.
    pub uses: usize,
    /// Whether a department was merged into another.
    pub merged: bool,
    /// Where it stands; set when it is added.
    pub place: Option<Place>,
}

impl ChangeNode {
    /// A change of which no more is known.
    pub fn new(kind: Kind, kinds: Vec<&'static str>) -> Self {
        Self {
            kind,
            kinds,
            from: None,
            to: None,
            similarity: None,
            fields: Vec::new(),
            uses: 0,
            merged: false,
            place: None,
        }
    }

    /// The value of a single-valued property.
    pub(super) fn value(&self, property: Property) -> Option<Value<'_>> {
        let list = |list: Option<ListKind>| list.map(|list| Value::Text(list.as_str()));
        match property {
            Property::Kind => self.kinds.first().map(|kind| Value::Text(kind)),
            Property::From => list(self.from),
            Property::To => list(self.to),
            Property::Similarity => self.similarity.map(Value::Ratio),
            Property::Uses => Some(Value::Number(self.uses as i64)),
            Property::Merged => Some(Value::Bool(self.merged)),
            _ => None,
        }
    }

    /// The values of a many-valued property.
    pub(super) fn values(&self, property: Property) -> Vec<Value<'_>> {
        let words = match property {
            Property::Kinds => &self.kinds,
            Property::Fields => &self.fields,
            _ => return Vec::new(),
        };
        words.iter().map(|word| Value::Text(word)).collect()
    }
}

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
        // petgraph walks the newest edge first.
        for (edge, to) in edges.iter().rev() {
            self.inner.add_edge(id.0, to.0, *edge);
        }
        self.by_kind[kind as usize].push(id);
        if let Some(parent) = super::Schema::get().kind(kind).parent {
            self.by_kind[parent as usize].push(id);
        }
        id
    }
}

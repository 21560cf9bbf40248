//! Changes as nodes: what became of a duty, a department or a heading between two versions.

use super::schema::Kind;
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
}

//! A difference between two duties, and the parts of a duty that are compared.

use super::change::{Field, FieldChange, Quoted};
use crate::graph::NodeId;
use crate::list::Number;
use crate::text::Mapped;

/// A difference, and the nodes it stands at.
#[derive(Clone, Debug)]
pub(super) struct Delta {
    pub(super) change: FieldChange,
    pub(super) before: Option<NodeId>,
    pub(super) after: Option<NodeId>,
}

/// A text of a duty that is compared as a whole.
pub(super) struct Part {
    /// Which pair of the group it belongs to.
    pub(super) pair: usize,
    pub(super) field: Field,
    pub(super) node: NodeId,
    pub(super) quoted: Quoted,
    /// For a department, its name; for a clause the names that head its block.
    pub(super) names: Vec<usize>,
    /// Whether a department is named for others like it: 等部门.
    pub(super) open: bool,
    /// The heads of the block of a clause, as written.
    pub(super) of: Option<String>,
}

/// The difference between two parts, or of one that stands alone.
pub(super) fn delta(field: Field, before: Option<Part>, after: Option<Part>, follows: bool) -> Delta {
    let nodes = (
        before.as_ref().map(|part| part.node),
        after.as_ref().map(|part| part.node),
    );
    let of = after
        .as_ref()
        .or(before.as_ref())
        .and_then(|part| part.of.clone());
    let text = |part: Option<Part>| part.map(|part| part.quoted);
    Delta {
        change: FieldChange {
            field,
            of,
            before: text(before),
            after: text(after),
            follows,
        },
        before: nodes.0,
        after: nodes.1,
    }
}

/// A text and where it stands.
pub(super) fn quoted(text: &Mapped<'_>) -> Quoted {
    Quoted {
        text: text.as_str().to_owned(),
        place: text.place(),
    }
}

/// A number and where it stands.
pub(super) fn quoted_number(number: &Number<'_>) -> Quoted {
    Quoted {
        text: number.value.to_string(),
        place: number.text.place(),
    }
}

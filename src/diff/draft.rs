//! Changes before they are in the graph: what the differences make of them, and what their nodes will be.

use super::align::Bond;
use super::change::{Change, ChangeKind, Field};
use super::comparison::HeadingChange;
use super::delta::Delta;
use crate::Set;
use crate::finding::{Classify, ListKind};
use crate::graph::{ChangeNode, Edge, Kind, NodeId};

/// A change, and what its node will be; its own `node` is that of its duty until it is recorded.
pub(super) struct Draft<T> {
    pub(super) change: T,
    pub(super) node: ChangeNode,
    pub(super) edges: Vec<(Edge, NodeId)>,
}

/// What the differences of a pair make of it.
pub(super) fn kinds(bond: Bond, other_list: bool, deltas: &[Delta]) -> Vec<ChangeKind> {
    let mut kinds: Vec<ChangeKind> = Vec::new();
    kinds.extend(other_list.then_some(ChangeKind::Moved));
    match bond {
        Bond::Same => {}
        Bond::Split => kinds.push(ChangeKind::Split),
        Bond::Merged => kinds.push(ChangeKind::Merged),
    }
    for delta in deltas {
        let change = &delta.change;
        let kind = match change.field {
            Field::Number => ChangeKind::Renumbered,
            Field::Category => continue,
            _ if change.follows => ChangeKind::Respelled,
            _ if change.is_cosmetic() => ChangeKind::Cosmetic,
            Field::Name if bond == Bond::Same => ChangeKind::Renamed,
            Field::Department | Field::Receiver => ChangeKind::Reassigned,
            // What stands beside the name is another in another list, or in a part.
            _ if other_list => continue,
            Field::Name => continue,
            Field::Label => ChangeKind::Reassigned,
            Field::Mark | Field::Upstream | Field::Guarantee | Field::Township | Field::Mode => {
                ChangeKind::Reworded
            }
        };
        kinds.push(kind);
    }
    kinds
}

/// How grave kinds of change are before any rule is asked.
pub(super) fn classify(kinds: &[ChangeKind]) -> Classify {
    match kinds.iter().all(|kind| kind.is_editorial()) {
        true => Classify::Editorial,
        false => Classify::Review,
    }
}

/// The edge from a change to where a difference stands.
pub(super) fn edge(delta: &Delta) -> Option<(Edge, NodeId)> {
    use Field::{Department, Guarantee, Mode, Receiver, Township, Upstream};
    let change = &delta.change;
    if change.follows || change.is_cosmetic() {
        return None;
    }
    let edge = match (change.field, delta.before, delta.after) {
        (Department | Receiver, Some(_), None) => Edge::DepartmentsLost,
        (Department | Receiver, None, Some(_)) => Edge::DepartmentsGained,
        (Guarantee, Some(_), None) => Edge::GuaranteesLost,
        (Guarantee, None, Some(_)) => Edge::GuaranteesGained,
        (Upstream | Township | Mode, Some(_), None) => Edge::ClausesDropped,
        (Upstream | Township | Mode, None, Some(_)) => Edge::ClausesAdded,
        (Upstream | Township | Mode | Guarantee, Some(_), Some(_)) => Edge::ClausesReworded,
        _ => return None,
    };
    Some((edge, delta.after.or(delta.before)?))
}

/// A change of a duty with the node it will be.
pub(super) fn draft(change: Change, edges: Vec<(Edge, NodeId)>) -> Draft<Change> {
    let kind = match (change.from(), change.to()) {
        (Some(from), Some(to)) if from != to => Kind::Change,
        (Some(ListKind::Basic), _) | (_, Some(ListKind::Basic)) => Kind::BasicChange,
        (Some(ListKind::Cooperative), _) | (_, Some(ListKind::Cooperative)) => Kind::CooperativeChange,
        _ => Kind::ReclaimedChange,
    };
    let mut node = ChangeNode::new(kind, change.kinds.iter().map(|kind| kind.as_str()).collect());
    (node.from, node.to, node.similarity) = (change.from(), change.to(), change.similarity);
    let fields: Set<&'static str> = change.fields.iter().map(|change| change.field.as_str()).collect();
    node.fields = fields.into_iter().collect();
    Draft { change, node, edges }
}

/// A change of a heading with the node it will be.
pub(super) fn heading(
    (change, before, after): (HeadingChange, Option<NodeId>, Option<NodeId>),
) -> Draft<HeadingChange> {
    let kind = if change.is_category {
        Kind::CategoryChange
    } else {
        Kind::ListChange
    };
    let edges = [(Edge::Before, before), (Edge::After, after)];
    Draft {
        node: ChangeNode::new(kind, vec![change.kind.as_str()]),
        edges: edges
            .into_iter()
            .filter_map(|(edge, node)| Some((edge, node?)))
            .collect(),
        change,
    }
}

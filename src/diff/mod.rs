//! What changed between two versions, by meaning: which duty of the one is which of the other, and what differs.

mod align;
mod assign;
mod bodies;
mod change;
mod clauses;
mod comparison;
mod delta;
mod draft;
mod fields;
mod gains;
mod headings;
mod likely;
mod order;
mod parts;
mod side;
mod township;
mod townships;
mod wording;

pub use change::{Change, ChangeKind, DutyRef, Field, FieldChange, Quoted};
pub use comparison::{
    Comparison, DepartmentChange, HeadingChange, HeadingKind, HeadingRef, TownshipChanges, TownshipRef,
};
pub use wording::{Edit, EditKind};

use crate::graph::Graph;
use township::Drafts;

/// Compares the two versions that `graph` was [built of](Graph::build_versions), and adds what changed to it.
pub fn compare(graph: &mut Graph<'_>) -> Comparison {
    let mut comparison = Comparison::default();
    for (before, after) in townships::pair(graph) {
        let drafts = match (&before, &after) {
            (Some(before), Some(after)) => township::compare(graph, before, after),
            _ => Drafts::default(),
        };
        let reference = |side: Option<side::Side<'_>>| side.map(|side| township::reference(graph, &side));
        let (before, after) = (reference(before), reference(after));
        comparison.townships.push(TownshipChanges {
            before,
            after,
            changes: record(graph, drafts.changes, |change, node| change.node = node),
            departments: record(graph, drafts.departments, |change, node| change.node = node),
            headings: record(graph, drafts.headings, |change, node| change.node = node),
        });
    }
    comparison
}

/// Adds drafted changes to the graph.
fn record<T>(
    graph: &mut Graph<'_>,
    drafts: Vec<draft::Draft<T>>,
    settle: impl Fn(&mut T, crate::graph::NodeId),
) -> Vec<T> {
    let recorded = drafts.into_iter().map(|mut draft| {
        let node = graph.add_change(draft.node, &draft.edges);
        settle(&mut draft.change, node);
        draft.change
    });
    recorded.collect()
}

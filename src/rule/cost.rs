//! What tests cost, so that the cheap ones come first.

use super::function::Function;
use super::program::{Term, Test, What};
use crate::graph::schema::Edge;

/// How dear a test is, for the order of filters.
pub(super) fn cost(test: &Test) -> u8 {
    match &test.what {
        What::Holds(_) | What::Present(..) => 0,
        What::Compare(left, _, right) => dear(left).max(dear(right)),
        What::Not(inner) => cost(inner),
        What::Any(parts) | What::All(parts) => parts.iter().map(cost).max().unwrap_or(0),
        What::Quantified(_, list, test) => dear(list).max(1 + u8::from(test.is_some())),
        // Most pairs of texts differ at first sight; an expression reads the text.
        What::Matches(..) => 4,
    }
}

fn dear(term: &Term) -> u8 {
    match term {
        Term::Call(Function::Similar | Function::Covers | Function::Abbreviates | Function::Contrasts, _) => {
            3
        }
        Term::Call(_, terms) => terms.iter().map(dear).max().unwrap_or(0).max(2),
        Term::Filtered(list, _) => dear(list),
        // All that a list holds is many, all that a duty holds is few.
        Term::Walk(walk) if walk.leads_to.many => match walk.edges.first() {
            Some(Edge::County | Edge::Township | Edge::Document | Edge::List) => 5,
            _ => 2,
        },
        _ => 0,
    }
}

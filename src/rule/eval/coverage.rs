//! Which conditions were met and which were not while examples ran.

use std::cell::RefCell;

use crate::Map;
use crate::finding::{Finding, Severity, Words};
use crate::rule::Rule;
use crate::rule::fault::FaultKind;
use crate::rule::plan::Step;
use crate::rule::program::{Root, Term, Test, What};
use crate::text::Place;

/// The answers that each condition gave, by its place in the rule file.
#[derive(Debug, Default)]
pub struct Coverage(RefCell<Map<Place, Answers>>);

#[derive(Clone, Copy, Debug, Default)]
struct Answers {
    held: bool,
    failed: bool,
}

impl Coverage {
    /// Notes an answer.
    pub(super) fn note(&self, place: Place, held: bool) {
        let mut answers = self.0.borrow_mut();
        let answers = answers.entry(place).or_default();
        answers.held |= held;
        answers.failed |= !held;
    }

    /// The conditions of a rule that were never both true and false, as warnings. Equalities that serve as the key
    /// of a join are no conditions: what does not meet them is not looked at.
    pub fn gaps(&self, rule: &Rule) -> Vec<Finding> {
        let mut tests = Vec::new();
        for step in &rule.plan.steps {
            if let Step::Filter { test, .. } = step {
                conditions(test, &mut tests);
            }
        }
        let gap = |test: &&Test| {
            let answers = self.0.borrow().get(&test.place).copied().unwrap_or_default();
            let (zh, en) = match (answers.held, answers.failed) {
                (true, true) => return None,
                (true, false) => (
                    "这个条件在例子里总是成立",
                    "this condition holds in every example",
                ),
                (false, true) => (
                    "这个条件在例子里从来没有成立",
                    "this condition holds in no example",
                ),
                (false, false) => (
                    "例子里从来没有判断到这个条件",
                    "no example comes to this condition",
                ),
            };
            let mut finding = FaultKind::Untested.at(test.place, Words::new(zh, en));
            finding.severity = Severity::Warning;
            Some(finding.help(Words::new(
                "加一个例子，让它有时成立、有时不成立",
                "add an example, so that it holds in one and fails in another",
            )))
        };
        tests.iter().filter_map(gap).collect()
    }
}

/// The single conditions that a test is made of.
fn conditions<'t>(test: &'t Test, into: &mut Vec<&'t Test>) {
    match &test.what {
        What::Any(parts) | What::All(parts) => parts.iter().for_each(|part| conditions(part, into)),
        What::Not(inner) => conditions(inner, into),
        // That there is such a hit: nothing is asked where there is none.
        What::Present(Term::Walk(walk), true)
            if walk.edges.is_empty() && walk.property.is_none() && matches!(walk.root, Root::Binding(_)) => {}
        What::Quantified(_, list, inner) => {
            into.push(test);
            filters(list, into);
            inner.iter().for_each(|inner| conditions(inner, into));
        }
        What::Compare(left, _, right) => {
            into.push(test);
            filters(left, into);
            filters(right, into);
        }
        What::Matches(term, _) | What::Present(term, _) | What::Holds(term) => {
            into.push(test);
            filters(term, into);
        }
    }
}

/// The conditions inside a value.
fn filters<'t>(term: &'t Term, into: &mut Vec<&'t Test>) {
    match term {
        Term::Filtered(list, test) => {
            filters(list, into);
            conditions(test, into);
        }
        Term::Call(_, arguments) => arguments.iter().for_each(|argument| filters(argument, into)),
        _ => {}
    }
}

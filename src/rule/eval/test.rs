//! Whether a condition holds. A comparison with a missing value never does.

use std::ops::ControlFlow;

use super::value::{Row, Value};
use super::walk::Context;
use crate::graph::{NodeId, Property};
use crate::rule::expression::syntax::{Operator, Quantifier};
use crate::rule::function::Function;
use crate::rule::program::{Term, Test, What};
use crate::text::likeness;

impl<'e> Context<'e, '_> {
    /// Whether `test` holds.
    pub(crate) fn test(self, test: &'e Test, row: &mut Row<'e>) -> bool {
        let Some(coverage) = self.coverage else {
            return match test.text.as_ref().and_then(|walk| self.text_id(walk, row)) {
                Some(text) => {
                    let texts = self.graph.text_count();
                    self.answers.get(test, text, texts, || self.answer(test, row))
                }
                None => self.answer(test, row),
            };
        };
        let holds = self.answer(test, row);
        if !matches!(test.what, What::Not(_)) {
            coverage.note(test.place, holds);
        }
        holds
    }

    /// The same for a test that looks at this text of a node alone.
    pub(crate) fn test_text(
        self,
        test: &'e Test,
        node: NodeId,
        property: Property,
        row: &mut Row<'e>,
    ) -> bool {
        match self.graph.text_id(node, property) {
            Some(text) => {
                let texts = self.graph.text_count();
                self.answers.get(test, text, texts, || self.answer(test, row))
            }
            None => self.answer(test, row),
        }
    }

    fn answer(self, test: &'e Test, row: &mut Row<'e>) -> bool {
        match &test.what {
            What::Any(parts) => parts.iter().any(|part| self.test(part, row)),
            What::All(parts) => parts.iter().all(|part| self.test(part, row)),
            What::Not(inner) => !self.test(inner, row),
            What::Quantified(quantifier, list, test) => {
                self.quantified(*quantifier, list, test.as_deref(), row)
            }
            What::Compare(left, operator, right) => self.compare(left, *operator, right, row),
            What::Matches(term, pattern) => self
                .term(term, row)
                .as_text()
                .is_some_and(|text| pattern.is_match(text)),
            What::Present(term, present) => self.is_present(term, row) == *present,
            What::Holds(term) => matches!(self.term(term, row), Value::Truth(true)),
        }
    }

    fn quantified(
        self,
        quantifier: Quantifier,
        list: &'e Term,
        test: Option<&'e Test>,
        row: &mut Row<'e>,
    ) -> bool {
        // `every` looks for one that fails, the others for one that holds.
        let wanted = quantifier != Quantifier::Every;
        let visited = self.elements(list, row, &mut |row, element| {
            let holds = test.is_none_or(|test| self.within(element, row, |row| self.test(test, row)));
            if holds == wanted {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        visited.is_break() == (quantifier == Quantifier::Some)
    }

    fn is_present(self, term: &'e Term, row: &mut Row<'e>) -> bool {
        match term {
            Term::Walk(walk) if !walk.leads_to.many => !self.one(walk, row).is_missing(),
            Term::Walk(walk) => self
                .each(walk, row, &mut |_, _| ControlFlow::Break(()))
                .is_break(),
            _ => !self.term(term, row).is_missing(),
        }
    }

    fn compare(self, left: &'e Term, operator: Operator, right: &'e Term, row: &mut Row<'e>) -> bool {
        match operator {
            Operator::In | Operator::NotIn => {
                let value = self.term(left, row);
                !value.is_missing() && self.holds(right, &value, row) == (operator == Operator::In)
            }
            Operator::Contains | Operator::StartsWith | Operator::EndsWith => {
                let whole = self.term(left, row);
                match whole {
                    Value::List(_) => {
                        let value = self.term(right, row);
                        self.holds(left, &value, row)
                    }
                    _ => self.holds_words(&whole, operator, right, row),
                }
            }
            _ => {
                if let (Operator::MoreEqual, Term::Call(Function::Similar, texts)) = (operator, left) {
                    return self.is_similar(texts, right, row);
                }
                let (left, right) = (self.term(left, row), self.term(right, row));
                if left.is_missing() || right.is_missing() {
                    return false;
                }
                match operator {
                    Operator::Equal => left.same(&right),
                    Operator::NotEqual => !left.same(&right),
                    _ => match (left.as_number(), right.as_number()) {
                        (Some(left), Some(right)) => in_order(left, operator, right),
                        _ => false,
                    },
                }
            }
        }
    }

    /// Whether two texts are similar, as far as a bound.
    fn is_similar(self, texts: &'e [Term], least: &'e Term, row: &mut Row<'e>) -> bool {
        let Some(least) = self.term(least, row).as_number() else {
            return false;
        };
        let (a, b) = (self.key(&texts[0], row), self.key(&texts[1], row));
        likeness::is_similar(&a, &b, least)
    }

    /// Whether a text contains, starts with or ends with a text, or one of a list of texts.
    fn holds_words(self, whole: &Value<'e>, operator: Operator, right: &'e Term, row: &mut Row<'e>) -> bool {
        let Some(whole) = whole.as_text() else {
            return false;
        };
        let fits = |part: &str| match operator {
            Operator::StartsWith => whole.starts_with(part),
            Operator::EndsWith => whole.ends_with(part),
            _ => whole.contains(part),
        };
        if let Some(words) = self.words_in(right) {
            return words.iter().any(|word| !word.is_empty() && fits(word));
        }
        match self.term(right, row) {
            Value::List(parts) => parts.iter().filter_map(Value::as_text).any(fits),
            part => part.as_text().is_some_and(fits),
        }
    }
}

fn in_order(left: f64, operator: Operator, right: f64) -> bool {
    match operator {
        Operator::Less => left < right,
        Operator::LessEqual => left <= right,
        Operator::More => left > right,
        _ => left >= right,
    }
}

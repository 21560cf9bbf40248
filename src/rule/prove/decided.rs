//! Comparisons whose answer is known before a list is read: they are slips, or a rule that can never find anything.

use super::Prover;
use crate::finding::Words;
use crate::rule::expression::syntax::{Argument, Operator, Value};
use crate::rule::fault::{Fault, FaultKind};
use crate::rule::function::Function;
use crate::rule::program::{Term, Walk};
use crate::text::Mapped;

impl Prover<'_> {
    /// Notes it where a comparison is decided beforehand.
    pub(super) fn undecided(
        &mut self,
        text: &Mapped<'_>,
        (left, left_term): (&Value, &Term),
        operator: Operator,
        (right, right_term): (&Value, &Term),
    ) -> Option<()> {
        let span = left.span().hull(right.span());
        let written = |value: &Value| &text.as_str()[value.span().range()];
        let empty = |value: &Value| matches!(value, Value::Text(text, _) if text.is_empty());
        let fault = |zh: &str, en: &str| Fault::new(FaultKind::AlwaysDecided, span, Words::new(zh, en));
        let fault = if empty(left) || empty(right) {
            let asked = written(if empty(left) { right } else { left });
            let fault = fault(
                "空文字算作缺失，和它比较永远不成立",
                "an empty text counts as missing, and no comparison with it ever holds",
            );
            match operator {
                Operator::NotEqual => fault.help(say(asked, "is present")),
                Operator::Equal => fault.help(say(asked, "is missing")),
                _ => fault,
            }
        } else if is_constant(left) && is_constant(right) {
            fault(
                "两边都是写定的值，结果不看清单就已确定",
                "both sides are fixed values: the answer is the same for every list",
            )
        } else if is_same(left_term, right_term) || written(left) == written(right) {
            fault(
                "两边是同一个值，这个比较没有意义",
                "both sides are one and the same value: this compares nothing",
            )
        } else if counts_below_nothing(left, operator, right) {
            fault(
                "个数不会小于 0，结果不看清单就已确定",
                "a count is never below 0: the answer is the same for every list",
            )
        } else {
            return Some(());
        };
        self.fault(fault)
    }
}

fn say(asked: &str, presence: &str) -> Words {
    Words::new(
        format!("写成 {asked} {presence}"),
        format!("say `{asked} {presence}`"),
    )
}

/// Whether a value is written in the rule and nobody can set it.
pub(super) fn is_constant(value: &Value) -> bool {
    match value {
        Value::Number(..) | Value::Ratio(..) | Value::Text(..) | Value::Truth(..) => true,
        Value::Parameter(_) | Value::Path(_) => false,
        Value::Call(call) => call
            .arguments
            .iter()
            .all(|Argument { value, .. }| is_constant(value)),
    }
}

/// Whether two paths lead to one place, perhaps written in two ways: `name` and `it.name`.
fn is_same(left: &Term, right: &Term) -> bool {
    let place = |walk: &Walk| (walk.root, walk.edges.clone(), walk.property);
    match (left, right) {
        (Term::Walk(left), Term::Walk(right)) => place(left) == place(right),
        _ => false,
    }
}

/// Whether a count is asked to be less than 0, or not to be.
fn counts_below_nothing(left: &Value, operator: Operator, right: &Value) -> bool {
    let is_count =
        |value: &Value| matches!(value, Value::Call(call) if call.name.text == Function::Count.as_str());
    let is_zero = |value: &Value| matches!(value, Value::Number(0, _));
    match operator {
        Operator::Less | Operator::MoreEqual => is_count(left) && is_zero(right),
        Operator::More | Operator::LessEqual => is_zero(left) && is_count(right),
        _ => false,
    }
}

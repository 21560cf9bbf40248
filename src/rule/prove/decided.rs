//! Comparisons that come out the same whatever the lists say.

use crate::finding::Words;
use crate::rule::expression::syntax::{Name, Operator, Value};
use crate::rule::fault::{Fault, FaultKind};

/// What is wrong with a comparison that decides nothing: two values that are written down, one value with itself, or one with
/// the empty text, which counts as missing.
pub(super) fn comparison(left: &Value, operator: Operator, right: &Value) -> Option<Fault> {
    let span = left.span().hull(right.span());
    let fault = |zh, en| Fault::new(FaultKind::AlwaysDecided, span, Words::new(zh, en));
    if is_written(left) && is_written(right) {
        return Some(fault(
            "两边都是写定的值，比较的结果永远一样",
            "both sides are written down: this always comes out the same",
        ));
    }
    if !matches!(operator, Operator::Equal | Operator::NotEqual) {
        return None;
    }
    let is_empty = |value: &Value| matches!(value, Value::Text(text, _) if text.is_empty());
    if is_empty(left) || is_empty(right) {
        let help = match operator {
            Operator::Equal => Words::new("写 … is missing", "write `… is missing`"),
            _ => Words::new("写 … is present", "write `… is present`"),
        };
        let never = fault(
            "空的文字算缺失，和它比较永远不成立",
            "an empty text counts as missing: a comparison with it never holds",
        );
        return Some(never.help(help));
    }
    (is_same(left, right)).then(|| {
        fault(
            "两边是同一个值，比较的结果永远一样",
            "both sides are the same: this always comes out the same",
        )
    })
}

/// Whether a value stands in the rule itself.
fn is_written(value: &Value) -> bool {
    matches!(
        value,
        Value::Number(..) | Value::Ratio(..) | Value::Text(..) | Value::Truth(..)
    )
}

/// Whether two values are one path or one parameter.
fn is_same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Path(a), Value::Path(b)) => {
            let texts = |names: &[Name]| names.iter().map(|name| name.text.clone()).collect::<Vec<_>>();
            texts(&a.names) == texts(&b.names)
        }
        (Value::Parameter(a), Value::Parameter(b)) => a.text == b.text,
        _ => false,
    }
}

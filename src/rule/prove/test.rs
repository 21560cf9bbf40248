//! Conditions: that what is compared compares, and that nothing is decided before it is asked.

use super::Prover;
use super::decided::is_constant;
use crate::finding::Words;
use crate::rule::expression::syntax::{Condition, Name, Operator, Quantifier, Value};
use crate::rule::fault::{Fault, FaultKind};
use crate::rule::parameter::Setting;
use crate::rule::pattern::{self, Pattern};
use crate::rule::program::{Base, Term, Test, Type, What};
use crate::text::{Mapped, Span};

impl Prover<'_> {
    /// Proves a condition; `None` after a fault, which is noted.
    pub(crate) fn test(&mut self, text: &Mapped<'_>, condition: &Condition) -> Option<Test> {
        let what = match condition {
            Condition::Any(parts) => What::Any(self.tests(text, parts)?),
            Condition::All(parts) => What::All(self.tests(text, parts)?),
            Condition::Not(inner) => What::Not(Box::new(self.test(text, inner)?)),
            Condition::Quantified { .. } => self.quantified(text, condition)?,
            Condition::Comparison {
                left,
                operator,
                right,
            } => self.comparison(text, left, *operator, right)?,
            Condition::Matches { value, pattern, span } => self.matches(text, value, pattern, *span)?,
            Condition::Presence { value, present } => self.presence(text, value, *present)?,
            Condition::Value(value) => self.holds(text, value)?,
        };
        Some(Test::new(text.place_of(condition.span().range()), what))
    }

    fn tests(&mut self, text: &Mapped<'_>, parts: &[Condition]) -> Option<Vec<Test>> {
        let before = self.behind;
        let tests: Vec<Option<Test>> = parts.iter().map(|part| self.test(text, part)).collect();
        self.behind = before;
        tests.into_iter().collect()
    }

    fn quantified(&mut self, text: &Mapped<'_>, condition: &Condition) -> Option<What> {
        let Condition::Quantified {
            quantifier,
            path,
            name,
            filter,
            span,
        } = condition
        else {
            return None;
        };
        let (quantifier, span) = (*quantifier, *span);
        let walk = self.walk(path)?;
        let of = walk.leads_to;
        if !of.many {
            return self.not_a_list(path.span(), of);
        }
        if filter.is_none() && quantifier == Quantifier::Every {
            let fault = Fault::new(
                FaultKind::AlwaysDecided,
                span,
                Words::new(
                    "every 后面没有条件，永远成立",
                    "`every` without a condition always holds",
                ),
            );
            return self.fault(fault.help(Words::new("加上 where …", "add `where …`")));
        }
        let test = match filter {
            None => None,
            Some(filter) => {
                let test = self.within(of.element(), name.as_ref(), |prover| prover.test(text, filter));
                if let Base::Node(kind) = of.base {
                    self.behind = Some(kind);
                }
                Some(Box::new(test?))
            }
        };
        Some(What::Quantified(quantifier, Term::Walk(walk), test))
    }

    fn comparison(
        &mut self,
        text: &Mapped<'_>,
        left_value: &Value,
        operator: Operator,
        right_value: &Value,
    ) -> Option<What> {
        let (left, right) = (self.value(text, left_value), self.value(text, right_value));
        let ((left, left_type), (right, right_type)) = (left?, right?);
        let (left_side, right_side) = ((left_value, left_type), (right_value, right_type));
        match operator {
            Operator::Equal | Operator::NotEqual => {
                self.single(left_side)?;
                self.single(right_side)?;
                self.comparable(left_side, right_side)?;
            }
            _ if operator.is_order() => {
                let (a, b) = (self.number(left_side), self.number(right_side));
                a.and(b)?;
            }
            Operator::In | Operator::NotIn => {
                self.single(left_side)?;
                if !right_type.many {
                    return self.not_a_list(right_value.span(), right_type);
                }
                self.comparable(left_side, right_side)?;
            }
            Operator::Contains if left_type.many => {
                self.single(right_side)?;
                self.comparable(left_side, right_side)?;
            }
            _ => {
                let (a, b) = (self.words(left_side, false), self.words(right_side, true));
                a.and(b)?;
            }
        }
        self.undecided(text, (left_value, &left), operator, (right_value, &right))?;
        Some(What::Compare(left, operator, right))
    }

    fn single(&mut self, (value, of): (&Value, Type)) -> Option<()> {
        if !of.many {
            return Some(());
        }
        let fault = Fault::new(
            FaultKind::TypeMismatch,
            value.span(),
            Words::new(
                "这是一个列表，不能当作单个的值比较",
                "this is a list and does not compare as a single value",
            ),
        );
        self.fault(fault.help(Words::new(
            "两个列表用 same_set(…)，一个值和列表用 in，或写 some … where",
            "use `same_set(…)` for two lists, `in` for a value and a list, or `some … where`",
        )))
    }

    fn number(&mut self, (value, of): (&Value, Type)) -> Option<()> {
        match of.base {
            Base::Number | Base::Ratio if !of.many => Some(()),
            _ => self.mismatch(value.span(), of, "数", "a number"),
        }
    }

    fn words(&mut self, (value, of): (&Value, Type), many: bool) -> Option<()> {
        match of.base {
            Base::Text | Base::Enum(_) if !of.many || many => Some(()),
            _ => self.mismatch(value.span(), of, "文字", "text"),
        }
    }

    fn matches(&mut self, text: &Mapped<'_>, value: &Value, pattern: &str, span: Span) -> Option<What> {
        let (term, of) = self.value(text, value)?;
        self.words((value, of), false)?;
        if is_constant(value) {
            let words = Words::new(
                "这是写定的文字，结果不看清单就已确定",
                "this is a fixed text: the answer is the same for every list",
            );
            return self.fault(Fault::new(FaultKind::AlwaysDecided, value.span(), words));
        }
        let whole = self.whole(pattern, span)?;
        let proved = match self.builtin {
            true => Ok(Pattern::known(pattern, &whole)),
            false => Pattern::new(pattern, &whole),
        };
        match proved {
            Ok(pattern) => Some(What::Matches(term, pattern)),
            Err(reason) => self.fault(Fault::new(FaultKind::BadPattern, span, pattern::refused(&reason))),
        }
    }

    /// An expression with the named parts put in.
    fn whole(&mut self, pattern: &str, span: Span) -> Option<String> {
        let mut whole = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some(part) = pattern::named_part(rest) {
            let name = &rest[part.start + 1..part.end - 1];
            let index = self.parameter(&Name {
                text: name.to_owned(),
                span,
            })?;
            let Setting::Pattern(value) = &self.parameters[index].value else {
                let words = Words::new(
                    format!("{name} 不是正则表达式的一部分（type: pattern）"),
                    format!("`{name}` is no part of expressions (type: pattern)"),
                );
                return self.fault(Fault::new(FaultKind::BadPattern, span, words));
            };
            whole.extend([&rest[..part.start], "(?:", value, ")"]);
            rest = &rest[part.end..];
        }
        whole.push_str(rest);
        Some(whole)
    }

    fn presence(&mut self, text: &Mapped<'_>, value: &Value, present: bool) -> Option<What> {
        let (term, of) = self.value(text, value)?;
        // A text may be empty, a list too; what else is not optional is always there.
        if is_constant(value) || !of.optional && !of.many && of.base != Base::Text {
            let words = match present {
                true => Words::new(
                    "它从不缺失，这个条件永远成立",
                    "it is never missing: this always holds",
                ),
                false => Words::new(
                    "它从不缺失，这个条件永远不成立",
                    "it is never missing: this never holds",
                ),
            };
            return self.fault(Fault::new(FaultKind::AlwaysDecided, value.span(), words));
        }
        Some(What::Present(term, present))
    }

    fn holds(&mut self, text: &Mapped<'_>, value: &Value) -> Option<What> {
        let (term, of) = self.value(text, value)?;
        match of {
            Type {
                base: Base::Truth,
                many: false,
                ..
            } => match term {
                Term::Truth(truth) => {
                    let words = match truth {
                        true => Words::new("这个条件永远成立", "this condition always holds"),
                        false => Words::new("这个条件永远不成立", "this condition never holds"),
                    };
                    self.fault(Fault::new(FaultKind::AlwaysDecided, value.span(), words))
                }
                _ => Some(What::Holds(term)),
            },
            // `forbid: verb`: that there is such a node at all.
            Type {
                base: Base::Node(_),
                many: false,
                ..
            } => Some(What::Present(term, true)),
            _ => {
                let zh = "条件（成立或不成立），例如接着写 = …、is present、some …";
                self.mismatch(
                    value.span(),
                    of,
                    zh,
                    "a condition, such as `… = …`, `… is present` or `some …`,",
                )
            }
        }
    }
}

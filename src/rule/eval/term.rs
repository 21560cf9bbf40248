//! The values of terms: literals, parameters, paths, filtered lists, functions.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::value::{Row, Value};
use super::walk::{Context, Visit};
use crate::rule::function::Function;
use crate::rule::parameter::Setting;
use crate::rule::program::Term;
use crate::text::likeness::{self, Key, Wording};
use crate::text::{normal, numeral};

impl<'e> Context<'e, '_> {
    /// The value of a term.
    pub(crate) fn term(self, term: &'e Term, row: &mut Row<'e>) -> Value<'e> {
        match term {
            Term::Number(number) => Value::Number(*number),
            Term::Ratio(ratio) => Value::Ratio(*ratio),
            Term::Text(text) => Value::Text(Cow::Borrowed(text)),
            Term::Truth(truth) => Value::Truth(*truth),
            Term::Parameter(index) => self.setting(*index),
            Term::Filtered(..) => self.collect(term, row),
            Term::Walk(walk) if walk.leads_to.many => self.collect(term, row),
            Term::Walk(walk) => self.one(walk, row),
            Term::Call(function, arguments) => self.call(*function, arguments, row),
        }
    }

    fn setting(self, index: usize) -> Value<'e> {
        match &self.rule.parameters[index].value {
            Setting::Number(number) => Value::Number(*number),
            Setting::Ratio(ratio) => Value::Ratio(*ratio),
            Setting::Truth(truth) => Value::Truth(*truth),
            Setting::Text(text) | Setting::Pattern(text) => Value::Text(Cow::Borrowed(text)),
            Setting::Words(words) => Value::List(
                words
                    .iter()
                    .map(|word| Value::Text(Cow::Borrowed(word.as_str())))
                    .collect(),
            ),
            Setting::Phrases(phrases) => Value::List(
                phrases
                    .iter()
                    .map(|phrase| Value::Text(Cow::Borrowed(phrase.written.as_str())))
                    .collect(),
            ),
        }
    }

    /// The words of a parameter that holds words.
    pub(crate) fn words_in(self, term: &Term) -> Option<&'e [String]> {
        match term {
            Term::Parameter(index) => match &self.rule.parameters[*index].value {
                Setting::Words(words) => Some(words),
                _ => None,
            },
            _ => None,
        }
    }

    fn collect(self, list: &'e Term, row: &mut Row<'e>) -> Value<'e> {
        let mut values = Vec::new();
        let _ = self.elements(list, row, &mut |_, value| {
            values.push(value);
            ControlFlow::Continue(())
        });
        Value::List(values)
    }

    /// Visits the elements of a list without putting it together, where that can be.
    pub(crate) fn elements(self, list: &'e Term, row: &mut Row<'e>, visit: Visit<'_, 'e>) -> ControlFlow<()> {
        match list {
            Term::Walk(walk) => self.each(walk, row, visit),
            Term::Filtered(inner, test) => {
                self.elements(inner, row, &mut |row, value| match self
                    .within(value.clone(), row, |row| self.test(test, row))
                {
                    true => visit(row, value),
                    false => ControlFlow::Continue(()),
                })
            }
            Term::Parameter(_) if self.words_in(list).is_some() => {
                let mut words = self.words_in(list).unwrap_or_default().iter();
                words.try_for_each(|word| visit(row, Value::Text(Cow::Borrowed(word))))
            }
            _ => match self.term(list, row) {
                Value::List(values) => values.into_iter().try_for_each(|value| visit(row, value)),
                _ => ControlFlow::Continue(()),
            },
        }
    }

    /// Does something with one more element in scope.
    pub(crate) fn within<T>(
        self,
        element: Value<'e>,
        row: &mut Row<'e>,
        act: impl FnOnce(&mut Row<'e>) -> T,
    ) -> T {
        row.elements.push(element);
        let value = act(row);
        row.elements.pop();
        value
    }

    fn list(self, term: &'e Term, row: &mut Row<'e>) -> Vec<Value<'e>> {
        match self.collect(term, row) {
            Value::List(values) => values,
            _ => Vec::new(),
        }
    }

    fn call(self, function: Function, arguments: &'e [Term], row: &mut Row<'e>) -> Value<'e> {
        let first = &arguments[0];
        match function {
            Function::Count => {
                let mut count = 0;
                let _ = self.elements(first, row, &mut |_, _| {
                    count += 1;
                    ControlFlow::Continue(())
                });
                Value::Number(count)
            }
            Function::Distinct => Value::List(distinct(self.list(first, row))),
            Function::Max => extreme(self.list(first, row), |a, b| a > b),
            Function::Min => extreme(self.list(first, row), |a, b| a < b),
            Function::Sum => sum(&self.list(first, row)),
            Function::First => self.list(first, row).into_iter().next().unwrap_or(Value::Missing),
            Function::Last => self.list(first, row).pop().unwrap_or(Value::Missing),
            Function::Join => {
                let between = self.term(&arguments[1], row);
                let texts: Vec<Value<'e>> = self.list(first, row);
                let texts: Vec<&str> = texts.iter().filter_map(Value::as_text).collect();
                Value::Text(Cow::Owned(texts.join(between.as_text().unwrap_or_default())))
            }
            Function::Difference => {
                let taken = self.list(&arguments[1], row);
                let kept = |value: &Value<'_>| !taken.iter().any(|other| value.same(other));
                Value::List(self.list(first, row).into_iter().filter(kept).collect())
            }
            Function::SameSet => Value::Truth(
                self.holds_all(first, &arguments[1], row) && self.holds_all(&arguments[1], first, row),
            ),
            Function::Length | Function::Normalize | Function::Digits => {
                of_text(function, self.term(first, row))
            }
            Function::Similar => {
                let (a, b) = (self.key(first, row), self.key(&arguments[1], row));
                likeness::similarity(&a, &b).map_or(Value::Missing, Value::Ratio)
            }
            Function::Covers => {
                let (a, b) = (self.wording(first, row), self.wording(&arguments[1], row));
                likeness::coverage(&a, &b).map_or(Value::Missing, Value::Ratio)
            }
            Function::Abbreviates => {
                let (a, b) = (self.key(first, row), self.key(&arguments[1], row));
                Value::Truth(likeness::abbreviates(&a, &b))
            }
            Function::Contrasts => {
                let (a, b) = (self.key(first, row), self.key(&arguments[1], row));
                Value::Truth(likeness::contrasts(&a, &b))
            }
        }
    }

    /// Whether `list` holds every element of `of`.
    fn holds_all(self, list: &'e Term, of: &'e Term, row: &mut Row<'e>) -> bool {
        let visited = self.elements(of, row, &mut |row, value| match self.holds(list, &value, row) {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        });
        visited.is_continue()
    }

    /// Whether `list` holds `value`.
    pub(crate) fn holds(self, list: &'e Term, value: &Value<'e>, row: &mut Row<'e>) -> bool {
        let visited = self.elements(list, row, &mut |_, element| match element.same(value) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        });
        visited.is_break()
    }

    /// A text made ready for comparison.
    pub(crate) fn key(self, term: &'e Term, row: &mut Row<'e>) -> Key {
        self.keys.get(&self.term(term, row))
    }

    /// The wording of a text made ready for comparison.
    pub(crate) fn wording(self, term: &'e Term, row: &mut Row<'e>) -> Wording {
        self.keys.wording(&self.term(term, row))
    }
}

fn distinct(values: Vec<Value<'_>>) -> Vec<Value<'_>> {
    let mut seen = crate::Set::default();
    values
        .into_iter()
        .filter(|value| super::value::Key::of(value).is_some_and(|key| seen.insert(key)))
        .collect()
}

fn extreme<'e>(values: Vec<Value<'e>>, beats: impl Fn(f64, f64) -> bool) -> Value<'e> {
    let better = |best: Value<'e>, value: Value<'e>| match (value.as_number(), best.as_number()) {
        (Some(a), Some(b)) if !beats(a, b) => best,
        (None, _) => best,
        _ => value,
    };
    values.into_iter().fold(Value::Missing, better)
}

fn sum<'e>(values: &[Value<'_>]) -> Value<'e> {
    let whole = values.iter().try_fold(0i64, |sum, value| match value {
        Value::Number(number) => sum.checked_add(*number),
        _ => None,
    });
    match whole {
        Some(sum) => Value::Number(sum),
        None => Value::Ratio(values.iter().filter_map(Value::as_number).sum()),
    }
}

fn of_text<'e>(function: Function, text: Value<'e>) -> Value<'e> {
    let Some(text) = text.as_text() else {
        return Value::Missing;
    };
    match function {
        Function::Length => Value::Number(text.chars().count() as i64),
        Function::Normalize => Value::Text(Cow::Owned(normal::key(text).into_owned())),
        _ => digits(text).map_or(Value::Missing, |number| Value::Number(i64::from(number))),
    }
}

/// The first number in a text.
fn digits(text: &str) -> Option<u32> {
    let arabic = |character: char| numeral::arabic_digit(character).is_some();
    let is_digit = |character: char| arabic(character) || numeral::is_chinese_digit(character);
    let start = text.find(is_digit)?;
    let rest = &text[start..];
    let is_arabic = rest.starts_with(arabic);
    let end = rest
        .find(|character| !is_digit(character) || arabic(character) != is_arabic)
        .unwrap_or(rest.len());
    numeral::parse(&rest[..end])
}

//! Values in words.

use super::{Said, Teller};
use crate::Set;
use crate::rule::Rule;
use crate::rule::function::Function;
use crate::rule::program::{Term, Test, What};

impl Teller<'_> {
    /// A value.
    pub(crate) fn term(&mut self, term: &Term) -> Said {
        match term {
            Term::Number(number) => same(number.to_string()),
            Term::Ratio(ratio) => same(ratio.to_string()),
            Term::Text(text) => same(format!("“{text}”")),
            Term::Truth(true) => Said::new("是", "true"),
            Term::Truth(false) => Said::new("否", "false"),
            Term::Parameter(at) => self.parameter(*at),
            Term::Walk(walk) => self.path(walk),
            Term::Filtered(list, test) => {
                let of = self.term(list);
                let test = self.within(list, |teller| teller.condition(test));
                Said::new(
                    format!("{}中“{}”的那些", of.zh, test.zh),
                    format!("those of {} such that {}", of.en, test.en),
                )
            }
            Term::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn call(&mut self, function: Function, arguments: &[Term]) -> Said {
        let a = self.term(&arguments[0]);
        let b = arguments
            .get(1)
            .map(|second| self.term(second))
            .unwrap_or_default();
        let (zh, en) = match function {
            Function::Count => (format!("{}的个数", a.zh), format!("the number of {}", a.en)),
            Function::Distinct => (
                format!("去掉重复后的{}", a.zh),
                format!("{} without repetitions", a.en),
            ),
            Function::Max => (format!("{}中最大的", a.zh), format!("the largest of {}", a.en)),
            Function::Min => (format!("{}中最小的", a.zh), format!("the smallest of {}", a.en)),
            Function::Sum => (format!("{}之和", a.zh), format!("the sum of {}", a.en)),
            Function::First => (format!("{}中的第一个", a.zh), format!("the first of {}", a.en)),
            Function::Last => (format!("{}中的最后一个", a.zh), format!("the last of {}", a.en)),
            Function::Length => (format!("{}的字数", a.zh), format!("the length of {}", a.en)),
            Function::Join => (
                format!("用{}连起来的{}", b.zh, a.zh),
                format!("{} joined by {}", a.en, b.en),
            ),
            Function::Difference => (
                format!("{}中不在{}里的", a.zh, b.zh),
                format!("those of {} that are not among {}", a.en, b.en),
            ),
            Function::SameSet => (
                format!("{}与{}是否相同", a.zh, b.zh),
                format!("whether {} are {}", a.en, b.en),
            ),
            Function::Similar => (
                format!("{}与{}的相似度", a.zh, b.zh),
                format!("the likeness of {} and {}", a.en, b.en),
            ),
            Function::Covers => (
                format!("{}涵盖{}的程度", a.zh, b.zh),
                format!("the coverage by {} of {}", a.en, b.en),
            ),
            Function::Abbreviates => (
                format!("{}与{}是否一个是另一个的简称", a.zh, b.zh),
                format!("whether one of {} and {} abbreviates the other", a.en, b.en),
            ),
            Function::Contrasts => (
                format!("{}与{}是否只差一个词", a.zh, b.zh),
                format!("whether {} and {} differ by one word put for another", a.en, b.en),
            ),
            Function::Normalize => (
                format!("{}（不计空格和标点）", a.zh),
                format!("{} without spaces and punctuation", a.en),
            ),
            Function::Digits => (
                format!("{}里的第一个数", a.zh),
                format!("the first number in {}", a.en),
            ),
        };
        Said::new(zh, en)
    }
}

fn same(text: String) -> Said {
    Said::new(text.clone(), text)
}

/// The functions that the conditions of a rule call.
pub(super) fn functions(rule: &Rule) -> Set<Function> {
    let mut used = Set::default();
    let tests = rule.conditions.iter().chain([&rule.asked]);
    tests.for_each(|test| of_test(test, &mut used));
    used
}

fn of_test(test: &Test, used: &mut Set<Function>) {
    match &test.what {
        What::Any(parts) | What::All(parts) => parts.iter().for_each(|part| of_test(part, used)),
        What::Not(inner) => of_test(inner, used),
        What::Quantified(_, list, inner) => {
            of_term(list, used);
            inner.iter().for_each(|inner| of_test(inner, used));
        }
        What::Compare(left, _, right) => [left, right].into_iter().for_each(|term| of_term(term, used)),
        What::Matches(term, _) | What::Present(term, _) | What::Holds(term) => of_term(term, used),
    }
}

fn of_term(term: &Term, used: &mut Set<Function>) {
    match term {
        Term::Filtered(list, test) => {
            of_term(list, used);
            of_test(test, used);
        }
        Term::Call(function, arguments) => {
            used.insert(*function);
            arguments.iter().for_each(|term| of_term(term, used));
        }
        _ => {}
    }
}

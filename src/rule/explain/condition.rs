//! Conditions in words.

use super::path::element_kind;
use super::{Said, Teller, spaced};
use crate::rule::expression::syntax::{Operator, Quantifier};
use crate::rule::function::Function;
use crate::rule::program::{Base, Root, Term, Test, What};

impl Teller<'_> {
    /// A condition as a clause of a sentence.
    pub(crate) fn condition(&mut self, test: &Test) -> Said {
        match &test.what {
            What::Any(parts) => self.parts(parts, "，或者", ", or "),
            What::All(parts) => self.parts(parts, "，并且", ", and "),
            What::Not(inner) => self.negated(inner),
            What::Quantified(quantifier, list, inner) => self.quantified(*quantifier, list, inner.as_deref()),
            What::Compare(left, operator, right) => self.comparison(left, *operator, right),
            What::Matches(term, pattern) => self.matching(term, pattern.as_str(), false),
            What::Present(term, present) => self.presence(term, *present),
            What::Holds(term) => self.holds(term),
        }
    }

    /// A condition in brackets if it is made of several.
    pub(super) fn part(&mut self, test: &Test) -> Said {
        let said = self.condition(test);
        match &test.what {
            What::Any(_) | What::All(_) | What::Quantified(_, _, Some(_)) => {
                Said::new(format!("（{}）", said.zh), format!("({})", said.en))
            }
            _ => said,
        }
    }

    fn parts(&mut self, parts: &[Test], zh: &str, en: &str) -> Said {
        let parts: Vec<Said> = parts.iter().map(|part| self.part(part)).collect();
        Said::join(&parts, zh, en)
    }

    fn negated(&mut self, inner: &Test) -> Said {
        // A comparison with what is missing holds for neither operator, so "not unequal" is not "equal".
        if let What::Compare(left, operator, right) = &inner.what
            && let Operator::Contains | Operator::StartsWith | Operator::EndsWith = operator
        {
            return self.wording(left, *operator, right, true);
        }
        if let What::Matches(term, pattern) = &inner.what {
            return self.matching(term, pattern.as_str(), true);
        }
        let said = self.condition(inner);
        Said::new(format!("并非“{}”", said.zh), format!("not ({})", said.en))
    }

    fn quantified(&mut self, quantifier: Quantifier, list: &Term, test: Option<&Test>) -> Said {
        let of = self.term(list);
        let Some(test) = test else {
            return match quantifier {
                Quantifier::No => {
                    Said::new(format!("没有{}", of.zh), format!("there are no {}", bare(&of.en)))
                }
                _ => Said::new(format!("有{}", of.zh), format!("there are {}", bare(&of.en))),
            };
        };
        let condition = self.within(list, |teller| teller.condition(test));
        match quantifier {
            Quantifier::Some => Said::new(
                format!("{}中至少有一个，{}", of.zh, condition.zh),
                format!("at least one of {} is such that {}", of.en, condition.en),
            ),
            Quantifier::Every => Said::new(
                format!("{}中每一个，{}", of.zh, condition.zh),
                format!("each of {} is such that {}", of.en, condition.en),
            ),
            Quantifier::No => Said::new(
                format!("{}中没有一个，{}", of.zh, condition.zh),
                format!("none of {} is such that {}", of.en, condition.en),
            ),
        }
    }

    /// Tells of something inside a filter over the elements of `list`.
    pub(super) fn within<T>(&mut self, list: &Term, tell: impl FnOnce(&mut Self) -> T) -> T {
        self.elements.push(self.element_of(list));
        let told = tell(self);
        self.elements.pop();
        told
    }

    fn element_of(&self, list: &Term) -> Option<crate::graph::schema::Kind> {
        match list {
            Term::Walk(walk) => element_kind(walk.leads_to),
            Term::Filtered(inner, _) => self.element_of(inner),
            Term::Call(_, arguments) => arguments.first().and_then(|inner| self.element_of(inner)),
            _ => None,
        }
    }

    fn comparison(&mut self, left: &Term, operator: Operator, right: &Term) -> Said {
        let nodes = matches!(left, Term::Walk(walk) if matches!(walk.leads_to.base, Base::Node(_)));
        let (a, b) = (self.term(left), self.term(right));
        let b = Said {
            zh: spaced(b.zh),
            ..b
        };
        let (zh, en) = match operator {
            Operator::Equal if nodes => (format!("{}与{}是同一个", a.zh, b.zh), "is the same as"),
            Operator::NotEqual if nodes => (format!("{}与{}不是同一个", a.zh, b.zh), "is not the same as"),
            Operator::Equal => (format!("{}等于{}", a.zh, b.zh), "equals"),
            Operator::NotEqual => (format!("{}不等于{}", a.zh, b.zh), "differs from"),
            Operator::Less => (format!("{}小于{}", a.zh, b.zh), "is below"),
            Operator::LessEqual => (format!("{}不大于{}", a.zh, b.zh), "is at most"),
            Operator::More => (format!("{}大于{}", a.zh, b.zh), "is above"),
            Operator::MoreEqual => (format!("{}不小于{}", a.zh, b.zh), "is at least"),
            Operator::In => (format!("{}在{}之中", a.zh, b.zh), "is among"),
            Operator::NotIn => (format!("{}不在{}之中", a.zh, b.zh), "is not among"),
            Operator::Contains | Operator::StartsWith | Operator::EndsWith => {
                return self.wording(left, operator, right, false);
            }
        };
        Said::new(zh, format!("{} {en} {}", a.en, b.en))
    }

    fn matching(&mut self, term: &Term, regex: &str, negative: bool) -> Said {
        let term = self.term(term);
        let (not, verb) = match negative {
            true => ("不", "does not match"),
            false => ("", "matches"),
        };
        Said::new(
            format!("{}{not}符合正则表达式“{regex}”", term.zh),
            format!("{} {verb} “{regex}”", term.en),
        )
    }

    /// That a text contains, starts with or ends with another, or that it does not.
    fn wording(&mut self, left: &Term, operator: Operator, right: &Term, negative: bool) -> Said {
        let (a, b) = (self.term(left), self.term(right));
        let several = match right {
            Term::Parameter(at) => self.rule.parameters[*at].value.of().many,
            Term::Walk(walk) => walk.leads_to.many,
            _ => false,
        };
        let (any, not) = (
            if several { "中任一" } else { "" },
            if negative { "不" } else { "" },
        );
        let (zh, verbs) = match operator {
            Operator::StartsWith => (format!("{}{not}以{}{any}开头", a.zh, b.zh), ["starts", "start"]),
            Operator::EndsWith => (format!("{}{not}以{}{any}结尾", a.zh, b.zh), ["ends", "end"]),
            _ => (format!("{}{not}含有{}{any}", a.zh, b.zh), ["contains", "contain"]),
        };
        let verb = match negative {
            true => format!("does not {}", verbs[1]),
            false => verbs[0].to_owned(),
        };
        let with = if verbs[0] == "contains" { "" } else { "with " };
        let any = if several { "any of " } else { "" };
        Said::new(zh, format!("{} {verb} {with}{any}{}", a.en, b.en))
    }

    fn presence(&mut self, term: &Term, present: bool) -> Said {
        if let (Term::Walk(walk), true) = (term, present)
            && let Root::Binding(binding) = walk.root
            && walk.edges.is_empty()
            && walk.property.is_none()
        {
            let noun = self.noun(binding);
            return Said::new(format!("有{}", noun.zh), format!("there is such a {}", noun.en));
        }
        let term = self.term(term);
        match present {
            true => Said::new(format!("{}存在", term.zh), format!("{} is there", term.en)),
            false => Said::new(format!("{}缺失", term.zh), format!("{} is missing", term.en)),
        }
    }

    fn holds(&mut self, term: &Term) -> Said {
        if let Term::Call(function, arguments) = term
            && let [left, right] = arguments.as_slice()
        {
            let (a, b) = (self.term(left), self.term(right));
            match function {
                Function::SameSet => {
                    return Said::new(
                        format!("{}与{}相同（不计次序和重复）", a.zh, b.zh),
                        format!("{} are the same as {}, in any order and number", a.en, b.en),
                    );
                }
                Function::Abbreviates => {
                    return Said::new(
                        format!("{}与{}一个是另一个的简称", a.zh, b.zh),
                        format!("one of {} and {} abbreviates the other", a.en, b.en),
                    );
                }
                Function::Contrasts => {
                    return Said::new(
                        format!("{}与{}只差一个词，说的是两件事", a.zh, b.zh),
                        format!("{} and {} differ by one word put for another", a.en, b.en),
                    );
                }
                _ => {}
            }
        }
        let term = self.term(term);
        Said::new(format!("{}为“是”", term.zh), format!("{} is true", term.en))
    }
}

/// Without its article.
fn bare(en: &str) -> &str {
    en.strip_prefix("the ").unwrap_or(en)
}

//! How a rule runs: steps in order, each with the indexes it uses. Plain data, made once when the rule is proved.

use super::cost::cost;
use super::expression::syntax::Operator;
use super::function::Function;
use super::meta::Verdict;
use super::parameter::Parameter;
use super::program::{Base, Root, Term, Test, Walk, What};
use crate::finding::Words;
use crate::graph::schema::{Edge, Kind};
use crate::text::likeness::Side;

/// Where the nodes of a binding come from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// All nodes of a kind.
    Kind(Kind),
    /// All nodes of a kind but those up to the node of this earlier binding, so that each pair comes once.
    Other(Kind, usize),
    /// Along a path.
    Path(Walk),
    /// Words in a text.
    Find(Find),
}

/// A search for words.
#[derive(Clone, Debug)]
pub struct Find {
    /// The parameter with the words.
    pub words: usize,
    /// The text.
    pub within: Walk,
    /// The parameter with the phrases that excuse a word.
    pub unless_after: Option<usize>,
}

/// One step of a plan.
#[derive(Clone, Debug)]
pub enum Step {
    /// Every node of a kind.
    Scan {
        /// The binding it fills.
        binding: usize,
        /// The kind.
        kind: Kind,
    },
    /// Every node at the end of a path.
    Walk {
        /// The binding it fills.
        binding: usize,
        /// The path.
        walk: Walk,
        /// What tells at a glance that a node cannot meet those before it: the union of their answers.
        probes: Vec<Probe>,
    },
    /// Every hit of a word.
    Find {
        /// The binding it fills.
        binding: usize,
        /// The search.
        find: Find,
    },
    /// Every node of a kind that an index gives for the nodes so far.
    Meet {
        /// The binding it fills.
        binding: usize,
        /// The kind.
        kind: Kind,
        /// The binding whose node it must follow.
        after: Option<usize>,
        /// What must be equal: a hash join.
        keys: Vec<Pair>,
        /// What finds candidates among those with equal keys: the union of their answers.
        probes: Vec<Probe>,
    },
    /// Goes on only where a test holds.
    Filter {
        /// The test.
        test: Test,
        /// Whether it is (part of) what the rule asks, not of `where`.
        asked: bool,
    },
}

/// A value of the new binding, and one of the bindings before it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Of the new binding.
    pub own: Term,
    /// Of the bindings before.
    pub other: Term,
}

impl Pair {
    /// Whether both are the same path, or the same function of one, the other from this binding.
    pub fn is_mirror(&self, binding: Option<usize>) -> bool {
        binding.is_some_and(|binding| mirrors(&self.own, &self.other, binding))
    }
}

fn mirrors(own: &Term, other: &Term, binding: usize) -> bool {
    match (own, other) {
        (Term::Walk(own), Term::Walk(other)) => {
            other.root == Root::Binding(binding)
                && (&own.edges, own.property) == (&other.edges, other.property)
        }
        (Term::Call(own, texts), Term::Call(other, others)) => {
            own == other
                && texts
                    .iter()
                    .zip(others)
                    .all(|(own, other)| mirrors(own, other, binding))
        }
        _ => false,
    }
}

/// An index and what it is asked.
#[derive(Clone, Debug)]
pub enum Probe {
    /// Equal values.
    Equal(Pair),
    /// Texts at least so similar.
    Similar(Pair, Term),
    /// Texts of which one covers at least so much of the other; the new binding stands on this side.
    Covers(Pair, Side, Term),
    /// Texts of which one abbreviates the other.
    Abbreviates(Pair),
    /// Texts of which one contains the other; the new binding stands on this side.
    Contains(Pair, Side),
}

impl Probe {
    /// The two texts or values.
    pub fn pair(&self) -> &Pair {
        match self {
            Self::Equal(pair)
            | Self::Similar(pair, _)
            | Self::Covers(pair, ..)
            | Self::Abbreviates(pair)
            | Self::Contains(pair, _) => pair,
        }
    }
}

/// The steps of a rule.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// In order.
    pub steps: Vec<Step>,
}

/// Plans a rule: its bindings, the conditions of `where`, and what it asks.
///
/// # Errors
/// The binding that meets the others without a key.
pub fn plan(origins: &[Origin], conditions: &[Test], verdict: Verdict, asked: &Test) -> Result<Plan, usize> {
    let mut open: Vec<Open> = Vec::new();
    conditions.iter().for_each(|test| flatten(test, false, &mut open));
    match verdict {
        Verdict::Forbid => flatten(asked, true, &mut open),
        Verdict::Require => {
            let test = Test::new(asked.place, What::Not(Box::new(asked.clone())));
            open.push(Open { test, asked: true });
        }
    }
    let mut steps = Vec::new();
    for (binding, origin) in origins.iter().enumerate() {
        steps.push(match origin {
            Origin::Path(walk) => Step::Walk {
                binding,
                walk: walk.clone(),
                probes: glances(binding, &open),
            },
            Origin::Find(find) => Step::Find {
                binding,
                find: find.clone(),
            },
            Origin::Kind(kind) if binding == 0 => Step::Scan { binding, kind: *kind },
            Origin::Kind(kind) => meet(binding, *kind, None, &mut open).ok_or(binding)?,
            Origin::Other(kind, after) => meet(binding, *kind, Some(*after), &mut open).ok_or(binding)?,
        });
        let known = bits_up_to(binding);
        // Words are found in one pass for all rules; few texts hold them, and what is asked of these can wait.
        let words_come = matches!(origins.get(binding + 1), Some(Origin::Find(_)));
        let (mut ready, later): (Vec<Open>, Vec<Open>) = open
            .into_iter()
            .partition(|open| open.test.bindings() & !known == 0 && !(open.asked && words_come));
        ready.sort_by_key(|open| (open.asked, cost(&open.test)));
        steps.extend(ready.into_iter().map(|open| Step::Filter {
            test: open.test,
            asked: open.asked,
        }));
        open = later;
    }
    Ok(Plan { steps })
}

/// A test that no step serves yet.
struct Open {
    test: Test,
    asked: bool,
}

impl Plan {
    /// The first step that asks rather than selects: what comes to it has been met by the rule.
    pub fn question(&self) -> usize {
        let asks = |step: &Step| match step {
            Step::Find { .. } | Step::Meet { .. } | Step::Filter { asked: true, .. } => true,
            // Flaws were looked for like the words of a `find`: that there is none is an answer.
            Step::Walk { walk, .. } => walk.edges.last() == Some(&Edge::Flaws),
            _ => false,
        };
        self.steps.iter().position(asks).unwrap_or(self.steps.len())
    }
}

fn bits_up_to(binding: usize) -> u8 {
    u8::MAX >> (u8::BITS as usize - 1 - binding)
}

fn flatten(test: &Test, asked: bool, into: &mut Vec<Open>) {
    match &test.what {
        What::All(parts) => parts.iter().for_each(|part| flatten(part, asked, into)),
        _ => into.push(Open {
            test: test.clone(),
            asked,
        }),
    }
}

/// A join of `binding` with those before it; takes the equalities that its keys serve out of `open`.
fn meet(binding: usize, kind: Kind, after: Option<usize>, open: &mut Vec<Open>) -> Option<Step> {
    let mut keys = Vec::new();
    open.retain(|open| match equality(&open.test, binding) {
        Some(pair) => {
            keys.push(pair);
            false
        }
        None => true,
    });
    let probes = open
        .iter()
        .find_map(|open| probes(&open.test, binding, false))
        .unwrap_or_default();
    (!keys.is_empty() || !probes.is_empty()).then_some(Step::Meet {
        binding,
        kind,
        after,
        keys,
        probes,
    })
}

/// What tells at a glance that a node at the end of a path meets none before it.
fn glances(binding: usize, open: &[Open]) -> Vec<Probe> {
    let glance = |probe: &Probe| matches!(probe, Probe::Similar(..) | Probe::Contains(..));
    let found = open.iter().filter_map(|open| probes(&open.test, binding, true));
    found
        .into_iter()
        .find(|probes| probes.iter().all(glance))
        .unwrap_or_default()
}

/// The two sides of an equality between `binding` and earlier ones.
fn equality(test: &Test, binding: usize) -> Option<Pair> {
    match &test.what {
        What::Compare(left, Operator::Equal, right) => pair(left, right, binding),
        _ => None,
    }
}

fn pair(left: &Term, right: &Term, binding: usize) -> Option<Pair> {
    let (own, before) = (1 << binding, bits_up_to(binding) >> 1);
    let earlier = |bits: u8| bits != 0 && bits & !before == 0;
    match (left.bindings(), right.bindings()) {
        (a, b) if a == own && earlier(b) => Some(Pair {
            own: left.clone(),
            other: right.clone(),
        }),
        (a, b) if b == own && earlier(a) => Some(Pair {
            own: right.clone(),
            other: left.clone(),
        }),
        _ => None,
    }
}

/// The indexes that together find all pairs for which the test can hold; `contained` texts have none, but are told apart
/// at a glance.
fn probes(test: &Test, binding: usize, contained: bool) -> Option<Vec<Probe>> {
    match &test.what {
        What::Compare(left, operator, right) => match operator {
            Operator::Equal => Some(vec![Probe::Equal(pair(left, right, binding)?)]),
            Operator::More | Operator::MoreEqual => alike(left, right, binding),
            Operator::Less | Operator::LessEqual => alike(right, left, binding),
            Operator::Contains if contained && is_text(left) && is_text(right) => {
                let side = match left.bindings() == 1 << binding {
                    true => Side::Covering,
                    false => Side::Covered,
                };
                Some(vec![Probe::Contains(pair(left, right, binding)?, side)])
            }
            _ => None,
        },
        What::Holds(Term::Call(Function::Abbreviates, texts)) => {
            Some(vec![Probe::Abbreviates(pair(&texts[0], &texts[1], binding)?)])
        }
        What::Any(parts) => {
            let probes: Vec<Vec<Probe>> = parts
                .iter()
                .map(|part| probes(part, binding, contained))
                .collect::<Option<_>>()?;
            Some(probes.into_iter().flatten().collect())
        }
        What::All(parts) => parts.iter().find_map(|part| probes(part, binding, contained)),
        _ => None,
    }
}

/// Whether a term is a single text.
fn is_text(term: &Term) -> bool {
    matches!(term, Term::Walk(walk) if walk.leads_to.base == Base::Text && !walk.leads_to.many)
}

fn alike(call: &Term, at_least: &Term, binding: usize) -> Option<Vec<Probe>> {
    let Term::Call(function @ (Function::Similar | Function::Covers), texts) = call else {
        return None;
    };
    if !matches!(at_least, Term::Number(_) | Term::Ratio(_) | Term::Parameter(_)) {
        return None;
    }
    let pair = pair(&texts[0], &texts[1], binding)?;
    let at_least = at_least.clone();
    Some(vec![match function {
        Function::Similar => Probe::Similar(pair, at_least),
        _ if texts[0].bindings() == 1 << binding => Probe::Covers(pair, Side::Covering, at_least),
        _ => Probe::Covers(pair, Side::Covered, at_least),
    }])
}

/// The smallest similarity and coverage that an index serves well.
const LEAST: [(Function, f64); 2] = [(Function::Similar, 0.6), (Function::Covers, 0.5)];

impl Plan {
    /// The function that is a key with too low a bound, and the lowest that would do.
    pub(super) fn weak_key(&self, parameters: &[Parameter]) -> Option<(Function, f64)> {
        let constant = |term: &Term| match *term {
            Term::Number(number) => Some(number as f64),
            Term::Ratio(ratio) => Some(ratio),
            Term::Parameter(index) => parameters[index].value.as_number(),
            _ => None,
        };
        let probes = self.steps.iter().flat_map(|step| match step {
            Step::Meet { probes, .. } => probes.as_slice(),
            _ => &[],
        });
        probes
            .filter_map(|probe| match probe {
                Probe::Similar(_, at_least) => Some((LEAST[0], at_least)),
                Probe::Covers(_, _, at_least) => Some((LEAST[1], at_least)),
                _ => None,
            })
            .find(|((_, least), at_least)| constant(at_least).is_some_and(|bound| bound < *least))
            .map(|(least, _)| least)
    }
}

/// What is said of a key with too low a bound.
pub(super) fn weak_words(function: Function, least: f64) -> Words {
    let name = function.as_str();
    Words::new(
        format!("{name} 的下限不能低于 {least}，否则索引不起作用"),
        format!("`{name}` below {least} is no use as a key"),
    )
}

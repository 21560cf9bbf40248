//! Rules run: step by step along their plans, over the nodes of their kinds.

mod coverage;
pub(crate) mod find;
mod glance;
mod keys;
mod meet;
mod met;
mod report;
mod scan;
mod shelf;
mod term;
mod test;
mod value;
mod walk;

pub use coverage::Coverage;
pub use met::Met;

use std::cell::Cell;
use std::ops::ControlFlow;
use std::rc::Rc;

use find::Finder;
use glance::Glances;
use keys::Keys;
use meet::Meeting;
use value::{Item, Row};
use walk::{Answers, Context};

use super::plan::{Find, Step};
use super::program::Walk;
use super::{Rule, RuleSet};
use crate::finding::{Code, Finding, Severity, Words};
use crate::graph::{Graph, Kind, NodeId};

/// The most findings that one rule may have in one county; more than these help nobody.
const MOST: usize = 10_000;

/// How many nodes one rule may come by for each node of the graph, some hundred times what the built-in rules need;
/// and how many in any case.
const STEPS: (u64, u64) = (1_000, 1_000_000);

/// What the rules found, and how much they looked at.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    /// The findings, rule by rule, each in order of the sources.
    pub findings: Vec<Finding>,
    /// For each finding the rule, by its position in the set, and the node that it is about.
    pub about: Vec<(usize, NodeId)>,
    /// For each rule, in order of the set: in which lists focus nodes came to its question.
    pub met: Vec<Met>,
    /// For each rule and step of its plan: how many rows the step gave. Complete only where they are watched.
    pub rows: Vec<Vec<usize>>,
}

/// What is watched while rules run, at the price of short cuts.
#[derive(Clone, Copy, Debug, Default)]
pub enum Watch<'c> {
    /// Nothing.
    #[default]
    Nothing,
    /// How many rows each step gives.
    Rows,
    /// Which conditions hold and which fail; to that end joins compare all pairs with equal keys.
    Conditions(&'c Coverage),
}

/// Runs `rules` on `graph`. Rules that are off meet nothing.
pub fn evaluate(rules: &RuleSet, graph: &Graph<'_>) -> Evaluation {
    evaluate_watching(rules, graph, Watch::Nothing)
}

/// The same, watching more closely.
pub fn evaluate_watching(rules: &RuleSet, graph: &Graph<'_>, watch: Watch<'_>) -> Evaluation {
    let coverage = match watch {
        Watch::Conditions(coverage) => Some(coverage),
        _ => None,
    };
    let mut evaluation = Evaluation::default();
    let mut finder = Finder::new(&rules.search);
    let (keys, answers) = (Keys::default(), Answers::default());
    let left = Cell::new(0);
    let lists = graph.nodes(Kind::Document).len();
    for (position, rule) in rules.rules().enumerate() {
        left.set(STEPS.0 * graph.len() as u64 + STEPS.1);
        answers.forget();
        let mut run = Run {
            context: Context {
                graph,
                rule,
                keys: &keys,
                answers: &answers,
                left: &left,
                coverage,
            },
            position,
            short: matches!(watch, Watch::Nothing),
            question: rule.plan.question(),
            finder: &mut finder,
            meetings: vec![None; rule.plan.steps.len()],
            glances: vec![None; rule.plan.steps.len()],
            rows: vec![0; rule.plan.steps.len()],
            met: Met::nothing(lists),
            findings: &mut evaluation.findings,
            about: &mut evaluation.about,
            found: 0,
        };
        if let Some(severity) = rule.severity {
            let _ = run.steps(0, severity, &mut Row::default());
        }
        let Run { met, rows, .. } = run;
        evaluation.met.push(met);
        evaluation.rows.push(rows);
    }
    evaluation
}

/// One rule while it runs.
struct Run<'e, 'g, 'r> {
    context: Context<'e, 'g>,
    /// The position of the rule in its set.
    position: usize,
    /// Whether nodes may be passed over that surely lead to no finding.
    short: bool,
    /// The step that asks, see [`super::plan::Plan::question`].
    question: usize,
    finder: &'r mut Finder<'e>,
    /// The joins that were already made ready, by step.
    meetings: Vec<Option<Rc<Meeting<'e>>>>,
    /// What was seen at the end of paths, by step.
    glances: Vec<Option<Glances>>,
    rows: Vec<usize>,
    met: Met,
    findings: &'r mut Vec<Finding>,
    about: &'r mut Vec<(usize, NodeId)>,
    found: usize,
}

impl<'e> Run<'e, '_, '_> {
    /// Runs the steps from `at` on for one row; breaks when the rule has found enough.
    fn steps(&mut self, at: usize, severity: Severity, row: &mut Row<'e>) -> ControlFlow<()> {
        let rule: &'e Rule = self.context.rule;
        let mut at = at;
        loop {
            if at == self.question {
                self.meet_focus(at, row);
            }
            match rule.plan.steps.get(at) {
                None => return self.report(severity, row),
                Some(Step::Filter { test, .. }) if self.context.test(test, row) => self.rows[at] += 1,
                Some(Step::Filter { .. }) => return ControlFlow::Continue(()),
                Some(step) => return self.rows_of(step, at, severity, row),
            }
            at += 1;
        }
    }

    /// Runs the step at `at`, which is no filter, and for each row that it gives those behind it.
    fn rows_of(
        &mut self,
        step: &'e Step,
        at: usize,
        severity: Severity,
        row: &mut Row<'e>,
    ) -> ControlFlow<()> {
        match step {
            Step::Scan { binding, kind } => {
                let (nodes, last) = self.scanned(at, *binding, *kind, row);
                let mut nodes = nodes.iter();
                nodes.try_for_each(|&node| self.bind(last, *binding, Item::Node(node), severity, row))
            }
            Step::Walk {
                binding,
                walk,
                probes,
            } if !probes.is_empty() && self.context.coverage.is_none() => {
                let glances = self.glances[at].get_or_insert_default();
                let candidates = glances.candidates(self.context, *binding, walk, probes, row);
                if !glances.is_empty() {
                    self.meet_focus(at, row);
                }
                candidates
                    .into_iter()
                    .try_for_each(|item| self.bind(at, *binding, item, severity, row))
            }
            Step::Walk { binding, walk, .. } => {
                let context = self.context;
                context.each_item(walk, row, &mut |row, item| {
                    self.bind(at, *binding, item, severity, row)
                })
            }
            Step::Find { binding, find } => {
                for hit in self.hits(find, row) {
                    self.bind(at, *binding, hit, severity, row)?;
                }
                ControlFlow::Continue(())
            }
            Step::Meet {
                binding,
                kind,
                after,
                keys,
                probes,
            } => {
                let context = self.context;
                let meeting = self.meetings[at].get_or_insert_with(|| {
                    Rc::new(Meeting::new(context, *binding, *kind, *after, keys, probes))
                });
                let after = after.and_then(|after| row.bindings[after]);
                let candidates = meeting.candidates(context, *binding, keys, probes, after, row);
                candidates
                    .into_iter()
                    .try_for_each(|item| self.bind(at, *binding, item, severity, row))
            }
            Step::Filter { .. } => unreachable!("filters are passed in `steps`"),
        }
    }

    /// Binds what the steps up to this one gave, and runs those behind it.
    fn bind(
        &mut self,
        at: usize,
        binding: usize,
        item: Item,
        severity: Severity,
        row: &mut Row<'e>,
    ) -> ControlFlow<()> {
        self.spent(row)?;
        self.rows[at] += 1;
        row.bindings[binding] = Some(item);
        self.steps(at + 1, severity, row)
    }

    /// Notes the list of the focus, unless there is nothing that it could meet.
    fn meet_focus(&mut self, at: usize, row: &Row<'e>) {
        let graph = self.context.graph;
        let list = match row.bindings[0] {
            Some(Item::Node(focus)) => graph.list_of(focus),
            _ => None,
        };
        if self.met.has(list) {
            return;
        }
        let alone = match self.context.rule.plan.steps.get(at) {
            Some(Step::Meet { kind, .. }) => graph.nodes(*kind).is_empty(),
            _ => false,
        };
        if !alone {
            self.met.note(list);
        }
    }

    fn hits(&mut self, find: &'e Find, row: &mut Row<'e>) -> Vec<Item> {
        let Walk {
            property: Some(property),
            ..
        } = find.within
        else {
            return Vec::new();
        };
        let (context, position) = (self.context, self.position);
        let mut hits = Vec::new();
        let _ = context.each_item(&find.within, row, &mut |_, item| {
            if let Item::Node(owner) = item {
                hits.extend(
                    self.finder
                        .hits(context, position, find, owner, property)
                        .into_iter()
                        .map(Item::Hit),
                );
            }
            ControlFlow::Continue(())
        });
        hits
    }

    fn report(&mut self, severity: Severity, row: &mut Row<'e>) -> ControlFlow<()> {
        self.spent(row)?;
        let Some(finding) = self.context.finding(severity, row) else {
            return ControlFlow::Continue(());
        };
        self.found += 1;
        if self.found <= MOST {
            self.say(finding, row);
            return ControlFlow::Continue(());
        }
        let id = &self.context.rule.id;
        let words = Words::new(
            format!("规则 {id} 在这个县已有 {MOST} 处问题，其余不再列出"),
            format!("rule {id} has {MOST} findings in this county; the rest is not listed"),
        );
        self.stop(words, row)
    }

    /// Gives the rule up when it came by too many nodes; what it found last may be wrong then.
    fn spent(&mut self, row: &Row<'e>) -> ControlFlow<()> {
        if self.context.left.get() > 0 {
            return ControlFlow::Continue(());
        }
        let id = &self.context.rule.id;
        let words = Words::new(
            format!("规则 {id} 在这个县要看的组合太多，只看了一部分"),
            format!(
                "rule {id} has too many combinations to look at in this county; it looked at some of them"
            ),
        );
        self.stop(words, row)
    }

    /// Gives the rule up, and says so where it stood.
    fn stop(&mut self, words: Words, row: &Row<'e>) -> ControlFlow<()> {
        if let Some(place) = self.context.focus_place(row) {
            let finding = Finding::new(Code::new("rule/given-up"), Severity::Warning, words, place);
            self.say(finding, row);
        }
        ControlFlow::Break(())
    }

    fn say(&mut self, finding: Finding, row: &Row<'e>) {
        if let Some(Item::Node(focus)) = row.bindings[0] {
            self.findings.push(finding);
            self.about.push((self.position, focus));
        }
    }
}

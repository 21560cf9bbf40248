//! Rules run: step by step along their plans, over the nodes of their kinds.

mod coverage;
pub(crate) mod find;
mod glance;
mod meet;
mod met;
mod report;
mod shelf;
mod term;
mod test;
mod value;
mod walk;

pub use coverage::Coverage;
pub use met::Met;

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::ControlFlow;
use std::rc::Rc;

use find::Finder;
use glance::Glances;
use meet::Meeting;
use value::{Item, Row};
use walk::{Answers, Context, Keys};

use super::plan::{Find, Step};
use super::program::Walk;
use super::{Rule, RuleSet};
use crate::finding::{Code, Finding, Severity, Words};
use crate::graph::{Graph, Kind, NodeId, Property};

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
            last_met: None,
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
    /// The focus that was counted last.
    last_met: Option<Item>,
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
            Step::Scan { binding, kind } => self
                .scanned(at, *binding, *kind, row)
                .iter()
                .try_for_each(|&node| self.bind(at, *binding, Item::Node(node), severity, row)),
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

    /// The nodes of a scan; where only filters stand between it and a search for words, those that hold a word.
    fn scanned(&mut self, at: usize, binding: usize, kind: Kind, row: &mut Row<'e>) -> Cow<'e, [NodeId]> {
        match self.finds_in(at) {
            Some((find, property)) => {
                self.meet_lists(at, binding, kind, row);
                let (graph, position) = (self.context.graph, self.position);
                Cow::Owned(self.finder.owners(graph, position, find, kind, property))
            }
            None => Cow::Borrowed(self.context.graph.nodes(kind)),
        }
    }

    /// The search for words in a text of the nodes of a scan, where only filters stand between the two.
    fn finds_in(&self, scan: usize) -> Option<(&'e Find, Property)> {
        let rule: &'e Rule = self.context.rule;
        match rule.plan.steps.get(self.question)? {
            Step::Find { find, .. } if self.short && find.within.edges.is_empty() => {
                let between = &rule.plan.steps[scan + 1..self.question];
                let filters = between.iter().all(|step| matches!(step, Step::Filter { .. }));
                Some((find, find.within.property?)).filter(|_| filters)
            }
            _ => None,
        }
    }

    /// Notes the lists in which a node of a scan passes the filters in front of the question, without going on.
    fn meet_lists(&mut self, scan: usize, binding: usize, kind: Kind, row: &mut Row<'e>) {
        let graph = self.context.graph;
        let filters = &self.context.rule.plan.steps[scan + 1..self.question];
        let passes = |row: &mut Row<'e>, node: NodeId| {
            row.bindings[binding] = Some(Item::Node(node));
            filters.iter().all(|step| match step {
                Step::Filter { test, .. } => self.context.test(test, row),
                _ => true,
            })
        };
        let mut nodes = graph.nodes(kind);
        while let Some(list) = nodes.first().map(|&node| graph.list_of(node)) {
            // The nodes of a list stand together.
            let own = nodes.partition_point(|&node| graph.list_of(node) <= list);
            let (own, others) = nodes.split_at(own);
            if own.iter().any(|&node| passes(row, node)) {
                self.met.note(list);
            }
            nodes = others;
        }
    }

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

    /// Counts the focus once, unless there is nothing that it could meet.
    fn meet_focus(&mut self, at: usize, row: &Row<'e>) {
        if self.met.all() || self.last_met == row.bindings[0] {
            return;
        }
        let alone = match self.context.rule.plan.steps.get(at) {
            Some(Step::Meet { kind, .. }) => self.context.graph.nodes(*kind).is_empty(),
            _ => false,
        };
        if !alone {
            self.last_met = row.bindings[0];
            let list = match row.bindings[0] {
                Some(Item::Node(focus)) => self.context.graph.list_of(focus),
                _ => None,
            };
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

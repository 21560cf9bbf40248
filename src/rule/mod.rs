//! What must hold: rules written in YAML, proved against the graph's schema, planned, and run.
//!
//! A rule file is read by `written` (keys and expressions), proved by `prove` (names and types), ordered by
//! [`plan`], and run by [`evaluate`]; whatever is wrong with it is a finding in that file, see [`fault`].

mod cost;
mod eval;
pub mod example;
mod explain;
pub mod expression;
pub mod fault;
pub mod function;
pub mod load;
pub mod meta;
pub mod parameter;
pub mod pattern;
pub mod phrase;
pub mod plan;
pub mod program;
mod prove;
pub mod saying;
pub mod schema;
pub mod vary;
mod written;

pub use eval::{Coverage, Evaluation, Met, Watch, evaluate, evaluate_watching};
pub(crate) use written::sheet;

use std::sync::Arc;

use crate::finding::{Code, Finding, Severity, Words};
use crate::graph::schema::Kind;
use crate::text::{Place, SourceId, Sources};
use example::Tests;
use fault::FaultKind;
use meta::{Classify, Meta, Verdict};
use parameter::Parameter;
use plan::{Origin, Plan};
use program::Test;
use saying::{Label, Patch, Saying};

/// A name of `for`.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The name.
    pub name: String,
    /// The kind of its nodes.
    pub kind: Kind,
}

/// A rule that was proved: every name in it exists, every comparison makes sense, every pair has a key.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: Code,
    /// Where it stands in its file.
    pub place: Place,
    /// What must hold, in one line.
    pub title: Words,
    /// Why it must hold.
    pub reason: Option<Words>,
    /// How bad a breach is; `None` if the rule is off.
    pub severity: Option<Severity>,
    /// The same as its file says, whatever a project sets.
    pub written: Option<Severity>,
    /// The names of `for`, the focus first.
    pub bindings: Vec<Binding>,
    /// Where the nodes of each come from.
    pub origins: Vec<Origin>,
    /// The conditions of `where`.
    pub conditions: Vec<Test>,
    /// Whether the question must be answered with yes or no.
    pub verdict: Verdict,
    /// The question.
    pub asked: Test,
    /// What is wrong, where it is.
    pub message: Saying,
    /// What is marked; the first that has a place is the primary one.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<Saying>,
    /// Edits that mend it; the first that has something to put there is offered.
    pub fixes: Vec<Patch>,
    /// What a project may set.
    pub parameters: Vec<Parameter>,
    /// What it says about itself.
    pub meta: Meta,
    /// Its tests.
    pub tests: Tests,
    /// How grave it is as a change.
    pub classify: Option<Classify>,
    /// How it runs.
    pub plan: Plan,
}

/// Rules that run together.
#[derive(Clone, Debug)]
pub struct RuleSet {
    rules: Vec<Arc<Rule>>,
    notes: Vec<Finding>,
    search: eval::find::Search,
}

impl RuleSet {
    /// The built-in rules.
    pub fn builtin() -> &'static RuleSet {
        load::builtin()
    }

    /// A user's rules: those in the sources `ids`, where the lexicons they use must be too.
    ///
    /// # Errors
    /// All faults of all files, as findings in these files.
    pub fn load(sources: &Sources, ids: &[SourceId]) -> Result<RuleSet, Vec<Finding>> {
        Self::load_beside(sources, ids, &[])
    }

    /// The same; the lexicons they use and the rules they vary may also be in the sources `aside`, whose rules are not
    /// loaded.
    ///
    /// # Errors
    /// All faults of all files.
    pub fn load_beside(
        sources: &Sources,
        ids: &[SourceId],
        aside: &[SourceId],
    ) -> Result<RuleSet, Vec<Finding>> {
        load::load(sources, ids, aside, load::Origin::User)
    }

    /// The rules in this order; `notes` are what is to be said about them that stops nothing.
    ///
    /// # Errors
    /// Ids that stand twice.
    pub fn new(rules: Vec<Arc<Rule>>, notes: Vec<Finding>) -> Result<RuleSet, Vec<Finding>> {
        let mut seen: crate::Map<&Code, &Arc<Rule>> = crate::Map::default();
        let again = |rule: &Arc<Rule>, first: &Arc<Rule>| match load::is_builtin(first) {
            true => builtin_again(&rule.id, rule.place),
            false => repeated(&rule.id, rule.place, first.place),
        };
        let mut found = Vec::new();
        for rule in &rules {
            match seen.get(&rule.id) {
                Some(first) => found.push(again(rule, first)),
                None => drop(seen.insert(&rule.id, rule)),
            }
        }
        match found.is_empty() {
            true => Ok(Self::ready(rules, notes)),
            false => Err(found),
        }
    }

    /// These rules and those of `other`.
    ///
    /// # Errors
    /// Ids of `other` that are taken, at their places.
    pub fn with(&self, other: &RuleSet) -> Result<RuleSet, Vec<Finding>> {
        let both = |a: &RuleSet, b: &RuleSet| {
            (
                a.rules.iter().chain(&b.rules).cloned().collect(),
                [&a.notes[..], &b.notes].concat(),
            )
        };
        let (rules, notes) = both(self, other);
        RuleSet::new(rules, notes)
    }

    /// Those of the rules that `keep` wants.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Rule) -> bool) -> RuleSet {
        let rules = self.rules.iter().filter(|rule| keep(rule)).cloned().collect();
        Self::ready(rules, Vec::new())
    }

    /// The same rules, those that are off as mere hints: to see what they would do.
    #[must_use]
    pub fn switched_on(&self) -> RuleSet {
        let mut rules = self.rules.clone();
        for rule in rules.iter_mut().filter(|rule| rule.severity.is_none()) {
            Arc::make_mut(rule).severity = Some(Severity::Info);
        }
        Self::ready(rules, self.notes.clone())
    }

    fn ready(rules: Vec<Arc<Rule>>, notes: Vec<Finding>) -> RuleSet {
        let search = eval::find::Search::new(rules.iter().map(Arc::as_ref));
        RuleSet { rules, notes, search }
    }

    /// The rules, in order.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = &Rule> {
        self.rules.iter().map(Arc::as_ref)
    }

    /// Those of the rules that are no longer in preview: what a check runs unless it is asked for more.
    #[must_use]
    pub fn settled(&self) -> RuleSet {
        self.only(|rule| rule.meta.status != meta::Status::Preview)
    }

    /// Those of the rules that speak about one version: what a check runs.
    #[must_use]
    pub fn of_versions(&self) -> RuleSet {
        self.only(|rule| !rule.is_of_changes())
    }

    /// Those of the rules that speak about changes between two versions.
    #[must_use]
    pub fn of_changes(&self) -> RuleSet {
        self.only(Rule::is_of_changes)
    }

    /// The rule with this id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules().find(|rule| rule.id.as_str() == id)
    }

    /// What is to be said about the rules that stops nothing, such as missing tests.
    pub fn notes(&self) -> &[Finding] {
        &self.notes
    }
}

impl Rule {
    /// Whether it speaks about changes between two versions.
    pub fn is_of_changes(&self) -> bool {
        self.bindings.iter().any(|binding| binding.kind.is_change())
    }

    /// The parameters that a project may set: those it declares, and the lists of lexicons that it uses.
    pub fn settable(&self) -> impl Iterator<Item = &Parameter> {
        self.used().filter(|parameter| !parameter.is_pattern())
    }

    /// The named parts of its regular expressions.
    pub fn patterns(&self) -> impl Iterator<Item = &Parameter> {
        self.used().filter(|parameter| parameter.is_pattern())
    }

    fn used(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.used)
    }
}

/// A second rule under one id, whose first is at `first`.
fn repeated(id: &Code, place: Place, first: Place) -> Finding {
    let words = Words::new(
        format!("已经有规则叫 {id}"),
        format!("there already is a rule called {id}"),
    );
    let here = Words::new("前一条在这里", "the other one is here");
    let help = Words::new("给其中一条换一个 id", "give one of them another id");
    FaultKind::RepeatedId
        .at(place, words)
        .related(first, here)
        .help(help)
}

/// A rule of a user under the id of a built-in one.
fn builtin_again(id: &Code, place: Place) -> Finding {
    let (words, help) = builtin_id(id);
    FaultKind::RepeatedId.at(place, words).help(help)
}

/// That an id is that of a built-in rule, and what to do.
pub fn builtin_id(id: &Code) -> (Words, Words) {
    let name = id.as_str().rsplit('/').next().unwrap_or_default();
    (
        Words::new(
            format!("内置规则里已经有 {id}"),
            format!("there already is a built-in rule called {id}"),
        ),
        Words::new(
            format!(
                "换一个 id，例如 my-county/{name}；要改内置的那一条，写一条 extends: {id} 的规则，或者用设置改它的级别和参数"
            ),
            format!(
                "take another id, such as my-county/{name}; to change the built-in rule, write one with `extends: {id}`, \
                 or set its severity and parameters"
            ),
        ),
    )
}

//! Two versions of the sources of one county, and the rules: what changed, and which findings are new or fixed.

use super::Directory;
use super::gathered::Gathered;
use crate::Map;
use crate::diff::{self, Comparison};
use crate::finding::{BaselineState, Classify, Finding, Findings};
use crate::graph::{Graph, Kind, NodeId};
use crate::rule::{self, Evaluation, Met, RuleSet, Watch};
use crate::text::{SourceId, Sources};

/// What came of comparing two versions.
#[derive(Debug)]
pub struct Compared {
    /// The sources of both versions, to which all places point: first those of the older version, then those of the newer.
    pub sources: Sources,
    /// The first source of the newer version. Where both versions are the same byte for byte, all places lie in it.
    pub boundary: SourceId,
    /// What changed, township by township.
    pub comparison: Comparison,
    /// What the rules over changes found, in order. Labels lead to either version.
    pub changes: Findings,
    /// What reading and all other rules found in the newer version: each [new](BaselineState::New) or
    /// [unchanged](BaselineState::Unchanged), by fingerprint.
    pub findings: Findings,
    /// What was found in the older version and is not in the newer: all [absent](BaselineState::Absent).
    pub fixed: Findings,
    /// Which list and duty a place belongs to, in either version.
    pub directory: Directory,
    /// How much was read of the older version.
    pub before: Extent,
    /// How much was read of the newer version.
    pub after: Extent,
    /// For each rule, in the order of the set, whether it had anything to judge in the newer version, or among the changes.
    pub met: Vec<bool>,
}

/// How much was read of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many lists were read.
    pub lists: usize,
    /// How many sources turned out to be no list at all; a finding says why.
    pub unread: usize,
    /// How many duties the lists hold.
    pub duties: usize,
}

/// Reads two versions of the sources of one county, compares them, and runs `rules`: those over changes on what
/// changed, all others on either version.
pub fn compare(before: Sources, after: Sources, rules: &RuleSet) -> Compared {
    compare_watching(before, after, rules, Watch::Nothing)
}

/// The same, watching more closely how the rules over changes run.
pub(super) fn compare_watching(
    before: Sources,
    after: Sources,
    rules: &RuleSet,
    watch: Watch<'_>,
) -> Compared {
    let is_same = equal(&before, &after);
    let mut sources = before;
    let boundary = sources.append(after);
    let new = Gathered::new(&sources, |id| id >= boundary);
    // What is the same byte for byte need not be read twice.
    let read = (!is_same).then(|| Gathered::new(&sources, |id| id < boundary));
    let old = read.as_ref().unwrap_or(&new);
    let (mut findings, after, mut met) = judge(&sources, &new, rules);
    let (older, before) = match &read {
        Some(old) => {
            let (older, before, _) = judge(&sources, old, rules);
            (older, before)
        }
        None => (findings.clone(), after),
    };
    let fixed = findings.compare(older);
    let of_changes = rules.of_changes();
    let mut graph = Graph::build_versions(&sources, old.version(), new.version());
    let mut comparison = diff::compare(&mut graph);
    let evaluation = rule::evaluate_watching(&of_changes, &graph, watch);
    classify(&mut comparison, &of_changes, &evaluation);
    let mut of_changes = evaluation.met.iter();
    for (met, rule) in met.iter_mut().zip(rules.rules()) {
        if rule.is_of_changes() {
            *met = of_changes.next().is_some_and(Met::any);
        }
    }
    let directory = Directory::new(old.lists.iter().chain(&new.lists));
    let changes = Findings::seal(evaluation.findings);
    Compared {
        boundary,
        comparison,
        changes,
        findings,
        fixed,
        directory,
        before,
        after,
        met,
        sources,
    }
}

/// Whether two versions are the same byte for byte, in the same order.
fn equal(before: &Sources, after: &Sources) -> bool {
    before
        .iter()
        .map(|(_, source)| source.text())
        .eq(after.iter().map(|(_, source)| source.text()))
}

/// What reading and the rules over one version say about it, how much it is, and whether each rule had anything to judge.
fn judge(sources: &Sources, gathered: &Gathered<'_>, rules: &RuleSet) -> (Findings, Extent, Vec<bool>) {
    let graph = Graph::build(sources, &gathered.lists, &gathered.registries);
    let evaluation = rule::evaluate(rules, &graph);
    let findings: Vec<Finding> = gathered
        .doubts
        .iter()
        .cloned()
        .chain(evaluation.findings)
        .collect();
    let extent = Extent {
        lists: gathered.lists.len(),
        unread: gathered.unread,
        duties: graph.nodes(Kind::Duty).len(),
    };
    (
        Findings::seal(findings),
        extent,
        evaluation.met.iter().map(Met::any).collect(),
    )
}

/// Makes each change as grave as the gravest rule that found something about it.
fn classify(comparison: &mut Comparison, rules: &RuleSet, evaluation: &Evaluation) {
    let classes: Vec<Option<Classify>> = rules.rules().map(|rule| rule.classify).collect();
    let mut found: Map<NodeId, Classify> = Map::default();
    for &(rule, node) in &evaluation.about {
        if let Some(class) = classes[rule] {
            let known = found.entry(node).or_insert(class);
            *known = class.max(*known);
        }
    }
    comparison.raise(|node| found.get(&node).copied());
}

impl Compared {
    /// How many findings of the newer version are new and how many are unchanged.
    pub fn new_and_unchanged(&self) -> (usize, usize) {
        let new = |finding: &&Finding| finding.baseline == Some(BaselineState::New);
        let new = self.findings.iter().filter(new).count();
        (new, self.findings.len() - new)
    }
}

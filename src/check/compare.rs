//! Two versions of the sources of one county, and the rules: what changed, and which findings are new or fixed.

use super::Directory;
use super::gathered::Gathered;
use super::standing::{Judged, PathOf, Policy, asked};
use crate::diff::{self, Comparison};
use crate::finding::{BaselineState, Classify, Code, Finding, Findings};
use crate::graph::{Graph, Kind, NodeId};
use crate::rule::{self, Evaluation, Met, RuleSet, Watch};
use crate::text::{Place, SourceId, Sources};
use crate::{Map, Set};

/// What came of comparing two versions.
#[derive(Debug)]
pub struct Compared {
    /// The sources of both versions, to which all places point: first those of the older version, then those of the newer.
    pub sources: Sources,
    /// The first source of the newer version. Where both versions are the same byte for byte, all places lie in it.
    pub boundary: SourceId,
    /// The townships, with their regions, that are not compared because something could not be read.
    pub passed_over: Vec<String>,
    /// What changed, township by township.
    pub comparison: Comparison,
    /// What the rules over changes found, in order. Labels lead to either version.
    pub changes: Findings,
    /// What reading and all other rules found in the newer version: each [new](BaselineState::New) or
    /// [unchanged](BaselineState::Unchanged), by fingerprint.
    pub findings: Findings,
    /// For each of these, in order, the waiver that sets it aside, by its position in the policy.
    pub waivers: Vec<Option<usize>>,
    /// The same for what the rules over changes found.
    pub waivers_of_changes: Vec<Option<usize>>,
    /// What counted in the older version and is not in the newer: all [absent](BaselineState::Absent).
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

/// On what terms two versions are compared.
#[derive(Clone, Copy)]
pub struct Terms<'c> {
    /// The rules: those over changes judge what changed, all others either version.
    pub rules: &'c RuleSet,
    /// What a project says about findings, and where its files are.
    pub policy: Option<(&'c Policy, &'c PathOf<'c>)>,
    /// Whether something of either version could not be read. What then is in one version alone may have been in the
    /// other, too, and is not compared.
    pub partial: bool,
    /// What is watched while the rules over changes run.
    pub watch: Watch<'c>,
}

impl<'c> Terms<'c> {
    /// These rules; all findings count, and everything was read.
    pub fn new(rules: &'c RuleSet) -> Self {
        Self {
            rules,
            policy: None,
            partial: false,
            watch: Watch::Nothing,
        }
    }
}

/// Reads two versions of the sources of one county, compares them, and runs `rules`: those over changes on what
/// changed, all others on either version.
pub fn compare(before: Sources, after: Sources, rules: &RuleSet) -> Compared {
    compare_on(before, after, Terms::new(rules))
}

/// The same on these terms.
pub fn compare_on(before: Sources, after: Sources, terms: Terms<'_>) -> Compared {
    let is_same = equal(&before, &after);
    let mut sources = before;
    let boundary = sources.append(after);
    let mut new = Gathered::new(&sources, |id| id >= boundary);
    // What is the same byte for byte need not be read twice.
    let mut read = (!is_same).then(|| Gathered::new(&sources, |id| id < boundary));
    let passed_over = match &mut read {
        Some(old) if terms.partial || old.unread + new.unread > 0 => keep_common(old, &mut new),
        _ => Vec::new(),
    };
    let old = read.as_ref().unwrap_or(&new);
    let of_changes = terms.rules.of_changes();
    let mut graph = Graph::build_versions(&sources, old.version(), new.version());
    let mut comparison = diff::compare(&mut graph);
    let evaluation = rule::evaluate_watching(&of_changes, &graph, terms.watch);
    let mut newer = judge(&sources, &new, terms.rules);
    newer.add(&of_changes, &evaluation, terms.rules);
    newer.settle(&sources, &|id| id >= boundary, terms);
    let changes = newer.take_changes(&of_changes);
    let older = match &read {
        Some(old) => {
            let mut older = judge(&sources, old, terms.rules);
            older.settle(&sources, &|id| id < boundary, terms);
            older
        }
        None => newer.clone(),
    };
    let fixed = newer.findings.compare(older.findings);
    let waiver = |finding: &Finding| terms.policy.and_then(|(policy, _)| policy.waiver(finding));
    let waived = |finding: &&Finding| finding.suppression.is_some() || waiver(finding).is_some();
    let set_aside: Set<(&Code, Place)> = changes.iter().filter(waived).map(place).collect();
    classify(&mut comparison, &of_changes, &evaluation, &set_aside);
    Compared {
        directory: Directory::new(old.lists.iter().chain(&new.lists)),
        waivers: newer.findings.iter().map(waiver).collect(),
        waivers_of_changes: changes.iter().map(waiver).collect(),
        fixed: fixed.without(|finding| waiver(finding).is_some()),
        findings: newer.findings,
        before: older.extent,
        after: newer.extent,
        met: newer.met,
        boundary,
        comparison,
        changes,
        passed_over,
        sources,
    }
}

/// Leaves the townships out of which one version has more lists than the other; gives their names.
fn keep_common(old: &mut Gathered<'_>, new: &mut Gathered<'_>) -> Vec<String> {
    let mut lists: Map<String, [usize; 2]> = Map::default();
    for (version, gathered) in [&*old, &*new].into_iter().enumerate() {
        for list in &gathered.lists {
            lists.entry(list.township.full_name()).or_default()[version] += 1;
        }
    }
    lists.retain(|_, [old, new]| old != new);
    old.leave_out(|list| lists.contains_key(&list.township.full_name()));
    new.leave_out(|list| lists.contains_key(&list.township.full_name()));
    lists.into_keys().collect()
}

/// Whether two versions are the same byte for byte, in the same order.
fn equal(before: &Sources, after: &Sources) -> bool {
    before
        .iter()
        .map(|(_, source)| source.text())
        .eq(after.iter().map(|(_, source)| source.text()))
}

/// What reading and the rules over one version say about it.
#[derive(Clone)]
struct Judgement {
    findings: Findings,
    extent: Extent,
    /// Whether each rule had anything to judge.
    met: Vec<bool>,
}

fn judge(sources: &Sources, gathered: &Gathered<'_>, rules: &RuleSet) -> Judgement {
    let graph = Graph::build(sources, &gathered.lists, &gathered.registries);
    let evaluation = rule::evaluate(rules, &graph);
    let doubts = gathered.doubts.iter().cloned();
    Judgement {
        findings: Findings::seal(doubts.chain(evaluation.findings).collect()),
        extent: Extent {
            lists: gathered.lists.len(),
            unread: gathered.unread,
            duties: graph.nodes(Kind::Duty).len(),
        },
        met: evaluation.met.iter().map(Met::any).collect(),
    }
}

impl Judgement {
    /// Adds what the rules over changes found, which are among `rules`: one comment may speak of both.
    fn add(&mut self, of_changes: &RuleSet, evaluation: &Evaluation, rules: &RuleSet) {
        let mut all = self.findings.take();
        all.extend(evaluation.findings.iter().cloned());
        self.findings = Findings::seal(all);
        let mut met = of_changes.rules().zip(&evaluation.met);
        for (own, _) in self
            .met
            .iter_mut()
            .zip(rules.rules())
            .filter(|(_, rule)| rule.is_of_changes())
        {
            *own = met.next().is_some_and(|(_, met)| met.any());
        }
    }

    /// Applies what a project says about findings; the comments of these sources count.
    fn settle(&mut self, sources: &Sources, comments: &dyn Fn(SourceId) -> bool, terms: Terms<'_>) {
        if let Some((policy, path)) = terms.policy {
            let judged = Judged {
                sources,
                comments,
                asked: asked(terms.rules, self.met.iter().copied()),
                path,
            };
            policy.settle_within(&mut self.findings, &judged);
        }
    }

    /// Takes out what the rules over changes found.
    fn take_changes(&mut self, of_changes: &RuleSet) -> Findings {
        let ids: Set<&Code> = of_changes.rules().map(|rule| &rule.id).collect();
        let all = self.findings.take();
        let (changes, findings) = all.into_iter().partition(|finding| ids.contains(&finding.code));
        self.findings = Findings::seal(findings);
        Findings::seal(changes)
    }
}

/// By what a verdict is known before it has a fingerprint.
fn place(finding: &Finding) -> (&Code, Place) {
    (&finding.code, finding.primary.place)
}

/// Makes each change as grave as the gravest rule that found something about it; what is `waived` was set aside.
fn classify(
    comparison: &mut Comparison,
    rules: &RuleSet,
    evaluation: &Evaluation,
    waived: &Set<(&Code, Place)>,
) {
    let classes: Vec<Option<Classify>> = rules.rules().map(|rule| rule.classify).collect();
    let mut found: Map<NodeId, Classify> = Map::default();
    let counting = evaluation
        .about
        .iter()
        .zip(&evaluation.findings)
        .filter(|(_, finding)| !waived.contains(&place(finding)));
    for (&(rule, node), _) in counting {
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

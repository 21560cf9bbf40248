//! How findings stand: silenced for some files, set aside by a waiver, known from a baseline.

pub mod baseline;
mod day;
pub mod inline;
mod reach;
pub mod registries;
pub mod waivers;

pub use baseline::Baseline;
pub use day::Day;
pub use reach::Reach;
pub use waivers::Waivers;

use globset::GlobMatcher;

use super::Checked;
use crate::Map;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::rule::{Met, RuleSet};
use crate::text::{Source, SourceId, Sources};
use inline::Allowance;

/// Gives the path of a source relative to the folder of the settings; none if it lies elsewhere.
pub type PathOf<'p> = dyn Fn(&Source) -> Option<String> + 'p;

/// What a project says about findings.
#[derive(Debug)]
pub struct Policy {
    /// All rules there are, also those that do not run: an exception may name them.
    pub known: RuleSet,
    /// The severities of rules in the files that a glob fits, `None` for silence; later ones win.
    pub per_file: Vec<(GlobMatcher, Map<Code, Option<Severity>>)>,
    /// The waivers of the project.
    pub waivers: Waivers,
    /// Whether an exception that sets nothing aside is reported.
    pub unused: bool,
}

impl Policy {
    /// The policy of a project that says nothing.
    pub fn new(known: RuleSet) -> Self {
        Self {
            known,
            per_file: Vec::new(),
            waivers: Waivers::default(),
            unused: true,
        }
    }

    /// Applies it to the findings of one county, which `rules` found. `path` gives the path of a source relative to the
    /// folder of the settings. For each finding, in order, the waiver that sets it aside.
    pub fn settle(&self, checked: &mut Checked, rules: &RuleSet, path: &PathOf<'_>) -> Vec<Option<usize>> {
        let judged = Judged {
            sources: &checked.sources,
            comments: &|_| true,
            asked: asked(rules, checked.met.iter().map(Met::any)),
            path,
        };
        self.settle_within(&mut checked.findings, &judged)
    }

    /// The same for findings about some of the sources.
    pub(super) fn settle_within(&self, findings: &mut Findings, judged: &Judged<'_>) -> Vec<Option<usize>> {
        self.settle_files(findings, judged);
        self.settle_comments(findings, judged);
        findings.iter().map(|finding| self.waiver(finding)).collect()
    }

    /// The waiver that sets a finding aside that no comment does.
    pub(super) fn waiver(&self, finding: &Finding) -> Option<usize> {
        match finding.suppression {
            None => self.waivers.find(finding),
            Some(_) => None,
        }
    }

    fn settle_files(&self, findings: &mut Findings, judged: &Judged<'_>) {
        if self.per_file.is_empty() || findings.is_empty() {
            return;
        }
        let set = |source: &Source| {
            let path = (judged.path)(source);
            let fits =
                |(files, _): &&(GlobMatcher, _)| path.as_ref().is_some_and(|path| files.is_match(path));
            self.per_file
                .iter()
                .filter(fits)
                .map(|(_, severities)| severities)
                .collect::<Vec<_>>()
        };
        let files: Vec<Vec<&Map<Code, Option<Severity>>>> =
            judged.sources.iter().map(|(_, source)| set(source)).collect();
        let mut all = findings.take();
        all.retain_mut(|finding| {
            let files = &files[finding.primary.place.source.0 as usize];
            match files
                .iter()
                .rev()
                .find_map(|severities| severities.get(&finding.code))
            {
                None => true,
                Some(None) => false,
                Some(Some(severity)) => {
                    finding.severity = *severity;
                    true
                }
            }
        });
        *findings = Findings::seal(all);
    }

    /// What comments in the lists allow.
    fn settle_comments(&self, findings: &mut Findings, judged: &Judged<'_>) {
        let mut allowances: Vec<Allowance> = Vec::new();
        let mut faults = Vec::new();
        for (id, source) in judged.sources.iter().filter(|(id, _)| (judged.comments)(*id)) {
            let (found, wrong) = inline::read(id, source.text(), &self.known);
            allowances.extend(found);
            faults.extend(wrong);
        }
        if allowances.is_empty() && faults.is_empty() {
            return;
        }
        let mut all = findings.take();
        for finding in &mut all {
            if let Some(allowance) = allowances
                .iter_mut()
                .find(|allowance| allowance.holds_for(finding))
            {
                allowance.used = true;
                finding.suppression = Some(allowance.suppression());
            }
        }
        let unused = allowances.iter().filter(|allowance| {
            !allowance.used && (allowance.rule.family() == "read" || judged.asked.contains(&&allowance.rule))
        });
        faults.extend(unused.filter(|_| self.unused).map(Allowance::unused));
        all.extend(faults);
        *findings = Findings::seal(all);
    }
}

/// What findings were found in.
pub(super) struct Judged<'j> {
    /// All sources that the findings may point to.
    pub(super) sources: &'j Sources,
    /// Those whose comments count.
    pub(super) comments: &'j dyn Fn(SourceId) -> bool,
    /// The rules that had something to judge.
    pub(super) asked: Vec<&'j Code>,
    /// The path of a source relative to the folder of the settings.
    pub(super) path: &'j PathOf<'j>,
}

/// The rules of a set that had something to judge, as `met` says of each.
pub(super) fn asked(rules: &RuleSet, met: impl Iterator<Item = bool>) -> Vec<&Code> {
    let asked = rules.rules().zip(met).filter(|(_, met)| *met);
    asked.map(|(rule, _)| &rule.id).collect()
}

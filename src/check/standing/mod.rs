//! How findings stand: silenced for some files, set aside by a waiver, known from a baseline.

pub mod baseline;
mod day;
pub mod inline;
mod reach;
pub mod waivers;

pub use baseline::Baseline;
pub use day::Day;
pub use reach::Reach;
pub use waivers::Waivers;

use globset::GlobMatcher;

use super::Checked;
use crate::Map;
use crate::finding::{Code, Finding, Findings, Severity};
use crate::rule::RuleSet;
use crate::text::Source;
use inline::Allowance;

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
    pub fn settle(
        &self,
        checked: &mut Checked,
        rules: &RuleSet,
        path: &dyn Fn(&Source) -> Option<String>,
    ) -> Vec<Option<usize>> {
        self.settle_files(checked, path);
        self.settle_comments(checked, rules);
        let waiver = |finding: &Finding| match finding.suppression {
            None => self.waivers.find(finding),
            Some(_) => None,
        };
        checked.findings.iter().map(waiver).collect()
    }

    fn settle_files(&self, checked: &mut Checked, path: &dyn Fn(&Source) -> Option<String>) {
        if self.per_file.is_empty() || checked.findings.is_empty() {
            return;
        }
        let set = |source: &Source| {
            let path = path(source);
            let fits =
                |(files, _): &&(GlobMatcher, _)| path.as_ref().is_some_and(|path| files.is_match(path));
            self.per_file
                .iter()
                .filter(fits)
                .map(|(_, severities)| severities)
                .collect::<Vec<_>>()
        };
        let files: Vec<Vec<&Map<Code, Option<Severity>>>> =
            checked.sources.iter().map(|(_, source)| set(source)).collect();
        let mut findings = checked.findings.take();
        findings.retain_mut(|finding| {
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
        checked.findings = Findings::seal(findings);
    }

    /// What comments in the lists allow.
    fn settle_comments(&self, checked: &mut Checked, rules: &RuleSet) {
        let mut allowances: Vec<Allowance> = Vec::new();
        let mut faults = Vec::new();
        for (id, source) in checked.sources.iter() {
            let (found, wrong) = inline::read(id, source.text(), &self.known);
            allowances.extend(found);
            faults.extend(wrong);
        }
        if allowances.is_empty() && faults.is_empty() {
            return;
        }
        let mut findings = checked.findings.take();
        for finding in &mut findings {
            if let Some(allowance) = allowances
                .iter_mut()
                .find(|allowance| allowance.holds_for(finding))
            {
                allowance.used = true;
                finding.suppression = Some(allowance.suppression());
            }
        }
        let asked: Vec<&Code> = rules
            .rules()
            .zip(&checked.met)
            .filter(|(_, met)| met.any())
            .map(|(rule, _)| &rule.id)
            .collect();
        let unused = allowances.iter().filter(|allowance| {
            !allowance.used && (allowance.rule.family() == "read" || asked.contains(&&allowance.rule))
        });
        faults.extend(unused.filter(|_| self.unused).map(Allowance::unused));
        findings.extend(faults);
        checked.findings = Findings::seal(findings);
    }
}

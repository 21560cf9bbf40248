//! What holds for some files only: rules that are not asked there, or judge there more mildly or more strictly.

use globset::GlobMatcher;

use super::Written;
use super::selection::{names, stranger};
use crate::Map;
use crate::finding::{Code, Finding, Severity};
use crate::rule::RuleSet;
use crate::rule::vary::Override;

/// The settings of the files that a glob fits.
#[derive(Clone, Debug)]
pub struct PerFile {
    /// The glob as written.
    pub glob: Written<String>,
    /// What it fits: paths relative to the folder of the settings, with forward slashes.
    pub files: GlobMatcher,
    /// Selectors of the rules that say nothing about these files.
    pub ignore: Vec<Written<String>>,
    /// The severities that rules have in these files.
    pub severities: Vec<Override>,
}

impl PerFile {
    /// For each rule of `rules` that is set here, its severity in these files, `None` for silence.
    ///
    /// # Errors
    /// Selectors that name no rule.
    pub fn severities(&self, rules: &RuleSet) -> Result<Map<Code, Option<Severity>>, Vec<Finding>> {
        let mut set = Map::default();
        let mut faults = Vec::new();
        for change in &self.severities {
            match rules.named(&change.rule, change.place) {
                Ok(rule) => drop(set.insert(rule.id.clone(), change.severity.unwrap_or(rule.severity))),
                Err(fault) => faults.push(*fault),
            }
        }
        for selector in &self.ignore {
            faults.extend(stranger(rules, &selector.value, selector.place));
            let named = rules.rules().filter(|rule| names(&selector.value, rule));
            set.extend(named.map(|rule| (rule.id.clone(), None)));
        }
        if faults.is_empty() { Ok(set) } else { Err(faults) }
    }
}

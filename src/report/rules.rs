//! The rules of a run as they are shown beside their findings.

use crate::finding::{Code, Confidence, Language, Severity};
use crate::rule::{Rule, RuleSet};

/// A rule as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleView {
    /// Its id.
    pub id: Code,
    /// What must hold, in one line.
    pub title: String,
    /// What it checks, read back from its file.
    pub sentence: String,
    /// Why it must hold.
    pub reason: Option<String>,
    /// How bad a breach is.
    pub severity: Severity,
    /// How sure its findings are.
    pub precision: Confidence,
    /// Its former ids.
    pub replaces: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Whether it is one of qingdan's own.
    pub builtin: bool,
}

impl RuleView {
    /// The view of a rule; none of a rule that is off.
    pub fn new(rule: &Rule, language: Language) -> Option<Self> {
        Some(Self {
            id: rule.id.clone(),
            title: rule.title.get(language).to_owned(),
            sentence: rule.sentence().get(language).to_owned(),
            reason: rule.reason.as_ref().map(|reason| reason.get(language).to_owned()),
            severity: rule.severity?,
            precision: rule.meta.precision,
            replaces: rule.meta.replaces.clone(),
            tags: rule.meta.tags.clone(),
            builtin: RuleSet::builtin().get(rule.id.as_str()).is_some(),
        })
    }
}

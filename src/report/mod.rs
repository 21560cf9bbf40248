//! How it is shown: one view with all positions resolved once, and one file per format that merely spells it.

pub mod diff;
pub mod excerpt;
pub mod formats;
pub mod phrases;
pub mod rules;
pub mod summary;
pub mod tame;
pub mod view;

pub use formats::{Format, full, json, write};
pub use rules::RuleView;
pub use summary::Summary;
pub use view::{EditView, FindingView, FixView, Reader, SuppressionView, View};

use crate::finding::{Counts, Language};

/// Everything a run has to say.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, in their final order; those set aside and those known before are among them.
    pub findings: Vec<FindingView>,
    /// The rules that were run, in their order.
    pub rules: Vec<RuleView>,
    /// What was looked at, in numbers.
    pub summary: Summary,
}

impl Report {
    /// A report of these findings; `summary` need not count them.
    pub fn new(findings: Vec<FindingView>, summary: Summary) -> Self {
        let mut counts = Counts::default();
        let counting = findings.iter().filter(|finding| finding.counts());
        counting.for_each(|finding| counts.add(finding.severity));
        Self {
            findings,
            rules: Vec::new(),
            summary: Summary { counts, ..summary },
        }
    }
}

/// How a report for people looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In which language.
    pub language: Language,
    /// How wide the terminal is, in columns; never less than [`Style::NARROWEST`].
    pub width: usize,
    /// Whether colours may be used.
    pub color: bool,
    /// Whether the closing lines are written.
    pub summary: bool,
}

impl Style {
    /// The fewest columns that are written for.
    pub const NARROWEST: usize = 40;
}

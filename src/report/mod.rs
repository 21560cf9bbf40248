//! How it is shown: one view with all positions resolved once, and one file per format that merely spells it.

pub mod account;
mod book;
mod defuse;
pub mod diff;
pub mod excerpt;
pub mod formats;
pub mod html;
pub mod line_hash;
pub mod passage;
pub mod phrases;
pub mod rules;
pub mod run;
pub mod summary;
pub mod tame;
pub mod view;

pub use account::Document;
pub use defuse::Defused;
pub use formats::{Format, full, json, write};
pub use rules::RuleView;
pub use run::{Notice, Override, Provenance, Run};
pub use summary::Summary;
pub use view::{EditView, FindingView, FixView, Reader, SuppressionView, View};

use crate::check::Outline;
use crate::finding::{BaselineState, Counts, Language};

/// Everything a run has to say.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, in their final order; those set aside and those known before are among them.
    pub findings: Vec<FindingView>,
    /// The rules that were run, in their order.
    pub rules: Vec<RuleView>,
    /// The lists that were checked, in the order of the run.
    pub documents: Vec<Document>,
    /// The lists in outline, in the order of their paths, where somebody wants them.
    pub outlines: Vec<Outline>,
    /// What was looked at, in numbers.
    pub summary: Summary,
    /// How the run itself went.
    pub run: Run,
}

impl Report {
    /// A report of these findings; `summary` need not count them.
    pub fn new(findings: Vec<FindingView>, summary: Summary) -> Self {
        let mut counts = Counts::default();
        let counting = findings.iter().filter(|finding| finding.counts());
        counting.for_each(|finding| counts.add(finding.severity));
        let waived = findings.iter().filter(|finding| finding.suppression.is_some());
        let known = findings.iter().filter(|finding| {
            finding.suppression.is_none() && finding.baseline == Some(BaselineState::Unchanged)
        });
        Self {
            summary: Summary {
                counts,
                waived: waived.count(),
                known: known.count(),
                ..summary
            },
            findings,
            ..Self::default()
        }
    }

    /// The findings that people are shown, in order.
    pub fn shown(&self) -> impl Iterator<Item = &FindingView> {
        let all = self.run.show_waived;
        self.findings
            .iter()
            .filter(move |finding| all || finding.counts())
    }

    /// The findings that count, in order.
    pub fn counting(&self) -> impl Iterator<Item = &FindingView> {
        self.findings.iter().filter(|finding| finding.counts())
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

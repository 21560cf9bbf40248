//! How it is shown: one view with all positions resolved once, and one file per format that merely spells it.

pub mod excerpt;
pub mod json;
pub mod phrases;
pub mod rules;
pub mod summary;
pub mod tame;
pub mod terminal;
pub mod view;

use std::io::{self, Write};

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

/// In which form a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: each finding with its text, underlined.
    Full,
    /// For programs: [`json`], version 1.
    Json,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Format; 2] = [Self::Full, Self::Json];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Json => "json",
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

/// Writes `report` to `out`.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, format: Format, style: Style) -> io::Result<()> {
    match format {
        Format::Full => terminal::write(out, report, style),
        Format::Json => json::write(out, report),
    }
}

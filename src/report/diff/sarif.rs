//! For services: the findings of both versions as SARIF 2.1.0, each with its `baselineState`.

use std::io::{self, Write};

use super::DiffReport;
use crate::report::{self, Format, Report, Style, Summary, view};

/// The findings as a report of one run: what the rules over changes found, what is new or
/// would be and was set aside, what both versions have, and
/// what only the older one had.
pub(super) fn write(out: &mut dyn Write, report: &DiffReport, style: Style) -> io::Result<()> {
    let findings = view::merge(vec![
        report.verdicts.clone(),
        report.new.clone(),
        report.waived.clone(),
        report.unchanged.clone(),
        report.fixed.clone(),
    ]);
    let report = Report {
        rules: report.rules.clone(),
        run: report.run.clone(),
        ..Report::new(findings, Summary::default())
    };
    report::write(out, &report, Format::Sarif, style).map(drop)
}

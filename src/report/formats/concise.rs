//! For people: each finding on one line, `path:line:column: severity[rule] message`, as compilers write it.

use std::io::{self, Write};

use owo_colors::OwoColorize;

use super::full::paint;
use crate::report::{FindingView, Report, Style, phrases, summary, tame};

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<()> {
    for finding in report.shown() {
        writeln!(out, "{}", line(finding, style))?;
    }
    if style.summary {
        out.write_all(summary::lines(report, style).as_bytes())?;
    }
    Ok(())
}

/// The place, and what is wrong there.
fn line(finding: &FindingView, style: Style) -> String {
    let place = &finding.primary;
    let path = tame::line(&place.path);
    format!(
        "{path}:{}:{}: {}",
        place.start.line,
        place.start.column,
        said(finding, style)
    )
}

/// What is wrong: `severity[rule] message`.
pub(super) fn said(finding: &FindingView, style: Style) -> String {
    let severity = phrases::severity(finding.severity, style.language);
    let head = format!("{severity}[{}]", finding.code);
    let message = match phrases::standing(finding, style.language) {
        None => finding.message.clone(),
        Some(standing) => format!("{} [{standing}]", finding.message),
    };
    let message = tame::line(&message);
    match style.color {
        true => format!("{} {message}", head.style(paint(finding.severity).bold())),
        false => format!("{head} {message}"),
    }
}

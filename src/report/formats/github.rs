//! Annotations of GitHub Actions: workflow commands in the log of a step.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>. A step shows ten
//! annotations of each level; the gravest findings are written, and one notice tells of the others.

use std::io::{self, Write};

use super::location::from_root;
use crate::finding::Severity;
use crate::report::{FindingView, Report, Style, phrases, tame};

/// How many annotations of one level a step shows.
const SHOWN: usize = 10;

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<usize> {
    let of = |severity: Severity| {
        report
            .counting()
            .filter(move |finding| finding.severity == severity)
    };
    let mut left_out = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let all = of(severity).count();
        // The last notice may be the one that tells of the others.
        let room = match severity {
            Severity::Info if left_out > 0 || all > SHOWN => SHOWN - 1,
            _ => SHOWN,
        };
        for finding in of(severity).take(room) {
            writeln!(out, "{}", annotation(finding, report, style))?;
        }
        left_out += all.saturating_sub(room);
    }
    if left_out > 0 {
        let words = phrases::left_out("github", left_out);
        writeln!(out, "::notice title=qingdan::{}", data(words.get(style.language)))?;
    }
    Ok(left_out)
}

fn annotation(finding: &FindingView, report: &Report, style: Style) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = &finding.primary;
    let (start, end) = (place.start, place.end);
    let mut text = format!(
        "::{command} file={},line={},endLine={}",
        property(&from_root(&place.path, &report.run)),
        start.line,
        end.line
    );
    // Columns make sense to GitHub in one line only.
    if start.line == end.line {
        text.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message = format!("{message}\n{}{help}", phrases::help(style.language));
    }
    format!(
        "{text},title={}::{}",
        property(finding.code.as_str()),
        data(&message)
    )
}

/// A text behind `::`; each of its lines is made harmless to read.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(tame::line).collect();
    lines
        .join("\n")
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

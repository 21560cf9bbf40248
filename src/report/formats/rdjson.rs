//! The format of reviewdog: <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>. Its columns count bytes.

use std::io::{self, Write};

use serde::Serialize;

use super::location::from_root;
use crate::finding::Severity;
use crate::report::{EditView, FindingView, Report, tame};
use crate::text;

#[derive(Serialize)]
struct Diagnostics<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let diagnostics = Diagnostics {
        source: Source {
            name: env!("CARGO_PKG_NAME"),
            url: env!("CARGO_PKG_REPOSITORY"),
        },
        diagnostics: report
            .counting()
            .map(|finding| diagnostic(finding, report))
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &diagnostics)?;
    out.write_all(b"\n")
}

fn diagnostic<'a>(finding: &'a FindingView, report: &Report) -> Diagnostic<'a> {
    let place = &finding.primary;
    Diagnostic {
        message: tame::line(&finding.message).into_owned(),
        location: Location {
            path: from_root(&place.path, &report.run),
            range: range(place.start, place.end),
        },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        code: Code {
            value: finding.code.as_str(),
        },
        suggestions: suggestion(finding).into_iter().collect(),
    }
}

/// The fix, where it is one replacement in the same file: reviewdog takes several for several proposals.
fn suggestion(finding: &FindingView) -> Option<Suggestion<'_>> {
    let [
        EditView {
            path,
            start,
            end,
            text,
        },
    ] = &finding.fix.as_ref()?.edits[..]
    else {
        return None;
    };
    (*path == finding.primary.path).then(|| Suggestion {
        range: range(*start, *end),
        text,
    })
}

fn range(start: text::Position, end: text::Position) -> Range {
    let position = |position: text::Position| Position {
        line: position.line,
        column: position.byte_column,
    };
    Range {
        start: position(start),
        end: position(end),
    }
}

//! Reviewdog and Jenkins as they read Checkstyle and rdjson: readers written after theirs, which refuse what they refuse.

use qingdan::finding::Severity;
use qingdan::report::{FindingView, Format, Report, tame};
use roxmltree::{Document, Node};
use serde::Deserialize;

use super::{harmful, spelled, whole};

/// What reviewdog makes of an `error` (`CheckStyleResult` in parser/checkstyle.go): line and column are numbers, a column
/// may be absent, and all else is text. It decodes with Go's encoding/xml, which wants the root to be `checkstyle`.
#[derive(Debug, PartialEq)]
struct Diagnostic {
    path: String,
    line: i32,
    column: i32,
    message: String,
}

fn reviewdog_checkstyle(text: &str) -> Vec<Diagnostic> {
    let document = Document::parse(text).expect("it is XML");
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "checkstyle");
    let mut read = Vec::new();
    for file in children(root, "file") {
        for error in children(file, "error") {
            let number = |key| {
                error
                    .attribute(key)
                    .map_or(0, |number| number.parse().expect("an int"))
            };
            read.push(Diagnostic {
                path: file.attribute("name").unwrap_or_default().to_owned(),
                line: number("line"),
                column: number("column"),
                message: error.attribute("message").unwrap_or_default().to_owned(),
            });
        }
    }
    read
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |node| node.has_tag_name(name))
}

/// Type, category and severity as the warnings plug-in of Jenkins shows them (`CheckStyleParser` of its analysis-model):
/// what stands behind the last full stop of `source`, what stands between the last two, and a guess from `severity`.
fn jenkins(text: &str) -> Vec<[String; 3]> {
    let document = Document::parse(text).expect("it is XML");
    let files = children(document.root_element(), "file");
    let errors = files.flat_map(|file| children(file, "error"));
    let behind_last = |text: &str| {
        text.rsplit_once('.')
            .map_or(String::new(), |(_, last)| last.to_owned())
    };
    let read = errors.map(|error| {
        let source = error.attribute("source").unwrap_or_default();
        let before = source.rsplit_once('.').map_or(source, |(before, _)| before);
        let severity = match error.attribute("severity") {
            Some("error") => "ERROR",
            Some("warning") => "WARNING_NORMAL",
            Some("info") => "WARNING_LOW",
            other => panic!("Jenkins has to guess at {other:?}"),
        };
        [behind_last(source), behind_last(before), severity.to_owned()]
    });
    read.collect()
}

/// The findings that count, file by file as they are written.
fn by_file(report: &Report) -> Vec<&FindingView> {
    let mut paths: Vec<&str> = Vec::new();
    report.counting().for_each(|finding| {
        let path = &*finding.primary.path;
        if !paths.contains(&path) {
            paths.push(path);
        }
    });
    let of = |path| {
        report
            .counting()
            .filter(move |finding| &*finding.primary.path == path)
    };
    paths.into_iter().flat_map(of).collect()
}

#[test]
fn reviewdog_and_jenkins_read_checkstyle() {
    for report in [whole(), harmful(), Report::default()] {
        let text = spelled(&report, Format::Checkstyle);
        let (diagnostics, issues) = (reviewdog_checkstyle(&text), jenkins(&text));
        let findings = by_file(&report);
        assert_eq!(
            (diagnostics.len(), issues.len()),
            (findings.len(), findings.len())
        );
        for ((finding, diagnostic), issue) in findings.iter().zip(diagnostics).zip(issues) {
            let start = finding.primary.start;
            let expected = Diagnostic {
                path: finding.primary.path.replace('\u{1b}', "\u{fffd}"),
                line: i32::try_from(start.line).expect("small"),
                column: i32::try_from(start.column).expect("small"),
                message: tame::line(&finding.message).into_owned(),
            };
            assert_eq!(diagnostic, expected);
            let (family, name) = finding
                .code
                .as_str()
                .split_once('/')
                .expect("the samples have families");
            let severity = match finding.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING_NORMAL",
                Severity::Info => "WARNING_LOW",
            };
            assert_eq!(issue, [name, family, severity], "{}", finding.code);
        }
    }
}

/// The messages of reviewdog's proto/rdf/reviewdog.proto. It reads them with protojson (parser/rdjson.go), which refuses a
/// field that it does not know, and a number that is no int32.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "what is read shows that it can be")]
struct DiagnosticResult {
    #[serde(default)]
    diagnostics: Vec<RdDiagnostic>,
    source: Option<Named>,
    severity: Option<RdSeverity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "as above")]
struct RdDiagnostic {
    message: String,
    location: RdLocation,
    severity: RdSeverity,
    source: Option<Named>,
    code: Option<RdCode>,
    #[serde(default)]
    suggestions: Vec<RdSuggestion>,
    original_output: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(dead_code, reason = "as above")]
enum RdSeverity {
    UnknownSeverity,
    Error,
    Warning,
    Info,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "as above")]
struct Named {
    name: String,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "as above")]
struct RdCode {
    value: String,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdLocation {
    path: String,
    range: RdRange,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdRange {
    start: RdPosition,
    end: RdPosition,
}

#[derive(Deserialize, PartialEq, PartialOrd)]
#[serde(deny_unknown_fields)]
struct RdPosition {
    line: i32,
    column: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RdSuggestion {
    range: RdRange,
    text: String,
}

#[test]
fn reviewdog_reads_rdjson() {
    for report in [whole(), harmful(), Report::default()] {
        let text = spelled(&report, Format::Rdjson);
        let read: DiagnosticResult = serde_json::from_str(&text).expect("reviewdog reads it");
        assert!(read.source.is_some_and(|source| source.name == "qingdan"));
        assert_eq!(read.diagnostics.len(), report.counting().count());
        for (finding, diagnostic) in report.counting().zip(read.diagnostics) {
            assert_eq!(diagnostic.message, tame::line(&finding.message));
            assert_eq!(diagnostic.location.path, *finding.primary.path);
            assert!(
                diagnostic
                    .code
                    .is_some_and(|code| code.value == finding.code.as_str())
            );
            let severity = match finding.severity {
                Severity::Error => RdSeverity::Error,
                Severity::Warning => RdSeverity::Warning,
                Severity::Info => RdSeverity::Info,
            };
            assert_eq!(diagnostic.severity, severity);
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            let texts: Vec<&str> = edits.map(|edit| edit.text.as_str()).collect();
            let suggested: Vec<&str> = diagnostic
                .suggestions
                .iter()
                .map(|edit| edit.text.as_str())
                .collect();
            assert_eq!(suggested, texts);
            let ranges = diagnostic.suggestions.iter().map(|edit| &edit.range);
            for range in ranges.chain([&diagnostic.location.range]) {
                assert!(range.start.line >= 1 && range.start.column >= 1 && range.start <= range.end);
            }
        }
    }
    let unknown = spelled(&whole(), Format::Rdjson).replace("\"code\":", "\"rule\":");
    assert!(
        serde_json::from_str::<DiagnosticResult>(&unknown).is_err(),
        "the reader can say no"
    );
}

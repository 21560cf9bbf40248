//! Code Quality of GitLab: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use std::io::{self, Write};

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use super::location::from_root;
use crate::Set;
use crate::finding::Severity;
use crate::report::{FindingView, Report, tame};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let mut seen = Set::default();
    let issues: Vec<Issue<'_>> = report
        .counting()
        .map(|finding| Issue {
            description: format!("{}: {}", finding.code, tame::line(&finding.message)),
            check_name: finding.code.as_str(),
            fingerprint: fingerprint(finding, &mut seen),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            location: Location {
                path: from_root(&finding.primary.path, &report.run),
                lines: Lines {
                    begin: finding.primary.start.line,
                    end: finding.primary.end.line,
                },
            },
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

/// The identity of the finding. Of entries with one fingerprint GitLab shows one: where a list lies in two files, the
/// second is told by its path.
fn fingerprint(finding: &FindingView, seen: &mut Set<u64>) -> String {
    let mut print = finding.fingerprint;
    while !seen.insert(print) {
        let mut hash = Xxh3::new();
        hash.update(&print.to_le_bytes());
        hash.update(finding.primary.path.as_bytes());
        print = hash.digest();
    }
    format!("{print:016x}")
}

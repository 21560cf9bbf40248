//! The format of Checkstyle, which Jenkins, reviewdog and many others read.

use std::io::{self, Write};

use super::location::from_root;
use super::xml::Document;
use crate::Map;
use crate::report::{FindingView, Report, tame};

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let mut files: Map<&str, Vec<&FindingView>> = Map::default();
    for finding in report.counting() {
        files.entry(&finding.primary.path).or_default().push(finding);
    }
    let mut document = Document::new(out)?;
    document.open("checkstyle", &[("version", "8.0")])?;
    for (path, findings) in files {
        document.open("file", &[("name", &from_root(path, &report.run))])?;
        for finding in findings {
            let start = finding.primary.start;
            document.empty(
                "error",
                &[
                    ("line", &start.line.to_string()),
                    ("column", &start.column.to_string()),
                    ("severity", finding.severity.as_str()),
                    ("message", &tame::line(&finding.message)),
                    ("source", &source(finding)),
                ],
            )?;
        }
        document.close("file")?;
    }
    document.close("checkstyle")?;
    document.finish()
}

/// The rule as Checkstyle names its own, with full stops: Jenkins takes what stands behind the last for the type, and what
/// stands before that for the category.
fn source(finding: &FindingView) -> String {
    format!("qingdan.{}", finding.code.as_str().replace('/', "."))
}

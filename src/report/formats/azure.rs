//! Issues of Azure Pipelines: logging commands in the log of a step.
//!
//! <https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>. There are errors and warnings only;
//! an info is a warning there, and its message says what it is.

use std::io::{self, Write};

use super::location::from_root;
use crate::finding::Severity;
use crate::report::{Report, Style, phrases, tame};

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<()> {
    for finding in report.counting() {
        let (kind, mark) = match finding.severity {
            Severity::Error => ("error", ""),
            Severity::Warning => ("warning", ""),
            Severity::Info => ("warning", phrases::severity(Severity::Info, style.language)),
        };
        let place = &finding.primary;
        let gap = if mark.is_empty() { "" } else { " " };
        writeln!(
            out,
            "##vso[task.logissue type={kind};sourcepath={};linenumber={};columnnumber={};code={};]{mark}{gap}{}",
            property(&from_root(&place.path, &report.run)),
            place.start.line,
            place.start.column,
            property(finding.code.as_str()),
            data(&finding.message),
        )?;
    }
    Ok(())
}

/// A text behind the command, on one line.
fn data(text: &str) -> String {
    tame::line(text).replace('%', "%AZP25")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}

//! For people: the findings by document, list and duty, each on one line.

use std::io::{self, Write};

use owo_colors::OwoColorize;

use super::concise::said;
use crate::Map;
use crate::report::{FindingView, Report, Style, phrases, summary, tame};

/// The findings of one document by the list and duty they are about, as these are shown.
type Groups<'r> = Map<(Option<&'static str>, String), Vec<&'r FindingView>>;

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<()> {
    let mut documents: Map<&str, Groups<'_>> = Map::default();
    for finding in report.shown() {
        let address = &finding.address;
        let list = address.list.map(|kind| phrases::list(kind, style.language));
        let groups = documents.entry(&finding.primary.path).or_default();
        let duty = phrases::duty(address, style.language);
        groups.entry((list, duty)).or_default().push(finding);
    }
    for (path, groups) in documents {
        heading(out, 0, path, style)?;
        let mut under = None;
        for ((list, duty), findings) in groups {
            if let Some(list) = list.filter(|list| under != Some(*list)) {
                heading(out, 1, list, style)?;
                under = Some(list);
            }
            if !duty.is_empty() {
                heading(out, 2, &duty, style)?;
            }
            for finding in findings {
                let start = finding.primary.start;
                writeln!(
                    out,
                    "      {}:{} {}",
                    start.line,
                    start.column,
                    said(finding, style)
                )?;
            }
        }
        out.write_all(b"\n")?;
    }
    match style.summary {
        true => out.write_all(summary::lines(report, style).as_bytes()),
        false => Ok(()),
    }
}

fn heading(out: &mut dyn Write, depth: usize, text: &str, style: Style) -> io::Result<()> {
    let (indent, text) = ("  ".repeat(depth), tame::line(text));
    match style.color {
        true => writeln!(out, "{indent}{}", text.bold()),
        false => writeln!(out, "{indent}{text}"),
    }
}

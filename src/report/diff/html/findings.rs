//! The findings of both versions: what the rules over changes say, what is new, what is mended.

use maud::{Markup, html};

use super::{Sheet, badge};
use crate::report::diff::group;
use crate::report::diff::phrase::{self, Findings};
use crate::report::diff::view::DiffReport;
use crate::report::html::frame::tamed;
use crate::report::{FindingView, phrases};

/// How many findings of a kind are shown.
const MOST: usize = 500;

/// Whether there is anything to show.
pub(super) fn any(report: &DiffReport) -> bool {
    !(report.verdicts.is_empty() && report.new.is_empty() && report.fixed.is_empty())
}

/// All of them.
pub(super) fn section(sheet: Sheet<'_>) -> Markup {
    let report = sheet.report;
    let kinds = [
        (Findings::Verdicts, &report.verdicts),
        (Findings::New, &report.new),
        (Findings::Fixed, &report.fixed),
    ];
    html! {
        section id="findings" aria-labelledby="findings-title" {
            h2 id="findings-title" { (sheet.pick("检查发现", "Findings")) }
            @for (which, findings) in kinds {
                @if !findings.is_empty() {
                    details class="group" open[which != Findings::Fixed] {
                        summary { h3 { (phrase::findings_title(which, findings.len(), sheet.language)) } }
                        @for findings in group::by_rule(&findings[..findings.len().min(MOST)]) { (of_rule(sheet, &findings)) }
                        @if findings.len() > MOST {
                            p class="quiet" { @match sheet.language {
                                crate::finding::Language::Zh => { "另有 " (findings.len() - MOST) " 处未列出。" }
                                crate::finding::Language::En => { (phrases::count(findings.len() - MOST, "more finding")) " not shown." }
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// What one rule found, and what it advises.
fn of_rule(sheet: Sheet<'_>, findings: &[&FindingView]) -> Markup {
    let first = findings[0];
    html! {
        div class="found" {
            p { (badge(first.severity, sheet.language)) " " code { (first.code.as_str()) } }
            ul {
                @for finding in findings {
                    li {
                        (tamed(&finding.message)) " "
                        span class="quiet" {
                            (tamed(&phrases::address(&finding.address, sheet.language)))
                            " · " code { (tamed(&finding.primary.path)) ":" (finding.primary.start.line) ":" (finding.primary.start.column) }
                        }
                    }
                }
            }
            @if let Some(help) = &first.help { p class="help" { b { (phrases::help(sheet.language)) } (tamed(help)) } }
        }
    }
}

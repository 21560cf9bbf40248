//! One finding: what is wrong, the words of the document with the faulty ones marked, and the rule beside it.

use maud::{Markup, html};

use super::frame::{pick, tamed};
use super::place::{Cell, others, place};
use crate::finding::{BaselineState, Language};
use crate::report::book::Shown;
use crate::report::view::{FixView, SuppressionView};
use crate::report::{FindingView, RuleView, phrases};

/// What a card needs to know beside its finding.
#[derive(Clone, Copy)]
pub(super) struct Desk<'r> {
    pub(super) language: Language,
    /// The rule of the finding, where it is a rule that was run.
    pub(super) rule: Option<&'r RuleView>,
    /// The number of the document.
    pub(super) chapter: usize,
    /// The name of the list, for the filter; may be empty.
    pub(super) list: &'static str,
    /// How much of the cell around the place is shown.
    pub(super) cell: Cell,
}

/// The state of a finding as the filter names it.
pub(super) fn state(finding: &FindingView) -> &'static str {
    match (&finding.suppression, finding.baseline) {
        (Some(_), _) => "waived",
        (None, Some(BaselineState::Unchanged)) => "known",
        _ => "open",
    }
}

pub(super) fn card(shown: &Shown<'_>, desk: Desk<'_>) -> Markup {
    let (finding, language) = (shown.finding, desk.language);
    let severity = finding.severity.as_str();
    let departments: Vec<String> = shown.departments.iter().map(usize::to_string).collect();
    html! {
        div class={ "finding " (severity) @if state(finding) != "open" { " aside" } } id={ "f-" (format!("{:016x}", finding.fingerprint)) }
            data-severity=(severity) data-rule=(finding.code.as_str()) data-list=(desk.list) data-state=(state(finding))
            data-chapter=(desk.chapter) data-departments=(departments.join(" ")) {
            div class="said" {
                p class="message whole" {
                    span class={ "badge " (severity) } { (phrases::severity(finding.severity, language)) } " "
                    strong { (tamed(&finding.message)) }
                }
                @if let Some(by) = &finding.suppression { (suppression(by, language)) }
                @if state(finding) == "known" {
                    p class="quiet" { span class="badge idle" { (pick(language, "已知", "known")) } " " (pick(language, "基线里已有的问题，不计入总数", "in the baseline; not counted")) }
                }
                (place(&finding.primary, None, desk.cell, language))
                (others(finding, language))
                @if let Some(help) = &finding.help {
                    p class="help" { b { (phrases::help(language)) } (tamed(help)) }
                }
                @if let Some(fix) = &finding.fix { (suggestion(fix, language)) }
            }
            (beside(finding, desk))
        }
    }
}

/// The rule: what must hold, and why.
fn beside(finding: &FindingView, desk: Desk<'_>) -> Markup {
    let language = desk.language;
    html! {
        div class="beside" {
            @if let Some(rule) = desk.rule {
                p class="title" { (rule.title) }
                @if let Some(reason) = &rule.reason {
                    p class="reason" { (reason) }
                }
                p class="quiet" { a href={ "#r-" (rule.id.as_str()) } { code { (finding.code.as_str()) } } }
            } @else {
                p class="quiet" {
                    (phrases::family(finding.code.as_str().split('/').next().unwrap_or_default(), language))
                    br; code { (tamed(finding.code.as_str())) }
                }
            }
        }
    }
}

fn suppression(by: &SuppressionView, language: Language) -> Markup {
    html! {
        p class="quiet" {
            span class="badge idle" { (phrases::aside(language)) } " "
            (tamed(&phrases::suppression(by, language))) " (" (tamed(&by.path)) ":" (by.start.line) ")"
        }
    }
}

fn suggestion(fix: &FixView, language: Language) -> Markup {
    html! {
        p class="help" {
            b { (pick(language, "可以改成：", "can be mended: ")) }
            (tamed(&fix.title))
            @if !fix.safe { (phrases::unsafe_fix(language)) }
        }
    }
}

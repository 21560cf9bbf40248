//! One finding: what is wrong, the words of the document with the faulty ones marked, and the rule beside it.

use maud::{Markup, html};

use super::frame::{pick, tamed};
use crate::finding::{BaselineState, Language};
use crate::report::book::Shown;
use crate::report::passage::{Passage, PassageLine};
use crate::report::view::{FixView, LabelView, SuppressionView};
use crate::report::{FindingView, RuleView, phrases};

/// How many other places are shown without being asked for.
const OPEN: usize = 2;
/// How many other places are shown with their words; those behind are named by line and column.
const WITH_WORDS: usize = 12;
/// How many other places are named.
const NAMED: usize = 200;

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
                (place(&finding.primary, None, true, language))
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

/// The other places: a few at once, more behind a fold, the rest by name.
fn others(finding: &FindingView, language: Language) -> Markup {
    let (open, more) =
        finding
            .related
            .split_at(
                finding
                    .related
                    .len()
                    .min(if finding.related.len() <= OPEN { OPEN } else { 1 }),
            );
    let (worded, named) = more.split_at(more.len().min(WITH_WORDS));
    html! {
        @for label in open { (place(label, Some(&finding.primary), false, language)) }
        @if !more.is_empty() {
            details class="more" {
                summary { @match language {
                    Language::Zh => { "另有 " (more.len()) " 处" }
                    Language::En => { "and at " (phrases::count(more.len(), "more place")) }
                } }
                @for label in worded { (place(label, Some(&finding.primary), false, language)) }
                @if !named.is_empty() {
                    p class="quiet" {
                        (pick(language, "其余在（行:列）：", "and at (line:column): "))
                        @for (number, label) in named.iter().take(NAMED).enumerate() {
                            @if number > 0 { (pick(language, "、", ", ")) }
                            (label.start.line) ":" (label.start.column)
                        }
                        @if named.len() > NAMED { "…" }
                    }
                }
            }
        }
    }
}

/// A place: where, the words with the mark, and what is to be seen there. The cell around the mark only where `whole`.
fn place(label: &LabelView, primary: Option<&LabelView>, whole: bool, language: Language) -> Markup {
    let elsewhere = primary.filter(|primary| primary.path != label.path);
    let other_duty = primary.is_some_and(|primary| elsewhere.is_some() || primary.address != label.address);
    html! {
        figure class="place" {
            figcaption class="quiet" {
                @if let Some(field) = label.passage.as_ref().and_then(|passage| passage.field) {
                    span class="field" { (phrases::field(field, language)) } " "
                }
                @if other_duty { (tamed(&phrases::address(&label.address, language))) " " }
                span class="at" {
                    @if elsewhere.is_some() { (tamed(&label.path)) " " }
                    @match language {
                        Language::Zh => { "第 " (label.start.line) " 行第 " (label.start.column) " 字" }
                        Language::En => { "line " (label.start.line) ", column " (label.start.column) }
                    }
                }
            }
            @if let Some(passage) = &label.passage { (passage_of(passage, whole, language)) }
            @if !label.words.is_empty() { p class="words" { (tamed(&label.words)) } }
        }
    }
}

fn passage_of(passage: &Passage, whole: bool, language: Language) -> Markup {
    let marked = |line: &PassageLine| line.is_marked();
    let lines = &passage.lines;
    let first = lines.iter().position(marked).unwrap_or(0);
    let last = lines.iter().rposition(marked).unwrap_or(first);
    // Departments that head a block and its first clause are read together.
    let last = if lines[last].head {
        (last + 1).min(lines.len() - 1)
    } else {
        last
    };
    let head = lines[..first].iter().rposition(|line| line.head);
    let (before, after) = (&lines[..first], &lines[last + 1..]);
    html! {
        blockquote class={ "passage" @if passage.field.is_none() { " raw" } } {
            @if whole && !before.is_empty() { (fold(before, passage.before, true, language)) }
            @if let Some(head) = head { @if !whole || before.len() > 1 { p class="line head" { (pieces(&before[head])) } } }
            @for line in &passage.lines[first..=last] { (line_of(line)) }
            @if whole && !after.is_empty() { (fold(after, passage.after, false, language)) }
        }
    }
}

/// Lines of the same cell that can be unfolded; a single short one is shown at once.
fn fold(lines: &[PassageLine], beyond: usize, before: bool, language: Language) -> Markup {
    if let [line] = lines
        && beyond == 0
        && line.text.len() < 240
    {
        return html! { div class="near" { (line_of(line)) } };
    }
    let count = lines.len() + beyond;
    html! {
        details class="cell" {
            summary { @match (language, before) {
                (Language::Zh, true) => { "前面 " (count) " 条" }
                (Language::Zh, false) => { "后面 " (count) " 条" }
                (Language::En, true) => { (phrases::count(count, "line")) " before" }
                (Language::En, false) => { (phrases::count(count, "line")) " after" }
            } }
            @if before && beyond > 0 { (left_out(beyond, language)) }
            @for line in lines { (line_of(line)) }
            @if !before && beyond > 0 { (left_out(beyond, language)) }
        }
    }
}

fn left_out(lines: usize, language: Language) -> Markup {
    html! {
        p class="line cut" { @match language {
            Language::Zh => { "（" (lines) " 条未列）" }
            Language::En => { "(" (phrases::count(lines, "line")) " left out)" }
        } }
    }
}

fn line_of(line: &PassageLine) -> Markup {
    html! {
        p class={ "line" @if line.head { " head" } } {
            @if !line.number.is_empty() {
                span class="number" { @if line.number_marked { mark { (tamed(&line.number)) } } @else { (tamed(&line.number)) } "." } " "
            }
            (pieces(line))
        }
    }
}

fn pieces(line: &PassageLine) -> Markup {
    html! {
        @if line.cut_start { span class="cut" { "……" } }
        @for (text, marked) in line.pieces() {
            @if !marked { (text) }
            @else if text.is_empty() { mark class="point" {} }
            @else { mark { (text) } }
        }
        @if line.cut_end { span class="cut" { "……" } }
    }
}

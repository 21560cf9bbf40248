//! The form that narrows the findings down; without a script it is not there, and all findings are.

use maud::{Markup, html};

use super::card::state;
use super::frame::{pick, tamed};
use crate::finding::{Language, Severity};
use crate::report::book::Book;
use crate::report::phrases;
use crate::{Map, Set};

pub(super) fn filters(book: &Book<'_>, language: Language) -> Markup {
    let mut rules: Map<&str, ()> = Map::default();
    let mut states: Set<&str> = Set::default();
    for shown in book.shown() {
        rules.insert(shown.finding.code.as_str(), ());
        states.insert(state(shown.finding));
    }
    let mut rules: Vec<&str> = rules.into_keys().collect();
    rules.sort_unstable();
    let kinds = book.kinds();
    html! {
        form id="filters" class="screen" role="search" aria-label=(pick(language, "筛选问题", "filter the findings")) hidden {
            label class="wide-field" {
                span { (pick(language, "搜索", "Search")) }
                input type="search" name="words" autocomplete="off" spellcheck="false"
                    placeholder=(pick(language, "原文、部门、事项名称……", "words, departments, duties …"));
            }
            fieldset {
                legend { (pick(language, "级别", "Severity")) }
                @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                    label class="tick" {
                        input type="checkbox" name="severity" value=(severity.as_str()) checked;
                        span class={ "badge " (severity.as_str()) } { (phrases::severity(severity, language)) }
                        span class="quiet" data-of={ "severity:" (severity.as_str()) } {}
                    }
                }
            }
            @if book.chapters.iter().filter(|chapter| !chapter.findings.is_empty()).count() > 1 {
                (choice("chapter", pick(language, "乡镇（文件）", "Township (file)"), language, book.chapters.iter().enumerate()
                    .filter(|(_, chapter)| !chapter.findings.is_empty())
                    .map(|(number, chapter)| (number.to_string(), chapter.title().to_owned()))))
            }
            @if !kinds.is_empty() {
                (choice("list", pick(language, "清单", "List"), language,
                    kinds.into_iter().map(|kind| (kind.as_str().to_owned(), phrases::list(kind, language).to_owned()))))
            }
            @if !book.departments.is_empty() {
                (choice("department", pick(language, "上级部门", "Department"), language,
                    book.departments.iter().enumerate().map(|(at, name)| (at.to_string(), (*name).to_owned()))))
            }
            (choice("rule", pick(language, "规则", "Rule"), language, rules.into_iter().map(|id| (id.to_owned(), name_of(book, id)))))
            @if states.len() > 1 || states.first().is_some_and(|state| *state != "open") {
                (choice("state", pick(language, "状态", "State"), language, states.into_iter()
                    .map(|state| (state.to_owned(), state_name(state, language).to_owned()))))
            }
            button type="reset" { (pick(language, "清除筛选", "Show all")) }
            p id="count" role="status" aria-live="polite"
                data-words=(pick(language, "显示 {shown} 处，共 {all} 处", "{shown} of {all} findings shown"))
                data-none=(pick(language, "没有符合条件的问题", "no finding matches")) {}
        }
    }
}

fn state_name(state: &str, language: Language) -> &'static str {
    match state {
        "waived" => phrases::aside(language),
        "known" => pick(language, "基线里已有", "in the baseline"),
        _ => pick(language, "待处理", "open"),
    }
}

/// A rule by what must hold, with its id where it has no title.
fn name_of(book: &Book<'_>, id: &str) -> String {
    let rule = book.report.rules.iter().find(|rule| rule.id.as_str() == id);
    rule.map_or_else(|| id.to_owned(), |rule| rule.title.clone())
}

fn choice(
    name: &str,
    title: &str,
    language: Language,
    options: impl Iterator<Item = (String, String)>,
) -> Markup {
    html! {
        label {
            span { (title) }
            select name=(name) {
                option value="" { (pick(language, "全部", "all")) }
                @for (value, words) in options {
                    option value=(value) data-words=(tamed(&words)) { (tamed(&words)) }
                }
            }
        }
    }
}

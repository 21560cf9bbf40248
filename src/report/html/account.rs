//! The account of rules and lists: what each rule found in each list, and where it met nothing to judge.

use maud::{Markup, html};

use super::book::{Book, Chapter};
use super::frame::{pick, tamed};
use crate::Map;
use crate::finding::Language;
use crate::report::{RuleView, phrases};

/// How many lists have a column of their own; where there are more, they are counted together.
const MOST_COLUMNS: usize = 12;

pub(super) fn account(book: &Book<'_>, language: Language) -> Markup {
    let columns: Vec<_> = book.lists().collect();
    let found = found(book);
    let not_applied = &book.report.summary.not_applied;
    html! {
        section id="rules" aria-labelledby="rules-title" {
            h2 id="rules-title" { (pick(language, "规则与清单对照", "Rules and lists")) }
            p class="quiet" { (pick(language,
                "每条规则在每份清单里的结果：数字是发现的问题数，“符合”是查过且没有问题，“未涉及”是没有遇到可判断的内容。",
                "What each rule came to in each list: the number of findings; met, where it looked and found nothing; not applied, where it had nothing to judge.")) }
            div class="wide" tabindex="0" role="region" aria-labelledby="rules-title" {
                table class="account" {
                    thead { tr {
                        th scope="col" { (pick(language, "规则", "rule")) }
                        th scope="col" { (pick(language, "级别", "severity")) }
                        @if columns.len() <= MOST_COLUMNS {
                            @for (number, _, outline) in &columns {
                                th scope="col" class="n" { a href={ "#c-" (number) } { (tamed(&outline.short)) } }
                            }
                        } @else {
                            th scope="col" class="n" { (pick(language, "有问题的清单", "lists with findings")) }
                            th scope="col" class="n" { (pick(language, "问题", "findings")) }
                        }
                    } }
                    tbody {
                        @for rule in &book.report.rules {
                            @let counts = found.get(rule.id.as_str());
                            @let idle = not_applied.iter().any(|id| id == rule.id.as_str());
                            tr id={ "r-" (rule.id.as_str()) } {
                                th scope="row" {
                                    (rule.title) " " code class="quiet" { (rule.id.as_str()) }
                                    @if let Some(reason) = &rule.reason { p class="reason" { (reason) } }
                                }
                                td { span class={ "badge " (rule.severity.as_str()) } { (phrases::severity(rule.severity, language)) } }
                                @if columns.len() <= MOST_COLUMNS {
                                    @for (number, ..) in &columns {
                                        td class="n" { (cell(rule, counts.and_then(|counts| counts.get(number)).copied(), idle, language)) }
                                    }
                                } @else {
                                    td class="n" { (counts.map_or(0, Map::len)) }
                                    td class="n" { (cell(rule, counts.map(|counts| counts.values().sum()), idle, language)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(rule: &RuleView, found: Option<usize>, idle: bool, language: Language) -> Markup {
    html! {
        @match found {
            Some(found) => { span class={ "badge " (rule.severity.as_str()) } { (found) } }
            None if idle => { span class="quiet" { (pick(language, "未涉及", "not applied")) } }
            None => { span class="badge good" { (pick(language, "符合", "met")) } }
        }
    }
}

/// How many findings of each rule count, by document.
fn found<'r>(book: &Book<'r>) -> Map<&'r str, Map<usize, usize>> {
    let mut found: Map<&str, Map<usize, usize>> = Map::default();
    let numbers: Map<&str, usize> = book.chapters.iter().enumerate().map(number).collect();
    for finding in book.report.findings.iter().filter(|finding| finding.counts()) {
        let counts = found.entry(finding.code.as_str()).or_default();
        if let Some(&number) = numbers.get(&*finding.primary.path) {
            *counts.entry(number).or_default() += 1;
        }
    }
    found
}

fn number<'r>((number, chapter): (usize, &Chapter<'r>)) -> (&'r str, usize) {
    (chapter.path, number)
}

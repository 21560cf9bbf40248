//! The account of rules and lists: what each rule found in each list, and where it had nothing to judge.

use maud::{Markup, html};

use super::frame::{pick, tamed};
use crate::finding::Language;
use crate::report::account::{Entry, Part};
use crate::report::book::Book;
use crate::report::{RuleView, phrases};

/// How many lists have a column of their own; where there are more, they are counted together.
const MOST_COLUMNS: usize = 12;

pub(super) fn account(book: &Book<'_>, parts: &[Part<'_>], language: Language) -> Markup {
    let lists: Vec<&Part<'_>> = parts.iter().filter(|part| part.document.is_some()).collect();
    let single = lists.len() <= MOST_COLUMNS;
    let mut rules: Vec<&RuleView> = book.report.rules.iter().collect();
    rules.sort_by_key(|rule| standing(rule, &lists));
    html! {
        section id="rules" aria-labelledby="rules-title" {
            h2 id="rules-title" { (pick(language, "规则与清单对照", "Rules and lists")) }
            p class="quiet" { (pick(language,
                "每条规则在每份清单里的结果：数字是问题数；“符合”是查过、没有问题；“未涉及”是没有遇到可判断的内容。",
                "What each rule came to in each list: a number of findings; met, where it looked and found nothing; not applied, where it had nothing to judge.")) }
            div class="wide" tabindex="0" role="region" aria-labelledby="rules-title" {
                table class="account" {
                    thead { tr {
                        th scope="col" { (pick(language, "规则", "rule")) }
                        th scope="col" { (pick(language, "级别", "severity")) }
                        @if single {
                            @for part in &lists { th scope="col" class="n" { (heading(book, part)) } }
                        } @else {
                            @for title in totals(language) { th scope="col" class="n" { (title) } }
                        }
                    } }
                    tbody {
                        @for rule in rules {
                            tr id={ "r-" (rule.id.as_str()) } {
                                th scope="row" {
                                    (tamed(&rule.title)) " " code class="quiet" { (rule.id.as_str()) }
                                    @if let Some(reason) = &rule.reason { p class="reason" { (tamed(reason)) } }
                                }
                                td { span class={ "badge " (rule.severity.as_str()) } { (phrases::severity(rule.severity, language)) } }
                                @if single {
                                    @for part in &lists {
                                        td class="n" { (cell(rule, part.entries.get(rule.id.as_str()), language)) }
                                    }
                                } @else { (sums(rule, &lists)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Rules that found something come first, those that had nothing to judge last.
fn standing(rule: &RuleView, lists: &[&Part<'_>]) -> u8 {
    let entries = lists.iter().filter_map(|part| part.entries.get(rule.id.as_str()));
    let each = entries.map(|entry| match (entry.found.is_empty(), entry.met) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    });
    each.min().unwrap_or(2)
}

/// The name of a list, with a link to its findings where there are any.
fn heading(book: &Book<'_>, part: &Part<'_>) -> Markup {
    let chapter = book.chapters.iter().position(|chapter| chapter.path == part.path);
    let outline = chapter.and_then(|at| book.chapters[at].outline);
    let name = outline.map_or(part.path, |outline| outline.short.as_str());
    html! {
        @match chapter.filter(|at| !book.chapters[*at].findings.is_empty()) {
            Some(at) => { a href={ "#c-" (at) } { (tamed(name)) } }
            None => { (tamed(name)) }
        }
    }
}

fn cell(rule: &RuleView, entry: Option<&Entry<'_>>, language: Language) -> Markup {
    let Some(entry) = entry else {
        return html! {};
    };
    let aside = entry.waived.len() + entry.known.len();
    html! {
        @if !entry.found.is_empty() { span class={ "badge " (rule.severity.as_str()) } { (entry.found.len()) } }
        @else if aside > 0 {}
        @else if entry.met { span class="badge good" { (pick(language, "符合", "met")) } }
        @else { span class="quiet" { (pick(language, "未涉及", "not applied")) } }
        @for (count, words) in [
            (entry.waived.len(), phrases::aside(language)),
            (entry.known.len(), pick(language, "已知", "known")),
        ] {
            @if count > 0 { " " span class="quiet" { (words) " " (count) } }
        }
    }
}

/// The columns where all lists are counted together.
fn totals(language: Language) -> [&'static str; 5] {
    [
        pick(language, "问题", "findings"),
        phrases::aside(language),
        pick(language, "有问题的清单", "lists with findings"),
        pick(language, "符合的清单", "lists that meet it"),
        pick(language, "未涉及的清单", "lists not applied to"),
    ]
}

fn sums(rule: &RuleView, lists: &[&Part<'_>]) -> Markup {
    let mut sums = [0; 5];
    for entry in lists.iter().filter_map(|part| part.entries.get(rule.id.as_str())) {
        sums[0] += entry.found.len();
        sums[1] += entry.waived.len();
        sums[match (entry.found.is_empty(), entry.met) {
            (false, _) => 2,
            (true, true) => 3,
            (true, false) => 4,
        }] += 1;
    }
    html! {
        @for (at, sum) in sums.into_iter().enumerate() {
            td class="n" {
                @if at == 0 && sum > 0 { span class={ "badge " (rule.severity.as_str()) } { (sum) } } @else { (sum) }
            }
        }
    }
}

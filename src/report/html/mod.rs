//! For people: one page without any other file, to read, filter, print and send back.

mod account;
mod book;
mod card;
mod chapter;
mod filters;
pub mod frame;
mod picture;

use std::io::{self, Write};

use maud::{Markup, html};

use super::{Report, phrases};
use crate::finding::{Counts, Language, Severity};
use book::{Book, Chapter};
use frame::{Page, pick, tamed};

/// How many documents the table at the head of the page names.
const MOST_ROWS: usize = 200;

pub(super) fn write(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<usize> {
    let book = Book::new(report);
    let title = pick(
        language,
        "乡镇履行职责事项清单检查报告",
        "Report on township duty lists",
    );
    let page = Page {
        language,
        title,
        style: include_str!("report.css"),
        script: include_str!("report.js"),
        skip_to: "findings",
    };
    page.write(out, &body(&book, title, language))?;
    Ok(book.left_out)
}

fn body(book: &Book<'_>, title: &str, language: Language) -> Markup {
    let rules = book
        .report
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule))
        .collect();
    html! {
        header {
            h1 { (title) }
            p class="verdict" { (verdict(book.report, language)) }
            nav class="screen" aria-label=(pick(language, "本页内容", "on this page")) {
                a href="#overview" { (pick(language, "概览", "Overview")) }
                a href="#findings" { (pick(language, "问题", "Findings")) }
                a href="#rules" { (pick(language, "规则与清单对照", "Rules and lists")) }
            }
        }
        main {
            (overview(book, language))
            section id="findings" aria-labelledby="findings-title" tabindex="-1" {
                h2 id="findings-title" { (pick(language, "问题", "Findings")) }
                @if book.left_out > 0 { p class="note" { (left_out(book, language)) } }
                div class="desk" {
                    (filters::filters(book, language))
                    div class="chapters" {
                        @for (number, chapter) in book.chapters.iter().enumerate() {
                            @if !chapter.findings.is_empty() { (chapter::chapter(book, number, &rules, language)) }
                        }
                        @if book.report.findings.is_empty() { p class="note" { (pick(language, "没有发现问题。", "Nothing was found.")) } }
                    }
                }
            }
            (account::account(book, language))
        }
        footer { p { (footing(book.report, language)) } }
    }
}

/// What was found in what, in one sentence.
fn verdict(report: &Report, language: Language) -> Markup {
    let summary = &report.summary;
    let Counts {
        errors,
        warnings,
        infos,
    } = summary.counts;
    html! {
        @match language {
            Language::Zh => {
                "检查了 " (summary.lists) " 份清单、" (summary.duties) " 个事项，"
                @if summary.counts.total() == 0 { "没有发现问题。" } @else {
                    "发现 " b { (summary.counts.total()) " 处问题" } "：错误 " (errors) "，警告 " (warnings) "，提示 " (infos) "。"
                }
            }
            Language::En => {
                (phrases::count(summary.lists, "list")) " with " (phrases::count(summary.duties, "duty")) " checked: "
                @if summary.counts.total() == 0 { "nothing found." } @else {
                    b { (phrases::count(summary.counts.total(), "finding")) } ", of which " (phrases::count(errors, "error")) ", "
                    (phrases::count(warnings, "warning")) " and " (phrases::count(infos, "info")) "."
                }
            }
        }
    }
}

fn overview(book: &Book<'_>, language: Language) -> Markup {
    let mut rows: Vec<(usize, &Chapter<'_>)> = book.chapters.iter().enumerate().collect();
    let beyond = rows.len().saturating_sub(MOST_ROWS);
    if beyond > 0 {
        let gravity = |counts: Counts| (counts.errors, counts.warnings, counts.infos);
        rows.sort_by_key(|(_, chapter)| std::cmp::Reverse(gravity(chapter.counts)));
        rows.truncate(MOST_ROWS);
    }
    html! {
        section id="overview" aria-labelledby="overview-title" {
            h2 id="overview-title" { (pick(language, "概览", "Overview")) }
            ul class="levels" {
                @for (severity, meaning) in [
                    (Severity::Error, pick(language, "应当退回修改", "a reviewer would send the list back")),
                    (Severity::Warning, pick(language, "需要核实", "a reviewer would ask")),
                    (Severity::Info, pick(language, "文字规范，建议统一", "a matter of style")),
                ] {
                    li { span class={ "badge " (severity.as_str()) } { (phrases::severity(severity, language)) } " " (meaning) }
                }
            }
            div class="wide" tabindex="0" role="region" aria-labelledby="overview-title" {
                table {
                    thead { tr {
                        th scope="col" { (pick(language, "乡镇", "township")) }
                        th scope="col" class="n" { (pick(language, "事项", "duties")) }
                        @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                            th scope="col" class="n" { (phrases::severity(severity, language)) }
                        }
                    } }
                    tbody { @for (number, chapter) in rows { (row(number, chapter)) } }
                }
            }
            @if beyond > 0 { p class="note" { @match language {
                Language::Zh => { "这里只列问题最多的 " (MOST_ROWS) " 份，其余 " (beyond) " 份未列。" }
                Language::En => { "The " (MOST_ROWS) " with the gravest findings; " (beyond) " more are not named." }
            } } }
        }
    }
}

fn row(number: usize, chapter: &Chapter<'_>) -> Markup {
    let Counts {
        errors,
        warnings,
        infos,
    } = chapter.counts;
    let duties = chapter.outline.map(|outline| {
        let categories = outline.lists.iter().flat_map(|list| &list.categories);
        categories.map(|category| category.duties.len()).sum::<usize>()
    });
    html! {
        tr {
            th scope="row" {
                @if chapter.findings.is_empty() { (tamed(chapter.title())) }
                @else { a href={ "#c-" (number) } { (tamed(chapter.title())) } }
            }
            td class="n" { @if let Some(duties) = duties { (duties) } @else { "–" } }
            @for (count, severity) in [(errors, Severity::Error), (warnings, Severity::Warning), (infos, Severity::Info)] {
                td class="n" { @if count > 0 { span class={ "badge " (severity.as_str()) } { (count) } } @else { "0" } }
            }
        }
    }
}

fn left_out(book: &Book<'_>, language: Language) -> Markup {
    html! {
        @match language {
            Language::Zh => { "问题太多，本页只列较重的 " (book::MOST_FINDINGS) " 处，较轻的 " (book.left_out) " 处未列；全部问题见 xlsx 或 json 报告。" }
            Language::En => { "There are too many findings: this page holds the gravest " (book::MOST_FINDINGS) "; " (book.left_out) " milder ones are left out. The xlsx and json reports hold all." }
        }
    }
}

/// With what it was checked, and what was not.
fn footing(report: &Report, language: Language) -> Markup {
    let (rules, previews) = (report.summary.rules, report.summary.previews);
    html! {
        @match language {
            Language::Zh => {
                "由 qingdan " (env!("CARGO_PKG_VERSION")) " 按 " (rules) " 条规则检查。"
                @if previews > 0 { "另有 " (previews) " 条预览中的规则没有运行。" }
                "“行”和“字”指清单文件里的位置。"
            }
            Language::En => {
                "Checked by qingdan " (env!("CARGO_PKG_VERSION")) " against " (phrases::count(rules, "rule")) ". "
                @if previews > 0 { (phrases::count(previews, "rule")) " in preview did not run. " }
                "Lines and columns are those of the file of the list."
            }
        }
    }
}

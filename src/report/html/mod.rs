//! For people: one page without any other file, to read, filter, print and send back.

mod account;
mod anchor;
mod card;
mod chapter;
mod filters;
pub mod frame;
mod picture;
mod place;

use std::io::{self, Write};

use maud::{Markup, html};

use super::book::{Book, Chapter};
use super::{Report, phrases, summary};
use crate::finding::{Counts, Language, Severity, Words};
use frame::{Page, pick, tamed};

/// How many findings a page holds; the mildest beyond are left out.
const MOST_FINDINGS: usize = 5000;
/// How many documents are pictured.
pub(super) const MOST_PICTURES: usize = 40;
/// How many documents the table at the head of the page names.
const MOST_ROWS: usize = 200;

pub(super) fn write(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<usize> {
    let book = Book::new(report, MOST_FINDINGS);
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
            (verdict(book.report, language))
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
                @if let Some(words) = undrawn(book) { p class="note" { (words.get(language)) } }
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
            (account::account(book, &book.report.account(), language))
        }
        footer { p { (footing(language)) } }
    }
}

/// What was found in what, and whatever else must be known to read it rightly.
fn verdict(report: &Report, language: Language) -> Markup {
    let mut said = summary::said(report, language).into_iter();
    html! {
        p class="verdict" { (tamed(&said.next().unwrap_or_default())) }
        @if !report.run.notices.is_empty() {
            div class={ "note" @if !report.run.is_whole() { " error" } } role="note" {
                @if !report.run.is_whole() {
                    p { b { (pick(language, "检查没有完整进行，结果不能作为依据：", "The run is not complete; its result proves nothing:")) } }
                }
                ul { @for notice in &report.run.notices { li { (tamed(&notice.text)) } } }
            }
        }
        @for line in said { p class="quiet" { (tamed(&line)) } }
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
            Language::Zh => { "问题太多，本页只列较重的 " (MOST_FINDINGS) " 处，较轻的 " (book.left_out) " 处未列；全部问题见 xlsx 或 json 报告。" }
            Language::En => { "There are too many findings: this page holds the gravest " (MOST_FINDINGS) "; " (book.left_out) " milder ones are left out. The xlsx and json reports hold all." }
        }
    }
}

/// The lists whose findings the page shows, by the positions of their chapters: those that could be pictured.
fn pictured(book: &Book<'_>) -> impl Iterator<Item = usize> {
    let with_findings = book
        .lists()
        .filter(|(_, chapter, _)| !chapter.findings.is_empty());
    with_findings.map(|(number, ..)| number)
}

/// How many of them are not, if some are not.
fn undrawn(book: &Book<'_>) -> Option<Words> {
    let beyond = pictured(book)
        .count()
        .checked_sub(MOST_PICTURES)
        .filter(|beyond| *beyond > 0)?;
    Some(Words::new(
        format!("本页只为前 {MOST_PICTURES} 份有问题的清单画图，其余 {beyond} 份没有图；问题都照列。"),
        format!(
            "Pictures are drawn for the first {MOST_PICTURES} lists with findings; {} not pictured, their findings are all here.",
            phrases::count(beyond, "list")
        ),
    ))
}

/// With what it was checked.
fn footing(language: Language) -> Markup {
    html! {
        @match language {
            Language::Zh => { "由 qingdan " (env!("CARGO_PKG_VERSION")) " 检查生成。“行”和“字”指清单文件里的位置。" }
            Language::En => { "Made by qingdan " (env!("CARGO_PKG_VERSION")) ". Lines and columns are those of the file of the list." }
        }
    }
}

//! A document: its pictures, and its findings under list, category and duty.

use maud::{Markup, html};

use super::card::{self, Desk};
use super::frame::{pick, tamed};
use super::place::Cell;
use super::{MOST_PICTURES, picture};
use crate::Map;
use crate::check::outline::Spot;
use crate::finding::Language;
use crate::report::book::{Book, Chapter, Shown};
use crate::report::{RuleView, phrases};

/// The rules of the run by their ids.
pub(super) type Rules<'r> = Map<&'r str, &'r RuleView>;

pub(super) fn chapter(book: &Book<'_>, number: usize, rules: &Rules<'_>, language: Language) -> Markup {
    let chapter = &book.chapters[number];
    let pictured = book.lists().take(MOST_PICTURES).any(|(at, ..)| at == number);
    html! {
        section class="chapter group" id={ "c-" (number) } aria-labelledby={ "ct-" (number) } {
            h3 id={ "ct-" (number) } { (tamed(chapter.title())) }
            p class="quiet" {
                @if chapter.title() != chapter.path { code { (tamed(chapter.path)) } " · " }
                (tally(chapter, language))
            }
            @if let Some(outline) = chapter.outline && pictured {
                (picture::pictures(chapter, outline, number, language))
            }
            @for list in parts(&chapter.findings, |shown| shown.spot.map(|spot| spot.list)) {
                (list_of(chapter, number, list, rules, language))
            }
        }
    }
}

/// How many findings a document has, with the number that the filter leaves.
fn tally(chapter: &Chapter<'_>, language: Language) -> Markup {
    html! {
        span data-count="chapter" { (chapter.findings.len()) } " "
        (pick(language, "处问题", if chapter.findings.len() == 1 { "finding" } else { "findings" }))
    }
}

/// Runs of findings that share a key.
fn parts<'a, 'r, K: PartialEq>(
    findings: &'a [Shown<'r>],
    key: impl Fn(&Shown<'r>) -> K,
) -> impl Iterator<Item = &'a [Shown<'r>]> {
    findings.chunk_by(move |a, b| key(a) == key(b))
}

fn list_of(
    chapter: &Chapter<'_>,
    number: usize,
    findings: &[Shown<'_>],
    rules: &Rules<'_>,
    language: Language,
) -> Markup {
    let kind = findings.first().and_then(|first| chapter.kind(first));
    let title = kind.map_or(
        pick(language, "清单之外的文字", "outside the lists"),
        |kind| phrases::list(kind, language),
    );
    html! {
        div class="list group" {
            h4 { (title) " " span class="quiet" data-count="list" { (findings.len()) } }
            @for category in parts(findings, |shown| shown.spot.map(|spot| spot.category)) {
                (category_of(chapter, number, category, rules, language))
            }
        }
    }
}

fn category_of(
    chapter: &Chapter<'_>,
    number: usize,
    findings: &[Shown<'_>],
    rules: &Rules<'_>,
    language: Language,
) -> Markup {
    let spot = findings.first().and_then(|first| first.spot);
    let category = chapter
        .outline
        .zip(spot)
        .and_then(|(outline, spot)| outline.category(spot));
    let name = category
        .map(|category| category.name.as_str())
        .filter(|name| !name.is_empty());
    html! {
        div class="category group" {
            @if let Some(name) = name { h5 { (tamed(name)) } }
            @for duty in parts(findings, |shown| shown.spot) {
                (duty_of(chapter, number, duty, rules, language))
            }
        }
    }
}

fn duty_of(
    chapter: &Chapter<'_>,
    number: usize,
    findings: &[Shown<'_>],
    rules: &Rules<'_>,
    language: Language,
) -> Markup {
    let Some(first) = findings.first() else {
        return html! {};
    };
    let held = chapter.outline.zip(first.spot);
    let duty = held.and_then(|(outline, spot)| outline.duty(spot).map(|duty| (outline, duty)));
    let address = &first.finding.primary.address;
    let list = chapter.kind(first).map_or("", |kind| kind.as_str());
    html! {
        article class="duty group" id=[first.spot.map(|spot| anchor(number, spot))] {
            @if let (Some((outline, duty)), Some(name)) = (duty, &address.duty) {
                h6 {
                    @if let Some(number) = duty.number {
                        span class="number" { @match language {
                            Language::Zh => { "第 " (number) " 项" }
                            Language::En => { "No. " (number) }
                        } } " "
                    }
                    @if name.is_empty() { (pick(language, "（没有名称）", "(no name)")) } @else { (tamed(name)) }
                }
                @if !duty.departments.is_empty() {
                    p class="holders quiet" {
                        (pick(language, "上级部门：", "departments: "))
                        @for (at, name) in outline.holders(duty).enumerate() {
                            @if at > 0 { (pick(language, "、", ", ")) }
                            (tamed(name))
                        }
                    }
                }
            }
            @for (at, shown) in findings.iter().enumerate() {
                @let rule = rules.get(shown.finding.code.as_str()).copied();
                (card::card(shown, Desk { language, rule, chapter: number, list, cell: cell(shown, &findings[..at]) }))
            }
        }
    }
}

/// How the cell around a finding is shown behind these findings of the same duty.
fn cell(shown: &Shown<'_>, before: &[Shown<'_>]) -> Cell {
    let lines = |shown: &Shown<'_>| {
        let passage = shown.finding.primary.passage.as_ref()?;
        Some((
            passage.field?,
            passage.before,
            passage.lines.len(),
            passage.lines.first()?.text.clone(),
        ))
    };
    let own = lines(shown);
    let again = own.is_some() && before.iter().rev().take(20).any(|other| lines(other) == own);
    if again { Cell::Again } else { Cell::Whole }
}

/// The id of the part of a page that holds the findings of a spot.
pub(super) fn anchor(chapter: usize, spot: Spot) -> String {
    let part = |at: Option<usize>| at.map_or_else(String::new, |at| format!("-{at}"));
    format!(
        "d-{chapter}-{}{}{}",
        spot.list,
        part(spot.category),
        part(spot.duty)
    )
}

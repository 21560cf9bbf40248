//! A document: its pictures, and its findings under list, category and duty.

use maud::{Markup, html};

use super::anchor::anchor;
use super::card::{self, Desk};
use super::frame::{pick, tamed};
use super::place::Cell;
use super::{MOST_PICTURES, picture, pictured};
use crate::Map;
use crate::finding::Language;
use crate::report::book::{Book, Chapter, Shown};
use crate::report::{RuleView, phrases};

/// The rules of the run by their ids.
pub(super) type Rules<'r> = Map<&'r str, &'r RuleView>;

/// A document as it is shown.
struct Page<'p> {
    chapter: &'p Chapter<'p>,
    /// Its position among all documents.
    number: usize,
    rules: &'p Rules<'p>,
    language: Language,
}

pub(super) fn chapter<'p>(
    book: &'p Book<'p>,
    number: usize,
    rules: &'p Rules<'p>,
    language: Language,
) -> Markup {
    let chapter = &book.chapters[number];
    let is_pictured = pictured(book).take(MOST_PICTURES).any(|at| at == number);
    let page = Page {
        chapter,
        number,
        rules,
        language,
    };
    html! {
        section class="chapter group" id={ "c-" (number) } aria-labelledby={ "ct-" (number) } {
            h3 id={ "ct-" (number) } { (tamed(chapter.title())) }
            p class="quiet" {
                @if chapter.title() != chapter.path { code { (tamed(chapter.path)) } " · " }
                (page.tally())
            }
            @if let Some(outline) = chapter.outline {
                @if is_pictured { (picture::pictures(chapter, outline, number, language)) }
            }
            @for list in parts(&chapter.findings, |shown| shown.spot.map(|spot| spot.list)) { (page.list(list)) }
        }
    }
}

/// Runs of findings that share a key.
fn parts<'a, 'r, K: PartialEq>(
    findings: &'a [Shown<'r>],
    key: impl Fn(&Shown<'r>) -> K,
) -> impl Iterator<Item = &'a [Shown<'r>]> {
    findings.chunk_by(move |a, b| key(a) == key(b))
}

impl Page<'_> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    /// How many findings the document has, with the number that the filter leaves.
    fn tally(&self) -> Markup {
        let findings = self.chapter.findings.len();
        html! {
            span data-count="chapter" { (findings) } " "
            (self.pick("处问题", if findings == 1 { "finding" } else { "findings" }))
        }
    }

    fn list(&self, findings: &[Shown<'_>]) -> Markup {
        let kind = findings.first().and_then(|first| self.chapter.kind(first));
        let title = kind.map_or(self.pick("清单之外的文字", "outside the lists"), |kind| {
            phrases::list(kind, self.language)
        });
        html! {
            div class="list group" {
                h4 { (title) " " span class="quiet" data-count="list" { (findings.len()) } }
                @for category in parts(findings, |shown| shown.spot.map(|spot| spot.category)) {
                    (self.category(category))
                }
            }
        }
    }

    fn category(&self, findings: &[Shown<'_>]) -> Markup {
        let spot = findings.first().and_then(|first| first.spot);
        let category = self
            .chapter
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
                    (self.duty(duty))
                }
            }
        }
    }

    fn duty(&self, findings: &[Shown<'_>]) -> Markup {
        let Some(first) = findings.first() else {
            return html! {};
        };
        let held = self.chapter.outline.zip(first.spot);
        let duty = held.and_then(|(outline, spot)| outline.duty(spot).map(|duty| (outline, duty)));
        let address = &first.finding.primary.address;
        let list = self.chapter.kind(first).map_or("", |kind| kind.as_str());
        html! {
            article class="duty group" id=[first.spot.map(|spot| anchor(self.number, spot))] {
                @if let (Some((outline, duty)), Some(name)) = (duty, &address.duty) {
                    h6 {
                        @if let Some(number) = duty.number {
                            span class="number" { @match self.language {
                                Language::Zh => { "第 " (number) " 项" }
                                Language::En => { "No. " (number) }
                            } } " "
                        }
                        @if name.is_empty() { (self.pick("（没有名称）", "(no name)")) } @else { (tamed(name)) }
                    }
                    @if !duty.departments.is_empty() {
                        p class="holders quiet" {
                            (self.pick("上级部门：", "departments: "))
                            @for (at, name) in outline.holders(duty).enumerate() {
                                @if at > 0 { (self.pick("、", ", ")) }
                                (tamed(name))
                            }
                        }
                    }
                }
                @for (at, shown) in findings.iter().enumerate() {
                    @let rule = self.rules.get(shown.finding.code.as_str()).copied();
                    (card::card(shown, Desk { language: self.language, rule, chapter: self.number, list, cell: cell(shown, &findings[..at]) }))
                }
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

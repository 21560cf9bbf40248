//! One page without any other file: the older version at the left, the newer at the right.

mod change;
mod findings;

use std::io;

use maud::{Markup, html};

use super::group;
use super::headline::headline;
use super::phrase;
use super::view::{DiffReport, TownshipView};
use crate::finding::{Language, Severity};
use crate::report::html::frame::{Page, pick, tamed};
use crate::report::phrases;

/// How many townships the table at the head of the page names.
const MOST_ROWS: usize = 200;

/// Writes `report`; `editorial` shows what is quiet too.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(
    out: &mut dyn io::Write,
    report: &DiffReport,
    language: Language,
    editorial: bool,
) -> io::Result<()> {
    let title = pick(
        language,
        "履行职责事项清单变更对照",
        "Changes of township duty lists, side by side",
    );
    let page = Page {
        language,
        title,
        style: include_str!("diff.css"),
        script: "",
        skip_to: "changes",
    };
    let sheet = Sheet {
        report,
        language,
        editorial,
    };
    page.write(out, &sheet.body(title))
}

/// What all parts of the page know.
#[derive(Clone, Copy)]
struct Sheet<'r> {
    report: &'r DiffReport,
    language: Language,
    editorial: bool,
}

impl Sheet<'_> {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        pick(self.language, zh, en)
    }

    fn body(&self, title: &str) -> Markup {
        let report = self.report;
        html! {
            header {
                h1 { (title) }
                p class="verdict" { (headline(report, self.language)) }
                nav class="screen" aria-label=(self.pick("本页内容", "on this page")) {
                    @if report.townships.len() > 1 { a href="#overview" { (self.pick("概览", "Overview")) } }
                    a href="#changes" { (self.pick("变更对照", "Changes")) }
                    @if findings::any(report) { a href="#findings" { (self.pick("检查发现", "Findings")) } }
                }
            }
            main {
                @if report.townships.len() > 1 { (self.overview()) }
                section id="changes" aria-labelledby="changes-title" tabindex="-1" {
                    h2 id="changes-title" { (self.pick("变更对照", "Changes")) }
                    @if report.townships.is_empty() { p class="note" { (self.pick("两个版本的清单没有变化。", "The lists are the same in both versions.")) } }
                    @for (number, township) in report.townships.iter().enumerate() { (self.township(number, township)) }
                }
                @if findings::any(report) { (findings::section(*self)) }
            }
            footer { p { (phrase::extent(report, self.language)) } }
        }
    }

    /// A row for each township.
    fn overview(&self) -> Markup {
        let townships = self.report.townships.iter().enumerate();
        let beyond = self.report.townships.len().saturating_sub(MOST_ROWS);
        html! {
            section id="overview" aria-labelledby="overview-title" {
                h2 id="overview-title" { (self.pick("概览", "Overview")) }
                div class="wide" {
                    table {
                        thead { tr {
                            th scope="col" { (self.pick("乡镇", "Township")) }
                            @for group in group::Group::ALL { @if group != group::Group::Quiet {
                                th scope="col" class="n" { (phrase::column(group, self.language)) }
                            } }
                        } }
                        tbody {
                            @for (number, township) in townships.take(MOST_ROWS) {
                                tr {
                                    th scope="row" { a href={ "#t-" (number) } { (tamed(&township.name)) } }
                                    @let groups = group::groups(township, false);
                                    @for group in group::Group::ALL { @if group != group::Group::Quiet {
                                        td class="n" { (groups.iter().find(|(own, _)| *own == group).map_or(0, |(_, changes)| changes.len())) }
                                    } }
                                }
                            }
                        }
                    }
                }
                @if beyond > 0 {
                    p class="quiet" { @match self.language {
                        Language::Zh => { "另有 " (beyond) " 个乡镇未列入此表。" }
                        Language::En => { (phrases::count(beyond, "more township")) " not in this table." }
                    } }
                }
            }
        }
    }

    fn township(&self, number: usize, township: &TownshipView) -> Markup {
        let [old, new] = phrase::versions(self.language);
        let quiet = group::quiet(township);
        html! {
            section class="township" id={ "t-" (number) } aria-labelledby={ "tt-" (number) } {
                h3 id={ "tt-" (number) } { (tamed(&township.name)) }
                p class="quiet files" {
                    @if let Some(side) = &township.before { span { (old) " " code { (tamed(&side.path)) } (tamed(&side.date())) @if side.name != township.name { " " (tamed(&side.name)) } } }
                    @if let Some(side) = &township.after { span { (new) " " code { (tamed(&side.path)) } (tamed(&side.date())) } }
                }
                @if let Some(words) = phrase::whole_township(township, self.language) { p class="note" { (words) } }
                (self.bodies(township))
                @for (group, changes) in group::groups(township, self.editorial) {
                    details class="group" open {
                        summary { h4 { (phrase::title(group, &changes, self.language)) } }
                        @let said = phrase::all_breaking(&changes);
                        @for change in changes { (change::change(*self, group, change, said)) }
                    }
                }
                @if quiet > 0 && !self.editorial { p class="quiet" { (phrase::quiet(quiet, self.language)) } }
            }
        }
    }

    /// Departments, categories and titles.
    fn bodies(&self, township: &TownshipView) -> Markup {
        let headings: Vec<_> = group::headings(township, self.editorial).collect();
        if township.departments.is_empty() && headings.is_empty() {
            return html! {};
        }
        html! {
            ul class="bodies" {
                @for changes in group::bodies(township) {
                    li {
                        @for (number, change) in changes.iter().enumerate() {
                            @if number > 0 { (phrase::pause(self.language)) }
                            del { (tamed(&change.before.text)) }
                        }
                        " → " ins { (tamed(&changes[0].after.text)) }
                        " " span class="quiet" { (phrase::bodies(&changes, self.language)) }
                        @let places: Vec<String> = changes.iter().flat_map(|change| &change.left).map(|left| change::at(&left.at)).collect();
                        @if !places.is_empty() {
                            p class="left" { (phrase::left(places.len(), &places.join(phrase::pause(self.language)), self.language)) }
                        }
                    }
                }
                @for change in headings {
                    li {
                        span class="quiet" { (phrase::heading(change, self.language)) } " "
                        (tamed(&phrase::heading_names(change, self.language)))
                    }
                }
            }
        }
    }
}

/// The badge of a severity.
fn badge(severity: Severity, language: Language) -> Markup {
    html! { span class={ "badge " (severity.as_str()) } { (phrases::severity(severity, language)) } }
}

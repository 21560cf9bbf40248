//! Pictures where looking beats reading: every duty of the lists as a square, and who above holds them.

mod holders;
mod spread;

use maud::{Markup, html};

use super::frame::pick;
use crate::check::Outline;
use crate::finding::{Language, Severity};
use crate::report::book::Chapter;
use crate::report::phrases;

/// The pictures of one document.
pub(super) fn pictures(
    chapter: &Chapter<'_>,
    outline: &Outline,
    number: usize,
    language: Language,
) -> Markup {
    html! {
        details class="pictures" open {
            summary { (pick(language, "图示：问题在哪些事项、涉及哪些部门", "Pictures: which duties, which departments")) }
            (legend(language))
            div class="frames" {
                div class="lists" {
                    @for at in 0..outline.lists.len() { (spread::list(chapter, outline, at, number, language)) }
                }
                (holders::map(chapter, outline, language))
            }
        }
    }
}

/// What the colours mean; those of squares differ in shape too.
fn legend(language: Language) -> Markup {
    html! {
        p class="legend quiet" aria-hidden="true" {
            @for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                span { (key(Some(severity))) " " (phrases::severity(severity, language)) }
            }
            span { (key(None)) " " (pick(language, "没有问题", "nothing found")) }
            span { b { (pick(language, "类别", "category")) } " " (pick(language, "名称变色：标题有问题", "in colour: a finding in its heading")) }
        }
    }
}

fn key(severity: Option<Severity>) -> Markup {
    html! { svg class="key" viewBox="0 0 11 11" width="11" height="11" { (square(0, 0, severity)) } }
}

/// A duty: a square of 9 units whose shape and colour tell its gravest finding.
fn square(x: usize, y: usize, worst: Option<Severity>) -> Markup {
    html! {
        rect class=(sort(worst)) x=(x + 1) y=(y + 1) width="9" height="9" rx="1.5" {}
        @match worst {
            Some(Severity::Error) => { path class="sign" d={ "M" (x + 3) " " (y + 3) "l5 5m0 -5l-5 5" } {} }
            Some(Severity::Warning) => { path class="sign" d={ "M" (x + 3) " " (y + 8) "l5 -5" } {} }
            Some(Severity::Info) => { circle class="sign" cx={ (x + 5) ".5" } cy={ (y + 5) ".5" } r="1.2" {} }
            None => {}
        }
    }
}

/// The class of a colour.
fn sort(worst: Option<Severity>) -> &'static str {
    worst.map_or("none", Severity::as_str)
}

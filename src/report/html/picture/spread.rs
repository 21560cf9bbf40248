//! How the findings spread over a list: one square for each duty, one row of squares for each category.

use maud::{Markup, html};

use super::{sort, square};
use crate::check::Outline;
use crate::check::outline::{CategoryOutline, Spot};
use crate::finding::Language;
use crate::report::book::Chapter;
use crate::report::html::anchor::anchor;
use crate::report::html::frame::tamed;
use crate::report::{phrases, tame};

/// Units: a square with its gap, the width of the names, and the squares of one row.
const STEP: usize = 11;
const NAMES: usize = 104;
const ROW: usize = 22;
/// How many squares of a list are drawn; more were never seen.
const MOST: usize = 1500;

/// The picture of one list.
pub(super) fn list(
    chapter: &Chapter<'_>,
    outline: &Outline,
    at: usize,
    number: usize,
    language: Language,
) -> Markup {
    let list = &outline.lists[at];
    let duties: usize = list.categories.iter().map(|category| category.duties.len()).sum();
    let faulty = chapter
        .worst
        .keys()
        .filter(|spot| spot.list == at && spot.duty.is_some())
        .count();
    let title = phrases::list(list.kind, language);
    let told = match language {
        Language::Zh if faulty == 0 => format!("{duties} 项，都没有问题"),
        Language::Zh => format!("{duties} 项，其中 {faulty} 项有问题"),
        Language::En => format!("{}, {faulty} with findings", phrases::count(duties, "duty")),
    };
    let mut drawn = 0;
    let shown = list.categories.iter().take_while(|category| {
        drawn += category.duties.len();
        drawn <= MOST
    });
    let mut y = 0;
    let rows: Vec<(usize, &CategoryOutline)> = shown
        .map(|category| {
            let row = (y, category);
            y += category.duties.len().div_ceil(ROW).max(1) * STEP + 4;
            row
        })
        .collect();
    let width = NAMES + ROW * STEP;
    html! {
        figure {
            figcaption { b { (title) } " " span class="quiet" { (told) } }
            svg viewBox={ "0 0 " (width) " " (y.max(1)) } role="img" aria-label={ (title) ": " (told) } {
                @for (category, (y, outline)) in rows.into_iter().enumerate() {
                    (name(chapter, outline, Spot { list: at, category: Some(category), duty: None }, number, y, language))
                    @for duty in 0..outline.duties.len() {
                        (one(chapter, outline, Spot { list: at, category: Some(category), duty: Some(duty) }, number, y, language))
                    }
                }
            }
        }
    }
}

/// The name of a category; a link where its heading has findings.
fn name(
    chapter: &Chapter<'_>,
    category: &CategoryOutline,
    spot: Spot,
    number: usize,
    y: usize,
    language: Language,
) -> Markup {
    let shown = tamed(&category.name);
    let shown = tame::cut_end(&shown, 16);
    let worst = chapter.worst.get(&spot).copied();
    html! {
        @match worst {
            None => { text x=(NAMES - 6) y=(y + 9) text-anchor="end" { (shown) } }
            Some(severity) => {
                a href={ "#" (anchor(number, spot)) } tabindex="-1" {
                    title { (tamed(&category.name)) " " (phrases::severity(severity, language)) }
                    text class={ "heading " (sort(worst)) } x=(NAMES - 6) y=(y + 9) text-anchor="end" { (shown) }
                }
            }
        }
    }
}

fn one(
    chapter: &Chapter<'_>,
    category: &CategoryOutline,
    spot: Spot,
    number: usize,
    y: usize,
    language: Language,
) -> Markup {
    let at = spot.duty.unwrap_or(0);
    let (x, y) = (NAMES + at % ROW * STEP, y + at / ROW * STEP);
    let worst = chapter.worst.get(&spot).copied();
    let Some(severity) = worst else {
        return square(x, y, None);
    };
    let written = category.duties.get(at).and_then(|duty| duty.number);
    let which = written.map_or_else(String::new, |number| match language {
        Language::Zh => format!("第{number}项："),
        Language::En => format!("no. {number}: "),
    });
    html! {
        a href={ "#" (anchor(number, spot)) } tabindex="-1" {
            title { (which) (phrases::severity(severity, language)) }
            (square(x, y, worst))
        }
    }
}

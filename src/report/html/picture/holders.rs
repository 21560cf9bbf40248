//! The map of duties between the departments above and the township: who leads how many, who took back how many.

use maud::{Markup, html};

use super::sort;
use crate::check::Outline;
use crate::check::outline::Spot;
use crate::finding::{Language, ListKind, Severity};
use crate::report::book::Chapter;
use crate::report::html::frame::{pick, tamed};
use crate::report::tame;

/// Units: the width of a side, of the gap between the sides, and the height of a department.
const SIDE: usize = 150;
const GAP: usize = 46;
const HEIGHT: usize = 30;
/// How many departments are drawn.
const MOST: usize = 16;

/// The duties of one department on one side: how many have an error, a warning, an info, nothing.
type Held = [usize; 4];

struct Holder<'o> {
    name: &'o str,
    reclaimed: Held,
    cooperative: Held,
}

impl Holder<'_> {
    fn total(&self) -> usize {
        self.reclaimed.iter().chain(&self.cooperative).sum()
    }
}

/// The map, the departments with most duties first.
pub(super) fn map(chapter: &Chapter<'_>, outline: &Outline, language: Language) -> Markup {
    let mut holders = holders(chapter, outline);
    if holders.is_empty() {
        return html! {};
    }
    holders.sort_by_key(|holder| std::cmp::Reverse(holder.total()));
    let (drawn, rest) = holders.split_at(holders.len().min(MOST));
    let most = drawn
        .iter()
        .flat_map(|holder| [&holder.reclaimed, &holder.cooperative])
        .map(|held| held.iter().sum())
        .max()
        .unwrap_or(1);
    let title = pick(
        language,
        "上级部门与本乡镇的事项往来",
        "Duties between departments and township",
    );
    let told = match language {
        Language::Zh => format!(
            "共 {} 个部门，事项最多的是{}",
            holders.len(),
            tamed(drawn[0].name)
        ),
        Language::En => format!("{} departments; {} has most", holders.len(), tamed(drawn[0].name)),
    };
    let (width, height) = (2 * SIDE + GAP, 24 + drawn.len() * HEIGHT);
    html! {
        figure {
            figcaption { b { (title) } }
            svg viewBox={ "0 0 " (width) " " (height) } role="img" aria-label={ (title) ": " (told) } {
                text class="side" x=(SIDE) y="12" text-anchor="end" { (pick(language, "◀ 部门收回", "◀ taken back")) }
                text class="side" x=(SIDE + GAP) y="12" { (pick(language, "乡镇配合 ▶", "township helps ▶")) }
                @for (row, holder) in drawn.iter().enumerate() {
                    (row_of(holder, 22 + row * HEIGHT, most))
                }
            }
            @if !rest.is_empty() {
                p class="quiet" { @match language {
                    Language::Zh => { "另有 " (rest.len()) " 个部门，合计 " (rest.iter().map(Holder::total).sum::<usize>()) " 项" }
                    Language::En => { (rest.len()) " more departments hold " (rest.iter().map(Holder::total).sum::<usize>()) " duties" }
                } }
            }
        }
    }
}

fn row_of(holder: &Holder<'_>, y: usize, most: usize) -> Markup {
    let middle = SIDE + GAP / 2;
    let bar = y + 16;
    let count = |held: &Held| held.iter().sum::<usize>();
    html! {
        text class="name" x=(middle) y=(y + 11) text-anchor="middle" { (tame::cut_end(&tamed(holder.name), 44)) }
        @for (class, from, width) in bars(&holder.reclaimed, most) {
            rect class=(class) x=(SIDE - from - width) y=(bar) width=(width) height="9" {}
        }
        @for (class, from, width) in bars(&holder.cooperative, most) {
            rect class=(class) x=(SIDE + GAP + from) y=(bar) width=(width) height="9" {}
        }
        text class="count" x=(middle - 4) y=(bar + 9) text-anchor="end" { (count(&holder.reclaimed)) }
        text class="count" x=(middle + 4) y=(bar + 9) { (count(&holder.cooperative)) }
    }
}

/// The parts of a bar from the middle outward: class, distance and width, in units.
fn bars(held: &Held, most: usize) -> Vec<(&'static str, usize, usize)> {
    let sorts = [
        Some(Severity::Error),
        Some(Severity::Warning),
        Some(Severity::Info),
        None,
    ];
    let mut seen = 0;
    let scaled = |duties: usize| duties * SIDE / most.max(1);
    let part = |(worst, duties): (Option<Severity>, &usize)| {
        let from = scaled(seen);
        seen += duties;
        (sort(worst), from, scaled(seen) - from)
    };
    sorts
        .into_iter()
        .zip(held)
        .map(part)
        .filter(|(.., width)| *width > 0)
        .collect()
}

fn holders<'o>(chapter: &Chapter<'_>, outline: &'o Outline) -> Vec<Holder<'o>> {
    let mut holders: Vec<Holder<'o>> = outline
        .departments
        .iter()
        .map(|name| Holder {
            name: without_region(name, outline),
            reclaimed: Held::default(),
            cooperative: Held::default(),
        })
        .collect();
    for (at, list) in outline.lists.iter().enumerate() {
        for (category, held) in list.categories.iter().enumerate() {
            for (duty, outlined) in held.duties.iter().enumerate() {
                let spot = Spot {
                    list: at,
                    category: Some(category),
                    duty: Some(duty),
                };
                let rank = match chapter.worst.get(&spot) {
                    Some(Severity::Error) => 0,
                    Some(Severity::Warning) => 1,
                    Some(Severity::Info) => 2,
                    None => 3,
                };
                for &department in &outlined.departments {
                    let holder = &mut holders[department as usize];
                    match list.kind {
                        ListKind::Reclaimed => holder.reclaimed[rank] += 1,
                        ListKind::Basic | ListKind::Cooperative => holder.cooperative[rank] += 1,
                    }
                }
            }
        }
    }
    holders
}

/// A name without the divisions that it shares with the township: `水务局` for `兰州市西固区水务局`.
fn without_region<'o>(name: &'o str, outline: &Outline) -> &'o str {
    let region = outline.township.strip_suffix(&outline.short).unwrap_or("");
    let starts = region.char_indices().map(|(at, _)| &region[at..]);
    let mut rests = starts.filter_map(|end| name.strip_prefix(end));
    rests.find(|rest| rest.chars().count() > 2).unwrap_or(name)
}

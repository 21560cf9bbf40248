//! A place of a finding: where it is, the words of the document with the mark, and what is to be seen there.

use std::borrow::Cow;

use maud::{Markup, html};

use super::frame::{pick, tamed};
use crate::finding::Language;
use crate::report::passage::{Passage, PassageLine};
use crate::report::view::LabelView;
use crate::report::{FindingView, phrases};

/// How many other places are shown without being asked for.
const OPEN: usize = 2;
/// How many other places are shown with their words; those behind are named by line and column.
const WITH_WORDS: usize = 12;
/// How many other places are named.
const NAMED: usize = 200;

/// How much of the cell around a place is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// The marked line.
    Line,
    /// The rest too, folded.
    Whole,
    /// The same; since it stood there before, not on paper.
    Again,
}

/// The other places: a few at once, more behind a fold, the rest by name.
pub(super) fn others(finding: &FindingView, language: Language) -> Markup {
    let gathered = gathered(&finding.related);
    let few = if gathered.len() <= OPEN { OPEN } else { 1 };
    let (open, more) = gathered.split_at(gathered.len().min(few));
    let (worded, named) = more.split_at(more.len().min(WITH_WORDS));
    let places = |groups: &[Group<'_>]| groups.iter().map(|group| group.labels.len()).sum::<usize>();
    html! {
        @for group in open { (place(&group.shown, Some(&finding.primary), Cell::Line, language)) }
        @if !more.is_empty() {
            details class="more" {
                summary { @match language {
                    Language::Zh => { "另有 " (places(more)) " 处" }
                    Language::En => { "and at " (phrases::count(places(more), "more place")) }
                } }
                @for group in worded { (place(&group.shown, Some(&finding.primary), Cell::Line, language)) }
                @if !named.is_empty() {
                    p class="quiet" {
                        (pick(language, "其余在（行:字）：", "and at (line:column): "))
                        @for (number, label) in named.iter().flat_map(|group| group.labels).take(NAMED).enumerate() {
                            @if number > 0 { (phrases::comma(language)) }
                            (label.start.line) ":" (label.start.column)
                        }
                        @if places(named) > NAMED { "…" }
                    }
                }
            }
        }
    }
}

/// Places in one line of which the same is said.
struct Group<'r> {
    labels: &'r [LabelView],
    /// One place with the marks of all.
    shown: Cow<'r, LabelView>,
}

fn gathered(labels: &[LabelView]) -> Vec<Group<'_>> {
    let groups = labels.chunk_by(is_alike);
    groups
        .map(|labels| Group {
            labels,
            shown: together(labels),
        })
        .collect()
}

/// Whether two places are in the same line, shown alike.
fn is_alike(a: &LabelView, b: &LabelView) -> bool {
    let (Some(one), Some(other)) = (&a.passage, &b.passage) else {
        return false;
    };
    let same_text = |one: &PassageLine, other: &PassageLine| {
        one.text == other.text && one.is_marked() == other.is_marked() && one.cut_start == other.cut_start
    };
    let (path, words) = (a.path == b.path, a.words == b.words);
    let field = one.field.is_some() && (one.field, one.before) == (other.field, other.before);
    let lines = one.lines.len() == other.lines.len();
    path && words
        && field
        && lines
        && a.address == b.address
        && one
            .lines
            .iter()
            .zip(&other.lines)
            .all(|(one, other)| same_text(one, other))
}

/// One place with the marks of all of them.
fn together(labels: &[LabelView]) -> Cow<'_, LabelView> {
    let (first, rest) = labels.split_first().expect("a chunk is never empty");
    if rest.is_empty() {
        return Cow::Borrowed(first);
    }
    let mut all = first.clone();
    let lines = all.passage.iter_mut().flat_map(|passage| &mut passage.lines);
    for (at, line) in lines.enumerate().filter(|(_, line)| line.is_marked()) {
        let others = rest
            .iter()
            .filter_map(|label| label.passage.as_ref()?.lines.get(at));
        line.marked
            .extend(others.flat_map(|other| other.marked.iter().cloned()));
        line.marked.sort_by_key(|range| range.start);
    }
    Cow::Owned(all)
}

/// A place: where, the words with the mark, and what is to be seen there.
pub(super) fn place(
    label: &LabelView,
    primary: Option<&LabelView>,
    cell: Cell,
    language: Language,
) -> Markup {
    let elsewhere = primary.filter(|primary| primary.path != label.path);
    let other_duty = primary.is_some_and(|primary| elsewhere.is_some() || primary.address != label.address);
    html! {
        figure class="place" {
            figcaption class="quiet" {
                @if let Some(field) = label.passage.as_ref().and_then(|passage| passage.field) {
                    span class="field" { (phrases::field(field, language)) } " "
                }
                @if other_duty { (tamed(&phrases::address(&label.address, language))) " " }
                span class="at" {
                    @if elsewhere.is_some() { (tamed(&label.path)) " " }
                    @match language {
                        Language::Zh => { "第 " (label.start.line) " 行第 " (label.start.column) " 字" }
                        Language::En => { "line " (label.start.line) ", column " (label.start.column) }
                    }
                }
            }
            @if let Some(passage) = &label.passage { (passage_of(passage, cell, language)) }
            @if !label.words.is_empty() { p class="words" { (tamed(&label.words)) } }
        }
    }
}

fn passage_of(passage: &Passage, cell: Cell, language: Language) -> Markup {
    let marked = |line: &PassageLine| line.is_marked();
    let lines = &passage.lines;
    let first = lines.iter().position(marked).unwrap_or(0);
    let last = lines.iter().rposition(marked).unwrap_or(first);
    // Departments that head a block and its first clause are read together.
    let last = if lines[last].head {
        (last + 1).min(lines.len() - 1)
    } else {
        last
    };
    // So are the departments right before a clause; those further up are repeated, though not on paper, where all unfolds.
    let head = lines[..first].iter().rposition(|line| line.head);
    let (first, head) = match head {
        Some(head) if head + 1 == first => (head, None),
        _ => (first, head),
    };
    let (before, after) = (&lines[..first], &lines[last + 1..]);
    html! {
        blockquote class={ "passage" @if passage.field.is_none() { " raw" } } {
            @if cell != Cell::Line && !before.is_empty() { (fold(before, passage.before, true, cell, language)) }
            @if let Some(head) = head {
                p class={ "line head" @if cell == Cell::Whole { " screen" } } { (pieces(&before[head])) }
            }
            @for line in &passage.lines[first..=last] { (line_of(line)) }
            @if cell != Cell::Line && !after.is_empty() { (fold(after, passage.after, false, cell, language)) }
        }
    }
}

/// Lines of the same cell that can be unfolded; a single short one is shown at once.
fn fold(lines: &[PassageLine], beyond: usize, before: bool, cell: Cell, language: Language) -> Markup {
    if let [line] = lines
        && beyond == 0
        && line.text.len() < 240
    {
        return html! { div class="near" { (line_of(line)) } };
    }
    let count = lines.len() + beyond;
    html! {
        details class={ "cell" @if cell == Cell::Again { " again" } } {
            summary { @match (language, before) {
                (Language::Zh, true) => { "前面 " (count) " 条" }
                (Language::Zh, false) => { "后面 " (count) " 条" }
                (Language::En, true) => { (phrases::count(count, "line")) " before" }
                (Language::En, false) => { (phrases::count(count, "line")) " after" }
            } }
            @if before && beyond > 0 { (left_out(beyond, language)) }
            @for line in lines { (line_of(line)) }
            @if !before && beyond > 0 { (left_out(beyond, language)) }
        }
    }
}

fn left_out(lines: usize, language: Language) -> Markup {
    html! {
        p class="line cut" { @match language {
            Language::Zh => { "（" (lines) " 条未列）" }
            Language::En => { "(" (phrases::count(lines, "line")) " left out)" }
        } }
    }
}

fn line_of(line: &PassageLine) -> Markup {
    html! {
        p class={ "line" @if line.head { " head" } } {
            @if !line.number.is_empty() {
                span class="number" { @if line.number_marked { mark { (tamed(&line.number)) } } @else { (tamed(&line.number)) } "." } " "
            }
            (pieces(line))
        }
    }
}

fn pieces(line: &PassageLine) -> Markup {
    html! {
        @if line.cut_start { span class="cut" { "……" } }
        @for (text, marked) in line.pieces() {
            @if !marked { (text) }
            @else if text.is_empty() { mark class="point" {} }
            @else { mark { (text) } }
        }
        @if line.cut_end { span class="cut" { "……" } }
    }
}

//! What stands before the first table: annex mark, title, date, table of contents.

use super::{headings, summary, title};
use crate::document::{Account, Block, Document, Flow, Furniture};
use crate::list::Heading;
use crate::text::{Mapped, Span};

/// The front matter of a document.
#[derive(Default)]
pub(super) struct Front<'s> {
    /// The lines of the title.
    pub(super) title: Option<Vec<Span>>,
    /// When it was published.
    pub(super) published: Option<Mapped<'s>>,
    /// The lines of the table of contents.
    pub(super) contents: Vec<Heading<'s>>,
    /// Which block the first list begins with: its title, or its table.
    pub(super) rest: usize,
}

/// Reads the first `count` blocks, which are lines.
pub(super) fn read<'s>(document: &Document<'s>, count: usize, account: &mut Account) -> Front<'s> {
    let text = document.text;
    let lines: Vec<Span> = document.blocks[..count]
        .iter()
        .map(|block| match block {
            Block::Line(line) => line.span,
            _ => unreachable!("only lines stand before the first table"),
        })
        .collect();
    let rest = first_list(text, &lines);
    let mut front = Front {
        rest,
        ..Front::default()
    };
    let mut unexplained: Vec<Span> = Vec::new();
    let mut in_contents = false;
    for &span in &lines[..rest] {
        let line = &text[span.range()];
        if title::is_collection(line) && !line.ends_with("清单") {
            account.set_aside(span, Furniture::Annex);
        } else if headings::is_contents_heading(line) {
            account.set_aside(span, Furniture::Contents);
            in_contents = true;
        } else if headings::is_annex(line) {
            account.set_aside(span, Furniture::Annex);
        } else if let Some(date) = headings::date(line).filter(|_| front.published.is_none()) {
            let start = span.start as usize;
            let flow = Flow::plain(document.source, text, &[span]);
            debug_assert_eq!(start + date.len(), span.end as usize, "a line is trimmed");
            front.published = Some(flow.field(date.range()));
        } else if in_contents || headings::contents_parts(line).page.is_some() {
            let flow = Flow::plain(document.source, text, &[span]);
            front.contents.extend(headings::contents_line(&flow, account));
        } else {
            unexplained.push(span);
        }
    }
    front.title = title::find(text, &unexplained).map(|range| unexplained[range].to_vec());
    front
}

/// Where the first list begins: with the last line before the table that is a list's title and no line of the table of
/// contents, and the name of a place right before it; else with the table.
fn first_list(text: &str, lines: &[Span]) -> usize {
    let line = |index: usize| &text[lines[index].range()];
    let contents = lines
        .iter()
        .position(|span| headings::is_contents_heading(&text[span.range()]));
    let mut at = lines.len();
    // Headings of categories, and a line that counts them up, may stand between the title of the list and its table.
    while at > 0
        && (headings::parts(line(at - 1)).declared.is_some() || summary::is_summary(line(at - 1)))
        && headings::section_kind(line(at - 1)).is_none()
    {
        at -= 1;
    }
    let is_title = at > 0
        && headings::section_kind(line(at - 1)).is_some()
        && headings::contents_parts(line(at - 1)).page.is_none()
        && contents.is_none_or(|contents| contents + 1 < at);
    match is_title {
        false => lines.len(),
        true if at > 1
            && contents.is_none_or(|contents| contents + 2 < at)
            && title::is_place(line(at - 2)) =>
        {
            at - 2
        }
        true => at - 1,
    }
}

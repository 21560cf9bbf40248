//! Published text: lines, and the cells that tabs or bars cut them into.

use super::{Account, Furniture, trimmed};
use crate::text::Span;

/// A line of the source as it stands.
#[derive(Clone, Debug)]
pub struct PlainLine {
    /// Its bytes without white space at the ends, and without a byte order mark and the marks of a heading.
    pub span: Span,
    /// Its cells, trimmed; none where it is not cut into cells.
    pub cells: Vec<Span>,
    /// Whether it was marked as a heading with `#`.
    pub marked: bool,
}

impl PlainLine {
    /// Whether nothing but white space is in it.
    pub fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// The lines of `text`. Ruling lines (`---|---`) count as blank; they, the bars between cells and the marks of
/// headings are set aside.
pub fn lines(text: &str, account: &mut Account) -> Vec<PlainLine> {
    let mut lines = Vec::new();
    let mut start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    account.set_aside(Span::new(0, start), Furniture::Tag);
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at);
        lines.push(line(text, Span::new(start, end), account));
        start = end + 1;
    }
    lines
}

fn line(text: &str, whole: Span, account: &mut Account) -> PlainLine {
    let span = trimmed(text, whole);
    let shown = &text[span.range()];
    if is_ruling(shown) {
        account.set_aside(span, Furniture::Tag);
        let at = span.start as usize;
        return PlainLine {
            span: Span::new(at, at),
            cells: Vec::new(),
            marked: false,
        };
    }
    if shown.starts_with('|') && shown.matches('|').count() > 1 {
        return PlainLine {
            span,
            cells: bar_cells(text, span, account),
            marked: false,
        };
    }
    // Tabs at the ends of a line are cell borders as well.
    let outer = &text[whole.range()];
    let cells = if outer.contains('\t') {
        cells_at(text, whole, b'\t')
    } else {
        Vec::new()
    };
    if !cells.is_empty() {
        return PlainLine {
            span,
            cells,
            marked: false,
        };
    }
    let words = shown.trim_start_matches('#');
    let marks = shown.len() - words.len();
    let marked = marks > 0 && marks <= 6 && words.starts_with([' ', '\t', '\u{3000}']);
    if !marked {
        return PlainLine {
            span,
            cells: Vec::new(),
            marked,
        };
    }
    let start = span.start as usize;
    account.set_aside(Span::new(start, start + marks), Furniture::Tag);
    PlainLine {
        span: trimmed(text, Span::new(start + marks, span.end as usize)),
        cells: Vec::new(),
        marked,
    }
}

/// The cells of a line whose cells stand between bars. A bar after a backslash is text.
fn bar_cells(text: &str, span: Span, account: &mut Account) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut cells, mut start) = (Vec::new(), None);
    for at in span.range() {
        if bytes[at] != b'|' || (at > 0 && bytes[at - 1] == b'\\') {
            continue;
        }
        account.set_aside(Span::new(at, at + 1), Furniture::Tag);
        cells.extend(start.map(|start| trimmed(text, Span::new(start, at))));
        start = Some(at + 1);
    }
    let rest = start.map(|start| trimmed(text, Span::new(start, span.end as usize)));
    cells.extend(rest.filter(|rest| !rest.is_empty()));
    cells
}

fn cells_at(text: &str, span: Span, border: u8) -> Vec<Span> {
    let mut start = span.start as usize;
    let borders = memchr::memchr_iter(border, &text.as_bytes()[span.range()]);
    let ends = borders
        .map(|at| span.start as usize + at)
        .chain([span.end as usize]);
    ends.map(|end| {
        let cell = trimmed(text, Span::new(start, end));
        start = end + 1;
        cell
    })
    .collect()
}

fn is_ruling(line: &str) -> bool {
    line.bytes().filter(|&byte| byte == b'-').count() > 2
        && line
            .chars()
            .all(|character| matches!(character, '-' | '|' | ':' | '+' | '=' | ' ' | '\t'))
}

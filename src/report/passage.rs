//! A place in the words of the document: the line that holds it, marked, and the lines of its cell around it.

use std::ops::Range;

use super::tame;
use crate::check::passages::{Field, Line};
use crate::text::{Mapped, Place, Source, Span};

/// How many lines are shown on each side of the marked one.
const AROUND: usize = 24;
/// How many bytes of a line without mark are shown, and on each side of a mark.
const LONG: usize = 900;
/// How many bytes of a mark are shown.
const MARK: usize = 3000;
/// How many bytes of the source are shown on each side of a place that is in no text of a duty.
const OUTSIDE: usize = 240;

/// The words around a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Which part of a duty they are; none for other text, which is shown as it stands in the file.
    pub field: Option<Field>,
    /// The lines, in order; at least one is marked.
    pub lines: Vec<PassageLine>,
    /// How many lines of the field come before these.
    pub before: usize,
    /// How many come behind them.
    pub after: usize,
}

/// One line of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageLine {
    /// Whether it heads the lines behind it: the departments of a block.
    pub head: bool,
    /// The number of a clause, as written; may be empty.
    pub number: String,
    /// Whether the number is marked.
    pub number_marked: bool,
    /// Its text. Characters that would not be seen or would turn the writing round are still in it.
    pub text: String,
    /// The marked bytes of the text, in order; an empty range is a point between two characters.
    pub marked: Vec<Range<usize>>,
    /// Whether text was left out before it.
    pub cut_start: bool,
    /// Whether text was left out behind it.
    pub cut_end: bool,
}

impl PassageLine {
    /// Whether anything in it is marked.
    pub fn is_marked(&self) -> bool {
        self.number_marked || !self.marked.is_empty()
    }

    /// The text in pieces, harmless, each with whether it is marked.
    pub fn pieces(&self) -> Vec<(String, bool)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut push = |text: &str, marked: bool| {
            if marked || !text.is_empty() {
                pieces.push((tame::line(text).into_owned(), marked));
            }
        };
        for range in &self.marked {
            push(&self.text[at..range.start.max(at)], false);
            push(&self.text[range.start.max(at)..range.end.max(at)], true);
            at = range.end.max(at);
        }
        push(&self.text[at..], false);
        pieces
    }
}

impl Passage {
    /// The first line with a mark in one piece with its number, in pieces as [`PassageLine::pieces`] gives them.
    pub fn marked_line(&self) -> Vec<(String, bool)> {
        let Some(line) = self.lines.iter().find(|line| line.is_marked()) else {
            return Vec::new();
        };
        let mut pieces = line.pieces();
        if !line.number.is_empty() {
            pieces.insert(0, (". ".to_owned(), false));
            pieces.insert(0, (tame::line(&line.number).into_owned(), line.number_marked));
        }
        pieces
    }

    /// The words around `place`, which lies in the line `at` of `lines`.
    pub(super) fn within(lines: &[Line], at: usize, place: Place) -> Self {
        let (from, to) = (at.saturating_sub(AROUND), (at + 1 + AROUND).min(lines.len()));
        Self {
            field: Some(lines[at].field),
            lines: lines[from..to]
                .iter()
                .map(|line| shown(line, place.span))
                .collect(),
            before: from,
            after: lines.len() - to,
        }
    }

    /// The words around `place` as they stand in the file.
    pub(super) fn outside(source: &Source, place: Place) -> Self {
        let text = source.text();
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        let end = text.floor_char_boundary(end.min(start + MARK));
        let first = source.line(source.position(start).line);
        let last = source.line(source.position(end).line);
        let from = text
            .ceil_char_boundary(start.saturating_sub(OUTSIDE))
            .max(first.start as usize);
        let to = text
            .floor_char_boundary((end + OUTSIDE).min(text.len()))
            .min((last.end as usize).max(end));
        let from = from.min(start);
        let mark = usize::from(text[from..start].starts_with('\u{feff}')) * 3;
        let shown = PassageLine {
            head: false,
            number: String::new(),
            number_marked: false,
            marked: std::iter::once(start - from - mark..end - from - mark).collect(),
            text: text[from + mark..to].to_owned(),
            cut_start: from > first.start as usize,
            cut_end: to < last.end as usize || end < place.span.end as usize,
        };
        Self {
            field: None,
            lines: vec![shown],
            before: 0,
            after: 0,
        }
    }
}

fn shown(line: &Line, span: Span) -> PassageLine {
    let number = line.number.as_ref();
    let text = line.text.as_str();
    let marked = marks(&line.text, span);
    let (first, last) = match (marked.first(), marked.last()) {
        (Some(first), Some(last)) => (first.start, last.end.min(first.start + MARK)),
        _ => (0, 0),
    };
    let from = text.ceil_char_boundary(first.saturating_sub(LONG));
    let to = text.floor_char_boundary((last + LONG).min(text.len()));
    let within = |at: usize| at.clamp(from, to) - from;
    PassageLine {
        head: line.head,
        number: number.map_or_else(String::new, |number| number.as_str().to_owned()),
        number_marked: number.is_some_and(|number| !marks(number, span).is_empty()),
        marked: marked
            .iter()
            .map(|range| within(range.start)..within(range.end))
            .collect(),
        text: text[from..to].to_owned(),
        cut_start: from > 0,
        cut_end: to < text.len(),
    }
}

/// The marked bytes; an empty range only where the whole mark is one.
fn marks(text: &Mapped<'_>, span: Span) -> Vec<Range<usize>> {
    let mut ranges = text.ranges_of(span);
    ranges.retain(|range| !range.is_empty() || span.is_empty());
    ranges
}

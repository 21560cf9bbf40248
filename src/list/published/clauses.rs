//! A cell is cut into labels and clauses, at its numbers, paragraphs and the marks of its lists.

use std::ops::Range;

use super::doubts::{Cause, Doubts};
use super::labels::{self, Kind, Known, Label};
use super::marks::{self, Mark, Style};
use crate::document::{Account, Flow, Furniture, Piece};
use crate::list::{Clause, Number, Numbering};
use crate::text::Span;

/// What a cell holds, in order.
#[derive(Debug)]
pub(super) enum Event {
    Label(Label),
    Item(Item),
}

/// A clause as it stands in the text of the cell.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its number, and the digits.
    pub(super) number: Option<(u32, Range<usize>)>,
    /// Its text.
    pub(super) text: Range<usize>,
    /// Whether it heads the clauses after it: `一、水库移民安置工作`.
    pub(super) part: bool,
    /// Whether it is one of the items of a list that lost its numbers.
    pub(super) guessed: bool,
}

/// Cuts the cell `flow`. Labels are looked for only where something is `known` of departments.
pub(super) fn events(
    flow: &Flow<'_>,
    known: Option<Known<'_>>,
    doubts: &mut Doubts,
    account: &mut Account,
) -> Vec<Event> {
    let text = flow.as_str();
    let mut cutter = Cutter {
        flow,
        text,
        known,
        style: marks::style(text, &flow.pieces),
        events: Vec::new(),
        open: None,
        last: 0,
        counted: false,
        doubts,
        account,
    };
    let pieces = cutter.whole_pieces();
    for piece in &pieces {
        cutter.piece(piece);
    }
    cutter.events
}

struct Cutter<'a, 's> {
    flow: &'a Flow<'s>,
    text: &'a str,
    known: Option<Known<'a>>,
    style: Option<Style>,
    events: Vec<Event>,
    /// The number of the clause that is being read, and whether it is a part.
    open: Option<(Option<Mark>, bool)>,
    last: u32,
    /// Whether the labels of the cell have numbers of their own: `1.县教育局：1.受理`.
    counted: bool,
    doubts: &'a mut Doubts,
    account: &'a mut Account,
}

impl Cutter<'_, '_> {
    /// The pieces, those that a page cut in the middle whole again.
    fn whole_pieces(&mut self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let own = &self.flow.pieces;
        for (index, piece) in own.iter().enumerate() {
            match pieces.last_mut().filter(|_| piece.seam) {
                Some(last) if self.goes_on(last, piece, own.get(index + 1)) => {
                    last.range.end = piece.range.end
                }
                _ => pieces.push(piece.clone()),
            }
        }
        pieces
    }

    /// Whether the first piece of a page goes on with the last one before.
    fn goes_on(&mut self, last: &Piece, piece: &Piece, next: Option<&Piece>) -> bool {
        let start = self.start_of(piece);
        let before = self.text[last.range.clone()].trim_end();
        if before.ends_with(['：', ':']) || self.mark_at(piece, start).is_some() {
            return false;
        }
        if let Some(label) = self.label_at(piece, start, true) {
            return self.is_cut_name(before, &label);
        }
        if !before.ends_with(['。', '；', ';', '！', '？']) {
            return true;
        }
        // The sentence before is whole. What follows goes on with its clause if numbered clauses come right after.
        let numbered = next.is_some_and(|next| {
            !next.seam
                && self
                    .mark_at(next, self.start_of(next))
                    .is_some_and(|mark| mark.value > 1)
        });
        if numbered && !piece.listed {
            let spans = self.flow.spans(start..piece.range.end);
            self.doubts.gather(Cause::CutRow, spans[0]);
        }
        numbered && !piece.listed
    }

    /// Whether the name of a label began on the page before: only together with the last word there is it one of the column.
    fn is_cut_name(&self, before: &str, label: &Label) -> bool {
        let (Some(known), Some(name)) = (self.known, label.names.first()) else {
            return false;
        };
        let head = before
            .rsplit(|character: char| character.is_whitespace() || "。；;：:".contains(character))
            .next();
        let whole = format!("{}{}", head.unwrap_or(""), &self.text[name.clone()]);
        !known.is_in_column(&self.text[name.clone()]) && known.is_in_column(&whole)
    }

    fn start_of(&self, piece: &Piece) -> usize {
        let text = &self.text[piece.range.clone()];
        piece.range.start + (text.len() - text.trim_start().len())
    }

    fn piece(&mut self, piece: &Piece) {
        let mut start = self.start_of(piece);
        let mut at = start;
        let mut numbered = false;
        self.open = Some((None, false));
        // Whether a mark may stand here, and whether a sentence begins here.
        let (mut free, mut firm) = (true, true);
        while at < piece.range.end {
            let character = self.text[at..].chars().next().unwrap_or(' ');
            if free
                && !character.is_whitespace()
                && let Some(end) = self.cut_at(piece, (start, at), firm)
            {
                numbered |= self.open.as_ref().is_some_and(|(mark, _)| mark.is_some());
                at = end
                    + (self.text[end..piece.range.end].len()
                        - self.text[end..piece.range.end].trim_start().len());
                start = at;
                (free, firm) = (true, true);
                continue;
            }
            let ends = matches!(character, '。' | '；' | ';' | '：' | ':' | '！' | '？');
            free = ends || character.is_whitespace();
            firm = ends || (firm && character.is_whitespace());
            at += character.len_utf8();
        }
        if piece.listed && !numbered {
            self.guess(start..piece.range.end);
        } else {
            self.close(start..piece.range.end, false);
        }
    }

    /// Ends the open clause before a mark or label at `at`, if there is one, and says where that ends.
    fn cut_at(&mut self, piece: &Piece, (start, at): (usize, usize), firm: bool) -> Option<usize> {
        let fresh = start == at && self.open.as_ref().is_some_and(|(mark, _)| mark.is_some());
        if !fresh && let Some(mark) = self.mark_at(piece, at) {
            self.close(start..at, false);
            let end = mark.end;
            self.take_number(&mark);
            self.open = Some((Some(mark), false));
            return Some(end);
        }
        if let Some(label) = self.label_at(piece, at, firm) {
            let end = label.end;
            let mark = if fresh {
                self.open.take().and_then(|(mark, _)| mark)
            } else {
                None
            };
            if !fresh {
                self.close(start..at, false);
            }
            if label.odd {
                let spans = self.flow.spans(at..end);
                self.doubts.gather(Cause::OddLabel, spans[0]);
            }
            self.events.push(Event::Label(label));
            self.after_label(mark, piece, end);
            return Some(end);
        }
        if fresh {
            return None;
        }
        if let Some((before, label)) = self.headed_label(piece, at) {
            self.close(start..at, false);
            self.account
                .set_aside_all(self.flow.spans(at..before), Furniture::Marker);
            let end = label.end;
            self.events.push(Event::Label(label));
            self.after_label(None, piece, end);
            return Some(end);
        }
        if self.style.is_none_or(|style| style == Style::Point)
            && marks::part_at(&self.text[..piece.range.end], at).is_some()
        {
            self.close(start..at, false);
            return Some(self.part(piece, at));
        }
        None
    }

    /// A label in brackets or behind the number of a part, and where it begins itself: `【县教育局】`, `（一）县教育局：`.
    fn headed_label(&self, piece: &Piece, at: usize) -> Option<(usize, Label)> {
        let known = self.known?;
        if let Some(label) = labels::in_brackets(self.text, &piece.range, at, known) {
            return Some((at + '【'.len_utf8(), label));
        }
        let before = marks::part_at(&self.text[..piece.range.end], at)?;
        let label = self.label_at(piece, before, true)?;
        // Without colon a name may as well open a sentence, unless its duties are numbered.
        let is_label = !label.odd || self.mark_at(piece, label.end).is_some_and(|mark| mark.value == 1);
        (label.kind == Kind::Departments && is_label).then_some((before, label))
    }

    /// The heading of a part runs to the end of its piece, or to the first number in it; says where that is. Its own
    /// number stays in its text.
    fn part(&mut self, piece: &Piece, at: usize) -> usize {
        let rest = &self.text[at..piece.range.end];
        let mut free = false;
        let number = rest.char_indices().find(|&(index, character)| {
            let marked = free && self.mark_at(piece, at + index).is_some();
            free = character.is_whitespace() || matches!(character, '：' | ':' | '。' | '；');
            marked
        });
        let end = number.map_or(piece.range.end, |(index, _)| at + index);
        self.open = Some((None, true));
        self.close(at..end, false);
        self.last = 0;
        end
    }

    /// A number before a label is the label's if numbers follow it, else that of the clause behind the label.
    fn after_label(&mut self, mark: Option<Mark>, piece: &Piece, end: usize) {
        self.open = Some((None, false));
        let Some(mark) = mark else {
            self.last = 0;
            return;
        };
        let rest = &self.text[end..piece.range.end];
        let next = end + (rest.len() - rest.trim_start().len());
        self.counted |= self.mark_at(piece, next).is_some();
        if next == piece.range.end || self.counted {
            self.account
                .set_aside_all(self.flow.spans(mark.digits), Furniture::Marker);
            self.last = 0;
            return;
        }
        self.open = Some((Some(mark), false));
        if let Some(Event::Label(label)) = self.events.last_mut() {
            label.numbered = true;
        }
    }

    fn take_number(&mut self, mark: &Mark) {
        self.last = mark.value;
        self.account
            .set_aside_all(self.flow.spans(mark.start..mark.digits.start), Furniture::Marker);
        self.account
            .set_aside_all(self.flow.spans(mark.digits.end..mark.end), Furniture::Marker);
        if mark.loose {
            let spans = self.flow.spans(mark.digits.clone());
            self.doubts.gather(Cause::LooseNumber, spans[0]);
        }
    }

    /// Ends the open clause with the text `range`.
    fn close(&mut self, range: Range<usize>, guessed: bool) {
        let (mark, part) = self.open.take().unwrap_or((None, false));
        let words = self.text[range.clone()].trim();
        if words.is_empty() && mark.is_none() {
            return;
        }
        // Where the cell numbers its clauses with points, those of a label may still be numbered with brackets.
        let bracketed = mark.is_none() && !part && self.style == Some(Style::Point);
        if bracketed && marks::first_bracket(words) {
            return self.brackets(range);
        }
        self.events.push(Event::Item(Item {
            number: mark.map(|mark| (mark.value, mark.digits)),
            text: range,
            part,
            guessed,
        }));
    }

    /// Cuts a stretch whose clauses are numbered `（1）`.
    fn brackets(&mut self, range: Range<usize>) {
        let mut open: Option<Mark> = None;
        let (mut start, mut free) = (range.start, true);
        let close = |cutter: &mut Self, mark: Option<Mark>, text: Range<usize>| {
            let number = mark.map(|mark| {
                cutter.take_number(&mark);
                (mark.value, mark.digits)
            });
            if number.is_some() || !cutter.text[text.clone()].trim().is_empty() {
                cutter.events.push(Event::Item(Item {
                    number,
                    text,
                    part: false,
                    guessed: false,
                }));
            }
        };
        for (index, character) in self.text[range.clone()].char_indices() {
            let at = range.start + index;
            if free && let Some(mark) = marks::bracket_at(&self.text[..range.end], at) {
                close(self, open.take(), start..at);
                start = mark.end;
                open = Some(mark);
            }
            free = character.is_whitespace() || matches!(character, '。' | '；' | ';');
        }
        close(self, open, start..range.end);
    }

    /// Cuts a list that lost its numbers where the text shows items: at a semicolon or full stop with a space behind.
    fn guess(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let mut start = 0;
        let mut count = 0;
        for (at, character) in text.char_indices() {
            let end = at + character.len_utf8();
            let ends = matches!(character, '；' | '。' | ';') && text[end..].starts_with(char::is_whitespace);
            if ends || end == text.len() {
                count += usize::from(!text[start..end].trim().is_empty());
                self.close(range.start + start..range.start + end, true);
                start = end;
            }
        }
        if count > 1 {
            let spans = self.flow.spans(range.clone());
            let first = spans
                .iter()
                .find(|span| !span.is_empty())
                .copied()
                .unwrap_or(Span { start: 0, end: 0 });
            self.doubts.gather(Cause::GuessedItems, first);
        }
    }

    fn label_at(&self, piece: &Piece, at: usize, firm: bool) -> Option<Label> {
        labels::label_at(self.text, &piece.range, at, firm, self.known?)
    }

    fn mark_at(&self, piece: &Piece, at: usize) -> Option<Mark> {
        marks::mark_at(self.text, piece.range.end, at, (self.style?, self.last))
    }
}

/// Items as clauses: those without a number are [`Numbering::Absent`] if `numbered` says that others have one.
pub(super) fn clauses<'s>(flow: &Flow<'s>, items: &[Item], numbered: bool) -> Vec<Clause<'s>> {
    items
        .iter()
        .map(|item| Clause {
            numbering: match &item.number {
                Some((value, digits)) => Numbering::Written(Number {
                    value: *value,
                    text: flow.slim(digits.clone()),
                }),
                None if item.part || (numbered && !item.guessed) => Numbering::Absent,
                None => Numbering::Implied,
            },
            text: flow.field(item.text.clone()),
        })
        .collect()
}

/// Whether any of the items has a number of its own.
pub(super) fn is_numbered(items: &[Item]) -> bool {
    items.iter().any(|item| item.number.is_some())
}

impl Event {
    /// The clause, if it is one.
    pub(super) fn item(self) -> Option<Item> {
        match self {
            Self::Item(item) => Some(item),
            Self::Label(_) => None,
        }
    }
}

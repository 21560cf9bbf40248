//! The numbers before clauses: `1.`, `（1）`, `①`, `一、`.

use std::ops::Range;

use crate::document::Piece;
use crate::text::{normal, numeral, reach};

/// How far ahead the next number is looked for, in bytes.
const FAR: usize = 1_500;
/// Characters behind digits that make them a quantity, not the number of a clause: `60岁`.
const MEASURES: &str = "年月日时分个项名家号级类天周次岁元万千百余多人位小至条米平公";

/// How the clauses of a cell are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `1.`
    Point,
    /// `（1）`
    Bracket,
    /// `①`
    Circle,
    /// `一、`
    Chinese,
}

/// A mark before a clause: its value, where it begins, its digits and where it ends.
pub(super) struct Mark {
    pub(super) value: u32,
    pub(super) start: usize,
    pub(super) digits: Range<usize>,
    pub(super) end: usize,
    pub(super) loose: bool,
}

/// The mark at `at` in a piece that ends at `end`, in the style of its cell, after the number `last`.
pub(super) fn mark_at(text: &str, end: usize, at: usize, (style, last): (Style, u32)) -> Option<Mark> {
    let piece = &text[..end];
    match style {
        // A number far ahead of the one before it is no number of a clause.
        Style::Point => point_at(piece, at)
            .filter(|mark| mark.value < 20 || mark.value <= last + 10)
            .or_else(|| loose_at(text, at, last).filter(|mark| mark.end <= end)),
        Style::Bracket => bracket_at(piece, at),
        Style::Circle => circle_at(piece, at),
        Style::Chinese => chinese_at(piece, at),
    }
}

/// A number without a point, if it is the next one and the one after it is written with a point.
fn loose_at(text: &str, at: usize, last: u32) -> Option<Mark> {
    let digits = digits(text, at)?;
    let value = numeral::parse(&text[digits.clone()]).filter(|&value| value == last + 1)?;
    let rest = reach::head(&text[digits.end..], FAR);
    let counts =
        rest.starts_with(|character: char| normal::is_han(character) && !MEASURES.contains(character));
    let next = || {
        [".", "．", "、"]
            .iter()
            .any(|point| rest.contains(&format!("{}{point}", value + 1)))
    };
    let end = digits.end;
    (counts && next()).then_some(Mark {
        value,
        start: at,
        digits,
        end,
        loose: true,
    })
}

/// How the clauses of a cell are numbered: by the first style that it uses.
pub(super) fn style(text: &str, pieces: &[Piece]) -> Option<Style> {
    let mut found = None;
    let mut unmarked = 0;
    for piece in pieces {
        let shown = &text[piece.range.clone()];
        let start = piece.range.start + (shown.len() - shown.trim_start().len());
        let text = &text[..piece.range.end];
        let mut free = true;
        for (index, character) in text[start..].char_indices() {
            let at = start + index;
            if free && !character.is_whitespace() {
                if point_at(text, at).is_some() {
                    return Some(Style::Point);
                }
                let other = [
                    (Style::Bracket, bracket_at(text, at)),
                    (Style::Circle, circle_at(text, at)),
                    (Style::Chinese, chinese_at(text, at)),
                ];
                let mark = other
                    .into_iter()
                    .find(|(_, mark)| mark.as_ref().is_some_and(|mark| mark.value == 1));
                found = found.or(mark.map(|(style, _)| style));
            }
            free = character.is_whitespace() || matches!(character, '。' | '；' | ';' | '：' | ':');
        }
        unmarked += usize::from(found == Some(Style::Chinese) && chinese_at(text, start).is_none());
    }
    // Paragraphs under `一、` make it the heading of a part, not the number of a clause.
    found.filter(|&style| style != Style::Chinese || unmarked == 0)
}

fn digits(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let length = rest
        .find(|character| numeral::arabic_digit(character).is_none())
        .unwrap_or(rest.len());
    (1..=3 * '０'.len_utf8())
        .contains(&length)
        .then_some(at..at + length)
}

/// `1.`, `1、`, `1）`: not `3.15`.
fn point_at(text: &str, at: usize) -> Option<Mark> {
    let digits = digits(text, at)?;
    let value = numeral::parse(&text[digits.clone()]).filter(|value| (1..200).contains(value))?;
    let rest = &text[digits.end..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    let point = rest[spaces..]
        .chars()
        .next()
        .filter(|character| ".．、)）".contains(*character))?;
    let end = digits.end + spaces + point.len_utf8();
    let decimal = text[end..]
        .chars()
        .next()
        .is_some_and(|next| numeral::arabic_digit(next).is_some());
    (!decimal && spaces <= 2).then_some(Mark {
        value,
        start: at,
        digits,
        end,
        loose: false,
    })
}

/// Whether a text begins with `（1）`.
pub(super) fn first_bracket(text: &str) -> bool {
    bracket_at(text, 0).is_some_and(|mark| mark.value == 1)
}

/// `（1）`, `（一）`.
pub(super) fn bracket_at(text: &str, at: usize) -> Option<Mark> {
    let open = text[at..]
        .chars()
        .next()
        .filter(|character| matches!(character, '（' | '('))?;
    let start = at + open.len_utf8();
    let length = text[start..].find(['）', ')']).filter(|&length| length <= 12)?;
    let value = numeral::parse(text[start..start + length].trim())?;
    let closing = text[start + length..].chars().next()?.len_utf8();
    Some(Mark {
        value,
        start: at,
        digits: start..start + length,
        end: start + length + closing,
        loose: false,
    })
}

/// `①`.
fn circle_at(text: &str, at: usize) -> Option<Mark> {
    let character = text[at..].chars().next()?;
    let value = ('①'..='⑳').position(|circle| circle == character)? as u32 + 1;
    let end = at + character.len_utf8();
    Some(Mark {
        value,
        start: at,
        digits: at..end,
        end,
        loose: false,
    })
}

/// The number of a part at `at`, in a cell whose clauses are numbered otherwise, and where it ends: `一、`, `（一）`.
pub(super) fn part_at(text: &str, at: usize) -> Option<usize> {
    let bracketed = || {
        bracket_at(text, at).filter(|mark| text[mark.digits.clone()].starts_with(numeral::is_chinese_digit))
    };
    chinese_at(text, at).or_else(bracketed).map(|mark| mark.end)
}

/// `一、`.
fn chinese_at(text: &str, at: usize) -> Option<Mark> {
    let rest = &text[at..];
    let length = rest
        .find(|character| !numeral::is_chinese_digit(character))
        .filter(|&length| (1..=9).contains(&length))?;
    let value = numeral::parse(&rest[..length])?;
    let after = rest[length..].strip_prefix('、')?;
    // `一、二类` is no heading.
    let listed = after.starts_with(numeral::is_chinese_digit);
    let end = at + length + '、'.len_utf8();
    (!listed).then_some(Mark {
        value,
        start: at,
        digits: at..at + length,
        end,
        loose: false,
    })
}

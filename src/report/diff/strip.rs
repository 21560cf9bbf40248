//! Lines of a text with marked pieces, cut to a width: what is far from every mark is left out as `…`.

use std::borrow::Cow;

use crate::report::tame;

/// How many columns of kept text are shown on each side of a mark.
const CONTEXT: usize = 24;

/// One line of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The pieces of the line, each with whether it is marked; safe to print.
    pub(super) pieces: Vec<(String, bool)>,
}

impl Row {
    /// The line under this one: `─` below what is marked; empty if nothing is.
    pub(super) fn marks(&self) -> String {
        let mut marks = String::new();
        for (text, marked) in &self.pieces {
            let sign = if *marked { "─" } else { " " };
            marks.push_str(&sign.repeat(tame::width(text)));
        }
        marks.trim_end().to_owned()
    }

    fn width(&self) -> usize {
        self.pieces.iter().map(|(text, _)| tame::width(text)).sum()
    }

    fn push(&mut self, text: &str, marked: bool) {
        match self.pieces.last_mut() {
            Some((last, same)) if *same == marked => last.push_str(text),
            _ => self.pieces.push((text.to_owned(), marked)),
        }
    }
}

/// The rows of a text of which some pieces are marked, each at most `room` columns wide. What fits into one row is
/// shown whole.
pub(super) fn rows(pieces: &[(&str, bool)], room: usize) -> Vec<Row> {
    let pieces: Vec<(Cow<'_, str>, bool)> = pieces
        .iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, marked)| (tame::line(text), *marked))
        .collect();
    let whole: usize = pieces.iter().map(|(text, _)| tame::width(text)).sum();
    let last = pieces.len().saturating_sub(1);
    let mut rows = vec![Row::default()];
    for (index, (text, marked)) in pieces.iter().enumerate() {
        let text = match *marked || whole <= room {
            true => Cow::Borrowed(&**text),
            false => shortened(text, index == 0, index == last),
        };
        for character in text.chars() {
            let character = character.encode_utf8(&mut [0; 4]).to_owned();
            let row = rows.last_mut().expect("there is always a row");
            if row.width() + tame::width(&character) > room.max(2) {
                rows.push(Row::default());
            }
            rows.last_mut()
                .expect("one was just pushed")
                .push(&character, *marked);
        }
    }
    rows
}

/// Kept text without what is far from the marks around it.
fn shortened(text: &str, first: bool, last: bool) -> Cow<'_, str> {
    let head = if first && !last {
        ""
    } else {
        &*tame::cut_end(text, CONTEXT)
    };
    let tail = if last {
        ""
    } else {
        &*tame::cut_start(text, CONTEXT)
    };
    let (head, tail) = (head.trim_end_matches('…'), tail.trim_start_matches('…'));
    match head.len() + tail.len() < text.len() {
        true => Cow::Owned(format!("{head}…{tail}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[(&str, bool)], room: usize) -> Vec<(String, String)> {
        let line = |row: &Row| {
            row.pieces
                .iter()
                .map(|(text, _)| text.as_str())
                .collect::<String>()
        };
        rows(pieces, room)
            .iter()
            .map(|row| (line(row), row.marks()))
            .collect()
    }

    #[test]
    fn marks_stand_under_what_is_marked_by_width_not_by_character() {
        let row = shown(&[("做好a", false), ("防汛", true), ("工作", false)], 40);
        assert_eq!(row, [("做好a防汛工作".to_owned(), "     ────".to_owned())]);
    }

    #[test]
    fn what_is_far_from_every_mark_is_left_out_and_no_row_is_too_wide() {
        let far = "前".repeat(100);
        let row = shown(
            &[
                (&far, false),
                ("变", true),
                (&far, false),
                ("化", true),
                (&far, false),
            ],
            60,
        );
        assert!(
            row[0].0.starts_with("…前") && row.last().unwrap().0.ends_with('…'),
            "{row:?}"
        );
        assert!(row.iter().all(|(text, _)| tame::width(text) <= 60), "{row:?}");
        assert_eq!(
            row.iter()
                .map(|(text, _)| text.matches('…').count())
                .sum::<usize>(),
            3
        );
    }
}

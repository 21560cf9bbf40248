//! The window that an excerpt shows of a line: around the marked words, as wide as there is room, cut ends as `…`.

use std::ops::Range;

use super::tame::{self, Cell};

/// One line of text around a place, safe to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The line; at most as many columns as there was room, and never empty.
    pub text: String,
    /// The marked bytes of the line.
    pub marked: Range<usize>,
    /// Whether the words of the label fit under the mark, behind `╰── `.
    pub words_fit: bool,
}

/// What stands between the middle of a mark and the words under it: `╰── `.
const HOOK: usize = 4;

impl Excerpt {
    /// The window of `room` columns on `line` (any text without its line break) around the bytes `label` of it, placed
    /// so that `words` columns of words can stand under the mark where that is possible. Of a label that is wider
    /// than the room its beginning is shown; one that reaches past the line is shown to go on. The time it takes
    /// depends on `room`, not on the line.
    pub fn cut(line: &str, label: Range<usize>, room: usize, words: usize) -> Self {
        let (before, rest) = line.split_at(label.start.min(line.len()));
        let (inside, after) = rest.split_at(label.len().min(rest.len()));
        let ends = usize::from(!before.is_empty()) + usize::from(!after.is_empty());
        let goes_on = label.end > line.len();

        let marked = Piece::take(inside.chars(), room.saturating_sub(ends), goes_on);
        // An empty mark is an arrow, one column wide.
        let mark = marked.width.max(1);
        let free = room.saturating_sub(mark);
        let leftmost = usize::from(!before.is_empty());
        let slack = room.checked_sub(leftmost + mark / 2 + HOOK + words);
        let after = if marked.whole { after } else { "" };
        let right = Piece::take(after.chars(), free / 2, false);
        let budget = if right.whole { free - right.width } else { free / 2 };
        let budget = budget.min(slack.map_or(budget, |slack| leftmost + slack));
        let left = Piece::take(before.chars().rev(), budget, false);
        let right = Piece::take(after.chars(), free - left.width, false);

        let mut text = left.cells.iter().rev().fold(String::new(), push);
        let start = text.len();
        text = marked.cells.iter().fold(text, push);
        let marked = start..text.len();
        text = right.cells.iter().fold(text, push);
        // The arrow of an empty mark needs something to point at.
        if marked.is_empty() && marked.end == text.len() {
            text.push(' ');
        }
        Self {
            text,
            marked,
            words_fit: slack.is_some(),
        }
    }
}

fn push(mut text: String, cell: &Cell) -> String {
    cell.push_to(&mut text);
    text
}

/// As much of a run of characters as fits, from one of its ends.
struct Piece {
    cells: Vec<Cell>,
    width: usize,
    /// Whether nothing was left out.
    whole: bool,
}

impl Piece {
    /// Takes characters until `budget` columns are full, the last of them for `…` if any are left out or if the text
    /// `goes_on` behind them.
    fn take(characters: impl Iterator<Item = char>, budget: usize, goes_on: bool) -> Self {
        let mut piece = Self {
            cells: Vec::new(),
            width: 0,
            whole: !goes_on,
        };
        let mut stack = 0;
        for character in characters {
            let cell = tame::cell(character, &mut stack);
            // Characters without width cost time all the same.
            if piece.width + cell.width() > budget || piece.cells.len() > 4 * budget {
                piece.whole = false;
                break;
            }
            piece.width += cell.width();
            piece.cells.push(cell);
        }
        if !piece.whole {
            while piece.width >= budget.max(1)
                && let Some(last) = piece.cells.pop()
            {
                piece.width -= last.width();
            }
            if budget > 0 {
                piece.width += 1;
                piece.cells.push(Cell {
                    character: '…',
                    times: 1,
                });
            }
        }
        piece
    }
}

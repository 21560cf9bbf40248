//! Spaces between Chinese characters: those inside words, and those where the line of a narrow cell was broken.

use std::ops::Range;

use super::column::Column;
use super::spelling;
use super::{FlawKind, FlawNode, Found};
use crate::text::{Mapped, normal, reach};

/// A line of a narrow cell has at least as many characters.
const LINE: usize = 5;

/// A space between Chinese characters.
pub(super) fn space(text: &str, at: usize, before: char) -> Option<Found> {
    let right = text[at..].trim_start_matches([' ', '\u{3000}']);
    let inside = is_joined(before) && right.chars().next().is_some_and(normal::is_han);
    (inside && !is_in_title(&text[..at]))
        .then(|| (FlawKind::Space, at..text.len() - right.len(), Some("".into())))
}

/// The blanks of the source between two pieces of a text in this column.
pub(super) fn blanks<'g>(
    text: &Mapped<'g>,
    source: &str,
    column: Column,
) -> impl Iterator<Item = FlawNode<'g>> {
    text.gaps().filter_map(move |(at, gap)| {
        let is_blank = |gap: &str| !gap.is_empty() && gap.chars().all(|c| matches!(c, ' ' | '\u{3000}'));
        let (before, after) = text.as_str().split_at(at);
        let (left, right) = (before.chars().next_back()?, after.chars().next()?);
        let torn = is_joined(left)
            && normal::is_han(right)
            && source.get(gap.range()).is_some_and(is_blank)
            && !is_in_title(before)
            && !is_wrapped(column, text.as_str(), at..at);
        let range = at - left.len_utf8()..at + right.len_utf8();
        torn.then(|| FlawNode::new(FlawKind::Space, text, range, None))
    })
}

/// Whether a title is open behind `text`: the names of standards are written with spaces.
pub(super) fn is_in_title(text: &str) -> bool {
    let near = reach::tail(text, reach::SENTENCE);
    near.rfind(['《', '》'])
        .is_some_and(|at| near[at..].starts_with('《'))
}

/// Whether nothing comes between this character and the Chinese one behind it.
fn is_joined(before: char) -> bool {
    normal::is_han(before) || before == '、'
}

/// Whether a blank in a narrow cell is only where its line was broken: between words, far from both ends.
pub(super) fn is_wrapped(column: Column, text: &str, Range { start, end }: Range<usize>) -> bool {
    let (left, right) = (text[..start].trim_end(), text[end..].trim_start());
    let around = (left.chars().next_back(), right.chars().next());
    let is_long = |part: &str| part.chars().nth(LINE - 1).is_some();
    column.is_narrow()
        && is_long(left)
        && is_long(right)
        && matches!(around, (Some(left), Some(right)) if !spelling::is_word(left, right))
}

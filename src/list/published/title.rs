//! The title of the document, perhaps over several lines, and the township it names.

use std::ops::Range;

use super::place::{self, Places};
use crate::document::Flow;
use crate::list::Township;
use crate::text::{Mapped, SourceId, Span};

/// Words that follow the name of the township in a title.
const LIST_WORDS: [&str; 14] = [
    "履行职责",
    "履职",
    "基本",
    "配合",
    "上级",
    "权责",
    "职责",
    "权力",
    "责任",
    "赋权",
    "事项",
    "清单",
    "落实",
    "关于",
];
/// The most lines a title runs over.
const LINES: usize = 6;

/// A title that was found.
pub(super) struct Title<'s> {
    /// Its text, healed.
    pub(super) text: Mapped<'s>,
    /// The township and its region as far as the title names them.
    pub(super) region: Vec<Mapped<'s>>,
    pub(super) name: Option<Mapped<'s>>,
}

impl<'s> Title<'s> {
    /// The title that stands in the lines `spans`.
    pub(super) fn read(source: SourceId, whole: &'s str, spans: &[Span]) -> Self {
        let flow = Flow::plain(source, whole, spans);
        let (places, starts) = places(flow.as_str());
        let at = |range: &Range<usize>| flow.field(starts[range.start]..starts[range.end]);
        Self {
            text: flow.field(0..flow.as_str().len()),
            region: places.region.iter().map(at).collect(),
            name: places.township.as_ref().map(at),
        }
    }

    /// How much of a township the title names: the township itself counts most.
    pub(super) fn weight(&self) -> usize {
        self.region.len() + if self.name.is_some() { 10 } else { 0 }
    }

    /// The township, if the title names it.
    pub(super) fn township(&self) -> Option<Township<'s>> {
        Some(Township {
            name: self.name.clone()?,
            region: self.region.clone(),
        })
    }
}

/// Which of the lines before the first table are the title of the document: they end with a line that names a list, and
/// begin as early as they still read as a place. `lines` are those that nothing else explains.
pub(super) fn find(whole: &str, lines: &[Span]) -> Option<Range<usize>> {
    let read =
        |range: Range<usize>| -> String { lines[range].iter().map(|line| &whole[line.range()]).collect() };
    let ends = (0..lines.len()).filter(|&line| {
        let words: String = read(line..line + 1).split_whitespace().collect();
        words.ends_with("清单") || words.contains("事项清单") && !is_collection(&words)
    });
    let weight = |range: Range<usize>| {
        let text = read(range);
        let (places, _) = places(&text);
        places.region.len() + usize::from(places.township.is_some()) * 10
    };
    let titles = ends.take(LINES).flat_map(|end| {
        let starts = end.saturating_sub(LINES - 1)..=end;
        starts.map(move |start| start..end + 1)
    });
    // A collection has a title of its own above that of the list; the first line that names a place is meant otherwise.
    let best = titles.map(|range| (weight(range.clone()), range));
    let best = best.max_by_key(|(weight, range)| (*weight, std::cmp::Reverse(range.end), range.start))?;
    Some(best.1)
}

/// Whether a line names the collection that a list stands in: `履行职责事项清单汇编之三`.
pub(super) fn is_collection(line: &str) -> bool {
    ["汇编", "合集", "合订本", "文件选编", "资料汇总"]
        .iter()
        .any(|word| line.contains(word))
}

/// Whether a line is nothing but the name of a place, so that the title after it goes on with it.
pub(super) fn is_place(line: &str) -> bool {
    let (places, _) = places(line);
    let compact: usize = line.split_whitespace().map(str::len).sum();
    places.end() == compact && compact > 0
}

/// The places at the head of `text`, as ranges of the text without white space, and where each byte of that text stands.
fn places(text: &str) -> (Places, Vec<usize>) {
    let mut compact = String::new();
    let mut starts = Vec::new();
    for (at, character) in text
        .char_indices()
        .filter(|(_, character)| !character.is_whitespace())
    {
        compact.push(character);
        starts.extend((0..character.len_utf8()).map(|byte| at + byte));
    }
    starts.push(text.trim_end().len());
    (place::read(&compact, &LIST_WORDS), starts)
}

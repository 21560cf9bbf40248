//! The names of departments that a document writes without doubt: in labels, and in cells without spaces.

use super::names;
use super::split::Vocabulary;
use crate::document::{Block, Column, Document};
use crate::list::mentions;
use crate::text::{Span, reach};

/// What ends a name, to the left of a colon or in a cell.
const BORDERS: [char; 16] = [
    '、', '，', ',', '；', ';', '。', '<', '>', '：', ':', '.', '/', '\t', ' ', '\u{3000}', '\n',
];
/// How far before a colon a name may begin, in bytes.
const REACH: usize = 180;

/// Collects the names that `document` writes.
pub(super) fn collect(document: &Document<'_>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for block in &document.blocks {
        let Block::Row(row) = block else { continue };
        for (column, cell) in row.cells() {
            for part in cell.parts() {
                match column {
                    Column::Departments | Column::Receivers => cells(document.text, part, &mut vocabulary),
                    Column::Upstream | Column::Takeover => labels(document.text, part, &mut vocabulary),
                    _ => {}
                }
            }
        }
    }
    vocabulary
}

/// The names of a cell that is cut by punctuation and tags alone; a space leaves it open where a name ends.
fn cells(text: &str, part: Span, vocabulary: &mut Vocabulary) {
    let chunks = text[part.range()]
        .split(|character: char| BORDERS.contains(&character) && !character.is_whitespace());
    for chunk in chunks.filter(|chunk| !chunk.trim().contains(char::is_whitespace)) {
        add(chunk.trim(), vocabulary);
    }
}

/// The names that stand before colons.
fn labels(text: &str, part: Span, vocabulary: &mut Vocabulary) {
    let cell = &text[part.range()];
    for (at, _) in cell.match_indices(['：', ':']) {
        let head = reach::tail(&cell[..at], REACH);
        let name = head.rsplit(BORDERS).next().unwrap_or(head);
        add(name.trim_end_matches("主要职责"), vocabulary);
    }
}

fn add(name: &str, vocabulary: &mut Vocabulary) {
    if mentions::prefix(name) > 0 && names::is_name(name) {
        vocabulary.insert(names::key(name));
    }
}

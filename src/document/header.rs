//! Table headers, perhaps broken over several lines.

use super::Layout;
use super::plain::PlainLine;
use crate::text::{Span, normal};

/// How many lines a table header may be broken over.
const HEADER_LINES: usize = 4;
/// The longest header cell, in bytes.
const LONGEST_HEADER: usize = 150;

/// The table header that `lines` begin with, and how many lines it takes.
pub(super) fn header(text: &str, lines: &[PlainLine]) -> Option<(Layout, usize)> {
    // The commonest line is a row that begins with its number.
    if text[lines[0].span.range()].starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let mut found = None;
    let mut cells: Vec<(String, Span)> = Vec::new();
    for (index, line) in lines.iter().take(HEADER_LINES).enumerate() {
        if index > 0 && line.is_blank() {
            break;
        }
        let own = if line.cells.is_empty() {
            std::slice::from_ref(&line.span)
        } else {
            &line.cells
        };
        if own.iter().any(|cell| cell.len() > LONGEST_HEADER) {
            break;
        }
        let joined = cells.pop();
        for (at, &cell) in own.iter().enumerate() {
            let words = &text[cell.range()];
            cells.push(match &joined {
                Some((before, span)) if at == 0 => (format!("{before}{words}"), span.hull(cell)),
                _ => (words.to_owned(), cell),
            });
        }
        let words = cells.iter().map(|(words, span)| (words.as_str(), *span));
        let layout = Layout::recognise(words).filter(|layout| layout.columns.len() > 1);
        match layout {
            Some(layout) if layout.is_whole() => {
                let more = lines
                    .get(index + 1)
                    .is_some_and(|next| is_header_rest(&text[next.span.range()]));
                found = Some((layout, index + 1));
                if !more {
                    break;
                }
            }
            // A header of one line may hold words that are not understood; a longer one may not.
            Some(layout) if index == 0 => found = Some((layout, 1)),
            // The first line must look like a header: anything else costs no further look.
            None if index == 0 && !starts_header(&cells) => return None,
            _ => {}
        }
    }
    found
}

/// Whether a line is only made of characters that table headers are made of: the rest of header cells broken over lines.
fn is_header_rest(line: &str) -> bool {
    const WORDS: &str = "序号事项名称类别权责清单对应上级部门职责含提供的履保障乡镇街道苏木配合承接及工作方式措施和与任单位收回县市区旗";
    let header = |character: char| {
        character.is_whitespace() || normal::is_punctuation(character) || WORDS.contains(character)
    };
    !line.is_empty() && line.chars().count() <= 40 && line.chars().all(header)
}

fn starts_header(cells: &[(String, Span)]) -> bool {
    cells.len() > 1 && cells.iter().all(|(words, _)| words.len() < 100) && cells[0].0.contains('序')
}

//! Table headers, perhaps broken over several lines.

use super::plain::PlainLine;
use super::{Column, Layout};
use crate::text::{Span, normal, numeral};

/// How many lines a table header may be broken over.
const HEADER_LINES: usize = 4;
/// How many lines behind a header its first row is looked for.
const ROWS: usize = 10;
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

/// Whether the header `other`, within a table with the columns of `own`, only means to repeat them: it names other columns,
/// but as many and none that tell another list, or the rows behind it have as many cells as before.
pub(super) fn is_slip(text: &str, own: &Layout, other: &Layout, after: &[PlainLine]) -> bool {
    let (mine, theirs) = (own.shown(), other.shown());
    if mine.len() != theirs.len() {
        let is_row = |line: &&PlainLine| {
            let first = line.cells.first();
            first.is_some_and(|first| numeral::parse(&text[first.range()]).is_some())
        };
        let width = after.iter().take(ROWS).find(is_row).map(|row| row.cells.len());
        return width == Some(mine.len());
    }
    let is_among = |column: &Option<Column>| mine.contains(column);
    let kind = other.kind();
    let is_exchanged = mine != theirs && is_filled_as(text, own, after) && !is_filled_as(text, other, after);
    is_exchanged || !theirs.iter().all(is_among) && (kind.is_none() || kind == own.kind())
}

/// Whether a row below bears out the columns of a layout: what a department does begins with its name.
fn is_filled_as(text: &str, layout: &Layout, rows: &[PlainLine]) -> bool {
    let at = |column| layout.columns.iter().position(|other| *other == Some(column));
    let (Some(departments), Some(upstream)) = (at(Column::Departments), at(Column::Upstream)) else {
        return false;
    };
    rows.iter().take(ROWS).any(|row| {
        let cell = |at: usize| row.cells.get(at).map(|cell| text[cell.range()].trim());
        let (Some(names), Some(duties)) = (cell(departments), cell(upstream)) else {
            return false;
        };
        let first = names.split(['、', '，', ' ']).next().unwrap_or_default();
        !first.is_empty()
            && duties
                .strip_prefix(first)
                .is_some_and(|rest| rest.starts_with(['：', ':']))
    })
}

/// A cell of a table header that differs from the same cell on most pages.
#[derive(Clone, Debug)]
pub struct Stray {
    /// Its bytes, or those of the whole header where that has other columns.
    pub span: Span,
    /// Where it stands as it should.
    pub usual: Span,
    /// Where it is written alike again.
    pub again: Vec<Span>,
}

/// The headers of the tables of a document.
#[derive(Debug, Default)]
pub(super) struct Headers {
    /// Those that stand for the same columns.
    tables: Vec<(Layout, Vec<Layout>)>,
}

impl Headers {
    /// A header that stands for the columns of `own`.
    pub(super) fn add(&mut self, own: &Layout, header: &Layout) {
        let same = self
            .tables
            .iter_mut()
            .find(|(known, _)| known.shown() == own.shown());
        match same {
            Some((_, headers)) => headers.push(header.clone()),
            None => self.tables.push((own.clone(), vec![header.clone()])),
        }
    }

    /// The cells that differ.
    pub(super) fn strays(&self, text: &str) -> Vec<Stray> {
        let mut strays = Vec::new();
        for (own, headers) in &self.tables {
            let (fit, odd): (Vec<&Layout>, _) =
                headers.iter().partition(|header| header.shown() == own.shown());
            for column in 0..own.shown().len() {
                let cells = fit.iter().map(|header| header.cells[column]);
                differing(text, cells, &mut strays);
            }
            let whole = |header: &Layout| header.cells.iter().copied().reduce(Span::hull);
            let usual = whole(fit.first().copied().unwrap_or(own));
            for header in odd {
                let column = (0..header.cells.len().min(own.cells.len()))
                    .filter(|_| header.cells.len() == own.cells.len())
                    .find(|&at| header.columns[at] != own.columns[at]);
                let (span, usual) = match column {
                    Some(at) => (Some(header.cells[at]), Some(own.cells[at])),
                    None => (whole(header), usual),
                };
                strays.extend(span.zip(usual).map(|(span, usual)| Stray {
                    span,
                    usual,
                    again: Vec::new(),
                }));
            }
        }
        strays
    }
}

/// The cells of one column whose words are not those of most.
fn differing(text: &str, cells: impl Iterator<Item = Span>, strays: &mut Vec<Stray>) {
    let mut forms: Vec<(String, Vec<Span>)> = Vec::new();
    for cell in cells {
        let key = normal::key(&text[cell.range()]);
        match forms.iter_mut().find(|(form, _)| *form == key) {
            Some((_, places)) => places.push(cell),
            None => forms.push((key.into_owned(), vec![cell])),
        }
    }
    let most = forms.iter().map(|(_, places)| places.len()).max().unwrap_or(0);
    let Some(usual) = forms.iter().position(|(_, places)| places.len() == most) else {
        return;
    };
    let others = forms.iter().enumerate().filter(|(at, _)| *at != usual);
    strays.extend(others.map(|(_, (_, places))| Stray {
        span: places[0],
        usual: forms[usual].1[0],
        again: places[1..].to_vec(),
    }));
}

fn starts_header(cells: &[(String, Span)]) -> bool {
    cells.len() > 1 && cells.iter().all(|(words, _)| words.len() < 100) && cells[0].0.contains('序')
}

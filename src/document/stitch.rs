//! Rows that the published layout broke over pages or lines, joined again.

use rapidfuzz::distance::levenshtein;

use super::header::{self, Headers, Stray};
use super::plain::PlainLine;
use super::{Account, Block, Column, Furniture, Layout, Line, Row, categories, markup};
use crate::Set;
use crate::text::{Span, normal, numeral};

/// How alike two cells must be for one to repeat the other with a few other words.
const ALIKE: f64 = 0.8;
/// Longer cells than this, in characters, are not compared word by word.
const COMPARED: usize = 5_000;
/// How many lines ahead the next number of a table is looked for.
const LOOK_AHEAD: usize = 40;

/// The blocks that `lines` show, and the cells of table headers that differ from the same cells on other pages.
pub fn blocks(text: &str, lines: &[PlainLine], account: &mut Account) -> (Vec<Block>, Vec<Stray>) {
    let mut stitcher = Stitcher {
        seen: Set::default(),
        text,
        account,
        blocks: Vec::new(),
        layout: None,
        row: None,
        width: 0,
        headers: Headers::default(),
    };
    let mut at = 0;
    while at < lines.len() {
        at += stitcher.take(&lines[at..]);
    }
    (stitcher.blocks, stitcher.headers.strays(text))
}

struct Stitcher<'a> {
    text: &'a str,
    account: &'a mut Account,
    blocks: Vec<Block>,
    layout: Option<Layout>,
    /// The keys of the lines of text so far: what comes again between pages is a running head.
    seen: Set<String>,
    /// The row that a following line may continue, and whether that line is the very next.
    row: Option<(usize, bool)>,
    /// How many cells the lines of that row hold so far.
    width: usize,
    headers: Headers,
}

impl Stitcher<'_> {
    /// Takes the first of `lines`, with the ones after it that belong to it, and says how many they were.
    fn take(&mut self, lines: &[PlainLine]) -> usize {
        let line = &lines[0];
        if line.is_blank() {
            self.row = self.row.map(|(row, _)| (row, false));
            return 1;
        }
        if let Some((layout, count)) = header::header(self.text, lines) {
            self.header(layout, &lines[count..]);
            return count;
        }
        match self.layout.clone() {
            Some(layout) if !line.cells.is_empty() => self.cells(lines, &layout),
            _ => self.line(line),
        }
        1
    }

    /// A header is pushed unless it only repeats the one before it within a table, or tries to.
    fn header(&mut self, layout: Layout, after: &[PlainLine]) {
        let words = layout.cells.iter().copied();
        self.account.set_aside_all(words, Furniture::Header);
        if let Some(own) = self.layout.as_ref().filter(|_| self.is_in_table())
            && header::is_slip(self.text, own, &layout, after)
        {
            self.headers.add(own, &layout);
            self.row = self.row.map(|(row, _)| (row, false));
            return;
        }
        self.headers.add(&layout, &layout);
        let repeated = self
            .layout
            .as_ref()
            .is_some_and(|last| last.columns == layout.columns);
        self.row = self.row.map(|(row, _)| (row, false)).filter(|_| repeated);
        if !(repeated && matches!(self.blocks.last(), Some(Block::Row(_) | Block::Header(_)))) {
            self.blocks.push(Block::Header(layout.clone()));
        }
        self.layout = Some(layout);
    }

    /// Whether the table is open: nothing stands behind its rows but the heading of a category.
    fn is_in_table(&self) -> bool {
        match self.blocks.last() {
            Some(Block::Row(_)) => true,
            Some(Block::Line(line)) => line.in_table || has_ordinal(&self.text[line.span.range()]),
            Some(Block::Header(_)) | None => false,
        }
    }

    fn cells(&mut self, lines: &[PlainLine], layout: &Layout) {
        let line = &lines[0];
        if let Some(heading) = heading_cell(self.text, line, layout) {
            self.blocks.push(Block::Line(Line {
                span: heading,
                in_table: true,
            }));
            self.row = None;
        } else if !self.continue_line(line, layout) {
            let row = row(line, layout);
            match self
                .row
                .filter(|&(last, _)| self.continues(last, &row, &lines[1..], layout))
            {
                Some((last, _)) => {
                    self.merge(last, row);
                    self.row = Some((last, true));
                }
                None => {
                    self.blocks.push(Block::Row(Box::new(row)));
                    self.row = Some((self.blocks.len() - 1, true));
                }
            }
            self.width = line.cells.len();
        }
    }

    /// A line of text: more of the last cell if it follows a row without a gap and is no heading.
    fn line(&mut self, line: &PlainLine) {
        let words = &self.text[line.span.range()];
        if is_page(words) {
            return self.account.set_aside(line.span, Furniture::Page);
        }
        if self.is_running_head(words) {
            return self.account.set_aside(line.span, Furniture::Repetition);
        }
        match self.row {
            Some((row, true)) if !line.marked && !looks_like_heading(words) => {
                let Block::Row(row) = &mut self.blocks[row] else {
                    return;
                };
                let filled = Column::ALL
                    .into_iter()
                    .rev()
                    .find(|&column| !row.cell(column).is_empty());
                row.cell_mut(filled.unwrap_or(Column::Name)).push(line.span);
                row.joined.push(line.span);
            }
            _ => {
                self.blocks.push(Block::Line(Line {
                    span: line.span,
                    in_table: false,
                }));
                // A category heading may stand between the pages of one table, a duty does not go on behind it.
                self.row = None;
            }
        }
    }

    /// Whether a short line repeats one that stood before, and is the heading neither of a list nor of a category.
    fn is_running_head(&mut self, words: &str) -> bool {
        const LISTS: [&str; 5] = ["基本", "配合", "收回", "回收", "上收"];
        if words.chars().count() > 60 {
            return false;
        }
        let key = normal::key(words);
        let heads = LISTS.iter().any(|list| key.contains(list))
            || key.ends_with('项')
            || has_ordinal(words)
            || categories::is_usual(words);
        let again = !self.seen.insert(key.into_owned());
        again && !heads && self.layout.is_some()
    }

    /// Whether `line` is the rest of a row whose last cell was broken over two lines; if so it is joined.
    fn continue_line(&mut self, line: &PlainLine, layout: &Layout) -> bool {
        let (Some((at, true)), Some(&first)) = (self.row, line.cells.first()) else {
            return false;
        };
        let wide = self.width + line.cells.len() - 1 > layout.columns.len();
        if wide || first.is_empty() || number(&self.text[first.range()]).is_some() {
            return false;
        }
        let Block::Row(row) = &mut self.blocks[at] else {
            return false;
        };
        for (index, &cell) in line.cells.iter().enumerate() {
            match layout.columns.get(self.width - 1 + index).copied().flatten() {
                Some(column) => row.cell_mut(column).push(cell),
                None => row.extra.extend(Some(cell).filter(|cell| !cell.is_empty())),
            }
        }
        self.width += line.cells.len() - 1;
        true
    }

    /// Whether `row` goes on with the row at `last`: it has no number and no name of its own, or repeats both.
    fn continues(&self, last: usize, row: &Row, after: &[PlainLine], layout: &Layout) -> bool {
        let Block::Row(last) = &self.blocks[last] else {
            return false;
        };
        let (own, name) = (row.cell(Column::Number), row.cell(Column::Name));
        let read = |span: Option<Span>| span.and_then(|span| number(&self.text[span.range()]));
        if own.is_empty() {
            // A name without a number: cut by the page if the numbers go on without a gap behind it.
            let next = next_number(self.text, after, layout);
            let counted = read(last.cell(Column::Number).last()).zip(next);
            let gap = counted.is_some_and(|(last, next)| next == last + 2);
            return name.is_empty() || !gap || self.is_cut(last, row);
        }
        let words = |row: &Row| {
            row.cell(Column::Name)
                .parts()
                .map(|part| &self.text[part.range()])
                .collect::<String>()
        };
        read(own.last()) == read(last.cell(Column::Number).last())
            && !self.is_double(last, row)
            && layout.columns.len() > 2
            && normal::key(&words(row)) == normal::key(&words(last))
    }

    /// Whether `row` says once more all that `last` does: then it is a duty listed twice, not one that goes on.
    fn is_double(&self, last: &Row, row: &Row) -> bool {
        const SAYS: [Column; 5] = [
            Column::Upstream,
            Column::Township,
            Column::Takeover,
            Column::Receivers,
            Column::Mode,
        ];
        let words = |row: &Row, column| row.cell(column).last().map(|part| &self.text[part.range()]);
        let same = |column| words(row, column) == words(last, column);
        SAYS.into_iter().all(same) && SAYS.into_iter().any(|column| !row.cell(column).is_empty())
    }

    /// Whether a cell of `last` that goes on in `row` ends without the end of a sentence.
    fn is_cut(&self, last: &Row, row: &Row) -> bool {
        let ends = |part: Span| {
            let words = self.text[part.range()].trim_end().trim_end_matches("</p>");
            words
                .trim_end()
                .ends_with(['。', '；', ';', '！', '？', '.', '>'])
        };
        [Column::Upstream, Column::Township, Column::Takeover]
            .into_iter()
            .any(|column| {
                !row.cell(column).is_empty() && last.cell(column).last().is_some_and(|part| !ends(part))
            })
    }

    /// Joins `row` to the row at `last`. What it repeats is set aside.
    fn merge(&mut self, last: usize, row: Row) {
        let Block::Row(last) = &mut self.blocks[last] else {
            return;
        };
        let repeats = !row.cell(Column::Number).is_empty();
        for (column, cell) in row.cells() {
            let Some(part) = cell.last() else { continue };
            let known = last.cell(column).parts().next();
            let same = |other: Span| same_words(&self.text[part.range()], &self.text[other.range()]);
            let repeated = known.is_some_and(same) || last.cell(column).last().is_some_and(same);
            let heads = matches!(column, Column::Number | Column::Name | Column::Category);
            if repeated && (repeats || column == Column::Category) {
                self.account.set_aside(part, Furniture::Repetition);
            } else if let Some(known) = known.filter(|_| repeats && !heads)
                && alike(&self.text[part.range()], &self.text[known.range()])
            {
                last.variants.push((column, known, part));
            } else {
                last.cell_mut(column).push(part);
            }
        }
        last.extra.extend(row.extra);
    }
}

/// The row that `line` is.
fn row(line: &PlainLine, layout: &Layout) -> Row {
    let mut row = Row::new(line.span);
    for (index, &cell) in line.cells.iter().enumerate() {
        match layout.columns.get(index).copied().flatten() {
            Some(column) => row.cell_mut(column).push(cell),
            None => row.extra.extend(Some(cell).filter(|cell| !cell.is_empty())),
        }
    }
    row
}

/// The only filled cell of a row that is the heading of what follows: it stands in the first column, or under the name
/// without a number and with the looks of a heading.
fn heading_cell(text: &str, line: &PlainLine, layout: &Layout) -> Option<Span> {
    let mut filled = line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (at, &cell) = filled.next()?;
    if filled.next().is_some() {
        return None;
    }
    let words = &text[cell.range()];
    match layout.columns.get(at).copied().flatten() {
        Some(Column::Number) if number(words).is_none() => Some(cell),
        Some(Column::Category | Column::Name) if looks_like_heading(words) => Some(cell),
        // In the column of a clause only the full form is a heading: `一、党的建设（25项）`.
        Some(_) if has_ordinal(words) && words.len() < 100 && words.ends_with(['）', ')']) => Some(cell),
        _ => None,
    }
}

/// The number in a number cell: a numeral, perhaps in brackets or followed by a point.
pub fn number(cell: &str) -> Option<u32> {
    if cell.len() > 24 {
        return None;
    }
    numeral::parse(digits(cell))
}

/// A number cell without the white space and punctuation around its numeral.
pub fn digits(cell: &str) -> &str {
    let border = |character: char| {
        character.is_whitespace() || (normal::is_punctuation(character) && !character.is_alphanumeric())
    };
    cell.trim_matches(border)
}

/// The number of the next row that has one.
fn next_number(text: &str, lines: &[PlainLine], layout: &Layout) -> Option<u32> {
    let column = layout
        .columns
        .iter()
        .position(|&column| column == Some(Column::Number))?;
    let mut cells = lines
        .iter()
        .take(LOOK_AHEAD)
        .filter_map(|line| line.cells.get(column));
    cells.find_map(|cell| number(&text[cell.range()]))
}

/// Whether a line is so short, and begins or ends so, that it is rather a heading than more of a cell.
fn looks_like_heading(words: &str) -> bool {
    if words.chars().count() > 60 {
        return false;
    }
    let key = normal::key(words);
    let ordinal = has_ordinal(words);
    let bracketed = words.starts_with(['（', '(']) && !words.ends_with(['。', '；', ';']);
    ordinal
        || bracketed
        || categories::is_usual(words)
        || key.ends_with("清单")
        || key.ends_with('项')
        || key == "目录"
}

/// Whether a line begins with `一、`.
fn has_ordinal(words: &str) -> bool {
    words
        .find('、')
        .is_some_and(|at| numeral::parse(words[..at].trim()).is_some())
}

/// Whether a line is the number of a page: `- 3 -`, `第3页`.
fn is_page(line: &str) -> bool {
    let shown =
        line.trim_matches(|character: char| character.is_whitespace() || "-—–第页·".contains(character));
    (1..=4).contains(&shown.len()) && shown.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two cells hold the same words, whatever their tags, numbers and punctuation.
fn same_words(a: &str, b: &str) -> bool {
    words(a).eq(words(b))
}

/// Whether one cell repeats the other with a few other words.
fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (
        words(a).take(COMPARED).collect(),
        words(b).take(COMPARED).collect(),
    );
    a.len().min(b.len()) > 20 && levenshtein::normalized_similarity(a, b) >= ALIKE
}

/// The characters of a cell without tags, digits, white space and punctuation.
fn words(cell: &str) -> impl Iterator<Item = char> + '_ {
    let mut tag_end = 0;
    cell.char_indices().filter_map(move |(at, character)| {
        if character == '<' && at >= tag_end {
            tag_end = at + markup::tag_length(&cell[at..]);
        }
        let shown = at >= tag_end
            && !character.is_whitespace()
            && !character.is_ascii_digit()
            && !normal::is_punctuation(character);
        shown.then_some(character)
    })
}

//! What the file shows: lines, table headers and rows, with the pages it was printed on undone.
//!
//! A document is a flat sequence of blocks in the order of the source. Rows know what each of their cells holds, and a
//! cell that was printed over several pages is one cell of several parts.

pub mod categories;
pub mod columns;
pub mod furniture;
mod header;
pub mod markup;
pub mod plain;
pub mod stitch;

pub use columns::{Column, Layout};
pub use furniture::{Account, Furniture};
pub use header::Stray;
pub use markup::{Flow, Piece};

use crate::text::{SourceId, Span};

/// A document of published text.
#[derive(Debug)]
pub struct Document<'s> {
    /// The source it was read from.
    pub source: SourceId,
    /// The whole text of the source.
    pub text: &'s str,
    /// What it shows, in order.
    pub blocks: Vec<Block>,
    /// The cells of table headers that differ from the same cells on other pages.
    pub strays: Vec<Stray>,
}

/// One thing a document shows.
#[derive(Debug)]
pub enum Block {
    /// A line of text outside of the cells of a table, or the only filled cell of a row that is no item.
    Line(Line),
    /// The header of a table that differs from the one before it, or follows other text.
    Header(Layout),
    /// A row of a table, whole again where a page broke it.
    Row(Box<Row>),
}

/// A line of text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its bytes, without white space at the ends and without the marks of a heading (`#`).
    pub span: Span,
    /// Whether it stood as a row in a table.
    pub in_table: bool,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    cells: [Cell; Column::COUNT],
    /// Bytes of cells that stand under no known column.
    pub extra: Vec<Span>,
    /// Cells that a later page repeats with other words: which, its first words, and the repetition.
    pub variants: Vec<(Column, Span, Span)>,
    /// Lines without cells that were joined to the row because they follow it directly.
    pub joined: Vec<Span>,
    /// The first line of the row.
    pub span: Span,
}

impl Row {
    /// A row without cells that begins at `span`.
    pub fn new(span: Span) -> Self {
        Self {
            cells: Default::default(),
            extra: Vec::new(),
            variants: Vec::new(),
            joined: Vec::new(),
            span,
        }
    }

    /// The cell under `column`; empty where the table has no such column.
    pub fn cell(&self, column: Column) -> &Cell {
        &self.cells[column as usize]
    }

    /// The same, to be changed.
    pub fn cell_mut(&mut self, column: Column) -> &mut Cell {
        &mut self.cells[column as usize]
    }

    /// All cells, in the order of [`Column::ALL`].
    pub fn cells(&self) -> impl Iterator<Item = (Column, &Cell)> {
        Column::ALL.into_iter().zip(&self.cells)
    }
}

/// A cell: the bytes it was printed in, one part for each page. No part is blank.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    first: Option<Span>,
    more: Vec<Span>,
}

impl Cell {
    /// The parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = Span> + '_ {
        self.first.into_iter().chain(self.more.iter().copied())
    }

    /// Whether nothing is written in it.
    pub fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// The last part.
    pub fn last(&self) -> Option<Span> {
        self.more.last().copied().or(self.first)
    }

    /// Adds a part; an empty one is ignored.
    pub fn push(&mut self, part: Span) {
        match self.first {
            _ if part.is_empty() => {}
            None => self.first = Some(part),
            Some(_) => self.more.push(part),
        }
    }
}

/// The bytes of `span` without white space at the ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let part = &text[span.range()];
    let start = span.start as usize + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

/// Reads published text as a document. What is furniture goes into the account.
pub fn read<'s>(source: SourceId, text: &'s str, account: &mut Account) -> Document<'s> {
    let lines = plain::lines(text, account);
    let (blocks, strays) = stitch::blocks(text, &lines, account);
    Document {
        source,
        text,
        blocks,
        strays,
    }
}

//! The account of furniture: text that shapes the document but says nothing of the list.

use crate::text::Span;

/// What kind of furniture a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    /// The header of a table, repeated on each page.
    Header,
    /// Words repeated because a page ended: the number, name or duties of a row once more.
    Repetition,
    /// The heading, the dots and the page numbers of the table of contents.
    Contents,
    /// A tag, a cell border, a ruling line, the marks of a heading.
    Tag,
    /// The punctuation around a number, and the number of a label.
    Marker,
    /// Punctuation and words between the names of departments.
    Separator,
    /// The fixed words of a label and its colon: `主要职责：`, `承接部门：`.
    Label,
    /// The mark of an annex: `附件4`.
    Annex,
    /// A line that counts a list up or explains it.
    Note,
    /// The number of a page.
    Page,
    /// What makes a list of departments open: `等部门`.
    Tail,
}

/// What the reader set aside as furniture, and where. An entry is made where the text is set aside.
#[derive(Debug, Default)]
pub struct Account {
    entries: Vec<(Span, Furniture)>,
}

impl Account {
    /// Sets the bytes `span` aside.
    pub fn set_aside(&mut self, span: Span, kind: Furniture) {
        if !span.is_empty() {
            self.entries.push((span, kind));
        }
    }

    /// Sets several spans aside.
    pub fn set_aside_all(&mut self, spans: impl IntoIterator<Item = Span>, kind: Furniture) {
        spans.into_iter().for_each(|span| self.set_aside(span, kind));
    }

    /// All entries, in the order they were made.
    pub fn entries(&self) -> &[(Span, Furniture)] {
        &self.entries
    }
}

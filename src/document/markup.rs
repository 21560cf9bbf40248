//! The tags that appear inside published cells: a cell becomes running text and the pieces it was cut into.

use std::ops::Range;

use super::{Account, Cell, Furniture};
use crate::text::{Mapped, MappedBuilder, SourceId, Span};

/// The longest tag that is taken for one, in bytes.
const LONGEST_TAG: usize = 300;

/// The text of a cell without its tags, and where it is cut into pieces.
#[derive(Debug)]
pub struct Flow<'s> {
    /// The text; entities are decoded, parts of several pages follow each other directly.
    pub text: Mapped<'s>,
    /// The pieces, in order; together they are the whole text. None is blank.
    pub pieces: Vec<Piece>,
    whole: &'s str,
}

/// A stretch of the text of a cell that no tag and no end of a page interrupts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text of the flow.
    pub range: Range<usize>,
    /// Whether it stands in an ordered list without marks of its own: it may be several items.
    pub listed: bool,
    /// Whether it is the first piece of a further page.
    pub seam: bool,
}

impl<'s> Flow<'s> {
    /// The text of the pieces.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The bytes `range` of the text as a field: without white space at the ends, and without the spaces and line
    /// breaks that the page set between Chinese characters.
    pub fn field(&self, range: Range<usize>) -> Mapped<'s> {
        let text = &self.as_str()[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        let mut kept = kept_runs(text).peekable();
        let first = kept.next().unwrap_or(0..0);
        if kept.peek().is_none() {
            return self.slim(start + first.start..start + first.end);
        }
        let mut builder = MappedBuilder::new(self.text.source(), self.whole);
        for run in std::iter::once(first).chain(kept) {
            builder.append(&self.slim(start + run.start..start + run.end));
        }
        builder.finish()
    }

    /// The bytes `range` of the text, as a plain slice of the source where they are one.
    pub fn slim(&self, range: Range<usize>) -> Mapped<'s> {
        if range.is_empty() {
            return Mapped::slice(self.text.source(), self.whole, self.text.place_of(range).span);
        }
        match self.text.spans(range.clone()).as_slice() {
            [only] if self.whole[only.range()] == self.as_str()[range.clone()] => {
                Mapped::slice(self.text.source(), self.whole, *only)
            }
            _ => self.text.part(range),
        }
    }

    /// The source bytes of `range`; none of an empty range.
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        if range.is_empty() {
            Vec::new()
        } else {
            self.text.spans(range)
        }
    }

    /// The same text, cut otherwise.
    #[must_use]
    pub fn with_pieces(&self, pieces: Vec<Piece>) -> Self {
        Self {
            text: self.text.clone(),
            pieces,
            whole: self.whole,
        }
    }

    /// The flow of a line or cell without tags.
    pub fn plain(source: SourceId, whole: &'s str, spans: &[Span]) -> Self {
        let mut builder = MappedBuilder::new(source, whole);
        let mut pieces = Vec::new();
        for span in spans.iter().filter(|span| !span.is_empty()) {
            let start = builder.as_str().len();
            builder.push(*span);
            let range = start..builder.as_str().len();
            pieces.push(Piece {
                range,
                listed: false,
                seam: start > 0,
            });
        }
        Self {
            text: builder.finish(),
            pieces,
            whole,
        }
    }
}

/// The runs of `text` that stay when spaces between Chinese characters go and others become one.
fn kept_runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let mut from = start;
        while let Some(at) = text[from..].find(char::is_whitespace).map(|at| from + at) {
            let space = text[at..].chars().next().map_or(1, char::len_utf8);
            let after = at + text[at..].len() - text[at..].trim_start().len();
            let (before, next) = (text[..at].chars().next_back(), text[after..].chars().next());
            let wide = before
                .zip(next)
                .is_some_and(|(before, next)| is_tight(before, next));
            let end = if wide { at } else { at + space };
            if end < after {
                let run = start..end;
                start = after;
                return Some(run);
            }
            from = after;
        }
        let run = start..text.len();
        start = text.len();
        Some(run)
    })
}

/// Whether a space between two characters means nothing: both are wide, or one is a bracket beside a wide one.
fn is_tight(before: char, next: char) -> bool {
    let bracket = |character| matches!(character, '(' | ')');
    (is_wide(before) || (bracket(before) && is_wide(next))) && (is_wide(next) || bracket(next))
}

/// Whether a character fills a whole cell of Chinese print: between two such a space means nothing.
pub fn is_wide(character: char) -> bool {
    crate::text::normal::is_han(character)
        || matches!(character, '\u{2018}'..='\u{201d}' | '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}')
}

/// Reads the parts of a cell. Its tags are set aside.
pub fn flow<'s>(source: SourceId, whole: &'s str, cell: &Cell, account: &mut Account) -> Flow<'s> {
    let mut reader = Reader {
        builder: MappedBuilder::new(source, whole),
        pieces: Vec::new(),
        start: 0,
        list: List::None,
        seam: false,
    };
    for (index, part) in cell.parts().enumerate() {
        reader.seam = index > 0;
        reader.list = List::None;
        reader.part(whole, part, account);
        reader.cut();
    }
    let Reader {
        builder, mut pieces, ..
    } = reader;
    let text = builder.finish();
    if let Some(last) = pieces.last_mut() {
        last.range.end = text.as_str().len();
    }
    Flow { text, pieces, whole }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    /// In an ordered list, before any `<li>`.
    Open,
    /// In an item of a list.
    Item,
}

struct Reader<'s> {
    builder: MappedBuilder<'s>,
    pieces: Vec<Piece>,
    start: usize,
    list: List,
    seam: bool,
}

impl Reader<'_> {
    fn part(&mut self, whole: &str, part: Span, account: &mut Account) {
        let (mut at, end) = (part.start as usize, part.end as usize);
        let mut run = at;
        while let Some(found) = memchr::memchr3(b'<', b'&', b'\\', &whole.as_bytes()[at..end]) {
            at += found;
            let rest = &whole[at..end];
            if let Some((length, tag)) = tag(rest) {
                self.builder.push(Span::new(run, at));
                account.set_aside(Span::new(at, at + length), Furniture::Tag);
                self.tag(tag);
                at += length;
                run = at;
            } else if let Some((length, decoded)) = entity(rest) {
                self.builder
                    .push(Span::new(run, at))
                    .replace(decoded.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
                at += length;
                run = at;
            } else if rest.starts_with("\\|") || rest.starts_with("\\*") {
                self.builder.push(Span::new(run, at));
                account.set_aside(Span::new(at, at + 1), Furniture::Tag);
                run = at + 1;
                at += 2;
            } else {
                at += 1;
            }
        }
        self.builder.push(Span::new(run, end));
    }

    fn tag(&mut self, tag: Tag) {
        match tag {
            Tag::Inline => {}
            Tag::Open("ol" | "ul") => {
                self.cut();
                self.list = List::Open;
            }
            Tag::Open("li") => {
                self.cut();
                self.list = List::Item;
            }
            Tag::Open("br") => self.cut(),
            Tag::Close("li") => self.cut(),
            Tag::Open(_) | Tag::Close(_) => {
                self.cut();
                self.list = List::None;
            }
        }
    }

    /// Ends the piece here, if there is anything in it.
    fn cut(&mut self) {
        let end = self.builder.as_str().len();
        if self.builder.as_str()[self.start..end].trim().is_empty() {
            return;
        }
        // What is blank before a piece belongs to it, so that the pieces are the whole text.
        let range = self.start..end;
        self.pieces.push(Piece {
            range,
            listed: self.list == List::Open,
            seam: std::mem::take(&mut self.seam),
        });
        self.start = end;
    }
}

/// What a tag does to the text.
enum Tag {
    /// Nothing: `<b>`, `<span>`.
    Inline,
    Open(&'static str),
    Close(&'static str),
}

/// The length of the tag that `text` begins with; 0 if it begins with none.
pub(super) fn tag_length(text: &str) -> usize {
    tag(text).map_or(0, |(length, _)| length)
}

/// The tag that `text` begins with, and its length in bytes.
fn tag(text: &str) -> Option<(usize, Tag)> {
    const INLINE: [&str; 12] = [
        "a", "b", "i", "u", "em", "font", "strong", "span", "sub", "sup", "o:p", "label",
    ];
    const BLOCK: [&str; 21] = [
        "ol",
        "ul",
        "li",
        "br",
        "p",
        "div",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "blockquote",
        "center",
    ];
    let bytes = text.as_bytes();
    let closes = bytes.get(1) == Some(&b'/');
    let name = &text[if closes { 2 } else { 1 }..];
    let length = memchr::memchr(b'>', &bytes[..bytes.len().min(LONGEST_TAG)])? + 1;
    let end = name
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == ':'))
        .unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    if bytes[0] != b'<' || memchr::memchr(b'<', &bytes[1..length]).is_some() {
        return None;
    }
    if INLINE.contains(&name.as_str()) {
        return Some((length, Tag::Inline));
    }
    let name = BLOCK.iter().find(|known| **known == name)?;
    Some((length, if closes { Tag::Close(name) } else { Tag::Open(name) }))
}

/// The character reference that `text` begins with, and its length in bytes.
fn entity(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let end = memchr::memchr(b';', &bytes[..bytes.len().min(12)])?;
    let name = text.get(1..end)?;
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let decoded = match name {
        _ if bytes[0] != b'&' => return None,
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" => ' ',
        "ldquo" => '“',
        "rdquo" => '”',
        "middot" => '·',
        "mdash" => '—',
        _ => match name.strip_prefix('#') {
            Some(hex) if hex.starts_with(['x', 'X']) => code(&hex[1..], 16)?,
            Some(digits) => code(digits, 10)?,
            None => return None,
        },
    };
    Some((end + 1, decoded))
}

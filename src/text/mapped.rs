//! Cleaned text that still knows which bytes of its source each piece came from.

use std::ops::Range;

use super::{Place, SourceId, Span};

/// A text and the way back to its source: either a plain slice of it, or pieces that were cleaned and joined.
///
/// A list holds many thousands of them, nearly all slices: a slice is all that there is room for.
#[derive(Clone, Debug)]
pub struct Mapped<'s>(Text<'s>);

#[derive(Clone, Debug)]
enum Text<'s> {
    /// A slice of the source, and where it begins there.
    Slice(&'s str, u32, SourceId),
    /// A text of its own.
    Own(Box<Own>),
}

#[derive(Clone, Debug)]
struct Own {
    text: String,
    source: SourceId,
    map: Map<Box<[Piece]>>,
}

#[derive(Clone, Debug)]
enum Map<P> {
    /// The text stands in the source unchanged, from this byte on.
    Slice(u32),
    /// Pieces in order of the text.
    Pieces(P),
}

/// The bytes `text` of the cleaned text came from the bytes `source`. A piece that is not verbatim (an entity, an
/// escape) is one unit that only leads back as a whole.
#[derive(Clone, Copy, Debug)]
struct Piece {
    text: Span,
    source: Span,
    verbatim: bool,
}

impl Piece {
    /// The source bytes of the part of this piece that lies in `range` of the cleaned text.
    fn source_of(&self, range: &Range<usize>) -> Span {
        if !self.verbatim {
            return self.source;
        }
        let start = range.start.max(self.text.start as usize) - self.text.start as usize;
        let end = range.end.min(self.text.end as usize) - self.text.start as usize;
        Span::new(
            self.source.start as usize + start,
            self.source.start as usize + end,
        )
    }

    /// The bytes of the cleaned text that came from the bytes `span` of the source, if they meet this piece.
    fn text_of(&self, span: Span) -> Option<Range<usize>> {
        let (start, end) = (span.start.max(self.source.start), span.end.min(self.source.end));
        if start > end || (start == end && !span.is_empty()) {
            return None;
        }
        if !self.verbatim {
            return Some(self.text.range());
        }
        let moved = |offset: u32| (self.text.start + offset - self.source.start) as usize;
        Some(moved(start)..moved(end))
    }
}

impl<'s> Mapped<'s> {
    /// The bytes `span` of `whole`, which is the text of `source`, unchanged.
    pub fn slice(source: SourceId, whole: &'s str, span: Span) -> Self {
        Self(Text::Slice(&whole[span.range()], span.start, source))
    }

    fn own(text: String, source: SourceId, map: Map<Box<[Piece]>>) -> Self {
        Self(Text::Own(Box::new(Own { text, source, map })))
    }

    fn map(&self) -> Map<&[Piece]> {
        match &self.0 {
            Text::Slice(_, start, _) => Map::Slice(*start),
            Text::Own(own) => match &own.map {
                Map::Slice(start) => Map::Slice(*start),
                Map::Pieces(pieces) => Map::Pieces(pieces),
            },
        }
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Slice(text, ..) => text,
            Text::Own(own) => &own.text,
        }
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// The source it leads back to.
    pub fn source(&self) -> SourceId {
        match &self.0 {
            Text::Slice(.., source) => *source,
            Text::Own(own) => own.source,
        }
    }

    /// Where the whole text stands: its first run of source bytes on one line of the source, see [`Self::place_of`].
    pub fn place(&self) -> Place {
        self.place_of(0..self.as_str().len())
    }

    /// Where the bytes `range` of the cleaned text stand. Pieces that lie apart in the source (a row broken over
    /// two pages) give the place of the first run of pieces with less than 64 bytes between them.
    pub fn place_of(&self, range: Range<usize>) -> Place {
        const NEAR: u32 = 64;
        let mut spans = self.spans(range).into_iter();
        let mut hull = spans.next().unwrap_or(Span { start: 0, end: 0 });
        for span in spans {
            if span.start < hull.start || span.start > hull.end + NEAR {
                break;
            }
            hull = hull.hull(span);
        }
        Place {
            source: self.source(),
            span: hull,
        }
    }

    /// All source bytes of the bytes `range` of the cleaned text, in order of the text, neighbours merged.
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        let pieces = match self.map() {
            Map::Slice(start) => {
                let start = start as usize;
                return vec![Span::new(start + range.start, start + range.end)];
            }
            Map::Pieces(pieces) => pieces,
        };
        let mut spans: Vec<Span> = Vec::new();
        let first = pieces.partition_point(|piece| piece.text.end as usize <= range.start);
        // An empty range at the very end still has a place: behind the last piece.
        if let (true, Some(last)) = (first == pieces.len(), pieces.last()) {
            let end = last.source.end as usize;
            return vec![Span::new(end, end)];
        }
        for piece in &pieces[first..] {
            if piece.text.start as usize >= range.end && !spans.is_empty() {
                break;
            }
            let span = piece.source_of(&range_within(&range, piece));
            match spans.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => spans.push(span),
            }
        }
        spans
    }

    /// The bytes of the cleaned text that came from the bytes `span` of the source, in order, neighbours merged; nothing
    /// where none of them did. An empty span is an empty range where it lies within or right behind a piece.
    pub fn ranges_of(&self, span: Span) -> Vec<Range<usize>> {
        let length = self.as_str().len();
        let whole = match self.map() {
            Map::Slice(start) => &[Piece {
                text: Span::new(0, length),
                source: Span::new(start as usize, start as usize + length),
                verbatim: true,
            }][..],
            Map::Pieces(pieces) => pieces,
        };
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for piece in whole {
            let Some(range) = piece.text_of(span) else {
                continue;
            };
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// The same text, free of the source it was cut from.
    pub fn into_owned(self) -> Mapped<'static> {
        match self.0 {
            Text::Slice(text, start, source) => Mapped::own(text.to_owned(), source, Map::Slice(start)),
            Text::Own(own) => Mapped(Text::Own(own)),
        }
    }

    /// Where pieces of the text that stood apart in the source were joined: the byte of the text, and the bytes of the
    /// source that were left out there.
    pub fn gaps(&self) -> impl Iterator<Item = (usize, Span)> {
        let pieces: &[Piece] = match self.map() {
            Map::Slice(_) => &[],
            Map::Pieces(pieces) => pieces,
        };
        pieces
            .windows(2)
            .filter(|pair| pair[0].source.end < pair[1].source.start)
            .map(|pair| {
                let left_out = Span::new(pair[0].source.end as usize, pair[1].source.start as usize);
                (pair[1].text.start as usize, left_out)
            })
    }

    /// The part `range` of the text, in bytes, still mapped.
    pub fn part(&self, range: Range<usize>) -> Mapped<'s> {
        let own = match &self.0 {
            Text::Slice(text, start, source) => {
                return Self(Text::Slice(
                    &text[range.clone()],
                    start + range.start as u32,
                    *source,
                ));
            }
            Text::Own(own) => own,
        };
        let map = match &own.map {
            Map::Slice(start) => Map::Slice(start + range.start as u32),
            Map::Pieces(pieces) => {
                let first = pieces.partition_point(|piece| piece.text.end as usize <= range.start);
                let within = pieces[first..]
                    .iter()
                    .take_while(|piece| (piece.text.start as usize) < range.end);
                let moved = within.map(|piece| {
                    let start = (piece.text.start as usize).max(range.start) - range.start;
                    let end = (piece.text.end as usize).min(range.end) - range.start;
                    Piece {
                        text: Span::new(start, end),
                        source: piece.source_of(&range),
                        ..*piece
                    }
                });
                Map::Pieces(moved.collect())
            }
        };
        Self::own(own.text[range].to_owned(), own.source, map)
    }

    /// The text without white space at its ends.
    pub fn trim(&self) -> Mapped<'s> {
        let trimmed = self.as_str().trim();
        let span = Span::of(trimmed, self.as_str());
        self.part(span.range())
    }
}

fn range_within(range: &Range<usize>, piece: &Piece) -> Range<usize> {
    let start = range.start.max(piece.text.start as usize);
    start..range.end.clamp(start, (piece.text.end as usize).max(start))
}

/// Puts a [`Mapped`] together from pieces of one source.
#[derive(Debug)]
pub struct MappedBuilder<'s> {
    source: SourceId,
    whole: &'s str,
    text: String,
    pieces: Vec<Piece>,
}

impl<'s> MappedBuilder<'s> {
    /// A builder over the text `whole` of `source`.
    pub fn new(source: SourceId, whole: &'s str) -> Self {
        Self {
            source,
            whole,
            text: String::new(),
            pieces: Vec::new(),
        }
    }

    /// Appends the bytes `span` of the source as they stand.
    pub fn push(&mut self, span: Span) -> &mut Self {
        let start = self.text.len();
        self.text.push_str(&self.whole[span.range()]);
        let follows = |last: &&mut Piece| last.verbatim && last.source.end == span.start;
        match self.pieces.last_mut().filter(follows) {
            Some(last) => {
                last.source.end = span.end;
                last.text.end = self.text.len() as u32;
            }
            None if span.is_empty() => {}
            None => self.pieces.push(Piece {
                text: Span::new(start, self.text.len()),
                source: span,
                verbatim: true,
            }),
        }
        self
    }

    /// Appends `text` as the cleaned form of the bytes `span` (an entity, an escape, a decoded character).
    pub fn replace(&mut self, text: &str, span: Span) -> &mut Self {
        let start = self.text.len();
        self.text.push_str(text);
        if !text.is_empty() {
            self.pieces.push(Piece {
                text: Span::new(start, self.text.len()),
                source: span,
                verbatim: false,
            });
        }
        self
    }

    /// Appends an already mapped text of the same source.
    pub fn append(&mut self, text: &Mapped<'_>) -> &mut Self {
        match text.map() {
            Map::Slice(start) => {
                let start = start as usize;
                self.push(Span::new(start, start + text.as_str().len()));
            }
            Map::Pieces(pieces) => {
                for piece in pieces {
                    if piece.verbatim {
                        self.push(piece.source);
                    } else {
                        self.replace(&text.as_str()[piece.text.range()], piece.source);
                    }
                }
            }
        }
        self
    }

    /// The text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The finished text; a plain slice where nothing was cleaned away in between.
    pub fn finish(self) -> Mapped<'s> {
        match self.pieces.as_slice() {
            [] => Mapped::slice(self.source, self.whole, Span { start: 0, end: 0 }),
            [only] if only.verbatim => Mapped::slice(self.source, self.whole, only.source),
            _ => Mapped::own(
                self.text,
                self.source,
                Map::Pieces(self.pieces.into_boxed_slice()),
            ),
        }
    }
}

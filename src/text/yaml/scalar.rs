//! A scalar of YAML whose characters lead back to the bytes they were written with.

use std::borrow::Cow;

use granit_parser::ScalarStyle;

use crate::text::{Mapped, MappedBuilder, SourceId, Span};

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes, also when nothing at all is written.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// `|` and the indented lines as they are.
    Literal,
    /// `>` and the indented lines folded.
    Folded,
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::SingleQuoted => Self::SingleQuoted,
            ScalarStyle::DoubleQuoted => Self::DoubleQuoted,
            ScalarStyle::Literal => Self::Literal,
            ScalarStyle::Folded => Self::Folded,
            _ => Self::Plain,
        }
    }
}

/// A text of YAML.
#[derive(Clone, Debug)]
pub struct Scalar<'s> {
    /// The text, unescaped and unfolded, without quotes.
    pub text: Mapped<'s>,
    /// How it is written.
    pub style: Style,
}

impl<'s> Scalar<'s> {
    /// The scalar that granit read as `value` from the bytes `span` of `whole`.
    pub(super) fn new(
        source: SourceId,
        whole: &'s str,
        value: Cow<'s, str>,
        style: Style,
        span: Span,
    ) -> Self {
        let text = match &value {
            // Where nothing is written, granit says `~`.
            _ if span.is_empty() => Mapped::slice(source, whole, span),
            Cow::Borrowed(slice) if lies_in(slice, whole) => {
                Mapped::slice(source, whole, Span::of(slice, whole))
            }
            _ => traced(source, whole, &value, style, span),
        };
        Self { text, style }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether no value is written at all (`key:`), which an empty quotation is not.
    pub fn is_absent(&self) -> bool {
        self.style == Style::Plain && self.text.is_empty()
    }
}

fn lies_in(part: &str, whole: &str) -> bool {
    let (part, whole) = (part.as_bytes().as_ptr_range(), whole.as_bytes().as_ptr_range());
    whole.start <= part.start && part.end <= whole.end
}

/// Reads the raw bytes again, piece by piece. Should that come to another text than granit's, which is not known to
/// happen, the whole text leads back to the whole scalar.
fn traced<'s>(source: SourceId, whole: &'s str, value: &str, style: Style, span: Span) -> Mapped<'s> {
    let mut builder = MappedBuilder::new(source, whole);
    match style {
        Style::Literal | Style::Folded => trace_block(&mut builder, whole, value, span),
        _ => trace_flow(&mut builder, whole, value, style, span),
    }
    if builder.as_str() == value {
        return builder.finish();
    }
    let mut builder = MappedBuilder::new(source, whole);
    builder.replace(value, span);
    builder.finish()
}

/// Plain and quoted scalars: folded line breaks, doubled quotes, escapes; all else stands as written.
fn trace_flow(builder: &mut MappedBuilder<'_>, whole: &str, value: &str, style: Style, span: Span) {
    let quote = usize::from(style != Style::Plain);
    let end = (span.end as usize).saturating_sub(quote);
    let mut at = span.start as usize + quote;
    while at < end && builder.as_str().len() <= value.len() {
        let rest = &whole[at..end];
        let length = match (rest.as_bytes()[0], style) {
            (b'\\', Style::DoubleQuoted) => escape(builder, rest, value, at),
            (b'\'', Style::SingleQuoted) => {
                let length = rest.len().min(2);
                builder.replace("'", Span::new(at, at + length));
                length
            }
            (b' ' | b'\t' | b'\r' | b'\n', _) => {
                let blank = blank_length(rest);
                let run = Span::new(at, at + blank);
                match line_breaks(&rest[..blank]) {
                    0 => builder.push(run),
                    1 => builder.replace(" ", run),
                    breaks => builder.replace(&"\n".repeat(breaks - 1), run),
                };
                blank
            }
            _ => {
                let special = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'\\' | b'\'');
                let length = rest
                    .bytes()
                    .skip(1)
                    .position(special)
                    .map_or(rest.len(), |found| found + 1);
                builder.push(Span::new(at, at + length));
                length
            }
        };
        at += length;
    }
}

/// One escape at the head of `rest`; its character is the next one of `value`. Returns its length in bytes.
fn escape(builder: &mut MappedBuilder<'_>, rest: &str, value: &str, at: usize) -> usize {
    let blank = blank_length(&rest[1..]);
    let breaks = line_breaks(&rest[1..1 + blank]);
    if breaks > 0 && rest[1..].starts_with(['\r', '\n']) {
        builder.replace(&"\n".repeat(breaks - 1), Span::new(at, at + 1 + blank));
        return 1 + blank;
    }
    let digits = |letter: Option<char>| match letter {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        _ => 0,
    };
    let letter = rest[1..].chars().next();
    let mut length = 1 + letter.map_or(0, char::len_utf8) + digits(letter);
    // A character beyond the sixteen bits of `\u` is spelled as two of them.
    let high = rest.get(2..4).is_some_and(|high| {
        matches!(
            high.as_bytes(),
            [b'd' | b'D', b'8'..=b'9' | b'a'..=b'b' | b'A'..=b'B']
        )
    });
    if letter == Some('u') && high && rest.get(length..length + 2) == Some("\\u") {
        length += 6;
    }
    let length = rest.floor_char_boundary(length);
    let character = value
        .get(builder.as_str().len()..)
        .and_then(|left| left.chars().next());
    let mut buffer = [0; 4];
    builder.replace(
        character.map_or("", |found| found.encode_utf8(&mut buffer)),
        Span::new(at, at + length),
    );
    length
}

/// Block scalars: the words are the words of the lines, in order; between them stands white space of some kind.
fn trace_block(builder: &mut MappedBuilder<'_>, whole: &str, value: &str, span: Span) {
    let raw = &whole[span.range()];
    let header = if raw.starts_with(['|', '>']) {
        raw.find('\n').map_or(raw.len(), |found| found + 1)
    } else {
        0
    };
    let (mut at, mut left) = (span.start as usize + header, value);
    while !left.is_empty() {
        let (blank, raw_blank) = (blank_length(left), blank_length(&whole[at..span.end as usize]));
        if left[..blank] == whole[at..at + raw_blank] {
            builder.push(Span::new(at, at + raw_blank));
        } else {
            builder.replace(&left[..blank], Span::new(at, at + raw_blank));
        }
        (left, at) = (&left[blank..], at + raw_blank);
        let word = left.find([' ', '\t', '\r', '\n']).unwrap_or(left.len());
        if !whole[at..span.end as usize].starts_with(&left[..word]) {
            return;
        }
        builder.push(Span::new(at, at + word));
        (left, at) = (&left[word..], at + word);
    }
}

fn blank_length(text: &str) -> usize {
    text.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
        .count()
}

fn line_breaks(blank: &str) -> usize {
    let (feeds, returns) = (blank.matches('\n').count(), blank.matches('\r').count());
    feeds + returns - blank.matches("\r\n").count()
}

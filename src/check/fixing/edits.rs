//! Edits put into the text of a YAML list: bytes inside texts change, and nothing else of the file does.

use crate::text::yaml::{Event, Reader, Style};
use crate::text::{Mapped, SourceId, Span};

/// How often a text is read again at most to find the edits that it does not bear.
const TRIES: usize = 128;

/// What came of edits.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The text with those that were made.
    pub text: String,
    /// How many were made.
    pub made: usize,
    /// How many cannot be made: what they change is no text of the list, or would read otherwise than it should without
    /// other quotes.
    pub refused: usize,
    /// How many overlap an earlier one; they may be made in the text as it is now.
    pub later: usize,
}

/// Makes `edits`, each the bytes to replace and the words to put there, in `text`, a list in the YAML form. Of two that
/// overlap the first is made. The words are written as the quotes around them ask for; then the text is read again, and
/// an edit is refused unless its words, and all others, read as they should.
pub fn edit(text: &str, edits: &[(Span, &str)]) -> Edited {
    let mut edited = Edited {
        text: text.to_owned(),
        ..Edited::default()
    };
    let Some(tokens) = Token::all(text) else {
        edited.refused = edits.len();
        return edited;
    };
    let mut chosen: Vec<Change<'_>> = Vec::new();
    let mut order: Vec<(Span, &str)> = edits.to_vec();
    order.dedup();
    for (span, words) in order {
        let at = chosen.partition_point(|change| change.span.start < span.start);
        let meets = |change: &Change<'_>| {
            change.span == span || change.span.start < span.end && span.start < change.span.end
        };
        let near = chosen[at.saturating_sub(1)..].iter().take(2);
        if let Some(other) = near.clone().find(|change| meets(change)) {
            edited.later += usize::from(other.span != span || other.words != words);
            continue;
        }
        match Change::new(text, &tokens, span, words) {
            Some(change) => chosen.insert(at, change),
            None => edited.refused += 1,
        }
    }
    let all = chosen.len();
    let mut tries = TRIES;
    let chosen = sound(text, &tokens, chosen, &mut tries);
    edited.refused += all - chosen.len();
    edited.made = chosen.len();
    edited.text = splice(
        text,
        chosen.iter().map(|change| (change.span, change.written.as_str())),
    );
    edited
}

/// A piece of the text as it reads.
enum Token<'s> {
    /// A key or a value, how it is written and where.
    Text(Mapped<'s>, Style, Span),
    /// The beginning or end of a list or mapping, with its first byte.
    Mark(u32, u8),
}

impl<'s> Token<'s> {
    /// All of a text, in order; none where it is no YAML.
    fn all(text: &'s str) -> Option<Vec<Self>> {
        let mut reader = Reader::new(SourceId(0), text);
        let mut tokens = Vec::new();
        while let Some((event, span)) = reader.next().ok()? {
            tokens.push(match event {
                Event::Scalar(scalar) => Self::Text(scalar.text, scalar.style, span),
                Event::SequenceStart => Self::Mark(span.start, b'['),
                Event::SequenceEnd => Self::Mark(span.start, b']'),
                Event::MappingStart => Self::Mark(span.start, b'{'),
                Event::MappingEnd => Self::Mark(span.start, b'}'),
            });
        }
        Some(tokens)
    }
}

/// An edit of one text of the list.
#[derive(Clone, Debug)]
struct Change<'e> {
    /// The bytes that go.
    span: Span,
    /// The words that come.
    words: &'e str,
    /// The same as they are written there.
    written: String,
    /// The position of the text among the tokens.
    token: usize,
    /// The bytes of the text, as it reads, that go.
    range: (usize, usize),
}

impl<'e> Change<'e> {
    /// The edit, if it lies inside one text and changes whole characters of it.
    fn new(whole: &str, tokens: &[Token<'_>], span: Span, words: &'e str) -> Option<Self> {
        whole.get(span.range())?;
        let (token, text, style, place) = holding(tokens, span)?;
        let quotes = u32::from(matches!(style, Style::SingleQuoted | Style::DoubleQuoted));
        if span.start < place.start + quotes || span.end + quotes > place.end {
            return None;
        }
        let ranges = text.ranges_of(span);
        let [range] = ranges.as_slice() else { return None };
        // A character that is written as an escape goes as a whole, or stays.
        (text.spans(range.clone()) == [span] || span.is_empty()).then_some(())?;
        Some(Self {
            span,
            words,
            written: written(words, style)?,
            token,
            range: (range.start, range.end),
        })
    }
}

/// The text that holds `span`, with its position.
fn holding<'t, 's>(tokens: &'t [Token<'s>], span: Span) -> Option<(usize, &'t Mapped<'s>, Style, Span)> {
    let text = |at: usize| match &tokens[at] {
        Token::Text(text, style, place) if place.start <= span.start && span.end <= place.end => {
            Some((at, text, *style, *place))
        }
        _ => None,
    };
    let behind = |token: &Token<'_>| matches!(token, Token::Mark(at, _) | Token::Text(_, _, Span { start: at, .. }) if *at > span.start);
    let end = tokens.partition_point(|token| !behind(token));
    // Before it, those that hold nothing stand at the same byte.
    (0..end)
        .rev()
        .take(crate::text::yaml::MAX_DEPTH * 2)
        .find_map(text)
}

/// `words` inside a text that is written in this style; none where it cannot hold them.
fn written(words: &str, style: Style) -> Option<String> {
    if words.contains(|character: char| character.is_control()) {
        return None;
    }
    Some(match style {
        Style::DoubleQuoted => words.replace('\\', "\\\\").replace('"', "\\\""),
        Style::SingleQuoted => words.replace('\'', "''"),
        Style::Plain | Style::Literal | Style::Folded => words.to_owned(),
    })
}

/// Those of `changes` after which the text reads as it should.
fn sound<'e>(
    text: &str,
    tokens: &[Token<'_>],
    changes: Vec<Change<'e>>,
    tries: &mut usize,
) -> Vec<Change<'e>> {
    if changes.is_empty() {
        return changes;
    }
    if *tries == 0 {
        return Vec::new();
    }
    *tries -= 1;
    if reads_well(text, tokens, &changes) {
        return changes;
    }
    if changes.len() == 1 {
        return Vec::new();
    }
    let mut left = changes;
    let right = left.split_off(left.len() / 2);
    let mut both = sound(text, tokens, left, tries);
    both.extend(sound(text, tokens, right, tries));
    if both.is_empty() || reads_well(text, tokens, &both) {
        both
    } else {
        Vec::new()
    }
}

/// Whether the changed text reads as the old one with the words replaced, and is as it was everywhere else.
fn reads_well(text: &str, tokens: &[Token<'_>], changes: &[Change<'_>]) -> bool {
    let after = splice(
        text,
        changes
            .iter()
            .map(|change| (change.span, change.written.as_str())),
    );
    let Some(after) = Token::all(&after) else {
        return false;
    };
    let mut changes = changes.iter().peekable();
    after.len() == tokens.len()
        && tokens
            .iter()
            .zip(&after)
            .enumerate()
            .all(|(at, (before, after))| {
                let (Token::Text(before, style, _), Token::Text(now, style_now, _)) = (before, after) else {
                    return matches!((before, after), (Token::Mark(_, a), Token::Mark(_, b)) if a == b);
                };
                let mut due = String::new();
                let mut end = 0;
                while let Some(change) = changes.next_if(|change| change.token == at) {
                    due.push_str(&before.as_str()[end..change.range.0]);
                    due.push_str(change.words);
                    end = change.range.1;
                }
                due.push_str(&before.as_str()[end..]);
                style == style_now && now.as_str() == due && (end == 0 || !due.is_empty())
            })
}

/// `text` with the bytes of each span, in order, replaced.
fn splice<'e>(text: &str, edits: impl Iterator<Item = (Span, &'e str)>) -> String {
    let mut after = String::with_capacity(text.len());
    let mut end = 0;
    for (span, words) in edits {
        after.push_str(&text[end..span.start as usize]);
        after.push_str(words);
        end = span.end as usize;
    }
    after.push_str(&text[end..]);
    after
}

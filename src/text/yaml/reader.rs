//! The events of one YAML document, with spans in bytes and within limits.

use granit_parser::{Event as Raw, Options, Parser, StrInput, options};

use super::scalar::{Scalar, Style};
use super::{Fault, MAX_DEPTH, MAX_NODES};
use crate::text::{SourceId, Span};

/// What comes next in the text.
#[derive(Debug)]
pub enum Event<'s> {
    /// A value or a key that is text.
    Scalar(Scalar<'s>),
    /// A list begins.
    SequenceStart,
    /// The innermost collection, a list, ends.
    SequenceEnd,
    /// A mapping begins; its keys and values follow in turn.
    MappingStart,
    /// The innermost collection, a mapping, ends.
    MappingEnd,
}

/// Pulls events out of a text. After a fault, and after the end of the document, it has nothing more to give.
pub struct Reader<'s> {
    source: SourceId,
    text: &'s str,
    parser: Parser<'s, StrInput<'s>>,
    depth: usize,
    nodes: usize,
    begun: bool,
}

impl<'s> Reader<'s> {
    /// A reader over the whole text of `source`.
    pub fn new(source: SourceId, text: &'s str) -> Self {
        Self {
            source,
            text,
            parser: Parser::new_from_str_with_options(text, limits()),
            depth: 0,
            nodes: 0,
            begun: false,
        }
    }

    /// The source that is read.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// The next event and its bytes; `None` at the end of the document.
    ///
    /// # Errors
    /// The first fault of the text: no YAML, a limit passed, an anchor, alias, tag or second document.
    #[expect(
        clippy::should_implement_trait,
        reason = "a fault ends the reading, which `?` says better than an iterator"
    )]
    pub fn next(&mut self) -> Result<Option<(Event<'s>, Span)>, Fault> {
        loop {
            let (raw, span) = match self.parser.next_event() {
                None => return Ok(None),
                Some(Ok((raw, span))) => (raw, bytes(span, self.text)),
                Some(Err(error)) => return Err(Fault::scan(&error, self.text)),
            };
            let event = match raw {
                Raw::Scalar(value, style, _, None) => Event::Scalar(Scalar::new(
                    self.source,
                    self.text,
                    value,
                    Style::from(style),
                    span,
                )),
                Raw::SequenceStart(_, _, None) => Event::SequenceStart,
                Raw::MappingStart(_, _, None) => Event::MappingStart,
                Raw::SequenceEnd => Event::SequenceEnd,
                Raw::MappingEnd => Event::MappingEnd,
                Raw::Scalar(..) | Raw::SequenceStart(..) | Raw::MappingStart(..) => {
                    return Err(Fault::tag(span));
                }
                Raw::Alias(_) | Raw::UnresolvedAlias(_) => return Err(Fault::alias(span)),
                Raw::Anchor(..) => return Err(Fault::anchor(span)),
                Raw::DocumentStart(..) if self.begun => return Err(Fault::second_document(span)),
                Raw::DocumentStart(..) => {
                    self.begun = true;
                    continue;
                }
                _ => continue,
            };
            self.count(&event, span)?;
            return Ok(Some((event, span)));
        }
    }

    /// The next event inside a collection, which the text cannot end in.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub fn inside(&mut self) -> Result<(Event<'s>, Span), Fault> {
        let end = Span::new(self.text.len(), self.text.len());
        self.next()?.ok_or_else(|| Fault::empty(end))
    }

    /// Holds the limits on depth and number.
    fn count(&mut self, event: &Event<'s>, span: Span) -> Result<(), Fault> {
        match event {
            Event::SequenceEnd | Event::MappingEnd => {
                self.depth -= 1;
                return Ok(());
            }
            Event::SequenceStart | Event::MappingStart => self.depth += 1,
            Event::Scalar(_) => {}
        }
        self.nodes += 1;
        if self.depth > MAX_DEPTH {
            return Err(Fault::too_deep(span));
        }
        if self.nodes > MAX_NODES {
            return Err(Fault::too_many(span));
        }
        Ok(())
    }
}

fn limits() -> Options {
    options! {
        emit_comments: false,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

fn bytes(span: granit_parser::Span, text: &str) -> Span {
    let range = span.byte_range().unwrap_or(text.len()..text.len());
    Span::new(range.start, range.end)
}

//! A whole YAML document as a tree, for files small enough to be one: rules, registries, settings.

use super::{Event, Fault, Reader, Scalar};
use crate::text::{SourceId, Span};

/// A value and the bytes it is written with, quotes and brackets included.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// A text; also one that looks like a number.
    Scalar(Scalar<'s>),
    /// A list.
    Sequence(Vec<Node<'s>>),
    /// Keys and values in the order written, repeated keys included.
    Mapping(Vec<(Node<'s>, Node<'s>)>),
}

impl<'s> Node<'s> {
    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar<'s>> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text, if it is a scalar.
    pub fn as_str(&self) -> Option<&str> {
        self.scalar().map(Scalar::as_str)
    }

    /// The items, if it is a list.
    pub fn sequence(&self) -> Option<&[Node<'s>]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The keys and values, if it is a mapping.
    pub fn mapping(&self) -> Option<&[(Node<'s>, Node<'s>)]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// The first value under the key `key`, if it is a mapping that has one.
    pub fn get(&self, key: &str) -> Option<&Node<'s>> {
        let entry = self
            .mapping()?
            .iter()
            .find(|(name, _)| name.as_str() == Some(key));
        entry.map(|(_, value)| value)
    }
}

/// The one document of `text`, which is the whole text of `source`.
///
/// # Errors
/// The first fault: no YAML, an empty document, a limit passed, an anchor, alias, tag or second document.
pub fn parse(source: SourceId, text: &str) -> Result<Node<'_>, Fault> {
    let mut reader = Reader::new(source, text);
    let Some((event, span)) = reader.next()? else {
        return Err(Fault::empty(Span { start: 0, end: 0 }));
    };
    let node = node(&mut reader, event, span)?;
    // Whatever follows the document is a fault too, so it is read to the end.
    reader.next()?;
    Ok(node)
}

/// The node that begins with `event`. It calls itself no deeper than [`super::MAX_DEPTH`], which the reader holds.
fn node<'s>(reader: &mut Reader<'s>, event: Event<'s>, start: Span) -> Result<Node<'s>, Fault> {
    let (value, span) = match event {
        Event::Scalar(scalar) => (Value::Scalar(scalar), start),
        Event::SequenceStart => {
            let mut items = Vec::new();
            let end = loop {
                match reader.inside()? {
                    (Event::SequenceEnd, end) => break end,
                    (event, span) => items.push(node(reader, event, span)?),
                }
            };
            let end = items
                .last()
                .map_or(end, |last: &Node<'_>| closing(end, last.span));
            (Value::Sequence(items), start.hull(end))
        }
        Event::MappingStart => {
            let mut entries = Vec::new();
            let end = loop {
                let key = match reader.inside()? {
                    (Event::MappingEnd, end) => break end,
                    (event, span) => node(reader, event, span)?,
                };
                let (event, span) = reader.inside()?;
                entries.push((key, node(reader, event, span)?));
            };
            let end = entries
                .last()
                .map_or(end, |(_, last): &(Node<'_>, Node<'_>)| closing(end, last.span));
            (Value::Mapping(entries), start.hull(end))
        }
        Event::SequenceEnd | Event::MappingEnd => return Err(Fault::empty(start)),
    };
    Ok(Node { span, value })
}

/// Where a collection ends: at its bracket, or with its last item, since the end of a block is seen only at the next
/// token, lines later.
fn closing(end: Span, last: Span) -> Span {
    if end.is_empty() { last } else { end }
}

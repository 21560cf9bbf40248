//! Values while a rule runs: borrowed from the graph or the rule wherever possible.

use std::borrow::Cow;

use crate::graph::{self, NodeId, Property, TextId};
use crate::rule::program::MAX_BINDINGS;
use crate::text::normal;

/// A hit of a word: bytes of a text of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Hit {
    pub(crate) owner: NodeId,
    pub(crate) property: Property,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Item {
    Node(NodeId),
    Hit(Hit),
}

/// A value.
#[derive(Clone, Debug)]
pub(crate) enum Value<'e> {
    Missing,
    Item(Item),
    /// A text of a cell, with its number: equal ones are known by it.
    Cell(TextId, &'e str),
    Text(Cow<'e, str>),
    Number(i64),
    Ratio(f64),
    Truth(bool),
    List(Vec<Value<'e>>),
}

/// What the names of a rule stand for at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row<'e> {
    pub(crate) bindings: [Option<Item>; MAX_BINDINGS],
    /// The elements of the filters around, outermost first.
    pub(crate) elements: Vec<Value<'e>>,
}

impl<'e> From<graph::Value<'e>> for Value<'e> {
    fn from(value: graph::Value<'e>) -> Self {
        match value {
            graph::Value::Text(text) => Self::Text(Cow::Borrowed(text)),
            graph::Value::Number(number) => Self::Number(number),
            graph::Value::Ratio(ratio) => Self::Ratio(ratio),
            graph::Value::Bool(truth) => Self::Truth(truth),
        }
    }
}

impl Value<'_> {
    /// Whether there is no value: nothing, an empty text, an empty list.
    pub(crate) fn is_missing(&self) -> bool {
        match self {
            Self::Missing => true,
            Self::Cell(_, text) => text.is_empty(),
            Self::Text(text) => text.is_empty(),
            Self::List(values) => values.is_empty(),
            _ => false,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        let text = match self {
            Self::Cell(_, text) => text,
            Self::Text(text) => &**text,
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    pub(crate) fn as_number(&self) -> Option<f64> {
        match *self {
            Self::Number(number) => Some(number as f64),
            Self::Ratio(ratio) => Some(ratio),
            _ => None,
        }
    }

    /// Whether two single values are equal; nothing equals a missing value. Texts are compared in NFKC.
    pub(crate) fn same(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Self::Item(a), Value::Item(b)) => a == b,
            (Self::Cell(a, text), Value::Cell(b, _)) if a == b => !text.is_empty(),
            (Self::Truth(a), Value::Truth(b)) => a == b,
            (Self::Number(a), Value::Number(b)) => a == b,
            (Self::Number(_) | Self::Ratio(_), _) => match (self.as_number(), other.as_number()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
            _ => match (self.as_text(), other.as_text()) {
                (Some(a), Some(b)) => normal::same(a, b),
                _ => false,
            },
        }
    }
}

/// A value that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Item(Item),
    Text(String),
    Number(u64),
    Truth(bool),
}

impl Key {
    /// The key under which all values that are equal to `value` are found; none for a missing one.
    pub(crate) fn of(value: &Value<'_>) -> Option<Key> {
        Some(match value {
            Value::Item(item) => Key::Item(*item),
            Value::Cell(..) | Value::Text(_) => Key::Text(normal::nfkc(value.as_text()?).into_owned()),
            Value::Truth(truth) => Key::Truth(*truth),
            Value::Number(_) | Value::Ratio(_) => Key::Number(value.as_number()?.to_bits()),
            _ => return None,
        })
    }
}

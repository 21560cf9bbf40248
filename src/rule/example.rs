//! The tests inside a rule: small lists, and what the rule shall find in them.

use crate::text::Place;
use crate::text::yaml::{Node, Style, Value};

/// A small list that the rule finds right, or in which it finds something.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it stands in the rule file.
    pub place: Place,
    /// The texts under the primary labels, in order; none for a valid example.
    pub finds: Vec<String>,
    /// The list, in the short form that rules/README.md describes.
    pub data: Data,
}

impl Example {
    /// Whether the rule shall say nothing about it.
    pub fn is_valid(&self) -> bool {
        self.finds.is_empty()
    }
}

/// YAML, freed from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// A text; `plain` if it was written without quotation marks.
    Scalar {
        /// The text.
        text: String,
        /// Whether it may be read as a number.
        plain: bool,
    },
    /// A list.
    List(Vec<Data>),
    /// Keys and values in order.
    Map(Vec<(String, Data)>),
}

impl Data {
    /// The value under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Data> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

/// A node freed from its source; as deep as the YAML reader allows.
impl From<&Node<'_>> for Data {
    fn from(node: &Node<'_>) -> Self {
        match &node.value {
            Value::Scalar(scalar) => Self::Scalar {
                text: scalar.as_str().to_owned(),
                plain: scalar.style == Style::Plain,
            },
            Value::Sequence(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Mapping(entries) => {
                let key = |key: &Node<'_>| key.as_str().unwrap_or_default().to_owned();
                Self::Map(
                    entries
                        .iter()
                        .map(|(name, value)| (key(name), Self::from(value)))
                        .collect(),
                )
            }
        }
    }
}

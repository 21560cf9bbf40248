//! The tests inside a rule: small lists, and what the rule shall find in them.

use std::fmt;

use crate::finding::Code;
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

/// The tests of a rule.
#[derive(Clone, Debug)]
pub enum Tests {
    /// Those of its file.
    Read(Vec<Example>),
    /// Those of the rule with this id, which are read when somebody asks for them: a check does not.
    Later(Code, fn(&Code) -> &'static [Example]),
}

impl Tests {
    /// All of them, in the order of the file.
    pub fn all(&self) -> &[Example] {
        match self {
            Self::Read(tests) => tests,
            Self::Later(id, read) => read(id),
        }
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

/// As in YAML, on one line; texts that are more than a word stand in quotation marks.
impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = |position: usize| if position == 0 { "" } else { ", " };
        match self {
            Self::Scalar { text, .. } if is_word(text) => f.write_str(text),
            Self::Scalar { text, .. } => write!(f, "{text:?}"),
            Self::List(items) => {
                f.write_str("[")?;
                for (position, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", between(position))?;
                }
                f.write_str("]")
            }
            Self::Map(entries) => {
                f.write_str("{")?;
                for (position, (key, item)) in entries.iter().enumerate() {
                    let key = if is_word(key) {
                        key.clone()
                    } else {
                        format!("{key:?}")
                    };
                    write!(f, "{}{key}: {item}", between(position))?;
                }
                f.write_str("}")
            }
        }
    }
}

fn is_word(text: &str) -> bool {
    let belongs = |character: char| character.is_alphanumeric() || "_-、，（）“”".contains(character);
    text.starts_with(char::is_alphanumeric) && text.chars().all(belongs)
}

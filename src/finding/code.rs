//! The name of a rule, `family/name`, and nothing else.

use std::fmt;
use std::sync::Arc;

/// The id of a rule; cheap to copy around.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// The code spelled `text`.
    pub fn new(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// As written: `department/variant-name`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    pub fn family(&self) -> &str {
        self.0.split_once('/').map_or("", |(family, _)| family)
    }

    /// Whether `text` is a code: lower-case words joined by hyphens, in at most two parts joined by a slash.
    pub fn is_valid(text: &str) -> bool {
        let word = |part: &str| {
            !part.is_empty()
                && part.split('-').all(|word| {
                    !word.is_empty()
                        && word
                            .bytes()
                            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
                })
        };
        text.split('/').count() <= 2 && text.split('/').all(word)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! What a rule says about itself.

pub use crate::finding::Classify;
use crate::finding::Confidence;

/// Whether the condition must hold, or must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It must hold.
    Require,
    /// It must not hold.
    Forbid,
}

/// How settled a rule is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It stays.
    #[default]
    Stable,
    /// It may change.
    Preview,
    /// It will go.
    Deprecated,
}

impl Status {
    /// The names used in rule files.
    pub const NAMES: [(&str, Status); 3] = [
        ("stable", Self::Stable),
        ("preview", Self::Preview),
        ("deprecated", Self::Deprecated),
    ];
}

/// A law or guidance that a rule rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its name.
    pub name: String,
    /// The article.
    pub article: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What a rule says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The version that brought it.
    pub since: Option<String>,
    /// The group it is shown in.
    pub group: Option<String>,
    /// How sure its findings are.
    pub precision: Confidence,
    /// How settled it is.
    pub status: Status,
    /// Its former ids.
    pub replaces: Vec<String>,
    /// What it rests on.
    pub references: Vec<Reference>,
    /// Free words.
    pub tags: Vec<String>,
}

impl Default for Meta {
    fn default() -> Self {
        Self {
            since: None,
            group: None,
            precision: Confidence::High,
            status: Status::default(),
            replaces: Vec::new(),
            references: Vec::new(),
            tags: Vec::new(),
        }
    }
}

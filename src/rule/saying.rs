//! What a rule says, proved: templates, labels, and the patch that mends a finding.

use super::program::{Term, Test, Walk};

/// A text in Chinese, and perhaps in English.
#[derive(Clone, Debug)]
pub struct Saying {
    /// The Chinese.
    pub zh: Template,
    /// The English.
    pub en: Option<Template>,
}

/// A text with values in it.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub enum Piece {
    /// Text as it is.
    Text(String),
    /// A value; boxed, as it is much larger than most texts.
    Value(Box<Term>),
}

/// A label: what it stands under, and its words. The labelled thing is `it`, the outermost element.
#[derive(Clone, Debug)]
pub struct Label {
    /// The path.
    pub walk: Walk,
    /// Which of its elements.
    pub filter: Option<Test>,
    /// The words.
    pub saying: Saying,
}

/// An edit that mends a finding.
#[derive(Clone, Debug)]
pub struct Patch {
    /// What it does.
    pub title: Saying,
    /// Whether it may be applied without asking.
    pub safe: bool,
    /// What is replaced.
    pub walk: Walk,
    /// By what; without it the text is deleted.
    pub with: Option<Term>,
}

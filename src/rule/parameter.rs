//! The parameters of a rule: what a project may set without changing the rule.

use super::phrase::Phrase;
use super::program::{Base, Type};
use crate::finding::Words;

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, without `$`.
    pub name: String,
    /// Its value in this project.
    pub value: Setting,
    /// Its value where the project sets none.
    pub default: Setting,
    /// What it does.
    pub about: Option<Words>,
    /// The smallest and largest value allowed.
    pub bounds: (Option<f64>, Option<f64>),
    /// Whether the rule uses it: a list of a lexicon may be there for other rules.
    pub used: bool,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Ratio(f64),
    /// A text.
    Text(String),
    /// True or false.
    Truth(bool),
    /// Words to look for.
    Words(Vec<String>),
    /// Phrases with `{department}` and `…`.
    Phrases(Vec<Phrase>),
    /// A part of regular expressions, written `{name}` in them; a project cannot change it.
    Pattern(String),
}

impl Parameter {
    /// Whether it is a named part of regular expressions, which a project cannot set.
    pub fn is_pattern(&self) -> bool {
        matches!(self.value, Setting::Pattern(_))
    }
}

impl Setting {
    /// Its type in conditions.
    pub fn of(&self) -> Type {
        match self {
            Self::Number(_) => Type::one(Base::Number),
            Self::Ratio(_) => Type::one(Base::Ratio),
            Self::Text(_) | Self::Pattern(_) => Type::one(Base::Text),
            Self::Truth(_) => Type::one(Base::Truth),
            Self::Words(_) | Self::Phrases(_) => Type::list(Base::Text),
        }
    }

    /// Its value as JSON.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Number(number) => (*number).into(),
            Self::Ratio(ratio) => (*ratio).into(),
            Self::Text(text) | Self::Pattern(text) => text.as_str().into(),
            Self::Truth(truth) => (*truth).into(),
            Self::Words(words) => words.as_slice().into(),
            Self::Phrases(phrases) => phrases.iter().map(|phrase| phrase.written.as_str()).collect(),
        }
    }

    /// Its value as a number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match *self {
            Self::Number(number) => Some(number as f64),
            Self::Ratio(ratio) => Some(ratio),
            _ => None,
        }
    }
}

/// What is wrong with a value outside its bounds; a ratio lies between 0 and 1 in any case.
pub(super) fn outside(setting: &Setting, (min, max): (Option<f64>, Option<f64>)) -> Option<Words> {
    let ratio = matches!(setting, Setting::Ratio(_));
    let (min, max) = (min.or(ratio.then_some(0.0)), max.or(ratio.then_some(1.0)));
    let number = setting.as_number()?;
    if min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max) {
        return None;
    }
    let show = |bound: Option<f64>| bound.map_or("…".to_owned(), |bound| bound.to_string());
    Some(Words::new(
        format!("应在 {} 到 {} 之间", show(min), show(max)),
        format!("it must lie between {} and {}", show(min), show(max)),
    ))
}

//! A text for people, in Chinese and in English.

use std::borrow::Cow;

/// The most characters of a document's text that a finding quotes: a hostile name of a million, quoted by each of ten
/// thousand findings, is more than a machine holds. No real name is so long.
const QUOTED: usize = 500;

/// A text of a document as a finding quotes it: at most [`QUOTED`] characters, then `…`.
pub fn quoted(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The language of what a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// The same words in both languages. Where no English is given, the Chinese stands for both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    zh: String,
    en: Option<String>,
}

impl Words {
    /// Words in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: Some(en.into()),
        }
    }

    /// Words that are the same in every language (a name, a quotation), or that exist in Chinese only.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            zh: text.into(),
            en: None,
        }
    }

    /// The words in one language.
    pub fn get(&self, language: Language) -> &str {
        match (language, &self.en) {
            (Language::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }
}

impl From<crate::text::yaml::Fault> for Words {
    fn from(fault: crate::text::yaml::Fault) -> Self {
        Self::new(fault.zh, fault.en)
    }
}

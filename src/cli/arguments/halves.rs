//! Texts of the command line, which are written in both languages: `English · 中文`.

use crate::finding::Language;

/// What stands between the two halves of a text.
pub(super) const BETWEEN: &str = " · ";

/// The half of a text that is in `language`; a text of one part is its own. Lines of the source that were joined leave
/// spaces, of which Chinese has none between its characters.
pub(super) fn half(text: &str, language: Language) -> String {
    let Some((en, zh)) = text.split_once(BETWEEN) else {
        return text.to_owned();
    };
    if language == Language::En {
        return en.to_owned();
    }
    let mut joined = String::with_capacity(zh.len());
    let mut characters = zh.trim().chars().peekable();
    while let Some(character) = characters.next() {
        let before = joined.chars().next_back().is_none_or(|before| before.is_ascii());
        let behind = characters.peek().is_none_or(char::is_ascii);
        if character != ' ' || before || behind {
            joined.push(character);
        }
    }
    joined
}

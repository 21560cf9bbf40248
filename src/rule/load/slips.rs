//! What is said of the commonest slips in YAML, which the reader of YAML cannot know.

use crate::finding::Words;
use crate::text::{Place, Source, Span};

/// What to say about a line whose value begins like YAML but is meant as text: `message: {name} …`.
pub(super) fn trap(source: &Source, place: Place) -> Option<Words> {
    let line = source.line(source.position(place.span.start as usize).line);
    let (_, value) = source.slice(line).split_once(": ")?;
    let value = value.trim_start();
    if value.starts_with('{') && ["zh:", "en:"].iter().any(|key| value.contains(key)) {
        return Some(Words::new(
            "写成 {zh: …, en: …} 时，含有花括号的文字要单独加引号：{zh: \"…{duty.name}…\", en: \"…\"}",
            "in `{zh: …, en: …}` a text that holds braces is quoted by itself: {zh: \"…{duty.name}…\", en: \"…\"}",
        ));
    }
    let first = value
        .chars()
        .next()
        .filter(|first| "{[\"*&!%@`".contains(*first))?;
    Some(Words::new(
        format!("这一行的值以 {first} 开头，YAML 不把它当文字；是文字就给整个值加引号"),
        format!(
            "the value on this line begins with {first}, which is no text in YAML: quote the whole value"
        ),
    ))
}

/// The full-width colon that stands for the half-width one behind a key, on the line of a fault or the one before it.
pub(super) fn wide_colon(source: &Source, place: Place) -> Option<(Place, Words)> {
    let last = source.position(place.span.start as usize).line;
    let colon = |line: usize| {
        let line = source.line(line);
        let text = source.slice(line);
        let key = text.split_once('：').map(|(key, _)| key)?;
        let name = key.trim_start().trim_start_matches("- ");
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let start = line.start as usize + key.len();
        (!name.is_empty() && name.chars().all(plain)).then(|| Span::new(start, start + '：'.len_utf8()))
    };
    let span = (last.saturating_sub(1).max(1)..=last).find_map(colon)?;
    let place = Place {
        source: place.source,
        span,
    };
    Some((place, wide_colon_words()))
}

/// That a colon is full-width.
fn wide_colon_words() -> Words {
    Words::new(
        "这里是全角冒号“：”；键后面要写半角冒号和空格“: ”",
        "this colon is full-width; after a key stands `: `, half-width and with a space",
    )
}

//! The words that are written wrong and those that are meant, out of `words.txt`.

use super::FlawKind;
use crate::Map;

/// The words, with reasons for choosing them.
const WORDS: &str = include_str!("words.txt");

/// A word that is written wrong.
pub(super) struct Word {
    /// Whether it is no word at all, a spelling that was given up, a term that was replaced, or what one province alone has.
    pub(super) kind: FlawKind,
    /// As it is written.
    pub(super) text: &'static str,
    /// What is meant, or the province that has it.
    pub(super) proper: &'static str,
    /// The characters that make another word of it when one of them stands before it.
    before: &'static str,
    /// Those that make another word of it when one of them stands behind it.
    behind: &'static str,
}

/// The words by their first two characters.
pub(super) struct Words {
    by_head: Map<(char, char), Vec<Word>>,
}

impl Words {
    pub(super) fn new() -> Self {
        let mut words = Self {
            by_head: Map::default(),
        };
        let mut kind = FlawKind::Wrong;
        for line in WORDS.lines() {
            match line {
                "[wrong]" => kind = FlawKind::Wrong,
                "[variant]" => kind = FlawKind::Variant,
                "[outdated]" => kind = FlawKind::Outdated,
                "[platforms]" => kind = FlawKind::Place,
                line if line.starts_with('#') => {}
                line => words.add(kind, line),
            }
        }
        words
    }

    /// A line such as `违停车+辆 违停`.
    fn add(&mut self, kind: FlawKind, line: &'static str) {
        let Some((written, proper)) = line.split_once(' ') else {
            return;
        };
        let (written, behind) = written.split_once('+').unwrap_or((written, ""));
        let (text, before) = written.split_once('-').unwrap_or((written, ""));
        let mut characters = text.chars();
        if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
            self.by_head.entry((first, second)).or_default().push(Word {
                kind,
                text,
                proper,
                before,
                behind,
            });
        }
    }

    /// The first two characters of all words.
    pub(super) fn heads(&self) -> impl Iterator<Item = (char, char)> {
        self.by_head.keys().copied()
    }

    /// The word that `rest` begins with, where `before` stands before it.
    #[inline]
    pub(super) fn find(&self, rest: &str, before: char) -> Option<&Word> {
        let mut characters = rest.chars();
        let head = (characters.next()?, characters.next()?);
        self.by_head.get(&head)?.iter().find(|word| {
            let behind = rest.strip_prefix(word.text).map(|rest| rest.chars().next());
            behind.is_some_and(|behind| !behind.is_some_and(|behind| word.behind.contains(behind)))
                && !word.before.contains(before)
        })
    }
}

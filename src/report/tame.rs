//! Text of documents made harmless for a terminal: nothing moves the cursor, turns the writing round, or hides.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Stands for characters that are not shown as they are.
const REPLACEMENT: char = '\u{fffd}';
/// How many characters without width may follow each other.
const MAX_STACK: usize = 2;

/// One character as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The character.
    pub character: char,
    /// How often it is shown: twice for the blanks of a tab, not at all in a tower of accents.
    pub times: usize,
}

impl Cell {
    /// How many columns it takes.
    pub fn width(self) -> usize {
        self.times * self.character.width().unwrap_or(0)
    }

    /// Appends it to a text.
    pub fn push_to(self, text: &mut String) {
        text.extend(std::iter::repeat_n(self.character, self.times));
    }
}

/// A character as it is shown on one line. `stack` counts the characters without width before it; start with 0.
pub fn cell(character: char, stack: &mut usize) -> Cell {
    let shown = tame(character);
    *stack = if shown.width() == Some(0) { *stack + 1 } else { 0 };
    Cell {
        character: shown,
        times: match character {
            '\t' => 2,
            // What would change the look and the width of the character before.
            '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}' => 0,
            _ => usize::from(*stack <= MAX_STACK),
        },
    }
}

/// `text` as it is shown on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    let as_it_is = |character: char| cell(character, &mut 0) == Cell { character, times: 1 };
    if text
        .chars()
        .all(|character| as_it_is(character) && character.width() != Some(0))
    {
        return Cow::Borrowed(text);
    }
    let (mut shown, mut stack) = (String::with_capacity(text.len()), 0);
    for character in text.chars() {
        cell(character, &mut stack).push_to(&mut shown);
    }
    Cow::Owned(shown)
}

/// How many columns a text takes that has been made harmless.
pub fn width(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

/// `text` cut at its end so that it takes at most `room` columns, the `…` included.
pub fn cut_end(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut used = 1;
    let keep = text.char_indices().find(|(_, character)| {
        used += character.width().unwrap_or(0);
        used > room
    });
    Cow::Owned(format!("{}…", &text[..keep.map_or(0, |(at, _)| at)]))
}

/// `text` cut at its beginning so that it takes at most `room` columns, the `…` included.
pub fn cut_start(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    let mut used = 1;
    let drop = text.char_indices().rev().find(|(_, character)| {
        used += character.width().unwrap_or(0);
        used > room
    });
    let from = drop.map_or(text.len(), |(at, character)| at + character.len_utf8());
    Cow::Owned(format!("…{}", &text[from..]))
}

fn tame(character: char) -> char {
    match character {
        '\t' | '\n' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(REPLACEMENT),
        '\u{7f}' => '␡',
        // C1 controls, line and paragraph separators.
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => REPLACEMENT,
        // What turns the direction of writing.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            REPLACEMENT
        }
        // What cannot be seen, or joins its neighbours: fillers, joiners, tags, a stray byte order mark.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' => REPLACEMENT,
        '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' => {
            REPLACEMENT
        }
        '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => REPLACEMENT,
        '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => REPLACEMENT,
        other => other,
    }
}

//! One pass over the characters of a text. Nearly all of them are passed over by a bit set.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use super::counts::{COUNTED, counted, levels};
use super::cut;
use super::dates::{LETTERS, UNITS, impossible, lettered, plan_of_work, year_of_work};
use super::days::misdated;
use super::draft;
use super::figures;
use super::hotlines;
use super::laws;
use super::naming::{TOWNSHIP_HEADS, concerns, is_place};
use super::repeats::{Repeats, after_itself, of_itself, phrase_twice};
use super::senses::Senses;
use super::set_phrases::slip;
use super::spaces::{is_in_title, space};
use super::tables::{OTHER_WORDS, TRADITIONAL};
use super::words::Words;
use super::{FlawKind, Found};
use crate::Map;
use crate::graph::places::ENDS;
use crate::text::normal;

/// A text of more bytes is no heading, and a point at its end is a stop.
const SENTENCE: usize = 18;

/// What the pass meets.
pub(super) enum Hit {
    /// Something that is wrong in itself, and what should stand there.
    Flaw(FlawKind, Range<usize>, Option<Cow<'static, str>>),
    /// A bracket or quotation mark, judged together with the rest of its cell.
    Bracket(usize, char),
    /// A character that a word for a place begins or ends with, judged by where the list belongs.
    Place(usize, char),
}

/// The characters that need a closer look, and what the words that begin with them are.
struct Table {
    /// One bit for each character below U+10000.
    bits: Box<[u64; 1024]>,
    traditional: Map<char, &'static str>,
    words: Words,
    senses: Senses,
    /// One bit for each class of first and second characters of words.
    openings: Box<[u64; 1024]>,
}

/// Whether a character is a mark of a Chinese sentence, of which no two stand side by side.
fn is_mark(character: char) -> bool {
    matches!(character, '，' | '。' | '；' | '：' | '、')
}

/// Looks through `text` and tells `report` what it meets, from left to right.
pub(super) fn scan(text: &str, report: &mut impl FnMut(Hit)) {
    if draft::is_whole(text) {
        report(Hit::Flaw(FlawKind::Draft, 0..text.len(), None));
        return;
    }
    let table = Table::get();
    let mut repeats = Repeats::default();
    let mut before = ' ';
    let mut free = 0;
    let mut characters = text.char_indices();
    let mut here = characters.next();
    while let Some((at, character)) = here {
        here = characters.next();
        let next = here.map(|(_, next)| next);
        if let Some(length) = repeats.next(text, at, character) {
            let end = at + character.len_utf8();
            let word = text[end - length / 2..end].to_owned();
            report(Hit::Flaw(FlawKind::Doubled, end - length..end, Some(word.into())));
        }
        if table.holds(character) {
            free = table.look(text, at..free, (before, character, next), report);
        }
        if table.opens(character, next)
            && (at >= free || character == '《')
            && let Some(word) = table.words.find(&text[at..], before)
        {
            free = at + word.text.len();
            // The title of a paper keeps the terms of its day.
            if word.kind != FlawKind::Outdated || !is_in_title(&text[..at]) {
                report(Hit::Flaw(word.kind, at..free, Some(Cow::Borrowed(word.proper))));
            }
        }
        table.part(text, at, (before, character, next), report);
        before = character;
    }
    if let Some(range) = phrase_twice(text) {
        report(Hit::Flaw(FlawKind::Doubled, range, None));
    }
    if let Some(range) = cut::cut(text) {
        report(Hit::Flaw(FlawKind::Cut, range, None));
    }
    if let Some(range) = figures::turned(text) {
        report(Hit::Flaw(FlawKind::Reversed, range, None));
    }
    if let Some((range, number)) = hotlines::slip(text) {
        report(Hit::Flaw(FlawKind::Wrong, range, Some(number.into())));
    }
}

impl Table {
    fn get() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(Self::new)
    }

    fn new() -> Self {
        let mut table = Self {
            bits: Box::new([0; 1024]),
            traditional: Map::default(),
            words: Words::new(),
            senses: Senses::new(),
            openings: Box::new([0; 1024]),
        };
        for pair in TRADITIONAL.split_whitespace() {
            let first = pair.chars().next().expect("a word between spaces is not empty");
            table.traditional.insert(first, &pair[first.len_utf8()..]);
            table.mark(first);
        }
        for (first, second) in table
            .words
            .heads()
            .chain(table.senses.heads())
            .collect::<Vec<_>>()
        {
            let (word, bit) = opening(first, Some(second));
            table.openings[word] |= bit;
        }
        let marks = "，。；：、（）“”《》【】〔〕 \u{3000}的后".chars();
        let full_width = ('０'..='９').chain('Ａ'..='Ｚ').chain('ａ'..='ｚ');
        let ascii = ('a'..='z').chain("(),;:!?.".chars());
        let places = ENDS.into_iter().chain(TOWNSHIP_HEADS);
        marks
            .chain(full_width)
            .chain(ascii)
            .chain(places)
            .chain(draft::openers())
            .chain(UNITS)
            .chain(LETTERS)
            .chain(COUNTED)
            .chain(['级', '五'])
            .for_each(|c| table.mark(c));
        table
    }

    fn mark(&mut self, character: char) {
        let number = character as usize;
        if let Some(word) = self.bits.get_mut(number >> 6) {
            *word |= 1 << (number & 63);
        }
    }

    #[inline]
    fn holds(&self, character: char) -> bool {
        let number = character as usize;
        self.bits
            .get(number >> 6)
            .is_some_and(|word| word >> (number & 63) & 1 == 1)
    }

    /// Whether a word may begin with these characters.
    #[inline]
    fn opens(&self, character: char, next: Option<char>) -> bool {
        let (word, bit) = opening(character, next);
        self.openings[word] & bit != 0
    }

    /// What ends before a mark, the title that begins at one, and the deed that a word begins.
    fn part(
        &self,
        text: &str,
        at: usize,
        (before, character, next): (char, char, Option<char>),
        report: &mut impl FnMut(Hit),
    ) {
        if is_mark(character)
            && next.is_some()
            && let Some(range) = cut::joined(&text[..at], before)
        {
            report(Hit::Flaw(FlawKind::Cut, range, None));
        }
        if character == '《'
            && let Some((title, proper)) = laws::slip(&text[at..])
        {
            report(Hit::Flaw(
                FlawKind::Wrong,
                at..at + title.end,
                Some(proper.into()),
            ));
        }
        if self.opens(character, next)
            && let Some(range) = self.senses.reversed(text, at)
        {
            report(Hit::Flaw(FlawKind::Reversed, range, None));
        }
    }

    /// A character that the set holds, at the start of `range`, with those before and behind it. What ends where the
    /// range ends was judged already; gives the byte behind what was judged with this one.
    fn look(
        &self,
        text: &str,
        Range { start: at, end: free }: Range<usize>,
        (before, character, next): (char, char, Option<char>),
        report: &mut impl FnMut(Hit),
    ) -> usize {
        if matches!(character, '的' | '后') {
            if let Some((range, proper)) = again(text, at, character) {
                report(Hit::Flaw(FlawKind::Doubled, range, Some(proper.into())));
            }
            return free;
        }
        if is_place(character) {
            if concerns(text, at, character) {
                report(Hit::Place(at, character));
            }
            return free;
        }
        if at < free {
            return free;
        }
        let left = draft::left(text, at, character, before);
        if let Some(range) = &left {
            report(Hit::Flaw(FlawKind::Draft, range.clone(), None));
        }
        let found = match character {
            '（' | '）' | '“' | '”' | '《' | '》' | '【' | '】' | '〔' | '〕' | '(' | ')' => {
                report(Hit::Bracket(at, character));
                if let Some((range, proper)) = slip(text, at) {
                    report(Hit::Flaw(FlawKind::SetPhrase, range, Some(proper.into())));
                }
                None
            }
            '级' => levels(text, at).map(|range| (FlawKind::Miscounted, range, None)),
            '类' | '种' | '项' => {
                counted(text, at, character).map(|range| (FlawKind::Miscounted, range, None))
            }
            '五' => plan_of_work(text, at).map(|range| (FlawKind::PastYear, range, None)),
            '年' => year_of_work(text, at).map(|range| (FlawKind::PastYear, range, None)),
            '月' | '日' | '时' | '季' => date(text, at, character),
            _ if left.is_some() => return left.map_or(at, |range| range.end),
            ' ' | '\u{3000}' => space(text, at, before),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => full_width(text, at),
            '|' | 'O' => letter_for_digit(text, at),
            'a'..='z' => return letters(text, at, before, report),
            ',' | ';' | ':' | '!' | '?' | '.' => half_width(text, at, character, before),
            '，' | '。' | '；' | '：' | '、' => doubled_mark(text, at, character, next),
            _ => self.traditional(at, character),
        };
        let Some((kind, range, proper)) = found else {
            return free;
        };
        let end = range.end;
        report(Hit::Flaw(kind, range, proper));
        end
    }

    fn traditional(&self, at: usize, character: char) -> Option<Found> {
        let simple = self.traditional.get(&character)?;
        let range = at..at + character.len_utf8();
        Some((FlawKind::Traditional, range, Some(Cow::Borrowed(simple))))
    }
}

/// The bit for the first two characters of a word.
fn opening(first: char, second: Option<char>) -> (usize, u64) {
    let pair =
        (first as u32).wrapping_mul(0x9e37_79b1) ^ (second.unwrap_or(' ') as u32).wrapping_mul(0x85eb_ca6b);
    ((pair >> 22) as usize, 1 << (pair >> 16 & 63))
}

/// The number of a clause with a letter in it.
fn letter_for_digit(text: &str, at: usize) -> Option<Found> {
    lettered(text, at).map(|(range, digits)| (FlawKind::Wrong, range, Some(digits.into())))
}

/// A date that no calendar has, or that is not that of the day it is said to be.
fn date(text: &str, at: usize, unit: char) -> Option<Found> {
    let none = impossible(text, at, unit).map(|range| (FlawKind::NoDate, range, None));
    let day = || misdated(text, at).map(|(range, date)| (FlawKind::Wrong, range, Some(date.into())));
    none.or_else(|| day().filter(|_| unit == '日'))
}

/// A run of full-width digits and letters.
fn full_width(text: &str, at: usize) -> Option<Found> {
    let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let end = at + text[at..].find(|c| !wide(c)).unwrap_or(text.len() - at);
    let proper = normal::nfkc(&text[at..end]).into_owned();
    Some((FlawKind::FullWidth, at..end, Some(proper.into())))
}

/// A run of lower-case letters: a word, or in the place of a digit. Gives the byte behind it.
fn letters(text: &str, at: usize, before: char, report: &mut impl FnMut(Hit)) -> usize {
    let width = text[at..].find(|c: char| !c.is_ascii_lowercase());
    let run = at..at + width.unwrap_or(text.len() - at);
    let end = run.end;
    let stray = || is_stray(text, run.clone(), before).then(|| (FlawKind::Latin, run.clone(), None));
    let Some((kind, range, proper)) = letter_for_digit(text, at).or_else(stray) else {
        return end;
    };
    let end = range.end;
    report(Hit::Flaw(kind, range, proper));
    end
}

/// Whether a run of lower-case letters is a word of another language: not a unit, an address or part of a longer name.
fn is_stray(text: &str, range: Range<usize>, before: char) -> bool {
    let joined = |c: char| c.is_ascii_alphanumeric() || "./-_@&:%".contains(c);
    let behind = text[range.end..].chars().next();
    range.len() > 1 && !joined(before) && !behind.is_some_and(joined) && !OTHER_WORDS.contains(&&text[range])
}

/// A half-width mark between Chinese characters, with the space behind it.
fn half_width(text: &str, at: usize, character: char, before: char) -> Option<Found> {
    let chinese = |c: char| normal::is_han(c) || "，。；：、（）“”《》".contains(c);
    let behind = text[at + 1..].trim_start_matches(' ');
    let after = behind.chars().next();
    let ends = after.is_none() && (character != '.' || text.len() > SENTENCE);
    let proper = match character {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '!' => "！",
        '?' => "？",
        _ => "。",
    };
    let inside = chinese(before) && (ends || after.is_some_and(chinese));
    inside.then(|| {
        (
            FlawKind::HalfWidth,
            at..text.len() - behind.len(),
            Some(proper.into()),
        )
    })
}

/// Two marks or more at the head of what follows a name in its cell: the names of a sequence do not hold what parts them.
pub(super) fn doubled_separator(after: &str) -> Option<Found> {
    let cell = &after[..after.find(['\t', '\n']).unwrap_or(after.len())];
    let mut marks = cell.chars();
    let first = marks.next().filter(|&first| is_mark(first))?;
    doubled_mark(cell, 0, first, marks.next())
}

/// Two marks or more where one belongs.
fn doubled_mark(text: &str, at: usize, character: char, next: Option<char>) -> Option<Found> {
    let is_second = |c: char| is_mark(c) || matches!(c, ',' | ';');
    if !next.is_some_and(is_second) {
        return None;
    }
    let first = at + character.len_utf8();
    // What was judged with the first of them: a run of a megabyte is looked through once.
    if text[..at].ends_with(is_second) {
        return None;
    }
    let behind = text[first..].trim_start_matches(is_second);
    let end = text.len() - behind.len();
    // A comma at the very end is a sentence that was cut.
    let is_cut = behind.is_empty() && matches!(character, '，' | '、');
    // Of one mark written twice, one is meant; of two marks nobody knows which.
    let is_one = text[first..end].chars().all(|mark| mark == character);
    let proper = is_one.then(|| text[at..first].to_owned().into());
    (!is_cut).then_some((FlawKind::DoubledMark, at..end, proper))
}

/// What stands before a 的 or 后 at `at` and again behind it, and what may be meant.
fn again(text: &str, at: usize, character: char) -> Option<(Range<usize>, String)> {
    let after = at + character.len_utf8();
    let (before, behind) = (&text[..at], &text[after..]);
    if character == '的' {
        let word = of_itself(before, behind)?;
        return Some((at - word.len()..after + word.len(), word.to_owned()));
    }
    let (part, word) = after_itself(before, behind)?;
    let range = at - part.len()..after + word.len();
    let proper = text[range.start + word.len()..range.end].to_owned();
    Some((range, proper))
}

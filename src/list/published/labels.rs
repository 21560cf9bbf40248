//! The labels inside cells: whose duties follow, or that guarantees follow.

use std::ops::Range;

use super::names;
use super::split::{self, Vocabulary};
use crate::list::mentions;
use crate::text::{normal, reach};

/// The longest label, in characters.
const LONGEST: usize = 240;
/// The longest rest of a label behind its names: `按照职责分工`.
const LONGEST_REST: usize = 14;
/// Words that may end a label and say no more than that duties follow.
const DUTIES: [&str; 15] = [
    "的主要职责",
    "的工作职责",
    "的职责",
    "主要职责",
    "工作职责",
    "具体职责",
    "职责分工",
    "监管职责",
    "主要职能",
    "职责任务",
    "工作任务",
    "主要工作",
    "职责",
    "职能",
    "主要责任",
];
/// Words behind the names that say that these do what follows; alone they are no label.
const DO: [&str; 4] = ["牵头负责", "具体负责", "负责", "牵头"];
/// What departments are to each other: `牵头部门：` before the label of the one that leads.
const PARTS: [&str; 8] = [
    "牵头部门",
    "牵头单位",
    "配合部门",
    "配合单位",
    "责任部门",
    "责任单位",
    "主办部门",
    "协办部门",
];
/// Words that say that guarantees follow.
const GUARANTEES: [&str; 10] = [
    "履职保障",
    "提供的履职保障",
    "提供履职保障",
    "履职保障措施",
    "保障措施",
    "履职支持",
    "服务保障",
    "支持保障",
    "保障支持",
    "履职保障事项",
];

/// What a label says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The duties of the named departments follow.
    Departments,
    /// Duties follow, nobody says whose.
    Duties,
    /// Guarantees follow; of the named departments, if there are names.
    Guarantees,
}

/// A label found in a text; all ranges are bytes of that text.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) kind: Kind,
    /// The names of the departments.
    pub(super) names: Vec<Range<usize>>,
    /// What stands between the names.
    pub(super) separators: Vec<Range<usize>>,
    /// `等部门` behind the names.
    pub(super) tail: Option<Range<usize>>,
    /// Fixed words and the colon.
    pub(super) words: Range<usize>,
    /// What else the label says: `按照职责分工`.
    pub(super) rest: Option<Range<usize>>,
    /// Where the label ends.
    pub(super) end: usize,
    /// Whether it ends otherwise than with a colon.
    pub(super) odd: bool,
    /// Whether the number of its clause stands before it.
    pub(super) numbered: bool,
}

/// What is known where labels are looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    /// The names in the column of the duty, as written, without white space.
    pub(super) column: &'a [String],
    /// Their keys.
    pub(super) keys: &'a [String],
    /// The names written in the document.
    pub(super) vocabulary: &'a Vocabulary,
}

impl Known<'_> {
    fn is_name(&self, name: &str) -> bool {
        names::is_name(&name.split_whitespace().collect::<String>()) || self.is_in_column(name)
    }

    pub(super) fn is_in_column(&self, name: &str) -> bool {
        let first = name.chars().next();
        let begins = self.keys.iter().any(|known| known.chars().next() == first);
        if !begins || name.len() > 4 * names::LONGEST {
            return false;
        }
        let key = normal::key(name);
        !key.is_empty() && self.keys.iter().any(|known| **known == *key)
    }
}

/// The label at `start` in the piece `piece` of `text`. `firm` says that a paragraph or sentence begins there, where a
/// label may do without a colon.
pub(super) fn label_at(
    text: &str,
    piece: &Range<usize>,
    start: usize,
    firm: bool,
    known: Known<'_>,
) -> Option<Label> {
    let rest = &text[start..piece.end];
    for (index, (at, character)) in rest.char_indices().enumerate() {
        match character {
            '：' | ':' => {
                let head = start..start + at;
                return with_colon(text, head, start + at + character.len_utf8(), known);
            }
            '。' | '；' | ';' | '！' | '？' | '《' | '“' => break,
            _ if index > LONGEST => break,
            _ => {}
        }
    }
    if firm {
        without_colon(text, piece, start, known)
    } else {
        None
    }
}

fn with_colon(text: &str, head: Range<usize>, end: usize, known: Known<'_>) -> Option<Label> {
    let words = text[head.clone()].trim_end();
    let (kind, length) = fixed_words(words);
    let label = |kind, names_end: usize| Label {
        kind,
        names: Vec::new(),
        separators: Vec::new(),
        tail: None,
        words: names_end..end,
        rest: None,
        end,
        odd: false,
        numbered: false,
    };
    if PARTS.contains(&words.trim()) {
        return Some(label(Kind::Duties, head.start));
    }
    let done = DO.iter().find_map(|word| words[..length].strip_suffix(word));
    let length = done
        .filter(|names| !names.trim().is_empty())
        .map_or(length, str::len);
    let named = head.start..head.start + length;
    if text[named.clone()].trim().is_empty() {
        return (kind != Kind::Departments).then(|| label(kind, named.start));
    }
    let kind = if kind == Kind::Guarantees {
        kind
    } else {
        Kind::Departments
    };
    let split = split::split(&text[named.clone()], &[], &[], known.vocabulary);
    if !split.names.is_empty()
        && split
            .names
            .iter()
            .all(|name| known.is_name(&text[shifted(name, named.start)]))
    {
        return Some(Label {
            names: split
                .names
                .iter()
                .map(|name| shifted(name, named.start))
                .collect(),
            separators: split
                .separators
                .iter()
                .map(|range| shifted(range, named.start))
                .collect(),
            tail: split.tail.map(|range| shifted(&range, named.start)),
            ..label(kind, named.end)
        });
    }
    phrase(text, head, end, known)
}

/// A label in brackets at `at`: `【县教育局】`.
pub(super) fn in_brackets(text: &str, piece: &Range<usize>, at: usize, known: Known<'_>) -> Option<Label> {
    let head = at + text[at..piece.end].strip_prefix('【').map(|_| '【'.len_utf8())?;
    let length = reach::head(&text[head..piece.end], 3 * LONGEST).find('】')?;
    let end = head + length + '】'.len_utf8();
    with_colon(text, head..head + length, end, known)
}

/// A label whose names open a phrase: `A、B按照职责分工：`.
fn phrase(text: &str, head: Range<usize>, end: usize, known: Known<'_>) -> Option<Label> {
    let words = text[head.clone()].trim_end();
    let mut names = names::opening(words, known.column);
    let last = names.last_mut()?;
    // A section is named with its department: 县民政局社会救助科.
    if words.ends_with(['科', '股']) && words[last.end..].chars().all(normal::is_han) {
        last.end = words.len();
    }
    let mut after = last.end;
    let tail = ["等部门", "等单位", "等"]
        .into_iter()
        .find(|tail| words[after..].starts_with(*tail));
    let tail = tail.map(|tail| after..after + tail.len());
    after = tail.as_ref().map_or(after, |tail| tail.end);
    let rest = words[after..].trim();
    if rest.chars().count() > LONGEST_REST || rest.contains(['，', ',', '、']) {
        return None;
    }
    let separators = names
        .windows(2)
        .map(|pair| shifted(&(pair[0].end..pair[1].start), head.start))
        .collect();
    Some(Label {
        kind: Kind::Departments,
        names: names.iter().map(|name| shifted(name, head.start)).collect(),
        separators,
        tail: tail.map(|tail| shifted(&tail, head.start)),
        words: head.start + words.len()..end,
        rest: Some(head.start + after..head.start + words.len()).filter(|rest| !rest.is_empty()),
        end,
        odd: false,
        numbered: false,
    })
}

/// What the end of a label says, and how long the part before is.
fn fixed_words(words: &str) -> (Kind, usize) {
    let longest = |list: &[&'static str]| {
        list.iter()
            .filter(|word| words.ends_with(**word))
            .max_by_key(|word| word.len())
            .copied()
    };
    if let Some(word) = longest(&GUARANTEES) {
        return (Kind::Guarantees, words.len() - word.len());
    }
    match longest(&DUTIES) {
        Some(word) => (Kind::Duties, words.len() - word.len()),
        None => (Kind::Departments, words.len()),
    }
}

/// A name alone in its paragraph, or followed by a space or semicolon where a colon should be.
fn without_colon(text: &str, piece: &Range<usize>, start: usize, known: Known<'_>) -> Option<Label> {
    let rest = &text[start..piece.end];
    let stop = rest.char_indices().find(|&(at, character)| {
        at > 0 && (matches!(character, '；' | ';') || character.is_whitespace() || counts(&rest[at..]))
    });
    let at = stop.map_or(rest.len(), |(at, _)| at);
    let name = rest[..at].trim_end_matches(['，', ',', '、', '。']);
    let name = DO.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    let alone = start == piece.start + (text[piece.clone()].len() - text[piece.clone()].trim_start().len())
        && split::is_blank(&rest[at..]);
    let shaped = names::is_name(name) && (mentions::prefix(name) > 0 || name.ends_with("部门"));
    let mark = stop
        .filter(|(_, character)| matches!(character, '；' | ';'))
        .map_or(0, |(_, character)| character.len_utf8());
    // Behind a space only a name of the column, or one whose duties are numbered, is no part of a sentence.
    let numbered = rest[at..]
        .trim_start()
        .starts_with(|character: char| character.is_ascii_digit())
        || counts(&rest[at..]);
    let accepted = if alone {
        shaped || known.is_in_column(name)
    } else {
        known.is_in_column(name) || (shaped && (mark > 0 || numbered))
    };
    accepted.then(|| Label {
        kind: Kind::Departments,
        names: std::iter::once(start..start + name.len()).collect(),
        separators: Vec::new(),
        tail: None,
        words: start + name.len()..start + at + mark,
        rest: None,
        end: start + at + mark,
        odd: true,
        numbered: false,
    })
}

/// Whether the first number of several begins here: `1.`, `（1）`, `①`.
fn counts(text: &str) -> bool {
    ["1.", "1．", "1、", "（1）", "(1)", "1）", "1)", "①"]
        .iter()
        .any(|first| text.starts_with(first))
}

pub(super) fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

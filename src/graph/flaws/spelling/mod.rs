//! Slips of one character in frequent words: `维户` for `维护`. Two characters are one where they are no pair of any word, the
//! frequent word is spelled with a character that sounds or looks alike, and no other cut of the sentence explains them. Where
//! the word beside them often stands beside that frequent word (`动太管理` for `动态管理`), they may even be a pair of some word.
//!
//! The tables beside this file are compiled by `build/spelling.rs`.

use std::ops::Range;

use super::{FlawKind, FlawNode};
use crate::Map;
use crate::graph::NodeId;
use crate::text::Mapped;

/// Of each character from U+4E00 on its number, two bytes.
static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/index.bin"));
/// One bit for each two numbers that stand side by side in words.
static PAIRS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pairs.bin"));
/// The pairs that may be slips, in order: four bytes for the pair, two for each character of the word. Those that may be
/// several words stand there several times.
static NEAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/near.bin"));
/// The frequent words and those that are like one, in order: two bytes for each character.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));
/// Two frequent words that stand side by side, in order: two bytes for each character.
static PHRASES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/phrases.bin"));
/// One bit for each class of the pairs that may be slips.
static FILTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/filter.bin"));

/// How many numbers there are: the table of pairs is a square of bits.
const SIZE: u32 = (include_bytes!(concat!(env!("OUT_DIR"), "/pairs.bin")).len() * 8).isqrt() as u32;

/// Bits of the filter, as a power of two.
const FILTER_BITS: u32 = (include_bytes!(concat!(env!("OUT_DIR"), "/filter.bin")).len() * 8).ilog2();

/// The number of what is no Chinese character.
const EDGE: u16 = 0;

/// The number of a character that the tables do not know.
const UNKNOWN: u16 = u16::MAX;

/// More of the same in one document are a term of the place.
const TERM: usize = 2;

/// What may be a slip, whatever stands around the text.
pub(super) struct Slip {
    kind: FlawKind,
    range: Range<usize>,
    proper: String,
}

/// Looks through a text.
pub(super) fn slips(words: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let (mut earlier, mut before) = (EDGE, EDGE);
    let (mut quoted, mut start) = (false, 0);
    for (at, letter) in words.char_indices() {
        let number = number(letter);
        let end = at + letter.len_utf8();
        let behind = || words[end..].chars().next().map_or(EDGE, self::number);
        if number == EDGE {
            match letter {
                '“' | '《' => quoted = true,
                '”' | '》' => quoted = false,
                _ => {}
            }
        } else if before == number && !quoted {
            slips.extend(is_twice(letter, earlier, behind()).then(|| Slip {
                kind: FlawKind::Doubled,
                range: start..end,
                proper: letter.to_string(),
            }));
        } else if passes(before, number)
            && !quoted
            && let around = [earlier, before, number, behind()]
            && let Some((kind, proper)) =
                judge(around).or_else(|| beside(around, &words[..start], &words[end..]))
        {
            let range = start..end;
            slips.push(Slip { kind, range, proper });
        }
        (earlier, before, start) = (before, number, at);
    }
    slips
}

/// Those of `slips` in a text that are none of the names in `own`, and of which no other flaw speaks.
pub(super) fn look<'g>(
    owner: NodeId,
    text: &Mapped<'g>,
    slips: &[Slip],
    own: &str,
    flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
) {
    let mut free = 0;
    for Slip { kind, range, proper } in slips {
        let is_near = *kind != FlawKind::Doubled;
        if is_near && (range.start < free || own.contains(&text.as_str()[range.clone()]))
            || is_told(owner, &text.part(range.clone()), flaws)
        {
            continue;
        }
        if is_near {
            free = range.end;
        }
        let proper = Some(proper.clone().into());
        flaws.push((owner, FlawNode::new(*kind, text, range.clone(), proper)));
    }
}

/// Whether another flaw of the same text speaks of this place.
fn is_told(owner: NodeId, text: &Mapped<'_>, flaws: &[(NodeId, FlawNode<'_>)]) -> bool {
    let place = text.place();
    let of_text = flaws.iter().rev().take_while(|(other, _)| *other == owner);
    let mut places = of_text.map(|(_, flaw)| flaw.text.place());
    places.any(|other| {
        other.source == place.source && other.span.start < place.span.end && place.span.start < other.span.end
    })
}

/// Takes out what a document holds too often for a slip.
pub(super) fn only_rare(flaws: &mut Vec<(NodeId, FlawNode<'_>)>) {
    let is_near = |flaw: &FlawNode<'_>| matches!(flaw.kind, FlawKind::Misspelt | FlawKind::Doubtful);
    let mut counts: Map<String, usize> = Map::default();
    for (_, flaw) in flaws.iter().filter(|(_, flaw)| is_near(flaw)) {
        *counts.entry(flaw.text.as_str().to_owned()).or_default() += 1;
    }
    flaws.retain(|(_, flaw)| !is_near(flaw) || counts[flaw.text.as_str()] <= TERM);
}

/// Whether the two in the middle of four characters are a slip, and the word that is meant.
fn judge([earlier, a, b, behind]: [u16; 4]) -> Option<(FlawKind, String)> {
    let [first, second] = meant(a, b)?;
    if is_parallel([earlier, a, b, behind]) {
        return None;
    }
    let fits_left = is_pair(EDGE, a) || earlier != EDGE && is_pair(earlier, a);
    let fits_right = is_pair(b, EDGE) || behind != EDGE && is_pair(b, behind);
    // One side alone is enough where the text ends there.
    let is_end = match number(first) == a {
        true => is_edge(behind),
        false => is_edge(earlier),
    };
    let kind = match (fits_left, fits_right) {
        (false, false) => FlawKind::Misspelt,
        (true, true) => return None,
        (true, _) if is_suffix(b) && earlier != EDGE && is_pair(earlier, a) => return None,
        _ if is_end => FlawKind::Doubtful,
        // A character that is never a word itself, beside one that fits only because it may be.
        (true, _) if !is_pair(EDGE, b) && !is_pair(earlier, a) => FlawKind::Doubtful,
        (_, true) if !is_pair(a, EDGE) && !is_pair(b, behind) => FlawKind::Doubtful,
        _ => return None,
    };
    Some((kind, [first, second].iter().collect()))
}

/// The same where they may be a pair of some word, but the word beside them, at the end of `left` or the beginning of
/// `right`, often stands beside the frequent one.
fn beside([earlier, a, b, behind]: [u16; 4], left: &str, right: &str) -> Option<(FlawKind, String)> {
    // A character outside that goes with the nearer of the two cuts them apart: 评审|和|批复, 开展|防|返贫.
    let is_open = |outside: u16, pair: bool| outside == EDGE || !pair;
    let mut after = right.chars();
    let after = [after.next(), after.next()];
    let mut before = left.chars().rev();
    let before = [before.next(), before.next()];
    let word = meanings(key(a, b)).find(|[first, second]| {
        let (first, second) = (Some(*first), Some(*second));
        is_open(earlier, is_pair(earlier, a)) && is_phrase([first, second, after[0], after[1]])
            || is_open(behind, is_pair(b, behind)) && is_phrase([before[1], before[0], first, second])
    })?;
    Some((FlawKind::Misspelt, word.iter().collect()))
}

/// Whether two words often stand side by side.
fn is_phrase(letters: [Option<char>; 4]) -> bool {
    let code = |letter: Option<char>| letter.and_then(|letter| u16::try_from(letter as u32).ok());
    let [Some(a), Some(b), Some(c), Some(d)] = letters.map(code) else {
        return false;
    };
    let (phrases, _) = PHRASES.as_chunks::<8>();
    let at = |entry: &[u8; 8], at: usize| u16::from_le_bytes([entry[at], entry[at + 1]]);
    let phrase = |entry: &[u8; 8]| [at(entry, 0), at(entry, 2), at(entry, 4), at(entry, 6)];
    phrases.binary_search_by_key(&[a, b, c, d], phrase).is_ok()
}

/// Whether two words of one pattern meet between the two in the middle: `巡河护河`, `护路护线`.
fn is_parallel([earlier, a, b, behind]: [u16; 4]) -> bool {
    a == behind && earlier != EDGE || b == earlier && behind != EDGE
}

/// Whether a text ends there, or the word does, because what stands there belongs to no other.
fn is_edge(number: u16) -> bool {
    number == EDGE
        || "的在和及与并或等是将由从于为"
            .chars()
            .any(|word| self::number(word) == number)
}

/// Whether a character makes of any word before it one who does it or where it is done: `散养户`, `冲洗点`.
fn is_suffix(number: u16) -> bool {
    "户员点站所场者人师工队组车费证"
        .chars()
        .any(|suffix| self::number(suffix) == number)
}

/// Characters that are doubled (`家家户户`, `二二`), end a name before a word that begins with them (`河口镇镇区`, `水利局局长`), or of
/// which the other table of words that stand twice speaks.
const DOUBLED: &str = "一二三四五六七八九十百千万零某家户人层处天年月日时常仅刚渐慢大小多少好点个种样件步方面事条账表证块代世频屡纷星单早晚\
    水省市县区旗州镇乡村组社局部院站所校厂科室队会委办园库河湖林田路街井长山坝圩塘岛港口馆店矿村班团网员的对和或在为与及由于是向将并了其被以各把按从";

/// Whether a character stands there once too often: `帮帮扶`, but not `建设设施`, where two words meet, nor `勒勒车`.
fn is_twice(letter: char, earlier: u16, behind: u16) -> bool {
    let own = number(letter);
    let left = earlier != EDGE && is_pair(earlier, own);
    let right = behind != EDGE && is_pair(own, behind);
    own != UNKNOWN && left != right && !DOUBLED.contains(letter) && !is_word(letter, letter)
}

/// The number of a character.
#[inline]
fn number(letter: char) -> u16 {
    let Some(at) = (letter as usize).checked_sub(0x4e00) else {
        return EDGE;
    };
    let (numbers, _) = INDEX.as_chunks::<2>();
    numbers.get(at).map_or(EDGE, |number| u16::from_le_bytes(*number))
}

/// Whether two characters are a frequent word of the field.
pub(super) fn is_word(left: char, right: char) -> bool {
    let (words, _) = WORDS.as_chunks::<4>();
    let letter = |entry: &[u8; 4], at: usize| u32::from(u16::from_le_bytes([entry[at], entry[at + 1]]));
    let word = |entry: &[u8; 4]| (letter(entry, 0), letter(entry, 2));
    words
        .binary_search_by_key(&(left as u32, right as u32), word)
        .is_ok()
}

/// Whether two characters stand side by side in words, or nobody knows.
fn is_pair(left: u16, right: u16) -> bool {
    if left == UNKNOWN || right == UNKNOWN {
        return true;
    }
    let at = key(left, right) as usize;
    PAIRS.get(at / 8).is_some_and(|bits| bits >> (at % 8) & 1 == 1)
}

/// The pair in the order of the table.
#[inline]
fn key(left: u16, right: u16) -> u32 {
    u32::from(left) * SIZE + u32::from(right)
}

/// Whether the pair may be in the table.
#[inline]
fn passes(left: u16, right: u16) -> bool {
    if left == EDGE || right == EDGE || left == UNKNOWN || right == UNKNOWN {
        return false;
    }
    let bit = key(left, right).wrapping_mul(0x9e37_79b1) >> (32 - FILTER_BITS);
    FILTER[bit as usize / 8] >> (bit % 8) & 1 == 1
}

/// The word that two characters which are none may stand for: alike in sound or shape.
pub(in crate::graph) fn word_meant(left: char, right: char) -> Option<[char; 2]> {
    let (left, right) = (number(left), number(right));
    passes(left, right).then(|| meant(left, right)).flatten()
}

/// The word that a pair which is in no word may stand for.
fn meant(left: u16, right: u16) -> Option<[char; 2]> {
    meanings(key(left, right))
        .next()
        .filter(|_| !is_pair(left, right))
}

/// The words that a pair may stand for, the most frequent first.
fn meanings(pair: u32) -> impl Iterator<Item = [char; 2]> {
    let (entries, _) = NEAR.as_chunks::<8>();
    let of = |entry: &[u8; 8]| u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
    let first = entries.partition_point(|entry| of(entry) < pair);
    let own = entries[first..].iter().take_while(move |entry| of(entry) == pair);
    own.filter_map(|entry| {
        let letter = |at: usize| char::from_u32(u16::from_le_bytes([entry[at], entry[at + 1]]).into());
        Some([letter(4)?, letter(6)?])
    })
}

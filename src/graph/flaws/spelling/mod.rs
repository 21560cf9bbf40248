//! Slips of one character in frequent words: `维户` for `维护`. Two characters are one where they are no pair of any word, the
//! frequent word is spelled with a character that sounds or looks alike, and no other cut of the sentence explains them. Where
//! the word beside them often stands beside that frequent word (`动太管理` for `动态管理`), they may even be a pair of some word.
//!
//! The words, pairs and slips are in `tables.rs`.

mod tables;

use std::ops::Range;

use super::{FlawKind, FlawNode};
use tables::{EDGE, UNKNOWN, is_pair, is_phrase, is_three, letter, meanings, meant, number, passes};

use crate::Map;
use crate::graph::NodeId;
use crate::text::{Mapped, Span};
pub(super) use tables::is_word;
pub(in crate::graph) use tables::words_meant;

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

/// Those of `slips` in a text that are none of the names in `own`, and of which none of its other flaws speaks, those from
/// `first` on.
pub(super) fn look<'g>(
    owner: NodeId,
    text: &Mapped<'g>,
    slips: &[Slip],
    own: &str,
    first: usize,
    flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
) {
    if slips.is_empty() {
        return;
    }
    let told = Told::of(&flaws[first..]);
    let mut free = 0;
    for Slip { kind, range, proper } in slips {
        let is_near = *kind != FlawKind::Doubled;
        if is_near && (range.start < free || own.contains(&text.as_str()[range.clone()]))
            || told.touches(text.place_of(range.clone()).span)
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

/// Where other flaws of a text stand, in order of their beginnings: where each begins, and where the last of those so far ends.
struct Told(Vec<(u32, u32)>);

impl Told {
    fn of(flaws: &[(NodeId, FlawNode<'_>)]) -> Self {
        let spans = flaws.iter().map(|(_, flaw)| flaw.text.place().span);
        let mut places: Vec<_> = spans.map(|span| (span.start, span.end)).collect();
        places.sort_unstable();
        let mut last = 0;
        for (_, end) in &mut places {
            last = last.max(*end);
            *end = last;
        }
        Self(places)
    }

    /// Whether one of them has a character of `span`.
    fn touches(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < span.end);
        self.0[..before].last().is_some_and(|(_, end)| *end > span.start)
    }
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
/// `right`, often stands beside the frequent one; or the characters on both sides do.
fn beside([earlier, a, b, behind]: [u16; 4], left: &str, right: &str) -> Option<(FlawKind, String)> {
    // A character outside that goes with the nearer of the two cuts them apart, unless the words on both sides speak for the
    // frequent one: 评审|和|批复, 开展|防|返贫.
    let is_open = |outside: u16, pair: bool| outside == EDGE || !pair;
    let mut after = right.chars();
    let after = [after.next(), after.next()];
    let mut before = left.chars().rev();
    let before = [before.next(), before.next()];
    let is_whole =
        |left: Option<char>, right: Option<char>| left.zip(right).is_some_and(|(a, b)| is_word(a, b));
    // 田间设施 is cut into words, not the misspelt 建设.
    let is_cut = is_whole(before[0], letter(a)) || is_whole(letter(b), after[0]);
    let word = meanings(a, b).find(|[first, second]| {
        let (own, other) = (number(*first), number(*second));
        let (first, second) = (Some(*first), Some(*second));
        let (leads, trails) = (is_three(earlier, own, other), is_three(own, other, behind));
        let goes_on = is_phrase([first, second, after[0], after[1]]);
        let follows = is_phrase([before[1], before[0], first, second]);
        goes_on && follows
            || leads && trails && !is_cut
            || goes_on && is_open(earlier, is_pair(earlier, a))
            || follows && is_open(behind, is_pair(b, behind))
    })?;
    Some((FlawKind::Misspelt, word.iter().collect()))
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
    "户员点站所场者人师工队组车费证室屋亭岗"
        .chars()
        .any(|suffix| self::number(suffix) == number)
}

/// Characters that are doubled (`家家户户`, `二二`), end a name before a word that begins with them (`河口镇镇区`, `水利局局长`), or of
/// which the other table of words that stand twice speaks.
const DOUBLED: &str = "宝爸妈娃谢病一二三四五六七八九十百千万零某家户人层处天年月日时常仅刚渐慢大小多少好点个种样件步方面事条账表证块代世频屡纷星单早晚\
    水省市县区旗州镇乡村组社局部院站所校厂科室队会委办园库河湖林田路街井长山坝圩塘岛港口馆店矿村班团网员的对和或在为与及由于是向将并了其被以各把按从";

/// Whether a character stands there once too often: `帮帮扶`, but not `建设设施`, where two words meet, nor `勒勒车`.
fn is_twice(letter: char, earlier: u16, behind: u16) -> bool {
    let own = number(letter);
    let left = earlier != EDGE && is_pair(earlier, own);
    let right = behind != EDGE && is_pair(own, behind);
    let is_whole = |left: u16, right: u16| {
        tables::letter(left)
            .zip(tables::letter(right))
            .is_some_and(|(a, b)| is_word(a, b))
    };
    // 保险机机构: with one of them all three stand in a row, and not both with a word of their own, as in 建设设施.
    let is_once = || is_three(earlier, own, behind) && !(is_whole(earlier, own) && is_whole(own, behind));
    let is_one_too_many = left != right || left && is_once();
    own != UNKNOWN && is_one_too_many && !DOUBLED.contains(letter) && !is_word(letter, letter)
}

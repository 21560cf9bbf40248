//! The head of the cell of a reclaimed duty: who took it back, and the labels before and behind: `承接部门：县民政局。工作方式：`.

use std::ops::Range;

use super::labels::{self, Known};
use super::{names, split};
use crate::document::Piece;
use crate::list::mentions;

/// Words a label is made of that says how a duty is done: `履职方式和工作措施：`.
const MANNER: [&str; 18] = [
    "履职", "工作", "承接", "方式", "措施", "办理", "收回", "具体", "监管", "落实", "实施", "方法", "和",
    "及", "与", "后", "职责", "内容",
];
/// Words a label is made of that says who takes a duty over: `承接部门：`.
const TAKER: [&str; 8] = ["承接", "部门", "单位", "收回", "接收", "主体", "责任", "上级"];
/// What stands behind the names of those who take a duty over, where a sentence says so.
const TAKEN: [&str; 8] = [
    "负责承接",
    "统一承接",
    "承接办理",
    "收回承接",
    "收回",
    "承接",
    "接收",
    "承担",
];
/// Statements that a duty is performed no longer, beside the name of somebody: only a plain one ends it.
pub(super) const DROPPED: [&str; 9] = [
    "不再开展",
    "不再履行",
    "不再承担",
    "不再实施",
    "不再办理",
    "不再执行",
    "不再出具",
    "不再保留",
    "不再受理",
];

/// A label stands no further behind what comes before it, in characters.
const REACH: usize = 240;

/// What may end the names of those who take a duty over.
const STOPS: [char; 3] = ['。', '；', ';'];

/// The head of the cell: who takes over.
pub(super) struct Head {
    /// `承接部门：`
    pub(super) before: Range<usize>,
    pub(super) names: Range<usize>,
    /// `承接方式：` or the colon behind the names.
    pub(super) behind: Range<usize>,
}

impl Head {
    pub(super) fn read(text: &str, pieces: &[Piece], known: Known<'_>) -> Option<Head> {
        let start = text.len() - text.trim_start().len();
        if let Some(head) = Self::told(text, start, pieces, known) {
            return Some(head);
        }
        let colon = colon_at(text, start)?;
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        if is_made_of(unnumbered(&text[start..colon]), &TAKER) {
            // `承接部门：X 履职方式和工作措施：Y`, or only `承接部门：X`.
            let behind = manner(text, after, pieces).unwrap_or_else(|| {
                let end = pieces
                    .iter()
                    .map(|piece| piece.range.end)
                    .find(|&end| end > after)
                    .unwrap_or(text.len());
                let end = after + names_end(&text[after..end]);
                let stop = text[end..].chars().next().filter(|mark| STOPS.contains(mark));
                end..end + stop.map_or(0, char::len_utf8)
            });
            return Some(Head {
                before: start..after,
                names: after..behind.start,
                behind,
            });
        }
        // `X 承接方式：Y`, or `承接方式：Y` where nobody is named.
        if let Some(behind) = manner(text, start, pieces).filter(|behind| behind.end == after) {
            return Some(Head {
                before: start..start,
                names: start..behind.start,
                behind,
            });
        }
        // `X：Y`: what opens the cell before a colon is who takes over, even if no department is called so. Where it is
        // one, the label is read like those further on.
        let first = pieces.first()?.range.clone();
        let numbered = text[start..].starts_with(|character: char| character.is_ascii_digit());
        if numbered || labels::label_at(text, &first, start, true, known).is_some() {
            return None;
        }
        let split = split::split(&text[start..colon], &[], &[], known.vocabulary);
        let plain = |name: &Range<usize>| names::is_word(&text[labels::shifted(name, start)]);
        let named = !split.names.is_empty() && split.names.iter().all(plain);
        named.then_some(Head {
            before: start..start,
            names: start..colon,
            behind: colon..after,
        })
    }
}

impl Head {
    /// A first sentence that only says who takes over: `承接部门为县民政局。`, `由县民政局承接；`, `县民政局。`, and the label of manner
    /// behind it.
    fn told(text: &str, start: usize, pieces: &[Piece], known: Known<'_>) -> Option<Head> {
        let reached = text[start..].char_indices().take(REACH);
        let (length, stop) = reached
            .into_iter()
            .find(|(_, mark)| "。；;：:！？，".contains(*mark))?;
        let sentence = &text[start..start + length];
        if !STOPS.contains(&stop) {
            return None;
        }
        let said = ["为", "是"].iter().find_map(|word| {
            let at = sentence.find(word)?;
            is_made_of(unnumbered(&sentence[..at]), &TAKER).then_some(at + word.len())
        });
        let by = || sentence.strip_prefix('由').map(|_| '由'.len_utf8());
        let begin = said.or_else(by).unwrap_or(0);
        let rest = &sentence[begin..];
        let taken = TAKEN
            .iter()
            .find_map(|word| rest.strip_suffix(word))
            .unwrap_or(rest);
        let names = start + begin..start + begin + taken.len();
        let split = split::split(taken, &[], &[], known.vocabulary);
        let is_body = |name: &Range<usize>| {
            names::is_name(&taken[name.clone()])
                && (said.is_some() || mentions::prefix(&taken[name.clone()]) > 0)
        };
        if split.names.is_empty()
            || !split.names.iter().all(is_body)
            || begin > 0 && said.is_none() && taken.len() == rest.len()
        {
            return None;
        }
        let after = start + length + stop.len_utf8();
        if text[after..].trim().is_empty() && said.is_none() {
            return None;
        }
        let manner = manner(text, after, pieces).filter(|label| text[after..label.start].trim().is_empty());
        Some(Head {
            before: start..names.start,
            behind: names.end..manner.map_or(after, |label| label.end),
            names,
        })
    }

    /// The first of its labels with nothing behind it.
    pub(super) fn unfilled(&self, text: &str) -> Option<Range<usize>> {
        let is_bare = |behind: Range<usize>| text[behind].trim().is_empty();
        let taker =
            Some(self.before.clone()).filter(|label| !label.is_empty() && is_bare(self.names.clone()));
        let manner = || {
            let label = Some(self.behind.clone()).filter(|label| text[label.clone()].len() > '：'.len_utf8());
            label.filter(|label| is_bare(label.end..text.len()))
        };
        taker.or_else(manner).map(|label| {
            let words = &text[label.clone()];
            let start = label.start + words.len() - words.trim_start().len();
            start..start + words.trim().len()
        })
    }
}

/// Where the names end at the head of `text`: where a sentence does, or at a blank behind which one follows, as in
/// `县民政局 不再开展此项工作。`
fn names_end(text: &str) -> usize {
    let text = &text[..text.find(STOPS).unwrap_or(text.len())];
    let lead = text.len() - text.trim_start().len();
    let blanks = text[lead..]
        .char_indices()
        .filter(|(_, character)| character.is_whitespace());
    let is_sentence = |at: &usize| {
        let word = text[*at..].split_whitespace().next().unwrap_or_default();
        word.contains('，') || DROPPED.iter().any(|said| word.contains(said))
    };
    blanks
        .map(|(at, _)| lead + at)
        .find(is_sentence)
        .unwrap_or(text.len())
}

/// The first colon after `start`, or the bracket that ends a label, if no sentence ends before it.
fn colon_at(text: &str, start: usize) -> Option<usize> {
    let mut head = text[start..].char_indices().take(REACH);
    let (at, mark) = head.find(|(_, mark)| "：:】。；;！？".contains(*mark))?;
    matches!(mark, '：' | ':' | '】').then_some(start + at)
}

/// Where the words of a label of manner begin and end, behind the names at `start`; with the mark that ends the names:
/// `承接部门：县民政局。工作方式：`.
fn manner(text: &str, start: usize, pieces: &[Piece]) -> Option<Range<usize>> {
    let reach = text[start..].char_indices().take(REACH);
    let colon = reach
        .filter(|(_, mark)| matches!(mark, '：' | ':' | '】'))
        .map(|(at, _)| start + at);
    colon.into_iter().find_map(|colon| {
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        let begin = manner_begins(&text[start..colon], |at| {
            pieces.iter().any(|piece| piece.range.start == start + at)
        })?;
        Some(start + begin..after)
    })
}

/// Where the words of manner begin that `head` ends with: from its beginning, from a mark or a blank on, with it, or where
/// `opens` says that a part of the cell does.
fn manner_begins(head: &str, opens: impl Fn(usize) -> bool) -> Option<usize> {
    let is_mark = |letter: char| letter.is_whitespace() || "，,。；;、".contains(letter);
    // No names hold the end of a sentence: a label behind one is of the mode itself.
    let end = head
        .find(['。', '！', '？'])
        .map_or(head.len(), |at| at + '。'.len_utf8());
    let begins = head.char_indices().map(|(at, _)| at).take_while(|at| *at <= end);
    let begin = begins.filter(|&at| {
        at == 0 || opens(at) || head[..at].ends_with(is_mark) || head[at..].starts_with(['【', '（'])
    });
    let mut begin = begin.filter(|&at| is_made_of(unnumbered(&head[at..]), &MANNER));
    let at = begin.next()?;
    // The mark belongs to the label, not to the names; a blank may stand inside them.
    Some(
        head[..at]
            .trim_end_matches(['，', ',', '。', '；', ';', '、'])
            .len(),
    )
}

/// A label without its number or bracket: `（一）承接部门`, `2.工作方式`, `【工作方式`.
fn unnumbered(label: &str) -> &str {
    let label = label.trim_start().trim_start_matches(['（', '(', '【']);
    let rest =
        label.trim_start_matches(|digit: char| digit.is_ascii_digit() || "一二三四五①②③".contains(digit));
    rest.trim_start_matches(['）', ')', '.', '．', '、'])
}

/// Whether a text consists of `words` and white space, at least one of them.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    let mut rest = text.trim();
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        match words.iter().find_map(|word| rest.strip_prefix(*word)) {
            Some(after) => rest = after.trim_start(),
            None => return false,
        }
    }
    true
}

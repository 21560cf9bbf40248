//! The cell of a reclaimed duty: who took it back and how, or why nobody does it any more.

use std::ops::Range;

use super::clauses::{self, Event, Item};
use super::doubts::Doubts;
use super::labels::{self, Kind, Known, Label};
use super::{blocks, names, split};
use crate::document::{Account, Flow, Furniture, Piece};
use crate::list::{Clause, Mention, Reclaimed};

/// Words a label is made of that says how a duty is done: `履职方式和工作措施：`.
const MANNER: [&str; 18] = [
    "履职", "工作", "承接", "方式", "措施", "办理", "收回", "具体", "监管", "落实", "实施", "方法", "和",
    "及", "与", "后", "职责", "内容",
];
/// Words a label is made of that says who takes a duty over: `承接部门：`.
const TAKER: [&str; 8] = ["承接", "部门", "单位", "收回", "接收", "主体", "责任", "上级"];
/// Statements that a duty is performed no longer, where nobody took it over.
const ENDED: [&str; 12] = [
    "不再",
    "已取消",
    "予以取消",
    "取消该",
    "取消此",
    "已失效",
    "已废止",
    "已终止",
    "停止开展",
    "停止执行",
    "无需",
    "已停止",
];
/// The same where somebody is named: only a plain statement ends a duty.
const DROPPED: [&str; 9] = [
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

/// Reads the cell `flow`. Mentions do not know their full names yet.
pub(super) fn takeover<'s>(
    flow: &Flow<'s>,
    known: Known<'_>,
    doubts: &mut Doubts,
    account: &mut Account,
) -> Reclaimed<'s> {
    let text = flow.as_str();
    let head = Head::read(text, &flow.pieces, known);
    let mut receivers: Vec<Range<usize>> = Vec::new();
    let rest = match &head {
        Some(head) => {
            head.words
                .iter()
                .for_each(|words| account.set_aside_all(flow.spans(words.clone()), Furniture::Label));
            receivers.extend(named(flow, head.names.clone(), known, account));
            head.end
        }
        None => 0,
    };
    let body = body(flow, rest);
    let events = clauses::events(&body, Some(known), doubts, account);
    let labels = events
        .iter()
        .filter(|event| matches!(event, Event::Label(label) if label.kind == Kind::Departments))
        .count();
    let several = labels + usize::from(!receivers.is_empty()) > 1;
    let mut items: Vec<Item> = Vec::new();
    let mut whole: Option<usize> = None;
    for event in events {
        match event {
            Event::Label(label) => {
                if let Some(start) = whole.take() {
                    let end = start_end(text, start);
                    items.push(Item {
                        number: None,
                        text: start..end,
                        part: true,
                        guessed: false,
                    });
                }
                whole = label_of(&body, label, several, (&mut receivers, &mut items), account);
            }
            Event::Item(mut item) => {
                // Where several take over, the clause keeps the name of its own.
                if let Some(start) = whole.take() {
                    if item.number.is_none() {
                        item.text.start = start;
                    } else {
                        let end = item
                            .number
                            .as_ref()
                            .map_or(item.text.start, |(_, digits)| digits.start);
                        items.push(Item {
                            number: None,
                            text: start..end,
                            part: true,
                            guessed: false,
                        });
                    }
                }
                items.push(item);
            }
        }
    }
    if let Some(start) = whole {
        items.push(Item {
            number: None,
            text: start..start_end(text, start),
            part: true,
            guessed: false,
        });
    }
    let numbered = clauses::is_numbered(&items);
    let receivers: Vec<Mention<'s>> = receivers
        .into_iter()
        .map(|name| blocks::mention(flow, name))
        .collect();
    let mode = clauses::clauses(flow, &items, numbered);
    let discontinued = is_discontinued(&receivers, &mode);
    Reclaimed {
        receivers,
        mode,
        discontinued,
    }
}

fn start_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    rest.find(['：', ':']).map_or(text.len(), |at| {
        start + at + rest[at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// A label inside the cell: its names are receivers. Where several take over, the label stays in the text of the clause
/// after it, whose start is returned.
fn label_of(
    flow: &Flow<'_>,
    label: Label,
    several: bool,
    (receivers, items): (&mut Vec<Range<usize>>, &mut Vec<Item>),
    account: &mut Account,
) -> Option<usize> {
    let start = label.names.first().map_or(label.words.start, |name| name.start);
    receivers.extend(label.names);
    if several && label.kind == Kind::Departments {
        return Some(start);
    }
    account.set_aside_all(flow.spans(label.words), Furniture::Label);
    for separator in label.separators {
        account.set_aside_all(flow.spans(separator), Furniture::Separator);
    }
    if let Some(tail) = label.tail {
        account.set_aside_all(flow.spans(tail), Furniture::Tail);
    }
    if let Some(rest) = label.rest {
        items.push(Item {
            number: None,
            text: rest,
            part: true,
            guessed: false,
        });
    }
    None
}

/// The names in the bytes `range` of the cell; what stands between them is set aside.
fn named(flow: &Flow<'_>, range: Range<usize>, known: Known<'_>, account: &mut Account) -> Vec<Range<usize>> {
    let found = split::split(&flow.as_str()[range.clone()], &[], &[], known.vocabulary);
    for separator in &found.separators {
        account.set_aside_all(
            flow.spans(labels::shifted(separator, range.start)),
            Furniture::Separator,
        );
    }
    if let Some(tail) = &found.tail {
        account.set_aside_all(flow.spans(labels::shifted(tail, range.start)), Furniture::Tail);
    }
    found
        .names
        .iter()
        .map(|name| labels::shifted(name, range.start))
        .collect()
}

/// The part of a cell from `start` on.
fn body<'s>(flow: &Flow<'s>, start: usize) -> Flow<'s> {
    let pieces = flow.pieces.iter().filter(|piece| piece.range.end > start);
    flow.with_pieces(
        pieces
            .map(|piece| Piece {
                range: piece.range.start.max(start)..piece.range.end,
                ..piece.clone()
            })
            .collect(),
    )
}

/// The head of the cell: who takes over.
struct Head {
    names: Range<usize>,
    /// `承接部门：`, `承接方式：` or the colon behind the names.
    words: Vec<Range<usize>>,
    end: usize,
}

impl Head {
    fn read(text: &str, pieces: &[Piece], known: Known<'_>) -> Option<Head> {
        let start = text.len() - text.trim_start().len();
        let colon = colon_at(text, start)?;
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        if is_made_of(&text[start..colon], &TAKER) {
            // `承接部门：X 履职方式和工作措施：Y`, or only `承接部门：X`.
            let (names_end, end) = manner_after(text, after).unwrap_or_else(|| {
                let end = pieces
                    .iter()
                    .map(|piece| piece.range.end)
                    .find(|&end| end > after)
                    .unwrap_or(text.len());
                (end, end)
            });
            let words = vec![start..after, names_end..end];
            return Some(Head {
                names: after..names_end,
                words,
                end,
            });
        }
        // `X 承接方式：Y`
        if let Some((names_end, end)) = manner_before(text, start, colon, after) {
            return (start < names_end).then(|| Head {
                names: start..names_end,
                words: vec![names_end..end],
                end,
            });
        }
        // `X：Y`: what opens the cell before a colon is who takes over, even if no department is called so.
        let split = split::split(&text[start..colon], &[], &[], known.vocabulary);
        let plain = |name: &Range<usize>| names::is_word(&text[labels::shifted(name, start)]);
        let named = !split.names.is_empty() && split.names.iter().all(plain);
        named.then(|| Head {
            names: start..colon,
            words: vec![colon..after],
            end: after,
        })
    }
}

/// The first colon after `start`, if no sentence ends before it.
fn colon_at(text: &str, start: usize) -> Option<usize> {
    let head = text[start..]
        .char_indices()
        .take(240)
        .find(|(_, character)| "：:。；;！？".contains(*character))?;
    matches!(head.1, '：' | ':').then_some(start + head.0)
}

/// Where the words of a label of manner begin and end, behind the names at `start`.
fn manner_after(text: &str, start: usize) -> Option<(usize, usize)> {
    let colon = colon_at(text, start)?;
    let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
    manner_before(text, start, colon, after)
}

/// The same for the label that ends with the colon at `colon`.
fn manner_before(text: &str, start: usize, colon: usize, after: usize) -> Option<(usize, usize)> {
    let head = &text[start..colon];
    // The end of the head that is made of such words alone, from a space on or from its beginning.
    let begins = head
        .char_indices()
        .filter(|&(at, _)| at == 0 || head[..at].ends_with(|c: char| c.is_whitespace() || c == '；'));
    let mut begins = begins
        .map(|(at, _)| at)
        .filter(|&at| is_made_of(&head[at..], &MANNER));
    begins.next().map(|at| (start + at, after))
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

/// Whether the clauses say that the duty is performed no longer.
pub(super) fn is_discontinued(receivers: &[Mention<'_>], mode: &[Clause<'_>]) -> bool {
    let says = |words: &[&str]| {
        mode.iter()
            .any(|clause| words.iter().any(|word| clause.text.as_str().contains(word)))
    };
    if receivers.is_empty() {
        return says(&ENDED);
    }
    let [only] = mode else { return false };
    let text = only.text.as_str();
    let statement = DROPPED
        .iter()
        .find_map(|word| text.find(word))
        .map(|at| (&text[..at], &text[at..]));
    statement.is_some_and(|(before, after)| {
        !["乡", "镇", "街道", "基层"]
            .iter()
            .any(|word| before.contains(word))
            && !after.contains(['，', '；'])
    })
}

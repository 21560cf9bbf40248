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
/// What may end the names of those who take a duty over.
const STOPS: [char; 3] = ['。', '；', ';'];

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
    let mut draft = Draft::default();
    let (mut rest, mut unfilled) = (0, None);
    if let Some(head) = Head::read(flow.as_str(), &flow.pieces, known) {
        unfilled = head.unfilled(flow.as_str()).map(|label| flow.field(label));
        account.set_aside_all(flow.spans(head.before), Furniture::Label);
        account.set_aside_all(flow.spans(head.behind.clone()), Furniture::Label);
        draft.receivers = named(flow, head.names, known, account);
        rest = head.behind.end;
    }
    let body = body(flow, rest);
    let events = clauses::events(&body, Some(known), doubts, account);
    let labels = events
        .iter()
        .filter(|event| matches!(event, Event::Label(label) if label.kind == Kind::Departments));
    draft.several = labels.count() + usize::from(!draft.receivers.is_empty()) > 1;
    for event in events {
        match event {
            Event::Label(label) => draft.label(flow, label, account),
            Event::Item(item) => draft.item(item),
        }
    }
    draft.end_label(None);
    draft.own_receiver(flow.as_str());
    let numbered = clauses::is_numbered(&draft.items);
    let receivers: Vec<Mention<'s>> = draft
        .receivers
        .into_iter()
        .map(|name| blocks::mention(flow, name))
        .collect();
    let mode = clauses::clauses(flow, &draft.items, numbered);
    let discontinued = is_discontinued(&receivers, &mode);
    Reclaimed {
        receivers,
        mode,
        discontinued,
        unfilled,
    }
}

/// A reclaimed duty before its clauses are made.
#[derive(Default)]
struct Draft {
    receivers: Vec<Range<usize>>,
    items: Vec<Item>,
    /// Whether several take over, each with clauses of its own: then each label stays in the text of its clause.
    several: bool,
    /// A label that waits for its clause.
    label: Option<Range<usize>>,
}

impl Draft {
    fn label(&mut self, flow: &Flow<'_>, label: Label, account: &mut Account) {
        self.end_label(None);
        let start = label.names.first().map_or(label.words.start, |name| name.start);
        self.receivers.extend(label.names);
        if self.several && label.kind == Kind::Departments {
            self.label = Some(start..label.end);
            return;
        }
        account.set_aside_all(flow.spans(label.words), Furniture::Label);
        for separator in label.separators {
            account.set_aside_all(flow.spans(separator), Furniture::Separator);
        }
        if let Some(tail) = label.tail {
            account.set_aside_all(flow.spans(tail), Furniture::Tail);
        }
        if let Some(rest) = label.rest {
            self.items.push(Item {
                number: None,
                text: rest,
                part: true,
                guessed: false,
            });
        }
    }

    /// A clause takes the label before it into its text, unless its number stands in between.
    fn item(&mut self, mut item: Item) {
        let between = item.number.as_ref().map(|(_, digits)| digits.start);
        match self.label.clone() {
            Some(label) if between.is_none_or(|digits| digits < label.start) => {
                self.label = None;
                item.text.start = label.start;
            }
            _ => self.end_label(between),
        }
        self.items.push(item);
    }

    /// Where no label says who takes over, the names that open the first clause do: `县水利局负责…`.
    fn own_receiver(&mut self, text: &str) {
        let Some(first) = self.items.first().filter(|_| self.receivers.is_empty()) else {
            return;
        };
        let names = names::opening(&text[first.text.clone()], &[]);
        self.receivers = names
            .iter()
            .map(|name| labels::shifted(name, first.text.start))
            .collect();
    }

    /// A label that no clause takes heads those that follow.
    fn end_label(&mut self, end: Option<usize>) {
        if let Some(label) = self.label.take() {
            let text = label.start..end.unwrap_or(label.end);
            self.items.push(Item {
                number: None,
                text,
                part: true,
                guessed: false,
            });
        }
    }
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
    /// `承接部门：`
    before: Range<usize>,
    names: Range<usize>,
    /// `承接方式：` or the colon behind the names.
    behind: Range<usize>,
}

impl Head {
    fn read(text: &str, pieces: &[Piece], known: Known<'_>) -> Option<Head> {
        let start = text.len() - text.trim_start().len();
        let colon = colon_at(text, start)?;
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        if is_made_of(&text[start..colon], &TAKER) {
            // `承接部门：X 履职方式和工作措施：Y`, or only `承接部门：X`.
            let behind = manner_after(text, after).unwrap_or_else(|| {
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
        if let Some(behind) = manner_before(text, start, colon, after) {
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
    /// The first of its labels with nothing behind it.
    fn unfilled(&self, text: &str) -> Option<Range<usize>> {
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

/// The first colon after `start`, if no sentence ends before it.
fn colon_at(text: &str, start: usize) -> Option<usize> {
    stop_at(text, start).filter(|&at| text[at..].starts_with(['：', ':']))
}

/// The first colon or end of a sentence after `start`.
fn stop_at(text: &str, start: usize) -> Option<usize> {
    let mut head = text[start..].char_indices().take(240);
    let (at, _) = head.find(|(_, character)| "：:。；;！？".contains(*character))?;
    Some(start + at)
}

/// Where the words of a label of manner begin and end, behind the names at `start`; with the mark that ends the names:
/// `承接部门：县民政局。工作方式：`.
fn manner_after(text: &str, start: usize) -> Option<Range<usize>> {
    if let Some(mark) = stop_at(text, start)
        && let Some(rest) = text[mark..].strip_prefix(STOPS)
    {
        let head = text.len() - rest.len();
        let colon = colon_at(text, head).filter(|&colon| is_made_of(&text[head..colon], &MANNER))?;
        let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
        return Some(mark..after);
    }
    let colon = colon_at(text, start)?;
    let after = colon + text[colon..].chars().next().map_or(0, char::len_utf8);
    manner_before(text, start, colon, after)
}

/// The same for the label that ends with the colon at `colon`.
fn manner_before(text: &str, start: usize, colon: usize, after: usize) -> Option<Range<usize>> {
    let head = &text[start..colon];
    // The end of the head that is made of such words alone, from a space on or from its beginning.
    let begins = head
        .char_indices()
        .filter(|&(at, _)| at == 0 || head[..at].ends_with(|c: char| c.is_whitespace() || c == '；'));
    let mut begins = begins
        .map(|(at, _)| at)
        .filter(|&at| is_made_of(&head[at..], &MANNER));
    begins.next().map(|at| start + at..after)
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

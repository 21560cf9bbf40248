//! The cell of a reclaimed duty: who took it back and how, or why nobody does it any more.

use std::ops::Range;

use super::clauses::{self, Event, Item};
use super::doubts::Doubts;
use super::labels::{self, Kind, Known, Label};
use super::taker::{DROPPED, Head};
use super::{blocks, names, split};
use crate::document::{Account, Flow, Furniture, Piece};
use crate::list::{Clause, Mention, Reclaimed};

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
        let words = &text[first.text.clone()];
        let start = first.text.start + words.len() - words.trim_start_matches('由').len();
        let names = names::opening(&text[start..first.text.end], &[]);
        self.receivers = names.iter().map(|name| labels::shifted(name, start)).collect();
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

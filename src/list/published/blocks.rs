//! The cell of upstream duties becomes blocks: whose duties, with which clauses and guarantees.

use std::ops::Range;

use super::clauses::{self, Event, Item};
use super::doubts::Doubts;
use super::labels::{Kind, Known, Label};
use super::names;
use crate::document::{Account, Flow, Furniture};
use crate::list::{Block, Mention};

/// A block before its clauses are made.
#[derive(Default)]
struct Draft {
    names: Vec<Range<usize>>,
    clauses: Vec<Item>,
    guarantees: Vec<Item>,
    /// Whether it was opened by a label behind a number: the next number opens the next block.
    numbered: bool,
    labelled: bool,
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.guarantees.is_empty()
    }
}

/// Reads the cell `flow`. Mentions do not know their full names yet.
pub(super) fn blocks<'s>(
    flow: &Flow<'s>,
    known: Known<'_>,
    doubts: &mut Doubts,
    account: &mut Account,
) -> Vec<Block<'s>> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut guarantees = false;
    for event in clauses::events(flow, Some(known), doubts, account) {
        match event {
            Event::Label(label) => {
                guarantees = label.kind == Kind::Guarantees;
                open(flow, &mut drafts, label, account);
            }
            Event::Item(item) => push(flow.as_str(), &mut drafts, item, guarantees, known),
        }
    }
    if drafts.iter().all(|draft| !draft.labelled) {
        drafts = own_clauses(flow.as_str(), drafts, known);
    }
    finish(flow, &drafts)
}

/// A label opens a block, or the guarantees of the open one.
fn open(flow: &Flow<'_>, drafts: &mut Vec<Draft>, label: Label, account: &mut Account) {
    account.set_aside_all(flow.spans(label.words.clone()), Furniture::Label);
    for separator in label.separators {
        account.set_aside_all(flow.spans(separator), Furniture::Separator);
    }
    if let Some(tail) = label.tail {
        account.set_aside_all(flow.spans(tail), Furniture::Tail);
    }
    let same = |draft: &&mut Draft| {
        let texts = |names: &[Range<usize>]| {
            names
                .iter()
                .map(|name| names::key(&flow.as_str()[name.clone()]))
                .collect::<Vec<_>>()
        };
        label.names.is_empty() || texts(&draft.names) == texts(&label.names)
    };
    match drafts.last_mut() {
        Some(last) if label.kind == Kind::Guarantees && label.names.is_empty() => {
            last.labelled = true;
        }
        // `A履职保障：` after `A主要职责：` names the block once more.
        Some(last) if label.kind == Kind::Guarantees && last.guarantees.is_empty() && same(&last) => {
            for name in &label.names {
                account.set_aside_all(flow.spans(name.clone()), Furniture::Repetition);
            }
        }
        Some(last) if label.kind == Kind::Duties && last.is_empty() => last.labelled = true,
        // `牵头部门：` stands before the name.
        Some(last) if last.is_empty() && last.names.is_empty() => {
            (last.names, last.numbered, last.labelled) = (label.names, label.numbered, true);
        }
        _ => drafts.push(Draft {
            names: label.names,
            numbered: label.numbered,
            labelled: true,
            ..Draft::default()
        }),
    }
    if let (Some(rest), Some(last)) = (label.rest, drafts.last_mut()) {
        last.clauses.push(Item {
            number: None,
            text: rest,
            part: true,
            guessed: false,
        });
    }
}

/// A clause belongs to the open block. Behind a label with a number, the next number opens a block of its own.
fn push(text: &str, drafts: &mut Vec<Draft>, item: Item, guarantees: bool, known: Known<'_>) {
    let next = drafts
        .last()
        .is_some_and(|last| last.numbered && item.number.is_some() && !last.is_empty());
    if drafts.is_empty() || (next && !guarantees) {
        let labelled = next;
        let names = if next {
            shift(
                names::opening(&text[item.text.clone()], known.column),
                item.text.start,
            )
        } else {
            Vec::new()
        };
        drafts.push(Draft {
            names,
            numbered: next,
            labelled,
            ..Draft::default()
        });
    }
    let last = drafts.last_mut().expect("a block was opened above");
    if guarantees {
        last.guarantees.push(item)
    } else {
        last.clauses.push(item)
    }
}

/// In a cell without labels, each clause that opens with its own department is a block headed by it, if at least half of
/// the clauses do so. The heading of a part goes with the clause after it.
fn own_clauses(text: &str, drafts: Vec<Draft>, known: Known<'_>) -> Vec<Draft> {
    let items: Vec<&Item> = drafts.iter().flat_map(|draft| &draft.clauses).collect();
    let openings: Vec<Vec<Range<usize>>> = items
        .iter()
        .map(|item| {
            shift(
                names::opening(&text[item.text.clone()], known.column),
                item.text.start,
            )
        })
        .collect();
    let opened = openings.iter().filter(|names| !names.is_empty()).count();
    let clauses = items.iter().filter(|item| !item.part).count();
    if opened == 0 || opened * 2 < clauses || drafts.iter().any(|draft| !draft.guarantees.is_empty()) {
        return drafts;
    }
    let mut own: Vec<Draft> = Vec::new();
    let mut parts: Vec<Item> = Vec::new();
    for (item, names) in items.into_iter().zip(openings) {
        if item.part && names.is_empty() {
            parts.push(item.clone());
            continue;
        }
        match own
            .last_mut()
            .filter(|last| names.is_empty() && last.names.is_empty() && parts.is_empty())
        {
            Some(last) => last.clauses.push(item.clone()),
            None => {
                let clauses = parts.drain(..).chain([item.clone()]).collect();
                own.push(Draft {
                    names,
                    clauses,
                    ..Draft::default()
                });
            }
        }
    }
    if !parts.is_empty() {
        own.push(Draft {
            clauses: parts,
            ..Draft::default()
        });
    }
    own
}

fn shift(ranges: Vec<Range<usize>>, by: usize) -> Vec<Range<usize>> {
    ranges
        .iter()
        .map(|range| super::labels::shifted(range, by))
        .collect()
}

fn finish<'s>(flow: &Flow<'s>, drafts: &[Draft]) -> Vec<Block<'s>> {
    // A cell without labels is one run of clauses, however many blocks it makes.
    let run = drafts.iter().all(|draft| !draft.labelled)
        && drafts.iter().any(|draft| clauses::is_numbered(&draft.clauses));
    let make = |items: &[Item]| clauses::clauses(flow, items, run || clauses::is_numbered(items));
    drafts
        .iter()
        .map(|draft| Block {
            departments: draft
                .names
                .iter()
                .map(|name| mention(flow, name.clone()))
                .collect(),
            clauses: make(&draft.clauses),
            guarantees: make(&draft.guarantees),
        })
        .collect()
}

/// The mention of a name as it is written.
pub(super) fn mention<'s>(flow: &Flow<'s>, name: Range<usize>) -> Mention<'s> {
    Mention {
        text: flow.field(name),
        full: None,
        tail: None,
    }
}

//! Clauses that run into the next one: no mark ends them, where nearly all others have one, or they end with a full stop
//! where nearly all others end with a semicolon.

use super::column::Column;
use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::text::{Mapped, normal};

/// Fewer clauses with a mark are no habit.
const HABIT: usize = 15;

/// One full stop among fewer semicolons is a habit too.
const RARE: usize = 25;

/// Shorter texts may be headings, in characters.
const SENTENCE: usize = 12;

/// The clauses that others follow in their cell.
#[derive(Default)]
pub(super) struct Inner<'n, 'g> {
    /// How many end with a mark, and how many of these with a semicolon.
    ended: usize,
    semicolons: usize,
    /// Those that end with a full stop.
    stopped: Vec<(NodeId, &'n Mapped<'g>)>,
    /// Whether the clause that comes now has a number.
    is_numbered: bool,
    /// Those that end with none, headings among them.
    bare: Vec<(NodeId, &'n Mapped<'g>)>,
}

impl<'n, 'g> Inner<'n, 'g> {
    /// The next clause has a number, or none: a heading, or a new paragraph.
    pub(super) fn expect(&mut self, is_numbered: bool) {
        self.is_numbered = is_numbered;
    }

    /// A text of this column, which another follows in the same cell.
    pub(super) fn meet(&mut self, owner: NodeId, text: &'n Mapped<'g>, column: Column) {
        if !column.is_shared() {
            return;
        }
        match text.as_str().chars().next_back() {
            Some(mark @ ('；' | '。' | ';' | '.')) => {
                self.ended += 1;
                self.semicolons += usize::from(matches!(mark, '；' | ';'));
                if mark == '。' && self.is_numbered {
                    self.stopped.push((owner, text));
                }
            }
            Some(last) if normal::is_han(last) => self.bare.push((owner, text)),
            _ => {}
        }
    }

    /// Those without mark, or with another, where they are slips.
    pub(super) fn unlike(mut self) -> Vec<(NodeId, FlawNode<'g>)> {
        if self.ended < HABIT {
            return Vec::new();
        }
        self.bare.retain(|(_, text)| !is_heading(text.as_str()));
        if self.bare.len() * 10 > self.ended {
            self.bare.clear();
        }
        if self.stopped.len() * RARE <= self.semicolons {
            self.bare.append(&mut self.stopped);
        }
        let flaw = |text: &Mapped<'g>| {
            let words = text.as_str();
            let last = words.chars().next_back().map_or(0, char::len_utf8);
            FlawNode::alike(FlawKind::Ending, text, words.len() - last..words.len(), "inner")
        };
        let bare = self.bare.into_iter();
        bare.map(|(owner, text)| (owner, flaw(text))).collect()
    }
}

/// Whether a text stands over others: `一、宣传工作`, `（二）巡查方面`.
fn is_heading(text: &str) -> bool {
    text.starts_with(['（', '('])
        || text
            .trim_start_matches(|c| "一二三四五六七八九十".contains(c))
            .starts_with(['、', '是'])
        || text.ends_with("方面")
        || text.chars().count() < SENTENCE
}

//! Clauses that run into the next one: no mark ends them, where nearly all others have one.

use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::text::{Mapped, normal};

/// Fewer clauses with a mark are no habit.
const HABIT: usize = 15;

/// Shorter texts may be headings, in characters.
const SENTENCE: usize = 12;

/// The clauses that others follow in their cell.
#[derive(Default)]
pub(super) struct Inner<'g> {
    /// How many end with a mark.
    ended: usize,
    /// Those that end with none.
    bare: Vec<(NodeId, FlawNode<'g>)>,
}

impl<'g> Inner<'g> {
    /// A text of this column, which another follows in the same cell.
    pub(super) fn meet(&mut self, owner: NodeId, text: &Mapped<'g>, column: &str) {
        if !matches!(column, "upstream" | "guarantee" | "township") {
            return;
        }
        let words = text.as_str();
        let Some(last) = words.chars().next_back() else {
            return;
        };
        if matches!(last, '；' | '。' | ';' | '.') {
            self.ended += 1;
        } else if normal::is_han(last) && !is_heading(words) {
            let range = words.len() - last.len_utf8()..words.len();
            let mut flaw = FlawNode::new(FlawKind::Ending, text, range, None);
            flaw.form = "inner";
            self.bare.push((owner, flaw));
        }
    }

    /// Those without mark, where they are slips.
    pub(super) fn unended(self) -> Vec<(NodeId, FlawNode<'g>)> {
        match self.ended < HABIT || self.bare.len() * 10 > self.ended {
            true => Vec::new(),
            false => self.bare,
        }
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

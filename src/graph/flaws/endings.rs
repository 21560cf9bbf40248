//! Texts that end unlike nearly all others of their column.

use super::column::Column;
use super::{FlawKind, FlawNode};
use crate::Map;
use crate::finding::ListKind;
use crate::graph::NodeId;
use crate::text::Mapped;

/// A column with fewer texts has no habit.
pub(super) const HABIT: usize = 15;

/// A text that ends a cell: whose it is, itself, and the mark it ends with.
type End<'n, 'g> = (NodeId, &'n Mapped<'g>, Option<char>);

/// A list and one of its columns.
type ListColumn = (ListKind, Column);

/// How the cells of a document end.
#[derive(Default)]
pub(super) struct Endings<'n, 'g> {
    ends: Map<ListColumn, Vec<End<'n, 'g>>>,
    /// A semicolon at the end of a block is in its place when another block of the same duty follows.
    between: Option<(Option<NodeId>, ListColumn, End<'n, 'g>)>,
}

impl<'n, 'g> Endings<'n, 'g> {
    /// The next cell of `duty`, whose last text is that of `owner`.
    pub(super) fn cell(
        &mut self,
        column: ListColumn,
        duty: Option<NodeId>,
        owner: NodeId,
        text: &'n Mapped<'g>,
    ) {
        if let Some((before, column_before, end)) = self.between.take()
            && !(before == duty && column.1.has_blocks())
        {
            self.ends.entry(column_before).or_default().push(end);
        }
        if !column.1.has_sentences() {
            return;
        }
        let last = text.as_str().chars().next_back().unwrap_or(' ');
        let mark = matches!(last, '。' | '；' | '.' | ';').then_some(last);
        if !matches!(last, '，' | '、' | ',' | '：' | ':') {
            let end = (owner, text, mark);
            match column.1.has_blocks() && matches!(last, '；' | ';') {
                true => self.between = Some((duty, column, end)),
                false => self.ends.entry(column).or_default().push(end),
            }
        }
    }

    /// The texts that end unlike nearly all of their column.
    pub(super) fn finish(mut self, flaws: &mut Vec<(NodeId, FlawNode<'g>)>) {
        if let Some((_, column, end)) = self.between.take() {
            self.ends.entry(column).or_default().push(end);
        }
        for ((_, column), ends) in self.ends {
            let mut counts: Map<Option<char>, usize> = Map::default();
            for (.., mark) in &ends {
                *counts.entry(*mark).or_default() += 1;
            }
            let Some((&usual, &count)) = counts.iter().max_by_key(|(_, count)| **count) else {
                continue;
            };
            // Nine of ten are a habit, and what departs from it a slip.
            if ends.len() < HABIT || count * 10 < ends.len() * 9 {
                continue;
            }
            for (owner, text, _) in ends.into_iter().filter(|(.., mark)| *mark != usual) {
                let words = text.as_str();
                let last = words.chars().next_back().map_or(0, char::len_utf8);
                let range = words.len() - last..words.len();
                let proper = usual.map(|mark| mark.to_string().into());
                let form = format!("{column:?}");
                let found = FlawNode::alike(FlawKind::Ending, text, range, form);
                flaws.push((owner, FlawNode { proper, ..found }));
            }
        }
    }
}

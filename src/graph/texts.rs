//! The texts of cells, equal ones as one: the townships of a county share most of theirs, and what
//! depends on a text alone need be done once.

use std::borrow::Cow;

use super::node::Node;
use super::{Graph, NodeId, Property};
use crate::Set;
use crate::list::Detail;

/// A text of a graph: equal texts have equal numbers, which run from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(u32);

impl TextId {
    /// The number: for tables beside the graph.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What stands for no text.
const NONE: TextId = TextId(u32::MAX);

/// All different texts, and who has which.
#[derive(Debug, Default)]
pub(super) struct Texts<'g> {
    texts: Set<&'g str>,
    /// For each node its text, if it is a clause or a department in a cell. Nearly all rules read them, each node after
    /// the other, which is much faster where they stand side by side.
    own: Vec<TextId>,
    /// For each node its name, if it is a duty or a category.
    names: Vec<TextId>,
    /// For each node the mode of a reclaimed duty, where it is that of its only clause.
    modes: Vec<TextId>,
}

impl<'g> Texts<'g> {
    /// Adds the next node.
    pub(super) fn add(&mut self, node: &Node<'g>) {
        let (mut text, mut name, mut mode) = (NONE, NONE, NONE);
        match node {
            Node::Clause(node, ..) => text = self.number(node.text.as_str()),
            Node::Duty(node) => {
                name = self.number(node.duty.name.as_str());
                if let Detail::Reclaimed(detail) = &node.duty.detail
                    && let [only] = detail.mode.as_slice()
                {
                    mode = self.number(only.text.as_str());
                }
            }
            Node::Category(category, _) => name = self.number(category.name.as_str()),
            Node::Mention(node) => {
                if let Cow::Borrowed(words) = node.text {
                    text = self.number(words.as_str());
                }
            }
            _ => {}
        }
        self.own.push(text);
        self.names.push(name);
        self.modes.push(mode);
    }

    /// The text of a clause or of a department in a cell.
    pub(super) fn own(&self, id: NodeId) -> Option<TextId> {
        self.own.get(id.index()).copied().filter(|text| *text != NONE)
    }

    fn number(&mut self, text: &'g str) -> TextId {
        TextId(self.texts.insert_full(text).0 as u32)
    }
}

impl<'g> Graph<'g> {
    /// Which text a property of a node is; `None` for texts that stand in no cell, and modes of several clauses.
    pub fn text_id(&self, id: NodeId, property: Property) -> Option<TextId> {
        let column = match property {
            Property::Text => &self.texts.own,
            Property::Name => &self.texts.names,
            Property::Mode => &self.texts.modes,
            _ => return None,
        };
        column.get(id.index()).copied().filter(|text| *text != NONE)
    }

    /// A text by its number.
    pub fn text_of(&self, id: TextId) -> &'g str {
        self.texts.texts[id.index()]
    }

    /// How many different texts there are.
    pub fn text_count(&self) -> usize {
        self.texts.texts.len()
    }

    /// Which text of the graph this is.
    pub(super) fn text_like(&self, text: &str) -> Option<TextId> {
        let number = self.texts.texts.get_index_of(text)?;
        Some(TextId(number as u32))
    }
}

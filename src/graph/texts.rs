//! The texts of cells, equal ones as one: the townships of a county share most of theirs, and what
//! depends on a text alone need be done once.

use std::borrow::Cow;

use super::node::Node;
use super::{Graph, NodeId, Property};
use crate::Map;
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
#[derive(Debug)]
pub(super) struct Texts<'g> {
    texts: Vec<&'g str>,
    /// For each node its text, if it is a clause or a department in a cell. Nearly all rules read them, each node after the other, which is much
    /// faster where they stand side by side.
    own: Vec<TextId>,
    /// For each node its name, if it is a duty or a category.
    names: Vec<TextId>,
    /// For each node the mode of a reclaimed duty, where it is that of its only clause.
    modes: Vec<TextId>,
}

impl<'g> Texts<'g> {
    pub(super) fn new<'n>(nodes: impl Iterator<Item = &'n Node<'g>>) -> Self
    where
        'g: 'n,
    {
        let mut numbers: Map<&'g str, TextId> = Map::default();
        let mut number = |text: &'g str| {
            let next = TextId(numbers.len() as u32);
            *numbers.entry(text).or_insert(next)
        };
        let (mut texts, mut names, mut modes) = (Vec::new(), Vec::new(), Vec::new());
        for node in nodes {
            let (mut text, mut name, mut mode) = (NONE, NONE, NONE);
            match node {
                Node::Clause(node, ..) => text = number(node.text.as_str()),
                Node::Duty(node) => {
                    name = number(node.duty.name.as_str());
                    if let Detail::Reclaimed(detail) = &node.duty.detail
                        && let [only] = detail.mode.as_slice()
                    {
                        mode = number(only.text.as_str());
                    }
                }
                Node::Category(category, _) => name = number(category.name.as_str()),
                Node::Mention(node) => {
                    if let Cow::Borrowed(words) = node.text {
                        text = number(words.as_str());
                    }
                }
                _ => {}
            }
            texts.push(text);
            names.push(name);
            modes.push(mode);
        }
        Self {
            texts: numbers.into_keys().collect(),
            own: texts,
            names,
            modes,
        }
    }
}

impl<'g> Graph<'g> {
    /// Which text a property of a node is; `None` for texts that stand in no cell, and modes of several clauses.
    pub fn text_id(&self, id: NodeId, property: Property) -> Option<TextId> {
        let texts = self.interned();
        let column = match property {
            Property::Text => &texts.own,
            Property::Name => &texts.names,
            Property::Mode => &texts.modes,
            _ => return None,
        };
        column.get(id.index()).copied().filter(|text| *text != NONE)
    }

    /// A text by its number.
    pub(super) fn text_of(&self, id: TextId) -> &'g str {
        self.interned().texts[id.index()]
    }

    /// How many different texts there are.
    pub fn text_count(&self) -> usize {
        self.interned().texts.len()
    }

    fn interned(&self) -> &Texts<'g> {
        self.texts.get_or_init(|| Texts::new(self.inner.node_weights()))
    }
}

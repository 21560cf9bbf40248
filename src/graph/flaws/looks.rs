//! What a text shows by itself, looked for once in all equal texts of a graph.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::altered::altered;
use super::gist::Gists;
use super::matters::{self, Matter};
use super::scan::{Hit, scan};
use super::spelling::{self, Slip};
use crate::Map;
use crate::graph::TextId;

/// What was seen so far.
#[derive(Default)]
pub(super) struct Looks<'n> {
    /// What was seen in each text, by its number.
    looks: Vec<Option<Rc<Look>>>,
    altered: Map<(TextId, TextId), Altered<'n>>,
    pub(super) gists: Gists<'n>,
}

/// Where a mode copies the name of its duty with other words, and those of the name.
type Altered<'n> = Option<(Range<usize>, &'n str)>;

/// What is seen in one text.
pub(super) struct Look {
    /// What a pass over its characters meets, from left to right.
    pub(super) hits: Vec<Hit>,
    slips: OnceCell<Vec<Slip>>,
    matters: OnceCell<Rc<[Matter]>>,
}

impl Look {
    fn new(text: &str) -> Self {
        let mut hits = Vec::new();
        scan(text, &mut |hit| hits.push(hit));
        Self {
            hits,
            slips: OnceCell::new(),
            matters: OnceCell::new(),
        }
    }

    /// What may be slips of one character in `text`, whose look this is.
    pub(super) fn slips(&self, text: &str) -> &[Slip] {
        self.slips.get_or_init(|| spelling::slips(text))
    }

    /// The matters of which `text` speaks, whose look this is.
    pub(super) fn matters(&self, text: &str) -> Rc<[Matter]> {
        Rc::clone(self.matters.get_or_init(|| matters::matters(text)))
    }
}

impl<'n> Looks<'n> {
    /// What `text` shows; `id` is its number, if it has one.
    pub(super) fn at(&mut self, id: Option<TextId>, text: &str) -> Rc<Look> {
        let look = || Rc::new(Look::new(text));
        let Some(at) = id.map(TextId::index) else {
            return look();
        };
        if self.looks.len() <= at {
            self.looks.resize(at + 1, None);
        }
        Rc::clone(self.looks[at].get_or_insert_with(look))
    }

    /// See [`altered`]; the numbers are those of the name and the mode.
    pub(super) fn altered(
        &mut self,
        ids: Option<(TextId, TextId)>,
        name: &'n str,
        mode: &str,
    ) -> Altered<'n> {
        match ids {
            Some(ids) => self
                .altered
                .entry(ids)
                .or_insert_with(|| altered(name, mode))
                .clone(),
            None => altered(name, mode),
        }
    }
}

//! Which texts hold a token: asked for several tokens, it gives each text once, in order.

use std::hash::Hash;

use fixedbitset::FixedBitSet;

use crate::Map;

/// The texts of an index by the tokens they are found by; texts are numbered from 0.
#[derive(Debug)]
pub(super) struct Postings<T> {
    /// The newest entry of each token.
    newest: Map<T, u32>,
    /// A text, and the entry of the same token before it; itself for the first.
    entries: Vec<(u32, u32)>,
    texts: usize,
}

impl<T: Hash + Eq> Postings<T> {
    /// Nothing, for so many texts.
    pub(super) fn new(texts: usize) -> Self {
        Self {
            newest: Map::default(),
            entries: Vec::new(),
            texts,
        }
    }

    /// Notes that a text is found by a token.
    pub(super) fn add(&mut self, token: T, text: u32) {
        let own = self.entries.len() as u32;
        let before = self.newest.insert(token, own).unwrap_or(own);
        self.entries.push((text, before));
    }

    /// The texts that are found by one of the tokens.
    pub(super) fn of(&self, tokens: impl Iterator<Item = T>) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(self.texts);
        for token in tokens {
            let mut next = self.newest.get(&token).copied();
            while let Some(entry) = next {
                let (text, before) = self.entries[entry as usize];
                found.insert(text as usize);
                next = (before != entry).then_some(before);
            }
        }
        found
    }
}

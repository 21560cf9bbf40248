//! How much a rule had to judge, in all and list by list, so that silence can be told from absence.

/// How many focus nodes of one rule came to its question, and in which lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    total: usize,
    lists: Vec<bool>,
}

impl Met {
    /// Nothing yet, in so many lists.
    pub(super) fn nothing(lists: usize) -> Self {
        Self {
            total: 0,
            lists: vec![false; lists],
        }
    }

    /// One more focus node, in the list at this position; what stands above the lists concerns all of them.
    pub(super) fn count(&mut self, list: Option<usize>) {
        self.total += 1;
        match list {
            Some(list) => self.lists[list] = true,
            None => self.lists.fill(true),
        }
    }

    /// Puts the lists of another county behind these.
    pub fn append(&mut self, other: Self) {
        self.total += other.total;
        self.lists.extend(other.lists);
    }

    /// How many focus nodes came to the question; 0 means "not applied".
    pub fn total(&self) -> usize {
        self.total
    }

    /// For each list, in the order given: whether the rule had anything to judge there.
    pub fn lists(&self) -> &[bool] {
        &self.lists
    }
}

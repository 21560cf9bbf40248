//! Where a rule had something to judge, list by list, so that silence can be told from absence.

/// The lists in which focus nodes of one rule came to its question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    any: bool,
    lists: Vec<bool>,
    /// How many of them are still false.
    open: usize,
}

impl Met {
    /// Nothing yet, in so many lists.
    pub(super) fn nothing(lists: usize) -> Self {
        Self {
            any: false,
            lists: vec![false; lists],
            open: lists,
        }
    }

    /// A focus node, in the list at this position; what stands above the lists concerns all of them.
    pub(super) fn note(&mut self, list: Option<usize>) {
        self.any = true;
        match list {
            Some(list) if !self.lists[list] => {
                self.lists[list] = true;
                self.open -= 1;
            }
            Some(_) => {}
            None => {
                self.lists.fill(true);
                self.open = 0;
            }
        }
    }

    /// Whether noting this list would change nothing.
    pub(super) fn has(&self, list: Option<usize>) -> bool {
        match list {
            Some(list) => self.lists[list],
            None => self.any && self.open == 0,
        }
    }

    /// Puts the lists of another county behind these.
    pub fn append(&mut self, other: Self) {
        self.any |= other.any;
        self.lists.extend(other.lists);
        self.open += other.open;
    }

    /// Whether the rule had anything to judge at all; if not, it was "not applied".
    pub fn any(&self) -> bool {
        self.any
    }

    /// For each list, in the order given: whether the rule had anything to judge there.
    pub fn lists(&self) -> &[bool] {
        &self.lists
    }
}

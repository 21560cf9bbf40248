//! What an auditor reads first, counted as it is shown: every change once, under what it is shown as.

use super::group::{self, Group};
use super::view::{DiffReport, TownshipView};
use crate::diff::ChangeKind;
use crate::finding::Classify;

/// The changes of all townships in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Townships that only the newer version has.
    pub townships_added: usize,
    /// Townships that only the older version has.
    pub townships_removed: usize,
    /// Duties that are basic or cooperative now and were not before: added, or reclaimed then.
    pub new_on_township: usize,
    /// Duties that were basic or cooperative and are reclaimed now.
    pub taken_back: usize,
    /// Duties that are newly listed as reclaimed.
    pub newly_reclaimed: usize,
    /// Duties that no list has any more.
    pub removed: usize,
    /// Duties that moved between the basic and the cooperative list.
    pub moved: usize,
    /// Duties that became several.
    pub split: usize,
    /// Duties that several became.
    pub merged: usize,
    /// Duties of the same list with other departments or receivers.
    pub reassigned: usize,
    /// Duties of the same list and departments with another name.
    pub renamed: usize,
    /// Duties otherwise the same with other clauses, guarantees or modes.
    pub reworded: usize,
    /// Duties otherwise the same that stand in another category.
    pub recategorised: usize,
    /// Duties that only stand elsewhere, bear another number, or other signs.
    pub quiet: usize,
    /// Departments renamed or merged.
    pub departments: usize,
    /// Changes of the gravest class.
    pub breaking: usize,
    /// Changes that a reviewer should look at.
    pub review: usize,
    /// Changes of form.
    pub editorial: usize,
}

impl DiffReport {
    /// All changes in numbers.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.townships.iter().for_each(|township| tally.add(township));
        tally
    }
}

impl Tally {
    /// Adds the changes of a township.
    fn add(&mut self, township: &TownshipView) {
        self.townships_added += usize::from(township.before.is_none());
        self.townships_removed += usize::from(township.after.is_none());
        self.departments += township.departments.len();
        for (group, changes) in group::groups(township, true) {
            let number = changes.len();
            match group {
                Group::New => self.new_on_township += number,
                Group::TakenBack => self.taken_back += number,
                Group::NewlyReclaimed => self.newly_reclaimed += number,
                Group::Removed => self.removed += number,
                Group::Moved => self.moved += number,
                Group::Regrouped => {
                    let split = changes
                        .iter()
                        .filter(|change| change.is(ChangeKind::Split))
                        .count();
                    self.split += split;
                    self.merged += number - split;
                }
                Group::Reassigned => self.reassigned += number,
                Group::Renamed => self.renamed += number,
                Group::Reworded => self.reworded += number,
                Group::Recategorised => self.recategorised += number,
                Group::Quiet => self.quiet += number,
            }
        }
        township.classes().for_each(|classify| match classify {
            Classify::Breaking => self.breaking += 1,
            Classify::Review => self.review += 1,
            Classify::Editorial => self.editorial += 1,
        });
    }
}

//! A comparison with every position resolved once, free of the sources it speaks of.

use std::sync::Arc;

use crate::check::standing::Baseline;
use crate::diff::{ChangeKind, Edit, Field, HeadingKind};
use crate::finding::{BaselineState, Classify, Counts, ListKind};
use crate::report::{FindingView, RuleView, Run, view};
use crate::text::Position;

/// Everything a comparison has to say.
#[derive(Clone, Debug, Default)]
pub struct DiffReport {
    /// The townships in which something changed, in the order of the newer version.
    pub townships: Vec<TownshipView>,
    /// What the rules over changes found.
    pub verdicts: Vec<FindingView>,
    /// What only the newer version has of findings.
    pub new: Vec<FindingView>,
    /// What would be new, or what the rules over changes found, and somebody set aside.
    pub waived: Vec<FindingView>,
    /// What counted of findings only in the older version.
    pub fixed: Vec<FindingView>,
    /// What both have, as found in the newer, and what a baseline knew.
    pub unchanged: Vec<FindingView>,
    /// How many of these only the newer version has, and a baseline knew.
    pub known: usize,
    /// How many lists and duties were read of either version.
    pub extent: [Extent; 2],
    /// The rules that were run, in their order.
    pub rules: Vec<RuleView>,
    /// How the run itself went.
    pub run: Run,
}

/// How much was read of a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many lists.
    pub lists: usize,
    /// How many duties.
    pub duties: usize,
}

/// What changed in the lists of one township.
#[derive(Clone, Debug, PartialEq)]
pub struct TownshipView {
    /// Its name with its region, the newer one.
    pub name: String,
    /// In the older version; none if only the newer one has its lists.
    pub before: Option<TownshipSide>,
    /// In the newer version.
    pub after: Option<TownshipSide>,
    /// What became of its duties.
    pub changes: Vec<ChangeView>,
    /// Departments that bear another name.
    pub departments: Vec<DepartmentView>,
    /// Categories, and lists as wholes.
    pub headings: Vec<HeadingView>,
}

impl TownshipView {
    /// Whether it bears another name, or belongs to another region.
    pub fn is_renamed(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => before.name != after.name,
            _ => false,
        }
    }

    /// The classes of all its changes; a township that came, went or was renamed is one to review.
    pub(super) fn classes(&self) -> impl Iterator<Item = Classify> {
        let whole = self.before.is_none() || self.after.is_none() || self.is_renamed();
        let changes = self.changes.iter().map(|change| change.classify);
        let departments = self.departments.iter().map(|change| change.classify);
        let headings = self.headings.iter().map(|change| change.classify);
        let whole = whole.then_some(Classify::Review);
        changes.chain(departments).chain(headings).chain(whole)
    }
}

/// A township in one of the versions.
#[derive(Clone, Debug, PartialEq)]
pub struct TownshipSide {
    /// Its name with its region.
    pub name: String,
    /// The file it stands in.
    pub path: Arc<str>,
    /// How many duties its lists hold.
    pub duties: usize,
    /// When its lists were published, as written.
    pub published: Option<TextView>,
}

impl TownshipSide {
    /// When it was published, where it says so: ` · 2026 年`.
    pub(super) fn date(&self) -> String {
        let published = self.published.as_ref();
        published.map_or_else(String::new, |text| format!(" · {}", text.text))
    }
}

/// A place in one of the versions.
#[derive(Clone, Debug, PartialEq)]
pub struct At {
    /// The name of the source.
    pub path: Arc<str>,
    /// Its first character.
    pub start: Position,
    /// The character after its last.
    pub end: Position,
}

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct TextView {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// A duty of one of the versions.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyView {
    /// Its list.
    pub list: ListKind,
    /// Its category; empty where it stands in none.
    pub category: String,
    /// Its number as published.
    pub number: Option<u32>,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub at: At,
    /// Tells it from all others of its version and township.
    pub position: usize,
}

/// What became of one duty.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeView {
    /// Its kinds, the heaviest first.
    pub kinds: Vec<ChangeKind>,
    /// How grave it is.
    pub classify: Classify,
    /// The duty of the older version.
    pub before: Option<DutyView>,
    /// The duty of the newer version.
    pub after: Option<DutyView>,
    /// The other parts of a duty that was split, or that were merged.
    pub others: Vec<DutyView>,
    /// What differs.
    pub fields: Vec<FieldView>,
}

impl ChangeView {
    /// Whether it is of this kind among others.
    pub fn is(&self, kind: ChangeKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The duty to show it by: the newer one, else the older one.
    pub fn duty(&self) -> &DutyView {
        let duty = self.after.as_ref().or(self.before.as_ref());
        duty.expect("a change has a duty before or after")
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// What differs.
    pub field: Field,
    /// The department whose block it belongs to.
    pub of: Option<String>,
    /// The older text.
    pub before: Option<TextView>,
    /// The newer text.
    pub after: Option<TextView>,
    /// Both texts piece by piece, where there are two.
    pub edits: Vec<Edit>,
    /// Whether both are the same words.
    pub cosmetic: bool,
    /// Whether it only follows the new name of a department.
    pub follows: bool,
}

/// A department that bears another name.
#[derive(Clone, Debug, PartialEq)]
pub struct DepartmentView {
    /// The older name, where it first stands.
    pub before: TextView,
    /// The newer name.
    pub after: TextView,
    /// In how many duties.
    pub duties: usize,
    /// Where the newer version still writes the older name.
    pub left: Vec<TextView>,
    /// Whether it was merged into another.
    pub merged: bool,
    /// How grave it is.
    pub classify: Classify,
}

/// What became of a category or a list as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingView {
    /// What became of it.
    pub kind: HeadingKind,
    /// The list.
    pub list: ListKind,
    /// Whether it is a category of the list.
    pub is_category: bool,
    /// In the older version.
    pub before: Option<HeadingSide>,
    /// In the newer version.
    pub after: Option<HeadingSide>,
    /// How grave it is.
    pub classify: Classify,
}

/// A heading in one of the versions.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingSide {
    /// Its name or title.
    pub name: TextView,
    /// Its ordinal.
    pub ordinal: Option<u32>,
    /// The count that it states.
    pub declared: Option<u32>,
    /// How many duties stand under it.
    pub duties: usize,
}

impl DiffReport {
    /// Adds the report of another county.
    pub fn add(&mut self, other: Self) {
        self.townships.extend(other.townships);
        self.verdicts.extend(other.verdicts);
        self.new.extend(other.new);
        self.waived.extend(other.waived);
        self.fixed.extend(other.fixed);
        self.unchanged.extend(other.unchanged);
        for (own, other) in self.extent.iter_mut().zip(other.extent) {
            own.lists += other.lists;
            own.duties += other.duties;
        }
    }

    /// Counts what is new off against a baseline: what it knew is not new. What both versions have is counted off first.
    pub fn set_known(&mut self, baseline: &Baseline) {
        let mut tally = baseline.tally();
        let unchanged = self
            .unchanged
            .iter()
            .filter(|finding| finding.suppression.is_none());
        for finding in unchanged {
            tally.count(&finding.code, finding.fingerprint);
        }
        for mut finding in std::mem::take(&mut self.new) {
            match tally.count(&finding.code, finding.fingerprint) {
                BaselineState::Unchanged => {
                    finding.baseline = Some(BaselineState::Unchanged);
                    self.unchanged.push(finding);
                    self.known += 1;
                }
                _ => self.new.push(finding),
            }
        }
        self.unchanged = view::merge(vec![std::mem::take(&mut self.unchanged)]);
    }

    /// How many new findings there are of each severity.
    pub fn new_counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.new.iter().for_each(|finding| counts.add(finding.severity));
        counts
    }

    /// The gravest class of all changes; none if nothing changed.
    pub fn gravest(&self) -> Option<Classify> {
        self.townships.iter().flat_map(TownshipView::classes).max()
    }

    /// Whether nothing changed and no finding came or went.
    pub fn is_silent(&self) -> bool {
        self.townships.is_empty() && self.verdicts.is_empty() && self.new.is_empty() && self.fixed.is_empty()
    }
}

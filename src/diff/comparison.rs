//! All changes between two versions, township by township, and what an auditor reads first.

use super::change::{Change, Quoted};
use crate::finding::{Classify, ListKind};
use crate::graph::NodeId;

/// All changes between two versions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The townships of both versions in the order of the newer one, those that are gone last. One in which nothing
    /// changed is there too, and [silent](TownshipChanges::is_silent).
    pub townships: Vec<TownshipChanges>,
}

/// A township of one of the two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownshipRef {
    /// Its name with its region: `甘肃省兰州市西固区河口镇`.
    pub full_name: String,
    /// Its name alone, where it stands.
    pub name: Quoted,
    /// How many duties its lists hold.
    pub duties: usize,
    /// When its lists were published, as written.
    pub published: Option<Quoted>,
}

/// What changed in the lists of one township.
#[derive(Clone, Debug, PartialEq)]
pub struct TownshipChanges {
    /// The township in the older version; none if only the newer one has its lists. Then there are no `changes`:
    /// a township that comes or goes is one change, not hundreds.
    pub before: Option<TownshipRef>,
    /// The township in the newer version; none if only the older one has its lists.
    pub after: Option<TownshipRef>,
    /// What became of its duties, in the order of the newer version, each removed one behind the duty it followed.
    pub changes: Vec<Change>,
    /// Departments that bear another name throughout.
    pub departments: Vec<DepartmentChange>,
    /// Categories, and lists as wholes, that changed beyond the duties in them.
    pub headings: Vec<HeadingChange>,
}

impl TownshipChanges {
    /// Whether there is nothing to say about it.
    pub fn is_silent(&self) -> bool {
        self.before.is_some()
            && self.after.is_some()
            && !self.is_renamed()
            && self.changes.is_empty()
            && self.departments.is_empty()
            && self.headings.is_empty()
    }

    /// Whether the township bears another name or belongs to another region.
    pub fn is_renamed(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => before.full_name != after.full_name,
            _ => false,
        }
    }

    /// Its name with its region, the newer one if there are two.
    pub fn full_name(&self) -> &str {
        let township = self.after.as_ref().or(self.before.as_ref());
        township.map_or("", |township| &township.full_name)
    }
}

/// A department that was renamed, or merged into another, throughout the lists of a township. The duties in which
/// nothing but this changed are no changes of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct DepartmentChange {
    /// The older name, where it first stands.
    pub before: Quoted,
    /// The newer name, where it first stands.
    pub after: Quoted,
    /// In how many duties the newer name took the place of the older one.
    pub duties: usize,
    /// Where the newer version still writes the older name, in order.
    pub left: Vec<Quoted>,
    /// Whether the newer name stood in the older version already: the department was merged into another.
    pub merged: bool,
    /// How grave it is.
    pub classify: Classify,
    /// Its node in the change graph.
    pub node: NodeId,
}

/// What became of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadingKind {
    /// Only the newer version has it.
    Added,
    /// Only the older version has it.
    Removed,
    /// It bears another name.
    Renamed,
    /// Its ordinal, its declared count, or how many duties stand under it.
    Edited,
}

impl HeadingKind {
    /// The name used in rules and formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Edited => "edited",
        }
    }
}

/// A category, or a list as a whole, of one of the two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingRef {
    /// Its name or title, and where it stands.
    pub name: Quoted,
    /// Its ordinal.
    pub ordinal: Option<u32>,
    /// The count that it states, and where.
    pub declared: Option<(u32, Quoted)>,
    /// How many duties stand under it.
    pub duties: usize,
}

/// What became of a category or a list as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadingChange {
    /// What became of it.
    pub kind: HeadingKind,
    /// The list that it is or belongs to.
    pub list: ListKind,
    /// Whether it is a category of the list rather than the list itself.
    pub is_category: bool,
    /// In the older version.
    pub before: Option<HeadingRef>,
    /// In the newer version.
    pub after: Option<HeadingRef>,
    /// How grave it is.
    pub classify: Classify,
    /// Its node in the change graph.
    pub node: NodeId,
}

impl Comparison {
    /// All changes of duties, township by township.
    pub fn changes(&self) -> impl Iterator<Item = (&TownshipChanges, &Change)> {
        self.townships
            .iter()
            .flat_map(|township| township.changes.iter().map(move |change| (township, change)))
    }

    /// Makes changes graver: as grave as `class` says of their nodes, where that is graver than they are.
    pub fn raise(&mut self, class: impl Fn(NodeId) -> Option<Classify>) {
        let raise =
            |classify: &mut Classify, node| *classify = (*classify).max(class(node).unwrap_or(*classify));
        for township in &mut self.townships {
            township
                .changes
                .iter_mut()
                .for_each(|change| raise(&mut change.classify, change.node));
            township
                .departments
                .iter_mut()
                .for_each(|change| raise(&mut change.classify, change.node));
            township
                .headings
                .iter_mut()
                .for_each(|change| raise(&mut change.classify, change.node));
        }
    }

    /// Whether nothing at all changed.
    pub fn is_silent(&self) -> bool {
        self.townships.iter().all(TownshipChanges::is_silent)
    }

    /// The gravest class of all changes; a township that came or went is one to review. None if nothing changed.
    pub fn gravest(&self) -> Option<Classify> {
        let townships = self.townships.iter().filter(|township| !township.is_silent());
        let classes = townships.flat_map(|township| {
            let whole = (township.before.is_none() || township.after.is_none() || township.is_renamed())
                .then_some(Classify::Review);
            let changes = township.changes.iter().map(|change| change.classify);
            let departments = township.departments.iter().map(|change| change.classify);
            let headings = township.headings.iter().map(|change| change.classify);
            changes.chain(departments).chain(headings).chain(whole)
        });
        classes.max()
    }
}

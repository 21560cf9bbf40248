//! The changes of a township in the order in which an auditor asks for them.

use super::view::{ChangeView, DepartmentView, DutyView, FieldView, HeadingView, TownshipView};
use crate::diff::{ChangeKind, Field, HeadingKind};
use crate::finding::{Classify, Code, ListKind, Words};
use crate::report::FindingView;

/// What an auditor asks about a change; each change is in one group, by its heaviest kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Basic or cooperative now, and not before.
    New,
    /// Basic or cooperative before, and reclaimed now.
    TakenBack,
    /// Newly listed as reclaimed.
    NewlyReclaimed,
    /// In no list any more.
    Removed,
    /// Between the basic and the cooperative list.
    Moved,
    /// One duty became several, or several one.
    Regrouped,
    /// Other departments or receivers.
    Reassigned,
    /// Another name.
    Renamed,
    /// Other clauses, guarantees or modes.
    Reworded,
    /// Another category of the same list.
    Recategorised,
    /// Order, numbers, signs.
    Quiet,
}

impl Group {
    /// All groups in the order of the report.
    pub(super) const ALL: [Group; 11] = [
        Self::New,
        Self::TakenBack,
        Self::NewlyReclaimed,
        Self::Removed,
        Self::Moved,
        Self::Regrouped,
        Self::Reassigned,
        Self::Renamed,
        Self::Reworded,
        Self::Recategorised,
        Self::Quiet,
    ];

    /// The group of a change.
    pub(super) fn of(change: &ChangeView) -> Self {
        let list = |duty: &Option<DutyView>| duty.as_ref().map(|duty| duty.list);
        let on_township = |list: ListKind| list != ListKind::Reclaimed;
        if change.is(ChangeKind::Split) || change.is(ChangeKind::Merged) {
            return Self::Regrouped;
        }
        match (list(&change.before), list(&change.after)) {
            (None | Some(ListKind::Reclaimed), Some(to)) if on_township(to) => return Self::New,
            (None, _) => return Self::NewlyReclaimed,
            (_, None) => return Self::Removed,
            (Some(from), Some(ListKind::Reclaimed)) if on_township(from) => return Self::TakenBack,
            (from, to) if from != to => return Self::Moved,
            _ => {}
        }
        // Who has to do with it matters more than how it is called.
        if change.is(ChangeKind::Reassigned) {
            return Self::Reassigned;
        }
        match change.kinds.first() {
            Some(ChangeKind::Renamed) => Self::Renamed,
            Some(ChangeKind::Reworded) => Self::Reworded,
            Some(ChangeKind::Recategorised) => Self::Recategorised,
            _ => Self::Quiet,
        }
    }

    /// What it is called at the head of its changes.
    pub(super) fn title(self) -> Words {
        let (zh, en) = match self {
            Self::New => ("新增由乡镇承担", "New on the township"),
            Self::TakenBack => ("由上级部门收回", "Taken back by departments"),
            Self::NewlyReclaimed => ("收回清单新增", "Newly listed as reclaimed"),
            Self::Removed => ("删去，不再列入任何清单", "Gone from all lists"),
            Self::Moved => ("基本、配合之间调整", "Moved between basic and cooperative"),
            Self::Regrouped => ("拆分、合并", "Split or merged"),
            Self::Reassigned => ("变更部门", "Other departments"),
            Self::Renamed => ("事项名称改动", "Renamed"),
            Self::Reworded => ("职责、保障、工作方式改动", "Duties, guarantees or modes changed"),
            Self::Recategorised => ("调整类别", "Moved to another category"),
            Self::Quiet => ("只涉及顺序、序号、标点", "Order, numbers and signs only"),
        };
        Words::new(zh, en)
    }

    /// The sign before each of its changes.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::New | Self::NewlyReclaimed => "+",
            Self::Removed => "-",
            Self::TakenBack => "↑",
            Self::Moved => "→",
            _ => "~",
        }
    }
}

/// The changes of a township by group, empty groups left out. Of a duty that was split, and of several that were
/// merged, the first change stands for all: the others are its [`ChangeView::others`].
pub(super) fn groups(township: &TownshipView, editorial: bool) -> Vec<(Group, Vec<&ChangeView>)> {
    let mut seen = crate::Set::default();
    let mut groups: Vec<(Group, Vec<&ChangeView>)> =
        Group::ALL.iter().map(|group| (*group, Vec::new())).collect();
    for change in &township.changes {
        let group = Group::of(change);
        if group == Group::Regrouped && !seen.insert(whole(change)) {
            continue;
        }
        groups[group as usize].1.push(change);
    }
    groups.retain(|(group, changes)| !changes.is_empty() && (editorial || *group != Group::Quiet));
    groups
}

/// What tells a split or a merger from the others: the version, and the position of its one duty.
fn whole(change: &ChangeView) -> (bool, Option<usize>) {
    let split = change.is(ChangeKind::Split);
    let one = if split { &change.before } else { &change.after };
    (split, one.as_ref().map(|duty| duty.position))
}

/// The duty that became several, or the several that became one: the older duties and the newer ones.
pub(super) fn parts(change: &ChangeView) -> (Vec<&DutyView>, Vec<&DutyView>) {
    let (mut before, mut after): (Vec<_>, Vec<_>) =
        (change.before.iter().collect(), change.after.iter().collect());
    let many = if change.is(ChangeKind::Split) {
        &mut after
    } else {
        &mut before
    };
    many.extend(&change.others);
    many.sort_by_key(|duty| duty.position);
    (before, after)
}

/// The differences that are shown with a change of a group: those of departments by their field, for one line each,
/// and the others in their order.
pub(super) fn shown(
    change: &ChangeView,
    group: Group,
    editorial: bool,
) -> (Vec<(Field, Vec<&FieldView>)>, Vec<&FieldView>) {
    let elsewhere = matches!(
        group,
        Group::New | Group::TakenBack | Group::Moved | Group::NewlyReclaimed
    );
    let fields = change.fields.iter().filter(|field| match field.field {
        _ if group == Group::Regrouped => false,
        // The address of the duty tells these.
        Field::Number | Field::Category => false,
        // The head of a block repeats what the column says.
        Field::Label => editorial,
        Field::Department | Field::Receiver => editorial || !field.follows,
        Field::Name => editorial || !field.cosmetic,
        // Another list has other cells.
        _ if elsewhere => false,
        _ => editorial || !(field.cosmetic || field.follows),
    });
    let (departments, others): (Vec<_>, Vec<_>) = fields.partition(|field| field.field.is_department());
    let mut by_field: Vec<(Field, Vec<&FieldView>)> = Vec::new();
    for field in departments {
        match by_field.last_mut() {
            Some((last, fields)) if *last == field.field => fields.push(field),
            _ => by_field.push((field.field, vec![field])),
        }
    }
    (by_field, others)
}

/// The departments that were renamed, those that became one together.
pub(super) fn bodies(township: &TownshipView) -> Vec<Vec<&DepartmentView>> {
    let mut bodies: crate::Map<&str, Vec<&DepartmentView>> = crate::Map::default();
    for change in &township.departments {
        bodies.entry(&change.after.text).or_default().push(change);
    }
    bodies.into_values().collect()
}

/// The findings of one rule that advise the same, in the order of the first of each.
pub(super) fn by_rule(findings: &[FindingView]) -> Vec<Vec<&FindingView>> {
    let mut rules: crate::Map<(&Code, Option<&str>), Vec<&FindingView>> = crate::Map::default();
    for finding in findings {
        let key = (&finding.code, finding.help.as_deref());
        rules.entry(key).or_default().push(finding);
    }
    rules.into_values().collect()
}

/// The headings that are shown: those that came, went or changed their names; others where asked for.
pub(super) fn headings(township: &TownshipView, editorial: bool) -> impl Iterator<Item = &HeadingView> {
    township.headings.iter().filter(move |heading| {
        editorial || heading.kind != HeadingKind::Edited || heading.classify > Classify::Editorial
    })
}

/// How many changes of a township are quiet.
pub(super) fn quiet(township: &TownshipView) -> usize {
    let changes = township.changes.iter();
    changes.filter(|change| Group::of(change) == Group::Quiet).count()
}

//! What became of one duty: its kinds of change, the duty before and after, and each field that differs.

use crate::finding::{Classify, ListKind};
use crate::graph::NodeId;
use crate::text::{Place, normal};

use super::wording::{self, Edit};

/// A kind of change; one change may be of several. Ordered by weight, the heaviest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Only the newer version has the duty.
    Added,
    /// Only the older version has it.
    Removed,
    /// It stands in another of the three lists.
    Moved,
    /// One duty became several.
    Split,
    /// Several duties became one.
    Merged,
    /// Its name says something else.
    Renamed,
    /// Other departments stand in its column, head its blocks, or receive it.
    Reassigned,
    /// A clause, a guarantee or its mode was added, dropped or says something else.
    Reworded,
    /// Its departments bear another name, here as elsewhere: it follows a
    /// [`DepartmentChange`](super::DepartmentChange), or is another spelling of the same body.
    Respelled,
    /// It stands in another category of the same list.
    Recategorised,
    /// It stands elsewhere among the duties of its category.
    Reordered,
    /// It bears another number.
    Renumbered,
    /// Punctuation, spaces, width of characters: the same words in another spelling.
    Cosmetic,
}

impl ChangeKind {
    /// All kinds, the heaviest first.
    pub const ALL: [ChangeKind; 13] = [
        Self::Added,
        Self::Removed,
        Self::Moved,
        Self::Split,
        Self::Merged,
        Self::Renamed,
        Self::Reassigned,
        Self::Reworded,
        Self::Respelled,
        Self::Recategorised,
        Self::Reordered,
        Self::Renumbered,
        Self::Cosmetic,
    ];

    /// The name used in rules and formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Renamed => "renamed",
            Self::Reassigned => "reassigned",
            Self::Reworded => "reworded",
            Self::Respelled => "respelled",
            Self::Recategorised => "recategorised",
            Self::Reordered => "reordered",
            Self::Renumbered => "renumbered",
            Self::Cosmetic => "cosmetic",
        }
    }

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Removed => "删去",
            Self::Moved => "换清单",
            Self::Split => "拆分",
            Self::Merged => "合并",
            Self::Renamed => "更名",
            Self::Reassigned => "换部门",
            Self::Reworded => "改内容",
            Self::Respelled => "部门更名",
            Self::Recategorised => "换类别",
            Self::Reordered => "换位置",
            Self::Renumbered => "换序号",
            Self::Cosmetic => "改格式",
        }
    }

    /// Whether it says nothing about who does what.
    pub fn is_editorial(self) -> bool {
        self >= Self::Respelled
    }
}

/// A text of a source and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The text, cleaned.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A duty of one of the two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRef {
    /// The list it stands in.
    pub list: ListKind,
    /// The name of its category; empty where it stands in none.
    pub category: String,
    /// Its number as published.
    pub number: Option<u32>,
    /// Its name; empty where the cell is.
    pub name: String,
    /// Where its name stands, else where it begins.
    pub place: Place,
    /// Its position among the duties of its township, from 0: tells it from all others of its version.
    pub position: usize,
}

/// What of a duty differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 序号.
    Number,
    /// A mark before the name.
    Mark,
    /// 事项名称.
    Name,
    /// 事项类别.
    Category,
    /// 对应上级部门.
    Department,
    /// The head of a block of 上级部门职责.
    Label,
    /// A clause of 上级部门职责.
    Upstream,
    /// 履职保障.
    Guarantee,
    /// A clause of 乡镇配合职责.
    Township,
    /// 承接部门.
    Receiver,
    /// A clause of 工作方式.
    Mode,
}

impl Field {
    /// The name used in rules and formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Mark => "mark",
            Self::Name => "name",
            Self::Category => "category",
            Self::Department => "department",
            Self::Label => "label",
            Self::Upstream => "upstream",
            Self::Guarantee => "guarantee",
            Self::Township => "township",
            Self::Receiver => "receiver",
            Self::Mode => "mode",
        }
    }

    /// The Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Number => "序号",
            Self::Mark => "标记",
            Self::Name => "事项名称",
            Self::Category => "事项类别",
            Self::Department => "对应上级部门",
            Self::Label => "职责块部门",
            Self::Upstream => "上级部门职责",
            Self::Guarantee => "履职保障",
            Self::Township => "乡镇配合职责",
            Self::Receiver => "承接部门",
            Self::Mode => "工作方式",
        }
    }

    /// Whether it is one of the fields that name departments.
    pub fn is_department(self) -> bool {
        matches!(self, Self::Department | Self::Label | Self::Receiver)
    }
}

/// One difference: a text that was added, dropped, or replaced by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// What differs.
    pub field: Field,
    /// The department whose block it belongs to, for clauses and guarantees under a head.
    pub of: Option<String>,
    /// The older text; none if it was added.
    pub before: Option<Quoted>,
    /// The newer text; none if it was dropped.
    pub after: Option<Quoted>,
    /// Whether it only follows the renaming of a department, or writes the same department in another way.
    pub follows: bool,
}

impl FieldChange {
    /// Whether both texts are the same words: they differ in spaces, punctuation or width, or it is only a number.
    pub fn is_cosmetic(&self) -> bool {
        match (self.field, &self.before, &self.after) {
            (Field::Number, ..) => true,
            (_, Some(before), Some(after)) => normal::key(&before.text) == normal::key(&after.text),
            _ => false,
        }
    }

    /// The change character by character, computed when asked: one piece of the older text if it was dropped, of the
    /// newer one if it was added.
    pub fn edits(&self) -> Vec<Edit> {
        let text = |quoted: &Option<Quoted>| {
            quoted
                .as_ref()
                .map_or("", |quoted| quoted.text.as_str())
                .to_owned()
        };
        wording::edits(&text(&self.before), &text(&self.after))
    }
}

/// What became of one duty. A duty that was split into three is three changes with the same `before`; three duties
/// that were merged are three changes with the same `after`.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Its kinds, the heaviest first; never empty.
    pub kinds: Vec<ChangeKind>,
    /// The duty of the older version; none if it was added.
    pub before: Option<DutyRef>,
    /// The duty of the newer version; none if it was removed.
    pub after: Option<DutyRef>,
    /// The other duties that a split duty became, or that were merged into this one.
    pub others: Vec<DutyRef>,
    /// How similar the names are, from 0 to 1; none for an added or removed duty.
    pub similarity: Option<f64>,
    /// All differences, in the order of the columns; empty for an added or removed duty.
    pub fields: Vec<FieldChange>,
    /// How grave it is: as its kinds say, or as the gravest change rule that found something about it.
    pub classify: Classify,
    /// Its node in the change graph.
    pub node: NodeId,
}

impl Change {
    /// The heaviest of its kinds.
    pub fn kind(&self) -> ChangeKind {
        self.kinds[0]
    }

    /// Whether it is of this kind among others.
    pub fn is(&self, kind: ChangeKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it is shown only to those who ask: nobody's work changes by it.
    pub fn is_quiet(&self) -> bool {
        self.classify == Classify::Editorial
    }

    /// The list it stood in.
    pub fn from(&self) -> Option<ListKind> {
        self.before.as_ref().map(|duty| duty.list)
    }

    /// The list it stands in.
    pub fn to(&self) -> Option<ListKind> {
        self.after.as_ref().map(|duty| duty.list)
    }

    /// The duty to show it by: the newer one, else the older one.
    pub fn duty(&self) -> &DutyRef {
        let duty = self.after.as_ref().or(self.before.as_ref());
        duty.expect("a change has a duty before or after")
    }

    /// The differences of one field.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &FieldChange> {
        self.fields.iter().filter(move |change| change.field == field)
    }

    /// Departments and receivers that only the newer version names.
    pub fn departments_gained(&self) -> impl Iterator<Item = &Quoted> {
        let gained = |change: &&FieldChange| {
            matches!(change.field, Field::Department | Field::Receiver) && change.before.is_none()
        };
        self.fields
            .iter()
            .filter(gained)
            .filter_map(|change| change.after.as_ref())
    }

    /// Departments and receivers that only the older version names.
    pub fn departments_lost(&self) -> impl Iterator<Item = &Quoted> {
        let lost = |change: &&FieldChange| {
            matches!(change.field, Field::Department | Field::Receiver) && change.after.is_none()
        };
        self.fields
            .iter()
            .filter(lost)
            .filter_map(|change| change.before.as_ref())
    }
}

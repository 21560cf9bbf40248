//! The kinds of nodes by their names.

use serde::Deserialize;

/// A kind of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[expect(missing_docs, reason = "schema.yaml says what each is")]
pub enum Kind {
    Registry,
    Department,
    County,
    Township,
    Document,
    List,
    Category,
    Duty,
    BasicDuty,
    CooperativeDuty,
    ReclaimedDuty,
    Block,
    Clause,
    Mention,
    NameForm,
    Heading,
    Flaw,
    Match,
    Change,
    BasicChange,
    CooperativeChange,
    ReclaimedChange,
    DepartmentChange,
    CategoryChange,
    ListChange,
}

impl Kind {
    /// How many kinds there are.
    pub const COUNT: usize = Kind::ListChange as usize + 1;

    /// Whether its nodes say what became of something between two versions.
    pub fn is_change(self) -> bool {
        self >= Self::Change
    }

    /// The name used in rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registry => "Registry",
            Self::Department => "Department",
            Self::County => "County",
            Self::Township => "Township",
            Self::Document => "Document",
            Self::List => "List",
            Self::Category => "Category",
            Self::Duty => "Duty",
            Self::BasicDuty => "BasicDuty",
            Self::CooperativeDuty => "CooperativeDuty",
            Self::ReclaimedDuty => "ReclaimedDuty",
            Self::Block => "Block",
            Self::Clause => "Clause",
            Self::Mention => "Mention",
            Self::NameForm => "NameForm",
            Self::Heading => "Heading",
            Self::Flaw => "Flaw",
            Self::Match => "Match",
            Self::Change => "Change",
            Self::BasicChange => "BasicChange",
            Self::CooperativeChange => "CooperativeChange",
            Self::ReclaimedChange => "ReclaimedChange",
            Self::DepartmentChange => "DepartmentChange",
            Self::CategoryChange => "CategoryChange",
            Self::ListChange => "ListChange",
        }
    }
}

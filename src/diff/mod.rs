//! What changed between two versions, by meaning: which duty of the one is which of the other, and what differs.

mod change;
mod comparison;
mod wording;

pub use change::{Change, ChangeKind, DutyRef, Field, FieldChange, Quoted};
pub use comparison::{
    Comparison, DepartmentChange, HeadingChange, HeadingKind, HeadingRef, Summary, TownshipChanges,
    TownshipRef,
};
pub use wording::{Edit, EditKind};

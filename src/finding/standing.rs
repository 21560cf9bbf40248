//! How a finding stands: set aside by somebody, or known before.

use crate::text::Place;

/// Where a finding was set aside, as SARIF 2.1.0 names it (§3.35.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionKind {
    /// In the list itself.
    InSource,
    /// In a file of waivers.
    External,
}

/// Who set a finding aside, and why. Such a finding is shown when asked for and never fails a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Where it was done.
    pub kind: SuppressionKind,
    /// The waiver.
    pub place: Place,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Option<String>,
    /// The last day it holds, `2027-01-31`.
    pub until: Option<String>,
}

/// How a finding stands to those known before, as SARIF 2.1.0 names it (§3.27.24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaselineState {
    /// It was not known.
    New,
    /// It was known, and never fails a run.
    Unchanged,
    /// It was known, and is mended.
    Absent,
}

impl BaselineState {
    /// The name in SARIF.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Absent => "absent",
        }
    }
}

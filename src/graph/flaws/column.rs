//! The columns of a list, and what else has text of its own.

use crate::graph::NodeId;
use crate::graph::node::ClauseRole;

/// A column, or what else has text of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    Title,
    Category,
    Name,
    Departments,
    Receivers,
    Upstream,
    Guarantee,
    Township,
    Mode,
}

/// A cell: what contains its texts, and in which column it stands.
pub(super) type Cell = (NodeId, Column);

impl Column {
    /// Whether sentences stand there, or names that are built like one.
    pub(super) fn has_sentences(self) -> bool {
        !matches!(
            self,
            Self::Title | Self::Category | Self::Departments | Self::Receivers
        )
    }

    /// Whether it is narrow, so that lines are broken in it.
    pub(super) fn is_narrow(self) -> bool {
        matches!(self, Self::Name | Self::Departments | Self::Receivers)
    }

    /// Whether one cell of it is one of several blocks of a duty.
    pub(super) fn has_blocks(self) -> bool {
        matches!(self, Self::Upstream | Self::Guarantee)
    }

    /// Whether it holds what both sides of a shared duty do, clause by clause.
    pub(super) fn is_shared(self) -> bool {
        self.has_blocks() || self == Self::Township
    }
}

impl From<ClauseRole> for Column {
    fn from(role: ClauseRole) -> Self {
        match role {
            ClauseRole::Upstream => Self::Upstream,
            ClauseRole::Guarantee => Self::Guarantee,
            ClauseRole::Township => Self::Township,
            ClauseRole::Mode => Self::Mode,
        }
    }
}

//! What is known of one document while its nodes are made.

use std::borrow::Cow;

use super::NodeId;
use super::mentions::Recogniser;
use super::names::Spellings;
use super::node::MentionRole;
use super::resolve::Resolver;
use crate::list::DutyList;
use crate::list::registry::Registry;
use crate::{Map, Set};

/// What is shared by all parts of one document.
pub(super) struct Page<'g> {
    pub(super) resolver: Resolver<'g>,
    pub(super) spellings: Spellings<'g>,
    pub(super) recogniser: Recogniser<'g>,
    /// The spellings met, by their normalised form, with the mentions that use them.
    pub(super) forms: Map<Cow<'g, str>, Vec<Use>>,
    /// The bodies met in the duty at hand, by where they stand.
    pub(super) met: Set<(MentionRole, Cow<'g, str>)>,
}

impl<'g> Page<'g> {
    /// What is known of `list` before it is read; with the registry that holds for it go the nodes of its departments.
    pub(super) fn new(list: &'g DutyList<'g>, registry: Option<(Vec<NodeId>, &'g Registry<'g>)>) -> Self {
        let recogniser = Recogniser::new(list, registry.as_ref().map(|(_, registry)| *registry));
        Self {
            resolver: Resolver::new(registry),
            spellings: Spellings::new(list),
            recogniser,
            forms: Map::default(),
            met: Set::default(),
        }
    }
}

/// One use of a spelling.
pub(super) struct Use {
    pub(super) mention: NodeId,
    pub(super) department: Option<NodeId>,
}

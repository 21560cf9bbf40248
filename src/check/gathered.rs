//! What was read of the sources of one county.

use crate::finding::Finding;
use crate::graph::Version;
use crate::list::registry::Registry;
use crate::list::yaml::registry;
use crate::list::{self, DutyList};
use crate::text::{SourceId, Sources};

/// What was read of some sources.
#[derive(Debug, Default)]
pub(super) struct Gathered<'s> {
    pub(super) lists: Vec<DutyList<'s>>,
    pub(super) registries: Vec<Registry<'s>>,
    pub(super) doubts: Vec<Finding>,
    /// How many sources turned out to be no list at all; a doubt says why.
    pub(super) unread: usize,
}

impl<'s> Gathered<'s> {
    /// Reads those of the sources that are `wanted`.
    pub(super) fn new(sources: &'s Sources, wanted: impl Fn(SourceId) -> bool) -> Self {
        let mut all = Self::default();
        for (id, source) in sources.iter().filter(|(id, _)| wanted(*id)) {
            if registry::is_registry(source.text()) {
                let (registry, doubts) = registry::read(id, source.text());
                all.registries.extend(registry);
                all.doubts.extend(doubts);
                continue;
            }
            let reading = list::read(sources, id);
            all.unread += usize::from(reading.list.is_none());
            all.lists.extend(reading.list);
            all.doubts.extend(reading.doubts);
        }
        all
    }

    /// Leaves some lists out, with what was said of them.
    pub(super) fn leave_out(&mut self, out: impl Fn(&DutyList<'s>) -> bool) {
        let gone: Vec<SourceId> = self
            .lists
            .iter()
            .filter(|list| out(list))
            .map(|list| list.source)
            .collect();
        self.lists.retain(|list| !gone.contains(&list.source));
        self.doubts
            .retain(|doubt| !gone.contains(&doubt.primary.place.source));
    }

    /// The lists and registries for a graph.
    pub(super) fn version(&self) -> Version<'_> {
        Version {
            lists: &self.lists,
            registries: &self.registries,
        }
    }
}

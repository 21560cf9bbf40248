//! A registry: the bodies of a county and its parents, as a file beside the lists names them.

use crate::text::{Mapped, SourceId};

/// The bodies of one county.
#[derive(Clone, Debug)]
pub struct Registry<'s> {
    /// The source it was read from.
    pub source: SourceId,
    /// What it is called.
    pub name: Mapped<'s>,
    /// The divisions it holds for, largest first; empty when it holds for every list it is read with.
    pub region: Vec<Mapped<'s>>,
    /// Its bodies, in order.
    pub departments: Vec<Body<'s>>,
}

/// A registered body.
#[derive(Clone, Debug)]
pub struct Body<'s> {
    /// Its full name.
    pub name: Mapped<'s>,
    /// Other names under which it may be written.
    pub aliases: Vec<Mapped<'s>>,
    /// Its level: 县, 市, 省, 垂直 …
    pub level: Option<Mapped<'s>>,
}

impl Registry<'_> {
    /// Whether it holds for a township of `region` (largest division first).
    pub fn holds_for(&self, region: &[Mapped<'_>]) -> bool {
        let names = |divisions: &[Mapped<'_>]| {
            divisions
                .iter()
                .map(|name| name.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        self.region.is_empty() || names(&self.region) == names(region)
    }
}

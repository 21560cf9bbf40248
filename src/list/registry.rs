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
    /// The second names on its door (加挂牌子), which stand in brackets behind the first: 县乡村振兴局.
    pub second_names: Vec<Mapped<'s>>,
    /// Its level: 县, 市, 省, 垂直 …
    pub level: Option<Mapped<'s>>,
}

impl<'s> Body<'s> {
    /// A body of which only the name is known.
    pub fn new(name: Mapped<'s>) -> Self {
        Self {
            name,
            aliases: Vec::new(),
            second_names: Vec::new(),
            level: None,
        }
    }

    /// All its names, the full one first.
    pub fn names(&self) -> impl Iterator<Item = &Mapped<'s>> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .chain(&self.second_names)
    }
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

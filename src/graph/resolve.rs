//! Names become registered departments, and the evidence for it is kept.

use std::borrow::Cow;

use super::NodeId;
use super::names::{Divisions, MISSPELT, Name, Wholes, main_and_second};
use super::node::Evidence;
use crate::Map;
use crate::list::registry::Registry;
use crate::text::likeness::{Key, similarity};
use crate::text::{Mapped, normal};

/// The names of one registry.
#[derive(Debug, Default)]
pub(super) struct Resolver<'g> {
    /// As registered: by the normalised name.
    written: Map<Cow<'g, str>, (usize, Evidence)>,
    /// Taken apart: by level and stem, usual short names by what they stand for.
    parts: Map<Name, usize>,
    wholes: Wholes,
    divisions: Divisions,
    bodies: Vec<(NodeId, &'g str)>,
}

/// What a name was resolved to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved<'g> {
    pub(super) department: NodeId,
    /// Its registered name.
    pub(super) name: &'g str,
    /// How the name that is written leads to it.
    pub(super) via: Evidence,
}

impl<'g> Resolver<'g> {
    /// A resolver over the departments of a registry, whose nodes are given in its order, for lists of `region`.
    pub(super) fn new(registry: Option<(Vec<NodeId>, &'g Registry<'g>)>, region: &[Mapped<'_>]) -> Self {
        let Some((departments, registry)) = registry else {
            return Self::default();
        };
        let mut resolver = Self { divisions: Divisions::new(region), ..Self::default() };
        for (at, (department, body)) in departments.into_iter().zip(&registry.departments).enumerate() {
            resolver.bodies.push((department, body.name.as_str()));
            for (number, name) in body.names().enumerate() {
                let via = if number == 0 { Evidence::Exact } else { Evidence::Alias };
                let name = name.as_str();
                resolver.written.entry(normal::key(name)).or_insert((at, via));
                let parts = resolver.divisions.name(name);
                resolver.parts.entry(parts).or_insert(at);
            }
        }
        resolver.wholes = Wholes::new(resolver.parts.keys());
        resolver
    }

    /// The department that `name` means, whatever second name stands in brackets.
    pub(super) fn resolve(&self, name: &str) -> Option<Resolved<'g>> {
        if self.bodies.is_empty() {
            return None;
        }
        if let Some(found) = self.written.get(&normal::key(name)) {
            return Some(self.resolved(*found));
        }
        let (main, second) = main_and_second(name);
        let (at, via) = self.one(&main)?;
        let other = second.and_then(|second| self.one(&second));
        Some(match other {
            // A wrong second name; that of another department is a part of this one, or works under it.
            Some((other, Evidence::Misspelt)) if other == at => self.resolved((at, Evidence::Misspelt)),
            _ if via == Evidence::Exact => self.resolved((at, Evidence::Alias)),
            _ => self.resolved((at, via)),
        })
    }

    fn one(&self, name: &str) -> Option<(usize, Evidence)> {
        if let Some(found) = self.written.get(&normal::key(name)) {
            return Some(*found);
        }
        let parts = self.divisions.name(name);
        if let Some(at) = self.parts.get(&parts) {
            // Only the divisions are written otherwise, or a usual short name is.
            let is_short = self.divisions.parts(name, false).stem != parts.stem;
            return Some((*at, if is_short { Evidence::Abbreviation } else { Evidence::Alias }));
        }
        let whole = self.wholes.find(&parts)?;
        let at = *self.parts.get(&whole)?;
        // Without one character of many it is a slip (林业草原局), with few it is short (林草局).
        let alike = similarity(&Key::new(&parts.stem), &Key::new(&whole.stem));
        let is_slip = alike.is_some_and(|alike| alike >= MISSPELT);
        Some((at, if is_slip { Evidence::Misspelt } else { Evidence::Abbreviation }))
    }

    fn resolved(&self, (at, via): (usize, Evidence)) -> Resolved<'g> {
        let (department, name) = self.bodies[at];
        Resolved { department, name, via }
    }
}

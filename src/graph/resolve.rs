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
    /// For each body, whether second names are registered.
    has_second_names: Vec<bool>,
}

/// Shorter names may be those of two bodies though few characters differ: 教育局, 体育局.
const LONG: usize = 8;

/// No region has more divisions that bodies belong to.
const LEVELS: usize = 6;

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
        let mut resolver = Self {
            divisions: Divisions::new(region),
            ..Self::default()
        };
        for (at, (department, body)) in departments.into_iter().zip(&registry.departments).enumerate() {
            resolver.bodies.push((department, body.name.as_str()));
            resolver.has_second_names.push(!body.second_names.is_empty());
            for (number, name) in body.names().enumerate() {
                let via = if number == 0 {
                    Evidence::Exact
                } else {
                    Evidence::Alias
                };
                let name = name.as_str();
                resolver.written.entry(normal::key(name)).or_insert((at, via));
                for in_full in [false, true] {
                    let parts = resolver.divisions.parts(name, in_full);
                    resolver.parts.entry(parts).or_insert(at);
                }
            }
        }
        resolver.wholes = Wholes::new(resolver.parts.keys());
        resolver
    }

    /// The department that `name` means.
    pub(super) fn resolve(&self, name: &str) -> Option<Resolved<'g>> {
        if self.bodies.is_empty() {
            return None;
        }
        if let Some(found) = self.written.get(&normal::key(name)) {
            return Some(self.resolved(*found));
        }
        self.otherwise(name).map(|found| self.resolved(found))
    }

    /// What a name means that is not registered as it is written.
    fn otherwise(&self, name: &str) -> Option<(usize, Evidence)> {
        let (main, second) = main_and_second(name);
        let (at, via) = self.one(&main)?;
        let Some(second) = second else {
            return Some((at, via));
        };
        // A second name must be one of the department's; that of another works under this one.
        let is_wrong = match self.one(&second) {
            Some((other, via)) => other == at && via == Evidence::Misspelt,
            None => self.has_second_names[at],
        };
        Some((
            at,
            if is_wrong {
                Evidence::Misspelt
            } else {
                via.max(Evidence::Alias)
            },
        ))
    }

    fn one(&self, name: &str) -> Option<(usize, Evidence)> {
        if let Some(found) = self.written.get(&normal::key(name)) {
            return Some(*found);
        }
        let (whole, raw) = (
            self.divisions.parts(name, true),
            self.divisions.parts(name, false),
        );
        if let Some(at) = self.at(&raw) {
            // Only the divisions are written otherwise, or not at all.
            return Some((
                at,
                if raw.level == 0 {
                    Evidence::Elided
                } else {
                    Evidence::Alias
                },
            ));
        }
        let found = self.at(&whole).map(|at| (at, whole.stem.clone()));
        let found = found.or_else(|| {
            let long = self.wholes.find(&raw).or_else(|| self.wholes.find(&whole))?;
            Some((self.at(&long)?, long.stem))
        });
        let Some((at, stem)) = found else {
            return Some((self.slip(&raw)?, Evidence::Misspelt));
        };
        // Without one character of many it is a slip (林业草原局), with few it is short (林草局).
        let alike = similarity(&Key::new(&raw.stem), &Key::new(&stem));
        let is_slip = alike.is_some_and(|alike| alike >= MISSPELT);
        Some((
            at,
            if is_slip {
                Evidence::Misspelt
            } else {
                Evidence::Abbreviation
            },
        ))
    }

    /// The only department of this name; of any level where the name says none.
    fn at(&self, name: &Name) -> Option<usize> {
        if name.level > 0 {
            return self.parts.get(name).copied();
        }
        let mut levels = (0..=LEVELS).filter_map(|level| {
            let stem = name.stem.clone();
            self.parts.get(&Name { level, stem }).copied()
        });
        let first = levels.next()?;
        levels.all(|other| other == first).then_some(first)
    }

    /// The only department whose long name consists of the same characters but for one, or for some that are missing.
    fn slip(&self, name: &Name) -> Option<usize> {
        let key = Key::new(&name.stem);
        let mut found = self.parts.iter().filter(|(other, _)| {
            let other_key = Key::new(&other.stem);
            (name.level == 0 || name.level == other.level)
                && key.characters().len().min(other_key.characters().len()) >= LONG
                && is_slip(&key, &other_key)
        });
        let (_, at) = found.next()?;
        found.all(|(_, other)| other == at).then_some(*at)
    }

    fn resolved(&self, (at, via): (usize, Evidence)) -> Resolved<'g> {
        let (department, name) = self.bodies[at];
        Resolved {
            department,
            name,
            via,
        }
    }
}

/// Whether two long names differ by a slip: alike, and the shorter has at most one character that the longer lacks.
fn is_slip(one: &Key, other: &Key) -> bool {
    let (short, long) = match one.characters().len() <= other.characters().len() {
        true => (one, other),
        false => (other, one),
    };
    let mut left = long.characters().to_vec();
    let lacking = short.characters().iter().filter(|letter| {
        let at = left.iter().position(|other| other == *letter);
        at.map(|at| left.swap_remove(at)).is_none()
    });
    lacking.count() <= 1 && similarity(one, other).is_some_and(|alike| alike >= MISSPELT)
}

//! Names become registered departments.

use std::borrow::Cow;

use super::NodeId;
use crate::Map;
use crate::list::registry::Registry;
use crate::text::normal;

/// The names of one registry.
#[derive(Debug, Default)]
pub(super) struct Resolver<'g> {
    names: Map<Cow<'g, str>, Resolved<'g>>,
}

/// What a name was resolved to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved<'g> {
    pub(super) department: NodeId,
    /// Its registered name.
    pub(super) name: &'g str,
    /// Whether another name than the registered one was written.
    pub(super) is_alias: bool,
}

impl<'g> Resolver<'g> {
    /// A resolver over the departments of a registry, whose nodes are given in its order.
    pub(super) fn new(registry: Option<(Vec<NodeId>, &'g Registry<'g>)>) -> Self {
        let mut names = Map::default();
        let Some((departments, registry)) = registry else {
            return Self { names };
        };
        for (department, body) in departments.into_iter().zip(&registry.departments) {
            let name = body.name.as_str();
            names.entry(normal::key(name)).or_insert(Resolved {
                department,
                name,
                is_alias: false,
            });
            for alias in &body.aliases {
                let resolved = Resolved {
                    department,
                    name,
                    is_alias: true,
                };
                names.entry(normal::key(alias.as_str())).or_insert(resolved);
            }
        }
        Self { names }
    }

    /// The department whose name or alias this is.
    pub(super) fn resolve(&self, name: &str) -> Option<Resolved<'g>> {
        if self.names.is_empty() {
            return None;
        }
        self.names.get(&normal::key(name)).copied()
    }
}

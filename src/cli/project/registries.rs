//! The registries that a user named: looked for, tried, and held against the lists that were checked.

use std::path::PathBuf;

use crate::Set;
use crate::check::standing::registries;
use crate::cli::failure::Failure;
use crate::cli::project::ruleset::Pack;
use crate::cli::reading::files::{self, Input};
use crate::finding::{Finding, Severity};
use crate::list::yaml::registry;
use crate::report::FindingView;

/// The registries that the command line or the project names.
#[derive(Debug, Default)]
pub(in crate::cli) struct Registries {
    /// Those that are registries, to be read for the sake of the lists.
    pub(in crate::cli) inputs: Vec<Input>,
    /// Files named as registries that are none.
    pub(in crate::cli) strangers: Vec<Input>,
    /// Whether the command line names them.
    flagged: bool,
}

impl Registries {
    /// Looks for the registries in `paths`, which the command line names if they are `flagged`. What in a folder is no
    /// registry is passed over.
    pub(in crate::cli) fn find(paths: &[PathBuf], flagged: bool, failures: &mut Vec<Failure>) -> Self {
        let mut found = Self {
            flagged,
            ..Self::default()
        };
        for path in paths {
            let before = (found.inputs.len(), failures.len());
            for input in files::collect(std::slice::from_ref(path), "stdin", failures) {
                match input.head() {
                    Ok(head) if registry::is_registry(&head) => found.add(input.aside()),
                    Ok(_) if input.named => found.strangers.push(input),
                    Ok(_) => {}
                    Err(failure) => failures.push(failure),
                }
            }
            if path.is_dir() && before == (found.inputs.len(), failures.len()) {
                failures.push(Failure::NoRegistry(files::name(path)));
            }
        }
        found
    }

    fn add(&mut self, input: Input) {
        if !self.inputs.iter().any(|known| known.name == input.name) {
            self.inputs.push(input);
        }
    }

    /// The faults of the files that are no registries.
    pub(in crate::cli) fn faults(&self, pack: &mut Pack, failures: &mut Vec<Failure>) -> Vec<Finding> {
        let mut faults = Vec::new();
        for input in &self.strangers {
            match input.read() {
                Ok(source) => {
                    let id = pack.sources.add(source);
                    faults.push(registries::stranger(id, pack.sources[id].text()));
                }
                Err(failure) => failures.push(failure),
            }
        }
        faults
    }

    /// What is to be said of registries that hold for none of the lists checked, which lie in `regions`. Where only some
    /// lists of a project were checked, those that its settings name may be for others: then this is told where none of
    /// them holds, and only as a hint.
    pub(in crate::cli) fn idle(
        &self,
        regions: &Set<Vec<String>>,
        whole: bool,
        pack: &mut Pack,
    ) -> Vec<FindingView> {
        let must_hold = self.flagged || whole;
        let severity = if must_hold {
            Severity::Warning
        } else {
            Severity::Info
        };
        let mut idle = Vec::new();
        let mut read = 0;
        for input in self.inputs.iter().filter(|input| input.named) {
            // What cannot be read was said when the lists were checked.
            let Ok(source) = input.read() else { continue };
            let id = pack.sources.add(source);
            let (registry, _) = registry::read(id, pack.sources[id].text());
            idle.extend(registry.and_then(|registry| registries::idle(&registry, regions, severity)));
            read += 1;
        }
        let told = !regions.is_empty() && (must_hold || idle.len() == read);
        pack.views(if told { idle } else { Vec::new() })
    }
}

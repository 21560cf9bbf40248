//! What a command reads: the paths named, those listed in a file, and the registries of the project.

use std::path::PathBuf;

use crate::cli::arguments::Inputs;
use crate::cli::failure::Failure;
use crate::cli::reading::files::{self, Input};
use crate::cli::reading::scope::Scope;
use crate::cli::reading::versions;

/// What was found to be read.
#[derive(Debug)]
pub(super) struct Search {
    /// The files, ordered by name.
    pub(super) inputs: Vec<Input>,
    /// Which files of folders are read.
    pub(super) scope: Scope,
    /// What was asked for, as written.
    pub(super) asked: Vec<String>,
    /// The same, as paths.
    pub(super) paths: Vec<PathBuf>,
    /// Whether all files of the project were looked for, not only some of them.
    pub(super) whole: bool,
}

impl Search {
    /// Looks for what the command line names, to be read with `registries`.
    pub(super) fn new(
        arguments: &Inputs,
        mut scope: Scope,
        registries: &[Input],
        failures: &mut Vec<Failure>,
    ) -> Self {
        scope.no_ignore = arguments.no_ignore;
        scope.force_exclude = arguments.force_exclude;
        let paths = paths(arguments, failures);
        let mut inputs = files::collect_within(&scope, &paths, &arguments.stdin_filename, failures);
        inputs.retain(|input| !registries.iter().any(|registry| registry.name == input.name));
        inputs.extend(registries.iter().cloned());
        inputs.sort_by(|a, b| a.name.cmp(&b.name));
        Self {
            whole: paths.iter().any(|path| path.is_dir() && scope.is_whole(path)),
            asked: paths
                .iter()
                .map(|path| path.to_string_lossy().into_owned())
                .collect(),
            inputs,
            paths,
            scope,
        }
    }
}

impl Search {
    /// What git kept in a revision of what is read now, with the registries among the inputs of `now`.
    ///
    /// # Errors
    /// Git does not answer, or knows no such revision.
    pub(super) fn earlier(&self, revision: &str, now: &[Input]) -> Result<Vec<Input>, Vec<Failure>> {
        let mut inputs = versions::of_revision(revision, &self.paths, &self.scope)?;
        let registries = now.iter().filter(|input| input.aside);
        inputs.retain(|input| !registries.clone().any(|registry| registry.name == input.name));
        inputs.extend(registries.cloned());
        inputs.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(inputs)
    }
}

/// The paths named on the command line and in a file.
fn paths(arguments: &Inputs, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
    let Some(list) = &arguments.files_from else {
        return arguments.paths.clone();
    };
    // The folder that is searched when nothing is named.
    let named = arguments
        .paths
        .iter()
        .filter(|path| path.as_os_str() != ".")
        .cloned();
    let mut paths: Vec<PathBuf> = named.collect();
    match files::listed(list) {
        Ok(listed) => paths.extend(listed),
        Err(failure) => failures.push(failure),
    }
    paths
}

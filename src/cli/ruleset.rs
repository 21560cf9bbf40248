//! Which rules run: the built-in ones, and those of the folders a user names.

use std::path::PathBuf;

use super::arguments::Chosen;
use super::failure::Failure;
use super::{files, settings};
use crate::check::Directory;
use crate::finding::{Finding, Findings};
use crate::report::{FindingView, Reader, View};
use crate::rule::vary::Override;
use crate::rule::{RuleSet, load};
use crate::text::{SourceId, Sources};

/// The rules of a user's files and folders, with the texts they stand in.
pub(super) struct Pack {
    sources: Sources,
    /// Those that are rule files.
    files: Vec<SourceId>,
    /// What is set, or what is wrong with it.
    overrides: Result<Vec<Override>, Vec<Finding>>,
    reader: Reader,
}

impl Pack {
    /// The texts of the built-in rules.
    pub(super) fn builtin(reader: Reader) -> Self {
        Self {
            sources: load::builtin_sources(),
            files: Vec::new(),
            overrides: Ok(Vec::new()),
            reader,
        }
    }

    /// Reads the rule files and settings that the command line names.
    pub(super) fn chosen(chosen: &Chosen, reader: Reader, failures: &mut Vec<Failure>) -> Self {
        let mut pack = Self::read(&chosen.rules, reader, failures);
        pack.overrides = settings::overrides(&chosen.settings, &mut pack.sources);
        pack
    }

    /// Reads the rule files in `paths`.
    pub(super) fn read(paths: &[PathBuf], reader: Reader, failures: &mut Vec<Failure>) -> Self {
        let mut sources = Sources::default();
        for path in paths {
            let inputs = files::collect(std::slice::from_ref(path), "stdin", failures);
            let inputs: Vec<_> = inputs
                .iter()
                .filter(|input| input.named || !input.name.ends_with(".txt"))
                .collect();
            if inputs.is_empty() && path.is_dir() {
                failures.push(Failure::NoRules(path.to_string_lossy().into_owned()));
            }
            for input in inputs {
                match input.read() {
                    Ok(source) => drop(sources.add(source)),
                    Err(failure) => failures.push(failure),
                }
            }
        }
        Self {
            files: sources.iter().map(|(id, _)| id).collect(),
            overrides: Ok(Vec::new()),
            sources,
            reader,
        }
    }

    /// Its rules alone.
    ///
    /// # Errors
    /// All faults of its files.
    pub(super) fn rules(&self) -> Result<RuleSet, Vec<FindingView>> {
        RuleSet::load(&self.sources, &self.files).map_err(|faults| self.views(faults))
    }

    /// The built-in rules and its own, as they are set.
    ///
    /// # Errors
    /// All faults of its files and settings, and ids that are taken.
    pub(super) fn with_builtin(&self) -> Result<RuleSet, Vec<FindingView>> {
        let rules = RuleSet::builtin()
            .with(&self.rules()?)
            .map_err(|faults| self.views(faults))?;
        let overrides = self
            .overrides
            .as_ref()
            .map_err(|faults| self.views(faults.clone()))?;
        rules
            .with_overrides(overrides)
            .map_err(|faults| self.views(faults))
    }

    /// Findings about its files as they are shown.
    pub(super) fn views(&self, findings: Vec<Finding>) -> Vec<FindingView> {
        View::new(&self.sources, &Directory::default(), self.reader).all(&Findings::seal(findings))
    }
}

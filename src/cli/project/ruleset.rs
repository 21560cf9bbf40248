//! Which rules run: the built-in ones and those that a project or the command line adds, as they are chosen and set.

use std::path::PathBuf;

use crate::Set;
use crate::check::Directory;
use crate::check::settings::{Layer, Profile, Selection};
use crate::cli::arguments::Chosen;
use crate::cli::failure::Failure;
use crate::cli::project::Project;
use crate::cli::project::{beside, overrides};
use crate::cli::reading::files::{self, Input};
use crate::finding::{Finding, Findings};
use crate::report::{FindingView, Reader, View};
use crate::rule::vary::Override;
use crate::rule::{Rule, RuleSet, load};
use crate::text::{SourceId, Sources};

/// The rules of a project and of the command line, with the texts they and their settings stand in.
pub(in crate::cli) struct Pack {
    /// All texts that are no lists: settings, rules, options, waivers, a baseline.
    pub(in crate::cli) sources: Sources,
    /// Those that are rule files.
    files: Vec<SourceId>,
    /// Those that were read for the sake of these.
    aside: Vec<SourceId>,
    /// Under which profile, and what is set, the later over the earlier; or what is wrong with it.
    chosen: Result<(Profile, Vec<Layer>), Vec<Finding>>,
    reader: Reader,
}

impl Pack {
    /// The texts of the built-in rules.
    pub(in crate::cli) fn builtin(reader: Reader) -> Self {
        Self {
            sources: load::builtin_sources(),
            files: Vec::new(),
            aside: Vec::new(),
            chosen: Ok(unset()),
            reader,
        }
    }

    /// Reads the rule files that `project` and the command line name, and how they set them.
    pub(in crate::cli) fn chosen(
        chosen: &Chosen,
        project: &mut Project,
        reader: Reader,
        failures: &mut Vec<Failure>,
    ) -> Self {
        failures.extend(project.failure.take());
        let faults = project.take_faults();
        let own = project.rule_paths();
        // Of one that is not there, the settings say so where it is written.
        let own = own.into_iter().filter(|path| path.exists());
        let paths: Vec<PathBuf> = own.chain(chosen.rules.iter().cloned()).collect();
        let mut pack = Self::over(std::mem::take(&mut project.sources), &paths, reader, failures);
        pack.chosen = match faults.is_empty() {
            true => overrides::layers(chosen, &project.settings, &mut pack.sources),
            false => Err(faults),
        };
        pack
    }

    /// Reads the rule files in `paths`.
    pub(in crate::cli) fn read(paths: &[PathBuf], reader: Reader, failures: &mut Vec<Failure>) -> Self {
        Self::over(Sources::default(), paths, reader, failures)
    }

    fn over(mut sources: Sources, paths: &[PathBuf], reader: Reader, failures: &mut Vec<Failure>) -> Self {
        let mut ids = Vec::new();
        let mut seen = Set::default();
        for path in paths {
            let inputs = files::collect(std::slice::from_ref(path), "stdin", failures);
            let inputs: Vec<_> = inputs
                .iter()
                .filter(|input| input.named || !input.name.ends_with(".txt"))
                .collect();
            if inputs.is_empty() && path.is_dir() {
                failures.push(Failure::NoRules(path.to_string_lossy().into_owned()));
            }
            // A folder may be named twice, by the settings and by a flag.
            let file = |input: &Input| std::fs::canonicalize(input.file_path()?).ok();
            for input in inputs {
                if file(input).is_some_and(|file| !seen.insert(file)) {
                    continue;
                }
                match input.read() {
                    Ok(source) => ids.push(sources.add(source)),
                    Err(failure) => failures.push(failure),
                }
            }
        }
        Self {
            aside: beside::read(&mut sources, &ids),
            files: ids,
            chosen: Ok(unset()),
            sources,
            reader,
        }
    }

    /// Its rules alone.
    ///
    /// # Errors
    /// All faults of its files.
    pub(in crate::cli) fn rules(&self) -> Result<RuleSet, Vec<FindingView>> {
        RuleSet::load_beside(&self.sources, &self.files, &self.aside).map_err(|faults| self.views(faults))
    }

    /// The built-in rules and its own, as they are set, and which of them run on one version of lists.
    ///
    /// # Errors
    /// All faults of its files and settings, and ids that are taken.
    pub(in crate::cli) fn selection(&self) -> Result<Selection, Vec<FindingView>> {
        self.selection_of(|rule| !rule.is_of_changes())
    }

    /// The same, of the rules that are `wanted` at all.
    ///
    /// # Errors
    /// All faults of its files and settings, and ids that are taken.
    pub(in crate::cli) fn selection_of(
        &self,
        wanted: impl Fn(&Rule) -> bool,
    ) -> Result<Selection, Vec<FindingView>> {
        // The settings first: they say where rules are.
        let (profile, layers) = self
            .chosen
            .as_ref()
            .map_err(|faults| self.views(faults.clone()))?;
        let rules = RuleSet::builtin()
            .with(&self.rules()?)
            .map_err(|faults| self.views(faults))?;
        let layers: Vec<&Layer> = layers.iter().collect();
        Selection::new(&rules, wanted, profile, &layers).map_err(|faults| self.views(faults))
    }

    /// The profile of the run; none where the settings have faults.
    pub(in crate::cli) fn profile(&self) -> Option<&Profile> {
        self.chosen.as_ref().ok().map(|(profile, _)| profile)
    }

    /// What is set of rules, the later over the earlier.
    pub(in crate::cli) fn overrides(&self) -> impl Iterator<Item = &Override> {
        let layers = self.chosen.as_ref().map_or(&[][..], |(_, layers)| layers);
        layers.iter().flat_map(|layer| &layer.overrides)
    }

    /// Findings about its files as they are shown.
    pub(in crate::cli) fn views(&self, findings: Vec<Finding>) -> Vec<FindingView> {
        View::new(&self.sources, &Directory::default(), self.reader).all(&Findings::seal(findings))
    }
}

/// How rules are chosen where nobody says anything.
fn unset() -> (Profile, Vec<Layer>) {
    let [_, review, _] = Profile::builtin();
    (review, Vec::new())
}

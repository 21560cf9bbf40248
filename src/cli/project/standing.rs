//! Which findings count: waivers and a baseline, read once and applied to all counties.

use std::path::{Path, PathBuf};

use crate::check::Directory;
use crate::check::settings::{Selection, Written};
use crate::check::standing::{Baseline, Day, Policy, Reach, Waivers, baseline};
use crate::cli::arguments::Exceptions;
use crate::cli::environment;
use crate::cli::failure::Failure;
use crate::cli::project::Project;
use crate::cli::project::registries::Registries;
use crate::cli::project::ruleset::Pack;
use crate::cli::reading::files;
use crate::cli::reading::scope::Scope;
use crate::finding::{BaselineState, Finding, Suppression, SuppressionKind};
use crate::report::{FindingView, Reader, SuppressionView, View};
use crate::rule::RuleSet;
use crate::text::{Source, SourceId};

/// What decides which findings count.
pub(in crate::cli) struct Standing {
    /// What a project says about findings.
    pub(in crate::cli) policy: Policy,
    /// Each waiver as the findings show it that it sets aside.
    pub(in crate::cli) waivers: Vec<SuppressionView>,
    /// The findings known before.
    pub(in crate::cli) baseline: Option<Baseline>,
    /// The registries that were named.
    pub(in crate::cli) registries: Registries,
    /// What is wrong with waivers.
    findings: Vec<FindingView>,
}

/// Where the files of a project are: as the flags say, else as the settings say.
#[derive(Debug, Default)]
pub(in crate::cli) struct Places {
    /// The file of waivers.
    pub(in crate::cli) waivers: Option<PathBuf>,
    /// The baseline.
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// The registries.
    pub(in crate::cli) registries: Vec<PathBuf>,
    /// Whether a flag names them.
    flagged: bool,
}

impl Places {
    /// Those of the project, unless these flags name others.
    pub(in crate::cli) fn new(project: &Project, exceptions: &Exceptions, registries: &[PathBuf]) -> Self {
        let settings = &project.settings;
        let set = |flag: &Option<PathBuf>, set: Option<&Written<String>>| {
            let set = set.map(|path| project.path(&path.value));
            flag.clone().or(set)
        };
        Self {
            waivers: set(&exceptions.waivers, settings.waivers.as_ref()),
            baseline: set(&exceptions.baseline, settings.baseline.as_ref()),
            registries: match registries.is_empty() {
                true => project.paths(settings.registry.as_ref()),
                false => registries.to_vec(),
            },
            flagged: !registries.is_empty(),
        }
    }

    /// The registries, to be read for the sake of the lists.
    pub(in crate::cli) fn registries(&self, failures: &mut Vec<Failure>) -> Registries {
        Registries::find(&self.registries, self.flagged, failures)
    }

    /// Which files of folders are read.
    pub(in crate::cli) fn scope(&self, project: &Project) -> Scope {
        let rules = project.rule_paths();
        let own = [self.waivers.clone(), self.baseline.clone()]
            .into_iter()
            .flatten()
            .chain(rules);
        Scope::new(project.folder(), &project.settings, &own.collect::<Vec<_>>())
    }
}

impl Standing {
    /// Reads the files at `places` as they hold for the rules of `selection`.
    ///
    /// # Errors
    /// What is wrong with their form, as findings; files that cannot be read go to `failures`.
    pub(in crate::cli) fn read(
        pack: &mut Pack,
        project: &Project,
        places: &Places,
        today: Option<Day>,
        selection: &Selection,
        failures: &mut Vec<Failure>,
    ) -> Result<Self, Vec<FindingView>> {
        let mut policy = Policy::new(selection.known.clone());
        let mut faults = Vec::new();
        for per_file in &project.settings.per_file {
            match per_file.severities(&selection.known) {
                Ok(severities) => policy.per_file.push((per_file.files.clone(), severities)),
                Err(wrong) => faults.extend(wrong),
            }
        }
        let mut findings = Vec::new();
        if let Some(id) = places
            .waivers
            .as_deref()
            .and_then(|path| add(pack, path, failures))
        {
            let today = today.unwrap_or_else(environment::today);
            let read = Waivers::read(id, pack.sources[id].text(), &selection.known, today);
            faults.extend(read.faults);
            findings = read.findings;
            policy.waivers = read.waivers;
        }
        let registries = places.registries(failures);
        faults.extend(registries.faults(pack, failures));
        let baseline = baseline_at(places, &selection.known, pack, &mut faults, failures);
        if !faults.is_empty() {
            return Err(pack.views(faults));
        }
        Ok(Self {
            waivers: shown(&policy.waivers, pack),
            policy,
            baseline,
            registries,
            findings: pack.views(findings),
        })
    }

    /// What is wrong with waivers, whatever is compared: both versions have it. Which of them are needless only a check
    /// can tell: what a change does today it will not do in the next comparison.
    pub(in crate::cli) fn of_both_versions(&self) -> impl Iterator<Item = FindingView> {
        self.findings.iter().cloned().map(|finding| FindingView {
            baseline: Some(BaselineState::Unchanged),
            ..finding
        })
    }

    /// Tells the known among the findings of all counties from the new ones, and adds what is to be said of waivers,
    /// which were used as often as `waived` says, and of the baseline; gives the number of entries of the baseline
    /// that are no longer found.
    pub(in crate::cli) fn close(
        self,
        found: &mut Vec<FindingView>,
        waived: &[usize],
        reach: &Reach,
        pack: &Pack,
    ) -> usize {
        let mut stale = 0;
        let mut findings = self.policy.waivers.unused(waived, reach);
        if let Some(known) = &self.baseline {
            let mut tally = known.tally();
            for finding in found.iter_mut() {
                if finding.suppression.is_none() {
                    finding.baseline = Some(tally.count(&finding.code, finding.fingerprint));
                }
            }
            let entries = tally.stale(reach);
            findings.extend(baseline::stale(&entries));
            let (strangers, strange) = known.strangers(&self.policy.known);
            findings.extend(strangers);
            stale = entries.len() + strange;
        }
        found.extend(self.findings);
        found.extend(pack.views(findings));
        stale
    }
}

/// Reads the baseline, if there is one; what is wrong with it goes to `faults`.
fn baseline_at(
    places: &Places,
    known: &RuleSet,
    pack: &mut Pack,
    faults: &mut Vec<Finding>,
    failures: &mut Vec<Failure>,
) -> Option<Baseline> {
    let path = places.baseline.as_deref()?;
    if !path.exists() {
        failures.push(Failure::NoBaseline(files::name(path)));
        return None;
    }
    let id = add(pack, path, failures)?;
    let read = Baseline::read(id, pack.sources[id].text(), known);
    read.map_err(|wrong| faults.extend(wrong)).ok()
}

/// Reads a file of the project.
fn add(pack: &mut Pack, path: &Path, failures: &mut Vec<Failure>) -> Option<SourceId> {
    let name = files::name(path);
    match Source::read_as(name.clone(), path) {
        Ok(source) => Some(pack.sources.add(source)),
        Err(error) => {
            failures.push(Failure::Unreadable(name, error));
            None
        }
    }
}

fn shown(waivers: &Waivers, pack: &Pack) -> Vec<SuppressionView> {
    let (directory, reader) = (Directory::default(), Reader::default());
    let view = View::new(&pack.sources, &directory, reader);
    let shown = |waiver: &crate::check::standing::waivers::Waiver| {
        view.suppression(&Suppression {
            kind: SuppressionKind::External,
            place: waiver.place,
            reason: waiver.reason.clone(),
            by: waiver.by.clone(),
            until: waiver.until.map(|until| until.to_string()),
        })
    };
    waivers.iter().map(shown).collect()
}

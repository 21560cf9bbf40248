//! County by county, in parallel: the files of both versions that speak of one county are compared with each other.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::Map;
use crate::check::{self, Terms};
use crate::cli::drive::{self, Grouped};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::project::standing::Standing;
use crate::cli::reading::files::Input;
use crate::cli::reading::scope::Scope;
use crate::cli::reading::versions::Version;
use crate::report::diff::DiffReport;
use crate::report::{FindingView, Reader, view};
use crate::rule::RuleSet;
use crate::text::{Source, Sources};

/// What came of all counties.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What changed.
    pub(super) report: DiffReport,
    /// How many files turned out to be no list.
    pub(super) unread: usize,
    /// Files found in folders that say themselves that they are something else.
    pub(super) skipped: Vec<String>,
    /// The townships that were not compared because something could not be read.
    pub(super) passed_over: Vec<String>,
    /// What could not be read.
    pub(super) failures: Vec<Failure>,
}

/// With what every county is compared.
#[derive(Clone, Copy)]
pub(super) struct Job<'j> {
    /// The rules.
    pub(super) rules: &'j RuleSet,
    /// Which findings count.
    pub(super) standing: &'j Standing,
    /// Where the files of the project are.
    pub(super) scope: &'j Scope,
    /// Who will read what is found.
    pub(super) reader: Reader,
    /// How far it is.
    pub(super) progress: &'j Progress,
}

/// The files of one county in both versions.
type Pair = (Vec<Input>, Vec<Input>);

/// Compares the files of two versions, each read with the registries of the project.
pub(super) fn run((old, new): Pair, registries: Vec<Input>, job: Job<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let pairs = pairs(old, new, registries, &mut outcome);
    let progress = job.progress;
    progress.start(pairs.iter().map(|(_, (old, new))| old.len() + new.len()).sum());
    let mut parts: Vec<Option<Outcome>> = Vec::new();
    parts.resize_with(pairs.len(), || None);
    // What could not be looked into, or names no county and turns out to be no list, may belong to any county.
    let mut partial = !outcome.failures.is_empty();
    let places = pairs.into_iter().enumerate();
    let (alone, counties): (Vec<_>, Vec<_>) = places.partition(|(_, (county, _))| Grouped::is_alone(county));
    for pairs in [alone, counties] {
        let compared: Vec<(usize, Outcome)> = pairs
            .into_par_iter()
            .map(|(at, (_, pair))| (at, one(pair, partial, job)))
            .collect();
        for (at, part) in compared {
            partial |= part.unread > 0 || !part.failures.is_empty();
            parts[at] = Some(part);
        }
    }
    progress.finish();
    for part in parts.into_iter().flatten() {
        outcome.report.add(part.report);
        outcome.unread += part.unread;
        outcome.passed_over.extend(part.passed_over);
        outcome.failures.extend(part.failures);
    }
    let report = &mut outcome.report;
    for findings in [
        &mut report.verdicts,
        &mut report.new,
        &mut report.waived,
        &mut report.fixed,
        &mut report.unchanged,
    ] {
        let all: Vec<FindingView> = std::mem::take(findings);
        *findings = view::merge(vec![all]);
    }
    if let Some(baseline) = &job.standing.baseline {
        report.set_known(baseline);
    }
    outcome
}

/// Compares the files of one county; their texts are gone when it returns.
fn one((old, new): Pair, partial: bool, job: Job<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut paths: Map<String, PathBuf> = Map::default();
    let mut sources = |inputs: Vec<Input>| {
        let mut sources = Sources::default();
        for input in inputs {
            match input.read() {
                Ok(source) => drop(sources.add(source)),
                Err(failure) => outcome.failures.push(failure),
            }
            paths.insert(input.name, input.path);
            job.progress.step();
        }
        sources
    };
    let (old, new) = (sources(old), sources(new));
    let path = |source: &Source| paths.get(source.name()).and_then(|path| job.scope.relative(path));
    let terms = Terms {
        policy: Some((&job.standing.policy, &path)),
        partial: partial || !outcome.failures.is_empty(),
        ..Terms::new(job.rules)
    };
    let compared = check::compare_on(old, new, terms);
    outcome.unread = compared.before.unread + compared.after.unread;
    outcome.report = DiffReport::new(&compared, &job.standing.waivers, job.reader);
    outcome.passed_over = compared.passed_over;
    outcome
}

/// The files of both versions by county. Two single files are one pair whatever they say, and so are two files of one
/// name that name no county, or counties that only one version has: a county may have been renamed. Each with its county.
fn pairs(
    old: Version,
    new: Version,
    mut registries: Vec<Input>,
    outcome: &mut Outcome,
) -> Vec<(String, Pair)> {
    let twice = |version: &Version, input: &Input| version.iter().any(|other| other.path == input.path);
    registries.retain(|input| !twice(&old, input) && !twice(&new, input));
    if old.len() <= 1 && new.len() <= 1 {
        let both = ([&registries[..], &old].concat(), [&registries[..], &new].concat());
        return vec![(String::new(), both)];
    }
    let mut group = |version: Version| {
        let grouped = drive::grouped(version);
        outcome.skipped.extend(grouped.skipped);
        outcome.failures.extend(grouped.failures);
        (grouped.counties, grouped.shared)
    };
    let (own, everywhere) = group(registries);
    let mut sides = [old, new].map(|version| {
        let (counties, shared) = group(version);
        (by_county(counties), [everywhere.clone(), shared].concat())
    });
    let [(old, old_shared), (new, new_shared)] = &mut sides;
    adopt(old, new);
    let counties: crate::Set<String> = new.keys().chain(old.keys()).cloned().collect();
    let with = |shared: &[Input], county: &str, lists: Option<Vec<Input>>| {
        let own = own.get(county).map_or(&[][..], Vec::as_slice);
        [shared, own, &lists.unwrap_or_default()].concat()
    };
    let pair = |county: String| {
        let (old, new) = (old.swap_remove(&county), new.swap_remove(&county));
        let pair = (with(old_shared, &county, old), with(new_shared, &county, new));
        (county, pair)
    };
    counties.into_iter().map(pair).collect()
}

/// The same with every file that names no county under its last name, so that it meets the one of the other version.
fn by_county(groups: Map<String, Vec<Input>>) -> Map<String, Vec<Input>> {
    let mut counties: Map<String, Vec<Input>> = Map::default();
    for (county, inputs) in groups {
        let alone = inputs
            .first()
            .is_some_and(|input| county == Grouped::alone(&input.name));
        let county = match inputs.first() {
            Some(input) if alone => Grouped::alone(last_name(input)),
            _ => county,
        };
        counties.entry(county).or_default().extend(inputs);
    }
    counties
}

/// Puts the files of a county that only the older version has to the county of the newer that has a file of the same
/// name, and is not in the older version either.
fn adopt(old: &mut Map<String, Vec<Input>>, new: &Map<String, Vec<Input>>) {
    let mut homes: Map<String, &str> = Map::default();
    for (county, inputs) in new.iter().filter(|(county, _)| !old.contains_key(*county)) {
        for input in inputs {
            homes.entry(last_name(input).to_owned()).or_insert(county);
        }
    }
    let orphans: Vec<String> = old
        .keys()
        .filter(|county| !new.contains_key(*county))
        .cloned()
        .collect();
    for county in orphans {
        let home = old[&county].iter().find_map(|input| homes.get(last_name(input)));
        if let Some(home) = home {
            let inputs = old.shift_remove(&county).expect("it is one of its counties");
            old.entry((*home).to_owned()).or_default().extend(inputs);
        }
    }
}

/// The last part of the name of a file.
fn last_name(input: &Input) -> &str {
    input.name.rsplit(['/', ':']).next().unwrap_or(&input.name)
}

//! County by county, in parallel: the files of both versions that speak of one county are compared with each other.

use rayon::prelude::*;

use crate::Map;
use crate::check;
use crate::cli::drive::{self, Grouped};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::reading::files::Input;
use crate::cli::reading::versions::Version;
use crate::report::diff::DiffReport;
use crate::report::{FindingView, Reader, view};
use crate::rule::RuleSet;
use crate::text::Sources;

/// What came of all counties.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What changed.
    pub(super) report: DiffReport,
    /// How many files turned out to be no list.
    pub(super) unread: usize,
    /// Files found in folders that say themselves that they are something else.
    pub(super) skipped: Vec<String>,
    /// What could not be read.
    pub(super) failures: Vec<Failure>,
}

/// The files of one county in both versions.
type Pair = (Vec<Input>, Vec<Input>);

/// Compares the files of two versions.
pub(super) fn run(
    old: Version,
    new: Version,
    rules: &RuleSet,
    reader: Reader,
    progress: &Progress,
) -> Outcome {
    let mut outcome = Outcome::default();
    let pairs = pairs(old, new, &mut outcome);
    progress.start(pairs.iter().map(|(old, new)| old.len() + new.len()).sum());
    let parts: Vec<Outcome> = pairs
        .into_par_iter()
        .map(|pair| one(pair, rules, reader, progress))
        .collect();
    progress.finish();
    for part in parts {
        outcome.report.add(part.report);
        outcome.unread += part.unread;
        outcome.failures.extend(part.failures);
    }
    let report = &mut outcome.report;
    for findings in [
        &mut report.verdicts,
        &mut report.new,
        &mut report.fixed,
        &mut report.unchanged,
    ] {
        let all: Vec<FindingView> = std::mem::take(findings);
        *findings = view::merge(vec![all]);
    }
    outcome
}

/// Compares the files of one county; their texts are gone when it returns.
fn one((old, new): Pair, rules: &RuleSet, reader: Reader, progress: &Progress) -> Outcome {
    let mut outcome = Outcome::default();
    let mut sources = |inputs: Vec<Input>| {
        let mut sources = Sources::default();
        for input in inputs {
            match input.read() {
                Ok(source) => drop(sources.add(source)),
                Err(failure) => outcome.failures.push(failure),
            }
            progress.step();
        }
        sources
    };
    let (old, new) = (sources(old), sources(new));
    let compared = check::compare(old, new, rules);
    outcome.unread = compared.before.unread + compared.after.unread;
    outcome.report = DiffReport::new(&compared, reader);
    outcome
}

/// The files of both versions by county. Two single files are one pair whatever they say, and so are two files of one
/// name that name no county, or counties that only one version has: a county may have been renamed.
fn pairs(old: Version, new: Version, outcome: &mut Outcome) -> Vec<Pair> {
    if old.len() <= 1 && new.len() <= 1 {
        return vec![(old, new)];
    }
    let mut sides = [old, new].map(|version| {
        let grouped = drive::grouped(version);
        outcome.skipped.extend(grouped.skipped);
        outcome.failures.extend(grouped.failures);
        (by_county(grouped.counties), grouped.shared)
    });
    let [(old, old_shared), (new, new_shared)] = &mut sides;
    adopt(old, new);
    let counties: Vec<String> = new.keys().chain(old.keys()).cloned().collect();
    let counties: crate::Set<String> = counties.into_iter().collect();
    let with = |shared: &[Input], own: Option<Vec<Input>>| [shared, &own.unwrap_or_default()].concat();
    counties
        .iter()
        .map(|county| {
            let (old, new) = (old.swap_remove(county), new.swap_remove(county));
            (with(old_shared, old), with(new_shared, new))
        })
        .collect()
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

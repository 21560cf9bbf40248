//! County by county, in parallel, with no more in memory than the counties in flight.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::standing::Baseline;
use crate::check::{self, Outline, Wanted};
use crate::cli::failure::Failure;
use crate::cli::progress::Progress;
use crate::cli::project::standing::Standing;
use crate::cli::reading::files::Input;
use crate::cli::reading::scope::Scope;
use crate::list::{self, yaml::registry};
use crate::report::{Document, FindingView, Reader, View, view};
use crate::rule::{Met, Rule, RuleSet, Watch};
use crate::text::{Source, SourceId, Sources};
use crate::{Map, Set};

/// What came of all counties, in the order of their files.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The findings, in their final order.
    pub(super) findings: Vec<FindingView>,
    /// The lists that were read, county by county.
    pub(super) documents: Vec<Document>,
    /// The lists in outline, in the order of their paths, where the reader wants them.
    pub(super) outlines: Vec<Outline>,
    /// The regions that these lists lie in.
    pub(super) regions: Set<Vec<String>>,
    /// How many files turned out to be no list.
    pub(super) unread: usize,
    /// For each rule in which of the lists it had something to judge.
    pub(super) met: Vec<Met>,
    /// For each rule and step of its plan how many rows the step gave.
    pub(super) rows: Vec<Vec<usize>>,
    /// Files found in folders that say themselves that they are something else.
    pub(super) skipped: Vec<String>,
    /// For each waiver how many findings it set aside.
    pub(super) waived: Vec<usize>,
    /// What could not be read.
    pub(super) failures: Vec<Failure>,
}

/// With what every county is checked.
#[derive(Clone, Copy)]
pub(super) struct Job<'j> {
    /// The rules.
    pub(super) rules: &'j RuleSet,
    /// Which findings count; all of them where nobody says.
    pub(super) standing: Option<(&'j Standing, &'j Scope)>,
    /// Who will read what is found.
    pub(super) reader: Reader,
    /// How far it is.
    pub(super) progress: &'j Progress,
    /// Whether the rows that each step of each plan gives are counted.
    pub(super) rows: bool,
}

/// Checks `inputs`.
pub(super) fn run(inputs: Vec<Input>, job: Job<'_>) -> Outcome {
    let progress = job.progress;
    let mut outcome = Outcome::default();
    let counties = counties(inputs, &mut outcome);
    progress.start(counties.iter().map(Vec::len).sum());
    let counties = counties.into_par_iter().map(|county| one(county, job));
    // What is left of a county is small, and stands in memory between what the next one needs: it is added at once.
    let sum = |mut all: Outcome, more: Outcome| {
        all.add(more);
        all
    };
    outcome.add(counties.fold(Outcome::default, sum).reduce(Outcome::default, sum));
    progress.finish();
    outcome.findings = view::merge(vec![outcome.findings]);
    outcome.outlines.sort_by(|a, b| a.path.cmp(&b.path));
    outcome
}

/// Runs `run` with so many threads, or as many as there are processors.
pub(super) fn threaded<T: Send>(threads: Option<u16>, run: impl FnOnce() -> T + Send) -> T {
    let threads = threads.map_or(0, usize::from);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(run),
        // No thread is to be had: this one does the work.
        Err(_) => run(),
    }
}

/// Reads and checks the files of one county; their texts are gone when it returns.
fn one(county: Vec<Input>, job: Job<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut sources = Sources::default();
    for input in county {
        match input.read() {
            Ok(source) => drop(sources.add(source)),
            Err(failure) => outcome.failures.push(failure),
        }
        job.progress.step();
    }
    let watch = if job.rows { Watch::Rows } else { Watch::Nothing };
    let passages = job.reader.passages;
    let mut checked = check::check_wanting(sources, job.rules, Wanted { watch, passages });
    let waivers = job.standing.map(|(standing, scope)| {
        let path = |source: &Source| scope.relative(Path::new(source.name()));
        standing.policy.settle(&mut checked, job.rules, &path)
    });
    let mut findings = View::new(&checked.sources, &checked.directory, job.reader).all(&checked.findings);
    if let Some((standing, _)) = job.standing {
        outcome.waived = vec![0; standing.waivers.len()];
        for (finding, waiver) in findings.iter_mut().zip(waivers.into_iter().flatten()) {
            if let Some(waiver) = waiver {
                finding.suppression = Some(standing.waivers[waiver].clone());
                outcome.waived[waiver] += 1;
            }
        }
    }
    let document = |list: &check::Document| Document {
        path: Arc::from(checked.sources[list.source].name()),
        township: list.township.clone(),
        duties: list.duties,
        met: Vec::new(),
    };
    Outcome {
        findings,
        documents: checked.documents.iter().map(document).collect(),
        regions: checked.documents.iter().map(|list| list.region.clone()).collect(),
        outlines: checked.outlines,
        unread: checked.unread,
        met: checked.met,
        rows: if job.rows { checked.rows } else { Vec::new() },
        ..outcome
    }
}

impl Outcome {
    /// The documents, each with what the rules that are not off met in it.
    pub(super) fn documents(&mut self, rules: &RuleSet) -> Vec<Document> {
        let mut documents = std::mem::take(&mut self.documents);
        let on = |rule: &Rule| rule.severity.is_some();
        for (_, met) in rules.rules().zip(&self.met).filter(|(rule, _)| on(rule)) {
            for (document, met) in documents.iter_mut().zip(met.lists()) {
                document.met.push(*met);
            }
        }
        documents
    }

    /// The findings as they are known from then on; those set aside, and what is wrong with waivers, are none.
    pub(super) fn baseline(&self) -> Baseline {
        let counting =
            |finding: &&FindingView| finding.suppression.is_none() && finding.code.family() != "waiver";
        let counting = self.findings.iter().filter(counting);
        Baseline::of(counting.map(|finding| (&finding.code, &finding.address, finding.fingerprint)))
    }

    /// Adds the findings, lists, numbers and failures of another.
    fn add(&mut self, other: Outcome) {
        self.findings.extend(other.findings);
        self.documents.extend(other.documents);
        self.regions.extend(other.regions);
        self.outlines.extend(other.outlines);
        self.unread += other.unread;
        add(&mut self.waived, &other.waived);
        match self.met.is_empty() {
            true => self.met = other.met,
            false => self
                .met
                .iter_mut()
                .zip(other.met)
                .for_each(|(met, more)| met.append(more)),
        }
        self.rows
            .resize(self.rows.len().max(other.rows.len()), Vec::new());
        self.rows
            .iter_mut()
            .zip(&other.rows)
            .for_each(|(sums, rows)| add(sums, rows));
        self.failures.extend(other.failures);
    }
}

/// Adds numbers one by one.
fn add(sums: &mut Vec<usize>, numbers: &[usize]) {
    sums.resize(sums.len().max(numbers.len()), 0);
    sums.iter_mut()
        .zip(numbers)
        .for_each(|(sum, number)| *sum += number);
}

/// What the beginning of a file says about it.
enum Head {
    /// A list, or nothing that is known; the county where it is named.
    List(Option<String>),
    /// The bodies of a county, or of all.
    Registry(Option<String>),
    /// Another kind of file of qingdan's.
    Other,
}

/// The files grouped by county, in the order of each county's first file. A file that names no county is one of
/// its own; a registry that names none goes to all.
pub(super) fn counties(inputs: Vec<Input>, outcome: &mut Outcome) -> Vec<Vec<Input>> {
    let grouped = grouped(inputs);
    outcome.skipped.extend(grouped.skipped);
    outcome.failures.extend(grouped.failures);
    let (counties, shared) = (grouped.counties, grouped.shared);
    if counties.is_empty() && !shared.is_empty() {
        return vec![shared];
    }
    // A registry of a county without lists is read all the same: what is wrong with it is to be told.
    let counties = counties.into_values();
    counties.map(|county| [shared.clone(), county].concat()).collect()
}

/// What a file is, as its beginning says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A list, or nothing that is known.
    List,
    /// A registry.
    Registry,
    /// Another kind of file of qingdan's.
    Other,
}

/// What a file is, as its beginning says.
///
/// # Errors
/// It cannot be read.
pub(super) fn kind(input: &Input) -> Result<FileKind, Failure> {
    Ok(match head(input)? {
        Head::List(_) => FileKind::List,
        Head::Registry(_) => FileKind::Registry,
        Head::Other => FileKind::Other,
    })
}

/// Files by what their beginnings say.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    /// By county, in the order of each county's first file; a file that names none is under [`Self::alone`].
    pub(super) counties: Map<String, Vec<Input>>,
    /// Registries that name no county.
    pub(super) shared: Vec<Input>,
    /// Files found in folders that say themselves that they are something else.
    pub(super) skipped: Vec<String>,
    /// What could not be read.
    pub(super) failures: Vec<Failure>,
}

impl Grouped {
    /// Under what a file stands that names no county.
    pub(super) fn alone(name: &str) -> String {
        format!("file {name}")
    }

    /// Whether a file that names no county stands under this.
    pub(super) fn is_alone(county: &str) -> bool {
        county.starts_with("file ")
    }
}

/// Groups files by what their beginnings say.
pub(super) fn grouped(inputs: Vec<Input>) -> Grouped {
    let heads: Vec<Result<Head, Failure>> = inputs.par_iter().map(head).collect();
    let mut grouped = Grouped::default();
    for (input, head) in inputs.into_iter().zip(heads) {
        let county = match head {
            Ok(Head::Other) if !input.named => {
                grouped.skipped.push(input.name);
                continue;
            }
            Ok(Head::Registry(None)) => {
                grouped.shared.push(input);
                continue;
            }
            Err(failure) => {
                grouped.failures.push(failure);
                continue;
            }
            Ok(Head::List(Some(county)) | Head::Registry(Some(county))) => county,
            Ok(Head::List(None) | Head::Other) => Grouped::alone(&input.name),
        };
        grouped.counties.entry(county).or_default().push(input);
    }
    grouped
}

fn head(input: &Input) -> Result<Head, Failure> {
    let head = input.head()?;
    if registry::is_registry(&head) {
        let source = input.read()?;
        let (registry, _) = registry::read(SourceId(0), source.text());
        let region = registry.map(|registry| {
            registry
                .region
                .iter()
                .map(|part| part.as_str())
                .collect::<String>()
        });
        return Ok(Head::Registry(region.filter(|region| !region.is_empty())));
    }
    if is_other(&head) {
        return Ok(Head::Other);
    }
    Ok(Head::List(list::peek(&head)))
}

/// Whether a text says that it is a file of qingdan's, but no list.
fn is_other(head: &str) -> bool {
    let mut lines = head.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    let schema = first.and_then(|line| line.strip_prefix("schema:"));
    let schema = schema.map(|schema| schema.trim().trim_matches(['"', '\'']));
    schema.is_some_and(|schema| schema.starts_with("qingdan/") && !schema.starts_with("qingdan/list@"))
}

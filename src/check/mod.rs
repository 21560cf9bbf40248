//! The one entry: the sources of one county and the rules in, what is wrong out.

mod compare;
mod directory;
pub mod example;
pub mod fixing;
mod gathered;
pub mod outline;
pub mod passages;
pub mod settings;
pub mod standing;

pub use compare::{Compared, Extent, Terms, compare, compare_on};
pub use directory::Directory;
pub use outline::Outline;

use gathered::Gathered;

use crate::finding::{Findings, ListKind};
use crate::graph::Graph;
use crate::list::DutyList;
use crate::rule::{self, Met, RuleSet, Watch};
use crate::text::{SourceId, Sources};

/// A document that was read as lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its source.
    pub source: SourceId,
    /// The township with its region: `甘肃省兰州市西固区河口镇`.
    pub township: String,
    /// The region alone, largest division first.
    pub region: Vec<String>,
    /// How many duties it holds, in the order of [`ListKind::ALL`].
    pub duties: [usize; 3],
}

/// What came of checking some sources.
#[derive(Debug)]
pub struct Checked {
    /// The sources, to which the findings point.
    pub sources: Sources,
    /// Doubts of reading and findings of rules, in order.
    pub findings: Findings,
    /// Which list and duty a place belongs to.
    pub directory: Directory,
    /// The sources that were read as lists, in order.
    pub documents: Vec<Document>,
    /// The lists in outline, where they are wanted.
    pub outlines: Vec<Outline>,
    /// How many sources turned out to be no list at all; a finding says why.
    pub unread: usize,
    /// For each rule, in the order of the set, in which of the lists it had something to judge.
    pub met: Vec<Met>,
    /// For each rule and step of its plan, how many rows the step gave; complete only where they are watched.
    pub rows: Vec<Vec<usize>>,
}

/// Reads `sources`, which should be the lists of one county and the registries that hold for them, builds their
/// graph and runs `rules` over it.
pub fn check(sources: Sources, rules: &RuleSet) -> Checked {
    check_wanting(sources, rules, Wanted::default())
}

/// What is wanted of a check beside its findings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'c> {
    /// What is watched while the rules run.
    pub watch: Watch<'c>,
    /// The words around each finding and the lists in outline, for reports that people read.
    pub passages: bool,
}

/// The same, with more than the findings.
pub fn check_wanting(sources: Sources, rules: &RuleSet, wanted: Wanted<'_>) -> Checked {
    let Gathered {
        lists,
        registries,
        doubts: mut findings,
        unread,
    } = Gathered::new(&sources, |_| true);
    let graph = Graph::build(&sources, &lists, &registries);
    let evaluation = rule::evaluate_watching(rules, &graph, wanted.watch);
    findings.extend(evaluation.findings);
    let findings = Findings::seal(findings);
    let directory = match (findings.is_empty(), wanted.passages) {
        (true, _) => Directory::default(),
        (false, false) => Directory::new(&lists),
        (false, true) => Directory::new(&lists).with_passages(&sources, &lists, &findings),
    };
    let documents = lists.iter().map(Document::new).collect();
    let outlines = match wanted.passages {
        true => Outline::all(&graph),
        false => Vec::new(),
    };
    Checked {
        findings,
        directory,
        documents,
        outlines,
        unread,
        met: evaluation.met,
        rows: evaluation.rows,
        sources,
    }
}

impl Document {
    fn new(list: &DutyList<'_>) -> Self {
        let duties = |kind: ListKind| {
            let sections = list.sections.iter().filter(|section| section.kind == kind);
            let categories = sections.flat_map(|section| &section.categories);
            categories.map(|category| category.duties.len()).sum()
        };
        Self {
            source: list.source,
            township: list.township.full_name(),
            region: list
                .township
                .region
                .iter()
                .map(|part| part.as_str().to_owned())
                .collect(),
            duties: ListKind::ALL.map(duties),
        }
    }
}

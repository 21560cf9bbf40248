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

pub use compare::{Compared, Extent, compare};
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
    /// The lists in outline.
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
    check_watching(sources, rules, Watch::Nothing)
}

/// The same, watching more closely how the rules run.
pub fn check_watching(sources: Sources, rules: &RuleSet, watch: Watch<'_>) -> Checked {
    let Gathered {
        lists,
        registries,
        doubts: mut findings,
        unread,
    } = Gathered::new(&sources, |_| true);
    let graph = Graph::build(&sources, &lists, &registries);
    let evaluation = rule::evaluate_watching(rules, &graph, watch);
    findings.extend(evaluation.findings);
    let findings = Findings::seal(findings);
    let directory = if findings.is_empty() {
        Directory::default()
    } else {
        Directory::new(&lists).with_passages(&sources, &lists, &findings)
    };
    let documents = lists.iter().map(Document::new).collect();
    let outlines = Outline::all(&graph);
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
            duties: ListKind::ALL.map(duties),
        }
    }
}

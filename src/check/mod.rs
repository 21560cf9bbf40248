//! The one entry: the sources of one county and the rules in, what is wrong out.

mod compare;
mod directory;
pub mod example;
mod gathered;

pub use compare::{Compared, Extent, compare};
pub use directory::Directory;

use gathered::Gathered;

use crate::finding::Findings;
use crate::rule::{Coverage, Met, RuleSet};
use crate::text::{SourceId, Sources};

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
    pub lists: Vec<SourceId>,
    /// How many sources turned out to be no list at all; a finding says why.
    pub unread: usize,
    /// How many duties the lists hold.
    pub duties: usize,
    /// For each rule, in the order of the set, how much it had to judge in each of the lists.
    pub met: Vec<Met>,
    /// For each rule and step of its plan, how many rows the step gave.
    pub rows: Vec<Vec<usize>>,
}

/// Reads `sources`, which should be the lists of one county and the registries that hold for them, builds their
/// graph and runs `rules` over it.
pub fn check(sources: Sources, rules: &RuleSet) -> Checked {
    check_noting(sources, rules, None)
}

/// The same; notes in `coverage` which conditions of the rules were met.
fn check_noting(sources: Sources, rules: &RuleSet, coverage: Option<&Coverage>) -> Checked {
    let gathered = Gathered::new(&sources, |_| true);
    let (evaluation, duties) = gathered.evaluate(&sources, rules, coverage);
    let Gathered {
        lists,
        doubts,
        unread,
        ..
    } = gathered;
    let mut findings = doubts;
    findings.extend(evaluation.findings);
    let directory = if findings.is_empty() {
        Directory::default()
    } else {
        Directory::new(&lists)
    };
    let lists = lists.iter().map(|list| list.source).collect();
    Checked {
        findings: Findings::seal(findings),
        directory,
        lists,
        unread,
        duties,
        met: evaluation.met,
        rows: evaluation.rows,
        sources,
    }
}

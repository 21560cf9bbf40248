//! Two versions of the sources of one county, and the rules: what changed, and which findings are new or fixed.

use super::Directory;
use crate::diff::Comparison;
use crate::finding::{BaselineState, Findings};
use crate::text::{SourceId, Sources};

/// What came of comparing two versions.
#[derive(Debug)]
pub struct Compared {
    /// The sources of both versions, to which all places point: first those of the older version, then those of the newer.
    pub sources: Sources,
    /// The first source of the newer version.
    pub boundary: SourceId,
    /// What changed, township by township.
    pub comparison: Comparison,
    /// What the rules over changes found, in order. Labels lead to either version.
    pub changes: Findings,
    /// What reading and all other rules found in the newer version: each [new](BaselineState::New) or
    /// [unchanged](BaselineState::Unchanged), by fingerprint.
    pub findings: Findings,
    /// What was found in the older version and is not in the newer: all [absent](BaselineState::Absent).
    pub fixed: Findings,
    /// Which list and duty a place belongs to, in either version.
    pub directory: Directory,
    /// How much was read of the older version.
    pub before: Extent,
    /// How much was read of the newer version.
    pub after: Extent,
    /// For each rule, in the order of the set, how many rows it looked at in the newer version, or among the changes.
    pub met: Vec<usize>,
}

/// How much was read of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many lists were read.
    pub lists: usize,
    /// How many sources turned out to be no list at all; a finding says why.
    pub unread: usize,
    /// How many duties the lists hold.
    pub duties: usize,
}

impl Compared {
    /// How many findings of the newer version are new and how many are unchanged.
    pub fn new_and_unchanged(&self) -> (usize, usize) {
        let new = |finding: &&crate::finding::Finding| finding.baseline == Some(BaselineState::New);
        let new = self.findings.iter().filter(new).count();
        (new, self.findings.len() - new)
    }
}

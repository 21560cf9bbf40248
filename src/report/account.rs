//! The account of a run: what each rule came to in each document, so that "passed" and "not applied" can be told apart.

use std::sync::Arc;

use super::{FindingView, Report};
use crate::Map;
use crate::finding::{BaselineState, ListKind};

/// A document that was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name of its source.
    pub path: Arc<str>,
    /// The township with its region: `甘肃省兰州市西固区河口镇`.
    pub township: String,
    /// How many duties it holds, in the order of [`ListKind::ALL`].
    pub duties: [usize; 3],
    /// For each rule of the report: whether it had anything to judge here.
    pub met: Vec<bool>,
}

impl Document {
    /// How many duties the list of this kind holds.
    pub fn duties(&self, kind: ListKind) -> usize {
        self.duties[kind as usize]
    }

    /// How many duties all its lists hold.
    pub fn total(&self) -> usize {
        self.duties.iter().sum()
    }
}

/// What one rule came to in one document: how many findings there are, by how they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry<'r> {
    /// Whether the rule had anything to judge. Without it there may still be findings, such as those of reading.
    pub met: bool,
    /// The findings that count.
    pub found: Vec<&'r FindingView>,
    /// Those that somebody set aside.
    pub waived: Vec<&'r FindingView>,
    /// Those that a baseline knew.
    pub known: Vec<&'r FindingView>,
}

/// What came of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'r> {
    /// The name of the source.
    pub path: &'r str,
    /// The document; none where the source is no list, such as a file of rules.
    pub document: Option<&'r Document>,
    /// The id of each rule and what it came to: those of the report in their order, then the others that found
    /// something, such as the doubts of reading.
    pub entries: Map<&'r str, Entry<'r>>,
}

impl Report {
    /// What came of each document, in order of their names, and of each other source that findings point to.
    pub fn account(&self) -> Vec<Part<'_>> {
        let mut parts: Map<&str, Part<'_>> = Map::default();
        for document in &self.documents {
            let met = document.met.iter().copied().chain(std::iter::repeat(false));
            let entries = self.rules.iter().zip(met).map(|(rule, met)| {
                let entry = Entry {
                    met,
                    ..Entry::default()
                };
                (rule.id.as_str(), entry)
            });
            let part = Part {
                path: &document.path,
                document: Some(document),
                entries: entries.collect(),
            };
            parts.insert(&document.path, part);
        }
        for finding in &self.findings {
            let path: &str = &finding.primary.path;
            let part = parts.entry(path).or_insert_with(|| Part {
                path,
                document: None,
                entries: Map::default(),
            });
            if finding.baseline == Some(BaselineState::Absent) {
                continue;
            }
            let entry = part.entries.entry(finding.code.as_str()).or_default();
            if finding.suppression.is_some() {
                entry.waived.push(finding);
            } else if finding.baseline == Some(BaselineState::Unchanged) {
                entry.known.push(finding);
            } else {
                entry.found.push(finding);
            }
        }
        parts.sort_unstable_keys();
        parts.into_values().collect()
    }
}

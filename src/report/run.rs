//! How the run itself went: what it has to say about itself, and which rules were set otherwise than they are written.

use crate::finding::{Code, Language, Severity};
use crate::rule::Rule;

/// How the run itself went, whatever it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The mildest finding that fails the run.
    pub threshold: Severity,
    /// The code that the program exits with.
    pub exit_code: u8,
    /// Why the run is not complete or not valid, and what else is to be said about it.
    pub notices: Vec<Notice>,
    /// The rules whose severity was set otherwise than it is written.
    pub overrides: Vec<Override>,
    /// Whether people are shown the findings that do not count, too.
    pub show_waived: bool,
    /// The way from the root of the repository to the folder of the run, with `/` between its parts; empty at the
    /// root, and where there is no repository.
    pub folder: String,
    /// The root of the repository, with `/` between its parts; empty where there is none.
    pub root: String,
    /// Where the repository comes from, if it comes from anywhere.
    pub provenance: Option<Provenance>,
}

/// Where a repository comes from, and what of it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Its address, without names and passwords.
    pub repository: String,
    /// The id of the commit.
    pub revision: Option<String>,
    /// The name of the branch.
    pub branch: Option<String>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            threshold: Severity::Error,
            exit_code: 0,
            notices: Vec::new(),
            overrides: Vec::new(),
            show_waived: false,
            folder: String::new(),
            root: String::new(),
            provenance: None,
        }
    }
}

impl Run {
    /// Whether the run is complete and valid.
    pub fn is_whole(&self) -> bool {
        self.notices
            .iter()
            .all(|notice| notice.severity != Severity::Error)
    }
}

/// Something to say about the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its name: `input/not-found`.
    pub code: String,
    /// How bad it is; an error means that the run is not complete or not valid.
    pub severity: Severity,
    /// What it is.
    pub text: String,
}

/// A rule whose severity was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The id of the rule.
    pub id: Code,
    /// What must hold, in one line.
    pub title: String,
    /// As its file says; `None` if it is off there.
    pub written: Option<Severity>,
    /// As it was set; `None` if it was turned off.
    pub set: Option<Severity>,
}

impl Override {
    /// What was set for a rule, if anything was.
    pub fn of(rule: &Rule, language: Language) -> Option<Self> {
        (rule.severity != rule.written).then(|| Self {
            id: rule.id.clone(),
            title: rule.title.get(language).to_owned(),
            written: rule.written,
            set: rule.severity,
        })
    }

    /// Whether less is said of a breach than the file of the rule would say.
    pub fn is_lowered(&self) -> bool {
        self.set < self.written
    }
}

//! Severity and confidence: two orders.

use serde::{Deserialize, Serialize};

/// How bad a finding is, mildest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A matter of style.
    Info,
    /// A reviewer would ask.
    Warning,
    /// A reviewer would send the list back.
    Error,
}

impl Severity {
    /// The name used in files and formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a rule is of its findings, least first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Often wrong.
    Low,
    /// Wrong now and then.
    Medium,
    /// Rarely wrong.
    High,
    /// Wrong only where the reader misread.
    VeryHigh,
}

impl Confidence {
    /// The name used in files and formats, that of `precision` in SARIF.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::VeryHigh => "very-high",
        }
    }
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// All together.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// How many are at or above `severity`.
    pub fn at_least(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.total(),
        }
    }
}

/// How grave a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Classify {
    /// A matter of wording.
    Editorial,
    /// A reviewer should look at it.
    Review,
    /// Somebody loses what they relied on.
    Breaking,
}

impl Classify {
    /// The names used in rule files and formats.
    pub const NAMES: [(&str, Classify); 3] = [
        ("breaking", Self::Breaking),
        ("review", Self::Review),
        ("editorial", Self::Editorial),
    ];

    /// The name used in rule files and formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Review => "review",
            Self::Editorial => "editorial",
        }
    }
}

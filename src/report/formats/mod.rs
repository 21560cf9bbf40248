//! The formats: one file each, which merely spells what the report says.

pub mod concise;
pub mod full;
pub mod json;

use std::io::{self, Write};

use super::{Report, Style};
use crate::finding::Words;

/// In which form a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: each finding with its text, underlined.
    Full,
    /// For people: each finding on one line.
    Concise,
    /// For programs: [`json`], version 1.
    Json,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Format; 3] = [Self::Full, Self::Concise, Self::Json];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
        }
    }

    /// Other names on the command line.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["json-v1"],
            _ => &[],
        }
    }

    /// What it is for, for the help.
    pub fn words(self) -> Words {
        match self {
            Self::Full => Words::new("给人看：原文并标出所在", "for people: the text, underlined"),
            Self::Concise => Words::new("给人看：每个问题一行", "for people: one line for each finding"),
            Self::Json => Words::new("给程序：第 1 版", "for programs, version 1"),
        }
    }

    /// Whether the text around each place is shown, see [`super::excerpt`].
    pub fn shows_excerpts(self) -> bool {
        matches!(self, Self::Full)
    }

    /// Whether the words at each place are repeated, see [`super::view::LabelView::quote`].
    pub fn quotes(self) -> bool {
        false
    }
}

/// Writes `report` to `out`, and gives the number of findings for which the format has no room: who reads it limits
/// how many there may be, and the gravest come first.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, format: Format, style: Style) -> io::Result<usize> {
    match format {
        Format::Full => full::write(out, report, style),
        Format::Concise => concise::write(out, report, style),
        Format::Json => json::write(out, report),
    }?;
    Ok(0)
}

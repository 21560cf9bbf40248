//! The formats: one file each, which merely spells what the report says.

pub mod concise;
pub mod full;
pub mod json;
pub mod markdown;
pub mod xlsx;

use std::io::{self, Write};

use super::{Report, Style, html};
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
    /// For people: one page that explores the findings, see [`super::html`].
    Html,
    /// For people: a workbook with a row for each finding.
    Xlsx,
    /// For people: the findings in Markdown, for a merge request.
    Markdown,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Format; 6] = [
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Html,
        Self::Xlsx,
        Self::Markdown,
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Markdown => "markdown",
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
            Self::Xlsx => Words::new(
                "给人看：工作簿，每个问题一行",
                "for people: a workbook, one row for each finding",
            ),
            Self::Markdown => Words::new(
                "给人看：Markdown，用于合并请求",
                "for people: Markdown, for a merge request",
            ),
            Self::Html => Words::new(
                "给人看：网页，可筛选、可打印",
                "for people: a page to filter and to print",
            ),
        }
    }

    /// Whether the text around each place is shown, see [`super::excerpt`].
    pub fn shows_excerpts(self) -> bool {
        matches!(self, Self::Full)
    }

    /// Whether the words around each place and the outlines of the lists are shown, see [`super::passage`].
    pub fn shows_passages(self) -> bool {
        matches!(self, Self::Html | Self::Xlsx | Self::Markdown)
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
        Format::Html => return html::write(out, report, style.language),
        Format::Xlsx => return xlsx::write(out, report, style.language),
        Format::Markdown => return markdown::write(out, report, style.language),
    }?;
    Ok(0)
}

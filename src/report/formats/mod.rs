//! The formats: one file each, which merely spells what the report says.

mod azure;
mod checkstyle;
mod concise;
mod csv;
pub mod full;
mod github;
mod gitlab;
mod grouped;
pub mod json;
mod json_lines;
mod junit;
mod location;
pub mod markdown;
mod rdjson;
pub mod sarif;
pub mod xlsx;
mod xml;

use std::cmp::Reverse;
use std::io::{self, Write};

use super::{FindingView, Report, Style, html};
use crate::finding::Words;

/// In which form a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: each finding with its text, underlined.
    Full,
    /// For people: each finding on one line.
    Concise,
    /// For people: one line each, by document, list and duty.
    Grouped,
    /// For programs: [`json`], version 1.
    Json,
    /// For programs: the same, one object on each line.
    JsonLines,
    /// For services and editors: SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// Test results as JUnit writes them.
    Junit,
    /// The format of Checkstyle.
    Checkstyle,
    /// Issues of Azure Pipelines.
    Azure,
    /// The format of reviewdog.
    Rdjson,
    /// A table for spreadsheets.
    Csv,
    /// For people: one page that explores the findings, see [`super::html`].
    Html,
    /// For people: a workbook with a row for each finding.
    Xlsx,
    /// For people: the findings in Markdown, for a merge request.
    Markdown,
}

impl Format {
    /// All formats, in the order of the help.
    pub const ALL: [Format; 16] = [
        Self::Full,
        Self::Concise,
        Self::Grouped,
        Self::Json,
        Self::JsonLines,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Checkstyle,
        Self::Azure,
        Self::Rdjson,
        Self::Csv,
        Self::Markdown,
        Self::Html,
        Self::Xlsx,
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Grouped => "grouped",
            Self::Json => "json",
            Self::JsonLines => "json-lines",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::Azure => "azure",
            Self::Rdjson => "rdjson",
            Self::Csv => "csv",
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
        let (zh, en) = match self {
            Self::Full => ("原文，标出问题所在", "the text, underlined"),
            Self::Concise => ("每个问题一行", "one line for each finding"),
            Self::Grouped => ("按文件、清单、事项分组", "by document, list and duty"),
            Self::Json => ("供程序使用，第 1 版", "for programs, version 1"),
            Self::JsonLines => ("同上，每行一个对象", "the same, one object on each line"),
            Self::Sarif => (
                "SARIF 2.1.0，供代码平台和编辑器使用",
                "SARIF 2.1.0, for services and editors",
            ),
            Self::Github => ("GitHub Actions 的批注", "annotations of GitHub Actions"),
            Self::Gitlab => ("GitLab 代码质量报告", "Code Quality of GitLab"),
            Self::Junit => (
                "JUnit 测试结果：每份清单逐条规则",
                "JUnit: each rule in each list",
            ),
            Self::Checkstyle => ("Checkstyle 格式，Jenkins 等可读", "for Jenkins and others"),
            Self::Azure => ("Azure Pipelines 的批注", "issues of Azure Pipelines"),
            Self::Rdjson => ("reviewdog 的格式", "for reviewdog"),
            Self::Csv => ("表格，可用 Excel、WPS 打开", "a table for spreadsheets"),
            Self::Markdown => (
                "用于合并请求的评论，不超过其篇幅",
                "for a comment on a merge request",
            ),
            Self::Html => (
                "网页：可筛选、可打印，不需要网络",
                "a page to filter and to print, without network",
            ),
            Self::Xlsx => ("工作簿：每个问题一行", "a workbook, one row for each finding"),
        };
        Words::new(zh, en)
    }

    /// Whether the text around each place is shown, see [`super::excerpt`].
    pub fn shows_excerpts(self) -> bool {
        matches!(self, Self::Full)
    }

    /// Whether people read it as lines of text.
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Full | Self::Concise | Self::Grouped | Self::Markdown)
    }

    /// Whether the words around each place and the outlines of the lists are shown, see [`super::passage`].
    pub fn shows_passages(self) -> bool {
        matches!(self, Self::Html | Self::Xlsx | Self::Markdown)
    }

    /// Whether the words at each place are repeated, see [`super::view::LabelView::quote`].
    pub fn quotes(self) -> bool {
        matches!(self, Self::Sarif)
    }
}

/// At most so many findings, in their order: those that count before the others, the gravest first. Also says how many
/// are left out.
fn gravest(findings: &[FindingView], most: usize) -> (Vec<&FindingView>, usize) {
    let mut kept: Vec<(usize, &FindingView)> = findings.iter().enumerate().collect();
    let left_out = kept.len().saturating_sub(most);
    if left_out > 0 {
        kept.sort_by_key(|(_, finding)| (!finding.counts(), Reverse(finding.severity)));
        kept.truncate(most);
        kept.sort_by_key(|(at, _)| *at);
    }
    (kept.into_iter().map(|(_, finding)| finding).collect(), left_out)
}

/// Writes `report` to `out`, and gives the number of findings for which the format has no room: who reads it limits
/// how many there may be, and the gravest come first.
///
/// # Errors
/// Those of `out`.
pub fn write(out: &mut dyn Write, report: &Report, format: Format, style: Style) -> io::Result<usize> {
    match format {
        Format::Sarif => return sarif::write(out, report, style),
        Format::Github => return github::write(out, report, style),
        Format::Full => full::write(out, report, style),
        Format::Concise => concise::write(out, report, style),
        Format::Grouped => grouped::write(out, report, style),
        Format::Json => json::write(out, report),
        Format::JsonLines => json_lines::write(out, report),
        Format::Gitlab => gitlab::write(out, report),
        Format::Junit => junit::write(out, report, style),
        Format::Checkstyle => checkstyle::write(out, report),
        Format::Azure => azure::write(out, report, style),
        Format::Rdjson => rdjson::write(out, report),
        Format::Csv => csv::write(out, report),
        Format::Html => return html::write(out, report, style.language),
        Format::Xlsx => return xlsx::write(out, report, style.language),
        Format::Markdown => return markdown::write(out, report, style.language),
    }?;
    Ok(0)
}

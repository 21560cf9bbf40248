//! For programs: version 1, frozen. Lines and columns count from 1, columns in characters, offsets in bytes from 0.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::finding::{ListKind, Severity};
use crate::report::view::LabelView;
use crate::report::{FindingView, Report};
use crate::text;

/// The findings of a run of qingdan.
#[derive(Serialize, JsonSchema)]
struct Output<'a> {
    /// The version of this format.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// All findings, ordered by path, place and rule.
    findings: Vec<Finding<'a>>,
    /// What was looked at.
    summary: Summary<'a>,
}

/// One defect or doubt.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Finding<'a> {
    /// The id of the rule.
    rule: &'a str,
    /// How bad it is.
    severity: Severity,
    /// What is wrong, in the language of the run.
    message: &'a str,
    /// The name of the file.
    path: &'a str,
    /// The first character at fault.
    start: Position,
    /// The character after the last one at fault.
    end: Position,
    /// The township with its region, where it is known.
    township: Option<&'a str>,
    /// The list the duty stands in, where the finding is about one.
    list: Option<ListKind>,
    /// The number of the duty as published, where the finding is about one that has a number.
    number: Option<u32>,
    /// The name of the duty, where the finding is about one.
    duty: Option<&'a str>,
    /// What to do about it, where the rule says so.
    help: Option<&'a str>,
    /// The identity of the finding, free of line numbers: 16 hexadecimal digits.
    #[schemars(regex(pattern = "^[0-9a-f]{16}$"))]
    fingerprint: String,
    /// Other places that belong to it.
    related: Vec<Related<'a>>,
}

/// Another place that belongs to a finding.
#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    /// The name of the file.
    path: &'a str,
    /// Its first character.
    start: Position,
    /// The character after its last.
    end: Position,
    /// What is to be seen there; may be empty.
    message: &'a str,
}

/// A place between two characters of a file.
#[derive(Serialize, JsonSchema)]
pub(in crate::report) struct Position {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column in characters (Unicode code points), from 1.
    #[schemars(range(min = 1))]
    column: usize,
    /// The offset in bytes of the text in UTF-8, from 0.
    offset: usize,
}

/// What was looked at.
#[derive(Serialize, JsonSchema)]
struct Summary<'a> {
    /// How many lists were read.
    lists: usize,
    /// How many duties they hold.
    duties: usize,
    /// How many rules were run.
    rules: usize,
    /// How many findings are errors.
    errors: usize,
    /// How many findings are warnings.
    warnings: usize,
    /// How many findings are infos.
    infos: usize,
    /// The rules that met nothing they could judge.
    not_applied: &'a [String],
}

/// The JSON Schema of the output.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Output<'static>>()
}

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let counts = report.summary.counts;
    let output = Output {
        version: 1,
        findings: report.findings.iter().map(Finding::from).collect(),
        summary: Summary {
            lists: report.summary.lists,
            duties: report.summary.duties,
            rules: report.summary.rules,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            not_applied: &report.summary.not_applied,
        },
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    out.write_all(b"\n")
}

impl<'a> From<&'a FindingView> for Finding<'a> {
    fn from(view: &'a FindingView) -> Self {
        let LabelView { path, start, end, .. } = &view.primary;
        Self {
            rule: view.code.as_str(),
            severity: view.severity,
            message: &view.message,
            path,
            start: Position::from(*start),
            end: Position::from(*end),
            township: Some(view.address.township.as_str()).filter(|name| !name.is_empty()),
            list: view.address.list,
            number: view.address.number,
            duty: view.address.duty.as_deref(),
            help: view.help.as_deref(),
            fingerprint: format!("{:016x}", view.fingerprint),
            related: view.related.iter().map(Related::from).collect(),
        }
    }
}

impl<'a> From<&'a LabelView> for Related<'a> {
    fn from(label: &'a LabelView) -> Self {
        Self {
            path: &label.path,
            start: Position::from(label.start),
            end: Position::from(label.end),
            message: &label.words,
        }
    }
}

impl From<text::Position> for Position {
    fn from(position: text::Position) -> Self {
        Self {
            line: position.line,
            column: position.column,
            offset: position.offset,
        }
    }
}

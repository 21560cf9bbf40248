//! For programs: version 1, frozen. Lines and columns count from 1, columns in characters, offsets in bytes from 0.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::finding::{BaselineState, Confidence, ListKind, Severity, SuppressionKind};
use crate::report::view::LabelView;
use crate::report::{FindingView, FixView, Report, SuppressionView, account};
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
    /// How sure the rule is of its findings.
    confidence: Confidence,
    /// An edit that would mend it, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
    /// Who set it aside; such a finding does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<Suppression<'a>>,
    /// How it stands to the baseline, where there is one; an unchanged or absent finding does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Baseline>,
}

/// An edit that would mend a finding.
#[derive(Serialize, JsonSchema)]
struct Fix<'a> {
    /// What it does.
    title: &'a str,
    /// Whether it may be applied without asking.
    safe: bool,
    /// The replacements; they do not overlap.
    edits: Vec<Edit<'a>>,
}

/// One replacement.
#[derive(Serialize, JsonSchema)]
struct Edit<'a> {
    /// The name of the file.
    path: &'a str,
    /// The first character that goes.
    start: Position,
    /// The character after the last that goes.
    end: Position,
    /// What stands there afterwards.
    text: &'a str,
}

/// Who set a finding aside.
#[derive(Serialize, JsonSchema)]
struct Suppression<'a> {
    /// Where it was done.
    kind: Kind,
    /// The name of the file with the waiver.
    path: &'a str,
    /// The first character of the waiver.
    start: Position,
    /// Why.
    reason: &'a str,
    /// By whom.
    by: Option<&'a str>,
    /// The last day it holds, `2027-01-31`.
    until: Option<&'a str>,
}

/// Where a finding was set aside.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
enum Kind {
    /// In the list itself.
    InSource,
    /// In a file of waivers.
    External,
}

/// How a finding stands to those known before.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Baseline {
    /// It was not known.
    New,
    /// It was known.
    Unchanged,
    /// It was known, and is mended.
    Absent,
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
pub(super) struct Summary<'a> {
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
    /// How many rules were not run because they are in preview.
    previews: usize,
    /// How many findings somebody set aside; they are not among the errors, warnings and infos.
    waived: usize,
    /// How many findings the baseline knew; they are not among the errors, warnings and infos.
    known: usize,
    /// The rules whose severity was set otherwise than it is written.
    overrides: Vec<Override<'a>>,
    /// The code that the program exits with.
    exit_code: u8,
    /// What is to be said about the run itself.
    notices: Vec<Notice<'a>>,
    /// The lists, in the order of the run.
    documents: Vec<Document<'a>>,
}

/// A rule whose severity was set.
#[derive(Serialize, JsonSchema)]
struct Override<'a> {
    /// The id of the rule.
    rule: &'a str,
    /// As its file says; null if it is off there.
    written: Option<Severity>,
    /// As it was set; null if it was turned off.
    set: Option<Severity>,
}

/// Something to say about the run.
#[derive(Serialize, JsonSchema)]
struct Notice<'a> {
    /// Its name.
    code: &'a str,
    /// How bad it is; after an error the run is not complete or not valid.
    severity: Severity,
    /// What it is, in the language of the run.
    message: &'a str,
}

/// A list that was checked.
#[derive(Serialize, JsonSchema)]
struct Document<'a> {
    /// The name of the file.
    path: &'a str,
    /// The township with its region.
    township: &'a str,
    /// How many basic duties it holds.
    basic: usize,
    /// How many cooperative duties it holds.
    cooperative: usize,
    /// How many reclaimed duties it holds.
    reclaimed: usize,
    /// The rules that met nothing they could judge in it.
    not_applied: Vec<&'a str>,
}

/// The JSON Schema of the output.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Output<'static>>()
}

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let output = Output {
        version: 1,
        findings: report.findings.iter().map(Finding::from).collect(),
        summary: Summary::from(report),
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
            confidence: view.confidence,
            fix: view.fix.as_ref().map(Fix::from),
            suppression: view.suppression.as_ref().map(Suppression::from),
            baseline: view.baseline.map(|state| match state {
                BaselineState::New => Baseline::New,
                BaselineState::Unchanged => Baseline::Unchanged,
                BaselineState::Absent => Baseline::Absent,
            }),
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

impl<'a> From<&'a FixView> for Fix<'a> {
    fn from(fix: &'a FixView) -> Self {
        let edits = fix.edits.iter().map(|edit| Edit {
            path: &edit.path,
            start: Position::from(edit.start),
            end: Position::from(edit.end),
            text: &edit.text,
        });
        Self {
            title: &fix.title,
            safe: fix.safe,
            edits: edits.collect(),
        }
    }
}

impl<'a> From<&'a SuppressionView> for Suppression<'a> {
    fn from(view: &'a SuppressionView) -> Self {
        Self {
            kind: match view.kind {
                SuppressionKind::InSource => Kind::InSource,
                SuppressionKind::External => Kind::External,
            },
            path: &view.path,
            start: Position::from(view.start),
            reason: &view.reason,
            by: view.by.as_deref(),
            until: view.until.as_deref(),
        }
    }
}

impl<'a> From<&'a Report> for Summary<'a> {
    fn from(report: &'a Report) -> Self {
        let Report { summary, run, .. } = report;
        let overrides = run.overrides.iter().map(|change| Override {
            rule: change.id.as_str(),
            written: change.written,
            set: change.set,
        });
        let notices = run.notices.iter().map(|notice| Notice {
            code: &notice.code,
            severity: notice.severity,
            message: &notice.text,
        });
        Self {
            lists: summary.lists,
            duties: summary.duties,
            rules: summary.rules,
            errors: summary.counts.errors,
            warnings: summary.counts.warnings,
            infos: summary.counts.infos,
            not_applied: &summary.not_applied,
            previews: summary.previews,
            waived: summary.waived,
            known: summary.known,
            overrides: overrides.collect(),
            exit_code: run.exit_code,
            notices: notices.collect(),
            documents: report
                .documents
                .iter()
                .map(|document| Document::of(document, report))
                .collect(),
        }
    }
}

impl<'a> Document<'a> {
    fn of(document: &'a account::Document, report: &'a Report) -> Self {
        let unmet = report.rules.iter().zip(&document.met).filter(|(_, met)| !**met);
        Self {
            path: &document.path,
            township: &document.township,
            basic: document.duties(ListKind::Basic),
            cooperative: document.duties(ListKind::Cooperative),
            reclaimed: document.duties(ListKind::Reclaimed),
            not_applied: unmet.map(|(rule, _)| rule.id.as_str()).collect(),
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

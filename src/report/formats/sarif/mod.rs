//! SARIF 2.1.0 as GitHub, Azure DevOps and editors read it: one run, one location for each finding, columns in
//! characters, and within the limits of <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files>.

mod model;
mod tool;

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::gravest;
use super::location::{from_root, is_absolute, uri};
use crate::finding::{Address, BaselineState, Language, Severity, SuppressionKind};
use crate::report::view::LabelView;
use crate::report::{
    FindingView, FixView, Notice, Provenance, Report, Style, SuppressionView, phrases, tame,
};
use crate::text::Position;
use model::{
    Artifact, ArtifactLocation, Automation, Base, Bases, Change, Content, Fingerprints, Fix, Inserted,
    Invocation, Location, Log, LogicalLocation, Mapped, Message, Notification, Outcome, Override,
    PhysicalLocation, Region, Replacement, Run, Suppression, VersionControl,
};
use tool::Index;

/// For how much there is room.
#[derive(Clone, Copy)]
struct Room {
    /// How many results.
    results: usize,
    /// How many bytes, packed.
    bytes: usize,
}

/// How many results of a run GitHub takes, and how large the file may be once it is packed.
const ROOM: Room = Room {
    results: 25_000,
    bytes: 10_000_000,
};
/// How many locations of a result it shows.
const MOST_RELATED: usize = 100;
/// The name of the notification that findings were left out.
const LEFT_OUT: &str = "output/left-out";

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<usize> {
    write_within(out, report, style, ROOM)
}

/// The same with other limits than GitHub's.
fn write_within(out: &mut dyn Write, report: &Report, style: Style, room: Room) -> io::Result<usize> {
    let (shown, left_out) = gravest(&report.findings, room.results);
    let shown_count = shown.len();
    let more = (left_out > 0).then(|| Notice {
        code: LEFT_OUT.to_owned(),
        severity: Severity::Warning,
        text: phrases::left_out("sarif", left_out)
            .get(style.language)
            .to_owned(),
    });
    let (tool, index) = tool::tool(report, more.as_ref().map(|notice| notice.code.as_str()), style);
    let writer = Spell { report, style, index };
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool,
            language: match style.language {
                Language::Zh => "zh-CN",
                Language::En => "en-US",
            },
            column_kind: "unicodeCodePoints",
            automation_details: Automation { id: "qingdan/check/" },
            version_control_provenance: report.run.provenance.iter().map(provenance).collect(),
            original_uri_base_ids: Bases {
                root: Base {
                    description: Message::plain(phrases::root(style.language)),
                },
            },
            invocations: [writer.invocation(more.as_ref())],
            artifacts: writer.artifacts(),
            results: shown.into_iter().map(|finding| writer.result(finding)).collect(),
        }],
    };
    let mut text = serde_json::to_vec_pretty(&log)?;
    text.push(b'\n');
    let packed = packed(&text, room.bytes)?;
    if packed <= room.bytes || shown_count == 0 {
        out.write_all(&text)?;
        return Ok(left_out);
    }
    // The results are about alike; one in twenty less, so that it comes to an end soon.
    let share = room.bytes as f64 / packed as f64 * 0.95;
    let results = ((shown_count as f64 * share) as usize).min(shown_count - 1);
    write_within(out, report, style, Room { results, ..room })
}

/// How many bytes a text takes once it is packed as it is sent to GitHub; all of it where that is little.
fn packed(text: &[u8], little: usize) -> io::Result<usize> {
    if text.len() <= little {
        return Ok(text.len());
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text)?;
    Ok(packed.finish()?.len())
}

/// Where the repository comes from.
fn provenance(from: &Provenance) -> VersionControl<'_> {
    VersionControl {
        repository_uri: &from.repository,
        revision_id: from.revision.as_deref(),
        branch: from.branch.as_deref(),
        mapped_to: Mapped {
            uri_base_id: "%SRCROOT%",
        },
    }
}

/// Spells the parts of a run.
struct Spell<'a> {
    report: &'a Report,
    style: Style,
    index: Index<'a>,
}

impl<'a> Spell<'a> {
    fn invocation(&self, more: Option<&'a Notice>) -> Invocation<'a> {
        let run = &self.report.run;
        let overrides = run.overrides.iter().map(|change| Override {
            configuration: tool::configuration(change.set),
            descriptor: self.index.rule(change.id.as_str()),
        });
        let (configuration, execution): (Vec<&Notice>, Vec<&Notice>) = run
            .notices
            .iter()
            .chain(more)
            .partition(|notice| notice.code.starts_with("rules/") || notice.code.starts_with("config/"));
        let spelled = |notices: Vec<&'a Notice>| {
            let spell = |notice: &'a Notice| Notification {
                descriptor: self.index.notice(&notice.code),
                level: level(notice.severity),
                message: Message::plain(one_line(&notice.text)),
            };
            notices.into_iter().map(spell).collect()
        };
        Invocation {
            execution_successful: run.is_whole(),
            exit_code: run.exit_code,
            rule_configuration_overrides: overrides.collect(),
            tool_execution_notifications: spelled(execution),
            tool_configuration_notifications: spelled(configuration),
        }
    }

    fn artifacts(&self) -> Vec<Artifact> {
        let documents = self.report.documents.iter();
        let artifact = documents.map(|document| Artifact {
            location: self.file(&document.path),
            roles: ["analysisTarget"],
        });
        artifact.collect()
    }

    fn file(&self, path: &str) -> ArtifactLocation {
        let path = from_root(path, &self.report.run);
        ArtifactLocation {
            uri: uri(&path),
            uri_base_id: (!is_absolute(&path)).then_some("%SRCROOT%"),
        }
    }

    fn result(&self, finding: &'a FindingView) -> Outcome<'a> {
        let rule = self.index.rule(finding.code.as_str());
        let shown = finding.related.iter().take(MOST_RELATED);
        let related: Vec<Location> = shown
            .enumerate()
            .map(|(at, label)| Location {
                id: Some(at + 1),
                message: Some(Message::plain(words(label))),
                ..self.location(label, &label.address)
            })
            .collect();
        let primary = Location {
            message: (!finding.primary.words.is_empty())
                .then(|| Message::plain(one_line(&finding.primary.words))),
            ..self.location(&finding.primary, &finding.address)
        };
        Outcome {
            rule_id: rule.id,
            rule_index: rule.index,
            rule: rule.tool_component.map(|_| rule),
            level: level(finding.severity),
            kind: "fail",
            message: Message::plain(self.message(finding)),
            locations: [primary],
            related_locations: related,
            partial_fingerprints: Fingerprints {
                line: finding.line_hash.clone(),
                own: format!("{:016x}", finding.fingerprint),
            },
            baseline_state: finding.baseline.map(BaselineState::as_str),
            suppressions: finding
                .suppression
                .iter()
                .map(|by| self.suppression(by))
                .collect(),
            fixes: finding.fix.iter().map(|fix| self.fix(fix)).collect(),
        }
    }

    /// What is wrong, then links to the first related places: GitHub shows only those that the message links to.
    fn message(&self, finding: &FindingView) -> String {
        const LINKS: usize = 10;
        let mut text = unlinked(&one_line(&finding.message));
        let links: Vec<String> = (1..=LINKS)
            .zip(&finding.related)
            .map(|(at, label)| format!("[{}]({at})", link_text(&words(label))))
            .collect();
        if !links.is_empty() {
            let language = self.style.language;
            text = format!(
                "{text}\n{}{}",
                phrases::see_also(language),
                links.join(phrases::comma(language))
            );
        }
        if let Some(help) = &finding.help {
            text = format!(
                "{text}\n{}{}",
                phrases::help(self.style.language),
                unlinked(&one_line(help))
            );
        }
        text
    }

    fn location(&self, label: &LabelView, address: &Address) -> Location {
        Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: self.file(&label.path),
                region: region_of(label),
            },
            logical_locations: self.logical(address).into_iter().collect(),
            message: None,
        }
    }

    fn logical(&self, address: &Address) -> Option<LogicalLocation> {
        let language = self.style.language;
        let list = address.list.map(|kind| phrases::list(kind, language));
        let duty = phrases::duty(address, language);
        let parts = [address.township.as_str(), list.unwrap_or(""), &duty];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(one_line)
            .collect();
        (!parts.is_empty()).then(|| LogicalLocation {
            name: address
                .duty
                .as_deref()
                .map(one_line)
                .filter(|name| !name.is_empty()),
            fully_qualified_name: parts.join("/"),
            kind: if address.duty.is_some() { "duty" } else { "list" },
        })
    }

    fn suppression(&self, by: &SuppressionView) -> Suppression {
        let justification = phrases::suppression(by, self.style.language);
        Suppression {
            kind: match by.kind {
                SuppressionKind::InSource => "inSource",
                SuppressionKind::External => "external",
            },
            status: "accepted",
            justification: one_line(&justification),
            location: Location {
                id: None,
                physical_location: PhysicalLocation {
                    artifact_location: self.file(&by.path),
                    region: region(by.start, by.start),
                },
                logical_locations: Vec::new(),
                message: None,
            },
        }
    }

    fn fix(&self, fix: &'a FixView) -> Fix<'a> {
        let mut changes: crate::Map<&str, Vec<Replacement<'a>>> = crate::Map::default();
        for edit in &fix.edits {
            let replacement = Replacement {
                deleted_region: region(edit.start, edit.end),
                inserted_content: Inserted { text: &edit.text },
            };
            changes.entry(&*edit.path).or_default().push(replacement);
        }
        let changes = changes.into_iter().map(|(path, replacements)| Change {
            artifact_location: self.file(path),
            replacements,
        });
        let title = match fix.safe {
            true => one_line(&fix.title),
            false => format!(
                "{}{}",
                one_line(&fix.title),
                phrases::unsafe_fix(self.style.language)
            ),
        };
        Fix {
            description: Message::plain(title),
            artifact_changes: changes.collect(),
        }
    }
}

/// The level of a severity (§3.27.10).
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The region of a place with its text. One that spans lines is cut after the first: a pull request shows an alert
/// only if all its lines were changed.
fn region_of(label: &LabelView) -> Region {
    let (start, end) = (label.start, label.end);
    let Some(quote) = &label.quote else {
        return region(start, end);
    };
    let first = quote.split('\n').next().unwrap_or("").trim_end_matches('\r');
    let columns = first.chars().count();
    Region {
        end_line: start.line,
        end_column: start.column + columns,
        snippet: Some(Content {
            text: first.to_owned(),
        }),
        ..region(start, start)
    }
}

fn region(start: Position, end: Position) -> Region {
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        snippet: None,
    }
}

/// What is to be seen at a place, or else where it is.
fn words(label: &LabelView) -> String {
    match label.words.is_empty() {
        true => format!(
            "{}:{}:{}",
            tame::line(&label.path),
            label.start.line,
            label.start.column
        ),
        false => one_line(&label.words),
    }
}

/// A text on one line, harmless to read.
fn one_line(text: &str) -> String {
    tame::line(text).into_owned()
}

/// A text in which nothing is taken for a link (§3.11.6).
fn unlinked(text: &str) -> String {
    text.replace("](", "] (")
}

/// The text of a link, its brackets escaped (§3.11.6).
fn link_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Directory;
    use crate::finding::{Code, Finding, Findings, Severity, Words};
    use crate::report::{Reader, Summary, View};
    use crate::text::{Place, Source, Sources, Span};

    #[test]
    fn what_is_too_large_once_packed_is_cut_by_severity() {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("丁镇.txt", "清单"));
        let place = Place {
            source,
            span: Span::new(0, 3),
        };
        let finding = |number: u64| {
            let severity = if number == 250 {
                Severity::Error
            } else {
                Severity::Info
            };
            // Words that do not pack well.
            let word = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let message = format!("{word:x}{:x}", word.rotate_left(21) ^ number);
            Finding::new(Code::new("a/b"), severity, Words::plain(message), place)
        };
        let findings = Findings::seal((0..300).map(finding).collect());
        let view = View::new(&sources, &Directory::default(), Reader::default()).all(&findings);
        let report = Report::new(view, Summary::default());
        let style = Style {
            language: Language::En,
            width: 100,
            color: false,
            summary: true,
        };
        for bytes in [9_000, 4_000, 1_000] {
            let mut out = Vec::new();
            let room = Room { bytes, ..ROOM };
            let left_out = write_within(&mut out, &report, style, room).expect("memory takes all");
            let size = packed(&out, 0).expect("memory takes all");
            let log: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
            let results = log["runs"][0]["results"].as_array().expect("a list");
            assert_eq!(results.len() + left_out, 300);
            assert!(
                size <= bytes || results.is_empty(),
                "{size} of {bytes}, {left_out}"
            );
            assert!(results.is_empty() || results.iter().any(|result| result["level"] == "error"));
            let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
            assert_eq!(told["descriptor"]["id"], LEFT_OUT);
        }
    }
}

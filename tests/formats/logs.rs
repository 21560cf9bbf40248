//! What services read from logs and files: GitHub, Azure, GitLab, reviewdog; each line decoded as they decode it.

use std::collections::{BTreeMap, BTreeSet};

use qingdan::finding::Severity;
use qingdan::report::{FindingView, Format, Report, tame};
use serde_json::Value;

use super::samples::{hostile, standing};
use super::{assert_snapshot, harmful, spelled, whole};

/// Each finding in a report of its own, so that no limit hides one.
fn alone(report: &Report) -> impl Iterator<Item = (&FindingView, Report)> {
    report.findings.iter().map(|finding| {
        let alone = Report::new(vec![finding.clone()], report.summary.clone());
        (finding, alone)
    })
}

/// A command with its properties and its data.
type Command = (String, BTreeMap<String, String>, String);

/// Reads a line as the runner of GitHub Actions does (`ActionCommand.TryParseV2`); none if it is no command.
fn github_command(line: &str) -> Option<Command> {
    let unescape = |text: &str, property: bool| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        let text = match property {
            true => text.replace("%3A", ":").replace("%2C", ","),
            false => text,
        };
        text.replace("%25", "%")
    };
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.split(',').filter_map(|property| {
        let (key, value) = property.split_once('=')?;
        Some((key.to_owned(), unescape(value, true)))
    });
    Some((name.to_owned(), properties.collect(), unescape(data, false)))
}

#[test]
fn github_annotations_hold_hostile_text() {
    for (finding, report) in alone(&harmful()) {
        let text = spelled(&report, Format::Github);
        assert_eq!(text.lines().count(), 1, "{text}");
        let (name, properties, data) = github_command(text.trim_end_matches('\n')).expect("it is a command");
        assert_eq!(name, "warning");
        let place = &finding.primary;
        let path: Vec<_> = place.path.split('\n').map(tame::line).collect();
        assert_eq!(properties["file"], path.join("\n"));
        assert_eq!(properties["line"], place.start.line.to_string());
        assert_eq!(properties["title"], finding.code.as_str());
        assert_eq!(properties.contains_key("col"), place.start.line == place.end.line);
        let message: Vec<_> = finding.message.split('\n').map(tame::line).collect();
        assert_eq!(data, message.join("\n"));
    }
}

#[test]
fn github_shows_the_gravest_and_tells_of_the_others() {
    let mut report = whole();
    let grave = report
        .counting()
        .find(|finding| finding.severity == Severity::Error);
    let grave = grave.expect("the sample has an error").clone();
    report.findings.extend(std::iter::repeat_n(grave, 12));
    let text = spelled(&report, Format::Github);
    let kinds = |kind: &str| {
        let commands = text
            .lines()
            .map(|line| github_command(line).expect("each line is a command"));
        commands.filter(|(name, ..)| name == kind).count()
    };
    assert_eq!(
        (kinds("error"), kinds("warning"), kinds("notice")),
        (10, 1, 2),
        "{text}"
    );
    let (_, _, told) = github_command(text.lines().last().unwrap_or_default()).expect("it is a command");
    assert!(told.contains("5 处"), "{told}");
}

/// Reads a line as the agent of Azure Pipelines does: the command begins wherever its mark is first met.
fn azure_command(line: &str) -> Option<Command> {
    let unescape = |text: &str| {
        let text = text.replace("%3B", ";").replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%5D", "]").replace("%AZP25", "%")
    };
    let (_, rest) = line.split_once("##vso[")?;
    let (head, data) = rest.split_once(']')?;
    let (name, properties) = head.split_once(' ')?;
    let properties = properties.split(';').filter_map(|property| {
        let (key, value) = property.split_once('=')?;
        Some((key.to_owned(), unescape(value)))
    });
    Some((name.to_owned(), properties.collect(), unescape(data)))
}

#[test]
fn azure_issues_hold_hostile_text() {
    for (finding, report) in alone(&harmful()) {
        let text = spelled(&report, Format::Azure);
        assert_eq!(text.lines().count(), 1, "{text}");
        let (name, properties, data) = azure_command(text.trim_end_matches('\n')).expect("it is a command");
        assert_eq!(name, "task.logissue");
        assert_eq!(properties["type"], "warning");
        assert_eq!(properties["sourcepath"], tame::line(&finding.primary.path));
        assert_eq!(properties["code"], finding.code.as_str());
        assert_eq!(data, tame::line(&finding.message));
    }
}

#[test]
fn gitlab_has_one_identity_for_each_entry() {
    let mut twice = whole();
    let copies: Vec<FindingView> = twice.findings.iter().map(moved).collect();
    twice.findings.extend(copies);
    for report in [whole(), harmful(), twice] {
        let issues: Value = serde_json::from_str(&spelled(&report, Format::Gitlab)).expect("it is JSON");
        let issues = issues.as_array().expect("issues are a list");
        assert_eq!(issues.len(), report.counting().count());
        let prints: BTreeSet<&str> = issues
            .iter()
            .filter_map(|issue| issue["fingerprint"].as_str())
            .collect();
        assert_eq!(prints.len(), issues.len());
        for (issue, finding) in issues.iter().zip(report.counting()) {
            assert_eq!(issue["location"]["path"], &*finding.primary.path);
            assert_eq!(issue["location"]["lines"]["begin"], finding.primary.start.line);
            assert_eq!(issue["check_name"], finding.code.as_str());
            let levels = ["info", "minor", "major", "critical", "blocker"];
            assert!(levels.contains(&issue["severity"].as_str().unwrap_or_default()));
            let text = issue["description"].as_str().unwrap_or_default();
            assert!(
                text.contains(finding.code.as_str()) && !text.contains(char::is_control),
                "{text}"
            );
        }
    }
}

/// The same finding in another file, as where a list lies in two places.
fn moved(finding: &FindingView) -> FindingView {
    let mut moved = finding.clone();
    moved.primary.path = format!("copy/{}", moved.primary.path).into();
    moved
}

#[test]
fn reviewdog_finds_the_text_by_bytes() {
    for (sources, findings) in [standing(), hostile()] {
        let report = super::report(&sources, &findings, super::style(Default::default(), 100));
        let json: Value = serde_json::from_str(&spelled(&report, Format::Rdjson)).expect("it is JSON");
        let diagnostics = json["diagnostics"].as_array().expect("diagnostics are a list");
        let counting: Vec<_> = findings.iter().filter(|finding| finding.counts()).collect();
        assert_eq!(diagnostics.len(), counting.len());
        for (finding, diagnostic) in counting.iter().zip(diagnostics) {
            let source = &sources[finding.primary.place.source];
            let offset = |at: &Value| {
                let number = |key: &str| usize::try_from(at[key].as_u64().expect("a number")).expect("small");
                let lines = source.text().split('\n').take(number("line") - 1);
                lines.map(|line| line.len() + 1).sum::<usize>() + number("column") - 1
            };
            let range = &diagnostic["location"]["range"];
            let (start, end) = (offset(&range["start"]), offset(&range["end"]));
            let span = finding.primary.place.span;
            assert_eq!(
                (start, end),
                (span.start as usize, (span.end as usize).max(start))
            );
            assert_eq!(diagnostic["location"]["path"], source.name());
            let levels = ["ERROR", "WARNING", "INFO"];
            assert!(levels.contains(&diagnostic["severity"].as_str().unwrap_or_default()));
            for suggestion in diagnostic["suggestions"].as_array().into_iter().flatten() {
                let (start, end) = (
                    offset(&suggestion["range"]["start"]),
                    offset(&suggestion["range"]["end"]),
                );
                assert_eq!(&source.text()[start..end], "区市场监管局");
                assert_eq!(suggestion["text"], "区市场监督管理局");
            }
        }
    }
}

#[test]
fn samples_look_as_they_did_in_logs() {
    for format in [
        Format::Concise,
        Format::Grouped,
        Format::Github,
        Format::Azure,
        Format::Gitlab,
        Format::Rdjson,
    ] {
        assert_snapshot(format.as_str(), &spelled(&whole(), format));
    }
    for format in [Format::Concise, Format::Grouped, Format::Github, Format::Azure] {
        assert_snapshot(
            &format!("{}-hostile", format.as_str()),
            &spelled(&harmful(), format),
        );
    }
}

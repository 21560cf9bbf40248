//! The reports as commands write them: where they go, what they say of the run, and one exit code for all of them.
#![expect(clippy::disallowed_methods, reason = "the test writes the files it runs on")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod desk;

use std::fs;
use std::process::Output;

use desk::{Desk, LIST};
use qingdan::report::Format;
use serde_json::{Value, json};

/// A folder with a list that has findings, and one that has none at the threshold.
fn desk() -> Desk {
    let milder = LIST.replace("处罚", "劝导").replace("丁镇", "戊镇");
    Desk::new(&[("清单/丁镇.yaml", LIST), ("清单/戊镇.yaml", &milder)])
}

fn run(desk: &Desk, line: &str, environment: &[(&str, &str)]) -> Output {
    desk.run_in(line, &[&[("QINGDAN_LANG", "zh")], environment].concat())
}

fn code(desk: &Desk, line: &str) -> i32 {
    run(desk, line, &[]).status.code().expect("no signal ended it")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn every_format_has_the_same_exit_code() {
    let desk = desk();
    fs::create_dir(desk.path("leer")).unwrap();
    let assert_code = |arguments: &str, format: Format, expected: i32| {
        let line = format!("check {arguments} --format {}=report", format.as_str());
        assert_eq!(code(&desk, &line), expected, "{line}");
        let report = fs::read(desk.path("report")).unwrap();
        let may_be_empty = matches!(format, Format::Github | Format::Azure);
        assert!(!report.is_empty() || may_be_empty, "{line}");
    };
    for format in Format::ALL {
        for (arguments, expected) in [("清单", 1), ("清单/戊镇.yaml", 0), ("清单 fehlt.yaml", 2)] {
            assert_code(arguments, format, expected);
        }
    }
    for (arguments, expected) in [
        ("清单/戊镇.yaml --fail-on warning", 1),
        ("清单 --exit-zero", 0),
        ("leer", 2),
        ("leer --allow-empty", 0),
        ("清单/戊镇.yaml --fail-on-unapplied", 2),
        ("清单 --severity no/such=off", 2),
    ] {
        assert_code(arguments, Format::Sarif, expected);
        assert_code(arguments, Format::Junit, expected);
    }
}

#[test]
fn several_reports_go_to_their_files() {
    let desk = desk();
    let output = run(
        &desk,
        "check 清单 --format sarif=a.sarif --format json=b.json --format concise",
        &[],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).starts_with("清单/丁镇.yaml:"),
        "{}",
        stdout(&output)
    );
    let json: Value = serde_json::from_slice(&fs::read(desk.path("b.json")).unwrap()).unwrap();
    let sarif: Value = serde_json::from_slice(&fs::read(desk.path("a.sarif")).unwrap()).unwrap();
    assert_eq!(
        json["findings"].as_array().unwrap().len(),
        sarif["runs"][0]["results"].as_array().unwrap().len()
    );
    // The reports of this run are no lists of the next.
    let again = run(
        &desk,
        "check . --format json=清单/b.yaml -o c.txt --format concise",
        &[],
    );
    assert_eq!(again.status.code(), Some(1));
    let again = run(
        &desk,
        "check . --format json=清单/b.yaml -o c.txt --format concise",
        &[],
    );
    assert_eq!(again.status.code(), Some(1), "{}", stderr(&again));
}

#[test]
fn one_place_holds_one_report() {
    let desk = desk();
    for line in [
        "check 清单 --format json --format sarif",
        "check 清单 --format json=a --format sarif=a",
        "check 清单 --format json --format sarif -o a",
        "check 清单 --format nonsense",
        "check 清单 --format jsn=a",
    ] {
        assert_eq!(code(&desk, line), 2, "{line}");
        assert!(!desk.path("a").exists(), "{line}");
    }
    let output = run(&desk, "check 清单", &[("QINGDAN_FORMAT", "jsn")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("QINGDAN_FORMAT"), "{}", stderr(&output));
}

#[test]
fn the_environment_names_formats_and_flags_win() {
    let desk = desk();
    let output = run(&desk, "check 清单", &[("QINGDAN_FORMAT", "concise,json=a.json")]);
    assert!(stdout(&output).starts_with("清单/丁镇.yaml:"));
    assert!(desk.path("a.json").exists());
    let output = run(
        &desk,
        "check 清单 --format json-v1",
        &[("QINGDAN_FORMAT", "concise")],
    );
    assert!(stdout(&output).starts_with('{'));
    let output = run(&desk, "check 清单 --format concise", &[("QINGDAN_FORMAT", "")]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn auto_annotates_and_summarises_in_github_actions() {
    let desk = desk();
    let summary = desk.path("summary.md");
    fs::write(&summary, "已有的内容\n").unwrap();
    let summary_path = summary.to_str().unwrap();
    let actions = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary_path)];
    let output = run(&desk, "check 清单 --format auto", &actions);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).starts_with("::error file=清单/丁镇.yaml,"),
        "{}",
        stdout(&output)
    );
    let written = fs::read_to_string(&summary).unwrap();
    assert!(
        written.starts_with("已有的内容\n") && written.contains("丁镇"),
        "{written}"
    );
    let output = run(&desk, "check 清单 --format auto", &[]);
    assert!(stdout(&output).contains("╭─["), "{}", stdout(&output));
}

#[test]
fn services_are_told_the_path_from_the_root_of_the_repository() {
    let desk = desk();
    fs::create_dir(desk.path(".git")).unwrap();
    let mut command = desk.command("check 丁镇.yaml --format sarif");
    let output = command.current_dir(desk.path("清单")).output().unwrap();
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(location["uri"], "%E6%B8%85%E5%8D%95/%E4%B8%81%E9%95%87.yaml");
    assert_eq!(location["uriBaseId"], "%SRCROOT%");
    let text = stdout(&output);
    assert!(
        !text.contains(desk.path("").to_str().unwrap()),
        "no path of this machine is in it"
    );
}

/// Nothing passes in silence, whichever report is read.
#[test]
fn what_was_not_looked_at_and_what_was_lowered_is_said() {
    let desk = desk();
    let line = "check 清单 fehlt.yaml --severity conflict/township-enforces=info --format sarif=a --format json=b \
                --format junit=c --format concise";
    let output = run(&desk, line, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("fehlt.yaml"));
    assert!(
        stdout(&output).contains("设置调低了 1 条规则的级别：conflict/township-enforces（错误改为提示）")
    );
    assert!(
        stdout(&output).contains("没有遇到可判断的内容：conflict/"),
        "rules that met nothing are named"
    );
    let read = |name: &str| desk.read(name);
    let sarif: Value = serde_json::from_str(&read("a")).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["exitCode"], 2);
    assert_eq!(
        invocation["toolExecutionNotifications"][0]["descriptor"]["id"],
        "input/not-found"
    );
    assert_eq!(
        invocation["ruleConfigurationOverrides"][0]["descriptor"]["id"],
        "conflict/township-enforces"
    );
    let json: Value = serde_json::from_str(&read("b")).unwrap();
    assert_eq!(json["summary"]["notices"][0]["code"], "input/not-found");
    assert_eq!(json["summary"]["exit_code"], 2);
    assert_eq!(json["summary"]["overrides"][0]["set"], "info");
    let junit = read("c");
    assert!(
        junit.contains("errors=\"1\"") && junit.contains("<skipped>没有遇到可判断的内容</skipped>"),
        "{junit}"
    );
}

#[test]
fn what_finds_no_room_is_said_on_standard_error_too() {
    let desk = desk();
    for number in 0..12 {
        let name = format!("清单/{number}.yaml");
        desk.put(&name, LIST.replace("丁镇", &format!("镇{number}")));
    }
    let output = run(&desk, "check 清单 --format github", &[]);
    assert_eq!(stdout(&output).matches("::error ").count(), 10);
    assert!(stdout(&output).contains("::notice title=qingdan::"));
    assert!(stderr(&output).contains("没有写入"), "{}", stderr(&output));
}

/// Whether the runner of GitHub Actions or the agent of Azure Pipelines would obey a line: `ActionCommand.TryParseV2` and
/// `TryParse` of the former, `Command.TryParse` of the latter.
fn is_obeyed(line: &str) -> bool {
    let named = line
        .trim_start()
        .strip_prefix("::")
        .is_some_and(|rest| rest.contains("::"));
    let lower = line.to_ascii_lowercase();
    named || lower.contains("##[") || lower.contains("##vso[")
}

#[test]
fn no_word_of_a_document_is_obeyed_by_a_runner() {
    let hostile = "::error file=a::假的 ##[error]假的 ##vso[task.setvariable variable=a]假的";
    let words = format!("{hostile}{}", " ::stop-commands::x".repeat(12));
    let list = LIST.replace("打击传销", &format!("'{words}，，{words}'"));
    let name = "::error::清单##[group]甲.yaml";
    let desk = Desk::new(&[(name, &list), ("##vso[a]b.txt", "买菜：\n"), ("旧.yaml", LIST)]);
    let runs = [
        (
            "GITHUB_ACTIONS",
            "check . fehlt::.yaml --format full --width 40 --lang en",
        ),
        (
            "TF_BUILD",
            "check . fehlt::.yaml --format full --width 40 --lang zh",
        ),
        ("GITHUB_ACTIONS", "check . --format concise --lang zh"),
        ("GITHUB_ACTIONS", "check . --format grouped --lang en"),
        ("TF_BUILD", "check . --format markdown --lang zh"),
        (
            "GITHUB_ACTIONS",
            &format!("diff 旧.yaml {name} --width 40 --lang zh"),
        ),
        ("GITHUB_ACTIONS", "check . --diff --lang en"),
        ("TF_BUILD", "fmt --check --lang en"),
        ("GITHUB_ACTIONS", "files --lang zh"),
    ];
    for (variable, line) in runs {
        let output = desk.run_in(line, &[(variable, "true")]);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let obeyed = said.split(['\n', '\r']).find(|line| is_obeyed(line));
        assert_eq!(obeyed, None, "{line}");
        assert!(
            said.contains("假的") || said.contains("清单"),
            "{line} shows it: {said}"
        );
    }
    // Elsewhere the text is as it is, and what should be obeyed still is.
    assert!(desk.stdout("files --lang en").contains("##vso[a]b.txt"));
    let commands = desk.run_in("check . --format github", &[("GITHUB_ACTIONS", "true")]);
    assert!(stdout(&commands).lines().all(is_obeyed));
}

#[test]
fn a_report_for_services_says_where_the_lists_come_from_without_a_secret() {
    let desk = desk();
    let provenance = |line: &str| -> Value {
        let log: Value = serde_json::from_str(&desk.stdout(line)).unwrap();
        log["runs"][0]["versionControlProvenance"].clone()
    };
    let line = "check 清单 --format sarif";
    assert_eq!(provenance(line), Value::Null, "no repository");
    desk.git(&["init", "-q", "-b", "改革"]);
    assert_eq!(provenance(line), Value::Null, "from nowhere");
    desk.git(&[
        "remote",
        "add",
        "origin",
        "https://me:secret@example.org/lists.git",
    ]);
    let bare = json!([{"repositoryUri": "https://example.org/lists.git", "branch": "改革", "mappedTo": {"uriBaseId": "%SRCROOT%"}}]);
    assert_eq!(provenance(line), bare, "no commit");
    desk.git(&["add", "."]);
    desk.git(&["commit", "-q", "-m", "one"]);
    let head = desk.git(&["rev-parse", "HEAD"]);
    assert_eq!(provenance(line)[0]["revisionId"], head.trim());
    desk.git(&["checkout", "-q", "--detach"]);
    let detached = provenance("diff 清单/丁镇.yaml 清单/戊镇.yaml --format sarif");
    assert_eq!(detached[0]["revisionId"], head.trim());
    assert_eq!(detached[0]["branch"], Value::Null);
    assert!(!desk.stdout(line).contains("secret"));
}

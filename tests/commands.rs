//! Command lines with their whole output and exit code, in a folder of their own and an empty environment.
#![expect(clippy::disallowed_methods, reason = "the test writes the files it runs on")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod desk;
mod shown;

use std::process::Stdio;

use desk::{Desk, LIST};

fn assert_snapshot(name: &str, text: &str) {
    shown::assert("commands", name, text);
}

#[test]
fn findings_are_shown_in_both_languages() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    assert_snapshot(
        "check",
        &desk.transcript(&[
            "check --lang zh",
            "check --lang en --width 60",
            "check -q --format json",
        ]),
    );
}

#[test]
fn the_exit_code_is_one_from_the_threshold_on() {
    let desk = Desk::new(&[("a.yaml", LIST), ("b.yaml", &LIST.replace("处罚", "劝导"))]);
    assert_eq!(desk.code("check a.yaml"), 1);
    assert_eq!(desk.code("check b.yaml"), 0);
    assert_eq!(desk.code("check b.yaml --fail-on warning"), 1);
    assert_eq!(desk.code("check a.yaml --exit-zero"), 0);
    assert_eq!(desk.code("check a.yaml --format json"), 1);
    assert_eq!(
        desk.code("check a.yaml missing.yaml"),
        2,
        "trouble wins over findings"
    );
    assert_eq!(desk.code("check missing.yaml --exit-zero"), 2);
    assert_eq!(desk.code("check --fail-on never"), 2);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_checked() {
    let desk = Desk::new(&[
        ("丁镇.yaml", LIST),
        ("empty.txt", ""),
        ("note.txt", "今天开会。\n"),
        ("lists/README.txt", "说明"),
    ]);
    desk.put("binary.txt", b"\xff\x00\xff\xfe\x80\x00");
    std::fs::File::create(desk.path("huge.txt"))
        .unwrap()
        .set_len((64 << 20) + 1)
        .unwrap();
    assert_snapshot(
        "bad-input",
        &desk.transcript(&[
            "check 丁镇.yaml missing.yaml binary.txt huge.txt -q --lang zh",
            "check empty.txt --lang en",
            "check note.txt --lang zh",
            "check lists --lang zh",
            "check lists --lang en --allow-empty",
            "check 丁镇.yaml -q -o missing/report.txt --lang en",
            "export note.txt --lang en",
        ]),
    );
}

#[test]
fn folders_are_searched_as_git_would() {
    let desk = Desk::new(&[
        (".gitignore", "drafts/\n"),
        ("drafts/a.yaml", LIST),
        (".hidden/b.yaml", LIST),
        ("lists/c.yml", LIST),
        ("lists/d.yaml", LIST),
        ("lists/e.md", "说明"),
        ("lists/README.txt", "说明"),
        ("rules/f.yaml", "schema: qingdan/rules@1\n"),
    ]);
    let lists = |line: &str| {
        let json: serde_json::Value = serde_json::from_str(&desk.stdout(line)).unwrap();
        json["summary"]["lists"].as_u64().unwrap()
    };
    assert_eq!(lists("check --format json"), 2);
    assert_eq!(
        lists("check . ./lists lists/d.yaml --format json"),
        2,
        "a file counts once"
    );
    assert_eq!(
        lists("check drafts/a.yaml .hidden/b.yaml --format json"),
        2,
        "a file that is named is read"
    );
    assert_eq!(lists("check drafts .hidden --format json"), 2, "so is a folder");
    assert_snapshot(
        "skipped",
        &desk.transcript(&[
            "check -q rules --allow-empty",
            "check rules --allow-empty --lang en",
        ]),
    );
}

#[test]
fn the_report_does_not_depend_on_the_number_of_threads() {
    let files: Vec<(String, String)> = (0..40)
        .map(|number| {
            let county = format!("{}县", ["丙", "戊", "己"][number % 3]);
            (
                format!("{number:02}.yaml"),
                LIST.replace("丙县", &county)
                    .replace("丁镇", &format!("丁{number}镇")),
            )
        })
        .collect();
    let desk = Desk::new(
        &files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect::<Vec<_>>(),
    );
    for format in ["full", "json"] {
        let one = desk.stdout(&format!("check --format {format} --threads 1"));
        for threads in [2, 7] {
            assert!(
                one == desk.stdout(&format!("check --format {format} --threads {threads}")),
                "{threads} threads"
            );
        }
    }
}

#[test]
fn findings_stand_in_the_order_of_paths_and_places() {
    let desk = Desk::new(&[
        ("b.yaml", LIST),
        ("a/z.yaml", LIST),
        ("a.yaml", &LIST.replace("丙县", "戊县")),
    ]);
    let json: serde_json::Value =
        serde_json::from_str(&desk.stdout("check b.yaml a a.yaml --format json")).unwrap();
    let key = |finding: &serde_json::Value| {
        let offset = finding["start"]["offset"].as_u64().unwrap();
        (finding["path"].as_str().unwrap().to_owned(), offset)
    };
    let keys: Vec<_> = json["findings"].as_array().unwrap().iter().map(key).collect();
    assert!(keys.len() == 6 && keys.is_sorted(), "{keys:?}");
}

#[test]
fn a_registry_without_a_region_holds_for_every_county_and_is_judged_once() {
    let other = LIST.replace("丙县", "戊县");
    let registry = "schema: qingdan/registry@1\nname: 名录\nkind: 未知\ndepartments: [{name: 县民政局}]\n";
    let desk = Desk::new(&[("a.yaml", LIST), ("b.yaml", &other), ("registry.yaml", registry)]);
    let text = desk.stdout("check --lang en");
    assert_eq!(text.matches("registry.yaml:3:1").count(), 1, "{text}");
    assert_eq!(
        text.matches("[department/registered] ").count(),
        4,
        "neither list names a registered department: {text}"
    );
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let mut child = desk.command("check - --stdin-filename 丁镇.yaml");
    let file = std::fs::File::open(desk.path("丁镇.yaml")).unwrap();
    let output = child.stdin(file).output().unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        desk.stdout("check 丁镇.yaml")
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_report_goes_to_a_file_without_colours() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let plain = desk.stdout("check");
    assert_eq!(desk.stdout("check -o report.txt"), "");
    assert_eq!(std::fs::read_to_string(desk.path("report.txt")).unwrap(), plain);
    let forced = desk
        .command("check -o report.txt")
        .env("FORCE_COLOR", "1")
        .output()
        .unwrap();
    assert_eq!(forced.status.code(), Some(1));
    assert!(desk.stdout("check --color always").contains("\u{1b}["));
}

#[test]
fn the_same_text_in_other_encodings_has_the_same_findings() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let plain = desk.stdout("check --format json");
    let places = |report: &str| {
        let json: serde_json::Value = serde_json::from_str(report).unwrap();
        let findings = json["findings"].as_array().unwrap().clone();
        let place = |finding: &serde_json::Value| {
            (
                finding["rule"].clone(),
                finding["start"]["line"].clone(),
                finding["start"]["column"].clone(),
            )
        };
        // That the file was decoded is the one thing that differs, and is said.
        let same = |finding: &&serde_json::Value| finding["rule"] != "read/decoded";
        findings.iter().filter(same).map(place).collect::<Vec<_>>()
    };
    assert_eq!(places(&plain).len(), 2);
    let gb18030 = encoding_rs::GB18030.encode(LIST).0.into_owned();
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend(LIST.encode_utf16().flat_map(u16::to_le_bytes));
    let variants: [Vec<u8>; 4] = [
        gb18030,
        utf16,
        format!("\u{feff}{LIST}").into_bytes(),
        LIST.replace('\n', "\r\n").into_bytes(),
    ];
    for bytes in variants {
        desk.put("丁镇.yaml", &bytes);
        assert_eq!(
            places(&desk.stdout("check --format json")),
            places(&plain),
            "{:x?}",
            &bytes[..4]
        );
    }
}

#[test]
fn rules_of_a_folder_are_added_or_refused() {
    let rule = "\
schema: qingdan/rules@1
id: my/no-levy
title: 不写追缴
severity: info
for: {duty: ReclaimedDuty}
forbid: duty.name contains \"追缴\"
message: 事项名称写了追缴：{duty.name}
labels:
  duty.name: 这里
tests:
  valid:
  - {reclaimed: [{name: 津贴的发放}]}
  invalid:
  - {reclaimed: [{name: 津贴的追缴}], finds: [津贴的追缴]}
";
    let broken = rule
        .replace("duty.name contains", "duty.nmae contains")
        .replace("info", "grave");
    let wrong = rule.replace("津贴的发放", "追缴津贴");
    let desk = Desk::new(&[
        ("丁镇.yaml", &LIST.replace("处罚", "劝导")),
        ("mine/no-levy.yaml", rule),
        ("broken/no-levy.yaml", &broken),
        ("wrong/no-levy.yaml", &wrong),
        ("none/list.txt", ""),
    ]);
    assert_snapshot(
        "rules",
        &desk.transcript(&[
            "check 丁镇.yaml --rules mine --fail-on info --lang zh",
            "check 丁镇.yaml --rules broken --lang zh",
            "check 丁镇.yaml --rules none --lang en",
            "rules test mine --lang zh",
            "rules test wrong --lang en",
            "rules test broken -q --lang en",
        ]),
    );
    assert_eq!(
        desk.code("rules test"),
        0,
        "the built-in rules pass their examples"
    );
    let said = desk.stdout("rules test --lang en");
    assert!(
        !said.contains("R303"),
        "each of their conditions is tested: {said}"
    );
}

#[test]
fn the_rule_of_the_readme_works() {
    for readme in [include_str!("../README.md"), include_str!("../README.zh-CN.md")] {
        let (_, rest) = readme.split_once("```yaml\n").unwrap();
        let (rule, _) = rest.split_once("```").unwrap();
        let list = LIST.replace("加强党员教育管理", "完成上级交办的其他任务");
        let desk = Desk::new(&[("mine/catch-all.yaml", rule), ("seeds/丁镇.yaml", &list)]);
        assert_eq!(
            desk.stdout("rules test mine --lang en"),
            "2 examples of 1 rule: all pass.\n"
        );
        let found = desk.stdout("check seeds --rules mine --lang en");
        assert!(found.contains("warning[mine/catch-all]"), "{found}");
    }
}

/// A lexicon above, and a rule beside, are found whether the folder, a part of it or a file alone is named.
#[test]
fn rules_take_from_files_beside_and_above_them() {
    let rule = |head: &str| {
        format!(
            "schema: qingdan/rules@1\n{head}tests:\n  valid:\n  - {{basic: [防汛]}}\n  invalid:\n  - {{basic: [其他任务], finds: [其他任务]}}\n"
        )
    };
    let vague = rule(
        "use: [lexicon/own.yaml]\nid: my/vague\ntitle: {zh: 不含糊, en: not vague}\nseverity: warning\nfor:\n  duty: BasicDuty\n\
         forbid: duty.name contains $vague\nmessage: {zh: 含糊, en: vague}\nlabels:\n  duty.name: {zh: 这里, en: here}\n",
    );
    let desk = Desk::new(&[
        (
            "rules/lexicon/own.yaml",
            "schema: qingdan/lexicon@1\nabout: {zh: 词, en: words}\nwords:\n  vague:\n    about: {zh: 含糊, en: vague}\n    default: [其他任务]\n",
        ),
        ("rules/my/vague.yaml", &vague),
        (
            "rules/my/strict.yaml",
            &rule("id: my/strict\nextends: my/vague\nseverity: error\n"),
        ),
        ("丁镇.yaml", LIST),
    ]);
    assert_snapshot(
        "beside",
        &desk.transcript(&[
            "rules test rules --lang en",
            "rules test rules/my --lang en",
            "rules test rules/my/vague.yaml --lang en",
            "rules test rules/my/strict.yaml --lang en",
            "check 丁镇.yaml --rules rules/my/strict.yaml --rules rules/my/strict.yaml --select my --lang en",
            "rules new wording/catch-all --lang zh",
            "rules plan my/vague 丁镇.yaml --rules rules --severity my/vague=off --lang en",
            "rules plan change/guarantee-dropped 丁镇.yaml --lang zh",
        ]),
    );
    desk.put(
        "rules/my/wording.yaml",
        vague.replace("my/vague", "wording/catch-all"),
    );
    assert_snapshot(
        "builtin-id",
        &desk.transcript(&["check 丁镇.yaml --rules rules/my/wording.yaml --lang zh"]),
    );
}

/// Rules whose reading back and plans are kept as they are printed.
const SIX: [&str; 6] = [
    "conflict/reclaimed-still-basic",
    "conflict/township-enforces",
    "department/column-without-duty",
    "department/registered",
    "department/variant-name",
    "structure/declared-count",
];

#[test]
fn rules_are_read_back_in_both_languages() {
    let desk = Desk::new(&[]);
    for (language, name) in [("zh", "explain-zh"), ("en", "explain-en")] {
        let lines = SIX.map(|id| format!("rules explain {id} --lang {language}"));
        assert_snapshot(name, &desk.transcript(&lines.each_ref().map(String::as_str)));
    }
}

#[test]
fn plans_show_their_indexes_and_rows() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    for (language, name) in [("zh", "plan-zh"), ("en", "plan-en")] {
        let mut lines = SIX
            .map(|id| format!("rules plan {id} --lang {language}"))
            .to_vec();
        lines.push(format!(
            "rules plan department/column-without-duty 丁镇.yaml --lang {language}"
        ));
        lines.push(format!(
            "rules plan department/column-without-duty none.yaml --lang {language}"
        ));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_snapshot(name, &desk.transcript(&lines));
    }
}

#[test]
fn rules_are_listed() {
    let desk = Desk::new(&[]);
    for (language, title) in [
        ("zh", "部门列里的每个部门都写明职责"),
        ("en", "every department of the column is given duties"),
    ] {
        let list = desk.stdout(&format!("rules list --lang {language}"));
        assert!(SIX.iter().all(|id| list.contains(id)));
        let line = list
            .lines()
            .find(|line| line.contains(SIX[2]))
            .expect("it is listed");
        assert!(line.starts_with("warning  ") && line.ends_with(title), "{line}");
    }
    let list = desk.stdout("rules list --format json --severity structure/declared-count=off");
    let rules: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap();
    assert_eq!(rule(SIX[5])["severity"], "off");
    assert_eq!(rule(SIX[0])["parameters"][0]["value"], 0.85);
}

#[test]
fn settings_on_the_command_line_change_rules() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    assert_snapshot(
        "settings",
        &desk.transcript(&[
            "check 丁镇.yaml --lang zh --severity conflict/township-enforces=off --severity department/column-without-duty=info",
            "check 丁镇.yaml --lang en --set conflict/township-enforces.verbs=[罚款] --quiet --exit-zero",
            "check 丁镇.yaml --lang zh --set conflict/reclaimed-still-basic.similarity=0.2 --severity conflict/township-enforce=info",
            "check 丁镇.yaml --lang en --set similarity=0.2 --severity conflict/township-enforces=warn --set a.b=[",
            "check 丁镇.yaml --lang en --set conflict/reclaimed-still-basic.similarity=0.2 --severity conflict/township-enforce=info",
            "rules explain conflict/reclaimed-still-basic --lang zh --set conflict/reclaimed-still-basic.similarity=0.9",
            "rules explain conflict/reclaimed-stil-basic --lang en",
            "rules explain nothing-like-it --lang zh",
        ]),
    );
}

#[test]
fn a_new_rule_loads_and_its_examples_pass() {
    let (head, rest) = LIST.split_once("    - number: 1\n      name: 打击传销").unwrap();
    let (_, tail) = rest.split_once("reclaimed:").unwrap();
    let newer =
        format!("{head}    - {{number: 1, name: 养犬管理, departments: [县公安局]}}\nreclaimed:{tail}");
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("新.yaml", &newer)]);
    assert_snapshot(
        "rules-new",
        &desk.transcript(&[
            "rules new my-county/leader-named --lang zh",
            "rules new my-county/leader-named --lang en",
            "rules new plain --dir mine/rules --lang en",
            "rules new 规则 --lang zh",
            "rules new Leader --lang en",
            "rules test rules --lang en",
            "rules test mine --lang zh",
            "check --rules rules 丁镇.yaml --exit-zero --lang en",
            "rules new change/handed-over --dir other --lang zh",
            "rules new change/handed-over --dir third --lang en -q",
            "rules test other --lang zh",
            "diff 丁镇.yaml 新.yaml --rules other --select change/handed-over --lang en",
        ]),
    );
}

#[test]
fn an_exported_list_is_the_same_list() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let yaml = desk.stdout("export 丁镇.yaml");
    desk.put("yaml/丁镇.yaml", yaml.as_bytes());
    desk.put(
        "json/丁镇.yaml",
        desk.stdout("export 丁镇.yaml --format json").as_bytes(),
    );
    assert_eq!(desk.stdout("export yaml/丁镇.yaml"), yaml);
    assert_eq!(desk.stdout("export json/丁镇.yaml"), yaml);
    let both = desk.stdout("export 丁镇.yaml yaml/丁镇.yaml");
    assert_eq!(both, format!("{yaml}---\n{yaml}"));
}

#[test]
fn schemas_and_help_are_printed() {
    let desk = Desk::new(&[]);
    for format in ["output", "list", "rules", "config"] {
        let schema: serde_json::Value =
            serde_json::from_str(&desk.stdout(&format!("schema {format}"))).unwrap();
        assert!(jsonschema::validator_for(&schema).is_ok());
    }
    assert_snapshot(
        "help",
        &desk.transcript(&[
            "-h",
            "check -h",
            "check -h --lang zh",
            "export -h",
            "rules -h",
            "rules test -h",
            "schema -h",
            "chekc",
            "chekc --lang zh",
            "check --formt json --lang=zh",
            "check --format pdf --lang zh",
            "check --today 明天 --lang zh",
            "export --lang zh",
            "check --config a.toml --isolated --lang zh",
        ]),
    );
}

#[test]
fn a_reader_who_has_seen_enough_is_no_trouble() {
    let long = LIST.replace("对参与传销的人员进行处罚", &"对人员进行处罚, ".repeat(3000));
    let desk = Desk::new(&[("丁镇.yaml", &long)]);
    let mut child = desk
        .command("check")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(1));
}

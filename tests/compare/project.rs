//! A comparison within a project: its waivers, its baseline, its files, and files that cannot be read.

use serde_json::Value;

use super::desk::Desk;
use super::revision::{LIST, assert_transcript, revised};

/// The newer version with an error that the older has not: the township is to punish.
fn punishing() -> String {
    LIST.replace("发现线索及时上报", "对参与传销的人员进行处罚")
}

fn json(desk: &Desk, line: &str) -> Value {
    coded(desk, line).0
}

/// What a command says to programs, and its exit code.
fn coded(desk: &Desk, line: &str) -> (Value, i32) {
    let output = desk.run(&line.replacen("diff", "diff --format json", 1));
    let json = serde_json::from_slice(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let json = json.unwrap_or_else(|error| panic!("{line}: {error}: {errors}"));
    (json, output.status.code().expect("no signal ended it"))
}

/// The rules of the findings of a kind, those over changes aside.
fn rules(json: &Value, kind: &str) -> Vec<String> {
    let all = json["findings"][kind].as_array().unwrap().iter();
    let all = all.map(|finding| finding["rule"].as_str().unwrap().to_owned());
    all.filter(|rule| !rule.starts_with("change/")).collect()
}

const ENFORCES: &str = "conflict/township-enforces";
const LINE: &str = "diff old.yaml new.yaml --fail-on new-findings";

#[test]
fn what_is_waived_is_counted_and_is_not_new() {
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &punishing())]);
    let (said, code) = coded(&desk, LINE);
    assert_eq!((rules(&said, "new"), code), (vec![ENFORCES.to_owned()], 1));
    desk.put("qingdan.toml", "waivers = \"waivers.yaml\"\n");
    let waiver = "schema: qingdan/waivers@1\nwaivers:\n- {rule: conflict/township-enforces, township: 丁镇, duty: 打击传销, reason: 省政府已授权, until: 2027-01-31}\n";
    desk.put("waivers.yaml", waiver);
    let line = format!("{LINE} --today 2027-01-31");
    let (said, code) = coded(&desk, &line);
    assert_eq!((rules(&said, "new"), code), (Vec::new(), 0));
    assert_eq!(rules(&said, "waived"), [ENFORCES]);
    assert_eq!(
        said["findings"]["waived"][0]["suppression"]["reason"],
        "省政府已授权"
    );
    let sarif: Value = serde_json::from_str(&desk.stdout(&format!("{line} --format sarif"))).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let result = results
        .iter()
        .find(|result| result["ruleId"] == ENFORCES)
        .unwrap();
    assert_eq!(result["baselineState"], "new");
    assert_eq!(result["suppressions"][0]["kind"], "external");
    assert_transcript(
        &desk,
        "waived",
        &[
            "diff old.yaml new.yaml --fail-on new-findings --today 2027-01-31 --lang zh",
            "diff old.yaml new.yaml --fail-on new-findings --today 2027-01-31 --lang en -q --format markdown",
        ],
    );
    // The day after, and for another rule file, it holds no more.
    let late = format!("{LINE} --today 2027-02-01");
    let (said, code) = coded(&desk, &late);
    assert_eq!((rules(&said, "new"), code), (vec![ENFORCES.to_owned()], 1));
    assert!(rules(&said, "unchanged").contains(&"waiver/expired".to_owned()));
    let noted = String::from_utf8(desk.run(&format!("{late} --lang en")).stderr).unwrap();
    assert!(noted.contains("1 waiver not in force"), "{noted}");
    assert_eq!(desk.code(&format!("{line} --isolated")), 1);
    desk.put("waivers.yaml", waiver.replace("duty", "dutty"));
    assert_eq!(desk.code(&line), 2, "a faulty file of waivers stops the run");
}

#[test]
fn a_comment_in_the_newer_list_sets_aside_and_taking_it_away_is_new() {
    let allowed = punishing().replace(
        "    - number: 1\n      name: 打击传销",
        "    # qingdan: allow[conflict/township-enforces] 理由：省政府已授权\n    - number: 1\n      name: 打击传销",
    );
    let desk = Desk::new(&[
        ("old.yaml", LIST),
        ("new.yaml", &allowed),
        ("bare.yaml", &punishing()),
    ]);
    assert_eq!(desk.code(LINE), 0);
    assert_eq!(rules(&json(&desk, LINE), "waived"), [ENFORCES]);
    let away = "diff new.yaml bare.yaml --fail-on new-findings";
    assert_eq!(rules(&json(&desk, away), "new"), [ENFORCES]);
    assert_eq!(desk.code(away), 1);
    // And what never counted is not mended when it is gone.
    let gone = json(&desk, "diff new.yaml old.yaml");
    assert_eq!(rules(&gone, "fixed"), [""; 0]);
}

#[test]
fn a_waived_change_is_not_breaking() {
    let gone = LIST.replace("        guarantees: [开展业务培训]\n", "");
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &gone)]);
    let line = "diff old.yaml new.yaml --fail-on breaking";
    let before = json(&desk, line);
    let verdict = before["findings"]["new"][0]["rule"].as_str().unwrap().to_owned();
    assert_eq!(
        (desk.code(line), verdict.starts_with("change/")),
        (1, true),
        "{verdict}"
    );
    desk.put("qingdan.toml", "waivers = \"waivers.yaml\"\n");
    let mut waivers = String::from("schema: qingdan/waivers@1\nwaivers:\n");
    for finding in before["findings"]["new"].as_array().unwrap() {
        let rule = finding["rule"].as_str().unwrap();
        waivers += &format!("- {{rule: {rule}, township: 丁镇, reason: 保障改由市里提供}}\n");
    }
    desk.put("waivers.yaml", &waivers);
    assert_eq!(desk.code(line), 0);
    assert_eq!(
        desk.code("diff old.yaml new.yaml --fail-on any"),
        1,
        "it still changed"
    );
}

#[test]
fn what_the_baseline_knows_is_not_new() {
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &punishing())]);
    desk.run("baseline write new.yaml");
    desk.put("qingdan.toml", "baseline = \"qingdan-baseline.yaml\"\n");
    let (said, code) = coded(&desk, LINE);
    assert_eq!((rules(&said, "new"), code), (Vec::new(), 0));
    assert!(rules(&said, "unchanged").contains(&ENFORCES.to_owned()));
    let text = desk.stdout(&format!("{LINE} --lang en --width 200"));
    assert!(text.contains("1 new finding known to the baseline."), "{text}");
    desk.put("qingdan.toml", "baseline = \"no.yaml\"\n");
    assert_eq!(desk.code(LINE), 2);
}

#[test]
fn what_the_settings_exclude_is_not_compared_in_folders_and_revisions() {
    let settings =
        "[files]\nexclude = [\"lists/drafts\"]\n[per-file.\"lists/old/**\"]\nignore = [\"conflict\"]\n";
    let desk = Desk::new(&[
        ("qingdan.toml", settings),
        ("lists/a.yaml", LIST),
        ("lists/drafts/b.yaml", LIST),
    ]);
    let other = LIST.replace("丁镇", "己镇");
    desk.put("lists/old/c.yaml", &other);
    desk.git(&["init", "-q", "-b", "main"]);
    desk.git(&["add", "."]);
    desk.git(&["commit", "-q", "-m", "one"]);
    desk.put("lists/drafts/b.yaml", revised());
    desk.put("lists/old/c.yaml", punishing().replace("丁镇", "己镇"));
    desk.git(&["commit", "-q", "-a", "-m", "two"]);
    for line in [
        "diff HEAD~1..HEAD -- lists",
        "diff HEAD~1 HEAD",
        "diff HEAD~1:lists HEAD:./lists",
        "diff HEAD~1 -- lists",
    ] {
        let said = json(&desk, line);
        assert_eq!(said["summary"]["reworded"], 1, "{line}: {said:#}");
        assert_eq!(
            said["summary"]["new_on_township"], 0,
            "{line}: the draft is excluded"
        );
        assert_eq!(rules(&said, "new"), [""; 0], "{line}: the rule is off there");
    }
}

#[test]
fn the_registry_of_the_project_is_read_with_both_versions() {
    let registry = "schema: qingdan/registry@1\nregion: [甲省, 乙市, 丙县]\ndepartments: [县公安局, 县民政局, 县市场监督管理局]\n";
    let strange = LIST.replace("receivers: [县民政局]", "receivers: [县巡山局]");
    let desk = Desk::new(&[
        ("old/a.yaml", LIST),
        ("new/a.yaml", &strange),
        ("county.yaml", registry),
    ]);
    desk.put("old/b.yaml", LIST.replace("丁镇", "己镇"));
    desk.put("new/b.yaml", LIST.replace("丁镇", "己镇"));
    desk.put("qingdan.toml", "registry = \"county.yaml\"\n");
    for line in ["diff old new", "diff old/a.yaml new/a.yaml"] {
        let new = rules(&json(&desk, line), "new");
        assert!(
            new.contains(&"department/registered".to_owned()),
            "{line}: {new:?}"
        );
    }
    assert!(
        !rules(&json(&desk, "diff old new --isolated"), "new").contains(&"department/registered".to_owned())
    );
}

#[test]
fn what_cannot_be_read_is_never_told_as_removed() {
    let other = LIST.replace("丁镇", "己镇");
    let desk = Desk::new(&[
        ("old/a.yaml", LIST),
        ("old/b.yaml", &other),
        ("new/b.yaml", &other.replace("依法查处", "查处")),
    ]);
    let damages: [(&str, &[u8]); 3] = [
        ("no text", b"\xff\xfe\x00\xd8\x81"),
        ("no list", "schema: qingdan/list@1\ntownship: [\n".as_bytes()),
        ("nothing", b"\x00\x00\x00\x01\xff"),
    ];
    for (name, bytes) in damages {
        std::fs::write(desk.path("new/a.yaml"), bytes).unwrap();
        for (line, key) in [
            ("diff old new", "townships_removed"),
            ("diff new old", "townships_added"),
        ] {
            let (said, code) = coded(&desk, line);
            assert_eq!(said["summary"][key], 0, "{name}, {line}: {said:#}");
            assert_eq!(
                said["summary"]["reworded"], 1,
                "{name}: the other township is compared"
            );
            let mended = rules(&said, "fixed");
            let mended = mended.iter().filter(|rule| !rule.starts_with("read/"));
            assert_eq!(mended.count(), 0, "{name}: nothing was mended");
            assert_eq!(code, 2, "{name}");
        }
    }
    assert_transcript(
        &desk,
        "unreadable",
        &["diff old new --lang zh -q", "diff old new --lang en -q"],
    );
    // What is whole and gone is told as gone.
    std::fs::remove_file(desk.path("new/a.yaml")).unwrap();
    assert_eq!(json(&desk, "diff old new")["summary"]["townships_removed"], 1);
}

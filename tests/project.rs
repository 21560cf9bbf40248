//! What a project says beside its lists: settings, waivers, comments, a baseline.
#![expect(clippy::disallowed_methods, reason = "the test writes the files it runs on")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod desk;
mod shown;

use desk::{Desk, LIST};
use serde_json::Value;

fn assert_snapshot(name: &str, text: &str) {
    shown::without_unmet("project").bind(|| insta::assert_snapshot!(name, text));
}

/// The rules of the findings that count, in order.
fn found(desk: &Desk, line: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(&desk.stdout(&format!("{line} --format json"))).unwrap();
    let counting = |finding: &&Value| finding["suppression"].is_null() && finding["baseline"] != "unchanged";
    let findings = json["findings"].as_array().unwrap().iter().filter(counting);
    findings
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect()
}

/// The findings of [`LIST`].
const BOTH: [&str; 2] = ["department/column-without-duty", "conflict/township-enforces"];

#[test]
fn faults_of_the_settings_are_shown_in_their_file() {
    let settings = "\
profil = \"gate\"
profile = \"gatte\"
lang = \"de\"
fail-on = 3
waivers = 5

[files]
include = [\"清单/[\"]

[rules]
selct = [\"wording\"]
ignore = [\"wordin\"]

[rules.\"conflict/township-enforcs\"]
severity = \"eror\"

[per-file.\"a/**\"]
ignore = [7]
";
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("qingdan.toml", settings)]);
    desk.put("toml/qingdan.toml", b"lang = zh\n[rules\n");
    desk.put("rules/qingdan.toml", b"[rules]\nignore = [\"wordin\"]\n[rules.\"conflict/township-enforcs\"]\nseverity = \"off\"\n[rules.\"conflict/reclaimed-still-basic\"]\nparams.similarity = 3\nparams.near = 1\n");
    assert_snapshot(
        "faults",
        &desk.transcript(&[
            "check --lang zh",
            "check --lang en --config toml/qingdan.toml",
            "check --lang zh --config toml/qingdan.toml",
            "check --lang zh --config rules/qingdan.toml",
            "rules list --lang en --config rules/qingdan.toml --width 60",
            "check --lang en --profile gatt --isolated --select wordng",
            "check --lang en --config missing.toml",
        ]),
    );
}

#[test]
fn the_nearest_settings_above_hold_up_to_the_root_of_the_repository() {
    let off = "[rules.\"conflict/township-enforces\"]\nseverity = \"off\"\n";
    let desk = Desk::new(&[
        ("qingdan.toml", off),
        ("repository/.git/HEAD", ""),
        ("repository/lists/丁镇.yaml", LIST),
        ("other/lists/丁镇.yaml", LIST),
        ("other/lists/deep/README.md", ""),
        ("other/qingdan.toml", "[rules]\nignore = [\"department\"]\n"),
        ("my.toml", "[rules]\nignore = [\"all\"]\n"),
    ]);
    let below = |folder: &str, line: &str| {
        let output = desk
            .command(line)
            .current_dir(desk.path(folder))
            .arg("--format=json")
            .output()
            .unwrap();
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = json["findings"].as_array().unwrap().iter();
        findings
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        below("repository/lists", "check"),
        BOTH,
        "nothing above the repository counts"
    );
    assert_eq!(
        below("other/lists/deep", "check .."),
        BOTH[1..],
        "the nearest holds"
    );
    assert_eq!(below("other", "check --isolated"), BOTH);
    assert_eq!(below("other", "check --config ../qingdan.toml"), BOTH[..1]);
    let output = desk
        .command("check other -q")
        .env("QINGDAN_CONFIG", "my.toml")
        .output()
        .unwrap();
    assert!(
        output.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let output = desk
        .command("check other -q --config qingdan.toml")
        .env("QINGDAN_CONFIG", "my.toml")
        .output();
    assert!(!output.unwrap().stdout.is_empty(), "the flag wins");
}

#[test]
fn the_flag_wins_over_the_environment_over_the_project_over_the_default() {
    let settings = "lang = \"zh\"\nformat = \"concise\"\nfail-on = \"warning\"\nprofile = \"mine\"\n\n[rules]\nignore = [\"conflict\"]\n\n[profiles.mine]\nextend-select = [\"conflict/township-enforces\"]\nfail-on = \"info\"\n\n[rules.\"conflict/reclaimed-still-basic\"]\nseverity = \"warning\"\nparams.similarity = 0.9\n";
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("qingdan.toml", settings)]);
    assert_eq!(found(&desk, "check"), BOTH, "a profile wins over [rules]");
    assert_eq!(found(&desk, "check --profile review"), BOTH[..1]);
    assert_eq!(found(&desk, "check --ignore department"), BOTH[1..]);
    assert_eq!(
        found(
            &desk,
            "check --select conflict,department --ignore conflict/township-enforces"
        ),
        BOTH[..1]
    );
    assert_eq!(
        found(&desk, "check --select conflict --profile review"),
        BOTH[1..]
    );
    let line = desk.stdout("check");
    assert!(line.starts_with("丁镇.yaml:") && line.contains("警告"), "{line}");
    let output = desk
        .command("check")
        .env("QINGDAN_LANG", "en")
        .env("QINGDAN_FORMAT", "json")
        .output()
        .unwrap();
    assert!(output.stdout.starts_with(b"{"));
    let shown: Vec<String> = [
        "config show --origin --lang en",
        "config show --origin --profile gate",
    ]
    .iter()
    .map(|line| {
        let text = desk.stdout(line);
        let kept = |line: &&str| !line.contains("not selected") && !line.ends_with("# default");
        format!(
            "$ {line}\n{}\n",
            text.lines().filter(kept).collect::<Vec<_>>().join("\n")
        )
    })
    .collect();
    assert_snapshot("config", &shown.join("\n"));
    let shown = desk.stdout("config show --origin --profile gate --ignore change/vanished");
    let line = |id: &str| shown.lines().find(|line| line.contains(id)).unwrap().to_owned();
    assert!(line("change/vanished").ends_with("\"off\"  # not selected"));
    let run_by_diff = line("change/new-on-township");
    assert!(
        run_by_diff.ends_with("# default") && !run_by_diff.contains("off"),
        "{run_by_diff}"
    );
    let plain = desk.stdout("config show");
    desk.put("again.toml", plain.replace("profile = \"mine\"", "").as_bytes());
    assert_eq!(
        desk.code("config show --config again.toml"),
        0,
        "what is shown is a settings file: {plain}"
    );
}

#[test]
fn a_rule_that_is_named_runs_and_others_as_the_profile_says() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let rules = |flags: &str| {
        let json: Value =
            serde_json::from_str(&desk.stdout(&format!("check {flags} --format json"))).unwrap();
        json["summary"]["rules"].as_u64().unwrap()
    };
    let (gate, review, audit) = (rules("--profile gate"), rules(""), rules("--profile audit"));
    assert!(gate < review && review < audit, "{gate} {review} {audit}");
    assert_eq!(rules("--profile audit --select all"), audit);
    assert_eq!(
        rules("--select structure/clause-number"),
        1,
        "in preview, but named"
    );
    assert_eq!(
        rules("--ignore all --extend-select conflict/township-enforces"),
        1,
        "the narrower selector wins"
    );
    assert_eq!(rules("--select all --ignore all --allow-empty"), 0);
    assert_eq!(rules("--severity conflict/township-enforces=off"), review - 1);
}

#[test]
fn only_a_preview_that_the_flag_would_run_is_told() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let told = |flags: &str| {
        let text = desk.stdout(&format!("check {flags} --lang en"));
        text.lines()
            .find(|line| line.contains("in preview"))
            .map(str::to_owned)
    };
    let one = "1 rule in preview did not run; --preview runs it.";
    assert_eq!(told("--select conflict").as_deref(), Some(one));
    assert_eq!(told("--select structure"), None);
    assert_eq!(told("--ignore conflict/basic-sentence-in-clause"), None);
    assert_eq!(told("--severity conflict/basic-sentence-in-clause=off"), None);
    assert_eq!(told("--preview"), None);
}

#[test]
fn settings_of_some_files_hold_there_alone() {
    let settings = "[per-file.\"旧/**\"]\nignore = [\"department\"]\nseverity = {\"conflict/township-enforces\" = \"info\"}\n";
    let desk = Desk::new(&[
        ("qingdan.toml", settings),
        ("旧/丁镇.yaml", LIST),
        ("新/丁镇.yaml", &LIST.replace("丙县", "己县")),
    ]);
    assert_eq!(found(&desk, "check 旧"), BOTH[1..]);
    assert_eq!(found(&desk, "check 新"), BOTH);
    assert_eq!(
        (
            desk.code("check 旧"),
            desk.code("check 新"),
            desk.code("check 旧 --fail-on info")
        ),
        (0, 1, 1)
    );
}

#[test]
fn only_what_the_settings_include_is_looked_for() {
    let desk = Desk::new(&[
        (
            "qingdan.toml",
            "[files]\ninclude = [\"lists/**/*.yaml\", \"*.md\"]\nexclude = [\"lists/old\", \"**/x.yaml\"]\n",
        ),
        (".gitignore", "ignored.yaml\n"),
        ("lists/a.yaml", LIST),
        ("lists/ignored.yaml", LIST),
        ("lists/old/b.yaml", LIST),
        ("lists/new/x.yaml", LIST),
        ("c.yaml", LIST),
        ("names", "lists/old/b.yaml\r\nlists/a.yaml\n\n"),
        ("notes.doc", ""),
    ]);
    assert_snapshot(
        "files",
        &desk.transcript(&[
            "files --lang zh",
            "files --lang en --no-ignore",
            "files lists/old/b.yaml --format json",
        ]),
    );
    let lists = |line: &str| {
        let json: Value = serde_json::from_str(&desk.stdout(&format!("{line} --format json"))).unwrap();
        json["summary"]["lists"].as_u64().unwrap()
    };
    assert_eq!(lists("check"), 1);
    assert_eq!(lists("check --no-ignore"), 2);
    assert_eq!(lists("check lists/old/b.yaml c.yaml"), 2, "what is named is read");
    assert_eq!(
        lists("check lists/old/b.yaml c.yaml lists/a.yaml --force-exclude"),
        1
    );
    assert_eq!(lists("check --files-from names"), 2);
    let names = std::fs::File::open(desk.path("names")).unwrap();
    let output = desk
        .command("check --files-from - --format json")
        .stdin(names)
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["summary"]["lists"], 2);
    assert_eq!(desk.code("check --files-from missing"), 2);
}

const WAIVERS: &str = "\
schema: qingdan/waivers@1
waivers:
- rule: conflict/township-enforces
  township: 丁镇
  duty: 打击 传销
  reason: 已经授权
  by: 王五
  until: 2027-01-31
";

#[test]
fn a_waiver_sets_aside_what_it_names_and_nothing_else() {
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("waivers.yaml", WAIVERS)]);
    let check = |today: &str| found(&desk, &format!("check --waivers waivers.yaml --today {today}"));
    assert_eq!(check("2027-01-31"), BOTH[..1]);
    assert_eq!(check("2027-02-01"), ["waiver/expired", BOTH[0], BOTH[1]]);
    for (part, other) in [
        ("township: 丁镇", "township: 戊镇"),
        ("打击 传销", "打击"),
        ("  by: 王五", "  list: basic"),
        ("  by: 王五", "  text: 罚款"),
        ("  by: 王五", "  fingerprint: 0123456789abcdef"),
    ] {
        desk.put("waivers.yaml", WAIVERS.replace(part, other).as_bytes());
        assert!(check("2026-01-01").ends_with(&BOTH.map(str::to_owned)), "{other}");
    }
    for (part, same) in [
        ("township: 丁镇", "township: 乙市丙县丁镇"),
        ("  by: 王五", "  list: cooperative"),
        ("  by: 王五", "  text: 处罚"),
    ] {
        desk.put("waivers.yaml", WAIVERS.replace(part, same).as_bytes());
        assert_eq!(check("2026-01-01"), BOTH[..1], "{same}");
    }
}

#[test]
fn waivers_are_judged_in_their_own_file() {
    let waivers = format!(
        "{WAIVERS}\
- {{rule: structure/no-mode, township: 丁镇, reason: 用不到}}
- {{rule: structure/no-mode, township: 戊镇, reason: 这一次没有读}}
- {{rule: conflict/township-enforce, township: 丁镇, reason: 写错了}}
- {{rule: conflict/township-enforces, township: 丁镇}}
- {{rule: conflict/township-enforces, reason: 太宽}}
- {{rule: conflict/township-enforces, township: 丁镇, reason: 过期, until: 2020-12-31}}
"
    );
    let desk = Desk::new(&[
        ("丁镇.yaml", LIST),
        ("waivers.yaml", &waivers),
        (
            "broken.yaml",
            &WAIVERS
                .replace("until: 2027-01-31", "until: 明年")
                .replace("duty", "duti"),
        ),
    ]);
    let line =
        "check 丁镇.yaml --waivers waivers.yaml --select conflict,structure/no-mode --today 2026-01-01";
    assert_snapshot(
        "waivers",
        &desk.transcript(&[
            &format!("{line} --lang zh"),
            &format!("{line} --lang en -q --show-waived --width 80"),
            "check --waivers broken.yaml --lang zh",
            "check --waivers missing.yaml --lang en",
        ]),
    );
    // Of a whole project, also the waiver for a township that has no list is judged.
    let unused = |line: &str| {
        found(&desk, line)
            .iter()
            .filter(|rule| *rule == "waiver/unused")
            .count()
    };
    assert_eq!(unused(line), 1);
    assert_eq!(unused(&line.replace("丁镇.yaml", ".")), 2);
}

#[test]
fn a_waiver_names_enough_and_a_township_there_is() {
    let waiver = |what: &str| format!("- {{rule: conflict/township-enforces, {what}, reason: 有依据}}\n");
    let file = |waivers: &[&str]| {
        let waivers: Vec<String> = waivers.iter().map(|what| waiver(what)).collect();
        format!("schema: qingdan/waivers@1\nwaivers:\n{}", waivers.concat())
    };
    let list = LIST.replace("丁镇", "河口镇");
    let desk = Desk::new(&[
        ("a/河口镇.yaml", &list),
        ("text.yaml", &file(&["text: 处罚"])),
        ("list.yaml", &file(&["list: cooperative"])),
        (
            "towns.yaml",
            &file(&["township: 河口", "township: 江口镇", "township: 平安街道"]),
        ),
    ]);
    let line = "check --select conflict/township-enforces --waivers";
    assert_eq!(found(&desk, &format!("{line} text.yaml")), [""; 0]);
    let mut transcript = desk.transcript(&[
        &format!("{line} list.yaml a --lang zh -q"),
        &format!("{line} list.yaml a --lang en -q"),
        &format!("{line} towns.yaml --lang zh -q"),
        &format!("{line} towns.yaml --lang en -q"),
    ]);
    // Of some lists only what is sure: the others may be of these townships.
    transcript.push_str(&desk.transcript(&[&format!("{line} towns.yaml a --lang zh -q")]));
    assert_snapshot("waivers-of-townships", &transcript);
}

#[test]
fn the_list_of_rules_fits_where_a_width_is_asked_for() {
    let desk = Desk::new(&[]);
    for lang in ["zh", "en"] {
        let whole = desk.stdout(&format!("rules list --lang {lang}"));
        let folded = desk.stdout(&format!("rules list --width 100 --lang {lang}"));
        let widest = folded.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest.unwrap() <= 100, "{folded}");
        let words = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(words(&whole), words(&folded));
        // One rule stays one line for a program.
        let severities = ["error", "warning", "info", "off"];
        assert!(
            whole
                .lines()
                .all(|line| severities.iter().any(|it| line.starts_with(it)))
        );
    }
}

#[test]
fn slips_of_the_settings_say_what_to_write() {
    let desk = Desk::new(&[
        ("a/丁镇.yaml", LIST),
        (
            "key.toml",
            "[rules]\nignore = [\"wording\"]\n\n[rules.my/name-length]\nseverity = \"off\"\n",
        ),
        ("paths.toml", "[rules]\npaths = [\"ruels\", \"rules\"]\n"),
        ("rules/none.yaml", ""),
    ]);
    assert_snapshot(
        "slips",
        &desk.transcript(&[
            "check a --config key.toml --lang zh",
            "check a --config key.toml --lang en -q",
            "check a --config paths.toml --lang zh",
            "rules list --config paths.toml --lang en",
            "check a --set conflict/reclaimed-still-basic.similarity= --lang zh",
            "check a --set conflict/reclaimed-still-basic.similarity= --lang en -q",
            "check a --severity my/thing=off --lang zh",
            "check a --severity wording=info --set conflict/nothing-alike.most=1 --lang en -q",
            "check a --severity wording=info --lang zh -q",
            "check a --today tomorrow --lang zh",
            "check a --today tomorrow --lang en",
            "rules test nowhere.yaml --lang zh",
        ]),
    );
}

#[test]
fn a_day_can_be_fixed() {
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("waivers.yaml", WAIVERS)]);
    let expired = |seconds: &str| {
        let mut command = desk.command("check --waivers waivers.yaml --format json");
        let output = command.env("SOURCE_DATE_EPOCH", seconds).output().unwrap();
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("waiver/expired")
    };
    // The last second of 31 January 2027 in China, and the next.
    assert!(!expired("1801411199") && expired("1801411200"));
}

#[test]
fn a_comment_sets_aside_what_stands_behind_it() {
    let allow = |rule: &str, reason: &str| format!("# qingdan: allow[{rule}] 理由：{reason}");
    let with = |comment: &str| {
        LIST.replace(
            "      departments: [县公安局",
            &format!("      {comment}\n      departments: [县公安局"),
        )
    };
    let desk = Desk::new(&[]);
    let check = |text: &str| {
        desk.put("丁镇.yaml", text.as_bytes());
        found(&desk, "check")
    };
    assert_eq!(check(&with(&allow(BOTH[0], "正在修订"))), BOTH[1..]);
    assert_eq!(
        check(&with(&allow(BOTH[1], "别处的"))),
        ["waiver/unused", BOTH[0], BOTH[1]]
    );
    assert_eq!(
        check(&with(&allow("conflict/basic-sentence-in-clause", "没有运行"))),
        BOTH
    );
    let whole = LIST.replace(
        "    - number: 1\n      name: 打击",
        &format!(
            "    {}\n    - number: 1\n      name: 打击",
            allow(BOTH[1], "已经授权")
        ),
    );
    assert_eq!(check(&whole), BOTH[..1]);
    desk.put(
        "丁镇.yaml",
        with("# qingdan: allow [department/column-without-duty] 理由：空格").as_bytes(),
    );
    assert_snapshot(
        "comments",
        &desk.transcript(&["check --lang zh --select department"]),
    );
}

#[test]
fn only_new_findings_fail_once_there_is_a_baseline() {
    let other = LIST.replace("丁镇", "戊镇").replace("打击传销", "打击走私");
    let desk = Desk::new(&[
        ("a/丁镇.yaml", LIST),
        ("a/戊镇.yaml", &other),
        ("qingdan.toml", "baseline = \"known.yaml\"\n"),
    ]);
    let mut transcript =
        desk.transcript(&["check --lang zh -q --format concise", "baseline write --lang zh"]);
    transcript.push_str(&std::fs::read_to_string(desk.path("known.yaml")).unwrap());
    transcript.push_str(&desk.transcript(&["check --lang zh"]));
    assert_eq!(found(&desk, "check"), [""; 0]);
    // Moved, renumbered, written otherwise: still known.
    std::fs::remove_file(desk.path("a/丁镇.yaml")).unwrap();
    let moved = LIST
        .replace("number: 1\n      name: 打击", "number: 7\n      name: 打击")
        .replace(
            "[开展宣传教育, 对参与传销的人员进行处罚]",
            "\n      - 开展宣传教育\n      - \"对参与传销的人员进行处罚\"",
        );
    desk.put("b/c/丁镇.yaml", moved.as_bytes());
    assert_eq!(found(&desk, "check --ignore structure/duty-number"), [""; 0]);
    // A new one fails, and one that is gone is told.
    desk.put(
        "b/c/丁镇.yaml",
        LIST.replace("进行处罚", "进行教育")
            .replace("依法查处", "依法查处, 依法查处")
            .as_bytes(),
    );
    transcript.push_str(&desk.transcript(&[
        "check --lang zh --extend-select conflict/clause-twice --fail-on warning",
        "check --lang en -q --strict-baseline",
        "check a -q --strict-baseline",
        "baseline prune --lang en",
        "check -q --strict-baseline",
        "baseline update a --lang en",
        "check --baseline missing.yaml --lang zh",
    ]));
    assert_snapshot("baseline", &transcript);
}

#[test]
fn a_baseline_knows_what_its_rules_found() {
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("old.yaml", "schema: 5\n")]);
    let mut transcript = desk.transcript(&[
        "baseline write --lang zh",
        "baseline write --lang en --baseline qingdan-baseline.yaml",
        "baseline write --lang en --baseline old.yaml",
    ]);
    desk.put("qingdan.toml", "baseline = \"./qingdan-baseline.yaml\"\n");
    transcript.push_str(&desk.transcript(&["baseline write --lang en"]));
    assert_eq!(found(&desk, "check"), [""; 0]);
    // Under another rule the fingerprint is no finding that was known.
    let written = desk.read("qingdan-baseline.yaml");
    desk.put(
        "qingdan-baseline.yaml",
        written.replace(BOTH[1], "structure/duty-number"),
    );
    assert_eq!(found(&desk, "check"), ["baseline/stale", BOTH[1]]);
    // A former id still names its rule.
    let former = written.replace(BOTH[0], "department/column-matches-blocks");
    desk.put("qingdan-baseline.yaml", former);
    assert_eq!(found(&desk, "check --strict-baseline"), [""; 0]);
    // An entry of no rule is told, whatever is checked, and goes.
    let nobody = "township: \"\", fingerprint: \"0000000000000000\", count: 1}";
    let strange = ["my/nosuch", "my/nosuch", "conflict/township-enforce"]
        .map(|rule| format!("- {{rule: {rule}, {nobody}\n"));
    desk.put("qingdan-baseline.yaml", written + &strange.concat());
    transcript.push_str(&desk.transcript(&[
        "check --lang zh -q",
        "check --lang en -q --select structure --strict-baseline",
        "diff 丁镇.yaml 丁镇.yaml --lang en -q",
        "baseline prune --lang en",
    ]));
    assert_eq!(found(&desk, "check --strict-baseline"), [""; 0]);
    assert_snapshot("baseline-rules", &transcript);
}

#[test]
fn what_stands_in_many_duties_stays_known_when_the_first_of_them_goes() {
    let desk = Desk::new(&[
        ("丁镇.yaml", LIST),
        ("qingdan.toml", "baseline = \"known.yaml\"\n"),
    ]);
    desk.run("baseline write");
    let known = desk.read("known.yaml");
    // The duty of an entry is for people: its fingerprint tells which finding is meant.
    desk.put("known.yaml", known.replace("打击传销", "打击 传销"));
    desk.run("baseline prune");
    assert_eq!(found(&desk, "check --strict-baseline"), [""; 0]);
}

#[test]
fn watching_checks_again_when_a_file_changes() {
    use std::io::{BufRead, BufReader};
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let mut command = desk.command("check --watch --format concise --lang en -q");
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert!(next().contains(BOTH[0]) && next().contains(BOTH[1]));
    desk.put(
        "丁镇.yaml",
        LIST.replace("县公安局, 县司法局", "县公安局").as_bytes(),
    );
    let again = next();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(again.contains(BOTH[1]), "{again}");
}

#[test]
fn only_what_is_new_since_a_revision_counts() {
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("qingdan.toml", "")]);
    desk.git(&["init", "-q", "-b", "main"]);
    desk.git(&["add", "-A"]);
    desk.git(&["commit", "-q", "-m", "first"]);
    let check = |line: &str| {
        let output = desk.run(&format!("check --since main --format json {line}"));
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        (
            output.status.code().unwrap(),
            json["summary"]["errors"].as_u64().unwrap(),
        )
    };
    assert_eq!(check(""), (0, 0));
    std::fs::create_dir(desk.path("moved")).unwrap();
    std::fs::rename(desk.path("丁镇.yaml"), desk.path("moved/丁镇.yaml")).unwrap();
    assert_eq!(check(""), (0, 0), "moved, and still known");
    desk.put("戊镇.yaml", LIST.replace("丁镇", "戊镇").as_bytes());
    assert_eq!(check(""), (1, 1));
    assert_eq!(desk.code("check --since nowhere"), 2);
}

/// A registry in which both departments of [`LIST`] stand.
const REGISTRY: &str = "\
schema: qingdan/registry@1
name: 名录
region: [甲省, 乙市, 丙县]
departments: [县公安局, 县司法局, 县民政局]
";

#[test]
fn what_is_given_as_registry_is_one() {
    let desk = Desk::new(&[
        ("a/丁镇.yaml", LIST),
        ("b/戊镇.yaml", &LIST.replace("丁镇", "戊镇")),
        ("registries/戊镇.yaml", LIST),
        ("registries/丙县.yaml", REGISTRY),
        ("words.txt", "\n  这里什么也不是\n"),
        ("none/notes.txt", "说明"),
        (
            "set/qingdan.toml",
            "registry = [\"../b/戊镇.yaml\", \"../registries/丙县.yaml\"]\n",
        ),
    ]);
    assert_snapshot(
        "registries",
        &desk.transcript(&[
            "check a b --registry b/戊镇.yaml --lang en",
            "check a b --config set/qingdan.toml --lang zh",
            "baseline write a b --registry words.txt --lang zh",
            "diff a b --config set/qingdan.toml --lang en",
            "check a --registry none --lang zh",
            "check a --registry missing.yaml --lang en",
            "files a b --registry b/戊镇.yaml --lang zh",
        ]),
    );
    // A list in a folder of registries stays what it is, and a list that is checked.
    let lists = |line: &str| {
        let json: Value = serde_json::from_str(&desk.stdout(&format!("{line} --format json"))).unwrap();
        json["summary"]["lists"].as_u64().unwrap()
    };
    assert_eq!(lists("check a --registry registries"), 1);
    assert_eq!(lists("check a registries --registry registries"), 2);
}

#[test]
fn a_registry_of_another_county_is_told() {
    let other = REGISTRY.replace("丙县]", "丙区]");
    let desk = Desk::new(&[
        ("丁镇.yaml", LIST),
        ("丙县.yaml", REGISTRY),
        ("丙区.yaml", &other),
        (
            "丙县/registry.yaml",
            &REGISTRY.replace("[甲省, 乙市, 丙县]", "丙县"),
        ),
        ("一心县/丁镇.yaml", &LIST.replace("丙县", "一心县")),
        (
            "faults.yaml",
            &other.replace("[县公安局", "[县公安局, {nme: 县司法局}, 县 公安局, \" \""),
        ),
    ]);
    let only = "--select department/registered --lang";
    assert_snapshot(
        "registries-elsewhere",
        &desk.transcript(&[
            &format!("check 丁镇.yaml --registry 丙区.yaml {only} zh"),
            &format!("check 丁镇.yaml --registry faults.yaml {only} zh -q"),
            &format!("check 丁镇.yaml --registry faults.yaml {only} en -q"),
            &format!("check 丁镇.yaml --registry 丙县/registry.yaml {only} en -q"),
            &format!("check 一心县 --registry 丙县.yaml {only} en -q"),
        ]),
    );
    desk.put("qingdan.toml", "registry = [\"丙县.yaml\", \"丙区.yaml\"]\n");
    let idle = |line: &str| {
        let all = found(&desk, &format!("{line} --select department/registered"));
        all.iter().filter(|rule| *rule == "registry/idle").count()
    };
    // Of a whole project each has to hold for some list; of a part of it, one of them.
    assert_eq!(
        [idle("check"), idle("check 丁镇.yaml"), idle("check 一心县")],
        [1, 0, 2]
    );
    assert_eq!(
        desk.code("check 一心县 --fail-on warning --select department/registered"),
        0
    );
}

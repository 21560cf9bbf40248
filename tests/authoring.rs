//! What somebody meets who writes rules: where their files are looked for, and what is said of slips in them.
#![expect(clippy::disallowed_methods, reason = "the test writes the files it runs on")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod desk;
mod shown;

use desk::{Desk, LIST};

fn assert_snapshot(name: &str, text: &str) {
    shown::assert("authoring", name, text);
}

/// A lexicon of its own.
const LEXICON: &str = "\
schema: qingdan/lexicon@1
words: {vague: [有关工作]}
";

/// A rule that uses the lexicon at a path, under an id.
fn using(id: &str, lexicon: &str) -> String {
    format!(
        "\
schema: qingdan/rules@1
id: {id}
title: 事项名称写明做什么
severity: warning
use: [{lexicon}]
for: {{duty: BasicDuty}}
forbid: duty.name contains $vague
message: “{{duty.name}}”没有写明做什么
labels: {{duty.name: 这里}}
tests:
  valid:
  - {{basic: [做好防汛工作]}}
  invalid:
  - {{basic: [做好有关工作], finds: [做好有关工作]}}
"
    )
}

/// A variant of another rule.
fn varying(id: &str, base: &str) -> String {
    format!(
        "\
schema: qingdan/rules@1
id: {id}
extends: {base}
severity: info
tests:
  valid: [{{basic: [做好防汛工作]}}]
  invalid: [{{basic: [做好有关工作], finds: [做好有关工作]}}]
"
    )
}

#[test]
fn lexicons_and_bases_are_found_beside_a_file_and_above_it() {
    let desk = Desk::new(&[
        ("qingdan.toml", ""),
        ("丁镇.yaml", LIST),
        ("rules/lexicon/own.yaml", LEXICON),
        ("rules/my/vague.yaml", &using("my/vague", "lexicon/own.yaml")),
        ("rules/my/near.yaml", &varying("my/near", "my/vague")),
        ("rules/other/far.yaml", &varying("other/far", "my/vague")),
        ("side/own.yaml", LEXICON),
        ("side/a.yaml", &using("side/beside", "own.yaml")),
        ("side/b.yaml", &varying("side/variant", "side/beside")),
    ]);
    let one = "2 examples of 1 rule: all pass.\n";
    for (path, said) in [
        ("rules", "6 examples of 3 rules: all pass.\n"),
        ("rules/my", "4 examples of 2 rules: all pass.\n"),
        ("rules/my/vague.yaml", one),
        ("rules/my/near.yaml", one),
        ("rules/other", one),
        ("./rules/other/far.yaml", one),
        ("rules/../rules/my/vague.yaml", one),
        ("side/a.yaml", one),
        ("side/b.yaml", one),
        (desk.path("rules/my/near.yaml").to_str().unwrap(), one),
    ] {
        assert_eq!(
            desk.stdout(&format!("rules test {path} --lang en")),
            said,
            "{path}"
        );
        assert_eq!(
            desk.code(&format!("check 丁镇.yaml --exit-zero --rules {path}")),
            0,
            "{path}"
        );
    }
    // From a folder further down, the files are above the working folder.
    let mut inside = desk.command("rules test near.yaml --lang en");
    inside.current_dir(desk.path("rules/my"));
    assert_eq!(String::from_utf8(inside.output().unwrap().stdout).unwrap(), one);
}

#[test]
fn what_is_read_for_others_neither_runs_nor_is_tested() {
    let vague = LIST.replace("加强党员教育管理", "做好有关工作");
    let wrong = using("my/vague", "own.yaml").replace("[做好防汛工作]", "[做好有关工作]");
    let desk = Desk::new(&[
        ("丁镇.yaml", &vague),
        ("rules/own.yaml", LEXICON),
        ("rules/vague.yaml", &wrong),
        ("rules/near.yaml", &varying("my/near", "my/vague")),
        ("rules/broken.yaml", "schema: qingdan/rules@1\nid: my/broken\n"),
    ]);
    let tested = desk.stdout("rules test rules/near.yaml --lang en");
    assert_eq!(tested, "2 examples of 1 rule: all pass.\n");
    let found =
        desk.stdout("check 丁镇.yaml --rules rules/near.yaml --select my -q --format concise --lang en");
    assert!(
        found.contains("my/near") && !found.contains("my/vague"),
        "{found}"
    );
}

#[test]
fn nothing_above_the_root_of_a_project_is_read() {
    let desk = Desk::new(&[
        ("own.yaml", LEXICON),
        ("base.yaml", &using("my/base", "own.yaml")),
        ("project/qingdan.toml", ""),
        ("project/rules/vague.yaml", &using("my/vague", "own.yaml")),
        ("project/rules/up.yaml", &using("my/up", "../own.yaml")),
        ("project/rules/near.yaml", &varying("my/near", "my/base")),
    ]);
    for (file, fault) in [("vague", "R320"), ("up", "R320"), ("near", "R311")] {
        let said = desk.stdout(&format!("rules test project/rules/{file}.yaml --lang en"));
        assert!(said.contains(fault), "{said}");
    }
}

#[test]
fn a_folder_of_rules_that_is_named_twice_is_read_once() {
    let desk = Desk::new(&[
        ("qingdan.toml", "[rules]\npaths = [\"rules\"]\n"),
        ("丁镇.yaml", LIST),
        ("rules/own.yaml", LEXICON),
        ("rules/vague.yaml", &using("my/vague", "own.yaml")),
    ]);
    let absolute = desk.path("rules");
    for again in ["rules", "rules/vague.yaml", absolute.to_str().unwrap()] {
        assert_eq!(
            desk.code(&format!("check --exit-zero --rules {again}")),
            0,
            "{again}"
        );
    }
}

#[test]
fn the_id_of_a_built_in_rule_is_taken() {
    let desk = Desk::new(&[
        ("丁镇.yaml", LIST),
        ("own.yaml", LEXICON),
        ("mine/a.yaml", &using("wording/catch-all", "own.yaml")),
        ("twice/a.yaml", &using("my/one", "own.yaml")),
        ("twice/b.yaml", &using("my/one", "own.yaml")),
    ]);
    assert_snapshot(
        "taken",
        &desk.transcript(&[
            "check 丁镇.yaml --rules mine --lang zh",
            "check 丁镇.yaml --rules mine --lang en",
            "rules new wording/catch-all --lang zh",
            "rules new wording/catch-all --lang en",
            "rules test twice --lang en",
            "rules test twice --lang zh",
        ]),
    );
    assert!(!desk.path("rules/wording").exists(), "nothing is written");
}

#[test]
fn the_plan_of_a_rule_that_is_off_has_its_numbers_and_that_of_a_change_has_none() {
    let desk = Desk::new(&[("丁镇.yaml", LIST)]);
    let plan = "rules plan department/column-without-duty 丁镇.yaml --lang en";
    let off = desk.stdout(&format!("{plan} --severity department/column-without-duty=off"));
    assert_eq!(off.replace("· off", "· warning"), desk.stdout(plan));
    assert!(off.contains("       1   1. scan"), "{off}");
    assert_snapshot(
        "plan-of-change",
        &desk.transcript(&[
            "rules plan change/receiver-dropped 丁镇.yaml --lang en",
            "rules plan change/receiver-dropped --lang zh",
            "rules explain change/receiver-dropped --lang en",
            "rules explain change/receiver-dropped --lang zh",
        ]),
    );
}

/// The faults of a rule with this sentence.
fn faults(sentence: &str) -> String {
    let desk = Desk::new(&[("rule.yaml", &sentenced(sentence))]);
    desk.stdout("rules test rule.yaml --lang en --width 100")
        + &desk.stdout("rules test rule.yaml --lang zh --width 100")
}

/// A rule without examples, with these lines for its conditions.
fn sentenced(sentence: &str) -> String {
    format!(
        "\
schema: qingdan/rules@1
id: my/rule
title: 题目
severity: warning
for: {{duty: CooperativeDuty}}
{sentence}
message: 说明
labels: {{duty.name: 这里}}
"
    )
}

#[test]
fn what_is_decided_before_a_list_is_read_is_refused() {
    let mut said = String::new();
    for sentence in [
        "forbid: duty.name != \"\"",
        "forbid: duty.name = \"\"",
        "forbid: duty.name contains \"\"",
        "forbid: 1 = 2",
        "forbid: length(\"甲\") > 3",
        "forbid: duty.name = duty.name",
        "forbid: some duty.departments where text != it.text",
        "forbid: duty.name  contains duty.name",
        "require: count(duty.departments) >= 0",
        "forbid: 0 > count(duty.departments)",
        "forbid: '\"甲\" is present'",
        "forbid: '\"甲\" matches \"甲\"'",
    ] {
        use std::fmt::Write as _;
        writeln!(said, "## {sentence}\n\n{}", faults(sentence)).unwrap();
    }
    assert_snapshot("decided", &said);
    for sentence in [
        "forbid: duty.name = first(duty.departments).text",
        "require: count(duty.departments) > 0",
        "forbid: duty.name contains \"甲\"",
    ] {
        assert!(!faults(sentence).contains("R130"), "{sentence}");
    }
}

/// What is said of a rule file, in both languages.
fn said_of(files: &[(&str, &str)], path: &str) -> String {
    let desk = Desk::new(files);
    let said = |language: &str| desk.stdout(&format!("rules test {path} --lang {language} --width 100"));
    said("en") + &said("zh")
}

#[test]
fn slips_of_an_author_are_told_where_they_are() {
    use std::fmt::Write as _;
    let rule = sentenced("require: some duty.departments");
    let changed = |old: &str, new: &str| {
        assert!(rule.contains(old), "{old}");
        rule.replace(old, new)
    };
    let slips = [
        (
            "braces in a flow map",
            changed("message: 说明", "message: {zh: “{duty.name}”没有部门, en: none}"),
        ),
        (
            "full-width colon",
            changed("severity: warning", "severity： warning"),
        ),
        (
            "full-width colon below a key",
            changed("for: {duty: CooperativeDuty}", "for:\n  duty： CooperativeDuty"),
        ),
        (
            "children beside their key",
            changed("for: {duty: CooperativeDuty}", "for:\nduty: CooperativeDuty"),
        ),
        (
            "nothing to vary",
            "schema: qingdan/rules@1\nid: my/a\nextends:\n".to_owned(),
        ),
        ("no names", changed("for: {duty: CooperativeDuty}", "for: {}")),
        ("no labels", changed("labels: {duty.name: 这里}", "labels: {}")),
        ("no title", changed("title: 题目", "title: \"\"")),
        (
            "two conditions",
            changed(
                "require: some duty.departments",
                "require: [some duty.departments, duty.name is present]",
            ),
        ),
        (
            "classified",
            changed("severity: warning", "severity: warning\nclassify: review"),
        ),
        (
            "a lexicon that is not there",
            changed(
                "require: some duty.departments",
                "use: [none.yaml]\nforbid: duty.name contains $vague",
            ),
        ),
        (
            "kind in lower case",
            changed("CooperativeDuty", "cooperativeDuty"),
        ),
        ("kind in Chinese", changed("CooperativeDuty", "配合履职事项")),
    ];
    let mut said = String::new();
    for (name, text) in &slips {
        writeln!(said, "## {name}\n\n{}", said_of(&[("a.yaml", text)], "a.yaml")).unwrap();
    }
    assert_snapshot("slips", &said);
}

#[test]
fn slips_in_conditions_are_told_with_what_was_meant() {
    let mut said = String::new();
    for sentence in [
        "require: duty.name == \"甲\"",
        "require: count(duty.departments > 0",
        "require: count(duty.departments",
        "forbid: duty.name not contains \"甲\"",
        "forbid: duty.name not starts with \"甲\"",
        "forbid: duty.number is not present",
        "forbid: some duty.departments where department is missing and text = \"甲\"",
        "forbid: some duty.departments as where",
        "forbid: duty.name = \"甲\" && duty.number is present",
    ] {
        use std::fmt::Write as _;
        writeln!(said, "## {sentence}\n\n{}", faults(sentence)).unwrap();
    }
    assert_snapshot("conditions", &said);
}

#[test]
fn parameters_and_patterns_are_judged_where_they_are_written() {
    use std::fmt::Write as _;
    let mut said = String::new();
    for parameter in [
        "most: {type: int, default: 50.5}",
        "most: {type: int, default: 1e2}",
        "most: {type: int, default: 3, min: 5, max: 1}",
        "verbs: {type: words, default: [甲], min: 1}",
        "part: {type: pattern, default: \"打击(\"}",
        "part: {type: pattern, default: \"打击{other}\"}",
    ] {
        let name = parameter.split(':').next().unwrap();
        let sentence = match name {
            "most" => "require: count(duty.departments) < $most",
            "verbs" => "forbid: duty.name contains $verbs",
            _ => "forbid: duty.name matches \"{part}传销\"",
        };
        let text = sentenced(&format!("{sentence}\nparams:\n  {parameter}"));
        writeln!(
            said,
            "## {parameter}\n\n{}",
            said_of(&[("a.yaml", &text)], "a.yaml")
        )
        .unwrap();
    }
    let lexicon = "schema: qingdan/lexicon@1\npatterns:\n  broken: \"打击(\"\n  nested: \"由{broken}\"\n  sound: 打击|查处\n";
    let rule = sentenced("use: [own.yaml]\nforbid: duty.name matches \"{sound}{broken}\"");
    let files = [("own.yaml", lexicon), ("a.yaml", rule.as_str())];
    writeln!(said, "## a lexicon\n\n{}", said_of(&files, ".")).unwrap();
    writeln!(
        said,
        "## a lexicon that no rule uses\n\n{}",
        said_of(&files[..1], ".")
    )
    .unwrap();
    assert_snapshot("parameters", &said);
    let rule = sentenced("require: count(duty.departments) < $most\nparams: {most: {type: int, default: 3}}");
    let desk = Desk::new(&[("丁镇.yaml", LIST), ("rules/a.yaml", &rule)]);
    let set = desk.stdout("check 丁镇.yaml --rules rules --lang en --set my/rule.most=50.5");
    assert!(set.contains("a whole number is needed here"), "{set}");
}

#[test]
fn examples_that_do_not_fit_their_rule_are_told() {
    use std::fmt::Write as _;
    let rule = using("my/vague", "own.yaml");
    let example = |old: &str, new: &str| {
        assert!(rule.contains(old), "{old}");
        rule.replace(old, new)
    };
    let invalid = "{basic: [做好有关工作], finds: [做好有关工作]}";
    let over_changes = rule
        .replace("for: {duty: BasicDuty}", "for: {change: BasicChange}")
        .replace("duty.name", "change.after.name");
    let mut said = String::new();
    for (name, text) in [
        (
            "found twice",
            example(
                invalid,
                "{basic: [做好有关工作, 做好有关工作], finds: [做好有关工作]}",
            ),
        ),
        (
            "a registry that is a text",
            example(
                invalid,
                "{registry: 县公安局, basic: [做好有关工作], finds: [做好有关工作]}",
            ),
        ),
        ("nothing", example("{basic: [做好防汛工作]}", "{}")),
        (
            "two versions",
            example(
                "{basic: [做好防汛工作]}",
                "{before: {basic: [甲]}, after: {basic: [乙]}}",
            ),
        ),
        ("one version", over_changes),
    ] {
        let files = [("own.yaml", LEXICON), ("a.yaml", text.as_str())];
        writeln!(said, "## {name}\n\n{}", said_of(&files, "a.yaml")).unwrap();
    }
    assert_snapshot("examples", &said);
    let off = rule.replace("severity: warning", "severity: off");
    let files = [("own.yaml", LEXICON), ("a.yaml", off.as_str())];
    assert!(said_of(&files, "a.yaml").contains("2 examples of 1 rule: all pass."));
}

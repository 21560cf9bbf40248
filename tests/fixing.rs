//! Fixes are made and lists are written anew: as a person does it, and as laws.
#![expect(clippy::disallowed_methods, reason = "the test writes the files it runs on")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod desk;
#[path = "generator/mod.rs"]
mod generator;
mod shown;

use desk::Desk;
use generator::Country;
use proptest::prelude::*;
use qingdan::check::fixing::{Mended, edit, mend};
use qingdan::check::{Checked, check};
use qingdan::list::{export, yaml};
use qingdan::rule::RuleSet;
use qingdan::text::yaml::parse;
use qingdan::text::{Source, SourceId, Sources, Span};

/// A list with something to mend in every way of writing a text, and comments.
const DAMAGED: &str = "\
# 第一稿
schema: qingdan/list@1
title: 甲省乙市丙县丁镇履行职责事项清单
township: {name: 丁镇, region: [甲省, 乙市, 丙县]}   # 镇

basic:
  # 党建
  categories:
  - name: 党的建设
    declared: 3 # 项数
    duties:
    - {number: 1, name: \"加强党员，，教育管理\"}
    - {number: 5, name: 组织学习}
    - number: 3
      name: 开展宣传
cooperative:
  categories:
  - name: 平安法治
    duties:
    # 传销
    - name: 打击传销
      number: 1
      departments: [县公安局]
      blocks:
      - departments: [县公安局]
        clauses: [牵头制定方案, '依法查 处', \"于３个工作日,上报\", 建立台帐]
      township:
      - \"开展开展宣传\\u6559育,并上报\" # 两处
      - |-
        对不符合的的情况上报,对乡镇(街道)上报
reclaimed:
  categories:
  - name: 民生服务
    duties:
    - {number: 1, name: 高龄津贴的追缴, receivers: [县民政局], mode: [核查发放对象]}
# 完
";

fn assert_snapshot(name: &str, text: &str) {
    shown::without_unmet("fixing").bind(|| insta::assert_snapshot!(name, text));
}

fn text(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.path(name)).unwrap()
}

#[test]
fn what_would_be_mended_is_shown_first() {
    let desk = Desk::new(&[("丁镇.yaml", DAMAGED)]);
    let shown = desk.transcript(&[
        "check --diff --preview --lang zh",
        "check --fix --diff --unsafe --preview --lang en",
        "check --unsafe",
        "check --diff --format json",
    ]);
    assert_snapshot("diff", &shown);
    assert_eq!(text(&desk, "丁镇.yaml"), DAMAGED, "nothing was written");
}

#[test]
fn safe_fixes_are_made_and_the_rest_reported() {
    let desk = Desk::new(&[("丁镇.yaml", DAMAGED)]);
    assert_snapshot(
        "fix",
        &desk.transcript(&["check --fix --preview --lang zh --format concise --width 2000"]),
    );
    let once = text(&desk, "丁镇.yaml");
    assert_eq!(desk.code("check --fix --preview"), 1);
    assert_eq!(
        text(&desk, "丁镇.yaml"),
        once,
        "a second run finds nothing to mend"
    );
    assert_eq!(
        desk.code("check --fix --unsafe --preview"),
        0,
        "all errors are repaired"
    );
    assert_snapshot("mended", &text(&desk, "丁镇.yaml"));
    assert_eq!(
        std::fs::read_dir(desk.path("")).unwrap().count(),
        1,
        "no file was left beside it"
    );
}

#[test]
fn what_is_no_file_or_no_yaml_or_allowed_stays() {
    let published =
        "甲省乙市丙县丁镇履行职责事项清单\n\n基本履职事项清单\n\n序号\t事项名称\n1\t加强党员，，教育管理\n";
    let allowed = DAMAGED.replace(
        "    - {number: 1, name: \"加强党员，，",
        "    # qingdan: allow[wording/double-punctuation] 理由：原文如此\n    - {number: 1, name: \"加强党员，，",
    );
    let desk = Desk::new(&[("a/丁镇.txt", published), ("b/丁镇.yaml", &allowed)]);
    let said = String::from_utf8(desk.run("check a --fix --preview --lang en").stderr).unwrap();
    assert!(said.contains("1 more stand in published text"), "{said}");
    assert_eq!(text(&desk, "a/丁镇.txt"), published);
    desk.run("check b --fix --preview");
    assert!(text(&desk, "b/丁镇.yaml").contains("党员，，教育"));
    let known = desk.run("baseline write b --baseline known.yaml --preview --profile audit");
    assert!(known.status.success(), "{known:?}");
    let before = text(&desk, "b/丁镇.yaml");
    assert_eq!(
        desk.code("check b --fix --unsafe --preview --profile audit --baseline known.yaml"),
        0
    );
    assert_eq!(
        text(&desk, "b/丁镇.yaml"),
        before,
        "known findings are not mended"
    );
    let mut command = desk.command("check - --fix --preview --lang en");
    let output = command
        .stdin(std::fs::File::open(desk.path("b/丁镇.yaml")).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("output/no-file")
    );
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new(&[("store/list", DAMAGED)]);
    let file = desk.path("store/list");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink(&file, desk.path("丁镇.yaml")).unwrap();
    desk.run("check 丁镇.yaml --fix --preview");
    assert_ne!(text(&desk, "store/list"), DAMAGED);
    assert!(desk.path("丁镇.yaml").is_symlink());
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn lists_are_written_in_their_canonical_form() {
    let desk = Desk::new(&[
        ("丁镇.yaml", DAMAGED),
        ("甲.txt", "甲"),
        ("bad.yaml", "schema: qingdan/list@1\nbasics: 1\n"),
    ]);
    assert_snapshot(
        "format",
        &desk.transcript(&[
            "fmt --check --lang zh 丁镇.yaml 甲.txt",
            "fmt --diff --lang en 丁镇.yaml",
            "fmt 丁镇.yaml --lang en",
            "fmt --check --lang en",
        ]),
    );
    let once = text(&desk, "丁镇.yaml");
    let output = desk
        .command("fmt -")
        .stdin(std::fs::File::open(desk.path("丁镇.yaml")).unwrap())
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        once,
        "formatted once and for all"
    );
}

#[test]
fn blank_lines_stay_between_items_and_comments_widen_no_line() {
    let list = |basic: &str| {
        let (head, rest) = desk::LIST
            .split_once("    - {number: 1, name: 加强党员教育管理}\n")
            .unwrap();
        format!("{head}{basic}{rest}")
    };
    let formatted = |text: &str| {
        let read = yaml::read(SourceId(0), text).list.unwrap();
        export::yaml_with_comments(&read, text).unwrap()
    };
    // Several blank lines become one; one inside what is now one line goes.
    let loose = list(
        "\n    - {number: 1, name: 组织学习}\n\n\n    # 二\n    - number: 2\n\n      name: 开展宣传\n  \n    - {number: 3, name: 走访}\n",
    );
    let tidy = list(
        "\n    - {number: 1, name: 组织学习}\n\n    # 二\n    - {number: 2, name: 开展宣传}\n\n    - {number: 3, name: 走访}\n",
    );
    assert_eq!(formatted(&loose), tidy);
    assert_eq!(formatted(&tidy), tidy);
    // A comment in a list that comes to stand on one line: behind it if it has room, before it otherwise.
    let township = |written: &str| {
        desk::LIST.replace(
            "      township: [开展宣传教育, 对参与传销的人员进行处罚]\n",
            written,
        )
    };
    let short = township("      township:\n      - 开展宣传教育\n      - 上报 # 短\n");
    assert_eq!(
        formatted(&short),
        township("      township: [开展宣传教育, 上报] # 短\n")
    );
    let words = "县里要求在每年的一月和七月各报一次，并且抄送县司法局备案，没有情况的也要报";
    let long = township(&format!(
        "      township:\n      - 开展宣传教育\n      - 上报 # {words}，{words}\n"
    ));
    let moved = township(&format!(
        "      # {words}，{words}\n      township: [开展宣传教育, 上报]\n"
    ));
    assert_eq!(formatted(&long), moved);
    assert_eq!(formatted(&moved), moved);
    // Two of them stay in their order.
    let both = township("      township:\n      - 开展宣传教育 # 一\n      - 上报 # 二\n");
    assert_eq!(
        formatted(&both),
        township("      # 一\n      # 二\n      township: [开展宣传教育, 上报]\n")
    );
}

#[test]
fn words_are_written_as_the_text_around_them_asks_for() {
    let edited = |text: &str, from: &str, to: &str| {
        let at = text.find(from).unwrap();
        let edited = edit(text, &[(Span::new(at, at + from.len()), to)]);
        (edited.made == 1).then_some(edited.text)
    };
    let done = |text: &str| Some(text.to_owned());
    assert_eq!(edited("a: \"甲乙\"", "乙", "\"\\"), done("a: \"甲\\\"\\\\\""));
    assert_eq!(edited("a: '甲乙'", "乙", "'"), done("a: '甲'''"));
    assert_eq!(edited("a: [甲乙, 丙]", "乙", "（乙）"), done("a: [甲（乙）, 丙]"));
    assert_eq!(edited("a: |\n  甲乙\n", "乙", "#"), done("a: |\n  甲#\n"));
    // A character that is an escape, a key, a comment.
    assert_eq!(edited("a: \"甲\\u4e59\"", "\\u4e59", "乙"), done("a: \"甲乙\""));
    assert_eq!(edited("a: \"甲\\u4e59\"", "u4e", "乙"), None);
    assert_eq!(edited("a: 1 # 甲", "甲", "乙"), None);
    // What would need quotes.
    assert_eq!(edited("a: [甲乙, 丙]", "乙", ", "), None);
    assert_eq!(edited("a: 甲乙", "乙", ": 丙"), None);
    assert_eq!(edited("a: 甲乙", "甲乙", ""), None);
    assert_eq!(edited("a: 甲乙", "甲", "- "), None);
    assert_eq!(edited("a: 甲乙丙", "乙", " #"), None);
    assert_eq!(edited("a: 甲乙", "\u{4e59}", "\n"), None);
    // One that cannot be made keeps no other from being made.
    let both = edit(
        "a: [甲乙, 丙]",
        &[(Span::new(4, 7), "# "), (Span::new(12, 15), "丁")],
    );
    assert_eq!(
        (both.made, both.refused, both.text.as_str()),
        (1, 1, "a: [甲乙, 丁]")
    );
    // Of two that overlap, the first; one made twice is one.
    let twice = edit(
        "a: 甲乙丙",
        &[
            (Span::new(6, 12), "乙"),
            (Span::new(3, 9), "甲"),
            (Span::new(6, 12), "乙"),
        ],
    );
    assert_eq!((twice.made, twice.later, twice.text.as_str()), (1, 1, "a: 甲乙"));
}

fn mended(text: &str, rules: &RuleSet, also_unsafe: bool) -> Mended {
    let mut sources = Sources::default();
    sources.add(Source::new("丁镇.yaml", text));
    mend(sources, also_unsafe, &|sources| {
        let checked = check(sources, rules);
        let counts = vec![true; checked.findings.len()];
        (checked, counts)
    })
}

#[test]
fn departments_are_spelled_as_registered_everywhere() {
    let registry = "schema: qingdan/registry@1\nregion: [甲省, 乙市, 丙县]\ndepartments:\n- name: 县住房城乡建设和交通运输局\n";
    let list = desk::LIST.replace("县公安局", "县住房城乡建设交通运输局");
    let desk = Desk::new(&[("丁镇.yaml", &list), ("registry.yaml", registry)]);
    desk.run("check --fix --unsafe");
    let expected = desk::LIST.replace("县公安局", "县住房城乡建设和交通运输局");
    assert_eq!(text(&desk, "丁镇.yaml"), expected);
    assert_eq!(text(&desk, "registry.yaml"), registry);
}

#[test]
fn a_fix_that_brings_a_finding_is_not_made() {
    let rule = |word: &str, fix: &str| {
        format!(
            "schema: qingdan/rules@1\ntitle: {{zh: 规则, en: a rule}}\nseverity: error\nfor:\n  duty: Duty\n\
             forbid: duty.name contains \"{word}\"\nmessage: {{zh: 有{word}, en: holds it}}\nlabels:\n  duty.name: {{zh: 这里, en: here}}\n{fix}\
             tests:\n  valid:\n  - {{basic: [学习]}}\n  invalid:\n  - {{basic: [{word}], finds: [{word}]}}\n"
        )
    };
    let fix = "fix:\n  title: {zh: 改, en: mend}\n  safe: true\n  replace: duty.name\n  with: '\"巡查\"'\n";
    let list = desk::LIST.replace("加强党员教育管理", "走访");
    let desk = Desk::new(&[
        ("丁镇.yaml", &list),
        ("rules/a/visit.yaml", &rule("走访", fix)),
        ("rules/a/patrol.yaml", &rule("巡查", "")),
    ]);
    let output = desk.run("check 丁镇.yaml --fix --rules rules --lang en");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("丁镇.yaml was not mended further: that would bring about a/patrol."),
        "{said}"
    );
    assert_eq!(text(&desk, "丁镇.yaml"), list);
    let endless = "schema: qingdan/rules@1\ntitle: {zh: 规则, en: a rule}\nseverity: error\nfor:\n  duty: Duty\n  \
                   hit: find $words in duty.name\nforbid: hit\nmessage: {zh: 有, en: holds it}\nlabels:\n  hit: {zh: 这里, en: here}\n\
                   fix:\n  title: {zh: 改, en: mend}\n  safe: true\n  replace: hit\n  with: '\"走访记录\"'\nparams:\n  words: \
                   {type: words, about: {zh: 词, en: words}, default: [走访]}\ntests:\n  valid:\n  - {basic: [学习]}\n  invalid:\n  \
                   - {basic: [走访], finds: [走访]}\n";
    let desk = Desk::new(&[("丁镇.yaml", &list), ("rules/a/visit.yaml", endless)]);
    let said = String::from_utf8(
        desk.run("check 丁镇.yaml --fix --rules rules --select a --lang en")
            .stderr,
    )
    .unwrap();
    assert!(said.contains("undo each other without end"), "{said}");
    assert_eq!(text(&desk, "丁镇.yaml"), list);
}

#[test]
fn behind_a_gap_no_number_is_changed() {
    let row = |number: u32| format!("    - {{number: {number}, name: 开展第{number}种活动}}\n");
    let head = "schema: qingdan/list@1\ntownship: {name: 丁镇, region: [甲省, 乙市, 丙县]}\nbasic:\n  categories:\n  - name: 党的建设\n    duties:\n";
    let list = |numbers: &[u32]| head.to_owned() + &numbers.iter().copied().map(row).collect::<String>();
    let unchanged = |numbers: &[u32]| {
        mended(&list(numbers), RuleSet::builtin(), true)
            .changes
            .is_empty()
    };
    assert!(unchanged(&[1, 2, 3, 4]));
    assert!(unchanged(&[1, 2, 4, 5]));
    assert!(unchanged(&[1, 2, 2, 3]));
    assert!(!unchanged(&[1, 2, 9, 4]));
}

fn checked(text: &str, rules: &RuleSet) -> Checked {
    let mut sources = Sources::default();
    sources.add(Source::new("丁镇.yaml", text));
    check(sources, rules)
}

/// A list of the generator with its own defects, and slips of the hand in its texts.
fn damaged(seed: u64, slips: &[(usize, usize)]) -> String {
    let mut text = Country::new(seed, 1.0).list(0).text;
    // A number that breaks the row, and one that is right again behind it.
    text = text.replacen("number: 7,", "number: 70,", 1);
    for (at, kind) in slips {
        let commas: Vec<usize> = text.match_indices('，').map(|(at, _)| at).collect();
        let Some(&comma) = commas.get(at % commas.len().max(1)) else {
            continue;
        };
        let words = [
            "，，",
            "， ",
            "３，",
            "的的，",
            "（一)，",
            "台帐，",
            "(甲)，",
            "學，",
        ][kind % 8];
        text.replace_range(comma..comma + '，'.len_utf8(), words);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn after_a_fix_its_findings_are_gone_and_no_other_came(
        seed in 0_u64..1000,
        slips in proptest::collection::vec((0_usize..10_000, 0_usize..8), 1..12),
        also_unsafe in any::<bool>(),
    ) {
        let rules = RuleSet::builtin();
        let before = damaged(seed, &slips);
        let mended = mended(&before, rules, also_unsafe);
        prop_assert!(mended.undone.is_empty(), "{:?}", mended.undone);
        let after = mended.changes.first().map_or(&before, |change| &change.after);
        let (old, new) = (checked(&before, rules), checked(after, rules));
        let mut fixes = new.findings.iter().filter_map(|finding| finding.fix.as_ref());
        prop_assert_eq!(mended.refused, 0);
        prop_assert!(!fixes.any(|fix| fix.safe || also_unsafe));
        for finding in new.findings.iter() {
            let count = |checked: &Checked| {
                checked.findings.iter().filter(|other| other.code == finding.code).count()
            };
            prop_assert!(count(&new) <= count(&old), "{:?}", finding);
        }
        // The form of the file is as it was.
        let lines = |text: &str| text.lines().map(|line| line.len() - line.trim_start().len()).collect::<Vec<_>>();
        prop_assert_eq!(lines(&before), lines(after));
    }

    #[test]
    fn the_canonical_form_is_the_same_list_with_all_comments(
        seed in 0_u64..1000,
        comments in proptest::collection::vec((0_usize..10_000, any::<bool>()), 0..40),
        blanks in proptest::collection::vec(0_usize..10_000, 0..20),
    ) {
        let text = Country::new(seed, 0.5).list(0).text;
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let count = lines.len();
        for (number, (at, behind)) in comments.iter().enumerate() {
            match *behind {
                true if !lines[at % count].contains(" #") => lines[at % count].push_str(&format!("  # {number}")),
                _ => lines.insert(at % count, format!("# {number}")),
            }
        }
        let count = lines.len();
        blanks.iter().for_each(|at| lines.insert(at % count, String::new()));
        let text = lines.join("\n");
        prop_assume!(parse(SourceId(0), &text).is_ok());
        let list = yaml::read(SourceId(0), &text).list.unwrap();
        let once = export::yaml_with_comments(&list, &text).unwrap();
        let again = yaml::read(SourceId(0), &once).list.unwrap();
        prop_assert_eq!(export::yaml(&again), export::yaml(&list));
        prop_assert_eq!(export::yaml_with_comments(&again, &once).unwrap(), once.clone());
        prop_assert_eq!(once.matches('#').count(), text.matches('#').count());
        prop_assert!(!once.contains("\n\n\n") && !once.starts_with('\n') && !once.ends_with("\n\n"), "{}", once);
        for line in once.lines().filter(|line| line.contains(" #") && !line.trim_start().starts_with('#')) {
            prop_assert!(line.trim_start().chars().count() <= 110, "{}", line);
        }
    }
}

/// What `--fix --unsafe` makes of a list, run with one rule; none where it changes nothing.
fn mended_by(rule: &str, text: &str) -> Option<String> {
    let rules = RuleSet::builtin().only(|other| other.id.as_str() == rule);
    assert_eq!(rules.rules().count(), 1, "{rule}");
    let mended = mended(text, &rules, true);
    mended.changes.into_iter().next().map(|change| change.after)
}

#[test]
fn numbers_of_clauses_and_categories_are_mended_where_the_sequence_shows_them() {
    let clauses = |numbers: [u32; 4]| {
        let clause = |(number, text): (u32, &str)| format!("{{number: {number}, text: {text}}} # {text}");
        let clauses = numbers
            .into_iter()
            .zip(["上报", "记录", "宣传", "巡查"])
            .map(clause);
        let clauses: Vec<String> = clauses.collect();
        desk::LIST.replace(
            "      township: [开展宣传教育, 对参与传销的人员进行处罚]",
            &format!("      township:\n      - {}", clauses.join("\n      - ")),
        )
    };
    let rule = "structure/clause-number";
    let right = Some(clauses([1, 2, 3, 4]));
    assert_eq!(mended_by(rule, &clauses([1, 2, 9, 4])), right, "one slipped");
    assert_eq!(mended_by(rule, &clauses([7, 2, 3, 4])), right, "the first");
    assert_eq!(mended_by(rule, &clauses([1, 2, 3, 3])), right, "the last repeats");
    // What may be a gap, or another order, is for a person.
    for doubtful in [
        [1, 2, 4, 5],
        [1, 2, 3, 5],
        [1, 3, 2, 4],
        [1, 2, 2, 3],
        [2, 3, 4, 5],
    ] {
        assert_eq!(mended_by(rule, &clauses(doubtful)), None, "{doubtful:?}");
    }
    let categories = |ordinals: [u32; 3]| {
        let names = ["党的建设", "经济发展", "民生服务"];
        let category = |(ordinal, name): (u32, &str)| {
            format!(
                "  - name: {name} # {name}\n    ordinal: {ordinal}\n    duties:\n    - {{name: {name}工作}}\n"
            )
        };
        let all: String = ordinals.into_iter().zip(names).map(category).collect();
        let (head, rest) = desk::LIST.split_once("basic:\n").unwrap();
        let (_, rest) = rest.split_once("cooperative:\n").unwrap();
        format!("{head}basic:\n  categories:\n{all}cooperative:\n{rest}")
    };
    let rule = "structure/category-ordinal";
    let right = Some(categories([1, 2, 3]));
    assert_eq!(mended_by(rule, &categories([1, 5, 3])), right);
    assert_eq!(mended_by(rule, &categories([1, 2, 2])), right);
    for doubtful in [[1, 2, 4], [1, 3, 4], [2, 1, 3]] {
        assert_eq!(mended_by(rule, &categories(doubtful)), None, "{doubtful:?}");
    }
}

#[test]
fn a_department_is_spelled_as_in_most_places_or_as_registered() {
    let list = |names: [&str; 3]| {
        let duty = |(at, name): (usize, &&str)| {
            format!(
                "    - {{number: {at}, name: 第{at}件, departments: [{name}], township: [上报线索]}} # {at}\n",
                at = at + 1
            )
        };
        let duties: String = names.iter().enumerate().map(duty).collect();
        let (head, _) = desk::LIST.split_once("cooperative:\n").unwrap();
        format!("{head}cooperative:\n  categories:\n  - name: 平安法治\n    duties:\n{duties}")
    };
    let (one, other) = ("县林业和草原局", "县林业草原局");
    let rule = "department/variant-name";
    // Whichever comes first.
    for names in [[one, one, other], [other, one, one], [one, other, one]] {
        assert_eq!(
            mended_by(rule, &list(names)),
            Some(list([one, one, one])),
            "{names:?}"
        );
    }
    assert_eq!(
        mended_by(rule, &list([other, other, one])),
        Some(list([other; 3]))
    );
    assert_eq!(mended_by(rule, &list([one; 3])), None);
    // With a registry, what it says.
    let registry = format!("schema: qingdan/registry@1\nregion: [甲省, 乙市, 丙县]\ndepartments: [{one}]\n");
    let desk = Desk::new(&[
        ("丁镇.yaml", &list([other, other, one])),
        ("registry.yaml", &registry),
    ]);
    desk.run("check --fix --unsafe --select department");
    assert_eq!(text(&desk, "丁镇.yaml"), list([one; 3]));
}

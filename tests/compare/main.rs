//! `qingdan diff` as it is called: its forms and exit codes, git's versions, and git calling it.
#![expect(clippy::disallowed_methods, reason = "the test writes the files it runs on")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

#[path = "../desk/mod.rs"]
mod desk;
mod forms;
mod git;
mod project;
mod revision;
#[path = "../shown/mod.rs"]
mod shown;

use desk::Desk;
use revision::{LIST, assert_transcript, revised};

#[test]
fn a_list_against_itself_or_its_export_is_silent() {
    let desk = Desk::new(&[("a.yaml", LIST)]);
    assert_eq!(
        desk.stdout("diff a.yaml a.yaml -q --lang en"),
        "The two versions are the same.\n"
    );
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/ningxia-jinxing.txt");
    desk.run(&format!("export {seed} -o export.yaml"));
    let said = desk.stdout(&format!("diff {seed} export.yaml --lang zh"));
    assert!(said.starts_with("两个版本没有变化。"), "{said}");
    assert_eq!(desk.code(&format!("diff {seed} export.yaml --fail-on any")), 0);
}

#[test]
fn the_exit_code_is_one_from_the_threshold_on() {
    let cosmetic = LIST.replace(
        "number: 1, name: 加强党员教育管理",
        "number: 7, name: 加强党员教育管理",
    );
    let review = LIST.replace("[牵头制定方案, 依法查处]", "[牵头制定工作方案, 依法查处]");
    let desk = Desk::new(&[
        ("old.yaml", LIST),
        ("new.yaml", &revised()),
        ("cosmetic.yaml", &cosmetic),
        ("review.yaml", &review),
    ]);
    for (line, code) in [
        ("diff old.yaml new.yaml", 0),
        ("diff old.yaml new.yaml --fail-on breaking", 1),
        ("diff old.yaml review.yaml --fail-on breaking", 0),
        ("diff old.yaml review.yaml --fail-on review", 1),
        ("diff old.yaml cosmetic.yaml --fail-on review", 0),
        ("diff old.yaml cosmetic.yaml --fail-on any", 1),
        ("diff old.yaml old.yaml --fail-on any", 0),
        ("diff old.yaml new.yaml --fail-on new-findings", 1),
        ("diff new.yaml old.yaml --fail-on new-findings", 0),
        ("diff old.yaml new.yaml --fail-on breaking --format json", 1),
        ("diff old.yaml missing.yaml --fail-on any", 2),
        ("diff old.yaml", 2),
        ("diff", 2),
        ("diff a b c", 2),
    ] {
        assert_eq!(desk.code(line), code, "{line}");
    }
}

#[test]
fn what_cannot_be_compared_is_said() {
    let desk = Desk::new(&[
        ("a.yaml", LIST),
        ("b.yaml", LIST),
        ("empty/readme.md", ""),
        ("no.txt", "买菜：\n白菜\n"),
    ]);
    assert_transcript(
        &desk,
        "failures",
        &[
            "diff a.yaml missing.yaml --lang zh",
            "diff a.yaml --lang en",
            "diff a.yaml main:a.yaml --lang zh",
            "diff main..HEAD --lang en",
            "diff empty empty --lang en",
            "diff a.yaml no.txt -q --lang en",
        ],
    );
}

#[test]
fn folders_are_compared_county_by_county_whatever_the_form_and_name() {
    let other = LIST.replace("丙县", "戊县").replace("丁镇", "己镇");
    let desk = Desk::new(&[
        ("old/one.yaml", LIST),
        ("old/two.yaml", &other),
        ("new/1.yaml", &revised()),
        ("new/2.yaml", &other),
    ]);
    assert_transcript(&desk, "folders", &["diff old new --lang zh -q"]);
    let gone = Desk::new(&[
        ("old/one.yaml", LIST),
        ("old/two.yaml", &other),
        ("new/1.yaml", LIST),
    ]);
    assert_transcript(
        &gone,
        "township",
        &[
            "diff old new --lang zh",
            "diff new old --lang en --fail-on review",
        ],
    );
}

#[test]
fn standard_input_is_a_version_too() {
    let desk = Desk::new(&[("old.yaml", LIST)]);
    let said = desk.with_input("diff old.yaml - -q --lang en", &revised());
    assert!(said.starts_with("1 duty new on the township"), "{said}");
}

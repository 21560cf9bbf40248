//! Lists of other shapes than the seeds: a 街道 of a district, a 镇 of a county-level city, a 苏木 of a banner, a 乡 of an
//! autonomous county. Right names raise nothing; each slip raises its own rule, and no other.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::path::Path;

use qingdan::check::check;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixture/shapes/{name}.txt"));
    Source::read(&path).unwrap().text().to_owned()
}

/// What the rules of departments and counties find, each with the words it marks first.
fn found(text: &str) -> Vec<(String, String)> {
    let mut sources = Sources::default();
    sources.add(Source::new("list.txt", text));
    let checked = check(sources, RuleSet::builtin());
    let own = checked
        .findings
        .iter()
        .filter(|finding| matches!(finding.code.family(), "department" | "county"));
    own.map(|finding| {
        let words = checked.sources.slice(finding.primary.place);
        (
            finding.code.as_str().to_owned(),
            words.split_whitespace().collect(),
        )
    })
    .collect()
}

#[test]
fn right_names_raise_nothing() {
    for name in ["street", "town", "sumu", "autonomous"] {
        assert_eq!(found(&text(name)), [], "{name}");
    }
}

#[track_caller]
fn slip(name: &str, right: &str, wrong: &str, rule: &str, words: &str) {
    let right_text = text(name);
    assert!(right_text.contains(right), "{right} stands in {name}");
    let findings = found(&right_text.replacen(right, wrong, 1));
    assert_eq!(
        findings,
        [(format!("department/{rule}"), words.to_owned())],
        "{name}: {right} as {wrong}"
    );
}

#[test]
fn words_for_another_kind_of_township() {
    slip("street", "加强街道党员", "加强本镇党员", "township-word", "本镇");
    slip("town", "加强全镇党员", "加强全乡党员", "township-word", "全乡");
    slip("town", "落实镇党委", "落实乡党委", "township-word", "乡党委");
    slip(
        "sumu",
        "做好本苏木牧户",
        "做好本嘎查苏木、我镇牧户",
        "township-word",
        "我镇",
    );
    slip(
        "autonomous",
        "编制乡域规划",
        "编制镇域规划",
        "township-word",
        "镇域",
    );
    slip(
        "autonomous",
        "加强本乡民族",
        "加强本乡镇民族",
        "township-word",
        "本乡镇",
    );
}

#[test]
fn words_for_another_kind_of_county() {
    slip("street", "落实全区老旧", "落实全县老旧", "county-word", "全县");
    slip(
        "street",
        "协助区政府做好",
        "协助县政府做好",
        "county-word",
        "县政府",
    );
    slip("sumu", "落实全旗防灾", "落实全县防灾", "county-word", "全县");
    slip("autonomous", "落实县委、", "落实区委、", "county-word", "区委");
}

#[test]
fn other_places() {
    slip(
        "street",
        "联系辖区人大代表",
        "联系玄武区人大代表",
        "foreign-place",
        "玄武区",
    );
    slip(
        "town",
        "承接部门：市民政局",
        "承接部门：东阳市民政局",
        "foreign-place",
        "东阳市",
    );
    slip(
        "sumu",
        "报旗林业和草原局",
        "报镶黄旗林业和草原局",
        "foreign-place",
        "镶黄旗",
    );
    slip(
        "autonomous",
        "做好全乡旅游",
        "做好恩施市全乡旅游",
        "foreign-place",
        "恩施市",
    );
}

#[test]
fn names_of_departments() {
    slip(
        "town",
        "承接部门：市农业农村局",
        "承接部门：市农村农业局",
        "garbled-name",
        "市农村农业局",
    );
    slip(
        "sumu",
        "上报线索",
        "发现后移交旗市场监督管理局",
        "reported-outside-column",
        "旗市场监督管理局",
    );
    slip(
        "street",
        "区住房和城乡建设局、城市管理局，",
        "区住房和城乡建设局、城市管理局、相关部门，",
        "not-a-body",
        "相关部门",
    );
    slip(
        "street",
        "区市场监督管理局、市生态",
        "区市场监督管理局、区市场监督管理局、市生态",
        "twice-in-cell",
        "区市场监督管理局",
    );
    slip(
        "town",
        "上报市公安局。",
        "由市司法局开展普法。",
        "duty-without-column",
        "市司法局",
    );
    slip(
        "autonomous",
        "县民族宗教事务局、县财政局",
        "县民族宗教事务局、县财政局、县审计局",
        "column-without-duty",
        "县审计局",
    );
}

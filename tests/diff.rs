//! Two versions: what is told of them, what the rules find in it, and when there is silence.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod shown;
mod versions;

use qingdan::check::compare;
use qingdan::diff::EditKind;
use qingdan::finding::{BaselineState, Classify, Language};
use qingdan::report::Reader;
use qingdan::report::diff::DiffReport;
use qingdan::rule::RuleSet;
use versions::{SEEDS, compared, json, seed, sources, tell, told};

const BEFORE: &str = include_str!("fixture/versions/before.yaml");
const AFTER: &str = include_str!("fixture/versions/after.yaml");

fn snapshot(name: &str, text: &str) {
    shown::assert("diff", name, text);
}

#[test]
fn a_list_against_itself_is_silent() {
    for name in SEEDS {
        let text = seed(name);
        // Byte for byte the same is told without reading; another line end is not.
        for other in [text.clone(), format!("{text}\n")] {
            let compared = compared(&text, &other);
            assert!(
                compared.comparison.is_silent(),
                "{name}:\n{}",
                tell(&compared.comparison)
            );
            assert!(compared.changes.is_empty(), "{name}");
        }
    }
}

#[test]
fn published_text_against_its_yaml_form_is_silent() {
    for name in SEEDS {
        let text = seed(name);
        assert_eq!(told(&text, &json(&text).to_string()), "", "{name}");
    }
}

#[test]
fn a_revision_as_it_is_told() {
    snapshot("revision", &told(BEFORE, AFTER));
    snapshot("revision-inverse", &told(AFTER, BEFORE));
}

#[test]
fn what_the_rules_find_in_a_revision() {
    let compared = compared(BEFORE, AFTER);
    let found: Vec<String> = compared
        .changes
        .iter()
        .map(|finding| {
            let marked = compared.sources.slice(finding.primary.place);
            format!(
                "{} “{marked}”: {}",
                finding.code,
                finding.message.get(Language::Zh)
            )
        })
        .collect();
    snapshot("revision-findings", &found.join("\n"));
    assert_eq!(compared.comparison.gravest(), Some(Classify::Breaking));
    snapshot(
        "revision-summary",
        &format!(
            "{:#?}",
            DiffReport::new(&compared, &[], Reader::default()).tally()
        ),
    );
}

#[test]
fn findings_are_new_fixed_or_unchanged() {
    let rules = RuleSet::builtin();
    let list = |duties: &str| {
        format!(
            "schema: qingdan/list@1\ntownship: {{name: 例镇, region: [例省, 例市, 例县]}}\nbasic: {{categories: [{{name: 平安法治, duties: [{duties}]}}]}}\n"
        )
    };
    let before = list(
        "{number: 1, name: 完成上级交办的其他任务}, {number: 2, name: 防汛抗旱}, {number: 4, name: 森林防火}",
    );
    let after = list(
        "{number: 1, name: 防汛抗旱}, {number: 2, name: 森林防火}, {number: 3, name: 完成上级交办的其他任务}, {number: 4, name: ''}",
    );
    let compared = compare(sources([before.as_str()]), sources([after.as_str()]), rules);
    let codes = |state: BaselineState| -> Vec<&str> {
        let all = compared.findings.iter().chain(&compared.fixed);
        all.filter(|finding| finding.baseline == Some(state))
            .map(|finding| finding.code.as_str())
            .collect()
    };
    assert_eq!(
        codes(BaselineState::New),
        ["structure/empty-name", "read/empty-name"]
    );
    assert_eq!(codes(BaselineState::Absent), ["structure/duty-number"]);
    assert!(codes(BaselineState::Unchanged).contains(&"wording/catch-all"));
    let (new, unchanged) = compared.new_and_unchanged();
    assert_eq!((new, new + unchanged), (2, compared.findings.len()));
}

#[test]
fn wording_changes_are_told_by_character() {
    let compared = compared(BEFORE, AFTER);
    let (_, change) = compared
        .comparison
        .changes()
        .find(|(_, change)| change.duty().name == "农村低保政策宣传和申请受理")
        .unwrap();
    let edits = change.fields.last().unwrap().edits();
    let added: Vec<&str> = edits
        .iter()
        .filter(|edit| edit.kind == EditKind::Added)
        .map(|edit| edit.text.as_str())
        .collect();
    assert_eq!(added, ["和申请受理"]);
    let text = |left: EditKind| -> String {
        edits
            .iter()
            .filter(|edit| edit.kind != left)
            .map(|edit| edit.text.as_str())
            .collect()
    };
    assert_eq!(text(EditKind::Dropped), "农村低保政策宣传和申请受理");
    assert_eq!(text(EditKind::Added), "农村低保政策宣传");
}

#[test]
fn townships_come_go_and_are_renamed() {
    let list = |name: &str, duties: &str| {
        format!(
            "schema: qingdan/list@1\ntownship: {{name: {name}, region: [例省, 例市, 例县]}}\nbasic: {{categories: [{{name: 平安法治, duties: [{duties}]}}]}}\n"
        )
    };
    let one = "{name: 防汛抗旱值守}, {name: 森林防火巡查}, {name: 人民调解}, {name: 社区矫正}";
    let two = "{name: 农村低保}, {name: 高龄津贴}, {name: 残疾人补贴}, {name: 殡葬改革}";
    let before = [
        list("甲镇", one),
        list("乙乡", two),
        list("丙乡", "{name: 垃圾清运}"),
    ];
    let after = [
        list("乙镇", two),
        list("甲镇", one),
        list("丁镇", "{name: 河道保洁}"),
    ];
    let of = |texts: &[String; 3]| sources(texts.iter().map(String::as_str));
    let compared = compare(of(&before), of(&after), &RuleSet::builtin().of_changes());
    assert_eq!(
        tell(&compared.comparison),
        "township 例省例市例县乙乡 -> 例省例市例县乙镇\n\
         township - -> 例省例市例县丁镇\n\
         township 例省例市例县丙乡 -> -\n"
    );
}

#[test]
fn nothing_at_all_is_compared_too() {
    for (before, after) in [("", ""), ("", BEFORE), (BEFORE, "")] {
        let compared = compared(before, after);
        assert!(compared.comparison.changes().next().is_none());
    }
}

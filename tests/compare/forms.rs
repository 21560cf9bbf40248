//! The forms of a comparison, and what hostile lists cannot do to them.

use super::desk::Desk;
use super::revision::{LIST, assert_snapshot, assert_transcript, revised};

#[test]
fn people_read_it_in_both_languages() {
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &revised())]);
    assert_transcript(
        &desk,
        "full",
        &[
            "diff old.yaml new.yaml --lang zh",
            "diff old.yaml new.yaml --lang en --width 60",
        ],
    );
    assert_snapshot(
        "note",
        &desk.stdout("diff old.yaml new.yaml --lang zh --format markdown"),
    );
}

#[test]
fn what_is_quiet_is_counted_and_shown_when_asked_for() {
    let renumbered = LIST.replace("number: 1, name: 加强", "number: 5, name: 加强");
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &renumbered)]);
    assert_transcript(
        &desk,
        "quiet",
        &[
            "diff old.yaml new.yaml --lang zh -q",
            "diff old.yaml new.yaml --lang zh -q --show-editorial",
        ],
    );
}

#[test]
fn the_json_follows_its_schema_and_its_places_hold_the_words() {
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &revised())]);
    let schema: serde_json::Value = serde_json::from_str(&desk.stdout("schema diff")).unwrap();
    let text = desk.stdout("diff old.yaml new.yaml --lang zh --format json");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&json)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let (old, new) = (LIST.to_owned(), revised());
    let mut checked = 0;
    for change in json["changes"].as_array().unwrap() {
        for (side, text) in [("before", &old), ("after", &new)] {
            let duty = &change[side];
            // A list without a title is pointed at by its key.
            if duty["start"].is_null() || duty["name"] == "" {
                continue;
            }
            let offset = |end: &str| duty[end]["offset"].as_u64().unwrap() as usize;
            let shown = &text[offset("start")..offset("end")];
            assert_eq!(shown, duty["name"], "{change}");
            let line = text[..offset("start")].matches('\n').count() + 1;
            assert_eq!(duty["start"]["line"], line);
            checked += 1;
        }
    }
    assert!(checked > 4, "{text}");
    assert_snapshot("json", &text);
}

#[test]
fn findings_of_both_versions_stand_in_sarif_by_their_baseline_state() {
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &revised())]);
    let json: serde_json::Value =
        serde_json::from_str(&desk.stdout("diff old.yaml new.yaml --lang zh --format json")).unwrap();
    let log: serde_json::Value =
        serde_json::from_str(&desk.stdout("diff old.yaml new.yaml --lang zh --format sarif")).unwrap();
    let read: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).unwrap();
    assert_eq!(read.runs.len(), 1);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let stating = |state: &str| {
        results
            .iter()
            .filter(|result| result["baselineState"] == state)
            .count()
    };
    let listed = |key: &str| json["findings"][key].as_array().unwrap().len();
    assert_eq!(stating("unchanged"), listed("unchanged"));
    assert_eq!(stating("absent"), listed("fixed"));
    // What the rules over changes found has no state: there is nothing to compare it with.
    assert_eq!(
        results.len() - stating("unchanged") - stating("absent"),
        listed("new")
    );
    assert!(listed("new") > 0 && !results.is_empty());
}

/// A name that would be mark-up, move the cursor, turn the writing round, or call somebody.
const HOSTILE: &str = "<script>alert(1)</script>**x**|`y`[z](javascript:z)@everyone\u{202e}\u{1b}[2J";

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    let named = |name: &str| {
        let name = serde_json::to_string(name).unwrap();
        LIST.replace("name: 加强党员教育管理", &format!("name: {name}"))
    };
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &named(HOSTILE))]);
    for format in ["full", "markdown"] {
        let said = desk.stdout(&format!("diff old.yaml new.yaml --format {format}"));
        assert!(said.contains("script"), "{format} shows the name: {said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{format}: {said}");
    }
    let note = desk.stdout("diff old.yaml new.yaml --format markdown");
    assert!(
        !note.contains("<script") && !note.contains("[z](") && !note.contains("@everyone"),
        "{note}"
    );
}

#[test]
fn the_page_escapes_all_text_and_allows_no_script() {
    let hostile = serde_json::to_string(HOSTILE).unwrap();
    let new = revised().replace("name: 开展老年助餐服务", &format!("name: {hostile}"));
    let desk = Desk::new(&[("old.yaml", LIST), ("new.yaml", &new)]);
    let page = desk.stdout("diff old.yaml new.yaml --lang zh --format html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    assert!(!page.contains("<script"), "the page has no script at all: {page}");
    assert!(page.contains("default-src 'none'") && !page.contains("http://") && !page.contains("https://"));
    for words in [
        "<del>县市场监督管理局</del>",
        "<ins>定期</ins>核查发放对象，<ins>依法</ins>追缴",
        "lang=\"zh-Hans\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let opened = page.matches("<article").count();
    assert_eq!((opened, page.matches("</article>").count()), (4, 4));
}

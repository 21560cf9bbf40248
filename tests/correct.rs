//! Lists that are right, in other layouts and wordings than the seeds, of which the rules say nothing; and defects put
//! into them one by one, each of which the rule for it finds, and no other.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use qingdan::check::check;
use qingdan::finding::Language;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

const LISTS: [&str; 3] = ["sichuan", "guangdong", "shandong"];

/// The families whose every rule has a defect here.
const FAMILIES: [&str; 3] = ["structure", "conflict", "wording"];

#[derive(serde::Deserialize)]
struct Injected {
    rule: String,
    list: String,
    from: Option<String>,
    to: Option<String>,
    /// A second change that belongs to the first.
    and: Option<Change>,
    /// Other rules that see the same defect.
    #[serde(default)]
    also: Vec<String>,
    /// The text ends here instead.
    cut_at: Option<String>,
}

#[derive(serde::Deserialize)]
struct Change {
    from: String,
    to: String,
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/correct")
        .join(name);
    Source::read(&path).unwrap().text().to_owned()
}

/// The rules that find something in a text, with what they say.
fn found(name: &str, text: &str) -> Vec<(String, String)> {
    let mut sources = Sources::default();
    sources.add(Source::new(name.to_owned(), text.to_owned()));
    let checked = check(sources, RuleSet::builtin());
    let findings = checked.findings.iter();
    findings
        .map(|finding| {
            (
                finding.code.to_string(),
                finding.message.get(Language::Zh).to_string(),
            )
        })
        .collect()
}

#[test]
fn nothing_is_said_of_correct_lists() {
    for name in LISTS {
        assert_eq!(found(name, &file(&format!("{name}.txt"))), [], "{name}");
    }
}

/// `text` with a defect in it.
fn with(text: &str, injected: &Injected) -> String {
    if let Some(end) = &injected.cut_at {
        return text[..text.find(end.as_str()).unwrap()].to_owned();
    }
    let put = |text: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{} has no “{from}”", injected.list);
        text.replacen(from, to, 1)
    };
    let once = put(
        text,
        injected.from.as_ref().unwrap(),
        injected.to.as_ref().unwrap(),
    );
    match &injected.and {
        Some(other) => put(&once, &other.from, &other.to),
        None => once,
    }
}

#[test]
fn every_injected_defect_is_found_by_its_rule_alone() {
    let all: Vec<Injected> = serde_yaml::from_str(&file("injected.yaml")).unwrap();
    let mut faults = String::new();
    let mut rules = BTreeSet::new();
    for one in &all {
        let text = with(&file(&format!("{}.txt", one.list)), one);
        let found = found(&one.list, &text);
        let codes: BTreeSet<&str> = found.iter().map(|(code, _)| code.as_str()).collect();
        let expected: BTreeSet<&str> = one.also.iter().chain([&one.rule]).map(String::as_str).collect();
        if codes != expected {
            writeln!(faults, "{} in {}: {found:?}", one.rule, one.list).unwrap();
        }
        rules.insert(one.rule.clone());
    }
    assert!(faults.is_empty(), "{faults}");
    for rule in RuleSet::builtin().rules() {
        let code = rule.id.to_string();
        if FAMILIES.contains(&rule.id.family()) {
            assert!(rules.contains(&code), "no defect for {code}");
        }
    }
}

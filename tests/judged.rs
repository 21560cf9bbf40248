//! What the rules find in the seeds, judged by reading: nothing goes unjudged, and the rules keep their promised precision.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use qingdan::check::check;
use qingdan::finding::Severity;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

const SEEDS: [&str; 5] = [
    "gansu-hekou",
    "neimenggu-woniuhe",
    "ningxia-jinxing",
    "qinghai-jiermeng",
    "xinjiang-kaerdun",
];

/// The registries of their counties; each holds for its own region alone.
const REGISTRIES: [&str; 5] = [
    "gansu-xigu",
    "neimenggu-zhalantun",
    "ningxia-litong",
    "qinghai-gangcha",
    "xinjiang-yining",
];

/// The families that have a file of judgements.
const FAMILIES: [&str; 6] = ["structure", "department", "conflict", "wording", "county", "read"];

/// The share of right findings, in percent, below which a severity must not fall.
const GOALS: [(Severity, usize); 3] = [
    (Severity::Error, 95),
    (Severity::Warning, 85),
    (Severity::Info, 70),
];

#[derive(Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Judgement {
    Right,
    Wrong,
    /// Some reviewers would say so: not counted as right.
    Arguable,
}

#[derive(serde::Deserialize)]
struct Judged {
    fingerprint: String,
    rule: String,
    list: String,
    /// The beginning of the words at fault.
    text: String,
    judgement: Judgement,
    reason: String,
}

/// A finding: its list, its fingerprint.
type Key = (String, String);

struct Found {
    rule: String,
    severity: Severity,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn judgements() -> (BTreeSet<&'static str>, Vec<Judged>) {
    let file = |family: &str| root().join(format!("tests/judged/{family}.yaml"));
    let families: BTreeSet<_> = FAMILIES
        .into_iter()
        .filter(|family| file(family).exists())
        .collect();
    let read = |family: &&str| {
        let source = Source::read(&file(family)).unwrap();
        serde_yaml::from_str::<Vec<Judged>>(source.text()).unwrap()
    };
    let all = families.iter().flat_map(read).collect();
    (families, all)
}

fn findings(families: &BTreeSet<&str>) -> BTreeMap<Key, Found> {
    let mut found = BTreeMap::new();
    for list in SEEDS {
        let mut sources = Sources::default();
        sources.add(Source::read(&root().join(format!("seeds/{list}.txt"))).unwrap());
        for registry in REGISTRIES {
            sources.add(Source::read(&root().join(format!("seeds/registries/{registry}.yaml"))).unwrap());
        }
        let checked = check(sources, RuleSet::builtin());
        let judged = |family: &str| families.contains(family);
        for finding in checked
            .findings
            .iter()
            .filter(|finding| judged(finding.code.family()))
        {
            let place = finding.primary.place;
            let key = (list.to_owned(), format!("{:016x}", finding.fingerprint));
            let one = Found {
                rule: finding.code.to_string(),
                severity: finding.severity,
                text: checked.sources[place.source].slice(place.span).to_owned(),
            };
            assert!(
                found.insert(key, one).is_none(),
                "two findings with one fingerprint"
            );
        }
    }
    found
}

/// Right, arguable and wrong findings, and the share of right ones in percent.
fn line(name: &str, judgements: &[Judgement]) -> (String, usize) {
    let count = |judgement| judgements.iter().filter(|one| **one == judgement).count();
    let (right, all) = (count(Judgement::Right), judgements.len());
    let share = right * 100 / all.max(1);
    let (arguable, wrong) = (count(Judgement::Arguable), count(Judgement::Wrong));
    let text = format!("{name:<48} {right:>5} {arguable:>9} {wrong:>6} {share:>5} %\n");
    (text, share)
}

#[test]
fn every_finding_is_judged_and_the_rules_are_precise() {
    let (families, judged) = judgements();
    let found = findings(&families);
    let mut faults = String::new();
    let mut by_key: BTreeMap<Key, &Judged> = BTreeMap::new();
    for one in &judged {
        let key = (one.list.clone(), one.fingerprint.clone());
        assert!(!one.reason.is_empty(), "{key:?} has no reason");
        match found.get(&key) {
            Some(finding) if finding.rule == one.rule && finding.text.starts_with(&one.text) => {}
            Some(finding) => writeln!(faults, "{key:?} is {} at “{}”", finding.rule, finding.text).unwrap(),
            None => writeln!(
                faults,
                "{key:?} {} “{}” is not found any more",
                one.rule, one.text
            )
            .unwrap(),
        }
        assert!(
            by_key.insert(key, one).is_none(),
            "{} is judged twice",
            one.fingerprint
        );
    }
    let mut rules: BTreeMap<&str, Vec<Judgement>> = BTreeMap::new();
    let mut severities: BTreeMap<Severity, Vec<Judgement>> = BTreeMap::new();
    for (key, finding) in &found {
        let Some(one) = by_key.get(key) else {
            writeln!(
                faults,
                "{key:?} {} “{}” is not judged",
                finding.rule, finding.text
            )
            .unwrap();
            continue;
        };
        rules.entry(&finding.rule).or_default().push(one.judgement);
        severities
            .entry(finding.severity)
            .or_default()
            .push(one.judgement);
    }
    assert!(faults.is_empty(), "{faults}");
    let mut table = format!("{:<48} right  arguable  wrong  right\n", "");
    for (rule, judgements) in &rules {
        table += &line(rule, judgements).0;
    }
    for (severity, goal) in GOALS {
        let (text, share) = line(
            &format!("{severity:?}"),
            severities.get(&severity).map_or(&[], Vec::as_slice),
        );
        table += &text;
        assert!(
            share >= goal,
            "{severity:?} findings are right in {share} of a hundred cases, not in {goal}"
        );
    }
    insta::with_settings!({snapshot_path => "../snapshots/judged", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("precision", table);
    });
}

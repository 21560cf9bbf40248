//! What reviewers saw in three seeds without the tool: how much of it the tool finds.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use qingdan::check::check;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

const READ: [&str; 3] = ["gansu-hekou", "ningxia-jinxing", "xinjiang-kaerdun"];

#[derive(serde::Deserialize)]
struct Catalogue {
    defects: Vec<Defect>,
}

#[derive(serde::Deserialize)]
struct Defect {
    line: OneOrMore<usize>,
    text: OneOrMore<String>,
    family: String,
    kind: String,
    certainty: String,
}

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

impl<T> OneOrMore<T> {
    fn all(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(name: &str) -> Vec<Defect> {
    let path = root().join(format!("tests/catalogue/{name}.yaml"));
    let source = Source::read(&path).unwrap();
    serde_yaml::from_str::<Catalogue>(source.text()).unwrap().defects
}

#[test]
fn each_defect_is_quoted_from_its_line() {
    for name in READ {
        let source = Source::read(&root().join(format!("seeds/{name}.txt"))).unwrap();
        for defect in catalogue(name) {
            for text in defect.text.all() {
                let stands = |&line: &usize| source.slice(source.line(line)).contains(text.as_str());
                assert!(
                    defect.line.all().iter().any(stands),
                    "{name} {:?}: {text}",
                    defect.line.all()
                );
            }
        }
    }
}

/// Rules that underline much more than they are about, or slips of style on which another defect may well stand: each
/// with the kinds of defects that it can be said to find.
const NARROW: [(&str, &[&str]); 6] = [
    ("conflict/mode-of-another-duty", &["mode-of-another-duty"]),
    (
        "wording/mode-without-verb",
        &["mode-without-verb", "sentence-broken"],
    ),
    (
        "wording/half-width-punctuation",
        &["half-width-punctuation", "half-width-quotes"],
    ),
    ("wording/space-in-word", &["space-in-word", "space-inside-name"]),
    ("wording/terminal-punctuation", &["terminal-punctuation"]),
    ("structure/clauses-unnumbered", &["clause-numbers-missing"]),
];

/// A place of a finding: its rule, the bytes it marks.
struct Mark {
    rule: String,
    start: usize,
    end: usize,
}

/// What the findings of rules mark in a seed.
fn marked(name: &str) -> Vec<Mark> {
    let mut sources = Sources::default();
    sources.add(Source::read(&root().join(format!("seeds/{name}.txt"))).unwrap());
    for registry in ["ningxia-litong", "xinjiang-yining"] {
        sources.add(Source::read(&root().join(format!("seeds/registries/{registry}.yaml"))).unwrap());
    }
    let checked = check(sources, RuleSet::builtin());
    let mut marks = Vec::new();
    for finding in checked.findings.iter() {
        for label in std::iter::once(&finding.primary).chain(&finding.related) {
            marks.push(Mark {
                rule: finding.code.to_string(),
                start: label.place.span.start as usize,
                end: label.place.span.end as usize,
            });
        }
    }
    marks
}

/// Whether a finding tells of a defect: a rule of its family, about such a thing, marks a character of it.
fn is_found(source: &Source, marks: &[Mark], defect: &Defect) -> bool {
    let tells = |mark: &Mark| {
        let family = mark.rule.split('/').next().unwrap();
        // Where words are lost, a broken sentence is what one sees; a label without colon is told when the list is read.
        let is_family = family == defect.family
            || (defect.kind == "text-cut-off" && family == "wording")
            || (defect.kind == "label-without-colon" && mark.rule == "read/odd-label");
        let narrow = NARROW.iter().find(|(rule, _)| *rule == mark.rule);
        is_family && narrow.is_none_or(|(_, kinds)| kinds.contains(&defect.kind.as_str()))
    };
    let lines = defect.line.all().iter().map(|&line| source.line(line));
    let places = lines.flat_map(|line| {
        let text = source.slice(line);
        let texts = defect.text.all().iter();
        texts.flat_map(move |quoted| {
            text.match_indices(quoted.as_str())
                .map(move |(at, quoted)| (line.start as usize + at, line.start as usize + at + quoted.len()))
        })
    });
    places.into_iter().any(|(start, end)| {
        marks
            .iter()
            .any(|mark| mark.start < end && start < mark.end && tells(mark))
    })
}

/// The share of each family that is found, and the certain defects that are not.
#[test]
fn what_the_tool_finds_of_it() {
    let (mut table, mut missed) = (String::new(), String::new());
    for name in READ {
        let source = Source::read(&root().join(format!("seeds/{name}.txt"))).unwrap();
        let marks = marked(name);
        let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
        for defect in catalogue(name) {
            let hit = is_found(&source, &marks, &defect);
            let count = counts
                .entry((defect.certainty.clone(), defect.family.clone()))
                .or_default();
            count.0 += usize::from(hit);
            count.1 += 1;
            if !hit && defect.certainty == "certain" {
                let (line, text) = (defect.line.all()[0], &defect.text.all()[0]);
                writeln!(
                    missed,
                    "{name} {line}: {} {} “{text}”",
                    defect.family, defect.kind
                )
                .unwrap();
            }
        }
        for ((certainty, family), (found, all)) in counts {
            writeln!(
                table,
                "{name:<18} {certainty:<9} {family:<11} {found:>3} of {all:>3}"
            )
            .unwrap();
        }
    }
    insta::with_settings!({snapshot_path => "../snapshots/catalogue", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("found", table);
        insta::assert_snapshot!("missed", missed);
    });
}

//! What reviewers saw in two seeds without the tool: how much of it the tool finds.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use qingdan::check::check;
use qingdan::finding::Label;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

const READ: [&str; 2] = ["ningxia-jinxing", "xinjiang-kaerdun"];

#[derive(serde::Deserialize)]
struct Catalogue {
    defects: Vec<Defect>,
}

#[derive(serde::Deserialize)]
struct Defect {
    line: OneOrMore<usize>,
    text: OneOrMore<String>,
    family: String,
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

/// The bytes of a seed that the findings of rules mark.
fn marked(name: &str) -> Vec<(usize, usize)> {
    let mut sources = Sources::default();
    sources.add(Source::read(&root().join(format!("seeds/{name}.txt"))).unwrap());
    for registry in ["ningxia-litong", "xinjiang-yining"] {
        sources.add(Source::read(&root().join(format!("seeds/registries/{registry}.yaml"))).unwrap());
    }
    let checked = check(sources, RuleSet::builtin());
    let rules = checked
        .findings
        .iter()
        .filter(|finding| finding.code.family() != "read");
    let labels = rules.flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related));
    labels
        .map(|label: &Label| (label.place.span.start as usize, label.place.span.end as usize))
        .collect()
}

/// The share of each family that is found: a finding of any rule but the reader's marks a character of the defect.
#[test]
fn what_the_tool_finds_of_it() {
    let mut table = String::new();
    for name in READ {
        let source = Source::read(&root().join(format!("seeds/{name}.txt"))).unwrap();
        let spans = marked(name);
        let mut counts: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
        for defect in catalogue(name) {
            let hit = defect.line.all().iter().any(|&line| {
                let line = source.line(line);
                let at = |text: &String| {
                    source
                        .slice(line)
                        .match_indices(text.as_str())
                        .map(|(at, _)| at)
                        .collect::<Vec<_>>()
                };
                defect.text.all().iter().any(|text| {
                    at(text).into_iter().any(|at| {
                        let (start, end) = (line.start as usize + at, line.start as usize + at + text.len());
                        spans.iter().any(|&(from, to)| from < end && start < to)
                    })
                })
            });
            let count = counts
                .entry((defect.certainty.clone(), defect.family.clone()))
                .or_default();
            count.0 += usize::from(hit);
            count.1 += 1;
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
    });
}

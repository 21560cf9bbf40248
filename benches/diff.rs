//! What comparing two versions costs: one pair of lists, and pairs of many.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench reads its files and fails where it must"
)]

#[path = "../tests/generator/mod.rs"]
mod generator;
#[path = "../tests/versions/mod.rs"]
mod versions;

use std::hint::black_box;

use divan::Bencher;
use generator::{Country, TOWNSHIPS};
use qingdan::check::{check, compare};
use qingdan::diff;
use qingdan::graph::{Graph, Version};
use qingdan::list;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

fn main() {
    divan::main();
}

/// A list and a newer version of it: a tenth of the duties renamed, as many removed, all renumbered.
fn pair(index: usize) -> [String; 2] {
    let before = Country::new(5, 0.0).list(index).text;
    let mut after = versions::json(&before);
    for kind in ["basic", "cooperative", "reclaimed"] {
        let mut number = 0;
        for category in after[kind]["categories"].as_array_mut().unwrap() {
            let duties = category["duties"].as_array_mut().unwrap();
            let mut at = 0;
            duties.retain(|_| {
                at += 1;
                at % 10 != 0
            });
            for (at, duty) in duties.iter_mut().enumerate() {
                number += 1;
                duty["number"] = number.into();
                if at % 10 == 5 {
                    duty["name"] = format!("{}专项行动", duty["name"].as_str().unwrap()).into();
                }
            }
        }
    }
    [before, after.to_string()]
}

/// Aligns two lists that are read, and tells what changed; with the graph that is built for it.
#[divan::bench(args = ["same", "edited", "strange"])]
fn one_pair(bencher: Bencher<'_, '_>, how: &str) {
    let [before, after] = pair(0);
    let after = match how {
        "same" => before.clone(),
        "edited" => after,
        _ => Country::new(77, 0.0).list(0).text,
    };
    let mut sources = Sources::default();
    let ids = [before, after].map(|text| sources.add(Source::new("list", text)));
    let lists = ids.map(|id| list::read(&sources, id).list.unwrap());
    bencher.bench_local(|| {
        let version = |at| Version {
            lists: std::slice::from_ref(&lists[at]),
            registries: &[],
        };
        let mut graph = Graph::build_versions(&sources, version(0), version(1));
        diff::compare(black_box(&mut graph)).gravest()
    });
}

/// So many lists in counties: the texts of one version.
fn texts(lists: usize, version: usize) -> Vec<Vec<String>> {
    let texts: Vec<String> = (0..lists).map(|index| pair(index)[version].clone()).collect();
    texts.chunks(TOWNSHIPS).map(<[String]>::to_vec).collect()
}

fn sources(county: &[String]) -> Sources {
    versions::sources(county.iter().map(String::as_str))
}

/// Checks the newer versions alone: the measure of [`comparing`].
#[divan::bench(args = [14, 56], sample_count = 5, sample_size = 1)]
fn checking(bencher: Bencher<'_, '_>, lists: usize) {
    let rules = RuleSet::builtin().settled();
    let counties = texts(lists, 1);
    bencher.bench_local(|| {
        let checked = counties.iter().map(|county| check(sources(county), &rules));
        checked.map(|checked| checked.findings.len()).sum::<usize>()
    });
}

/// Reads, checks and compares both versions.
#[divan::bench(args = [14, 56], sample_count = 5, sample_size = 1)]
fn comparing(bencher: Bencher<'_, '_>, lists: usize) {
    let rules = RuleSet::builtin().settled();
    let (before, after) = (texts(lists, 0), texts(lists, 1));
    bencher.bench_local(|| {
        let pairs = before.iter().zip(&after);
        let compared = pairs.map(|(before, after)| compare(sources(before), sources(after), &rules));
        compared
            .map(|compared| compared.comparison.townships.len())
            .sum::<usize>()
    });
}

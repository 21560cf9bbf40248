//! What checking costs once a list is read: the graph, each built-in rule alone, and all of them together.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench reads its files and fails where it must"
)]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::hint::black_box;

use divan::Bencher;
use generator::Country;
use qingdan::graph::Graph;
use qingdan::list;
use qingdan::rule::{RuleSet, evaluate};
use qingdan::text::{Source, Sources};

fn main() {
    divan::main();
}

/// One synthetic list of realistic size, with defects; or a published one.
fn sources(name: &str) -> Sources {
    let mut sources = Sources::default();
    let text = match name {
        "synthetic" => Country::new(1, 0.3).list(0).text,
        _ => std::fs::read_to_string(format!("{}/seeds/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    };
    sources.add(Source::new(name, text));
    sources
}

const LISTS: [&str; 3] = ["synthetic", "gansu-hekou", "xinjiang-kaerdun"];

fn with_graph(name: &str, act: impl FnOnce(&Graph<'_>)) {
    let sources = sources(name);
    let (id, _) = sources.iter().next().unwrap();
    let lists = [list::read(&sources, id).list.unwrap()];
    act(&Graph::build(&sources, &lists, &[]));
}

#[divan::bench(args = LISTS)]
fn graph(bencher: Bencher<'_, '_>, name: &str) {
    let sources = sources(name);
    let (id, _) = sources.iter().next().unwrap();
    let lists = [list::read(&sources, id).list.unwrap()];
    bencher.bench_local(|| black_box(Graph::build(&sources, &lists, &[])).len());
}

#[divan::bench(args = LISTS)]
fn all_rules(bencher: Bencher<'_, '_>, name: &str) {
    let rules = RuleSet::builtin();
    with_graph(name, |graph| {
        bencher.bench_local(|| evaluate(rules, black_box(graph)))
    });
}

#[divan::bench(args = RuleSet::builtin().rules().map(|rule| rule.id.to_string()))]
fn one_rule(bencher: Bencher<'_, '_>, id: &str) {
    let only = RuleSet::builtin().only(|rule| rule.id.as_str() == id);
    with_graph("gansu-hekou", |graph| {
        bencher.bench_local(|| evaluate(&only, black_box(graph)))
    });
}

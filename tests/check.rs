//! Laws of the one entry: the order of the sources and how often one asks change nothing.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::path::Path;

use proptest::prelude::*;
use qingdan::check::{Checked, check};
use qingdan::finding::Language;
use qingdan::rule::RuleSet;
use qingdan::text::{Place, Source, Sources};

const NAMES: [&str; 7] = [
    "seeds/gansu-hekou.txt",
    "seeds/ningxia-jinxing.txt",
    "seeds/qinghai-jiermeng.txt",
    "seeds/neimenggu-woniuhe.txt",
    "seeds/xinjiang-kaerdun.txt",
    "tests/fixture/small.yaml",
    "tests/fixture/registry.yaml",
];

fn checked(order: &[usize]) -> Checked {
    let mut sources = Sources::default();
    for &name in order {
        sources.add(Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(NAMES[name])).unwrap());
    }
    check(sources, RuleSet::builtin())
}

/// Every finding with its places and its identity, in an order of its own.
fn said(checked: &Checked) -> Vec<String> {
    let at = |place: Place| format!("{}:{:?}", checked.sources[place.source].name(), place.span);
    let mut said: Vec<String> = checked
        .findings
        .iter()
        .map(|finding| {
            let related: Vec<String> = finding.related.iter().map(|label| at(label.place)).collect();
            let message = finding.message.get(Language::Zh);
            format!(
                "{} {} {message} {related:?} {:x}",
                at(finding.primary.place),
                finding.code,
                finding.fingerprint
            )
        })
        .collect();
    said.sort();
    said
}

/// For each list by name, the rules that had something to judge in it.
fn met(checked: &Checked) -> Vec<(String, Vec<bool>)> {
    let lists = checked.documents.iter().enumerate().map(|(position, list)| {
        let name = checked.sources[list.source].name().to_owned();
        (
            name,
            checked.met.iter().map(|met| met.lists()[position]).collect(),
        )
    });
    let mut lists: Vec<(String, Vec<bool>)> = lists.collect();
    lists.sort();
    lists
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn the_order_of_the_sources_changes_nothing(order in Just((0..NAMES.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let (plain, shuffled) = (checked(&[0, 1, 2, 3, 4, 5, 6]), checked(&order));
        prop_assert_eq!(said(&plain), said(&shuffled));
        prop_assert_eq!(met(&plain), met(&shuffled));
    }
}

#[test]
fn a_list_is_judged_alike_alone_and_in_company() {
    let together = said(&checked(&[0, 1, 2, 3, 4, 5, 6]));
    let mut alone: Vec<String> = (0..5)
        .flat_map(|name| said(&checked(&[name])))
        .chain(said(&checked(&[5, 6])))
        .collect();
    alone.sort();
    assert_eq!(together, alone);
}

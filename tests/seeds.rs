//! The five published lists are read whole: counts by close reading, and an outline of each to compare with its text.

mod outline;
mod shown;

use std::path::Path;

use qingdan::finding::ListKind;
use qingdan::list::{self, DutyList};
use qingdan::text::{Source, Sources};

/// Duties and categories of the basic, cooperative and reclaimed list of each seed.
const SEEDS: [(&str, [(usize, usize); 3]); 5] = [
    ("gansu-hekou", [(89, 9), (74, 19), (201, 5)]),
    ("ningxia-jinxing", [(101, 13), (56, 13), (104, 14)]),
    ("qinghai-jiermeng", [(106, 10), (119, 9), (140, 6)]),
    ("neimenggu-woniuhe", [(109, 9), (74, 8), (104, 6)]),
    ("xinjiang-kaerdun", [(87, 20), (132, 18), (52, 10)]),
];

fn source(name: &str) -> Sources {
    let mut sources = Sources::default();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{name}.txt"));
    sources.add(Source::read(&path).expect("the seed is there"));
    sources
}

fn counts(list: &DutyList<'_>) -> Vec<(ListKind, usize, usize)> {
    let count = |section: &list::Section<'_>| {
        section
            .categories
            .iter()
            .map(|category| category.duties.len())
            .sum()
    };
    list.sections
        .iter()
        .map(|section| (section.kind, count(section), section.categories.len()))
        .collect()
}

#[test]
fn every_duty_is_read_once() {
    let mut total = 0;
    for (name, expected) in SEEDS {
        let sources = source(name);
        let (id, _) = sources.iter().next().expect("one source");
        let list = list::read(&sources, id).list.expect("a list");
        let expected: Vec<_> = ListKind::ALL
            .into_iter()
            .zip(expected)
            .map(|(kind, (duties, categories))| (kind, duties, categories))
            .collect();
        assert_eq!(counts(&list), expected, "{name}");
        total += list.duties().count();
    }
    assert_eq!(total, 1548);
}

#[test]
fn outlines() {
    shown::settings("seeds").bind(|| {
        for (name, _) in SEEDS {
            let sources = source(name);
            let (id, _) = sources.iter().next().expect("one source");
            let reading = list::read(&sources, id);
            let list = reading.list.expect("a list");
            insta::assert_snapshot!(name, outline::list(&list));
            insta::assert_snapshot!(
                format!("{name}-doubts"),
                outline::doubts(&reading.doubts, &sources)
            );
        }
    });
}

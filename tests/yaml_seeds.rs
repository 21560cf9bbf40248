//! The seeds written in the YAML form say the same as when they are read from their published text.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod said;

use std::path::Path;

use qingdan::check::check;
use qingdan::finding::{Finding, Language};
use qingdan::list::{self, Detail, DutyList, export, yaml};
use qingdan::rule::RuleSet;
use qingdan::text::{Source, SourceId, Sources};
use said::said;

const SEEDS: [&str; 5] = [
    "gansu-hekou",
    "ningxia-jinxing",
    "qinghai-jiermeng",
    "neimenggu-woniuhe",
    "xinjiang-kaerdun",
];

/// The whole names of all departments.
fn whole_names(list: &DutyList<'_>) -> Vec<String> {
    let details = list.duties().map(|(_, _, duty)| &duty.detail);
    let mentions = details.flat_map(|detail| match detail {
        Detail::Basic => Vec::new(),
        Detail::Cooperative(cells) => cells
            .departments
            .iter()
            .chain(cells.blocks.iter().flat_map(|block| &block.departments))
            .collect(),
        Detail::Reclaimed(cells) => cells.receivers.iter().collect(),
    });
    mentions.map(|mention| mention.full_name().to_owned()).collect()
}

#[test]
fn seeds_say_the_same_in_the_yaml_form() {
    let schema = jsonschema::validator_for(&export::schema()).unwrap();
    for seed in SEEDS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{seed}.txt"));
        let mut sources = Sources::default();
        let id = sources.add(Source::read(&path).unwrap());
        let published = list::read(&sources, id).list.unwrap();
        let written = export::yaml(&published);
        let reading = yaml::read(SourceId(1), &written);
        assert!(reading.doubts.is_empty(), "{seed}: {:?}", reading.doubts);
        let read = reading.list.unwrap();
        for (read, published) in said(&read).iter().zip(&said(&published)) {
            assert_eq!(read, published, "{seed}");
        }
        assert_eq!(said(&read).len(), said(&published).len(), "{seed}");
        assert_eq!(whole_names(&read), whole_names(&published), "{seed}");
        assert_eq!(export::yaml(&read), written, "{seed}");
        assert!(schema.is_valid(&export::json(&published)), "{seed}");
        let county = list::peek(&written[..written.floor_char_boundary(64 << 10)]);
        assert_eq!(county.unwrap(), published.township.county(), "{seed}");
    }
}

/// The rules about the printed page, which the YAML form lacks: spaces left from its lines, its table of contents, the
/// colons behind the heads of its blocks, and which of its numbers are printed.
const OF_THE_PAGE: [&str; 6] = [
    "department/label-without-colon",
    "wording/space-in-word",
    "structure/contents-match",
    "structure/contents-count",
    "structure/list-title",
    "structure/clauses-unnumbered",
];

/// What the rules find in a source, free of its places.
fn found(sources: Sources) -> Vec<String> {
    let checked = check(sources, RuleSet::builtin());
    let rules = checked
        .findings
        .iter()
        .filter(|finding| finding.code.family() != "read")
        .filter(|finding| !OF_THE_PAGE.contains(&finding.code.to_string().as_str()));
    let mut found: Vec<_> = rules
        .map(|finding| {
            let Finding {
                code,
                message,
                address,
                value,
                ..
            } = finding;
            format!("{code} {address:?} {value}: {}", message.get(Language::Zh))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn seeds_have_the_same_findings_in_the_yaml_form() {
    let mut all = 0;
    for seed in SEEDS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{seed}.txt"));
        let (mut published, mut exported) = (Sources::default(), Sources::default());
        let id = published.add(Source::read(&path).unwrap());
        exported.add(Source::new(
            "list.yaml",
            export::yaml(&list::read(&published, id).list.unwrap()),
        ));
        let expected = found(published);
        all += expected.len();
        assert_eq!(found(exported), expected, "{seed}");
    }
    assert!(all > 20, "the seeds have defects: {all}");
}

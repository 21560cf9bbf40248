//! The synthetic lists: the same for the same seed, of realistic size, clean but for the defects that are known.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

#[path = "generator/mod.rs"]
mod generator;

use std::collections::BTreeSet;

use generator::{Country, Kind, TOWNSHIPS};
use qingdan::check::check;
use qingdan::finding::ListKind;
use qingdan::list::{Detail, DutyList, export, yaml};
use qingdan::rule::RuleSet;
use qingdan::text::{Source, SourceId, Sources};

fn read(text: &str) -> DutyList<'_> {
    let reading = yaml::read(SourceId(0), text);
    assert!(reading.doubts.is_empty(), "{:?}", reading.doubts);
    reading.list.unwrap()
}

#[test]
fn lists_are_the_same_for_the_same_seed_and_differ_otherwise() {
    let (one, again, other) = (Country::new(7, 0.5), Country::new(7, 0.5), Country::new(8, 0.5));
    assert_eq!(one.list(3).text, again.list(3).text);
    assert_ne!(one.list(3).text, other.list(3).text);
    assert_ne!(one.list(3).text, one.list(4).text);
    let homes: BTreeSet<_> = (0..250_000)
        .step_by(13)
        .map(|index| one.home_path(index))
        .collect();
    assert_eq!(homes.len(), (0..250_000).step_by(13).count());
}

#[test]
fn lists_are_of_realistic_size() {
    let country = Country::new(1, 0.0);
    let lists: Vec<_> = (0..28).map(|index| country.list(index)).collect();
    let bytes = lists.iter().map(|list| list.text.len()).sum::<usize>() / lists.len();
    assert!((187_000..207_000).contains(&bytes), "{bytes} bytes on average");
    let mut counties = BTreeSet::new();
    for made in &lists {
        let list = read(&made.text);
        assert!((310..370).contains(&list.duties().count()));
        assert_eq!(
            yaml::peek(&made.text[..made.text.floor_char_boundary(1000)])
                .unwrap()
                .concat(),
            list.township.county()
        );
        counties.insert(list.township.county());
        // What is written of it reads as it did.
        assert_eq!(export::yaml(&read(&export::yaml(&list))), export::yaml(&list));
    }
    assert_eq!(counties.len(), lists.len() / TOWNSHIPS);
}

#[test]
fn clean_lists_are_clean() {
    let country = Country::new(2, 0.0);
    for index in [0, 1, 40] {
        let made = country.list(index);
        assert!(made.answers.is_empty());
        let list = read(&made.text);
        assert_eq!(faults(&list), Vec::<String>::new());
    }
}

/// What is wrong with a list, by means of its own: counts, numbers, names too alike, columns, enforcement.
fn faults(list: &DutyList<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for section in &list.sections {
        let count: usize = section
            .categories
            .iter()
            .map(|category| category.duties.len())
            .sum();
        let declared = |number: &Option<qingdan::list::Number<'_>>| number.as_ref().unwrap().value as usize;
        if declared(&section.declared) != count {
            faults.push(format!("{} declares another count", section.kind));
        }
        for category in &section.categories {
            if declared(&category.declared) != category.duties.len() {
                faults.push(format!("{} declares another count", category.name.as_str()));
            }
        }
        let numbers = section.categories.iter().flat_map(|category| &category.duties);
        let numbers = numbers.map(|duty| duty.number.as_ref().unwrap().value);
        if !numbers.eq(1..=count as u32) {
            faults.push(format!("{} has a gap in its numbers", section.kind));
        }
    }
    let names: Vec<_> = list
        .duties()
        .map(|(section, _, duty)| (section.kind, duty.name.as_str()))
        .collect();
    for (at, (_, name)) in names.iter().enumerate() {
        for (_, other) in &names[..at] {
            let edits = rapidfuzz::distance::levenshtein::normalized_similarity(name.chars(), other.chars());
            if edits >= 0.85 {
                faults.push(format!("{name} resembles {other}"));
            }
        }
    }
    for (section, _, duty) in list.duties() {
        let Detail::Cooperative(cells) = &duty.detail else {
            continue;
        };
        assert_eq!(section.kind, ListKind::Cooperative);
        let column: BTreeSet<_> = cells
            .departments
            .iter()
            .map(|mention| mention.text.as_str())
            .collect();
        let heads = cells.blocks.iter().flat_map(|block| &block.departments);
        let heads: BTreeSet<_> = heads.map(|mention| mention.text.as_str()).collect();
        if !heads.is_empty() && heads != column {
            faults.push(format!("{}: column and blocks differ", duty.name.as_str()));
        }
        for clause in &cells.township {
            if ["处罚", "立案", "强制", "拆除", "查处", "没收", "罚款"]
                .iter()
                .any(|verb| clause.text.as_str().contains(verb))
            {
                faults.push(format!("{}: {}", duty.name.as_str(), clause.text.as_str()));
            }
        }
    }
    faults
}

#[test]
fn defects_are_where_the_answers_say() {
    let country = Country::new(3, 1.0);
    let mut rules = BTreeSet::new();
    for index in 0..20 {
        let made = country.list(index);
        assert!((1..=4).contains(&made.answers.len()));
        read(&made.text);
        for answer in &made.answers {
            rules.insert(answer.rule);
            assert!(made.text.contains(&answer.text), "{answer:?}");
            assert!(made.text.contains(&answer.name), "{answer:?}");
        }
    }
    let all: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.rule()).collect();
    assert_eq!(rules, all);
}

#[test]
fn the_registry_names_every_department() {
    let country = Country::new(4, 0.0);
    let (_, registry) = country.registry(0);
    let (registry, doubts) = yaml::registry::read(SourceId(0), &registry);
    assert!(doubts.is_empty(), "{doubts:?}");
    let registered: BTreeSet<_> = registry
        .as_ref()
        .unwrap()
        .departments
        .iter()
        .map(|body| body.name.as_str())
        .collect();
    let made = country.list(0);
    for (_, _, duty) in read(&made.text).duties() {
        if let Detail::Cooperative(cells) = &duty.detail {
            assert!(
                cells
                    .departments
                    .iter()
                    .all(|mention| registered.contains(mention.text.as_str()))
            );
        }
    }
}

/// Two counties with their registries, one of them with the level 市, whose name is also the one above it.
#[test]
fn the_check_finds_every_defect_and_nothing_else() {
    let country = Country::new(5, 0.7);
    for county in [0, 4] {
        let lists = county * TOWNSHIPS..(county + 1) * TOWNSHIPS;
        let mut sources = Sources::default();
        let mut expected = Vec::new();
        for index in lists.clone() {
            let made = country.list(index);
            sources.add(Source::new(made.path, made.text));
            expected.extend(
                made.answers
                    .into_iter()
                    .map(|answer| (answer.township, answer.rule.to_owned())),
            );
        }
        let (path, registry) = country.registry(lists.start);
        sources.add(Source::new(path, registry));
        let checked = check(sources, RuleSet::builtin());
        let found = checked
            .findings
            .iter()
            .map(|finding| (finding.address.township.clone(), finding.code.to_string()))
            // A variant may be an abbreviation, which another rule tells.
            .map(|(township, code)| (township, code.replace("abbreviation", "variant-name")));
        let mut found: Vec<_> = found.collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }
}

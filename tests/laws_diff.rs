//! Laws of comparison, on generated edits whose outcome is known.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]
#![allow(clippy::too_many_lines, reason = "one arm for each sort of edit")]

#[path = "generator/mod.rs"]
mod generator;
mod versions;

use std::collections::BTreeSet;

use generator::Country;
use proptest::prelude::*;
use qingdan::check::Compared;
use qingdan::diff::{Change, ChangeKind, DutyRef, Field};
use qingdan::list::{self, Clause, Detail, DutyList, Mention};
use qingdan::text::{Source, Sources};
use serde_json::{Value, json};
use versions::{compared, tell};

const LISTS: [&str; 3] = ["basic", "cooperative", "reclaimed"];

/// A list of some forty duties in several categories.
fn base(index: usize) -> Value {
    let mut list = versions::json(&Country::new(11, 0.0).list(index).text);
    for kind in LISTS {
        let categories = list[kind]["categories"].as_array_mut().unwrap();
        categories.truncate(3);
        for category in categories {
            category["duties"].as_array_mut().unwrap().truncate(4);
            category.as_object_mut().unwrap().remove("declared");
        }
    }
    list
}

/// Where a duty stands: its list, category and position.
type At = (usize, usize, usize);

fn duties(list: &Value) -> Vec<At> {
    let mut all = Vec::new();
    for (kind, name) in LISTS.iter().enumerate() {
        for (category, found) in list[name]["categories"].as_array().unwrap().iter().enumerate() {
            all.extend((0..found["duties"].as_array().unwrap().len()).map(|duty| (kind, category, duty)));
        }
    }
    all
}

fn duty(list: &mut Value, (kind, category, duty): At) -> &mut Value {
    &mut list[LISTS[kind]]["categories"][category]["duties"][duty]
}

fn name(list: &Value, (kind, category, duty): At) -> String {
    let duty = &list[LISTS[kind]]["categories"][category]["duties"][duty];
    duty["name"].as_str().unwrap().to_owned()
}

/// An edit of one duty.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Remove,
    Add,
    Rename,
    Misspell,
    Punctuate,
    TakeBack,
    OtherCategory,
    DropDepartment,
    AddDepartment,
    RewordClause,
    DropClause,
    Renumber,
}

const EDITS: [Edit; 12] = [
    Edit::Remove,
    Edit::Add,
    Edit::Rename,
    Edit::Misspell,
    Edit::Punctuate,
    Edit::TakeBack,
    Edit::OtherCategory,
    Edit::DropDepartment,
    Edit::AddDepartment,
    Edit::RewordClause,
    Edit::DropClause,
    Edit::Renumber,
];

/// What a person would report: the kind of change, and the names before and after.
type Report = BTreeSet<(&'static str, Option<String>, Option<String>)>;

/// Makes the edit at `at` if it can be made there, marks what shall be deleted, and notes what a person would report.
fn edit(list: &mut Value, edit: Edit, at: At, serial: usize, report: &mut Report) {
    let old = name(list, at);
    let mut say = |kind, before: Option<&str>, after: Option<&str>| {
        report.insert((kind, before.map(str::to_owned), after.map(str::to_owned)));
    };
    let found = duty(list, at);
    match edit {
        Edit::Remove => {
            found["gone"] = json!(true);
            say("removed", Some(&old), None);
        }
        Edit::Add => {
            let new = [
                "驿站夜间照明",
                "渡口缆绳更换",
                "古井清淤护栏",
                "戏台屋瓦翻修",
                "蜂箱越冬补助",
                "冰窖通风改造",
            ][serial % 6];
            let beside = at.2;
            let categories = list[LISTS[0]]["categories"].as_array_mut().unwrap();
            let into = at.1 % categories.len();
            let category = &mut categories[into];
            let duties = category["duties"].as_array_mut().unwrap();
            duties.insert(beside.min(duties.len()), json!({"name": new}));
            say("added", None, Some(new));
        }
        Edit::Rename => {
            let new = format!("{old}专项行动");
            found["name"] = json!(new);
            say("renamed", Some(&old), Some(&new));
        }
        Edit::Misspell => {
            let new = format!("{}汆{}", first(&old), rest(&old));
            found["name"] = json!(new);
            say("renamed", Some(&old), Some(&new));
        }
        Edit::Punctuate => found["name"] = json!(format!("{}、{}", first(&old), rest(&old))),
        Edit::TakeBack if at.0 == 0 => {
            found["gone"] = json!(true);
            let taken = json!({"name": old, "receivers": ["县气象局"], "mode": ["由县气象局自行办理。"]});
            list["reclaimed"]["categories"][0]["duties"]
                .as_array_mut()
                .unwrap()
                .push(taken);
            say("moved", Some(&old), Some(&old));
        }
        Edit::OtherCategory => {
            let moved = found.clone();
            found["gone"] = json!(true);
            let categories = list[LISTS[at.0]]["categories"].as_array_mut().unwrap();
            let other = (at.1 + 1) % categories.len();
            categories[other]["duties"].as_array_mut().unwrap().push(moved);
        }
        Edit::DropDepartment if at.0 == 1 && found["departments"].as_array().unwrap().len() > 1 => {
            found["departments"].as_array_mut().unwrap().pop();
            say("reassigned", Some(&old), Some(&old));
        }
        Edit::AddDepartment if at.0 == 1 => {
            found["departments"]
                .as_array_mut()
                .unwrap()
                .push(json!(format!("县{serial}号林场")));
            say("reassigned", Some(&old), Some(&old));
        }
        Edit::RewordClause if at.0 == 1 => {
            let clause = &mut found["township"][0];
            *clause = json!(format!("{}并每周报告一次", clause.as_str().unwrap()));
            say("reworded", Some(&old), Some(&old));
        }
        Edit::DropClause if at.0 == 1 => {
            found["township"].as_array_mut().unwrap().remove(0);
            say("reworded", Some(&old), Some(&old));
        }
        Edit::Renumber => found["number"] = json!(900 + serial),
        _ => {}
    }
}

fn first(name: &str) -> String {
    name.chars().take(2).collect()
}

fn rest(name: &str) -> String {
    name.chars().skip(2).collect()
}

/// Takes out what was marked.
fn sweep(list: &mut Value) {
    for kind in LISTS {
        for category in list[kind]["categories"].as_array_mut().unwrap() {
            category["duties"]
                .as_array_mut()
                .unwrap()
                .retain(|duty| duty.get("gone").is_none());
        }
    }
}

/// A list, the same edited, and what a person would report.
fn edited(index: usize, edits: &[(usize, usize)]) -> (Value, Value, Report) {
    let before = base(index);
    let (mut after, mut report) = (before.clone(), Report::new());
    let all = duties(&before);
    let mut touched = BTreeSet::new();
    // From the end, so that positions before the edit stay as they are.
    let mut chosen: Vec<(At, Edit)> = edits
        .iter()
        .map(|&(kind, pick)| (all[pick % all.len()], EDITS[kind % EDITS.len()]))
        .filter(|(at, _)| touched.insert(*at))
        .collect();
    chosen.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let before_added = chosen
        .iter()
        .filter(|(_, edit)| matches!(edit, Edit::Add))
        .count();
    assert!(before_added <= 6, "there are so many names to add");
    let (adds, others): (Vec<_>, Vec<_>) = chosen
        .into_iter()
        .partition(|(_, edit)| matches!(edit, Edit::Add));
    for (serial, (at, kind)) in others.into_iter().chain(adds).enumerate() {
        edit(&mut after, kind, at, serial, &mut report);
    }
    sweep(&mut after);
    (before, after, report)
}

/// What the comparison reports, without changes of form.
fn reported(compared: &Compared) -> Report {
    let changes = compared.comparison.changes().map(|(_, change)| change);
    let loud = changes.filter(|change| change.kinds.iter().any(|kind| !kind.is_editorial()));
    let name = |duty: &Option<DutyRef>| duty.as_ref().map(|duty| duty.name.clone());
    loud.map(|change| (change.kind().as_str(), name(&change.before), name(&change.after)))
        .collect()
}

/// What a version says of a duty, free of order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    list: String,
    category: String,
    number: String,
    name: String,
    mark: String,
    texts: Vec<(&'static str, String)>,
}

fn said(list: &DutyList<'_>) -> Vec<Said> {
    let said = list.duties().map(|(section, category, duty)| {
        let mut texts = Vec::new();
        let mut names = |field: Field, mentions: &[Mention<'_>]| {
            texts.extend(
                mentions
                    .iter()
                    .map(|mention| (class(field), mention.full_name().to_owned())),
            );
        };
        match &duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(cells) => {
                names(Field::Department, &cells.departments);
                cells
                    .blocks
                    .iter()
                    .for_each(|block| names(Field::Label, &block.departments));
            }
            Detail::Reclaimed(cell) => names(Field::Receiver, &cell.receivers),
        }
        let mut clauses = |field: Field, clauses: &[Clause<'_>]| {
            texts.extend(
                clauses
                    .iter()
                    .map(|clause| (class(field), clause.text.as_str().to_owned())),
            );
        };
        match &duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(cells) => {
                for block in &cells.blocks {
                    clauses(Field::Upstream, &block.clauses);
                    clauses(Field::Guarantee, &block.guarantees);
                }
                clauses(Field::Township, &cells.township);
            }
            Detail::Reclaimed(cell) => clauses(Field::Mode, &cell.mode),
        }
        texts.sort();
        Said {
            list: section.kind.to_string(),
            category: category.name.as_str().to_owned(),
            number: duty
                .number
                .as_ref()
                .map_or(String::new(), |number| number.value.to_string()),
            name: duty.name.as_str().to_owned(),
            mark: duty
                .mark
                .as_ref()
                .map_or(String::new(), |mark| mark.as_str().to_owned()),
            texts,
        }
    });
    said.collect()
}

/// Departments and receivers are one thing for a duty that moves between lists.
fn class(field: Field) -> &'static str {
    match field {
        Field::Receiver => Field::Department.as_str(),
        _ => field.as_str(),
    }
}

/// The older duty with the reported differences.
fn apply(mut said: Said, change: &Change) -> Said {
    for difference in &change.fields {
        let text = |side: &Option<qingdan::diff::Quoted>| side.as_ref().map(|side| side.text.clone());
        let (before, after) = (text(&difference.before), text(&difference.after));
        let place = match difference.field {
            Field::Number => &mut said.number,
            Field::Name => &mut said.name,
            Field::Mark => &mut said.mark,
            Field::Category => &mut said.category,
            field => {
                if let Some(before) = before {
                    let at = said
                        .texts
                        .iter()
                        .position(|it| *it == (class(field), before.clone()));
                    said.texts
                        .remove(at.unwrap_or_else(|| panic!("{before} is not in {said:?}")));
                }
                said.texts.extend(after.map(|after| (class(field), after)));
                continue;
            }
        };
        assert_eq!(*place, before.unwrap_or_default());
        *place = after.unwrap_or_default();
    }
    if let Some(after) = &change.after {
        said.list = after.list.to_string();
        said.category = after.category.clone();
    }
    said.texts.sort();
    said
}

/// The reported changes, applied to the older version, give the newer one.
fn assert_applies(before: &str, after: &str, compared: &Compared) {
    let mut sources = Sources::default();
    let mut read = |text: &str| {
        let id = sources.add(Source::new("version", text));
        said(&list::read(&sources, id).list.unwrap())
    };
    let (old, new) = (read(before), read(after));
    let (mut old_seen, mut new_seen) = (BTreeSet::new(), BTreeSet::new());
    for (_, change) in compared.comparison.changes() {
        old_seen.extend(change.before.as_ref().map(|duty| duty.position));
        new_seen.extend(change.after.as_ref().map(|duty| duty.position));
        let part = change.is(ChangeKind::Split) || change.is(ChangeKind::Merged);
        if let (Some(before), Some(after), false) = (&change.before, &change.after, part) {
            assert_eq!(apply(old[before.position].clone(), change), new[after.position]);
        }
    }
    let rest = |all: Vec<Said>, seen: &BTreeSet<usize>| -> Vec<Said> {
        all.into_iter()
            .enumerate()
            .filter(|(at, _)| !seen.contains(at))
            .map(|(_, said)| said)
            .collect()
    };
    // What was not reported is the same, in the same order.
    assert_eq!(rest(old, &old_seen), rest(new, &new_seen));
}

/// A change in words, turned around if asked.
fn words(change: &Change, turned: bool) -> String {
    let kinds: Vec<&str> = change
        .kinds
        .iter()
        .map(|kind| match (kind, turned) {
            (ChangeKind::Added, true) => ChangeKind::Removed,
            (ChangeKind::Removed, true) => ChangeKind::Added,
            (ChangeKind::Split, true) => ChangeKind::Merged,
            (ChangeKind::Merged, true) => ChangeKind::Split,
            (kind, _) => *kind,
        })
        .map(ChangeKind::as_str)
        .collect();
    let position = |duty: &Option<DutyRef>| duty.as_ref().map(|duty| duty.position);
    let text = |side: &Option<qingdan::diff::Quoted>| side.as_ref().map(|side| side.text.clone());
    let mut fields: Vec<String> = change
        .fields
        .iter()
        .map(|field| {
            let (before, after) = (text(&field.before), text(&field.after));
            let (before, after) = if turned { (after, before) } else { (before, after) };
            format!("{:?} {before:?} {after:?} {}", field.field, field.follows)
        })
        .collect();
    fields.sort();
    let (before, after) = (position(&change.before), position(&change.after));
    let (before, after) = if turned { (after, before) } else { (before, after) };
    format!("{kinds:?} {before:?} {after:?} {fields:?}")
}

fn assert_inverse(before: &str, after: &str, compared: &Compared) {
    let all = |compared: &Compared, turned| {
        let changes = compared.comparison.changes();
        changes
            .map(|(_, change)| words(change, turned))
            .collect::<BTreeSet<String>>()
    };
    let inverse = versions::compared(after, before);
    assert_eq!(all(compared, false), all(&inverse, true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_told_as_a_person_would(
        index in 0usize..4,
        edits in prop::collection::vec((0usize..12, 0usize..10_000), 1..6),
    ) {
        let (before, after, report) = edited(index, &edits);
        let (before, after) = (before.to_string(), after.to_string());
        let compared = compared(&before, &after);
        prop_assert_eq!(reported(&compared), report, "{}", tell(&compared.comparison));
        assert_applies(&before, &after, &compared);
        assert_inverse(&before, &after, &compared);
    }

    #[test]
    fn a_shuffled_list_is_only_in_another_order(index in 0usize..4, seed in 0u64..1000) {
        let before = base(index);
        let mut after = before.clone();
        let mut rng = fastrand::Rng::with_seed(seed);
        for kind in LISTS {
            for category in after[kind]["categories"].as_array_mut().unwrap() {
                rng.shuffle(category["duties"].as_array_mut().unwrap());
            }
        }
        let compared = compared(&before.to_string(), &after.to_string());
        for (_, change) in compared.comparison.changes() {
            prop_assert_eq!(&change.kinds, &[ChangeKind::Reordered], "{}", tell(&compared.comparison));
        }
        prop_assert!(compared.changes.is_empty());
        assert_applies(&before.to_string(), &after.to_string(), &compared);
    }
}

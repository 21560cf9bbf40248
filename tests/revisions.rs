//! Two real lists and their revisions by hand: what `qingdan diff` reports is what a person reports.
#![expect(clippy::disallowed_methods, reason = "the test reads the files it compares")]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use qingdan::check::{self, Directory};
use qingdan::diff::{Change, ChangeKind, Field, FieldChange, HeadingKind, Quoted, TownshipChanges};
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};
use serde::Deserialize;

#[test]
fn a_published_list_and_its_revision() {
    same(
        "ningxia-jinxing.txt",
        "ningxia-jinxing-2026.txt",
        "ningxia-jinxing.changes.yaml",
    );
}

#[test]
fn a_published_list_and_its_revision_in_yaml() {
    same(
        "neimenggu-woniuhe.txt",
        "neimenggu-woniuhe-2026.yaml",
        "neimenggu-woniuhe.changes.yaml",
    );
}

/// The changes from a seed to a revision are those that stand in the file; what is missing and what is too much is shown.
fn same(old: &str, new: &str, changes: &str) {
    let revisions = Path::new("tests/revisions");
    let entries = std::fs::read_to_string(revisions.join(changes)).unwrap();
    let entries: Vec<Entry> = serde_yaml::from_str(&entries).unwrap();
    let expected: BTreeSet<String> = entries.iter().map(Entry::line).collect();
    assert_eq!(expected.len(), entries.len(), "no entry stands twice");

    let compared = check::compare(
        sources(&Path::new("seeds").join(old)),
        sources(&revisions.join(new)),
        RuleSet::builtin(),
    );
    let [township] = &compared.comparison.townships[..] else {
        panic!("there is one township");
    };
    let reported = reported(township, &compared.directory);
    let lines = |sign: &str, of: &BTreeSet<String>, other: &BTreeSet<String>| {
        let lines = of.difference(other).map(|line| format!("{sign} {line}\n"));
        lines.collect::<String>()
    };
    let differ = lines("missing:", &expected, &reported) + &lines("too much:", &reported, &expected);
    assert!(differ.is_empty(), "{differ}");
}

fn sources(path: &Path) -> Sources {
    let mut sources = Sources::default();
    sources.add(Source::read(path).unwrap());
    sources
}

/// What a person wrote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    change: String,
    list: Option<String>,
    duty: Option<String>,
    #[serde(default)]
    from: OneOrMany,
    #[serde(default)]
    to: OneOrMany,
    #[serde(rename = "as")]
    renamed: Option<String>,
    #[serde(default)]
    lost: Vec<String>,
    #[serde(default)]
    gained: Vec<String>,
    #[serde(default)]
    duties: Vec<String>,
    #[serde(default)]
    left: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn all(&self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::One(one) => vec![one.clone()],
            Self::Many(many) => many.clone(),
        }
    }
}

impl Entry {
    /// The entry in one line, in the form that [`reported`] gives too.
    fn line(&self) -> String {
        let mut fact = Fact::new(&self.change);
        fact.0.extend(self.list.iter().cloned());
        fact.0.extend(self.duty.iter().cloned());
        fact.part("from", self.from.all())
            .part("to", self.to.all())
            .part("as", self.renamed.iter().cloned().collect())
            .part("lost", self.lost.clone())
            .part("gained", self.gained.clone())
            .part("duties", self.duties.clone())
            .part("left", self.left.clone())
            .line()
    }
}

struct Fact(Vec<String>);

impl Fact {
    fn new(change: &str) -> Self {
        Self(vec![change.to_owned()])
    }

    fn of(change: &str, about: &Change) -> Self {
        let duty = about.before.as_ref().or(about.after.as_ref()).unwrap();
        Self(vec![
            change.to_owned(),
            duty.list.as_str().to_owned(),
            duty.name.clone(),
        ])
    }

    fn part(mut self, name: &str, mut values: Vec<String>) -> Self {
        values.sort();
        if !values.is_empty() {
            self.0.push(format!("{name}: {}", values.join(" + ")));
        }
        self
    }

    fn line(self) -> String {
        self.0.join(" | ")
    }
}

/// What the tool reports, one line each.
fn reported(township: &TownshipChanges, directory: &Directory) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    bodies(township, directory, &mut facts);
    headings(township, &mut facts);
    if let (Some(before), Some(after)) = (&township.before, &township.after)
        && before.published.as_ref().map(|text| &text.text) != after.published.as_ref().map(|text| &text.text)
    {
        let text = |text: &Option<Quoted>| text.iter().map(|text| text.text.clone()).collect();
        let fact = Fact::new("published").part("from", text(&before.published));
        facts.insert(fact.part("to", text(&after.published)).line());
    }
    let mut groups: BTreeMap<(bool, usize), Vec<&Change>> = BTreeMap::new();
    for change in &township.changes {
        let split = change.is(ChangeKind::Split);
        if split || change.is(ChangeKind::Merged) {
            let one = if split { &change.before } else { &change.after };
            groups
                .entry((split, one.as_ref().unwrap().position))
                .or_default()
                .push(change);
        } else {
            duty(township, change, &mut facts);
        }
    }
    for ((split, _), changes) in groups {
        facts.insert(regrouped(split, &changes));
    }
    facts
}

fn regrouped(split: bool, changes: &[&Change]) -> String {
    let names = |many: fn(&Change) -> &Option<qingdan::diff::DutyRef>| {
        let names: BTreeSet<String> = changes
            .iter()
            .map(|change| many(change).as_ref().unwrap().name.clone())
            .collect();
        names.into_iter().collect::<Vec<String>>()
    };
    let (before, after) = (names(|change| &change.before), names(|change| &change.after));
    let list = changes[0].from().unwrap().as_str();
    match split {
        true => Fact(vec!["split".into(), list.into(), before[0].clone()]).part("to", after),
        false => Fact(vec!["merged".into(), list.into()])
            .part("from", before)
            .part("to", after),
    }
    .line()
}

/// Departments with another name, those that became one together.
fn bodies(township: &TownshipChanges, directory: &Directory, facts: &mut BTreeSet<String>) {
    let mut bodies: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for change in &township.departments {
        bodies.entry(&change.after.text).or_default().push(change);
    }
    for (after, bodies) in bodies {
        let before: Vec<String> = bodies.iter().map(|body| body.before.text.clone()).collect();
        let changes = township
            .changes
            .iter()
            .filter(|change| change.from() == change.to());
        let renamed = changes.filter(|change| {
            let mut follows = change.fields.iter().filter(|field| field.follows);
            follows.any(|field| {
                field
                    .before
                    .iter()
                    .any(|text| before.iter().any(|name| text.text.contains(name)))
            })
        });
        let left = bodies.iter().flat_map(|body| &body.left);
        let left: BTreeSet<String> = left
            .filter_map(|left| directory.address(left.place)?.duty)
            .collect();
        let duties = renamed
            .map(|change| change.before.as_ref().unwrap().name.clone())
            .collect();
        let fact = Fact::new("body-renamed")
            .part("from", before.clone())
            .part("to", vec![after.to_owned()])
            .part("duties", duties)
            .part("left", left.into_iter().collect());
        facts.insert(fact.line());
    }
}

/// Titles, and categories that were renamed or split off another.
fn headings(township: &TownshipChanges, facts: &mut BTreeSet<String>) {
    for heading in &township.headings {
        let name =
            |side: &Option<qingdan::diff::HeadingRef>| side.as_ref().map(|side| side.name.text.clone());
        let (before, after) = (name(&heading.before), name(&heading.after));
        let change = match (heading.kind, heading.is_category) {
            (HeadingKind::Renamed, true) => "category-renamed",
            (HeadingKind::Renamed, false) => "title",
            (HeadingKind::Added, true) => {
                facts.insert(split_off(township, heading.list, after.as_deref().unwrap()));
                continue;
            }
            (HeadingKind::Edited, _) => continue,
            (kind, _) => panic!("a heading was {kind:?}"),
        };
        let fact = Fact(vec![change.to_owned(), heading.list.as_str().to_owned()])
            .part("from", before.into_iter().collect())
            .part("to", after.into_iter().collect());
        facts.insert(fact.line());
    }
}

/// A new category and the duties that stood in another.
fn split_off(township: &TownshipChanges, list: qingdan::list::ListKind, name: &str) -> String {
    let moved: Vec<&Change> = township
        .changes
        .iter()
        .filter(|change| change.is(ChangeKind::Recategorised) && change.to() == Some(list))
        .filter(|change| change.after.as_ref().unwrap().category == name)
        .collect();
    let from = moved[0].before.as_ref().unwrap().category.clone();
    Fact(vec!["category-split".to_owned(), list.as_str().to_owned()])
        .part("from", vec![from.clone()])
        .part("to", vec![from, name.to_owned()])
        .part(
            "duties",
            moved
                .iter()
                .map(|change| change.before.as_ref().unwrap().name.clone())
                .collect(),
        )
        .line()
}

/// What became of one duty.
fn duty(township: &TownshipChanges, change: &Change, facts: &mut BTreeSet<String>) {
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        let kind = if change.before.is_none() {
            "added"
        } else {
            "removed"
        };
        facts.insert(Fact::of(kind, change).line());
        return;
    };
    if before.list != after.list {
        let renamed = (before.name != after.name).then(|| after.name.clone());
        let fact = Fact::of("moved", change).part("to", vec![after.list.as_str().to_owned()]);
        facts.insert(fact.part("as", renamed.into_iter().collect()).line());
        return;
    }
    let new_category = township.headings.iter().any(|heading| {
        heading.kind == HeadingKind::Added
            && heading.list == after.list
            && heading
                .after
                .as_ref()
                .is_some_and(|side| side.name.text == after.category)
    });
    if change.is(ChangeKind::Recategorised) && !new_category {
        let fact = Fact::of("recategorised", change).part("from", vec![before.category.clone()]);
        facts.insert(fact.part("to", vec![after.category.clone()]).line());
    }
    fields(township, change, facts);
}

fn fields(township: &TownshipChanges, change: &Change, facts: &mut BTreeSet<String>) {
    let text = |quoted: &Option<Quoted>| -> Vec<String> {
        quoted.iter().map(|quoted| quoted.text.clone()).collect()
    };
    let mut sides: BTreeMap<&str, (Vec<String>, Vec<String>)> = BTreeMap::new();
    let mut typography = false;
    let others = facts.len();
    for field in change
        .fields
        .iter()
        .filter(|field| !follows(township, change, field))
    {
        let name = match field.field {
            Field::Number | Field::Category | Field::Label | Field::Mark => continue,
            _ if field.is_cosmetic() => {
                typography = true;
                continue;
            }
            Field::Name => {
                facts.insert(Fact::of("renamed", change).part("to", text(&field.after)).line());
                continue;
            }
            Field::Department => "departments",
            Field::Receiver => "receivers",
            Field::Upstream => "upstream",
            Field::Guarantee => "guarantees",
            Field::Township => "township",
            Field::Mode => "mode",
        };
        let (before, after) = (text(&field.before), text(&field.after));
        if !field.field.is_department() && !before.is_empty() && !after.is_empty() {
            facts.insert(
                Fact::of(name, change)
                    .part("from", before)
                    .part("to", after)
                    .line(),
            );
            continue;
        }
        let side = sides.entry(name).or_default();
        side.0.extend(before);
        side.1.extend(after);
    }
    for (name, (lost, gained)) in sides {
        facts.insert(
            Fact::of(name, change)
                .part("lost", lost)
                .part("gained", gained)
                .line(),
        );
    }
    if typography && facts.len() == others {
        facts.insert(Fact::of("typography", change).line());
    }
}

/// Whether a difference follows from a greater one: a department bears a new name, or came or went with its clauses.
fn follows(township: &TownshipChanges, change: &Change, field: &FieldChange) -> bool {
    let came_or_went = |name: &str| {
        let columns = change
            .fields
            .iter()
            .filter(|field| field.field == Field::Department);
        columns
            .into_iter()
            .any(|field| match (&field.before, &field.after) {
                (Some(lost), None) => lost.text == name,
                (None, Some(gained)) => gained.text == name,
                _ => false,
            })
    };
    // A department that is only written in another way is told as one for the other.
    let renamed = |text: &Option<Quoted>| {
        let text = text.as_ref().map_or("", |text| text.text.as_str());
        township
            .departments
            .iter()
            .any(|body| text.contains(&body.before.text))
    };
    match field.follows {
        true => field.field == Field::Label || !field.field.is_department() || renamed(&field.before),
        false => field.of.as_deref().is_some_and(came_or_went),
    }
}

//! For programs: version 1, frozen. Lines and columns count from 1, columns in characters, offsets in bytes from 0.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::view::{
    At, ChangeView, DepartmentView, DiffReport, DutyView, FieldView, HeadingSide, HeadingView, TextView,
    TownshipSide, TownshipView,
};
use crate::finding::{Classify, ListKind};
use crate::report::json::{Finding, Position};

/// What changed between two versions.
#[derive(Serialize, JsonSchema)]
struct Output<'a> {
    /// The version of this format.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// All changes, township by township.
    changes: Vec<Change<'a>>,
    /// The findings of both versions, by fingerprint.
    findings: Findings<'a>,
    /// What an auditor reads first, in numbers.
    summary: Summary,
}

/// What became of one duty, department, heading or township.
#[derive(Serialize, JsonSchema)]
struct Change<'a> {
    /// Its heaviest kind. Of a duty: added, removed, moved (to another list), split, merged, renamed, reassigned (to other
    /// departments), reworded, recategorised, reordered, renumbered, cosmetic. Of anything else: department-renamed,
    /// department-merged, category-added, category-removed, category-renamed, category-edited, list-added, list-removed,
    /// list-renamed, list-edited, township-added, township-removed, township-renamed.
    kind: String,
    /// All its kinds, the heaviest first.
    kinds: Vec<String>,
    /// The township with its region.
    township: &'a str,
    /// In the older version.
    before: Option<Side<'a>>,
    /// In the newer version. A duty that was split is one change for each part, with the same `before`; several that were
    /// merged are one change each, with the same `after`.
    after: Option<Side<'a>>,
    /// How grave it is: breaking, review or editorial.
    #[schemars(extend("enum" = ["breaking", "review", "editorial"]))]
    classify: &'static str,
    /// What differs, in the order of the columns.
    fields: Vec<Field<'a>>,
}

/// A duty, department, heading or township in one of the versions.
#[derive(Serialize, JsonSchema)]
struct Side<'a> {
    /// The list it stands in or is.
    list: Option<ListKind>,
    /// The category it stands in or is.
    category: Option<&'a str>,
    /// The number of the duty as published, the ordinal of the category, or none.
    number: Option<u32>,
    /// Its name.
    name: &'a str,
    /// The name of the file.
    path: &'a str,
    /// Its first character.
    start: Option<Position>,
    /// The character after its last.
    end: Option<Position>,
}

/// One difference: a text that was added, dropped, or replaced by another.
#[derive(Serialize, JsonSchema)]
struct Field<'a> {
    /// What differs: number, mark, name, category, department, label, upstream, guarantee, township, receiver, mode;
    /// declared, duties or ordinal of a heading; left where the older name of a department is still written.
    field: &'static str,
    /// The department whose block it belongs to.
    of: Option<&'a str>,
    /// The older text.
    before: Option<Text<'a>>,
    /// The newer text.
    after: Option<Text<'a>>,
}

/// A text, and where it stands.
#[derive(Serialize, JsonSchema)]
struct Text<'a> {
    /// The text, cleaned of the marks of its file.
    text: std::borrow::Cow<'a, str>,
    /// Its first character.
    start: Option<Position>,
    /// The character after its last.
    end: Option<Position>,
}

/// Findings by whether both versions have them.
#[derive(Serialize, JsonSchema)]
struct Findings<'a> {
    /// What only the newer version has, and what the rules over changes found.
    new: Vec<Finding<'a>>,
    /// What would be among these and somebody set aside.
    waived: Vec<Finding<'a>>,
    /// What only the older version had.
    fixed: Vec<Finding<'a>>,
    /// What both have, as found in the newer, and what a baseline knew.
    unchanged: Vec<Finding<'a>>,
}

/// What an auditor reads first, in numbers.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Townships that only the newer version has.
    townships_added: usize,
    /// Townships that only the older version has.
    townships_removed: usize,
    /// Duties that are basic or cooperative now and were not before.
    new_on_township: usize,
    /// Duties that were basic or cooperative and are reclaimed now.
    taken_back: usize,
    /// Duties that are newly listed as reclaimed.
    newly_reclaimed: usize,
    /// Duties that no list has any more.
    removed: usize,
    /// Duties that moved between the basic and the cooperative list.
    moved: usize,
    /// Duties that became several.
    split: usize,
    /// Duties that several became.
    merged: usize,
    /// Duties of the same list with other departments or receivers.
    reassigned: usize,
    /// Duties of the same list and departments with another name.
    renamed: usize,
    /// Duties otherwise the same with other clauses, guarantees or modes.
    reworded: usize,
    /// Duties otherwise the same that stand in another category.
    recategorised: usize,
    /// Duties that only stand elsewhere, bear another number, or other signs.
    quiet: usize,
    /// Departments renamed or merged.
    departments: usize,
    /// Changes by how grave they are.
    breaking: usize,
    /// Changes that a reviewer should look at.
    review: usize,
    /// Changes of form only.
    editorial: usize,
    /// New findings that are errors, those of the rules over changes aside.
    new_errors: usize,
    /// New findings that are warnings.
    new_warnings: usize,
    /// New findings that are infos.
    new_infos: usize,
    /// What the rules over changes found.
    verdicts: usize,
    /// Findings that are gone.
    fixed: usize,
    /// Findings of both versions.
    unchanged: usize,
}

/// The JSON Schema of the output.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings
        .into_generator()
        .into_root_schema_for::<Output<'static>>()
}

pub(super) fn write(out: &mut dyn Write, report: &DiffReport) -> io::Result<()> {
    let output = Output {
        version: 1,
        changes: report.townships.iter().flat_map(township).collect(),
        findings: Findings {
            new: report
                .verdicts
                .iter()
                .chain(&report.new)
                .map(Finding::from)
                .collect(),
            waived: report.waived.iter().map(Finding::from).collect(),
            fixed: report.fixed.iter().map(Finding::from).collect(),
            unchanged: report.unchanged.iter().map(Finding::from).collect(),
        },
        summary: Summary::new(report),
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    out.write_all(b"\n")
}

fn township(township: &TownshipView) -> impl Iterator<Item = Change<'_>> {
    let name = township.name.as_str();
    let whole = whole(township).into_iter();
    let departments = township
        .departments
        .iter()
        .map(move |change| department(name, change));
    let headings = township.headings.iter().map(move |change| heading(name, change));
    let duties = township.changes.iter().map(move |change| duty(name, change));
    whole.chain(departments).chain(headings).chain(duties)
}

/// The change of a township that came, went or was renamed.
fn whole<'t>(township: &'t TownshipView) -> Option<Change<'t>> {
    let kind = match (&township.before, &township.after) {
        (None, _) => "township-added",
        (_, None) => "township-removed",
        _ if township.is_renamed() => "township-renamed",
        _ => return None,
    };
    let side = |side: Option<&'t TownshipSide>| side.map(|side| Side::bare(&side.name, &side.path));
    Some(Change {
        before: side(township.before.as_ref()),
        after: side(township.after.as_ref()),
        ..Change::new(kind, &township.name, Classify::Review)
    })
}

fn department<'a>(name: &'a str, change: &'a DepartmentView) -> Change<'a> {
    let kind = if change.merged {
        "department-merged"
    } else {
        "department-renamed"
    };
    let left = change.left.iter().map(|left| Field {
        field: "left",
        of: None,
        before: None,
        after: Some(Text::from(left)),
    });
    Change {
        before: Some(Side::of(&change.before)),
        after: Some(Side::of(&change.after)),
        fields: left.collect(),
        ..Change::new(kind, name, change.classify)
    }
}

fn heading<'a>(name: &'a str, change: &'a HeadingView) -> Change<'a> {
    let what = if change.is_category { "category" } else { "list" };
    let side = |side: &'a HeadingSide| Side {
        list: Some(change.list),
        category: change.is_category.then_some(side.name.text.as_str()),
        number: side.ordinal,
        ..Side::of(&side.name)
    };
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let number = |field, of: fn(&HeadingSide) -> Option<u32>| {
        let (before, after) = (before.and_then(of), after.and_then(of));
        (before != after).then(|| Field {
            field,
            of: None,
            before: before.map(Text::number),
            after: after.map(Text::number),
        })
    };
    let duties = |side: &HeadingSide| u32::try_from(side.duties).ok();
    let fields = [
        number("ordinal", |side| side.ordinal),
        number("declared", |side| side.declared),
        number("duties", duties),
    ];
    Change {
        before: before.map(side),
        after: after.map(side),
        fields: fields.into_iter().flatten().collect(),
        ..Change::new(&format!("{what}-{}", change.kind.as_str()), name, change.classify)
    }
}

fn duty<'a>(name: &'a str, change: &'a ChangeView) -> Change<'a> {
    let side = |duty: &'a DutyView| Side {
        list: Some(duty.list),
        category: Some(duty.category.as_str()).filter(|category| !category.is_empty()),
        number: duty.number,
        ..Side::at(&duty.name, &duty.at)
    };
    let kinds = change.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    Change {
        kinds,
        before: change.before.as_ref().map(side),
        after: change.after.as_ref().map(side),
        fields: change.fields.iter().map(Field::from).collect(),
        ..Change::new(
            change.kinds.first().map_or("", |kind| kind.as_str()),
            name,
            change.classify,
        )
    }
}

impl<'a> Change<'a> {
    fn new(kind: &str, township: &'a str, classify: Classify) -> Self {
        Self {
            kind: kind.to_owned(),
            kinds: vec![kind.to_owned()],
            township,
            before: None,
            after: None,
            classify: classify.as_str(),
            fields: Vec::new(),
        }
    }
}

impl<'a> Side<'a> {
    fn bare(name: &'a str, path: &'a str) -> Self {
        Self {
            list: None,
            category: None,
            number: None,
            name,
            path,
            start: None,
            end: None,
        }
    }

    fn at(name: &'a str, at: &'a At) -> Self {
        Self {
            start: Some(Position::from(at.start)),
            end: Some(Position::from(at.end)),
            ..Self::bare(name, &at.path)
        }
    }

    fn of(text: &'a TextView) -> Self {
        Self::at(&text.text, &text.at)
    }
}

impl<'a> From<&'a FieldView> for Field<'a> {
    fn from(change: &'a FieldView) -> Self {
        Self {
            field: change.field.as_str(),
            of: change.of.as_deref(),
            before: change.before.as_ref().map(Text::from),
            after: change.after.as_ref().map(Text::from),
        }
    }
}

impl<'a> From<&'a TextView> for Text<'a> {
    fn from(text: &'a TextView) -> Self {
        Self {
            text: text.text.as_str().into(),
            start: Some(Position::from(text.at.start)),
            end: Some(Position::from(text.at.end)),
        }
    }
}

impl Text<'_> {
    fn number(number: u32) -> Self {
        Self {
            text: number.to_string().into(),
            start: None,
            end: None,
        }
    }
}

impl Summary {
    fn new(report: &DiffReport) -> Self {
        let (all, counts) = (report.tally(), report.new_counts());
        Self {
            townships_added: all.townships_added,
            townships_removed: all.townships_removed,
            new_on_township: all.new_on_township,
            taken_back: all.taken_back,
            newly_reclaimed: all.newly_reclaimed,
            removed: all.removed,
            moved: all.moved,
            split: all.split,
            merged: all.merged,
            reassigned: all.reassigned,
            renamed: all.renamed,
            reworded: all.reworded,
            recategorised: all.recategorised,
            quiet: all.quiet,
            departments: all.departments,
            breaking: all.breaking,
            review: all.review,
            editorial: all.editorial,
            new_errors: counts.errors,
            new_warnings: counts.warnings,
            new_infos: counts.infos,
            verdicts: report.verdicts.len(),
            fixed: report.fixed.len(),
            unchanged: report.unchanged.len(),
        }
    }
}

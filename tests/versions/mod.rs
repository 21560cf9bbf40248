//! Versions of lists for comparison: read, edited as JSON, compared, and told line by line.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "tests and benches each take a part of it"
)]

use std::path::Path;

use qingdan::check::{Compared, compare};
use qingdan::diff::{Comparison, DutyRef, FieldChange};
use qingdan::list::{self, export};
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};
use serde_json::Value;

pub const SEEDS: [&str; 5] = [
    "gansu-hekou",
    "ningxia-jinxing",
    "qinghai-jiermeng",
    "neimenggu-woniuhe",
    "xinjiang-kaerdun",
];

/// The published text of a seed.
pub fn seed(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{name}.txt"));
    Source::read(&path).expect("the seed is there").text().to_owned()
}

/// A list in the YAML form, as JSON.
pub fn json(text: &str) -> Value {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("list", text));
    export::json(&list::read(&sources, id).list.expect("the text is a list"))
}

pub fn sources<'t>(texts: impl IntoIterator<Item = &'t str>) -> Sources {
    let mut sources = Sources::default();
    for (number, text) in (1..).zip(texts) {
        sources.add(Source::new(format!("list-{number}"), text));
    }
    sources
}

/// What changed between two texts.
pub fn compared(before: &str, after: &str) -> Compared {
    let rules = RuleSet::builtin().of_changes();
    compare(sources([before]), sources([after]), &rules)
}

/// The comparison of two texts, line by line.
pub fn told(before: &str, after: &str) -> String {
    tell(&compared(before, after).comparison)
}

/// A comparison, line by line.
#[allow(clippy::too_many_lines, reason = "one line of text after the other")]
pub fn tell(comparison: &Comparison) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for township in &comparison.townships {
        if township.before.is_none() || township.after.is_none() || township.is_renamed() {
            let name = |side: &Option<qingdan::diff::TownshipRef>| {
                side.as_ref().map_or("-".to_owned(), |it| it.full_name.clone())
            };
            writeln!(
                out,
                "township {} -> {}",
                name(&township.before),
                name(&township.after)
            )
            .unwrap();
        }
        for change in &township.departments {
            let merged = if change.merged { " (merged)" } else { "" };
            writeln!(
                out,
                "department {} -> {}{merged}, {} duties, {} left",
                change.before.text,
                change.after.text,
                change.duties,
                change.left.len()
            )
            .unwrap();
        }
        for change in &township.headings {
            let side = |side: &Option<qingdan::diff::HeadingRef>| {
                side.as_ref().map_or("-".to_owned(), |it| {
                    let declared = it
                        .declared
                        .as_ref()
                        .map_or(String::new(), |(count, _)| format!(" declared {count}"));
                    let ordinal = it.ordinal.map_or(String::new(), |ordinal| format!("{ordinal}. "));
                    format!("{ordinal}{} ({}{declared})", it.name.text, it.duties)
                })
            };
            let what = if change.is_category { "category" } else { "list" };
            writeln!(
                out,
                "{what} {} in {}: {} -> {}",
                change.kind.as_str(),
                change.list,
                side(&change.before),
                side(&change.after)
            )
            .unwrap();
        }
        for change in &township.changes {
            let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind.as_str()).collect();
            writeln!(
                out,
                "{} [{}]: {} -> {}",
                kinds.join("+"),
                change.classify.as_str(),
                duty(&change.before),
                duty(&change.after)
            )
            .unwrap();
            change
                .fields
                .iter()
                .for_each(|change| writeln!(out, "    {}", field(change)).unwrap());
        }
    }
    out
}

fn duty(duty: &Option<DutyRef>) -> String {
    duty.as_ref().map_or("-".to_owned(), |duty| {
        let number = duty.number.map_or(String::new(), |number| number.to_string());
        format!("{}/{}/{number} {}", duty.list, duty.category, duty.name)
    })
}

fn field(change: &FieldChange) -> String {
    let text =
        |side: &Option<qingdan::diff::Quoted>| side.as_ref().map_or("-".to_owned(), |it| it.text.clone());
    let of = change.of.as_ref().map_or(String::new(), |of| format!(" of {of}"));
    let follows = if change.follows { " (follows)" } else { "" };
    format!(
        "{}{of}{follows}: {} -> {}",
        change.field.as_str(),
        text(&change.before),
        text(&change.after)
    )
}

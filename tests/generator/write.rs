//! The text of a synthetic list. No word of the vocabulary needs quotes.

use std::fmt::Write as _;

use super::Home;
use super::make::{Category, Duty, List};

pub(super) fn list(home: &Home, list: &List) -> String {
    let region = &home.region;
    let mut out = String::with_capacity(256 << 10);
    let name = &home.township;
    let _ = write!(
        out,
        "schema: qingdan/list@1\ntitle: {}{name}履行职责事项清单\ntownship: {{name: {name}, region: [{}]}}\npublished: 2025-07\n",
        region.concat(),
        region.join(", ")
    );
    let titles = [
        ("basic", "基本履职事项清单"),
        ("cooperative", "配合履职事项清单"),
        ("reclaimed", "上级部门收回事项清单"),
    ];
    for ((key, title), categories) in titles.into_iter().zip(&list.sections) {
        let count: usize = categories.iter().map(|category| category.duties.len()).sum();
        let _ = write!(
            out,
            "{key}:\n  title: {title}\n  declared: {count}\n  categories:\n"
        );
        for (ordinal, category) in (1..).zip(categories) {
            self::category(&mut out, ordinal, category);
        }
    }
    out
}

pub(super) fn registry<'a>(
    home: &Home,
    bodies: impl Iterator<Item = (&'a String, Option<&'a String>)>,
) -> String {
    let (level, region) = (&home.level, &home.region);
    let mut out = format!(
        "schema: qingdan/registry@1\nname: {}部门名录\nregion: [{}]\ndepartments:\n",
        region[2],
        region.join(", ")
    );
    for (body, alias) in bodies {
        let _ = match alias {
            Some(alias) => writeln!(out, "- {{name: {level}{body}, aliases: [{level}{alias}]}}"),
            None => writeln!(out, "- {level}{body}"),
        };
    }
    out
}

fn category(out: &mut String, ordinal: usize, category: &Category) {
    let Category {
        name,
        declared,
        duties,
    } = category;
    let _ = write!(
        out,
        "  - name: {name}\n    ordinal: {ordinal}\n    declared: {declared}\n    duties:\n"
    );
    for duty in duties {
        self::duty(out, duty);
    }
}

fn duty(out: &mut String, duty: &Duty) {
    let Duty {
        number,
        name,
        departments,
        blocks,
        clauses,
        ..
    } = duty;
    if clauses.is_empty() {
        let _ = writeln!(out, "    - {{number: {number}, name: {name}}}");
        return;
    }
    let _ = write!(out, "    - number: {number}\n      name: {name}\n");
    if blocks.is_empty() {
        if !departments.is_empty() {
            let _ = writeln!(out, "      receivers: [{}]", departments.join(", "));
        }
        items(out, 6, "mode", clauses);
        if duty.discontinued {
            out.push_str("      discontinued: true\n");
        }
        return;
    }
    let _ = write!(
        out,
        "      departments: [{}]\n      blocks:\n",
        departments.join(", ")
    );
    for block in blocks {
        let _ = writeln!(out, "      - departments: [{}]", block.departments.join(", "));
        items(out, 8, "clauses", &block.clauses);
        if !block.guarantees.is_empty() {
            let _ = writeln!(out, "        guarantees: [{}]", block.guarantees.join(", "));
        }
    }
    items(out, 6, "township", clauses);
}

/// A list with a line for each item.
fn items(out: &mut String, indent: usize, key: &str, texts: &[String]) {
    let _ = writeln!(out, "{:indent$}{key}:", "");
    for text in texts {
        let _ = writeln!(out, "{:indent$}- {text}", "");
    }
}

//! An example in its short form becomes the files that it stands for.

use std::fmt::Write as _;

use crate::list::yaml;
use crate::rule::example::Data;
use crate::text::{Source, Sources};

/// The sources of an example: one list (or several under `lists`), and the registry if there is one.
pub(super) fn sources(data: &Data) -> Sources {
    let mut sources = Sources::default();
    match data.get("lists") {
        Some(Data::List(lists)) => {
            for (number, list) in (1..).zip(lists) {
                sources.add(Source::new(format!("example-{number}.yaml"), list_text(list)));
            }
        }
        _ => {
            let published = data.get("text").and_then(Data::as_str);
            sources.add(match published {
                Some(text) => Source::new("example.txt", text),
                None => Source::new("example.yaml", list_text(data)),
            });
        }
    }
    if let Some(departments) = data.get("registry") {
        let departments = each(departments, |body, _| match body {
            Data::Scalar { .. } => map([("name", body.clone())]),
            _ => body.clone(),
        });
        let mut text = format!("schema: {}\nname: 名录\n", yaml::registry::SCHEMA);
        entry(&mut text, "departments", &departments);
        sources.add(Source::new("registry.yaml", text));
    }
    sources
}

/// The YAML form of the list that an example abbreviates.
fn list_text(data: &Data) -> String {
    let mut text = format!("schema: {}\n", yaml::SCHEMA);
    for key in ["title", "published"] {
        if let Some(value) = data.get(key) {
            entry(&mut text, key, value);
        }
    }
    entry(&mut text, "township", &township(data.get("township")));
    for key in ["basic", "cooperative", "reclaimed"] {
        if let Some(list) = data.get(key) {
            entry(&mut text, key, &section(list));
        }
    }
    text
}

fn township(data: Option<&Data>) -> Data {
    let region = Data::List(["例省", "例市", "例县"].map(scalar).to_vec());
    match data {
        Some(full @ Data::Map(_)) => full.clone(),
        Some(name) => map([("name", name.clone()), ("region", region)]),
        None => map([("name", scalar("例镇")), ("region", region)]),
    }
}

/// A list: its duties in one category; `{declared, items}` for a category that states its count; or the full form.
fn section(data: &Data) -> Data {
    let (declared, items) = match data {
        Data::Map(_) if data.get("categories").is_some() => return data.clone(),
        Data::Map(_) => (data.get("declared"), data.get("items")),
        _ => (None, Some(data)),
    };
    let duties = items.map_or(Data::List(Vec::new()), |items| each(items, duty));
    let declared = declared.map(|declared| ("declared", declared.clone()));
    let category = [("name", scalar("例"))]
        .into_iter()
        .chain(declared)
        .chain([("duties", duties)]);
    map([("categories", Data::List(vec![map(category)]))])
}

/// A duty: its name alone, or its keys; numbered as it stands, its blocks perhaps written `{label: [clauses]}`.
fn duty(data: &Data, position: usize) -> Data {
    let number = Data::Scalar {
        text: (position + 1).to_string(),
        plain: true,
    };
    let Data::Map(entries) = data else {
        return map([("number", number), ("name", data.clone())]);
    };
    let numbered = entries.iter().any(|(key, _)| key == "number");
    let number = (!numbered).then(|| ("number".to_owned(), number));
    let entries = entries.iter().map(|(key, value)| match (key.as_str(), value) {
        ("blocks", Data::Map(blocks)) => (key.clone(), Data::List(blocks.iter().map(block).collect())),
        _ => (key.clone(), value.clone()),
    });
    Data::Map(number.into_iter().chain(entries).collect())
}

fn block((label, clauses): &(String, Data)) -> Data {
    let departments = label
        .split('、')
        .filter(|name| !name.is_empty())
        .map(scalar)
        .collect();
    map([
        ("departments", Data::List(departments)),
        ("clauses", clauses.clone()),
    ])
}

fn each(list: &Data, make: impl Fn(&Data, usize) -> Data) -> Data {
    match list {
        Data::List(items) => Data::List(
            items
                .iter()
                .enumerate()
                .map(|(at, item)| make(item, at))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Data)>) -> Data {
    Data::Map(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn scalar(text: &str) -> Data {
    Data::Scalar {
        text: text.to_owned(),
        plain: false,
    }
}

fn entry(into: &mut String, key: &str, value: &Data) {
    into.push_str(key);
    into.push_str(": ");
    write(into, value);
    into.push('\n');
}

/// Writes a value in flow style, which is also JSON but for numbers that are no numbers.
fn write(into: &mut String, value: &Data) {
    match value {
        Data::Scalar { text, plain: true } if is_bare(text) => into.push_str(text),
        Data::Scalar { text, .. } => quote(into, text),
        Data::List(items) => {
            into.push('[');
            for (position, item) in items.iter().enumerate() {
                into.push_str(if position == 0 { "" } else { ", " });
                write(into, item);
            }
            into.push(']');
        }
        Data::Map(entries) => {
            into.push('{');
            for (position, (key, item)) in entries.iter().enumerate() {
                into.push_str(if position == 0 { "" } else { ", " });
                quote(into, key);
                into.push_str(": ");
                write(into, item);
            }
            into.push('}');
        }
    }
}

/// Whether a text may be written without quotation marks and mean a number or a truth.
fn is_bare(text: &str) -> bool {
    matches!(text, "true" | "false") || (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn quote(into: &mut String, text: &str) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => into.extend(['\\', character]),
            _ if character.is_control() => {
                write!(into, "\\u{:04x}", character as u32)
                    .expect("a String takes all that is written to it");
            }
            _ => into.push(character),
        }
    }
    into.push('"');
}

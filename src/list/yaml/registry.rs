//! The YAML form of a registry: schema `qingdan/registry@1`.

use super::cursor::{Cursor, Item, Step};
use super::fault::{self, Found, Of, Wanted};
use super::shape;
use crate::Map;
use crate::finding::Finding;
use crate::list::registry::{Body, Registry};
use crate::text::yaml::Event;
use crate::text::{Place, SourceId, normal};

/// The schema of registries.
pub const SCHEMA: &str = "qingdan/registry@1";

/// Whether a text in YAML says that it is a registry: its first line that is no comment names the schema.
pub fn is_registry(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#') && *line != "---");
    let schema = first.and_then(|line| line.strip_prefix("schema:"));
    schema.is_some_and(|schema| {
        schema
            .trim()
            .trim_matches(['"', '\''])
            .starts_with("qingdan/registry@")
    })
}

/// Reads the registry that `text`, the whole text of `source`, holds; with all faults against its form.
pub fn read(source: SourceId, text: &str) -> (Option<Registry<'_>>, Vec<Finding>) {
    let mut cursor = Cursor::new(source, text);
    let registry = match root(&mut cursor) {
        Ok(registry) => registry,
        Err(fault) => {
            cursor.syntax(fault);
            None
        }
    };
    (registry, cursor.into_doubts(""))
}

fn root<'s>(cursor: &mut Cursor<'s>) -> Step<Option<Registry<'s>>> {
    let first = cursor.next()?;
    if !matches!(first.event, Event::MappingStart) {
        let doubt = fault::not_a_list(Found::of(&first.event), cursor.place(first.span));
        cursor.doubt(doubt);
        return Ok(None);
    }
    let mut registry = Registry {
        source: cursor.source(),
        name: cursor.nothing(first.span),
        region: Vec::new(),
        departments: Vec::new(),
    };
    let mut names = Map::default();
    cursor.mapping(Of::Key(""), &shape::REGISTRY, first, |cursor, entry| {
        let span = entry.value.span;
        match entry.key {
            "schema" => {
                let written = cursor.text(Of::Key(entry.key), entry.value)?;
                if let Some(text) = written.filter(|text| text.as_str() != SCHEMA) {
                    let doubt = fault::unknown_schema(text.as_str(), SCHEMA, cursor.place(span));
                    cursor.doubt(doubt);
                }
            }
            "name" => {
                registry.name = cursor
                    .text(Of::Key(entry.key), entry.value)?
                    .unwrap_or(registry.name.clone())
            }
            "region" => registry.region = cursor.texts(entry.key, entry.value)?,
            _ => cursor.list(entry.key, entry.value, |cursor, item| {
                let body = body(cursor, item)?;
                let named = body.filter(|body| is_named(cursor, body));
                if let Some(body) = named {
                    repeated(cursor, &mut names, &body);
                    registry.departments.push(body);
                }
                Ok(())
            })?,
        }
        Ok(())
    })?;
    cursor.finish()?;
    Ok(Some(registry))
}

/// A name; or `{name: …, aliases: […], second-names: […], level: …}`.
fn body<'s>(cursor: &mut Cursor<'s>, item: Item<'s>) -> Step<Option<Body<'s>>> {
    match item.event {
        Event::Scalar(scalar) if !scalar.is_absent() => {
            return Ok(Some(Body::new(scalar.text)));
        }
        Event::MappingStart => {}
        _ => {
            return cursor
                .refuse(Of::Item("departments"), Wanted::Body, &item)
                .map(|()| None);
        }
    }
    let mut body = Body::new(cursor.nothing(item.span));
    let mut named = false;
    cursor.mapping(Of::Item("departments"), &shape::BODY, item, |cursor, entry| {
        match entry.key {
            "name" => {
                let name = cursor.text(Of::Key(entry.key), entry.value)?;
                named = name.is_some();
                body.name = name.unwrap_or(body.name.clone());
            }
            "aliases" => body.aliases = cursor.texts(entry.key, entry.value)?,
            "second-names" => body.second_names = cursor.texts(entry.key, entry.value)?,
            _ => body.level = cursor.text(Of::Key(entry.key), entry.value)?,
        }
        Ok(())
    })?;
    Ok(named.then_some(body))
}

/// Whether a body has a name; a doubt where it is empty.
fn is_named(cursor: &mut Cursor<'_>, body: &Body<'_>) -> bool {
    let named = !body.name.as_str().trim().is_empty();
    if !named {
        let doubt = fault::empty_name(&shape::BODY.words(), body.name.place());
        cursor.doubt(doubt);
    }
    named
}

/// A doubt where a body before has the same name; `names` are those of all before.
fn repeated(cursor: &mut Cursor<'_>, names: &mut Map<String, Place>, body: &Body<'_>) {
    let place = body.name.place();
    let first = *names
        .entry(normal::key(body.name.as_str()).into_owned())
        .or_insert(place);
    if first != place {
        cursor.doubt(fault::repeated_body(body.name.as_str(), place, first));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_names_bodies_plainly_or_with_their_aliases() {
        let text = "# of one county\nschema: qingdan/registry@1\nname: 名录\nregion: [甲省, 乙县]\ndepartments:\n\
                    - 县公安局\n- {name: 县人力资源和社会保障局, aliases: [县人社局], level: 县}\n";
        assert!(is_registry(text) && !is_registry("schema: qingdan/list@1"));
        let (registry, doubts) = read(SourceId(0), text);
        assert!(doubts.is_empty(), "{doubts:?}");
        let registry = registry.expect("the text is a registry");
        let names: Vec<&str> = registry
            .departments
            .iter()
            .map(|body| body.name.as_str())
            .collect();
        assert_eq!(names, ["县公安局", "县人力资源和社会保障局"]);
        assert_eq!(registry.departments[1].aliases[0].as_str(), "县人社局");
    }

    #[test]
    fn faults_of_a_registry_are_found_all_at_once() {
        let (_, doubts) = read(
            SourceId(0),
            "schema: qingdan/registry@2\nregoin: []\ndepartments: [[县公安局]]\n",
        );
        let codes: Vec<&str> = doubts.iter().map(|doubt| doubt.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "read/unknown-schema",
                "read/unknown-key",
                "read/wrong-type",
                "read/missing-key"
            ]
        );
    }
}

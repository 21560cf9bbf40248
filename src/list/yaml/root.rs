//! The outer parts of the YAML form: document, township, lists, categories.

use super::cursor::{Cursor, Entry, Item, Step};
use super::fault::{self, Found, Of};
use super::shape;
use super::{SCHEMA, duty};
use crate::finding::{Address, Finding, ListKind};
use crate::list::mentions;
use crate::list::{Category, DutyList, Format, Section, Township};
use crate::text::Span;
use crate::text::yaml::Event;

/// The whole document. None where it is something else: nothing, no mapping, a file of another schema.
pub(super) fn root<'s>(cursor: &mut Cursor<'s>) -> Step<Option<DutyList<'s>>> {
    let start = Span { start: 0, end: 0 };
    let first = cursor.next()?;
    if !matches!(first.event, Event::MappingStart) {
        let doubt = fault::not_a_list(Found::of(&first.event), cursor.place(first.span));
        cursor.doubt(doubt);
        return Ok(None);
    }
    let nobody = Township {
        name: cursor.nothing(start),
        region: Vec::new(),
    };
    let mut list = DutyList {
        source: cursor.source(),
        format: Format::Yaml,
        title: None,
        township: nobody,
        published: None,
        contents: Vec::new(),
        sections: Vec::new(),
    };
    let mut foreign = None;
    cursor.mapping(Of::Key(""), &shape::ROOT, first, |cursor, entry| {
        match entry.key {
            "schema" => foreign = schema(cursor, entry)?,
            "title" => list.title = cursor.text(Of::Key(entry.key), entry.value)?,
            "township" => list.township = township(cursor, entry)?,
            "published" => list.published = cursor.text(Of::Key(entry.key), entry.value)?,
            "basic" => list.sections.push(section(cursor, ListKind::Basic, entry)?),
            "cooperative" => list.sections.push(section(cursor, ListKind::Cooperative, entry)?),
            _ => list.sections.push(section(cursor, ListKind::Reclaimed, entry)?),
        }
        Ok(())
    })?;
    cursor.finish()?;
    if let Some(doubt) = foreign {
        cursor.only(doubt);
        return Ok(None);
    }
    mentions::complete(&mut list);
    Ok(Some(list))
}

/// Another version of the schema is a doubt; what is no list at all (a rule file, a registry) comes back as the fault
/// that explains all others.
fn schema<'s>(cursor: &mut Cursor<'s>, entry: Entry<'s>) -> Step<Option<Finding>> {
    let span = entry.value.span;
    let Some(text) = cursor
        .text(Of::Key(entry.key), entry.value)?
        .filter(|text| text.as_str() != SCHEMA)
    else {
        return Ok(None);
    };
    let doubt = fault::unknown_schema(text.as_str(), SCHEMA, cursor.place(span));
    let family = SCHEMA.split_once('@').map_or(SCHEMA, |(family, _)| family);
    if text.as_str().starts_with("qingdan/") && !text.as_str().starts_with(family) {
        return Ok(Some(doubt));
    }
    cursor.doubt(doubt);
    Ok(None)
}

fn township<'s>(cursor: &mut Cursor<'s>, entry: Entry<'s>) -> Step<Township<'s>> {
    let mut township = Township {
        name: cursor.nothing(entry.key_span),
        region: Vec::new(),
    };
    cursor.mapping(
        Of::Key(entry.key),
        &shape::TOWNSHIP,
        entry.value,
        |cursor, entry| {
            if entry.key == "region" {
                township.region = cursor.texts(entry.key, entry.value)?;
                return Ok(());
            }
            let span = entry.value.span;
            if let Some(name) = cursor.text(Of::Key(entry.key), entry.value)? {
                if name.as_str().trim().is_empty() {
                    let doubt = fault::empty_name(&shape::TOWNSHIP.words(), cursor.place(span));
                    cursor.doubt(doubt);
                }
                township.name = name;
            }
            Ok(())
        },
    )?;
    Ok(township)
}

fn section<'s>(cursor: &mut Cursor<'s>, kind: ListKind, entry: Entry<'s>) -> Step<Section<'s>> {
    let mark = cursor.doubts();
    let mut section = Section {
        kind,
        title: None,
        meant: None,
        declared: None,
        place: cursor.place(entry.key_span),
        categories: Vec::new(),
    };
    cursor.mapping(
        Of::Key(entry.key),
        &shape::SECTION,
        entry.value,
        |cursor, entry| {
            match entry.key {
                "title" => section.title = cursor.text(Of::Key(entry.key), entry.value)?,
                "declared" => section.declared = cursor.number(entry.key, entry.value)?,
                _ => cursor.list(entry.key, entry.value, |cursor, item| {
                    section.categories.extend(category(cursor, kind, item)?);
                    Ok(())
                })?,
            }
            Ok(())
        },
    )?;
    cursor.address_since(mark, || Address {
        list: Some(kind),
        ..Address::default()
    });
    Ok(section)
}

fn category<'s>(cursor: &mut Cursor<'s>, kind: ListKind, item: Item<'s>) -> Step<Option<Category<'s>>> {
    let mut category = Category {
        name: cursor.nothing(item.span),
        ordinal: None,
        declared: None,
        duties: Vec::new(),
    };
    let begin = cursor.mapping(Of::Item("categories"), &shape::CATEGORY, item, |cursor, entry| {
        match entry.key {
            "name" => {
                category.name = cursor
                    .text(Of::Key(entry.key), entry.value)?
                    .unwrap_or(category.name.clone())
            }
            "ordinal" => category.ordinal = cursor.number(entry.key, entry.value)?,
            "declared" => category.declared = cursor.number(entry.key, entry.value)?,
            _ => cursor.list(entry.key, entry.value, |cursor, item| {
                category.duties.extend(duty::duty(cursor, kind, item)?);
                Ok(())
            })?,
        }
        Ok(())
    })?;
    category.duties.shrink_to_fit();
    Ok(begin.map(|_| category))
}

//! A duty of the YAML form: its cells, blocks and clauses.

use super::cursor::{Cursor, Entry, Item, Step};
use super::fault::{self, Of, Wanted};
use super::shape::{self, Shape};
use crate::finding::{Address, ListKind, quoted};
use crate::list::mentions;
use crate::list::{Block, Clause, Cooperative, Detail, Duty, Mention, Numbering, Reclaimed};
use crate::text::yaml::Event;

/// A duty in a list of `kind`; none where the item is no mapping.
pub(super) fn duty<'s>(cursor: &mut Cursor<'s>, kind: ListKind, item: Item<'s>) -> Step<Option<Duty<'s>>> {
    let mark = cursor.doubts();
    let shape = Shape::duty(kind);
    let mut duty = Duty {
        number: None,
        mark: None,
        name: cursor.nothing(item.span),
        place: cursor.place(item.span),
        detail: match kind {
            ListKind::Basic => Detail::Basic,
            ListKind::Cooperative => Detail::Cooperative(Cooperative::default()),
            ListKind::Reclaimed => Detail::Reclaimed(Reclaimed::default()),
        },
    };
    let begin = cursor.mapping(Of::Item("duties"), shape, item, |cursor, entry| match entry.key {
        "number" => cursor
            .number(entry.key, entry.value)
            .map(|number| duty.number = number),
        "mark" => cursor
            .text(Of::Key(entry.key), entry.value)
            .map(|mark| duty.mark = mark),
        "name" => name(cursor, shape, &mut duty, entry),
        _ => detail(cursor, &mut duty.detail, entry),
    })?;
    let Some(begin) = begin else { return Ok(None) };
    duty.place = if duty.name.is_empty() {
        cursor.place(begin)
    } else {
        duty.name.place()
    };
    cursor.address_since(mark, || Address {
        list: Some(kind),
        number: duty.number.as_ref().map(|number| number.value),
        duty: Some(quoted(duty.name.as_str()).into_owned()).filter(|name| !name.is_empty()),
        ..Address::default()
    });
    Ok(Some(duty))
}

fn name<'s>(
    cursor: &mut Cursor<'s>,
    shape: &'static Shape,
    duty: &mut Duty<'s>,
    entry: Entry<'s>,
) -> Step<()> {
    let span = entry.value.span;
    if let Some(name) = cursor.text(Of::Key(entry.key), entry.value)? {
        if name.as_str().trim().is_empty() {
            let doubt = fault::empty_name(&shape.words(), cursor.place(span));
            cursor.doubt(doubt);
        }
        duty.name = name;
    }
    Ok(())
}

fn detail<'s>(cursor: &mut Cursor<'s>, detail: &mut Detail<'s>, entry: Entry<'s>) -> Step<()> {
    let Entry { key, value, .. } = entry;
    match detail {
        Detail::Basic => cursor.skip(&value).map(|_| ())?,
        Detail::Cooperative(cells) => match key {
            "departments" => cells.departments = names(cursor, key, value)?,
            "blocks" => cells.blocks = blocks(cursor, key, value)?,
            _ => cells.township = clauses(cursor, key, value)?,
        },
        Detail::Reclaimed(cells) => match key {
            "receivers" => cells.receivers = names(cursor, key, value)?,
            "mode" => cells.mode = clauses(cursor, key, value)?,
            _ => cells.discontinued = cursor.flag(key, value)?,
        },
    }
    Ok(())
}

/// Departments as written; `等部门` behind the last leaves the list of them open.
fn names<'s>(cursor: &mut Cursor<'s>, key: &str, item: Item<'s>) -> Step<Vec<Mention<'s>>> {
    let texts = cursor.texts(key, item)?;
    Ok(texts
        .into_iter()
        .map(|text| {
            let tail = mentions::open_tail(text.as_str());
            let end = tail.unwrap_or(text.as_str().len());
            Mention {
                tail: tail.map(|at| text.part(at..text.as_str().len())),
                text: if tail.is_some() {
                    text.part(0..end).trim()
                } else {
                    text
                },
                full: None,
            }
        })
        .collect())
}

fn blocks<'s>(cursor: &mut Cursor<'s>, key: &'static str, item: Item<'s>) -> Step<Vec<Block<'s>>> {
    let mut blocks = Vec::new();
    cursor.list(key, item, |cursor, item| {
        let mut block = Block::default();
        let begin = cursor.mapping(Of::Item(key), &shape::BLOCK, item, |cursor, entry| {
            match entry.key {
                "departments" => block.departments = names(cursor, entry.key, entry.value)?,
                "clauses" => block.clauses = clauses(cursor, entry.key, entry.value)?,
                _ => block.guarantees = clauses(cursor, entry.key, entry.value)?,
            }
            Ok(())
        })?;
        blocks.extend(begin.map(|_| block));
        Ok(())
    })?;
    blocks.shrink_to_fit();
    Ok(blocks)
}

fn clauses<'s>(cursor: &mut Cursor<'s>, key: &str, item: Item<'s>) -> Step<Vec<Clause<'s>>> {
    let mut clauses = Vec::new();
    cursor.list(key, item, |cursor, item| {
        clauses.extend(clause(cursor, key, item)?);
        Ok(())
    })?;
    clauses.shrink_to_fit();
    Ok(clauses)
}

/// A text, which bears the expected number; or `{number: …, text: …}`; or `{text: …}`, a piece without a number.
fn clause<'s>(cursor: &mut Cursor<'s>, key: &str, item: Item<'s>) -> Step<Option<Clause<'s>>> {
    match item.event {
        Event::Scalar(scalar) if !scalar.is_absent() => {
            return Ok(Some(Clause {
                numbering: Numbering::Implied,
                text: scalar.text,
            }));
        }
        Event::MappingStart => {}
        _ => return cursor.refuse(Of::Item(key), Wanted::Clause, &item).map(|()| None),
    }
    let (mut numbering, mut text) = (Numbering::Absent, None);
    cursor.mapping(Of::Item(key), &shape::CLAUSE, item, |cursor, entry| {
        match entry.key {
            "number" => {
                if let Some(number) = cursor.number(entry.key, entry.value)? {
                    numbering = Numbering::Written(number);
                }
            }
            _ => text = cursor.text(Of::Key(entry.key), entry.value)?,
        }
        Ok(())
    })?;
    Ok(text.map(|text| Clause { numbering, text }))
}

//! One change: what stood at the left, what stands at the right.

use maud::{Markup, html};

use super::Sheet;
use crate::diff::{Edit, EditKind, Field};
use crate::finding::Classify;
use crate::report::diff::group::{self, Group};
use crate::report::diff::phrase;
use crate::report::diff::view::{At, ChangeView, DutyView, FieldView};
use crate::report::diff::wording;
use crate::report::html::frame::tamed;

/// A change of a group.
pub(super) fn change(sheet: Sheet<'_>, group: Group, change: &ChangeView, said: bool) -> Markup {
    let (before, after): (Vec<&DutyView>, Vec<&DutyView>) = match group {
        Group::Regrouped => group::parts(change),
        _ => (change.before.iter().collect(), change.after.iter().collect()),
    };
    let (departments, others) = group::shown(change, group, sheet.editorial);
    let name = others.iter().find(|field| field.field == Field::Name);
    let class = change.classify.as_str();
    html! {
        article class={ "change " (class) } {
            @if change.classify == Classify::Breaking && !said {
                p { span class="badge error" { (phrase::classify(change.classify, sheet.language)) } }
            }
            div class="sides" {
                (side(sheet, 0, &before, name.copied()))
                (side(sheet, 1, &after, name.copied()))
            }
            @for (field, fields) in &departments { (departments_row(sheet, *field, fields)) }
            @for field in others.iter().filter(|field| field.field != Field::Name) { (row(sheet, field)) }
        }
    }
}

/// The duties of one version.
fn side(sheet: Sheet<'_>, version: usize, duties: &[&DutyView], name: Option<&FieldView>) -> Markup {
    let label = phrase::versions(sheet.language)[version];
    html! {
        div class={ "side " (class(version)) @if duties.is_empty() { " empty" } } {
            @for duty in duties {
                p class="quiet" { span class="version" { (label) } " " (tamed(&phrase::duty(duty, sheet.language))) " " span class="at" { (at(&duty.at)) } }
                p class="name" {
                    @match name.filter(|name| !name.edits.is_empty()) {
                        Some(name) => (words(&name.edits, version)),
                        None if duty.name.is_empty() => (sheet.pick("（没有名称）", "(no name)")),
                        None => (tamed(&duty.name)),
                    }
                }
            }
            @if duties.is_empty() { p class="quiet" { span class="version" { (label) } " " (sheet.pick("没有这一事项", "no such duty")) } }
        }
    }
}

/// Who came and who went.
fn departments_row(sheet: Sheet<'_>, field: Field, fields: &[&FieldView]) -> Markup {
    html! {
        div class="field" {
            p class="label" { (phrase::field(field, sheet.language)) }
            div class="sides" {
                @for version in [0, 1] {
                    @let names: Vec<&str> = fields.iter().filter_map(|field| [&field.before, &field.after][version].as_ref()).map(|text| text.text.as_str()).collect();
                    div class={ "side " (class(version)) @if names.is_empty() { " empty" } } {
                        @for name in names { p { @if version == 0 { del { (tamed(name)) } } @else { ins { (tamed(name)) } } } }
                    }
                }
            }
        }
    }
}

/// What differs in one field.
fn row(sheet: Sheet<'_>, field: &FieldView) -> Markup {
    let texts = [&field.before, &field.after];
    html! {
        div class="field" {
            p class="label" {
                (phrase::field(field.field, sheet.language))
                @if let Some(of) = &field.of { " " span class="quiet" { (tamed(of)) } }
            }
            div class="sides" {
                @for (version, text) in texts.into_iter().enumerate() {
                    div class={ "side " (class(version)) @if text.is_none() { " empty" } } {
                        @if let Some(text) = text {
                            p {
                                @if field.edits.is_empty() {
                                    @if version == 0 { del { (tamed(&text.text)) } } @else { ins { (tamed(&text.text)) } }
                                } @else { (words(&field.edits, version)) }
                                " " span class="at quiet" { (at(&text.at)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One version of a rewording, its changed pieces marked.
fn words(edits: &[Edit], version: usize) -> Markup {
    let kind = if version == 0 {
        EditKind::Dropped
    } else {
        EditKind::Added
    };
    html! {
        @for (text, changed) in wording::side(edits, kind) {
            @if !changed { (tamed(text)) }
            @else if version == 0 { del { (tamed(text)) } }
            @else { ins { (tamed(text)) } }
        }
    }
}

fn class(version: usize) -> &'static str {
    if version == 0 { "old" } else { "new" }
}

/// A line and column.
pub(super) fn at(at: &At) -> String {
    format!("{}:{}", at.start.line, at.start.column)
}

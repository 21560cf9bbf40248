//! The YAML form of a list: schema `qingdan/list@1`, read straight from the events of the text.
//!
//! Every fault against the form is an error finding, and reading goes on behind it; only text that is no YAML at all
//! ends it. JSON is YAML, so the JSON form is read here too.

mod cursor;
mod duty;
mod fault;
mod peek;
pub mod registry;
mod root;
pub(super) mod shape;

pub use peek::{looks_like, peek};

use super::Reading;
use crate::text::SourceId;

/// The schema this reader knows.
pub const SCHEMA: &str = "qingdan/list@1";

/// Reads the list that `text`, the whole text of `source`, holds in the YAML form.
pub fn read(source: SourceId, text: &str) -> Reading<'_> {
    let mut cursor = cursor::Cursor::new(source, text);
    let list = match root::root(&mut cursor) {
        Ok(list) => list,
        Err(fault) => {
            cursor.syntax(fault);
            None
        }
    };
    let township = list
        .as_ref()
        .map(|list| list.township.full_name())
        .unwrap_or_default();
    Reading {
        doubts: cursor.into_doubts(&township),
        list,
    }
}

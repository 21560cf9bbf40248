//! Rewording, character by character.

use similar::{Algorithm, ChangeTag, TextDiff};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// It stands in both.
    Kept,
    /// It stands only in the older text.
    Dropped,
    /// It stands only in the newer text.
    Added,
}

/// A piece of a text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What became of it.
    pub kind: EditKind,
    /// The piece.
    pub text: String,
}

/// Longer texts than this, in bytes, are compared as wholes: nobody reads a character diff of them.
const LONGEST: usize = 12 << 10;

/// The pieces of both texts in reading order; those kept and added make the newer text, those kept and dropped the
/// older one.
pub(super) fn edits(before: &str, after: &str) -> Vec<Edit> {
    if before.len().max(after.len()) > LONGEST {
        return whole(before, after);
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .diff_chars(before, after);
    let mut edits: Vec<Edit> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => EditKind::Kept,
            ChangeTag::Delete => EditKind::Dropped,
            ChangeTag::Insert => EditKind::Added,
        };
        push(&mut edits, kind, change.value());
    }
    edits
}

fn whole(before: &str, after: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    push(&mut edits, EditKind::Dropped, before);
    push(&mut edits, EditKind::Added, after);
    edits
}

fn push(edits: &mut Vec<Edit>, kind: EditKind, text: &str) {
    match edits.last_mut() {
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => edits.push(Edit {
            kind,
            text: text.to_owned(),
        }),
    }
}

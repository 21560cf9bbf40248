//! A rewording as people read it: changes that lie close together are one.

use crate::diff::{Edit, EditKind};

/// Pieces that were kept between two changes are read as part of the change when they are this short, in characters.
const CRUMB: usize = 1;

/// The same rewording with every run of changes as at most one piece that was dropped and one that was added.
pub(super) fn tidy(edits: Vec<Edit>) -> Vec<Edit> {
    let last = edits.len().saturating_sub(1);
    let mut tidy = Vec::new();
    let (mut dropped, mut added) = (String::new(), String::new());
    for (index, edit) in edits.into_iter().enumerate() {
        let crumb = edit.text.chars().count() <= CRUMB && index < last;
        match edit.kind {
            EditKind::Dropped => dropped.push_str(&edit.text),
            EditKind::Added => added.push_str(&edit.text),
            EditKind::Kept if crumb && !(dropped.is_empty() || added.is_empty()) => {
                dropped.push_str(&edit.text);
                added.push_str(&edit.text);
            }
            EditKind::Kept => {
                flush(&mut tidy, &mut dropped, &mut added);
                tidy.push(edit);
            }
        }
    }
    flush(&mut tidy, &mut dropped, &mut added);
    tidy
}

fn flush(tidy: &mut Vec<Edit>, dropped: &mut String, added: &mut String) {
    for (kind, text) in [(EditKind::Dropped, dropped), (EditKind::Added, added)] {
        if !text.is_empty() {
            let text = std::mem::take(text);
            tidy.push(Edit { kind, text });
        }
    }
}

/// How many characters of kept text are shown on each side of a change where there is no room for all.
const AROUND: usize = 16;

/// The same rewording with what is far from every change left out as `…`.
pub(super) fn brief(edits: &[Edit]) -> Vec<Edit> {
    let last = edits.len().saturating_sub(1);
    let shorten = |(index, edit): (usize, &Edit)| {
        let (first, last) = (index == 0, index == last);
        let characters: Vec<char> = edit.text.chars().collect();
        let room = (usize::from(!first) + usize::from(!last)) * AROUND;
        let mut edit = edit.clone();
        if edit.kind == EditKind::Kept && characters.len() > room + 1 {
            let head = if first { &[] } else { &characters[..AROUND] };
            let tail = if last {
                &[]
            } else {
                &characters[characters.len() - AROUND..]
            };
            edit.text = head.iter().chain(&['…']).chain(tail).collect();
        }
        edit
    };
    edits.iter().enumerate().map(shorten).collect()
}

/// The pieces of the older (`Dropped`) or of the newer (`Added`) text, each with whether it changed.
pub(super) fn side(edits: &[Edit], changed: EditKind) -> Vec<(&str, bool)> {
    let pieces = edits
        .iter()
        .filter(|edit| edit.kind == EditKind::Kept || edit.kind == changed);
    pieces
        .map(|edit| (edit.text.as_str(), edit.kind == changed))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(kind: EditKind, text: &str) -> Edit {
        Edit {
            kind,
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_character_between_two_changes_belongs_to_them_and_no_character_is_lost() {
        use EditKind::{Added, Dropped, Kept};
        let edits = vec![
            edit(Kept, "负责"),
            edit(Dropped, "市"),
            edit(Added, "县"),
            edit(Kept, "农"),
            edit(Dropped, "牧"),
            edit(Added, "业"),
            edit(Kept, "局"),
        ];
        let tidy = tidy(edits.clone());
        let expected = [
            edit(Kept, "负责"),
            edit(Dropped, "市农牧"),
            edit(Added, "县农业"),
            edit(Kept, "局"),
        ];
        assert_eq!(tidy, expected);
        for kind in [Dropped, Added] {
            let text = |edits: &[Edit]| {
                side(edits, kind)
                    .iter()
                    .map(|(text, _)| *text)
                    .collect::<String>()
            };
            assert_eq!(text(&tidy), text(&edits));
        }
    }
}

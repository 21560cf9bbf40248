//! Doubts about table headers: one that differs from those of the other pages, one that names another kind of township.

use super::doubts::Doubts;
use crate::document::{Block, Column, Document, Stray};
use crate::finding::{Label, Severity, Words};
use crate::text::{Place, Span, normal};

/// The kinds of township, each with words of a header that mean it as well: 苏木 are townships of herders.
const KINDS: [(&str, &[&str]); 4] = [
    ("街道", &["街道", "镇街", "乡街"]),
    ("苏木", &["苏木", "乡"]),
    ("镇", &["镇"]),
    ("乡", &["乡"]),
];

/// Reports the headers of a document of the township called `name`.
pub(super) fn report(document: &Document<'_>, name: &str, doubts: &mut Doubts) {
    doubts.about(None, None, None);
    for stray in &document.strays {
        differs(document, stray, doubts);
    }
    let Some((kind, words)) = KINDS.iter().find(|(kind, _)| name.ends_with(kind)) else {
        return;
    };
    let headers = document.blocks.iter().filter_map(|block| match block {
        Block::Header(layout) => Some(layout),
        _ => None,
    });
    let of_township = headers.filter_map(|layout| {
        let at = layout
            .columns
            .iter()
            .position(|&column| column == Some(Column::Township))?;
        Some(layout.cells[at])
    });
    let is_other = |cell: &Span| {
        let key = normal::key(&document.text[cell.range()]);
        let is_reported = document.strays.iter().any(|stray| stray.span == *cell);
        let names_kind = KINDS.iter().any(|(other, _)| key.contains(other));
        names_kind && !is_reported && !words.iter().any(|word| key.contains(word))
    };
    if let Some(cell) = of_township.into_iter().find(is_other) {
        let words = &document.text[cell.range()];
        // The pattern of all lists says 乡镇, and streets often leave it so.
        let severity = match words.contains("乡镇") {
            true => Severity::Info,
            false => Severity::Warning,
        };
        doubts.add(
            "read/header-level",
            severity,
            cell,
            Words::new(
                format!("{name}的清单，表头却写“{words}”"),
                format!("A list of {name} has a column “{words}”"),
            ),
            Words::new(
                format!("改成“{kind}配合职责”。"),
                format!("Write {kind}配合职责."),
            ),
        );
    }
}

fn differs(document: &Document<'_>, stray: &Stray, doubts: &mut Doubts) {
    let read = |span: Span| {
        let cells = document.text[span.range()].split('\t').map(normal::key);
        cells
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join("、")
    };
    let (written, usual) = (read(stray.span), read(stray.usual));
    let place = |span| Place {
        source: document.source,
        span,
    };
    let again = stray.again.iter().map(|&span| Label {
        place: place(span),
        words: Words::new("这里也是", "here as well"),
    });
    let usual_place = Label {
        place: place(stray.usual),
        words: Words::new("其他页这样写", "other pages say this"),
    };
    doubts.add(
        "read/header",
        Severity::Warning,
        stray.span,
        Words::new(
            format!("表头“{written}”与本清单其他页的“{usual}”不一致，按后者读入"),
            format!("This header says “{written}” where other pages say “{usual}”; it was read as that"),
        ),
        Words::new(
            format!("改成“{usual}”，并核对这一页是不是从别的清单抄来的。"),
            format!("Write “{usual}”, and see whether the page was copied from another list."),
        ),
    );
    doubts.relate(again.chain([usual_place]));
}

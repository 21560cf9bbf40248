//! What a list says, free of its places: what writing and reading must keep.

use qingdan::list::{Clause, Detail, Duty, DutyList, Mention, Number, numbering};
use qingdan::text::Mapped;

/// All texts and numbers of a list, each clause with the number it bears.
pub(crate) fn said(list: &DutyList<'_>) -> Vec<String> {
    let mut all = vec![
        text_of(&list.title),
        list.township.full_name(),
        text_of(&list.published),
    ];
    all.extend(
        list.township
            .region
            .iter()
            .map(|division| division.as_str().to_owned()),
    );
    for section in &list.sections {
        all.extend([
            section.kind.to_string(),
            text_of(&section.title),
            value_of(&section.declared),
        ]);
        for category in &section.categories {
            let name = category.name.as_str().to_owned();
            all.extend([name, value_of(&category.ordinal), value_of(&category.declared)]);
            category.duties.iter().for_each(|duty| duty_says(duty, &mut all));
        }
    }
    all
}

fn duty_says(duty: &Duty<'_>, all: &mut Vec<String>) {
    all.extend([
        value_of(&duty.number),
        text_of(&duty.mark),
        duty.name.as_str().to_owned(),
    ]);
    match &duty.detail {
        Detail::Basic => {}
        Detail::Cooperative(cells) => {
            all.extend([heads(&cells.departments), run(&cells.township, 0)]);
            for (block, start) in cells.blocks.iter().zip(numbering::starts(&cells.blocks)) {
                all.extend([
                    heads(&block.departments),
                    run(&block.clauses, start),
                    run(&block.guarantees, 0),
                ]);
            }
        }
        Detail::Reclaimed(cells) => {
            all.extend([
                heads(&cells.receivers),
                run(&cells.mode, 0),
                cells.discontinued.to_string(),
            ]);
        }
    }
}

fn text_of(text: &Option<Mapped<'_>>) -> String {
    format!("{:?}", text.as_ref().map(Mapped::as_str))
}

fn value_of(number: &Option<Number<'_>>) -> String {
    format!("{:?}", number.as_ref().map(|number| number.value))
}

fn heads(mentions: &[Mention<'_>]) -> String {
    format!(
        "{:?}",
        mentions
            .iter()
            .map(|mention| mention.text.as_str())
            .collect::<Vec<_>>()
    )
}

fn run(clauses: &[Clause<'_>], start: u32) -> String {
    let numbers = clauses.iter().zip(numbering::expected(clauses, start));
    let said = numbers.map(|(clause, expected)| (numbering::number(clause, expected), clause.text.as_str()));
    format!("{:?}", said.collect::<Vec<_>>())
}

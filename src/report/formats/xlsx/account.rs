//! The second sheet: what each rule came to in each list.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Looks, shown};
use crate::finding::Language;
use crate::report::account::{Entry, Part};
use crate::report::html::frame::pick;
use crate::report::{Report, phrases};

/// How many lists have a column of their own.
const MOST_LISTS: usize = 1_000;

/// What each rule came to in each list: a number of findings, or in a word.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    looks: &Looks,
    language: Language,
) -> Result<(), XlsxError> {
    let parts = report.account();
    let lists: Vec<&Part<'_>> = parts
        .iter()
        .filter(|part| part.document.is_some())
        .take(MOST_LISTS)
        .collect();
    let titles = [
        (pick(language, "规则", "rule"), 30.0),
        (pick(language, "要求", "what must hold"), 44.0),
        (pick(language, "级别", "severity"), 8.0),
    ];
    let names = lists.iter().map(|part| {
        let township = part.document.map(|document| document.township.as_str());
        (
            township
                .filter(|township| !township.is_empty())
                .unwrap_or(part.path),
            16.0,
        )
    });
    let mut last = 0;
    for (column, (title, width)) in (0..).zip(titles.into_iter().chain(names)) {
        sheet.write_string_with_format(0, column, shown(title), &looks.head)?;
        sheet.set_column_width(column, width)?;
        last = column;
    }
    for (at, rule) in (1..).zip(&report.rules) {
        sheet.write_string_with_format(at, 0, rule.id.as_str(), &looks.text)?;
        sheet.write_string_with_format(at, 1, shown(&rule.title), &looks.text)?;
        let severity = phrases::severity(rule.severity, language);
        sheet.write_string_with_format(at, 2, severity, looks.severity(rule.severity))?;
        for (column, part) in (3..).zip(&lists) {
            let Some(entry) = part.entries.get(rule.id.as_str()) else {
                continue;
            };
            match outcome(entry, language) {
                Ok(found) => {
                    sheet.write_number_with_format(at, column, found as f64, looks.severity(rule.severity))?
                }
                Err(words) => sheet.write_string_with_format(at, column, words, &looks.text)?,
            };
        }
    }
    sheet.autofilter(0, 0, u32::try_from(report.rules.len()).unwrap_or(0), last)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// How many findings there are, else what is to be said instead.
fn outcome(entry: &Entry<'_>, language: Language) -> Result<usize, String> {
    if !entry.found.is_empty() {
        return Ok(entry.found.len());
    }
    Err(match (entry.waived.len(), entry.known.len(), entry.met) {
        (0, 0, true) => pick(language, "符合", "met").to_owned(),
        (0, 0, false) => pick(language, "未涉及", "not applied").to_owned(),
        (0, known, _) => format!("{} {known}", pick(language, "已知", "known")),
        (waived, ..) => format!("{} {waived}", phrases::aside(language)),
    })
}

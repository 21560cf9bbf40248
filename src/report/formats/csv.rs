//! A table for spreadsheets: comma-separated values (RFC 4180) in UTF-8, with a byte order mark so that Excel reads
//! Chinese, and nothing in it that a spreadsheet would run as a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::finding::BaselineState;
use crate::report::{FindingView, Report};

/// The columns; names and order are fixed, new ones come last.
const COLUMNS: [&str; 17] = [
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "rule",
    "message",
    "help",
    "township",
    "list",
    "number",
    "duty",
    "confidence",
    "fingerprint",
    "state",
    "reason",
];

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    table.write_record(COLUMNS)?;
    for finding in &report.findings {
        let row = row(finding);
        table.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    table.flush()
}

fn row(finding: &FindingView) -> [Cow<'_, str>; COLUMNS.len()] {
    let number = |number: usize| Cow::Owned(number.to_string());
    let (place, address) = (&finding.primary, &finding.address);
    let (state, reason) = match (&finding.suppression, finding.baseline) {
        (Some(suppression), _) => ("waived", suppression.reason.as_str()),
        (None, baseline) => (baseline.map_or("", BaselineState::as_str), ""),
    };
    [
        (&*place.path).into(),
        number(place.start.line),
        number(place.start.column),
        number(place.end.line),
        number(place.end.column),
        finding.severity.as_str().into(),
        finding.code.as_str().into(),
        finding.message.as_str().into(),
        finding.help.as_deref().unwrap_or("").into(),
        address.township.as_str().into(),
        address.list.map_or("", |list| list.as_str()).into(),
        address
            .number
            .map_or(Cow::Borrowed(""), |number| number.to_string().into()),
        address.duty.as_deref().unwrap_or("").into(),
        finding.confidence.as_str().into(),
        format!("{:016x}", finding.fingerprint).into(),
        state.into(),
        reason.into(),
    ]
}

/// A cell that no spreadsheet takes for a formula, see <https://owasp.org/www-community/attacks/CSV_Injection>; and
/// without the character NUL, at which many readers stop.
fn harmless(cell: &str) -> Cow<'_, str> {
    const OPENING: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let risky = cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(OPENING);
    let cell = match cell.contains('\0') {
        true => Cow::Owned(cell.replace('\0', "\u{fffd}")),
        false => Cow::Borrowed(cell),
    };
    match risky {
        true => format!("'{cell}").into(),
        false => cell,
    }
}

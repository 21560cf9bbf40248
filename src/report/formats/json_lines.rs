//! For programs that read line by line: the findings of [`super::json`], then its summary, each an object on a line
//! that says what it is under `type`.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Finding, Summary};
use crate::report::Report;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Finding(Finding<'a>),
    Summary(Summary<'a>),
}

pub(super) fn write(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let findings = report
        .findings
        .iter()
        .map(|finding| Line::Finding(Finding::from(finding)));
    for line in findings.chain([Line::Summary(Summary::from(report))]) {
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

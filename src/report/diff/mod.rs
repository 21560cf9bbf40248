//! A comparison as it is shown: one view with all positions resolved, and one file per form.

mod group;
mod headline;
mod html;
pub mod json;
mod markdown;
mod phrase;
mod resolve;
mod sarif;
mod strip;
mod tally;
mod terminal;
pub mod view;
mod wording;

use std::io::{self, Write};

use super::Style;
pub use tally::Tally;
pub use view::DiffReport;

/// In which form a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// For people at a terminal.
    Full,
    /// A change note, to attach to the file.
    Markdown,
    /// One page, side by side.
    Html,
    /// For programs: [`json`], version 1.
    Json,
    /// For services: the findings of both versions in SARIF 2.1.0.
    Sarif,
}

/// Writes `report` to `out`; `editorial` shows also what is quiet: order, numbers, signs.
///
/// # Errors
/// Those of `out`.
pub fn write(
    out: &mut dyn Write,
    report: &DiffReport,
    format: DiffFormat,
    style: Style,
    editorial: bool,
) -> io::Result<()> {
    match format {
        DiffFormat::Full => terminal::write(out, report, style, editorial),
        DiffFormat::Markdown => markdown::write(out, report, style, editorial),
        DiffFormat::Html => html::write(out, report, style.language, editorial),
        DiffFormat::Json => json::write(out, report),
        DiffFormat::Sarif => sarif::write(out, report, style),
    }
}

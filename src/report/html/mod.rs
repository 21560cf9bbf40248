//! One page.
use super::Report;
use crate::finding::Language;
use std::io::{self, Write};
pub(super) fn write(_out: &mut dyn Write, _report: &Report, _language: Language) -> io::Result<usize> {
    Ok(0)
}

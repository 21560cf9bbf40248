//! How large a file GitHub takes.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// For how much there is room.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// How many results.
    pub(super) results: usize,
    /// How many bytes, packed.
    pub(super) bytes: usize,
}

/// How many results of a run GitHub takes, and how large the file may be once it is packed.
pub(super) const ROOM: Room = Room {
    results: 25_000,
    bytes: 10_000_000,
};
/// How many bytes a text takes once it is packed as it is sent to GitHub; all of it where that is little.
pub(super) fn packed(text: &[u8], little: usize) -> io::Result<usize> {
    if text.len() <= little {
        return Ok(text.len());
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text)?;
    Ok(packed.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::super::{LEFT_OUT, write_within};
    use super::*;
    use crate::check::Directory;
    use crate::finding::{Code, Finding, Findings, Language, Severity, Words};
    use crate::report::{Reader, Report, Style, Summary, View};
    use crate::text::{Place, Source, Sources, Span};

    #[test]
    fn what_is_too_large_once_packed_is_cut_by_severity() {
        let mut sources = Sources::default();
        let source = sources.add(Source::new("丁镇.txt", "清单"));
        let place = Place {
            source,
            span: Span::new(0, 3),
        };
        let finding = |number: u64| {
            let severity = if number == 250 {
                Severity::Error
            } else {
                Severity::Info
            };
            // Words that do not pack well.
            let word = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let message = format!("{word:x}{:x}", word.rotate_left(21) ^ number);
            Finding::new(Code::new("a/b"), severity, Words::plain(message), place)
        };
        let findings = Findings::seal((0..300).map(finding).collect());
        let view = View::new(&sources, &Directory::default(), Reader::default()).all(&findings);
        let report = Report::new(view, Summary::default());
        let style = Style {
            language: Language::En,
            width: 100,
            color: false,
            summary: true,
        };
        for bytes in [9_000, 4_000, 1_000] {
            let mut out = Vec::new();
            let room = Room { bytes, ..ROOM };
            let left_out = write_within(&mut out, &report, style, room).expect("memory takes all");
            let size = packed(&out, 0).expect("memory takes all");
            let log: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
            let results = log["runs"][0]["results"].as_array().expect("a list");
            assert_eq!(results.len() + left_out, 300);
            assert!(
                size <= bytes || results.is_empty(),
                "{size} of {bytes}, {left_out}"
            );
            assert!(results.is_empty() || results.iter().any(|result| result["level"] == "error"));
            let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
            assert_eq!(told["descriptor"]["id"], LEFT_OUT);
        }
    }
}

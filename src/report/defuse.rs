//! What people read in the log of a pipeline, without anything that its runner would take for a command.
//!
//! GitHub's runner obeys a line that begins with `::`, blanks aside, and one that holds `##[` anywhere
//! (`ActionCommand.TryParseV2`, `TryParse`); the agent of Azure one that holds `##vso[` anywhere, and it folds and paints
//! at `##[`. Here one sign of each becomes another that looks alike and is as wide.

use std::borrow::Cow;
use std::io::{self, Write};

/// Passes text on line by line, each made harmless.
#[derive(Debug)]
pub struct Defused<W: Write> {
    out: W,
    /// The beginning of a line that has not ended yet.
    begun: Vec<u8>,
}

impl<W: Write> Defused<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        let begun = Vec::new();
        Self { out, begun }
    }
}

impl<W: Write> Write for Defused<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            self.begun.extend_from_slice(piece);
            if piece.ends_with(b"\n") || piece.ends_with(b"\r") {
                self.pass()?;
            }
        }
        Ok(bytes.len())
    }

    /// Ends a line that has begun: what comes behind it is made harmless as a line of its own.
    fn flush(&mut self) -> io::Result<()> {
        self.pass()?;
        self.out.flush()
    }
}

impl<W: Write> Defused<W> {
    fn pass(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.begun);
        match std::str::from_utf8(&line) {
            Ok(line) => self.out.write_all(defused(line).as_bytes()),
            Err(_) => self
                .out
                .write_all(defused(&String::from_utf8_lossy(&line)).as_bytes()),
        }
    }
}

/// A line that no runner obeys.
fn defused(line: &str) -> Cow<'_, str> {
    let is_command = line.trim_start().starts_with("::");
    if !is_command && !line.contains("##") {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len() + 4);
    let mut rest = line;
    if is_command {
        let at = line.len() - line.trim_start().len();
        text.push_str(&line[..at]);
        text.push('∶');
        rest = &line[at + 1..];
    }
    while let Some(at) = rest.find("##") {
        let behind = &rest.as_bytes()[at + 2..];
        let named = behind
            .get(..4)
            .is_some_and(|name| name.eq_ignore_ascii_case(b"vso["));
        let obeyed = named || behind.first() == Some(&b'[');
        text.push_str(&rest[..=at]);
        if obeyed {
            text.push('♯');
        }
        rest = &rest[at + 1 + usize::from(obeyed)..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_obeyed_changes() {
        for same in ["a::b", ": :", "## 标题", "###", "#[", "## vso[", "a: ##", ""] {
            assert_eq!(defused(same), same);
        }
        assert_eq!(defused("  ::error::x"), "  ∶:error::x");
        assert_eq!(defused("a ##[group]###[b"), "a #♯[group]##♯[b");
        assert_eq!(defused("：##VSO[task.x]y"), "：#♯VSO[task.x]y");
    }

    #[test]
    fn a_line_may_come_in_pieces() {
        let mut out = Defused::new(Vec::new());
        for piece in ["甲", "\n:", ":error::x\n#", "#[a", "]\r::b", "\n::"] {
            out.write_all(piece.as_bytes()).expect("memory takes all");
        }
        out.flush().expect("memory takes all");
        let text = String::from_utf8(out.out).expect("it is text");
        assert_eq!(text, "甲\n∶:error::x\n#♯[a]\r∶:b\n∶:");
    }
}

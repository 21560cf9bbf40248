//! Changes to files, shown as a unified diff.

use std::io::{self, IsTerminal, Write};

use similar::TextDiff;

use crate::check::fixing::Change;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::report::tame;

/// Prints what would change, in the form that `git apply` and `patch` read.
pub(in crate::cli) fn print(changes: &[Change]) -> Result<(), Failure> {
    let is_terminal = io::stdout().is_terminal();
    output::say(|out| {
        changes
            .iter()
            .try_for_each(|change| one(change, is_terminal, out))
    })
}

fn one(change: &Change, is_terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    let diff = TextDiff::from_lines(&change.before, &change.after);
    let name = change.name.trim_start_matches('/');
    let (old, new) = (format!("a/{name}"), format!("b/{name}"));
    let text = diff.unified_diff().header(&old, &new).to_string();
    if !is_terminal {
        return out.write_all(text.as_bytes());
    }
    // A document may hold what a terminal would obey.
    text.lines()
        .try_for_each(|line| writeln!(out, "{}", tame::line(line)))
}

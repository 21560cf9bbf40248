//! Called by git: the arguments of a diff driver (gitattributes(5), "Defining an external diff driver").

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::reading::files::{self, Input};
use crate::cli::reading::versions::Version;
use crate::finding::Words;
use crate::report::{Style, tame};

/// What git passes: `path old-file old-hex old-mode new-file new-hex new-mode`, after a rename with the newer path and
/// what was renamed behind it; for a path that is not merged yet, the path alone.
fn named(arguments: &[OsString]) -> Option<(&OsStr, &OsStr, &OsStr, &OsStr)> {
    match arguments {
        [path, old, _, _, new, _, _] => Some((path, path, old, new)),
        [path, old, _, _, new, _, _, to, ..] => Some((path, to, old, new)),
        _ => None,
    }
}

/// The two versions that git put into files; what is not there in one of them (`/dev/null`) is an empty version.
pub(super) fn both(arguments: &[OsString], failures: &mut Vec<Failure>) -> Option<(Version, Version)> {
    let Some((from, to, old, new)) = named(arguments) else {
        // Not merged yet: git shows that itself.
        return arguments.len().eq(&1).then(Default::default);
    };
    let mut one = |file: &OsStr, side: &str, path: &OsStr| {
        let path = Path::new(path);
        let shown = format!("{side}/{}", files::name(path));
        if file == "/dev/null" || file == "nul" {
            return Version::new();
        }
        let inputs = files::collect(&[Path::new(file).to_owned()], "stdin", failures);
        inputs
            .into_iter()
            .map(|input: Input| input.renamed(shown.clone()).at(path.to_owned()))
            .collect()
    };
    Some((one(old, "a", from), one(new, "b", to)))
}

/// The line by which git's readers know where a file begins.
pub(super) fn head(out: &mut dyn Write, arguments: &[OsString], style: Style) -> io::Result<()> {
    let path = |path: &OsStr| tame::line(&files::name(Path::new(path))).into_owned();
    match named(arguments) {
        Some((from, to, ..)) => writeln!(out, "diff --qingdan a/{} b/{}", path(from), path(to)),
        None => {
            let words = Words::new("尚未合并", "not merged yet");
            let name = arguments.first().map_or(String::new(), |name| path(name));
            writeln!(out, "{name}: {}", words.get(style.language))
        }
    }
}

//! Where a run takes place: the repository around the working directory.

use std::path::PathBuf;

use super::files::name;
use crate::report::Run;

/// A run in the working directory. `.git` marks the root of the repository.
pub(super) fn run() -> Run {
    let (root, folder) = root().unwrap_or_default();
    let named = |path: PathBuf| match path.as_os_str().is_empty() {
        true => String::new(),
        false => name(&path),
    };
    Run {
        root: named(root),
        folder: named(folder),
        ..Run::default()
    }
}

/// The root, and the way from there to the working directory.
fn root() -> Option<(PathBuf, PathBuf)> {
    let here = std::env::current_dir().ok()?;
    let root = here.ancestors().find(|folder| folder.join(".git").exists())?;
    let folder = here.strip_prefix(root).ok()?;
    Some((root.to_owned(), folder.to_owned()))
}

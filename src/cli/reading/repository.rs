//! Where a run takes place: the repository around the working directory.

use std::path::PathBuf;

use crate::cli::reading::files::name;

/// The root of the repository, which `.git` marks, and the way from there to the working directory, with `/` between
/// their parts; empty where there is none.
pub(in crate::cli) fn place() -> (String, String) {
    let (root, folder) = found().unwrap_or_default();
    (named(root), named(folder))
}

fn found() -> Option<(PathBuf, PathBuf)> {
    let here = std::env::current_dir().ok()?;
    let root = here.ancestors().find(|folder| folder.join(".git").exists())?;
    let folder = here.strip_prefix(root).ok()?;
    Some((root.to_owned(), folder.to_owned()))
}

fn named(path: PathBuf) -> String {
    match path.as_os_str().is_empty() {
        true => String::new(),
        false => name(&path),
    }
}

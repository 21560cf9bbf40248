//! Which files a command reads: those named, and those found in folders; one order for every machine.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::cli::failure::Failure;
use crate::cli::reading::git;
use crate::cli::reading::scope::Scope;
use crate::text::source::MAX_BYTES;
use crate::text::{Source, SourceError};

/// Something to read.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Input {
    /// The name under which it is shown.
    pub(in crate::cli) name: String,
    /// Where it lies in the working folder, or would if git put it there.
    pub(in crate::cli) path: PathBuf,
    /// Whether it was named, not found in a folder.
    pub(in crate::cli) named: bool,
    /// Whether it is read for the sake of others: the registry of a project.
    pub(in crate::cli) aside: bool,
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Origin {
    File(PathBuf),
    /// What can be read only once: standard input, a pipe.
    Bytes(Vec<u8>),
    /// What git keeps under this id.
    Blob(Arc<git::Objects>, String),
}

impl Input {
    fn file(path: &Path, named: bool) -> Self {
        Self {
            name: name(path),
            path: path.to_owned(),
            named,
            aside: false,
            origin: Origin::File(path.to_owned()),
        }
    }

    /// The same, read for the sake of others.
    pub(in crate::cli) fn aside(self) -> Self {
        Self { aside: true, ..self }
    }

    /// What git keeps as the blob `id` of what would lie at `path`.
    pub(in crate::cli) fn blob(name: String, path: PathBuf, objects: &Arc<git::Objects>, id: String) -> Self {
        Self {
            name,
            path,
            named: false,
            aside: false,
            origin: Origin::Blob(Arc::clone(objects), id),
        }
    }

    /// The same, lying elsewhere.
    pub(in crate::cli) fn at(self, path: PathBuf) -> Self {
        Self { path, ..self }
    }

    /// The same under another name.
    pub(in crate::cli) fn renamed(self, name: String) -> Self {
        Self { name, ..self }
    }

    /// What can be read only once is read now.
    fn stream(name: String, stream: impl Read) -> Result<Self, Failure> {
        let mut bytes = Vec::new();
        // One byte more than is accepted shows that it is too much.
        match stream.take(MAX_BYTES + 1).read_to_end(&mut bytes) {
            Err(error) => Err(Failure::Unreadable(name, SourceError::Io(error))),
            Ok(_) => Ok(Self {
                path: PathBuf::from(&name),
                name,
                named: true,
                aside: false,
                origin: Origin::Bytes(bytes),
            }),
        }
    }

    /// The file it is, if it is one that can be written again.
    pub(in crate::cli) fn file_path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Bytes(_) | Origin::Blob(..) => None,
        }
    }

    /// Reads all of it.
    pub(in crate::cli) fn read(&self) -> Result<Source, Failure> {
        let source = match &self.origin {
            Origin::File(path) => Source::read_as(self.name.clone(), path),
            Origin::Bytes(bytes) => Source::from_bytes(self.name.clone(), bytes.clone()),
            // One byte more than is accepted shows that it is too much.
            Origin::Blob(objects, id) => {
                let bytes = objects.read(id, MAX_BYTES + 1).map_err(Failure::Git)?;
                Source::from_bytes(self.name.clone(), bytes)
            }
        };
        source.map_err(|error| Failure::Unreadable(self.name.clone(), error))
    }

    /// The beginning of its text: at most some thousand bytes, cut anywhere.
    pub(in crate::cli) fn head(&self) -> Result<String, Failure> {
        const BYTES: u64 = 16 << 10;
        match &self.origin {
            Origin::File(path) => {
                Source::head(path, BYTES).map_err(|error| Failure::Unreadable(self.name.clone(), error))
            }
            Origin::Bytes(_) => Ok(self.read()?.text().to_owned()),
            Origin::Blob(objects, id) => {
                let bytes = objects.read(id, BYTES).map_err(Failure::Git)?;
                Ok(Source::head_of(&bytes))
            }
        }
    }
}

/// What the paths of a command come to, ordered by name, each once.
pub(in crate::cli) fn collect(
    paths: &[PathBuf],
    stdin_name: &str,
    failures: &mut Vec<Failure>,
) -> Vec<Input> {
    collect_within(&Scope::default(), paths, stdin_name, failures)
}

/// The same, as far as the settings of a project allow.
pub(in crate::cli) fn collect_within(
    scope: &Scope,
    paths: &[PathBuf],
    stdin_name: &str,
    failures: &mut Vec<Failure>,
) -> Vec<Input> {
    let mut inputs: BTreeMap<String, Input> = BTreeMap::new();
    for path in paths {
        if path.is_dir() {
            for input in walk(path, scope, failures) {
                inputs.entry(input.name.clone()).or_insert(input);
            }
            continue;
        }
        if scope.force_exclude && path.is_file() {
            let found = unread(path, scope).is_none().then(|| Input::file(path, false));
            inputs.extend(found.map(|input| (input.name.clone(), input)));
            continue;
        }
        match named(path, stdin_name) {
            Ok(input) => drop(inputs.insert(input.name.clone(), input)),
            Err(failure) => failures.push(failure),
        }
    }
    inputs.into_values().collect()
}

/// The paths that the lines of a file or of standard input name.
///
/// # Errors
/// The file cannot be read.
pub(in crate::cli) fn listed(file: &Path) -> Result<Vec<PathBuf>, Failure> {
    let source = named(file, "stdin")?.read()?;
    let lines = source
        .text()
        .split(['\n', '\0'])
        .map(|line| line.trim_end_matches('\r'));
    Ok(lines.filter(|line| !line.is_empty()).map(PathBuf::from).collect())
}

#[expect(clippy::disallowed_methods, reason = "a pipe is read here, once")]
fn named(path: &Path, stdin_name: &str) -> Result<Input, Failure> {
    if path.as_os_str() == "-" {
        return Input::stream(stdin_name.to_owned(), std::io::stdin().lock());
    }
    let unreadable = |error| Failure::Unreadable(name(path), SourceError::Io(error));
    if path.metadata().map_err(unreadable)?.is_file() {
        return Ok(Input::file(path, true));
    }
    Input::stream(name(path), std::fs::File::open(path).map_err(unreadable)?)
}

fn walk(folder: &Path, scope: &Scope, failures: &mut Vec<Failure>) -> Vec<Input> {
    let mut found = Vec::new();
    let mut walk = WalkBuilder::new(folder);
    // The same files on every machine: what a person ignores everywhere does not count.
    walk.require_git(false).git_global(false);
    if scope.no_ignore {
        walk.ignore(false)
            .git_ignore(false)
            .git_exclude(false)
            .parents(false);
    }
    let within = scope.clone();
    walk.filter_entry(move |entry| entry.depth() == 0 || !within.excludes(entry.path()));
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.path().is_file() && unread(entry.path(), scope).is_none() => {
                found.push(Input::file(entry.path(), false));
            }
            Ok(_) => {}
            Err(error) => {
                let message = error.to_string();
                let error = error
                    .into_io_error()
                    .unwrap_or_else(|| std::io::Error::other(message));
                failures.push(Failure::Unreadable(name(folder), SourceError::Io(error)));
            }
        }
    }
    found
}

/// Why a file found in a folder is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Unread {
    /// The settings exclude it.
    Excluded,
    /// No glob of the settings includes it.
    NotIncluded,
    /// It belongs to the project itself.
    Own,
    /// Its ending is none of those that lists have.
    Ending,
    /// It is a README.
    Readme,
}

/// Why a file found in a folder is not read, if it is not.
pub(in crate::cli) fn unread(path: &Path, scope: &Scope) -> Option<Unread> {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().to_lowercase());
    let ending = || matches!(part(path.extension()).as_deref(), Some("txt" | "yaml" | "yml"));
    let readme =
        || part(path.file_stem()).is_some_and(|stem| stem == "readme" || stem.starts_with("readme."));
    match scope.includes(path) {
        _ if scope.excludes(path) => Some(Unread::Excluded),
        _ if scope.is_own(path) => Some(Unread::Own),
        Some(true) => None,
        Some(false) => Some(Unread::NotIncluded),
        None if !ending() => Some(Unread::Ending),
        None if readme() => Some(Unread::Readme),
        None => None,
    }
}

/// The path as it is shown: forward slashes, no `./` before it.
pub(in crate::cli) fn name(path: &Path) -> String {
    let short = path
        .strip_prefix(".")
        .ok()
        .filter(|short| !short.as_os_str().is_empty());
    let name = short.unwrap_or(path).to_string_lossy();
    if cfg!(windows) {
        name.replace('\\', "/")
    } else {
        name.into_owned()
    }
}

//! Versions that git keeps: its objects, read with the `git` program; nothing is fetched and nothing is changed.

mod batch;
mod provenance;
mod trouble;

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

pub(in crate::cli) use provenance::provenance;
pub(in crate::cli) use trouble::Trouble;

use batch::Batch;

/// What kind of object a name leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Kind {
    /// A file.
    Blob,
    /// A folder, or a revision as a whole.
    Tree,
}

/// An object of the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Object {
    /// Its id, in hexadecimal digits.
    pub(in crate::cli) id: String,
    /// What it is.
    pub(in crate::cli) kind: Kind,
}

/// A file of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Entry {
    /// Its path below the tree, with forward slashes.
    pub(in crate::cli) path: String,
    /// The id of its content.
    pub(in crate::cli) id: String,
}

/// The objects of the repository that the working folder belongs to. Names of objects never stand among the arguments
/// of a command, where they could be taken for options: they are sent through a pipe.
#[derive(Debug, Default)]
pub(in crate::cli) struct Objects {
    batch: Mutex<Option<Batch>>,
}

impl Objects {
    /// The object that `name` leads to as git reads names (`main`, `v1:lists/a.yaml`, `HEAD~2:./a.yaml`, an id);
    /// none if there is none.
    pub(in crate::cli) fn find(&self, name: &str) -> Result<Option<Object>, Trouble> {
        // Names are parted by line breaks on the pipe.
        if name.is_empty() || name.contains('\n') {
            return Ok(None);
        }
        let found = self.with(|batch| batch.ask(name, 0))?;
        Ok(found.map(|answer| Object {
            kind: if answer.kind == "blob" {
                Kind::Blob
            } else {
                Kind::Tree
            },
            id: answer.id,
        }))
    }

    /// The bytes of the blob `id`, or as many as `limit`.
    pub(in crate::cli) fn read(&self, id: &str, limit: u64) -> Result<Vec<u8>, Trouble> {
        let answer = self.with(|batch| batch.ask(id, limit))?;
        answer
            .map(|answer| answer.bytes)
            .ok_or_else(|| Trouble::Unknown(id.to_owned()))
    }

    /// All files below the tree `id`, in git's order; links and submodules are left out.
    pub(in crate::cli) fn files(&self, id: &str) -> Result<Vec<Entry>, Trouble> {
        let listing = output(["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", id])?;
        let entries = listing.split(|byte| *byte == 0).filter_map(|line| {
            // `100644 blob 0a1b2c…<tab>path`
            let line = String::from_utf8_lossy(line);
            let (head, path) = line.split_once('\t')?;
            let mut words = head.split(' ');
            let (mode, kind, id) = (words.next()?, words.next()?, words.next()?);
            (mode.starts_with("100") && kind == "blob").then(|| Entry {
                path: path.to_owned(),
                id: id.to_owned(),
            })
        });
        Ok(entries.collect())
    }

    /// The newest revision that both lead back to; none if there is none.
    pub(in crate::cli) fn merge_base(&self, one: &Object, other: &Object) -> Result<Option<Object>, Trouble> {
        let ids = output(["merge-base", "--end-of-options", &one.id, &other.id])?;
        let id = String::from_utf8_lossy(&ids).trim().to_owned();
        self.find(&id)
    }

    fn with<T>(&self, ask: impl FnOnce(&mut Batch) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let mut batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        let batch = match &mut *batch {
            Some(batch) => batch,
            none => none.insert(Batch::start()?),
        };
        ask(batch)
    }
}

/// The git program, told to stay at home: no network, no locks, no questions, messages in English.
fn git(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new("git");
    command
        .args(["--no-replace-objects", "-c", "protocol.allow=never"])
        .args(arguments)
        .envs([
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn output<const N: usize>(arguments: [&str; N]) -> Result<Vec<u8>, Trouble> {
    let output = git(arguments)
        .output()
        .map_err(|error| Trouble::started(&error))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Trouble::said(&output.stderr)),
    }
}

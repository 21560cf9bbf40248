//! Where results go: standard output, or a file.

pub(in crate::cli) mod patch;
pub(in crate::cli) mod targets;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::cli::environment;
use crate::cli::failure::Failure;
use crate::report::Defused;

/// Writes with `write` to the file at `path`, else to standard output. A reader who has closed the pipe has seen
/// enough: that is no failure.
pub(in crate::cli) fn write(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    write_at(path, false, write)
}

/// Writes with `write` to standard output what people read; in the log of a pipeline, without anything that its runner
/// would obey.
pub(in crate::cli) fn say(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match environment::is_log() {
        false => write_at(None, false, write),
        true => write_at(None, false, |out| {
            let mut out = Defused::new(out);
            write(&mut out)?;
            out.flush()
        }),
    }
}

/// Writes with `write` as [`write`] does; keeps what the file holds already if `append` says so.
pub(in crate::cli) fn write_at(
    path: Option<&Path>,
    append: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let written = match path {
        Some(path) => open(path, append).and_then(|file| buffered(file, write)),
        None => buffered(io::stdout().lock(), write),
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            let name = path.map_or("stdout".into(), Path::to_string_lossy);
            Err(Failure::Unwritable(name.into_owned(), error))
        }
        Ok(()) => Ok(()),
    }
}

/// Writes a new file, with the folders around it, and gives its name. A file that is there stays as it is.
pub(in crate::cli) fn create(path: &Path, text: &str) -> Result<String, Failure> {
    let name = crate::cli::reading::files::name(path);
    let written = || -> io::Result<()> {
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        let mut file = File::create_new(path)?;
        file.write_all(text.as_bytes())
    };
    match written() {
        Ok(()) => Ok(name),
        Err(error) => Err(Failure::Unwritable(name, error)),
    }
}

/// Puts `text` in the place of the file at `path` at once: nobody ever sees half of it. The file keeps its permissions, and a
/// link goes on leading to it.
pub(in crate::cli) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let replaced = || -> io::Result<()> {
        let path = path.canonicalize()?;
        // Whoever may not write the file shall not replace it either.
        let permissions = File::options().write(true).open(&path)?.metadata()?.permissions();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
        let mut file = File::create_new(&beside)?;
        let written = file
            .write_all(text.as_bytes())
            .and_then(|()| file.set_permissions(permissions))
            .and_then(|()| file.sync_all())
            .and_then(|()| std::fs::rename(&beside, &path));
        if written.is_err() {
            // What is left of a failed write is of no use.
            let _ = std::fs::remove_file(&beside);
        }
        written
    };
    replaced().map_err(|error| Failure::Unwritable(crate::cli::reading::files::name(path), error))
}

fn open(path: &Path, append: bool) -> io::Result<File> {
    let mut options = File::options();
    match append {
        true => options.append(true),
        false => options.write(true).truncate(true),
    };
    options.create(true).open(path)
}

fn buffered(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write(&mut out)?;
    out.flush()
}

//! One `git cat-file --batch` that answers for all objects.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{Trouble, git};

/// The process and its pipes.
#[derive(Debug)]
pub(super) struct Batch {
    process: Child,
    names: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What git says of an object.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its id.
    pub(super) id: String,
    /// `blob`, `tree`, `commit` or `tag`.
    pub(super) kind: String,
    /// The beginning of its content, as much as was asked for.
    pub(super) bytes: Vec<u8>,
}

impl Batch {
    /// Starts the process in the working folder.
    pub(super) fn start() -> Result<Self, Trouble> {
        let mut process = git(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .spawn()
            .map_err(|error| Trouble::started(&error))?;
        let names = process.stdin.take();
        let answers = process.stdout.take().expect("standard output is a pipe");
        Ok(Self {
            process,
            names,
            answers: BufReader::new(answers),
        })
    }

    /// Asks for the object `name`, which holds no line break, and for at most `limit` bytes of it; none if there is no
    /// such object.
    pub(super) fn ask(&mut self, name: &str, limit: u64) -> Result<Option<Answer>, Trouble> {
        self.try_ask(name, limit).map_err(|_| self.last_words(name))
    }

    fn try_ask(&mut self, name: &str, limit: u64) -> std::io::Result<Option<Answer>> {
        let names = self.names.as_mut().ok_or(std::io::ErrorKind::BrokenPipe)?;
        names.write_all(format!("{name}\n").as_bytes())?;
        names.flush()?;
        let mut line = Vec::new();
        self.answers.read_until(b'\n', &mut line)?;
        if line.pop() != Some(b'\n') {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        // `0a1b2c… blob 1234`, or the name and `missing` or `ambiguous`.
        let line = String::from_utf8_lossy(&line).into_owned();
        let mut words = line.rsplitn(3, ' ');
        let (size, kind, id) = (words.next(), words.next(), words.next());
        let Some(size) = size.and_then(|size| size.parse::<u64>().ok()) else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        (&mut self.answers)
            .take(size.min(limit))
            .read_to_end(&mut bytes)?;
        // The rest of it, and the line break behind it.
        let rest = size - bytes.len() as u64 + 1;
        std::io::copy(&mut (&mut self.answers).take(rest), &mut std::io::sink())?;
        Ok(Some(Answer {
            id: id.unwrap_or_default().to_owned(),
            kind: kind.unwrap_or_default().to_owned(),
            bytes,
        }))
    }

    /// What the process said before it ended at a name.
    fn last_words(&mut self, name: &str) -> Trouble {
        drop(self.names.take());
        let mut said = Vec::new();
        if let Some(errors) = &mut self.process.stderr {
            // What cannot be read is not said.
            let _ = errors.take(1 << 16).read_to_end(&mut said);
        }
        // Git ends at a path that leads out of the repository.
        match String::from_utf8_lossy(&said).contains("outside repository") {
            true => Trouble::Unknown(name.to_owned()),
            false => Trouble::said(&said),
        }
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // It ends when nobody asks any more.
        drop(self.names.take());
        let _ = self.process.wait();
    }
}

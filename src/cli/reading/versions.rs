//! The two versions that a command names: files, folders, standard input, or what git keeps.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::failure::Failure;
use crate::cli::reading::files::{self, Input};
use crate::cli::reading::git::{Kind, Object, Objects, Trouble};
use crate::cli::reading::repository;
use crate::cli::reading::scope::Scope;

/// The files of one version, ordered by name.
pub(in crate::cli) type Version = Vec<Input>;

/// The older and the newer version that `names` mean, the paths behind `--` aside: two names; a range of revisions
/// (`main..HEAD`, `main...HEAD`); or one revision, which is compared with the working folder. Of folders, what `scope` says.
pub(in crate::cli) fn both(
    names: &[OsString],
    paths: &[PathBuf],
    scope: &Scope,
    failures: &mut Vec<Failure>,
) -> Option<(Version, Version)> {
    let finder = Finder::new(paths, scope);
    let both = match names {
        [old, new] if paths.is_empty() => finder.one(old).and_then(|old| Ok((old, finder.one(new)?))),
        [old, new] => finder.revisions(&text(old), &text(new)),
        [name] => finder.range(&text(name)),
        names => {
            let names = names.iter().map(|name| text(name)).collect();
            Err(vec![Failure::NotTwoVersions(names)])
        }
    };
    let mut both = both.map_err(|mut found| failures.append(&mut found)).ok()?;
    for version in [&mut both.0, &mut both.1] {
        version.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Some(both)
}

/// What git keeps of `paths` in a revision, each file under the name that it has without one; what is not there is new.
///
/// # Errors
/// Git does not answer, or knows no such revision.
pub(in crate::cli) fn of_revision(
    revision: &str,
    paths: &[PathBuf],
    scope: &Scope,
) -> Result<Version, Vec<Failure>> {
    let finder = Finder::new(paths, scope);
    let (revision, _) = finder.revision(revision)?;
    let (version, _) = finder.parts(&revision)?;
    let plain = |input: Input| {
        let name = input.name[revision.len() + 1..].to_owned();
        input.renamed(name)
    };
    Ok(version.into_iter().map(plain).collect())
}

fn text(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

type Found<T> = Result<T, Vec<Failure>>;

/// Looks for versions.
struct Finder<'p> {
    objects: Arc<Objects>,
    /// What of a revision is wanted; all of it if nothing is named.
    paths: &'p [PathBuf],
    /// Which files of folders are wanted.
    scope: &'p Scope,
    /// The root of the repository.
    root: PathBuf,
}

impl<'p> Finder<'p> {
    fn new(paths: &'p [PathBuf], scope: &'p Scope) -> Self {
        Self {
            objects: Arc::default(),
            paths,
            scope,
            root: PathBuf::from(repository::place().0),
        }
    }

    /// A file, a folder, standard input, or else what git knows by the name.
    fn one(&self, name: &OsStr) -> Found<Version> {
        let path = Path::new(name);
        if name == "-" || path.exists() {
            return self.working(&[path.to_owned()]);
        }
        let name = text(name);
        match self.objects.find(&name) {
            Ok(Some(object)) => {
                let mut version = Version::default();
                self.add(&mut version, &name, &self.place(&name), &object)?;
                Ok(version)
            }
            // What does not look like a name of git's was meant as a path.
            Ok(None) | Err(Trouble::Absent | Trouble::NoRepository) if !name.contains(':') => {
                let absent = std::io::ErrorKind::NotFound.into();
                Err(vec![Failure::Unreadable(
                    files::name(path),
                    crate::text::SourceError::Io(absent),
                )])
            }
            Ok(None) => Err(trouble(Trouble::Unknown(name))),
            Err(other) => Err(trouble(other)),
        }
    }

    /// One name that means two versions.
    fn range(&self, name: &str) -> Found<(Version, Version)> {
        let or_head = |name: &str| if name.is_empty() { "HEAD" } else { name }.to_owned();
        if let Some((old, new)) = name.split_once("...") {
            let (old, new) = (self.revision(&or_head(old))?, self.revision(&or_head(new))?);
            let base = self.objects.merge_base(&old.1, &new.1).map_err(trouble)?;
            let base = base.ok_or_else(|| trouble(Trouble::Unknown(name.to_owned())))?;
            return self.revisions(&base.id, &new.0);
        }
        if let Some((old, new)) = name.split_once("..") {
            return self.revisions(&or_head(old), &or_head(new));
        }
        if name == "-" || Path::new(name).exists() {
            return Err(vec![Failure::NotTwoVersions(vec![name.to_owned()])]);
        }
        let (name, _) = self.revision(name)?;
        let here = [PathBuf::from(".")];
        let paths = if self.paths.is_empty() { &here } else { self.paths };
        let there: Vec<PathBuf> = paths.iter().filter(|path| path.exists()).cloned().collect();
        let (old, missing) = self.parts(&name)?;
        self.must_be_somewhere(&missing, |path| path.exists())?;
        Ok((old, self.working(&there)?))
    }

    /// Two revisions, of each the same paths.
    fn revisions(&self, old: &str, new: &str) -> Found<(Version, Version)> {
        let (old, new) = (self.revision(old)?.0, self.revision(new)?.0);
        let ((old, gone), (new, missing)) = (self.parts(&old)?, self.parts(&new)?);
        self.must_be_somewhere(&missing, |path| !gone.contains(&path))?;
        Ok((old, new))
    }

    fn revision(&self, name: &str) -> Found<(String, Object)> {
        let found = self.objects.find(name).map_err(trouble)?;
        match found {
            Some(object) if object.kind == Kind::Tree => Ok((name.to_owned(), object)),
            _ => Err(trouble(Trouble::Unknown(name.to_owned()))),
        }
    }

    /// What `paths` name of a revision, and those of them that it has not.
    fn parts(&self, revision: &str) -> Found<(Version, Vec<&Path>)> {
        let mut version = Version::default();
        let mut missing = Vec::new();
        if self.paths.is_empty() {
            let whole = self.objects.find(revision).map_err(trouble)?;
            let whole = whole.ok_or_else(|| trouble(Trouble::Unknown(revision.to_owned())))?;
            self.add(&mut version, revision, &self.root, &whole)?;
        }
        for path in self.paths {
            let shown = files::name(path).trim_end_matches('/').to_owned();
            let spelled = match shown.as_str() {
                "." => format!("{revision}:./"),
                shown => format!("{revision}:./{shown}"),
            };
            match self.objects.find(&spelled).map_err(trouble)? {
                Some(object) if shown == "." => {
                    self.add(&mut version, &format!("{revision}:"), path, &object)?;
                }
                Some(object) => self.add(&mut version, &format!("{revision}:{shown}"), path, &object)?,
                None => missing.push(path.as_path()),
            }
        }
        Ok((version, missing))
    }

    /// A path that one version has not is there in the other.
    fn must_be_somewhere(&self, missing: &[&Path], elsewhere: impl Fn(&Path) -> bool) -> Found<()> {
        let lost = missing.iter().filter(|path| !elsewhere(path));
        let lost: Vec<Failure> = lost
            .map(|path| Failure::Git(Trouble::Unknown(files::name(path))))
            .collect();
        if lost.is_empty() { Ok(()) } else { Err(lost) }
    }

    /// Where what git knows as `name` (`main:lists`, `main:./lists`, `main`) lies in the working folder.
    fn place(&self, name: &str) -> PathBuf {
        match name.split_once(':') {
            Some((_, path)) if path.starts_with("./") || path.starts_with("../") => PathBuf::from(path),
            Some((_, path)) => self.root.join(path),
            None => self.root.clone(),
        }
    }

    /// The file, or the lists of the folder, that git shows as `name` and that lies at `place`.
    fn add(&self, version: &mut Version, name: &str, place: &Path, object: &Object) -> Found<()> {
        if object.kind == Kind::Blob {
            let id = object.id.clone();
            let mut input = Input::blob(name.to_owned(), place.to_owned(), &self.objects, id);
            input.named = true;
            version.push(input);
            return Ok(());
        }
        let parted = |name: &str| match name {
            "" => String::new(),
            name if name.ends_with([':', '/']) => name.to_owned(),
            name if name.contains(':') => format!("{name}/"),
            name => format!("{name}:"),
        };
        for entry in self.objects.files(&object.id).map_err(trouble)? {
            let path = place.join(&entry.path);
            if files::unread(&path, self.scope).is_none() {
                let shown = format!("{}{}", parted(name), entry.path);
                version.push(Input::blob(shown, path, &self.objects, entry.id));
            }
        }
        Ok(())
    }

    /// What lies in the working folder.
    fn working(&self, paths: &[PathBuf]) -> Found<Version> {
        let mut failures = Vec::new();
        let inputs = files::collect_within(self.scope, paths, "stdin", &mut failures);
        if failures.is_empty() {
            Ok(inputs)
        } else {
            Err(failures)
        }
    }
}

fn trouble(trouble: Trouble) -> Vec<Failure> {
    vec![Failure::Git(trouble)]
}

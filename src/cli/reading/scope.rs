//! Which of the files in folders are looked at, and what their paths are within the project.

use std::path::{Component, Path, PathBuf};

use globset::{GlobSet, GlobSetBuilder};

use crate::check::settings::{Settings, Written, matcher};

/// What the settings say of files.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Scope {
    /// The folder of the settings, from the root of the file system.
    root: PathBuf,
    include: Option<GlobSet>,
    exclude: GlobSet,
    /// The files that the project itself consists of: waivers, rules, a baseline.
    own: Vec<PathBuf>,
    /// Whether `.gitignore` and `.ignore` are passed over.
    pub(in crate::cli) no_ignore: bool,
    /// Whether named files are excluded, too.
    pub(in crate::cli) force_exclude: bool,
}

impl Scope {
    /// What the settings in `folder` say; `own` are the files that the project itself consists of.
    pub(in crate::cli) fn new(folder: &Path, settings: &Settings, own: &[PathBuf]) -> Self {
        let root = absolute(folder);
        let own = own.iter().map(|path| absolute(path));
        Self {
            // A folder that holds the lists as well is not the project's own.
            own: own.filter(|own| !root.starts_with(own)).collect(),
            root,
            include: settings.include.as_ref().map(globs),
            exclude: settings.exclude.as_ref().map(globs).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The path of a file within the project, with forward slashes; none if it lies elsewhere.
    pub(in crate::cli) fn relative(&self, path: &Path) -> Option<String> {
        let path = absolute(path);
        let parts = path.strip_prefix(&self.root).ok()?.components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// Whether the settings exclude a file or folder.
    pub(in crate::cli) fn excludes(&self, path: &Path) -> bool {
        !self.exclude.is_empty()
            && self
                .relative(path)
                .is_some_and(|path| self.exclude.is_match(path))
    }

    /// Whether a file is part of the project itself, and no list.
    pub(in crate::cli) fn is_own(&self, path: &Path) -> bool {
        !self.own.is_empty() && {
            let path = absolute(path);
            self.own.iter().any(|own| path.starts_with(own))
        }
    }

    /// Whether the settings include a file; none where they say nothing, so that its ending decides.
    pub(in crate::cli) fn includes(&self, path: &Path) -> Option<bool> {
        let include = self.include.as_ref()?;
        Some(self.relative(path).is_some_and(|path| include.is_match(path)))
    }

    /// Whether a folder holds the whole project.
    pub(in crate::cli) fn is_whole(&self, folder: &Path) -> bool {
        self.root.starts_with(absolute(folder))
    }
}

fn globs(globs: &Written<Vec<String>>) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in &globs.value {
        set.add(
            matcher(glob)
                .expect("globs were tried when the settings were read")
                .glob()
                .clone(),
        );
    }
    set.build()
        .expect("globs that are right one by one are right together")
}

/// The path from the root of the file system, without `.` and `..`; links stay as they are.
fn absolute(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .components()
    {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

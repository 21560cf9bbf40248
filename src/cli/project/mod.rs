//! The project: its settings, read from the nearest `qingdan.toml`, and the folder that its paths start from.

mod beside;
mod overrides;
pub(in crate::cli) mod registries;
pub(in crate::cli) mod ruleset;
pub(in crate::cli) mod standing;

use std::path::{Path, PathBuf};

use crate::check::settings::{self, FILE, Settings};
use crate::cli::arguments::Common;
use crate::cli::environment;
use crate::cli::failure::Failure;
use crate::cli::reading::files;
use crate::finding::{Code, Finding, Severity, Words};
use crate::text::{Place, Source, Sources};

/// What a settings file says, if there is one.
#[derive(Debug, Default)]
pub(in crate::cli) struct Project {
    /// The text of the file.
    pub(in crate::cli) sources: Sources,
    /// What it says.
    pub(in crate::cli) settings: Settings,
    /// What is wrong with it; then it says nothing.
    pub(in crate::cli) faults: Vec<Finding>,
    /// Why it could not be read at all.
    pub(in crate::cli) failure: Option<Failure>,
    /// Its file, as it is reached from the working folder.
    file: Option<PathBuf>,
    /// Its folder, as it is reached from the working folder.
    folder: PathBuf,
}

impl Project {
    /// The project that the flags, else the environment, else the folders above name.
    pub(in crate::cli) fn find(common: &Common) -> Self {
        if common.isolated {
            return Self::default();
        }
        let named = common.config.clone().or_else(environment::config);
        named
            .or_else(nearest)
            .map_or_else(Self::default, |file| Self::read(&file))
    }

    fn read(file: &Path) -> Self {
        let mut project = Self {
            file: Some(file.to_owned()),
            folder: file.parent().unwrap_or(Path::new("")).to_owned(),
            ..Self::default()
        };
        let name = files::name(file);
        match Source::read_as(name.clone(), file) {
            Err(error) => project.failure = Some(Failure::Unreadable(name, error)),
            Ok(source) => {
                let id = project.sources.add(source);
                match settings::read(id, project.sources[id].text()) {
                    Ok(settings) => project.settings = settings,
                    Err(faults) => project.faults = faults,
                }
            }
        }
        project
    }

    /// The settings file, if there is one.
    pub(in crate::cli) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// A path of the settings as it is reached from the working folder.
    pub(in crate::cli) fn path(&self, written: &str) -> PathBuf {
        self.folder.join(written)
    }

    /// The same of several.
    pub(in crate::cli) fn paths(&self, written: Option<&settings::Written<Vec<String>>>) -> Vec<PathBuf> {
        let written = written.map_or(&[][..], |written| &written.value);
        written.iter().map(|path| self.path(path)).collect()
    }

    /// The files and folders of its rules.
    pub(in crate::cli) fn rule_paths(&self) -> Vec<PathBuf> {
        let written = self.settings.rule_paths.iter().flat_map(|paths| &paths.value);
        written.map(|path| self.path(&path.value)).collect()
    }

    /// What is wrong with the settings: their faults, else the paths of rules where there is nothing.
    pub(in crate::cli) fn take_faults(&mut self) -> Vec<Finding> {
        let faults = std::mem::take(&mut self.faults);
        if !faults.is_empty() {
            return faults;
        }
        let written = self.settings.rule_paths.iter().flat_map(|paths| &paths.value);
        let lost = written.filter(|path| !self.path(&path.value).exists());
        lost.map(|path| not_found(&path.value, path.place)).collect()
    }

    /// The folder that paths and globs start from.
    pub(in crate::cli) fn folder(&self) -> &Path {
        match self.folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => &self.folder,
        }
    }
}

/// The fault of a path in the settings where there is nothing.
fn not_found(path: &str, place: Place) -> Finding {
    let words = Words::new(format!("找不到“{path}”"), format!("`{path}` does not exist"));
    let help = Words::new(
        "路径从设置文件所在的文件夹算起。",
        "paths start from the folder of the settings file.",
    );
    Finding::new(Code::new("settings/not-found"), Severity::Error, words, place).help(help)
}

/// The settings file of the working folder, or of the nearest folder above it that has one, up to the root of the
/// repository.
fn nearest() -> Option<PathBuf> {
    let here = std::path::absolute(".").ok()?;
    let mut above = PathBuf::new();
    for folder in here.ancestors() {
        let file = above.join(FILE);
        if folder.join(FILE).is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
        above.push("..");
    }
    None
}

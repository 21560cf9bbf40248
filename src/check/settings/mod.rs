//! What a project sets, in `qingdan.toml`: text in, settings or the faults of that text out.

mod layer;
mod per_file;
mod profile;
mod read;
mod schema;
mod selection;

pub use layer::Layer;
pub use per_file::PerFile;
pub use profile::Profile;
pub use read::{matcher, read};
pub use schema::schema;
pub use selection::Selection;

use crate::finding::{Language, Severity};
use crate::text::Place;

/// The name of the file.
pub const FILE: &str = "qingdan.toml";

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub place: Place,
}

/// What a settings file says; whatever it leaves out is up to the environment and the defaults. Paths and globs are as
/// written: relative to the folder of the file.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The profile to check with.
    pub profile: Option<Written<String>>,
    /// The language of everything a person reads.
    pub lang: Option<Written<Language>>,
    /// The forms of the report, as `--format` takes them.
    pub format: Option<Written<Vec<String>>>,
    /// The mildest finding that fails a run.
    pub fail_on: Option<Written<Severity>>,
    /// Files of registries that are read with every list.
    pub registry: Option<Written<Vec<String>>>,
    /// The file of waivers.
    pub waivers: Option<Written<String>>,
    /// The file of findings known before.
    pub baseline: Option<Written<String>>,
    /// Globs of the files that are looked for in folders; where there are none, the endings decide.
    pub include: Option<Written<Vec<String>>>,
    /// Globs of the files and folders that are passed over.
    pub exclude: Option<Written<Vec<String>>>,
    /// Folders and files of rules beside the built-in ones.
    pub rule_paths: Option<Written<Vec<Written<String>>>>,
    /// Which rules run, and how they are set.
    pub rules: Layer,
    /// What holds for some files only, in the order written.
    pub per_file: Vec<PerFile>,
    /// Profiles of the project's own.
    pub profiles: Vec<Profile>,
}

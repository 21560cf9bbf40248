//! Profiles: how sure a rule must be to run, for a gate, for a review, for an audit.

use super::{Layer, Settings, Written};
use crate::finding::{Confidence, Severity};

/// Under which rules a run stands.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// How sure a rule must be to run without being named.
    pub precision: Confidence,
    /// Whether rules in preview run without being named.
    pub preview: bool,
    /// The mildest finding that fails a run, if the profile says so.
    pub fail_on: Option<Written<Severity>>,
    /// What it sets beyond the project.
    pub rules: Layer,
}

impl Profile {
    /// The profile of a run that names none.
    pub const DEFAULT: &'static str = "review";

    /// The profiles there always are: for a gate that must not cry wolf, for a reviewer, for an audit that would
    /// rather see too much.
    pub fn builtin() -> [Profile; 3] {
        let profile = |name: &str, precision, preview| Profile {
            name: name.to_owned(),
            precision,
            preview,
            fail_on: None,
            rules: Layer::default(),
        };
        [
            profile("gate", Confidence::High, false),
            profile(Self::DEFAULT, Confidence::Medium, false),
            profile("audit", Confidence::Low, true),
        ]
    }
}

impl Settings {
    /// The profile of this name: the project's own, else one of those there always are.
    pub fn profile(&self, name: &str) -> Option<Profile> {
        let own = self.profiles.iter().find(|profile| profile.name == name);
        let builtin = || {
            Profile::builtin()
                .into_iter()
                .find(|profile| profile.name == name)
        };
        own.cloned().or_else(builtin)
    }

    /// The names of all profiles.
    pub fn profile_names(&self) -> Vec<String> {
        let builtin = Profile::builtin().into_iter().map(|profile| profile.name);
        let own = self.profiles.iter().map(|profile| profile.name.clone());
        builtin.chain(own).collect()
    }
}

//! What one source of settings says of rules.

use super::Written;
use crate::rule::vary::Override;

/// What one source of settings says of rules: the project's file, a profile, the command line. A selector is `all`, a
/// family such as `wording`, or the id of a rule.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Exactly these, instead of what ran before.
    pub select: Option<Written<Vec<Written<String>>>>,
    /// These too.
    pub extend_select: Vec<Written<String>>,
    /// Not these; of two selectors the narrower one wins, of two equal ones this.
    pub ignore: Vec<Written<String>>,
    /// Whether rules in preview run without being named.
    pub preview: Option<Written<bool>>,
    /// Severities and parameters.
    pub overrides: Vec<Override>,
}

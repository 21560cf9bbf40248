//! `qingdan fmt`: lists in their canonical form.

use super::arguments::Fmt;
use super::environment::Environment;

/// Runs the command and gives its exit code.
pub(super) fn run(_arguments: &Fmt, _environment: &Environment) -> u8 {
    0
}

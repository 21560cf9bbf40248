//! `qingdan rules`: the rules themselves.

mod rulebook;
mod scaffold;
mod test;

use crate::cli::arguments::Rules;
use crate::cli::environment::Environment;
use crate::cli::project::Project;

/// Runs the command that was asked for, and gives the code to exit with.
pub(in crate::cli) fn run(rules: &Rules, project: Project, environment: &Environment) -> u8 {
    match rules {
        Rules::Test { path } => test::run(path.as_deref(), environment),
        Rules::List { format, chosen } => rulebook::list(*format, chosen, project, environment),
        Rules::Explain { id, chosen } => rulebook::explain(id, chosen, project, environment),
        Rules::Plan { id, paths, chosen } => rulebook::plan(id, paths, chosen, project, environment),
        Rules::New { id, dir } => scaffold::run(id, dir, environment),
    }
}

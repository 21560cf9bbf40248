//! The commands, one file or folder each.

mod baseline;
mod check;
mod config;
mod diff;
mod export;
mod format;
mod listing;
mod rules;
mod schema;
mod shell;

use super::arguments::{Arguments, Command, Config};
use super::environment::Environment;
use super::project::Project;

/// Runs the command that was asked for, and gives the code to exit with.
pub(in crate::cli) fn run(arguments: &Arguments, project: Project, environment: &Environment) -> u8 {
    match &arguments.command {
        Command::Check(check) if check.watch => check::watch::run(check, &arguments.common, environment),
        Command::Check(arguments) => check::run(arguments, project, environment),
        Command::Diff(arguments) => diff::run(arguments, project, environment),
        Command::Files(arguments) => listing::run(arguments, &project, environment),
        Command::Config(Config::Show { origin, chosen }) => {
            config::show(*origin, chosen, project, environment)
        }
        Command::Baseline(command) => baseline::run(command, project, environment),
        Command::Export(arguments) => export::run(arguments, environment),
        Command::Fmt(arguments) => format::run(arguments, &project, environment),
        Command::Rules(rules) => rules::run(rules, project, environment),
        Command::Schema { format } => schema::run(*format, environment),
        Command::Completions { shell } => shell::completions(*shell, environment),
        Command::Man { dir } => shell::man(dir.as_deref(), environment),
    }
}

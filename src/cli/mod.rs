//! A person asks: the commands, and what surrounds them.

mod arguments;
mod commands;
mod drive;
mod environment;
mod failure;
mod output;
mod progress;
mod project;
mod reading;
mod search;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::speak;
use environment::Environment;
use project::Project;

/// Runs the command line `arguments`, the name of the program first, and gives the code to exit with: 0 if nothing
/// at or above the threshold was found, 1 if something was, 2 if the run is not complete or not valid.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match speak::parse(&arguments, environment::spoken(&arguments)) {
        Ok(arguments) => arguments,
        Err(code) => return ExitCode::from(code),
    };
    let project = Project::find(&arguments.common);
    let language = project.settings.lang.as_ref().map(|language| language.value);
    let environment = Environment::new(&arguments.common, language);
    failure::on_panic(environment.language);
    ExitCode::from(commands::run(&arguments, project, &environment))
}

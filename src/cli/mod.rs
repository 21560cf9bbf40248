//! A person asks: the commands, and what surrounds them.

mod arguments;
mod baseline;
mod check;
mod config;
mod diff;
mod drive;
mod environment;
mod export;
mod failure;
mod files;
mod fix;
mod format;
mod git;
mod listing;
mod output;
mod patch;
mod progress;
mod project;
mod repository;
mod rulebook;
mod rules;
mod ruleset;
mod scaffold;
mod schema;
mod scope;
mod search;
mod settings;
mod shell;
mod skipped;
mod standing;
mod targets;
mod wanted;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::finding::Words;
use arguments::{Command, Config, Rules, speak};
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
    if let Command::Check(check) = &arguments.command
        && check.watch
    {
        watch::run(check, &arguments.common, &environment);
    }
    ExitCode::from(run_command(&arguments.command, project, &environment))
}

fn run_command(command: &Command, project: Project, environment: &Environment) -> u8 {
    match command {
        Command::Check(arguments) => check::run(arguments, project, environment),
        Command::Diff(arguments) => diff::run(arguments, project, environment),
        Command::Files(arguments) => listing::run(arguments, &project, environment),
        Command::Config(Config::Show { origin, chosen }) => {
            config::show(*origin, chosen, project, environment)
        }
        Command::Baseline(command) => baseline::run(command, project, environment),
        Command::Export(arguments) => export::run(arguments, environment),
        Command::Fmt(arguments) => format::run(arguments, &project, environment),
        Command::Rules(rules) => run_rules(rules, project, environment),
        Command::Schema { format } => schema::run(*format, environment),
        Command::Completions { shell } => shell::completions(*shell, environment),
        Command::Man { dir } => shell::man(dir.as_deref(), environment),
    }
}

fn run_rules(rules: &Rules, project: Project, environment: &Environment) -> u8 {
    match rules {
        Rules::Test { path } => rules::test(path.as_deref(), environment),
        Rules::List { format, chosen } => rulebook::list(*format, chosen, project, environment),
        Rules::Explain { id, chosen } => rulebook::explain(id, chosen, project, environment),
        Rules::Plan { id, paths, chosen } => rulebook::plan(id, paths, chosen, project, environment),
        Rules::New { id, dir } => scaffold::run(id, dir, environment),
    }
}

/// Says something on standard error that is neither finding nor failure.
fn note(environment: &Environment, words: &Words) {
    if !environment.quiet {
        let words = crate::report::tame::line(words.get(environment.language)).into_owned();
        // Nobody is left to be told that standard error is closed.
        let _ = writeln!(io::stderr(), "{}", textwrap::fill(&words, environment.width));
    }
}

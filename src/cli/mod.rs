//! A person asks: the commands, and what surrounds them.

mod arguments;
mod check;
mod diff;
mod drive;
mod environment;
mod export;
mod failure;
mod files;
mod git;
mod output;
mod progress;
mod repository;
mod rulebook;
mod rules;
mod ruleset;
mod scaffold;
mod schema;
mod settings;
mod targets;
mod wanted;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::finding::Words;
use arguments::{Arguments, Command, Rules};
use environment::Environment;

/// Runs the command line `arguments`, the name of the program first, and gives the code to exit with: 0 if nothing
/// at or above the threshold was found, 1 if something was, 2 if the run is not complete or not valid.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(answer) => {
            // Help is an answer too. Nobody is left to be told that the pipe is closed.
            let _ = answer.print();
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(failure::Failure::EXIT));
        }
    };
    let environment = Environment::new(&arguments.common);
    failure::on_panic(environment.language);
    ExitCode::from(match &arguments.command {
        Command::Check(arguments) => check::run(arguments, &environment),
        Command::Diff(arguments) => diff::run(arguments, &environment),
        Command::Export(arguments) => export::run(arguments, &environment),
        Command::Rules(rules) => run_rules(rules, &environment),
        Command::Schema { format } => schema::run(*format, &environment),
    })
}

fn run_rules(rules: &Rules, environment: &Environment) -> u8 {
    match rules {
        Rules::Test { path } => rules::test(path.as_deref(), environment),
        Rules::List { format, chosen } => rulebook::list(*format, chosen, environment),
        Rules::Explain { id, chosen } => rulebook::explain(id, chosen, environment),
        Rules::Plan { id, paths, chosen } => rulebook::plan(id, paths, chosen, environment),
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

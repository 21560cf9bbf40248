//! `qingdan schema`: the JSON Schema of what is written and read.

use crate::check::settings;
use crate::cli::arguments::SchemaOf;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::list::export;
use crate::report::{self, json};
use crate::rule;

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(format: SchemaOf, environment: &Environment) -> u8 {
    let schema = match format {
        SchemaOf::Output => serde_json::to_string_pretty(&json::schema()),
        SchemaOf::Diff => serde_json::to_string_pretty(&report::diff::json::schema()),
        SchemaOf::Rules => serde_json::to_string_pretty(&rule::schema::schema()),
        SchemaOf::Config => serde_json::to_string_pretty(&settings::schema()),
        SchemaOf::List => serde_json::to_string_pretty(&export::schema()),
    };
    let schema = schema.expect("a schema is JSON");
    let written = output::write(None, |out| writeln!(out, "{schema}"));
    written.map_or_else(
        |failure| {
            failure.say(environment);
            Failure::EXIT
        },
        |()| 0,
    )
}

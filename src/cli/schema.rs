//! `qingdan schema`: the JSON Schema of what is written and read.

use std::io::Write;

use super::arguments::SchemaOf;
use super::environment::Environment;
use super::failure::Failure;
use super::output;
use crate::list::export;
use crate::report::json;

/// Runs the command and gives its exit code.
pub(super) fn run(format: SchemaOf, environment: &Environment) -> u8 {
    let schema = match format {
        SchemaOf::Output => json::schema().to_value(),
        SchemaOf::List => export::schema(),
    };
    let written = output::write(None, |out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        out.write_all(b"\n")
    });
    written.map_or_else(
        |failure| {
            failure.say(environment);
            Failure::EXIT
        },
        |()| 0,
    )
}

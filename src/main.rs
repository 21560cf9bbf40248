//! Hands the arguments to the command line and exits with its code.
#![expect(clippy::disallowed_methods, reason = "arguments come in here and nowhere else")]

use std::process::ExitCode;

fn main() -> ExitCode {
    qingdan::cli::run(std::env::args_os())
}

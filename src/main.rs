//! Hands the arguments to the command line and exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    qingdan::cli::run(std::env::args_os())
}

//! `qingdan completions` and `qingdan man`: for the shell and for `man`.

use std::path::Path;

use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::arguments::speak;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;

/// Prints the completions of a shell and gives the exit code.
pub(in crate::cli) fn completions(shell: Shell, environment: &Environment) -> u8 {
    let mut text = Vec::new();
    let mut command = speak::command(environment.language);
    clap_complete::generate(shell, &mut command, "qingdan", &mut text);
    done(output::write(None, |out| out.write_all(&text)), environment)
}

/// Prints the manual page, or writes one for every command into `dir`, and gives the exit code.
pub(in crate::cli) fn man(dir: Option<&Path>, environment: &Environment) -> u8 {
    let mut command = speak::command(environment.language);
    command.build();
    let written = match dir {
        None => output::write(None, |out| Man::new(command).render(out)),
        Some(dir) => pages(&command, dir),
    };
    done(written, environment)
}

/// Writes the page of `command`, and those of the commands below it, `qingdan-check.1` and so on.
fn pages(command: &clap::Command, dir: &Path) -> Result<(), Failure> {
    let page = Man::new(command.clone());
    output::write(Some(&dir.join(page.get_filename())), |out| page.render(out))?;
    let mut below = command
        .get_subcommands()
        .filter(|below| below.get_name() != "help");
    below.try_for_each(|below| pages(below, dir))
}

fn done(written: Result<(), Failure>, environment: &Environment) -> u8 {
    written.map_or_else(
        |failure| {
            failure.say(environment);
            Failure::EXIT
        },
        |()| 0,
    )
}

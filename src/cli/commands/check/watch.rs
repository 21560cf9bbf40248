//! `qingdan check --watch`: checks again whenever a file changes. It looks at the times of the files several times a
//! second, which needs no further library and works on network folders and in containers, where notices of the system
//! do not arrive.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::arguments::{Check, Common};
use crate::cli::commands::check;
use crate::cli::environment::Environment;
use crate::cli::project::Project;
use crate::cli::project::standing::Places;
use crate::cli::reading::files;
use crate::cli::search::Search;
use crate::finding::Words;

/// How long nothing is looked at, at least.
const PAUSE: Duration = Duration::from_millis(300);

/// Checks, waits for a change, and checks again, until somebody ends it.
pub(in crate::cli) fn run(arguments: &Check, common: &Common, environment: &Environment) -> ! {
    loop {
        let before = Seen::now(arguments, common);
        if std::io::stdout().is_terminal() {
            // Clears the screen. Nobody is left to be told that the terminal is closed.
            let _ = write!(std::io::stdout(), "\x1b[2J\x1b[H");
        }
        check::run(arguments, Project::find(common), environment);
        environment.note(&Words::new(
            "等待改动，按 Ctrl-C 结束。",
            "Waiting for a change; Ctrl-C ends it.",
        ));
        loop {
            let since = Instant::now();
            if Seen::now(arguments, common) != before {
                break;
            }
            // Of many files the times are asked less often.
            std::thread::sleep(PAUSE.max(since.elapsed() * 5));
        }
    }
}

/// The files of a project with their times and lengths.
#[derive(Debug, PartialEq, Eq)]
struct Seen(Vec<(PathBuf, Option<(SystemTime, u64)>)>);

impl Seen {
    fn now(arguments: &Check, common: &Common) -> Self {
        let project = Project::find(common);
        let exceptions = &arguments.standing.exceptions;
        let places = Places::new(&project, exceptions, &arguments.inputs.registry);
        // What cannot be read is said by the check.
        let mut failures = Vec::new();
        let registries = places.registries(&mut failures);
        let named = [registries.inputs, registries.strangers].concat();
        let search = Search::new(&arguments.inputs, places.scope(&project), &named, &mut failures);
        let rules = [project.rule_paths(), arguments.chosen.rules.clone()].concat();
        let rules = files::collect(&rules, "stdin", &mut failures);
        let inputs = search
            .inputs
            .iter()
            .chain(&rules)
            .map(|input| PathBuf::from(&input.name));
        let own = [project.file().map(PathBuf::from), places.waivers, places.baseline];
        let times = |path: PathBuf| {
            let times = path
                .metadata()
                .and_then(|data| Ok((data.modified()?, data.len())))
                .ok();
            (path, times)
        };
        Self(inputs.chain(own.into_iter().flatten()).map(times).collect())
    }
}

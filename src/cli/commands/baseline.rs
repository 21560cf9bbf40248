//! `qingdan baseline`: the findings there are now are written down, so that only new ones fail a check.

use std::path::PathBuf;

use crate::check::standing::{Baseline, Reach};
use crate::cli::arguments::{Baseline as Command, BaselineRun, Exceptions};
use crate::cli::drive::{self, Job, Outcome};
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::cli::project::ruleset::Pack;
use crate::cli::project::standing::{Places, Standing};
use crate::cli::reading::files::{self, Input};
use crate::cli::search::Search;
use crate::finding::Words;
use crate::report::{self, FindingView, Format, Reader, Report, Summary, phrases};

/// The file that is written where nobody names another.
const FILE: &str = "qingdan-baseline.yaml";

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(command: &Command, project: Project, environment: &Environment) -> u8 {
    let (Command::Write(arguments) | Command::Update(arguments) | Command::Prune(arguments)) = command;
    let mut failures = Vec::new();
    match made(command, arguments, project, environment, &mut failures) {
        Ok(Some((path, old, new))) if failures.is_empty() => {
            let written = output::write(Some(&path), |out| out.write_all(new.to_yaml().as_bytes()));
            match written {
                Ok(()) => environment.note(&told(&files::name(&path), &old, &new)),
                Err(failure) => failures.push(failure),
            }
        }
        Ok(_) => {}
        Err(faults) => {
            failures.push(Failure::refused(&faults));
            let report = Report::new(faults, Summary::default());
            let style = environment.out(false);
            failures
                .extend(output::say(|out| report::write(out, &report, Format::Full, style).map(drop)).err());
        }
    }
    Failure::exit_code(&failures, 0, environment)
}

/// Where the baseline is written, what it was, and what it shall be; none after failures.
fn made(
    command: &Command,
    arguments: &BaselineRun,
    mut project: Project,
    environment: &Environment,
    failures: &mut Vec<Failure>,
) -> Result<Option<(PathBuf, Baseline, Baseline)>, Vec<FindingView>> {
    let reader = reader(environment);
    let mut pack = Pack::chosen(&arguments.chosen, &mut project, reader, failures);
    let selection = pack.selection()?;
    let exceptions = Exceptions {
        waivers: arguments.waivers.clone(),
        baseline: arguments.baseline.clone(),
        today: None,
    };
    let mut places = Places::new(&project, &exceptions, &arguments.inputs.registry);
    let path = places.baseline.clone().unwrap_or_else(|| project.path(FILE));
    places.baseline = Some(path.clone());
    let scope = places.scope(&project);
    // One that is written anew, or for the first time, need not be there.
    if matches!(command, Command::Write(_)) || !path.exists() {
        places.baseline = None;
    }
    let standing = Standing::read(&mut pack, &project, &places, None, &selection, failures)?;
    let search = Search::new(&arguments.inputs, scope, &standing.registries.inputs, failures);
    if !failures.is_empty() {
        return Ok(None);
    }
    let job = Job {
        rules: &selection.chosen,
        standing: Some((&standing, &search.scope)),
        reader,
        progress: &Progress::new(false),
        rows: false,
    };
    let outcome = found(search.inputs, &search.asked, job, failures);
    let now = outcome.baseline();
    let townships = outcome.documents.iter().map(|document| &*document.township);
    let reach = Reach::new(search.whole, townships, &selection.chosen, &outcome.met);
    let old = standing.baseline.unwrap_or_default();
    let new = match command {
        Command::Write(_) => now,
        Command::Update(_) => old.updated(&now, &reach),
        Command::Prune(_) => old.pruned(&now, &reach),
    };
    Ok(Some((path, old, new)))
}

fn reader(environment: &Environment) -> Reader {
    Reader {
        language: environment.language,
        width: Some(environment.width),
        ..Reader::default()
    }
}

/// What is found in the lists.
fn found(inputs: Vec<Input>, asked: &[String], job: Job<'_>, failures: &mut Vec<Failure>) -> Outcome {
    let mut outcome = drive::threaded(None, || drive::run(inputs, job));
    failures.append(&mut outcome.failures);
    if outcome.unread > 0 {
        failures.push(Failure::NotLists(outcome.unread));
    } else if outcome.documents.is_empty() && failures.is_empty() {
        failures.push(Failure::NothingToCheck(asked.to_vec()));
    }
    outcome
}

fn told(path: &str, old: &Baseline, new: &Baseline) -> Words {
    let (before, now) = (old.len(), new.len());
    Words::new(
        format!("已写好 {path}：{now} 处已知问题（原有 {before} 处）。"),
        format!(
            "wrote {path}: {} ({before} before).",
            phrases::count(now, "known finding")
        ),
    )
}

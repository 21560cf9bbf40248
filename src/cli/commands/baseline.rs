//! `qingdan baseline`: the findings there are now are written down, so that only new ones fail a check.

use std::path::{Path, PathBuf};

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
use crate::rule::RuleSet;
use crate::text::{Source, SourceId};

/// The file that is written where nobody names another.
const FILE: &str = "qingdan-baseline.yaml";

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(command: &Command, project: Project, environment: &Environment) -> u8 {
    let (Command::Write(arguments) | Command::Update(arguments) | Command::Prune(arguments)) = command;
    let mut failures = Vec::new();
    match made(command, arguments, project, environment, &mut failures) {
        Ok(Some(made)) if failures.is_empty() => {
            let text = made.new.to_yaml();
            let written = output::write(Some(&made.path), |out| out.write_all(text.as_bytes()));
            match written {
                Ok(()) => made.said().iter().for_each(|words| environment.note(words)),
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

/// A baseline to be written.
struct Made {
    /// Where.
    path: PathBuf,
    /// How many findings it knew before; none where it could not be read.
    before: Option<usize>,
    /// What it shall be.
    new: Baseline,
    /// How the settings would have to name it, where they do not.
    unset: Option<String>,
}

/// What is to be written; none after failures.
fn made(
    command: &Command,
    arguments: &BaselineRun,
    mut project: Project,
    environment: &Environment,
    failures: &mut Vec<Failure>,
) -> Result<Option<Made>, Vec<FindingView>> {
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
    let outcome = found(search.inputs.clone(), &search.asked, job, failures);
    let now = outcome.baseline();
    let townships = outcome.documents.iter().map(|document| &*document.township);
    let reach = Reach::new(search.whole, townships, &selection.chosen, &outcome.met);
    let known = &selection.known;
    let (before, new) = match (command, standing.baseline.unwrap_or_default()) {
        (Command::Write(_), _) => (before(&path, known), now),
        (Command::Update(_), old) => (Some(old.len()), old.only(known).updated(&now, &reach)),
        (Command::Prune(_), old) => (Some(old.len()), old.only(known).pruned(&now, &reach)),
    };
    let set = project.settings.baseline.as_ref();
    let is_set = set
        .is_some_and(|set| search.scope.relative(&project.path(&set.value)) == search.scope.relative(&path));
    let unset = matches!(command, Command::Write(_)) && !is_set;
    Ok(Some(Made {
        unset: unset.then(|| search.scope.relative(&path).unwrap_or_else(|| files::name(&path))),
        path,
        before,
        new,
    }))
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

/// How many findings the baseline at `path` knows: none where there is none. One that is written anew may be broken.
fn before(path: &Path, known: &RuleSet) -> Option<usize> {
    if !path.exists() {
        return Some(0);
    }
    let source = Source::read_as(files::name(path), path).ok()?;
    let baseline = Baseline::read(SourceId(0), source.text(), known).ok()?;
    Some(baseline.len())
}

impl Made {
    /// What was written, and how the next check comes to know of it.
    fn said(&self) -> Vec<Words> {
        let (path, now) = (files::name(&self.path), self.new.len());
        let (before_zh, before_en) = match self.before {
            Some(before) => (format!("（原有 {before} 处）"), format!(" ({before} before)")),
            None => (String::new(), String::new()),
        };
        let mut said = vec![Words::new(
            format!("已写好 {path}：{now} 处已知问题{before_zh}。"),
            format!(
                "wrote {path}: {}{before_en}.",
                phrases::count(now, "known finding")
            ),
        )];
        if let Some(name) = &self.unset {
            let name = serde_json::Value::from(name.as_str());
            said.push(Words::new(
                format!("要让以后的检查用它，在 qingdan.toml 开头写 baseline = {name}，或每次加 --baseline {path}。"),
                format!(
                    "so that checks use it, write baseline = {name} at the head of qingdan.toml, or name it each time: \
                     --baseline {path}."
                ),
            ));
        }
        said
    }
}

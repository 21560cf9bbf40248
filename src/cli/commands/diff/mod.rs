//! `qingdan diff`: two versions in, what changed out.

mod driver;
mod pairs;

use std::io::{self, IsTerminal};

use crate::cli::arguments::{Diff, DiffFailOn, DiffForm};
use crate::cli::drive;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::cli::project::ruleset::Pack;
use crate::cli::project::standing::{Places, Standing};
use crate::cli::reading::files::{self, Input};
use crate::cli::reading::git;
use crate::cli::reading::repository;
use crate::cli::reading::scope::Scope;
use crate::cli::reading::skipped;
use crate::cli::reading::versions;
use crate::finding::{Classify, Words};
use crate::report::diff::{DiffFormat, DiffReport};
use crate::report::{self, FindingView, Format, Reader, Report, RuleView, Style, Summary, phrases, view};
use crate::rule::RuleSet;
use pairs::Job;

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(arguments: &Diff, mut project: Project, environment: &Environment) -> u8 {
    let mut failures = Vec::new();
    let format = match arguments.format {
        DiffForm::Full => DiffFormat::Full,
        DiffForm::Markdown => DiffFormat::Markdown,
        DiffForm::Html => DiffFormat::Html,
        DiffForm::Json => DiffFormat::Json,
        DiffForm::Sarif => DiffFormat::Sarif,
    };
    let mut style = environment.out(arguments.output.is_some());
    style.color |= arguments.git_driver && environment.pager_shows_color();
    let reader = Reader {
        language: environment.language,
        width: (format == DiffFormat::Full).then_some(style.width),
        passages: false,
        quotes: format == DiffFormat::Sarif,
    };
    let report = match terms(arguments, &mut project, reader, &mut failures) {
        Ok(terms) if failures.is_empty() => compared(arguments, environment, &terms, reader, &mut failures),
        Ok(_) => None,
        Err(faults) => {
            refused(faults, style, &mut failures);
            None
        }
    };
    let mut code = 0;
    if let Some(mut report) = report {
        code = u8::from(fails(arguments, &report));
        report.run.exit_code = if failures.is_empty() { code } else { Failure::EXIT };
        let notices = failures.iter().map(|failure| failure.notice(reader.language));
        report.run.notices.extend(notices);
        (report.run.root, report.run.folder) = repository::place();
        if format == DiffFormat::Sarif {
            report.run.provenance = git::provenance();
        }
        let write = |out: &mut dyn io::Write| {
            if arguments.git_driver && format == DiffFormat::Full {
                driver::head(out, &arguments.versions, style)?;
            }
            report::diff::write(out, &report, format, style, arguments.show_editorial)
        };
        let written = match &arguments.output {
            None if matches!(format, DiffFormat::Full | DiffFormat::Markdown) => output::say(write),
            file => output::write(file.as_deref(), write),
        };
        failures.extend(written.err());
    }
    let code = Failure::exit_code(&failures, code, environment);
    // Git would give up on all files that follow.
    let goes_on = arguments.git_driver && !failures.is_empty();
    if goes_on { 0 } else { code }
}

/// What a project and the command line say about a comparison.
struct Terms {
    rules: RuleSet,
    standing: Standing,
    scope: Scope,
}

/// The same, read.
///
/// # Errors
/// What is wrong with rules, settings, waivers or the baseline; files that cannot be read go to `failures`.
fn terms(
    arguments: &Diff,
    project: &mut Project,
    reader: Reader,
    failures: &mut Vec<Failure>,
) -> Result<Terms, Vec<FindingView>> {
    let mut pack = Pack::chosen(&arguments.chosen, project, reader, failures);
    let selection = pack.selection_of(|_| true)?;
    let exceptions = &arguments.exceptions;
    let places = Places::new(project, exceptions, &[]);
    let standing = Standing::read(
        &mut pack,
        project,
        &places,
        exceptions.today,
        &selection,
        failures,
    )?;
    Ok(Terms {
        scope: places.scope(project),
        rules: selection.chosen,
        standing,
    })
}

/// Shows the faults that keep a run from beginning.
fn refused(faults: Vec<FindingView>, style: Style, failures: &mut Vec<Failure>) {
    failures.push(Failure::refused(&faults));
    let report = Report::new(faults, Summary::default());
    let bare = Style {
        summary: false,
        ..style
    };
    let written = output::say(|out| report::write(out, &report, Format::Full, bare).map(drop));
    failures.extend(written.err());
}

fn compared(
    arguments: &Diff,
    environment: &Environment,
    terms: &Terms,
    reader: Reader,
    failures: &mut Vec<Failure>,
) -> Option<DiffReport> {
    let both = match arguments.git_driver {
        true => driver::both(&arguments.versions, failures),
        false => versions::both(&arguments.versions, &arguments.paths, &terms.scope, failures),
    };
    let (old, new) = both?;
    // The report of the last run, in a folder that is searched, is no list.
    let report = arguments.output.as_deref().map(files::name);
    let new: Vec<Input> = new
        .into_iter()
        .filter(|input| input.named || report.as_ref() != Some(&input.name))
        .collect();
    if old.is_empty() && new.is_empty() && !arguments.git_driver {
        let names = arguments
            .versions
            .iter()
            .map(|name| name.to_string_lossy().into_owned());
        failures.push(Failure::NothingToCheck(names.collect()));
        return None;
    }
    let watched = std::io::stderr().is_terminal() && !environment.quiet && !arguments.no_progress;
    let progress = Progress::new(watched && !arguments.git_driver);
    let job = Job {
        rules: &terms.rules,
        standing: &terms.standing,
        scope: &terms.scope,
        reader,
        progress: &progress,
    };
    let registries = terms.standing.registries.inputs.clone();
    let mut outcome = drive::threaded(arguments.threads, || pairs::run((old, new), registries, job));
    failures.append(&mut outcome.failures);
    if outcome.unread > 0 {
        failures.push(Failure::NotLists(outcome.unread));
    }
    if !outcome.passed_over.is_empty() {
        failures.push(Failure::NotCompared(outcome.passed_over));
    }
    skipped::note(environment, &outcome.skipped);
    // Git calls once for each file.
    if !arguments.git_driver {
        void_waivers(&mut outcome.report, terms, environment);
    }
    let views = terms
        .rules
        .rules()
        .filter_map(|rule| RuleView::new(rule, reader.language));
    outcome.report.rules = views.collect();
    Some(outcome.report)
}

/// Adds the waivers that do not hold to what both versions have, and notes them: nobody reads that far.
fn void_waivers(report: &mut DiffReport, terms: &Terms, environment: &Environment) {
    let void: Vec<FindingView> = terms.standing.of_both_versions().collect();
    if !void.is_empty() {
        let number = void.len();
        report.unchanged = view::merge(vec![std::mem::take(&mut report.unchanged), void]);
        environment.note(&Words::new(
            format!("{number} 条豁免不起作用（已到期，或写得不对），请用 qingdan check 查看"),
            format!(
                "{} not in force, out of date or wrong; see qingdan check",
                phrases::count(number, "waiver")
            ),
        ));
    }
}

fn fails(arguments: &Diff, report: &DiffReport) -> bool {
    let gravest = report.gravest();
    match arguments.fail_on {
        None => false,
        Some(DiffFailOn::Breaking) => gravest >= Some(Classify::Breaking),
        Some(DiffFailOn::Review) => gravest >= Some(Classify::Review),
        Some(DiffFailOn::Any) => gravest.is_some(),
        Some(DiffFailOn::NewFindings) => !report.new.is_empty(),
    }
}

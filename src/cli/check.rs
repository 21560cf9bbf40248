//! `qingdan check`: lists in, report out.

use std::io::IsTerminal;

use super::arguments::{Check, FailOn, ReportFormat};
use super::drive::{self, Outcome};
use super::environment::{self, Environment};
use super::failure::Failure;
use super::progress::Progress;
use super::ruleset::Pack;
use super::{files, note, output};
use crate::finding::{Counts, Severity, Words};
use crate::report::{self, Format, Reader, Report, Summary, phrases, view};
use crate::rule::RuleSet;

/// Runs the command and gives its exit code.
pub(super) fn run(arguments: &Check, environment: &Environment) -> u8 {
    let mut failures = Vec::new();
    let format = match arguments.format.unwrap_or_else(environment::format) {
        ReportFormat::Full => Format::Full,
        ReportFormat::Json => Format::Json,
    };
    let style = environment.out(arguments.output.is_some());
    let reader = Reader {
        language: environment.language,
        width: (format == Format::Full).then_some(style.width),
    };
    let report = report(arguments, environment, reader, &mut failures);
    let written = output::write(arguments.output.as_deref(), |out| {
        report::write(out, &report, format, style)
    });
    failures.extend(written.err());
    failures.iter().for_each(|failure| failure.say(environment));
    exit_code(arguments, report.summary.counts, !failures.is_empty())
}

/// The report; whatever keeps it from being the whole truth is added to `failures`.
fn report(
    arguments: &Check,
    environment: &Environment,
    reader: Reader,
    failures: &mut Vec<Failure>,
) -> Report {
    let pack = Pack::chosen(&arguments.chosen, reader, failures);
    let (rules, notes) = match pack.with_builtin() {
        Ok(rules) => {
            let notes = pack.views(rules.notes().to_vec());
            (rules, notes)
        }
        Err(faults) => {
            failures.push(Failure::RulesRefused(faults.len()));
            return Report::new(faults, Summary::default());
        }
    };
    let all = rules.rules().len();
    let rules = if arguments.preview { rules } else { rules.settled() };
    if !failures.is_empty() {
        return Report::new(notes, Summary::default());
    }
    let outcome = lists(arguments, environment, &rules, reader, failures);
    let not_applied = rules.rules().zip(&outcome.met).filter(|(_, met)| !met.any());
    let summary = Summary {
        lists: outcome.lists.len(),
        duties: outcome.duties,
        rules: rules.rules().len(),
        previews: all - rules.rules().len(),
        not_applied: not_applied.map(|(rule, _)| rule.id.to_string()).collect(),
        ..Summary::default()
    };
    Report::new(view::merge(vec![notes, outcome.findings]), summary)
}

/// Reads and checks the lists.
fn lists(
    arguments: &Check,
    environment: &Environment,
    rules: &RuleSet,
    reader: Reader,
    failures: &mut Vec<Failure>,
) -> Outcome {
    let mut inputs = files::collect(&arguments.paths, &arguments.stdin_filename, failures);
    // The report of the last run, in a folder that is searched, is no list.
    let report = arguments.output.as_deref().map(files::name);
    inputs.retain(|input| input.named || report.as_ref() != Some(&input.name));
    let watched = std::io::stderr().is_terminal() && !environment.quiet && !arguments.no_progress;
    let progress = Progress::new(watched);
    let threads = arguments.threads.map_or(0, usize::from);
    let run = || drive::run(inputs, rules, reader, &progress);
    let mut outcome = match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(run),
        // No thread is to be had: this one does the work.
        Err(_) => run(),
    };
    failures.append(&mut outcome.failures);
    if outcome.unread > 0 {
        failures.push(Failure::NotLists(outcome.unread));
    } else if outcome.lists.is_empty() && failures.is_empty() && !arguments.allow_empty {
        let paths = arguments
            .paths
            .iter()
            .map(|path| path.to_string_lossy().into_owned());
        failures.push(Failure::NothingToCheck(paths.collect()));
    }
    if !outcome.skipped.is_empty() {
        note(environment, &skipped(&outcome.skipped));
    }
    outcome
}

/// What is said of files that say themselves that they are no lists; some of them by name.
fn skipped(names: &[String]) -> Words {
    const NAMED: usize = 3;
    let (count, named) = (names.len(), &names[..names.len().min(NAMED)]);
    let (more_zh, more_en) = if count > NAMED {
        (" 等", ", …")
    } else {
        ("", "")
    };
    Words::new(
        format!("跳过 {count} 个写明另有用途的文件：{}{more_zh}", named.join("、")),
        format!(
            "skipped {} of another schema: {}{more_en}",
            phrases::count(count, "file"),
            named.join(", ")
        ),
    )
}

fn exit_code(arguments: &Check, counts: Counts, failed: bool) -> u8 {
    let threshold = match arguments.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
    };
    match failed {
        true => Failure::EXIT,
        false => u8::from(counts.at_least(threshold) > 0 && !arguments.exit_zero),
    }
}

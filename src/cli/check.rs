//! `qingdan check`: lists in, report out.

use std::io::IsTerminal;

use super::arguments::{Check, FailOn};
use super::drive::{self, Outcome};
use super::environment::Environment;
use super::failure::Failure;
use super::progress::Progress;
use super::ruleset::Pack;
use super::targets::{self, Target};
use super::{files, note, output, repository};
use crate::finding::{Counts, Language, Severity, Words};
use crate::report::{
    self, Document, FindingView, Notice, Override, Reader, Report, RuleView, Run, Summary, phrases, view,
};
use crate::rule::RuleSet;

/// Runs the command and gives its exit code.
pub(super) fn run(arguments: &Check, environment: &Environment) -> u8 {
    let output = arguments.output.as_deref();
    let targets = match targets::targets(&arguments.format, output, environment) {
        Ok(targets) => targets,
        Err(failure) => {
            failure.say(environment);
            return Failure::EXIT;
        }
    };
    let mut failures = Vec::new();
    let reader = Reader {
        language: environment.language,
        width: (targets.iter().any(|target| target.format.shows_excerpts())).then_some(environment.width),
        quotes: targets.iter().any(|target| target.format.quotes()),
        passages: targets.iter().any(|target| target.format.shows_passages()),
    };
    let mut report = report(arguments, &targets, environment, reader, &mut failures);
    report.run.threshold = threshold(arguments);
    (report.run.root, report.run.folder) = repository::place();
    report.run.exit_code = exit_code(arguments, report.summary.counts, !failures.is_empty());
    let notices = failures
        .iter()
        .map(|failure| failure.notice(environment.language));
    report.run.notices.extend(notices);
    for target in &targets {
        failures.extend(write(&report, target, environment).err());
    }
    failures.iter().for_each(|failure| failure.say(environment));
    exit_code(arguments, report.summary.counts, !failures.is_empty())
}

/// Writes one of the reports that are wanted, and says on standard error for how much it had no room.
fn write(report: &Report, target: &Target, environment: &Environment) -> Result<(), Failure> {
    let style = environment.out(target.file.is_some());
    let mut left_out = 0;
    output::write_at(target.file.as_deref(), target.append, |out| {
        left_out = report::write(out, report, target.format, style)?;
        Ok(())
    })?;
    if left_out > 0 {
        note(environment, &phrases::left_out(target.format.as_str(), left_out));
    }
    Ok(())
}

/// The report; whatever keeps it from being the whole truth is added to `failures`.
fn report(
    arguments: &Check,
    targets: &[Target],
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
    let rules = rules.of_versions();
    let all = rules.rules().len();
    let rules = if arguments.preview { rules } else { rules.settled() };
    if !failures.is_empty() {
        return Report::new(notes, Summary::default());
    }
    let outcome = lists(arguments, targets, environment, &rules, reader, failures);
    let previews = all - rules.rules().len();
    let report = told(outcome, notes, &rules, previews, reader);
    let Summary {
        lists, not_applied, ..
    } = &report.summary;
    if arguments.fail_on_unapplied && *lists > 0 && !not_applied.is_empty() {
        failures.push(Failure::Unapplied(not_applied.clone()));
    }
    report
}

/// What came of the lists as a report: the findings, the account of the rules, and what was set.
fn told(
    mut outcome: Outcome,
    notes: Vec<FindingView>,
    rules: &RuleSet,
    previews: usize,
    reader: Reader,
) -> Report {
    let views: Vec<RuleView> = rules
        .rules()
        .filter_map(|rule| RuleView::new(rule, reader.language))
        .collect();
    let not_applied = rules
        .rules()
        .zip(&outcome.met)
        .filter(|(rule, met)| rule.severity.is_some() && !met.any());
    let summary = Summary {
        lists: outcome.documents.len(),
        duties: outcome.documents.iter().map(Document::total).sum(),
        rules: views.len(),
        previews,
        not_applied: not_applied.map(|(rule, _)| rule.id.to_string()).collect(),
        ..Summary::default()
    };
    let overrides = rules
        .rules()
        .filter_map(|rule| Override::of(rule, reader.language));
    let skipped = skipped_notice(&outcome.skipped, reader.language);
    Report {
        rules: views,
        documents: outcome.documents(rules),
        outlines: outcome.outlines,
        run: Run {
            overrides: overrides.collect(),
            notices: skipped.into_iter().collect(),
            ..Run::default()
        },
        ..Report::new(view::merge(vec![notes, outcome.findings]), summary)
    }
}

/// Reads and checks the lists.
fn lists(
    arguments: &Check,
    targets: &[Target],
    environment: &Environment,
    rules: &RuleSet,
    reader: Reader,
    failures: &mut Vec<Failure>,
) -> Outcome {
    let mut inputs = files::collect(&arguments.paths, &arguments.stdin_filename, failures);
    // The reports of the last run, in a folder that is searched, are no lists.
    let reports: Vec<String> = targets
        .iter()
        .filter_map(|target| target.file.as_deref().map(files::name))
        .collect();
    inputs.retain(|input| input.named || !reports.contains(&input.name));
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
    } else if outcome.documents.is_empty() && failures.is_empty() && !arguments.allow_empty {
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

/// The same, for the report.
fn skipped_notice(names: &[String], language: Language) -> Option<Notice> {
    (!names.is_empty()).then(|| Notice {
        code: "input/skipped".to_owned(),
        severity: Severity::Info,
        text: skipped(names).get(language).to_owned(),
    })
}

fn exit_code(arguments: &Check, counts: Counts, failed: bool) -> u8 {
    match failed {
        true => Failure::EXIT,
        false => u8::from(counts.at_least(threshold(arguments)) > 0 && !arguments.exit_zero),
    }
}

/// The mildest finding that fails the run.
fn threshold(arguments: &Check) -> Severity {
    match arguments.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
    }
}

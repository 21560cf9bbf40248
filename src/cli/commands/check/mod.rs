//! `qingdan check`: lists in, report out.

mod fix;
pub(in crate::cli) mod watch;

use std::io::{self, IsTerminal};

use crate::check::fixing::Mended;
use crate::check::settings::Selection;
use crate::check::standing::{Baseline, Reach};
use crate::cli::arguments::{Check, FailOn};
use crate::cli::drive::{self, Job, Outcome};
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::targets::{self, Target};
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::cli::project::ruleset::Pack;
use crate::cli::project::standing::{Places, Standing};
use crate::cli::reading::files;
use crate::cli::reading::files::Input;
use crate::cli::reading::git;
use crate::cli::reading::repository;
use crate::cli::reading::skipped;
use crate::cli::search::Search;
use crate::finding::{Counts, Language, Severity};
use crate::report::{
    self, Document, FindingView, Format, Notice, Override, Reader, Report, RuleView, Run, Summary, phrases,
    view,
};
use crate::rule::RuleSet;

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(arguments: &Check, project: Project, environment: &Environment) -> u8 {
    let output = arguments.output.as_deref();
    let targets = match targets::targets(&arguments.format, output, &project, environment) {
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
    let mut checking = Checking {
        arguments,
        project,
        environment,
        reader,
        threshold: Severity::Error,
        mended: None,
    };
    let mut report = checking.report(&targets, &mut failures);
    report.run.threshold = checking.threshold;
    report.run.show_waived = arguments.standing.show_waived;
    (report.run.root, report.run.folder) = repository::place();
    if targets.iter().any(|target| target.format == Format::Sarif) {
        report.run.provenance = git::provenance();
    }
    report.run.exit_code = checking.exit_code(report.summary.counts, !failures.is_empty());
    let notices = failures
        .iter()
        .map(|failure| failure.notice(environment.language));
    report.run.notices.extend(notices);
    let fixes = &arguments.fixes;
    if let Some(mended) = &checking.mended {
        failures.extend(fix::close(mended, fixes, environment).err());
    }
    for target in targets.iter().filter(|_| !fixes.diff) {
        failures.extend(write(&report, target, environment).err());
    }
    failures.iter().for_each(|failure| failure.say(environment));
    checking.exit_code(report.summary.counts, !failures.is_empty())
}

/// Writes one of the reports that are wanted, and says on standard error for how much it had no room.
fn write(report: &Report, target: &Target, environment: &Environment) -> Result<(), Failure> {
    let style = environment.out(target.file.is_some());
    let mut left_out = 0;
    let write = |out: &mut dyn io::Write| {
        left_out = report::write(out, report, target.format, style)?;
        Ok(())
    };
    match &target.file {
        None if target.format.is_prose() => output::say(write)?,
        file => output::write_at(file.as_deref(), target.append, write)?,
    }
    if left_out > 0 {
        environment.note(&phrases::left_out(target.format.as_str(), left_out));
    }
    Ok(())
}

/// One run of the command.
struct Checking<'r> {
    arguments: &'r Check,
    project: Project,
    environment: &'r Environment,
    reader: Reader,
    /// The mildest finding that fails the run.
    threshold: Severity,
    /// What was mended, if that was wanted.
    mended: Option<Mended>,
}

impl Checking<'_> {
    /// The report; whatever keeps it from being the whole truth is added to `failures`.
    fn report(&mut self, targets: &[Target], failures: &mut Vec<Failure>) -> Report {
        let Check {
            inputs,
            standing: options,
            ..
        } = self.arguments;
        let mut pack = Pack::chosen(&self.arguments.chosen, &mut self.project, self.reader, failures);
        self.threshold = self.threshold(&pack);
        let selection = match pack.selection() {
            Ok(selection) => selection,
            Err(faults) => return refused(faults, failures),
        };
        let places = Places::new(&self.project, &options.exceptions, &inputs.registry);
        let today = options.exceptions.today;
        let standing = match Standing::read(&mut pack, &self.project, &places, today, &selection, failures) {
            Ok(standing) => standing,
            Err(faults) => return refused(faults, failures),
        };
        let notes = pack.views(selection.known.notes().to_vec());
        if !failures.is_empty() {
            return Report::new(notes, Summary::default());
        }
        let mut standing = standing;
        let (mut outcome, reach, known) =
            self.lists(targets, &places, &selection.chosen, &standing, failures);
        standing.baseline = known.or(standing.baseline);
        let registries = std::mem::take(&mut standing.registries);
        let idle = registries.idle(&outcome.regions, reach.is_whole(), &mut pack);
        let stale = standing.close(&mut outcome.findings, &outcome.waived, &reach, &pack);
        outcome.findings.extend(idle);
        if stale > 0 && options.strict_baseline {
            failures.push(Failure::StaleBaseline(stale));
        }
        let report = told(outcome, notes, &selection, self.reader.language);
        let unapplied = &report.summary.not_applied;
        if self.arguments.fail_on_unapplied && report.summary.lists > 0 && !unapplied.is_empty() {
            failures.push(Failure::Unapplied(unapplied.clone()));
        }
        report
    }

    /// Reads and checks the lists; how far that reached; and what was known before, if git is asked.
    fn lists(
        &mut self,
        targets: &[Target],
        places: &Places,
        rules: &RuleSet,
        standing: &Standing,
        failures: &mut Vec<Failure>,
    ) -> (Outcome, Reach, Option<Baseline>) {
        let scope = places.scope(&self.project);
        let mut search = Search::new(
            &self.arguments.inputs,
            scope,
            &standing.registries.inputs,
            failures,
        );
        // The reports of the last run, in a folder that is searched, are no lists.
        let reports: Vec<String> = targets
            .iter()
            .filter_map(|target| target.file.as_deref().map(files::name))
            .collect();
        search
            .inputs
            .retain(|input| input.named || !reports.contains(&input.name));
        let arguments = self.arguments;
        let watched = std::io::stderr().is_terminal() && !self.environment.quiet && !arguments.no_progress;
        let job = Job {
            rules,
            standing: Some((standing, &search.scope)),
            reader: self.reader,
            progress: &Progress::new(watched),
            rows: false,
        };
        let inputs = std::mem::take(&mut search.inputs);
        let known = self.known(&search, &inputs, job, failures);
        let fixes = &arguments.fixes;
        if (fixes.fix || fixes.diff) && failures.is_empty() {
            let known = known.as_ref().or(standing.baseline.as_ref());
            self.mended = fix::run(&inputs, job, known, (fixes, arguments.threads), failures);
        }
        let mut outcome = drive::threaded(arguments.threads, || drive::run(inputs, job));
        failures.append(&mut outcome.failures);
        if outcome.unread > 0 {
            failures.push(Failure::NotLists(outcome.unread));
        } else if outcome.documents.is_empty() && failures.is_empty() && !arguments.allow_empty {
            failures.push(Failure::NothingToCheck(search.asked));
        }
        skipped::note(self.environment, &outcome.skipped);
        let townships = outcome.documents.iter().map(|document| &*document.township);
        let reach = Reach::new(search.whole, townships, rules, &outcome.met);
        (outcome, reach, known)
    }

    /// The findings there were in the revision of git that the command line names. What could not be read then had
    /// none.
    fn known(
        &self,
        search: &Search,
        inputs: &[Input],
        job: Job<'_>,
        failures: &mut Vec<Failure>,
    ) -> Option<Baseline> {
        let revision = self.arguments.standing.since.as_ref()?;
        let earlier = match search.earlier(revision, inputs) {
            Ok(earlier) => earlier,
            Err(troubles) => {
                failures.extend(troubles);
                return None;
            }
        };
        let job = Job {
            reader: Reader::default(),
            progress: &Progress::new(false),
            ..job
        };
        let outcome = drive::threaded(self.arguments.threads, || drive::run(earlier, job));
        Some(outcome.baseline())
    }

    /// The mildest finding that fails the run: as the flag says, else the profile, else the project.
    fn threshold(&self, pack: &Pack) -> Severity {
        let flag = self.arguments.fail_on.map(|fail_on| match fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Info => Severity::Info,
        });
        let profile = pack.profile().and_then(|profile| profile.fail_on.as_ref());
        let project = self.project.settings.fail_on.as_ref();
        flag.or(profile.or(project).map(|fail_on| fail_on.value))
            .unwrap_or(Severity::Error)
    }

    fn exit_code(&self, counts: Counts, failed: bool) -> u8 {
        match failed {
            true => Failure::EXIT,
            // What is shown only is to be seen to.
            false if self.arguments.fixes.diff => {
                let changes = self
                    .mended
                    .as_ref()
                    .is_some_and(|mended| !mended.changes.is_empty());
                u8::from(changes && !self.arguments.exit_zero)
            }
            false => u8::from(counts.at_least(self.threshold) > 0 && !self.arguments.exit_zero),
        }
    }
}

/// The report of a run that did not begin, because rules or settings have these faults.
fn refused(faults: Vec<FindingView>, failures: &mut Vec<Failure>) -> Report {
    failures.push(Failure::refused(&faults));
    Report::new(faults, Summary::default())
}

/// What came of the lists as a report: the findings, the account of the rules, and what was set.
fn told(mut outcome: Outcome, notes: Vec<FindingView>, selection: &Selection, language: Language) -> Report {
    let rules = &selection.chosen;
    let views: Vec<RuleView> = rules
        .rules()
        .filter_map(|rule| RuleView::new(rule, language))
        .collect();
    let not_applied = rules.rules().zip(&outcome.met).filter(|(_, met)| !met.any());
    let summary = Summary {
        lists: outcome.documents.len(),
        duties: outcome.documents.iter().map(Document::total).sum(),
        rules: views.len(),
        previews: selection.previews,
        not_applied: not_applied.map(|(rule, _)| rule.id.to_string()).collect(),
        ..Summary::default()
    };
    let overrides = selection
        .known
        .rules()
        .filter_map(|rule| Override::of(rule, language));
    let skipped = skipped_notice(&outcome.skipped, language);
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

/// The same, for the report.
fn skipped_notice(names: &[String], language: Language) -> Option<Notice> {
    (!names.is_empty()).then(|| Notice {
        code: "input/skipped".to_owned(),
        severity: Severity::Info,
        text: skipped::words(names).get(language).to_owned(),
    })
}

//! `qingdan rules test`: the examples inside the rules are run.

use std::path::{Path, PathBuf};

use crate::check::example;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::project::ruleset::Pack;
use crate::finding::{Language, Severity};
use crate::report::{self, FindingView, Format, Reader, Report, Style, Summary, phrases};
use crate::rule::RuleSet;

/// Runs the examples inside the built-in rules, or inside those at `path`; gives the exit code: 1 if any fails.
pub(in crate::cli) fn run(path: Option<&Path>, environment: &Environment) -> u8 {
    let mut failures = Vec::new();
    let style = environment.out(false);
    let reader = Reader::at_terminal(environment.language, style.width);
    let (pack, rules) = match path {
        Some(path) => {
            let pack = Pack::read(&[PathBuf::from(path)], reader, &mut failures);
            let rules = pack.rules();
            (pack, rules)
        }
        None => (Pack::builtin(reader), Ok(RuleSet::builtin().clone())),
    };
    let (findings, closing) = match rules {
        Ok(rules) => {
            let mut findings = rules.notes().to_vec();
            let failed = example::judge_all(&rules);
            // What could not be read has not passed.
            let closing = match failures.is_empty() {
                true => closing(&rules, failed.len(), style.language),
                false => String::new(),
            };
            findings.extend(failed);
            findings.extend(example::gaps(&rules));
            (pack.views(findings), closing)
        }
        Err(faults) => {
            failures.push(Failure::RulesRefused(faults.len()));
            (faults, String::new())
        }
    };
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    failures.extend(print(findings, &closing, style).err());
    Failure::exit_code(&failures, u8::from(failed), environment)
}

fn print(findings: Vec<FindingView>, closing: &str, style: Style) -> Result<(), Failure> {
    let report = Report::new(findings, Summary::default());
    let bare = Style {
        summary: false,
        ..style
    };
    output::say(|out| {
        report::write(out, &report, Format::Full, bare)?;
        match style.summary && !closing.is_empty() {
            true => writeln!(out, "{}", textwrap::fill(closing, style.width)),
            false => Ok(()),
        }
    })
}

/// The closing line: how many examples of how many rules there are, and how many failed.
fn closing(rules: &RuleSet, failed: usize, language: Language) -> String {
    let examples = rules.rules().map(|rule| rule.tests.all().len()).sum();
    let rules = rules.rules().len();
    match language {
        Language::Zh if failed == 0 => format!("{rules} 条规则的 {examples} 个示例全部通过。"),
        Language::Zh => format!("{rules} 条规则的 {examples} 个示例中，{failed} 个没有通过。"),
        Language::En => {
            let outcome = match failed {
                0 => "all pass".to_owned(),
                failed => format!("{failed} fail"),
            };
            let (examples, rules) = (phrases::count(examples, "example"), phrases::count(rules, "rule"));
            format!("{examples} of {rules}: {outcome}.")
        }
    }
}

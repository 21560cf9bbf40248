//! `qingdan rules list`, `explain` and `plan`: what the rules say, and how they run.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::json;

use crate::cli::arguments::{Chosen, ListingFormat};
use crate::cli::drive;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::progress::Progress;
use crate::cli::project::Project;
use crate::cli::project::ruleset::Pack;
use crate::cli::reading::files;
use crate::finding::{Language, Words};
use crate::report::{self, Format, Reader, Report, Summary};
use crate::rule::example::{Data, Example};
use crate::rule::meta::Classify;
use crate::rule::{Rule, RuleSet};

/// Prints what `write` makes of the rules that are chosen, and gives the exit code.
fn with_rules(
    chosen: &Chosen,
    mut project: Project,
    environment: &Environment,
    write: impl FnOnce(&RuleSet, &mut Vec<Failure>) -> String,
) -> u8 {
    let mut failures = Vec::new();
    let style = environment.out(false);
    let reader = Reader::at_terminal(environment.language, style.width);
    let printed = match Pack::chosen(chosen, &mut project, reader, &mut failures).selection() {
        Ok(selection) => {
            let text = write(&selection.known, &mut failures);
            output::say(|out| out.write_all(text.as_bytes()))
        }
        Err(faults) => {
            failures.push(Failure::refused(&faults));
            let report = Report::new(faults, Summary::default());
            output::say(|out| report::write(out, &report, Format::Full, style).map(drop))
        }
    };
    failures.extend(printed.err());
    Failure::exit_code(&failures, 0, environment)
}

/// The fewest columns in which the titles of a list of rules are folded.
const NARROWEST_TITLE: usize = 20;

/// Lists the rules.
pub(in crate::cli) fn list(
    format: ListingFormat,
    chosen: &Chosen,
    project: Project,
    environment: &Environment,
) -> u8 {
    with_rules(chosen, project, environment, |rules, _| match format {
        ListingFormat::Text => {
            let widest = rules
                .rules()
                .map(|rule| rule.id.as_str().len())
                .max()
                .unwrap_or(0);
            let room = environment.width.saturating_sub(7 + 2 + widest + 2);
            let line = |rule: &Rule| {
                let title = rule.title.get(environment.language);
                let title = match environment.folds && room >= NARROWEST_TITLE {
                    true => textwrap::wrap(title, room).join(&format!("\n{:1$}", "", 7 + 2 + widest + 2)),
                    false => title.to_owned(),
                };
                format!("{:<7}  {:<widest$}  {title}\n", severity(rule), rule.id.as_str())
            };
            rules.rules().map(line).collect()
        }
        ListingFormat::Json => {
            let rules: Vec<serde_json::Value> = rules.rules().map(record).collect();
            format!("{:#}\n", serde_json::Value::from(rules))
        }
    })
}

fn severity(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", |severity| severity.as_str())
}

fn record(rule: &Rule) -> serde_json::Value {
    let both = |words: &Words| json!({"zh": words.get(Language::Zh), "en": words.get(Language::En)});
    let parameters = rule.settable().map(|parameter| {
        let (value, default) = (parameter.value.to_json(), parameter.default.to_json());
        json!({
            "name": parameter.name, "value": value, "default": default,
            "min": parameter.bounds.0, "max": parameter.bounds.1, "about": parameter.about.as_ref().map(both),
        })
    });
    let patterns = rule
        .patterns()
        .map(|part| (part.name.as_str(), part.value.to_json()));
    json!({
        "id": rule.id.as_str(),
        "severity": severity(rule),
        "precision": rule.meta.precision,
        "title": both(&rule.title),
        "sentence": both(&rule.sentence()),
        "reason": rule.reason.as_ref().map(both),
        "parameters": parameters.collect::<Vec<_>>(),
        "patterns": patterns.collect::<std::collections::BTreeMap<_, _>>(),
        "tags": rule.meta.tags,
    })
}

/// The rule that is asked for.
fn asked<'r>(rules: &'r RuleSet, id: &str, failures: &mut Vec<Failure>) -> Option<&'r Rule> {
    let rule = rules.find(id);
    if rule.is_none() {
        failures.push(Failure::NoRule(id.to_owned(), rules.near(id)));
    }
    rule
}

/// Reads a rule back.
pub(in crate::cli) fn explain(id: &str, chosen: &Chosen, project: Project, environment: &Environment) -> u8 {
    with_rules(chosen, project, environment, |rules, failures| {
        asked(rules, id, failures).map_or_else(String::new, |rule| {
            let mut page = Page::new(environment);
            page.explain(rule);
            page.text
        })
    })
}

/// Shows the plan of a rule; with paths, also how many rows each step gives for the lists in them.
pub(in crate::cli) fn plan(
    id: &str,
    paths: &[PathBuf],
    chosen: &Chosen,
    project: Project,
    environment: &Environment,
) -> u8 {
    with_rules(chosen, project, environment, |rules, failures| {
        let Some(rule) = asked(rules, id, failures) else {
            return String::new();
        };
        // What compares two versions has nothing to count in one.
        let counted = !paths.is_empty() && !rule.is_of_changes();
        let rows = counted.then(|| rows(rule, paths, rules, environment, failures));
        let mut page = Page::new(environment);
        page.plan(rule, rows.as_deref());
        page.text
    })
}

/// How many rows each step of the rule gives for the lists in `paths`.
fn rows(
    rule: &Rule,
    paths: &[PathBuf],
    rules: &RuleSet,
    environment: &Environment,
    failures: &mut Vec<Failure>,
) -> Vec<usize> {
    // A rule that is off has a plan like others.
    let only = rules.only(|other| other.id == rule.id).switched_on();
    let inputs = files::collect(paths, "stdin", failures);
    let reader = Reader {
        language: environment.language,
        width: None,
        quotes: false,
        passages: false,
    };
    let job = drive::Job {
        rules: &only,
        standing: None,
        reader,
        progress: &Progress::new(false),
        rows: true,
    };
    let mut outcome = drive::run(inputs, job);
    failures.append(&mut outcome.failures);
    if outcome.unread > 0 {
        failures.push(Failure::NotLists(outcome.unread));
    }
    outcome.rows.pop().unwrap_or_default()
}

/// Text wrapped to the width, in one language.
struct Page {
    text: String,
    language: Language,
    width: usize,
}

impl Page {
    fn new(environment: &Environment) -> Self {
        Self {
            text: String::new(),
            language: environment.language,
            width: environment.width,
        }
    }

    fn say<'w>(&self, zh: &'w str, en: &'w str) -> &'w str {
        match self.language {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// A paragraph, its lines indented.
    fn paragraph(&mut self, text: &str) {
        let options = textwrap::Options::new(self.width)
            .initial_indent("  ")
            .subsequent_indent("  ");
        self.text.push_str(&textwrap::fill(text.trim_end(), options));
        self.text.push('\n');
    }

    fn heading(&mut self, zh: &str, en: &str) {
        let heading = self.say(zh, en);
        let heading = format!("\n{heading}\n");
        self.text.push_str(&heading);
    }

    fn section(&mut self, zh: &str, en: &str, words: Option<&Words>) {
        if let Some(words) = words {
            self.heading(zh, en);
            self.paragraph(words.get(self.language));
        }
    }

    fn head(&mut self, rule: &Rule) {
        let title = rule.title.get(self.language);
        let head = format!("{} · {}\n", rule.id, severity(rule));
        self.text.push_str(&head);
        self.text.push_str(&textwrap::fill(title, self.width));
        self.text.push('\n');
    }

    /// Where a rule over changes runs, and how grave a change is of which it finds something.
    fn scope(&mut self, rule: &Rule) {
        if !rule.is_of_changes() {
            return;
        }
        let verdict = rule.classify.map(Classify::as_str);
        let said = match (self.language, verdict) {
            (Language::Zh, None) => "这条规则比较两个版本，只在 qingdan diff 里运行。".to_owned(),
            (Language::Zh, Some(verdict)) => {
                format!("这条规则比较两个版本，只在 qingdan diff 里运行；它发现的变更算作 {verdict}。")
            }
            (Language::En, None) => {
                "This rule compares two versions and runs in qingdan diff alone.".to_owned()
            }
            (Language::En, Some(verdict)) => format!(
                "This rule compares two versions and runs in qingdan diff alone; a change about which it finds \
                 something is {verdict}."
            ),
        };
        self.text.push('\n');
        self.text.push_str(&textwrap::fill(&said, self.width));
        self.text.push('\n');
    }

    fn explain(&mut self, rule: &Rule) {
        self.head(rule);
        self.scope(rule);
        self.section("规则", "The rule", Some(&rule.sentence()));
        if rule.settable().next().is_some() {
            self.heading("参数", "Parameters");
            for parameter in rule.settable() {
                self.paragraph(&parameter.described(self.language));
            }
        }
        if rule.patterns().next().is_some() {
            self.heading("表达式里的名称", "Names in expressions");
            for pattern in rule.patterns() {
                self.paragraph(&pattern.expressed(self.language));
            }
        }
        let computed = rule.computed();
        if !computed.is_empty() {
            self.heading("算法", "How it is computed");
            for (function, words) in computed {
                self.paragraph(&format!("{}: {}", function.as_str(), words.get(self.language)));
            }
        }
        self.section("为什么", "Why", rule.reason.as_ref());
        let help = rule.help.as_ref().map(|help| rule.told(help));
        self.section("怎么改", "What to do", help.as_ref());
        for fix in &rule.fixes {
            let title = rule.told(&fix.title);
            match fix.safe {
                true => self.section("自动修改（安全）", "Fix (safe)", Some(&title)),
                false => self.section("自动修改（要人看过）", "Fix (to be looked at)", Some(&title)),
            }
        }
        self.example(
            "通不过的例子",
            "Fails",
            rule.tests.all().iter().find(|test| !test.is_valid()),
        );
        self.example(
            "通得过的例子",
            "Passes",
            rule.tests.all().iter().find(|test| test.is_valid()),
        );
        if !rule.meta.references.is_empty() {
            self.heading("依据", "References");
            for reference in &rule.meta.references {
                let parts = [
                    Some(&reference.name),
                    reference.article.as_ref(),
                    reference.url.as_ref(),
                ];
                let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                self.paragraph(&parts.join(" "));
            }
        }
    }

    fn example(&mut self, zh: &str, en: &str, example: Option<&Example>) {
        let Some(example) = example else { return };
        self.heading(zh, en);
        if let Data::Map(entries) = &example.data {
            for (key, value) in entries {
                writeln!(self.text, "  {key}: {value}").expect("a String takes all that is written to it");
            }
        }
        if !example.finds.is_empty() {
            let found = self.say("标出", "marked");
            let found = format!("→ {found}: {}", example.finds.join("、"));
            self.paragraph(&found);
        }
    }

    fn plan(&mut self, rule: &Rule, rows: Option<&[usize]>) {
        self.head(rule);
        self.text.push('\n');
        for (at, step) in rule.steps().iter().enumerate() {
            let count = rows.map_or_else(String::new, |rows| {
                format!("{:>8}  ", rows.get(at).copied().unwrap_or(0))
            });
            let number = format!("{count}{:>2}. ", at + 1);
            let indent = " ".repeat(number.len());
            let options = textwrap::Options::new(self.width)
                .initial_indent(&number)
                .subsequent_indent(&indent);
            self.text
                .push_str(&textwrap::fill(step.get(self.language), options));
            self.text.push('\n');
        }
        if rows.is_some() {
            let note = self.say(
                "左边是每一步之后还剩多少行。",
                "On the left, how many rows each step leaves.",
            );
            let note = format!("\n{}\n", textwrap::fill(note, self.width));
            self.text.push_str(&note);
        }
        self.scope(rule);
    }
}

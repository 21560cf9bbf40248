//! `qingdan config show`: the settings as they hold, as TOML, and where each comes from.

use std::fmt::Write as _;

use crate::check::settings::{Profile, Settings, Written};
use crate::cli::arguments::Chosen;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::project::Project;
use crate::cli::project::ruleset::Pack;
use crate::finding::{Language, Severity};
use crate::report::{self, Format, Reader, Report, Summary};
use crate::rule::Rule;
use crate::text::{Place, Sources};

/// Runs the command and gives its exit code.
pub(in crate::cli) fn show(
    origin: bool,
    chosen: &Chosen,
    mut project: Project,
    environment: &Environment,
) -> u8 {
    let mut failures = Vec::new();
    let style = environment.out(false);
    let reader = Reader {
        language: environment.language,
        width: Some(style.width),
        ..Reader::default()
    };
    let pack = Pack::chosen(chosen, &mut project, reader, &mut failures);
    // Also the rules over changes, which `diff` runs.
    let written = match pack.selection_of(|_| true) {
        Ok(selection) => {
            let mut page = Page {
                text: String::new(),
                origin,
                sources: &pack.sources,
            };
            page.root(&project.settings, &pack, chosen.profile.as_deref(), environment);
            page.files(&project.settings);
            page.rules(&pack, selection.known.rules(), |id| {
                selection.chosen.get(id).is_some()
            });
            output::say(|out| out.write_all(page.text.as_bytes()))
        }
        Err(faults) => {
            failures.push(Failure::refused(&faults));
            let report = Report::new(faults, Summary::default());
            output::say(|out| report::write(out, &report, Format::Full, style).map(drop))
        }
    };
    failures.extend(written.err());
    Failure::exit_code(&failures, 0, environment)
}

/// Settings as TOML, each line with its origin behind it if that is wanted.
struct Page<'s> {
    text: String,
    origin: bool,
    sources: &'s Sources,
}

impl Page<'_> {
    /// What every run asks for.
    fn root(&mut self, settings: &Settings, pack: &Pack, flag: Option<&str>, environment: &Environment) {
        match flag {
            Some(profile) => self.line("profile", &quoted(profile), Some("--profile")),
            None => {
                let default = quoted(Profile::DEFAULT);
                self.set(
                    "profile",
                    settings.profile.as_ref(),
                    |name| quoted(name),
                    &default,
                );
            }
        }
        let language = |language: Language| match language {
            Language::Zh => quoted("zh"),
            Language::En => quoted("en"),
        };
        match (environment.language_origin, &settings.lang) {
            (None, Some(set)) => self.some("lang", Some(set), |set| language(*set)),
            (origin, _) => self.line("lang", &language(environment.language), origin),
        }
        match &environment.formats {
            Some(formats) => {
                let formats: Vec<String> = formats.split(',').map(str::to_owned).collect();
                self.line("format", &list(&formats), Some("QINGDAN_FORMAT"));
            }
            None => self.set(
                "format",
                settings.format.as_ref(),
                |formats| list(formats),
                "[\"full\"]",
            ),
        }
        let profile = pack.profile();
        let fail_on = profile
            .and_then(|profile| profile.fail_on.as_ref())
            .or(settings.fail_on.as_ref());
        self.set(
            "fail-on",
            fail_on,
            |severity| quoted(severity.as_str()),
            "\"error\"",
        );
    }

    /// The files of the project, and what holds for some of them.
    fn files(&mut self, settings: &Settings) {
        self.some("registry", settings.registry.as_ref(), |paths| list(paths));
        self.some("waivers", settings.waivers.as_ref(), |path| quoted(path));
        self.some("baseline", settings.baseline.as_ref(), |path| quoted(path));
        self.some("files.include", settings.include.as_ref(), |globs| list(globs));
        self.some("files.exclude", settings.exclude.as_ref(), |globs| list(globs));
        self.some("rules.paths", settings.rule_paths.as_ref(), |paths| {
            list(&paths.iter().map(|path| path.value.clone()).collect::<Vec<_>>())
        });
        for per_file in &settings.per_file {
            let glob = format!("per-file.{}", quoted(&per_file.glob.value));
            let at = self.at(per_file.glob.place);
            let ignore: Vec<String> = per_file
                .ignore
                .iter()
                .map(|selector| selector.value.clone())
                .collect();
            if !ignore.is_empty() {
                self.line(&format!("{glob}.ignore"), &list(&ignore), Some(&at));
            }
            for change in &per_file.severities {
                let key = format!("{glob}.severity.{}", quoted(&change.rule));
                let at = self.at(change.place);
                self.line(&key, &severity(change.severity.flatten()), Some(&at));
            }
        }
    }

    /// The rules that run, and what was set of each; those that do not run are `off`, with the reason in a remark.
    fn rules<'r>(&mut self, pack: &Pack, rules: impl Iterator<Item = &'r Rule>, runs: impl Fn(&str) -> bool) {
        for rule in rules {
            let id = rule.id.as_str();
            let changes: Vec<_> = pack.overrides().filter(|change| is(rule, &change.rule)).collect();
            let set = changes.iter().rev().find(|change| change.severity.is_some());
            let origin = match (set, runs(id)) {
                (Some(change), _) if rule.severity.is_none() => Some(self.at(change.place)),
                (_, false) => Some("not selected".to_owned()),
                (Some(change), true) => Some(self.at(change.place)),
                (None, true) => None,
            };
            let value = if runs(id) { rule.severity } else { None };
            self.line(
                &format!("rules.{}.severity", quoted(id)),
                &severity(value),
                origin.as_deref(),
            );
            for assignment in changes.iter().flat_map(|change| &change.settings) {
                let parameter = rule
                    .settable()
                    .find(|parameter| parameter.name == assignment.name);
                if let Some(parameter) = parameter {
                    let key = format!("rules.{}.params.{}", quoted(id), parameter.name);
                    self.line(
                        &key,
                        &parameter.value.to_json().to_string(),
                        Some(&self.at(assignment.place)),
                    );
                }
            }
        }
    }

    /// A setting that has a default.
    fn set<T>(
        &mut self,
        key: &str,
        written: Option<&Written<T>>,
        spell: impl Fn(&T) -> String,
        default: &str,
    ) {
        match written {
            Some(_) => self.some(key, written, spell),
            None => self.line(key, default, None),
        }
    }

    /// A setting, if it is made.
    fn some<T>(&mut self, key: &str, written: Option<&Written<T>>, spell: impl Fn(&T) -> String) {
        if let Some(written) = written {
            self.line(key, &spell(&written.value), Some(&self.at(written.place)));
        }
    }

    fn line(&mut self, key: &str, value: &str, origin: Option<&str>) {
        let _ = write!(self.text, "{key} = {value}");
        self.end(origin);
    }

    fn end(&mut self, origin: Option<&str>) {
        if self.origin {
            let _ = write!(self.text, "  # {}", origin.unwrap_or("default"));
        }
        self.text.push('\n');
    }

    fn at(&self, place: Place) -> String {
        let source = &self.sources[place.source];
        match source.name().starts_with("--") {
            true => source.name().to_owned(),
            false => format!(
                "{}:{}",
                source.name(),
                source.position(place.span.start as usize).line
            ),
        }
    }
}

fn is(rule: &Rule, id: &str) -> bool {
    rule.id.as_str() == id || rule.meta.replaces.iter().any(|former| former == id)
}

fn severity(severity: Option<Severity>) -> String {
    quoted(severity.map_or("off", Severity::as_str))
}

/// A text of TOML; what JSON escapes, TOML escapes alike.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

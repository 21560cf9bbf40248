//! What the surroundings decide where no flag does: language, colours, width.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment"
)]

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use crate::check::standing::Day;
use crate::cli::arguments::{Color, Common, Lang};
use crate::finding::{Language, Words};
use crate::report::{Defused, Style, tame};

/// The columns written for where nobody says how wide it is.
const WIDTH: usize = 100;

/// How to speak to whoever asked.
#[derive(Clone, Debug)]
pub(super) struct Environment {
    /// The language of everything.
    pub(super) language: Language,
    /// What decided the language; none where the project did.
    pub(super) language_origin: Option<&'static str>,
    /// How many columns there are.
    pub(super) width: usize,
    /// Whether somebody looks at so many columns, or asked for them; what goes to a program keeps its lines whole.
    pub(super) folds: bool,
    /// Whether standard output may be coloured.
    pub(super) color_out: bool,
    /// Whether a file may be coloured.
    pub(super) color_file: bool,
    /// Whether standard error may be coloured.
    pub(super) color_err: bool,
    /// What the flag says of colours.
    pub(super) color_flag: Color,
    /// Whether only findings are wanted.
    pub(super) quiet: bool,
    /// The formats that `QINGDAN_FORMAT` names.
    pub(super) formats: Option<String>,
    /// Whether this is a step of GitHub Actions.
    pub(super) github: bool,
    /// The file for the summary of a job of GitHub Actions.
    pub(super) summary_file: Option<PathBuf>,
}

impl Environment {
    /// Decides from the flags, then the environment, then what the project says, then the terminal.
    pub(super) fn new(common: &Common, project: Option<Language>) -> Self {
        let color = |terminal: bool| color(common.color, &variable, terminal);
        let (language, language_origin) = language(common.lang, &variable, project, sys_locale::get_locale());
        Self {
            language,
            language_origin,
            width: width(
                common.width,
                &variable,
                terminal_size::terminal_size().map(|(width, _)| width.0),
            ),
            folds: common.width.is_some() || std::io::stdout().is_terminal(),
            color_out: color(std::io::stdout().is_terminal()),
            color_file: common.color == Color::Always,
            color_err: color(std::io::stderr().is_terminal()),
            color_flag: common.color,
            quiet: common.quiet,
            formats: variable("QINGDAN_FORMAT"),
            github: variable("GITHUB_ACTIONS").as_deref() == Some("true"),
            summary_file: variable("GITHUB_STEP_SUMMARY").map(PathBuf::from),
        }
    }

    /// Says something on standard error that is neither finding nor failure, unless only findings are wanted.
    pub(super) fn note(&self, words: &Words) {
        if !self.quiet {
            let words = tame::line(words.get(self.language)).into_owned();
            warn(&(textwrap::fill(&words, self.width) + "\n"));
        }
    }

    /// The look of what goes to standard output, or to a file.
    pub(super) fn out(&self, to_file: bool) -> Style {
        Style {
            language: self.language,
            width: self.width,
            color: if to_file { self.color_file } else { self.color_out },
            summary: !self.quiet,
        }
    }

    /// The look of what goes to standard error.
    pub(super) fn err(&self) -> Style {
        Style {
            color: self.color_err,
            ..self.out(false)
        }
    }
}

impl Environment {
    /// Whether git shows the output through a pager that understands colours, and nobody forbade them.
    pub(super) fn pager_shows_color(&self) -> bool {
        let paged = variable("GIT_PAGER_IN_USE").is_some_and(|value| value == "true" || value == "1");
        let asked = self.color_flag == Color::Auto;
        asked && paged && color(Color::Auto, &variable, true)
    }
}

/// An environment variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

fn language(
    flag: Option<Lang>,
    variables: Variables<'_>,
    project: Option<Language>,
    locale: Option<String>,
) -> (Language, Option<&'static str>) {
    let named = |name: String| match name.to_ascii_lowercase().starts_with("zh") {
        true => Language::Zh,
        false => Language::En,
    };
    let flag = flag.map(|flag| match flag {
        Lang::Zh => Language::Zh,
        Lang::En => Language::En,
    });
    let flag = flag.map(|flag| (flag, Some("--lang")));
    let variable = || variables("QINGDAN_LANG").map(|name| (named(name), Some("QINGDAN_LANG")));
    let project = project.map(|language| (language, None));
    let locale = || locale.map(|name| (named(name), Some("locale")));
    flag.or_else(variable)
        .or(project)
        .or_else(locale)
        .unwrap_or((Language::En, Some("default")))
}

/// The language of the help, before the command line is read: what follows `--lang`, else as for everything.
pub(super) fn spoken(arguments: &[std::ffi::OsString]) -> Language {
    let mut flag = None;
    let mut arguments = arguments
        .iter()
        .skip(1)
        .map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next().filter(|argument| argument != "--") {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next().map(|value| value.into_owned()),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        flag = match value.as_deref() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => flag,
        };
    }
    language(flag, &variable, None, sys_locale::get_locale()).0
}

/// Whether the output goes to the log of a pipeline, whose runner obeys some lines: GitHub's, or Azure's.
pub(super) fn is_log() -> bool {
    variable("GITHUB_ACTIONS").is_some() || variable("TF_BUILD").is_some()
}

/// Says something on standard error; in the log of a pipeline, without anything that its runner would obey.
pub(super) fn warn(text: &str) {
    let mut out = std::io::stderr().lock();
    // Nobody is left to be told that it is closed.
    let _ = match is_log() {
        false => out.write_all(text.as_bytes()),
        true => {
            let mut out = Defused::new(out);
            out.write_all(text.as_bytes()).and_then(|()| out.flush())
        }
    };
}

/// The settings file that the environment names.
pub(super) fn config() -> Option<PathBuf> {
    variable("QINGDAN_CONFIG").map(PathBuf::from)
}

/// The day it is in China, or the one that `SOURCE_DATE_EPOCH` fixes (<https://reproducible-builds.org>).
pub(super) fn today() -> Day {
    let fixed = variable("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.parse().ok());
    let now = || {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
    };
    Day::of_epoch(fixed.unwrap_or_else(now))
}

/// <https://no-color.org>, <https://force-color.org>, <https://bixense.com/clicolors>; the flag wins.
fn color(flag: Color, variables: Variables<'_>, terminal: bool) -> bool {
    match flag {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if variables("NO_COLOR").is_some() => false,
        Color::Auto
            if ["FORCE_COLOR", "CLICOLOR_FORCE"]
                .iter()
                .any(|name| variables(name).is_some_and(|value| value != "0")) =>
        {
            true
        }
        Color::Auto => terminal && variables("TERM").as_deref() != Some("dumb"),
    }
}

fn width(flag: Option<u16>, variables: Variables<'_>, terminal: Option<u16>) -> usize {
    let columns = || variables("COLUMNS").and_then(|columns| columns.parse().ok());
    let width = flag.or_else(columns).or(terminal).map_or(WIDTH, usize::from);
    width.clamp(Style::NARROWEST, 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The environment that sets exactly these.
    fn set(pairs: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        move |name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn the_flag_decides_the_language_then_the_environment_then_the_project_then_the_locale() {
        let locale = |name: &str| Some(name.to_owned());
        let chinese = set(&[("QINGDAN_LANG", "zh_CN.UTF-8")]);
        let (none, english) = (set(&[]), Some(Language::En));
        let flag = language(Some(Lang::En), &chinese, None, locale("zh-CN"));
        assert_eq!(flag, (Language::En, Some("--lang")));
        let variable = language(None, &chinese, english, locale("en-GB"));
        assert_eq!(variable, (Language::Zh, Some("QINGDAN_LANG")));
        assert_eq!(
            language(None, &none, english, locale("zh-CN")),
            (Language::En, None)
        );
        let chinese = language(None, &none, None, locale("zh-Hans-CN"));
        assert_eq!(chinese, (Language::Zh, Some("locale")));
        assert_eq!(language(None, &none, None, locale("de-DE")).0, Language::En);
        assert_eq!(language(None, &none, None, None), (Language::En, Some("default")));
    }

    #[test]
    fn the_help_speaks_the_language_of_the_flag_wherever_it_stands() {
        let spoken = |line: &str| {
            let words: Vec<_> = line.split_whitespace().map(std::ffi::OsString::from).collect();
            spoken(&words)
        };
        assert_eq!(spoken("qingdan check --lang zh --help"), Language::Zh);
        assert_eq!(spoken("qingdan --lang=en check -h --lang=zh"), Language::Zh);
        assert_eq!(spoken("qingdan --lang zh check --lang en"), Language::En);
    }

    #[test]
    fn the_flag_decides_the_colour_then_the_environment_then_the_terminal() {
        let none = set(&[]);
        assert!(color(Color::Auto, &none, true) && !color(Color::Auto, &none, false));
        assert!(color(Color::Always, &set(&[("NO_COLOR", "1")]), false));
        assert!(!color(Color::Never, &set(&[("FORCE_COLOR", "1")]), true));
        assert!(!color(
            Color::Auto,
            &set(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]),
            true
        ));
        assert!(color(Color::Auto, &set(&[("FORCE_COLOR", "1")]), false));
        assert!(color(
            Color::Auto,
            &set(&[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]),
            false
        ));
        assert!(!color(Color::Auto, &set(&[("CLICOLOR_FORCE", "0")]), false));
        assert!(!color(Color::Auto, &set(&[("TERM", "dumb")]), true));
    }

    #[test]
    fn the_width_is_never_too_small() {
        assert_eq!(width(Some(3), &set(&[]), Some(80)), Style::NARROWEST);
        assert_eq!(width(None, &set(&[("COLUMNS", "66")]), Some(80)), 66);
        assert_eq!(width(None, &set(&[("COLUMNS", "wide")]), Some(80)), 80);
        assert_eq!(width(None, &set(&[]), None), WIDTH);
    }
}

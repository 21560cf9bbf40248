//! What the surroundings decide where no flag does: language, colours, width.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the environment"
)]

use std::io::IsTerminal;
use std::path::PathBuf;

use super::arguments::{Color, Common, Lang};
use crate::finding::Language;
use crate::report::Style;

/// The columns written for where nobody says how wide it is.
const WIDTH: usize = 100;

/// How to speak to whoever asked.
#[derive(Clone, Debug)]
pub(super) struct Environment {
    /// The language of everything.
    pub(super) language: Language,
    /// How many columns there are.
    pub(super) width: usize,
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
    /// Decides from the flags, then the environment, then the terminal.
    pub(super) fn new(common: &Common) -> Self {
        let color = |terminal: bool| color(common.color, &variable, terminal);
        Self {
            language: language(common.lang, &variable, sys_locale::get_locale()),
            width: width(
                common.width,
                &variable,
                terminal_size::terminal_size().map(|(width, _)| width.0),
            ),
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

fn language(flag: Option<Lang>, variables: Variables<'_>, locale: Option<String>) -> Language {
    let chinese = match (flag, variables("QINGDAN_LANG").or(locale)) {
        (Some(flag), _) => matches!(flag, Lang::Zh),
        (None, locale) => locale.is_some_and(|locale| locale.to_ascii_lowercase().starts_with("zh")),
    };
    if chinese { Language::Zh } else { Language::En }
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
    fn the_flag_decides_the_language_then_the_environment_then_the_locale() {
        let locale = |name: &str| Some(name.to_owned());
        let chinese = set(&[("QINGDAN_LANG", "zh_CN.UTF-8")]);
        assert_eq!(language(Some(Lang::En), &chinese, locale("zh-CN")), Language::En);
        assert_eq!(language(None, &chinese, locale("en-GB")), Language::Zh);
        assert_eq!(language(None, &set(&[]), locale("zh-Hans-CN")), Language::Zh);
        assert_eq!(language(None, &set(&[]), locale("de-DE")), Language::En);
        assert_eq!(language(None, &set(&[]), None), Language::En);
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

//! The help in one language: every text of the command line is written `English · 中文`, and the half that the reader
//! understands is kept.

use std::ffi::OsString;
use std::io::Write as _;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches, Parser};

use super::halves::{BETWEEN, half};
use super::{Arguments, refusal};
use crate::finding::Language;

/// The command line, whose every text is in `language`.
pub(in crate::cli) fn command(language: Language) -> Command {
    let mut command = Arguments::command();
    command.build();
    translate(command, language)
}

/// Reads the command line; whatever is to be said of it is said in `language`.
///
/// # Errors
/// The code to exit with, after help was shown, or what is wrong was said.
pub(in crate::cli) fn parse(arguments: &[OsString], language: Language) -> Result<Arguments, u8> {
    // Only who asks for help, or is refused, reads the texts.
    if let Ok(arguments) = Arguments::try_parse_from(arguments) {
        return Ok(arguments);
    }
    let mut command = folded(command(language), language);
    let parsed = command.try_get_matches_from_mut(arguments);
    parsed
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|error| {
            let said = match language {
                Language::Zh => refusal::chinese(&error),
                Language::En => refusal::english(&error),
            };
            // Nobody is left to be told that the pipe is closed.
            let _ = match said {
                Some(words) => std::io::stderr().write_all(words.as_bytes()),
                None => error.print(),
            };
            u8::try_from(error.exit_code()).unwrap_or(crate::cli::failure::Failure::EXIT)
        })
}

/// The same with long texts in lines that fit: clap breaks them at spaces, of which Chinese has none.
fn folded(command: Command, language: Language) -> Command {
    const COLUMNS: usize = 90;
    if language == Language::En {
        return command;
    }
    let fold = |argument: Arg| match argument.get_long_help().map(ToString::to_string) {
        Some(help) => argument.long_help(textwrap::fill(&help, COLUMNS)),
        None => argument,
    };
    command
        .mut_args(fold)
        .mut_subcommands(|below| folded(below, language))
}

fn translate(command: Command, language: Language) -> Command {
    let half = |text: Option<&StyledStr>| text.map(|text| half(&text.to_string(), language));
    let (about, long) = (half(command.get_about()), half(command.get_long_about()));
    let after = half(command.get_after_help());
    let name = command.get_name().to_owned();
    let mut command = command
        .mut_args(|argument| translated(argument, language))
        .mut_subcommands(|below| translate(below, language));
    if name == "help" {
        command = command.about(say("Print help of a command", "显示一个命令的帮助", language));
    } else if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    if language == Language::En {
        return command;
    }
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    command
        .override_usage(
            usage
                .replace("[OPTIONS]", "[选项]")
                .replace("<COMMAND>", "<命令>")
                .replace("[COMMAND]", "[命令]"),
        )
        .subcommand_help_heading("命令")
        .help_template("{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
}

fn translated(argument: Arg, language: Language) -> Arg {
    let help = match argument.get_action() {
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong => {
            say("Print help", "显示帮助", language).to_owned()
        }
        ArgAction::Version => say("Print version", "显示版本", language).to_owned(),
        _ => half(
            &argument.get_help().map(ToString::to_string).unwrap_or_default(),
            language,
        ),
    };
    let (short, long) = values(&argument, language);
    let argument = argument
        .hide_possible_values(true)
        .hide_default_value(true)
        .long_help(format!("{help}{long}"))
        .help(format!("{help}{short}"));
    let heading = match argument.get_help_heading() {
        _ if argument.is_positional() => say("Arguments", "参数", language),
        _ if argument.is_global_set() => say("Everywhere", "所有命令通用", language),
        heading => {
            let known = super::HEADINGS.into_iter().find(|known| Some(*known) == heading);
            let (en, zh) = known
                .and_then(|known| known.split_once(BETWEEN))
                .unwrap_or(("Options", "选项"));
            say(en, zh, language)
        }
    };
    argument.help_heading(heading)
}

/// What may be given, in short and at length, and what holds if nothing is.
fn values(argument: &Arg, language: Language) -> (String, String) {
    let takes = argument.get_action().takes_values();
    let possible = argument.get_possible_values();
    let possible: Vec<_> = possible
        .iter()
        .filter(|value| takes && !value.is_hide_set())
        .collect();
    let default: Vec<_> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    let default = match default.is_empty() || !takes {
        true => String::new(),
        false => format!(" [{}{}]", say("default: ", "默认：", language), default.join(" ")),
    };
    if possible.is_empty() {
        return (default.clone(), default);
    }
    let names: Vec<&str> = possible.iter().map(|value| value.get_name()).collect();
    let lead = say("possible values: ", "可选：", language);
    let short = format!("{default} [{lead}{}]", names.join(say(", ", "、", language)));
    if possible.iter().all(|value| value.get_help().is_none()) {
        return (short.clone(), short);
    }
    let mut long = format!("{default}\n\n{}", say("Possible values:", "可选：", language));
    for value in possible {
        let help = value
            .get_help()
            .map(|help| half(&help.to_string(), language))
            .unwrap_or_default();
        long.push_str(&format!(
            "\n- {}{}{help}",
            value.get_name(),
            say(": ", "：", language)
        ));
    }
    (short, long)
}

fn say<'t>(en: &'t str, zh: &'t str, language: Language) -> &'t str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks at every text of the command line.
    fn each(command: &Command, look: &mut dyn FnMut(String, String)) {
        let name = command.get_name().to_owned();
        for text in [
            command.get_about(),
            command.get_long_about(),
            command.get_after_help(),
        ]
        .into_iter()
        .flatten()
        {
            look(name.clone(), text.to_string());
        }
        for argument in command.get_arguments() {
            let path = format!("{name} {}", argument.get_id());
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            look(path.clone(), help);
            for value in argument.get_possible_values() {
                let help = value.get_help().map(ToString::to_string);
                help.into_iter()
                    .for_each(|help| look(format!("{path}={}", value.get_name()), help));
            }
        }
        command.get_subcommands().for_each(|below| each(below, look));
    }

    fn is_chinese(text: &str) -> bool {
        text.chars()
            .any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        each(&Arguments::command(), &mut |path, text| {
            let halves: Vec<&str> = text.split(BETWEEN).collect();
            assert_eq!(halves.len(), 2, "{path}: {text:?}");
            assert!(
                !is_chinese(&halves[0].replace("清单", "")),
                "{path}: the first half is English: {text:?}"
            );
            assert!(
                is_chinese(halves[1]),
                "{path}: the second half is Chinese: {text:?}"
            );
        });
    }

    #[test]
    fn the_long_help_fits_in_a_hundred_columns() {
        fn look(command: &mut Command) {
            let help = command.render_long_help().to_string();
            let options = help.lines().filter(|line| line.starts_with("          "));
            for line in options {
                assert!(textwrap::core::display_width(line) <= 100, "{line}");
            }
            command.get_subcommands_mut().for_each(look);
        }
        for language in [Language::Zh, Language::En] {
            look(&mut folded(command(language), language));
        }
    }

    #[test]
    fn the_help_speaks_one_language() {
        fn helps(command: &mut Command, into: &mut Vec<String>) {
            into.extend([
                command.render_help().to_string(),
                command.render_long_help().to_string(),
            ]);
            command.get_subcommands_mut().for_each(|below| helps(below, into));
        }
        let (mut en, mut zh) = (Vec::new(), Vec::new());
        helps(&mut command(Language::En), &mut en);
        helps(&mut command(Language::Zh), &mut zh);
        for help in en {
            assert!(!is_chinese(&help.replace("清单", "")), "{help}");
        }
        for help in zh {
            for word in [
                "Usage",
                "Options:",
                "Commands:",
                "Arguments:",
                "default",
                "possible",
                "Print",
            ] {
                assert!(!help.contains(word), "{word}: {help}");
            }
        }
    }
}

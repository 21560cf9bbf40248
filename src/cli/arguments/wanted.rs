//! A report as it is asked for: `FORMAT`, or `FORMAT=FILE`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::finding::{Language, Words};
use crate::report::Format;

/// The form of a report as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Form {
    /// What suits the place where qingdan runs.
    Auto,
    /// This one.
    This(Format),
}

/// A report as it is asked for: `FORMAT`, or `FORMAT=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Wanted {
    /// The form.
    pub(in crate::cli) form: Form,
    /// The file; none where the command line or standard output decides.
    pub(in crate::cli) file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct WantedParser;

/// The name of [`Form::Auto`].
const AUTO: &str = "auto";

impl TypedValueParser for WantedParser {
    type Value = Wanted;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Wanted, clap::Error> {
        let text = value.to_string_lossy();
        let (name, file) = split(&text);
        let name = PossibleValuesParser::new(values()).parse_ref(command, argument, OsStr::new(name))?;
        let form = Form::named(&name).expect("all possible values are names of forms");
        Ok(Wanted { form, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(values()))
    }
}

/// `FORMAT=FILE` in its two parts.
fn split(text: &str) -> (&str, Option<PathBuf>) {
    match text.split_once('=') {
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    }
}

fn values() -> impl Iterator<Item = PossibleValue> {
    let value = |name: &'static str, words: &Words| {
        let help = [Language::En, Language::Zh].map(|language| words.get(language));
        PossibleValue::new(name).help(help.join(" · "))
    };
    let auto = Words::new(
        "在 GitHub Actions 里是 github 加任务摘要，别处是 full",
        "in GitHub Actions github and the job summary, else full",
    );
    let formats = Format::ALL
        .into_iter()
        .map(move |format| value(format.as_str(), &format.words()).aliases(format.aliases()));
    formats.chain([value(AUTO, &auto)])
}

impl Form {
    fn named(name: &str) -> Option<Self> {
        let is = |format: &Format| format.as_str() == name || format.aliases().contains(&name);
        match name {
            AUTO => Some(Self::Auto),
            _ => Format::ALL.into_iter().find(is).map(Self::This),
        }
    }
}

impl Wanted {
    /// A report in this format.
    pub(in crate::cli) fn new(format: Format) -> Self {
        Self {
            form: Form::This(format),
            file: None,
        }
    }

    /// Reads a text that is not from the command line.
    pub(in crate::cli) fn read(text: &str) -> Option<Self> {
        let (name, file) = split(text.trim());
        Some(Self {
            form: Form::named(name)?,
            file,
        })
    }
}

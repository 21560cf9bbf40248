//! One table of failures: what went wrong with the run itself, what to do about it, and the exit code.

mod help;

use std::fmt;
use std::io::{self, Write};

use miette::Diagnostic;

use crate::cli::environment::{self, Environment};
use crate::cli::reading::git::Trouble;
use crate::finding::{Code, Language, Severity, Words};
use crate::report::full::Painter;
use crate::report::{Notice, phrases};
use crate::rule::builtin_id;
use crate::text::SourceError;
use crate::text::source::MAX_BYTES;

/// Why a run is not complete or not valid. Findings are no failures.
#[derive(Debug)]
pub(super) enum Failure {
    /// A file or folder that was asked for could not be read.
    Unreadable(String, SourceError),
    /// There is nothing to check in these paths.
    NothingToCheck(Vec<String>),
    /// A file that should be written could not be.
    Unwritable(String, io::Error),
    /// What is no file cannot be rewritten.
    NoFile(String),
    /// This list cannot be written in its canonical form without losing something.
    NotFormatted(String),
    /// `QINGDAN_FORMAT` names no format.
    NoFormat(String),
    /// Several reports should go to one place: this file, else standard output.
    OnePlace(Option<String>),
    /// The file holds no list, so it cannot be exported.
    NoList(String),
    /// Files that should be lists are none; findings say why.
    NotLists(usize),
    /// These townships were not compared, because something could not be read.
    NotCompared(Vec<String>),
    /// There is no rule file in this folder.
    NoRules(String),
    /// This file is no registry, or there is none in this folder.
    NoRegistry(String),
    /// No rule has this id; perhaps another was meant.
    NoRule(String, Option<Words>),
    /// These rules met nothing they could judge, and that was not to be.
    Unapplied(Vec<String>),
    /// No rule can have this id.
    NoId(String),
    /// A built-in rule has this id.
    BuiltinId(Code),
    /// Rule files have faults, so no list was checked.
    RulesRefused(usize),
    /// Settings, waivers, a baseline or a registry have faults, so no list was checked.
    SettingsRefused(usize),
    /// The baseline has entries that are no longer found, and must not.
    StaleBaseline(usize),
    /// There is no baseline of this name.
    NoBaseline(String),
    /// Git could not answer.
    Git(Trouble),
    /// Not two versions were named, nor one range of revisions.
    NotTwoVersions(Vec<String>),
}

impl Failure {
    /// The exit code of a run with failures.
    pub(super) const EXIT: u8 = 2;

    /// That rules or settings have these faults.
    pub(super) fn refused(faults: &[crate::report::FindingView]) -> Self {
        match faults.iter().all(|fault| fault.code.family() == "rule") {
            true => Self::RulesRefused(faults.len()),
            false => Self::SettingsRefused(faults.len()),
        }
    }

    /// Its name.
    fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_, SourceError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                "input/not-found"
            }
            Self::Unreadable(_, SourceError::Io(_)) => "input/unreadable",
            Self::Unreadable(_, SourceError::TooLarge(_)) => "input/too-large",
            Self::Unreadable(_, SourceError::NotText(_)) => "input/not-text",
            Self::NothingToCheck(_) => "input/nothing-to-check",
            Self::NoList(_) | Self::NotLists(_) => "input/not-a-list",
            Self::NotCompared(_) => "input/not-compared",
            Self::Unwritable(_, error) if error.kind() == io::ErrorKind::AlreadyExists => "output/exists",
            Self::Unwritable(..) => "output/unwritable",
            Self::NoFile(_) => "output/no-file",
            Self::NotFormatted(_) => "output/not-formatted",
            Self::NoFormat(_) => "output/no-format",
            Self::OnePlace(_) => "output/one-place",
            Self::NoRules(_) => "rules/none",
            Self::NoRegistry(_) => "registry/none",
            Self::Unapplied(_) => "rules/unapplied",
            Self::NoRule(..) => "rules/unknown",
            Self::NoId(_) => "rules/wrong-id",
            Self::BuiltinId(_) => "rules/built-in",
            Self::RulesRefused(_) => "rules/refused",
            Self::SettingsRefused(_) => "settings/refused",
            Self::StaleBaseline(_) => "baseline/stale",
            Self::NoBaseline(_) => "baseline/none",
            Self::Git(trouble) => trouble.code(),
            Self::NotTwoVersions(_) => "input/not-two-versions",
        }
    }

    /// What went wrong.
    fn title(&self) -> Words {
        match self {
            Self::Unreadable(path, error) => unreadable(path, error),
            Self::NothingToCheck(paths) => Words::new(
                format!("这里没有清单：{}", paths.join("、")),
                format!("there is no list in {}", paths.join(", ")),
            ),
            Self::NoList(path) => {
                Words::new(format!("“{path}”里没有读到清单"), format!("{path} holds no list"))
            }
            Self::NotLists(count) => Words::new(
                format!("有 {count} 个文件没有读成清单，检查不完整"),
                format!(
                    "the run is not complete: no list could be read in {}",
                    phrases::count(*count, "file")
                ),
            ),
            Self::Unwritable(path, error) if error.kind() == io::ErrorKind::AlreadyExists => Words::new(
                format!("“{path}”已经存在，没有改动"),
                format!("{path} is there already, and was left as it is"),
            ),
            Self::Unwritable(path, error) => Words::new(
                format!("无法写入“{path}”：{error}"),
                format!("{path} cannot be written: {error}"),
            ),
            Self::NoFormat(name) => Words::new(
                format!("QINGDAN_FORMAT 里的“{name}”不是报告格式"),
                format!("QINGDAN_FORMAT names {name}, which is no form of a report"),
            ),
            Self::NoFile(_) | Self::NotFormatted(_) => self.rewriting_title(),
            Self::OnePlace(file) => one_place(file.as_deref()),
            Self::Unapplied(rules) => phrases::unapplied(rules),
            Self::NoRules(path) => Words::new(
                format!("“{path}”里没有规则文件"),
                format!("there is no rule file in {path}"),
            ),
            Self::NoRegistry(path) => Words::new(
                format!("“{path}”里没有部门名录"),
                format!("there is no registry in {path}"),
            ),
            Self::NoRule(id, _) => Words::new(format!("没有规则 {id}"), format!("there is no rule {id}")),
            Self::BuiltinId(id) => builtin_id(id).0,
            Self::SettingsRefused(_)
            | Self::NoId(_)
            | Self::NotCompared(_)
            | Self::StaleBaseline(_)
            | Self::NoBaseline(_)
            | Self::NotTwoVersions(_) => self.project_title(),
            Self::Git(trouble) => trouble.title(),
            Self::RulesRefused(faults) => Words::new(
                format!("规则文件有 {faults} 处错误，没有检查清单"),
                format!(
                    "the rule files have {}; no list was checked",
                    phrases::count(*faults, "fault")
                ),
            ),
        }
    }

    /// Why a file was not rewritten.
    fn rewriting_title(&self) -> Words {
        match self {
            Self::NoFile(name) => Words::new(
                format!("“{name}”不是文件，没有地方可写，什么也没有改"),
                format!("{name} is no file that could be rewritten; nothing was changed"),
            ),
            Self::NotFormatted(name) => Words::new(
                format!("“{name}”没有整理：改写会丢失内容"),
                format!("{name} was left as it is: something would be lost"),
            ),
            _ => Words::default(),
        }
    }

    /// What is wrong with the files of a project, or the versions of it.
    fn project_title(&self) -> Words {
        match self {
            Self::NotTwoVersions(names) => Words::new(
                format!(
                    "要比较两个版本，这里写了 {} 个：{}",
                    names.len(),
                    names.join("、")
                ),
                format!(
                    "two versions are compared, and here is {}: {}",
                    phrases::count(names.len(), "name"),
                    names.join(", ")
                ),
            ),
            Self::NotCompared(townships) => Words::new(
                format!("有文件读不出来，没有比较：{}", townships.join("、")),
                format!(
                    "something could not be read, so these were not compared: {}",
                    townships.join(", ")
                ),
            ),
            Self::NoId(id) => Words::new(
                format!("“{id}”不能做规则的 id"),
                format!("{id} cannot be the id of a rule"),
            ),
            Self::SettingsRefused(faults) => Words::new(
                format!("设置、豁免、基线或名录有 {faults} 处错误，没有检查清单"),
                format!(
                    "settings, waivers, baseline or registry have {}; no list was checked",
                    phrases::count(*faults, "fault")
                ),
            ),
            Self::StaleBaseline(entries) => Words::new(
                format!("基线里有 {entries} 条问题已经不存在"),
                format!("no longer found of the baseline: {entries}"),
            ),
            Self::NoBaseline(path) => Words::new(
                format!("没有基线文件“{path}”"),
                format!("there is no baseline {path}"),
            ),
            _ => Words::default(),
        }
    }

    /// What to do about it.
    fn help(&self) -> Words {
        if let Self::NoRule(_, Some(near)) = self {
            return near.clone();
        }
        if let Self::Git(trouble) = self {
            let (zh, en) = trouble.help();
            return Words::new(zh, en);
        }
        if let Self::BuiltinId(id) = self {
            return builtin_id(id).1;
        }
        let (zh, en) = match self.code() {
            code if code.starts_with("input/") => help::of_input(code),
            code if code.starts_with("output/") => help::of_output(code),
            "rules/unknown" => (
                "用 qingdan rules list 看有哪些规则。",
                "qingdan rules list shows those there are.",
            ),
            "rules/unapplied" => (
                "看看清单是否完整；确实用不到的规则，用 --severity 规则=off 关掉。",
                "see whether the lists are whole; turn off with --severity RULE=off what cannot apply.",
            ),
            "rules/wrong-id" => (
                "只用小写字母、数字和连字符，可分两段，例如 my-county/leader-named。",
                "use lower-case words joined by hyphens, in one part or two, such as my-county/leader-named.",
            ),
            "baseline/none" => (
                "用 qingdan baseline write 写一份。",
                "qingdan baseline write makes one.",
            ),
            "baseline/stale" => (
                "用 qingdan baseline prune 把它们删去。",
                "qingdan baseline prune takes them out.",
            ),
            "registry/none" => (
                "部门名录以 schema: qingdan/registry@1 开头。",
                "a registry begins with `schema: qingdan/registry@1`.",
            ),
            "rules/none" => (
                "规则写在 .yaml 或 .yml 文件里。",
                "rules are written in .yaml or .yml files.",
            ),
            _ => (
                "先改正报告里划出的地方。",
                "mend what the report underlines first.",
            ),
        };
        Words::new(zh, en)
    }

    /// The same for a report.
    pub(super) fn notice(&self, language: Language) -> Notice {
        Notice {
            code: self.code().to_owned(),
            severity: Severity::Error,
            text: self.title().get(language).to_owned(),
        }
    }

    /// Says it on standard error.
    pub(super) fn say(&self, environment: &Environment) {
        let mut text = String::new();
        let entry = Entry {
            code: self.code(),
            title: self.title().get(environment.language).to_owned(),
            help: self.help().get(environment.language).to_owned(),
        };
        Painter::new(environment.err()).draw(&mut text, &entry);
        environment::warn(&text);
    }

    /// Says all on standard error and gives the code to exit with: `code` where there are none.
    pub(super) fn exit_code(failures: &[Self], code: u8, environment: &Environment) -> u8 {
        failures.iter().for_each(|failure| failure.say(environment));
        if failures.is_empty() { code } else { Self::EXIT }
    }
}

fn one_place(file: Option<&str>) -> Words {
    match file {
        Some(file) => Words::new(
            format!("不能把几份报告写进同一个文件“{file}”"),
            format!("several reports cannot go to one file, {file}"),
        ),
        None => Words::new(
            "标准输出只能有一份报告",
            "only one report can go to standard output",
        ),
    }
}

fn unreadable(path: &str, error: &SourceError) -> Words {
    match error {
        SourceError::Io(error) if error.kind() == io::ErrorKind::NotFound => {
            Words::new(format!("找不到“{path}”"), format!("{path} does not exist"))
        }
        SourceError::Io(error) => Words::new(
            format!("无法读取“{path}”：{error}"),
            format!("{path} cannot be read: {error}"),
        ),
        SourceError::TooLarge(bytes) => {
            let (size, limit) = (bytes.div_ceil(1 << 20), MAX_BYTES >> 20);
            Words::new(
                format!("“{path}”有 {size} MB，超过上限 {limit} MB"),
                format!("{path} has {size} MB, more than the {limit} MB that are read"),
            )
        }
        SourceError::NotText(at) => Words::new(
            format!("“{path}”不是文本文件（第 {at} 字节起既不是 UTF-8 也不是 GB 18030）"),
            format!("{path} is no text: from byte {at} on neither UTF-8 nor GB 18030"),
        ),
    }
}

/// A failure in one language, as a diagnostic of miette.
#[derive(Debug)]
struct Entry {
    code: &'static str,
    title: String,
    help: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Entry {}

impl Diagnostic for Entry {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }
}

/// The exit code when qingdan itself is at fault: the one of Rust.
const PANIC: i32 = 101;

/// What is said instead of a trace when qingdan itself is at fault; the exit code is [`PANIC`].
#[expect(
    clippy::disallowed_methods,
    reason = "after a panic there is no way back to main"
)]
pub(super) fn on_panic(language: Language) {
    std::panic::set_hook(Box::new(move |panic| {
        let note = match language {
            Language::Zh => "这是 qingdan 自身的错误，不是清单的问题。请把下面一行和所检查的文件发给维护者：",
            Language::En => {
                "this is a bug of qingdan, not of your lists. Please report the next line with the file:"
            }
        };
        let _ = writeln!(io::stderr(), "{note}\n  {} {panic}", env!("CARGO_PKG_VERSION"));
        // Where it is not unwound the system would tell of a signal.
        std::process::exit(PANIC);
    }));
}

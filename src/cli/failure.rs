//! One table of failures: what went wrong with the run itself, what to do about it, and the exit code.

use std::fmt;
use std::io::{self, Write};

use miette::Diagnostic;

use super::environment::Environment;
use crate::finding::{Language, Words};
use crate::report::phrases;
use crate::report::terminal::Painter;
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
    /// The file holds no list, so it cannot be exported.
    NoList(String),
    /// Files that should be lists are none; findings say why.
    NotLists(usize),
    /// There is no rule file in this folder.
    NoRules(String),
    /// Rule files have faults, so no list was checked.
    RulesRefused(usize),
}

impl Failure {
    /// The exit code of a run with failures.
    pub(super) const EXIT: u8 = 2;

    /// Its name, what went wrong, and what to do about it.
    fn entry(&self) -> (&'static str, Words, Words) {
        match self {
            Self::Unreadable(path, SourceError::Io(error)) if error.kind() == io::ErrorKind::NotFound => (
                "input/not-found",
                Words::new(format!("找不到“{path}”"), format!("{path} does not exist")),
                Words::new(
                    "核对文件名和当前所在的文件夹。",
                    "look at the spelling, and at the folder you are in.",
                ),
            ),
            Self::Unreadable(path, SourceError::Io(error)) => (
                "input/unreadable",
                Words::new(format!("无法读取“{path}”：{error}"), format!("{path} cannot be read: {error}")),
                Words::new("查看文件的读取权限。", "see whether you may read it."),
            ),
            Self::Unreadable(path, SourceError::TooLarge(bytes)) => (
                "input/too-large",
                Words::new(
                    format!("“{path}”有 {} MB，超过上限 {} MB", bytes >> 20, MAX_BYTES >> 20),
                    format!("{path} has {} MB, more than the {} MB that are read", bytes >> 20, MAX_BYTES >> 20),
                ),
                Words::new("一份清单不到 1 MB：把文件拆成每个乡镇一份。", "a list has less than 1 MB: keep one file for each township."),
            ),
            Self::Unreadable(path, SourceError::NotText(at)) => (
                "input/not-text",
                Words::new(
                    format!("“{path}”不是文本文件（第 {at} 字节起既不是 UTF-8 也不是 GB 18030）"),
                    format!("{path} is no text (from byte {at} on neither UTF-8 nor GB 18030)"),
                ),
                Words::new("另存为 UTF-8 编码的纯文本再检查。", "save it as plain text in UTF-8."),
            ),
            Self::NothingToCheck(paths) => (
                "input/nothing-to-check",
                Words::new(
                    format!("这里没有清单：{}", paths.join("、")),
                    format!("there is no list in {}", paths.join(", ")),
                ),
                Words::new(
                    "文件夹里只找 .txt、.yaml、.yml 文件，.gitignore 排除的不算；没有清单也属正常时，加 --allow-empty。",
                    "folders are searched for .txt, .yaml and .yml files that no .gitignore excludes; use --allow-empty where that is fine.",
                ),
            ),
            Self::Unwritable(path, error) => (
                "output/unwritable",
                Words::new(format!("无法写入“{path}”：{error}"), format!("{path} cannot be written: {error}")),
                Words::new("查看文件夹是否存在、磁盘是否已满。", "see whether its folder exists and the disk has room."),
            ),
            Self::NoList(path) => (
                "input/not-a-list",
                Words::new(format!("“{path}”里没有读到清单"), format!("{path} holds no list")),
                Words::new(
                    "用 qingdan check 查看原因。",
                    "qingdan check says why.",
                ),
            ),
            Self::NotLists(count) => (
                "input/not-lists",
                Words::new(
                    format!("有 {count} 个文件没有读成清单，检查不完整"),
                    format!("{} could not be read as a list: the run is not complete", phrases::count(*count, "file")),
                ),
                Words::new("原因见上面的 read/… 各条。", "the findings read/… above say why."),
            ),
            Self::NoRules(path) => (
                "rules/none",
                Words::new(format!("“{path}”里没有规则文件"), format!("there is no rule file in {path}")),
                Words::new("规则写在 .yaml 或 .yml 文件里。", "rules are written in .yaml or .yml files."),
            ),
            Self::RulesRefused(faults) => (
                "rules/refused",
                Words::new(
                    format!("规则文件有 {faults} 处错误，没有检查清单"),
                    format!("the rule files have {}; no list was checked", phrases::count(*faults, "fault")),
                ),
                Words::new("先改正上面划出的地方。", "mend what is underlined above first."),
            ),
        }
    }

    /// Says it on standard error.
    pub(super) fn say(&self, environment: &Environment) {
        let (code, title, help) = self.entry();
        let mut text = String::new();
        let entry = Entry {
            code,
            title: title.get(environment.language).to_owned(),
            help: help.get(environment.language).to_owned(),
        };
        Painter::new(environment.err()).draw(&mut text, &entry);
        // Nobody is left to be told that standard error is closed.
        let _ = io::stderr().write_all(text.as_bytes());
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

/// What is said instead of a trace when qingdan itself is at fault; the exit code is 101.
pub(super) fn on_panic(language: Language) {
    std::panic::set_hook(Box::new(move |panic| {
        let note = match language {
            Language::Zh => "这是 qingdan 自身的错误，不是清单的问题。请把下面一行和所检查的文件发给维护者：",
            Language::En => "this is a bug of qingdan, not of your lists. Please report the next line with the file:",
        };
        let _ = writeln!(io::stderr(), "{note}\n  {} {panic}", env!("CARGO_PKG_VERSION"));
    }));
}

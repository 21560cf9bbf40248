//! The arguments of `qingdan diff`, and every word of their help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::chosen::{Chosen, Exceptions};

/// Exit codes of this command.
const AFTER: &str = "\
Exit codes: 0 no change at or above --fail-on, 1 such a change, 2 the run is not complete or not valid.

Versions:
  qingdan diff old.yaml new.txt                  two files, whatever their form
  qingdan diff lists-2025 lists-2026             two folders
  qingdan diff main:lists/a.yaml lists/a.yaml    a file as git keeps it
  qingdan diff main..HEAD -- lists               two revisions
  qingdan diff HEAD -- lists                     a revision and the working folder · \
退出码：0 没有达到 --fail-on 级别的变化；1 有；2 比较没有完整进行。

版本的写法：
  qingdan diff old.yaml new.txt                  两个文件，格式不限
  qingdan diff lists-2025 lists-2026             两个文件夹
  qingdan diff main:lists/a.yaml lists/a.yaml    git 里的文件
  qingdan diff main..HEAD -- lists               两个 git 版本
  qingdan diff HEAD -- lists                     git 版本与当前文件";

#[derive(Args, Debug)]
#[command(after_help = AFTER)]
pub(in crate::cli) struct Diff {
    /// The older and the newer version: files, folders, REVISION:PATH, revisions; or a range of revisions, or one that
    /// is compared with the working folder ·
    /// 旧版本和新版本：文件、文件夹、版本:路径、git 版本，或一个版本范围
    #[arg(value_name = "VERSION", required = true, num_args = 1..=9)]
    pub(in crate::cli) versions: Vec<OsString>,
    /// What of the revisions to compare [default: all] · 只比较 git 版本中的这些路径
    #[arg(value_name = "PATH", last = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Form of the report · 报告格式
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub(in crate::cli) format: DiffForm,
    /// Write the report to a file · 把报告写入文件
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// What makes the exit code 1 [default: nothing] · 出现哪一类变化算不通过
    #[arg(long, value_name = "WHAT")]
    pub(in crate::cli) fail_on: Option<DiffFailOn>,
    /// Show order, numbers and signs too · 同时显示顺序、序号、标点的改动
    #[arg(long)]
    pub(in crate::cli) show_editorial: bool,
    /// Called by git as the diff driver of lists: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE ·
    /// 作为 git 的 diff 驱动程序
    #[arg(long, conflicts_with_all = ["fail_on", "output"])]
    pub(in crate::cli) git_driver: bool,
    /// How many counties to compare at a time [default: the processors] · 并行数
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,
    /// No progress bar · 不显示进度条
    #[arg(long)]
    pub(in crate::cli) no_progress: bool,
    #[command(flatten)]
    pub(in crate::cli) chosen: Chosen,
    #[command(flatten)]
    pub(in crate::cli) exceptions: Exceptions,
}

/// The forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffForm {
    /// For people at a terminal · 在终端里看
    Full,
    /// A note to attach to the file · 附在文件后面的说明
    Markdown,
    /// A page, side by side · 左右对照的网页
    Html,
    /// For programs, version 1 · 给程序：第 1 版
    Json,
    /// The findings of both versions, for services: SARIF 2.1.0 · 给平台：两个版本的问题，SARIF 2.1.0
    Sarif,
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFailOn {
    /// A change that takes something away that was relied on · 取消了原有依据的变化
    Breaking,
    /// That, or one that a reviewer should look at · 再加上要人看过的变化
    Review,
    /// Any change at all · 任何变化
    Any,
    /// A finding that the older version had not · 旧版本里没有的问题
    NewFindings,
}

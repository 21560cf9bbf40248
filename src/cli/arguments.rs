//! The commands, their arguments, and every word of the help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::wanted::{Wanted, WantedParser};

/// qingdan 清单: finds what is wrong in township duty lists, and shows where.
///
/// 检查乡镇（街道）履行职责事项清单，指出问题所在的原文。
#[derive(Debug, Parser)]
#[command(name = "qingdan", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

const EXIT_CODES: &str = "\
Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 the run is not complete or not valid.
退出码：0 没有达到 --fail-on 级别的问题；1 有；2 检查没有完整进行。";

/// What every command understands.
#[derive(Args, Debug)]
pub(super) struct Common {
    /// Language of messages [default: QINGDAN_LANG, else the locale] · 输出语言
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(super) lang: Option<Lang>,
    /// When to use colours · 何时使用颜色
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Columns to write for [default: the terminal's, else 100] · 输出宽度
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) width: Option<u16>,
    /// Findings only: no closing lines, notes or progress · 只输出问题
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check lists: files, folders, or `-` for standard input · 检查清单
    Check(Check),
    /// Compare two versions of lists: what changed, by meaning · 比较两个版本
    Diff(Diff),
    /// Print lists in their YAML or JSON form · 把清单转换为 YAML 或 JSON
    Export(Export),
    /// Work with rules · 规则
    #[command(subcommand)]
    Rules(Rules),
    /// Print the JSON Schema of a format · 输出格式的 JSON Schema
    Schema {
        /// Which format
        format: SchemaOf,
    },
}

#[derive(Args, Debug)]
pub(super) struct Check {
    /// What to check: files (read whatever their name), folders (searched for .txt, .yaml and .yml, with .gitignore
    /// respected), `-` for standard input · 要检查的文件或文件夹
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// Form of the report, perhaps with the file it goes to (repeatable) [default: QINGDAN_FORMAT, else full] ·
    /// 报告格式，可写明文件，可以写多个
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = WantedParser)]
    pub(super) format: Vec<Wanted>,
    /// Write the report that has no file of its own to this one · 把报告写入文件
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    /// Run the rules in preview too: more is found, at more cost · 同时运行预览中的规则
    #[arg(long)]
    pub(super) preview: bool,
    /// Mildest finding that makes the exit code 1 · 达到哪一级算不通过
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    pub(super) fail_on: FailOn,
    /// Exit with 0 whatever is found · 有问题也返回 0
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Exit with 2 if a rule met nothing it could judge · 有规则没有用上也算没通过
    #[arg(long)]
    pub(super) fail_on_unapplied: bool,
    /// Accept that there is no list to check · 没有清单也不算错
    #[arg(long)]
    pub(super) allow_empty: bool,
    /// How many counties to check at a time [default: the processors] · 并行数
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// No progress bar · 不显示进度条
    #[arg(long)]
    pub(super) no_progress: bool,
    /// Name under which standard input is shown · 标准输入显示的文件名
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(super) stdin_filename: String,
}

/// Which rules there are, and how they are set.
#[derive(Args, Debug)]
pub(super) struct Chosen {
    /// Add the rules of a folder (repeatable) · 增加一个文件夹里的规则
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) settings: Settings,
}

#[derive(Args, Debug, Default)]
pub(super) struct Settings {
    /// Set a parameter of a rule, such as department/variant-name.similarity=0.9 (repeatable) · 设置规则的参数
    #[arg(long, value_name = "RULE.PARAM=VALUE")]
    pub(super) set: Vec<String>,
    /// Set how bad a breach of a rule is: error, warning, info or off (repeatable) · 设置规则的级别
    #[arg(long, value_name = "RULE=SEVERITY")]
    pub(super) severity: Vec<String>,
}

#[derive(Args, Debug)]
pub(super) struct Export {
    /// The lists to print; `-` for standard input · 要转换的清单
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Form of the lists · 格式
    #[arg(long, value_name = "FORMAT", default_value = "yaml")]
    pub(super) format: ListFormat,
    /// Write to a file · 写入文件
    #[arg(long, short, value_name = "FILE", conflicts_with = "textconv")]
    pub(super) output: Option<PathBuf>,
    /// Called by git to show files as text: what is no list is printed as it is · 供 git textconv 调用
    #[arg(long, conflicts_with = "format")]
    pub(super) textconv: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Rules {
    /// Run the examples inside the rules: those built in, or those of a file or folder · 运行规则自带的示例
    Test {
        /// A rule file or a folder of rules
        path: Option<PathBuf>,
    },
    /// List the rules: how bad a breach is, the id, what must hold · 列出规则
    List {
        /// Form of the list · 格式
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: ListingFormat,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Read a rule back: what it checks, with its parameters, why, examples, what to do · 用一句话说明一条规则
    Explain {
        /// The id of the rule
        id: String,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Show how a rule runs: its steps and indexes · 显示一条规则的执行步骤和索引
    Plan {
        /// The id of the rule
        id: String,
        /// Lists to run it on, to see how many rows each step leaves · 用这些清单试跑
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Write a rule to start from, which loads and whose tests pass · 新建一条规则
    New {
        /// Its id: lower-case words joined by hyphens, such as my-county/leader-named
        #[arg(value_name = "FAMILY/NAME")]
        id: String,
        /// The folder of rules to write it into · 规则文件夹
        #[arg(long, value_name = "DIR", default_value = "rules")]
        dir: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListingFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Yaml,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// What `check --format json` prints
    Output,
    /// What `diff --format json` prints
    Diff,
    /// The YAML and JSON form of a list
    List,
    /// Rule files and lexicons
    Rules,
}

/// Exit codes of `diff`, and how versions are named.
const DIFF_HELP: &str = "\
Exit codes: 0 no change at or above --fail-on, 1 such a change, 2 the run is not complete or not valid.
退出码：0 没有达到 --fail-on 级别的变化；1 有；2 比较没有完整进行。

Versions 版本：
  qingdan diff old.yaml new.txt                  two files, whatever their form · 两个文件，格式不限
  qingdan diff lists-2025 lists-2026             two folders · 两个文件夹
  qingdan diff main:lists/a.yaml lists/a.yaml    a file as git keeps it · git 里的文件
  qingdan diff main..HEAD -- lists               two revisions · 两个 git 版本
  qingdan diff HEAD -- lists                     a revision and the working folder · git 版本与当前文件";

#[derive(Args, Debug)]
#[command(after_help = DIFF_HELP)]
pub(super) struct Diff {
    /// The older and the newer version: files, folders, REVISION:PATH, revisions; or a range of revisions, or one that
    /// is compared with the working folder · 旧版本和新版本
    #[arg(value_name = "VERSION", required = true, num_args = 1..=9)]
    pub(super) versions: Vec<OsString>,
    /// What of the revisions to compare [default: all] · 只比较 git 版本中的这些路径
    #[arg(value_name = "PATH", last = true)]
    pub(super) paths: Vec<PathBuf>,
    /// Form of the report · 报告格式
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub(super) format: DiffForm,
    /// Write the report to a file · 把报告写入文件
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// What makes the exit code 1 [default: nothing] · 出现哪一类变化算不通过
    #[arg(long, value_name = "WHAT")]
    pub(super) fail_on: Option<DiffFailOn>,
    /// Show order, numbers and signs too · 同时显示顺序、序号、标点的改动
    #[arg(long)]
    pub(super) show_editorial: bool,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    /// Run the rules in preview too · 同时运行预览中的规则
    #[arg(long)]
    pub(super) preview: bool,
    /// Called by git as the diff driver of lists: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE
    /// · 作为 git 的 diff 驱动程序
    #[arg(long, conflicts_with_all = ["fail_on", "output"])]
    pub(super) git_driver: bool,
    /// How many counties to compare at a time [default: the processors] · 并行数
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// No progress bar · 不显示进度条
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// The forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffForm {
    /// For people at a terminal
    Full,
    /// A note to attach to the file
    Markdown,
    /// A page, side by side
    Html,
    /// For programs, version 1
    Json,
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFailOn {
    /// A change that takes something away that was relied on
    Breaking,
    /// That, or one that a reviewer should look at
    Review,
    /// Any change at all
    Any,
    /// A finding that the older version had not
    NewFindings,
}

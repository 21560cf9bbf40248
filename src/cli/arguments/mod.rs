//! The commands, their arguments, and every word of the help.

mod chosen;
mod diff;
mod fixes;
mod halves;
mod inputs;
mod refusal;
pub(in crate::cli) mod speak;
pub(in crate::cli) mod wanted;

pub(in crate::cli) use chosen::{Chosen, Exceptions, Settings, Standing};
pub(in crate::cli) use diff::{Diff, DiffFailOn, DiffForm};
pub(in crate::cli) use fixes::{Fixes, Fmt};
pub(in crate::cli) use inputs::Inputs;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::arguments::wanted::{Wanted, WantedParser};

/// qingdan 清单: finds what is wrong in township duty lists, and shows where ·
/// qingdan 清单：检查乡镇（街道）履行职责事项清单，指出问题所在的原文
#[derive(Debug, Parser)]
#[command(name = "qingdan", version, max_term_width = 100, after_help = EXIT_CODES)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Command,
    #[command(flatten)]
    pub(in crate::cli) common: Common,
}

const EXIT_CODES: &str = "\
Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 the run is not complete or not valid. · \
退出码：0 没有达到 --fail-on 级别的问题；1 有；2 检查没有完整进行。";

/// The headings under which options stand.
const INPUT: &str = "Input · 读什么";
const RULES: &str = "Rules · 规则";
const STANDING: &str = "Waivers and baseline · 豁免和基线";
const FIXES: &str = "Fixes · 改正";
const HEADINGS: [&str; 4] = [INPUT, RULES, STANDING, FIXES];

/// What every command understands.
#[derive(Args, Debug)]
pub(in crate::cli) struct Common {
    /// Language of messages [default: QINGDAN_LANG, else qingdan.toml, else the locale] ·
    /// 输出语言，默认依次看 QINGDAN_LANG、qingdan.toml、系统语言
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(in crate::cli) lang: Option<Lang>,
    /// When to use colours · 何时使用颜色
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(in crate::cli) color: Color,
    /// Columns to write for [default: the terminal's, else 100] · 输出宽度（列），默认与终端相同，没有终端时 100
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) width: Option<u16>,
    /// Read settings from this file [default: QINGDAN_CONFIG, else the nearest qingdan.toml] ·
    /// 从这个文件读取设置，默认 QINGDAN_CONFIG，再其次是最近的 qingdan.toml
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Read no settings file · 不读设置文件
    #[arg(long, global = true)]
    pub(in crate::cli) isolated: bool,
    /// Findings only: no closing lines, notes or progress · 只输出问题
    #[arg(long, short, global = true)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Lang {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Check lists: files, folders, or `-` for standard input · 检查清单
    Check(Check),
    /// Compare two versions of lists: what changed, by meaning · 比较两个版本
    Diff(Diff),
    /// Show which files would be read, and which not, and why · 显示会读哪些文件，哪些不读，为什么
    Files(Files),
    /// Settings · 设置
    #[command(subcommand)]
    Config(Config),
    /// Known findings: only what is not among them fails a check · 基线：记下已知的问题，以后只有新问题才算
    #[command(subcommand)]
    Baseline(Baseline),
    /// Print lists in their YAML or JSON form · 把清单转换为 YAML 或 JSON
    Export(Export),
    /// Write YAML lists in their canonical form, with their comments · 把 YAML 清单整理成规范写法，注释保留
    Fmt(Fmt),
    /// Work with rules · 规则
    #[command(subcommand)]
    Rules(Rules),
    /// Print the JSON Schema of a format · 输出格式的 JSON Schema
    Schema {
        /// Which format · 哪一种格式
        format: SchemaOf,
    },
    /// Print the completions of a shell · 输出命令行补全脚本
    Completions {
        /// Which shell · 哪一种 shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write all of them into a folder · 输出手册页，或把全部手册页写入文件夹
    Man {
        /// The folder · 写入的文件夹
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// What `qingdan files` understands.
#[derive(Args, Debug)]
pub(in crate::cli) struct Files {
    /// Form of the listing · 格式
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(in crate::cli) format: ListingFormat,
    #[command(flatten)]
    pub(in crate::cli) inputs: Inputs,
}

/// What `qingdan config` understands.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Config {
    /// Show the settings as they hold · 显示生效的设置
    Show {
        /// Say where each comes from · 说明每一项的来源
        #[arg(long)]
        origin: bool,
        #[command(flatten)]
        chosen: Chosen,
    },
}

/// What `qingdan baseline` understands.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Baseline {
    /// Write down all findings there are · 把现有问题全部写入基线
    Write(BaselineRun),
    /// Write down the findings of these lists; entries of others stay · 更新这些清单的问题，其余不动
    Update(BaselineRun),
    /// Take out what is no longer found; nothing is added · 删去已经不存在的问题，不增加
    Prune(BaselineRun),
}

/// With what a baseline is made.
#[derive(Args, Debug)]
pub(in crate::cli) struct BaselineRun {
    /// The file of waivers · 豁免文件
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) waivers: Option<PathBuf>,
    /// The file to write [default: that of qingdan.toml, else qingdan-baseline.yaml] ·
    /// 写入的文件，默认 qingdan.toml 里写的，再其次是 qingdan-baseline.yaml
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) inputs: Inputs,
    #[command(flatten)]
    pub(in crate::cli) chosen: Chosen,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Check {
    /// Form of the report, perhaps with the file it goes to (repeatable) [default: QINGDAN_FORMAT, else qingdan.toml, else
    /// full] · 报告格式，可写明文件，可以写多个；默认依次看 QINGDAN_FORMAT、qingdan.toml，再其次是 full
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = WantedParser)]
    pub(in crate::cli) format: Vec<Wanted>,
    /// Write the report that has no file of its own to this one · 把报告写入文件
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Mildest finding that makes the exit code 1 [default: error] · 达到哪一级算不通过，默认 error
    #[arg(long, value_name = "SEVERITY")]
    pub(in crate::cli) fail_on: Option<FailOn>,
    /// Fail if a rule met nothing it could judge · 有规则没有遇到可判断的内容时算检查无效
    #[arg(long)]
    pub(in crate::cli) fail_on_unapplied: bool,
    /// Exit with 0 whatever is found · 有问题也返回 0
    #[arg(long)]
    pub(in crate::cli) exit_zero: bool,
    /// Accept that there is no list to check · 没有清单也不算错
    #[arg(long)]
    pub(in crate::cli) allow_empty: bool,
    /// How many counties to check at a time [default: the processors] · 同时检查几个县，默认按处理器数
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(in crate::cli) threads: Option<u16>,
    /// No progress bar · 不显示进度条
    #[arg(long)]
    pub(in crate::cli) no_progress: bool,
    /// Check again whenever a file changes · 文件一有改动就重新检查
    #[arg(long)]
    pub(in crate::cli) watch: bool,
    #[command(flatten)]
    pub(in crate::cli) inputs: Inputs,
    #[command(flatten)]
    pub(in crate::cli) chosen: Chosen,
    #[command(flatten)]
    pub(in crate::cli) standing: Standing,
    #[command(flatten)]
    pub(in crate::cli) fixes: Fixes,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Export {
    /// The lists to print; `-` for standard input · 要转换的清单
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,
    /// Form of the lists · 格式
    #[arg(long, value_name = "FORMAT", default_value = "yaml")]
    pub(in crate::cli) format: ListFormat,
    /// Write to a file · 写入文件
    #[arg(long, short, value_name = "FILE", conflicts_with = "textconv")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Called by git to show files as text: what is no list is printed as it is · 供 git textconv 调用，不是清单的原样输出
    #[arg(long, conflicts_with = "format")]
    pub(in crate::cli) textconv: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Rules {
    /// Run the examples inside the rules: those built in, or those of a file or folder · 运行规则自带的示例
    Test {
        /// A rule file or a folder of rules · 规则文件或文件夹
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
        /// The id of the rule · 规则的 id
        id: String,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Show how a rule runs: its steps and indexes · 显示一条规则的执行步骤和索引
    Plan {
        /// The id of the rule · 规则的 id
        id: String,
        /// Lists to run it on, to see how many rows each step leaves · 用这些清单试跑
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        chosen: Chosen,
    },
    /// Write a rule to start from, which loads and whose tests pass · 新建一条规则
    New {
        /// Its id: lower-case words joined by hyphens, such as my-county/leader-named ·
        /// 规则的 id：小写字母加连字符，例如 my-county/leader-named
        #[arg(value_name = "FAMILY/NAME")]
        id: String,
        /// The folder of rules to write it into · 规则文件夹
        #[arg(long, value_name = "DIR", default_value = "rules")]
        dir: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListingFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    Yaml,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
    Error,
    Warning,
    Info,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    /// What `check --format json` prints · check --format json 的输出
    Output,
    /// What `diff --format json` prints · diff --format json 的输出
    Diff,
    /// The YAML and JSON form of a list · 清单的 YAML 和 JSON 格式
    List,
    /// Rule files and lexicons · 规则文件和词表
    Rules,
    /// qingdan.toml · 设置文件 qingdan.toml
    Config,
}

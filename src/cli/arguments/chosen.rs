//! Which rules run, how they are set, and which of their findings count.

use std::path::PathBuf;

use clap::Args;

use crate::check::standing::Day;

/// Which rules there are, and how they are set.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = super::RULES)]
pub(in crate::cli) struct Chosen {
    /// Add the rules of a folder (repeatable) · 增加一个文件夹里的规则
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// Check with a profile: gate, review, audit, or one of qingdan.toml [default: review] ·
    /// 检查方案：gate（把关）、review（审查）、audit（审计），或 qingdan.toml 里自定的；默认 review
    #[arg(long, value_name = "PROFILE")]
    pub(in crate::cli) profile: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) settings: Settings,
}

/// How rules are chosen and set.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = super::RULES)]
pub(in crate::cli) struct Settings {
    /// Run exactly these rules or families, `all` for all (with commas, repeatable) · 只运行这些规则或类别
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(in crate::cli) select: Vec<String>,
    /// Run these rules or families, too · 另外运行这些规则或类别
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(in crate::cli) extend_select: Vec<String>,
    /// Do not run these rules or families · 不运行这些规则或类别
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(in crate::cli) ignore: Vec<String>,
    /// Run the rules in preview, too: more is found, at more cost · 同时运行预览中的规则：发现得更多，也更慢
    #[arg(long)]
    pub(in crate::cli) preview: bool,
    /// Set a parameter of a rule, such as department/variant-name.similarity=0.9 (repeatable) ·
    /// 设置规则的参数，例如 department/variant-name.similarity=0.9
    #[arg(long, value_name = "RULE.PARAM=VALUE")]
    pub(in crate::cli) set: Vec<String>,
    /// Set how bad a breach of a rule is: error, warning, info or off (repeatable) ·
    /// 设置规则的级别：error、warning、info 或 off
    #[arg(long, value_name = "RULE=SEVERITY")]
    pub(in crate::cli) severity: Vec<String>,
}

/// Which findings count.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = super::STANDING)]
pub(in crate::cli) struct Standing {
    #[command(flatten)]
    pub(in crate::cli) exceptions: Exceptions,
    /// Show the findings that are waived or known, too · 豁免的和基线里已知的问题也显示
    #[arg(long)]
    pub(in crate::cli) show_waived: bool,
    /// Count only what is new since a revision of git, which takes the place of a baseline ·
    /// 只有某个 git 版本之后的新问题才算，代替基线
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["baseline", "strict_baseline"])]
    pub(in crate::cli) since: Option<String>,
    /// Fail if the baseline holds what is no longer found · 基线里有已经不存在的问题时算检查无效
    #[arg(long)]
    pub(in crate::cli) strict_baseline: bool,
}

/// Which findings are set aside or known.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = super::STANDING)]
pub(in crate::cli) struct Exceptions {
    /// The file of waivers · 豁免文件
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) waivers: Option<PathBuf>,
    /// The file of known findings: only new ones count · 基线文件：只有新问题才算
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// The day on which waivers are judged [default: today in China] · 按哪一天判断豁免是否到期，默认今天
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(in crate::cli) today: Option<Day>,
}

fn day(text: &str) -> Result<Day, String> {
    let words = "a day is written 2027-01-31 · 日期要写成 2027-01-31";
    Day::parse(text).ok_or_else(|| words.to_owned())
}

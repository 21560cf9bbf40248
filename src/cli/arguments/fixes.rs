//! What is mended, and how lists are written.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

/// Whether fixes are made.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = super::FIXES, group = ArgGroup::new("mending").multiple(true))]
pub(in crate::cli) struct Fixes {
    /// Mend YAML lists where that cannot change what they mean, then report what is left ·
    /// 改正 YAML 清单里不会改变意思的问题，再报告剩下的
    #[arg(long, group = "mending", conflicts_with = "watch")]
    pub(in crate::cli) fix: bool,
    /// Mend also what needs a look afterwards: counts, numbers, names, words ·
    /// 连同改后需要核对的一起改：项数、序号、名称、错别字
    #[arg(long = "unsafe", requires = "mending")]
    pub(in crate::cli) also_unsafe: bool,
    /// Print what would be mended as a diff, and write nothing; exit code 1 if there is something ·
    /// 只显示会怎样改（统一差异格式），不写文件；有可改的返回 1
    #[arg(long, group = "mending", conflicts_with_all = ["watch", "format", "output"])]
    pub(in crate::cli) diff: bool,
}

/// What `qingdan fmt` understands.
#[derive(Args, Debug)]
pub(in crate::cli) struct Fmt {
    /// The lists: files, folders, or `-` for standard input, which is printed · 要整理的清单；- 是标准输入，结果输出到标准输出
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Write nothing; exit code 1 if a list is not in its canonical form · 不写文件；有清单不合规范写法时返回 1
    #[arg(long)]
    pub(in crate::cli) check: bool,
    /// Print what would change as a diff, and write nothing · 只显示会怎样改（统一差异格式），不写文件
    #[arg(long)]
    pub(in crate::cli) diff: bool,
}

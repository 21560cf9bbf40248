//! Which files are read.

use std::path::PathBuf;

use clap::Args;

/// What to read, and under which name.
#[derive(Args, Debug)]
#[command(next_help_heading = super::INPUT)]
pub(in crate::cli) struct Inputs {
    /// What to check: files (read whatever their name), folders (searched for .txt, .yaml and .yml, with .gitignore
    /// respected), `-` for standard input ·
    /// 要检查的文件（不论名称）、文件夹（只找 .txt、.yaml、.yml，.gitignore 排除的不算），- 是标准输入
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// Read the names of files, one a line, from a file or `-` · 从文件或标准输入（-）读取文件名，每行一个
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) files_from: Option<PathBuf>,
    /// Treat files that are named like those found in folders: pass over what is excluded or no list ·
    /// 明确写出的文件也按文件夹里的文件对待：设置里排除的、不是清单的不读
    #[arg(long)]
    pub(in crate::cli) force_exclude: bool,
    /// Read what .gitignore and .ignore exclude, too · .gitignore、.ignore 排除的也读
    #[arg(long)]
    pub(in crate::cli) no_ignore: bool,
    /// A registry to read with every list (repeatable) · 与每份清单一起读的部门名录
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) registry: Vec<PathBuf>,
    /// Name under which standard input is shown · 标准输入显示的文件名
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(in crate::cli) stdin_filename: String,
}

//! Why git could not answer.

use std::io;

use crate::finding::Words;

/// Why git could not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Trouble {
    /// There is no program `git`.
    Absent,
    /// The working folder belongs to no repository.
    NoRepository,
    /// The repository belongs to somebody else, so git refuses to read it.
    Distrusted,
    /// There is no revision, or no file in it, of this name.
    Unknown(String),
    /// What git said instead of an answer.
    Failed(String),
}

impl Trouble {
    /// Why the program did not start.
    pub(super) fn started(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            _ => Self::Failed(error.to_string()),
        }
    }

    /// What the program said on standard error.
    pub(super) fn said(words: &[u8]) -> Self {
        let words = String::from_utf8_lossy(words);
        if words.contains("not a git repository") {
            return Self::NoRepository;
        }
        if words.contains("dubious ownership") {
            return Self::Distrusted;
        }
        let line = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
        Self::Failed(line.trim_start_matches("fatal: ").to_owned())
    }

    /// Its name in the table of failures.
    pub(in crate::cli) fn code(&self) -> &'static str {
        match self {
            Self::Absent => "git/not-installed",
            Self::NoRepository => "git/no-repository",
            Self::Distrusted => "git/distrusted",
            Self::Unknown(_) => "git/unknown-revision",
            Self::Failed(_) => "git/failed",
        }
    }

    /// What went wrong.
    pub(in crate::cli) fn title(&self) -> Words {
        let (zh, en) = match self {
            Self::Absent => (
                "没有找到 git 程序".to_owned(),
                "there is no program git".to_owned(),
            ),
            Self::NoRepository => (
                "当前文件夹不在 git 仓库里".to_owned(),
                "the folder you are in belongs to no git repository".to_owned(),
            ),
            Self::Distrusted => (
                "git 拒绝读取这个仓库：它属于另一个用户".to_owned(),
                "git refuses to read the repository: it belongs to another user".to_owned(),
            ),
            Self::Unknown(name) => (
                format!("git 里没有“{name}”"),
                format!("git knows nothing of the name {name}"),
            ),
            Self::Failed(words) => (
                format!("git 没有答复：{words}"),
                format!("git did not answer: {words}"),
            ),
        };
        Words::new(zh, en)
    }

    /// What to do about it.
    pub(in crate::cli) fn help(&self) -> (&'static str, &'static str) {
        match self {
            Self::Absent => (
                "安装 git，或改用两个文件、两个文件夹比较。",
                "install git, or compare two files or two folders.",
            ),
            Self::NoRepository => (
                "进入仓库所在的文件夹再运行，或改用两个文件、两个文件夹比较。",
                "run it inside the repository, or compare two files or two folders.",
            ),
            Self::Distrusted => (
                "确认可信后运行 git config --global --add safe.directory <仓库路径>。",
                "if you trust it, run git config --global --add safe.directory <path of the repository>.",
            ),
            Self::Unknown(_) => (
                "写成 版本:路径，例如 main:lists/a.yaml；路径从仓库根目录写起，用 git log、git branch 查看有哪些版本。\
                 还没有提交的文件直接写路径。",
                "write REVISION:PATH, such as main:lists/a.yaml, the path from the root of the repository; git log and \
                 git branch show the revisions. A file that is not committed is named by its path alone.",
            ),
            Self::Failed(_) => (
                "先用 git fsck 查看仓库是否完好。",
                "see with git fsck whether the repository is sound.",
            ),
        }
    }
}

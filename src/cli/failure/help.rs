//! What to do about a failure of reading or writing, in both languages.

/// What to do about an input.
pub(super) fn of_input(code: &str) -> (&'static str, &'static str) {
    match code {
        "input/not-found" => (
            "核对文件名和当前所在的文件夹。",
            "look at the spelling, and at the folder you are in.",
        ),
        "input/unreadable" => ("查看文件的读取权限。", "see whether you may read it."),
        "input/too-large" => (
            "一份清单不到 1 MB：把文件拆成每个乡镇一份。",
            "a list has less than 1 MB: keep one file for each township.",
        ),
        "input/not-text" => (
            "另存为 UTF-8 编码的纯文本再检查。",
            "save it as plain text in UTF-8.",
        ),
        "input/nothing-to-check" => (
            "文件夹里只找 .txt、.yaml、.yml 文件，.gitignore 排除的不算；没有清单也属正常时，加 --allow-empty。",
            "folders are searched for .txt, .yaml and .yml files that no .gitignore excludes; add --allow-empty where \
                 it is fine to have none.",
        ),
        "input/not-compared" => (
            "修好读不出来的文件，再比较一次。",
            "mend the file that cannot be read, and compare again.",
        ),
        "input/not-two-versions" => (
            "写旧、新两个文件或文件夹，或写 git 的版本范围，例如 qingdan diff main..HEAD -- lists。",
            "name an older and a newer file or folder, or a range of revisions, such as qingdan diff main..HEAD -- lists.",
        ),
        _ => (
            "原因见 qingdan check 报出的 read/… 各条。",
            "the findings read/… of qingdan check say why.",
        ),
    }
}

/// What to do about an output.
pub(super) fn of_output(code: &str) -> (&'static str, &'static str) {
    match code {
        "output/exists" => (
            "换一个名称，或先把它移走。",
            "take another name, or move it away first.",
        ),
        "output/unwritable" => (
            "查看文件夹是否存在、磁盘是否已满。",
            "see whether its folder exists and the disk has room.",
        ),
        "output/no-file" => (
            "写明文件，或用 --diff 只看会怎样改。",
            "name the file, or see with --diff what would change.",
        ),
        "output/not-formatted" => (
            "先按 qingdan check 报出的 read/… 各条改正；文件须是 UTF-8 编码。",
            "mend first what qingdan check finds under read/…; the file must be UTF-8.",
        ),
        "output/no-format" => (
            "用 qingdan check --help 看有哪些格式。",
            "qingdan check --help shows those there are.",
        ),
        _ => (
            "给每份报告写明文件，例如 --format sarif=out.sarif --format full。",
            "name a file for each, as in --format sarif=out.sarif --format full.",
        ),
    }
}

//! The reports that people read: Markdown held to a Markdown parser, the workbook opened by another library, pages of many findings.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]
#![expect(clippy::disallowed_methods, reason = "the tests write lists and read reports")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

mod markdown;
mod page;
mod workbook;

/// A list whose every text means harm to a reader of Markdown, of a spreadsheet or of a page; the rules find it.
const HOSTILE: &str = r##"schema: qingdan/list@1
township: {name: "=cmd|'/c calc'!A1镇", region: ["甲省 @everyone", "乙市 | <b>粗</b>", "丙县 `代码`"]}
basic:
  categories:
  - name: "[点我](javascript:alert(1)) ![图](http://evil.example/a.png)"
    declared: 9
    duties:
    - {number: 1, name: "=HYPERLINK(\"http://evil.example\",\"点我\") 完成上级交办的其他任务"}
    - {number: 1, name: "@here <script>alert(1)</script> http://evil.example www.evil.example a@evil.example 完成上级交办的其他任务"}
    - {number: 7, name: "# 标题 `*粗*` ~~删~~ | 竖线 |\u202e 倒写 &lt;b&gt; 完成上级交办的其他任务"}
    - {number: 8, name: "+1-1 - 列表 1. 编号 > 引用 \\ 斜线 $x$ #12 完成上级交办的其他任务"}
"##;

/// A folder with the hostile list.
fn hostile() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("清单 `a`|@b.yaml");
    std::fs::write(&path, HOSTILE).unwrap();
    (folder, path)
}

/// The bytes of a report on some lists with all rules.
fn report(lists: &Path, format: &str, language: &str) -> Vec<u8> {
    report_and_findings(lists, format, language).0
}

/// The same, with the findings of the run as the JSON report tells them.
fn report_and_findings(lists: &Path, format: &str, language: &str) -> (Vec<u8>, Vec<Value>) {
    let folder = tempfile::tempdir().unwrap();
    let (file, json) = (folder.path().join("report"), folder.path().join("json"));
    let output = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args([
            "check",
            "--preview",
            "--fail-on",
            "info",
            "--lang",
            language,
            "--format",
        ])
        .arg(format!("{format}={}", file.display()))
        .arg("--format")
        .arg(format!("json={}", json.display()))
        .arg(lists)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap();
    assert!(output.status.code() == Some(1), "{output:?}");
    let mut json: Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    (
        std::fs::read(file).unwrap(),
        serde_json::from_value(json["findings"].take()).unwrap(),
    )
}

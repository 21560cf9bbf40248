//! A folder to run command lines in, in an empty environment.
#![allow(dead_code, reason = "each test that uses it uses a part of it")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A list with one error and one warning.
pub(crate) const LIST: &str = "\
schema: qingdan/list@1
title: 甲省乙市丙县丁镇履行职责事项清单
township: {name: 丁镇, region: [甲省, 乙市, 丙县]}
basic:
  categories:
  - name: 党的建设
    declared: 1
    duties:
    - {number: 1, name: 加强党员教育管理}
cooperative:
  categories:
  - name: 平安法治
    duties:
    - number: 1
      name: 打击传销
      departments: [县公安局, 县司法局]
      blocks:
      - departments: [县公安局]
        clauses: [牵头制定方案, 依法查处]
      township: [开展宣传教育, 对参与传销的人员进行处罚]
reclaimed:
  categories:
  - name: 民生服务
    duties:
    - {number: 1, name: 高龄津贴的追缴, receivers: [县民政局], mode: [核查发放对象]}
";

/// A folder to run commands in.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(TempDir::new().unwrap());
        files
            .iter()
            .for_each(|(name, text)| desk.put(name, text.as_bytes()));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingdan"));
        command
            .args(line.split_whitespace())
            .current_dir(self.0.path())
            .env_clear();
        command
    }

    pub(crate) fn run(&self, line: &str) -> Output {
        self.command(line).stdin(Stdio::null()).output().unwrap()
    }

    pub(crate) fn stdout(&self, line: &str) -> String {
        String::from_utf8(self.run(line).stdout).unwrap()
    }

    pub(crate) fn code(&self, line: &str) -> i32 {
        self.run(line).status.code().expect("no signal ended it")
    }

    /// The command as typed, and all that came of it.
    pub(crate) fn transcript(&self, lines: &[&str]) -> String {
        let mut text = String::new();
        for line in lines {
            let output = self.run(line);
            writeln!(text, "$ qingdan {line}").unwrap();
            text.push_str(&String::from_utf8(output.stdout).unwrap());
            let errors = String::from_utf8(output.stderr).unwrap();
            errors
                .lines()
                .for_each(|line| writeln!(text, "err: {line}").unwrap());
            writeln!(
                text,
                "exit code {}\n",
                output.status.code().expect("no signal ended it")
            )
            .unwrap();
        }
        text
    }
}

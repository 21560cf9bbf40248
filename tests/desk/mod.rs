//! A folder to run command lines in, in an environment with nothing but the path of programs.
#![allow(dead_code, reason = "each test that uses it uses a part of it")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
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

/// A folder to run commands in, in no repository but its own.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(TempDir::new().unwrap());
        files.iter().for_each(|(name, text)| desk.put(name, text));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = self.bare(env!("CARGO_BIN_EXE_qingdan"));
        command.args(line.split_whitespace());
        command
    }

    /// A program run here.
    fn bare(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.0.path())
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("GIT_CEILING_DIRECTORIES", self.0.path().parent().unwrap())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.0.path());
        command
    }

    pub(crate) fn run(&self, line: &str) -> Output {
        self.command(line).stdin(Stdio::null()).output().unwrap()
    }

    /// The same with variables of the environment.
    pub(crate) fn run_in(&self, line: &str, environment: &[(&str, &str)]) -> Output {
        let mut command = self.command(line);
        command.envs(environment.iter().copied()).stdin(Stdio::null());
        command.output().unwrap()
    }

    pub(crate) fn with_input(&self, line: &str, input: &str) -> String {
        let mut command = self.command(line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    }

    pub(crate) fn stdout(&self, line: &str) -> String {
        String::from_utf8(self.run(line).stdout).unwrap()
    }

    pub(crate) fn code(&self, line: &str) -> i32 {
        self.run(line).status.code().expect("no signal ended it")
    }

    /// Runs git, which must not fail, and gives what it says.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut command = self.bare("git");
        command.args(["-c", "user.name=n", "-c", "user.email=e@example.org"]);
        command.env("GIT_PAGER", "cat").env("QINGDAN_LANG", "zh");
        let output = command.args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The commands as typed, and all that came of them.
    pub(crate) fn transcript(&self, lines: &[&str]) -> String {
        let mut text = String::new();
        for line in lines {
            let output = self.run(line);
            writeln!(text, "$ qingdan {line}").unwrap();
            text.push_str(&String::from_utf8(output.stdout).unwrap());
            let errors = String::from_utf8(output.stderr).unwrap();
            let errors = errors.lines();
            errors.for_each(|line| writeln!(text, "err: {line}").unwrap());
            let code = output.status.code().expect("no signal ended it");
            writeln!(text, "exit code {code}\n").unwrap();
        }
        text
    }
}

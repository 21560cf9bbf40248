//! A repository of lists, set up as its keepers would: the hook, the action, the pipeline, the shell, the manual.
#![expect(
    clippy::disallowed_methods,
    reason = "the test copies the repository it runs on"
)]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod desk;
mod shown;

use std::path::Path;
use std::process::{Command, Output};

use desk::Desk;
use serde_json::Value;

/// A copy of the repository of lists, which no settings around it reach.
fn repository() -> Desk {
    let desk = Desk::new(&[(".git/HEAD", "")]);
    copy(
        &desk,
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tryout")),
        "",
    );
    desk
}

fn copy(desk: &Desk, folder: &Path, into: &str) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{into}{}", path.file_name().unwrap().to_str().unwrap());
        match path.is_dir() {
            true => copy(desk, &path, &format!("{name}/")),
            false => desk.put(&name, std::fs::read(&path).unwrap()),
        }
    }
}

/// A file of ours or of the repository of lists, as data.
fn yaml(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Runs a script of the shell with qingdan on its path.
fn bash(desk: &Desk, script: &str, variables: &[(&str, &str)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_qingdan"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut command = Command::new("bash");
    command
        .args(["-e", "-o", "pipefail", "-c", script])
        .current_dir(desk.path(""))
        .env_clear();
    command
        .env("PATH", path)
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// Adds a defect that neither waivers nor the baseline know.
fn spoil(desk: &Desk) {
    let name = "己县/庚街道.yaml";
    let text = std::fs::read_to_string(desk.path(name)).unwrap();
    desk.put(
        name,
        text.replace("发现线索及时上报", "对违法的予以处罚").as_bytes(),
    );
}

#[test]
fn the_repository_passes_and_says_what_it_does_not_count() {
    let desk = repository();
    let settings = shown::without_unmet("tryout");
    let transcript = desk.transcript(&[
        "check --lang zh --strict-baseline",
        "check --lang en --show-waived -q --format concise",
        "files --lang zh",
        "rules test rules --lang zh",
    ]);
    settings.bind(|| insta::assert_snapshot!("check", transcript));
    spoil(&desk);
    assert_eq!(desk.code("check"), 1);
    assert_eq!(
        desk.code("check --profile gate --severity conflict/township-enforces=info"),
        0
    );
}

#[test]
fn the_hook_checks_the_files_that_changed() {
    let desk = repository();
    let hook = &yaml(".pre-commit-hooks.yaml")[0];
    let chosen = &yaml("tests/tryout/.pre-commit-config.yaml")["repos"][0]["hooks"][0];
    assert_eq!(hook["id"], chosen["id"]);
    let files = regex::Regex::new(hook["files"].as_str().unwrap()).unwrap();
    let run = |changed: &[&str]| {
        let names: Vec<&str> = changed
            .iter()
            .copied()
            .filter(|name| files.is_match(name))
            .collect();
        let arguments = chosen["args"]
            .as_array()
            .unwrap()
            .iter()
            .map(|argument| argument.as_str().unwrap());
        let line: Vec<&str> = hook["entry"]
            .as_str()
            .unwrap()
            .split(' ')
            .chain(arguments)
            .chain(names)
            .collect();
        bash(&desk, &line.join(" "), &[])
    };
    let all = [
        "qingdan.toml",
        "README.md",
        "registry.yaml",
        "waivers.yaml",
        "qingdan-baseline.yaml",
        "rules/tryout/few-departments.yaml",
        "丙县/丁镇.yaml",
        "己县/庚街道.yaml",
        "drafts/辛镇.yaml",
        ".gitlab-ci.yml",
    ];
    let output = run(&all);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("2 份清单"),
        "only lists are checked: {output:?}"
    );
    assert_eq!(code(&run(&["waivers.yaml"])), 0, "no list changed");
    spoil(&desk);
    assert_eq!(code(&run(&["己县/庚街道.yaml"])), 1);
    assert_eq!(code(&run(&["丙县/丁镇.yaml"])), 0);
}

#[test]
fn the_action_annotates_and_writes_sarif_whatever_is_found() {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let step = |name: &str| steps.iter().find(|step| step["name"] == name).unwrap();
    assert!(step("upload")["if"].as_str().unwrap().starts_with("always()"));
    let used = yaml("tests/tryout/.github/workflows/lists.yml");
    let used = &used["jobs"]["check"]["steps"][1];
    let input = |name: &str| {
        let set = &used["with"][name];
        let value = if set.is_null() {
            &action["inputs"][name]["default"]
        } else {
            set
        };
        value.as_str().unwrap().to_owned()
    };
    for (spoilt, expected) in [(false, 0), (true, 1)] {
        let desk = repository();
        if spoilt {
            spoil(&desk);
        }
        let check = step("check");
        let value = |text: &str| {
            let name = text
                .trim_start_matches("${{ inputs.")
                .trim_end_matches(" }}")
                .to_owned();
            if text.starts_with("${{ inputs.") {
                input(&name)
            } else {
                String::new()
            }
        };
        let variables = check["env"].as_object().unwrap().iter();
        let mut variables: Vec<(&str, String)> = variables
            .map(|(name, text)| (name.as_str(), value(text.as_str().unwrap())))
            .collect();
        let summary = desk.path("summary.md").to_string_lossy().into_owned();
        variables.extend([
            ("GITHUB_ACTIONS", "true".to_owned()),
            ("GITHUB_STEP_SUMMARY", summary),
        ]);
        let variables: Vec<(&str, &str)> = variables
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let output = bash(&desk, check["run"].as_str().unwrap(), &variables);
        assert_eq!(code(&output), expected, "{output:?}");
        let annotated =
            String::from_utf8_lossy(&output.stdout).contains("::error file=己县/庚街道.yaml,line=");
        assert_eq!(annotated, spoilt, "{output:?}");
        let sarif = std::fs::read(desk.path(&input("sarif"))).unwrap();
        let sarif: Value = serde_json::from_slice(&sarif).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        assert_eq!(
            results.len(),
            3 + usize::from(spoilt),
            "what is waived or known is in it, too"
        );
    }
}

/// The action as a runner takes it, with its inputs as they are by default, in a folder.
struct Action<'d> {
    action: Value,
    desk: &'d Desk,
    temp: String,
}

impl Action<'_> {
    fn step(&self, name: &str) -> &Value {
        let mut steps = self.action["runs"]["steps"].as_array().unwrap().iter();
        steps.find(|step| step["name"] == name).unwrap()
    }

    /// A text with its expressions filled in.
    fn filled(&self, text: &Value) -> String {
        let mut text = text.as_str().unwrap().to_owned();
        for (name, input) in self.action["inputs"].as_object().unwrap() {
            text = text.replace(
                &format!("${{{{ inputs.{name} }}}}"),
                input["default"].as_str().unwrap(),
            );
        }
        text = text.replace("${{ runner.temp }}", &self.temp);
        text = text.replace("${{ github.action_path }}", "/action path");
        assert!(!text.contains("${{"), "{text}");
        text
    }

    /// Runs a step, as <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax> says of `bash`.
    fn run(&self, name: &str) -> Output {
        let step = self.step(name);
        assert_eq!(step["shell"], "bash");
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c"])
            .arg(self.filled(&step["run"]))
            .current_dir(self.desk.path(""))
            .env_clear()
            .env(
                "PATH",
                format!("{}:/usr/bin:/bin", self.desk.path("fake").display()),
            )
            .env("GITHUB_ACTIONS", "true")
            .env("GITHUB_STEP_SUMMARY", self.desk.path("summary.md"));
        for (name, value) in step["env"].as_object().unwrap() {
            command.env(name, self.filled(value));
        }
        command.output().unwrap()
    }
}

#[test]
fn the_action_installs_what_it_then_runs_and_uploads_what_it_wrote() {
    let desk = repository();
    spoil(&desk);
    // A cargo that writes down what it is asked for, and installs what was built here.
    let cargo = format!(
        "#!/bin/bash\nprintf '%s\\n' \"$@\" > cargo.txt\nroot=\"${{@: -1}}\"\nmkdir -p \"$root/bin\"\n\
         ln -s {:?} \"$root/bin/qingdan\"\n",
        env!("CARGO_BIN_EXE_qingdan")
    );
    desk.put("fake/cargo", cargo);
    assert_eq!(code(&bash(&desk, "chmod +x fake/cargo", &[])), 0);
    let action = Action {
        action: yaml("action.yml"),
        desk: &desk,
        temp: desk.path("runner temp").to_string_lossy().into_owned(),
    };
    let installed = action.run("install");
    assert_eq!(code(&installed), 0, "{installed:?}");
    let root = format!("{}/qingdan", action.temp);
    let asked = ["install", "--locked", "--path", "/action path", "--root", &root];
    assert_eq!(desk.read("cargo.txt").lines().collect::<Vec<_>>(), asked);
    // What is kept from one run to the next is what is installed and run.
    assert_eq!(
        action.filled(&action.action["runs"]["steps"][0]["with"]["path"]),
        root
    );
    assert_eq!(
        action.step("install")["if"],
        "steps.cache.outputs.cache-hit != 'true'"
    );
    let checked = action.run("check");
    assert_eq!(code(&checked), 1, "{checked:?}");
    assert!(desk.read("summary.md").contains("庚街道"));
    // The step that uploads runs all the same, and finds the file.
    let upload = action.step("upload");
    let condition = "always() && inputs.upload == 'true' && hashFiles(inputs.sarif) != ''";
    assert_eq!(upload["if"], condition);
    let written = action.filled(&upload["with"]["sarif_file"]);
    let sarif: Value = serde_json::from_str(&desk.read(&written)).unwrap();
    assert_eq!(sarif["runs"][0]["invocations"][0]["exitCode"], 1);
    assert_eq!(
        action.filled(&action.action["outputs"]["sarif"]["value"]),
        written
    );
}

#[test]
fn the_pipeline_leaves_its_reports() {
    let desk = repository();
    spoil(&desk);
    let job = &yaml("tests/tryout/.gitlab-ci.yml")["lists"];
    let script: Vec<&str> = job["script"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect();
    let output = bash(&desk, &script.join("\n"), &[]);
    assert_eq!(code(&output), 1, "{output:?}");
    for report in job["artifacts"]["reports"].as_object().unwrap().values() {
        assert!(desk.path(report.as_str().unwrap()).is_file(), "{report}");
    }
    assert_eq!(job["artifacts"]["when"], "always");
}

#[test]
fn shells_complete_commands_and_options() {
    let desk = repository();
    let complete = "source <(qingdan completions bash)\nCOMP_WORDS=(qingdan check --prof)\nCOMP_CWORD=2\n\
        _qingdan qingdan --prof check\nprintf '%s\\n' \"${COMPREPLY[@]}\"\ncomplete -p qingdan";
    let output = bash(&desk, complete, &[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.lines().any(|line| line == "--profile"),
        "{said} {}",
        String::from_utf8_lossy(&output.stderr)
    );
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            desk.stdout(&format!("completions {shell} --lang zh"))
                .contains("baseline"),
            "{shell}"
        );
    }
}

#[test]
fn the_manual_can_be_read() {
    let desk = repository();
    std::fs::create_dir(desk.path("man")).unwrap();
    assert_eq!(desk.code("man --dir man --lang zh"), 0);
    let pages = std::fs::read_dir(desk.path("man")).unwrap();
    let pages: Vec<String> = pages
        .map(|page| page.unwrap().file_name().into_string().unwrap())
        .collect();
    for page in [
        "qingdan.1",
        "qingdan-check.1",
        "qingdan-baseline-prune.1",
        "qingdan-rules-explain.1",
    ] {
        assert!(pages.iter().any(|there| there == page), "{page}: {pages:?}");
    }
    // Where the system has a reader of manual pages, it finds nothing wrong.
    let script = "command -v man >/dev/null || exit 77\nMANPAGER=cat MANROFFOPT=-ww man --warnings -l man/qingdan-check.1";
    let output = bash(&desk, script, &[("LC_ALL", "C.UTF-8"), ("MANWIDTH", "100")]);
    if code(&output) != 77 {
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            code(&output) == 0 && said.contains("--fail-on") && said.contains("豁免文件"),
            "{output:?}"
        );
    }
}

#[test]
fn colours_follow_the_conventions() {
    let desk = repository();
    spoil(&desk);
    let coloured = |flags: &str, variables: &[(&str, &str)]| {
        let mut command = desk.command(&format!("check -q {flags}"));
        let output = command.envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured("", &[]), "no terminal");
    assert!(coloured("", &[("FORCE_COLOR", "1")]) && coloured("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured("", &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(
        coloured("", &[("FORCE_COLOR", "1"), ("NO_COLOR", "")]),
        "empty is not set"
    );
    assert!(coloured("--color always", &[("NO_COLOR", "1")]), "the flag wins");
    assert!(!coloured("--color never", &[("FORCE_COLOR", "1")]));
}

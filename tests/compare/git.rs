//! Versions that git keeps, and git that calls qingdan.

use super::desk::Desk;
use super::revision::{LIST, revised};

/// A repository with two revisions of a list under a Chinese name.
fn repository() -> Desk {
    let desk = Desk::new(&[("清单/丁 镇.yaml", LIST), ("清单/README.txt", "no list\n")]);
    desk.git(&["init", "-q", "-b", "main"]);
    desk.git(&["add", "."]);
    desk.git(&["commit", "-q", "-m", "one"]);
    desk.git(&["tag", "v1"]);
    desk.put("清单/丁 镇.yaml", &revised());
    desk.git(&["commit", "-q", "-a", "-m", "two"]);
    desk
}

/// Names with blanks are passed as they are.
fn diff(desk: &Desk, arguments: &[&str]) -> (String, i32) {
    let output = desk
        .command("diff -q --lang zh")
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (said, output.status.code().unwrap())
}

const CHANGED: &str = "新增承担 1 项、收回 1 项";

#[test]
fn a_file_of_a_revision_against_one_of_the_folder() {
    let desk = repository();
    let id = desk.git(&["rev-parse", "v1:清单/丁 镇.yaml"]);
    for (old, new) in [
        ("v1:清单/丁 镇.yaml", "清单/丁 镇.yaml"),
        ("v1:清单/丁 镇.yaml", "main:清单/丁 镇.yaml"),
        (id.trim(), "HEAD:清单/丁 镇.yaml"),
        ("v1:清单", "清单"),
        ("v1", "main"),
    ] {
        let (said, code) = diff(&desk, &[old, new]);
        assert!(said.starts_with(CHANGED), "{old} {new}: {said}");
        assert_eq!(code, 0);
    }
    let (said, _) = diff(&desk, &["v1:清单/丁 镇.yaml", "清单/丁 镇.yaml"]);
    assert!(
        said.contains("旧 v1:清单/丁 镇.yaml\n新 清单/丁 镇.yaml\n"),
        "{said}"
    );
}

#[test]
fn ranges_of_revisions_and_the_working_folder() {
    let desk = repository();
    desk.put("other.yaml", "schema: qingdan/list@1\n");
    for arguments in [
        &["v1..main"][..],
        &["v1..", "--", "清单"],
        &["v1...HEAD", "--", "清单/丁 镇.yaml"],
        &["v1", "--", "清单"],
        &["v1", "main", "--", "清单"],
    ] {
        let (said, code) = diff(&desk, arguments);
        assert!(said.starts_with(CHANGED), "{arguments:?}: {said}");
        assert_eq!(code, 0, "{arguments:?}");
    }
    let (said, code) = diff(&desk, &["main", "--", "清单"]);
    assert_eq!((said.as_str(), code), ("两个版本没有变化。\n", 0));
    let mut below = desk.command("diff -q --lang zh v1 -- .");
    let below = below.current_dir(desk.path("清单")).output().unwrap();
    let said = String::from_utf8(below.stdout).unwrap();
    assert!(
        said.starts_with(CHANGED),
        "{said}{}",
        String::from_utf8_lossy(&below.stderr)
    );
}

#[test]
fn a_list_that_only_one_revision_has_is_a_township_that_came() {
    let desk = repository();
    let other = LIST.replace("丁镇", "己镇");
    desk.put("清单/己镇.yaml", &other);
    let (said, _) = diff(&desk, &["main", "--", "清单"]);
    assert!(
        said.contains("甲省乙市丙县己镇") && said.contains("整份清单为新增"),
        "{said}"
    );
    let (said, _) = diff(&desk, &["main", "--", "清单/己镇.yaml"]);
    assert!(said.contains("整份清单为新增"), "{said}");
}

#[test]
fn names_that_git_does_not_know_and_names_like_options_are_told() {
    let desk = repository();
    for (arguments, code, words) in [
        (
            &["nowhere:清单/丁 镇.yaml", "清单"][..],
            "git/unknown-revision",
            "nowhere:清单/丁 镇.yaml",
        ),
        (
            &["v1:missing.yaml", "清单"],
            "git/unknown-revision",
            "v1:missing.yaml",
        ),
        (&["v1..nowhere"], "git/unknown-revision", "nowhere"),
        (
            &["v1", "--", "missing.yaml"],
            "git/unknown-revision",
            "missing.yaml",
        ),
        (
            &["v1:../../outside.yaml", "清单"],
            "git/unknown-revision",
            "outside",
        ),
        (&["--", "--output=stolen"], "", ""),
        (&["--output=stolen:x", "清单"], "", ""),
        (&["nowhere", "清单"], "input/not-found", "nowhere"),
    ] {
        let (said, exit) = diff(&desk, arguments);
        assert_eq!(exit, 2, "{arguments:?}: {said}");
        assert!(
            said.contains(code) && said.contains(words),
            "{arguments:?}: {said}"
        );
    }
    let (said, exit) = diff(&desk, &["-Ostolen:x", "清单"]);
    assert_eq!(exit, 2, "{said}");
    assert!(!desk.path("stolen").exists());
}

#[test]
fn git_calls_it_as_a_diff_driver() {
    let desk = repository();
    let program = env!("CARGO_BIN_EXE_qingdan");
    desk.put(".gitattributes", "*.yaml diff=qingdan\n");
    desk.git(&[
        "config",
        "diff.qingdan.command",
        &format!("{program} diff --git-driver"),
    ]);
    let said = desk.git(&["-c", "core.quotePath=false", "diff", "v1", "main", "--", "清单"]);
    assert!(
        said.starts_with("diff --qingdan a/清单/丁 镇.yaml b/清单/丁 镇.yaml\n"),
        "{said}"
    );
    assert!(
        said.contains(CHANGED) && said.contains("旧 a/清单/丁 镇.yaml\n新 b/清单/丁 镇.yaml\n"),
        "{said}"
    );
    // A file that came, one that went, and one that is no list do not stop git.
    desk.put("清单/己镇.yaml", &LIST.replace("丁镇", "己镇"));
    desk.put("no.yaml", "- just a list of words\n");
    desk.git(&["add", "."]);
    desk.git(&["rm", "-q", "清单/丁 镇.yaml"]);
    desk.git(&["commit", "-q", "-m", "three"]);
    let said = desk.git(&["diff", "--no-renames", "main~1", "main", "--", "*.yaml"]);
    assert!(
        said.contains("整份清单为新增") && said.contains("整份清单已不在新版本中"),
        "{said}"
    );
    let renamed = desk.git(&["diff", "-M", "main~1", "main", "--", "清单"]);
    assert!(
        renamed.contains("旧 a/清单/丁 镇.yaml") && renamed.contains("新 b/清单/己镇.yaml"),
        "{renamed}"
    );
}

#[test]
fn git_shows_published_text_by_its_yaml_form() {
    let published =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/ningxia-jinxing.txt")).unwrap();
    let desk = Desk::new(&[("a.txt", &published), ("note.txt", "one\n")]);
    let program = env!("CARGO_BIN_EXE_qingdan");
    desk.git(&["init", "-q", "-b", "main"]);
    desk.put(".gitattributes", "*.txt diff=qingdan\n");
    desk.git(&[
        "config",
        "diff.qingdan.textconv",
        &format!("{program} export --textconv"),
    ]);
    desk.git(&["add", "."]);
    desk.git(&["commit", "-q", "-m", "one"]);
    desk.put(
        "a.txt",
        &published.replace(
            "利通区应急管理局：负责开展加油站",
            "吴忠市应急管理局：负责开展加油站",
        ),
    );
    desk.put("note.txt", "two\n");
    let said = desk.git(&["diff"]);
    assert!(
        said.contains("-      receivers: [利通区应急管理局]\n+      receivers: [吴忠市应急管理局]\n"),
        "{said}"
    );
    assert!(
        said.contains("-one\n+two\n"),
        "what is no list is shown as it is: {said}"
    );
}

//! The same sample findings through every format, each held to an oracle that is not qingdan's own output.

use qingdan::check::Directory;
use qingdan::finding::{Code, Confidence, Findings, Language, Severity};
use qingdan::report::{
    self, Document, Format, Notice, Override, Provenance, Reader, Report, RuleView, Run, Style, Summary, View,
};
use qingdan::text::Sources;

mod consumers;
mod full;
mod json;
mod logs;
mod oracle;
mod people;
mod samples;
mod sarif;
#[path = "../shown/mod.rs"]
mod shown;
mod table;
mod xml;

use samples::{hostile, standing};

/// A report of some findings that says nothing of the run.
fn report(sources: &Sources, findings: &Findings, style: Style) -> Report {
    viewed(sources, findings, style, true)
}

/// The same; repeats the words at each place only if `quotes` says so.
fn viewed(sources: &Sources, findings: &Findings, style: Style, quotes: bool) -> Report {
    let reader = Reader {
        language: style.language,
        width: Some(style.width),
        quotes,
        passages: false,
    };
    let findings = View::new(sources, &Directory::default(), reader).all(findings);
    let summary = Summary {
        lists: 2,
        duties: 3,
        rules: 6,
        not_applied: vec!["conflict/reclaimed-still-basic".to_owned()],
        ..Summary::default()
    };
    Report::new(findings, summary)
}

/// A report with all that there is to say: findings set aside, known and mendable, rules that met nothing, one that
/// was lowered and one turned off, and a file that could not be read.
fn whole() -> Report {
    let (sources, findings) = standing();
    let rule = |id: &str, title: &str, severity| RuleView {
        id: Code::new(id),
        title: title.to_owned(),
        sentence: format!("检查：{title}。"),
        reason: Some("写清楚才好办事。".to_owned()),
        severity,
        precision: Confidence::High,
        replaces: vec![format!("{id}-old")],
        tags: vec!["部门".to_owned()],
        builtin: !id.starts_with("my-county/"),
    };
    Report {
        rules: vec![
            rule(
                "department/variant-name",
                "同一部门只有一种写法",
                Severity::Warning,
            ),
            rule(
                "conflict/township-does-not-enforce",
                "乡镇不承担执法",
                Severity::Error,
            ),
            rule("structure/declared-count", "项数与标题一致", Severity::Info),
            rule("structure/title", "标题与目录一致", Severity::Error),
            rule("my-county/leader-named", "写明分管领导", Severity::Warning),
        ],
        documents: vec![
            document(
                "lists/河口镇.txt",
                "甘肃省兰州市西固区河口镇",
                [true, true, true, true, false],
            ),
            document(
                "lists/新城镇.yaml",
                "甘肃省兰州市西固区新城镇",
                [true, false, true, true, false],
            ),
        ],
        run: run(),
        ..report(&sources, &findings, style(Language::Zh, 100))
    }
}

fn run() -> Run {
    let change = |id: &str, written, set| Override {
        id: Code::new(id),
        title: "按设置".to_owned(),
        written,
        set,
    };
    Run {
        exit_code: 2,
        notices: vec![Notice {
            code: "input/not-found".to_owned(),
            severity: Severity::Error,
            text: "找不到“lists/缺.yaml”".to_owned(),
        }],
        overrides: vec![
            change(
                "structure/declared-count",
                Some(Severity::Error),
                Some(Severity::Info),
            ),
            change("wording/no-catch-all", Some(Severity::Warning), None),
        ],
        provenance: Some(Provenance {
            repository: "https://example.org/lists.git".to_owned(),
            revision: Some("0123456789abcdef0123456789abcdef01234567".to_owned()),
            branch: Some("main".to_owned()),
        }),
        ..Run::default()
    }
}

fn document(path: &str, township: &str, met: [bool; 5]) -> Document {
    Document {
        path: path.into(),
        township: township.to_owned(),
        duties: [0, 2, 0],
        met: met.to_vec(),
    }
}

/// A report as a text.
fn spelled(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    report::write(&mut out, report, format, style(Language::Zh, 100)).expect("memory takes all");
    String::from_utf8(out).expect("the report is UTF-8")
}

/// The report of text that means harm.
fn harmful() -> Report {
    let (sources, findings) = hostile();
    report(&sources, &findings, style(Language::Zh, 100))
}

fn written((sources, findings): &(Sources, Findings), format: Format, style: Style) -> String {
    let mut out = Vec::new();
    let report = viewed(sources, findings, style, format.quotes());
    report::write(&mut out, &report, format, style).expect("memory takes all");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn style(language: Language, width: usize) -> Style {
    Style {
        language,
        width,
        color: false,
        summary: true,
    }
}

fn assert_snapshot(name: &str, text: &str) {
    shown::assert("formats", name, text);
}

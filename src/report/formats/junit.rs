//! JUnit: one suite for each document, one case for each rule, so that what passed and what was not applied is seen.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::location::from_root;
use super::xml::Document;
use crate::finding::{Language, Severity};
use crate::report::account::{Entry, Part};
use crate::report::{FindingView, Notice, Report, Style, phrases, tame};

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<()> {
    let suites: Vec<Suite> = report
        .account()
        .iter()
        .map(|part| Suite::of(part, report, style))
        .chain(Suite::of_run(report))
        .collect();
    let count = |which: fn(&Case) -> bool| {
        let cases = suites.iter().flat_map(|suite| &suite.cases);
        cases.filter(|case| which(case)).count().to_string()
    };
    let mut document = Document::new(out)?;
    document.open(
        "testsuites",
        &[
            ("name", env!("CARGO_PKG_NAME")),
            ("tests", &count(|_| true)),
            ("failures", &count(Case::failed)),
            ("errors", &count(Case::broke)),
        ],
    )?;
    for suite in &suites {
        suite.write(&mut document)?;
    }
    document.close("testsuites")?;
    document.finish()
}

/// What is said of one document.
struct Suite {
    name: String,
    properties: Vec<(&'static str, String)>,
    cases: Vec<Case>,
}

/// What is said of one rule in one document.
struct Case {
    name: String,
    class: String,
    came: Came,
    /// What else is to be said: findings that do not fail the run.
    aside: String,
}

/// What a case came to.
enum Came {
    Passed,
    /// It was not applied, or all that was found is set aside: why.
    Skipped(String),
    /// What is wrong: in one line, how bad, and all of it.
    Failed(String, Severity, String),
    /// The run itself went wrong: its name and why.
    Broke(String, String),
}

impl Suite {
    fn of(part: &Part<'_>, report: &Report, style: Style) -> Self {
        let path = from_root(part.path, &report.run);
        let township = part.document.map(|document| document.township.as_str());
        let class = township.filter(|name| !name.is_empty()).unwrap_or(&path);
        let cases = part.entries.iter().map(|(rule, entry)| Case {
            name: (*rule).to_owned(),
            class: tame::line(class).into_owned(),
            ..Case::of(entry, report, style)
        });
        let properties = part.document.into_iter().flat_map(|document| {
            let township = ("township", document.township.clone());
            [township, ("duties", document.total().to_string())]
        });
        Self {
            cases: cases.collect(),
            properties: properties.filter(|(_, value)| !value.is_empty()).collect(),
            name: path,
        }
    }

    /// What went wrong with the run itself.
    fn of_run(report: &Report) -> Option<Self> {
        let case = |notice: &Notice| Case {
            name: notice.code.clone(),
            class: env!("CARGO_PKG_NAME").to_owned(),
            came: Came::Broke(notice.code.clone(), notice.text.clone()),
            aside: String::new(),
        };
        let errors = report.run.notices.iter();
        let errors = errors.filter(|notice| notice.severity == Severity::Error);
        let cases: Vec<Case> = errors.map(case).collect();
        (!cases.is_empty()).then(|| Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            properties: Vec::new(),
            cases,
        })
    }

    fn write<W: Write>(&self, document: &mut Document<W>) -> io::Result<()> {
        let count =
            |which: fn(&Case) -> bool| self.cases.iter().filter(|case| which(case)).count().to_string();
        document.open(
            "testsuite",
            &[
                ("name", &tame::line(&self.name)),
                ("tests", &self.cases.len().to_string()),
                ("failures", &count(Case::failed)),
                ("errors", &count(Case::broke)),
                ("skipped", &count(Case::skipped)),
            ],
        )?;
        if !self.properties.is_empty() {
            document.open("properties", &[])?;
            for (name, value) in &self.properties {
                document.empty("property", &[("name", name), ("value", value)])?;
            }
            document.close("properties")?;
        }
        for case in &self.cases {
            case.write(document)?;
        }
        document.close("testsuite")
    }
}

impl Case {
    /// Without its names.
    fn of(entry: &Entry<'_>, report: &Report, style: Style) -> Self {
        let (grave, mild): (Vec<&FindingView>, Vec<&FindingView>) = entry
            .found
            .iter()
            .copied()
            .partition(|finding| finding.severity >= report.run.threshold);
        let language = style.language;
        let mut aside = String::new();
        let came = if let Some(first) = grave.first() {
            let more = phrases::and_more(grave.len() - 1, language);
            let text = grave.iter().map(|finding| told(finding, report, style)).collect();
            let message = format!("{}{more}", tame::line(&first.message));
            Came::Failed(message, first.severity, text)
        } else if let (true, Some(why)) = (mild.is_empty(), aside_why(entry, language)) {
            Came::Skipped(why)
        } else if entry.found.is_empty() && !entry.met {
            Came::Skipped(phrases::not_applied(language).to_owned())
        } else {
            Came::Passed
        };
        for finding in mild.iter().chain(&entry.waived).chain(&entry.known) {
            aside.push_str(&told(finding, report, style));
        }
        Self {
            name: String::new(),
            class: String::new(),
            came,
            aside,
        }
    }

    fn failed(&self) -> bool {
        matches!(self.came, Came::Failed(..))
    }

    fn broke(&self) -> bool {
        matches!(self.came, Came::Broke(..))
    }

    fn skipped(&self) -> bool {
        matches!(self.came, Came::Skipped(_))
    }

    fn write<W: Write>(&self, document: &mut Document<W>) -> io::Result<()> {
        let names = [("name", self.name.as_str()), ("classname", self.class.as_str())];
        if matches!(self.came, Came::Passed) && self.aside.is_empty() {
            return document.empty("testcase", &names);
        }
        document.open("testcase", &names)?;
        match &self.came {
            Came::Passed => {}
            Came::Skipped(why) => document.text("skipped", &[], why)?,
            Came::Failed(message, severity, text) => {
                document.text(
                    "failure",
                    &[("message", message), ("type", severity.as_str())],
                    text,
                )?;
            }
            Came::Broke(code, why) => document.text("error", &[("message", why), ("type", code)], why)?,
        }
        if !self.aside.is_empty() {
            document.text("system-out", &[], &self.aside)?;
        }
        document.close("testcase")
    }
}

/// Why the findings of an entry do not count, if there are any of these.
fn aside_why(entry: &Entry<'_>, language: Language) -> Option<String> {
    let aside: Vec<&FindingView> = entry.waived.iter().chain(&entry.known).copied().collect();
    let why = phrases::standing(aside.first()?, language)?;
    let more = phrases::and_more(aside.len() - 1, language);
    Some(format!("{}{more}", tame::line(&why)))
}

/// A finding on lines of its own.
fn told(finding: &FindingView, report: &Report, style: Style) -> String {
    let (place, language) = (&finding.primary, style.language);
    let plain = Style {
        color: false,
        ..style
    };
    let mut text = format!(
        "{}:{}:{}: {}\n",
        from_root(&place.path, &report.run),
        place.start.line,
        place.start.column,
        super::concise::said(finding, plain)
    );
    if let Some(help) = &finding.help {
        let help = format!("{}{help}", phrases::help(language));
        writeln!(text, "  {}", tame::line(&help)).expect("a String takes all text");
    }
    text
}

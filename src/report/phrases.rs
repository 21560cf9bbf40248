//! The words that reports use of themselves, in both languages.

use crate::finding::{Address, Language, ListKind, Severity, Words};

/// The name of a severity.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::En, severity) => severity.as_str(),
        (Language::Zh, Severity::Error) => "错误",
        (Language::Zh, Severity::Warning) => "警告",
        (Language::Zh, Severity::Info) => "提示",
    }
}

/// What opens a line of advice.
pub fn help(language: Language) -> &'static str {
    match language {
        Language::Zh => "建议：",
        Language::En => "help: ",
    }
}

/// The name of a list.
pub fn list(kind: ListKind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::Zh, kind) => kind.zh(),
        (Language::En, ListKind::Basic) => "basic duties",
        (Language::En, ListKind::Cooperative) => "cooperative duties",
        (Language::En, ListKind::Reclaimed) => "reclaimed duties",
    }
}

/// List, number and name of a duty as one phrase; empty where nothing is known.
pub fn address(address: &Address, language: Language) -> String {
    let mut parts = Vec::new();
    parts.extend(address.list.map(|kind| list(kind, language).to_owned()));
    parts.extend(address.number.map(|number| match language {
        Language::Zh => format!("第{number}项"),
        Language::En => format!("no. {number}"),
    }));
    parts.extend(address.duty.clone());
    parts.join(" ")
}

/// Names places that are not shown with their text.
pub fn more_places(places: &[String], language: Language) -> String {
    match language {
        Language::Zh => format!("另有 {} 处：{}", places.len(), places.join("、")),
        Language::En => format!(
            "and at {}: {}",
            count(places.len(), "more place"),
            places.join(", ")
        ),
    }
}

/// What is said of findings for which the report has no room.
pub fn left_out(format: &str, findings: usize) -> Words {
    Words::new(
        format!("{format} 报告放不下全部问题：较轻的 {findings} 处没有写入"),
        format!(
            "{format} has no room for everything: {} of the mildest left out",
            count(findings, "finding")
        ),
    )
}

/// `1 finding`, `2 findings`.
pub fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    if let (true, Some(stem)) = (number != 1, thing.strip_suffix('y')) {
        return format!("{number} {stem}ies");
    }
    format!("{number} {thing}{plural}")
}

//! The tool of a SARIF run: its rules, fired or not, those of users as extensions, and what can be said of the run.

use super::model::{
    Component, ComponentReference, Configuration, Descriptor, Message, Properties, Reference, Tool,
};
use super::{level, one_line};
use crate::Map;
use crate::finding::{Confidence, Severity};
use crate::report::{Report, RuleView, Style, phrases};

/// The longest name or description that GitHub takes, in characters.
const NAME: usize = 255;
const DESCRIPTION: usize = 1024;
/// How many tags of a rule GitHub takes.
const TAGS: usize = 20;

/// Where each rule stands in the tool.
pub(super) struct Index<'a> {
    rules: Map<&'a str, Reference<'a>>,
    notices: Map<&'a str, usize>,
}

impl<'a> Index<'a> {
    /// The place of a rule.
    pub(super) fn rule(&self, id: &str) -> Reference<'a> {
        *self
            .rules
            .get(id)
            .expect("every rule with a finding or an override was described")
    }

    /// The place of the description of a notice.
    pub(super) fn notice(&self, code: &'a str) -> Reference<'a> {
        Reference {
            id: code,
            index: self
                .notices
                .get(code)
                .copied()
                .expect("every notice was described"),
            tool_component: None,
        }
    }
}

/// The tool that made the report, which may be about to say `more` of itself.
pub(super) fn tool<'a>(report: &'a Report, more: Option<&'a str>, style: Style) -> (Tool<'a>, Index<'a>) {
    let mut described: Map<&str, (bool, Descriptor<'a>)> = Map::default();
    for rule in &report.rules {
        described.insert(rule.id.as_str(), (rule.builtin, of_rule(rule, report, style)));
    }
    for change in &report.run.overrides {
        let describe = || Descriptor {
            default_configuration: Some(configuration(change.written)),
            ..Descriptor::of(change.id.as_str(), &change.title)
        };
        described
            .entry(change.id.as_str())
            .or_insert_with(|| (true, describe()));
    }
    for finding in &report.findings {
        let describe = || Descriptor {
            default_configuration: Some(configuration(Some(finding.severity))),
            properties: Some(properties(&[], finding.confidence, finding.severity)),
            ..Descriptor::of(
                finding.code.as_str(),
                &phrases::family(finding.code.family(), style.language),
            )
        };
        described
            .entry(finding.code.as_str())
            .or_insert_with(|| (true, describe()));
    }
    assembled(described, report, more, style)
}

/// Built-in rules in the driver, the others in an extension.
fn assembled<'a>(
    described: Map<&'a str, (bool, Descriptor<'a>)>,
    report: &'a Report,
    more: Option<&'a str>,
    style: Style,
) -> (Tool<'a>, Index<'a>) {
    let (mut own, mut users) = (Vec::new(), Vec::new());
    let mut rules = Map::default();
    for (id, (builtin, descriptor)) in described {
        let (into, tool_component) = match builtin {
            true => (&mut own, None),
            false => (&mut users, Some(ComponentReference { index: 0 })),
        };
        let index = into.len();
        into.push(descriptor);
        rules.insert(
            id,
            Reference {
                id,
                index,
                tool_component,
            },
        );
    }
    let codes = report.run.notices.iter().map(|notice| notice.code.as_str());
    let codes: crate::Set<&str> = codes.chain(more).collect();
    let driver = Component {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: Some(env!("CARGO_PKG_VERSION")),
        information_uri: Some(env!("CARGO_PKG_REPOSITORY")),
        rules: own,
        notifications: codes
            .iter()
            .map(|code| Descriptor::of(code, phrases::notice(style.language)))
            .collect(),
    };
    let extension = (!users.is_empty()).then_some(Component {
        name: "rules",
        semantic_version: None,
        information_uri: None,
        rules: users,
        notifications: Vec::new(),
    });
    let notices = codes.into_iter().zip(0..).collect();
    let tool = Tool {
        driver,
        extensions: extension.into_iter().collect(),
    };
    (tool, Index { rules, notices })
}

impl<'a> Descriptor<'a> {
    /// A descriptor with all that GitHub asks for, made of one sentence.
    fn of(id: &'a str, words: &str) -> Self {
        Self {
            id,
            name: Some(pascal(id)),
            short_description: Some(short(words)),
            full_description: Some(short(words)),
            help: Some(Message::plain(words)),
            ..Self::default()
        }
    }
}

/// An id as a name in one word: `department/variant-name` is `DepartmentVariantName`.
fn pascal(id: &str) -> String {
    let words = id.split(|character: char| !character.is_alphanumeric());
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    words
        .map(capital)
        .collect::<String>()
        .chars()
        .take(NAME)
        .collect()
}

fn of_rule<'a>(rule: &'a RuleView, report: &Report, style: Style) -> Descriptor<'a> {
    let change = report.run.overrides.iter().find(|change| change.id == rule.id);
    let written = change.map_or(Some(rule.severity), |change| change.written);
    let reason = rule.reason.as_deref().filter(|reason| !reason.is_empty());
    let why = reason.map(|reason| format!("\n\n{}{reason}", phrases::reason(style.language)));
    let help = format!("{}{}", rule.sentence, why.unwrap_or_default());
    Descriptor {
        full_description: Some(Message::plain(cut(reason.unwrap_or(&rule.sentence), DESCRIPTION))),
        help: Some(Message {
            markdown: Some(help.clone()),
            text: help,
        }),
        default_configuration: Some(configuration(written)),
        deprecated_ids: &rule.replaces,
        properties: Some(properties(&rule.tags, rule.precision, rule.severity)),
        ..Descriptor::of(rule.id.as_str(), &rule.title)
    }
}

/// How a rule of this severity is configured; one without is off.
pub(super) fn configuration(severity: Option<Severity>) -> Configuration {
    Configuration {
        enabled: severity.is_some(),
        level: severity.map(level),
    }
}

fn properties(tags: &[String], precision: Confidence, severity: Severity) -> Properties<'_> {
    Properties {
        tags: tags.iter().map(String::as_str).take(TAGS).collect(),
        precision: precision.as_str(),
        problem_severity: match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "recommendation",
        },
    }
}

fn short(text: &str) -> Message {
    Message::plain(cut(text, DESCRIPTION))
}

/// The beginning of a text, at most so many characters, and never empty.
fn cut(text: &str, most: usize) -> String {
    let text = one_line(text);
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None if text.is_empty() => "…".to_owned(),
        None => text,
    }
}

//! The examples written in a rule, judged by the same check as everything else.

use std::fmt::Write as _;

use super::{Terms, Wanted, check_wanting, compare_on};
use crate::finding::{Finding, Language, Severity, Words};
use crate::list::yaml;
use crate::rule::example::{Data, Example};
use crate::rule::fault::FaultKind;
use crate::rule::{Coverage, Rule, RuleSet, Watch};
use crate::text::{Source, Sources};

/// How an example came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule found what it should.
    Passed,
    /// It did not find these texts.
    Missing(Vec<String>),
    /// It found these texts beyond what it should.
    Noisy(Vec<String>),
    /// It found as much as it should, but marked other texts.
    WrongPlace {
        /// The texts that should have been marked.
        expected: Vec<String>,
        /// The texts that were marked instead.
        found: Vec<String>,
    },
    /// The example itself is no list; what reading it says.
    Unreadable(Words),
}

/// Runs `rule`, which is one of `rules`, on one of its examples.
pub fn judge(rules: &RuleSet, rule: &Rule, example: &Example) -> Verdict {
    let only = rules.only(|other| other.id == rule.id);
    let (sources, findings) = outcome(&only, example, Watch::Nothing);
    let reading = |finding: &&Finding| finding.code != rule.id && finding.severity == Severity::Error;
    if let Some(doubt) = findings.iter().find(reading) {
        return Verdict::Unreadable(doubt.message.clone());
    }
    let own = findings.iter().filter(|finding| finding.code == rule.id);
    let mut found: Vec<String> = own
        .map(|finding| sources.slice(finding.primary.place).to_owned())
        .collect();
    let mut missing = Vec::new();
    for expected in &example.finds {
        match found.iter().position(|text| text == expected) {
            Some(position) => drop(found.remove(position)),
            None => missing.push(expected.clone()),
        }
    }
    match (missing.is_empty(), found.is_empty()) {
        (true, true) => Verdict::Passed,
        (false, true) => Verdict::Missing(missing),
        (true, false) => Verdict::Noisy(found),
        (false, false) => Verdict::WrongPlace {
            expected: missing,
            found,
        },
    }
}

/// What `rules` find in an example: in its list, or, where it has a `before` and an `after`, in the two of them and
/// between them.
fn outcome(rules: &RuleSet, example: &Example, watch: Watch<'_>) -> (Sources, Vec<Finding>) {
    let data = &example.data;
    let (before, after) = match (data.get("before"), data.get("after")) {
        (None, None) => {
            let wanted = Wanted {
                watch,
                ..Wanted::default()
            };
            let checked = check_wanting(sources(data), rules, wanted);
            return (checked.sources, checked.findings.iter().cloned().collect());
        }
        sides => sides,
    };
    let version = |side: Option<&Data>| match side {
        Some(list) => sources(&with_registry(list, data.get("registry"))),
        None => Sources::default(),
    };
    let terms = Terms {
        watch,
        ..Terms::new(rules)
    };
    let compared = compare_on(version(before), version(after), terms);
    let findings = compared
        .findings
        .iter()
        .chain(&compared.fixed)
        .chain(&compared.changes);
    let findings = findings.cloned().collect();
    (compared.sources, findings)
}

/// A version of an example, with the registry of both unless it has its own.
fn with_registry(list: &Data, registry: Option<&Data>) -> Data {
    match (list, registry) {
        (Data::Map(entries), Some(registry)) if list.get("registry").is_none() => {
            let shared = ("registry".to_owned(), registry.clone());
            Data::Map(entries.iter().cloned().chain([shared]).collect())
        }
        _ => list.clone(),
    }
}

/// Runs all examples of all rules; those that fail are findings in the rule files.
pub fn judge_all(rules: &RuleSet) -> Vec<Finding> {
    let judged = rules.rules().flat_map(|rule| {
        rule.tests
            .all()
            .iter()
            .map(move |example| (rule, example, judge(rules, rule, example)))
    });
    judged
        .filter_map(|(rule, example, verdict)| verdict.fault(rule, example))
        .collect()
}

/// The conditions of the rules that the examples of their rule never saw both true and false, as warnings in the rule
/// files. Rules without examples are passed over, since
/// loading told of them, and so are those that are off.
pub fn gaps(rules: &RuleSet) -> Vec<Finding> {
    let judged = rules
        .rules()
        .filter(|rule| rule.severity.is_some() && !rule.tests.all().is_empty());
    let gaps = judged.flat_map(|rule| {
        let only = rules.only(|other| other.id == rule.id);
        let coverage = Coverage::default();
        for example in rule.tests.all() {
            outcome(&only, example, Watch::Conditions(&coverage));
        }
        coverage.gaps(rule).into_iter().filter(move |gap| {
            // What a variant takes over from a rule of another file is tried there.
            gap.primary.place.source == rule.place.source
        })
    });
    gaps.collect()
}

impl Verdict {
    /// In one word, as `rules test` prints it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Missing(_) => "missing",
            Self::Noisy(_) => "noisy",
            Self::WrongPlace { .. } => "wrong place",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// The finding that underlines the example, unless it passed.
    pub fn fault(&self, rule: &Rule, example: &Example) -> Option<Finding> {
        let quoted = |texts: &[String]| texts.iter().map(|text| format!("“{text}”")).collect::<String>();
        let (zh, en) = match self {
            Self::Passed => return None,
            Self::Missing(texts) => (
                format!("应当发现{}，却没有发现", quoted(texts)),
                format!("{} should be found and is not", quoted(texts)),
            ),
            Self::Noisy(texts) => (
                format!("多发现了{}", quoted(texts)),
                format!("{} is found and should not be", quoted(texts)),
            ),
            Self::WrongPlace { expected, found } => (
                format!("应当标出{}，却标出了{}", quoted(expected), quoted(found)),
                format!("{} should be marked, and {} is", quoted(expected), quoted(found)),
            ),
            Self::Unreadable(why) => (
                format!("这个例子本身读不成清单：{}", why.get(Language::Zh)),
                format!("the example is no list: {}", why.get(Language::En)),
            ),
        };
        let words = Words::new(
            format!("规则 {} 的例子：{zh}", rule.id),
            format!("example of {}: {en}", rule.id),
        );
        Some(FaultKind::TestFails.at(example.place, words))
    }
}

/// The sources of an example: one list (or several under `lists`), and the registry if there is one.
fn sources(data: &Data) -> Sources {
    let mut sources = Sources::default();
    match data.get("lists") {
        Some(Data::List(lists)) => {
            for (number, list) in (1..).zip(lists) {
                sources.add(Source::new(format!("example-{number}.yaml"), list_text(list)));
            }
        }
        _ => {
            let published = data.get("text").and_then(Data::as_str);
            sources.add(match published {
                Some(text) => Source::new("example.txt", text),
                None => Source::new("example.yaml", list_text(data)),
            });
        }
    }
    if let Some(departments) = data.get("registry") {
        let departments = each(departments, |body, _| match body {
            Data::Scalar { .. } => map([("name", body.clone())]),
            _ => body.clone(),
        });
        let mut text = format!("schema: {}\nname: 名录\n", yaml::registry::SCHEMA);
        entry(&mut text, "departments", &departments);
        sources.add(Source::new("registry.yaml", text));
    }
    sources
}

/// The YAML form of the list that an example abbreviates.
fn list_text(data: &Data) -> String {
    let mut text = format!("schema: {}\n", yaml::SCHEMA);
    for key in ["title", "published"] {
        if let Some(value) = data.get(key) {
            entry(&mut text, key, value);
        }
    }
    entry(&mut text, "township", &township(data.get("township")));
    for key in ["basic", "cooperative", "reclaimed"] {
        if let Some(list) = data.get(key) {
            entry(&mut text, key, &section(list));
        }
    }
    text
}

fn township(data: Option<&Data>) -> Data {
    let region = Data::List(["例省", "例市", "例县"].map(scalar).to_vec());
    match data {
        Some(full @ Data::Map(_)) => full.clone(),
        Some(name) => map([("name", name.clone()), ("region", region)]),
        None => map([("name", scalar("例镇")), ("region", region)]),
    }
}

/// A list: its duties in one category; `{declared, items}` for a category that states its count; or the full form.
fn section(data: &Data) -> Data {
    let (declared, items) = match data {
        Data::Map(_) if data.get("categories").is_some() => return data.clone(),
        Data::Map(_) => (data.get("declared"), data.get("items")),
        _ => (None, Some(data)),
    };
    let duties = items.map_or(Data::List(Vec::new()), |items| each(items, duty));
    let declared = declared.map(|declared| ("declared", declared.clone()));
    let category = [("name", scalar("例"))]
        .into_iter()
        .chain(declared)
        .chain([("duties", duties)]);
    map([("categories", Data::List(vec![map(category)]))])
}

/// A duty: its name alone, or its keys; numbered as it stands, its blocks perhaps written `{label: [clauses]}`.
fn duty(data: &Data, position: usize) -> Data {
    let number = Data::Scalar {
        text: (position + 1).to_string(),
        plain: true,
    };
    let Data::Map(entries) = data else {
        return map([("number", number), ("name", data.clone())]);
    };
    let numbered = entries.iter().any(|(key, _)| key == "number");
    let number = (!numbered).then(|| ("number".to_owned(), number));
    let entries = entries.iter().map(|(key, value)| match (key.as_str(), value) {
        ("blocks", Data::Map(blocks)) => (key.clone(), Data::List(blocks.iter().map(block).collect())),
        _ => (key.clone(), value.clone()),
    });
    Data::Map(number.into_iter().chain(entries).collect())
}

fn block((label, clauses): &(String, Data)) -> Data {
    let departments = label
        .split('、')
        .filter(|name| !name.is_empty())
        .map(scalar)
        .collect();
    map([
        ("departments", Data::List(departments)),
        ("clauses", clauses.clone()),
    ])
}

fn each(list: &Data, make: impl Fn(&Data, usize) -> Data) -> Data {
    match list {
        Data::List(items) => Data::List(
            items
                .iter()
                .enumerate()
                .map(|(at, item)| make(item, at))
                .collect(),
        ),
        other => other.clone(),
    }
}

fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Data)>) -> Data {
    Data::Map(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

fn scalar(text: &str) -> Data {
    Data::Scalar {
        text: text.to_owned(),
        plain: false,
    }
}

fn entry(into: &mut String, key: &str, value: &Data) {
    into.push_str(key);
    into.push_str(": ");
    write(into, value);
    into.push('\n');
}

/// Writes a value in flow style, which is also JSON but for numbers that are no numbers.
fn write(into: &mut String, value: &Data) {
    match value {
        Data::Scalar { text, plain: true } if is_bare(text) => into.push_str(text),
        Data::Scalar { text, .. } => quote(into, text),
        Data::List(items) => {
            into.push('[');
            for (position, item) in items.iter().enumerate() {
                into.push_str(if position == 0 { "" } else { ", " });
                write(into, item);
            }
            into.push(']');
        }
        Data::Map(entries) => {
            into.push('{');
            for (position, (key, item)) in entries.iter().enumerate() {
                into.push_str(if position == 0 { "" } else { ", " });
                quote(into, key);
                into.push_str(": ");
                write(into, item);
            }
            into.push('}');
        }
    }
}

/// Whether a text may be written without quotation marks and mean a number or a truth.
fn is_bare(text: &str) -> bool {
    matches!(text, "true" | "false") || (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn quote(into: &mut String, text: &str) {
    into.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => into.extend(['\\', character]),
            _ if character.is_control() => {
                write!(into, "\\u{:04x}", character as u32)
                    .expect("a String takes all that is written to it");
            }
            _ => into.push(character),
        }
    }
    into.push('"');
}

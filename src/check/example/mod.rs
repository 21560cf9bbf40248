//! The examples written in a rule, judged by the same check as everything else.

mod written;

use written::sources;

use super::{Terms, Wanted, check_wanting, compare_on};
use crate::finding::{Finding, Language, Severity, Words};
use crate::rule::example::{Data, Example};
use crate::rule::fault::FaultKind;
use crate::rule::{Coverage, Rule, RuleSet, Watch};
use crate::text::Sources;

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
    /// It has one version where the rule compares two, or the other way round.
    Unfit(Words),
}

/// Runs `rule`, which is one of `rules`, on one of its examples.
pub fn judge(rules: &RuleSet, rule: &Rule, example: &Example) -> Verdict {
    if let Some(words) = unfit(rule, example) {
        return Verdict::Unfit(words);
    }
    // A rule that is off is tried as if it were not.
    let only = rules.only(|other| other.id == rule.id).switched_on();
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

/// Why a rule cannot be tried on an example: it speaks of one version, and the example has two, or the other way round.
fn unfit(rule: &Rule, example: &Example) -> Option<Words> {
    let has_versions = ["before", "after"]
        .iter()
        .any(|key| example.data.get(key).is_some());
    match (rule.is_of_changes(), has_versions) {
        (true, false) => Some(Words::new(
            "规则比较两个版本，例子要写 before 和 after",
            "the rule compares two versions, and the example has no `before` and `after`",
        )),
        (false, true) => Some(Words::new(
            "规则只看一份清单，例子不写 before 和 after",
            "the rule looks at one list, and the example has `before` and `after`",
        )),
        _ => None,
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
        // What does not fit the rule tries nothing.
        if rule
            .tests
            .all()
            .iter()
            .any(|example| unfit(rule, example).is_some())
        {
            return Vec::new();
        }
        let only = rules.only(|other| other.id == rule.id);
        let coverage = Coverage::default();
        for example in rule.tests.all() {
            outcome(&only, example, Watch::Conditions(&coverage));
        }
        let mut gaps = coverage.gaps(rule);
        // What a variant takes over from a rule of another file is tried there.
        gaps.retain(|gap| gap.primary.place.source == rule.place.source);
        gaps
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
            Self::Unfit(_) => "unfit",
        }
    }

    /// The finding that underlines the example, unless it passed.
    pub fn fault(&self, rule: &Rule, example: &Example) -> Option<Finding> {
        let quoted = |texts: &[String]| texts.iter().map(|text| format!("“{text}”")).collect::<String>();
        // A text that is listed, but not as often as it is found.
        let listed = |text: &String| example.finds.iter().filter(|listed| *listed == text).count();
        let (zh, en) = match self {
            Self::Passed => return None,
            Self::Noisy(texts) if listed(&texts[0]) > 0 => {
                let (text, listed) = (&texts[0], listed(&texts[0]));
                let found = listed + texts.iter().filter(|other| *other == text).count();
                (
                    format!("“{text}”发现了 {found} 处，finds 里只写了 {listed} 次"),
                    format!(
                        "“{text}” is found {} and listed {} in `finds`",
                        times(found),
                        times(listed)
                    ),
                )
            }
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
            Self::Unfit(why) => (why.get(Language::Zh).to_owned(), why.get(Language::En).to_owned()),
        };
        let words = Words::new(
            format!("规则 {} 的例子：{zh}", rule.id),
            format!("example of {}: {en}", rule.id),
        );
        Some(FaultKind::TestFails.at(example.place, words))
    }
}

/// How often, in English.
fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{number} times"),
    }
}

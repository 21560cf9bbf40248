//! The baseline: findings that a project has known for a while, counted by rule, duty and fingerprint. Only what is not
//! among them fails a run.

use std::fmt::Write as _;

use super::Reach;
use super::waivers::fingerprint;
use crate::Map;
use crate::finding::{Address, BaselineState, Code, Finding, ListKind, Severity, Words};
use crate::rule::RuleSet;
use crate::rule::fault::FaultKind;
use crate::rule::sheet::Sheet;
use crate::text::yaml::Node;
use crate::text::{Place, SourceId, yaml};

/// The version of the file that is read and written here.
pub const SCHEMA: &str = "qingdan/baseline@1";

const KEYS: [&str; 6] = ["rule", "township", "list", "duty", "fingerprint", "count"];

/// Findings known before that are equal in all that counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The township with its region; empty where none is known.
    pub township: String,
    /// The list.
    pub list: Option<ListKind>,
    /// The name of the duty.
    pub duty: Option<String>,
    /// The rule.
    pub rule: Code,
    /// Their fingerprint.
    pub fingerprint: u64,
    /// How many there are.
    pub count: u32,
    /// Where the entry is written, if it is.
    pub place: Option<Place>,
}

impl Entry {
    /// By what it is compared with findings.
    fn key(&self) -> (Code, u64) {
        (self.rule.clone(), self.fingerprint)
    }
}

/// The findings known before, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
}

impl Baseline {
    /// Reads the baseline in `text`, which is the whole text of `source`, for rules of which `known` are all there are:
    /// what a former id names is what its rule finds now.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(source: SourceId, text: &str, known: &RuleSet) -> Result<Baseline, Vec<Finding>> {
        let mut sheet = Sheet::of(source, "baseline");
        let mut baseline = Baseline::default();
        match yaml::parse(source, text) {
            Ok(node) => baseline.entries = entries(&mut sheet, &node),
            Err(fault) => {
                let span = fault.span;
                sheet.fault_at(FaultKind::Yaml, Place { source, span }, fault.into());
            }
        }
        for entry in &mut baseline.entries {
            if let Some(rule) = known.find(entry.rule.as_str()) {
                entry.rule = rule.id.clone();
            }
        }
        baseline.entries.sort();
        match sheet.findings.is_empty() {
            true => Ok(baseline),
            false => Err(sheet.findings),
        }
    }

    /// The baseline of these findings: rule, address, fingerprint.
    pub fn of<'f>(findings: impl IntoIterator<Item = (&'f Code, &'f Address, u64)>) -> Baseline {
        let mut counts: Map<(Code, u64), Entry> = Map::default();
        for (rule, address, fingerprint) in findings {
            let entry = counts
                .entry((rule.clone(), fingerprint))
                .or_insert_with(|| Entry {
                    township: address.township.clone(),
                    list: address.list,
                    duty: address.duty.clone(),
                    rule: rule.clone(),
                    fingerprint,
                    count: 0,
                    place: None,
                });
            entry.count += 1;
        }
        let mut entries: Vec<Entry> = counts.into_values().collect();
        entries.sort();
        Baseline { entries }
    }

    /// This baseline without the entries of rules that are not among `known`, which no run will find again.
    #[must_use]
    pub fn only(&self, known: &RuleSet) -> Baseline {
        let entries = self.entries.iter().filter(|entry| exists(&entry.rule, known));
        Baseline {
            entries: entries.cloned().collect(),
        }
    }

    /// This baseline after a run that found `now`: what the run did not reach stays, the rest is as found.
    #[must_use]
    pub fn updated(&self, now: &Baseline, reach: &Reach) -> Baseline {
        let kept = self
            .entries
            .iter()
            .filter(|entry| !reach.judges(&entry.rule, Some(&entry.township)));
        let counts = now.counts();
        let found = |entry: &&Entry| !counts.contains_key(&entry.key());
        let mut entries: Vec<Entry> = kept.filter(found).chain(&now.entries).cloned().collect();
        entries.sort();
        Baseline { entries }
    }

    /// This baseline without what is no longer found, as far as a run that found `now` reached.
    #[must_use]
    pub fn pruned(&self, now: &Baseline, reach: &Reach) -> Baseline {
        let counts = now.counts();
        let prune = |entry: &Entry| {
            let found = counts.get(&entry.key()).copied().unwrap_or(0);
            let count = match reach.judges(&entry.rule, Some(&entry.township)) {
                true => entry.count.min(found),
                false => entry.count,
            };
            (count > 0).then(|| Entry {
                count,
                ..entry.clone()
            })
        };
        let mut entries: Vec<Entry> = self.entries.iter().filter_map(prune).collect();
        entries.sort();
        Baseline { entries }
    }

    /// Its entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.count as usize).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many findings it knows of each rule and fingerprint. The township and the duty of an entry are for people:
    /// the fingerprint has them in it as far as they count.
    fn counts(&self) -> Map<(Code, u64), u32> {
        let mut counts = Map::default();
        for entry in &self.entries {
            *counts.entry(entry.key()).or_default() += entry.count;
        }
        counts
    }

    /// Begins to compare it with what a run found.
    pub fn tally(&self) -> Tally<'_> {
        Tally {
            baseline: self,
            left: self.counts(),
        }
    }

    /// What is to be said of entries whose rules are not among `known`, once for each rule; and how many there are.
    pub fn strangers(&self, known: &RuleSet) -> (Vec<Finding>, usize) {
        let mut places: Map<&Code, Vec<Place>> = Map::default();
        let strange = self.entries.iter().filter(|entry| !exists(&entry.rule, known));
        let mut count = 0;
        for entry in strange {
            count += 1;
            places.entry(&entry.rule).or_default().extend(entry.place);
        }
        let findings = places
            .into_iter()
            .filter_map(|(rule, places)| stranger(rule, &places, known));
        (findings.collect(), count)
    }

    /// The file, one entry a line.
    pub fn to_yaml(&self) -> String {
        let mut text = format!("schema: {SCHEMA}\nfindings:");
        text.push_str(if self.entries.is_empty() { " []\n" } else { "\n" });
        // A text in the quotation marks of JSON is one of YAML too.
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        for entry in &self.entries {
            let _ = write!(
                text,
                "- {{rule: {}, township: {}",
                entry.rule,
                quoted(&entry.township)
            );
            if let Some(list) = entry.list {
                let _ = write!(text, ", list: {list}");
            }
            if let Some(duty) = &entry.duty {
                let _ = write!(text, ", duty: {}", quoted(duty));
            }
            let _ = writeln!(
                text,
                ", fingerprint: \"{:016x}\", count: {}}}",
                entry.fingerprint, entry.count
            );
        }
        text
    }
}

/// A baseline against which findings are counted off.
#[derive(Debug)]
pub struct Tally<'b> {
    baseline: &'b Baseline,
    left: Map<(Code, u64), u32>,
}

impl<'b> Tally<'b> {
    /// Counts a finding of `rule` off: whether it was known.
    pub fn count(&mut self, rule: &Code, fingerprint: u64) -> BaselineState {
        match self.left.get_mut(&(rule.clone(), fingerprint)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                BaselineState::Unchanged
            }
            _ => BaselineState::New,
        }
    }

    /// The entries that a run which reached this far should have found again and did not.
    pub fn stale(&self, reach: &Reach) -> Vec<&'b Entry> {
        let left = |entry: &&Entry| self.left.get(&entry.key()).is_some_and(|left| *left > 0);
        // What was never written down cannot be stale.
        let judged =
            |entry: &&Entry| entry.place.is_some() && reach.judges(&entry.rule, Some(&entry.township));
        self.baseline.entries.iter().filter(left).filter(judged).collect()
    }
}

/// How many places of entries are shown at most.
const SHOWN: usize = 20;

/// The warning about entries that are no longer found; none where there are none.
pub fn stale(entries: &[&Entry]) -> Option<Finding> {
    let count = entries.len();
    let words = Words::new(
        format!("基线里有 {count} 条问题已经不存在"),
        format!("no longer found of the baseline: {count}"),
    );
    let help = Words::new(
        "用 qingdan baseline prune 把它们删去。",
        "qingdan baseline prune takes them out.",
    );
    let places: Vec<Place> = entries.iter().filter_map(|entry| entry.place).collect();
    warning("baseline/stale", words, &places).map(|finding| finding.help(help))
}

/// Whether there is a rule of this id, doubts of reading included.
fn exists(rule: &Code, known: &RuleSet) -> bool {
    rule.family() == "read" || known.find(rule.as_str()).is_some()
}

/// The warning about entries of a rule that there is not.
fn stranger(rule: &Code, places: &[Place], known: &RuleSet) -> Option<Finding> {
    let words = Words::new(
        format!("基线里的规则 {rule} 不存在"),
        format!("the baseline names a rule `{rule}` that there is not"),
    );
    let help = known.near(rule.as_str()).unwrap_or_else(|| {
        Words::new(
            "用 qingdan baseline prune 把它的问题删去；是自己的规则时，用 --rules 或 [rules] 的 paths 指定规则文件。",
            "qingdan baseline prune takes its entries out; a rule of your own has to be named by --rules or by `paths` \
             under [rules].",
        )
    });
    warning("baseline/unknown-rule", words, places).map(|finding| finding.help(help))
}

/// A warning about entries at these places; none where there are none.
fn warning(code: &str, words: Words, places: &[Place]) -> Option<Finding> {
    let (first, more) = places.split_first()?;
    let finding = Finding::new(Code::new(code), Severity::Warning, words, *first);
    let more = more.iter().take(SHOWN);
    Some(more.fold(finding, |finding, place| {
        finding.related(*place, Words::default())
    }))
}

fn entries(sheet: &mut Sheet, node: &Node<'_>) -> Vec<Entry> {
    let Some(fields) = sheet.fields(node, &["schema", "findings"]) else {
        return Vec::new();
    };
    if let Some(schema) = sheet.required(&fields, "schema")
        && schema.as_str() != Some(SCHEMA)
    {
        let words = Words::new(format!("这里要写 {SCHEMA}"), format!("{SCHEMA} is needed here"));
        sheet.fault(FaultKind::UnknownVersion, schema, words);
    }
    let items = fields
        .get("findings")
        .and_then(|items| sheet.items(items))
        .unwrap_or_default();
    items.iter().filter_map(|item| entry(sheet, item)).collect()
}

fn entry(sheet: &mut Sheet, node: &Node<'_>) -> Option<Entry> {
    let fields = sheet.fields(node, &KEYS)?;
    let rule = sheet
        .required(&fields, "rule")
        .and_then(|rule| sheet.scalar(rule))?;
    let written = sheet.required(&fields, "fingerprint")?;
    let Some(fingerprint) = sheet.scalar(written).and_then(|text| fingerprint(text.as_str())) else {
        let words = Words::new(
            "指纹是 16 位十六进制数",
            "a fingerprint has 16 hexadecimal digits",
        );
        sheet.fault(FaultKind::WrongShape, written, words);
        return None;
    };
    let names = ListKind::ALL.map(|kind| (kind.as_str(), kind));
    let mut text = |key: &str| {
        let text = fields.get(key).and_then(|node| sheet.scalar(node));
        text.map(|text| text.as_str().to_owned())
    };
    let (township, duty) = (text("township").unwrap_or_default(), text("duty"));
    Some(Entry {
        township,
        list: fields.get("list").and_then(|node| sheet.choice(node, &names)),
        duty,
        rule: Code::new(rule.as_str()),
        fingerprint,
        count: fields
            .get("count")
            .and_then(|node| sheet.number(node))
            .unwrap_or(1),
        place: Some(rule.text.place()),
    })
}

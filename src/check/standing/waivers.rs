//! `waivers.yaml`: findings that somebody set aside, named by their content and never by their line.

use super::reach::is_township;
use super::{Day, Reach};
use crate::Map;
use crate::finding::{Code, Finding, ListKind, Severity, Words};
use crate::rule::RuleSet;
use crate::rule::fault::FaultKind;
use crate::rule::sheet::{Fields, Sheet};
use crate::text::yaml::Node;
use crate::text::{Place, SourceId, normal, yaml};

/// The version of the file that is read here.
pub const SCHEMA: &str = "qingdan/waivers@1";

const KEYS: [&str; 9] = [
    "rule",
    "township",
    "list",
    "duty",
    "text",
    "fingerprint",
    "reason",
    "by",
    "until",
];

/// One waiver that holds.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule.
    pub rule: Code,
    /// Where the waiver is written.
    pub place: Place,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub by: Option<String>,
    /// The last day it holds.
    pub until: Option<Day>,
    township: Option<String>,
    /// Where the township is written.
    township_place: Option<Place>,
    list: Option<ListKind>,
    duty: Option<String>,
    text: Option<String>,
    fingerprint: Option<u64>,
}

/// The waivers of a project.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    all: Vec<Waiver>,
    /// Where in `all` those of a rule and a duty are; no duty is an empty name.
    index: Map<(Code, String), Vec<usize>>,
}

/// What reading the file came to.
#[derive(Debug, Default)]
pub struct Reading {
    /// The waivers that hold.
    pub waivers: Waivers,
    /// What is wrong with the form of the file.
    pub faults: Vec<Finding>,
    /// What is wrong with waivers of the right form: they do not hold.
    pub findings: Vec<Finding>,
}

impl Waivers {
    /// Reads the waivers in `text`, which is the whole text of `source`, as they hold on the day `today` for rules of
    /// which `known` are all there are.
    pub fn read(source: SourceId, text: &str, known: &RuleSet, today: Day) -> Reading {
        let mut reader = Reader {
            sheet: Sheet::of(source, "waiver"),
            known,
            today,
            findings: Vec::new(),
        };
        let mut waivers = Waivers::default();
        match yaml::parse(source, text) {
            Ok(node) => {
                for item in reader.items(&node) {
                    if let Some(waiver) = reader.waiver(item) {
                        waivers.add(waiver);
                    }
                }
            }
            Err(fault) => {
                let span = fault.span;
                reader
                    .sheet
                    .fault_at(FaultKind::Yaml, Place { source, span }, fault.into());
            }
        }
        Reading {
            waivers,
            faults: reader.sheet.findings,
            findings: reader.findings,
        }
    }

    fn add(&mut self, waiver: Waiver) {
        let key = (waiver.rule.clone(), waiver.duty.clone().unwrap_or_default());
        self.index.entry(key).or_default().push(self.all.len());
        self.all.push(waiver);
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Waiver> {
        self.all.iter()
    }

    /// The first waiver that sets `finding` aside, by its position.
    pub fn find(&self, finding: &Finding) -> Option<usize> {
        if self.all.is_empty() {
            return None;
        }
        let duty = normal::key(finding.address.duty.as_deref().unwrap_or_default());
        let of = |duty: &str| self.index.get(&(finding.code.clone(), duty.to_owned()));
        let named = of(&duty).filter(|_| !duty.is_empty());
        let candidates = named.into_iter().chain(of("")).flatten().copied();
        candidates.filter(|&at| self.all[at].holds_for(finding)).min()
    }

    /// The waivers that set nothing aside in a run that reached this far, as findings; `used` says of each how often it
    /// did.
    pub fn unused(&self, used: &[usize], reach: &Reach) -> Vec<Finding> {
        let idle = self
            .all
            .iter()
            .enumerate()
            .filter(|(at, _)| used.get(*at).copied().unwrap_or(0) == 0);
        idle.filter_map(|(_, waiver)| waiver.idle(reach)).collect()
    }
}

impl Waiver {
    /// What is to be said of the waiver, which set nothing aside in a run that reached this far.
    fn idle(&self, reach: &Reach) -> Option<Finding> {
        if let (Some(name), Some(place)) = (self.township.as_deref(), self.township_place)
            && let Some(near) = reach.misses(&self.rule, name)
        {
            return Some(elsewhere(name, near, place));
        }
        let judged = reach.judges(&self.rule, self.township.as_deref());
        judged.then(|| unused(self.rule.as_str(), self.place))
    }

    fn holds_for(&self, finding: &Finding) -> bool {
        let address = &finding.address;
        let township = || normal::key(&address.township);
        self.township
            .as_ref()
            .is_none_or(|short| is_township(&township(), short))
            && self.list.is_none_or(|list| address.list == Some(list))
            && self.text.as_ref().is_none_or(|text| *text == finding.value)
            && self
                .fingerprint
                .is_none_or(|fingerprint| fingerprint == finding.fingerprint)
    }
}

/// The finding that says that an exception for `rule` at `place` is not needed.
pub(super) fn unused(rule: &str, place: Place) -> Finding {
    let words = Words::new(
        format!("豁免没有用到：{rule} 在这里没有发现问题"),
        format!("this waiver is not needed: {rule} finds nothing here"),
    );
    let help = Words::new(
        "问题已经改好的，删去这一条；没有改好的，核对乡镇、清单和事项名称。",
        "delete it if the defect is mended, else look at township, list and duty.",
    );
    Finding::new(Code::new("waiver/unused"), Severity::Warning, words, place).help(help)
}

/// The finding that says that no list that was checked is of the township of a waiver, which is called `name` there;
/// perhaps `near` was meant.
fn elsewhere(name: &str, near: Option<&str>, place: Place) -> Finding {
    let words = Words::new(
        format!("豁免没有用到：检查的清单里没有乡镇“{name}”"),
        format!("this waiver is not needed: no list of the check is of a township “{name}”"),
    );
    let help = match near {
        Some(near) => Words::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")),
        None => Words::new(
            "核对乡镇的名称；它的清单已经不在的，删去这一条。",
            "look at the name; delete the waiver if the list of the township is gone.",
        ),
    };
    Finding::new(Code::new("waiver/unused"), Severity::Warning, words, place).help(help)
}

/// The code of the rule called `id`, a doubt of reading included; else the fault of that name, at `place`.
pub(super) fn rule_of(id: &str, known: &RuleSet, place: Place) -> Result<Code, Box<Finding>> {
    if id.starts_with("read/") && Code::is_valid(id) {
        return Ok(Code::new(id));
    }
    match known.named(id, place) {
        Ok(rule) => Ok(rule.id.clone()),
        Err(fault) => {
            let code = Code::new("waiver/unknown-rule");
            let words = Words::new(
                format!("豁免的规则 {id} 不存在"),
                format!("there is no rule `{id}` to be waived"),
            );
            Err(Box::new(Finding {
                help: fault.help,
                ..Finding::new(code, Severity::Error, words, place)
            }))
        }
    }
}

struct Reader<'r> {
    sheet: Sheet,
    known: &'r RuleSet,
    today: Day,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn items<'n, 's>(&mut self, node: &'n Node<'s>) -> &'n [Node<'s>] {
        let Some(fields) = self.sheet.fields(node, &["schema", "waivers"]) else {
            return &[];
        };
        if let Some(schema) = self.sheet.required(&fields, "schema")
            && schema.as_str() != Some(SCHEMA)
        {
            let words = Words::new(format!("这里要写 {SCHEMA}"), format!("{SCHEMA} is needed here"));
            self.sheet.fault(FaultKind::UnknownVersion, schema, words);
        }
        let items = fields.get("waivers").and_then(|items| self.sheet.items(items));
        items.unwrap_or_default()
    }

    fn waiver(&mut self, node: &Node<'_>) -> Option<Waiver> {
        let before = self.sheet.findings.len();
        let fields = self.sheet.fields(node, &KEYS)?;
        let rule = self.sheet.required(&fields, "rule");
        let rule = rule.and_then(|rule| self.sheet.scalar(rule))?.text.clone();
        let waiver = Waiver {
            rule: Code::new(rule.as_str()),
            place: rule.place(),
            reason: self.text(&fields, "reason").unwrap_or_default(),
            by: self.text(&fields, "by"),
            until: self.until(&fields),
            township: self.key(&fields, "township"),
            township_place: fields.get("township").map(|node| self.sheet.place(node)),
            list: self.list(&fields),
            duty: self.key(&fields, "duty"),
            text: self.key(&fields, "text"),
            fingerprint: self.fingerprint(&fields),
        };
        if self.sheet.findings.len() > before {
            return None;
        }
        self.holding(waiver)
    }

    /// The waiver, if it holds; else a finding says why it does not.
    fn holding(&mut self, mut waiver: Waiver) -> Option<Waiver> {
        let place = waiver.place;
        let refused = |code: &str, severity, zh: String, en: String| {
            Finding::new(Code::new(code), severity, Words::new(zh, en), place)
        };
        match rule_of(waiver.rule.as_str(), self.known, place) {
            Ok(rule) => waiver.rule = rule,
            Err(fault) => {
                self.findings.push(*fault);
                return None;
            }
        }
        if waiver.reason.is_empty() {
            self.findings.push(no_reason(place));
            return None;
        }
        let named = [&waiver.township, &waiver.duty, &waiver.text];
        if named.iter().all(|name| name.is_none()) && waiver.fingerprint.is_none() {
            let (zh, en) = (
                "豁免要写明乡镇、事项、文字（text）或指纹；只写规则和清单，范围太宽",
                "a waiver names a township, a duty, a text or a fingerprint; a rule, or a rule and a list, is too wide",
            );
            let help = Words::new(
                "整条规则都不要时，在 qingdan.toml 的 [rules] 里写 ignore。",
                "to be rid of the rule altogether, put it under `ignore` in the [rules] of qingdan.toml.",
            );
            self.findings
                .push(refused("waiver/too-wide", Severity::Error, zh.into(), en.into()).help(help));
            return None;
        }
        if let Some(until) = waiver.until.filter(|&until| until < self.today) {
            let (zh, en) = (
                format!("豁免已于 {until} 到期"),
                format!("this waiver ended on {until}"),
            );
            self.findings
                .push(refused("waiver/expired", Severity::Warning, zh, en));
            return None;
        }
        Some(waiver)
    }

    fn text(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<String> {
        let text = self.sheet.scalar(fields.get(key)?)?.as_str().trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }

    /// A name without spaces and punctuation.
    fn key(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<String> {
        let node = fields.get(key)?;
        let name = normal::key(self.sheet.scalar(node)?.as_str()).into_owned();
        if name.is_empty() {
            let words = Words::new("这里没有写内容", "nothing is written here");
            self.sheet.fault(FaultKind::WrongShape, node, words);
        }
        Some(name)
    }

    fn list(&mut self, fields: &Fields<'_, '_>) -> Option<ListKind> {
        let names = ListKind::ALL.map(|kind| (kind.as_str(), kind));
        self.sheet.choice(fields.get("list")?, &names)
    }

    fn until(&mut self, fields: &Fields<'_, '_>) -> Option<Day> {
        let node = fields.get("until")?;
        let day = Day::parse(self.sheet.scalar(node)?.as_str());
        if day.is_none() {
            let words = Words::new("日期要写成 2027-01-31", "a day is written 2027-01-31");
            self.sheet.fault(FaultKind::WrongShape, node, words);
        }
        day
    }

    fn fingerprint(&mut self, fields: &Fields<'_, '_>) -> Option<u64> {
        let node = fields.get("fingerprint")?;
        let fingerprint = fingerprint(self.sheet.scalar(node)?.as_str());
        if fingerprint.is_none() {
            let words = Words::new(
                "指纹是 16 位十六进制数",
                "a fingerprint has 16 hexadecimal digits",
            );
            self.sheet.fault(FaultKind::WrongShape, node, words);
        }
        fingerprint
    }
}

/// The fingerprint that `text` spells.
pub(super) fn fingerprint(text: &str) -> Option<u64> {
    let digits = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits.then(|| u64::from_str_radix(text, 16).expect("16 hexadecimal digits fit"))
}

/// The finding about an exception that gives no reason.
pub(super) fn no_reason(place: Place) -> Finding {
    let words = Words::new("豁免要写明理由", "a waiver gives a reason");
    Finding::new(Code::new("waiver/no-reason"), Severity::Error, words, place)
}

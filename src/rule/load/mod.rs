//! Rule files become a set of rules, or a list of all their faults.

pub mod folders;
mod lexicon;
pub mod needs;
mod slips;
mod variant;

use std::sync::{Arc, OnceLock};

use super::example::{Example, Tests};
use super::fault::{FaultKind, suggestion};
use super::parameter::Parameter;
use super::prove::rule as prove_rule;
use super::written::sheet::Sheet;
use super::written::variant::Variant;
use super::{Rule, RuleSet};
use crate::Map;
use crate::finding::{Code, Finding, Severity, Words};
use crate::text::yaml::{self, Node};
use crate::text::{Place, Source, SourceId, Sources};

/// The version of the rule language that is read here.
pub const RULES: &str = "qingdan/rules@1";

/// The version of lexicons that is read here.
pub const LEXICON: &str = "qingdan/lexicon@1";

/// The files of `rules/` with their paths, embedded at build time in order of their paths.
static EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The built-in rule files as sources, each named by its path: `rules/department/registered.yaml`.
pub fn builtin_sources() -> Sources {
    let mut sources = Sources::default();
    for (path, text) in EMBEDDED {
        sources.add(Source::new(*path, *text));
    }
    sources
}

/// What the part of a built-in rule file begins with that a check has no use for; nothing else stands behind it.
const TESTS: &str = "\ntests:";

/// The built-in rules, proved once; their tests are [read later](builtin_tests).
pub(super) fn builtin() -> &'static RuleSet {
    static BUILTIN: OnceLock<RuleSet> = OnceLock::new();
    BUILTIN.get_or_init(|| {
        let mut sources = Sources::default();
        for (path, text) in EMBEDDED {
            let end = text.find(TESTS).map_or(text.len(), |at| at + 1);
            sources.add(Source::new(*path, &text[..end]));
        }
        ours(&sources, Origin::Builtin)
    })
}

/// Whether a rule is one of ours, as it was loaded.
pub(super) fn is_builtin(rule: &Arc<Rule>) -> bool {
    builtin().rules.iter().any(|ours| Arc::ptr_eq(ours, rule))
}

/// The tests of a built-in rule.
fn builtin_tests(id: &Code) -> &'static [Example] {
    static WHOLE: OnceLock<RuleSet> = OnceLock::new();
    let whole = WHOLE.get_or_init(|| ours(&builtin_sources(), Origin::BuiltinWithTests));
    match whole.get(id.as_str()).map(|rule| &rule.tests) {
        Some(Tests::Read(tests)) => tests,
        _ => &[],
    }
}

fn ours(sources: &Sources, origin: Origin) -> RuleSet {
    let ids: Vec<SourceId> = sources.iter().map(|(id, _)| id).collect();
    load(sources, &ids, &[], origin).expect("a test loads the built-in rules")
}

/// Whose rules are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Our own: the id is the path. The tests are left out.
    Builtin,
    /// Our own with their tests, which are a must.
    BuiltinWithTests,
    /// A user's.
    User,
}

/// The rules in the sources `ids`, in this order; the lexicons they use and the rules they vary are looked for among the
/// same sources and among those `aside`, whose rules are not loaded, and then among our own.
///
/// # Errors
/// All faults of all files.
pub(super) fn load(
    sources: &Sources,
    ids: &[SourceId],
    aside: &[SourceId],
    origin: Origin,
) -> Result<RuleSet, Vec<Finding>> {
    let mut loading = Loading {
        sources,
        origin,
        aside,
        lexicons: Map::default(),
        ids: Map::default(),
        rules: Vec::new(),
        variants: Vec::new(),
        findings: Vec::new(),
    };
    let all = ids.iter().chain(aside);
    let files: Vec<(SourceId, Node<'_>)> = all.filter_map(|&id| loading.parse(id)).collect();
    for (id, node) in &files {
        loading.lexicon(*id, node);
    }
    for (id, node) in &files {
        loading.file(*id, node);
    }
    let variants = std::mem::take(&mut loading.variants);
    loading.vary(variants);
    loading.leave_aside();
    if origin == Origin::Builtin {
        for rule in &mut loading.rules {
            let id = rule.id.clone();
            Arc::make_mut(rule).tests = Tests::Later(id, builtin_tests);
        }
    }
    let (faults, notes) = loading
        .findings
        .into_iter()
        .partition(|finding| finding.severity == Severity::Error);
    let faults: Vec<Finding> = faults;
    match faults.is_empty() {
        true => RuleSet::new(loading.rules, notes),
        false => Err(faults),
    }
}

struct Loading<'s> {
    sources: &'s Sources,
    origin: Origin,
    /// The sources that are there for the sake of the others.
    aside: &'s [SourceId],
    /// The lists of each lexicon, by the name of its source.
    lexicons: Map<&'s str, Vec<Parameter>>,
    /// The ids so far with their places, also of rules with faults.
    ids: Map<Code, Place>,
    rules: Vec<Arc<Rule>>,
    /// The variants, each with its id if that is right.
    variants: Vec<(Option<Code>, Variant)>,
    findings: Vec<Finding>,
}

impl<'s> Loading<'s> {
    fn parse(&mut self, id: SourceId) -> Option<(SourceId, Node<'s>)> {
        match yaml::parse(id, self.sources[id].text()) {
            Ok(node) => Some((id, node)),
            Err(fault) => {
                let place = Place {
                    source: id,
                    span: fault.span,
                };
                let source = &self.sources[id];
                self.findings.push(match slips::wide_colon(source, place) {
                    Some((colon, words)) => FaultKind::Yaml.at(colon, words),
                    None => Finding {
                        help: slips::trap(source, place),
                        ..FaultKind::Yaml.at(place, Words::new(fault.zh, fault.en))
                    },
                });
                None
            }
        }
    }

    /// Whether a place stands in a file that is there for the sake of the others.
    fn is_aside(&self, place: Place) -> bool {
        self.aside.contains(&place.source)
    }

    /// Drops the rules that only others needed, and what is to be said about them that stops nothing.
    fn leave_aside(&mut self) {
        let aside = self.aside;
        self.rules.retain(|rule| !aside.contains(&rule.place.source));
        self.findings.retain(|finding| {
            finding.severity == Severity::Error || !aside.contains(&finding.primary.place.source)
        });
    }

    fn file(&mut self, id: SourceId, node: &Node<'s>) {
        let mut sheet = Sheet::new(id).ours(self.origin != Origin::User);
        match node.get("schema") {
            Some(schema) if schema.as_str() == Some(LEXICON) => return,
            Some(schema) if schema.as_str() == Some(RULES) => self.rules_of(&mut sheet, id, node),
            Some(schema) => {
                let written = schema.as_str().unwrap_or_default();
                let words = Words::new(
                    format!("不认识的版本“{written}”"),
                    format!("`{written}` is no version that is known here"),
                );
                sheet.fault(FaultKind::UnknownVersion, schema, words).help =
                    suggestion(written, [RULES, LEXICON]);
            }
            None => {
                let words = Words::new(
                    format!("文件开头缺少 schema: {RULES}"),
                    format!("`schema: {RULES}` is missing at the head of the file"),
                );
                let entry = node.mapping().and_then(|entries| entries.first());
                let place = sheet.place(entry.map_or(node, |(key, _)| key));
                sheet.findings.push(FaultKind::MissingKey.at(place, words));
            }
        }
        self.findings.append(&mut sheet.findings);
    }

    fn rules_of(&mut self, sheet: &mut Sheet, id: SourceId, node: &Node<'s>) {
        let before = sheet.findings.len();
        let lists = self.used_lists(sheet, id, node);
        let complete = sheet.findings.len() == before;
        let (items, also): (&[Node<'_>], &[&str]) = match node.get("rules") {
            None => (std::slice::from_ref(node), &["schema", "use"]),
            Some(rules) => {
                sheet.fields(node, &["schema", "use", "rules"]);
                (sheet.items(rules).unwrap_or_default(), &[])
            }
        };
        let alone = node.get("rules").is_none();
        for item in items {
            match item.get("extends") {
                Some(_) => self.variant(sheet, item, also, alone),
                None => self.rule(sheet, item, (also, alone), (&lists, complete)),
            }
        }
    }

    fn rule(
        &mut self,
        sheet: &mut Sheet,
        node: &Node<'s>,
        (also, alone): (&[&str], bool),
        (lists, complete): (&[Parameter], bool),
    ) {
        let Some(mut written) = sheet.rule(node, also) else {
            return;
        };
        written.parameters.incomplete = !complete;
        let id = written.id.as_ref().map(|id| id.as_str());
        let code = self.code(sheet, (id, written.broken_id), written.place, alone);
        if let Some(head) = &written.head {
            self.demand_tests(sheet, written.place, &head.tests);
        }
        // Also without an id: all faults at once.
        let (code, builtin) = (code.unwrap_or_else(|| Code::new("")), self.origin != Origin::User);
        match prove_rule::rule(written, code, lists, builtin) {
            Ok(rule) => self.rules.push(Arc::new(rule)),
            Err(mut faults) => sheet.findings.append(&mut faults),
        }
    }

    fn variant(&mut self, sheet: &mut Sheet, node: &Node<'s>, also: &[&str], alone: bool) {
        let Some(variant) = sheet.variant(node, also) else {
            return;
        };
        let id = (variant.id.0.as_deref(), variant.id.1);
        let code = self.code(sheet, id, variant.place, alone);
        // The examples of the rule it varies may come out otherwise; a project need not write new ones.
        if self.origin != Origin::User {
            self.demand_tests(sheet, variant.place, &variant.tests);
        }
        self.variants.push((code, variant));
    }

    /// The id of a rule: as written, unless that is broken, else the path of a file that holds this rule alone.
    fn code(
        &mut self,
        sheet: &mut Sheet,
        (written, broken): (Option<&str>, bool),
        place: Place,
        alone: bool,
    ) -> Option<Code> {
        let by_path = id_of_path(self.sources[sheet.source].name());
        if broken {
            return None;
        }
        let fault = match written {
            Some(id) if self.origin == Origin::User || id == by_path => {
                return Some(self.claim(sheet, Code::new(id), place));
            }
            None if alone && Code::is_valid(by_path) => {
                return Some(self.claim(sheet, Code::new(by_path), place));
            }
            Some(_) => Words::new(
                format!("内置规则的 id 等于路径：{by_path}"),
                format!("the id of a built-in rule is its path: {by_path}"),
            ),
            None => Words::new(
                "规则要有 id，例如 my/rule-name",
                "the rule needs an id such as my/rule-name",
            ),
        };
        sheet.findings.push(FaultKind::WrongId.at(place, fault));
        None
    }

    /// Notes the id as taken.
    fn claim(&mut self, sheet: &mut Sheet, code: Code, place: Place) -> Code {
        match self.ids.get(&code) {
            Some(_) if self.is_aside(place) => {}
            Some(&first) => sheet.findings.push(super::repeated(&code, place, first)),
            None => drop(self.ids.insert(code.clone(), place)),
        }
        code
    }

    fn demand_tests(&self, sheet: &mut Sheet, place: Place, tests: &[Example]) {
        let valid = tests.iter().any(|test| test.is_valid());
        let invalid = tests.iter().any(|test| !test.is_valid());
        if valid && invalid || self.origin == Origin::Builtin {
            return;
        }
        let words = Words::new(
            "规则至少要有一个 valid 和一个 invalid 的例子",
            "a rule needs at least one valid and one invalid example",
        );
        let mut finding = FaultKind::NoTests.at(place, words);
        if self.origin == Origin::User {
            finding.severity = Severity::Warning;
        }
        sheet.findings.push(finding);
    }
}

/// The last two parts of a path without its ending: `department/registered` of `rules/department/registered.yaml`.
fn id_of_path(path: &str) -> &str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut slashes = stem.rmatch_indices('/').map(|(at, _)| at);
    slashes.next();
    slashes.next().map_or(stem, |at| &stem[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_rule_loads_as_those_of_a_user_do() {
        let sources = builtin_sources();
        let ids: Vec<SourceId> = sources.iter().map(|(id, _)| id).collect();
        let loaded = load(&sources, &ids, &[], Origin::User).map(|rules| rules.rules().len());
        assert_eq!(
            loaded.expect("regular expressions compile"),
            builtin().rules().len()
        );
    }
}

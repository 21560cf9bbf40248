//! A rule file as written: its keys checked and its expressions parsed, but no name resolved yet.

mod origin;
pub(crate) mod params;
pub(crate) mod saying;
pub(crate) mod sheet;
pub(crate) mod tests;
pub(crate) mod variant;

use params::Parameters;
use saying::Saying;
use sheet::{Fields, Sheet};

use super::example::Example;
use super::expression::parse;
use super::expression::syntax::{Condition, Path, Source, Target, Value};
use super::fault::{Fault, FaultKind};
use super::meta::{Classify, Meta, Reference, Status, Verdict};
use crate::finding::{Code, Confidence, Language, Severity, Words};
use crate::text::yaml::Node;
use crate::text::{Mapped, Place};

/// An expression and its tree.
pub(crate) struct Parsed<'s, T> {
    pub(crate) text: Mapped<'s>,
    pub(crate) tree: T,
}

/// A rule as written. What has a fault is left out, so that the rest can still be proved.
pub(crate) struct Written<'s> {
    /// Its id, or where its first key stands.
    pub(crate) place: Place,
    pub(crate) id: Option<Mapped<'s>>,
    /// Whether an id is written that is none.
    pub(crate) broken_id: bool,
    pub(crate) head: Option<Head>,
    /// Whether no fault was found so far.
    pub(crate) sound: bool,
    pub(crate) bindings: Vec<(Mapped<'s>, Option<Parsed<'s, Source>>)>,
    pub(crate) conditions: Vec<Parsed<'s, Condition>>,
    pub(crate) asked: Option<(Verdict, Parsed<'s, Condition>)>,
    pub(crate) message: Option<Saying<'s>>,
    pub(crate) labels: Vec<(Parsed<'s, Target>, Saying<'s>)>,
    pub(crate) help: Option<Saying<'s>>,
    pub(crate) fixes: Vec<WrittenFix<'s>>,
    pub(crate) parameters: Parameters,
}

/// What a rule says about itself, which needs no proof.
pub(crate) struct Head {
    pub(crate) title: Words,
    pub(crate) reason: Option<Words>,
    pub(crate) severity: Option<Severity>,
    pub(crate) meta: Meta,
    pub(crate) tests: Vec<Example>,
    pub(crate) classify: Option<(Classify, Place)>,
}

/// A fix as written.
pub(crate) struct WrittenFix<'s> {
    pub(crate) title: Saying<'s>,
    pub(crate) safe: bool,
    pub(crate) path: Parsed<'s, Path>,
    /// The value to put there; without it the text is deleted.
    pub(crate) with: Option<Parsed<'s, Value>>,
}

const KEYS: [&str; 15] = [
    "id", "title", "reason", "severity", "for", "where", "require", "forbid", "message", "labels", "help",
    "fix", "params", "meta", "tests",
];

impl Sheet {
    /// Reads a rule; `also` are further keys that may stand beside it, for a file of a single rule.
    pub(crate) fn rule<'s>(&mut self, node: &Node<'s>, also: &[&str]) -> Option<Written<'s>> {
        let known: Vec<&str> = KEYS.iter().chain(&["classify"]).chain(also).copied().collect();
        let fields = self.fields(node, &known)?;
        let before = self.findings.len();
        let head = self.head(&fields);
        let bindings = self.required(&fields, "for").and_then(|node| self.bindings(node));
        let conditions = fields.get("where").map(|node| self.conditions(node));
        let asked = self.asked(&fields);
        let message = self
            .required(&fields, "message")
            .and_then(|node| self.saying(node));
        let labels = self
            .required(&fields, "labels")
            .and_then(|node| self.labels(node));
        let help = fields.get("help").and_then(|node| self.saying(node));
        let fixes = fields.get("fix").map(|node| match node.sequence() {
            Some(fixes) => fixes.iter().filter_map(|node| self.fix(node)).collect(),
            None => self.fix(node).into_iter().collect(),
        });
        let parameters = fields.get("params").and_then(|node| self.parameters(node));
        let id = fields.get("id").and_then(|node| self.id(node));
        let first = node
            .mapping()
            .and_then(|entries| entries.first())
            .map(|(key, _)| self.place(key));
        Some(Written {
            place: fields
                .get("id")
                .map(|id| self.place(id))
                .or(first)
                .unwrap_or(fields.place),
            broken_id: id.is_none() && fields.get("id").is_some(),
            id,
            head,
            sound: self.findings.len() == before,
            bindings: bindings.unwrap_or_default(),
            conditions: conditions.unwrap_or_default(),
            asked,
            message,
            labels: labels.unwrap_or_default(),
            help,
            fixes: fixes.unwrap_or_default(),
            parameters: parameters.unwrap_or_default(),
        })
    }

    fn head(&mut self, fields: &Fields<'_, '_>) -> Option<Head> {
        let title = self.required(fields, "title").and_then(|node| {
            let title = self.words(node)?;
            let empty = [Language::Zh, Language::En]
                .iter()
                .any(|&language| title.get(language).is_empty());
            if empty {
                let words = Words::new("title 不能是空的", "`title` must not be empty");
                self.fault(FaultKind::WrongShape, node, words);
            }
            (!empty).then_some(title)
        });
        let severity = self
            .required(fields, "severity")
            .and_then(|node| self.severity(node));
        let reason = fields.get("reason").map(|node| self.words(node));
        let meta = fields
            .get("meta")
            .map_or(Some(Meta::default()), |node| self.meta(node));
        let tests = fields
            .get("tests")
            .map_or(Some(Vec::new()), |node| self.tests(node));
        let classify = fields
            .get("classify")
            .map(|node| Some((self.choice(node, &Classify::NAMES)?, self.place(node))));
        Some(Head {
            title: title?,
            reason: flat(reason)?,
            severity: severity?,
            meta: meta?,
            tests: tests?,
            classify: flat(classify)?,
        })
    }

    pub(super) fn id<'s>(&mut self, node: &Node<'s>) -> Option<Mapped<'s>> {
        let id = &self.scalar(node)?.text;
        if !Code::is_valid(id.as_str()) {
            let words = Words::new(
                "id 只用小写字母、数字和连字符，可分两段：family/name",
                "an id is lower-case words joined by hyphens, in one part or two: family/name",
            );
            self.fault(FaultKind::WrongId, node, words);
            return None;
        }
        Some(id.clone())
    }

    pub(super) fn severity(&mut self, node: &Node<'_>) -> Option<Option<Severity>> {
        let names = [
            ("error", Some(Severity::Error)),
            ("warning", Some(Severity::Warning)),
            ("info", Some(Severity::Info)),
            ("off", None),
        ];
        self.choice(node, &names)
    }

    /// Parses an expression.
    pub(crate) fn parsed<'s, T>(
        &mut self,
        node: &Node<'s>,
        parse: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Option<Parsed<'s, T>> {
        let text = self.expression(node)?;
        match parse(text.as_str()) {
            Ok(tree) => Some(Parsed {
                text: text.clone(),
                tree,
            }),
            Err(fault) => {
                self.findings.push(fault.on(text));
                None
            }
        }
    }

    fn bindings<'s>(&mut self, node: &Node<'s>) -> Option<Vec<(Mapped<'s>, Option<Parsed<'s, Source>>)>> {
        let entries = self.filled(node)?;
        let bindings: Vec<Option<_>> = entries
            .iter()
            .map(|(name, source)| {
                let source = self.parsed(source, origin::source);
                let path = self.parsed(name, parse::path)?;
                match path.tree.names.as_slice() {
                    [only] if only.text != "it" => Some((path.text, source)),
                    _ => {
                        let words = Words::new("这里要一个简单的名称", "a plain name is needed here");
                        self.fault(FaultKind::WrongShape, name, words);
                        None
                    }
                }
            })
            .collect();
        Some(bindings.into_iter().flatten().collect())
    }

    fn conditions<'s>(&mut self, node: &Node<'s>) -> Vec<Parsed<'s, Condition>> {
        let nodes = node.sequence().unwrap_or(std::slice::from_ref(node));
        nodes
            .iter()
            .filter_map(|node| self.parsed(node, parse::condition))
            .collect()
    }

    fn asked<'s>(&mut self, fields: &Fields<'_, 's>) -> Option<(Verdict, Parsed<'s, Condition>)> {
        let (verdict, node) = match (fields.get("require"), fields.get("forbid")) {
            (Some(node), None) => (Verdict::Require, node),
            (None, Some(node)) => (Verdict::Forbid, node),
            (require, _) => {
                let place = ["forbid", "require", "for"]
                    .iter()
                    .find_map(|key| fields.key(key));
                let place = place.map_or(fields.place, |key| self.place(key));
                let words = match require {
                    Some(_) => Words::new(
                        "require 和 forbid 只能写一个",
                        "`require` and `forbid` exclude each other",
                    ),
                    None => Words::new("缺少 require 或 forbid", "`require` or `forbid` is missing"),
                };
                self.findings.push(FaultKind::RequireXorForbid.at(place, words));
                return None;
            }
        };
        if node.sequence().is_some() {
            let words = Words::new("这里只写一个条件", "one condition is needed here, not a list");
            let help = Words::new(
                "几个条件用 and 连成一个：甲 and 乙；只是限定范围的，写到 where 里",
                "join them by `and`; what merely selects the nodes goes to `where`",
            );
            self.fault(FaultKind::WrongShape, node, words).help = Some(help);
            return None;
        }
        Some((verdict, self.parsed(node, parse::condition)?))
    }

    fn labels<'s>(&mut self, node: &Node<'s>) -> Option<Vec<(Parsed<'s, Target>, Saying<'s>)>> {
        let entries = self.filled(node)?;
        let labels: Vec<Option<_>> = entries
            .iter()
            .map(|(target, saying)| {
                let (target, saying) = (self.parsed(target, parse::target), self.saying(saying));
                Some((target?, saying?))
            })
            .collect();
        Some(labels.into_iter().flatten().collect())
    }

    fn fix<'s>(&mut self, node: &Node<'s>) -> Option<WrittenFix<'s>> {
        let fields = self.fields(node, &["title", "safe", "replace", "delete", "with"])?;
        let title = self.required(&fields, "title").and_then(|node| self.saying(node));
        let safe = self.required(&fields, "safe").and_then(|node| self.truth(node));
        let (path, with) = match (fields.get("replace"), fields.get("delete")) {
            (Some(path), None) => {
                let with = self.required(&fields, "with")?;
                (path, Some(self.parsed(with, parse::value)?))
            }
            (None, Some(path)) if fields.get("with").is_none() => (path, None),
            _ => {
                let words = Words::new(
                    "fix 要么写 replace 和 with，要么只写 delete",
                    "a fix has `replace` and `with`, or `delete` alone",
                );
                self.findings.push(FaultKind::WrongShape.at(fields.place, words));
                return None;
            }
        };
        let path = self.parsed(path, parse::path);
        Some(WrittenFix {
            title: title?,
            safe: safe?,
            path: path?,
            with,
        })
    }

    pub(super) fn meta(&mut self, node: &Node<'_>) -> Option<Meta> {
        let known = [
            "since",
            "group",
            "precision",
            "status",
            "replaces",
            "references",
            "tags",
        ];
        let fields = self.fields(node, &known)?;
        let precisions = [
            ("very-high", Confidence::VeryHigh),
            ("high", Confidence::High),
            ("medium", Confidence::Medium),
            ("low", Confidence::Low),
        ];
        let text = |sheet: &mut Self, key: &str| {
            fields
                .get(key)
                .map(|node| sheet.scalar(node).map(|scalar| scalar.as_str().to_owned()))
        };
        let (since, group) = (text(self, "since"), text(self, "group"));
        let precision = fields.get("precision").map(|node| self.choice(node, &precisions));
        let status = fields.get("status").map(|node| self.choice(node, &Status::NAMES));
        let replaces = fields
            .get("replaces")
            .map_or(Some(Vec::new()), |node| self.texts(node));
        let tags = fields
            .get("tags")
            .map_or(Some(Vec::new()), |node| self.texts(node));
        let references = fields
            .get("references")
            .map_or(Some(Vec::new()), |node| self.references(node));
        Some(Meta {
            since: flat(since)?,
            group: flat(group)?,
            precision: flat(precision)?.unwrap_or(Confidence::High),
            status: flat(status)?.unwrap_or_default(),
            replaces: replaces?,
            references: references?,
            tags: tags?,
        })
    }

    fn references(&mut self, node: &Node<'_>) -> Option<Vec<Reference>> {
        let items = self.items(node)?;
        let references: Vec<Option<Reference>> = items
            .iter()
            .map(|item| {
                let fields = self.fields(item, &["name", "article", "url"])?;
                let name = self
                    .required(&fields, "name")
                    .and_then(|node| self.scalar(node))?;
                let mut text = |key| fields.get(key).and_then(|node| self.scalar(node));
                let own = |scalar: &crate::text::yaml::Scalar<'_>| scalar.as_str().to_owned();
                Some(Reference {
                    name: own(name),
                    article: text("article").map(own),
                    url: text("url").map(own),
                })
            })
            .collect();
        references.into_iter().collect()
    }

    /// A list of texts.
    pub(crate) fn texts(&mut self, node: &Node<'_>) -> Option<Vec<String>> {
        let items = self.items(node)?;
        let texts: Vec<Option<String>> = items
            .iter()
            .map(|item| self.scalar(item).map(|scalar| scalar.as_str().to_owned()))
            .collect();
        texts.into_iter().collect()
    }
}

/// What may be left out but must be right where it is written.
fn flat<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    match written {
        None => Some(None),
        Some(value) => value.map(Some),
    }
}

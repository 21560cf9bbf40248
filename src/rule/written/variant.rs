//! A variant of a rule as written: the rule it is one of, and what is different in it.

use super::sheet::Sheet;
use crate::finding::{Severity, Words};
use crate::rule::example::{Data, Example};
use crate::rule::meta::Meta;
use crate::rule::vary::Assignment;
use crate::text::Place;
use crate::text::yaml::Node;

/// A variant of a rule.
pub(crate) struct Variant {
    /// Its id, if one is written, and whether one is that is none.
    pub(crate) id: (Option<String>, bool),
    /// Where its id or its first key stands.
    pub(crate) place: Place,
    /// The id of the rule it is a variant of, and where it is written.
    pub(crate) base: (String, Place),
    pub(crate) title: Option<Words>,
    pub(crate) reason: Option<Words>,
    pub(crate) severity: Option<Option<Severity>>,
    pub(crate) settings: Vec<Assignment>,
    pub(crate) meta: Option<Meta>,
    pub(crate) tests: Vec<Example>,
}

const KEYS: [&str; 8] = [
    "id", "extends", "title", "reason", "severity", "params", "meta", "tests",
];

impl Sheet {
    /// Reads a rule with `extends`; `also` are further keys that may stand beside it.
    pub(crate) fn variant(&mut self, node: &Node<'_>, also: &[&str]) -> Option<Variant> {
        let known: Vec<&str> = KEYS.iter().chain(also).copied().collect();
        let fields = self.fields(node, &known)?;
        let base = self.required(&fields, "extends")?;
        let base_id = self.scalar(base)?.as_str().to_owned();
        let id = fields.get("id");
        let written = id.and_then(|id| self.id(id)).map(|id| id.as_str().to_owned());
        let before = self.findings.len();
        let variant = Variant {
            id: (written.clone(), id.is_some() && written.is_none()),
            place: self.place(id.unwrap_or(base)),
            base: (base_id, self.place(base)),
            title: fields.get("title").and_then(|node| self.words(node)),
            reason: fields.get("reason").and_then(|node| self.words(node)),
            severity: fields.get("severity").and_then(|node| self.severity(node)),
            settings: fields
                .get("params")
                .and_then(|node| self.assignments(node))
                .unwrap_or_default(),
            meta: fields.get("meta").and_then(|node| self.meta(node)),
            tests: fields
                .get("tests")
                .and_then(|node| self.tests(node))
                .unwrap_or_default(),
        };
        (self.findings.len() == before).then_some(variant)
    }

    /// Values of parameters by name.
    fn assignments(&mut self, node: &Node<'_>) -> Option<Vec<Assignment>> {
        let entries = self.entries(node)?;
        let assignments = entries.iter().map(|(name, value)| {
            Some(Assignment {
                name: self.scalar(name)?.as_str().to_owned(),
                place: self.place(name),
                value: Data::from(value),
                value_place: self.place(value),
            })
        });
        assignments.collect()
    }
}

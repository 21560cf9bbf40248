//! The parameters of a rule as written, and the lists of a lexicon.

use super::sheet::{Fields, Sheet};
use crate::finding::Words;
use crate::rule::fault::FaultKind;
use crate::rule::parameter::{Parameter, Setting, outside};
use crate::rule::phrase::Phrase;
use crate::text::yaml::Node;
use crate::text::{Place, Span};

#[derive(Clone, Copy)]
enum SettingType {
    Int,
    Ratio,
    Text,
    Words,
    Phrases,
    Pattern,
    Bool,
}

const TYPES: [(&str, SettingType); 7] = [
    ("int", SettingType::Int),
    ("ratio", SettingType::Ratio),
    ("text", SettingType::Text),
    ("words", SettingType::Words),
    ("phrases", SettingType::Phrases),
    ("pattern", SettingType::Pattern),
    ("bool", SettingType::Bool),
];

/// The parameters of a rule as written.
#[derive(Default)]
pub(crate) struct Parameters {
    /// Those that are right, and where their names stand.
    pub(crate) sound: Vec<(Place, Parameter)>,
    /// The names of those that have a fault.
    pub(crate) broken: Vec<String>,
}

impl Sheet {
    /// Reads `params`.
    pub(super) fn parameters(&mut self, node: &Node<'_>) -> Option<Parameters> {
        let mut parameters = Parameters::default();
        for (key, value) in self.entries(node)? {
            let name = self.plain_name(key).unwrap_or_default();
            match self.parameter(name, value) {
                Some(parameter) => parameters.sound.push((self.place(key), parameter)),
                None => parameters.broken.push(name.to_owned()),
            }
        }
        Some(parameters)
    }

    /// A name that `$name` can spell.
    fn plain_name<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        let name = self.scalar(node)?.as_str();
        let spelled = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !spelled || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            let words = Words::new(
                "名称只用小写字母、数字和下划线，以字母开头",
                "a name is made of lower-case letters, digits and underscores and begins with a letter",
            );
            self.fault(FaultKind::WrongShape, node, words);
            return None;
        }
        Some(name)
    }

    fn parameter(&mut self, name: &str, node: &Node<'_>) -> Option<Parameter> {
        let fields = self.fields(node, &["type", "default", "about", "min", "max"])?;
        let about = fields.get("about").map(|node| self.words(node));
        let of = self
            .required(&fields, "type")
            .and_then(|node| self.choice(node, &TYPES));
        let value = self.required(&fields, "default");
        let (of, value) = (of?, value?);
        let default = self.setting(of, value)?;
        let bounds = (self.bound(&fields, "min")?, self.bound(&fields, "max")?);
        if let Some(words) = outside(&default, bounds) {
            self.fault(FaultKind::OutOfRange, value, words);
        }
        let about = match about {
            Some(about) => Some(about?),
            None => None,
        };
        Some(Parameter {
            name: name.to_owned(),
            value: default.clone(),
            default,
            about,
            bounds,
            used: true,
        })
    }

    fn bound(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Option<f64>> {
        match fields.get(key) {
            None => Some(None),
            Some(node) => self.number(node).map(Some),
        }
    }

    fn setting(&mut self, of: SettingType, node: &Node<'_>) -> Option<Setting> {
        match of {
            SettingType::Int => self.number(node).map(Setting::Number),
            SettingType::Ratio => self
                .number(node)
                .filter(|ratio: &f64| ratio.is_finite())
                .map(Setting::Ratio),
            SettingType::Text => self
                .scalar(node)
                .map(|text| Setting::Text(text.as_str().to_owned())),
            SettingType::Pattern => self
                .scalar(node)
                .map(|text| Setting::Pattern(text.as_str().to_owned())),
            SettingType::Bool => self.truth(node).map(Setting::Truth),
            SettingType::Words => self.word_list(node).map(Setting::Words),
            SettingType::Phrases => self.phrase_list(node).map(Setting::Phrases),
        }
    }

    fn word_list(&mut self, node: &Node<'_>) -> Option<Vec<String>> {
        let items = self.items(node)?;
        let words = self.texts(node)?;
        match words.iter().position(String::is_empty) {
            None => Some(words),
            Some(empty) => {
                let nothing = Words::new("词表里不能有空词", "a word list holds no empty word");
                self.fault(FaultKind::WrongShape, &items[empty], nothing);
                None
            }
        }
    }

    fn phrase_list(&mut self, node: &Node<'_>) -> Option<Vec<Phrase>> {
        let items = self.items(node)?;
        let phrases: Vec<Option<Phrase>> = items
            .iter()
            .map(|item| {
                let text = &self.scalar(item)?.text;
                let range = match Phrase::parse(text.as_str()) {
                    Ok(phrase) => return Some(phrase),
                    Err(range) => range,
                };
                let words = Words::new(
                    "短语里花括号只能是 {department}，并且不能只有“…”",
                    "the only braces of a phrase are {department}, and it cannot be `…` alone",
                );
                let place = text.place_of(Span::new(range.start, range.end).range());
                self.findings.push(FaultKind::WrongShape.at(place, words));
                None
            })
            .collect();
        phrases.into_iter().collect()
    }

    /// Reads a lexicon: `words` and `phrases`, each with lists by name, and `patterns`. Instead of a list or a pattern may
    /// stand a mapping with it as `default`, and with `about`.
    pub(crate) fn lexicon(&mut self, node: &Node<'_>) -> Option<Vec<Parameter>> {
        let fields = self.fields(node, &["schema", "about", "words", "phrases", "patterns"])?;
        let mut lists = Vec::new();
        for (key, of) in [
            ("words", SettingType::Words),
            ("phrases", SettingType::Phrases),
            ("patterns", SettingType::Pattern),
        ] {
            let Some(node) = fields.get(key) else {
                continue;
            };
            for (name, list) in self.entries(node)? {
                let name = self.plain_name(name)?.to_owned();
                let (list, about) = match list.mapping() {
                    None => (list, None),
                    Some(_) => {
                        let fields = self.fields(list, &["default", "about"])?;
                        let about = fields.get("about").and_then(|node| self.words(node));
                        (self.required(&fields, "default")?, about)
                    }
                };
                let default = self.setting(of, list)?;
                lists.push(Parameter {
                    name,
                    value: default.clone(),
                    default,
                    about,
                    bounds: (None, None),
                    used: false,
                });
            }
        }
        Some(lists)
    }
}

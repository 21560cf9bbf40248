//! The parameters of a rule as written, and the lists of a lexicon.

use super::sheet::{Fields, Sheet};
use crate::finding::Words;
use crate::rule::fault::FaultKind;
use crate::rule::parameter::{Parameter, Setting, outside};
use crate::rule::pattern::{self, Pattern};
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
    /// Whether a lexicon was not found, so that a name may be one of it.
    pub(crate) incomplete: bool,
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
        self.bounded(of, &fields, bounds)?;
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

    /// Whether bounds make sense: of a number, and the smaller one below the larger.
    fn bounded(
        &mut self,
        of: SettingType,
        fields: &Fields<'_, '_>,
        (min, max): (Option<f64>, Option<f64>),
    ) -> Option<()> {
        let key = fields.key("min").or_else(|| fields.key("max"));
        match key.filter(|_| min.is_some() || max.is_some()) {
            Some(key) if !matches!(of, SettingType::Int | SettingType::Ratio) => {
                let words = Words::new(
                    "min 和 max 只用于数（int、ratio）",
                    "`min` and `max` are for numbers alone (int, ratio)",
                );
                self.fault(FaultKind::UnknownKey, key, words);
                None
            }
            Some(key) if min.zip(max).is_some_and(|(min, max)| min > max) => {
                let words = Words::new("min 比 max 还大", "`min` is above `max`");
                self.fault(FaultKind::OutOfRange, key, words);
                None
            }
            _ => Some(()),
        }
    }

    fn bound(&mut self, fields: &Fields<'_, '_>, key: &str) -> Option<Option<f64>> {
        match fields.get(key) {
            None => Some(None),
            Some(node) => self.number(node).map(Some),
        }
    }

    fn setting(&mut self, of: SettingType, node: &Node<'_>) -> Option<Setting> {
        match of {
            SettingType::Int => self.whole_number(node).map(Setting::Number),
            SettingType::Ratio => self
                .number(node)
                .filter(|ratio: &f64| ratio.is_finite())
                .map(Setting::Ratio),
            SettingType::Text => self
                .scalar(node)
                .map(|text| Setting::Text(text.as_str().to_owned())),
            SettingType::Pattern => self.pattern(node).map(Setting::Pattern),
            SettingType::Bool => self.truth(node).map(Setting::Truth),
            SettingType::Words => self.word_list(node).map(Setting::Words),
            SettingType::Phrases => self.phrase_list(node).map(Setting::Phrases),
        }
    }

    /// A part of regular expressions, which stands for itself: it names no other part.
    fn pattern(&mut self, node: &Node<'_>) -> Option<String> {
        let text = &self.scalar(node)?.text;
        let part = text.as_str();
        if self.ours {
            return Some(part.to_owned());
        }
        if let Some(range) = pattern::named_part(part) {
            let name = &part[range.clone()];
            let words = Words::new(
                format!("表达式的一部分里不能再用另一部分 {name}"),
                format!("a part of expressions names no other part, and here is {name}"),
            );
            let place = text.place_of(range);
            self.findings.push(FaultKind::BadPattern.at(place, words));
            return None;
        }
        match Pattern::new(part, part) {
            Ok(_) => Some(part.to_owned()),
            Err(reason) => {
                self.fault(FaultKind::BadPattern, node, pattern::refused(&reason));
                None
            }
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
                let Some(name) = self.plain_name(name) else {
                    continue;
                };
                let shared = self.shared(of, list);
                // What has a fault is there all the same: that nobody finds it would be told of each rule that uses it.
                let (default, about) = shared.unwrap_or((of.nothing(), None));
                lists.push(Parameter {
                    name: name.to_owned(),
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

    /// A list or a pattern of a lexicon, perhaps with what it is about.
    fn shared(&mut self, of: SettingType, node: &Node<'_>) -> Option<(Setting, Option<Words>)> {
        if node.mapping().is_none() {
            return Some((self.setting(of, node)?, None));
        }
        let fields = self.fields(node, &["default", "about"])?;
        let about = fields.get("about").and_then(|node| self.words(node));
        let default = self.required(&fields, "default")?;
        Some((self.setting(of, default)?, about))
    }
}

impl SettingType {
    /// A value that stands for one with a fault.
    fn nothing(self) -> Setting {
        match self {
            Self::Phrases => Setting::Phrases(Vec::new()),
            Self::Pattern => Setting::Pattern(String::new()),
            _ => Setting::Words(Vec::new()),
        }
    }
}

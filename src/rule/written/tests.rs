//! The tests of a rule as written.

use super::sheet::Sheet;
use crate::finding::Words;
use crate::rule::example::{Data, Example};
use crate::rule::fault::FaultKind;
use crate::text::yaml::Node;

/// The keys of an example.
const KEYS: [&str; 12] = [
    "title",
    "township",
    "registry",
    "basic",
    "cooperative",
    "reclaimed",
    "published",
    "lists",
    "text",
    "before",
    "after",
    "finds",
];

impl Sheet {
    /// Reads `tests: {valid: […], invalid: […]}`.
    pub(super) fn tests(&mut self, node: &Node<'_>) -> Option<Vec<Example>> {
        let fields = self.fields(node, &["valid", "invalid"])?;
        let mut examples = Vec::new();
        let mut sound = true;
        for (key, valid) in [("valid", true), ("invalid", false)] {
            let Some(list) = fields.get(key) else {
                continue;
            };
            for item in self.items(list)? {
                match self.example(item, valid) {
                    Some(example) => examples.push(example),
                    None => sound = false,
                }
            }
        }
        sound.then_some(examples)
    }

    fn example(&mut self, node: &Node<'_>, valid: bool) -> Option<Example> {
        let fields = self.fields(node, &KEYS)?;
        if !KEYS
            .iter()
            .any(|key| *key != "finds" && fields.key(key).is_some())
        {
            let words = Words::new("例子里没有清单", "the example holds no list");
            let help = Words::new("写上清单，例如 {basic: [甲]}", "write one, such as {basic: [甲]}");
            self.fault(FaultKind::WrongShape, node, words).help = Some(help);
            return None;
        }
        if let Some(registry) = fields.get("registry") {
            self.items(registry)?;
        }
        let finds = match fields.get("finds") {
            Some(finds) if !valid => self.texts(finds)?,
            Some(_) => {
                let key = fields.key("finds").expect("its value was just found");
                let words = Words::new("valid 的例子里不写 finds", "a valid example finds nothing");
                self.fault(FaultKind::UnknownKey, key, words);
                return None;
            }
            None if valid => Vec::new(),
            None => {
                self.required(&fields, "finds")?;
                Vec::new()
            }
        };
        if !valid && finds.is_empty() {
            let words = Words::new("finds 至少要有一处", "`finds` holds at least one text");
            self.fault(FaultKind::WrongShape, node, words);
            return None;
        }
        Some(Example {
            place: self.place(node),
            finds,
            data: without_finds(Data::from(node)),
        })
    }
}

/// The list of an example, without what is found in it.
fn without_finds(data: Data) -> Data {
    match data {
        Data::Map(entries) => Data::Map(entries.into_iter().filter(|(key, _)| key != "finds").collect()),
        other => other,
    }
}

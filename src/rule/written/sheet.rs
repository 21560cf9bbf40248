//! Reading YAML nodes as what a key wants, with a fault where they are something else.

use crate::finding::{Finding, Words};
use crate::rule::fault::{FaultKind, suggestion};
use crate::text::yaml::{Node, Scalar, Value};
use crate::text::{Mapped, Place, SourceId};

/// One file being read, and the faults so far.
pub(crate) struct Sheet {
    pub(crate) source: SourceId,
    pub(crate) findings: Vec<Finding>,
    /// What the codes of its faults begin with, where it holds no rules.
    family: Option<&'static str>,
    /// Whether it is one of our own files, whose regular expressions a test has compiled.
    pub(super) ours: bool,
}

/// The entries of a mapping whose keys were checked.
pub(crate) struct Fields<'n, 's> {
    pub(crate) place: Place,
    entries: &'n [(Node<'s>, Node<'s>)],
    /// The keys whose contents stand beside them instead of below, which was told.
    hollow: Vec<&'n str>,
}

/// Whether nothing is written there.
fn is_absent(node: &Node<'_>) -> bool {
    node.scalar().is_some_and(Scalar::is_absent)
}

impl<'n, 's> Fields<'n, 's> {
    /// The value of a key, if it is written.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node<'s>> {
        let (_, value) = self.entries.iter().find(|(name, _)| name.as_str() == Some(key))?;
        (!is_absent(value)).then_some(value)
    }

    /// The key as written, if it is.
    pub(crate) fn key(&self, key: &str) -> Option<&'n Node<'s>> {
        self.entries
            .iter()
            .map(|(name, _)| name)
            .find(|name| name.as_str() == Some(key))
    }
}

impl Sheet {
    pub(crate) fn new(source: SourceId) -> Self {
        Self {
            source,
            findings: Vec::new(),
            family: None,
            ours: false,
        }
    }

    /// The same for a file that is one of our own, or is not.
    pub(crate) fn ours(self, ours: bool) -> Self {
        Self { ours, ..self }
    }

    /// A file that holds something else than rules; its faults are of `family`.
    pub(crate) fn of(source: SourceId, family: &'static str) -> Self {
        Self {
            family: Some(family),
            ..Self::new(source)
        }
    }

    /// Where a node stands; of a block, its first line would do, so callers prefer keys.
    pub(crate) fn place(&self, node: &Node<'_>) -> Place {
        Place {
            source: self.source,
            span: node.span,
        }
    }

    /// Notes a fault at a node.
    pub(crate) fn fault(&mut self, kind: FaultKind, node: &Node<'_>, words: Words) -> &mut Finding {
        let place = self.place(node);
        self.fault_at(kind, place, words)
    }

    /// Notes a fault at a place.
    pub(crate) fn fault_at(&mut self, kind: FaultKind, place: Place, words: Words) -> &mut Finding {
        self.findings.push(match self.family {
            None => kind.at(place, words),
            Some(family) => kind.of(family, place, words),
        });
        self.findings.last_mut().expect("a finding was just added")
    }

    /// The entries of a mapping, whatever their keys; each key once.
    pub(crate) fn entries<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [(Node<'s>, Node<'s>)]> {
        let Some(entries) = node.mapping() else {
            let words = Words::new("这里要“键: 值”", "keys and values are needed here");
            let wide = node.as_str().is_some_and(|text| text.contains('：'));
            self.fault(FaultKind::WrongShape, node, words).help = wide.then(|| {
                Words::new(
                    "全角冒号“：”要写成半角冒号和空格“: ”",
                    "a full-width colon stands here: write `: `, half-width and with a space",
                )
            });
            return None;
        };
        for (index, (key, _)) in entries.iter().enumerate() {
            let repeated =
                |(other, _): &(Node<'_>, Node<'_>)| key.as_str().is_some() && other.as_str() == key.as_str();
            if entries[..index].iter().any(repeated) {
                let name = key.as_str().unwrap_or_default();
                let words = Words::new(format!("{name} 写了两次"), format!("`{name}` is written twice"));
                self.fault(FaultKind::RepeatedKey, key, words);
            }
        }
        Some(entries)
    }

    /// The fields of a mapping that may have only the keys `known`.
    pub(crate) fn fields<'n, 's>(&mut self, node: &'n Node<'s>, known: &[&str]) -> Option<Fields<'n, 's>> {
        let entries = self.entries(node)?;
        let mut hollow = Vec::new();
        // The key that the entry before has without a value, and whether its contents were already seen beside it.
        let mut open: Option<(&str, bool)> = None;
        for (key, value) in entries {
            let name = key.as_str().unwrap_or_default();
            open = match open {
                _ if known.contains(&name) => is_absent(value).then_some((name, false)),
                Some((_, true)) => open,
                Some((above, false)) => {
                    let words = Words::new(
                        format!("这一行属于上面的 {above}，要缩进"),
                        format!("this belongs to `{above}` above: indent it"),
                    );
                    self.fault(FaultKind::WrongShape, key, words);
                    hollow.push(above);
                    Some((above, true))
                }
                None => {
                    let words =
                        Words::new(format!("没有 {name} 这个键"), format!("there is no key `{name}`"));
                    self.fault(FaultKind::UnknownKey, key, words).help =
                        suggestion(name, known.iter().copied());
                    None
                }
            };
        }
        Some(Fields {
            place: self.place(node),
            entries,
            hollow,
        })
    }

    /// The value of a key that must be written.
    pub(crate) fn required<'n, 's>(&mut self, fields: &Fields<'n, 's>, key: &str) -> Option<&'n Node<'s>> {
        let value = fields.get(key);
        if value.is_none() && !fields.hollow.contains(&key) {
            let words = match fields.key(key) {
                Some(_) => Words::new(format!("{key} 后面没有内容"), format!("`{key}` is empty")),
                None => Words::new(format!("缺少 {key}"), format!("`{key}` is missing")),
            };
            let place = match (fields.key(key), fields.entries.first()) {
                (Some(key), _) | (None, Some((key, _))) => self.place(key),
                _ => fields.place,
            };
            self.fault_at(FaultKind::MissingKey, place, words);
        }
        value
    }

    /// A text, on one line or several.
    pub(crate) fn scalar<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n Scalar<'s>> {
        let scalar = node.scalar();
        if scalar.is_none() {
            let what = match node.value {
                Value::Mapping(_) => ("“键: 值”", "keys and values"),
                _ => ("列表", "a list"),
            };
            if self.family.is_some() {
                let words = Words::new("这里要一个值", "a single value is needed here");
                self.fault(FaultKind::WrongShape, node, words);
                return None;
            }
            let words = Words::new(
                format!("这里要文字，YAML 却读成了{}", what.0),
                format!("text is needed here, but YAML reads {}", what.1),
            );
            let help = Words::new(
                "以 { [ \" * & # 开头或者含有“: ”的文字，要给整个值加上引号",
                "quote the whole value when it begins with { [ \" * & # or holds `: `",
            );
            self.fault(FaultKind::WrongShape, node, words).help = Some(help);
        }
        scalar
    }

    /// An expression; over how many lines it is folded makes no difference.
    pub(crate) fn expression<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n Mapped<'s>> {
        let scalar = self.scalar(node)?;
        if scalar.text.is_empty() {
            let words = Words::new("这里要写表达式", "an expression is needed here");
            self.fault(FaultKind::WrongShape, node, words);
            return None;
        }
        Some(&scalar.text)
    }

    /// The items of a list.
    pub(crate) fn items<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [Node<'s>]> {
        let items = node.sequence();
        if items.is_none() {
            let words = Words::new("这里要列表", "a list is needed here");
            let help = Words::new(
                "写成 [甲, 乙]，或每行一个“- ”",
                "write [a, b], or a dash before each",
            );
            self.fault(FaultKind::WrongShape, node, words).help = Some(help);
        }
        items
    }

    /// One of a few words, each with its meaning.
    pub(crate) fn choice<T: Copy>(&mut self, node: &Node<'_>, choices: &[(&str, T)]) -> Option<T> {
        let scalar = self.scalar(node)?;
        let chosen = choices.iter().find(|(name, _)| *name == scalar.as_str());
        if chosen.is_none() {
            let names = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>();
            let words = Words::new(
                format!("“{}”不是 {} 之一", scalar.as_str(), names.join("、")),
                format!("`{}` is none of {}", scalar.as_str(), names.join(", ")),
            );
            self.fault(FaultKind::WrongShape, node, words).help = suggestion(scalar.as_str(), names);
        }
        chosen.map(|(_, value)| *value)
    }

    /// `true` or `false`.
    pub(crate) fn truth(&mut self, node: &Node<'_>) -> Option<bool> {
        self.choice(node, &[("true", true), ("false", false)])
    }

    /// A whole number.
    pub(crate) fn whole_number(&mut self, node: &Node<'_>) -> Option<i64> {
        let value = self.scalar(node)?.as_str().parse().ok();
        if value.is_none() {
            let words = Words::new("这里要整数", "a whole number is needed here");
            self.fault(FaultKind::WrongShape, node, words);
        }
        value
    }

    /// The entries of a mapping that holds at least one.
    pub(crate) fn filled<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<&'n [(Node<'s>, Node<'s>)]> {
        let entries = self.entries(node)?;
        if entries.is_empty() {
            let words = Words::new("这里至少要有一项", "at least one is needed here");
            self.fault(FaultKind::WrongShape, node, words);
            return None;
        }
        Some(entries)
    }

    /// A number.
    pub(crate) fn number<T: std::str::FromStr>(&mut self, node: &Node<'_>) -> Option<T> {
        let value = self.scalar(node)?.as_str().parse().ok();
        if value.is_none() {
            let words = Words::new("这里要一个数", "a number is needed here");
            self.fault(FaultKind::WrongShape, node, words);
        }
        value
    }
}

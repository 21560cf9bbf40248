//! What a rule says: texts in Chinese and English, with values in braces.

use super::sheet::Sheet;
use crate::finding::Words;
use crate::rule::expression::{parse, syntax::Value};
use crate::rule::fault::{Fault, FaultKind};
use crate::text::yaml::{Node, Value as Yaml};
use crate::text::{Mapped, Span};

/// A text with values in braces.
pub(crate) struct Template<'s> {
    pub(crate) pieces: Vec<Piece<'s>>,
}

pub(crate) enum Piece<'s> {
    Text(String),
    Value(Mapped<'s>, Value),
}

/// A text in Chinese, and perhaps in English.
pub(crate) struct Saying<'s> {
    pub(crate) zh: Template<'s>,
    pub(crate) en: Option<Template<'s>>,
}

impl Sheet {
    /// A text without values: plain Chinese, or `{zh: …, en: …}`.
    pub(crate) fn words(&mut self, node: &Node<'_>) -> Option<Words> {
        let (zh, en) = self.languages(node)?;
        let zh = self.scalar(zh)?.as_str();
        match en {
            None => Some(Words::plain(zh)),
            Some(en) => Some(Words::new(zh, self.scalar(en)?.as_str())),
        }
    }

    /// A text with values.
    pub(crate) fn saying<'s>(&mut self, node: &Node<'s>) -> Option<Saying<'s>> {
        let (zh, en) = self.languages(node)?;
        let zh = self.template(zh);
        let en = match en {
            None => None,
            Some(en) => Some(self.template(en)?),
        };
        Some(Saying { zh: zh?, en })
    }

    fn languages<'n, 's>(&mut self, node: &'n Node<'s>) -> Option<(&'n Node<'s>, Option<&'n Node<'s>>)> {
        let Yaml::Mapping(entries) = &node.value else {
            return Some((node, None));
        };
        // A text that begins with a brace is the commonest slip; its fault says what to do.
        let known = |(key, _): &(Node<'_>, Node<'_>)| matches!(key.as_str(), Some("zh" | "en"));
        if !entries.iter().any(known) {
            self.scalar(node);
            return None;
        }
        let fields = self.fields(node, &["zh", "en"])?;
        Some((self.required(&fields, "zh")?, fields.get("en")))
    }

    fn template<'s>(&mut self, node: &Node<'s>) -> Option<Template<'s>> {
        let text = &self.scalar(node)?.text;
        match template(text) {
            Ok(template) => Some(template),
            Err(fault) => {
                self.findings.push(fault.on(text));
                None
            }
        }
    }
}

/// Reads a template; `{{` and `}}` are braces themselves.
fn template<'s>(text: &Mapped<'s>) -> Result<Template<'s>, Fault> {
    let whole = text.as_str();
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(found) = whole[at..].find(['{', '}']) {
        let brace = at + found;
        plain.push_str(&whole[at..brace]);
        if whole[brace..].starts_with("{{") || whole[brace..].starts_with("}}") {
            plain.push_str(&whole[brace..=brace]);
            at = brace + 2;
            continue;
        }
        let end = whole[brace..]
            .starts_with('{')
            .then(|| whole[brace..].find('}'))
            .flatten();
        let Some(end) = end else {
            let words = Words::new(
                "花括号不成对；要写花括号本身请写两次",
                "this brace has no partner; write a brace twice to say the brace itself",
            );
            return Err(Fault::new(
                FaultKind::Unexpected,
                Span::new(brace, brace + 1),
                words,
            ));
        };
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        let inner = brace + 1..brace + end;
        let value = parse::value(&whole[inner.clone()]).map_err(|fault| Fault {
            span: Span::new(
                inner.start + fault.span.start as usize,
                inner.start + fault.span.end as usize,
            ),
            ..fault
        })?;
        pieces.push(Piece::Value(text.part(inner), value));
        at = brace + end + 1;
    }
    plain.push_str(&whole[at..]);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(Template { pieces })
}

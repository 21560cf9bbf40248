//! TOML text as the same tree of nodes that YAML becomes, for settings.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::yaml::{Fault, Node, Scalar, Style, Value};
use super::{Mapped, MappedBuilder, SourceId, Span};

/// The most bytes that are read; settings are far shorter.
pub const MAX_BYTES: usize = 1 << 20;

/// The one table of `text`, which is the whole text of `source`. A number, a truth or a date is a plain scalar, a
/// text a quoted one; keys come in the order written.
///
/// # Errors
/// Every fault against TOML, in order, or that the text is too long.
pub fn parse(source: SourceId, text: &str) -> Result<Node<'_>, Vec<Fault>> {
    if text.len() > MAX_BYTES {
        let span = Span { start: 0, end: 0 };
        let (zh, en) = ("设置文件超过 1 MB", "the settings have more than 1 MB");
        return Err(vec![fault(zh, en, span)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let span = span(table.span(), text);
        let reader = Reader { source, text };
        return Ok(reader.table(table.get_ref(), span));
    }
    let mut faults: Vec<Fault> = errors.iter().map(|error| refused(error, text)).collect();
    faults.sort_by_key(|fault| fault.span);
    faults.dedup();
    Err(faults)
}

struct Reader<'s> {
    source: SourceId,
    text: &'s str,
}

impl<'s> Reader<'s> {
    /// It calls itself no deeper than the parser, which holds a limit.
    fn node(&self, value: &Spanned<DeValue<'s>>) -> Node<'s> {
        let span = span(value.span(), self.text);
        match value.get_ref() {
            DeValue::String(string) => self.string(string, span),
            DeValue::Array(items) => Node {
                span,
                value: Value::Sequence(items.iter().map(|item| self.node(item)).collect()),
            },
            DeValue::Table(table) => self.table(table, span),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
                self.scalar(Mapped::slice(self.source, self.text, span), Style::Plain, span)
            }
        }
    }

    fn table(&self, table: &DeTable<'s>, span: Span) -> Node<'s> {
        let mut entries: Vec<(Node<'s>, Node<'s>)> = table
            .iter()
            .map(|(key, value)| {
                let span = self::span(key.span(), self.text);
                (self.string(key.get_ref(), span), self.node(value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span);
        Node {
            span,
            value: Value::Mapping(entries),
        }
    }

    fn string(&self, string: &Cow<'s, str>, span: Span) -> Node<'s> {
        let written = &self.text[span.range()];
        // The text between its quotes, unless escapes make it another.
        let inner = written
            .find(&**string)
            .filter(|_| !string.is_empty())
            .map(|at| span.start as usize + at);
        let text = match inner {
            Some(start) => Mapped::slice(self.source, self.text, Span::new(start, start + string.len())),
            None => {
                let mut builder = MappedBuilder::new(self.source, self.text);
                builder.replace(string, span);
                builder.finish()
            }
        };
        self.scalar(text, Style::DoubleQuoted, span)
    }

    fn scalar(&self, text: Mapped<'s>, style: Style, span: Span) -> Node<'s> {
        Node {
            span,
            value: Value::Scalar(Scalar { text, style }),
        }
    }
}

fn span(range: std::ops::Range<usize>, text: &str) -> Span {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    Span::new(start, end.max(start))
}

fn fault(zh: impl Into<String>, en: impl Into<String>, span: Span) -> Fault {
    Fault {
        zh: zh.into(),
        en: en.into(),
        span,
    }
}

fn refused(error: &toml::de::Error, text: &str) -> Fault {
    let span = span(error.span().unwrap_or(text.len()..text.len()), text);
    match error.message() {
        "duplicate key" => fault("这个键写了两次", "this key is written twice", span),
        message => fault(
            format!("这里不合 TOML 的写法：{message}；文字要加引号"),
            format!("this is no TOML: {message}; texts stand in quotation marks"),
            span,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Node<'_>, Vec<Fault>> {
        parse(SourceId(0), text)
    }

    #[test]
    fn every_value_stands_where_it_is_written() {
        let text = "lang = 'zh' # 语言\n[rules.\"a/b\"]\nseverity = \"off\"\nparams.n = 0.9\n[files]\ninclude = [\"清单/\\u4e59\"]\n";
        let node = read(text).expect("it is TOML");
        let keys = node
            .mapping()
            .expect("a table")
            .iter()
            .map(|(key, _)| key.as_str());
        assert_eq!(
            keys.collect::<Vec<_>>(),
            [Some("lang"), Some("rules"), Some("files")]
        );
        let rule = node
            .get("rules")
            .and_then(|rules| rules.get("a/b"))
            .expect("it is there");
        let severity = rule.get("severity").expect("it is there");
        assert_eq!(&text[severity.span.range()], "\"off\"");
        let place = severity.scalar().expect("a text").text.place();
        assert_eq!(&text[place.span.range()], "off");
        let ratio = rule
            .get("params")
            .and_then(|params| params.get("n"))
            .and_then(Node::scalar);
        assert!(ratio.is_some_and(|ratio| ratio.as_str() == "0.9" && ratio.style == Style::Plain));
        let include = node.get("files").and_then(|files| files.get("include"));
        let item = &include.and_then(Node::sequence).expect("a list")[0];
        assert_eq!(item.as_str(), Some("清单/乙"));
    }

    #[test]
    fn all_faults_are_told() {
        let faults = read("a = 1\na = 2\nb = 甲\n").expect_err("it is none");
        assert!(faults.len() >= 2, "{faults:?}");
        assert_eq!(faults[0].en, "this key is written twice");
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "(?s)[a-c\\[\\]{}=\"'\\\\.#\n 甲1]{0,60}") {
            let _ = read(&text);
        }
    }
}

//! TOML text as the same tree of nodes that YAML becomes, for settings.

mod refusal;

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::yaml::{Fault, Node, Scalar, Style, Value};
use crate::text::{Mapped, MappedBuilder, SourceId, Span};

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
        let zh = "设置文件超过 1 MB".to_owned();
        let en = "the settings have more than 1 MB".to_owned();
        return Err(vec![Fault { zh, en, span }]);
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

fn refused(error: &toml::de::Error, text: &str) -> Fault {
    refusal::fault(
        error,
        text,
        span(error.span().unwrap_or(text.len()..text.len()), text),
    )
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
        assert_eq!(faults[0].zh, "这个键写了两次");
    }

    /// The crate is asked with each fault; a release that words it otherwise shows here.
    #[test]
    fn every_fault_is_told_in_chinese_with_its_place() {
        let told = [
            ("lang = zh", "文字要加引号：写成 \"zh\"", "zh"),
            ("a = \"甲", "加引号的文字写得不对", ""),
            ("[rules", "表名少了右边的方括号", ""),
            ("a = [1 2]", "文字要加引号，几项之间要有逗号", "2"),
            ("a = [1", "少了右边的方括号", ""),
            ("a = {b = 1", "少了右边的花括号", ""),
            ("a", "这个键没有写值，应为 =", ""),
            ("a =", "这个键没有写值", ""),
            ("a = 1 b = 2", "这里多了一个键或值", ""),
            ("甲 = 1", "这样的键要加引号：写成 \"甲\"", "甲"),
            (
                "[rules.my/name-length]\na = 1",
                "这样的键要加引号：写成 \"my/name-length\"",
                "my/name-length",
            ),
            ("= 1", "这里没有写键", ""),
            ("a = 01", "数的开头多了 0", ""),
            ("a = 1__0", "下划线只能写在数字之间", ""),
            ("a = [1,,2]", "方括号里多了逗号", ","),
            ("a == 1", "多了等号", "="),
            ("a = 1\n[a]\nb = 2", "这个键写了两次", "a"),
        ];
        for (text, zh, at) in told {
            let faults = read(text).expect_err(text);
            let said: Vec<String> = faults.iter().map(|fault| fault.zh.clone()).collect();
            let found = faults.iter().find(|fault| fault.zh.starts_with(zh));
            let found = found.unwrap_or_else(|| panic!("{text}: {said:?}"));
            assert!(text[found.span.range()].contains(at), "{text}: {:?}", found.span);
            assert!(said.iter().all(|said| !said.contains("TOML")), "{text}: {said:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "(?s)[a-c\\[\\]{}=\"'\\\\.#\n 甲1]{0,60}") {
            // And none is told half in English.
            for fault in read(&text).err().unwrap_or_default() {
                prop_assert!(!fault.zh.contains("TOML"), "{fault:?}");
            }
        }
    }
}

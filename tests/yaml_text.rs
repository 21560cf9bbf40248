//! YAML text: nodes lead back to their bytes; faults are one clear sentence at a place; limits hold.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod shown;

use proptest::prelude::*;
use qingdan::text::yaml::{Fault, MAX_NODES, Node, Value, parse};
use qingdan::text::{Source, SourceId, Span};

const SOURCE: SourceId = SourceId(0);

/// Each node on a line: its bytes as they stand, and what it means.
fn show(text: &str) -> String {
    fn walk(node: &Node<'_>, depth: usize, text: &str, out: &mut String) {
        let raw = &text[node.span.range()];
        out.push_str(&format!("{}{raw:?}", "  ".repeat(depth)));
        match &node.value {
            Value::Scalar(scalar) => {
                let spans = scalar.text.spans(0..scalar.as_str().len());
                let pieces: Vec<_> = spans.iter().map(|span| &text[span.range()]).collect();
                out.push_str(&format!(" = {:?} from {pieces:?}\n", scalar.as_str()));
            }
            Value::Sequence(items) => {
                out.push_str(" is a list\n");
                items.iter().for_each(|item| walk(item, depth + 1, text, out));
            }
            Value::Mapping(entries) => {
                out.push_str(" is a mapping\n");
                for (key, value) in entries {
                    walk(key, depth + 1, text, out);
                    walk(value, depth + 2, text, out);
                }
            }
        }
    }
    let mut out = String::new();
    match parse(SOURCE, text) {
        Ok(node) => walk(&node, 0, text, &mut out),
        Err(fault) => out = say(text, &fault),
    }
    out
}

fn say(text: &str, fault: &Fault) -> String {
    let source = Source::new("x.yaml", text);
    let at = source.position(fault.span.start as usize);
    let word = &text[fault.span.range()];
    format!(
        "{}:{} “{word}” {}\n             {}\n",
        at.line, at.column, fault.zh, fault.en
    )
}

fn snapshot(name: &str, shown: &str) {
    shown::assert("yaml", name, shown);
}

#[test]
fn nodes_lead_back_to_their_bytes() {
    let text = "\u{feff}# 说明\n名称: 党的建设   # 注\n列表:\n- 第一项，含：全角冒号\n- '单引号 ''内'' 文'\n- \"双引号 \\\"内\\\" \\u4e2d\\uD83D\\uDE00 \\x41\\n尾\"\n\
                - 普通文字折成\n  两行 再\n\n  空一行\n- \"引号 折\n   行 \\\n   续\"\n- [甲, {乙: 丙}, '', ~, ]\n空:\n同名: 1\n同名: no\n\
                正文: |\n  第一行\n    缩进\n\n  末行\n折叠: >-\n  甲 乙\n  丙\n\n  丁\n? 问\n: 答\n";
    snapshot("nodes", &show(text));
}

#[test]
fn faults_are_sentences_at_a_place() {
    let texts = [
        "",
        "# 只有注释\n",
        "甲: [乙, 丙\n",
        "甲: {乙: 丙\n丁: 1\n",
        "甲: \"乙\n丙: 1\n",
        "甲: 乙: 丙\n",
        "甲: *\n",
        "甲: *乙\n",
        "甲: &乙 丙\n",
        "甲: !乙 丙\n",
        "甲: @乙\n",
        "甲: %乙\n",
        "甲:\n\t乙: 1\n",
        "甲: 1\n 乙: 2\n",
        "甲:\n  - 乙\n - 丙\n",
        "甲: 1\n乙\n",
        "甲: [乙}\n",
        "甲: \"\\q\"\n",
        "甲: '乙' 丙\n",
        "甲: 1\n---\n乙: 2\n",
        "甲: ]\n",
        "- 甲\n乙: 1\n",
        "甲: \u{0} 乙\n",
        "甲: {{乙}}\n",
        "甲：1\n乙: 2\n",
        "甲: -\n",
    ];
    let shown: String = texts
        .iter()
        .map(|text| format!("{text:?}\n  {}", show(text)))
        .collect();
    snapshot("faults", &shown);
}

#[test]
fn limits_hold() {
    let deep = |open: &str, count: usize| format!("甲: {}", open.repeat(count));
    let mut nested = String::new();
    for depth in 0..100 {
        nested.push_str(&format!("{}甲:\n", " ".repeat(depth)));
    }
    let bomb = "甲: &a [x, x]\n乙: &b [*a, *a, *a]\n丙: [*b, *b, *b]\n".to_owned();
    let many = format!("[{}]", "1,".repeat(MAX_NODES));
    let faults: String = [
        deep("[", 100_000),
        deep("{a: ", 1000),
        deep("- ", 300),
        nested,
        bomb,
        many,
    ]
    .iter()
    .map(|text| say(text, &parse(SOURCE, text).expect_err("a limit is passed")))
    .collect();
    snapshot("limits", &faults);
    let wide = format!("[{}]", "甲, ".repeat(100_000));
    assert_eq!(parse(SOURCE, &wide).unwrap().sequence().unwrap().len(), 100_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No text makes the reader panic, and every span lies in the text.
    #[test]
    fn any_text_is_read_or_refused(text in "[-\\[\\]{}:,'\"|>#&*!%@~?\\\\ \\t\\n\\r甲乙ax0\u{feff}😀]{0,60}") {
        match parse(SOURCE, &text) {
            Ok(node) => check_spans(&node, &text)?,
            Err(fault) => prop_assert!(text.get(fault.span.range()).is_some()),
        }
    }

    /// A quoted text means the same however it is written, and its characters lead back to characters that spell them.
    #[test]
    fn texts_lead_back_character_by_character(value in "[甲乙 '\"\\\\:#a😀\u{85}\t]{0,20}") {
        let single = format!("'{}'", value.replace('\'', "''"));
        let double = serde_json::to_string(&value).unwrap();
        for text in [single, double] {
            let node = parse(SOURCE, &text).unwrap();
            let scalar = node.scalar().unwrap();
            prop_assert_eq!(scalar.as_str(), &value);
            for (at, character) in value.char_indices() {
                let spans = scalar.text.spans(at..at + character.len_utf8());
                prop_assert_eq!(spans.len(), 1);
                let raw = &text[spans[0].range()];
                let plain = raw.chars().eq([character]);
                prop_assert!(plain || raw == "''" || raw.starts_with('\\'), "{} from {}", character, raw);
            }
        }
    }
}

fn check_spans(node: &Node<'_>, text: &str) -> Result<(), TestCaseError> {
    let inside = |span: Span| text.get(span.range()).is_some();
    prop_assert!(inside(node.span));
    match &node.value {
        Value::Scalar(scalar) => {
            let spans = scalar.text.spans(0..scalar.as_str().len());
            prop_assert!(spans.into_iter().all(inside));
        }
        Value::Sequence(items) => {
            for item in items {
                check_spans(item, text)?;
            }
        }
        Value::Mapping(entries) => {
            for (key, value) in entries {
                check_spans(key, text)?;
                check_spans(value, text)?;
            }
        }
    }
    Ok(())
}

//! The reports for people say of the same findings what the others say, and no text of a document is more than text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use qingdan::finding::Language;
use qingdan::report::{self, FindingView, Format, Report};

use super::{harmful, spelled, style, whole};

/// The letters and digits of a text, which no escaping changes.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[track_caller]
fn says_all<'r>(findings: impl IntoIterator<Item = &'r FindingView>, text: &str) {
    let said = letters(text);
    for finding in findings {
        let message = letters(&finding.message);
        let head: String = message.chars().take(200).collect();
        assert!(said.contains(&head), "{}", finding.message);
    }
}

#[test]
fn markdown_says_all_by_a_parser_of_the_dialect() {
    for report in [whole(), harmful()] {
        let markdown = spelled(&report, Format::Markdown);
        let arena = Arena::new();
        let mut text = String::new();
        for node in parse_document(&arena, &markdown, &Options::default()).descendants() {
            match &node.data.borrow().value {
                NodeValue::Text(words) => text.push_str(words),
                NodeValue::Code(code) => text.push_str(&code.literal),
                NodeValue::HtmlBlock(html) => assert!(!html.literal.contains("script"), "{}", html.literal),
                NodeValue::HtmlInline(html) => assert!(html == "<ins>" || html == "</ins>", "{html}"),
                NodeValue::Image(link) | NodeValue::Link(link) => panic!("{} leads away", link.url),
                _ => {}
            }
        }
        // What was set aside or known before is counted there.
        says_all(report.findings.iter().filter(|finding| finding.counts()), &text);
    }
}

#[test]
fn a_workbook_says_all_by_a_library_that_reads_them() {
    for report in [whole(), harmful()] {
        let mut bytes = Vec::new();
        report::write(&mut bytes, &report, Format::Xlsx, style(Language::Zh, 100)).expect("memory takes all");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
        let first = book.sheet_names()[0].clone();
        let sheet = book.worksheet_range(&first).expect("it has a sheet");
        let rows: Vec<&[Data]> = sheet.rows().skip(1).collect();
        assert_eq!(rows.len(), report.findings.len(), "one row for each finding");
        let cells = rows.iter().flat_map(|row| row.iter());
        says_all(
            &report.findings,
            &cells.map(ToString::to_string).collect::<String>(),
        );
        let formulas = book.worksheet_formula(&first).expect("it has a sheet");
        assert!(formulas.rows().flatten().all(String::is_empty), "a formula");
    }
}

#[test]
fn the_page_says_all_and_brings_no_script_of_a_document() {
    let empty = spelled(
        &Report {
            findings: Vec::new(),
            ..whole()
        },
        Format::Html,
    );
    let scripts = |page: &str| page.to_lowercase().matches("<script").count();
    for report in [whole(), harmful()] {
        let page = spelled(&report, Format::Html);
        assert_eq!(
            scripts(&page),
            scripts(&empty),
            "a script came in with the findings"
        );
        let mut text = page
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        text = text.replace("&amp;", "&");
        says_all(&report.findings, &text);
    }
}

//! The workbook, opened by another library than the one that wrote it.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

use super::{hostile, report, report_and_findings};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The cells of a sheet, row by row.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn one_row_for_each_finding() {
    let lists = Path::new("seeds");
    let (bytes, findings) = report_and_findings(lists, "xlsx", "zh");
    let mut book = open(bytes);
    assert_eq!(book.sheet_names(), ["问题", "规则与清单"]);
    let all = rows(&mut book, "问题");
    let column = |name: &str| {
        all[0]
            .iter()
            .position(|cell| *cell == Data::String(name.to_owned()))
            .unwrap()
    };
    let [message, rule, line, character, severity] = ["问题", "规则", "行", "字", "级别"].map(column);
    assert_eq!(all.len() - 1, findings.len());
    for (row, finding) in all[1..].iter().zip(&findings) {
        assert_eq!(
            row[message],
            Data::String(finding["message"].as_str().unwrap().to_owned())
        );
        assert_eq!(
            row[rule],
            Data::String(finding["rule"].as_str().unwrap().to_owned())
        );
        assert_eq!(row[line], Data::Float(finding["start"]["line"].as_f64().unwrap()));
        assert_eq!(
            row[character],
            Data::Float(finding["start"]["column"].as_f64().unwrap())
        );
        let levels = [("error", "错误"), ("warning", "警告"), ("info", "提示")];
        assert!(
            levels.iter().any(
                |(en, zh)| finding["severity"] == **en && row[severity] == Data::String((*zh).to_owned())
            )
        );
    }
    // Nearly every finding of a duty comes with the words of the duty.
    let words = column("原文");
    assert!(all[1..].iter().all(|row| row[words] != Data::Empty));
}

#[test]
fn the_account_adds_up() {
    let lists = Path::new("seeds");
    let (bytes, findings) = report_and_findings(lists, "xlsx", "en");
    let mut book = open(bytes);
    let account = rows(&mut book, "rules and lists");
    assert_eq!(account[0].len(), 3 + 5, "a column for each list");
    let found: f64 = account[1..]
        .iter()
        .flatten()
        .filter_map(|cell| match cell {
            Data::Float(found) => Some(*found),
            _ => None,
        })
        .sum();
    let of_rules = findings
        .iter()
        .filter(|finding| !finding["rule"].as_str().unwrap().starts_with("read/"))
        .count();
    assert_eq!(found as usize, of_rules);
    for word in ["met", "not applied"] {
        assert!(
            account[1..]
                .iter()
                .flatten()
                .any(|cell| *cell == Data::String(word.to_owned())),
            "{word}"
        );
    }
}

#[test]
fn words_of_a_document_are_never_formulas() {
    let (_folder, list) = hostile();
    let mut book = open(report(&list, "xlsx", "zh"));
    for sheet in book.sheet_names() {
        assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
    }
    let all = rows(&mut book, "问题");
    let texts: Vec<String> = all.iter().flatten().map(ToString::to_string).collect();
    assert!(texts.iter().any(|text| text.starts_with("=HYPERLINK(")));
    assert!(texts.iter().any(|text| text.ends_with("=cmd|'/c calc'!A1镇")));
    assert!(!texts.iter().any(|text| text.contains('\u{202e}')));
}

#[test]
fn the_sheet_is_ready_for_use_and_the_same_each_time() {
    let lists = Path::new("seeds/ningxia-jinxing.txt");
    let (bytes, findings) = report_and_findings(lists, "xlsx", "zh");
    assert_eq!(bytes, report(lists, "xlsx", "zh"));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml")
        .unwrap()
        .read_to_string(&mut sheet)
        .unwrap();
    let last = findings.len() + 1;
    assert!(
        sheet.contains(&format!("<autoFilter ref=\"A1:S{last}\"/>")),
        "filters are on"
    );
    assert!(
        sheet.contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"),
        "the head stays"
    );
    assert!(!sheet.contains("<f>"));
}

//! The table for spreadsheets: it comes back as it was, and no cell is a formula.

use qingdan::report::Format;

use super::{assert_snapshot, harmful, spelled, whole};

#[test]
fn a_table_comes_back_and_runs_nothing() {
    for report in [whole(), harmful()] {
        let text = spelled(&report, Format::Csv);
        let rows = text.strip_prefix('\u{feff}').expect("Excel wants the mark");
        assert!(
            rows.lines()
                .next()
                .is_some_and(|head| head.starts_with("path,line,column,"))
        );
        let mut reader = csv::Reader::from_reader(rows.as_bytes());
        let records: Vec<csv::StringRecord> = reader
            .records()
            .map(|record| record.expect("each row has as many cells as the head"))
            .collect();
        assert_eq!(records.len(), report.findings.len());
        for (record, finding) in records.iter().zip(&report.findings) {
            assert_eq!(&record[1], finding.primary.start.line.to_string());
            let message = record[7].trim_start_matches('\'');
            assert_eq!(message, finding.message.replace('\0', "\u{fffd}"));
            for cell in record {
                let opening = cell.trim_start().chars().next();
                let runs = opening.is_some_and(|first| "=+-@＝＋－＠".contains(first));
                assert!(!runs && !cell.starts_with(['\t', '\r', '\n']), "{cell}");
            }
        }
    }
    let text = spelled(&harmful(), Format::Csv);
    assert!(text.contains("'=HYPERLINK"), "the sample holds a formula");
    assert_snapshot("csv", &spelled(&whole(), Format::Csv).replace('\r', ""));
}

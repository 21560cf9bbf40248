//! A seed set in another layout is the same list: the layout is no part of what a list says.

mod outline;

use std::path::Path;

use qingdan::list;
use qingdan::text::{Source, Sources};

const SEEDS: [&str; 5] = [
    "gansu-hekou",
    "ningxia-jinxing",
    "qinghai-jiermeng",
    "neimenggu-woniuhe",
    "xinjiang-kaerdun",
];

/// Sets each seed in the layout that `change` makes of its lines, and compares the outlines.
fn same(change: impl Fn(Vec<String>) -> String) {
    for name in SEEDS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{name}.txt"));
        let seed = Source::read(&path).expect("the seed is there");
        let changed = change(seed.text().lines().map(str::to_owned).collect());
        compare(name, seed, Source::new("changed", changed));
    }
}

fn compare(name: &str, seed: Source, changed: Source) {
    let mut sources = Sources::default();
    let (seed, changed) = (sources.add(seed), sources.add(changed));
    let read = |id| outline::list(&list::read(&sources, id).list.expect("a list"));
    let (seed, changed) = (read(seed), read(changed));
    let differs = seed.lines().zip(changed.lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None, "{name}");
    assert_eq!(seed.lines().count(), changed.lines().count(), "{name}");
}

/// Whether a line is a row of a table, or its header: its first cell is a number, empty, or 序号.
fn is_row(line: &str) -> bool {
    let Some((first, rest)) = line.split_once('\t') else {
        return false;
    };
    let first = first.trim();
    !rest.trim().is_empty()
        && (first.is_empty() || first == "序号" || first.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn other_line_ends() {
    same(|lines| format!("\u{feff}{}", lines.join("\r\n")));
}

#[test]
fn another_encoding() {
    for name in SEEDS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{name}.txt"));
        let seed = Source::read(&path).expect("the seed is there");
        let (bytes, _, lossy) = encoding_rs::GB18030.encode(seed.text());
        assert!(!lossy, "{name}");
        let changed = Source::from_bytes("changed", bytes.into_owned()).expect("GB 18030 is read");
        compare(name, seed, changed);
    }
}

#[test]
fn columns_from_right_to_left() {
    same(|lines| {
        let turn = |line: String| {
            if !is_row(&line) {
                return line;
            }
            line.split('\t').rev().collect::<Vec<_>>().join("\t")
        };
        lines.into_iter().map(turn).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn bars_between_cells() {
    same(|lines| {
        let set = |line: String| match is_row(&line) {
            true => format!("| {} |", line.replace('\t', " | ")),
            false => line,
        };
        lines.into_iter().map(set).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn numbers_in_full_width() {
    same(|lines| {
        let wide = |digits: &str| -> String {
            digits
                .chars()
                .map(|digit| char::from_u32(digit as u32 - '0' as u32 + '０' as u32).expect("a digit"))
                .collect()
        };
        let set = |line: String| match line.split_once('\t') {
            Some((number, rest))
                if is_row(&line)
                    && !number.is_empty()
                    && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                format!("{}.\t{rest}", wide(number)).replacen("..", ".", 1)
            }
            _ => line,
        };
        lines.into_iter().map(set).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn no_headers_but_the_first() {
    same(|lines| {
        let mut last = String::new();
        let mut kept = Vec::new();
        for line in lines {
            let header = line.starts_with("序号");
            if header && line == last {
                kept.push(String::new());
                continue;
            }
            if header {
                last.clone_from(&line);
            }
            kept.push(line);
        }
        kept.join("\n")
    });
}

#[test]
fn headings_in_markdown() {
    same(|lines| {
        let set = |line: String| match line.trim().trim_start_matches(['#', ' ']) {
            heading if heading.ends_with("清单") && !line.contains('\t') => format!("## {heading}"),
            heading if heading.contains("项）") && !is_row(&line) => format!("### {heading}"),
            _ => line,
        };
        lines.into_iter().map(set).collect::<Vec<_>>().join("\n")
    });
}

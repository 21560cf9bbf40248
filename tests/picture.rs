//! The pictures of the READMEs are real output: made from a run over the seeds, redrawn with `UPDATE=1`.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]
#![expect(clippy::disallowed_methods, reason = "the test reads and writes the pictures")]

use std::fmt::Write as _;
use std::process::Command;

use unicode_width::UnicodeWidthChar;

const COLUMNS: usize = 100;
/// Width of a column and height of a line, in pixels.
const CELL: (f64, f64) = (8.4, 19.0);
const FONTS: &str = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', \
                     'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace";

#[test]
fn pictures_show_what_is_printed() {
    for language in ["zh", "en"] {
        let picture = draw(&shown(language));
        let path = format!("{}/snapshots/check.{language}.svg", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &picture).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == picture,
            "{path} is not what is printed: run `UPDATE=1 cargo test --test picture`"
        );
    }
}

/// The command, the first findings of three rules, and the closing lines.
fn shown(language: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args([
            "check",
            "seeds",
            "--color",
            "always",
            "--lang",
            language,
            "--width",
            &COLUMNS.to_string(),
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut parts: Vec<&str> = text.split("\n\n").collect();
    let closing = parts.pop().unwrap();
    let rule = |part: &&str| part.split(['[', ']']).nth(2).unwrap_or_default().to_owned();
    let mut rules = Vec::new();
    parts.retain(|part| {
        let new = !rules.contains(&rule(part)) && !rule(part).starts_with("read/");
        rules.push(rule(part));
        new && part.lines().count() < 16
    });
    parts.truncate(3);
    format!(
        "$ qingdan check seeds\n\n{}\n\n…\n\n{closing}",
        parts.join("\n\n")
    )
}

/// The text of a terminal as a picture, in which everything stands where its column is, whatever the font thinks.
fn draw(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let (width, height) = (CELL.0 * (COLUMNS + 4) as f64, CELL.1 * (lines.len() + 2) as f64);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         font-family=\"{FONTS}\" font-size=\"14\" fill=\"#d6dbe4\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"#1c2027\"/>\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let mut column = 2;
        for (style, run) in runs(line) {
            draw_run(&mut svg, row, &mut column, &style, run);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw_run(svg: &mut String, row: usize, column: &mut usize, style: &str, run: &str) {
    let y = (row + 2) as f64 * CELL.1 - 5.0;
    let width = |character: char| character.width().unwrap_or(0);
    // Characters of one sort in a row are one piece, stretched to the columns they take.
    let sort = |character: char| (width(character), character == ' ', character.is_ascii());
    for piece in run
        .chars()
        .collect::<Vec<_>>()
        .chunk_by(|&a, &b| sort(a) == sort(b))
    {
        let columns: usize = piece.iter().copied().map(width).sum();
        if piece[0] != ' ' {
            let text: String = piece.iter().collect();
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let (x, length) = (*column as f64 * CELL.0, columns as f64 * CELL.0);
            // Lines must join, and quotation marks must not be as wide as Chinese fonts make them.
            let glyphs = if sort(piece[0]) == (1, false, false) {
                " lengthAdjust=\"spacingAndGlyphs\""
            } else {
                ""
            };
            let place = format!("y=\"{y}\" x=\"{x:.1}\" textLength=\"{length:.1}\"{glyphs}");
            writeln!(svg, "<text {place}{style}>{text}</text>").unwrap();
        }
        *column += columns;
    }
}

/// The runs of one look in a line, with the attributes that give it.
fn runs(line: &str) -> Vec<(String, &str)> {
    let mut runs = Vec::new();
    let mut style = String::new();
    for (index, part) in line.split("\u{1b}[").enumerate() {
        let text = match part.split_once('m').filter(|_| index > 0) {
            None => part,
            Some((codes, text)) => {
                for code in codes.split(';') {
                    match code {
                        "0" => style.clear(),
                        "1" => style.push_str(" font-weight=\"bold\""),
                        "2" => style.push_str(" opacity=\"0.6\""),
                        "4" => {}
                        color => {
                            style = format!(
                                "{} fill=\"{}\"",
                                style.replace(" fill=", " data-was="),
                                hue(color)
                            )
                        }
                    }
                }
                text
            }
        };
        runs.push((style.clone(), text));
    }
    runs
}

fn hue(code: &str) -> &'static str {
    match code {
        "31" => "#ff7b72",
        "33" => "#e3b341",
        "34" => "#79c0ff",
        "36" => "#76e3ea",
        other => panic!("a colour the pictures do not know: {other}"),
    }
}

//! For people: the findings in Markdown, within the size of a comment on a merge request.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::finding::{Counts, Language, Severity};
use crate::report::book::{Book, Chapter, Shown};
use crate::report::html::frame::pick;
use crate::report::passage::Passage;
use crate::report::view::LabelView;
use crate::report::{FindingView, Report, phrases, summary, tame};

/// How many characters a report holds: GitHub takes 65,536 in a comment, and something may be written around it.
const MOST_CHARACTERS: usize = 60_000;
/// How many characters of a line of the document are shown around a mark.
const AROUND: usize = 60;
/// How many other places are shown.
const PLACES: usize = 3;
/// How many notices of the run are told.
const NOTICES: usize = 20;
/// How many findings are looked at.
const MOST_FINDINGS: usize = 2_000;

pub(super) fn write(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<usize> {
    let head = head(report, language);
    let book = Book::new(report, MOST_FINDINGS);
    let table = table(&book, language);
    let cut = pick(language, CUT_ZH, CUT_EN);
    // The gravest come first, until the room is full.
    let mut room = MOST_CHARACTERS.saturating_sub(length(&head) + length(&table) + length(cut) + 20);
    let mut parts = String::new();
    let (mut shown, mut full) = (0, false);
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let mut title = Some(section(severity, report.summary.counts, language));
        for (chapter, finding) in of(&book, severity) {
            let opened = title.as_deref().unwrap_or("");
            let text = format!("{opened}{}", item(chapter, finding, language));
            let size = length(&text);
            if full || size > room {
                full = true;
                break;
            }
            room -= size;
            parts.push_str(&text);
            title = None;
            shown += 1;
        }
    }
    let left_out = report.summary.counts.total() - shown;
    write!(out, "{head}{table}{parts}")?;
    if left_out > 0 {
        write!(out, "\n{}\n", cut.replace("{}", &left_out.to_string()))?;
    }
    Ok(left_out)
}

const CUT_ZH: &str = "> 篇幅所限，较轻的 {} 处问题没有列出；全部问题见 html 或 xlsx 报告。";
const CUT_EN: &str =
    "> {} milder findings are left out for lack of room; the html and xlsx reports hold all.";

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The findings of a severity that count, in order.
fn of<'a, 'r>(
    book: &'a Book<'r>,
    severity: Severity,
) -> impl Iterator<Item = (&'a Chapter<'r>, &'a Shown<'r>)> {
    let all = book
        .chapters
        .iter()
        .flat_map(|chapter| chapter.findings.iter().map(move |shown| (chapter, shown)));
    all.filter(move |(_, shown)| shown.finding.severity == severity && shown.finding.counts())
}

/// What was found in what, and whatever else must be known to read it rightly.
fn head(report: &Report, language: Language) -> String {
    let title = pick(
        language,
        "乡镇履行职责事项清单检查",
        "Township duty lists checked",
    );
    let mut head = format!("## {title}\n\n");
    for (at, line) in summary::said(report, language).iter().enumerate() {
        let _ = match at {
            0 => writeln!(head, "**{}**\n", escape(line)),
            _ => writeln!(head, "{}\n", brief(line, 2000)),
        };
    }
    if !report.run.is_whole() {
        head.push_str(pick(
            language,
            "**检查没有完整进行：**\n\n",
            "**The run is not complete:**\n\n",
        ));
    }
    for notice in report.run.notices.iter().take(NOTICES) {
        let _ = writeln!(head, "- {}", brief(&notice.text, 400));
    }
    if !report.run.notices.is_empty() {
        head.push('\n');
    }
    head
}

/// How many findings each document has.
fn table(book: &Book<'_>, language: Language) -> String {
    const ROWS: usize = 50;
    let rows = book.chapters.iter().filter(|chapter| chapter.counts.total() > 0);
    let mut table = String::from(pick(
        language,
        "| 乡镇 | 错误 | 警告 | 提示 |\n|---|--:|--:|--:|\n",
        "| township | errors | warnings | infos |\n|---|--:|--:|--:|\n",
    ));
    for chapter in rows.clone().take(ROWS) {
        let Counts {
            errors,
            warnings,
            infos,
        } = chapter.counts;
        let _ = writeln!(
            table,
            "| {} | {errors} | {warnings} | {infos} |",
            brief(chapter.title(), AROUND)
        );
    }
    match rows.count() {
        0 => String::new(),
        all if all > ROWS => format!(
            "{table}\n{}\n",
            match language {
                Language::Zh => format!("另有 {} 份清单有问题。", all - ROWS),
                Language::En => format!("{} more lists have findings.", all - ROWS),
            }
        ),
        _ => table,
    }
}

fn section(severity: Severity, counts: Counts, language: Language) -> String {
    let count = match severity {
        Severity::Error => counts.errors,
        Severity::Warning => counts.warnings,
        Severity::Info => counts.infos,
    };
    let title = match language {
        Language::Zh => phrases::severity(severity, language).to_owned(),
        Language::En => match severity {
            Severity::Error => "Errors".to_owned(),
            Severity::Warning => "Warnings".to_owned(),
            Severity::Info => "Infos".to_owned(),
        },
    };
    format!("\n### {title} ({count})\n\n")
}

fn item(chapter: &Chapter<'_>, shown: &Shown<'_>, language: Language) -> String {
    let finding = shown.finding;
    let mut text = format!("- **{}** `{}`\n", escape(&finding.message), code(finding));
    let township = chapter.outline.map(|outline| brief(&outline.short, AROUND));
    let address = phrases::address(&finding.primary.address, language);
    let place = format!(
        "{}:{}:{}",
        brief(&finding.primary.path, 200),
        finding.primary.start.line,
        finding.primary.start.column
    );
    let parts = [township.unwrap_or_default(), brief(&address, 120), place];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let _ = writeln!(text, "  {}  ", parts.join(" · "));
    text.push_str(&words(&finding.primary));
    for label in finding.related.iter().take(PLACES) {
        let line = label.start.line;
        let said = if label.words.is_empty() {
            String::new()
        } else {
            format!(" {}", brief(&label.words, 120))
        };
        let _ = writeln!(
            text,
            "  - {}{said}",
            match language {
                Language::Zh => format!("第 {line} 行"),
                Language::En => format!("line {line}"),
            }
        );
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(text, "\n  {}{}", phrases::help(language), escape(help));
    }
    text
}

/// The rule, in which nothing can end the code that it is written as.
fn code(finding: &FindingView) -> String {
    finding
        .code
        .as_str()
        .chars()
        .filter(|character| *character != '`')
        .collect()
}

/// The marked line of the document, the mark in bold.
fn words(label: &LabelView) -> String {
    let passage = label.passage.as_ref();
    let pieces = passage.map(Passage::marked_line).unwrap_or_default();
    let Some(at) = pieces.iter().position(|(_, marked)| *marked) else {
        return String::new();
    };
    let plain = |pieces: &[(String, bool)]| pieces.iter().map(|(text, _)| text.as_str()).collect::<String>();
    let (before, after) = (plain(&pieces[..at]), plain(&pieces[at + 1..]));
    let skip = length(&before).saturating_sub(AROUND);
    let before: String = before.chars().skip(skip).collect();
    // Blanks at the head of a line would make it code.
    let before = before.trim_start();
    let mark = brief(&pieces[at].0, 2 * AROUND);
    let mark = if mark.is_empty() {
        "‸".to_owned()
    } else {
        format!("<ins>{mark}</ins>")
    };
    format!(
        "  > {}{}{mark}{}\n",
        if skip > 0 { "…" } else { "" },
        escape(before),
        brief(&after, AROUND)
    )
}

/// A text on one line, cut to so many characters, escaped.
fn brief(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{more}", escape(&cut))
}

/// Text of a document in which no sign means anything to Markdown: no HTML, no link, no name that is called, no table.
fn escape(text: &str) -> String {
    let tamed = tame::line(text);
    let mut escaped = String::with_capacity(tamed.len());
    for character in tamed.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // Names and numbers of issues are called even behind a backslash.
            '@' | '#' => {
                escaped.push(character);
                escaped.push_str("&#8203;");
            }
            _ if character.is_ascii_punctuation()
                && !matches!(character, ',' | ';' | '/' | '%' | '\'' | '"' | '?') =>
            {
                escaped.extend(['\\', character]);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

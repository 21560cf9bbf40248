//! For people: a workbook with one row for each finding, and the account of rules and lists on a second sheet.

mod account;

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::Map;
use crate::finding::{Language, Severity};
use crate::report::book::{Book, Chapter, Shown};
use crate::report::html::frame::pick;
use crate::report::passage::Passage;
use crate::report::view::LabelView;
use crate::report::{FindingView, Report, phrases, tame};

/// How many findings a sheet holds: Excel knows 1,048,576 rows.
const MOST_FINDINGS: usize = 1_000_000;
/// How many characters are written into a cell; Excel knows 32,767 UTF-16 units.
const MOST_CHARACTERS: usize = 8_000;

/// A column: its Chinese and English name, its width in characters, and what it holds.
type Column = (&'static str, &'static str, f64, fn(&Row<'_>) -> String);

const COLUMNS: [Column; 19] = [
    ("级别", "severity", 8.0, |row| {
        phrases::severity(row.finding.severity, row.language).to_owned()
    }),
    ("乡镇", "township", 24.0, |row| row.chapter.title().to_owned()),
    ("清单", "list", 16.0, |row| {
        let kind = row.chapter.kind(row.shown);
        kind.map_or_else(String::new, |kind| phrases::list(kind, row.language).to_owned())
    }),
    ("类别", "category", 14.0, |row| row.category().to_owned()),
    ("序号", "number", 6.0, |row| {
        row.finding
            .primary
            .address
            .number
            .map_or_else(String::new, |number| number.to_string())
    }),
    ("事项名称", "duty", 26.0, |row| {
        row.finding.primary.address.duty.clone().unwrap_or_default()
    }),
    ("上级部门", "departments", 24.0, |row| row.departments()),
    ("问题", "finding", 40.0, |row| row.finding.message.clone()),
    ("栏目", "column", 14.0, |row| row.field().to_owned()),
    ("原文", "words", 50.0, |row| row.words()),
    ("标注", "label", 24.0, |row| row.finding.primary.words.clone()),
    ("相关位置", "related", 40.0, |row| row.related()),
    ("建议", "help", 30.0, |row| {
        row.finding.help.clone().unwrap_or_default()
    }),
    ("要求", "what must hold", 30.0, |row| {
        row.rule.map_or_else(String::new, str::to_owned)
    }),
    ("规则", "rule", 26.0, |row| row.finding.code.to_string()),
    ("文件", "file", 26.0, |row| row.finding.primary.path.to_string()),
    ("行", "line", 7.0, |row| {
        row.finding.primary.start.line.to_string()
    }),
    ("字", "character", 7.0, |row| {
        row.finding.primary.start.column.to_string()
    }),
    ("处理情况", "state", 20.0, |row| row.state()),
];
/// The positions of the columns that hold numbers, and of that with the words of the document.
const NUMBERS: [usize; 3] = [4, 16, 17];
const WORDS: usize = 9;

/// What the columns are taken from.
struct Row<'r> {
    chapter: &'r Chapter<'r>,
    shown: &'r Shown<'r>,
    finding: &'r FindingView,
    /// What must hold by the rule.
    rule: Option<&'r str>,
    language: Language,
}

pub(super) fn write(out: &mut dyn Write, report: &Report, language: Language) -> io::Result<usize> {
    let book = Book::new(report, MOST_FINDINGS);
    let bytes = workbook(&book, language).map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    Ok(book.left_out)
}

fn workbook(book: &Book<'_>, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No time of writing: equal reports are equal files.
    let properties = DocProperties::new()
        .set_title(pick(
            language,
            "乡镇履行职责事项清单检查报告",
            "Report on township duty lists",
        ))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    let looks = Looks::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(pick(language, "问题", "findings"))?;
    findings(sheet, book, &looks, language)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(pick(language, "规则与清单", "rules and lists"))?;
    account::write(sheet, book.report, &looks, language)?;
    workbook.save_to_buffer()
}

/// The looks of cells.
struct Looks {
    head: Format,
    text: Format,
    mark: Format,
    plain: Format,
    severities: [Format; 3],
}

impl Looks {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let severity = |ink: u32, wash: u32| {
            let colored = text
                .clone()
                .set_font_color(Color::RGB(ink))
                .set_background_color(Color::RGB(wash));
            colored.set_align(FormatAlign::Center)
        };
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0xe4e8ee))
                .set_border_bottom(FormatBorder::Thin),
            mark: Format::new()
                .set_bold()
                .set_underline(rust_xlsxwriter::FormatUnderline::Single)
                .set_font_color(Color::RGB(0xb3201a)),
            plain: Format::new(),
            severities: [
                severity(0x1d5b96, 0xe2effb),
                severity(0x855000, 0xfff0cf),
                severity(0xb3201a, 0xfde7e5),
            ],
            text,
        }
    }

    fn severity(&self, severity: Severity) -> &Format {
        &self.severities[severity as usize]
    }
}

fn findings(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    looks: &Looks,
    language: Language,
) -> Result<(), XlsxError> {
    let titles: Map<&str, &str> = book
        .report
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule.title.as_str()))
        .collect();
    for (column, (zh, en, width, _)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, pick(language, zh, en), &looks.head)?;
        sheet.set_column_width(column, width)?;
    }
    let shown = book
        .chapters
        .iter()
        .flat_map(|chapter| chapter.findings.iter().map(move |shown| (chapter, shown)));
    let mut last = 0;
    for (at, (chapter, shown)) in (1..).zip(shown) {
        let rule = titles.get(shown.finding.code.as_str()).copied();
        let row = Row {
            chapter,
            shown,
            finding: shown.finding,
            rule,
            language,
        };
        for (column, (.., of)) in (0..).zip(COLUMNS) {
            cell(sheet, (at, column), &row, &of(&row), looks)?;
        }
        last = at;
    }
    let columns = COLUMNS.len() as u16;
    sheet.autofilter(0, 0, last, columns - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Writes a cell: a number, the marked words, or a text; nothing is ever a formula.
fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    of: &Row<'_>,
    text: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let at = usize::from(column);
    if let (true, Ok(number)) = (NUMBERS.contains(&at), text.parse::<f64>()) {
        sheet.write_number_with_format(row, column, number, &looks.text)?;
        return Ok(());
    }
    let look = if at == 0 {
        looks.severity(of.finding.severity)
    } else {
        &looks.text
    };
    let pieces = if at == WORDS { of.pieces() } else { Vec::new() };
    let rich: Vec<(&Format, &str)> = pieces
        .iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, marked)| (if *marked { &looks.mark } else { &looks.plain }, text.as_str()))
        .collect();
    match rich.len() {
        0 | 1 => sheet.write_string_with_format(row, column, shown(text), look)?,
        _ => sheet.write_rich_string_with_format(row, column, &rich, look)?,
    };
    Ok(())
}

/// A text of a document as it is written into a cell: harmless, and not too long; line breaks stay.
fn shown(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(tame::line).collect();
    cut(&lines.join("\n")).to_owned()
}

fn cut(text: &str) -> &str {
    text.char_indices()
        .nth(MOST_CHARACTERS)
        .map_or(text, |(end, _)| &text[..end])
}

impl Row<'_> {
    fn category(&self) -> &str {
        let spot = self.chapter.outline.zip(self.shown.spot);
        let category = spot.and_then(|(outline, spot)| outline.category(spot));
        category.map_or("", |category| &category.name)
    }

    fn departments(&self) -> String {
        let spot = self.chapter.outline.zip(self.shown.spot);
        let duty = spot.and_then(|(outline, spot)| Some((outline, outline.duty(spot)?)));
        let names: Vec<&str> = duty
            .into_iter()
            .flat_map(|(outline, duty)| outline.holders(duty))
            .collect();
        names.join(pick(self.language, "、", ", "))
    }

    fn field(&self) -> &'static str {
        let field = self
            .finding
            .primary
            .passage
            .as_ref()
            .and_then(|passage| passage.field);
        field.map_or("", |field| phrases::field(field, self.language))
    }

    /// The marked line, in pieces, each with whether it is marked.
    fn pieces(&self) -> Vec<(String, bool)> {
        let passage = self.finding.primary.passage.as_ref();
        let pieces = passage.map(Passage::marked_line).unwrap_or_default();
        let mut room = MOST_CHARACTERS;
        let fitting = pieces.into_iter().take_while(|(text, _)| {
            let fits = room > 0;
            room = room.saturating_sub(text.chars().count());
            fits
        });
        fitting.collect()
    }

    fn words(&self) -> String {
        self.pieces().into_iter().map(|(text, _)| text).collect()
    }

    /// The other places, one on each line.
    fn related(&self) -> String {
        const NAMED: usize = 20;
        let related = &self.finding.related;
        let mut lines: Vec<String> = related
            .iter()
            .take(NAMED)
            .map(|label| self.place(label))
            .collect();
        if related.len() > NAMED {
            lines.push(match self.language {
                Language::Zh => format!("另有 {} 处", related.len() - NAMED),
                Language::En => format!("and {}", phrases::count(related.len() - NAMED, "more place")),
            });
        }
        lines.join("\n")
    }

    fn place(&self, label: &LabelView) -> String {
        let at = format!("{}:{}", label.start.line, label.start.column);
        let path = if label.path == self.finding.primary.path {
            String::new()
        } else {
            format!("{}:", label.path)
        };
        let address = phrases::address(&label.address, self.language);
        [format!("{path}{at}"), address, label.words.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn state(&self) -> String {
        match &self.finding.suppression {
            Some(by) => format!(
                "{} {}",
                phrases::aside(self.language),
                phrases::suppression(by, self.language)
            ),
            None if self.finding.counts() => pick(self.language, "待处理", "open").to_owned(),
            None => pick(self.language, "基线里已有", "in the baseline").to_owned(),
        }
    }
}

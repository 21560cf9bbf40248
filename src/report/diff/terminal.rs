//! For people at a terminal: township by township, by what an auditor asks, wording with its marks.

use std::io::{self, Write};

use owo_colors::{OwoColorize, Style as Paint};

use super::group::{self, Group};
use super::headline::headline;
use super::phrase::{self, Findings};
use super::strip::{self, Row};
use super::view::{
    At, ChangeView, DepartmentView, DiffReport, DutyView, FieldView, HeadingView, TextView, TownshipView,
};
use super::wording;
use crate::diff::{EditKind, Field};
use crate::finding::Classify;
use crate::report::{self, FindingView, Format, Report, Style, phrases, tame};

/// Writes `report`; `editorial` shows what is quiet too.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(
    out: &mut dyn Write,
    report: &DiffReport,
    style: Style,
    editorial: bool,
) -> io::Result<()> {
    let mut sheet = Sheet::new(style, editorial);
    sheet.paragraph("", "", &headline(report, style.language), Paint::new().bold());
    for township in &report.townships {
        sheet.township(township);
    }
    sheet.verdicts(&report.verdicts);
    out.write_all(sheet.text.as_bytes())?;
    if !report.new.is_empty() {
        let title = phrase::findings_title(Findings::New, report.new.len(), style.language);
        writeln!(out, "\n{}\n", painted(&title, Paint::new().bold(), style))?;
        in_full(out, &report.new, style)?;
    }
    let mut sheet = Sheet::new(style, editorial);
    if report.new.is_empty() && !report.fixed.is_empty() {
        sheet.blank();
    }
    sheet.fixed(&report.fixed);
    if style.summary {
        // Findings in full end with a blank line of their own.
        if report.new.is_empty() || !report.fixed.is_empty() {
            sheet.blank();
        }
        sheet.paragraph("", "", &phrase::extent(report, style.language), Paint::new());
    }
    out.write_all(sheet.text.as_bytes())
}

fn in_full(out: &mut dyn Write, findings: &[FindingView], style: Style) -> io::Result<()> {
    let report = Report::new(findings.to_vec(), report::Summary::default());
    let bare = Style {
        summary: false,
        ..style
    };
    report::write(out, &report, Format::Full, bare).map(drop)
}

fn painted(text: &str, paint: Paint, style: Style) -> String {
    match style.color {
        true => text.style(paint).to_string(),
        false => text.to_owned(),
    }
}

/// The text as it grows.
struct Sheet {
    style: Style,
    editorial: bool,
    text: String,
}

impl Sheet {
    fn new(style: Style, editorial: bool) -> Self {
        Self {
            style,
            editorial,
            text: String::new(),
        }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph: a head, words wrapped to the width; further lines are indented by `indent` and two columns.
    fn paragraph(&mut self, indent: &str, head: &str, words: &str, paint: Paint) {
        let further = format!("{indent}{}", " ".repeat(tame::width(head).clamp(0, 4)));
        let options = textwrap::Options::new(self.style.width)
            .initial_indent(indent)
            .subsequent_indent(&further)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let words = tame::line(words);
        for line in textwrap::wrap(&format!("{head}{words}"), options) {
            self.text.push_str(&painted(&line, paint, self.style));
            self.text.push('\n');
        }
    }

    fn township(&mut self, township: &TownshipView) {
        let language = self.style.language;
        self.blank();
        self.paragraph("", "", &township.name, Paint::new().bold().underline());
        let sides = [&township.before, &township.after];
        for (side, version) in sides.iter().zip(phrase::versions(language)) {
            if let Some(side) = side {
                let renamed = side.name != township.name;
                let name = if renamed {
                    format!("（{}）", side.name)
                } else {
                    String::new()
                };
                let head = format!("{version} ");
                self.paragraph(
                    "",
                    &head,
                    &format!("{}{}{name}", side.path, side.date()),
                    Paint::new().dimmed(),
                );
            }
        }
        if let Some(words) = phrase::whole_township(township, language) {
            self.paragraph("  ", "", &words, Paint::new());
        }
        if !township.departments.is_empty() || group::headings(township, self.editorial).next().is_some() {
            self.blank();
        }
        group::bodies(township)
            .iter()
            .for_each(|changes| self.bodies(changes));
        for heading in group::headings(township, self.editorial) {
            self.heading(heading);
        }
        for (group, changes) in group::groups(township, self.editorial) {
            self.blank();
            let title = phrase::title(group, &changes, language);
            self.paragraph("", "", &title, Paint::new().cyan().bold());
            let said = phrase::all_breaking(&changes);
            changes.iter().for_each(|change| self.change(group, change, said));
        }
        let quiet = group::quiet(township);
        if quiet > 0 && !self.editorial {
            self.blank();
            self.paragraph("", "", &phrase::quiet(quiet, language), Paint::new().dimmed());
        }
    }

    /// Departments that bear one name now.
    fn bodies(&mut self, changes: &[&DepartmentView]) {
        let language = self.style.language;
        let before: Vec<&str> = changes.iter().map(|change| change.before.text.as_str()).collect();
        let (before, after) = (before.join(phrase::pause(language)), &changes[0].after.text);
        let words = format!("{before} → {after} · {}", phrase::bodies(changes, language));
        self.paragraph("", "~ ", &words, Paint::new());
        let left = changes.iter().flat_map(|change| &change.left);
        let places: Vec<String> = left.map(|left| place(&left.at)).collect();
        if !places.is_empty() {
            let words = phrase::left(places.len(), &places.join(phrase::pause(language)), language);
            self.paragraph("    ", "", &words, Paint::new().yellow());
        }
    }

    fn heading(&mut self, change: &HeadingView) {
        let language = self.style.language;
        let head = format!("~ {} ", phrase::heading(change, language));
        self.paragraph("", &head, &phrase::heading_names(change, language), Paint::new());
    }

    fn change(&mut self, group: Group, change: &ChangeView, said: bool) {
        if group == Group::Regrouped {
            return self.regrouped(change);
        }
        let language = self.style.language;
        let head = format!("{} ", group.sign());
        let grave = match change.classify {
            Classify::Breaking if !said => format!("【{}】", phrase::classify(Classify::Breaking, language)),
            _ => String::new(),
        };
        let way = match (&change.before, &change.after) {
            (Some(before), Some(after)) => phrase::way(before, after, language),
            _ => phrase::duty(change.duty(), language),
        };
        let places = lines(change.before.as_ref(), change.after.as_ref());
        let paint = match group {
            Group::New | Group::NewlyReclaimed => Paint::new().green(),
            Group::Removed => Paint::new().red(),
            _ => Paint::new(),
        };
        let words = format!("{grave}{way} {} {places}", change.duty().name);
        self.paragraph("  ", &head, &words, paint);
        self.fields(change, group);
    }

    fn regrouped(&mut self, change: &ChangeView) {
        let language = self.style.language;
        let (before, after) = group::parts(change);
        for duty in before {
            let words = format!(
                "{} {} {}",
                phrase::duty(duty, language),
                duty.name,
                lines(Some(duty), None)
            );
            self.paragraph("  ", "- ", &words, Paint::new().red());
        }
        for duty in after {
            let words = format!(
                "{} {} {}",
                phrase::duty(duty, language),
                duty.name,
                lines(None, Some(duty))
            );
            self.paragraph("  ", "+ ", &words, Paint::new().green());
        }
    }

    fn fields(&mut self, change: &ChangeView, group: Group) {
        let language = self.style.language;
        let (departments, others) = group::shown(change, group, self.editorial);
        let (names, others): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|field| field.field == Field::Name);
        names.iter().for_each(|field| self.reworded("", field));
        for (field, fields) in departments {
            let head = format!("{}{}", phrase::field(field, language), phrase::colon(language));
            self.paragraph(
                "      ",
                &head,
                &phrase::departments(&fields, language),
                Paint::new(),
            );
        }
        for field in others {
            let of = field
                .of
                .as_deref()
                .map_or(String::new(), |of| phrase::bracketed(of, language));
            let head = format!("{}{of}", phrase::field(field.field, language));
            match (&field.before, &field.after) {
                (Some(_), Some(_)) => self.reworded(&head, field),
                (Some(text), None) => self.one_sided(&head, "-", text, Paint::new().red()),
                (None, Some(text)) => self.one_sided(&head, "+", text, Paint::new().green()),
                (None, None) => {}
            }
        }
    }

    fn one_sided(&mut self, head: &str, sign: &str, text: &TextView, paint: Paint) {
        let words = format!(
            "{}{} [{}]",
            phrase::colon(self.style.language),
            text.text,
            text.at.start.line
        );
        self.paragraph("      ", &format!("{sign} "), &format!("{head}{words}"), paint);
    }

    fn reworded(&mut self, head: &str, field: &FieldView) {
        let (Some(before), Some(after)) = (&field.before, &field.after) else {
            return;
        };
        if !head.is_empty() {
            let head = format!("{head}{}", phrase::colon(self.style.language));
            self.paragraph("      ~ ", "", head.trim_end(), Paint::new());
        }
        self.wording(
            0,
            before.at.start.line,
            &wording::side(&field.edits, EditKind::Dropped),
        );
        self.wording(
            1,
            after.at.start.line,
            &wording::side(&field.edits, EditKind::Added),
        );
    }

    /// One version of a wording, its changed pieces marked.
    fn wording(&mut self, version: usize, line: usize, pieces: &[(&str, bool)]) {
        let head = format!(
            "      {} {line:>4} │ ",
            phrase::versions(self.style.language)[version]
        );
        let under = format!("{}· ", " ".repeat(tame::width(&head) - 2));
        let paint = if version == 0 {
            Paint::new().red()
        } else {
            Paint::new().green()
        };
        let room = self.style.width.saturating_sub(tame::width(&head));
        for row in strip::rows(pieces, room) {
            self.text.push_str(&head);
            self.row(&row, paint);
            let marks = row.marks();
            if !marks.is_empty() {
                self.text
                    .push_str(&format!("{under}{}\n", painted(&marks, paint, self.style)));
            }
        }
    }

    fn row(&mut self, row: &Row, paint: Paint) {
        for (text, marked) in &row.pieces {
            let paint = if *marked { paint.bold() } else { Paint::new() };
            match self.style.color && *marked {
                true => self.text.push_str(&text.style(paint).to_string()),
                false => self.text.push_str(text),
            }
        }
        self.text.push('\n');
    }

    /// What the rules over changes found, rule by rule; what they speak of stands above.
    fn verdicts(&mut self, verdicts: &[FindingView]) {
        if verdicts.is_empty() {
            return;
        }
        let language = self.style.language;
        self.blank();
        let title = phrase::findings_title(Findings::Verdicts, verdicts.len(), language);
        self.paragraph("", "", &title, Paint::new().bold());
        for findings in group::by_rule(verdicts) {
            let first = findings[0];
            let severity = phrases::severity(first.severity, language);
            self.paragraph(
                "  ",
                "",
                &format!("{severity}[{}]", first.code.as_str()),
                Paint::new().yellow(),
            );
            for finding in &findings {
                let at = &finding.primary;
                let words = format!("{} [{}:{}]", finding.message, at.start.line, at.start.column);
                self.paragraph("    ", "· ", &words, Paint::new());
            }
            if let Some(help) = &first.help {
                self.paragraph("    ", phrases::help(language), help, Paint::new().cyan());
            }
        }
    }

    fn fixed(&mut self, fixed: &[FindingView]) {
        if fixed.is_empty() {
            return;
        }
        let title = phrase::findings_title(Findings::Fixed, fixed.len(), self.style.language);
        self.paragraph("", "", &title, Paint::new().bold());
        for finding in fixed {
            let at = format!("{}:{}", finding.primary.start.line, finding.primary.start.column);
            let words = format!("{} {}  [{at}]", finding.code.as_str(), finding.message);
            self.paragraph("  ", "✓ ", &words, Paint::new());
        }
    }
}

/// The lines of a duty in both versions: `[12→14]`, `[→14]`, `[12→]`.
fn lines(before: Option<&DutyView>, after: Option<&DutyView>) -> String {
    let line = |duty: Option<&DutyView>| duty.map_or(String::new(), |duty| duty.at.start.line.to_string());
    format!("[{}→{}]", line(before), line(after))
}

/// A line and column.
fn place(at: &At) -> String {
    format!("{}:{}", at.start.line, at.start.column)
}

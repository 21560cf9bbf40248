//! A change note in Markdown (GitHub's dialect), to attach to the file or to a merge request.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::group::{self, Group};
use super::headline::headline;
use super::phrase::{self, Findings};
use super::view::{At, ChangeView, DiffReport, DutyView, FieldView, TownshipView};
use super::wording;
use crate::diff::{Edit, EditKind, Field};
use crate::finding::{Classify, Language};
use crate::report::{FindingView, Style, phrases, tame};

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
    let note = Note {
        language: style.language,
        editorial,
    };
    let title = match style.language {
        Language::Zh => "履行职责事项清单变更说明",
        Language::En => "What changed in the duty lists",
    };
    writeln!(
        out,
        "# {title}\n\n**{}**",
        text(&headline(report, style.language))
    )?;
    for township in &report.townships {
        out.write_all(note.township(township).as_bytes())?;
    }
    for (which, findings) in [
        (Findings::Verdicts, &report.verdicts),
        (Findings::New, &report.new),
        (Findings::Fixed, &report.fixed),
    ] {
        out.write_all(note.findings(which, findings).as_bytes())?;
    }
    if style.summary {
        writeln!(out, "\n{}", text(&phrase::extent(report, style.language)))?;
    }
    Ok(())
}

struct Note {
    language: Language,
    editorial: bool,
}

impl Note {
    fn township(&self, township: &TownshipView) -> String {
        let mut note = format!("\n## {}\n\n", text(&township.name));
        let sides = [&township.before, &township.after];
        for (side, version) in sides.iter().zip(phrase::versions(self.language)) {
            if let Some(side) = side {
                let _ = writeln!(
                    note,
                    "- {version}{}{}",
                    phrase::colon(self.language),
                    code(&side.path) + &text(&side.date())
                );
            }
        }
        if let Some(words) = phrase::whole_township(township, self.language) {
            let _ = writeln!(note, "\n{words}");
        }
        note.push_str(&self.bodies(township));
        for (group, changes) in group::groups(township, self.editorial) {
            let title = phrase::title(group, &changes, self.language);
            let _ = writeln!(note, "\n### {title}\n");
            let said = phrase::all_breaking(&changes);
            changes
                .iter()
                .for_each(|change| note.push_str(&self.change(group, change, said)));
        }
        let quiet = group::quiet(township);
        if quiet > 0 && !self.editorial {
            let _ = writeln!(note, "\n*{}*", text(&phrase::quiet(quiet, self.language)));
        }
        note
    }

    /// Departments, categories and titles.
    fn bodies(&self, township: &TownshipView) -> String {
        let mut lines = String::new();
        for changes in group::bodies(township) {
            let before: Vec<String> = changes.iter().map(|change| struck(&change.before.text)).collect();
            let what = phrase::bodies(&changes, self.language);
            let _ = writeln!(
                lines,
                "- {} → {}{}",
                before.join(phrase::pause(self.language)),
                bold(&changes[0].after.text),
                phrase::bracketed(&what, self.language)
            );
            let left = changes.iter().flat_map(|change| &change.left);
            let places: Vec<String> = left.map(|left| place(&left.at)).collect();
            if !places.is_empty() {
                let left = phrase::left(
                    places.len(),
                    &places.join(phrase::pause(self.language)),
                    self.language,
                );
                let _ = writeln!(lines, "  - {}", text(&left));
            }
        }
        for change in group::headings(township, self.editorial) {
            let names = text(&phrase::heading_names(change, self.language));
            let _ = writeln!(
                lines,
                "- {}{}{names}",
                phrase::heading(change, self.language),
                phrase::colon(self.language)
            );
        }
        if lines.is_empty() {
            lines
        } else {
            format!("\n{lines}")
        }
    }

    fn change(&self, group: Group, change: &ChangeView, said: bool) -> String {
        let mut note = String::new();
        if group == Group::Regrouped {
            let (before, after) = group::parts(change);
            let list = |duties: Vec<&DutyView>, mark: fn(&str) -> String| {
                let named = duties.iter().map(|duty| {
                    let address = text(&phrase::duty(duty, self.language));
                    format!(
                        "{}{}",
                        mark(&duty.name),
                        phrase::bracketed(&address, self.language)
                    )
                });
                named.collect::<Vec<_>>().join(phrase::pause(self.language))
            };
            let _ = writeln!(note, "- {} → {}", list(before, struck), list(after, bold));
            return note;
        }
        let grave = match change.classify {
            Classify::Breaking if !said => {
                format!("⚠️ {} ", phrase::classify(Classify::Breaking, self.language))
            }
            _ => String::new(),
        };
        let way = match (&change.before, &change.after) {
            (Some(before), Some(after)) => phrase::way(before, after, self.language),
            _ => phrase::duty(change.duty(), self.language),
        };
        let _ = writeln!(
            note,
            "- {grave}{}{}",
            bold(&change.duty().name),
            phrase::bracketed(&text(&way), self.language)
        );
        let (departments, others) = group::shown(change, group, self.editorial);
        let (names, others): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|field| field.field == Field::Name);
        let who = departments.iter().map(|(field, fields)| {
            let who = text(&phrase::departments(fields, self.language));
            format!(
                "{}{}{who}",
                phrase::field(*field, self.language),
                phrase::colon(self.language)
            )
        });
        let names = names.into_iter().map(|field| self.field(field));
        let others = others.into_iter().map(|field| self.field(field));
        for line in names.chain(who).chain(others) {
            let _ = writeln!(note, "  - {line}");
        }
        note
    }

    fn field(&self, field: &FieldView) -> String {
        let of = field.of.as_deref();
        let of = of.map_or(String::new(), |of| phrase::bracketed(&text(of), self.language));
        let head = format!(
            "{}{of}{}",
            phrase::field(field.field, self.language),
            phrase::colon(self.language)
        );
        match (&field.before, &field.after) {
            (Some(_), Some(_)) => format!("{head}{}", edits(&field.edits)),
            (Some(before), None) => format!("{head}{}", struck(&before.text)),
            (None, Some(after)) => format!("{head}{}", bold(&after.text)),
            (None, None) => head,
        }
    }

    fn findings(&self, which: Findings, findings: &[FindingView]) -> String {
        if findings.is_empty() {
            return String::new();
        }
        let mut note = format!(
            "\n## {}\n\n",
            phrase::findings_title(which, findings.len(), self.language)
        );
        for finding in findings {
            let severity = phrases::severity(finding.severity, self.language);
            let at = &finding.primary;
            let at = format!("{}:{}:{}", at.path, at.start.line, at.start.column);
            let _ = writeln!(
                note,
                "- {severity} {}{}{}{}",
                code(finding.code.as_str()),
                phrase::colon(self.language),
                text(&finding.message),
                phrase::bracketed(&code(&at), self.language)
            );
        }
        note
    }
}

/// A rewording in one line: what was dropped struck through, what was added in bold.
fn edits(edits: &[Edit]) -> String {
    let marked = wording::brief(edits);
    let pieces = marked.iter().map(|edit| match edit.kind {
        EditKind::Kept => text(&edit.text),
        EditKind::Dropped => format!("<del>{}</del>", text(&edit.text)),
        EditKind::Added => format!("<ins>{}</ins>", text(&edit.text)),
    });
    pieces.collect()
}

/// What came.
fn bold(words: &str) -> String {
    format!("**{}**", text(words.trim()))
}

/// What went.
fn struck(words: &str) -> String {
    format!("~~{}~~", text(words.trim()))
}

/// Text of a document that Markdown shows as it is: no mark-up, no link, nobody called by name.
fn text(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut before = ' ';
    let words = tame::line(words);
    let mut characters = words.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '&' => shown.push_str("&amp;"),
            // `@name` and `#12` are links, whatever stands before them.
            '@' | '#' => shown.extend([character, '\u{2060}']),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => shown.extend(['\\', character]),
            // `https://` and `www.` are links without any mark.
            ':' if characters.peek() == Some(&'/') => shown.push_str("&#58;"),
            '.' if before.eq_ignore_ascii_case(&'w') => shown.push_str("&#46;"),
            // What opens a list or a heading stands at the head of a line, and these are not.
            _ => shown.push(character),
        }
        before = character;
    }
    shown
}

/// Text as code, whatever backticks it holds.
fn code(words: &str) -> String {
    let words = tame::line(words);
    let longest = words
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match words.starts_with('`') || words.ends_with('`') {
        true => format!("{fence} {words} {fence}"),
        false => format!("{fence}{words}{fence}"),
    }
}

/// A line and column.
fn place(at: &At) -> String {
    format!("{}:{}", at.start.line, at.start.column)
}

//! For people: each finding with its text underlined, drawn by miette.

use std::fmt;
use std::io::{self, Write};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents, ThemeStyles,
};
use owo_colors::{OwoColorize, Style as Paint};

use crate::finding::{Address, Severity};
use crate::report::view::{self, LabelView};
use crate::report::{FindingView, Report, Style, phrases, summary, tame};

pub(super) fn write(out: &mut dyn Write, report: &Report, style: Style) -> io::Result<()> {
    let painter = Painter::new(style);
    let mut text = String::new();
    for finding in report.shown() {
        text.clear();
        painter.draw(&mut text, &Shown::new(finding, style));
        text.push('\n');
        out.write_all(text.as_bytes())?;
    }
    if style.summary {
        out.write_all(summary::lines(report, style).as_bytes())?;
    }
    Ok(())
}

/// Draws miette's diagnostics: a header of our own, so that severity, rule and message stand on one line in the
/// reader's language; the excerpts by miette's graphical handler; every related place as an excerpt of its own.
#[derive(Debug)]
pub struct Painter {
    style: Style,
    /// For errors, warnings and infos.
    excerpts: [GraphicalReportHandler; 3],
}

impl Painter {
    /// A painter for terminals of this style.
    pub fn new(style: Style) -> Self {
        let excerpts = [Severity::Error, Severity::Warning, Severity::Info].map(|severity| {
            let mut theme = if style.color {
                GraphicalTheme::unicode()
            } else {
                GraphicalTheme::unicode_nocolor()
            };
            if style.color {
                theme.styles = ThemeStyles {
                    highlights: vec![paint(severity)],
                    ..ThemeStyles::ansi()
                };
            }
            GraphicalReportHandler::new_themed(theme)
                .with_width(style.width)
                .with_context_lines(0)
                .without_primary_span_start()
                .without_syntax_highlighting()
                .with_links(false)
        });
        Self { style, excerpts }
    }

    /// Appends a diagnostic to `text`: header, excerpts, advice.
    pub fn draw(&self, text: &mut String, diagnostic: &dyn Diagnostic) {
        let severity = severity(diagnostic);
        let mut head = phrases::severity(severity, self.style.language).to_owned();
        if let Some(code) = diagnostic.code() {
            head = format!("{head}[{code}]");
        }
        self.paragraph(text, &head, paint(severity).bold(), " ", &diagnostic.to_string());
        self.excerpt(text, severity, diagnostic);
        for related in diagnostic.related().into_iter().flatten() {
            let words = related.to_string();
            if !words.is_empty() {
                self.paragraph(text, "  ", Paint::new(), "", &words);
            }
            self.excerpt(text, severity, related);
        }
        if let Some(help) = diagnostic.help() {
            let head = format!("  {}", phrases::help(self.style.language));
            self.paragraph(text, &head, Paint::new().cyan(), "", &help.to_string());
        }
    }

    /// A paragraph that opens with a painted head, wrapped to the width, its further lines indented.
    fn paragraph(&self, text: &mut String, head: &str, paint: Paint, gap: &str, words: &str) {
        let room = self.style.width;
        let options = textwrap::Options::new(room)
            .subsequent_indent("    ")
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for (index, words) in words.lines().map(tame::line).enumerate() {
            let words = match index {
                0 => format!("{head}{gap}{words}"),
                _ => format!("  {words}"),
            };
            let lines = textwrap::fill(&words, &options);
            match lines
                .strip_prefix(head)
                .filter(|_| index == 0 && self.style.color)
            {
                Some(rest) => text.push_str(&format!("{}{rest}", head.style(paint))),
                None => text.push_str(&lines),
            }
            text.push('\n');
        }
    }

    fn excerpt(&self, text: &mut String, severity: Severity, diagnostic: &dyn Diagnostic) {
        if diagnostic.source_code().is_none() {
            return;
        }
        let mut drawn = String::new();
        self.excerpts[Severity::Error as usize - severity as usize]
            .render_report(&mut drawn, &Excerpt(diagnostic))
            .expect("a string takes any text");
        // The line of the message, which stands in our own header, comes first.
        text.push_str(drawn.split_once('\n').map_or("", |(_, excerpt)| excerpt));
    }
}

fn severity(diagnostic: &dyn Diagnostic) -> Severity {
    match diagnostic.severity() {
        None | Some(miette::Severity::Error) => Severity::Error,
        Some(miette::Severity::Warning) => Severity::Warning,
        Some(miette::Severity::Advice) => Severity::Info,
    }
}

pub(super) fn paint(severity: Severity) -> Paint {
    match severity {
        Severity::Error => Paint::new().red(),
        Severity::Warning => Paint::new().yellow(),
        Severity::Info => Paint::new().blue(),
    }
}

/// The excerpt of a diagnostic and nothing else of it.
#[derive(Debug)]
struct Excerpt<'d>(&'d dyn Diagnostic);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Excerpt<'_> {}

impl Diagnostic for Excerpt<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.0.source_code()
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.0.labels()
    }
}

/// A finding as a diagnostic of miette.
#[derive(Debug)]
struct Shown<'v> {
    finding: &'v FindingView,
    primary: Part<'v>,
    related: Vec<Part<'v>>,
    more: Option<More>,
    /// Why it does not count.
    standing: Option<String>,
}

/// How many related places are shown with their text; the others are named in one line.
const MOST_EXCERPTS: usize = 5;

impl<'v> Shown<'v> {
    fn new(finding: &'v FindingView, style: Style) -> Self {
        let part = |label: &'v LabelView, address: &Address| {
            Part::new(label, &phrases::address(address, style.language), style.width)
        };
        Self {
            finding,
            primary: part(&finding.primary, &finding.address),
            related: finding
                .related
                .iter()
                .take(MOST_EXCERPTS)
                .map(|label| part(label, &label.address))
                .collect(),
            more: More::new(finding, style),
            standing: phrases::standing(finding, style.language),
        }
    }
}

/// The related places that are not shown, by line and column: `另有 2 处：228:7、228:12`.
#[derive(Debug)]
struct More(String);

impl More {
    fn new(finding: &FindingView, style: Style) -> Option<Self> {
        let rest = finding
            .related
            .get(MOST_EXCERPTS..)
            .filter(|rest| !rest.is_empty())?;
        let place = |label: &LabelView| {
            let at = format!("{}:{}", label.start.line, label.start.column);
            match label.path == finding.primary.path {
                true => at,
                false => format!("{}:{at}", label.path),
            }
        };
        let places: Vec<String> = rest.iter().map(place).collect();
        Some(Self(phrases::more_places(&places, style.language)))
    }
}

impl fmt::Display for More {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for More {}

impl Diagnostic for More {}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&tame::line(&self.finding.message))?;
        if !self.primary.loose_words().is_empty() {
            write!(f, "\n{}", self.primary)?;
        }
        if let Some(standing) = &self.standing {
            write!(f, "\n{}", tame::line(standing))?;
        }
        Ok(())
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.finding.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.finding
            .help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.primary)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.primary.labels()
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        let more = self.more.iter().map(|more| more as &dyn Diagnostic);
        Some(Box::new(
            self.related
                .iter()
                .map(|part| part as &dyn Diagnostic)
                .chain(more),
        ))
    }
}

/// One place of a finding: the window on its line is the source that miette is shown.
#[derive(Debug)]
struct Part<'v> {
    label: &'v LabelView,
    /// What stands above the excerpt: path, line and column, and what it is about.
    name: String,
}

/// How many columns must be free behind the place for the address to be worth its beginning.
const LEAST_ADDRESS: usize = 8;

impl<'v> Part<'v> {
    fn new(label: &'v LabelView, address: &str, width: usize) -> Self {
        let at = format!(
            "{}:{}:{}",
            tame::line(&label.path),
            label.start.line,
            label.start.column
        );
        // The header stands in `╭─[` and `]` above the bar of the excerpt.
        let room = width.saturating_sub(view::gutter(label.start.line) + 2);
        let mut name = tame::cut_start(&at, room).into_owned();
        let left = room.saturating_sub(tame::width(&name));
        if !address.is_empty() && left >= LEAST_ADDRESS {
            name.push_str(&tame::cut_end(&format!(" · {}", tame::line(address)), left));
        }
        Self { label, name }
    }

    /// The words that find no room under the mark.
    fn loose_words(&self) -> &str {
        let fit = self
            .label
            .excerpt
            .as_ref()
            .is_some_and(|excerpt| excerpt.words_fit);
        if fit { "" } else { &self.label.words }
    }
}

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&tame::line(self.loose_words()))
    }
}

impl std::error::Error for Part<'_> {}

impl Diagnostic for Part<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.label.excerpt.as_ref()?;
        let words = Some(tame::line(&self.label.words).into_owned());
        let words = words.filter(|words| excerpt.words_fit && !words.is_empty());
        let span = excerpt.marked.clone();
        Some(Box::new(std::iter::once(LabeledSpan::new(
            words,
            span.start,
            span.len(),
        ))))
    }
}

impl SourceCode for Part<'_> {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.label.excerpt.as_ref().map_or("", |excerpt| &excerpt.text);
        let (line, column) = (self.label.start.line - 1, self.label.start.column - 1);
        let contents = MietteSpanContents::new_named(
            self.name.clone(),
            text.as_bytes(),
            (0, text.len()).into(),
            line,
            column,
            1,
        );
        Ok(Box::new(contents))
    }
}

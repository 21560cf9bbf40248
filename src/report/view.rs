//! A finding with every position resolved once, free of the sources it speaks of.

use std::cell::OnceCell;
use std::sync::Arc;

use super::excerpt::Excerpt;
use super::passage::Passage;
use super::{line_hash, tame};
use crate::check::Directory;
use crate::finding::{
    Address, BaselineState, Code, Confidence, Edit, Finding, Findings, Fix, Label, Language, Severity,
    Suppression, SuppressionKind,
};
use crate::text::source::Encoding;
use crate::text::{Place, Position, Source, Sources};

/// Who will read the view.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    /// The language of every text.
    pub language: Language,
    /// How wide the excerpts may be, in columns, with their line numbers; `None` where nobody looks at excerpts.
    pub width: Option<usize>,
    /// Whether the words of the document around each place are wanted.
    pub passages: bool,
    /// Whether the words at the places are repeated, and the lines they stand in named by their hashes.
    pub quotes: bool,
}

impl Reader {
    /// Somebody at a terminal that is `width` columns wide.
    pub fn at_terminal(language: Language, width: usize) -> Self {
        Self {
            language,
            width: Some(width),
            quotes: false,
            passages: false,
        }
    }
}

/// A finding as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingView {
    /// The rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// What is wrong.
    pub message: String,
    /// The place at fault.
    pub primary: LabelView,
    /// The other places.
    pub related: Vec<LabelView>,
    /// What to do about it.
    pub help: Option<String>,
    /// Which township, list and duty.
    pub address: Address,
    /// An edit that would mend it.
    pub fix: Option<FixView>,
    /// The identity of the finding, free of line numbers.
    pub fingerprint: u64,
    /// The hash of the line of the primary place, see [`super::line_hash`]; where it is wanted, and the file is UTF-8.
    pub line_hash: Option<String>,
    /// Who set it aside.
    pub suppression: Option<SuppressionView>,
    /// How it stands to a baseline, where there is one.
    pub baseline: Option<BaselineState>,
}

impl FindingView {
    /// Whether it counts: nobody set it aside, and it is not known before or mended.
    pub fn counts(&self) -> bool {
        self.suppression.is_none() && matches!(self.baseline, None | Some(BaselineState::New))
    }
}

/// A suggested edit as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct FixView {
    /// What it does.
    pub title: String,
    /// Whether it may be applied without asking.
    pub safe: bool,
    /// The replacements, in the order of the rule; they do not overlap.
    pub edits: Vec<EditView>,
}

/// One replacement as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct EditView {
    /// The name of the source.
    pub path: Arc<str>,
    /// The first character that goes.
    pub start: Position,
    /// The character after the last that goes.
    pub end: Position,
    /// What stands there afterwards.
    pub text: String,
}

/// Who set a finding aside, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct SuppressionView {
    /// Where it was done.
    pub kind: SuppressionKind,
    /// The name of the source with the waiver.
    pub path: Arc<str>,
    /// The first character of the waiver.
    pub start: Position,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Option<String>,
    /// The last day it holds, `2027-01-31`.
    pub until: Option<String>,
}

/// A place as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelView {
    /// The name of the source.
    pub path: Arc<str>,
    /// Its first character.
    pub start: Position,
    /// The character after its last.
    pub end: Position,
    /// Which list and duty it belongs to.
    pub address: Address,
    /// What is to be seen there; may be empty.
    pub words: String,
    /// The text there, where somebody looks at it.
    pub excerpt: Option<Excerpt>,
    /// The words between the two positions, where they are wanted.
    pub quote: Option<String>,
    /// The words of the document around it, where somebody wants them.
    pub passage: Option<Passage>,
}

/// The columns before the text of an excerpt: the line number and ` │ ` with a space before it.
pub(crate) fn gutter(line: usize) -> usize {
    line.ilog10() as usize + 1 + 4
}

/// Resolves findings against their sources.
#[derive(Debug)]
pub struct View<'s> {
    sources: &'s Sources,
    directory: &'s Directory,
    paths: Vec<Arc<str>>,
    /// The hashes of the lines of each source, once they are asked for.
    hashes: Vec<OnceCell<Vec<String>>>,
    reader: Reader,
}

impl<'s> View<'s> {
    /// A view of findings about `sources`, whose duties are in `directory`.
    pub fn new(sources: &'s Sources, directory: &'s Directory, reader: Reader) -> Self {
        Self {
            sources,
            directory,
            paths: sources
                .iter()
                .map(|(_, source)| Arc::from(source.name()))
                .collect(),
            hashes: vec![OnceCell::new(); sources.iter().count()],
            reader,
        }
    }

    /// The findings as they are shown, in the same order.
    pub fn all(&self, findings: &Findings) -> Vec<FindingView> {
        findings.iter().map(|finding| self.finding(finding)).collect()
    }

    fn finding(&self, finding: &Finding) -> FindingView {
        let language = self.reader.language;
        let primary = self.label(&finding.primary);
        // A finding about the document as a whole is shown with the duty where it was seen.
        let own = &finding.address;
        let address = match own.list.is_some() || own.duty.is_some() {
            true => own.clone(),
            false => Address {
                township: own.township.clone(),
                ..primary.address.clone()
            },
        };
        FindingView {
            code: finding.code.clone(),
            severity: finding.severity,
            confidence: finding.confidence,
            message: finding.message.get(language).to_owned(),
            primary,
            related: finding.related.iter().map(|label| self.label(label)).collect(),
            help: finding.help.as_ref().map(|help| help.get(language).to_owned()),
            address,
            fix: finding.fix.as_ref().map(|fix| self.fix(fix)),
            fingerprint: finding.fingerprint,
            line_hash: self.line_hash(finding.primary.place),
            suppression: finding.suppression.as_ref().map(|by| self.suppression(by)),
            baseline: finding.baseline,
        }
    }

    fn fix(&self, fix: &Fix) -> FixView {
        FixView {
            title: fix.title.get(self.reader.language).to_owned(),
            safe: fix.safe,
            edits: fix.edits.iter().map(|edit| self.edit(edit)).collect(),
        }
    }

    fn edit(&self, edit: &Edit) -> EditView {
        let (path, start, end) = self.range(edit.place);
        let text = edit.text.clone();
        EditView {
            path,
            start,
            end,
            text,
        }
    }

    /// Who set a finding aside, as it is shown.
    pub fn suppression(&self, suppression: &Suppression) -> SuppressionView {
        let (path, start, _) = self.range(suppression.place);
        SuppressionView {
            kind: suppression.kind,
            path,
            start,
            reason: suppression.reason.clone(),
            by: suppression.by.clone(),
            until: suppression.until.clone(),
        }
    }

    /// The name of the source of a place, its first character, and the one after its last.
    fn range(&self, place: Place) -> (Arc<str>, Position, Position) {
        let Place { source: id, span } = place;
        let source = &self.sources[id];
        let start = source.position(span.start as usize);
        let end = source.position((span.end as usize).max(start.offset));
        (self.paths[id.0 as usize].clone(), start, end)
    }

    fn label(&self, label: &Label) -> LabelView {
        let source = &self.sources[label.place.source];
        let (path, start, end) = self.range(label.place);
        let words = label.words.get(self.reader.language).to_owned();
        LabelView {
            path,
            start,
            end,
            address: self.directory.address(label.place).unwrap_or_default(),
            excerpt: self
                .reader
                .width
                .map(|width| excerpt(source, label.place, start, width, &words)),
            passage: self.reader.passages.then(|| self.passage(source, label.place)),
            words,
            quote: self.reader.quotes.then(|| quote(source, label.place).to_owned()),
        }
    }

    fn line_hash(&self, place: Place) -> Option<String> {
        let source = &self.sources[place.source];
        // Of another encoding GitHub would read other characters.
        if !self.reader.quotes || source.encoding() != Encoding::Utf8 {
            return None;
        }
        let hashes = self.hashes[place.source.0 as usize].get_or_init(|| line_hash::all(source.text()));
        hashes
            .get(source.position(place.span.start as usize).line - 1)
            .cloned()
    }

    fn passage(&self, source: &Source, place: Place) -> Passage {
        match self.directory.around(place) {
            Some((lines, at)) => Passage::within(lines, at, place),
            None => Passage::outside(source, place),
        }
    }
}

/// The characters at a place; a byte order mark is none.
fn quote(source: &Source, place: Place) -> &str {
    let text = source.slice(place.span);
    match place.span.start {
        0 => text.trim_start_matches('\u{feff}'),
        _ => text,
    }
}

fn excerpt(source: &Source, place: Place, start: Position, width: usize, words: &str) -> Excerpt {
    let line = source.line(start.line);
    let text = source.slice(line);
    // The byte order mark before the first character is no part of the line.
    let mark = if line.start == 0 && text.starts_with('\u{feff}') {
        3
    } else {
        0
    };
    let (text, first) = (&text[mark..], line.start as usize + mark);
    let within = |offset: usize| text.floor_char_boundary(offset.saturating_sub(first).min(text.len()));
    let (from, to) = (within(start.offset), within(place.span.end as usize));
    // What the place covers behind its first line, the line break aside.
    let end = source.text().floor_char_boundary(place.span.end as usize);
    let behind = source.text().get(line.end as usize..end).unwrap_or("");
    let goes_on = !behind.trim_start_matches(['\r', '\n']).is_empty();
    let room = width.saturating_sub(gutter(start.line));
    let label = from..to.max(from) + usize::from(goes_on);
    Excerpt::cut(text, label, room, tame::width(&tame::line(words)))
}

/// Puts the findings of several runs into one order: path, place, rule; those equal in these stay as they were. What
/// several runs say alike, of a file that they share, is said once.
pub fn merge(views: Vec<Vec<FindingView>>) -> Vec<FindingView> {
    let mut all = Vec::with_capacity(views.iter().map(Vec::len).sum());
    views.into_iter().for_each(|views| all.extend(views));
    all.sort_by(|a, b| order(a).cmp(&order(b)));
    all.dedup();
    all
}

fn order(view: &FindingView) -> impl Ord + '_ {
    let place = &view.primary;
    (&*place.path, place.start.offset, place.end.offset, &view.code)
}

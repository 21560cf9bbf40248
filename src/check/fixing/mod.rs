//! The fixes of findings, made in the lists of one county until nothing is left to make.

mod edits;

pub use edits::{Edited, edit};

use super::Checked;
use crate::finding::{Code, Finding, Fix, Severity};
use crate::list::yaml;
use crate::text::source::Encoding;
use crate::text::{Source, SourceId, Sources, Span};
use crate::{Map, Set};

/// How often the lists are checked and mended at most.
const ROUNDS: usize = 10;

/// A list before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of the source.
    pub name: String,
    /// Its text before.
    pub before: String,
    /// Its text after.
    pub after: String,
}

/// What was mended in the lists of a county, and what was not.
#[derive(Debug, Default)]
pub struct Mended {
    /// The lists that changed, in order.
    pub changes: Vec<Change>,
    /// How many places were changed.
    pub places: usize,
    /// How many findings have a fix that is not safe and was not asked for.
    pub unsafe_left: usize,
    /// How many findings have a fix in a text that is never rewritten: as published, or in another encoding than UTF-8.
    pub published: usize,
    /// How many places need other quotes, or are no text of the list.
    pub refused: usize,
    /// Files whose fixes were not made because of a finding that they would have brought, with its rule.
    pub undone: Vec<(String, Code)>,
    /// Files that were still changing after many rounds, and therefore stay as they were.
    pub restless: Vec<String>,
}

/// Mends the lists of a county. `check` checks them and says of each finding, in order, whether it counts; the fixes of
/// those that do are made, of safe ones only unless `also_unsafe`. No fix is kept that brings an error or a warning.
pub fn mend(sources: Sources, also_unsafe: bool, check: &dyn Fn(Sources) -> (Checked, Vec<bool>)) -> Mended {
    let before: Vec<String> = sources
        .iter()
        .map(|(_, source)| source.text().to_owned())
        .collect();
    let mut mended = Mended::default();
    let mut left_alone: Set<SourceId> = Set::default();
    let mut made: Map<SourceId, usize> = Map::default();
    let (mut checked, mut counts) = check(sources);
    for _ in 0..ROUNDS {
        let round = Round::new(&checked, &counts, &left_alone, also_unsafe);
        mended.refused = round.refused;
        if round.texts.is_empty() {
            break;
        }
        let (candidate, now) = check(round.sources(&checked));
        let worse = worse(&checked, &candidate);
        if worse.is_empty() {
            for (id, count) in round.made {
                *made.entry(id).or_default() += count;
            }
            (checked, counts) = (candidate, now);
            continue;
        }
        // A fix in one file may show in another: then all that were to change are left alone.
        let own = worse.iter().any(|(id, _)| round.texts.contains_key(id));
        for (id, code) in &worse {
            if round.texts.contains_key(id) || !own {
                let name = checked.sources[*id].name().to_owned();
                mended.undone.push((name, code.clone()));
            }
        }
        match own {
            true => left_alone.extend(worse.iter().map(|(id, _)| *id)),
            false => left_alone.extend(round.texts.keys().copied()),
        }
    }
    // What never comes to an end is not begun.
    let restless = Round::new(&checked, &counts, &left_alone, also_unsafe).texts;
    mended.undone.dedup_by(|a, b| a.0 == b.0);
    mended.count(&checked, &counts, also_unsafe);
    for ((id, source), before) in checked.sources.iter().zip(before) {
        if restless.contains_key(&id) {
            mended.restless.push(source.name().to_owned());
        } else if source.text() != before {
            mended.places += made.get(&id).copied().unwrap_or_default();
            mended.changes.push(Change {
                name: source.name().to_owned(),
                before,
                after: source.text().to_owned(),
            });
        }
    }
    mended
}

impl Mended {
    /// Counts what could be mended and was not.
    fn count(&mut self, checked: &Checked, counts: &[bool], also_unsafe: bool) {
        let lists = writable(checked);
        for (_, fix) in fixes(checked, counts) {
            let is_writable = fix.edits.iter().any(|edit| lists.contains(&edit.place.source));
            match is_writable {
                false => self.published += usize::from(fix.safe || also_unsafe),
                true => self.unsafe_left += usize::from(!fix.safe && !also_unsafe),
            }
        }
    }

    /// Adds what came of another county.
    pub fn add(&mut self, other: Self) {
        self.changes.extend(other.changes);
        self.places += other.places;
        self.unsafe_left += other.unsafe_left;
        self.published += other.published;
        self.refused += other.refused;
        self.undone.extend(other.undone);
        self.restless.extend(other.restless);
    }
}

/// The texts of one round.
struct Round {
    /// Those that change.
    texts: Map<SourceId, String>,
    /// How many places of each were changed.
    made: Map<SourceId, usize>,
    refused: usize,
}

impl Round {
    fn new(checked: &Checked, counts: &[bool], left_alone: &Set<SourceId>, also_unsafe: bool) -> Self {
        let lists = writable(checked);
        let mut edits: Map<SourceId, Vec<(Span, &str)>> = Map::default();
        for (_, fix) in fixes(checked, counts).filter(|(_, fix)| fix.safe || also_unsafe) {
            for edit in &fix.edits {
                let id = edit.place.source;
                let changes = checked.sources.slice(edit.place) != edit.text;
                if changes && lists.contains(&id) && !left_alone.contains(&id) {
                    edits.entry(id).or_default().push((edit.place.span, &edit.text));
                }
            }
        }
        let mut round = Self {
            texts: Map::default(),
            made: Map::default(),
            refused: 0,
        };
        for (id, edits) in edits {
            let edited = edit(checked.sources[id].text(), &edits);
            round.refused += edited.refused;
            round.made.insert(id, edited.made);
            if edited.text != checked.sources[id].text() {
                round.texts.insert(id, edited.text);
            }
        }
        round
    }

    /// The sources with these texts.
    fn sources(&self, checked: &Checked) -> Sources {
        let mut sources = Sources::default();
        for (id, source) in checked.sources.iter() {
            sources.add(match self.texts.get(&id) {
                Some(text) => Source::new(source.name(), text.as_str()),
                None => source.again(),
            });
        }
        sources
    }
}

/// The fixes of the findings that count.
fn fixes<'c>(checked: &'c Checked, counts: &'c [bool]) -> impl Iterator<Item = (&'c Finding, &'c Fix)> {
    let counting = checked.findings.iter().zip(counts).filter(|(_, counts)| **counts);
    counting.filter_map(|(finding, _)| Some((finding, finding.fix.as_ref()?)))
}

/// The lists that may be rewritten.
fn writable(checked: &Checked) -> Set<SourceId> {
    let lists = checked.documents.iter().map(|document| document.source);
    lists
        .filter(|id| {
            let source = &checked.sources[*id];
            source.encoding() == Encoding::Utf8 && yaml::looks_like(source.text())
        })
        .collect()
}

/// Where there are more errors or warnings of a rule than before.
fn worse(before: &Checked, after: &Checked) -> Vec<(SourceId, Code)> {
    let tally = |checked: &Checked| {
        let mut tally: Map<(SourceId, Code), usize> = Map::default();
        let serious =
            |finding: &&Finding| finding.severity != Severity::Info && finding.suppression.is_none();
        for finding in checked.findings.iter().filter(serious) {
            let at = (finding.primary.place.source, finding.code.clone());
            *tally.entry(at).or_default() += 1;
        }
        tally
    };
    let before = tally(before);
    tally(after)
        .into_iter()
        .filter(|(at, count)| before.get(at).is_none_or(|before| before < count))
        .map(|(at, _)| at)
        .collect()
}

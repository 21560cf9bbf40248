//! Flaws of wording and writing, found in one pass over the names and clauses of a document.
//!
//! The pass knows what is never right in such a text, whoever wrote it: rules decide which of it matters and how much.

mod across;
mod addressed;
mod altered;
mod brackets;
mod cells;
mod column;
mod counts;
mod cut;
mod dates;
mod days;
mod draft;
mod endings;
mod figures;
mod gist;
mod hotlines;
mod inner;
mod kindred;
mod laws;
mod looks;
mod matters;
mod naming;
mod opening;
mod organs;
mod province;
mod repeats;
mod rows;
mod scan;
mod senses;
mod set_phrases;
mod sheet;
mod spaces;
mod spelling;
mod tables;
mod topics;
mod township;
mod words;

use std::borrow::Cow;
use std::ops::Range;

use super::NodeId;
use crate::Map;
use crate::text::Mapped;

pub(super) use sheet::Flaws;
pub(super) use spelling::words_meant;

/// What is wrong with a few characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlawKind {
    /// A bracket or quotation mark without its partner in the whole cell.
    Unbalanced,
    /// A pair of brackets of which one is full-width and the other not.
    MixedBrackets,
    /// A character or word that stands there twice.
    Doubled,
    /// Two marks where one belongs.
    DoubledMark,
    /// A half-width mark between Chinese characters.
    HalfWidth,
    /// A full-width digit or letter.
    FullWidth,
    /// A word of lower-case Latin letters.
    Latin,
    /// A traditional character.
    Traditional,
    /// A word that does not exist, one character mistaken for another.
    Wrong,
    /// Two characters that are no word, one character away from a frequent one, and that fit neither side.
    Misspelt,
    /// The same, where they might be read with one of their neighbours.
    Doubtful,
    /// A spelling that the standard has given up.
    Variant,
    /// A term that the law or the state has replaced.
    Outdated,
    /// A remark of the authors, or a place that they meant to fill in.
    Draft,
    /// A month, day or hour that no calendar has.
    NoDate,
    /// A year of work that was over before the list came out.
    PastYear,
    /// A verb and its object that say the opposite of what is meant.
    Reversed,
    /// A set phrase with another number, with the verb of another one, or twice in one sentence.
    SetPhrase,
    /// A space inside Chinese words.
    Space,
    /// A text that stops in the middle of a sentence.
    Cut,
    /// More or fewer levels than the number behind them says.
    Miscounted,
    /// A figure in a name that is another one in another name, before the same words.
    OtherFigure,
    /// What its cell or list says already, in other words.
    SaidTwice,
    /// The name of a duty that is one matter with another one of the document, in other words.
    Kindred,
    /// A name that holds the number and the name of the next duty as well.
    RunRows,
    /// A name that goes on where the one before it was cut, with a number of its own.
    TornRow,
    /// A text that ends unlike nearly all others of its column, or a clause without mark before the next one.
    Ending,
    /// The clauses of a cell bear no numbers, unlike nearly all others.
    Unnumbered,
    /// A mode copies the name of its duty with other words in it.
    Altered,
    /// The name of a place that is neither the list's own nor above it.
    Place,
    /// The name of another township.
    OtherTownship,
    /// A matter that none of the departments of the duty has.
    OtherMatter,
    /// A matter that the department that received it does not have.
    OtherReceiver,
    /// A matter in the mode of a duty about another one, of which the mode says nothing.
    Unrelated,
    /// A word for another kind of township than the list's own.
    TownshipWord,
    /// A word for another kind of county than the list's own.
    CountyWord,
    /// A body that no township of the list's kind has.
    NoSuchBody,
    /// The head of a block of duties that runs into its text, where the others have a colon.
    BareLabel,
    /// A department whose level is not written, where nearly all others say theirs.
    BareName,
    /// A short name in running text of a department that is named in full elsewhere.
    ShortName,
}

impl FlawKind {
    /// The name used in rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unbalanced => "unbalanced",
            Self::MixedBrackets => "mixed-brackets",
            Self::Doubled => "doubled",
            Self::DoubledMark => "doubled-mark",
            Self::HalfWidth => "half-width",
            Self::FullWidth => "full-width",
            Self::Latin => "latin",
            Self::Traditional => "traditional",
            Self::Wrong => "wrong",
            Self::Misspelt => "misspelt",
            Self::Doubtful => "doubtful",
            Self::Variant => "variant",
            Self::Outdated => "outdated",
            Self::Draft => "draft",
            Self::NoDate => "no-date",
            Self::PastYear => "past-year",
            Self::Reversed => "reversed",
            Self::SetPhrase => "set-phrase",
            Self::Space => "space",
            Self::Cut => "cut",
            Self::Miscounted => "miscounted",
            Self::OtherFigure => "other-figure",
            Self::SaidTwice => "said-twice",
            Self::Kindred => "kindred",
            Self::RunRows => "run-rows",
            Self::TornRow => "torn-row",
            Self::Ending => "ending",
            Self::Unnumbered => "unnumbered",
            Self::Altered => "altered",
            Self::Place => "place",
            Self::OtherTownship => "other-township",
            Self::OtherMatter => "other-matter",
            Self::OtherReceiver => "other-receiver",
            Self::Unrelated => "unrelated-matter",
            Self::TownshipWord => "township-word",
            Self::CountyWord => "county-word",
            Self::NoSuchBody => "no-such-body",
            Self::BareLabel => "bare-label",
            Self::BareName => "bare-name",
            Self::ShortName => "short-name",
        }
    }

    /// Whether all flaws of the kind in a document are one habit, whatever their characters.
    fn is_habit(self) -> bool {
        matches!(
            self,
            Self::MixedBrackets
                | Self::HalfWidth
                | Self::FullWidth
                | Self::Space
                | Self::Traditional
                | Self::Unnumbered
                | Self::TownshipWord
                | Self::CountyWord
                | Self::BareLabel
                | Self::BareName
        )
    }

    /// Whether each flaw of the kind stands for itself.
    fn is_single(self) -> bool {
        matches!(
            self,
            Self::Unbalanced | Self::Cut | Self::RunRows | Self::TornRow | Self::Altered
        )
    }
}

/// What is wrong, where, and what should stand there.
type Found = (FlawKind, Range<usize>, Option<Cow<'static, str>>);

/// A flaw where it stands.
#[derive(Clone, Debug)]
pub struct FlawNode<'g> {
    /// What is wrong.
    pub kind: FlawKind,
    /// The characters it is about.
    pub text: Mapped<'g>,
    /// What should stand there, where that is certain.
    pub proper: Option<Cow<'static, str>>,
    /// Whether it is the first of its like in the document.
    pub first: bool,
    /// How many of its like the document holds, itself included.
    pub uses: usize,
    /// Flaws of one kind and form are alike; where it is empty, the kind or the text decides.
    form: Cow<'static, str>,
}

impl<'g> FlawNode<'g> {
    /// The bytes `range` of `text`, the only one of its like so far.
    fn new(
        kind: FlawKind,
        text: &Mapped<'g>,
        range: Range<usize>,
        proper: Option<Cow<'static, str>>,
    ) -> Self {
        Self {
            kind,
            text: text.part(range),
            proper,
            first: true,
            uses: 1,
            form: Cow::Borrowed(""),
        }
    }

    /// The same, alike to others of this form.
    fn alike(
        kind: FlawKind,
        text: &Mapped<'g>,
        range: Range<usize>,
        form: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            form: form.into(),
            ..Self::new(kind, text, range, None)
        }
    }
}

/// Counts those that are alike, and gives for each the position of the first.
fn group(flaws: Vec<(NodeId, FlawNode<'_>)>) -> Vec<(NodeId, FlawNode<'_>, usize)> {
    let mut firsts: Map<(FlawKind, String), usize> = Map::default();
    let mut grouped: Vec<_> = Vec::with_capacity(flaws.len());
    for (at, (owner, mut flaw)) in flaws.into_iter().enumerate() {
        let form = match flaw.kind {
            _ if !flaw.form.is_empty() => std::mem::take(&mut flaw.form).into_owned(),
            kind if kind.is_habit() => String::new(),
            kind if kind.is_single() => at.to_string(),
            _ => flaw.text.as_str().to_owned(),
        };
        let first = *firsts.entry((flaw.kind, form)).or_insert(at);
        flaw.first = first == at;
        grouped.push((owner, flaw, first));
    }
    let mut uses = vec![0; grouped.len()];
    grouped.iter().for_each(|(.., first)| uses[*first] += 1);
    grouped
        .iter_mut()
        .for_each(|(_, flaw, first)| flaw.uses = uses[*first]);
    grouped
}

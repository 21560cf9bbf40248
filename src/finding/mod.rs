//! What can be said about a place: a finding, which insists on one primary label.

pub mod address;
pub mod code;
pub mod findings;
pub mod fix;
pub mod level;
pub mod standing;
pub mod words;

pub use address::{Address, ListKind};
pub use code::Code;
pub use findings::Findings;
pub use fix::{Edit, Fix};
pub use level::{Classify, Confidence, Counts, Severity};
pub use standing::{BaselineState, Suppression, SuppressionKind};
pub use words::{Language, Words, quoted};

use crate::text::Place;

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there; may be empty.
    pub words: Words,
}

/// One defect or doubt, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that says it.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// How sure we are.
    pub confidence: Confidence,
    /// What is wrong, in one sentence.
    pub message: Words,
    /// The place at fault.
    pub primary: Label,
    /// Other places that belong to it, in the order of the rule.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<Words>,
    /// An edit that would mend it.
    pub fix: Option<Fix>,
    /// Which township, list and duty it is about.
    pub address: Address,
    /// The words at fault in normalised form: what tells this finding from another of the same rule and duty.
    pub value: String,
    /// Whether it speaks for all places alike in its document, so that the duty where the first of them stands is no part
    /// of its identity.
    pub whole: bool,
    /// The identity of the finding, free of line numbers; set by [`Findings::seal`].
    pub fingerprint: u64,
    /// Who set it aside.
    pub suppression: Option<Suppression>,
    /// How it stands to a baseline, where there is one.
    pub baseline: Option<BaselineState>,
}

impl Finding {
    /// A finding of `code` at `place`.
    pub fn new(code: Code, severity: Severity, message: Words, place: Place) -> Self {
        Self {
            code,
            severity,
            confidence: Confidence::High,
            message,
            primary: Label {
                place,
                words: Words::default(),
            },
            related: Vec::new(),
            help: None,
            fix: None,
            address: Address::default(),
            value: String::new(),
            whole: false,
            fingerprint: 0,
            suppression: None,
            baseline: None,
        }
    }

    /// The same with words under the primary place.
    #[must_use]
    pub fn label(mut self, words: Words) -> Self {
        self.primary.words = words;
        self
    }

    /// The same with one more related place.
    #[must_use]
    pub fn related(mut self, place: Place, words: Words) -> Self {
        self.related.push(Label { place, words });
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// The same with its address.
    #[must_use]
    pub fn address(mut self, address: Address) -> Self {
        self.address = address;
        self
    }

    /// Whether it counts: nobody set it aside, and it is not known before or mended.
    pub fn counts(&self) -> bool {
        self.suppression.is_none() && matches!(self.baseline, None | Some(BaselineState::New))
    }

    /// The same with the words at fault, which are normalised.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.value = crate::text::normal::key(value).into_owned();
        self
    }
}

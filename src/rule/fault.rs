//! What can be wrong with a rule file: one number and one code each, told as findings underlined in that file.

use crate::finding::{Code, Finding, Severity, Words};
use crate::text::{Mapped, Place, Span};

/// What is wrong; the number is the one of the language's reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the codes below and rules/README.md say what each is")]
pub enum FaultKind {
    Unreadable,
    Unexpected,
    Yaml,
    UnknownKey,
    RequireXorForbid,
    MissingKey,
    RepeatedKey,
    WrongShape,
    UnknownVersion,
    UnknownKind,
    UnknownName,
    UnknownProperty,
    PropertyOfPlain,
    UnknownParameter,
    NotAList,
    UnknownFunction,
    TypeMismatch,
    FindNotText,
    LabelWithoutPlace,
    FixNotWritable,
    Unused,
    OutOfRange,
    BadPattern,
    AlwaysDecided,
    UnkeyedPair,
    NoTests,
    TestFails,
    Untested,
    RepeatedId,
    UnknownRule,
    WrongId,
    UnknownLexicon,
}

impl FaultKind {
    /// All of them, in the order of their numbers.
    pub const ALL: [FaultKind; 32] = [
        Self::Unreadable,
        Self::Unexpected,
        Self::Yaml,
        Self::UnknownKey,
        Self::RequireXorForbid,
        Self::MissingKey,
        Self::RepeatedKey,
        Self::WrongShape,
        Self::UnknownVersion,
        Self::UnknownKind,
        Self::UnknownName,
        Self::UnknownProperty,
        Self::PropertyOfPlain,
        Self::UnknownParameter,
        Self::NotAList,
        Self::UnknownFunction,
        Self::TypeMismatch,
        Self::FindNotText,
        Self::LabelWithoutPlace,
        Self::FixNotWritable,
        Self::Unused,
        Self::OutOfRange,
        Self::BadPattern,
        Self::AlwaysDecided,
        Self::UnkeyedPair,
        Self::NoTests,
        Self::TestFails,
        Self::Untested,
        Self::RepeatedId,
        Self::UnknownRule,
        Self::WrongId,
        Self::UnknownLexicon,
    ];

    /// Its number in the reference, and its code.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Unreadable => ("R001", "rule/unreadable-character"),
            Self::Unexpected => ("R002", "rule/unexpected-token"),
            Self::Yaml => ("R003", "rule/no-yaml"),
            Self::UnknownKey => ("R010", "rule/unknown-key"),
            Self::RequireXorForbid => ("R011", "rule/require-or-forbid"),
            Self::MissingKey => ("R012", "rule/missing-key"),
            Self::RepeatedKey => ("R013", "rule/repeated-key"),
            Self::WrongShape => ("R014", "rule/wrong-shape"),
            Self::UnknownVersion => ("R015", "rule/unknown-version"),
            Self::UnknownKind => ("R100", "rule/unknown-kind"),
            Self::UnknownName => ("R101", "rule/unknown-name"),
            Self::UnknownProperty => ("R102", "rule/unknown-property"),
            Self::PropertyOfPlain => ("R103", "rule/property-of-plain-value"),
            Self::UnknownParameter => ("R104", "rule/unknown-parameter"),
            Self::NotAList => ("R105", "rule/not-a-list"),
            Self::UnknownFunction => ("R106", "rule/unknown-function"),
            Self::TypeMismatch => ("R107", "rule/type-mismatch"),
            Self::FindNotText => ("R108", "rule/find-not-on-text"),
            Self::LabelWithoutPlace => ("R110", "rule/label-without-place"),
            Self::FixNotWritable => ("R111", "rule/fix-not-writable"),
            Self::Unused => ("R120", "rule/unused"),
            Self::OutOfRange => ("R121", "rule/out-of-range"),
            Self::BadPattern => ("R122", "rule/bad-pattern"),
            Self::AlwaysDecided => ("R130", "rule/always-decided"),
            Self::UnkeyedPair => ("R201", "rule/unkeyed-pair"),
            Self::NoTests => ("R301", "rule/no-tests"),
            Self::TestFails => ("R302", "rule/test-fails"),
            Self::Untested => ("R303", "rule/untested-condition"),
            Self::RepeatedId => ("R310", "rule/repeated-id"),
            Self::UnknownRule => ("R311", "rule/unknown-rule"),
            Self::WrongId => ("R312", "rule/wrong-id"),
            Self::UnknownLexicon => ("R320", "rule/unknown-lexicon"),
        }
    }

    /// The finding that says so at `place`; its message ends with the number.
    pub fn at(self, place: Place, message: Words) -> Finding {
        let (number, code) = self.names();
        let numbered = Words::new(
            format!("{}（{number}）", message.get(crate::finding::Language::Zh)),
            format!("{} ({number})", message.get(crate::finding::Language::En)),
        );
        Finding::new(Code::new(code), Severity::Error, numbered, place)
    }
}

impl FaultKind {
    /// The finding that says so of a file that holds no rules: `settings/unknown-key`, without a number.
    pub fn of(self, family: &str, place: Place, message: Words) -> Finding {
        let (_, code) = self.names();
        let name = code.rsplit_once('/').map_or(code, |(_, name)| name);
        let code = Code::new(&format!("{family}/{name}"));
        Finding::new(code, Severity::Error, message, place)
    }
}

/// A fault of one expression, at its bytes in the expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, in bytes of the expression.
    pub span: Span,
    /// In words.
    pub message: Words,
    /// What to do about it.
    pub help: Option<Words>,
}

impl Fault {
    /// A fault without advice.
    pub fn new(kind: FaultKind, span: Span, message: Words) -> Self {
        Self {
            kind,
            span,
            message,
            help: None,
        }
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// The same with the nearest of the names that would do, or all of them where none is near.
    #[must_use]
    pub fn suggest<'a>(mut self, written: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.help = suggestion(written, names);
        self
    }

    /// The finding that underlines it in the file that holds the expression.
    pub fn on(self, expression: &Mapped<'_>) -> Finding {
        let finding = self.kind.at(expression.place_of(self.span.range()), self.message);
        Finding {
            help: self.help,
            ..finding
        }
    }
}

/// Did you mean …? else the names there are; nothing where there are none.
pub(crate) fn suggestion<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<Words> {
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() {
        return None;
    }
    Some(match nearest(written, names.iter().copied()) {
        Some(name) => Words::new(format!("是不是想写 {name}？"), format!("did you mean `{name}`?")),
        None => Words::new(
            format!("可以写：{}", names.join("、")),
            format!("there are: {}", names.join(", ")),
        ),
    })
}

/// The name that differs from `written` by the fewest keystrokes, if these are few enough to be a slip.
pub(crate) fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).clamp(1, 4);
    let lower = written.to_lowercase();
    names
        .into_iter()
        .map(|name| (slips(&lower, &name.to_lowercase()), name))
        .filter(|&(slips, _)| slips <= allowed)
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, name)| name)
}

fn slips(written: &str, name: &str) -> usize {
    // A plural is the slip most often made, whatever its length.
    if name.strip_suffix('s') == Some(written) || written.strip_suffix('s') == Some(name) {
        return 0;
    }
    rapidfuzz::distance::osa::distance(written.chars(), name.chars())
}

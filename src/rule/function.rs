//! The functions of the language: a closed list, all pure, none worse than linear but for `similar` and `covers`.

/// A function that a value may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// How many elements a list has.
    Count,
    /// A list without repetitions.
    Distinct,
    /// The largest number of a list.
    Max,
    /// The smallest number of a list.
    Min,
    /// The sum of a list of numbers.
    Sum,
    /// The first element of a list.
    First,
    /// The last element of a list.
    Last,
    /// The length of a text in characters.
    Length,
    /// The texts of a list, joined by a second text.
    Join,
    /// The elements of a first list that a second one lacks.
    Difference,
    /// Whether two lists hold the same elements, whatever their order and number.
    SameSet,
    /// How alike two texts are, from 0 to 1.
    Similar,
    /// How much of the wording of a second text one phrase of a first holds, from 0 to 1.
    Covers,
    /// Whether one text is the other with characters left out in between.
    Abbreviates,
    /// Whether two texts are alike but for one word put for another.
    Contrasts,
    /// A text in NFKC without spaces and punctuation.
    Normalize,
    /// The number that a text begins with or holds first, in Arabic or Chinese digits.
    Digits,
}

impl Function {
    /// All of them, in the order of the reference.
    pub const ALL: [Function; 17] = [
        Self::Count,
        Self::Distinct,
        Self::Max,
        Self::Min,
        Self::Sum,
        Self::First,
        Self::Last,
        Self::Length,
        Self::Join,
        Self::Difference,
        Self::SameSet,
        Self::Similar,
        Self::Covers,
        Self::Abbreviates,
        Self::Contrasts,
        Self::Normalize,
        Self::Digits,
    ];

    /// The function called `name`.
    pub fn find(name: &str) -> Option<Function> {
        Self::ALL.into_iter().find(|function| function.as_str() == name)
    }

    /// As written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Distinct => "distinct",
            Self::Max => "max",
            Self::Min => "min",
            Self::Sum => "sum",
            Self::First => "first",
            Self::Last => "last",
            Self::Length => "length",
            Self::Join => "join",
            Self::Difference => "difference",
            Self::SameSet => "same_set",
            Self::Similar => "similar",
            Self::Covers => "covers",
            Self::Abbreviates => "abbreviates",
            Self::Contrasts => "contrasts",
            Self::Normalize => "normalize",
            Self::Digits => "digits",
        }
    }

    /// How many arguments it takes.
    pub fn arity(self) -> usize {
        match self {
            Self::Join
            | Self::Difference
            | Self::SameSet
            | Self::Similar
            | Self::Covers
            | Self::Abbreviates
            | Self::Contrasts => 2,
            _ => 1,
        }
    }
}

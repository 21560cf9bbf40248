//! The expression language as written: conditions, values, paths and sources, every part with its bytes.

use crate::text::Span;

/// A word of the writer: the name of a binding, an edge, a property, a parameter, a function, a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The word, without `$`.
    pub text: String,
    /// Its bytes in the expression.
    pub span: Span,
}

/// `duty.departments.key`: a name and steps from it; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The names in order.
    pub names: Vec<Name>,
}

impl Path {
    /// Its bytes in the expression.
    pub fn span(&self) -> Span {
        self.names
            .iter()
            .map(|name| name.span)
            .reduce(Span::hull)
            .expect("a path has at least one name")
    }
}

/// What a condition speaks about.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `3`
    Number(i64, Span),
    /// `0.85`
    Ratio(f64, Span),
    /// `"edited"`
    Text(String, Span),
    /// `true`, `false`
    Truth(bool, Span),
    /// `$similarity`
    Parameter(Name),
    /// `duty.name`
    Path(Path),
    /// `similar(a.text, b.text)`
    Call(Call),
}

impl Value {
    /// Its bytes in the expression.
    pub fn span(&self) -> Span {
        match self {
            Self::Number(_, span) | Self::Ratio(_, span) | Self::Text(_, span) | Self::Truth(_, span) => {
                *span
            }
            Self::Parameter(name) => name.span,
            Self::Path(path) => path.span(),
            Self::Call(call) => call.span,
        }
    }
}

/// A function with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Which function.
    pub name: Name,
    /// Its arguments in order.
    pub arguments: Vec<Argument>,
    /// From the name to the closing bracket.
    pub span: Span,
}

/// `duty.clauses where number is missing`: a value, and of a list only those elements that meet the condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// The value.
    pub value: Value,
    /// What each of its elements is called.
    pub name: Option<Name>,
    /// What its elements must meet.
    pub filter: Option<Condition>,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their spelling says it")]
pub enum Operator {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    More,
    MoreEqual,
    In,
    NotIn,
    Contains,
    StartsWith,
    EndsWith,
}

impl Operator {
    /// As written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::More => ">",
            Self::MoreEqual => ">=",
            Self::In => "in",
            Self::NotIn => "not in",
            Self::Contains => "contains",
            Self::StartsWith => "starts with",
            Self::EndsWith => "ends with",
        }
    }

    /// Whether it asks for the order of two numbers.
    pub fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::LessEqual | Self::More | Self::MoreEqual)
    }
}

/// How many elements of a path must meet a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Some,
    /// All; true of an empty path.
    Every,
    /// None.
    No,
}

impl Quantifier {
    /// As written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Some => "some",
            Self::Every => "every",
            Self::No => "no",
        }
    }
}

/// Something that holds or does not.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// One of them: `a or b`.
    Any(Vec<Condition>),
    /// All of them: `a and b`.
    All(Vec<Condition>),
    /// `not a`
    Not(Box<Condition>),
    /// `some duty.departments where department is present`
    Quantified {
        /// How many.
        quantifier: Quantifier,
        /// Of what.
        path: Path,
        /// What each of them is called: `as column`.
        name: Option<Name>,
        /// What they must meet.
        filter: Option<Box<Condition>>,
        /// The whole.
        span: Span,
    },
    /// `a.uses > 2`
    Comparison {
        /// The value before the operator.
        left: Value,
        /// The operator.
        operator: Operator,
        /// The value behind it.
        right: Value,
    },
    /// `clause.text matches "^[0-9]"`
    Matches {
        /// The text.
        value: Value,
        /// The regular expression.
        pattern: String,
        /// Its bytes, quotation marks included.
        span: Span,
    },
    /// `category.declared is present`
    Presence {
        /// What is asked for.
        value: Value,
        /// `present`, else `missing`.
        present: bool,
    },
    /// A value that is true or false by itself.
    Value(Value),
}

impl Condition {
    /// Its bytes in the expression, without brackets around it.
    pub fn span(&self) -> Span {
        match self {
            Self::Any(parts) | Self::All(parts) => parts
                .iter()
                .map(Condition::span)
                .reduce(Span::hull)
                .expect("`and` and `or` join at least two"),
            Self::Not(inner) => inner.span(),
            Self::Quantified { span, .. } => *span,
            Self::Comparison { left, right, .. } => left.span().hull(right.span()),
            Self::Matches { value, span, .. } => value.span().hull(*span),
            Self::Presence { value, .. } | Self::Value(value) => value.span(),
        }
    }
}

/// Where a binding of `for` gets its nodes.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// `CooperativeDuty`: every node of the kind.
    Kind(Name),
    /// `other NameForm`: a second, different one; each pair once.
    Other(Name),
    /// `duty.township_clauses`: along edges from an earlier name.
    Path(Path),
    /// `find $verbs in clause.text unless after $exempt`
    Find {
        /// The word list.
        words: Name,
        /// The text.
        path: Path,
        /// The phrases that excuse a word.
        unless_after: Option<Name>,
    },
}

/// What a label stands under: `duty.departments where key not in duty.blocks.labels.key`.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The path.
    pub path: Path,
    /// What each of its elements is called.
    pub name: Option<Name>,
    /// Which of its elements.
    pub filter: Option<Condition>,
}

//! A condition as it runs: every name resolved, every type proved. Plain data, so that plans and explanations can read it.

use super::expression::syntax::{Operator, Quantifier};
use super::function::Function;
use super::pattern::Pattern;
use crate::graph::schema::{Edge, Kind, Property};
use crate::text::Place;

/// The most bindings a rule may have.
pub const MAX_BINDINGS: usize = 8;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Base {
    /// A node of this kind.
    Node(Kind),
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// A number with a fraction.
    Ratio,
    /// True or false.
    Truth,
    /// One of these words.
    Enum(&'static [String]),
}

/// The type of a value: what it is, whether there are many, whether it may be missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    /// What one of them is.
    pub base: Base,
    /// Whether it is a list.
    pub many: bool,
    /// Whether there may be none.
    pub optional: bool,
}

impl Type {
    /// One value that is never missing.
    pub fn one(base: Base) -> Self {
        Self {
            base,
            many: false,
            optional: false,
        }
    }

    /// One value that may be missing.
    pub fn maybe(base: Base) -> Self {
        Self {
            base,
            many: false,
            optional: true,
        }
    }

    /// A list.
    pub fn list(base: Base) -> Self {
        Self {
            base,
            many: true,
            optional: false,
        }
    }

    /// What one element of the list is.
    pub fn element(self) -> Self {
        Self::one(self.base)
    }
}

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// At a binding of `for`, by its position.
    Binding(usize),
    /// At the element of the `where` that stands this deep, counted from the outermost.
    Element(usize),
}

/// A path: from its root along edges, perhaps to a property.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    /// Where it begins.
    pub root: Root,
    /// Its edges in order.
    pub edges: Vec<Edge>,
    /// The property at its end; without one it leads to nodes.
    pub property: Option<Property>,
    /// Whether that property has many values.
    pub several: bool,
    /// What it leads to.
    pub leads_to: Type,
    /// Whether what it leads to has a place in a source.
    pub placed: bool,
    /// As written.
    pub written: String,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Term {
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Ratio(f64),
    /// A text.
    Text(String),
    /// True or false.
    Truth(bool),
    /// A parameter of the rule, by its position.
    Parameter(usize),
    /// What a path leads to.
    Walk(Walk),
    /// Those elements of a list that meet a condition.
    Filtered(Box<Term>, Box<Test>),
    /// The value of a function.
    Call(Function, Vec<Term>),
}

/// A condition and where it is written.
#[derive(Clone, Debug)]
pub struct Test {
    /// Where it stands in the rule file.
    pub place: Place,
    /// What must hold.
    pub what: What,
    /// The only text that it looks at, where that alone decides.
    pub text: Option<Box<Walk>>,
}

/// What must hold.
#[derive(Clone, Debug)]
pub enum What {
    /// At least one.
    Any(Vec<Test>),
    /// All.
    All(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
    /// So many elements of a list meet a condition.
    Quantified(Quantifier, Term, Option<Box<Test>>),
    /// Two values compare.
    Compare(Term, Operator, Term),
    /// A text matches a regular expression.
    Matches(Term, Pattern),
    /// A value is present (`true`), or missing.
    Present(Term, bool),
    /// A truth holds.
    Holds(Term),
}

impl Term {
    /// Which bindings it looks at, one bit each.
    pub fn bindings(&self) -> u8 {
        match self {
            Self::Walk(Walk {
                root: Root::Binding(binding),
                ..
            }) => 1 << binding,
            Self::Filtered(term, test) => term.bindings() | test.bindings(),
            Self::Call(_, terms) => terms.iter().map(Term::bindings).fold(0, |all, bits| all | bits),
            _ => 0,
        }
    }
}

impl Test {
    /// A condition.
    pub fn new(place: Place, what: What) -> Self {
        let text = match what.sight() {
            Sight::One(walk) => Some(Box::new(walk.clone())),
            Sight::Nothing | Sight::Several => None,
        };
        Self { place, what, text }
    }

    /// Which bindings it looks at, one bit each.
    pub fn bindings(&self) -> u8 {
        match &self.what {
            What::Any(parts) | What::All(parts) => {
                parts.iter().map(Test::bindings).fold(0, |all, bits| all | bits)
            }
            What::Not(inner) => inner.bindings(),
            What::Quantified(_, list, test) => {
                list.bindings() | test.as_ref().map_or(0, |test| test.bindings())
            }
            What::Compare(left, _, right) => left.bindings() | right.bindings(),
            What::Matches(term, _) | What::Present(term, _) | What::Holds(term) => term.bindings(),
        }
    }
}

/// How many texts decide something, beside what is written in the rule.
enum Sight<'t> {
    Nothing,
    One(&'t Walk),
    Several,
}

impl<'t> Sight<'t> {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, sight) | (sight, Self::Nothing) => sight,
            (Self::One(one), Self::One(other))
                if (one.root, &one.edges, one.property) == (other.root, &other.edges, other.property) =>
            {
                Self::One(one)
            }
            _ => Self::Several,
        }
    }

    fn all(sights: impl Iterator<Item = Self>) -> Self {
        sights.fold(Self::Nothing, Self::and)
    }
}

impl Term {
    fn sight(&self) -> Sight<'_> {
        match self {
            Self::Number(_) | Self::Ratio(_) | Self::Text(_) | Self::Truth(_) | Self::Parameter(_) => {
                Sight::Nothing
            }
            Self::Walk(walk) if walk.leads_to.base == Base::Text && !walk.leads_to.many => Sight::One(walk),
            Self::Walk(_) | Self::Filtered(..) => Sight::Several,
            Self::Call(_, terms) => Sight::all(terms.iter().map(Self::sight)),
        }
    }
}

impl What {
    fn sight(&self) -> Sight<'_> {
        match self {
            Self::Any(parts) | Self::All(parts) => Sight::all(parts.iter().map(|part| part.what.sight())),
            Self::Not(inner) => inner.what.sight(),
            Self::Quantified(..) => Sight::Several,
            Self::Compare(left, _, right) => left.sight().and(right.sight()),
            Self::Matches(term, _) | Self::Present(term, _) | Self::Holds(term) => term.sight(),
        }
    }
}

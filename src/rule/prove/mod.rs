//! From names to nodes: every name of a rule is resolved against the schema, every comparison proved to make sense.

mod call;
mod decided;
mod origin;
mod path;
pub(crate) mod rule;
mod term;
mod test;
mod words;

use super::expression::syntax::Name;
use super::fault::Fault;
use super::parameter::Parameter;
use super::program::{Base, Type};
use crate::finding::{Finding, Words};
use crate::graph::schema::{Kind, Schema};
use crate::text::Mapped;

/// A name of `for`, with the kind of its nodes; no kind where its source has a fault.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub(crate) name: String,
    pub(crate) kind: Option<Kind>,
    pub(crate) used: bool,
}

/// Proves the expressions of one rule and gathers their faults.
pub(crate) struct Prover<'p> {
    pub(crate) bindings: Vec<Bound>,
    pub(crate) parameters: &'p [Parameter],
    /// The names of parameters that have a fault, which was told of.
    broken: &'p [String],
    /// Whether `for` has a fault, so that no name can be known.
    pub(crate) nameless: bool,
    /// Whether a lexicon is missing, so that no parameter is surely unknown.
    pub(crate) incomplete: bool,
    /// What the last `some … where …` before the condition at hand looks at.
    behind: Option<Kind>,
    /// Which parameters were used.
    pub(crate) used: Vec<bool>,
    /// The faults so far.
    pub(crate) findings: Vec<Finding>,
    /// Whether the rule is one of ours, whose expressions need not be compiled to know that they can be.
    builtin: bool,
    schema: &'static Schema,
    /// The elements of the filters around, outermost first: their types, and what they are called.
    elements: Vec<(Type, Option<String>)>,
    faults: Vec<Fault>,
}

impl<'p> Prover<'p> {
    pub(crate) fn new(parameters: &'p [Parameter], broken: &'p [String], builtin: bool) -> Self {
        Self {
            bindings: Vec::new(),
            parameters,
            broken,
            nameless: false,
            incomplete: false,
            behind: None,
            used: vec![false; parameters.len()],
            findings: Vec::new(),
            builtin,
            schema: Schema::get(),
            elements: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Proves one expression with `prove`; its faults become findings on `text`.
    pub(crate) fn on<T>(
        &mut self,
        text: &Mapped<'_>,
        prove: impl FnOnce(&mut Self, &Mapped<'_>) -> Option<T>,
    ) -> Option<T> {
        self.behind = None;
        let value = prove(self, text);
        self.findings
            .extend(self.faults.drain(..).map(|fault| fault.on(text)));
        value
    }

    /// Proves with one more element in scope.
    pub(crate) fn within<T>(
        &mut self,
        element: Type,
        name: Option<&Name>,
        prove: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.elements.push((element, name.map(|name| name.text.clone())));
        let value = prove(self);
        self.elements.pop();
        value
    }

    /// Notes a fault of the expression at hand.
    pub(crate) fn fault<T>(&mut self, fault: Fault) -> Option<T> {
        self.faults.push(fault);
        None
    }
}

/// A type in words.
pub(crate) fn type_name(of: Type) -> Words {
    let (zh, en, several) = match of.base {
        Base::Node(kind) => {
            let name = kind.as_str();
            (
                format!("节点 {name}"),
                format!("a {name} node"),
                format!("{name} nodes"),
            )
        }
        Base::Text => ("文字".into(), "text".into(), "texts".into()),
        Base::Number => ("整数".into(), "a number".into(), "numbers".into()),
        Base::Ratio => ("小数".into(), "a ratio".into(), "ratios".into()),
        Base::Truth => ("是非".into(), "a truth".into(), "truths".into()),
        Base::Enum(words) => {
            let words_en = words.join(", ");
            (
                format!("{} 之一", words.join("、")),
                format!("one of {words_en}"),
                words_en.clone(),
            )
        }
    };
    match of.many {
        true => Words::new(format!("列表（{zh}）"), format!("a list of {several}")),
        false => Words::new(zh, en),
    }
}

/// What may be left out but must be right where it is written.
fn flat<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    match written {
        None => Some(None),
        Some(value) => value.map(Some),
    }
}

//! Values: literals, parameters, paths, and lists narrowed by `where`.

use super::{Prover, type_name};
use crate::finding::{Language, Words};
use crate::rule::expression::syntax::{Argument, Name, Value};
use crate::rule::fault::{Fault, FaultKind, nearest};
use crate::rule::program::{Base, Term, Type};
use crate::text::{Mapped, Span};

impl Prover<'_> {
    /// Proves a value and says what it is.
    pub(crate) fn value(&mut self, text: &Mapped<'_>, value: &Value) -> Option<(Term, Type)> {
        Some(match value {
            Value::Number(number, _) => (Term::Number(*number), Type::one(Base::Number)),
            Value::Ratio(ratio, _) => (Term::Ratio(*ratio), Type::one(Base::Ratio)),
            Value::Text(words, _) => (Term::Text(words.clone()), Type::one(Base::Text)),
            Value::Truth(truth, _) => (Term::Truth(*truth), Type::one(Base::Truth)),
            Value::Parameter(name) => {
                let index = self.parameter(name)?;
                (Term::Parameter(index), self.parameters[index].value.of())
            }
            Value::Path(path) => {
                let walk = self.walk(path)?;
                let leads_to = walk.leads_to;
                (Term::Walk(walk), leads_to)
            }
            Value::Call(call) => return self.call(text, call),
        })
    }

    /// The position of the parameter called `name`.
    pub(crate) fn parameter(&mut self, name: &Name) -> Option<usize> {
        match self
            .parameters
            .iter()
            .position(|parameter| parameter.name == name.text)
        {
            Some(index) => {
                self.used[index] = true;
                Some(index)
            }
            None if self.incomplete || self.broken.contains(&name.text) => None,
            None => {
                let words = Words::new(
                    format!("params 里没有参数 {}", name.text),
                    format!("`params` holds no parameter `{}`", name.text),
                );
                let fault = Fault::new(FaultKind::UnknownParameter, name.span, words);
                let parameters = self.parameters;
                let names = parameters.iter().map(|parameter| parameter.name.as_str());
                self.fault(fault.suggest(&name.text, names))
            }
        }
    }

    /// Proves an argument: a value, perhaps narrowed by a condition on its elements.
    pub(super) fn argument(&mut self, text: &Mapped<'_>, argument: &Argument) -> Option<(Term, Type)> {
        let (term, of) = self.value(text, &argument.value)?;
        let Some(filter) = &argument.filter else {
            return Some((term, of));
        };
        if !of.many {
            return self.not_a_list(argument.value.span(), of);
        }
        let test = self.within(of.element(), argument.name.as_ref(), |prover| {
            prover.test(text, filter)
        })?;
        Some((Term::Filtered(Box::new(term), Box::new(test)), of))
    }

    pub(super) fn not_a_list<T>(&mut self, span: Span, of: Type) -> Option<T> {
        let name = type_name(of);
        let fault = Fault::new(
            FaultKind::NotAList,
            span,
            Words::new(
                format!("这里要列表，而这是单个的值（{}）", name.get(Language::Zh)),
                format!(
                    "a list is needed here, and this is a single value ({})",
                    name.get(Language::En)
                ),
            ),
        );
        self.fault(fault.help(Words::new(
            "单个的值用 is present、= 等直接判断",
            "ask about a single value directly: `is present`, `=`",
        )))
    }

    /// Notes that a value is not of the type that is needed.
    pub(super) fn mismatch<T>(&mut self, span: Span, of: Type, zh: &str, en: &str) -> Option<T> {
        let name = type_name(of);
        self.fault(Fault::new(
            FaultKind::TypeMismatch,
            span,
            Words::new(
                format!("这里要{zh}，而这是{}", name.get(Language::Zh)),
                format!("{en} is needed here, and this is {}", name.get(Language::En)),
            ),
        ))
    }

    /// Whether single values of the two types can be equal; notes it if they cannot.
    pub(super) fn comparable(&mut self, left: (&Value, Type), right: (&Value, Type)) -> Option<()> {
        let ((left_value, left), (right_value, right)) = (left, right);
        let fits = match (left.base, right.base) {
            (Base::Node(a), Base::Node(b)) => self.schema.is_a(a, b) || self.schema.is_a(b, a),
            (Base::Number | Base::Ratio, Base::Number | Base::Ratio) => true,
            (Base::Enum(words), Base::Text) => return self.known_word(words, right_value),
            (Base::Text, Base::Enum(words)) => return self.known_word(words, left_value),
            (Base::Enum(a), Base::Enum(b)) => a.iter().any(|word| b.contains(word)),
            (a, b) => a == b,
        };
        if fits {
            return Some(());
        }
        let (left, right) = (type_name(left.element()), type_name(right.element()));
        self.fault(Fault::new(
            FaultKind::TypeMismatch,
            left_value.span().hull(right_value.span()),
            Words::new(
                format!("{}和{}不能比较", left.get(Language::Zh), right.get(Language::Zh)),
                format!(
                    "{} does not compare with {}",
                    left.get(Language::En),
                    right.get(Language::En)
                ),
            ),
        ))
    }

    /// A literal that is compared with an enum must be one of its words.
    fn known_word(&mut self, words: &'static [String], value: &Value) -> Option<()> {
        let Value::Text(word, span) = value else {
            return Some(());
        };
        if words.contains(word) {
            return Some(());
        }
        let fault = Fault::new(
            FaultKind::TypeMismatch,
            *span,
            Words::new(
                format!("“{word}”不是 {} 之一", words.join("、")),
                format!("\"{word}\" is none of {}", words.join(", ")),
            ),
        );
        self.fault(match nearest(word, words.iter().map(String::as_str)) {
            Some(near) => fault.help(Words::new(
                format!("是不是想写 \"{near}\"？"),
                format!("did you mean \"{near}\"?"),
            )),
            None => fault,
        })
    }
}

//! Calls: each function with the types it takes and gives.

use super::Prover;
use crate::finding::Words;
use crate::rule::expression::syntax::Call;
use crate::rule::fault::{Fault, FaultKind};
use crate::rule::function::Function;
use crate::rule::program::{Base, Term, Type};
use crate::text::{Mapped, Span};

/// An argument that was proved, and where it is written.
type Proved = (Type, Span);

impl Prover<'_> {
    /// Proves a call.
    pub(super) fn call(&mut self, text: &Mapped<'_>, call: &Call) -> Option<(Term, Type)> {
        let name = &call.name;
        let Some(function) = Function::find(&name.text) else {
            let words = Words::new(
                format!("没有函数 {}", name.text),
                format!("there is no function `{}`", name.text),
            );
            let fault = Fault::new(FaultKind::UnknownFunction, name.span, words);
            return self.fault(fault.suggest(&name.text, Function::ALL.map(Function::as_str)));
        };
        if call.arguments.len() != function.arity() {
            let (wanted, given) = (function.arity(), call.arguments.len());
            return self.fault(Fault::new(
                FaultKind::TypeMismatch,
                call.span,
                Words::new(
                    format!("{} 要 {wanted} 个参数，这里有 {given} 个", name.text),
                    format!("`{}` takes {wanted} arguments, and {given} are given", name.text),
                ),
            ));
        }
        let arguments: Vec<Option<(Term, Type)>> = call
            .arguments
            .iter()
            .map(|argument| self.argument(text, argument))
            .collect();
        let arguments: Vec<(Term, Type)> = arguments.into_iter().collect::<Option<_>>()?;
        let proved: Vec<Proved> = arguments
            .iter()
            .zip(&call.arguments)
            .map(|((_, of), written)| (*of, written.value.span()))
            .collect();
        let gives = self.gives(function, &proved)?;
        if matches!(function, Function::Difference | Function::SameSet) {
            let (left, right) = (&call.arguments[0].value, &call.arguments[1].value);
            self.comparable((left, proved[0].0), (right, proved[1].0))?;
        }
        Some((
            Term::Call(function, arguments.into_iter().map(|(term, _)| term).collect()),
            gives,
        ))
    }

    /// What a function gives for arguments of these types.
    fn gives(&mut self, function: Function, arguments: &[Proved]) -> Option<Type> {
        let first = arguments[0];
        match function {
            Function::Count => self.list(first).map(|_| Type::one(Base::Number)),
            Function::Distinct => self.list(first),
            Function::Max | Function::Min => self.numbers(first).map(|of| Type::maybe(of.base)),
            Function::Sum => self.numbers(first).map(Type::element),
            Function::First | Function::Last => self.list(first).map(|of| Type::maybe(of.base)),
            Function::Length => self.text(first).map(|of| Type {
                base: Base::Number,
                ..of
            }),
            Function::Normalize => self.text(first).map(|of| Type {
                base: Base::Text,
                ..of
            }),
            Function::Digits => self.text(first).map(|_| Type::maybe(Base::Number)),
            Function::Join => {
                let list = self.list(first);
                let elements = list.and_then(|of| self.text((of.element(), first.1)));
                let by = self.text(arguments[1]);
                elements.and(by).map(|_| Type::one(Base::Text))
            }
            Function::Difference => {
                let (left, right) = (self.list(first), self.list(arguments[1]));
                right.and(left)
            }
            Function::SameSet => {
                let (left, right) = (self.list(first), self.list(arguments[1]));
                left.and(right).map(|_| Type::one(Base::Truth))
            }
            Function::Similar | Function::Covers => self.texts(arguments).map(|()| Type::maybe(Base::Ratio)),
            Function::Abbreviates | Function::Contrasts => {
                self.texts(arguments).map(|()| Type::one(Base::Truth))
            }
        }
    }

    fn list(&mut self, (of, span): Proved) -> Option<Type> {
        match of.many {
            true => Some(of),
            false => self.not_a_list(span, of),
        }
    }

    fn numbers(&mut self, (of, span): Proved) -> Option<Type> {
        let of = self.list((of, span))?;
        match of.base {
            Base::Number | Base::Ratio => Some(of),
            _ => self.mismatch(span, of, "数的列表", "a list of numbers"),
        }
    }

    fn text(&mut self, (of, span): Proved) -> Option<Type> {
        match of.base {
            Base::Text | Base::Enum(_) if !of.many => Some(of),
            _ => self.mismatch(span, of, "文字", "text"),
        }
    }

    fn texts(&mut self, arguments: &[Proved]) -> Option<()> {
        let proved: Vec<Option<Type>> = arguments.iter().map(|&argument| self.text(argument)).collect();
        proved.iter().all(Option::is_some).then_some(())
    }
}

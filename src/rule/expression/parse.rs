//! Tokens become conditions, values, sources and label targets, by recursive descent of bounded depth.

use super::cursor::Parser;
use super::syntax::{Argument, Call, Condition, Name, Operator, Path, Quantifier, Source, Target, Value};
use super::token::Lexeme;
use crate::finding::Words;
use crate::rule::fault::{Fault, FaultKind};
use crate::text::Span;

/// Reads a condition, the whole text.
///
/// # Errors
/// The first fault of the text.
pub fn condition(text: &str) -> Result<Condition, Fault> {
    whole(text, |parser| parser.condition())
}

/// Reads a value, the whole text.
///
/// # Errors
/// The first fault of the text.
pub fn value(text: &str) -> Result<Value, Fault> {
    whole(text, |parser| parser.value())
}

/// Reads a path, the whole text.
///
/// # Errors
/// The first fault of the text.
pub fn path(text: &str) -> Result<Path, Fault> {
    whole(text, |parser| parser.path())
}

/// Reads a source of `for`, the whole text.
///
/// # Errors
/// The first fault of the text.
pub fn source(text: &str) -> Result<Source, Fault> {
    whole(text, |parser| parser.source())
}

/// Reads the key of a label, the whole text.
///
/// # Errors
/// The first fault of the text.
pub fn target(text: &str) -> Result<Target, Fault> {
    whole(text, |parser| {
        let path = parser.path()?;
        let name = parser.alias()?;
        let filter = parser.filter()?;
        Ok(Target { path, name, filter })
    })
}

fn whole<'a, T>(text: &'a str, read: impl FnOnce(&mut Parser<'a>) -> Result<T, Fault>) -> Result<T, Fault> {
    let mut parser = Parser::new(text)?;
    let value = read(&mut parser)?;
    match parser.peek() {
        Lexeme::End => Ok(value),
        _ => Err(parser.surplus()),
    }
}

impl<'a> Parser<'a> {
    fn condition(&mut self) -> Result<Condition, Fault> {
        self.nested(|parser| {
            parser.joined("or", Condition::Any, |parser| {
                parser.joined("and", Condition::All, Parser::unit)
            })
        })
    }

    fn joined(
        &mut self,
        word: &str,
        join: impl FnOnce(Vec<Condition>) -> Condition,
        read: impl Fn(&mut Self) -> Result<Condition, Fault>,
    ) -> Result<Condition, Fault> {
        let first = read(self)?;
        if self.peek() != Lexeme::Word(word) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.take(word) {
            parts.push(read(self)?);
        }
        Ok(join(parts))
    }

    fn unit(&mut self) -> Result<Condition, Fault> {
        let start = self.span();
        match self.peek() {
            Lexeme::Word("not") => {
                self.at += 1;
                self.nested(Parser::unit)
                    .map(|inner| Condition::Not(Box::new(inner)))
            }
            Lexeme::Mark("(") => {
                self.at += 1;
                let inner = self.condition()?;
                self.expect(")")?;
                Ok(inner)
            }
            Lexeme::Word("some") => self.quantified(Quantifier::Some, start),
            Lexeme::Word("every") => self.quantified(Quantifier::Every, start),
            Lexeme::Word("no") => self.quantified(Quantifier::No, start),
            _ => self.comparison(),
        }
    }

    fn quantified(&mut self, quantifier: Quantifier, start: Span) -> Result<Condition, Fault> {
        self.at += 1;
        let path = self.path()?;
        let name = self.alias()?;
        let filter = match self.take("where") || self.take("has") {
            true => Some(Box::new(self.nested(Parser::unit)?)),
            false => None,
        };
        let span = start.hull(self.before());
        Ok(Condition::Quantified {
            quantifier,
            path,
            name,
            filter,
            span,
        })
    }

    fn comparison(&mut self) -> Result<Condition, Fault> {
        let left = self.value()?;
        if self.take("is") {
            if self.peek() == Lexeme::Word("not") {
                let fault = self.unexpected("present 或 missing", "`present` or `missing`");
                return Err(fault.help(Words::new(
                    "is not present 写成 is missing，is not missing 写成 is present",
                    "say `is missing` for `is not present`, and `is present` for `is not missing`",
                )));
            }
            let present = self.take("present");
            if !present && !self.take("missing") {
                return Err(self.unexpected("present 或 missing", "`present` or `missing`"));
            }
            return Ok(Condition::Presence { value: left, present });
        }
        if self.take("matches") {
            let Lexeme::Text(pattern) = self.peek() else {
                return Err(self.unexpected("引号里的正则表达式", "a regular expression in quotation marks"));
            };
            self.at += 1;
            return Ok(Condition::Matches {
                value: left,
                pattern: pattern.to_owned(),
                span: self.before(),
            });
        }
        let Some(operator) = self.operator()? else {
            return Ok(Condition::Value(left));
        };
        let right = self.value()?;
        Ok(Condition::Comparison {
            left,
            operator,
            right,
        })
    }

    fn operator(&mut self) -> Result<Option<Operator>, Fault> {
        let operator = match self.peek() {
            Lexeme::Mark("==") => {
                let words = Words::new("相等只写一个 =", "equality is written `=`, once");
                return Err(Fault::new(FaultKind::Unexpected, self.span(), words));
            }
            Lexeme::Mark("=") => Operator::Equal,
            Lexeme::Mark("!=") => Operator::NotEqual,
            Lexeme::Mark("<") => Operator::Less,
            Lexeme::Mark("<=") => Operator::LessEqual,
            Lexeme::Mark(">") => Operator::More,
            Lexeme::Mark(">=") => Operator::MoreEqual,
            Lexeme::Word("in") => Operator::In,
            Lexeme::Word("contains") => Operator::Contains,
            Lexeme::Word("not") => {
                self.at += 1;
                if self.peek() != Lexeme::Word("in") {
                    return Err(self.not_in());
                }
                Operator::NotIn
            }
            Lexeme::Word(word @ ("starts" | "ends")) => {
                self.at += 1;
                if self.peek() != Lexeme::Word("with") {
                    return Err(self.unexpected("with", "`with`"));
                }
                if word == "starts" {
                    Operator::StartsWith
                } else {
                    Operator::EndsWith
                }
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(operator))
    }

    fn value(&mut self) -> Result<Value, Fault> {
        let span = self.span();
        let value = match self.peek() {
            Lexeme::Number(number) => Value::Number(number, span),
            Lexeme::Ratio(ratio) => Value::Ratio(ratio, span),
            Lexeme::Text(text) => Value::Text(text.to_owned(), span),
            Lexeme::Word("true") => Value::Truth(true, span),
            Lexeme::Word("false") => Value::Truth(false, span),
            Lexeme::Parameter(name) => Value::Parameter(Name {
                text: name.to_owned(),
                span,
            }),
            Lexeme::Word(_) if self.tokens[self.at + 1].lexeme == Lexeme::Mark("(") => {
                return self.nested(Parser::call).map(Value::Call);
            }
            _ => return self.path().map(Value::Path),
        };
        self.at += 1;
        Ok(value)
    }

    fn call(&mut self) -> Result<Call, Fault> {
        let name = self.name()?;
        self.expect("(")?;
        let mut arguments = Vec::new();
        while self.peek() != Lexeme::Mark(")") {
            if !arguments.is_empty() && !self.take_mark(",") {
                return Err(self.unclosed(&name.text));
            }
            let value = self.value()?;
            let name = self.alias()?;
            let filter = self.filter()?;
            arguments.push(Argument { value, name, filter });
        }
        self.at += 1;
        let span = name.span.hull(self.before());
        Ok(Call {
            name,
            arguments,
            span,
        })
    }

    /// What the elements of a list are called: `as column`.
    fn alias(&mut self) -> Result<Option<Name>, Fault> {
        match self.take("as") {
            true => self.name().map(Some),
            false => Ok(None),
        }
    }

    fn filter(&mut self) -> Result<Option<Condition>, Fault> {
        match self.take("where") {
            true => self.condition().map(Some),
            false => Ok(None),
        }
    }

    fn source(&mut self) -> Result<Source, Fault> {
        let capital = |name: &Name| name.text.starts_with(|first: char| first.is_ascii_uppercase());
        if self.take("other") {
            return self.name().map(Source::Other);
        }
        if self.take("find") {
            return self.find();
        }
        let path = self.path()?;
        match path.names.as_slice() {
            [kind] if capital(kind) => Ok(Source::Kind(kind.clone())),
            _ => Ok(Source::Path(path)),
        }
    }

    fn find(&mut self) -> Result<Source, Fault> {
        let words = self.parameter()?;
        if !self.take("in") {
            return Err(self.unexpected("in", "`in`"));
        }
        let path = self.path()?;
        let unless_after = match self.take("unless") {
            false => None,
            true if !self.take("after") => return Err(self.unexpected("after", "`after`")),
            true => Some(self.parameter()?),
        };
        Ok(Source::Find {
            words,
            path,
            unless_after,
        })
    }
}

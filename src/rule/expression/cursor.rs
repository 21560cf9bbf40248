//! The cursor over the tokens of an expression, and the faults it meets.

use super::syntax::{Name, Path};
use super::token::{Lexeme, Token, tokens};
use crate::finding::Words;
use crate::rule::fault::{Fault, FaultKind, nearest};
use crate::text::Span;

/// How deep conditions may nest.
const DEPTH: usize = 32;

/// The words of the language, which are no names.
pub(super) const WORDS: [&str; 24] = [
    "or", "and", "not", "some", "every", "no", "as", "where", "has", "in", "contains", "starts", "ends",
    "with", "matches", "is", "present", "missing", "true", "false", "find", "unless", "other", "it",
];

/// Reads an expression from its tokens.
pub(super) struct Parser<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, Fault> {
        Ok(Self {
            tokens: tokens(text)?,
            at: 0,
            depth: 0,
        })
    }

    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.depth += 1;
        if self.depth > DEPTH {
            let words = Words::new("条件嵌套太深", "the condition nests too deeply");
            return Err(Fault::new(FaultKind::Unexpected, self.span(), words));
        }
        let value = read(self);
        self.depth -= 1;
        value
    }

    pub(super) fn path(&mut self) -> Result<Path, Fault> {
        let mut names = vec![self.name()?];
        while self.peek() == Lexeme::Mark(".") {
            self.at += 1;
            names.push(self.name()?);
        }
        Ok(Path { names })
    }

    pub(super) fn name(&mut self) -> Result<Name, Fault> {
        match self.peek() {
            Lexeme::Word(word) if word == "it" || !WORDS.contains(&word) => {
                let name = Name {
                    text: word.to_owned(),
                    span: self.span(),
                };
                self.at += 1;
                Ok(name)
            }
            Lexeme::Word(word) => {
                let fault = self.unexpected("一个名称", "a name");
                Err(fault.help(Words::new(
                    format!("{word} 是规则语言自己的词，不能当名称"),
                    format!("`{word}` is a word of the language and no name"),
                )))
            }
            _ => Err(self.unexpected("一个名称", "a name")),
        }
    }

    pub(super) fn parameter(&mut self) -> Result<Name, Fault> {
        let Lexeme::Parameter(name) = self.peek() else {
            return Err(self.unexpected("一个词表，例如 $verbs", "a word list such as `$verbs`"));
        };
        let name = Name {
            text: name.to_owned(),
            span: self.span(),
        };
        self.at += 1;
        Ok(name)
    }

    pub(super) fn peek(&self) -> Lexeme<'a> {
        self.tokens[self.at].lexeme
    }

    pub(super) fn span(&self) -> Span {
        self.tokens[self.at].span
    }

    /// The bytes of the token that was read last.
    pub(super) fn before(&self) -> Span {
        self.tokens[self.at.saturating_sub(1)].span
    }

    pub(super) fn take(&mut self, word: &str) -> bool {
        let found = self.peek() == Lexeme::Word(word);
        self.at += usize::from(found);
        found
    }

    pub(super) fn take_mark(&mut self, mark: &'static str) -> bool {
        let found = self.peek() == Lexeme::Mark(mark);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expect(&mut self, mark: &'static str) -> Result<(), Fault> {
        if self.peek() != Lexeme::Mark(mark) {
            return Err(self.unexpected(mark, &format!("`{mark}`")));
        }
        self.at += 1;
        Ok(())
    }

    /// Behind `not` stands another operator than `in`.
    pub(super) fn not_in(&self) -> Fault {
        let fault = self.unexpected("in", "`in`");
        match self.peek() {
            Lexeme::Word(word @ ("contains" | "starts" | "ends" | "matches" | "is")) => {
                let operator = match word {
                    "starts" | "ends" => format!("{word} with"),
                    _ => word.to_owned(),
                };
                fault.help(Words::new(
                    format!("not 写在整个条件前面：not … {operator} …"),
                    format!("`not` stands before the whole condition: `not … {operator} …`"),
                ))
            }
            _ => fault,
        }
    }

    /// The brackets of a call end in something else than a comma or a bracket.
    pub(super) fn unclosed(&self, function: &str) -> Fault {
        let fault = self.unexpected("“,”或“)”", "`,` or `)`");
        fault.help(Words::new(
            format!("{function}( 的括号是不是该在这里收尾？"),
            format!("is the bracket of `{function}(` to be closed here?"),
        ))
    }

    /// The expression could end here, and something else follows.
    pub(super) fn surplus(&self) -> Fault {
        let words = Words::new(
            "表达式到这里已经完整，后面的读不懂",
            "the expression is complete here, and what follows makes no sense",
        );
        let fault = Fault::new(FaultKind::Unexpected, self.span(), words);
        match self.peek() {
            Lexeme::Word(word) => match nearest(word, WORDS) {
                Some(_) => fault.suggest(word, WORDS),
                None => fault,
            },
            Lexeme::Mark("(") => fault.help(Words::new(
                "多个条件用 and、or 连接",
                "join conditions by `and` or `or`",
            )),
            _ => fault,
        }
    }

    pub(super) fn unexpected(&self, wanted_zh: &str, wanted_en: &str) -> Fault {
        let words = match self.peek() {
            Lexeme::End => Words::new(
                format!("表达式没有写完，后面应是{wanted_zh}"),
                format!("the expression ends where {wanted_en} is expected"),
            ),
            _ => Words::new(
                format!("这里应是{wanted_zh}"),
                format!("{wanted_en} is expected here"),
            ),
        };
        Fault::new(FaultKind::Unexpected, self.span(), words)
    }
}

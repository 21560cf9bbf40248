//! An expression becomes tokens.

use crate::finding::Words;
use crate::rule::fault::{Fault, FaultKind};
use crate::text::{Span, normal};

/// A token and its bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token<'a> {
    pub(crate) lexeme: Lexeme<'a>,
    pub(crate) span: Span,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lexeme<'a> {
    /// A name or a word of the language.
    Word(&'a str),
    /// `$name`, without the `$`.
    Parameter(&'a str),
    Number(i64),
    Ratio(f64),
    /// A text, without its quotation marks.
    Text(&'a str),
    /// `(`, `>=` and the like.
    Mark(&'static str),
    End,
}

const MARKS: [&str; 11] = ["!=", "==", "<=", ">=", "(", ")", ",", ".", "=", "<", ">"];

/// All tokens of `text`, the last being [`Lexeme::End`].
pub(crate) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let (lexeme, length) = next(text, at)?;
        tokens.push(Token {
            lexeme,
            span: Span::new(at, at + length),
        });
        if lexeme == Lexeme::End {
            return Ok(tokens);
        }
        at += length;
    }
}

/// The token that begins at byte `at`, and its length in bytes.
fn next(text: &str, at: usize) -> Result<(Lexeme<'_>, usize), Fault> {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else {
        return Ok((Lexeme::End, 0));
    };
    if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        return Ok((Lexeme::Mark(mark), mark.len()));
    }
    match first {
        '"' | '\'' => quoted(rest, first).ok_or_else(|| {
            Fault::new(
                FaultKind::Unreadable,
                Span::new(at, text.len()),
                Words::new(
                    "这段文字没有收尾的引号",
                    "this text has no closing quotation mark",
                ),
            )
        }),
        '$' => {
            let name = word(&rest[1..]);
            match name.is_empty() {
                true => Err(unreadable(first, at)),
                false => Ok((Lexeme::Parameter(name), name.len() + 1)),
            }
        }
        '0'..='9' => number(rest, at),
        _ if !word(rest).is_empty() => Ok((Lexeme::Word(word(rest)), word(rest).len())),
        _ => Err(unreadable(first, at)),
    }
}

/// The name at the head of `text`: letters, digits and underscores; empty where there is none.
fn word(text: &str) -> &str {
    let belongs = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let end = text.find(|character| !belongs(character)).unwrap_or(text.len());
    match text.starts_with(|first: char| first.is_ascii_digit()) {
        true => "",
        false => &text[..end],
    }
}

fn quoted(rest: &str, mark: char) -> Option<(Lexeme<'_>, usize)> {
    let end = rest[1..].find(mark)?;
    Some((Lexeme::Text(&rest[1..=end]), end + 2))
}

fn number(rest: &str, at: usize) -> Result<(Lexeme<'_>, usize), Fault> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let whole = digits(rest);
    let fraction = rest[whole..].strip_prefix('.').map_or(0, digits);
    let length = if fraction == 0 {
        whole
    } else {
        whole + 1 + fraction
    };
    let lexeme = if fraction == 0 {
        rest[..length].parse().ok().map(Lexeme::Number)
    } else {
        rest[..length].parse().ok().map(Lexeme::Ratio)
    };
    lexeme.map(|lexeme| (lexeme, length)).ok_or_else(|| {
        Fault::new(
            FaultKind::Unreadable,
            Span::new(at, at + length),
            Words::new("这个数太大", "this number is too large"),
        )
    })
}

fn unreadable(character: char, at: usize) -> Fault {
    let fault = Fault::new(
        FaultKind::Unreadable,
        Span::new(at, at + character.len_utf8()),
        Words::new(
            format!("表达式里不能有 {character}"),
            format!("an expression cannot hold `{character}`"),
        ),
    );
    let mut buffer = [0; 4];
    let plain = match character {
        '“' | '”' | '「' | '」' => "\"",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '&' => "and",
        '|' => "or",
        '!' => "not",
        _ => &normal::nfkc(character.encode_utf8(&mut buffer)),
    };
    if plain.chars().eq([character]) || !plain.is_ascii() {
        return fault;
    }
    fault.help(Words::new(
        match plain.chars().all(char::is_alphabetic) && !character.is_alphabetic() {
            true => format!("写成 {plain}"),
            false => format!("写成半角的 {plain}"),
        },
        format!("write `{plain}`"),
    ))
}

//! Texts made comparable: NFKC, and keys without spaces and punctuation.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The text in Unicode normalisation form NFKC (full-width letters and digits become plain ones).
pub fn nfkc(text: &str) -> Cow<'_, str> {
    if is_nfkc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    }
}

/// Whether a text surely is in NFKC. Nearly all texts here hold nothing but the characters that are their own form and
/// combine with none, which costs a fraction of the general test.
fn is_nfkc(text: &str) -> bool {
    let settled = |character| matches!(character, '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '“' | '”' | '《' | '》');
    text.chars().all(settled) || is_nfkc_quick(text.chars()) == IsNormalized::Yes
}

/// Whether two texts are equal in NFKC.
pub fn same(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    for pair in a.chars().map(plain).zip(b.chars().map(plain)) {
        match pair {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => return false,
            _ => break,
        }
    }
    nfkc(a) == nfkc(b)
}

/// What NFKC makes of a character that decomposes into nothing else: the ordinary ones of Chinese text, and the
/// full-width forms of ASCII. Where two texts first differ in two of these, they differ in NFKC.
pub(super) fn plain(character: char) -> Option<char> {
    match character {
        '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' | '、' | '。' | '“' | '”' | '《' | '》' => {
            Some(character)
        }
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0),
        _ => None,
    }
}

/// The key under which two spellings count as the same words: NFKC, without white space and punctuation.
pub fn key(text: &str) -> Cow<'_, str> {
    let kept =
        |character: char| matches!(character, '\u{4e00}'..='\u{9fff}') || character.is_ascii_alphanumeric();
    if text.chars().all(kept) {
        return Cow::Borrowed(text);
    }
    let general = || text.nfkc().filter(|&character| !is_ignored(character)).collect();
    Cow::Owned(plain_key(text).unwrap_or_else(general))
}

/// The key of a text whose only characters that NFKC changes are full-width forms of ASCII and punctuation, which are
/// nearly all of those that occur; `None` for other texts.
fn plain_key(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = match character {
            '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}' => character,
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0)?,
            '\u{2010}'..='\u{2016}'
            | '\u{2018}'..='\u{2027}'
            | '\u{3000}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}' => continue,
            _ => return None,
        };
        if !is_ignored(plain) {
            key.push(plain);
        }
    }
    Some(key)
}

pub(super) fn is_ignored(character: char) -> bool {
    if matches!(character, '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    character.is_whitespace() || is_punctuation(character)
}

/// Whether a character is punctuation, Chinese or Western, or a symbol used as such.
pub fn is_punctuation(character: char) -> bool {
    matches!(character,
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~'
        | '\u{00a1}'..='\u{00bf}'
        | '\u{2010}'..='\u{205e}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// Whether a character is a Chinese ideograph (the unified blocks and their extensions).
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn settled_texts_are_their_own_form() {
        for character in ('\0'..='\u{9fff}').filter(|&found| super::is_nfkc(found.encode_utf8(&mut [0; 4]))) {
            for text in [format!("{character}"), format!("甲{character}乙")] {
                assert!(text.nfkc().eq(text.chars()), "{character:?}");
            }
        }
        for character in '\0'..='\u{ffff}' {
            let text = format!("甲{character}乙");
            let general: String = text
                .nfkc()
                .filter(|&character| !super::is_ignored(character))
                .collect();
            assert!(
                super::plain_key(&text).is_none_or(|key| key == general),
                "{character:?}"
            );
        }
        assert_eq!(super::key("县 公安局（Ａ）"), "县公安局A");
        assert_eq!(super::nfkc("１．"), "1.");
    }
}

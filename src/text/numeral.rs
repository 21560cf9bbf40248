//! Chinese and Arabic numerals read as numbers.

/// The value of a whole numeral: Arabic digits (also full-width) or Chinese below ten thousand (`二十三`, `一百零五`).
/// `None` for anything else, also for an empty text and for numbers over nine digits.
pub fn parse(text: &str) -> Option<u32> {
    let first = text.chars().next()?;
    if arabic_digit(first).is_some() {
        arabic(text)
    } else {
        chinese(text)
    }
}

/// The value of an Arabic digit, half or full width.
pub fn arabic_digit(character: char) -> Option<u32> {
    match character {
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => character.to_digit(10),
    }
}

/// Whether a character may stand in a Chinese numeral.
pub fn is_chinese_digit(character: char) -> bool {
    digit(character).is_some() || unit(character).is_some()
}

fn arabic(text: &str) -> Option<u32> {
    if text.chars().count() > 9 {
        return None;
    }
    text.chars()
        .try_fold(0, |value, character| Some(value * 10 + arabic_digit(character)?))
}

fn chinese(text: &str) -> Option<u32> {
    let (mut total, mut pending) = (0, None);
    for character in text.chars() {
        match (digit(character), unit(character)) {
            (Some(0), _) => {}
            (Some(value), _) if pending.is_none() => pending = Some(value),
            // `十` alone is ten; a unit after a unit (`百千`) is no number.
            (_, Some(size)) if total == 0 || total % (size * 10) == 0 => {
                total += pending.take().unwrap_or(1) * size;
            }
            _ => return None,
        }
    }
    Some(total + pending.unwrap_or(0)).filter(|_| !text.is_empty())
}

fn digit(character: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == character)
        .map(|value| value as u32)
        .or(match character {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        })
}

fn unit(character: char) -> Option<u32> {
    match character {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn numerals_read_as_their_value() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十三", 23),
            ("一百零五", 105),
            ("109", 109),
            ("１２", 12),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_numerals() {
        for text in ["", "党", "一党", "二三", "1a", "1234567890", "十百"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

//! Looks from a place in a text that go no further than a sentence does: a cell may be a megabyte without a mark.

/// No part of a sentence is longer, in bytes.
pub const SENTENCE: usize = 600;

/// The first `reach` bytes of a text, or less.
pub fn head(text: &str, reach: usize) -> &str {
    &text[..text.floor_char_boundary(reach)]
}

/// The last `reach` bytes of a text, or less.
pub fn tail(text: &str, reach: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(reach))..]
}

/// What stands behind the last of these marks in a text: the part of a sentence so far.
pub fn since<'t>(text: &'t str, marks: &[char]) -> &'t str {
    tail(text, SENTENCE).rsplit(marks).next().unwrap_or_default()
}

/// What stands before the first of these marks in a text: the rest of a part of a sentence.
pub fn until<'t>(text: &'t str, marks: &[char]) -> &'t str {
    head(text, SENTENCE).split(marks).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_ends_at_a_mark_or_where_it_is_far() {
        assert_eq!(since("甲，乙、丙", &['，']), "乙、丙");
        assert_eq!(since("甲", &['，']), "甲");
        assert_eq!(until("甲，乙", &['，']), "甲");
        let long = "长".repeat(1000);
        assert!(since(&long, &['，']).len() <= SENTENCE);
        assert_eq!((head("长长", 4), tail("长长", 4)), ("长", "长"));
    }
}

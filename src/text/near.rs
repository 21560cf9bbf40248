//! The word that was probably meant.

use rapidfuzz::distance::osa;

/// The word of `among` nearest to `word`: one that differs from it by few edits (a third of its length, swapped
/// neighbours counting as one), or else the only one that begins or ends with it. The earlier of two equally near.
pub fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    // Longer than any name there is: comparing it would only cost time.
    if word.is_empty() || length > 64 {
        return None;
    }
    let scored = among.into_iter().filter_map(|candidate| {
        let longer = length.max(candidate.chars().count());
        let edits = osa::distance(word.chars(), candidate.to_lowercase().chars());
        let near = edits <= (longer / 3).max(1) && edits < longer;
        let part = length >= 3
            && (candidate.starts_with(&word) || candidate.ends_with(&word) || word.starts_with(candidate));
        (near || part).then_some((if near { edits } else { longer + edits }, candidate))
    });
    scored
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let keys = ["number", "name", "mark", "departments", "blocks", "township"];
        for (word, meant) in [
            ("nmae", Some("name")),
            ("Name", Some("name")),
            ("department", Some("departments")),
            ("deps", None),
            ("depart", Some("departments")),
            ("num", Some("number")),
            ("x", None),
            ("", None),
            ("备注", None),
        ] {
            assert_eq!(nearest(word, keys), meant, "{word}");
        }
        assert_eq!(nearest("局农业", ["农业局", "公安局"]), None);
    }
}

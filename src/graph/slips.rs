//! Slips in the names of bodies: the usual name that one stands for.

use std::sync::OnceLock;

use super::bodies::{is_of_fields, usual, usual_names, whole};
use crate::{Map, Set};

/// Shorter names may be those of two bodies though one character differs, in characters.
const SHORTEST: usize = 5;

/// No names are shorter than that, with the word for what they are: 公安局.
const SHORT: usize = 3;

/// No usual name is longer, in bytes.
const LONGEST: usize = 120;

/// What stands for one field in names that are put together from several, in any order: 教科局, 科教局.
const FIELDS: &str =
    "教科文体旅卫健广电新住建农林水牧渔畜草经信发改工商财税民宗统法司人社医保环资规城管交通审计粮物气";

/// The usual names that are long enough, each with a gap at each of its characters, and the pairs of characters in usual names.
struct Masked {
    masked: Map<String, Vec<&'static str>>,
    pairs: Set<(char, char)>,
}

/// The usual name that one is a slip of; `meant` tells the words that two characters which are none may stand for, `is_used`
/// whether a usual name stands elsewhere in the document.
pub(super) fn proper(
    name: &str,
    meant: impl Fn(char, char) -> Vec<[char; 2]>,
    is_used: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    beside_itself(name)
        .or_else(|| reordered(name))
        .or_else(|| misspelt(name, meant))
        .or_else(|| one_replaced(name, is_used))
}

/// The usual name that one is when two neighbours in it change places, or when a character does not stand there twice: 安公局 is
/// 公安局, 统计计局 is 统计局; 科教局 is put together from fields.
fn beside_itself(name: &str) -> Option<&'static str> {
    let letters: Vec<char> = name.chars().collect();
    if usual(name).is_some() || letters.len() < SHORT || is_of_fields(name) {
        return None;
    }
    (1..letters.len() - 1).find_map(|at| {
        let mut proper = letters.clone();
        if letters[at - 1] == letters[at] {
            proper.remove(at);
        } else if [letters[at - 1], letters[at]]
            .iter()
            .all(|letter| FIELDS.contains(*letter))
        {
            return None;
        } else {
            proper.swap(at - 1, at);
        }
        known(&proper)
    })
}

/// The usual name of these characters.
fn known(letters: &[char]) -> Option<&'static str> {
    let name: String = letters.iter().collect();
    let (name, usual) = usual_names().get_key_value(name.as_str())?;
    (!usual.is_former).then_some(*name)
}

/// The usual name of which a long one has the same characters in another order, or all but one of them.
fn reordered(name: &str) -> Option<&'static str> {
    static SORTED: OnceLock<Map<String, Vec<&'static str>>> = OnceLock::new();
    if usual(name).is_some() || name.chars().count() < SHORTEST || is_of_fields(name) {
        return None;
    }
    let sorted = SORTED.get_or_init(|| {
        let mut sorted: Map<String, Vec<&str>> = Map::default();
        let present = usual_names().iter().filter(|(_, usual)| !usual.is_former);
        for (name, _) in present.filter(|(name, _)| name.chars().count() >= SHORTEST) {
            sorted.entry(characters(name, None)).or_default().push(name);
            // Names with and without 和 are both in use.
            for (at, letter) in name
                .char_indices()
                .filter(|(_, letter)| !"和与及".contains(*letter))
            {
                if at > 0 && at + letter.len_utf8() < name.len() && name.chars().count() > SHORTEST {
                    sorted.entry(characters(name, Some(at))).or_default().push(name);
                }
            }
        }
        sorted
    });
    let ends = |one: &str, other: &str| one.chars().next_back() == other.chars().next_back();
    let mut found = sorted
        .get(&characters(name, None))?
        .iter()
        .filter(|usual| ends(usual, name));
    let first = found.next()?;
    found
        .all(|other| whole(other).unwrap_or(other) == whole(first).unwrap_or(first))
        .then_some(first)
}

/// The usual name that one is when one character of it is replaced; `meant` tells the word that two characters which
/// are none may stand for: 应急管里局 is 应急管理局.
fn misspelt(name: &str, meant: impl Fn(char, char) -> Vec<[char; 2]>) -> Option<&'static str> {
    let letters: Vec<char> = name.chars().collect();
    if usual(name).is_some() || letters.len() < SHORT {
        return None;
    }
    letters.windows(2).enumerate().find_map(|(at, pair)| {
        let mut names = meant(pair[0], pair[1]).into_iter().map(|word| {
            let mut proper = letters.clone();
            proper[at..at + 2].copy_from_slice(&word);
            proper
        });
        names.find_map(|proper| known(&proper))
    })
}

/// The usual name that a long one is when one character of it is replaced by another, and the names of bodies hold no such
/// word: 退役军人事物局 is 退役军人事务局; 农业农村水务局 is not 农业农村水利局.
fn one_replaced(name: &str, is_used: impl Fn(&str) -> bool) -> Option<&'static str> {
    /// Shorter names are those of two bodies more often than not, where the document does not use the other as well, in
    /// characters.
    const LONG: usize = 7;
    static NAMES: OnceLock<Masked> = OnceLock::new();
    let letters: Vec<char> = name.chars().collect();
    if usual(name).is_some() || letters.len() < SHORTEST || is_of_fields(name) {
        return None;
    }
    let Masked { masked, pairs } = NAMES.get_or_init(|| {
        let (mut masked, mut pairs): (Map<String, Vec<&str>>, Set<_>) = Default::default();
        for (name, usual) in usual_names() {
            let letters: Vec<char> = name.chars().collect();
            pairs.extend(letters.windows(2).map(|pair| (pair[0], pair[1])));
            if usual.is_former || letters.len() < SHORTEST {
                continue;
            }
            for at in 1..letters.len() - 1 {
                masked.entry(without(&letters, at)).or_default().push(name);
            }
        }
        Masked { masked, pairs }
    });
    let is_odd = |at: usize| {
        letters[at - 1..=at + 1]
            .windows(2)
            .any(|pair| !pairs.contains(&(pair[0], pair[1])))
    };
    let mut slips = (1..letters.len() - 1).filter(|&at| !"和与及".contains(letters[at]) && is_odd(at));
    slips.find_map(|at| match masked.get(&without(&letters, at))?.as_slice() {
        [one] if letters.len() >= LONG || is_used(one) => Some(*one),
        _ => None,
    })
}

/// A name with a gap at `at`.
fn without(letters: &[char], at: usize) -> String {
    let gap = |(here, letter): (usize, &char)| if here == at { ' ' } else { *letter };
    letters.iter().enumerate().map(gap).collect()
}

/// The characters of a name in order of their numbers, without the one at `but`.
fn characters(name: &str, but: Option<usize>) -> String {
    let mut letters: Vec<char> = name
        .char_indices()
        .filter(|(at, _)| Some(*at) != but)
        .map(|(_, letter)| letter)
        .collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::proper;

    fn slip(name: &str) -> Option<&'static str> {
        proper(name, |_, _| Vec::new(), |used| used == "行政审批局")
    }

    #[test]
    fn a_slip_leads_to_the_usual_name() {
        assert_eq!(slip("农村农业局"), Some("农业农村局"));
        assert_eq!(slip("市场监督管局"), Some("市场监督管理局"));
        assert_eq!(slip("退役军人事物局"), Some("退役军人事务局"));
        assert_eq!(slip("安公局"), Some("公安局"));
        assert_eq!(slip("行证审批局"), Some("行政审批局"));
        assert_eq!(slip("统计计局"), Some("统计局"));
        for right in [
            "行证审查局",
            "交通运证局",
            "科教局",
            "体文局",
            "环境保局",
            "农业农村水务局",
            "农业农村局",
            "市场监管局",
            "住房城乡建设局",
            "农业农村水利局",
            "住房城乡建设和交通局",
            "文化旅游和体育局",
            "广电文化旅游局",
            "财政局",
        ] {
            assert_eq!(slip(right), None, "{right}");
        }
    }

    #[test]
    fn a_character_that_makes_no_word_is_put_right() {
        let meant = |name: &str| proper(name, crate::graph::flaws::words_meant, |_| false);
        assert_eq!(meant("应急管里局"), Some("应急管理局"));
        assert_eq!(meant("水粒局"), Some("水利局"));
        assert_eq!(meant("水务局"), None);
        assert_eq!(
            proper(&"局".repeat(100), crate::graph::flaws::words_meant, |_| false),
            None
        );
    }
}

//! Titles of laws with a slip: `《中华人民共和国野生动物法》`. The names of laws stand in `laws.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::Set;
use crate::text::likeness::{Key, SimilarIndex};

/// The names, without what all of them begin and end with.
const LAWS: &str = include_str!("laws.txt");

/// What the title of a law begins and ends with, with its marks.
const ENDS: (&str, &str) = ("《中华人民共和国", "法》");

/// The longest name of a law and the shortest that can be told from others, in bytes.
const LENGTHS: Range<usize> = 4 * 3..36 * 3;

/// How alike a name has to be to one that it is a slip of.
const LEAST: f64 = 0.7;

/// Words that many names have, and that are put to others.
const USUAL: [&str; 6] = ["管理", "保护", "防治", "安全", "监督管理", "促进"];

struct Laws {
    names: Vec<&'static str>,
    known: Set<&'static str>,
    alike: SimilarIndex,
}

impl Laws {
    fn get() -> &'static Self {
        static KNOWN: OnceLock<Laws> = OnceLock::new();
        KNOWN.get_or_init(|| {
            let lines = LAWS.lines().filter(|line| !line.starts_with('#'));
            let names: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
            let keys = names.iter().map(|name| Key::new(&format!("{name}法")));
            Self {
                known: names.iter().copied().collect(),
                alike: SimilarIndex::new(LEAST, (0..).zip(keys)),
                names,
            }
        })
    }
}

impl Laws {
    /// The law whose name has one of the usual words too many or too few: 渔业管理 is 渔业, 土地 is 土地管理.
    fn with_or_without(&self, name: &str) -> Option<&'static str> {
        let others = USUAL
            .iter()
            .flat_map(|word| [name.replacen(word, "", 1), format!("{name}{word}")]);
        let mut known = others.filter_map(|other| self.known.get(other.as_str()).copied());
        known.next().filter(|only| known.all(|other| other == *only))
    }

    /// The only law that a name is like.
    fn only_like(&self, name: &str) -> Option<&'static str> {
        if !LENGTHS.contains(&(name.len() + '法'.len_utf8())) {
            return None;
        }
        match self.alike.find(&Key::new(&format!("{name}法")))[..] {
            [only] => Some(self.names[only as usize]),
            _ => None,
        }
    }
}

/// The title of a law at the start of `text` that no law bears, and that of the only law it is like.
pub(super) fn slip(text: &str) -> Option<(Range<usize>, String)> {
    let rest = text.strip_prefix(ENDS.0)?;
    let near = &rest[..rest.floor_char_boundary(LENGTHS.end + 2 * '》'.len_utf8())];
    let end = near.find('》')?;
    let title = &rest[..end + '》'.len_utf8()];
    let name = title.strip_suffix(ENDS.1)?;
    let laws = Laws::get();
    if laws.known.contains(name) {
        return None;
    }
    let meant = laws.with_or_without(name).or_else(|| laws.only_like(name))?;
    let range = 0..ENDS.0.len() + title.len();
    Some((range, format!("{}{meant}{}", ENDS.0, ENDS.1)))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn a_title_with_a_slip_is_told_from_those_in_force() {
        let proper = |text: &str| slip(text).map(|(_, proper)| proper);
        for title in [
            "《中华人民共和国水法》",
            "《中华人民共和国湿地保护法》",
            "《中华人民共和国甲乙丙丁法》",
            "《中华人民共和国民法》",
        ] {
            assert_eq!(proper(title), None, "{title}");
        }
        for (title, meant) in [
            (
                "《中华人民共和国固体废弃物污染环境防治法》",
                "《中华人民共和国固体废物污染环境防治法》",
            ),
            ("《中华人民共和国草原管理法》", "《中华人民共和国草原法》"),
            ("《中华人民共和国食品法》", "《中华人民共和国食品安全法》"),
            ("《中华人民共和国野生动物法》", "《中华人民共和国野生动物保护法》"),
            (
                "《中华人民共和国村委会组织法》",
                "《中华人民共和国村民委员会组织法》",
            ),
            (
                "《中华人民共和国突发事件应急法》",
                "《中华人民共和国突发事件应对法》",
            ),
        ] {
            assert_eq!(proper(title).as_deref(), Some(meant));
        }
    }
}

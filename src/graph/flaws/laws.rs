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

/// The title of a law at the start of `text` that no law bears, and that of the only law it is like.
pub(super) fn slip(text: &str) -> Option<(Range<usize>, String)> {
    let rest = text.strip_prefix(ENDS.0)?;
    let near = &rest[..rest.floor_char_boundary(LENGTHS.end + 2 * '》'.len_utf8())];
    let end = near.find('》')?;
    let title = &rest[..end + '》'.len_utf8()];
    let name = title.strip_suffix(ENDS.1)?;
    let laws = Laws::get();
    if !LENGTHS.contains(&(name.len() + '法'.len_utf8())) || laws.known.contains(name) {
        return None;
    }
    let [only] = laws.alike.find(&Key::new(&format!("{name}法")))[..] else {
        return None;
    };
    let range = 0..ENDS.0.len() + title.len();
    Some((
        range,
        format!("{}{}{}", ENDS.0, laws.names[only as usize], ENDS.1),
    ))
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
        ] {
            assert_eq!(proper(title), None, "{title}");
        }
        for (title, meant) in [
            (
                "《中华人民共和国固体废弃物污染环境防治法》",
                "《中华人民共和国固体废物污染环境防治法》",
            ),
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

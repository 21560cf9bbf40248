//! Titles of national laws and regulations with a slip: `《中华人民共和国野生动物法》`. Their names stand in `laws.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use crate::Set;
use crate::text::likeness::{Key, SimilarIndex};
use crate::text::reach;

/// The names: of laws without what all of them begin and end with.
const NAMES: &str = include_str!("laws.txt");

/// What the title of something national begins with, and what the marks around it are.
const STATE: &str = "中华人民共和国";
const MARKS: (char, char) = ('《', '》');

/// What titles of laws end with, and words with this end that are none.
const LAW: &str = "法";
const NO_LAW: [&str; 8] = ["办法", "方法", "执法", "做法", "守法", "普法", "用法", "书法"];

/// What titles of regulations end with.
const REGULATION: &str = "条例";

/// The longest title and the shortest that can be told from others, in bytes.
const LENGTHS: Range<usize> = 4 * 3..36 * 3;

/// The shortest title of a law that nobody writes for short, in bytes: 环保法, 道交法.
const WHOLE: usize = 6 * 3;

/// How alike a name has to be to one that it is a slip of.
const LEAST: f64 = 0.7;

/// Words that many names have, and that are put to others.
const USUAL: [&str; 6] = ["管理", "保护", "防治", "安全", "监督管理", "促进"];

/// The names of one sort.
struct Names {
    names: Vec<&'static str>,
    known: Set<&'static str>,
    alike: SimilarIndex,
}

/// The laws and the regulations.
fn all() -> &'static [Names; 2] {
    static ALL: OnceLock<[Names; 2]> = OnceLock::new();
    ALL.get_or_init(|| {
        let section = |name: &str| {
            let (_, rest) = NAMES.split_once(name).unwrap_or_default();
            rest.split("\n[").next().unwrap_or_default()
        };
        [
            Names::new(section("\n[laws]\n"), LAW),
            Names::new(section("\n[regulations]\n"), ""),
        ]
    })
}

/// The title of a law or a regulation at the start of `text` that none bears, and that of the only one it is like.
pub(super) fn slip(text: &str) -> Option<(Range<usize>, String)> {
    let rest = text.strip_prefix(MARKS.0)?;
    let near = reach::head(rest, LENGTHS.end + 2 * STATE.len());
    let title = &rest[..near.find(MARKS.1)?];
    let range = 0..text.len() - rest.len() + title.len() + MARKS.1.len_utf8();
    let (bare, state) = match title.strip_prefix(STATE) {
        Some(bare) => (bare, STATE),
        None => (title, ""),
    };
    let [laws, regulations] = all();
    if bare.ends_with(REGULATION) {
        // Provinces have regulations of their own, with any name.
        let meant = (!state.is_empty())
            .then(|| regulations.regulation(bare))
            .flatten()?;
        return Some((range, format!("{}{meant}{}", MARKS.0, MARKS.1)));
    }
    let name = bare
        .strip_suffix(LAW)
        .filter(|_| !NO_LAW.iter().any(|word| bare.ends_with(word)))?;
    if !state.is_empty() && !laws.known.contains(name) {
        let regulation = format!("{name}{REGULATION}");
        if regulations.known.contains(regulation.as_str()) {
            return Some((range, format!("{}{regulation}{}", MARKS.0, MARKS.1)));
        }
    }
    let meant = laws.law(name, !state.is_empty() || bare.len() >= WHOLE)?;
    Some((range, format!("{}{state}{meant}{LAW}{}", MARKS.0, MARKS.1)))
}

impl Names {
    fn new(names: &'static str, end: &str) -> Self {
        let names: Vec<&str> = names.split_whitespace().collect();
        let keys = names.iter().map(|name| Key::new(&format!("{name}{end}")));
        Self {
            known: names.iter().copied().collect(),
            alike: SimilarIndex::new(LEAST, (0..).zip(keys)),
            names,
        }
    }

    /// The law that is meant by a name that none has; a name for short is one where `whole` is not set.
    fn law(&self, name: &str, whole: bool) -> Option<&'static str> {
        if self.known.contains(name) || !whole {
            return None;
        }
        self.with_or_without(name).or_else(|| self.only_like(name, LAW))
    }

    /// The regulation that is meant by a name that none has.
    fn regulation(&self, name: &str) -> Option<&'static str> {
        if self.known.contains(name) {
            return None;
        }
        let mut longer = self.names.iter().filter(|known| known.ends_with(name));
        match (longer.next(), longer.next()) {
            (Some(only), None) => Some(only),
            _ => self.only_like(name, ""),
        }
    }

    /// The name with one of the usual words too many or too few: 渔业管理 is 渔业, 土地 is 土地管理.
    fn with_or_without(&self, name: &str) -> Option<&'static str> {
        let others = USUAL
            .iter()
            .flat_map(|word| [name.replacen(word, "", 1), format!("{name}{word}")]);
        let mut known = others.filter_map(|other| self.known.get(other.as_str()).copied());
        known.next().filter(|only| known.all(|other| other == *only))
    }

    /// The only name that a name is like.
    fn only_like(&self, name: &str, end: &str) -> Option<&'static str> {
        if !LENGTHS.contains(&(name.len() + end.len())) {
            return None;
        }
        match self.alike.find(&Key::new(&format!("{name}{end}")))[..] {
            [only] => Some(self.names[only as usize]),
            _ => None,
        }
    }
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
            "《中华人民共和国土地管理法实施条例》",
            "《甲省燃气管理条例》",
            "《环保法》",
            "《村规民约管理办法》",
            "《固体废物污染环境防治法》",
        ] {
            assert_eq!(proper(title), None, "{title}");
        }
        for (title, meant) in [
            (
                "《中华人民共和国固体废弃物污染环境防治法》",
                "《中华人民共和国固体废物污染环境防治法》",
            ),
            ("《中华人民共和国燃气管理条例》", "《城镇燃气管理条例》"),
            (
                "《中华人民共和国村庄与集镇规划建设条例》",
                "《村庄和集镇规划建设管理条例》",
            ),
            ("《固体废弃物污染环境防治法》", "《固体废物污染环境防治法》"),
            ("《中华人民共和国信访工作法》", "《信访工作条例》"),
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

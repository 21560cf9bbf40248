//! Provinces, prefectures and counties by name, and where a text names one that is not the list's own.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text::{Mapped, normal, reach};
use crate::{Map, Set};

/// What names of places end with.
pub(super) const ENDS: [char; 7] = ['县', '市', '区', '省', '旗', '盟', '州'];

/// Behind a name, these make another word of its last character: 区域, 县级.
const GOES_ON: [&str; 7] = ["域", "级", "块", "间", "划", "别", "直"];

/// The same behind 市, unless it is the name of a body: 市民, but not 市民政局.
const GOES_ON_CITY: [&str; 8] = ["民", "容", "场", "政设", "政工", "政管", "政公", "政道"];
const BODIES: [&str; 3] = ["民政", "民族", "民宗"];

/// Words of a sentence that names other places with good reason: partners, neighbours, where people come from or go, models.
pub(super) const REASONS: [&str; 23] = [
    "对口", "协作", "支援", "毗邻", "相邻", "接壤", "交界", "边界", "户籍", "来自", "籍", "经验", "考察",
    "流域", "接边", "邻", "跨", "省际", "联防", "流向", "流入", "务工", "返乡",
];

/// The marks between which a part of a text says one thing.
pub(super) const MARKS: [char; 9] = ['，', '。', '；', '！', '？', ',', ';', '\n', '：'];

/// The names, by the character they end with and the one before it.
struct Gazetteer {
    names: Map<(char, char), Vec<&'static str>>,
    /// Those that other words are made of too.
    common: Set<&'static str>,
}

fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| {
        let lines = || {
            include_str!("places.txt")
                .lines()
                .filter(|line| !line.starts_with('#'))
        };
        let words = |line: &'static str| line.split(' ').filter(|word| !matches!(*word, "" | "-" | "!"));
        let common = lines()
            .filter(|line| line.starts_with('!'))
            .flat_map(words)
            .collect();
        let mut names: Map<(char, char), Vec<&str>> = Map::default();
        for name in lines().filter(|line| !line.starts_with('!')).flat_map(words) {
            if let Some(key) = last_two(name) {
                names.entry(key).or_default().push(name);
            }
        }
        for names in names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
        Gazetteer { names, common }
    })
}

/// The last two characters of a text.
pub(super) fn last_two(text: &str) -> Option<(char, char)> {
    let mut letters = text.chars().rev();
    let last = letters.next()?;
    Some((letters.next()?, last))
}

/// The longest official name that `text` ends with.
fn ending(text: &str) -> Option<&'static str> {
    let names = gazetteer().names.get(&last_two(text)?)?;
    names.iter().find(|name| text.ends_with(**name)).copied()
}

/// Whether `text` names a place that ends at `end`, in bytes, without good reason: for some lists it is another place.
pub(super) fn may_be_foreign(text: &str, end: usize) -> bool {
    named(text, end).is_some_and(|(_, range)| !has_reason(part(text, range)))
}

/// Whether a part of a text names other places with good reason.
fn has_reason(part: &str) -> bool {
    REASONS.iter().any(|word| part.contains(word))
}

/// The name of a place that ends at `end` of `text`, in bytes, and where it stands, for a county with the prefecture and
/// province before it.
fn named(text: &str, end: usize) -> Option<(&'static str, Range<usize>)> {
    let (before, after) = text.split_at(end);
    let name = ending(before)?;
    let starts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if starts(&GOES_ON) || before.ends_with('市') && starts(&GOES_ON_CITY) && !starts(&BODIES) {
        return None;
    }
    let start = end - name.len();
    let above = ending(&before[..start]);
    if gazetteer().common.contains(name) && above.is_none() {
        return None;
    }
    let from = above.map_or(start, |above| start - above.len());
    Some((name, from..end))
}

/// The places that belong to a list: its own divisions.
#[derive(Debug, Default)]
pub(super) struct Home {
    names: Vec<String>,
}

impl Home {
    pub(super) fn new(region: &[Mapped<'_>]) -> Self {
        let names = region.iter().map(|name| normal::key(name.as_str()).into_owned());
        Self {
            names: names.collect(),
        }
    }

    /// Whether the name of a body holds that of another place: 永登县水务局 in a list of 西固区.
    pub(super) fn names_other(&self, name: &str) -> bool {
        let mut ends = name.char_indices().filter(|(_, letter)| ENDS.contains(letter));
        ends.any(|(at, letter)| self.foreign(name, at + letter.len_utf8()).is_some())
    }

    /// The name of a place, other than the list's own, that ends at `end` of `text`, in bytes; for a county with the
    /// prefecture and province before it.
    pub(super) fn foreign(&self, text: &str, end: usize) -> Option<Range<usize>> {
        let (name, range) = named(text, end)?;
        let is_own = |own: &String| text[..end].ends_with(own.as_str()) || own == name;
        if self.names.iter().any(is_own) {
            return None;
        }
        let part = part(text, range.clone());
        // 西固区、永登县: a place beside the list's own is a neighbour; 兰州市永登县 is not.
        let beside = self.names.last().is_some_and(|own| part.contains(own.as_str()));
        (!has_reason(part) && !beside).then_some(range)
    }

    /// The county in the name of a branch of another county's: 永登 before 分局 at `end` of `text`, in bytes.
    pub(super) fn foreign_branch(&self, text: &str, end: usize) -> Option<Range<usize>> {
        let start = text[..end]
            .rfind(['局', '队', '司'])
            .map_or(0, |at| at + '局'.len_utf8());
        let name = &text[start..end];
        let is_own = self.names.iter().any(|own| own.starts_with(name));
        if is_own || name.chars().count() < 2 || start == 0 {
            return None;
        }
        let mut wholes = ENDS.iter().map(|end| format!("{name}{end}"));
        let is_place = |whole: String| {
            ending(&whole).is_some_and(|found| found == whole) && !gazetteer().common.contains(whole.as_str())
        };
        wholes.any(is_place).then_some(start..end)
    }
}

/// The part of `text` between marks that holds `range`.
pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    let start = range.start - reach::since(&text[..range.start], &MARKS).len();
    let end = range.end + reach::until(&text[range.end..], &MARKS).len();
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(region: &[&str], text: &'static str) -> Vec<&'static str> {
        let home = Home {
            names: region.iter().map(|name| (*name).to_owned()).collect(),
        };
        let ends = text.char_indices().filter(|(_, letter)| ENDS.contains(letter));
        let ranges = ends.filter_map(|(at, letter)| home.foreign(text, at + letter.len_utf8()));
        ranges.map(|range| &text[range]).collect()
    }

    #[test]
    fn other_places_are_told_from_the_own_and_from_words() {
        let home = ["甘肃省", "兰州市", "西固区"];
        assert_eq!(
            foreign(&home, "落实兰州市西固区和甘肃省的部署"),
            Vec::<&str>::new()
        );
        assert_eq!(foreign(&home, "报永登县应急管理局"), ["永登县"]);
        assert_eq!(foreign(&home, "报兰州市永登县水务局，抄送岷县"), ["兰州市永登县"]);
        assert_eq!(
            foreign(&home, "会同县公安局、资源县和平房区域巡查"),
            Vec::<&str>::new()
        );
        assert_eq!(foreign(&home, "与永登县交界的林区"), Vec::<&str>::new());
        assert_eq!(foreign(&home, "西固区、永登县共治"), Vec::<&str>::new());
        assert_eq!(
            foreign(&["湖南省", "怀化市", "会同县"], "由会同县公安局负责"),
            Vec::<&str>::new()
        );
        assert_eq!(
            foreign(&["湖南省", "怀化市", "会同县"], "由甘肃省岷县公安局负责"),
            ["甘肃省", "甘肃省岷县"]
        );
    }

    #[test]
    fn a_branch_bears_the_name_of_its_county() {
        let home = Home {
            names: ["甘肃省", "兰州市", "西固区"].map(str::to_owned).to_vec(),
        };
        let branch = |text: &'static str| {
            home.foreign_branch(text, text.find("分局")?)
                .map(|range| &text[range])
        };
        assert_eq!(branch("市生态环境局永登分局"), Some("永登"));
        for own in [
            "市生态环境局西固分局",
            "市公安局高新分局",
            "市公安局城东分局",
            "市公安局分局",
            "永登分局",
        ] {
            assert_eq!(branch(own), None, "{own}");
        }
    }

    #[test]
    fn all_of_china_is_there() {
        let gazetteer = gazetteer();
        let all: usize = gazetteer.names.values().map(Vec::len).sum();
        assert!((3200..3300).contains(&all), "{all}");
        assert_eq!(ending("伊犁哈萨克自治州"), Some("伊犁哈萨克自治州"));
    }
}

//! Names of bodies taken apart, and spellings of one body in one document brought together.

use super::bodies;
use std::borrow::Cow;

use crate::text::likeness::{AbbreviatesIndex, Key, SimilarIndex, abbreviates, similarity};
use crate::text::{Mapped, normal};
use crate::{Map, Set};

/// A name of a body in its parts: 兰州市西固区应急管理局 is 应急管理局 at the level of the third division.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name {
    /// Which division of the township's region it belongs to, from 1 for the largest; 0 where the name does not say.
    pub(super) level: usize,
    /// What remains without the divisions, brackets and level words; a final 委员会 is 委, a final 分局 is 分.
    pub(super) stem: String,
}

/// The divisions a township belongs to, with the words that names use for them.
#[derive(Debug, Default)]
pub(super) struct Divisions {
    /// Names and the level they stand for, longest first.
    names: Vec<(String, usize)>,
    /// Words for a level (市, 县 …) and the level each stands for.
    words: Vec<(char, usize)>,
}

/// How alike two names are that have one short name in common and differ by a misspelling.
pub(super) const MISSPELT: f64 = 0.75;

/// How alike two names of some length are that differ by a misspelling.
const NEARLY_EQUAL: f64 = 0.85;

/// Shorter stems may be those of two bodies though one character differs: 教育局, 体育局.
const LONG: usize = 7;

/// The words for a kind of division, with those of the levels they can be.
const KINDS: [char; 7] = ['省', '市', '州', '县', '区', '旗', '盟'];

/// Words that begin with a level word but are none: 市场监督, 市政工程, 区块 …
const NO_LEVEL: [&str; 13] = [
    "市场",
    "市监局",
    "市监部门",
    "市监分局",
    "市监管",
    "市容",
    "市政工程",
    "市政管理",
    "市政设施",
    "市政公用",
    "区域",
    "区块",
    "县域",
];

impl Divisions {
    /// The divisions of a township's region, largest first.
    pub(super) fn new(region: &[Mapped<'_>]) -> Self {
        let mut names = Vec::new();
        let mut words: Vec<(char, usize)> = Vec::new();
        for (index, division) in region.iter().enumerate() {
            let (name, level) = (normal::key(division.as_str()).into_owned(), index + 1);
            if let Some(kind) = name.chars().last().filter(|kind| KINDS.contains(kind)) {
                // The nearest division that is called so: 市 is the county-level city, not the one above it.
                words.retain(|(word, _)| *word != kind);
                words.push((kind, level));
                let short = [
                    "自治区",
                    "自治州",
                    "自治县",
                    "自治旗",
                    "省",
                    "市",
                    "州",
                    "县",
                    "区",
                    "旗",
                    "盟",
                ]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .filter(|short| short.chars().count() > 1);
                names.extend(short.map(|short| (short.to_owned(), level)));
            }
            names.push((name, level));
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names, words }
    }

    /// Takes a name apart; a usual short name is taken for what it stands for.
    pub(super) fn name(&self, text: &str) -> Name {
        self.parts(text, true)
    }

    /// Takes a name apart; `in_full` takes a usual short name for what it stands for.
    pub(super) fn parts(&self, text: &str, in_full: bool) -> Name {
        let (main, _) = main_and_second(text);
        let key = normal::key(&main);
        let name = ["中共", "国家税务总局", "国网"]
            .iter()
            .find_map(|above| key.strip_prefix(above).filter(|name| !name.is_empty()));
        if let Some(level) = self.youth_league(&key).filter(|_| in_full) {
            let stem = "共产主义青年团委".to_owned();
            return Name { level, stem };
        }
        let (rest, level) = self.level(name.unwrap_or(&key));
        let rest = bodies::whole(rest).filter(|_| in_full).unwrap_or(rest);
        // A branch is another body than the bureau it belongs to, and must not pass for a longer spelling of it.
        let rest = rest
            .strip_suffix("机关")
            .filter(|body| !body.is_empty())
            .unwrap_or(rest);
        let stem = [("委员会", "委"), ("分局", "分")]
            .into_iter()
            .find_map(|(end, short)| {
                let body = rest.strip_suffix(end).filter(|body| !body.is_empty())?;
                Some(format!("{body}{short}"))
            });
        Name {
            level,
            stem: stem.unwrap_or_else(|| rest.to_owned()),
        }
    }

    /// What follows the divisions and the word for a level that a name begins with, and the level.
    fn level<'n>(&self, name: &'n str) -> (&'n str, usize) {
        let (mut rest, mut level) = (name, 0);
        while let Some((after, found)) = self
            .names
            .iter()
            .find_map(|(name, level)| Some((rest.strip_prefix(name.as_str())?, *level)))
        {
            // A short form may be followed by its own kind: 西固区 as 西固 + 区.
            (rest, level) = (after, found);
        }
        let first = rest
            .chars()
            .next()
            .filter(|_| !NO_LEVEL.iter().any(|word| rest.starts_with(word)));
        match first.and_then(|first| self.words.iter().find(|(word, _)| *word == first)) {
            Some((word, found)) => (&rest[word.len_utf8()..], *found),
            None => (rest, level),
        }
    }

    /// The level of a committee of the youth league, whose division stands inside its name: 团县委, 共青团西固区委员会.
    fn youth_league(&self, name: &str) -> Option<usize> {
        let inner = name.strip_prefix("共青团").or_else(|| name.strip_prefix('团'))?;
        let (rest, level) = self.level(inner);
        matches!(rest, "委" | "委员会").then_some(level)
    }
}

/// The spellings of one document: which of them are one body.
#[derive(Debug)]
pub(super) struct Spellings<'g> {
    divisions: Divisions,
    /// The body of each whole name as written.
    bodies: Map<&'g str, Name>,
    /// The longest spelling of each body.
    longest: Map<Name, &'g str>,
    /// The level of each stem that stands at only one.
    levels: Map<String, Option<usize>>,
    /// Where names of running text are looked for.
    wholes: Wholes,
}

impl<'g> Spellings<'g> {
    /// Brings together the spellings in the columns, labels and receivers of a list of `region`: equal but for the divisions
    /// that are written out, or one the abbreviation of exactly one other (县人社局, 县人力资源和社会保障局).
    pub(super) fn new(names: &Set<&'g str>, region: &[Mapped<'_>]) -> Self {
        let divisions = Divisions::new(region);
        let mut bodies: Map<&'g str, Name> = names.iter().map(|full| (*full, divisions.name(full))).collect();
        // First the level, then the abbreviations, then the level of what was abbreviated.
        give_levels(&mut bodies);
        let wholes = Wholes::new(bodies.values());
        for name in bodies.values_mut() {
            // What an abbreviation stands for may itself be misspelt.
            for _ in 0..2 {
                *name = wholes.find(name).unwrap_or_else(|| name.clone());
            }
        }
        bodies.values_mut().for_each(Name::take_office);
        give_levels(&mut bodies);
        let mut longest: Map<Name, &'g str> = Map::default();
        for (full, body) in &bodies {
            let longest = longest.entry(body.clone()).or_insert(full);
            if full.len() > longest.len() {
                *longest = full;
            }
        }
        let mut levels: Map<String, Option<usize>> = Map::default();
        for name in longest.keys() {
            let level = levels.entry(name.stem.clone()).or_insert(Some(name.level));
            *level = level.filter(|level| *level == name.level);
        }
        Self {
            divisions,
            bodies,
            longest,
            levels,
            wholes,
        }
    }

    /// The longest spelling of the body with this name: equal for all its spellings in the document. `None` for a
    /// name that stands in no column, label or receiver, nor is like one but for its divisions, nor short for one.
    pub(super) fn body(&self, full: &str) -> Option<&'g str> {
        if let Some(body) = self.bodies.get(full) {
            return self.longest.get(body).copied();
        }
        let mut name = self.divisions.name(full);
        if name.level == 0 {
            let mut office = name.clone();
            office.take_office();
            name.level = self.levels.get(&office.stem).copied().flatten().unwrap_or(0);
        }
        let whole = self.wholes.find(&name);
        [Some(name), whole].into_iter().flatten().find_map(|mut name| {
            name.take_office();
            self.longest.get(&name).copied()
        })
    }

    /// Whether a name that stands in no column, label or receiver is a short form of `whole`: too many characters are missing
    /// for a slip.
    pub(super) fn is_short(&self, full: &str, whole: &str) -> bool {
        if full.len() >= whole.len() || self.bodies.contains_key(full) {
            return false;
        }
        let (short, whole) = (self.name(full).stem, self.name(whole).stem);
        let alike = similarity(&Key::new(&short), &Key::new(&whole)).unwrap_or(0.0);
        short.len() < whole.len() && alike < MISSPELT && !whole.ends_with(&short)
    }

    /// The body that a name of a column, label or receiver stands for.
    pub(super) fn known(&self, full: &str) -> Name {
        let known = self.bodies.get(full).cloned();
        known.unwrap_or_else(|| self.divisions.name(full))
    }

    /// A name taken apart, as it is written.
    pub(super) fn name(&self, full: &str) -> Name {
        self.divisions.parts(full, false)
    }
}

fn give_levels(bodies: &mut Map<&str, Name>) {
    let levels = only_levels(&bodies.values().collect::<Vec<_>>());
    for name in bodies.values_mut().filter(|name| name.level == 0) {
        name.level = levels.get(&name.stem).copied().unwrap_or(0);
    }
}

/// The stems of each level, and an index of what abbreviates them.
#[derive(Debug, Default)]
pub(super) struct Wholes(Vec<(Map<String, Key>, AbbreviatesIndex, SimilarIndex)>);

impl Wholes {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n Name>) -> Self {
        let mut levels: Vec<Map<String, Key>> = Vec::new();
        for name in names {
            levels.resize_with(levels.len().max(name.level + 1), Map::default);
            if !levels[name.level].contains_key(&name.stem) {
                levels[name.level].insert(name.stem.clone(), Key::new(&name.stem));
            }
        }
        let index = |stems: Map<String, Key>| {
            let index = AbbreviatesIndex::new((0..).zip(stems.values().cloned()));
            let long = (0..)
                .zip(stems.values().cloned())
                .filter(|(_, key)| key.characters().len() >= LONG);
            let nearly = SimilarIndex::new(NEARLY_EQUAL, long);
            (stems, index, nearly)
        };
        Self(levels.into_iter().map(index).collect())
    }

    /// What an abbreviated name stands for, where only one can be meant. A name that does not say its level may be
    /// short for that of any.
    pub(super) fn find(&self, name: &Name) -> Option<Name> {
        let key = Key::new(&name.stem);
        if name.level > 0 {
            let found = self.at(name.level, name, &key);
            let stem = found.or_else(|| self.nearly(name.level, &key))?.to_owned();
            return Some(Name {
                level: name.level,
                stem,
            });
        }
        let mut levels = (1..self.0.len()).filter_map(|level| Some((level, self.at(level, name, &key)?)));
        let found = levels.next().or_else(|| Some((0, self.at(0, name, &key)?)))?;
        let stem = found.1.to_owned();
        levels.next().is_none().then_some(Name { level: found.0, stem })
    }

    /// The first in the document of the long names that differ from this one by a misspelling.
    fn nearly(&self, level: usize, key: &Key) -> Option<&str> {
        let (stems, _, nearly) = self.0.get(level)?;
        let first = match key.characters().len() >= LONG {
            true => nearly.find(key).into_iter().min()?,
            false => return None,
        };
        Some(stems.get_index(first as usize)?.0)
    }

    fn at(&self, level: usize, name: &Name, key: &Key) -> Option<&str> {
        let (stems, index, _) = self.0.get(level)?;
        let longer: Vec<(&String, &Key)> = index
            .find(key)
            .into_iter()
            .filter_map(|at| stems.get_index(at as usize))
            .filter(|(stem, _)| stem.len() > name.stem.len())
            .collect();
        let (longest, key) = longer.iter().max_by_key(|(stem, _)| stem.len())?;
        // Two candidates of which neither abbreviates the other, nor is misspelt for it, are two bodies.
        let is_misspelt = |other: &Key| similarity(other, key).is_some_and(|alike| alike >= MISSPELT);
        let is_one = longer
            .iter()
            .all(|(stem, other)| stem == longest || abbreviates(other, key) || is_misspelt(other));
        is_one.then_some(longest.as_str())
    }
}

/// The level of each stem that occurs without one, where it occurs with exactly one other.
fn only_levels(bodies: &[&Name]) -> Map<String, usize> {
    let mut levels: Map<&str, Set<usize>> = Map::default();
    for body in bodies {
        levels.entry(&body.stem).or_default().insert(body.level);
    }
    let only = |(stem, levels): (&str, Set<usize>)| {
        let mut known = levels.iter().filter(|&&level| level > 0);
        let level = *known.next()?;
        (levels.contains(&0) && known.next().is_none()).then(|| (stem.to_owned(), level))
    };
    levels.into_iter().filter_map(only).collect()
}

/// A name and the second one that stands in brackets behind it.
pub(super) fn main_and_second(text: &str) -> (Cow<'_, str>, Option<String>) {
    let nfkc = normal::nfkc(text);
    match nfkc.split_once(['(', '[']) {
        Some((main, rest)) => {
            let second = rest.split([')', ']']).next().unwrap_or(rest).to_owned();
            (Cow::Owned(main.to_owned()), Some(second))
        }
        None => (nfkc, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceId, Span};

    fn divisions(region: &[&'static str]) -> Divisions {
        let mapped = |name: &&'static str| Mapped::slice(SourceId(0), name, Span::new(0, name.len()));
        Divisions::new(&region.iter().map(mapped).collect::<Vec<_>>())
    }

    #[track_caller]
    fn assert_name(region: &[&'static str], text: &str, level: usize, stem: &str) {
        assert_eq!(
            divisions(region).name(text),
            Name {
                level,
                stem: stem.to_owned()
            },
            "{text}"
        );
    }

    #[test]
    fn names_of_a_district_and_its_city() {
        let region = ["甘肃省", "兰州市", "西固区"];
        assert_name(&region, "兰州市西固区应急管理局", 3, "应急管理局");
        assert_name(&region, "区应急局", 3, "应急管理局");
        assert_name(&region, "西固区委组织部", 3, "委组织部");
        assert_name(&region, "市生态环境局", 2, "生态环境局");
        assert_name(&region, "兰州市公安局西固分局", 2, "公安局西固分");
        assert_name(&region, "市场监管局", 0, "市场监督管理局");
        assert_name(&region, "省农业农村厅", 1, "农业农村厅");
        assert_name(&region, "市监局", 0, "市场监督管理局");
        assert_name(&region, "兰州市西固区市监局", 3, "市场监督管理局");
        assert_name(&region, "区委编办", 3, "委机构编制委员会办公室");
        assert_name(&region, "团区委", 3, "共产主义青年团委");
        assert_name(&region, "共青团西固区委员会", 3, "共产主义青年团委");
        assert_name(&region, "国家税务总局兰州市西固区税务局", 3, "税务局");
    }

    #[test]
    fn the_city_of_a_list_in_a_city_is_the_nearest() {
        let region = ["内蒙古自治区", "呼伦贝尔市", "扎兰屯市"];
        assert_name(&region, "市市场监督管理局", 3, "市场监督管理局");
        assert_name(&region, "呼伦贝尔市生态环境局", 2, "生态环境局");
        assert_name(&region, "市卫生健康委员会（市疾病预防控制中心）", 3, "卫生健康委");
    }
}

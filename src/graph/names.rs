//! Names of bodies taken apart, and spellings of one body in one document brought together.

use crate::list::DutyList;
use crate::text::likeness::{AbbreviatesIndex, Key, abbreviates};
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
#[derive(Debug)]
pub(super) struct Divisions {
    /// Names and the level they stand for, longest first.
    names: Vec<(String, usize)>,
    /// Words for a level (市, 县 …) and the level each stands for.
    words: Vec<(char, usize)>,
}

/// The words for a kind of division, with those of the levels they can be.
const KINDS: [char; 7] = ['省', '市', '州', '县', '区', '旗', '盟'];

/// Words that begin with a level word but are none: 市场监督, 市政工程, 区块 …
const NO_LEVEL: [&str; 9] = [
    "市场",
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

    /// Takes a name apart.
    pub(super) fn name(&self, text: &str) -> Name {
        let nfkc = normal::nfkc(text);
        let main = nfkc.split(['(', '[']).next().unwrap_or(&nfkc);
        let key = normal::key(main);
        let (mut rest, mut level) = (key.as_ref(), 0);
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
        if let Some((word, found)) =
            first.and_then(|first| self.words.iter().find(|(word, _)| *word == first))
        {
            (rest, level) = (&rest[word.len_utf8()..], *found);
        }
        // A branch is another body than the bureau it belongs to, and must not pass for a longer spelling of it.
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
}

/// The spellings of one document: which of them are one body.
#[derive(Debug)]
pub(super) struct Spellings<'g> {
    divisions: Divisions,
    /// The body of each whole name as written.
    bodies: Map<&'g str, Name>,
    /// The longest spelling of each body.
    longest: Map<Name, &'g str>,
}

impl<'g> Spellings<'g> {
    /// Brings together the spellings in the columns, labels and receivers of a list: equal but for the divisions
    /// that are written out, or one the abbreviation of exactly one other (县人社局, 县人力资源和社会保障局).
    pub(super) fn new(list: &'g DutyList<'g>) -> Self {
        let divisions = Divisions::new(&list.township.region);
        let mut bodies: Map<&'g str, Name> = Map::default();
        for mention in list.duties().flat_map(|(.., duty)| duty.detail.mentions()) {
            let full = mention.full_name();
            bodies.entry(full).or_insert_with(|| divisions.name(full));
        }
        // First the level, then the abbreviations, then the level of what was abbreviated.
        for step in [Self::give_levels, Self::give_wholes, Self::give_levels] {
            step(&mut bodies);
        }
        let mut longest: Map<Name, &'g str> = Map::default();
        for (full, body) in &bodies {
            let longest = longest.entry(body.clone()).or_insert(full);
            if full.len() > longest.len() {
                *longest = full;
            }
        }
        Self {
            divisions,
            bodies,
            longest,
        }
    }

    fn give_levels(bodies: &mut Map<&'g str, Name>) {
        let levels = only_levels(&bodies.values().collect::<Vec<_>>());
        for name in bodies.values_mut().filter(|name| name.level == 0) {
            name.level = levels.get(&name.stem).copied().unwrap_or(0);
        }
    }

    fn give_wholes(bodies: &mut Map<&'g str, Name>) {
        let wholes = whole_stems(&bodies.values().collect::<Vec<_>>());
        for name in bodies.values_mut() {
            if let Some(whole) = wholes.get(name) {
                name.stem.clone_from(whole);
            }
        }
    }

    /// The longest spelling of the body with this name: equal for all its spellings in the document. `None` for a
    /// name that stands in no column, label or receiver, nor is like one but for its divisions.
    pub(super) fn body(&self, full: &str) -> Option<&'g str> {
        match self.bodies.get(full) {
            Some(body) => self.longest.get(body).copied(),
            None => self.longest.get(&self.divisions.name(full)).copied(),
        }
    }

    /// A name taken apart.
    pub(super) fn name(&self, full: &str) -> Name {
        self.divisions.name(full)
    }
}

/// The stem that each abbreviated one stands for, where only one can be meant.
fn whole_stems(names: &[&Name]) -> Map<Name, String> {
    let mut keys: Vec<Map<&str, Key>> = Vec::new();
    for name in names {
        keys.resize_with(keys.len().max(name.level + 1), Map::default);
        keys[name.level]
            .entry(&name.stem)
            .or_insert_with(|| Key::new(&name.stem));
    }
    let indexes: Vec<AbbreviatesIndex> = keys
        .iter()
        .map(|stems| AbbreviatesIndex::new((0..).zip(stems.values().cloned())))
        .collect();
    let whole = |name: &&Name| {
        let stems = &keys[name.level];
        let found = indexes[name.level].find(&stems[name.stem.as_str()]);
        let longer: Vec<(&&str, &Key)> = found
            .into_iter()
            .filter_map(|at| stems.get_index(at as usize))
            .filter(|(stem, _)| stem.len() > name.stem.len())
            .collect();
        let (longest, key) = longer.iter().max_by_key(|(stem, _)| stem.len())?;
        // Two candidates of which neither abbreviates the other are two bodies.
        let is_one = longer
            .iter()
            .all(|(stem, other)| stem == longest || abbreviates(other, key));
        is_one.then(|| ((**name).clone(), (**longest).to_string()))
    };
    names.iter().filter_map(whole).collect()
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
        assert_name(&region, "区应急局", 3, "应急局");
        assert_name(&region, "西固区委组织部", 3, "委组织部");
        assert_name(&region, "市生态环境局", 2, "生态环境局");
        assert_name(&region, "兰州市公安局西固分局", 2, "公安局西固分");
        assert_name(&region, "市场监管局", 0, "市场监管局");
        assert_name(&region, "省农业农村厅", 1, "农业农村厅");
    }

    #[test]
    fn the_city_of_a_list_in_a_city_is_the_nearest() {
        let region = ["内蒙古自治区", "呼伦贝尔市", "扎兰屯市"];
        assert_name(&region, "市市场监督管理局", 3, "市场监督管理局");
        assert_name(&region, "呼伦贝尔市生态环境局", 2, "生态环境局");
        assert_name(&region, "市卫生健康委员会（市疾病预防控制中心）", 3, "卫生健康委");
    }
}

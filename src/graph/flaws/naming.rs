//! Words for the place a list belongs to: other places, other kinds of township and county, and heads without colon.

use std::ops::Range;

use super::addressed;
use super::opening::opens;
use super::organs::{self, TOGETHER};
use super::{FlawKind, FlawNode, province, township};
use crate::graph::NodeId;
use crate::graph::places::{self, ENDS, Home};
use crate::list::Township;
use crate::text::{Mapped, Sources, normal};

/// The kinds of township, each with the characters before which its word is part of another: 乡土, 镇静.
const TOWNSHIPS: [Word; 4] = [
    ("街道", ""),
    ("苏木", ""),
    ("镇", "静定痛压守"),
    ("乡", "镇土村愁音"),
];

/// What the words for a kind of township begin with, and 分局, the branch of a bureau.
pub(super) const TOWNSHIP_HEADS: [char; 5] = ['街', '苏', '镇', '乡', '分'];

/// The kinds of county, each with the characters before which its word is part of another: 区域, 市场.
const COUNTIES: [Word; 4] = [
    ("县", "域级城"),
    ("旗", "帜舰袍"),
    ("区", "域分别块间划"),
    ("市", "场民政容"),
];

/// What speaks of the own place, and what makes another word of it when it stands before: 安全镇, 资本市场.
const OWN: [(char, &str); 3] = [
    ('本', "资基根日标成样文书版剧课"),
    ('我', "自"),
    ('全', "安健完齐周保万十俱成"),
];

/// The organs that a township and a county have; `委` is not that of 委员会 or 委托.
const ORGANS: [&str; 9] = [
    "党委",
    "党工委",
    "人大",
    "人民代表大会",
    "人代会",
    "人民政府",
    "政府",
    "委",
    "纪委",
];

/// What every township runs; behind 街道, where the levels are counted up, it is no street.
const STATIONS: [&str; 12] = [
    "综合文化站",
    "文化站",
    "综合文化服务中心",
    "党群服务中心",
    "便民服务中心",
    "综治中心",
    "综合行政执法队",
    "退役军人服务站",
    "新时代文明实践所",
    "敬老院",
    "武装部",
    "人大主席团",
];
const LEVELS: [&str; 3] = ["、村级", "、村（社区）", "、村两级"];

/// Who stays in a township: 驻镇干部.
const STAYING: [&str; 5] = ["委员", "干部", "领导", "工作队", "单位"];

/// The own level and that of its villages.
const TWO_LEVELS: [&str; 6] = [
    "村两级",
    "、村两级",
    "、村（社区）两级",
    "、社区两级",
    "、村（居）两级",
    "、嘎查两级",
];

/// Which kinds of words do not fit a list.
#[derive(Debug, Default)]
pub(super) struct Naming {
    home: Home,
    /// The name of the province.
    province: Option<String>,
    /// The name of the township.
    name: Option<String>,
    /// The own kind of township and of county; none where the name says none that is known.
    township: Option<&'static str>,
    county: Option<&'static str>,
    /// Kinds that are right for a division above: 全市 in a county of a city, 全区 in an autonomous region.
    above: Vec<&'static str>,
}

impl Naming {
    /// What fits a list of `township`.
    pub(super) fn new(township: &Township<'_>) -> Self {
        let kind = |name: &str, kinds: [Word; 4]| {
            let found = kinds
                .into_iter()
                .map(|(kind, _)| kind)
                .find(|kind| name.ends_with(kind));
            found.or_else(|| {
                name.contains("街道")
                    .then_some("街道")
                    .filter(|kind| kinds[0].0 == *kind)
            })
        };
        let name = normal::key(township.name.as_str()).into_owned();
        let (county, above) = match township.region.split_last() {
            Some((county, above)) => (kind(&normal::key(county.as_str()), COUNTIES), above),
            None => (None, [].as_slice()),
        };
        let above = above
            .iter()
            .filter_map(|name| kind(&normal::key(name.as_str()), COUNTIES));
        Self {
            home: Home::new(&township.region),
            province: township
                .region
                .first()
                .map(|province| normal::key(province.as_str()).into_owned()),
            township: kind(&name, TOWNSHIPS),
            name: Some(name).filter(|name| !name.is_empty()),
            county,
            above: above.collect(),
        }
    }

    /// Whether a province is another than the list's.
    pub(super) fn is_elsewhere(&self, province: &str) -> bool {
        self.province.as_deref().is_some_and(|own| own != province)
    }

    /// The province in the name of a duty of which another list should speak.
    pub(super) fn other_province(&self, name: &str) -> Option<Range<usize>> {
        addressed::elsewhere(name, self.province.as_deref()?)
    }

    /// A character that [`concerns`] some lists, at byte `at` of a text. `last` is the last place that was found in it: its position
    /// among the flaws and where it begins.
    pub(super) fn meet<'g>(
        &self,
        owner: NodeId,
        text: &Mapped<'g>,
        (at, letter): (usize, char),
        last: &mut Option<(usize, usize)>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        let words = text.as_str();
        if letter == '分' {
            let branch = words[at..]
                .starts_with("分局")
                .then(|| self.home.foreign_branch(words, at))
                .flatten();
            let flaw = |range| (owner, FlawNode::new(FlawKind::Place, text, range, None));
            flaws.extend(branch.map(flaw));
            return;
        }
        if let Some(range) = self
            .name
            .as_deref()
            .and_then(|own| township::other(words, at, own))
        {
            flaws.push((owner, FlawNode::new(FlawKind::OtherTownship, text, range, None)));
            return;
        }
        if ENDS.contains(&letter)
            && let Some(range) = self.home.foreign(words, at + letter.len_utf8())
        {
            // 天水市 is part of 天水市秦州区.
            if let Some((part, _)) = last.filter(|(_, start)| range.start <= *start) {
                flaws.remove(part);
            }
            *last = Some((flaws.len(), range.start));
            flaws.push((owner, FlawNode::new(FlawKind::Place, text, range, None)));
            return;
        }
        if let Some(own) = &self.province
            && let Some((range, proper)) = province::unfit(words, at, own)
        {
            let flaw = FlawNode::new(FlawKind::CountyWord, text, range, Some(proper.into()));
            flaws.push((owner, flaw));
            return;
        }
        if let Some(own) = self.township
            && let Some((kind, _)) = word_at(words, at, &TOWNSHIPS)
            && let Some(range) = organs::impossible(words, at, kind, own)
        {
            flaws.push((owner, FlawNode::new(FlawKind::NoSuchBody, text, range, None)));
            return;
        }
        self.words(owner, text, at, flaws);
    }

    /// The words at `at` for the list's own township or county that are those for another kind.
    fn words<'g>(
        &self,
        owner: NodeId,
        text: &Mapped<'g>,
        at: usize,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        let words = text.as_str();
        let township = self.township.map(|own| (FlawKind::TownshipWord, own, &TOWNSHIPS));
        let county = self.county.map(|own| (FlawKind::CountyWord, own, &COUNTIES));
        for (kind, own, kinds) in [township, county].into_iter().flatten() {
            let Some(word) = word_at(words, at, kinds) else {
                continue;
            };
            if let Some(range) = self.unfit(words, at, word, own) {
                let proper = match words[range.clone()].strip_prefix("本乡镇") {
                    Some(rest) => format!("本{own}{rest}"),
                    None => words[range.clone()].replacen(word.0, own, 1),
                };
                flaws.push((owner, FlawNode::new(kind, text, range, Some(proper.into()))));
            }
        }
    }

    /// The words at `at` that speak of the list's own place as another kind than `own`.
    fn unfit(&self, text: &str, at: usize, word: &Word, own: &str) -> Option<Range<usize>> {
        let is_fit = match is_both(text, at, word.0) {
            true => own == "街道",
            false => word.0 == own || self.above.contains(&word.0),
        };
        (!is_fit).then(|| of_own_place(text, at, word)).flatten()
    }
}

/// A word for a kind of place, and the characters before which it is part of another word.
type Word = (&'static str, &'static str);

/// Which of the words begins at `at` of a text.
fn word_at(text: &str, at: usize, words: &'static [Word]) -> Option<&'static Word> {
    words.iter().find(|(word, _)| text[at..].starts_with(word))
}

/// Whether a character of [`is_place`] at byte `at` of a text may be wrong there, be it in some other list: few are.
pub(super) fn concerns(text: &str, at: usize, letter: char) -> bool {
    if letter == '分' {
        return text[at..].starts_with("分局");
    }
    let unfit = |words| word_at(text, at, words).is_some_and(|word| of_own_place(text, at, word).is_some());
    ENDS.contains(&letter) && places::may_be_foreign(text, at + letter.len_utf8())
        || word_at(text, at, &TOWNSHIPS).is_some_and(|(kind, _)| organs::may_be(text, at, kind))
        || township::named(text, at).is_some()
        || township::may_be_nearly_own(text, at)
        || province::may_be_unfit(text, at)
        || unfit(&TOWNSHIPS)
        || unfit(&COUNTIES)
}

/// 本乡镇 leaves open which it is, though the list is that of one.
fn is_both(text: &str, at: usize, word: &str) -> bool {
    word == "乡" && text[at..].starts_with("乡镇") && text[..at].ends_with('本')
}

/// Whether a word for a kind of place between these means the own one: 公安、镇等部门, 驻镇干部.
fn is_own(last: char, after: &str, word: &str) -> bool {
    let is_department = last == '、' && after.starts_with("等部门");
    let is_stay = last == '驻' && STAYING.iter().any(|who| after.starts_with(who));
    is_department && !COUNTIES.iter().any(|(kind, _)| *kind == word) || is_stay && matches!(word, "镇" | "乡")
}

/// The words at `at` of a text, with one for a kind of place, that speak of the place that the list belongs to.
fn of_own_place(text: &str, at: usize, (word, not_before): &Word) -> Option<Range<usize>> {
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let last = before.chars().next_back();
    if is_both(text, at, word) {
        return Some(at - '本'.len_utf8()..at + "乡镇".len());
    }
    if after.starts_with(|next| not_before.contains(next)) {
        return None;
    }
    if let Some((letter, not_behind)) = OWN.iter().find(|(letter, _)| last == Some(*letter)) {
        let start = at - letter.len_utf8();
        let earlier = text[..start].chars().next_back();
        // 全县（市、区）, 全乡镇 speak of all kinds.
        let several = after.starts_with(['（', '(', '、', '/', '市', '区', '镇', '旗', '州', '街']);
        let other = earlier.is_some_and(|earlier| not_behind.contains(earlier));
        return (!several && !other).then_some(start..at + word.len());
    }
    if last.is_some_and(|last| is_own(last, after, word)) {
        return Some(at..at + word.len());
    }
    if last.is_some_and(|last| TOGETHER.contains(last)) {
        return None;
    }
    if TWO_LEVELS.iter().any(|levels| after.starts_with(levels)) {
        return Some(at..at + word.len());
    }
    // 乡级 is what the law calls the level of all townships.
    if after.starts_with('级') && *word != "乡" && TOWNSHIPS.iter().any(|(kind, _)| kind == word) {
        return Some(at..at + word.len() + '级'.len_utf8());
    }
    if let Some(end) = head(before, after).filter(|_| matches!(*word, "镇" | "乡")) {
        return Some(at..at + word.len() + end);
    }
    if after.starts_with('域') && matches!(*word, "镇" | "乡") {
        return Some(at..at + word.len() + '域'.len_utf8());
    }
    if let Some(end) = department(after).filter(|_| COUNTIES.iter().any(|(kind, _)| kind == word)) {
        return opens(before).then_some(at..at + word.len() + end);
    }
    if let Some(end) = station(after, word) {
        let is_own = runs(before) || last.is_none_or(|last| !normal::is_han(last));
        return is_own.then_some(at..at + word.len() + end);
    }
    let organ = ORGANS.iter().find(|organ| after.starts_with(**organ))?;
    let rest = &after[organ.len()..];
    let is_other = *organ == "委" && rest.starts_with(['员', '托', '会', '派', '任', '办'])
        || !matches!(*word, "县" | "区" | "旗")
            && matches!(*organ, "委" | "纪委")
            && *word != "镇"
            && *word != "乡"
        || *word == "市";
    // The name of another county is another flaw: 永登县政府.
    let named = last.is_some_and(normal::is_han) && !opens(before);
    (!is_other && !named).then_some(at..at + word.len() + organ.len())
}

/// Whether a word for a place may begin or end with a character.
pub(super) fn is_place(character: char) -> bool {
    ENDS.contains(&character) || TOWNSHIP_HEADS.contains(&character)
}

/// Where the words end that name a department by what it does, behind the word for its county: 生态环境部门.
fn department(after: &str) -> Option<usize> {
    const NAME: usize = 12;
    const NOT_FIRST: &str = "级直域内外各以及委政";
    let words = after.char_indices().take(NAME);
    let end = words
        .take_while(|(_, letter)| normal::is_han(*letter))
        .last()
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    let is_named = !after.starts_with(|first| NOT_FIRST.contains(first));
    let at = after[..end].find("部门").filter(|at| is_named && *at > 0)?;
    Some(at + "部门".len())
}

/// Where the word ends for the one who heads a township: 镇长, but not 镇长期.
fn head(before: &str, after: &str) -> Option<usize> {
    let rest = after.strip_prefix('长')?;
    let is_other = rest.starts_with(['期', '效', '远', '久', '者', '街', '河', '江', '江', '城', '征']);
    let is_own = before.ends_with('副') || opens(before) || !before.ends_with(normal::is_han);
    (is_own && !is_other).then_some('长'.len_utf8())
}

/// Where the words end, behind those for a kind of township, for what such a one runs.
fn station(after: &str, word: &str) -> Option<usize> {
    let is_township = TOWNSHIPS.iter().any(|(kind, _)| *kind == word);
    let station = STATIONS.iter().find(|station| after.starts_with(**station));
    let is_level = word == "街道" && LEVELS.iter().any(|levels| after.starts_with(levels));
    let end = station.map(|station| station.len()).or(is_level.then_some(0));
    end.filter(|_| is_township)
}

/// Whether what a township runs may be named behind this text.
fn runs(before: &str) -> bool {
    const BEFORE: [&str; 14] = [
        "管理", "管好", "运行", "运营", "建设", "建好", "用好", "依托", "发挥", "负责", "加强", "做好",
        "规范", "维护",
    ];
    opens(before) || BEFORE.iter().any(|word| before.ends_with(word))
}

/// The head of a block of which the source goes on with its clauses, though it has no colon.
pub(super) fn bare_label<'g>(sources: &Sources, label: &Mapped<'g>) -> Option<FlawNode<'g>> {
    const BLANK: [char; 4] = [' ', '\u{3000}', '\n', '\r'];
    let place = label.place();
    let source = sources[place.source].text();
    let mut after = source.get(place.span.end as usize..)?.trim_start_matches(BLANK);
    let mut tags = false;
    while let Some(tag) = after.strip_prefix('<') {
        after = tag.get(tag.find('>')? + 1..)?.trim_start_matches(BLANK);
        tags = true;
    }
    let is_bare = after.starts_with(|next: char| next.is_ascii_digit())
        || tags && !after.starts_with(['：', ':', '、']);
    is_bare.then(|| FlawNode::new(FlawKind::BareLabel, label, 0..label.as_str().len(), None))
}

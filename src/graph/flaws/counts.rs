//! Figures that contradict what stands beside them, or the same words elsewhere.

use std::ops::Range;

use super::{FlawKind, FlawNode};
use crate::Map;
use crate::graph::NodeId;
use crate::text::{Mapped, normal, numeral, reach};

/// The levels that are counted up, the longest first.
const LEVELS: [&str; 44] = [
    "乡（镇、街道）",
    "乡镇（街道）",
    "村（社区）",
    "镇（街道）",
    "街道（镇）",
    "村民小组",
    "社区（村）",
    "村（居）",
    "乡（镇）",
    "自治区",
    "自治州",
    "居民组",
    "乡镇",
    "镇街",
    "街道",
    "社区",
    "苏木",
    "嘎查",
    "村居",
    "村社",
    "网格",
    "片区",
    "小区",
    "园区",
    "管理区",
    "院落",
    "楼栋",
    "小组",
    "中央",
    "国家",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "镇",
    "乡",
    "村",
    "居",
    "组",
    "屯",
    "片",
];

/// The number from two to seven that ends at `at`, and what stands before it.
fn number(text: &str, at: usize) -> Option<(usize, &str)> {
    let letter = text[..at].chars().next_back()?;
    let before = &text[..at - letter.len_utf8()];
    let number = numeral::parse(&text[before.len()..at])? as usize;
    (numeral::is_chinese_digit(letter) && (2..=7).contains(&number)).then_some((number, before))
}

/// What stands between two of them.
const BETWEEN: [char; 5] = ['、', '和', '与', '及', '，'];

/// The levels before the 级 at `at`, with it, where they are not as many as the number says: `县、乡三级`.
pub(super) fn levels(text: &str, at: usize) -> Option<Range<usize>> {
    let (number, mut rest) = number(text, at)?;
    let mut count = 0;
    loop {
        let level = LEVELS.iter().find(|level| rest.ends_with(**level))?;
        rest = &rest[..rest.len() - level.len()];
        // 县区, 旗县: two words for one level.
        while let Some(other) = LEVELS.iter().find(|level| rest.ends_with(**level)) {
            rest = &rest[..rest.len() - other.len()];
        }
        count += 1;
        let Some(left) = rest.strip_suffix(BETWEEN) else {
            break;
        };
        // 工作组与乡、村两级: only the last two are joined by a word.
        if count > 1 && !rest.ends_with('、') {
            return None;
        }
        // 省级、市级两级
        rest = left.strip_suffix('级').unwrap_or(left);
    }
    (count > 1 && count != number).then(|| rest.len()..at + "级".len())
}

/// How much of a text before or behind a number may be what it counts, in bytes.
const LONGEST: usize = 200;

/// The things before or behind the `unit` at `at`, with it, where they are not as many as the number says.
pub(super) fn counted(text: &str, at: usize, unit: char) -> Option<Range<usize>> {
    let before = (unit == '类').then(|| kinds(text, at)).flatten();
    before.or_else(|| behind(text, at, unit))
}

/// What stands before those who are counted up.
const LEADS: [&str; 8] = ["针对", "对于", "包括", "对", "将", "把", "为", "向"];

/// The things before the 类 at `at`, with it, where they are not as many as the number says: `对老人、儿童三类对象`.
fn kinds(text: &str, at: usize) -> Option<Range<usize>> {
    let (number, before) = number(text, at)?;
    let part = reach::tail(before, LONGEST)
        .rsplit(['，', '。', '；', '：', '（', '“', ' '])
        .next()?;
    let things = LEADS.iter().find_map(|lead| part.strip_prefix(lead))?;
    let is_open = ["等", "其他", "其它", "各", "的"]
        .iter()
        .any(|word| things.contains(word));
    let mut count = 0;
    for thing in things.split(['、', '和', '与', '及']) {
        let length = thing.chars().count();
        if !(2..=8).contains(&length) || !thing.chars().all(normal::is_han) {
            return None;
        }
        count += 1;
    }
    let range = before.len() - things.len()..at + "类".len();
    (!is_open && count > 1 && count != number).then_some(range)
}

/// What opens brackets that name only some, or tell something else.
const NOT_A_LIST: [&str; 15] = [
    "等", "其他", "其它", "含", "包括", "如", "以", "即", "指", "见", "详", "原", "由", "…", "例",
];

/// What is counted up before its number ends: 三种, 两项, 四类.
pub(super) const COUNTED: [char; 3] = ['类', '种', '项'];

/// From the number before the `unit` at `at` to the things in the brackets behind it, where they are not as many:
/// `三类人员（老人、儿童）`.
fn behind(text: &str, at: usize, unit: char) -> Option<Range<usize>> {
    let (number, left) = number(text, at)?;
    let rest = &text[at + unit.len_utf8()..];
    let near = reach::head(rest, LONGEST);
    let open = near.find('（').filter(|open| (2 * 3..=8 * 3).contains(open))?;
    let length = near[open..].find('）')?;
    let things = &rest[open + '（'.len_utf8()..open + length];
    let is_numeral = |c: char| c.is_ascii_digit() || "第十百一二三四五六七八九".contains(c);
    let is_open = left.ends_with(is_numeral)
        || !rest[..open].chars().all(normal::is_han)
        || NOT_A_LIST.iter().any(|word| things.starts_with(word))
        || things.contains(['等', '，', '；', '。', '：', '（']);
    if is_open {
        return None;
    }
    let parts = things.split('、').count();
    let last = things.rsplit('、').next().unwrap_or_default();
    // 财政和卫生、教育: nobody knows whether the first are two.
    let joint = |part: &str| part.contains(['和', '与', '及']);
    let is_joint = things.len() > last.len() && joint(&things[..things.len() - last.len()]);
    let most = parts + usize::from(joint(last));
    let is_off = most > 1 && !is_joint && !(parts..=most).contains(&number);
    let end = text.len() - rest.len() + open + length + '）'.len_utf8();
    is_off.then_some(left.len()..end)
}

/// Characters behind a figure that have to be the same, so that both figures are of one thing.
const SAME: usize = 6;

/// The figures of the names of duties, by their unit and what stands behind them.
#[derive(Default)]
pub(super) struct Figures<'n, 'g> {
    known: Map<String, (NodeId, &'n Mapped<'g>, Range<usize>, bool)>,
}

impl<'n, 'g> Figures<'n, 'g> {
    /// The next name: whether a figure in it is another one elsewhere, before the same words.
    pub(super) fn name(
        &mut self,
        owner: NodeId,
        name: &'n Mapped<'g>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        let text = name.as_str();
        let Some(start) = text.find(|c: char| c.is_ascii_digit()) else {
            return;
        };
        let rest = text[start..].trim_start_matches(|c: char| c.is_ascii_digit());
        let bound = ["以上", "以下", "以内", "及以上"]
            .iter()
            .filter_map(|bound| rest.find(bound))
            .min();
        let Some(bound) = bound.filter(|bound| *bound > 0 && *bound <= 4 * 3) else {
            return;
        };
        let words: Vec<char> = rest[bound..]
            .chars()
            .take("以上".chars().count() + SAME)
            .collect();
        if words.len() < SAME + 2 || !words.iter().copied().all(normal::is_han) {
            return;
        }
        let key: String = rest[..bound].chars().chain(words).collect();
        let range = start..text.len() - rest.len() + bound + "以上".len();
        let Some((first, other, place, again)) = self.known.get_mut(&key) else {
            self.known.insert(key, (owner, name, range, false));
            return;
        };
        if other.as_str()[place.clone()] == text[range.clone()] {
            return;
        }
        let flaw = |text, range| FlawNode::alike(FlawKind::OtherFigure, text, range, key.clone());
        if !std::mem::replace(again, true) {
            flaws.push((*first, flaw(other, place.clone())));
        }
        flaws.push((owner, flaw(name, range)));
    }
}

#[cfg(test)]
mod tests {
    use super::levels;

    #[test]
    fn levels_that_are_as_many_as_the_number_says_are_right() {
        let told = |text: &str| text.match_indices('级').find_map(|(at, _)| levels(text, at));
        for text in ["健全县、乡三级网络", "建立市、县区、村四级体系"] {
            assert!(told(text).is_some(), "{text}");
        }
        for text in [
            "健全县、乡、村三级网络",
            "建立市、县区、乡镇三级体系",
            "盟市、旗县、苏木三级联动",
            "县乡两级",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}

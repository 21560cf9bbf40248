//! Figures that contradict what stands beside them, or the same words elsewhere.

use std::ops::Range;

use super::{FlawKind, FlawNode};
use crate::Map;
use crate::graph::NodeId;
use crate::text::{Mapped, normal};

/// The levels that are counted up, the longest first.
const LEVELS: [&str; 38] = [
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
];

/// The numbers before 级.
const NUMBERS: [(char, usize); 7] = [
    ('两', 2),
    ('二', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
];

/// What stands between two of them.
const BETWEEN: [char; 5] = ['、', '和', '与', '及', '，'];

/// The levels before the 级 at `at`, with it, where they are not as many as the number says: `县、乡三级`.
pub(super) fn levels(text: &str, at: usize) -> Option<Range<usize>> {
    let before = &text[..at];
    let number = before.chars().next_back()?;
    let (_, number) = NUMBERS.iter().find(|(letter, _)| *letter == number)?;
    let mut rest = before.strip_suffix(|_: char| true)?;
    let mut count = 0;
    loop {
        let level = LEVELS.iter().find(|level| rest.ends_with(**level))?;
        rest = &rest[..rest.len() - level.len()];
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
    (count > 1 && count != *number).then(|| rest.len()..at + "级".len())
}

/// How much of a text before a number may be what it counts, in bytes.
const LONGEST: usize = 200;

/// What stands before those who are counted up.
const LEADS: [&str; 8] = ["针对", "对于", "包括", "对", "将", "把", "为", "向"];

/// The things before the 类 at `at`, with it, where they are not as many as the number says: `对老人、儿童三类对象`.
pub(super) fn kinds(text: &str, at: usize) -> Option<Range<usize>> {
    let before = &text[..at];
    let letter = before.chars().next_back()?;
    let (_, number) = NUMBERS.iter().find(|(number, _)| *number == letter)?;
    let before = before.strip_suffix(letter)?;
    let near = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    let part = before[near..]
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
    (!is_open && count > 1 && count != *number).then_some(range)
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
        let flaw = |text, range| FlawNode::new(FlawKind::OtherFigure, text, range, Some(key.clone().into()));
        if !std::mem::replace(again, true) {
            flaws.push((*first, flaw(other, place.clone())));
        }
        flaws.push((owner, flaw(name, range)));
    }
}

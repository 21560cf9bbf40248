//! Figures of one cell that contradict each other: two ages for the same people, two intervals for the same act.

use std::ops::Range;

use memchr::memmem::Finder;

use super::column::Cell;
use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::text::{Mapped, normal, reach};

/// What ends a phrase.
const STOPS: [char; 10] = ['，', '。', '；', '：', '（', '）', ',', ';', '、', ' '];

/// Those who were named with their age just before.
const AGAIN: [&str; 8] = [
    "申请人",
    "申请者",
    "申请对象",
    "申报人",
    "申请人员",
    "上述人员",
    "上述对象",
    "该类人员",
];

/// Intervals, the longest first.
const INTERVALS: [&str; 15] = [
    "每两个月",
    "每半个月",
    "每个季度",
    "每个月",
    "每半年",
    "每半月",
    "每季度",
    "每两年",
    "每三年",
    "每日",
    "每天",
    "每周",
    "每旬",
    "每月",
    "每年",
];

/// Words of an act that say nothing of what is done.
const EMPTY: [&str; 14] = [
    "不少于",
    "至少",
    "应当",
    "开展",
    "组织",
    "进行",
    "定期",
    "以上",
    "全面",
    "集中",
    "对",
    "次",
    "遍",
    "轮",
];

/// Fewer characters are no act with its object.
const ACT: usize = 4;

/// Characters behind an age that have to be the same, so that both are of one thing.
const SAME: usize = 6;

/// So many figures of one cell are held against one another; no cell that people write has as many.
const MOST: usize = 50;

/// The figures of the open cell.
pub(super) struct CellFigures<'n, 'g> {
    cell: Option<Cell>,
    met: Vec<Figure<'n, 'g>>,
    ages: Finder<'static>,
    intervals: Finder<'static>,
}

impl Default for CellFigures<'_, '_> {
    fn default() -> Self {
        Self {
            cell: None,
            met: Vec::new(),
            ages: Finder::new("岁"),
            intervals: Finder::new("每"),
        }
    }
}

/// A figure: what it is of, where it stands, and how much it is.
struct Figure<'n, 'g> {
    of: String,
    owner: NodeId,
    text: &'n Mapped<'g>,
    range: Range<usize>,
    amount: &'n str,
    /// Whether it was reported.
    told: bool,
}

impl<'n, 'g> CellFigures<'n, 'g> {
    /// The next clause, and its cell.
    pub(super) fn clause(
        &mut self,
        owner: NodeId,
        cell: Cell,
        text: &'n Mapped<'g>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        if self.cell != Some(cell) {
            self.cell = Some(cell);
            self.met.clear();
        }
        let words = text.as_str();
        let ages = self.ages.find_iter(words.as_bytes());
        let mut figures: Vec<_> = ages.filter_map(|at| age(words, at)).take(MOST).collect();
        let intervals = self.intervals.find_iter(words.as_bytes());
        figures.extend(intervals.filter_map(|at| interval(words, at)).take(MOST));
        for (range, amount, of) in figures {
            self.meet((owner, text), (range, amount), of, flaws);
        }
    }

    /// A figure: held against those before it that are of the same.
    fn meet(
        &mut self,
        (owner, text): (NodeId, &'n Mapped<'g>),
        (range, amount): (Range<usize>, &'n str),
        of: String,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        let is_again = AGAIN.iter().any(|word| of.contains(word));
        let bound = |of: &str| of.split_once(' ').map(|(bound, _)| bound.to_owned());
        let ages = || self.met.iter().filter(|other| bound(&other.of) == bound(&of));
        // Where two ages stand already, nobody knows which of them is meant again.
        let first = ages().next().map(|other| other.amount);
        let is_one = is_again && ages().all(|other| Some(other.amount) == first);
        let same = self
            .met
            .iter_mut()
            .find(|other| other.of == of || (is_one && bound(&other.of) == bound(&of)));
        if let Some(other) = same {
            if other.amount != amount {
                let cell = self.cell.map(|(cell, _)| cell);
                let form = format!("{cell:?} {}", other.of);
                let flaw = |text, range| FlawNode::alike(FlawKind::OtherFigure, text, range, form.clone());
                if !std::mem::replace(&mut other.told, true) {
                    flaws.push((other.owner, flaw(other.text, other.range.clone())));
                }
                flaws.push((owner, flaw(text, range)));
            }
            return;
        }
        if self.met.len() == MOST {
            return;
        }
        self.met.push(Figure {
            of,
            owner,
            text,
            range,
            amount,
            told: false,
        });
    }
}

/// The age whose 岁 stands at `at`: where it stands, how many years, and of whom: `以上 老年人健康体检`.
fn age(text: &str, at: usize) -> Option<(Range<usize>, &str, String)> {
    let before = text[..at].trim_end_matches('周');
    let left = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let amount = &before[left.len()..];
    let behind = &text[at + '岁'.len_utf8()..];
    let bound = ["及以上", "以上", "及以下", "以下"]
        .into_iter()
        .find(|bound| behind.starts_with(bound))?;
    // 60至69周岁, 60—69周岁: a range.
    let is_range = left.ends_with(['至', '-', '—', '－', '～', '到', '.', '、', '~']);
    // An allowance rises with the age: 80周岁, 90周岁, 100周岁.
    let is_step = amount.parse().is_ok_and(|years: u32| years >= 90);
    if amount.is_empty() || is_range || is_step {
        return None;
    }
    let rest = behind[bound.len()..].trim_start_matches('的');
    let again = AGAIN.iter().find(|word| rest.starts_with(*word));
    let whom: String = match again {
        Some(word) => (*word).to_owned(),
        None => rest.chars().take(SAME).collect(),
    };
    let is_whole = again.is_some() || (whom.chars().count() == SAME && whom.chars().all(normal::is_han));
    // Without its people, an age still is the one that is meant by `申请人` further on.
    let whom = if is_whole { whom } else { format!("{whom}#{at}") };
    let bound = bound.trim_start_matches('及');
    let end = text.len() - behind.len() + bound.len();
    let end = if behind.starts_with('及') {
        end + '及'.len_utf8()
    } else {
        end
    };
    Some((left.len()..end, amount, format!("{bound} {whom}")))
}

/// An age that leaves out just those it is about: `80周岁以下老年人`, `18周岁以上未成年人`.
pub(super) fn turned(text: &str) -> Option<Range<usize>> {
    let turned = [
        ("以下", ["老年", "高龄", "老人"], 60..=100),
        ("以上", ["未成年", "儿童", "青少年"], 18..=100),
    ];
    text.match_indices('岁').take(MOST).find_map(|(at, _)| {
        let (range, amount, _) = age(text, at)?;
        let years: u32 = amount.parse().ok()?;
        let rest = text[range.end..].trim_start_matches(['的', '（', '）', '含']);
        let is_of = |whom: &[&str; 3]| whom.iter().any(|word| rest.starts_with(word));
        let is_turned = |(bound, whom, of): &(&str, _, std::ops::RangeInclusive<u32>)| {
            text[range.clone()].ends_with(bound) && of.contains(&years) && is_of(whom)
        };
        turned.iter().any(is_turned).then_some(range)
    })
}

/// The interval that begins at `at`, and the act of its phrase: `每月对水库大坝巡查一次`.
fn interval(text: &str, at: usize) -> Option<(Range<usize>, &str, String)> {
    let word = INTERVALS.into_iter().find(|word| text[at..].starts_with(word))?;
    let end = at + word.len();
    let start = at - reach::since(&text[..at], &STOPS).len();
    let stop = end + reach::until(&text[end..], &STOPS).len();
    let act = |part: &str| {
        let bare = EMPTY
            .iter()
            .fold(part.to_owned(), |part, word| part.replace(word, ""));
        let is_number = |c: char| c.is_ascii_digit() || "一两二三四".contains(c);
        bare.chars().filter(|c| !is_number(*c)).collect::<String>()
    };
    let mut letters: Vec<char> = act(&text[start..at])
        .chars()
        .chain(act(&text[end..stop]).chars())
        .collect();
    if letters.len() < ACT || !letters.iter().copied().all(normal::is_han) {
        return None;
    }
    letters.sort_unstable();
    let of = letters.into_iter().collect::<String>() + condition(&text[..start]);
    Some((at..end, &text[at..end], of))
}

/// What the part of a sentence before another says of when or by whom the latter is done: `非汛期，`, `镇级河长：`.
fn condition(before: &str) -> &str {
    let Some(part) = before.strip_suffix(['，', '：', ',', ':']) else {
        return "";
    };
    let is_by = before.ends_with(['：', ':']);
    let part = reach::since(part, &STOPS);
    let is_when = [
        "期", "期内", "期间", "时", "季", "季节", "节", "级", "长", "员", "阶段", "时段", "年", "月",
    ]
    .iter()
    .any(|end| part.ends_with(end));
    if is_by || is_when { part } else { "" }
}

#[cfg(test)]
mod tests {
    use super::{condition, interval};

    #[test]
    fn an_interval_is_of_its_act_and_of_when_and_by_whom() {
        let of = |text: &str| {
            let at = text.find('每').expect("an interval");
            interval(text, at).map(|(_, _, of)| of)
        };
        assert_eq!(of("每天对水库大坝巡查"), of("汛情平稳，每周巡查水库大坝"));
        for (a, b) in [
            ("防火期内，每天开展巡查巡护", "非防火期，每周开展巡查巡护"),
            (
                "镇级河长：每旬对辖区河道开展巡查",
                "村级河长：每周对辖区河道开展巡查",
            ),
            ("汛期，每天巡查水库大坝", "非汛期，每周巡查水库大坝"),
        ] {
            assert_ne!(of(a), of(b), "{a}, {b}");
        }
        assert_eq!(condition("做好宣传，"), "");
    }
}

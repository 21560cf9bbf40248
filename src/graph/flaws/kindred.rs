//! Duties of one document that are one matter in other words: most of the words that are rare in the document stand in
//! both of their names, and so does what is done.
//!
//! A word is a pair of neighbouring characters. It weighs `ln(n / 3d)`, where `d` of the `n` duties have it in their names, and
//! nothing where that is negative: `监督检查` says little about a duty, `餐饮油烟` nearly all. (The inverse document frequency of
//! information retrieval, Spärck Jones 1972.) Only duties that share a rare pair are held against each other.

use std::ops::Range;
use std::sync::LazyLock;

use super::gist::plain;
use super::{FlawKind, FlawNode};
use crate::Map;
use crate::finding::ListKind;
use crate::graph::NodeId;
use crate::list::Duty;
use crate::text::likeness::{FRAMES, Key, Wording, coverage, similarity};
use crate::text::word_set::{Occurrence, WordSet};
use crate::text::{Mapped, likeness, normal};

/// What parts the phrases of a name.
const STOPS: [char; 7] = ['，', '。', '；', '：', ',', ';', '\n'];

/// A shorter list is weighed as if it had so many duties.
const DUTIES: usize = 100;

/// A pair in the names of more duties leads to no other duty.
const RARE: u32 = 6;

/// So many phrases with one pair are looked up, and no longer ones, in bytes: no list that people write has more.
const MOST: usize = 24;
const LONGEST: usize = 240;

/// No name that other rules tell of is longer, in bytes.
const NAME: usize = 3000;

/// How much both must share: of the weight of the lighter phrase, in general and where both stand in one list of duties shared with
/// departments, which go on alike; of the heavier one; and in itself.
const LIGHTER: (f32, f32) = (0.6, 0.8);
const HEAVIER: f32 = 0.35;
const SHARED: f32 = 11.0;

/// What the name of a penalty says, and words that every such name may have.
const PENALTY: &str = "处罚";
const OFFENCES: [&str; 4] = ["违规", "擅自", "随意", "私自"];

/// Names of fewer characters are left out by `conflict/cooperative-part-of-basic`.
const SHORT: usize = 10;

/// What is done.
const ACTS: [&str; 75] = [
    "检查", "监管", "管理", "巡查", "排查", "摸排", "化解", "调解", "调处", "认定", "审核", "审批", "登记",
    "发放", "预防", "防治", "防控", "处置", "治理", "整治", "收集", "清理", "换届", "组建", "评定", "鉴定",
    "核发", "申报", "追回", "追缴", "管护", "养护", "检疫", "监测", "帮扶", "走访", "探访", "巡护", "巡访",
    "管控", "建设", "维护", "受理", "办理", "验收", "备案", "审查", "核查", "核实", "处罚", "查处", "普查",
    "培训", "招聘", "征集", "采集", "扑救", "回收", "收缴", "接访", "下访", "禁烧", "抽查", "流转", "拆除",
    "仲裁", "控辍", "许可", "确认", "报告", "采伐", "捕捞", "劝阻", "考核", "年检",
];

/// How many characters one of the two may have that are not in the other.
const MISSING: usize = 1;

/// Words of a phrase that only tells people.
const TELLING: [&str; 4] = ["宣传", "宣讲", "普及", "解读"];

/// The names of a document so far.
#[derive(Default)]
pub(super) struct Kindred<'n, 'g> {
    list: Option<ListKind>,
    phrases: Vec<Phrase<'n, 'g>>,
    numbers: Map<(char, char), u32>,
    /// In the names of how many duties each pair stands, and the last of them.
    met: Vec<(u32, Option<NodeId>)>,
    duties: usize,
}

/// A phrase of a name.
struct Phrase<'n, 'g> {
    owner: NodeId,
    list: ListKind,
    name: &'n Mapped<'g>,
    range: Range<usize>,
    /// What it says, without the words that frame it.
    said: String,
    /// The numbers of its pairs, in order.
    pairs: Vec<u32>,
}

impl Phrase<'_, '_> {
    fn text(&self) -> &str {
        &self.name.as_str()[self.range.clone()]
    }

    /// Whether the name has no other phrase.
    fn is_whole(&self) -> bool {
        self.text().len() == self.name.as_str().len()
    }
}

impl<'n, 'g> Kindred<'n, 'g> {
    /// A list begins.
    pub(super) fn list(&mut self, kind: ListKind) {
        self.list = Some(kind);
    }

    /// The next duty.
    pub(super) fn duty(&mut self, owner: NodeId, duty: &'n Duty<'g>) {
        let Some(list) = self.list else { return };
        self.duties += 1;
        let name = duty.name.as_str();
        let mut start = 0;
        for part in name.split(STOPS) {
            let range = start..start + part.len();
            start = range.end + name[range.end..].chars().next().map_or(0, char::len_utf8);
            let said = said(part);
            let pairs = self.pairs(&said, owner);
            if pairs.len() > 2 && part.len() <= LONGEST {
                self.phrases.push(Phrase {
                    owner,
                    list,
                    name: &duty.name,
                    range,
                    said,
                    pairs,
                });
            }
        }
    }

    /// The pairs of a phrase, which are counted for its duty.
    fn pairs(&mut self, part: &str, owner: NodeId) -> Vec<u32> {
        let mut pairs = Vec::new();
        let mut before = None;
        for letter in part.chars().filter(|c| normal::is_han(*c) || c.is_ascii_digit()) {
            if let Some(before) = before.replace(letter) {
                let next = self.met.len() as u32;
                let number = *self.numbers.entry((before, letter)).or_insert(next);
                if number == next {
                    self.met.push((0, None));
                }
                let (count, last) = &mut self.met[number as usize];
                *count += u32::from(last.replace(owner) != Some(owner));
                pairs.push(number);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The phrases that say the same, two and two.
    pub(super) fn finish(self, flaws: &mut Vec<(NodeId, FlawNode<'g>)>) {
        let duties = self.duties.max(DUTIES) as f32;
        let weigh = |(count, _): &(u32, _)| (duties / (3 * count) as f32).ln().max(0.0);
        let weights: Vec<f32> = self.met.iter().map(weigh).collect();
        let is_rare = |pair: u32| (2..=RARE).contains(&self.met[pair as usize].0);
        let said_twice = said_twice(flaws);
        let is_said = |a: NodeId, b: NodeId| {
            let of = |owner| said_twice.get(&owner);
            of(a).is_some() && of(a) == of(b)
        };
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); weights.len()];
        let mut near = Vec::new();
        for (at, phrase) in self.phrases.iter().enumerate() {
            near.clear();
            for &pair in phrase.pairs.iter().filter(|pair| is_rare(**pair)) {
                let holders = &mut holders[pair as usize];
                near.extend_from_slice(holders);
                if holders.len() < MOST {
                    holders.push(at);
                }
            }
            near.sort_unstable();
            near.dedup();
            let mut same = near.iter().map(|&other| &self.phrases[other]);
            let other = same.find(|other| is_one(other, phrase, &weights));
            if let Some(other) = other.filter(|other| !is_said(other.owner, phrase.owner)) {
                let form = format!("{} {}", other.owner.index(), phrase.owner.index());
                for one in [other, phrase] {
                    let flaw = FlawNode::alike(FlawKind::Kindred, one.name, one.range.clone(), form.clone());
                    flaws.push((one.owner, flaw));
                }
            }
        }
    }
}

/// The names that say one thing in other words, each with what it shares with the others: another rule tells of them.
fn said_twice(flaws: &[(NodeId, FlawNode<'_>)]) -> Map<NodeId, String> {
    let said = flaws.iter().filter(|(_, flaw)| flaw.kind == FlawKind::SaidTwice);
    let form = said.map(|(owner, flaw)| (*owner, flaw.form.to_string()));
    form.collect()
}

/// What a phrase says.
fn said(phrase: &str) -> String {
    let said: String = plain(phrase, true).into_iter().collect();
    match said.contains(PENALTY) {
        true => OFFENCES.iter().fold(said, |said, word| said.replace(word, "")),
        false => said,
    }
}

/// Whether two phrases are of two duties that should be one, or of which one is no longer the township's.
fn is_one(a: &Phrase<'_, '_>, b: &Phrase<'_, '_>, weights: &[f32]) -> bool {
    let may_meet = a.owner != b.owner
        && match a.list == b.list {
            // Two duties of one list may go on alike: …，上报巡查发现的隐患线索.
            true if a.list == ListKind::Basic => a.range.start == 0 && b.range.start == 0,
            true => a.is_whole() && b.is_whole(),
            false => true,
        };
    if !may_meet {
        return false;
    }
    let weigh = |pairs: &[u32]| -> f32 { pairs.iter().map(|pair| weights[*pair as usize]).sum() };
    let shared: Vec<u32> = a
        .pairs
        .iter()
        .copied()
        .filter(|pair| b.pairs.binary_search(pair).is_ok())
        .collect();
    let (shared, a_all, b_all) = (weigh(&shared), weigh(&a.pairs), weigh(&b.pairs));
    let (lighter, heavier) = (a_all.min(b_all), a_all.max(b_all));
    let is_basic = a.list == ListKind::Basic;
    let least = if a.list == b.list && !is_basic {
        LIGHTER.1
    } else {
        LIGHTER.0
    };
    shared >= SHARED
        && shared >= least * lighter
        && shared >= HEAVIER * heavier
        && is_same_act(&a.said, &b.said)
        && is_one_offence(a, b)
        && (a.list != b.list || a.list == ListKind::Basic || last_act(&a.said) == last_act(&b.said))
        && !are_two(a.text(), b.text())
        && !is_told(a, b)
}

/// Whether both say that the same is done, one of them perhaps more of it, and not only one of them that people are told of it
/// or punished for it.
fn is_same_act(a: &str, b: &str) -> bool {
    let is_both = |words: &[&str]| {
        let has = |text: &str| words.iter().any(|word| text.contains(word));
        has(a) == has(b)
    };
    // 动物疫病防控信息采集 and 动物疫病防控志愿服务 each say something that the other does not.
    let fewest = missing(a, b).min(missing(b, a));
    let (last, other_last) = (last_act(a), last_act(b));
    let has = |text: &str, act: Option<&str>| act.is_some_and(|act| text.contains(act));
    is_both(&TELLING)
        && is_both(&[PENALTY])
        && fewest <= MISSING
        && (has(a, other_last) || has(b, last))
        && (last == other_last || fewest == 0)
}

/// Whether two penalties of one list are for one offence: who uses a forged paper is fined for something else than who forged it.
fn is_one_offence(a: &Phrase<'_, '_>, b: &Phrase<'_, '_>) -> bool {
    let is_penalty = a.text().ends_with(PENALTY) && a.list == b.list;
    !is_penalty || missing(&a.said, &b.said).max(missing(&b.said, &a.said)) <= MISSING
}

/// How many characters of a phrase, behind the verbs that frame it, are not in another.
fn missing(a: &str, b: &str) -> usize {
    let letters = bare(a).chars().filter(|c| normal::is_han(*c));
    letters.filter(|letter| !b.contains(*letter)).count()
}

/// The act that a phrase names last.
fn last_act(text: &str) -> Option<&'static str> {
    static SET: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(ACTS));
    let mut last: Option<Occurrence> = None;
    SET.find(text, |found| {
        if last.is_none_or(|last| last.start < found.start) {
            last = Some(found);
        }
    });
    last.map(|found| ACTS[found.word as usize])
}

/// Whether one word was put for another, behind the verbs that frame a duty.
fn are_two(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    likeness::contrasts(&Key::new(a), &Key::new(b)) || differ_inside(a, b)
}

/// A phrase without the verbs that frame it.
fn bare(mut phrase: &str) -> &str {
    while let Some(rest) = FRAMES.iter().find_map(|frame| phrase.strip_prefix(frame)) {
        phrase = rest;
    }
    phrase
}

/// Whether one word stands in the place of another between the same words: 基本养老保险, 基本医疗保险.
fn differ_inside(a: &str, b: &str) -> bool {
    const FRAME: usize = 2;
    const WORD: usize = 6;
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|c| normal::is_han(*c)).collect() };
    let (a, b) = (letters(a), letters(b));
    let places = |of: &[char], word: &[char]| -> Vec<usize> {
        let at = of.windows(FRAME).enumerate();
        at.filter(|(_, part)| *part == word).map(|(at, _)| at).collect()
    };
    let mut words = (1..=WORD).flat_map(|length| a.windows(length + 2 * FRAME));
    words.any(|part| {
        let (word, head, tail) = (
            &part[FRAME..part.len() - FRAME],
            &part[..FRAME],
            &part[part.len() - FRAME..],
        );
        let tails = places(&b, tail);
        let heads = places(&b, head).into_iter().map(|head| head + FRAME);
        let mut others = heads.flat_map(|start| {
            let ends = tails
                .iter()
                .filter(move |end| (start + 1..=start + WORD).contains(*end));
            ends.map(move |end| start..*end)
        });
        others.any(|other| !b[other].iter().any(|letter| word.contains(letter)))
    })
}

/// Whether another rule tells of the two.
fn is_told(a: &Phrase<'_, '_>, b: &Phrase<'_, '_>) -> bool {
    let (a_name, b_name) = (a.name.as_str(), b.name.as_str());
    if a_name.len().max(b_name.len()) > NAME {
        return false;
    }
    let alike = similarity(&Key::new(a_name), &Key::new(b_name)).unwrap_or(0.0);
    let (a_words, b_words) = (Wording::new(a_name), Wording::new(b_name));
    let covers = |a, b| coverage(a, b).unwrap_or(0.0);
    let (forth, back) = (covers(&a_words, &b_words), covers(&b_words, &a_words));
    // As `conflict/duty-twice`, `…-still-…`, `basic-and-cooperative` and `…-part-of-…` measure; the name of the later list may
    // stand whole in a phrase of the other.
    let is_short = |name: &str| name.chars().count() < 12 || name.contains(PENALTY);
    let (alike_from, covered, covered_from) = match (a.list, b.list) {
        (one, other) if one == other => {
            let alike_from = if is_short(a_name) || is_short(b_name) {
                0.9
            } else {
                0.75
            };
            (alike_from, forth.min(back), 0.8)
        }
        (ListKind::Basic, ListKind::Cooperative) if b_name.chars().count() < SHORT => {
            (0.8, forth.min(back), 0.95)
        }
        (ListKind::Basic, ListKind::Cooperative) => (0.8, forth, 0.9),
        _ => (0.85, forth, 0.75),
    };
    alike >= alike_from || covered >= covered_from
}

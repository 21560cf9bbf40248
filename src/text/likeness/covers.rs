//! Coverage: how much of the wording of one text stands in a single phrase of another; and its indexes.
//!
//! A text is cut into phrases where one of `，；。：！？`, their half-width forms or a line end stands; not at 、 or 和,
//! which count up the objects of one verb. From each phrase spaces, punctuation and the [`FRAMES`] are taken out
//! (leftmost first, the longest of several), words of [`SAME`] are read as one, and what is left is its *wording*: the distinct pairs of neighbouring
//! characters. `covers(a, b)` is the largest share of the pairs of all phrases of `b` that one phrase of `a` holds.
//!
//! To reach `least` of the `n` pairs of `b`, a phrase must hold `k = ⌈least · n⌉` of them, hence one of any `n - k + 1`:
//! with the rarest pairs taken for these, few phrases are looked at.

use std::sync::{Arc, OnceLock};

use fixedbitset::FixedBitSet;

use super::postings::Postings;
use super::{FEW, bit, has_at_most};
use crate::Map;
use crate::text::normal;
use crate::text::word_set::WordSet;

/// Words that frame a duty without saying what it is about: who acts, that something is done, and how well.
pub const FRAMES: [&str; 72] = [
    "负责",
    "开展",
    "做好",
    "抓好",
    "组织",
    "实施",
    "落实",
    "推进",
    "推动",
    "加强",
    "强化",
    "进行",
    "承担",
    "完成",
    "协助",
    "配合",
    "参与",
    "统筹",
    "协调",
    "指导",
    "建立",
    "建立健全",
    "健全",
    "完善",
    "按照",
    "根据",
    "依法",
    "依规",
    "按规定",
    "按要求",
    "以及",
    "相关",
    "有关",
    "各类",
    "各项",
    "其他",
    "具体",
    "日常",
    "全面",
    "积极",
    "及时",
    "定期",
    "本镇",
    "本乡",
    "本街道",
    "本苏木",
    "本级",
    "本地",
    "本辖区",
    "本行政区域",
    "辖区",
    "辖区内",
    "镇域",
    "乡域",
    "全镇",
    "全乡",
    "乡镇",
    "街道",
    "镇街",
    "范围内",
    "行政区域内",
    "工作",
    "等工作",
    "有关工作",
    "相关工作",
    "工作任务",
    "事项",
    "的",
    "和",
    "与",
    "及",
    "并",
];

/// Words for one thing, each with the one that is read instead.
const SAME: [(&str, &str); 13] = [
    ("违法建设", "违法建筑"),
    ("违章建筑", "违法建筑"),
    ("违章建设", "违法建筑"),
    ("养老服务机构", "养老机构"),
    ("最低生活保障", "低保"),
    ("村集体", "农村集体"),
    ("农村集体", "农村集体"), // else its last three characters would be read so
    ("残疾人联合会", "残联"),
    ("审批发证", "许可证核发"),
    ("许可证审批", "许可证核发"),
    ("许可证发放", "许可证核发"),
    ("许可证办理", "许可证核发"),
    ("事故原因调查", "事故调查"),
];

/// Two neighbouring characters, in one number so that they are quickly sorted and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair(u64);

impl Pair {
    fn new(first: char, second: char) -> Self {
        Self(u64::from(first as u32) << 32 | u64::from(second as u32))
    }

    /// Its bit among 64 classes.
    fn bit(self) -> u64 {
        let (first, second) = (bit((self.0 >> 32) as u32), bit(self.0 as u32));
        first.rotate_left(second.trailing_zeros() * 27)
    }
}

/// The wording of a text, made ready for comparison. Copies share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(Arc<Pairs>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Pairs {
    /// The pairs of each phrase, sorted, each once; no phrase without pairs, and none at all where a single one has them all.
    phrases: Box<[Box<[Pair]>]>,
    /// The pairs of all phrases, sorted, each once.
    whole: Box<[Pair]>,
    /// Which pairs these are, one bit for each of 64 classes.
    signature: u64,
}

impl Wording {
    /// The wording of a text.
    pub fn new(text: &str) -> Self {
        let is_end = |c| {
            matches!(
                c,
                '，' | '；' | '。' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?' | '\n' | '\r'
            )
        };
        let phrases = text.split(is_end).map(pairs);
        let mut phrases: Vec<Box<[Pair]>> = phrases.filter(|pairs| !pairs.is_empty()).collect();
        let whole = match phrases.len() {
            1 => phrases.remove(0),
            _ => sorted(phrases.iter().flatten().copied().collect()).into(),
        };
        Self(Arc::new(Pairs {
            signature: whole.iter().fold(0, |all, &pair| all | pair.bit()),
            phrases: phrases.into(),
            whole,
        }))
    }

    /// How many of its pairs may be lost where it is covered as far as `least`.
    fn lost(&self, least: f64) -> u32 {
        (self.pairs().len() - needed(self.pairs().len(), least)) as u32
    }

    /// The pairs of neighbouring characters of all its phrases, sorted, each once.
    pub fn pairs(&self) -> &[Pair] {
        &self.0.whole
    }

    /// The same of each phrase.
    fn phrases(&self) -> impl Iterator<Item = &[Pair]> {
        let only = self.0.phrases.is_empty().then_some(self.pairs());
        only.into_iter()
            .chain(self.0.phrases.iter().map(|phrase| &**phrase))
    }

    /// Which pairs these are, one bit for each of 64 classes.
    fn signature(&self) -> u64 {
        self.0.signature
    }
}

/// The pairs of one phrase.
fn pairs(phrase: &str) -> Box<[Pair]> {
    static CUT: OnceLock<WordSet> = OnceLock::new();
    let key = normal::key(phrase);
    let mut kept: Vec<char> = Vec::with_capacity(key.len() / 3);
    let mut free = 0;
    let words = || FRAMES.into_iter().chain(SAME.map(|(word, _)| word));
    CUT.get_or_init(|| WordSet::new(words()))
        .find_apart(&key, |found| {
            kept.extend(key[free..found.range().start].chars());
            let same = SAME.iter().find(|(word, _)| *word == &key[found.range()]);
            kept.extend(same.iter().flat_map(|(_, same)| same.chars()));
            free = found.range().end;
        });
    kept.extend(key[free..].chars());
    sorted(kept.windows(2).map(|pair| Pair::new(pair[0], pair[1])).collect()).into()
}

fn sorted(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How much of the wording of `b` one phrase of `a` holds, from 0 to 1; `None` where `a` or `b` has none.
pub fn coverage(a: &Wording, b: &Wording) -> Option<f64> {
    let of = b.pairs();
    if a.pairs().is_empty() || of.is_empty() {
        return None;
    }
    let most = a.phrases().map(|phrase| shared(phrase, of)).max();
    Some(score(most.unwrap_or(0), of.len()))
}

fn score(shared: usize, of: usize) -> f64 {
    shared as f64 / of as f64
}

/// How many pairs two sorted lists share.
fn shared(mut a: &[Pair], mut b: &[Pair]) -> usize {
    // A phrase of a few words is looked up in a text of any length.
    if a.len() * 64 < b.len() {
        return a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    }
    let mut count = 0;
    while let ([left, after_left @ ..], [right, after_right @ ..]) = (a, b) {
        count += usize::from(left == right);
        (a, b) = (
            if left <= right { after_left } else { a },
            if right <= left { after_right } else { b },
        );
    }
    count
}

/// The fewest pairs of `of` whose share reaches `least`.
fn needed(of: usize, least: f64) -> usize {
    let mut shared = (least * of as f64) as usize;
    // The product rounds; the score decides.
    while shared > 0 && score(shared - 1, of) >= least {
        shared -= 1;
    }
    while shared < of && score(shared, of) < least {
        shared += 1;
    }
    shared
}

/// Which side of `covers(a, b)` the texts of an index stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// They are `a`: found are those that cover a text.
    Covering,
    /// They are `b`: found are those that a text covers.
    Covered,
}

/// Finds the texts that cover a given one, or that it covers.
#[derive(Debug)]
pub struct CoversIndex {
    side: Side,
    least: f64,
    wordings: Vec<(u32, Wording)>,
    /// The signature of each and how many of its pairs may be lost on the side that covers it.
    glances: Vec<(u64, u32)>,
    /// None where there are few texts.
    lookup: Option<Lookup>,
}

/// Leads to texts by their pairs.
#[derive(Debug)]
struct Lookup {
    /// In how many texts each pair stands.
    frequency: Map<Pair, u32>,
    /// Where each pair stands: all pairs of covering texts, the rarest ones of covered texts.
    postings: Postings<Pair>,
}

impl CoversIndex {
    /// An index over numbered texts on one side, for coverages of at least `least`, which is above 0.
    pub fn new(side: Side, least: f64, wordings: impl IntoIterator<Item = (u32, Wording)>) -> Self {
        let wordings: Vec<(u32, Wording)> = wordings.into_iter().collect();
        let glance = |(_, wording): &(u32, Wording)| (wording.signature(), wording.lost(least));
        Self {
            side,
            least,
            glances: wordings.iter().map(glance).collect(),
            lookup: (wordings.len() > FEW).then(|| Lookup::new(side, least, &wordings)),
            wordings,
        }
    }

    /// The numbers of the texts that stand in this relation to `wording`, in order of their insertion.
    pub fn find(&self, wording: &Wording) -> Vec<u32> {
        let lost = wording.lost(self.least);
        let mut found = Vec::new();
        let look = |at: usize| {
            let (number, own) = &self.wordings[at];
            if self.may_hold(self.glances[at], wording, lost) && self.holds(own, wording) {
                found.push(*number);
            }
        };
        match &self.lookup {
            None => (0..self.wordings.len()).for_each(look),
            Some(lookup) => {
                let candidates = lookup.candidates(self.side, self.least, wording);
                candidates.ones().for_each(look);
            }
        }
        found
    }

    /// Whether a text may do, at a glance: each bit that the covering side lacks is a pair lost.
    #[inline]
    fn may_hold(&self, (own, own_lost): (u64, u32), wording: &Wording, lost: u32) -> bool {
        match self.side {
            Side::Covering => has_at_most(lost, wording.signature() & !own),
            Side::Covered => has_at_most(own_lost, own & !wording.signature()),
        }
    }

    /// Whether a text of the index covers, or is covered by, another as far as it should.
    fn holds(&self, own: &Wording, other: &Wording) -> bool {
        let coverage = match self.side {
            Side::Covering => coverage(own, other),
            Side::Covered => coverage(other, own),
        };
        coverage.is_some_and(|coverage| coverage >= self.least)
    }
}

impl Lookup {
    fn new(side: Side, least: f64, wordings: &[(u32, Wording)]) -> Self {
        let mut frequency: Map<Pair, u32> = Map::default();
        for pair in wordings.iter().flat_map(|(_, wording)| wording.pairs()) {
            *frequency.entry(*pair).or_insert(0) += 1;
        }
        let mut postings = Postings::new(wordings.len());
        for (position, (_, wording)) in (0..).zip(wordings) {
            let mut add = |pair| postings.add(pair, position);
            match side {
                Side::Covering => wording.pairs().iter().copied().for_each(&mut add),
                Side::Covered => rarest(&frequency, wording, least).for_each(&mut add),
            }
        }
        Self { frequency, postings }
    }

    /// The positions of the texts that may do.
    fn candidates(&self, side: Side, least: f64, wording: &Wording) -> FixedBitSet {
        match side {
            Side::Covering => self.postings.of(rarest(&self.frequency, wording, least)),
            Side::Covered => self.postings.of(wording.pairs().iter().copied()),
        }
    }
}

/// The rarest pairs of a wording, so many that a phrase that covers it holds one of them.
fn rarest(frequency: &Map<Pair, u32>, wording: &Wording, least: f64) -> impl Iterator<Item = Pair> + use<> {
    let rank = |pair: &Pair| (frequency.get(pair).copied().unwrap_or(0), *pair);
    let mut ranked: Vec<(u32, Pair)> = wording.pairs().iter().map(rank).collect();
    let length = (ranked.len() + 1).saturating_sub(needed(ranked.len(), least));
    if length < ranked.len() {
        ranked.select_nth_unstable(length);
        ranked.truncate(length);
    }
    ranked.into_iter().map(|(_, pair)| pair)
}

//! What a clause or a name says in whatever words: the characters that carry its object and its act, with frames left out and
//! words that mean the same made one. Two that carry the same say one thing twice.

use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{FlawKind, FlawNode};
use crate::Map;
use crate::graph::NodeId;
use crate::text::{Mapped, normal};

/// Words that carry nothing: how often, how well, where, and that something is done at all.
const FRAMES: &str = "一次以上 每季度 按季度 每半年 每年 每周 每月 按月 按季 定期 不定期 适时 及时 主动 积极 依法 认真 扎实 全面 深入 辖区内的 辖区内 本辖区 辖区 \
    本乡镇 本街道 本乡 本镇 本村 村内 组织 开展 做好 负责 协助 配合 进行 实施 加强 落实 相关 有关 工作 环境 情况 行为 人员 资金 城乡居民 的 对 并 和 及 与 等";

/// Words that mean the same here, the second for both.
const SAME: &str = "劝导:引导 教育引导:引导 疏导:引导 巡护:巡查 巡逻:巡查 探访:走访 巡访:走访 访视:走访 看望:走访 收集:采集 登记:采集 摸排:排查 摸底:排查 上报:报告 \
    报送:报告 动员:发动 化解:调解 调处:调解 企业:单位 机构:单位 公司:单位 经营者:单位 追缴:追回 查处:处罚 审批:许可 核准:许可 核发:许可 审核:审查 认定:确认 \
    检测:监测 违法:违规 冒领:领取 多领:领取 违规领取:领取 骗取:领取 督查:监督检查 督导:督促";

/// Fewer different characters say too little to be compared: in a clause, in a name.
const FEWEST: [usize; 2] = [5, 4];

/// The characters that carry what a text says, in order, each once.
type Gist = Rc<[char]>;

/// What the clauses of the open cell and the names of the open list say, and where it was said first.
#[derive(Default)]
pub(super) struct Said<'n, 'g> {
    cell: Option<(NodeId, &'static str)>,
    clauses: Map<Gist, First<'n, 'g>>,
    names: Map<Gist, First<'n, 'g>>,
}

/// What texts say, each made once.
#[derive(Default)]
pub(super) struct Gists<'n>(Map<&'n str, Option<Gist>>);

impl<'n> Gists<'n> {
    fn of(&mut self, text: &'n str) -> Option<Gist> {
        let made = self.0.entry(text);
        made.or_insert_with(|| gist(text, true)).clone()
    }
}

/// Whose text it is, itself, the part of it, and whether it was said again.
struct First<'n, 'g> {
    owner: NodeId,
    text: &'n Mapped<'g>,
    range: Range<usize>,
    again: bool,
}

impl<'n, 'g> Said<'n, 'g> {
    /// The next clause, and its cell.
    pub(super) fn clause(
        &mut self,
        owner: NodeId,
        cell: (NodeId, &'static str),
        text: &'n Mapped<'g>,
        gists: &mut Gists<'n>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        if self.cell != Some(cell) {
            self.cell = Some(cell);
            self.clauses.clear();
        }
        let words = text.as_str();
        let end = words.find(['，', '。', '；', '：']).unwrap_or(words.len());
        if words[end..].starts_with('：') {
            return;
        }
        let gist = gists.of(&words[..end]);
        let Some(gist) = gist.filter(|gist| gist.len() >= FEWEST[0]) else {
            return;
        };
        let here = First {
            owner,
            text,
            range: 0..end,
            again: false,
        };
        meet(&mut self.clauses, gist, here, flaws);
    }

    /// A list begins.
    pub(super) fn list(&mut self) {
        self.names.clear();
    }

    /// The name of the next duty. Those that differ in frames alone are compared by a rule about names.
    pub(super) fn name(
        &mut self,
        owner: NodeId,
        text: &'n Mapped<'g>,
        gists: &mut Gists<'n>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        let words = text.as_str();
        if let Some(gist) = gists.of(words).filter(|gist| gist.len() >= FEWEST[1]) {
            let plain = |other: &First<'_, '_>| self::gist(other.text.as_str(), false);
            if self
                .names
                .get(&gist)
                .is_some_and(|first| plain(first) == self::gist(words, false))
            {
                return;
            }
            let here = First {
                owner,
                text,
                range: 0..words.len(),
                again: false,
            };
            meet(&mut self.names, gist, here, flaws);
        }
    }
}

/// Says so where `gist` was said before in other words.
fn meet<'n, 'g>(
    known: &mut Map<Gist, First<'n, 'g>>,
    gist: Gist,
    here: First<'n, 'g>,
    flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
) {
    let Some(first) = known.get_mut(&gist) else {
        known.insert(gist, here);
        return;
    };
    if normal::key(first.text.as_str()) == normal::key(here.text.as_str()) {
        return;
    }
    let key: String = gist.iter().collect();
    let key = format!("{:?} {key}", first.owner);
    let flaw = |place: &First<'n, 'g>| {
        let flaw = FlawNode::new(
            FlawKind::SaidTwice,
            place.text,
            place.range.clone(),
            Some(key.clone().into()),
        );
        (place.owner, flaw)
    };
    if !std::mem::replace(&mut first.again, true) {
        flaws.push(flaw(first));
    }
    flaws.push(flaw(&here));
}

/// The words to be looked for, and what stands for each.
struct Lexicon {
    words: AhoCorasick,
    meant: Vec<&'static str>,
}

impl Lexicon {
    fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let same = SAME.split_whitespace().filter_map(|pair| pair.split_once(':'));
            let all = FRAMES.split_whitespace().map(|frame| (frame, "")).chain(same);
            let (words, meant): (Vec<&str>, Vec<&str>) = all.unzip();
            let words = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(words)
                .expect("the words are few");
            Self { words, meant }
        })
    }
}

/// What `text` says; `same` makes words one that mean the same.
fn gist(text: &str, same: bool) -> Option<Gist> {
    let lexicon = Lexicon::get();
    let mut gist: Vec<char> = Vec::with_capacity(text.len() / 3);
    let mut carry = |words: &str| {
        let carried = |letter: &char| normal::is_han(*letter) || letter.is_alphanumeric();
        gist.extend(words.chars().filter(carried));
    };
    let mut at = 0;
    for word in lexicon.words.find_iter(text) {
        carry(&text[at..word.start()]);
        let meant = lexicon.meant[word.pattern().as_usize()];
        let is_left = !same && !meant.is_empty();
        carry(if is_left { &text[word.range()] } else { meant });
        at = word.end();
    }
    carry(&text[at..]);
    gist.sort_unstable();
    gist.dedup();
    (!gist.is_empty()).then(|| gist.into())
}

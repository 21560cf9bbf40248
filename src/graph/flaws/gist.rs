//! What a clause or a name says in whatever words: the characters that carry its object and its act, with frames left out and
//! words that mean the same made one. Two that carry the same say one thing twice.

use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

use super::column::Cell;
use super::{FlawKind, FlawNode};
use crate::Map;
use crate::graph::NodeId;
use crate::text::word_set::WordSet;
use crate::text::{Mapped, normal};

/// Words that carry nothing: how often, how well, where, and that something is done at all.
const FRAMES: &str = "一次以上 每季度 按季度 每半年 每年 每周 每月 按月 按季 定期 不定期 适时 及时 主动 积极 依法 认真 扎实 全面 深入 辖区内的 辖区内 本辖区 辖区 \
    本乡镇 本街道 本乡 本镇 本村 村内 \
    每日 每天 第一时间 立即 按规定 按照规定 规范 持续 日常 年度 经常性 暑期 底数 建立台账 建立信息台账 常态化 切实 大力 全镇 全乡 我镇 我乡 镇域内 乡域内 组织 开展 做好 负责 协助 配合 进行 实施 加强 落实 相关 有关 工作 环境 情况 行为 人员 资金 城乡居民 的 对 并 和 及 与 等";

/// Words that mean the same here, the second for both.
const SAME: &str = "劝导:引导 教育引导:引导 疏导:引导 巡护:巡查 巡逻:巡查 探访:走访 巡访:走访 访视:走访 看望:走访 收集:采集 登记:采集 摸排:排查 摸底:排查 上报:报告 \
    报送:报告 动员:发动 化解:调解 调处:调解 企业:单位 机构:单位 公司:单位 追缴:追回 查处:处罚 审批:许可 核准:许可 核发:许可 审核:审查 认定:确认 \
    违法:违规 冒领:领取 多领:领取 违规领取:领取 骗取:领取 督查:检查 督导:督促 \
    自建住宅:自建房 自建住房:自建房 居民自建房:自建房 居民自建住宅:自建房 居民自建住房:自建房 村民自建房:自建房 村民自建住宅:自建房 村民自建住房:自建房 群众自建房:自建房 \
    安全风险:安全隐患 风险隐患:隐患 排查整治:排查 摸底排查:排查 排摸:排查 排查摸底:排查 排查治理:排查 摸排整治:排查 摸查:排查 \
    非法:违规 违法违规:违规 非法违法:违规 行政处罚:处罚 依法查处:处罚 立案查处:处罚 依法处罚:处罚 河道:河 河流:河 开采河砂:河采砂 盗采河砂:河违规采砂 违法开采:违规采 非法开采:违规采 违规开采:违规采 \
    追讨:追回 虚报冒领:领取 骗领:领取 套取:领取 冒名领取:领取 重复领取:领取 误领:领取 超领:领取 拨付:发放 兑付:发放 兑现:发放 津贴:补贴 补助:补贴 补助金:补贴 补贴金:补贴 \
    批准:许可 许可证核发:许可 许可证审批:许可 许可证发放:许可 许可证办理:许可 审核确认:确认 审核认定:确认 未经批准擅自:擅自 未经许可擅自:擅自 未经批准:擅自 未经许可:擅自 \
    违章建筑:违规建筑 违章建设:违规建设 违建:违规建筑 毁坏:损毁 损坏:损毁 整治:治理 专项整治:治理 监督检查:检查 监督管理:监管 \
    宣传教育:宣传 宣讲:宣传 入户走访:走访 上门走访:走访 实地走访:走访 家访:走访 探视:走访 调处化解:调解 调解处理:调解 矛盾纠纷:纠纷 矛盾:纠纷 争议:纠纷 撤离:转移 疏散:转移 转移避险:转移 避险转移:转移 \
    管护:维护 养护:维护 管养:维护 老年人:老人 老龄人:老人 学校周边:校园周边 餐馆:餐饮 饭店:餐饮 餐饮店:餐饮 餐饮单位:餐饮 餐饮企业:餐饮 餐饮场所:餐饮 餐饮服务单位:餐饮 砍伐:采伐 捕鱼:捕捞 捕猎:猎捕 狩猎:猎捕 \
    乡村道路:农村公路 农村道路:农村公路 乡村公路:农村公路 饮用水水源保护区:饮用水源 饮用水源保护区:饮用水源 饮用水水源地:饮用水源 饮用水源地:饮用水源 饮用水水源:饮用水源 死亡畜禽:病死畜禽 畜禽尸体:病死畜禽 \
    外来人口:流动人口 暂住人口:流动人口 精神病人:精神障碍患者 精神病患者:精神障碍患者 五保户:特困 五保对象:特困 特困户:特困 特困供养人员:特困 最低生活保障:低保 低保户:低保 低保对象:低保 网吧:互联网上网服务营业场所 \
    核实:核查 核对:核查 劝止:劝阻 欠薪:拖欠工资 无证无照经营:无照经营 无照无证经营:无照经营 \
    摸清:排查 海上漂浮垃圾:海漂垃圾 清理整治:治理 青少年:未成年人 防溺水:预防溺水 不可移动文物:文物 农作物秸秆:秸秆 农作物秸秆露天焚烧管控:秸秆禁烧 \
    秸秆露天焚烧管控:秸秆禁烧 秸秆露天禁烧:秸秆禁烧 露天禁烧:禁烧 露天焚烧管控:禁烧 零售经营网点:零售点 零售网点:零售点 零售经营点:零售点 经营网点:经营点 检查考核:考核 考评:考核 绿化用地:绿地 违反规定:违规";

/// Fewer different characters say too little to be compared: in a clause, in a name.
const FEWEST: [usize; 2] = [5, 4];

/// The characters that carry what a text says, in order, each once.
type Gist = Rc<[char]>;

/// What the clauses of the open cell and the names of the open list say, and where it was said first.
#[derive(Default)]
pub(super) struct Said<'n, 'g> {
    cell: Option<Cell>,
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
        cell: Cell,
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
        if words[end..].starts_with('：') || opens_condition(&words[..end]) || depends(&words[end..]) {
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

/// Whether a phrase tells when something is done, not what: `发现违法建设行为，及时制止`.
fn opens_condition(phrase: &str) -> bool {
    let (begins, ends) = (
        ["发现", "接到", "收到", "遇", "对于", "对发现"],
        ["的", "时", "后", "期间"],
    );
    begins.iter().any(|word| phrase.starts_with(word)) || ends.iter().any(|word| phrase.ends_with(word))
}

/// Whether what follows a phrase is one of its outcomes, so that the phrase is said again with the other: `，符合条件的予以公示`.
fn depends(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['，', '对', '经', '不']);
    ["符合", "合格", "属于", "通过"]
        .iter()
        .any(|word| rest.starts_with(word))
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
    // What is said again in the same words is for other rules.
    let words = |place: &First<'_, '_>| normal::key(&place.text.as_str()[place.range.clone()]).into_owned();
    if words(first) == words(&here) {
        return;
    }
    let key: String = gist.iter().collect();
    let key = format!("{:?} {key}", first.owner);
    let flaw = |place: &First<'n, 'g>| {
        let flaw = FlawNode::alike(FlawKind::SaidTwice, place.text, place.range.clone(), key.clone());
        (place.owner, flaw)
    };
    if !std::mem::replace(&mut first.again, true) {
        flaws.push(flaw(first));
    }
    flaws.push(flaw(&here));
}

/// The words to be looked for, and what stands for each.
struct Lexicon {
    words: WordSet,
    meant: Vec<&'static str>,
}

impl Lexicon {
    fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let same = SAME.split_whitespace().filter_map(|pair| pair.split_once(':'));
            let all = FRAMES.split_whitespace().map(|frame| (frame, "")).chain(same);
            let (words, meant): (Vec<&str>, Vec<&str>) = all.unzip();
            Self {
                words: WordSet::new(words),
                meant,
            }
        })
    }
}

/// The characters that carry what `text` says, in its order; `same` makes words one that mean the same.
pub(super) fn plain(text: &str, same: bool) -> Vec<char> {
    let lexicon = Lexicon::get();
    let mut plain: Vec<char> = Vec::with_capacity(text.len() / 3);
    let mut carry = |words: &str| {
        let carried = |letter: &char| normal::is_han(*letter) || letter.is_alphanumeric();
        let mut letters = words.chars().filter(carried).peekable();
        while let Some(letter) = letters.next() {
            let Some(mut number) = letter.to_digit(10) else {
                plain.push(letter);
                continue;
            };
            while let Some(digit) = letters.peek().and_then(|next| next.to_digit(10)) {
                number = number.wrapping_mul(10).wrapping_add(digit);
                letters.next();
            }
            plain.push(one(number));
        }
    };
    let mut at = 0;
    lexicon.words.find_apart(text, |found| {
        carry(&text[at..found.range().start]);
        let meant = lexicon.meant[found.word as usize];
        let is_left = !same && !meant.is_empty();
        carry(if is_left { &text[found.range()] } else { meant });
        at = found.range().end;
    });
    carry(&text[at..]);
    plain
}

/// One character for a number: 100 is not 1000.
fn one(number: u32) -> char {
    const PRIVATE: u32 = 0xf_0000;
    char::from_u32(PRIVATE + number % 0xfffe).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What `text` says; `same` makes words one that mean the same.
fn gist(text: &str, same: bool) -> Option<Gist> {
    let mut gist = plain(text, same);
    gist.sort_unstable();
    gist.dedup();
    (!gist.is_empty()).then(|| gist.into())
}

#[cfg(test)]
mod tests {
    use super::gist;

    #[test]
    fn what_is_said_in_other_words_is_told_from_another_thing() {
        let same = |a, b| gist(a, true) == gist(b, true);
        assert!(same("开展入户走访，收集信息", "做好上门走访和信息采集"));
        for (a, b) in [
            ("农产品质量安全监测", "农产品质量安全检测"),
            ("对100人以上集体聚餐登记", "对1000人以上集体聚餐登记"),
            ("落实2020年度计划", "落实2022年度计划"),
            ("食品生产企业监督检查", "食品生产经营者监督检查"),
        ] {
            assert!(!same(a, b), "{a}, {b}");
        }
    }
}

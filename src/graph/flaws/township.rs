//! Names of other townships. No gazetteer holds them all; those are told from ordinary words by the character before
//! 镇, 乡 or 街道: 山, 河, 桥, 庄 end the names of places, and hardly any word that stands before these.

use std::ops::Range;

use crate::graph::places::{MARKS, REASONS, part};
use crate::text::normal;

/// What names of townships end with, each with what may not follow it, since another word begins there: 镇域, 乡村.
const KINDS: [(&str, &str); 4] = [
    ("街道", "两沿路绿"),
    ("苏木", ""),
    ("镇", "域级村貌居属街区静压守"),
    ("乡", "村镇道风土域级愁亲贤音情"),
];

/// What names of places end with before the word for their kind.
const PLACES: &str = "山河口眉桥石头沟湾坪庄店寨塘溪江湖海林田岭峰坡井泉沙滩洲塔寺庙堡营屯台阳坝坳坑冈冲垭墩埠浦港滨岛川潭池渠堰坊铺驿窑洼崖岩岔峪塬峁圪柳杨槐松柏竹梅桃杏枣榆桐罗龙凤虎马梁郭吴杜鲁赵韩蔡彭邓曹潘魏薛";

/// Words with such an end that are no places.
const WORDS: [&str; 52] = [
    "对口", "窗口", "人口", "出口", "进口", "路口", "港口", "平台", "后台", "舞台", "商店", "门店", "酒店",
    "饭店", "网店", "经营", "运营", "民营", "国营", "沿海", "沿江", "沿河", "沿湖", "沿山", "环湖", "园林",
    "森林", "造林", "护林", "农林", "益林", "农田", "水井", "池塘", "鱼塘", "巡河", "护河", "巡山", "荒山",
    "矿山", "护山", "封山", "砂石", "采石", "大坝", "堤坝", "沟渠", "商铺", "店铺", "滑坡", "草坪", "太阳",
];

/// Characters that begin no name: 的, 对, 各, 本 …
const NOT_FIRST: &str = "的对在和与及向由将到至为并从于据按报给各全本该我所属内外等两返下入出涉沿临原旧名";

/// What belongs to one township: its name, of whatever characters, stands before.
const OWNED: [&str; 24] = [
    "人大",
    "党委",
    "党政",
    "人民政府",
    "政府",
    "党工委",
    "办事处",
    "辖区",
    "纪委",
    "武装部",
    "卫生院",
    "中心校",
    "派出所",
    "敬老院",
    "司法所",
    "综合行政执法",
    "经济社会发展",
    "国民经济",
    "国土空间",
    "各村",
    "各社区",
    "全域",
    "行政区域",
    "境内",
];

/// Words that a name stands behind. Behind a mark stands a verb more often than a name: 加强镇党委.
const BEFORE: [&str; 25] = [
    "做好", "开展", "组织", "负责", "落实", "推进", "配合", "协助", "召开", "加强", "支持", "由", "对", "在",
    "报", "经", "向", "是", "为", "完成", "编制", "制定", "会同", "结合", "统筹",
];

/// Two characters before a word for the kind of a township that are no name.
const NO_NAMES: &str = "社区 乡镇 辖区 所在 当地 属地 相关 有关 各个 其他 其它 上级 本级 基层 民族 重点 中心 特色 小城 城关 村社 村居 农村 全体 全部 \
    编制 修编 拟定 拟订 起草 修订 推动 推行 研究 谋划 公布 公开 维持 保持 汇总 掌握 统计 核查 报请 组建 成立 经过 通过 以及 每个 我们 如下 涉事 做好 开展 组织 负责 落实 推进 配合 协助 召开 加强 支持 完成 实施 履行 承担 制定 管理 维护 委托 会同 征求 排查 指导 \
    督促 参与 参加 建设 建立 健全 完善 保障 服务 执行 接受 承接 联系 报送 报告 上报 通知 协调 统筹 设立 选举 审议 审查 提交 提请 撤销 授权 依托 \
    贯彻 宣传 监督 检查 规范 优化 强化 深化 巩固 提升 发挥 引导 指挥 领导 主持 筹备 换届 事发 驻地 建制 迁入 迁出 新址 户籍 居住 流出 流入 原籍 案发 发案 事故 受灾 沿线 毗邻 邻近 所属 派驻";

/// More reasons to name another township: joint work.
const SHARED: [&str; 4] = ["周边", "联席", "结对", "合并"];

/// The name of a township other than `own` whose word for its kind begins at `at` of `text`, in bytes.
pub(super) fn other(text: &str, at: usize, own: &str) -> Option<Range<usize>> {
    if let Some(range) = nearly_own(text, at, own) {
        return Some(range);
    }
    let range = named(text, at)?;
    (!text[..range.end].ends_with(own) && !part(text, range.clone()).contains(own)).then_some(range)
}

/// Shorter names differ from others by one character, in characters with the word for the kind.
const LONG: usize = 4;

/// Whether the word for a kind of township at `at` may end such a name in some list: nothing common stands before it.
pub(super) fn may_be_nearly_own(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let is_kind = after.starts_with('镇') || after.starts_with('乡') && !after.starts_with("乡镇");
    let mut letters = before.chars().rev().take(LONG - 1);
    is_kind
        && letters.next().is_some_and(|last| {
            normal::is_han(last) && !"乡本我全各城集建村县市区所该属跨家下进返入回离还驻".contains(last)
        })
        && letters.filter(|letter| normal::is_han(*letter)).count() == LONG - 2
}

/// The own name with one wrong character, where its word for the kind begins at `at`: 桐溪平镇 for 桐溪坪镇.
fn nearly_own(text: &str, at: usize, own: &str) -> Option<Range<usize>> {
    let kind = KINDS
        .iter()
        .map(|(kind, _)| *kind)
        .find(|kind| own.ends_with(kind))?;
    let name = own.strip_suffix(kind).filter(|_| own.chars().count() >= LONG)?;
    let (before, after) = text.split_at(at);
    let count = name.chars().count();
    let (start, _) = before.char_indices().rev().nth(count - 1)?;
    let written = &before[start..];
    let wrong = written.chars().zip(name.chars()).filter(|(a, b)| a != b).count();
    let is_near = after.starts_with(kind) && wrong == 1 && written.chars().all(normal::is_han);
    is_near.then_some(start..at + kind.len())
}

/// The name of a township whose word for its kind begins at `at` of `text`, without good reason.
pub(super) fn named(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = text.split_at(at);
    let (kind, not_before) = KINDS.iter().find(|(kind, _)| after.starts_with(kind))?;
    let rest = &after[kind.len()..];
    if rest.starts_with(|next| not_before.contains(next)) {
        return None;
    }
    let start = name(before, kind).or_else(|| owner(before, rest))?;
    let range = start..at + kind.len();
    // 赤水镇、桥头镇: a sequence of places is meant as such.
    if text[..start].ends_with('、') || rest.starts_with('、') {
        return None;
    }
    let part = part(text, range.clone());
    let is_shared = REASONS.iter().chain(&SHARED).any(|word| part.contains(word));
    (!is_shared).then_some(range)
}

/// Where the name begins that ends behind `before`.
fn name(before: &str, kind: &str) -> Option<usize> {
    let mut place = before;
    if kind == "乡" {
        // 高良壮族苗族瑶族乡 lies in 高良.
        while let Some(people) = place.strip_suffix('族').filter(|people| !people.ends_with('民')) {
            place = &people[..last(people)?.0];
        }
    }
    let (at, end) = last(place)?;
    let (start, first) = last(&place[..at])?;
    let is_named =
        place.len() < before.len() || PLACES.contains(end) && !(kind == "乡" && "山水".contains(end));
    let is_word = WORDS.contains(&&place[start..]) || NOT_FIRST.contains(first);
    (is_named && !is_word && normal::is_han(first) && normal::is_han(end)).then_some(start)
}

/// Where two characters begin that must be a name, by what stands before them and belongs to it: 做好胜利镇人大工作.
fn owner(before: &str, rest: &str) -> Option<usize> {
    OWNED.iter().find(|owned| rest.starts_with(**owned))?;
    let (at, end) = last(before)?;
    let (start, first) = last(&before[..at])?;
    let (lead, name) = before.split_at(start);
    let is_free = BEFORE.iter().any(|word| lead.ends_with(word));
    let is_name = normal::is_han(first)
        && normal::is_han(end)
        && !NOT_FIRST.contains(first)
        && !"省市县区州旗级村乡镇".contains(end);
    (is_free && is_name && !NO_NAMES.split(' ').any(|word| word == name)).then_some(start)
}

/// The last character and where it begins.
fn last(text: &str) -> Option<(usize, char)> {
    text.char_indices()
        .next_back()
        .filter(|(_, letter)| !MARKS.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others<'t>(text: &'t str, own: &str) -> Vec<&'t str> {
        let ranges = text.char_indices().filter_map(|(at, _)| other(text, at, own));
        ranges.map(|range| &text[range]).collect()
    }

    #[test]
    fn another_township_is_told_from_the_own_and_from_words() {
        assert_eq!(others("组织青桥镇各村巡河，由丹山镇牵头", "丹山镇"), ["青桥镇"]);
        assert_eq!(others("挖掘榜罗镇会议旧址红色资源", "丹山乡"), ["榜罗镇"]);
        assert_eq!(others("做好光明镇人大代表选举", "丹山镇"), ["光明镇"]);
        assert_eq!(others("编制甘霖镇经济社会发展规划", "金庭镇"), ["甘霖镇"]);
        assert_eq!(others("会同永恒乡各村公示", "青山乡"), ["永恒乡"]);
        assert_eq!(others("开展三江侗族苗族乡普查", "五岭瑶族乡"), ["三江侗族苗族乡"]);
        for right in [
            "负责五岭瑶族乡事务，开展民族乡工作",
            "建设文明村镇、特色小镇，推进城乡建设、乡村振兴，规范集镇秩序",
            "依托平台街道办理，组织镇党委换届，召开乡人民代表大会",
            "与青桥镇交界处联防联控，对接白石乡、赤水乡",
            "做好乡镇人大工作，组织社区街道办事处，由各镇党委，落实全镇党委部署，做好镇人大工作，在城关镇政府，由大石桥市乡人大代表",
            "清扫临河街道，整治沿山街道两侧，出台街道方案，江南水乡",
        ] {
            assert_eq!(others(right, "五岭瑶族乡"), Vec::<&str>::new(), "{right}");
        }
    }
}

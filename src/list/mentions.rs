//! Names of departments: their level and place, and the prefix a shortened name inherits from the one before it.

use std::borrow::Cow;

use super::{Detail, DutyList, Mention};
use crate::text::normal;

/// What makes a level character at the head of a name part of another word: `市场监督管理局`, `市政管理处`.
const NOT_AFTER_LEVEL: [&str; 14] = [
    "市场",
    "市监局",
    "市监分局",
    "市政工程",
    "市政管理",
    "市政设施",
    "市政公用",
    "市政园林",
    "市容",
    "区域",
    "县域",
    "市域",
    "省域",
    "州域",
];
/// Words that end like a place and are none.
const NO_PLACES: [&str; 22] = [
    "城市",
    "社区",
    "园区",
    "景区",
    "林区",
    "灾区",
    "牧区",
    "垦区",
    "矿区",
    "库区",
    "地区",
    "辖区",
    "片区",
    "校区",
    "小区",
    "名胜区",
    "开发区",
    "保护区",
    "示范区",
    "度假区",
    "合作区",
    "实验区",
];
/// Bodies of the Party: what their shortened names begin with.
const PARTY: [&str; 34] = [
    "组织部",
    "宣传部",
    "统战部",
    "统一战线",
    "社会工作部",
    "政法委",
    "网信办",
    "网络安全和信息化",
    "编办",
    "机构编制",
    "巡察办",
    "巡察工作",
    "巡察组",
    "党校",
    "党史",
    "老干部",
    "保密",
    "机要",
    "直属机关工",
    "机关工委",
    "农办",
    "农村工作领导",
    "改革办",
    "全面深化改革",
    "国安办",
    "国家安全委员会",
    "台办",
    "台湾工作",
    "依法治",
    "外事工作委员会",
    "民族宗教工作领导",
    "财经委员会",
    "审计委员会",
    "教育工作领导",
];
/// Words that no prefix is restored to: they name no single body, or stand above every level.
const COMPLETE: [&str; 24] = [
    "其他",
    "各",
    "有关",
    "相关",
    "国家",
    "国网",
    "国有",
    "中国",
    "中央",
    "全国",
    "中共",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "省级",
    "市级",
    "县级",
    "区级",
    "市直",
    "县直",
    "区直",
    "共青团",
    "南方电网",
];

/// The level or place a name begins with, in bytes: `市` of `市气象局`, `兰州市西固区` of `兰州市西固区委组织部`.
/// 0 where it begins with neither.
pub fn prefix(name: &str) -> usize {
    let mut end = 0;
    while let Some(length) = step(&name[end..], end == 0) {
        end += length;
    }
    end
}

/// The length of one level or place at the head of `name`.
fn step(name: &str, first: bool) -> Option<usize> {
    let head = name.chars().next()?;
    if first && is_level(head) {
        return (!NOT_AFTER_LEVEL.iter().any(|word| name.starts_with(word))).then_some(head.len_utf8());
    }
    place(name)
}

/// Whether a character names a level of government when a name begins with it: `市应急管理局`.
fn is_level(character: char) -> bool {
    matches!(character, '省' | '市' | '县' | '区' | '州' | '旗' | '盟')
}

/// Whether no name of a place holds a character.
fn is_outside_places(character: char) -> bool {
    !normal::is_han(character)
        || matches!(
            character,
            '局' | '委' | '部' | '办' | '院' | '厅' | '署' | '对' | '将' | '由' | '向' | '经' | '按' | '报'
        )
}

/// Words that may stand before the name of a department and belong to a sentence: `会同市司法局`.
const BEFORE: [&str; 28] = [
    "会同", "配合", "协助", "联合", "组织", "按照", "根据", "指导", "督促", "通过", "参加", "牵头", "负责",
    "在", "规划", "建设", "建立", "制定", "编制", "拟订", "开展", "推进", "加强", "统筹", "落实", "做好",
    "承担", "研究",
];

/// The length of a place at the head of `name`: some characters and `省`, `市`, `县`, `自治州` …
fn place(name: &str) -> Option<usize> {
    const LONGEST: usize = 16;
    if BEFORE.iter().any(|word| name.starts_with(word)) {
        return None;
    }
    for (index, (at, character)) in name.char_indices().enumerate().take(LONGEST) {
        if is_outside_places(character) {
            return None;
        }
        let end = at + character.len_utf8();
        let ends = match character {
            '省' | '市' | '县' | '区' | '旗' | '盟' => true,
            '州' => name[..at].ends_with("自治"),
            _ => false,
        };
        // `沙市区`, `津市市`: a place does not end before another mark of a level.
        let goes_on =
            name[end..].starts_with(['市', '县', '区', '旗', '辖']) && !name[end..].starts_with("市场");
        // `推动县级服务中心`: a level that is told of.
        let goes_on = goes_on || name[end..].starts_with('级') && !name[end..].starts_with("级机关");
        if index > 0 && ends && !goes_on && !NO_PLACES.iter().any(|word| name[..end].ends_with(word)) {
            return Some(end);
        }
    }
    None
}

/// Where what leaves a sequence of names open begins behind its last name, in bytes: `等部门`, `等`.
pub fn open_tail(name: &str) -> Option<usize> {
    let at = name.find('等').filter(|&at| at > 0)?;
    let rest = name[at + '等'.len_utf8()..].trim();
    let is_open = rest.is_empty() || ["部门", "单位", "机构"].iter().any(|word| rest.ends_with(word));
    is_open.then_some(at)
}

/// Whether a name without its prefix is that of a body of the Party.
pub fn is_party(stem: &str) -> bool {
    PARTY.iter().any(|word| stem.starts_with(word))
}

/// The whole names of a sequence of departments as written, in order; `None` where a name is whole already or nothing
/// is known of what it lacks. `市应急管理局`, `气象局` gives `市气象局` for the second; after `市委组织部`, `统战部` is
/// `市委统战部` and `公安局` is `市公安局`. Names that begin with one of `places` (a stem such as `扎兰屯`) are whole.
pub fn expand<'a>(names: impl IntoIterator<Item = &'a str>, places: &[&str]) -> Vec<Option<String>> {
    let mut inherited: Option<String> = None;
    let mut all = Vec::new();
    for name in names {
        let plain = name.chars().all(normal::is_han);
        let name: Cow<'_, str> = if plain {
            Cow::Borrowed(name)
        } else {
            normal::nfkc(name)
        };
        let own = prefix(&name);
        let whole =
            COMPLETE.iter().chain(places).any(|word| name.starts_with(word)) || name.ends_with("部门");
        all.push(match &inherited {
            _ if own > 0 => {
                inherited = Some(name[..own].to_owned());
                None
            }
            Some(before) if !whole && !name.is_empty() => {
                let party = if is_party(&name) { "委" } else { "" };
                Some(format!("{before}{party}{name}"))
            }
            _ => None,
        });
    }
    all
}

/// Gives every mention of a list its whole name: the departments of a column, of a cell of upstream duties, and of
/// receivers are a sequence each.
pub fn complete(list: &mut DutyList<'_>) {
    let region = list.township.region.iter();
    let stems: Vec<String> = region
        .filter_map(|place| stem(place.as_str()))
        .map(str::to_owned)
        .collect();
    let places: Vec<&str> = stems.iter().map(String::as_str).collect();
    let categories = list
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.categories);
    for duty in categories.flat_map(|category| &mut category.duties) {
        match &mut duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(cells) => {
                sequence(cells.departments.iter_mut().collect(), &places);
                let heads = cells.blocks.iter_mut().flat_map(|block| &mut block.departments);
                sequence(heads.collect(), &places);
            }
            Detail::Reclaimed(cells) => sequence(cells.receivers.iter_mut().collect(), &places),
        }
    }
}

fn sequence(mut mentions: Vec<&mut Mention<'_>>, places: &[&str]) {
    let whole = expand(mentions.iter().map(|mention| mention.text.as_str()), places);
    for (mention, full) in mentions.iter_mut().zip(whole) {
        mention.full = full;
    }
}

/// The name of a place without its level: `扎兰屯` of `扎兰屯市`.
pub fn stem(place: &str) -> Option<&str> {
    let stem = place.trim_end_matches(['省', '市', '县', '区', '旗', '盟']);
    (stem.len() < place.len() && stem.chars().count() > 1).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[track_caller]
    fn check(names: &[&str], full: &[&str]) {
        let places = ["扎兰屯"];
        let expanded = expand(names.iter().copied(), &places);
        let whole: Vec<String> = names
            .iter()
            .zip(expanded)
            .map(|(name, full)| full.unwrap_or_else(|| (*name).to_owned()))
            .collect();
        assert_eq!(whole, full);
    }

    #[test]
    fn an_elided_prefix_is_inherited() {
        check(&["市应急管理局", "气象局"], &["市应急管理局", "市气象局"]);
        check(&["市统计局", "市民政局"], &["市统计局", "市民政局"]);
        check(&["市公安局", "市场监督管理局"], &["市公安局", "市市场监督管理局"]);
        check(
            &["兰州市西固区民政局", "财政局"],
            &["兰州市西固区民政局", "兰州市西固区财政局"],
        );
        check(
            &["州生态环境局伊宁市分局", "水利局"],
            &["州生态环境局伊宁市分局", "州水利局"],
        );
    }

    #[test]
    fn bodies_of_the_party_inherit_the_committee() {
        check(
            &["市委组织部", "统战部", "公安局"],
            &["市委组织部", "市委统战部", "市公安局"],
        );
        check(
            &["市委政法委", "网络安全和信息化委员会"],
            &["市委政法委", "市委网络安全和信息化委员会"],
        );
    }

    #[test]
    fn whole_names_stay() {
        check(
            &["市林业和草原局", "扎兰屯风景名胜区管理局"],
            &["市林业和草原局", "扎兰屯风景名胜区管理局"],
        );
        check(&["市场监督管理局", "公安局"], &["市场监督管理局", "公安局"]);
        check(&["县公安局", "其他相关部门"], &["县公安局", "其他相关部门"]);
        check(&["市教育局", "城市管理局"], &["市教育局", "市城市管理局"]);
    }
}

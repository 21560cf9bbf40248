//! The places in a title: province, prefecture, county and township, by the grammar of their names.

use crate::text::reach;
use std::ops::Range;

/// What ends the name of a province-level division.
const PROVINCES: [&str; 3] = ["自治区", "特别行政区", "省"];
/// What ends the name of a prefecture-level division.
const PREFECTURES: [&str; 4] = ["自治州", "地区", "盟", "市"];
/// What ends the name of a county-level division.
const COUNTIES: [&str; 7] = ["自治县", "自治旗", "林区", "县", "区", "旗", "市"];
/// What ends the name of a township-level division.
const TOWNSHIPS: [&str; 12] = [
    "街道办事处",
    "民族苏木",
    "民族乡",
    "街道",
    "苏木",
    "办事处",
    "管理区",
    "镇",
    "乡",
    "农场",
    "林场",
    "牧场",
];
/// What may stand between the township and the name of its list.
const AFTER_TOWNSHIP: [&str; 6] = ["人民政府", "党委", "党工委", "办事处", "管理委员会", "的"];

/// The divisions that a text begins with, as byte ranges.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// From the largest down.
    pub(super) region: Vec<Range<usize>>,
    /// The township; none if the text does not name one.
    pub(super) township: Option<Range<usize>>,
}

impl Places {
    /// Where the divisions end.
    pub(super) fn end(&self) -> usize {
        self.township
            .as_ref()
            .or(self.region.last())
            .map_or(0, |last| last.end)
    }
}

/// Reads the divisions at the head of `text`, which holds no white space. What follows the township, apart from a few
/// words such as `人民政府`, must begin with one of `ends`, or be nothing.
pub(super) fn read(text: &str, ends: &[&str]) -> Places {
    let mut places = Places::default();
    let mut at = 0;
    let head = reach::head(text, 200);
    for (level, suffixes) in [&PROVINCES[..], &PREFECTURES, &COUNTIES].into_iter().enumerate() {
        if let Some(length) = division(&head[at..], suffixes, level) {
            places.region.push(at..at + length);
            at += length;
        }
    }
    places.township = township(head, at, ends);
    places
}

/// The length of the division at the head of `text` whose name ends with one of `suffixes`.
fn division(text: &str, suffixes: &[&str], level: usize) -> Option<usize> {
    const LONGEST: usize = 20;
    let mut chars = 0;
    for (at, _) in text.char_indices() {
        if chars > LONGEST {
            return None;
        }
        chars += 1;
        // A name has a character before its suffix, and one of a prefecture does not run over a county or township.
        let suffix = suffixes
            .iter()
            .find(|suffix| at > 0 && text[at..].starts_with(**suffix));
        let Some(suffix) = suffix else {
            let stops = if level == 1 { "县镇乡" } else { "镇乡" };
            let mut next = text[at..].chars();
            let stopped =
                next.next().is_some_and(|character| stops.contains(character)) && next.next() != Some('市');
            if level > 0 && at > 3 && stopped {
                return None;
            }
            continue;
        };
        let end = at + suffix.len();
        // `沙市区`, `津市市`: after one character and `市` the name goes on.
        let short = chars == 2 && *suffix == "市";
        if !(short && text[end..].starts_with(['市', '区', '县'])) {
            return Some(end);
        }
    }
    None
}

/// The township that begins at `at`: up to the last ending of a township's name before the words of the list.
fn township(text: &str, at: usize, ends: &[&str]) -> Option<Range<usize>> {
    let rest = &text[at..];
    let stop = ends
        .iter()
        .filter_map(|end| rest.find(end))
        .min()
        .unwrap_or(rest.len());
    let mut name = &rest[..stop];
    while let Some(word) = AFTER_TOWNSHIP
        .iter()
        .find(|word| name.ends_with(**word) && !name.ends_with("街道办事处"))
    {
        name = &name[..name.len() - word.len()];
    }
    let characters = name.chars().count();
    let named = TOWNSHIPS
        .iter()
        .any(|suffix| name.ends_with(suffix) && name.len() > suffix.len());
    (named && characters <= 20).then(|| at..at + name.len())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn check(text: &str, region: &[&str], township: &str) {
        let places = read(text, &["履行职责", "履职", "基本"]);
        let names: Vec<&str> = places.region.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(names, region, "{text}");
        assert_eq!(
            &text[places.township.clone().expect("a township")],
            township,
            "{text}"
        );
    }

    #[test]
    fn divisions_are_told_by_their_endings() {
        check(
            "甘肃省兰州市西固区河口镇履行职责事项清单",
            &["甘肃省", "兰州市", "西固区"],
            "河口镇",
        );
        check(
            "新疆维吾尔自治区伊犁哈萨克自治州伊宁市喀尔墩乡履职事项清单",
            &["新疆维吾尔自治区", "伊犁哈萨克自治州", "伊宁市"],
            "喀尔墩乡",
        );
        check(
            "内蒙古自治区呼伦贝尔市扎兰屯市卧牛河镇履行职责",
            &["内蒙古自治区", "呼伦贝尔市", "扎兰屯市"],
            "卧牛河镇",
        );
        check(
            "青海省海北藏族自治州刚察县吉尔孟乡履行职责",
            &["青海省", "海北藏族自治州", "刚察县"],
            "吉尔孟乡",
        );
    }

    #[test]
    fn levels_may_be_missing_and_endings_stand_inside_of_names() {
        check("重庆市万州区龙沙镇履职事项清单", &["重庆市", "万州区"], "龙沙镇");
        check("河南省济源市轵城镇履职", &["河南省", "济源市"], "轵城镇");
        check(
            "海南省琼中黎族苗族自治县营根镇履职",
            &["海南省", "琼中黎族苗族自治县"],
            "营根镇",
        );
        check(
            "湖北省荆州市沙市区岑河镇履职",
            &["湖北省", "荆州市", "沙市区"],
            "岑河镇",
        );
        check(
            "四川省乐山市市中区土主镇履职",
            &["四川省", "乐山市", "市中区"],
            "土主镇",
        );
        check(
            "内蒙古自治区锡林郭勒盟东乌珠穆沁旗额吉淖尔镇履职",
            &["内蒙古自治区", "锡林郭勒盟", "东乌珠穆沁旗"],
            "额吉淖尔镇",
        );
        check(
            "云南省大理白族自治州漾濞彝族自治县顺濞镇履职",
            &["云南省", "大理白族自治州", "漾濞彝族自治县"],
            "顺濞镇",
        );
        check("利通区金星镇基本履职事项清单", &["利通区"], "金星镇");
        check(
            "浙江省杭州市西湖区北山街道办事处履职",
            &["浙江省", "杭州市", "西湖区"],
            "北山街道办事处",
        );
        check(
            "江西省景德镇市浮梁县浮梁镇履职",
            &["江西省", "景德镇市", "浮梁县"],
            "浮梁镇",
        );
        check(
            "广东省广州市番禺区市桥街道履职",
            &["广东省", "广州市", "番禺区"],
            "市桥街道",
        );
        check(
            "湖南省常德市津市市新洲镇履职",
            &["湖南省", "常德市", "津市市"],
            "新洲镇",
        );
    }
}

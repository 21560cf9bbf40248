//! Words of the General Secretary to another province, left in a list that was copied from there.

use std::ops::Range;

use crate::text::reach;

/// Whom the words are by.
const LEADER: &str = "总书记";

/// What stands before the province to which they were said.
const BEFORE: [&str; 5] = ["考察", "视察", "调研", "关于", "对"];

/// The provinces by their short names.
const PROVINCES: [&str; 31] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
];

/// Provinces of which others have a share: the Tibetan prefectures are addressed with 西藏.
const SHARED: [(&str, &str); 1] = [("西藏", "青海 甘肃 四川 云南")];

/// The name of a province other than `own` to which the words were said that `text` speaks of; none where `own` is no province.
pub(super) fn elsewhere(text: &str, own: &str) -> Option<Range<usize>> {
    let own = PROVINCES.iter().find(|province| own.starts_with(**province))?;
    let start = text.find(LEADER)? + LEADER.len();
    let sentence = reach::until(&text[start..], &['。', '；']);
    BEFORE.iter().find_map(|verb| {
        sentence.match_indices(verb).find_map(|(at, _)| {
            let place = at + verb.len();
            let province = PROVINCES
                .iter()
                .find(|province| sentence[place..].starts_with(**province))?;
            let begin = start + place;
            let end = begin + province.len();
            let is_shared = SHARED
                .iter()
                .any(|(shared, places)| shared == province && places.split(' ').any(|place| place == *own));
            // A campaign of the whole country is known by the place where it began.
            let is_campaign = text[end..].starts_with(['“', '「']);
            (province != own && !is_shared && !is_campaign).then_some(begin..end)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::elsewhere;

    #[test]
    fn the_own_province_is_told_from_others() {
        let text = "学习习近平总书记考察广西时的重要讲话和对江西工作的重要要求";
        assert_eq!(elsewhere(text, "江西省").map(|range| &text[range]), Some("广西"));
        let text = "学习习近平总书记关于湖北工作的重要讲话";
        assert_eq!(elsewhere(text, "湖北省"), None);
        assert_eq!(elsewhere(text, "南通市"), None);
        assert_eq!(elsewhere("考察广西", "江西省"), None);
        assert_eq!(
            elsewhere("学习习近平总书记关于西藏工作的重要论述", "四川省"),
            None
        );
        assert_eq!(
            elsewhere("学习习近平总书记关于浙江“千万工程”的重要批示", "山东省"),
            None
        );
    }
}

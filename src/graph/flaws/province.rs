//! Words for a division of another kind than the own province: 省生态环境厅 in a municipality, 自治区民政厅 in a province.

use std::ops::Range;

use super::opening::opens;
use crate::text::{normal, reach};

/// The kinds of provinces, by what their names end with: 自治区 before 市, which is a municipality.
const KINDS: [&str; 3] = ["自治区", "省", "市"];

/// What the name of a body of a province ends with: no body of another level is called so.
const ENDS: [&str; 2] = ["厅", "人民政府"];

/// How long such a name may be, in bytes.
const NAME: usize = 36;

/// The words for the whole of a place.
const WHOLE: char = '全';

/// The words that end with, or begin at, the character at `at` of a text and name a body or the whole of a province, though `own`,
/// the full name of the list's province, is of another kind; and what they should be.
pub(super) fn unfit(text: &str, at: usize, own: &str) -> Option<(Range<usize>, String)> {
    let own = KINDS.into_iter().find(|kind| own.ends_with(kind))?;
    let end = at + text[at..].chars().next()?.len_utf8();
    // Of a city or a county there is one in every province.
    let word = KINDS[..2].iter().find(|kind| text[..end].ends_with(**kind))?;
    if *word == own {
        return None;
    }
    let (before, after) = (&text[..end - word.len()], &text[end..]);
    if let Some(lead) = before.strip_suffix(WHOLE) {
        let is_alone = opens(lead) || !lead.ends_with(normal::is_han);
        let is_one = !after.starts_with(['、', '（', '(', '各']);
        let whole = if own == "自治区" {
            "全区".to_owned()
        } else {
            format!("{WHOLE}{own}")
        };
        return (is_alone && is_one).then_some((lead.len()..end, whole));
    }
    // 省级以上人民政府, and 省、自治区、直辖市 where all are meant.
    let is_any = after.starts_with(['级', '、']) || before.ends_with(['、', '或']) && is_province(before);
    if is_any || before.ends_with(normal::is_han) && !opens(before) {
        return None;
    }
    let reached = reach::head(after, NAME);
    let name = &reached[..reached.find(|c| !normal::is_han(c)).unwrap_or(reached.len())];
    let body = ENDS
        .iter()
        .filter_map(|end| Some(name.find(end)? + end.len()))
        .min()?;
    // 省厅 is short for any of them.
    if body <= '厅'.len_utf8() {
        return None;
    }
    let rest = &name[..body];
    let rest = match rest.strip_suffix('厅').filter(|_| own == "市") {
        Some(rest) => format!("{rest}局"),
        None => rest.to_owned(),
    };
    Some((before.len()..end + body, format!("{own}{rest}")))
}

/// Whether a text ends with the word for a kind of province, and a mark behind it.
fn is_province(text: &str) -> bool {
    let word = text.trim_end_matches(['、', '或']);
    KINDS.iter().any(|kind| word.ends_with(kind))
}

/// The same in the list of some province.
pub(super) fn may_be_unfit(text: &str, at: usize) -> bool {
    KINDS.iter().any(|own| unfit(text, at, own).is_some())
}

#[cfg(test)]
mod tests {
    use super::unfit;

    #[test]
    fn another_kind_of_province_is_told() {
        let told = |text: &str, own: &str| {
            let mut found = text.char_indices().filter_map(|(at, _)| unfit(text, at, own));
            found
                .next()
                .map(|(range, proper)| (text[range].to_owned(), proper))
        };
        let is = |words: &str, proper: &str| Some((words.to_owned(), proper.to_owned()));
        assert_eq!(
            told("报省生态环境厅备案", "重庆市"),
            is("省生态环境厅", "市生态环境局")
        );
        assert_eq!(told("落实全省统一部署", "广西壮族自治区"), is("全省", "全区"));
        assert_eq!(
            told("由自治区民政厅审核", "甘肃省"),
            is("自治区民政厅", "省民政厅")
        );
        for (text, own) in [
            ("报省生态环境厅备案", "甘肃省"),
            ("落实国家、省、市部署", "重庆市"),
            ("按省级以上规定", "宁夏回族自治区"),
            ("报省级人民政府批准", "宁夏回族自治区"),
            ("经省、自治区人民政府批准", "甘肃省"),
            ("经省、自治区、直辖市人民政府批准", "甘肃省"),
            ("《陕西省水利厅通知》", "重庆市"),
            ("报省厅备案", "重庆市"),
            ("跨省务工", "重庆市"),
            ("安全省心", "重庆市"),
        ] {
            assert_eq!(told(text, own), None, "{text}");
        }
    }
}

//! Days that are kept every year, on the wrong date: `“6·25”国际禁毒日`.

use std::ops::Range;

use crate::text::normal;

/// What the days are called, before their 日, and their months and days. Source: general knowledge of the days that China keeps.
const DAYS: [(&str, u32, u32); 34] = [
    ("禁毒", 6, 26),
    ("消防", 11, 9),
    ("消防宣传", 11, 9),
    ("消防安全", 11, 9),
    ("宪法", 12, 4),
    ("法制宣传", 12, 4),
    ("防灾减灾", 5, 12),
    ("国家安全教育", 4, 15),
    ("全民国家安全教育", 4, 15),
    ("消费者权益", 3, 15),
    ("环境", 6, 5),
    ("交通安全", 12, 2),
    ("艾滋病", 12, 1),
    ("防治结核病", 3, 24),
    ("土地", 6, 25),
    ("水", 3, 22),
    ("气象", 3, 23),
    ("地球", 4, 22),
    ("湿地", 2, 2),
    ("野生动植物", 3, 3),
    ("植树", 3, 12),
    ("知识产权", 4, 26),
    ("防治碘缺乏病", 5, 15),
    ("旅游", 5, 19),
    ("无烟", 5, 31),
    ("献血者", 6, 14),
    ("肝炎", 7, 28),
    ("烈士纪念", 9, 30),
    ("粮食", 10, 16),
    ("精神卫生", 10, 10),
    ("高血压", 10, 8),
    ("糖尿病", 11, 14),
    ("残疾人", 12, 3),
    ("志愿者", 12, 5),
];

/// Whose day it is.
const OF: [&str; 5] = ["国际", "世界", "全国", "国家", "中国"];

/// The date before the 日 at `at`, where it is not that of the day, and the one that is meant, written in the same way.
pub(super) fn misdated(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let name = |(name, ..): &&(&str, u32, u32)| {
        let before = text[..at].strip_suffix(name);
        before.is_some_and(|before| {
            OF.iter().any(|of| before.ends_with(of))
                || !before.ends_with(normal::is_han)
                || before.ends_with('日')
        })
    };
    let (name, month, day) = DAYS.iter().find(name)?;
    let before = text[..at].strip_suffix(name)?;
    let before = OF.iter().find_map(|of| before.strip_suffix(of)).unwrap_or(before);
    let before = before.trim_end_matches(['”', '"']);
    let (before, mark) = match before.strip_suffix('日') {
        Some(before) => (before, "月"),
        None => (
            before,
            ["·", "．", ".", "•", "・"]
                .into_iter()
                .find(|mark| before.trim_end_matches(is_digit).ends_with(mark))?,
        ),
    };
    let (rest, told_day) = number(before)?;
    let (start, told_month) = number(rest.strip_suffix(mark)?)?;
    let range = start.len()..before.len();
    ((told_month, told_day) != (*month, *day)).then(|| (range, format!("{month}{mark}{day}")))
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// The number at the end of a text, and what stands before it.
fn number(text: &str) -> Option<(&str, u32)> {
    let rest = text.trim_end_matches(is_digit);
    Some((rest, text[rest.len()..].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::misdated;

    #[test]
    fn a_day_on_another_date_is_told() {
        let told = |text: &str| {
            let (range, proper) = text.match_indices('日').find_map(|(at, _)| misdated(text, at))?;
            Some((text[range].to_owned(), proper))
        };
        for (text, date, proper) in [
            ("开展“6·25”国际禁毒日宣传", "6·25", "6·26"),
            ("组织11.19消防日活动", "11.19", "11.9"),
            ("在12月14日国家宪法日宣传", "12月14", "12月4"),
        ] {
            assert_eq!(told(text), Some((date.to_owned(), proper.to_owned())), "{text}");
        }
        for right in [
            "开展“6·26”国际禁毒日宣传",
            "做好全国土地日、“6·26”国际禁毒日宣传",
            "组织11·9消防日活动",
            "12月4日国家宪法日",
            "5月25日前完成",
            "2.5日",
            "3·22世界水日",
            "禁毒日",
            "99999999999·26国际禁毒日",
        ] {
            assert_eq!(told(right), None, "{right}");
        }
    }
}

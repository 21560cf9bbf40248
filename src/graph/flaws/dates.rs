//! Numbers that are none: months, days and hours that no calendar has, and letters that were read for digits.

use std::ops::Range;

use crate::text::{normal, reach};

/// The days of each month.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// What a number stands before.
pub(super) const UNITS: [char; 5] = ['年', '月', '日', '时', '季'];

/// The number before the `unit` at `at`, with the unit, where there is no such date: `13月`, `2月30日`, `25时`, `五季度`.
pub(super) fn impossible(text: &str, at: usize, unit: char) -> Option<Range<usize>> {
    let before = &text[..at];
    let behind = &text[at + unit.len_utf8()..];
    let (start, number) = number(before)?;
    let left = &before[..start];
    let range = start..at + unit.len_utf8();
    match unit {
        '月' => {
            // 第13月, 满18月, 36月龄 count months.
            let is_month = !left.ends_with(['第', '满', '每', '达', '超', '过', '.', '．'])
                && !left.ends_with(['限', '长', '为'])
                && !behind.starts_with(['龄', '内', '以']);
            (is_month && !(1..=12).contains(&number)).then_some(range)
        }
        '日' => {
            let month = left.strip_suffix('月')?;
            let (first, month) = self::number(month)?;
            let days = DAYS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
            (!(1..=*days).contains(&number)).then_some(first..range.end)
        }
        // 48时 may be a length of time, and 120时速 is none.
        '时' => {
            let is_hour = left.ends_with(['日', '天', '至', '—', '-', '～', '晨', '晚', '午', '夜']);
            (is_hour && number > 24 && !behind.starts_with(['速', '效'])).then_some(range)
        }
        _ => (behind.starts_with('度') && !(1..=4).contains(&number)).then(|| start..range.end + "度".len()),
    }
}

/// The first year of which no duty can still be, where a list does not say when it was published: the lists came with the
/// reform that ended in 2025.
const USUAL_YEAR: u32 = 2025;

/// What stands before a year since which something holds, and behind a year that only tells the old from the new.
const SINCE: [&str; 13] = [
    "自", "从", "至", "于", "在", "《", "〔", "[", "据", "按照", "对照", "依照", "参照",
];
const BOUNDS: [&str; 17] = [
    "以来", "以前", "之前", "以后", "之后", "前", "后", "起", "至", "的", "成果", "数据", "台账", "名单",
    "底册", "图斑", "档案",
];

/// What has to be done by a day.
const DONE: [&str; 9] = [
    "完成", "实现", "达到", "全面", "基本", "报送", "上报", "开展", "组织",
];

/// The year whose 年 stands at `at`, where work is to be done in it or by its end: `2021年度任务`, `2020年底前完成`.
pub(super) fn year_of_work(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at.checked_sub(4).filter(|start| text.is_char_boundary(*start))?;
    let (left, behind) = (&text[..start], &text[at + "年".len()..]);
    let is_year =
        text[start..at].starts_with("20") && text[start..at].bytes().all(|byte| byte.is_ascii_digit());
    if !is_year
        || left.ends_with(|c: char| c.is_ascii_digit())
        || SINCE.iter().any(|word| left.ends_with(word))
    {
        return None;
    }
    if let Some(rest) = behind.strip_prefix('度') {
        let is_task = !BOUNDS.iter().any(|bound| rest.starts_with(bound));
        return is_task.then(|| start..at + "年度".len());
    }
    let end = behind
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '月')
        .trim_start_matches(['底', '末', '年'])
        .trim_start_matches("以")
        .strip_prefix('前')?;
    let is_due = DONE
        .iter()
        .any(|word| end.trim_start_matches('，').starts_with(word));
    is_due.then(|| start..text.len() - end.len())
}

/// The plans of five years for the knowledge of the law, each with its last year: the eighth began in 2021.
const LAW_PLANS: [(&str, u32); 4] = [("四五", 2005), ("五五", 2010), ("六五", 2015), ("七五", 2020)];

/// The five-year plans that end in a year each, by their name.
const PLANS: [(&str, u32); 6] = [
    ("十一五", 2010),
    ("十二五", 2015),
    ("十三五", 2020),
    ("十四五", 2025),
    ("十五五", 2030),
    ("十六五", 2035),
];

/// What is done with a plan that is not over yet.
const PLANNED: [&str; 15] = [
    "编制", "制定", "制订", "拟定", "起草", "谋划", "修编", "实施", "落实", "执行", "推进", "推动", "完成",
    "贯彻", "衔接",
];

/// What looks back on a plan.
const BACK: [&str; 16] = [
    "原",
    "评估",
    "总结",
    "末",
    "以来",
    "收官",
    "建成",
    "遗留",
    "后续",
    "验收",
    "归档",
    "安置",
    "资产",
    "审计",
    "回头看",
    "已",
];

/// The name of a five-year plan whose 五 ends at `at` + 1, where one of its programmes is to be drawn up or carried out:
/// `编制“十三五”规划`.
pub(super) fn plan_of_work(text: &str, at: usize) -> Option<Range<usize>> {
    let end = at + '五'.len_utf8();
    if let Some(range) = plan_of_law(text, end) {
        return Some(range);
    }
    let (name, _) = PLANS.iter().find(|(name, _)| text[..end].ends_with(name))?;
    let start = end - name.len();
    let stops = ['，', '。', '；', '：', ',', ';'];
    let left = reach::since(&text[..start], &stops);
    let behind = &text[end..];
    let right = reach::until(behind, &stops);
    let whole = ["规划", "计划", "纲要", "方案"];
    let is_plan = whole.iter().any(|word| right.contains(word));
    let is_work = PLANNED.iter().any(|word| left.contains(word));
    let is_past = BACK
        .iter()
        .any(|word| left.contains(word) || right.contains(word));
    // 二十三五: no plan.
    if !is_plan || !is_work || is_past || left.ends_with(['第', '二', '三', '五']) {
        return None;
    }
    Some(start..end)
}

/// The number of a plan for the knowledge of the law that ends at `end`: `“七五”普法`.
fn plan_of_law(text: &str, end: usize) -> Option<Range<usize>> {
    let (name, _) = LAW_PLANS.iter().find(|(name, _)| text[..end].ends_with(name))?;
    let start = end - name.len();
    let is_plan = text[end..].trim_start_matches('”').starts_with("普法");
    (is_plan && !text[..start].ends_with('十')).then_some(start..end)
}

/// Whether a year of work, or the last one of a plan, was over before a list of `published` came out.
pub(super) fn is_past(year: &str, published: Option<&str>) -> bool {
    let digits = |text: &str| {
        let start = text.find("20")?;
        text.get(start..start + 4)?.parse::<u32>().ok()
    };
    let mut plans = PLANS.iter().chain(&LAW_PLANS);
    let plan = plans.find(|(name, _)| year.contains(name));
    let published = published.and_then(digits).unwrap_or(USUAL_YEAR);
    plan.map(|(_, end)| *end)
        .or_else(|| digits(year))
        .is_some_and(|year| year + 1 < published)
}

/// Letters that scanned digits are taken for.
pub(super) const LETTERS: [char; 4] = ['l', '|', 'O', 'o'];

/// No number of a clause is longer with its mark and the character behind it, in bytes.
const LONGEST: usize = 12;

/// The number of a clause with the letter at `at` in it, as it is and as it should be: `l.`, `1O.`.
pub(super) fn lettered(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let is_part = |c: char| c.is_ascii_digit() || LETTERS.contains(&c);
    let near = reach::tail(&text[..at], LONGEST);
    let left = near.trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = reach::head(&text[at - (near.len() - left.len())..], LONGEST);
    let left = &text[..at - (near.len() - left.len())];
    let end = rest.find(|c| !is_part(c))?;
    let behind = rest[end..].strip_prefix(['.', '．', '、'])?;
    let opens = left.is_empty() || left.ends_with(['；', '。', ';', ' ']);
    if !opens || end > 2 || !behind.chars().next().is_some_and(normal::is_han) {
        return None;
    }
    let digits = rest[..end].replace(['l', '|'], "1").replace(['O', 'o'], "0");
    (!digits.starts_with('0')).then_some((left.len()..left.len() + end, digits))
}

/// The number at the end of a text, and where it begins: in digits, or in Chinese below one hundred.
fn number(text: &str) -> Option<(usize, u32)> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len() {
        return Some((digits.len(), text[digits.len()..].parse().ok()?));
    }
    let value = |c: char| {
        "一二三四五六七八九"
            .chars()
            .position(|one| one == c)
            .map(|at| at as u32 + 1)
    };
    let rest = text.trim_end_matches(|c| c == '十' || value(c).is_some());
    let letters: Vec<char> = text[rest.len()..].chars().take(4).collect();
    let number = match letters[..] {
        ['十'] => 10,
        [one] => value(one)?,
        ['十', one] => 10 + value(one)?,
        [ten, '十'] => value(ten)? * 10,
        [ten, '十', one] => value(ten)? * 10 + value(one)?,
        _ => return None,
    };
    Some((rest.len(), number))
}

#[cfg(test)]
mod tests {
    use super::{UNITS, impossible, lettered};

    #[test]
    fn dates_that_no_calendar_has_are_told_from_lengths_of_time() {
        let told = |text: &str| {
            let units = text.char_indices().filter(|(_, letter)| UNITS.contains(letter));
            units
                .filter_map(|(at, unit)| impossible(text, at, unit))
                .next()
                .is_some()
        };
        for text in ["13月底前完成", "2月30日前上报", "每日25时"] {
            assert!(told(text), "{text}");
        }
        for text in [
            "12月底前完成",
            "2月29日前上报",
            "对缴费期限24月以上的核查",
            "满18月的",
            "48时内",
            "限速60时速",
        ] {
            assert!(!told(text), "{text}");
        }
    }

    #[test]
    fn letters_in_the_number_of_a_clause_are_told_from_others() {
        let at = |text: &str| text.find(['l', 'O', 'o']).and_then(|at| lettered(text, at));
        assert_eq!(at("l.开展检查").map(|(_, digits)| digits).as_deref(), Some("1"));
        assert_eq!(
            at("检查；1O.开展检查").map(|(_, digits)| digits).as_deref(),
            Some("10")
        );
        assert_eq!(at("O2O平台"), None);
    }
}

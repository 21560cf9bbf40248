//! Numbers that are none: months, days and hours that no calendar has, and letters that were read for digits.

use std::ops::Range;

use crate::text::normal;

/// The days of each month.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// What a number stands before.
pub(super) const UNITS: [char; 4] = ['月', '日', '时', '季'];

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
                && !behind.starts_with(['龄', '内']);
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

/// Letters that scanned digits are taken for.
pub(super) const LETTERS: [char; 4] = ['l', '|', 'O', 'o'];

/// The number of a clause with the letter at `at` in it, as it is and as it should be: `l.`, `1O.`.
pub(super) fn lettered(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let is_part = |c: char| c.is_ascii_digit() || LETTERS.contains(&c);
    let left = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let rest = &text[left.len()..];
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

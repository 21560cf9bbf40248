//! Numbers of public hotlines with a slip: `12354热线` for 12345.

use std::ops::Range;

/// What the numbers are told by.
const HOTLINE: &str = "热线";

/// Words between a number and the word for a hotline.
const KINDS: [&str; 12] = [
    "政务服务便民",
    "政务服务",
    "便民服务",
    "政府服务",
    "市民服务",
    "举报投诉",
    "投诉举报",
    "政务",
    "便民",
    "市民",
    "举报",
    "服务",
];

/// The hotlines that every place has, of which others are slips.
const USUAL: [&str; 2] = ["12345", "12315"];

/// Hotlines of the whole country, which are none. Source: general knowledge, the list of public numbers that begin with 12.
const OTHERS: [&str; 63] = [
    "12300", "12301", "12302", "12305", "12306", "12309", "12310", "12312", "12313", "12314", "12316",
    "12317", "12318", "12319", "12320", "12321", "12322", "12325", "12326", "12328", "12329", "12330",
    "12331", "12333", "12335", "12336", "12337", "12338", "12339", "12340", "12346", "12348", "12349",
    "12350", "12351", "12355", "12356", "12358", "12359", "12360", "12361", "12363", "12365", "12366",
    "12367", "12368", "12369", "12370", "12371", "12377", "12378", "12379", "12380", "12381", "12385",
    "12386", "12388", "12389", "12390", "12393", "12395", "12396", "12398",
];

/// The number before the first hotline of `text` that is none, and the one that is meant.
pub(super) fn slip(text: &str) -> Option<(Range<usize>, &'static str)> {
    let before = &text[..text.find(HOTLINE)?];
    let before = before.trim_end_matches(['“', '”', '"']);
    let before = KINDS
        .iter()
        .find_map(|kind| before.strip_suffix(kind))
        .unwrap_or(before);
    let before = before.trim_end_matches(['“', '”', '"']);
    let digits = before.len()
        - before
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .len();
    let range = before.len() - digits..before.len();
    let number = &before[range.clone()];
    let sorted = |number: &str| {
        let mut digits = number.as_bytes().to_vec();
        digits.sort_unstable();
        digits
    };
    // Two digits have changed places, or one was left out or typed twice.
    let is_near = |known: &&&str| {
        sorted(known) == sorted(number)
            || squeezed(number) == **known
            || without_one(known).any(|short| short == number)
    };
    let is_right = || USUAL.contains(&number) || OTHERS.contains(&number);
    if !number.starts_with("12") && !number.starts_with("13") || is_right() {
        return None;
    }
    let meant = USUAL.iter().find(is_near)?;
    Some((range, meant))
}

/// A number whose digits stand once each where they stood side by side.
fn squeezed(number: &str) -> String {
    let mut digits: Vec<char> = number.chars().collect();
    digits.dedup();
    digits.into_iter().collect()
}

/// A number with one digit left out, in all ways.
fn without_one(number: &str) -> impl Iterator<Item = String> + '_ {
    (0..number.len()).map(|at| format!("{}{}", &number[..at], &number[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn slips_are_told_from_other_numbers() {
        let meant = |text: &str| slip(text).map(|(range, meant)| format!("{} {meant}", &text[range]));
        for (text, found) in [
            ("做好12354热线转办件办理", "12354 12345"),
            ("办理1234政务服务便民热线工单", "1234 12345"),
            ("处理“123345”热线投诉", "123345 12345"),
            ("宣传13215投诉举报热线", "13215 12315"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(found));
        }
        for right in [
            "做好12345热线和12315热线转办件办理",
            "公布24小时服务热线",
            "接听96119热线",
            "宣传12339举报热线",
            "办理12390热线线索",
            "推广12396科技服务热线",
            "接听12371热线",
            "接听110、119热线",
        ] {
            assert_eq!(meant(right), None, "{right}");
        }
    }
}

//! Set phrases of politics and administration: they are counted, and each has its own verb.

use std::ops::Range;

/// The phrases as they are.
const PHRASES: [&str; 29] = [
    "四个意识",
    "四个自信",
    "两个维护",
    "两个确立",
    "四个全面",
    "三会一课",
    "四议两公开",
    "三重一大",
    "一岗双责",
    "三管三必须",
    "两不愁三保障",
    "三严三实",
    "两学一做",
    "四个最严",
    "八项规定",
    "三线一单",
    "六稳六保",
    "三权分置",
    "四好农村路",
    "三品一标",
    "四个不摘",
    "两个毫不动摇",
    "两个健康",
    "一户一宅",
    "一网通办",
    "一窗受理",
    "一老一小",
    "一事一议",
    "两企三新",
];

/// The same with another number, which exist as well.
const OTHERS: [&str; 6] = [
    "三个意识",
    "三个自信",
    "三个全面",
    "两权分置",
    "五个意识",
    "多户一宅",
];

/// Those that every list begins with; none of them stands in a sentence twice.
const POLITICAL: [&str; 4] = ["四个意识", "四个自信", "两个维护", "两个确立"];

/// A verb, the phrase that it does not go with, and the verb or phrase that is meant.
const VERBS: [(&str, &str, &str); 13] = [
    ("拥护", "两个维护", "两个确立"),
    ("捍卫", "两个维护", "两个确立"),
    ("领悟", "两个维护", "两个确立"),
    ("做到", "两个确立", "两个维护"),
    ("做到", "四个意识", "两个维护"),
    ("做到", "四个自信", "两个维护"),
    ("增强", "四个自信", "四个意识"),
    ("增强", "两个维护", "四个意识"),
    ("增强", "两个确立", "四个意识"),
    ("坚定", "四个意识", "四个自信"),
    ("坚定", "两个维护", "四个自信"),
    ("树牢", "四个自信", "四个意识"),
    ("拥护", "四个自信", "两个确立"),
];

/// Numbers of such phrases.
const NUMBERS: &str = "一二三四五六七八九十两双";

/// The longest quotation that is looked at, in bytes.
const LONGEST: usize = 30;

/// What is wrong with the phrase that is quoted from `at` on, and what is meant.
pub(super) fn slip(text: &str, at: usize) -> Option<(Range<usize>, &'static str)> {
    let inner = text[at..].strip_prefix('“')?;
    let close = inner.bytes().take(LONGEST).position(|byte| byte == 0xe2)?;
    let phrase = inner[close..].starts_with('”').then(|| &inner[..close])?;
    let start = text.len() - inner.len();
    let range = start..start + close;
    let Some(phrase) = PHRASES.iter().find(|known| **known == phrase) else {
        return miscounted(phrase).map(|proper| (range, proper));
    };
    let wrong = |at: usize| {
        let before = &text[..at];
        VERBS
            .iter()
            .find(|(verb, other, _)| other == phrase && before.ends_with(verb))
    };
    if let Some((verb, _, proper)) = wrong(at) {
        return Some((at - verb.len()..range.end + "”".len(), proper));
    }
    let first = text[..at].find(&text[at..range.end + "”".len()])?;
    (POLITICAL.contains(phrase) && wrong(first).is_none()).then_some((range, phrase))
}

/// The phrase that is meant where a number in it is another.
fn miscounted(phrase: &str) -> Option<&'static str> {
    if !phrase.starts_with(|c| NUMBERS.contains(c)) || OTHERS.contains(&phrase) {
        return None;
    }
    let same = |known: &&&str| {
        let pairs = || known.chars().zip(phrase.chars());
        known.len() == phrase.len()
            && pairs().all(|(a, b)| a == b || NUMBERS.contains(a) && NUMBERS.contains(b))
    };
    PHRASES.iter().find(same).copied()
}

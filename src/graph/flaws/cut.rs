//! Texts that stop in the middle of a sentence.

use std::ops::Range;

use super::tables::{ADVERBS, DANGLING, NEEDY, OBJECTLESS, UNFINISHED, UNMARKED};
use crate::text::{normal, reach};

/// How many of the dangling words join two: 和 或 与 及.
const JOINING: usize = 4;

/// Verbs whose object is an act.
const PERFORMING: [&str; 5] = ["组织开展", "积极开展", "开展", "做好", "抓好"];

/// Characters that begin words and are none: of what is counted up the last was cut: `空巢、失`.
const BEGINNING: &str = "失留排检监宣培推维协督统规健摸登征拆调处救慰防收整审";

/// Those whom and things with which something is done, but which nobody does.
const THINGS: [&str; 26] = [
    "老年人",
    "残疾人",
    "未成年人",
    "妇女",
    "儿童",
    "居民",
    "村民",
    "农户",
    "牧民",
    "困难群众",
    "家庭",
    "学生",
    "职工",
    "退役军人",
    "流动人口",
    "商户",
    "企业",
    "隐患",
    "险情",
    "线索",
    "矛盾纠纷",
    "垃圾",
    "污水",
    "设施",
    "设备",
    "资金",
];

/// Characters of the verbs that say what is done with those and these.
const ACTING: &str = "查治除报改摸收发理排清整调解处置建护修监测登维巡管防控服帮扶救助关爱慰访照教培宣联络接送养用运保转采争筹引招普编推申审核评换拨争";

/// How long such an object may be, in bytes.
const OBJECT: usize = 75;

/// How far before a verb its object may stand, in bytes.
const NEAR: usize = 240;

/// Where a text stops at a comma, or at a word that needs another behind it. The functions below look at it without its
/// last marks.
pub(super) fn cut(text: &str) -> Option<Range<usize>> {
    let rest = text.trim_end();
    let bare = rest.trim_end_matches(['；', '。', ';']);
    let open = bare_verb(bare).or_else(|| unfinished(bare));
    let open = open
        .or_else(|| beginning(bare))
        .or_else(|| bare_condition(bare))
        .or_else(|| objectless(bare))
        .or_else(|| thing_for_act(bare));
    if open.is_some() {
        return open;
    }
    let may_be = |last: char| {
        matches!(last, '，' | '、' | ',' | '；' | '。' | ';')
            || last.is_whitespace()
            || DANGLING.iter().chain(&UNMARKED).any(|(word, _)| *word == last)
    };
    if !text.ends_with(may_be) {
        return None;
    }
    let mut backwards = bare.chars().rev();
    let last = backwards.next()?;
    let before = backwards.next();
    let unmarked: &[_] = if bare.len() == rest.len() { &UNMARKED } else { &[] };
    let dangles = || {
        let word = DANGLING.iter().chain(unmarked).find(|(word, _)| *word == last);
        word.is_some_and(|(_, left)| before.is_some_and(|before| !left.contains(before)))
    };
    let is_cut = matches!(last, '，' | '、' | ',') || dangles();
    is_cut.then(|| bare.len() - last.len_utf8()..rest.len())
}

/// A word that joins two, with nothing behind it in front of a mark inside a text: `推进户厕改造和，健全机制`.
pub(super) fn joined(text: &str, last: char) -> Option<Range<usize>> {
    let (_, left) = DANGLING[..JOINING].iter().find(|(word, _)| *word == last)?;
    let start = text.len() - last.len_utf8();
    let before = text[..start].chars().next_back()?;
    (normal::is_han(before) && !left.contains(before)).then_some(start..text.len())
}

/// An adverb, or a verb that governs another, at the end of a text: `发现隐患线索及时`, `并协助做好`.
fn unfinished(bare: &str) -> Option<Range<usize>> {
    let (word, left) = UNFINISHED.iter().find(|(word, _)| bare.ends_with(*word))?;
    let before = &bare[..bare.len() - word.len()];
    let part = reach::since(before, &['，', '；', '。']);
    let is_whole = left.split_whitespace().any(|other| before.ends_with(other))
        || word.starts_with(['协', '配', '参']) && part.contains(['由', '被', '将', '把', '对', '予']);
    (!is_whole && bare.len() > word.len()).then_some(before.len()..bare.len())
}

/// The first character of a word at the end of what is counted up, in a text that has no mark at its end.
fn beginning(bare: &str) -> Option<Range<usize>> {
    let last = bare
        .chars()
        .next_back()
        .filter(|last| BEGINNING.contains(*last))?;
    let start = bare.len() - last.len_utf8();
    let before = bare[..start].strip_suffix('、')?;
    let is_word = before
        .chars()
        .rev()
        .take(2)
        .filter(|c| normal::is_han(*c))
        .count()
        == 2;
    is_word.then_some(start..bare.len())
}

/// A last sentence that only says whom it is about: `对多次违规的。`
fn bare_condition(bare: &str) -> Option<Range<usize>> {
    let words = bare.strip_suffix('的')?;
    let start = words.len() - reach::since(words, &['，', '；', '。', '：']).len();
    let about = ["对", "对于", "针对"]
        .iter()
        .any(|word| words[start..].starts_with(word));
    (about && !words[start..].contains('是')).then_some(start..bare.len())
}

/// A last phrase that is nothing but a verb that needs an object: `维护供水设施，落实`.
fn bare_verb(bare: &str) -> Option<Range<usize>> {
    let verb = OBJECTLESS.iter().find(|verb| bare.ends_with(**verb))?;
    let before = &bare[..bare.len() - verb.len()];
    let adverb = ADVERBS.iter().find(|adverb| before.ends_with(**adverb));
    let start = before.len() - adverb.map_or(0, |adverb| adverb.len());
    let alone = before[..start].ends_with(['，', '；', '。']) || start == 0;
    alone.then_some(start..bare.len())
}

/// A verb at the end of a text that speaks of nothing it could be done to: `督促经营户及时消除`.
fn objectless(bare: &str) -> Option<Range<usize>> {
    let (verb, things) = NEEDY.iter().find(|(verb, _)| bare.ends_with(*verb))?;
    let start = bare.len() - verb.len();
    let near = reach::tail(&bare[..start], NEAR);
    let is_told = things.split(' ').any(|thing| near.contains(thing));
    // 风险隐患排查化解: verbs one after the other have their object before them.
    let adverb = [
        "及时", "立即", "限期", "依法", "妥善", "彻底", "有效", "逐一", "主动",
    ];
    (!is_told && adverb.iter().any(|adverb| near.ends_with(adverb))).then_some(start..bare.len())
}

/// A last phrase that performs somebody or something: `做好老年人`, `开展道路养护和安全隐患`.
fn thing_for_act(bare: &str) -> Option<Range<usize>> {
    let thing = THINGS.iter().find(|thing| bare.ends_with(**thing))?;
    let phrase = reach::since(bare, &['，', '；', '。', '：', '“', '”']);
    let object = PERFORMING.iter().find_map(|verb| phrase.strip_prefix(verb))?;
    let mut parts = object.rsplit(['、', '和', '及', '与']);
    let last = parts.next().unwrap_or_default();
    let is_acted_on = |part: &str| part.contains(|letter| ACTING.contains(letter));
    let is_thing = match parts.next() {
        None => true,
        // 开展排查隐患和问题: the verb before governs both.
        Some(before) => before.ends_with(|letter| ACTING.contains(letter)),
    };
    let start = bare.len() - thing.len();
    (is_thing && object.len() <= OBJECT && !is_acted_on(last)).then_some(start..bare.len())
}

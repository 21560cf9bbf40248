//! Words that stand there twice: `的的`, `开展开展`, `遗产的遗产`.

use std::ops::Range;

use super::tables::{OF_ITSELF, TWICE};
use crate::Set;
use crate::text::normal::is_han;
use crate::text::reach;

/// The longest word whose repetition is looked for, in characters.
const LONGEST: usize = 4;

/// The last characters, and for each length of a word how many of them equal those one word earlier.
#[derive(Default)]
pub(super) struct Repeats {
    /// The last one first.
    last: [char; LONGEST],
    equal: [usize; LONGEST],
    /// Whether any of these is more than 0.
    repeating: bool,
}

impl Repeats {
    /// The next character, at byte `at` of the text: how many bytes the two equal words have that end with it.
    #[inline]
    pub(super) fn next(&mut self, text: &str, at: usize, character: char) -> Option<usize> {
        let [a, b, c, d] = self.last;
        let met = (a == character) | (b == character) | (c == character) | (d == character);
        let found = match met | self.repeating {
            true => self.compare(&text[..at], character, &text[at + character.len_utf8()..]),
            false => None,
        };
        self.last = [character, a, b, c];
        found
    }

    #[inline(never)]
    fn compare(&mut self, before: &str, character: char, rest: &str) -> Option<usize> {
        let mut found = None;
        for length in 1..=LONGEST {
            let equal = &mut self.equal[length - 1];
            if self.last[length - 1] != character {
                *equal = 0;
                continue;
            }
            *equal += 1;
            if *equal == length && is_han(character) && self.counts(length, before, character, rest) {
                let words = before.chars().rev().take(length * 2 - 1);
                found = Some(words.map(char::len_utf8).sum::<usize>() + character.len_utf8());
            }
        }
        if found.is_some() {
            self.equal = Default::default();
        }
        self.repeating = self.equal != [0; LONGEST];
        found
    }

    /// Whether a repetition that `character` completes is a slip: not `层层`, `一户一户`, `为了了解`.
    fn counts(&self, length: usize, before: &str, character: char, rest: &str) -> bool {
        let earlier = |back: usize| before.chars().rev().nth(back - 1).unwrap_or('\0');
        if length == 1 {
            let (before, after) = (earlier(2), rest.chars().next().unwrap_or(' '));
            // A word that joins two others begins nothing: `，及及时上报`, but `宣传及及时上报`.
            let begins = matches!(before, '\0' | '，' | '。' | '；' | '：' | '、' | '.' | '．' | ' ');
            let joins = !(begins && matches!(character, '及' | '和' | '与'));
            return TWICE.iter().any(|(twice, left, right)| {
                *twice == character && !left.contains(before) && !(joins && right.contains(after))
            });
        }
        let word = &self.last[..length - 1];
        let all_equal = word.iter().all(|other| *other == character);
        let all_han = word.iter().copied().all(is_han);
        // The word in its first place begins `2 * length - 1` characters back.
        let (head, before) = (earlier(length * 2 - 1), earlier(length * 2));
        all_han && !all_equal && !"一逐每两几半".contains(head) && !"一逐".contains(before)
    }
}

/// Shorter phrases may stand in a text twice, in characters; and shorter ends may be taken up by the next phrase.
const PHRASE: usize = 7;
const NEXT: usize = 6;

/// What departments, those who are counted up and the names of penalties end with: `报县民政局、县财政局，…由县民政局、县财政局…`.
const WHO: [&str; 20] = [
    "处罚", "局", "办", "委", "部", "院", "会", "府", "队", "所", "站", "室", "厅", "处", "中心", "公司",
    "单位", "部门", "人员", "的",
];

/// The first phrase between two marks that the text holds already: `走访快递网点，登记信息，走访快递网点`; or that the next one takes
/// up: `组织疏散转移，疏散转移群众`.
pub(super) fn phrase_twice(text: &str) -> Option<Range<usize>> {
    if text.len() < 2 * 3 * PHRASE {
        return None;
    }
    let parts = text.split(['，', '；', '。', '：']);
    let start = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let item = parts
        .filter_map(|part| item_twice(part).map(|range| start(part) + range.start..start(part) + range.end))
        .next();
    if item.is_some() {
        return item;
    }
    let mut phrases = Set::default();
    let mut before = "";
    let is_mark = |letter: char| matches!(letter, '，' | '；' | '。' | '、' | '：');
    let is_words = |phrase: &str| {
        let mut letters = phrase.chars();
        letters.all(|letter| is_han(letter) || matches!(letter, '“' | '”'))
    };
    let is_who = |phrase: &str| WHO.iter().any(|who| phrase.ends_with(who));
    let is_long = |phrase: &str| phrase.chars().nth(PHRASE - 1).is_some();
    for phrase in text.split(is_mark) {
        let start = phrase.as_ptr() as usize - text.as_ptr() as usize;
        let is_twice = is_long(phrase) && is_words(phrase) && !phrases.insert(phrase);
        if is_twice && !is_who(phrase) {
            return Some(start..start + phrase.len());
        }
        if let Some(again) = taken_up(reach::tail(before, reach::SENTENCE), phrase)
            && text[..start].ends_with(['，', '；'])
            && is_words(again)
            && !is_who(again)
        {
            return Some(start..start + again.len());
        }
        before = phrase;
    }
    None
}

/// Fewer characters may well stand twice in what is counted up; fewer still are no word of their own.
const ITEM: usize = 4;
const WORD: usize = 3;

/// What all have of whom somebody counts up.
const OF_ALL: [&str; 8] = [
    "等",
    "的合法",
    "的权益",
    "的利益",
    "的需求",
    "的诉求",
    "的意见",
    "的生活",
];

/// The second of two equal items of what is counted up: `教育培训、考核奖惩、教育培训和日常监督`.
fn item_twice(phrase: &str) -> Option<Range<usize>> {
    if !phrase.contains('、') {
        return None;
    }
    let mut items = Set::default();
    phrase.split(['、', '和', '及', '与']).find_map(|item| {
        let start = item.as_ptr() as usize - phrase.as_ptr() as usize;
        let is_between = phrase[..start].ends_with('、');
        let end = OF_ALL.iter().filter_map(|mark| item.find(mark)).min();
        let item = &item[..end.filter(|_| is_between).unwrap_or(item.len())];
        let shortest = if is_between { WORD } else { ITEM };
        let is_item = item.chars().count() >= shortest && item.chars().all(is_han);
        let is_who = || WHO.iter().any(|who| item.ends_with(who));
        (is_item && !items.insert(item) && !is_who()).then_some(start..start + item.len())
    })
}

/// The end of a phrase that the next one begins with.
fn taken_up<'t>(before: &'t str, phrase: &str) -> Option<&'t str> {
    let starts = phrase.char_indices().map(|(at, _)| at);
    let head = &phrase[..starts.chain([phrase.len()]).nth(NEXT)?];
    let ends = before.match_indices(head).map(|(at, _)| &before[at..]);
    ends.into_iter().find(|end| phrase.starts_with(end))
}

/// What is done before something and not again behind it; 检查 may open the name of those who do it (检查人员).
const ACTS: [&str; 14] = [
    "出具", "开展", "进行", "组织", "实施", "上报", "报送", "发放", "公示", "登记", "签订", "提交", "制定",
    "建立",
];

/// How far before a 后 the word may stand that stands again behind it, in characters.
const AFTER: usize = 6;

/// The part of a phrase from a word to the 后 that the same word follows, and that word: `出具公示后出具结果说明`.
pub(super) fn after_itself<'t>(before: &'t str, behind: &'t str) -> Option<(&'t str, &'t str)> {
    let mut letters = behind.char_indices().take_while(|(_, letter)| is_han(*letter));
    let (end, second) = letters.nth(1)?;
    let word = &behind[..end + second.len_utf8()];
    let (agents, _) = OF_ITSELF;
    let is_agent = behind[word.len()..].starts_with(|next| agents.contains(next));
    if is_agent || !ACTS.contains(&word) {
        return None;
    }
    let near = before
        .char_indices()
        .rev()
        .take_while(|(_, letter)| is_han(*letter));
    let mut parts = near.take(2 + AFTER).skip(2).map(|(start, _)| &before[start..]);
    parts.find(|part| part.starts_with(word)).map(|part| (part, word))
}

/// The word that stands before a 的 and again behind it: `遗产的遗产`, but not `工作的工作人员`.
pub(super) fn of_itself<'t>(before: &'t str, behind: &str) -> Option<&'t str> {
    let (agents, words) = OF_ITSELF;
    let starts = before.char_indices().rev().map(|(at, _)| at);
    let word = starts
        .take(LONGEST)
        .skip(1)
        .map(|start| &before[start..])
        .find(|word| behind.starts_with(word) && word.chars().all(is_han))?;
    let is_agent = behind[word.len()..].starts_with(|next| agents.contains(next));
    (!is_agent && !words.contains(&word)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::after_itself;

    #[test]
    fn a_verb_again_behind_后_is_told_from_those_who_act_then() {
        let told = |text: &str| {
            let (before, behind) = text.split_once('后').expect("there is one");
            after_itself(before, behind).is_some()
        };
        assert!(told("出具公示后出具结果说明"));
        assert!(told("上报审核后上报县民政局"));
        for text in [
            "检查结束后检查人员签字",
            "验收合格后验收组出具意见",
            "事故发生后事故单位报告",
            "申请受理后申请人补充材料",
            "村民会议讨论后村民委员会公布",
            "组织验收后组织者存档",
            "审核通过后出具证明",
        ] {
            assert!(!told(text), "{text}");
        }
    }
}

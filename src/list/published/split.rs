//! A cell or label becomes the names of the departments in it.
//!
//! Names are separated by punctuation, or by the same spaces that line breaks put inside of names. Which space is which is
//! decided by the shape of the names on both sides, and by the names that are written elsewhere in the document.

use std::ops::Range;

use super::names;
use crate::Set;
use crate::list::mentions;
use crate::text::normal;

/// The keys of the names that the document writes without doubt.
pub(super) type Vocabulary = Set<String>;

/// The names in a text, and what stands between them. All ranges are bytes of the text.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// The names, in order; they may hold white space, which is not part of them.
    pub(super) names: Vec<Range<usize>>,
    /// Punctuation, conjunctions and numbers around them.
    pub(super) separators: Vec<Range<usize>>,
    /// What leaves the list open: `等部门`.
    pub(super) tail: Option<Range<usize>>,
}

/// The most tokens that one name is put together from.
const TOKENS: usize = 6;
/// The longest name that is put together, in bytes, white space included.
const LONGEST: usize = 200;
/// More tokens than this without punctuation are no list of departments: each is left as it is.
const MOST_TOKENS: usize = 300;

/// Splits `text`. A name may run over the positions `soft` (the end of a page), but not over those in `hard` (the end of a
/// paragraph); both are ascending.
pub(super) fn split(text: &str, hard: &[usize], soft: &[usize], vocabulary: &Vocabulary) -> Split {
    let mut split = Split::default();
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    for (at, character) in text.char_indices().chain([(text.len(), '、')]) {
        depth += i32::from(matches!(character, '（' | '('));
        depth -= i32::from(matches!(character, '）' | ')'));
        let end = at == text.len();
        let stop = end || hard.binary_search(&at).is_ok();
        let outside = depth <= 0 || end || stop;
        let separates = outside
            && matches!(
                character,
                '、' | '，' | ',' | '；' | ';' | '/' | '。' | '：' | ':'
            );
        if stop || separates || (outside && (character.is_whitespace() || soft.binary_search(&at).is_ok())) {
            if start < at {
                tokens.push(start..at);
            }
            start = at;
        }
        if separates || (outside && character.is_whitespace()) {
            start = at + character.len_utf8();
        }
        if stop || separates {
            depth = 0;
            split.chunk(text, &tokens, vocabulary);
            tokens.clear();
        }
        if separates && !end {
            split.separators.push(at..at + character.len_utf8());
        }
    }
    split.open_tail(text);
    split
}

impl Split {
    /// The tokens between two separators.
    fn chunk(&mut self, text: &str, tokens: &[Range<usize>], vocabulary: &Vocabulary) {
        for name in segments(text, tokens, vocabulary) {
            let words = &text[name.clone()];
            let numeral = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let point = words[numeral..]
                .chars()
                .next()
                .filter(|character| ".．)）".contains(*character));
            let marker = match point {
                _ if numeral == 0 => 0,
                Some(point) => numeral + point.len_utf8(),
                None if numeral == words.len() => numeral,
                None => 0,
            };
            if marker > 0 {
                self.separators.push(name.start..name.start + marker);
            }
            if marker < words.len() {
                self.conjoined(text, name.start + marker..name.end, vocabulary);
            }
        }
    }

    /// A name, or two joined by `和`: then the second one begins with a level or place of its own.
    fn conjoined(&mut self, text: &str, name: Range<usize>, vocabulary: &Vocabulary) {
        let words = &text[name.clone()];
        if words.contains(['和', '及', '与']) && !vocabulary.contains(names::key(words).as_str()) {
            for (at, conjunction) in words.match_indices(['和', '及', '与']) {
                let (left, right) = (&words[..at], &words[at + conjunction.len()..]);
                if mentions::prefix(right) > 0 && names::is_name(left) && names::is_name(right) {
                    self.names.push(name.start..name.start + at);
                    self.separators
                        .push(name.start + at..name.start + at + conjunction.len());
                    self.conjoined(text, name.start + at + conjunction.len()..name.end, vocabulary);
                    return;
                }
            }
        }
        self.names.push(name);
    }

    /// Cuts `等部门` off the last name.
    fn open_tail(&mut self, text: &str) {
        let Some(last) = self.names.last_mut() else { return };
        let words = &text[last.clone()];
        let Some(at) = mentions::open_tail(words) else {
            return;
        };
        if names::is_name(words[..at].trim_end()) {
            self.tail = Some(last.start + at..last.end);
            last.end = last.start + at;
        }
    }
}

/// The best way to read `tokens` as names: the cheapest by [`cost`].
fn segments(text: &str, tokens: &[Range<usize>], vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    if tokens.len() < 2 || tokens.len() > MOST_TOKENS {
        return tokens.to_vec();
    }
    // Where each token is a whole name with its own level or place, nothing needs to be put together.
    let whole = |token: &Range<usize>| {
        let name = &text[token.clone()];
        let prefix = mentions::prefix(name);
        prefix > 0 && !matches!(&name[prefix..], "委" | "分局") && names::is_name(name)
    };
    if tokens.iter().all(whole) {
        return tokens.to_vec();
    }
    // best[i]: the least cost of the first i tokens, and where the last name among them begins.
    let mut best: Vec<(u32, usize)> = vec![(0, 0)];
    for end in 1..=tokens.len() {
        let starts = end.saturating_sub(TOKENS)..end;
        let short = |start: &usize| start + 1 == end || tokens[end - 1].end - tokens[*start].start <= LONGEST;
        let costs = starts.filter(short).map(|start| {
            (
                best[start]
                    .0
                    .saturating_add(cost(text, &tokens[start..end], vocabulary)),
                start,
            )
        });
        best.push(costs.min().unwrap_or((u32::MAX, end - 1)));
    }
    let mut names = Vec::new();
    let mut end = tokens.len();
    while end > 0 {
        let start = best[end].1;
        names.push(tokens[start].start..tokens[end - 1].end);
        end = start;
    }
    names.reverse();
    names
}

/// How little `tokens` look like one name.
fn cost(text: &str, tokens: &[Range<usize>], vocabulary: &Vocabulary) -> u32 {
    let joined = |tokens: &[Range<usize>]| {
        tokens
            .iter()
            .map(|token| &text[token.clone()])
            .collect::<String>()
    };
    let name = joined(tokens);
    if vocabulary.contains(names::key(&name).as_str()) {
        return 5;
    }
    let mut cost = match (names::is_name(&name), mentions::prefix(&name)) {
        (false, _) => 100,
        (true, prefix) if prefix > 0 && name[prefix..] == *"委" => 60,
        (true, 0) => 20,
        (true, _) => 10,
    };
    for cut in 1..tokens.len() {
        let left = joined(&tokens[..cut]);
        let right = &text[tokens[cut].clone()];
        let prefix = mentions::prefix(&left);
        let whole = names::is_name(&left) && left[prefix..] != *"委";
        if whole && !belongs(&left, right) {
            cost += if mentions::prefix(right) > 0 { 80 } else { 30 };
        }
    }
    cost
}

/// Whether `right` may go on with the name `left` although that is one already: a branch, a second name in brackets.
fn belongs(left: &str, right: &str) -> bool {
    right.starts_with(['（', '(', '和', '及', '与'])
        || is_branch(right)
        || names::without_bracket(right) == "机关"
        || (left.ends_with("公安局") && right.starts_with(['交', '特', '刑', '治', '巡']))
}

/// Whether a token says which branch of a bureau is meant and not which bureau: 西固分局, 北碚区分局.
fn is_branch(token: &str) -> bool {
    let prefix = mentions::prefix(token);
    token.ends_with("分局") && (prefix == 0 || token[prefix..] == *"分局")
}

/// Whether a text is nothing but white space and punctuation.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || normal::is_punctuation(character))
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, split};

    #[track_caller]
    fn check(text: &str, known: &[&str], expected: &[&str]) {
        let vocabulary: Vocabulary = known.iter().map(|name| super::names::key(name)).collect();
        let split = split(text, &[], &[], &vocabulary);
        let names: Vec<String> = split
            .names
            .iter()
            .map(|name| text[name.clone()].split_whitespace().collect::<String>())
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn names_are_separated_by_punctuation_at_two_levels() {
        check(
            "市委组织部、编办，市财政局",
            &[],
            &["市委组织部", "编办", "市财政局"],
        );
        check(
            "市公安局，市委宣传部(市委网信办、市文明办)",
            &[],
            &["市公安局", "市委宣传部(市委网信办、市文明办)"],
        );
        check("市公安局和市司法局", &[], &["市公安局", "市司法局"]);
        check("县住房和城乡建设局", &[], &["县住房和城乡建设局"]);
        check(
            "市消防救援局、应急管理局等部门",
            &[],
            &["市消防救援局", "应急管理局"],
        );
    }

    #[test]
    fn spaces_inside_names_are_healed() {
        check(
            "兰州市西固区 应急局 兰州市公安局 西固分局",
            &[],
            &["兰州市西固区应急局", "兰州市公安局西固分局"],
        );
        check(
            "兰州市西固区委 政法委 兰州市公安局交 警支队西固大队",
            &[],
            &["兰州市西固区委政法委", "兰州市公安局交警支队西固大队"],
        );
        check(
            "兰州市西固区城管局 兰州市公安局西固分局",
            &[],
            &["兰州市西固区城管局", "兰州市公安局西固分局"],
        );
        check(
            "县委政法委员会 (县司法局) 县公安局",
            &[],
            &["县委政法委员会(县司法局)", "县公安局"],
        );
        check(
            "县消防救援大队 市场监督管理局 其他相关部门",
            &[],
            &["县消防救援大队", "市场监督管理局", "其他相关部门"],
        );
        check(
            "市 委统一战线工作 部、组织部",
            &[],
            &["市委统一战线工作部", "组织部"],
        );
    }

    #[test]
    fn a_branch_goes_with_its_bureau() {
        check(
            "区农业农村委员会 市公安局 北碚区分局 区市场监督管理局",
            &[],
            &["区农业农村委员会", "市公安局北碚区分局", "区市场监督管理局"],
        );
    }

    #[test]
    fn names_written_elsewhere_decide() {
        let label = "县纪律检查委员会县监察委员会机关（县委巡察办）";
        let cell = "县纪律检查委员会 县监察委员会 机关(县委巡察办) 县委组织部";
        check(
            cell,
            &[label],
            &["县纪律检查委员会县监察委员会机关(县委巡察办)", "县委组织部"],
        );
    }
}

//! The shape of a department's name: how it ends, and how far one reaches that opens a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use crate::list::mentions;
use crate::text::{normal, reach};

/// The endings of names, longest of a kind first. A name is whole if it ends with one of them.
const ENDINGS: [&str; 50] = [
    "局",
    "委员会",
    "联合会",
    "红十字会",
    "工会",
    "协会",
    "人大常委会",
    "常委会",
    "妇联",
    "残联",
    "科协",
    "工商联",
    "文联",
    "委",
    "部",
    "办",
    "办公室",
    "研究室",
    "厅",
    "署",
    "法院",
    "检察院",
    "医院",
    "卫生院",
    "研究院",
    "大队",
    "支队",
    "中队",
    "总队",
    "中心",
    "公司",
    "机关",
    "集团",
    "电网",
    "政协",
    "馆",
    "站",
    "所",
    "社",
    "校",
    "台",
    "处",
    "政府",
    "银行",
    "部门",
    "机构",
    "组",
    "队",
    "团",
    "园",
];
/// Endings that are looked for where a name runs into a sentence: each of them is hardly ever part of another word.
const OPENING: [&str; 44] = [
    "局",
    "委员会办公室",
    "领导小组办公室",
    "委员会",
    "联合会",
    "红十字会",
    "总工会",
    "人大常委会办公室",
    "人大常委会",
    "组织部",
    "宣传部",
    "统战部",
    "工作部",
    "武装部",
    "指挥部",
    "政法委",
    "发改委",
    "发展改革委",
    "卫健委",
    "纪委监委",
    "纪委",
    "网信办",
    "编办",
    "巡察办",
    "巡察组",
    "巡察机构",
    "政府办公室",
    "政府办",
    "委办公室",
    "研究室",
    "法院",
    "检察院",
    "救援大队",
    "消防大队",
    "执法大队",
    "交警大队",
    "执法队",
    "供电公司",
    "中心",
    "残联",
    "妇联",
    "档案馆",
    "史志馆",
    "团委",
];
/// The characters that those endings begin with.
static BEGINNINGS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = OPENING
        .iter()
        .filter_map(|ending| ending.chars().next())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
});
/// What a general word for an office may not be about, to be the name of a body.
const GENERAL: [&str; 14] = [
    "牵头", "责任", "配合", "承接", "协同", "参与", "联系", "成员", "主办", "协办", "实施", "对应", "上级",
    "收回",
];
/// Words that tell a sentence from a name.
const VERBS: [&str; 26] = [
    "负责",
    "开展",
    "组织开展",
    "做好",
    "落实",
    "按照",
    "按",
    "对",
    "将",
    "会同",
    "牵头",
    "配合",
    "协助",
    "制定",
    "指导",
    "监督检查",
    "建立",
    "完善",
    "加强",
    "推进",
    "统筹",
    "依法",
    "根据",
    "联合",
    "及时",
    "发现",
];
/// Words that no name holds.
const NEVER: [&str; 14] = [
    "负责", "进行", "上报", "按照", "做好", "开展", "及时", "落实", "配合", "协助", "将", "对", "制定",
    "反馈",
];
/// Names that hold one of them nevertheless.
const STILL: [&str; 4] = ["对外", "对口", "对台", "将军"];
/// The longest name, in characters.
pub(super) const LONGEST: usize = 40;

/// Whether `name`, without white space, has the shape of a department's name.
pub(super) fn is_name(name: &str) -> bool {
    let stem = without_bracket(name);
    let length = stem.chars().count();
    if !(2..=LONGEST).contains(&length) || !stem.chars().all(is_name_character) {
        return false;
    }
    let Some(ending) = ENDINGS
        .iter()
        .filter(|ending| stem.ends_with(**ending))
        .max_by_key(|ending| ending.len())
    else {
        return false;
    };
    let before = &stem[..stem.len() - ending.len()];
    let general = matches!(*ending, "部门" | "机构" | "单位");
    let bare = before.is_empty() && !matches!(*ending, "残联" | "妇联" | "科协" | "工商联" | "文联" | "政协");
    if bare || (general && GENERAL.iter().any(|word| before.ends_with(word))) {
        return false;
    }
    let never = NEVER.iter().any(|verb| stem.contains(verb)) && !STILL.iter().any(|word| stem.contains(word));
    let sentence = VERBS.iter().any(|verb| before.starts_with(verb)) && mentions::prefix(before) == 0;
    !never && !sentence
}

/// Whether a text could name a body although it does not end as departments' names do: a few characters without a verb.
pub(super) fn is_word(text: &str) -> bool {
    let name: String = without_bracket(text).split_whitespace().collect();
    (2..=20).contains(&name.chars().count())
        && name.chars().all(is_name_character)
        && !name.starts_with(|character: char| character.is_ascii_digit())
        && (is_name(&name) || !VERBS.iter().any(|verb| name.contains(verb)))
}

/// Whether a character may stand in a name.
fn is_name_character(character: char) -> bool {
    normal::is_han(character)
        || character.is_ascii_alphanumeric()
        || matches!(character, '·' | '“' | '”' | '"')
}

/// A name without the second one that follows it in brackets.
pub(super) fn without_bracket(name: &str) -> &str {
    let name = name.trim();
    match (name.ends_with(['）', ')']), name.find(['（', '('])) {
        (true, Some(at)) if at > 0 => name[..at].trim_end(),
        _ => name,
    }
}

/// The key under which two spellings of a name are the same.
pub(super) fn key(name: &str) -> String {
    normal::key(name).into_owned()
}

/// The names that open a sentence, as byte ranges: `市教育局、人力资源和社会保障局统计…`. A name is one of `known`, or begins
/// with a level or place and ends as names do; the second and later ones need no prefix. None if the sentence opens
/// with no name, or is nothing but names.
pub(super) fn opening(text: &str, known: &[String]) -> Vec<Range<usize>> {
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut at = text.len() - text.trim_start().len();
    while let Some(length) = name_at(&text[at..], known, !names.is_empty()) {
        names.push(at..at + length);
        at += length;
        let Some(separator) = ["、", "，", "和", "及", "与"]
            .iter()
            .find(|separator| text[at..].starts_with(**separator))
        else {
            break;
        };
        at += separator.len();
    }
    let end = names.last().map_or(0, |last| last.end);
    if text[end..].trim().is_empty() {
        Vec::new()
    } else {
        names
    }
}

/// The length of the name at the head of `text`.
fn name_at(text: &str, known: &[String], follows: bool) -> Option<usize> {
    let stop = text
        .char_indices()
        .take(LONGEST)
        .find(|&(_, character)| !is_name_character(character));
    let cut = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let run = &text[..stop.map_or(cut, |(at, _)| at)];
    let longest = known
        .iter()
        .filter(|name| text.starts_with(name.as_str()))
        .max_by_key(|name| name.len());
    let prefix = mentions::prefix(run);
    // A name without level or place must at least begin as some part of a known one does.
    let begins = run
        .chars()
        .next()
        .is_some_and(|first| known.iter().any(|name| name.contains(first)));
    if longest.is_none() && prefix == 0 && !follows && !begins {
        return None;
    }
    let shaped =
        shaped(run, prefix).filter(|&length| prefix > 0 || follows || is_short_for(&run[..length], known));
    let length = longest.map(String::len).max(shaped)?;
    Some(length + bracket(&text[length..]))
}

/// The length of a second name in brackets at the head of `text`; 0 if there is none.
fn bracket(text: &str) -> usize {
    let inner = text.strip_prefix(['（', '(']);
    let head = inner.map(|inner| reach::head(inner, 4 * LONGEST));
    let closing = head.and_then(|head| head.find(['）', ')']).filter(|&at| is_name(&head[..at])));
    let open = inner.map_or(0, |inner| text.len() - inner.len());
    closing.map_or(0, |at| {
        open + at + text[open + at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// Whether a name without level or place is a short form of one in `known`: its end, or some of its characters.
fn is_short_for(name: &str, known: &[String]) -> bool {
    known
        .iter()
        .any(|known| known.ends_with(name) || abbreviates(name, known))
}

/// Whether the characters of `short` stand in `long` in the same order, the first and the last of both being the same.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next()
        && short.chars().next_back() == long.chars().next_back()
        && short
            .chars()
            .all(|character| rest.any(|other| other == character))
}

/// The length of the name that `run` begins with, whose level or place takes `prefix` bytes: up to the first ending.
fn shaped(run: &str, prefix: usize) -> Option<usize> {
    let ends = run
        .char_indices()
        .filter(|(_, character)| BEGINNINGS.contains(character))
        .filter_map(|(at, _)| {
            let ending = OPENING
                .iter()
                .filter(|ending| run[at..].starts_with(**ending))
                .max_by_key(|ending| ending.len())?;
            Some((at, at + ending.len()))
        });
    let (at, end) = ends
        .filter(|&(at, _)| at >= prefix)
        .min_by_key(|&(at, end)| (at, std::cmp::Reverse(end)))?;
    let stem = &run[prefix..at];
    if stem.contains("政府") && !run[at..end].contains("政府办")
        || VERBS.iter().any(|verb| stem.contains(verb))
    {
        return None;
    }
    // `生态环境局伊宁市分局`, `公安局交警支队西固大队`: the branch belongs to the name.
    const BRANCHES: [&str; 3] = ["分局", "大队", "支队"];
    let rest: String = run[end..].chars().take(9).collect();
    let branch = BRANCHES
        .iter()
        .filter_map(|branch| rest.find(branch).map(|at| at + branch.len()))
        .min();
    let branch = branch.filter(|&length| {
        !VERBS.iter().any(|verb| rest[..length].contains(verb)) && run[..end].ends_with('局')
    });
    Some(end + branch.unwrap_or(0))
}

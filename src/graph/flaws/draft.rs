//! What the authors of a draft left for themselves: remarks in brackets, and places to fill in.

use std::ops::Range;

/// Characters that open a remark, and those that close it.
const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']')];

/// Characters that stand for words still to come, two or more of them.
const BLANKS: &str = "XxＸⅩ×✕＿_□○△？?";

/// More characters between brackets are no remark.
const LONGEST: usize = 40;

/// What is still to be done about a place.
const TASKS: [&str; 20] = [
    "核定", "核实", "核对", "确认", "确定", "补充", "补齐", "商定", "协商", "完善", "明确", "修改", "审定",
    "填写", "填报", "研究", "更新", "调整", "删除", "合并",
];

/// What may become of a text.
const CHANGES: [&str; 8] = ["改为", "改成", "删去", "移至", "移到", "列入", "列为", "划归"];

/// Whole remarks, and whole texts that say that there is none.
const WHOLE: [&str; 22] = [
    "同上",
    "同前",
    "略",
    "从略",
    "以下略",
    "待定",
    "待补",
    "待填",
    "待议",
    "暂缺",
    "空缺",
    "存疑",
    "可删",
    "删",
    "删除",
    "新增",
    "待补充",
    "待完善",
    "待确认",
    "待核实",
    "待明确",
    "内容待定",
];

/// Words that speak of the paper itself.
const HERE: [&str; 6] = ["此处", "这里", "该处", "此条", "此项", "上述内容"];

/// Words that begin like a remark, and what a condition ends with: `需补充材料的`.
const OTHERS: [&str; 6] = ["待遇", "待业", "待岗", "待产", "待办", "待检"];
const CONDITIONS: [char; 4] = ['的', '者', '时', '）'];

/// Where a remark opens.
pub(super) fn openers() -> impl Iterator<Item = char> {
    let brackets = BRACKETS.into_iter().map(|(open, _)| open);
    brackets.chain(BLANKS.chars()).chain(['某', '此'])
}

/// What the authors left at `at`, where `character` stands and `before` it another.
pub(super) fn left(text: &str, at: usize, character: char, before: char) -> Option<Range<usize>> {
    let rest = &text[at..];
    let length = match character {
        '此' => note(rest)?,
        '某' => nameless(rest)?,
        '（' | '(' | '【' | '[' => bracketed(rest)?,
        'X' | 'x' | 'Ｘ' | 'Ⅹ' | '×' | '✕' | '＿' | '_' | '□' | '○' | '△' | '？' | '?' => {
            blank(rest, before)?
        }
        _ => return None,
    };
    Some(at..at + length)
}

/// Whether a whole text is none: `同上`, `待补充。`.
pub(super) fn is_whole(text: &str) -> bool {
    WHOLE.contains(&text.trim_end_matches(['。', '；', '，', '.', ';']))
}

/// A remark in brackets, at the beginning of a text.
fn bracketed(rest: &str) -> Option<usize> {
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| rest.starts_with(*open))?;
    let inner = &rest[open.len_utf8()..];
    // No further than a remark may reach, or a text full of brackets would be read once for each.
    let (end, _) = inner
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, character)| *character == close)?;
    is_remark(inner[..end].trim()).then_some(open.len_utf8() + end + close.len_utf8())
}

/// Whether the words between brackets are addressed to the other authors.
fn is_remark(words: &str) -> bool {
    let asks = |rest: &str| TASKS.iter().any(|task| rest.starts_with(task));
    let bare = words.trim_end_matches(['。', '！', '!']);
    if is_whole(bare) || bare.len() > 3 && bare.ends_with(['？', '?']) {
        return true;
    }
    if bare.ends_with(CONDITIONS) || OTHERS.iter().any(|word| bare.starts_with(word)) {
        return false;
    }
    if let Some(rest) = bare.strip_prefix('待') {
        // 待…核定, 待…核定后补充; not 待核实线索.
        return TASKS.iter().any(|task| rest.ends_with(task)) || has_after(rest);
    }
    if let Some(rest) = bare.strip_prefix("建议") {
        return !rest.starts_with(['、', '和', '书', '案', '意', '权', '人'])
            && TASKS.iter().chain(&CHANGES).any(|task| rest.contains(task));
    }
    if let Some(rest) = ["请", "需", "须", "尚需", "还需"]
        .iter()
        .find_map(|verb| bare.strip_prefix(verb))
    {
        let rest = rest.trim_start_matches("进一步").trim_start_matches('再');
        return asks(rest) || rest.contains("核定") || rest.contains("补充");
    }
    if bare.split_once(['：', ':']).is_some_and(is_answer) {
        return true;
    }
    let heads = ["批注", "修改意见", "修改建议", "审稿", "校对", "编者", "起草说明"];
    heads.iter().any(|head| bare.starts_with(head))
        || HERE.iter().any(|here| bare.starts_with(here))
            && (bare.contains('待') || TASKS.iter().any(|task| bare.contains(task)))
}

/// Whether somebody, named before a colon, says what should become of the text: `财政局意见：建议改为配合单位`.
fn is_answer((who, what): (&str, &str)) -> bool {
    ["意见", "反馈", "回复", "建议", "批示", "答复"]
        .iter()
        .any(|end| who.ends_with(end))
        && (what.starts_with(['建', '请', '拟', '应', '不', '同', '无', '改', '删'])
            || CHANGES.iter().any(|change| what.contains(change)))
}

/// Whether one thing is done after another: `核定后补充`.
fn has_after(words: &str) -> bool {
    TASKS.iter().any(|task| {
        words
            .split_once(task)
            .is_some_and(|(_, rest)| rest.starts_with('后') || rest.starts_with('，'))
    })
}

/// `此处待补充`, outside brackets.
fn note(rest: &str) -> Option<usize> {
    let behind = rest.strip_prefix("此处")?;
    let task = [
        "待",
        "需补",
        "需核",
        "需修改",
        "应补",
        "补充",
        "删除",
        "缺",
        "漏",
        "存疑",
    ];
    let task = task.iter().find(|task| behind.starts_with(**task))?;
    Some("此处".len() + task.len())
}

/// `某某局`, `某村`.
fn nameless(rest: &str) -> Option<usize> {
    let words = ["某某", "某村", "某镇", "某乡", "某县", "某街道"];
    words
        .iter()
        .find(|word| rest.starts_with(**word))
        .map(|word| word.len())
}

/// `XX村`, `____`; not the end of a longer word.
fn blank(rest: &str, before: char) -> Option<usize> {
    let first = rest.chars().next()?;
    let is_same = |letter: char| letter == first || "XxＸⅩ×".contains(letter) && "XxＸⅩ×".contains(first);
    let end = rest.find(|letter| !is_same(letter)).unwrap_or(rest.len());
    let behind = rest[end..].chars().next().unwrap_or(' ');
    let is_joined =
        before.is_ascii_alphanumeric() && !before.is_ascii_digit() || behind.is_ascii_alphanumeric();
    (rest[..end].chars().nth(1).is_some() && !is_joined).then_some(end)
}

//! What the authors of a draft left for themselves: remarks in brackets, and places to fill in.

use crate::text::reach;
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
const WHOLE: [&str; 36] = [
    "暂空",
    "暂无",
    "暂略",
    "待核",
    "待商",
    "待核定",
    "待研究",
    "后补",
    "见上",
    "同上条",
    "同上项",
    "内容同上",
    "另行明确",
    "另行确定",
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

/// How a text ends that is not yet written: `意见待补`, `时限待定`.
const OPEN: [&str; 13] = [
    "待核",
    "待补",
    "待补充",
    "待定",
    "待议",
    "待填",
    "待填写",
    "待明确",
    "待完善",
    "待细化",
    "待商定",
    "暂缺",
    "暂空",
];

/// What has to happen first, and what is done then: `待方案印发后另行明确`.
const FIRST: [&str; 15] = [
    "印发后",
    "出台后",
    "下发后",
    "批复后",
    "批准后",
    "定稿后",
    "核定后",
    "明确后",
    "确定后",
    "公布后",
    "反馈后",
    "审定后",
    "商定后",
    "协商后",
    "核实后",
];
const THEN: [&str; 10] = [
    "明确", "确定", "补充", "完善", "填写", "修改", "细化", "调整", "修订", "增补",
];

/// Questions that authors ask one another.
const QUESTIONS: [&str; 9] = [
    "是否保留",
    "是否删除",
    "是否合并",
    "是否列入",
    "是否妥当",
    "是否合适",
    "是否准确",
    "是否修改",
    "是否取消",
];

/// What authors say of a text that is not agreed: `财政局意见未反馈，暂保留此条`.
const UNSETTLED: [&str; 8] = [
    "意见未反馈",
    "反馈意见未到",
    "暂保留",
    "暂予保留",
    "先保留",
    "保留此条",
    "尚未统一",
    "未达成一致",
];

/// Words that speak of the paper itself.
const HERE: [&str; 8] = ["此处", "这里", "该处", "此条", "此项", "上述内容", "此句", "该条"];

/// Words that begin like a remark, and what a condition ends with: `需补充材料的`.
const OTHERS: [&str; 6] = ["待遇", "待业", "待岗", "待产", "待办", "待检"];
const CONDITIONS: [char; 4] = ['的', '者', '时', '）'];

/// Where a remark opens.
pub(super) fn openers() -> impl Iterator<Item = char> {
    let brackets = BRACKETS.into_iter().map(|(open, _)| open);
    brackets.chain(BLANKS.chars()).chain(['某', '此', '待', '另'])
}

/// What the authors left at `at`, where `character` stands and `before` it another.
pub(super) fn left(text: &str, at: usize, character: char, before: char) -> Option<Range<usize>> {
    let rest = &text[at..];
    let length = match character {
        '此' if !is_bracketed(&text[..at]) => note(rest)?,
        '某' => nameless(rest)?,
        '待' if !is_bracketed(&text[..at]) => waiting(rest, before)?,
        '另' if !is_bracketed(&text[..at]) => later(rest)?,
        '？' if is_asked(&text[..at]) => character.len_utf8(),
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
    let is_open = || {
        OPEN.iter().any(|end| bare.ends_with(end))
            || QUESTIONS.iter().chain(&UNSETTLED).any(|said| bare.contains(said))
    };
    if bare.is_empty() || is_whole(bare) || is_open() || bare.len() > 3 && bare.ends_with(['？', '?']) {
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
            && (bare.contains(['待', '请']) || TASKS.iter().any(|task| bare.contains(task)))
}

/// Whether somebody, named before a colon, says what should become of the text: `财政局意见：建议改为配合单位`.
fn is_answer((who, what): (&str, &str)) -> bool {
    ["意见", "反馈", "回复", "建议", "批示", "答复"]
        .iter()
        .any(|end| who.ends_with(end))
        && (what.starts_with(['建', '请', '拟', '应', '不', '同', '无', '改', '删'])
            || HERE.iter().any(|here| what.starts_with(here))
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

/// Whether a bracket is open behind `text`: what stands in it is judged with it.
fn is_bracketed(text: &str) -> bool {
    // No remark is so long, and a cell may be of any length.
    let text = reach::tail(text, 9 * LONGEST);
    let last = text.rfind(['（', '(', '【', '[', '）', ')', '】', ']']);
    last.is_some_and(|at| text[at..].starts_with(['（', '(', '【', '[']))
}

/// Whether nothing of a sentence comes behind.
fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['，', '。', '；', '）', ')', ';', '】'])
}

/// `待方案印发后另行明确`, `时限待定`.
fn waiting(rest: &str, before: char) -> Option<usize> {
    let open = OPEN.iter().filter_map(|open| rest.strip_prefix(open));
    if let Some(behind) = open.into_iter().find(|behind| is_end(behind)) {
        return Some(rest.len() - behind.len());
    }
    let near = reach::head(rest, 3 * LONGEST + 4);
    let part = &near[..near.find(['，', '。', '；', '）', ')']).unwrap_or(near.len())];
    let is_first = !crate::text::normal::is_han(before);
    let done = || FIRST.iter().find_map(|first| part.split_once(first));
    let (_, then) = done().filter(|_| is_first && part.len() <= 3 * LONGEST)?;
    let then = ["另行", "再行", "再", "予以", "进一步"]
        .iter()
        .find_map(|word| then.strip_prefix(word))
        .unwrap_or(then);
    THEN.contains(&then).then_some(part.len())
}

/// `具体内容另行明确`, at the end of a sentence.
fn later(rest: &str) -> Option<usize> {
    let words = ["另行明确", "另行确定", "另行补充", "另行填报", "另行商定"];
    let word = words.iter().find(|word| rest.starts_with(**word))?;
    is_end(&rest[word.len()..]).then_some(word.len())
}

/// Whether a question ends behind `text`: not inside a title or a quotation, where it may be the name of something.
fn is_asked(text: &str) -> bool {
    let text = reach::tail(text, reach::SENTENCE);
    text.rfind(['“', '”', '《', '》', '（', '）'])
        .is_none_or(|at| text[at..].starts_with(['”', '》', '）']))
}

/// `此处待补充`, outside brackets.
fn note(rest: &str) -> Option<usize> {
    let here = HERE.iter().find(|here| rest.starts_with(**here))?;
    let behind = &rest[here.len()..];
    let task = [
        "建议删",
        "建议改",
        "建议保留",
        "建议合并",
        "建议调整",
        "是否",
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
    Some(here.len() + task.len())
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
    if before == first || before.is_ascii_alphabetic() {
        return None;
    }
    let is_same = |letter: char| letter == first || "XxＸⅩ×".contains(letter) && "XxＸⅩ×".contains(first);
    let end = rest.find(|letter| !is_same(letter)).unwrap_or(rest.len());
    let behind = rest[end..].chars().next().unwrap_or(' ');
    let is_joined = behind.is_ascii_alphanumeric();
    (rest[..end].chars().nth(1).is_some() && !is_joined).then_some(end)
}

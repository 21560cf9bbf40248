//! What the crate `toml` says of a text that is no TOML, in Chinese, with what to write instead.

use toml::de::Error;

use crate::text::Span;
use crate::text::yaml::Fault;

/// The fault that `error` tells of `text`, at `span`. What is not known here is told as the crate tells it.
pub(super) fn fault(error: &Error, text: &str, span: Span) -> Fault {
    let (said, expected) = match error.message().split_once(", expected ") {
        Some((said, expected)) => (said, Some(expected)),
        None => (error.message(), None),
    };
    if said == "invalid unquoted key" {
        return unquoted_key(text, span);
    }
    let told = chinese(said);
    let (zh, en) = match (said, told) {
        ("string values must be quoted", _) => unquoted(text[span.range()].trim()),
        (_, Some(chinese)) => (format!("{chinese}{}", due(expected)), english(said, expected)),
        (_, None) => (
            format!("这里不合 TOML 的写法（{}）", error.message()),
            english(said, expected),
        ),
    };
    Fault { zh, en, span }
}

fn chinese(said: &str) -> Option<String> {
    let told = SAID.iter().find(|(english, _)| *english == said);
    let wrong = || {
        said.strip_prefix("invalid ")
            .and_then(name)
            .map(|name| format!("{name}写得不对"))
    };
    let fixed = || {
        said.starts_with("cannot extend value of type ")
            .then(|| "这里已经有一个值，不能再加键".to_owned())
    };
    told.map(|(_, chinese)| (*chinese).to_owned())
        .or_else(wrong)
        .or_else(fixed)
}

/// What the crate calls something, in Chinese.
fn name(english: &str) -> Option<&'static str> {
    let named = DUE.iter().find(|(known, _)| *known == english);
    named.map(|(_, chinese)| *chinese)
}

/// What is said of words that stand where a value should, without quotation marks.
fn unquoted(words: &str) -> (String, String) {
    let (zh, en) = match words {
        "" => ("这个键没有写值", "no value is written here"),
        words if words.contains(char::is_whitespace) => (
            "文字要加引号，几项之间要有逗号",
            "texts stand in quotation marks, and commas between several",
        ),
        words => {
            return (
                format!("文字要加引号：写成 \"{words}\""),
                format!("a text stands in quotation marks: write \"{words}\""),
            );
        }
    };
    (zh.to_owned(), en.to_owned())
}

/// What is said of a key with signs that only a key in quotation marks may have, at the whole of it: `my/rule`.
fn unquoted_key(text: &str, span: Span) -> Fault {
    let is_part = |found: char| !found.is_whitespace() && !"[]{}.=,\"'#".contains(found);
    let (before, behind) = text.split_at(span.start as usize);
    let start = before.trim_end_matches(is_part).len();
    let end = text.len() - behind.trim_start_matches(is_part).len();
    if start == end {
        let (zh, en) = ("这样的键要加引号", "such a key stands in quotation marks");
        let (zh, en) = (zh.to_owned(), en.to_owned());
        return Fault { zh, en, span };
    }
    let key = &text[start..end];
    Fault {
        zh: format!("这样的键要加引号：写成 \"{key}\""),
        en: format!("such a key stands in quotation marks: write \"{key}\""),
        span: Span::new(start, end),
    }
}

fn english(said: &str, expected: Option<&str>) -> String {
    match expected {
        Some(expected) => format!("this is no TOML: {said}, {expected} is due"),
        None => format!("this is no TOML: {said}"),
    }
}

/// What should stand there, in Chinese.
fn due(expected: Option<&str>) -> String {
    let Some(expected) = expected else {
        return String::new();
    };
    // What has no name is a sign between backticks.
    let sign = |due: &str| due.trim_matches('`').to_owned();
    let names = expected
        .split(", ")
        .map(|due| name(due).map_or_else(|| sign(due), str::to_owned));
    let mut names: Vec<String> = names.collect();
    names.dedup();
    match names.as_slice() {
        [only] if only == "什么都不写" => "，应当删去".to_owned(),
        names => format!("，应为 {}", names.join("、")),
    }
}

/// What the crate expects, in Chinese.
const DUE: [(&str, &str); 30] = [
    ("nothing", "什么都不写"),
    ("newline", "换行"),
    ("key", "键"),
    ("value", "值"),
    ("numbers", "数字"),
    ("digits", "数字"),
    ("letters", "字母"),
    ("literal string", "加引号的文字"),
    ("basic string", "加引号的文字"),
    ("multi-line basic string", "加引号的文字"),
    ("multi-line literal string", "加引号的文字"),
    ("non-single-quote characters", "单引号以外的字符"),
    ("boolean", "true 或 false"),
    ("date-time", "日期"),
    ("float", "小数"),
    ("integer number", "整数"),
    ("binary number", "二进制数"),
    ("octal number", "八进制数"),
    ("hexadecimal number", "十六进制数"),
    ("mantissa", "数"),
    ("fraction", "小数部分"),
    ("exponent", "指数"),
    ("string", "文字"),
    ("table", "表"),
    ("unquoted string", "不加引号的文字"),
    ("unicode hexadecimal value", "十六进制数"),
    ("printable characters", "看得见的字符"),
    ("characters", "字符"),
    ("non-double-quote visible characters", "双引号以外的字符"),
    ("non-single-quote visible characters", "单引号以外的字符"),
];

/// What the crate says, in Chinese.
pub(super) const SAID: [(&str, &str); 45] = [
    ("duplicate key", "这个键写了两次"),
    ("carriage return must be followed by newline", "换行写得不完整"),
    ("missing opening quote", "文字少了开头的引号"),
    (
        "missing comma between array elements",
        "方括号里的两项之间少了逗号",
    ),
    (
        "missing comma between key-value pairs",
        "花括号里的两项之间少了逗号",
    ),
    ("missing assignment between key-value pairs", "键和值之间少了等号"),
    ("extra assignment between key-value pairs", "键和值之间多了等号"),
    ("unexpected leading zero", "数的开头多了 0"),
    ("unexpected sign", "这里不能写正负号"),
    ("redundant numeric sign", "正负号写重了"),
    ("redundant integer number prefix", "数的前缀写重了"),
    (
        "integers with a radix cannot be signed",
        "带进制前缀的数不能有正负号",
    ),
    ("radix must be lowercase", "进制前缀要用小写"),
    ("`_` may only go between digits", "下划线只能写在数字之间"),
    ("unclosed table", "表名少了右边的方括号"),
    ("unclosed array table", "表名少了右边的方括号"),
    ("unclosed array", "少了右边的方括号"),
    ("unclosed inline table", "少了右边的花括号"),
    ("missing table open", "表名少了左边的方括号"),
    ("missing array opening", "少了左边的方括号"),
    ("missing inline table opening", "少了左边的花括号"),
    ("missing key for inline table element", "花括号里的一项没有写键"),
    ("invalid inline table element", "花括号里的这一项不对"),
    ("extra comma in inline table", "花括号里多了逗号"),
    ("extra comma in array", "方括号里多了逗号"),
    ("extra `=`", "多了等号"),
    ("unexpected `=` in array", "方括号里不能写等号"),
    ("missing escaped value", "反斜杠后面少了内容"),
    ("too few unicode value digits", "字符编号的位数不够"),
    ("invalid unquoted key", "这样的键要加引号"),
    ("unquoted keys cannot be empty", "这里没有写键"),
    ("keys cannot be multi-line literal strings", "键不能写成多行"),
    ("keys cannot be multi-line basic strings", "键不能写成多行"),
    ("key with no value", "这个键没有写值"),
    ("missing value for key", "这个键没有写值"),
    ("missing value", "这里没有写值"),
    ("invalid value", "这个值不对"),
    ("invalid key-value pair", "这一行不是“键 = 值”"),
    ("unexpected key or value", "这里多了一个键或值"),
    ("unexpected content", "这里多了内容"),
    (
        "unexpected content between comment and newline",
        "注释后面多了内容",
    ),
    ("missing comment start", "注释要以 # 开头"),
    ("invalid comment character", "注释里有不能用的字符"),
    ("recursion limit", "层数太多"),
    ("cannot recurse further; max recursion depth met", "层数太多"),
];

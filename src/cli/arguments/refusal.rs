//! What is wrong with a command line, in Chinese; the English is clap's own.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::halves::half;
use crate::finding::Language;

/// What the error says, with what was perhaps meant and the usage; none where it is no error but an answer.
pub(super) fn chinese(error: &clap::Error) -> Option<String> {
    let get = |kind| error.get(kind).map(text).unwrap_or_default();
    let (argument, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    let said = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要有值"),
        ErrorKind::InvalidValue => format!("{argument} 不能是“{value}”"),
        ErrorKind::ValueValidation => format!("{argument} 的值“{value}”不对"),
        ErrorKind::UnknownArgument => format!("不认识 {argument}"),
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", get(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "要写一个命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} 不能和 {} 一起用", get(ContextKind::PriorArg)),
        ErrorKind::NoEquals => format!("{argument} 要写成 {argument}=值"),
        ErrorKind::TooManyValues => format!("{argument} 多写了“{value}”"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值的个数不对"),
        ErrorKind::InvalidUtf8 => "参数不是 UTF-8 文字".to_owned(),
        _ => error.to_string(),
    };
    let mut words = format!("错误：{said}\n");
    let meant = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ];
    if let Some(meant) = meant.into_iter().find_map(|kind| error.get(kind)) {
        words.push_str(&format!("  是不是想写 {}？\n", text(meant)));
    } else if let Some(valid) = error
        .get(ContextKind::ValidValue)
        .map(text)
        .filter(|valid| !valid.is_empty())
    {
        words.push_str(&format!("  可以写：{valid}\n"));
    }
    if let Some(source) = std::error::Error::source(error) {
        words.push_str(&format!("  {}\n", half(&source.to_string(), Language::Zh)));
    }
    let usage = get(ContextKind::Usage);
    if !usage.is_empty() {
        words.push_str(&format!(
            "\n用法：{}\n",
            usage.trim_start_matches("Usage:").trim()
        ));
    }
    words.push_str("\n说明：加 --help 查看。\n");
    Some(words)
}

/// What the error says in English where one of our own words is in both languages; else clap says it best.
pub(super) fn english(error: &clap::Error) -> Option<String> {
    let said = std::error::Error::source(error)?.to_string();
    let english = half(&said, Language::En);
    (english != said).then(|| error.to_string().replace(&said, &english))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n  "),
        ContextValue::Bool(truth) => truth.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

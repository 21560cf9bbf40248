//! The closing lines: what was found, what was looked at, and which rules met nothing.

use super::{Style, phrases};
use crate::finding::{Counts, Language};

/// What a run looked at and found, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many lists were read.
    pub lists: usize,
    /// How many duties they hold.
    pub duties: usize,
    /// How many rules were run.
    pub rules: usize,
    /// How many rules in preview were not run.
    pub previews: usize,
    /// How many findings there are of each severity.
    pub counts: Counts,
    /// How many findings were set aside by waivers.
    pub waived: usize,
    /// How many findings the baseline knew.
    pub known: usize,
    /// The ids of the rules that the project or the command line made milder, or turned off.
    pub softened: Vec<String>,
    /// The ids of the rules that met nothing they could judge, in the order of the rules.
    pub not_applied: Vec<String>,
}

/// The closing lines as people read them, wrapped to the width, each with its line break.
pub fn lines(summary: &Summary, style: Style) -> String {
    let mut text = textwrap::fill(&counts(summary, style.language), style.width);
    text.push('\n');
    for line in [
        set_aside(summary, style.language),
        softened(summary, style.language),
    ]
    .into_iter()
    .flatten()
    {
        text.push_str(&textwrap::fill(&line, style.width));
        text.push('\n');
    }
    if summary.lists > 0 && summary.previews > 0 {
        text.push_str(&textwrap::fill(
            &previews(summary.previews, style.language),
            style.width,
        ));
        text.push('\n');
    }
    if summary.lists > 0 && !summary.not_applied.is_empty() {
        text.push_str(&textwrap::fill(
            &not_applied(summary, style.language),
            style.width,
        ));
        text.push('\n');
    }
    text
}

fn counts(summary: &Summary, language: Language) -> String {
    let Summary {
        lists,
        duties,
        rules,
        counts,
        ..
    } = summary;
    let Counts {
        errors,
        warnings,
        infos,
    } = *counts;
    match language {
        Language::Zh if *lists + counts.total() == 0 => "没有检查任何清单。".to_owned(),
        Language::En if *lists + counts.total() == 0 => "No list was checked.".to_owned(),
        Language::Zh if counts.total() == 0 => {
            format!("没有发现问题。已检查 {lists} 份清单、{duties} 个事项，用了 {rules} 条规则。")
        }
        Language::Zh => format!(
            "共发现 {} 处问题：错误 {errors}，警告 {warnings}，提示 {infos}。已检查 {lists} 份清单、{duties} 个事项，用了 {rules} 条规则。",
            counts.total()
        ),
        Language::En => {
            let found = match counts.total() {
                0 => "Nothing found".to_owned(),
                total => format!(
                    "{}: {}, {}, {}",
                    phrases::count(total, "finding"),
                    phrases::count(errors, "error"),
                    phrases::count(warnings, "warning"),
                    phrases::count(infos, "info")
                ),
            };
            format!(
                "{found}. Checked {} with {} against {}.",
                phrases::count(*lists, "list"),
                phrases::count(*duties, "duty"),
                phrases::count(*rules, "rule")
            )
        }
    }
}

/// How many findings there are that do not count.
fn set_aside(summary: &Summary, language: Language) -> Option<String> {
    let (waived, known) = (summary.waived, summary.known);
    if waived + known == 0 {
        return None;
    }
    let count = |number: usize, zh: &str, en: &str| match language {
        _ if number == 0 => None,
        Language::Zh => Some(format!("{zh} {number} 处")),
        Language::En => Some(format!("{number} {en}")),
    };
    let parts = [
        count(waived, "已豁免", "waived"),
        count(known, "基线里已知", "known from the baseline"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(match language {
        Language::Zh => format!("另有问题不计：{}；加 --show-waived 显示。", parts.join("，")),
        Language::En => format!("Not counted: {}; --show-waived shows them.", parts.join(", ")),
    })
}

/// Which rules judge more mildly here than by themselves.
fn softened(summary: &Summary, language: Language) -> Option<String> {
    let rules = &summary.softened;
    (!rules.is_empty()).then(|| match language {
        Language::Zh => format!("设置里调低或关掉了 {} 条规则：{}", rules.len(), rules.join("、")),
        Language::En => format!(
            "Set milder or off: {}: {}",
            phrases::count(rules.len(), "rule"),
            rules.join(", ")
        ),
    })
}

fn previews(rules: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("另有 {rules} 条预览中的规则没有运行；加 --preview 运行。"),
        Language::En => format!(
            "{} in preview did not run; --preview runs them.",
            phrases::count(rules, "rule")
        ),
    }
}

fn not_applied(summary: &Summary, language: Language) -> String {
    let rules = &summary.not_applied;
    match language {
        Language::Zh => format!(
            "有 {} 条规则没有遇到可判断的内容：{}",
            rules.len(),
            rules.join("、")
        ),
        Language::En => {
            format!(
                "{} met nothing to judge: {}",
                phrases::count(rules.len(), "rule"),
                rules.join(", ")
            )
        }
    }
}

//! The closing lines: what was found, what was looked at, and which rules met nothing.

use super::{Override, Report, Style, phrases};
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
    /// How many rules were not run because they are in preview.
    pub previews: usize,
    /// How many findings there are of each severity.
    pub counts: Counts,
    /// How many findings somebody set aside; they do not count.
    pub waived: usize,
    /// How many findings a baseline knew; they do not count.
    pub known: usize,
    /// The ids of the rules that met nothing they could judge, in the order of the rules.
    pub not_applied: Vec<String>,
}

/// The closing lines as people read them, wrapped to the width, each with its line break.
pub fn lines(report: &Report, style: Style) -> String {
    let mut text = String::new();
    for line in said(report, style.language) {
        text.push_str(&textwrap::fill(&line, style.width));
        text.push('\n');
    }
    text
}

/// The closing lines, each on one line.
pub fn said(report: &Report, language: Language) -> Vec<String> {
    let summary = &report.summary;
    let mut lines = vec![counts(summary, language)];
    if summary.waived > 0 {
        lines.push(phrases::waived(summary.waived, language));
    }
    if summary.known > 0 {
        lines.push(phrases::known(summary.known, language));
    }
    let lowered = report.run.overrides.iter().filter(|change| change.is_lowered());
    let lowered: Vec<&Override> = lowered.collect();
    if !lowered.is_empty() {
        lines.push(phrases::lowered(&lowered, language));
    }
    if summary.lists > 0 && summary.previews > 0 {
        lines.push(previews(summary.previews, language));
    }
    if summary.lists > 0 && !summary.not_applied.is_empty() {
        lines.push(phrases::unapplied(&summary.not_applied).get(language).to_owned());
    }
    lines
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

fn previews(rules: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("另有 {rules} 条预览中的规则没有运行；加 --preview 运行。"),
        Language::En => format!(
            "{} in preview did not run; --preview runs {}.",
            phrases::count(rules, "rule"),
            if rules == 1 { "it" } else { "them" }
        ),
    }
}

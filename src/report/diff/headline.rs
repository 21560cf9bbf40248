//! The line that an auditor reads first.

use super::view::DiffReport;
use crate::finding::{Counts, Language};
use crate::report::phrases::count;

/// The line that an auditor reads first.
pub(super) fn headline(report: &DiffReport, language: Language) -> String {
    let (mut parts, findings) = (changes(report, language), findings(report, language));
    if parts.is_empty() && findings.is_empty() {
        let quiet = !report.townships.is_empty();
        return match (language, quiet) {
            (Language::Zh, false) => "两个版本没有变化。".to_owned(),
            (Language::Zh, true) => "只有顺序、序号、标点等文字性改动。".to_owned(),
            (Language::En, false) => "The two versions are the same.".to_owned(),
            (Language::En, true) => "Nothing changed but order, numbers and signs.".to_owned(),
        };
    }
    if parts.is_empty() {
        parts.push(match language {
            Language::Zh => "职责没有变化".to_owned(),
            Language::En => "no duty changed".to_owned(),
        });
    }
    let (comma, pause, end) = match language {
        Language::Zh => ("、", "；", "。"),
        Language::En => (", ", "; ", "."),
    };
    let lines = [parts.join(comma), findings.join(comma)];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    format!("{}{end}", lines.join(pause))
}

fn changes(report: &DiffReport, language: Language) -> Vec<String> {
    let all = report.tally();
    let duty = |number: usize, said: &str| match number {
        1 => format!("1 {said}"),
        number => format!("{number} {said}"),
    };
    let parts = [
        (all.townships_added, "新增乡镇 # 个", "township(s) added"),
        (all.townships_removed, "减少乡镇 # 个", "township(s) removed"),
        (all.new_on_township, "新增承担 # 项", "new on the township"),
        (all.taken_back, "收回 # 项", "taken back"),
        (
            all.newly_reclaimed,
            "收回清单新增 # 项",
            "newly listed as reclaimed",
        ),
        (all.removed, "删去 # 项", "gone"),
        (
            all.moved,
            "基本、配合之间调整 # 项",
            "moved between basic and cooperative",
        ),
        (all.split, "拆分 # 项", "split"),
        (all.merged, "合并成 # 项", "merged"),
        (all.reassigned, "# 项变更部门", "changed department"),
        (all.renamed, "# 项改名称", "renamed"),
        (all.reworded, "# 项改内容", "reworded"),
        (all.recategorised, "# 项换类别", "moved to another category"),
        (all.departments, "# 个部门更名", "department(s) renamed"),
    ];
    let mut said = Vec::new();
    for (number, zh, en) in parts.into_iter().filter(|(number, ..)| *number > 0) {
        said.push(match language {
            Language::Zh => zh.replace('#', &number.to_string()),
            // The first number says of what it is one.
            Language::En if said.is_empty() && !en.contains("(s)") => {
                format!("{} {en}", count(number, "duty"))
            }
            Language::En => duty(number, &en.replace("(s)", if number == 1 { "" } else { "s" })),
        });
    }
    said
}

fn findings(report: &DiffReport, language: Language) -> Vec<String> {
    let Counts {
        errors,
        warnings,
        infos,
    } = report.new_counts();
    let parts = [
        (errors, "新增错误 # 个", "new error"),
        (warnings, "新增警告 # 个", "new warning"),
        (infos, "新增提示 # 个", "new info"),
        (report.fixed.len(), "消除问题 # 个", "finding mended"),
    ];
    let parts = parts.into_iter().filter(|(number, ..)| *number > 0);
    let said = parts.map(|(number, zh, en)| match language {
        Language::Zh => zh.replace('#', &number.to_string()),
        Language::En if en.ends_with("mended") => format!("{} mended", count(number, "finding")),
        Language::En => count(number, en),
    });
    said.collect()
}

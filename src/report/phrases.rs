//! The words that reports use of themselves, in both languages.

use super::{FindingView, Override, SuppressionView};
use crate::check::passages::Field;
use crate::finding::{Address, BaselineState, Language, ListKind, Severity, Words};

/// The name of a severity.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::En, severity) => severity.as_str(),
        (Language::Zh, Severity::Error) => "错误",
        (Language::Zh, Severity::Warning) => "警告",
        (Language::Zh, Severity::Info) => "提示",
    }
}

/// What opens a line of advice.
pub fn help(language: Language) -> &'static str {
    match language {
        Language::Zh => "建议：",
        Language::En => "help: ",
    }
}

/// The name of a list.
pub fn list(kind: ListKind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::Zh, kind) => kind.zh(),
        (Language::En, ListKind::Basic) => "basic duties",
        (Language::En, ListKind::Cooperative) => "cooperative duties",
        (Language::En, ListKind::Reclaimed) => "reclaimed duties",
    }
}

/// List, number and name of a duty as one phrase; empty where nothing is known.
pub fn address(address: &Address, language: Language) -> String {
    let mut parts = Vec::new();
    parts.extend(address.list.map(|kind| list(kind, language).to_owned()));
    parts.extend(address.number.map(|number| match language {
        Language::Zh => format!("第{number}项"),
        Language::En => format!("no. {number}"),
    }));
    parts.extend(address.duty.clone());
    parts.join(" ")
}

/// Names places that are not shown with their text: the first of them, and how many there are.
pub fn more_places(places: &[String], language: Language) -> String {
    const NAMED: usize = 24;
    let (count, named) = (places.len(), &places[..places.len().min(NAMED)]);
    let all = count == named.len();
    match language {
        Language::Zh => {
            let rest = if all {
                ""
            } else {
                "……（全部位置见 json 格式）"
            };
            format!("另有 {count} 处：{}{rest}", named.join("、"))
        }
        Language::En => {
            let rest = if all {
                ""
            } else {
                ", … (the format json names them all)"
            };
            format!(
                "and at {}: {}{rest}",
                self::count(count, "more place"),
                named.join(", ")
            )
        }
    }
}

/// Number and name of a duty as one phrase; empty where neither is known.
pub fn duty(address: &Address, language: Language) -> String {
    let own = Address {
        list: None,
        ..address.clone()
    };
    self::address(&own, language)
}

/// How many further findings there are; nothing where there are none.
pub fn and_more(findings: usize, language: Language) -> String {
    match (findings, language) {
        (0, _) => String::new(),
        (_, Language::Zh) => format!("（另有 {findings} 处）"),
        (_, Language::En) => format!(" (and {findings} more)"),
    }
}

/// How many findings were set aside.
pub fn waived(findings: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("另有 {findings} 处问题已说明理由，不计入结果；加 --show-waived 显示。"),
        Language::En => format!(
            "{} set aside with a reason; --show-waived shows them.",
            count(findings, "finding")
        ),
    }
}

/// How many findings a baseline knew.
pub fn known(findings: usize, language: Language) -> String {
    match language {
        Language::Zh => {
            format!("另有 {findings} 处问题在基线里已有记录，不计入结果；加 --show-waived 显示。")
        }
        Language::En => format!(
            "{} known to the baseline; --show-waived shows them.",
            count(findings, "finding")
        ),
    }
}

/// What is said of a rule that met nothing it could judge.
pub fn not_applied(language: Language) -> &'static str {
    match language {
        Language::Zh => "没有遇到可判断的内容",
        Language::En => "met nothing to judge",
    }
}

/// What is said of the rules that met nothing they could judge.
pub fn unapplied(rules: &[String]) -> Words {
    Words::new(
        format!(
            "有 {} 条规则没有遇到可判断的内容：{}",
            rules.len(),
            rules.join("、")
        ),
        format!(
            "{} met nothing to judge: {}",
            count(rules.len(), "rule"),
            rules.join(", ")
        ),
    )
}

/// How a finding stands that somebody set aside.
pub fn aside(language: Language) -> &'static str {
    match language {
        Language::Zh => "不计入",
        Language::En => "set aside",
    }
}

/// Who set a finding aside, and why.
pub fn suppression(suppression: &SuppressionView, language: Language) -> String {
    let SuppressionView {
        reason, by, until, ..
    } = suppression;
    let mut text = match language {
        Language::Zh => format!("不计入的理由：{reason}"),
        Language::En => format!("set aside: {reason}"),
    };
    if let Some(by) = by {
        text.push_str(&match language {
            Language::Zh => format!("（{by}）"),
            Language::En => format!(" (by {by})"),
        });
    }
    if let Some(until) = until {
        text.push_str(&match language {
            Language::Zh => format!("，有效期至 {until}"),
            Language::En => format!(", until {until}"),
        });
    }
    text
}

/// Why a finding does not count, if it does not: who set it aside and where, or that it was known.
pub fn standing(finding: &FindingView, language: Language) -> Option<String> {
    match (&finding.suppression, language) {
        (Some(by), Language::Zh) => Some(format!(
            "{}（{}:{}）",
            suppression(by, language),
            by.path,
            by.start.line
        )),
        (Some(by), Language::En) => Some(format!(
            "{} ({}:{})",
            suppression(by, language),
            by.path,
            by.start.line
        )),
        (None, _) if finding.baseline != Some(BaselineState::Unchanged) => None,
        (None, Language::Zh) => Some("基线里已有记录".to_owned()),
        (None, Language::En) => Some("known to the baseline".to_owned()),
    }
}

/// Which rules say less than their files.
pub fn lowered(overrides: &[&Override], language: Language) -> String {
    let name = |level: Option<Severity>| match (level, language) {
        (Some(level), _) => severity(level, language),
        (None, Language::Zh) => "关闭",
        (None, Language::En) => "off",
    };
    let each = overrides.iter().map(|change| match language {
        Language::Zh => format!(
            "{}（{}改为{}）",
            change.id,
            name(change.written),
            name(change.set)
        ),
        Language::En => format!("{} ({} to {})", change.id, name(change.written), name(change.set)),
    });
    let each: Vec<String> = each.collect();
    match language {
        Language::Zh => format!("设置调低了 {} 条规则的级别：{}", each.len(), each.join("、")),
        Language::En => format!(
            "{} lowered by settings: {}",
            count(each.len(), "rule"),
            each.join(", ")
        ),
    }
}

/// What the findings of a family are that belongs to no rule.
pub fn family(family: &str, language: Language) -> String {
    let (zh, en) = match family {
        "read" => ("读取清单时发现的问题", "a doubt met while reading a list"),
        "rule" => ("规则文件中的问题", "a fault of a rule file"),
        "waiver" => ("不计入清册中的问题", "a fault of a waiver"),
        "config" => ("设置文件中的问题", "a fault of the settings"),
        _ => ("其他问题", "another finding"),
    };
    Words::new(zh, en).get(language).to_owned()
}

/// What the notices of a run are.
pub fn notice(language: Language) -> &'static str {
    match language {
        Language::Zh => "检查过程中的情况",
        Language::En => "what is to be said of the run itself",
    }
}

/// What opens the reason of a rule.
pub fn reason(language: Language) -> &'static str {
    match language {
        Language::Zh => "理由：",
        Language::En => "Why: ",
    }
}

/// What opens the related places of a finding.
pub fn see_also(language: Language) -> &'static str {
    match language {
        Language::Zh => "参看：",
        Language::En => "See: ",
    }
}

/// What stands between the parts of an enumeration.
pub fn comma(language: Language) -> &'static str {
    match language {
        Language::Zh => "、",
        Language::En => ", ",
    }
}

/// What follows the name of an edit that must not be applied unseen.
pub fn unsafe_fix(language: Language) -> &'static str {
    match language {
        Language::Zh => "（须人工核对）",
        Language::En => " (to be looked at)",
    }
}

/// What paths are relative to.
pub fn root(language: Language) -> &'static str {
    match language {
        Language::Zh => "代码仓库的根目录",
        Language::En => "the root of the repository",
    }
}

/// What is said of findings for which the report has no room.
pub fn left_out(format: &str, findings: usize) -> Words {
    Words::new(
        format!("{format} 报告放不下全部问题：先写了较重的，还有 {findings} 处没有写入"),
        format!(
            "{format} has no room for everything: the gravest are there, {} left out",
            count(findings, "finding")
        ),
    )
}

/// `1 finding`, `2 findings`.
pub fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    if let (true, Some(stem)) = (number != 1, thing.strip_suffix('y')) {
        return format!("{number} {stem}ies");
    }
    format!("{number} {thing}{plural}")
}

/// The name of a part of a duty.
pub fn field(field: Field, language: Language) -> &'static str {
    match (language, field) {
        (Language::Zh, Field::Number) => "序号",
        (Language::Zh, Field::Name) => "事项名称",
        (Language::Zh, Field::Departments) => "对应上级部门",
        (Language::Zh, Field::Upstream) => "上级部门职责",
        (Language::Zh, Field::Guarantee) => "履职保障",
        (Language::Zh, Field::Township) => "乡镇配合职责",
        (Language::Zh, Field::Receivers) => "承接部门",
        (Language::Zh, Field::Mode) => "工作方式",
        (Language::En, Field::Number) => "number",
        (Language::En, Field::Name) => "name of the duty",
        (Language::En, Field::Departments) => "departments",
        (Language::En, Field::Upstream) => "upstream duties",
        (Language::En, Field::Guarantee) => "guarantee",
        (Language::En, Field::Township) => "township duties",
        (Language::En, Field::Receivers) => "receiving departments",
        (Language::En, Field::Mode) => "working mode",
    }
}

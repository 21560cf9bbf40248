//! The words of a comparison, in both languages.

use super::group::Group;
use super::view::{
    ChangeView, DepartmentView, DiffReport, DutyView, FieldView, HeadingSide, HeadingView, TextView,
    TownshipView,
};
use crate::diff::{Field, HeadingKind};
use crate::finding::{Classify, Language, ListKind};
use crate::report::phrases::count;

/// The head of a group of changes.
pub(super) fn title(group: Group, changes: &[&ChangeView], language: Language) -> String {
    let (title, number) = (group.title(), changes.len());
    let grave = match (language, all_breaking(changes)) {
        (_, false) => "",
        (Language::Zh, true) => "，重大变更",
        (Language::En, true) => ", breaking",
    };
    match language {
        Language::Zh => format!("{}（{number} 项{grave}）", title.get(language)),
        Language::En => format!("{} ({number}{grave})", title.get(language)),
    }
}

/// Whether all changes of a group are of the gravest class, so that it need not be said of each.
pub(super) fn all_breaking(changes: &[&ChangeView]) -> bool {
    changes.iter().all(|change| change.classify == Classify::Breaking)
}

/// A group as the head of a narrow column.
pub(super) fn column(group: Group, language: Language) -> &'static str {
    let (zh, en) = match group {
        Group::New => ("新增承担", "new"),
        Group::TakenBack => ("收回", "taken back"),
        Group::NewlyReclaimed => ("收回新增", "newly reclaimed"),
        Group::Removed => ("删去", "gone"),
        Group::Moved => ("调整", "moved"),
        Group::Regrouped => ("拆分合并", "split, merged"),
        Group::Reassigned => ("部门", "departments"),
        Group::Renamed => ("名称", "names"),
        Group::Reworded => ("内容", "contents"),
        Group::Recategorised => ("类别", "category"),
        Group::Quiet => ("文字", "form"),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// What is quiet and how to see it.
pub(super) fn quiet(number: usize, language: Language) -> String {
    match language {
        Language::Zh => format!("另有 {number} 项只涉及顺序、序号、标点，加 --show-editorial 显示。"),
        Language::En => format!(
            "{} changed in order, number or signs only; --show-editorial shows them.",
            count(number, "more duty")
        ),
    }
}

/// The short name of a list.
pub(super) fn list(list: ListKind, language: Language) -> &'static str {
    match (language, list) {
        (Language::Zh, ListKind::Basic) => "基本",
        (Language::Zh, ListKind::Cooperative) => "配合",
        (Language::Zh, ListKind::Reclaimed) => "收回",
        (Language::En, ListKind::Basic) => "basic",
        (Language::En, ListKind::Cooperative) => "cooperative",
        (Language::En, ListKind::Reclaimed) => "reclaimed",
    }
}

/// List, category and number of a duty: `配合·民生服务第3项`.
pub(super) fn duty(duty: &DutyView, language: Language) -> String {
    let list = list(duty.list, language);
    let category = match duty.category.as_str() {
        "" => String::new(),
        category => format!("·{category}"),
    };
    format!("{list}{category}{}", number(duty, language))
}

/// Where a duty stood and stands, what did not change said once: `配合·民生服务第3→5项`, `收回·城乡建设第6项 → 物业管理第1项`.
pub(super) fn way(before: &DutyView, after: &DutyView, language: Language) -> String {
    if before.list != after.list {
        return format!("{} → {}", duty(before, language), duty(after, language));
    }
    if before.category != after.category {
        let to = format!("{}{}", after.category, number(after, language));
        return format!("{} → {to}", duty(before, language));
    }
    match (before.number, after.number) {
        (Some(from), Some(to)) if from != to => {
            let whole = duty(before, language);
            let head = whole.strip_suffix(&number(before, language)).unwrap_or(&whole);
            match language {
                Language::Zh => format!("{head}第{from}→{to}项"),
                Language::En => format!("{head} no. {from} → {to}"),
            }
        }
        _ => duty(after, language),
    }
}

fn number(duty: &DutyView, language: Language) -> String {
    match (language, duty.number) {
        (_, None) => String::new(),
        (Language::Zh, Some(number)) => format!("第{number}项"),
        (Language::En, Some(number)) => format!(" no. {number}"),
    }
}

/// Who came and who went, in one line: `甲局 → 乙局；去掉 丙局；增加 丁局`.
pub(super) fn departments(fields: &[&FieldView], language: Language) -> String {
    let text = |text: &Option<TextView>| text.as_ref().map(|text| text.text.clone());
    let (mut replaced, mut lost, mut gained) = (Vec::new(), Vec::new(), Vec::new());
    for field in fields {
        match (text(&field.before), text(&field.after)) {
            (Some(before), Some(after)) => replaced.push(format!("{before} → {after}")),
            (Some(before), None) => lost.push(before),
            (None, Some(after)) => gained.push(after),
            (None, None) => {}
        }
    }
    if replaced.is_empty() && lost.len() == 1 && gained.len() == 1 {
        return format!("{} → {}", lost[0], gained[0]);
    }
    let (pause, stop, minus, plus) = match language {
        Language::Zh => ("、", "；", "去掉 ", "增加 "),
        Language::En => (", ", "; ", "dropped ", "added "),
    };
    let said = |head: &str, names: Vec<String>| match names.is_empty() {
        true => None,
        false => Some(format!("{head}{}", names.join(pause))),
    };
    let parts = [said("", replaced), said(minus, lost), said(plus, gained)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(stop)
}

/// The name of a field.
pub(super) fn field(field: Field, language: Language) -> &'static str {
    match (language, field) {
        (Language::Zh, Field::Label) => "职责块的部门",
        (Language::Zh, field) => field.zh(),
        (Language::En, Field::Department) => "departments",
        (Language::En, Field::Upstream) => "department's duty",
        (Language::En, Field::Township) => "township's duty",
        (Language::En, field) => field.as_str(),
    }
}

/// `旧` and `新`.
pub(super) fn versions(language: Language) -> [&'static str; 2] {
    match language {
        Language::Zh => ["旧", "新"],
        Language::En => ["old", "new"],
    }
}

/// How grave something is.
pub(super) fn classify(classify: Classify, language: Language) -> &'static str {
    match (language, classify) {
        (Language::Zh, Classify::Breaking) => "重大",
        (Language::Zh, Classify::Review) => "需复核",
        (Language::Zh, Classify::Editorial) => "文字性",
        (Language::En, classify) => classify.as_str(),
    }
}

/// What became of departments that bear one name now, without names and places.
pub(super) fn bodies(changes: &[&DepartmentView], language: Language) -> String {
    let merged = changes.len() > 1 || changes.iter().any(|change| change.merged);
    let duties: Vec<String> = changes.iter().map(|change| change.duties.to_string()).collect();
    match (language, merged) {
        (Language::Zh, false) => format!("更名，涉及 {} 项", duties.join("、")),
        (Language::Zh, true) => format!("合并，涉及 {} 项", duties.join("、")),
        (Language::En, false) => match changes[0].duties {
            1 => "renamed in 1 duty".to_owned(),
            duties => format!("renamed in {duties} duties"),
        },
        (Language::En, true) => format!("merged, in {} duties", duties.join(" and ")),
    }
}

/// That an older name is still written.
pub(super) fn left(number: usize, places: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("仍有 {number} 处写旧名称：{places}"),
        Language::En => format!(
            "the old name is still written at {}: {places}",
            count(number, "place")
        ),
    }
}

/// What became of a heading.
pub(super) fn heading(change: &HeadingView, language: Language) -> String {
    let (zh, en) = match (change.kind, change.is_category) {
        (HeadingKind::Added, true) => ("新增类别", "category added"),
        (HeadingKind::Removed, true) => ("取消类别", "category gone"),
        (HeadingKind::Renamed, true) => ("类别更名", "category renamed"),
        (HeadingKind::Edited, true) => ("类别标题", "heading of a category"),
        (HeadingKind::Added, false) => ("新增清单", "list added"),
        (HeadingKind::Removed, false) => ("取消清单", "list gone"),
        (HeadingKind::Renamed, false) => ("清单标题改动", "title of a list changed"),
        (HeadingKind::Edited, false) => ("清单标题", "title of a list"),
    };
    match language {
        Language::Zh => format!("{}·{zh}", list(change.list, language)),
        Language::En => format!("{}: {en}", list(change.list, language)),
    }
}

/// The names of a heading in both versions, or what of its numbers changed.
pub(super) fn heading_names(change: &HeadingView, language: Language) -> String {
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    let (Some(old), Some(new)) = (before, after) else {
        let side = before.or(after);
        return side.map_or(String::new(), |side| side.name.text.clone());
    };
    if change.kind != HeadingKind::Edited {
        return format!("{} → {}", old.name.text, new.name.text);
    }
    let number = |number: Option<usize>| number.map_or_else(|| "—".to_owned(), |number| number.to_string());
    let part = |zh: &str, en: &str, of: fn(&HeadingSide) -> Option<usize>| {
        let (old, new) = (number(of(old)), number(of(new)));
        let numbers = if old == new {
            new
        } else {
            format!("{old} → {new}")
        };
        match language {
            Language::Zh => format!("{zh} {numbers} 项"),
            Language::En => format!("{en} {numbers}"),
        }
    };
    let declared = part("写明", "declared", |side| {
        side.declared.map(|count| count as usize)
    });
    let duties = part("实有", "in fact", |side| Some(side.duties));
    let comma = if language == Language::Zh { "，" } else { ", " };
    format!("{} {declared}{comma}{duties}", new.name.text)
}

/// A township that came or went, with all its duties.
pub(super) fn whole_township(township: &TownshipView, language: Language) -> Option<String> {
    let (zh, en, side) = match (&township.before, &township.after) {
        (None, Some(after)) => ("整份清单为新增", "the whole list is new", after),
        (Some(before), None) => (
            "整份清单已不在新版本中",
            "the newer version has no list of it",
            before,
        ),
        _ => return None,
    };
    Some(match language {
        Language::Zh => format!("{zh}，共 {} 项", side.duties),
        Language::En => format!("{en}: {}", count(side.duties, "duty")),
    })
}

/// The heads of the three groups of findings.
pub(super) fn findings_title(which: Findings, number: usize, language: Language) -> String {
    match (language, which) {
        (Language::Zh, Findings::Verdicts) => format!("变更规则提出的问题（{number}）"),
        (Language::Zh, Findings::New) => format!("新出现的问题（{number}）"),
        (Language::Zh, Findings::Fixed) => format!("已消除的问题（{number}）"),
        (Language::En, Findings::Verdicts) => format!("What the rules of change say ({number})"),
        (Language::En, Findings::New) => format!("New findings ({number})"),
        (Language::En, Findings::Fixed) => format!("Mended findings ({number})"),
    }
}

/// Which findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Findings {
    /// Those of the rules over changes.
    Verdicts,
    /// Those only the newer version has.
    New,
    /// Those only the older version had.
    Fixed,
}

/// What was compared, in numbers.
pub(super) fn extent(report: &DiffReport, language: Language) -> String {
    let [before, after] = report.extent;
    let mut said = match language {
        Language::Zh => format!(
            "旧版本 {} 份清单、{} 个事项，新版本 {} 份清单、{} 个事项；两版都有的问题 {} 个。",
            before.lists,
            before.duties,
            after.lists,
            after.duties,
            report.unchanged.len()
        ),
        Language::En => format!(
            "Compared {} with {} to {} with {}; {} in both.",
            count(before.lists, "list"),
            count(before.duties, "duty"),
            count(after.lists, "list"),
            count(after.duties, "duty"),
            count(report.unchanged.len(), "finding")
        ),
    };
    let mut add = |number: usize, zh: &str, en: &str| {
        if number > 0 {
            match language {
                Language::Zh => said.push_str(&zh.replace('#', &number.to_string())),
                Language::En => said.push_str(&format!(" {} {en}", count(number, "new finding"))),
            }
        }
    };
    add(
        report.waived.len(),
        "新增的问题中有 # 个已说明理由，不计入结果。",
        "set aside with a reason.",
    );
    add(
        report.known,
        "新增的问题中有 # 个在基线里已有记录，不计入结果。",
        "known to the baseline.",
    );
    said
}

/// What parts things that stand side by side.
pub(super) fn pause(language: Language) -> &'static str {
    if language == Language::Zh { "、" } else { ", " }
}

/// What stands between a head and its words.
pub(super) fn colon(language: Language) -> &'static str {
    if language == Language::Zh { "：" } else { ": " }
}

/// A remark behind a word.
pub(super) fn bracketed(words: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("（{words}）"),
        Language::En => format!(" ({words})"),
    }
}

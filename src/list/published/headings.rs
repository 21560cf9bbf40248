//! Headings: the titles of the document and of its lists, categories, and the lines of the table of contents.

use std::ops::Range;

use crate::document::{Account, Flow, Furniture, categories};
use crate::finding::ListKind;
use crate::list::{Category, Heading, Number};
use crate::text::{Span, normal, numeral};

/// The longest heading, in characters.
const LONGEST: usize = 90;
/// The longest name of a category, in characters.
const LONGEST_CATEGORY: usize = 24;

/// A heading taken apart; all ranges are bytes of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Its numeral: `一` of `一、`.
    pub(super) ordinal: Option<(u32, Range<usize>)>,
    /// Its words.
    pub(super) name: Range<usize>,
    /// The numeral of its count: `25` of `（25项）`.
    pub(super) declared: Option<(u32, Range<usize>)>,
    /// The numeral of its page, in a table of contents.
    pub(super) page: Option<Range<usize>>,
    /// Everything else: punctuation, units, dots.
    pub(super) marks: Vec<Range<usize>>,
}

/// Takes a heading apart: ordinal, words, count.
pub(super) fn parts(text: &str) -> Parts {
    let mut parts = Parts {
        name: 0..text.len(),
        ..Parts::default()
    };
    parts.take_ordinal(text);
    parts.take_count(text);
    parts.trim(text);
    parts
}

/// Takes a line of a table of contents apart: as a heading, with dots and a page number at its end.
pub(super) fn contents_parts(text: &str) -> Parts {
    let mut parts = Parts {
        name: 0..text.len(),
        ..Parts::default()
    };
    let shown = text.trim_end();
    let words = shown.trim_end_matches(|character| numeral::arabic_digit(character).is_some());
    let dots = words
        .trim_end_matches(|character: char| character.is_whitespace() || ".．·…—-_。﹒".contains(character));
    if words.len() < shown.len() && dots.len() < words.len() {
        parts.page = Some(words.len()..shown.len());
        parts.marks.push(dots.len()..words.len());
        parts.name.end = dots.len();
    }
    // Markdown writes a table of contents as a list.
    let bullet = text.len() - text.trim_start().trim_start_matches(['-', '*', '+', '•']).len();
    if text[..bullet].ends_with(['-', '*', '+', '•']) {
        parts.marks.push(0..bullet);
        parts.name.start = bullet.min(parts.name.end);
    }
    parts.take_ordinal(text);
    parts.take_count(text);
    parts.trim(text);
    parts
}

impl Parts {
    fn take_ordinal(&mut self, text: &str) {
        let shown = &text[self.name.clone()];
        let head = shown.len() - shown.trim_start().len();
        let open = shown[head..]
            .chars()
            .next()
            .filter(|character| matches!(character, '（' | '(' | '第'));
        let start = head + open.map_or(0, char::len_utf8);
        let rest = &shown[start..];
        let digit = |character: char| {
            numeral::is_chinese_digit(character) || numeral::arabic_digit(character).is_some()
        };
        let length = rest.find(|character| !digit(character)).unwrap_or(rest.len());
        let Some(value) = numeral::parse(&rest[..length]) else {
            return;
        };
        let after = rest[length..].trim_start_matches(char::is_whitespace);
        let points =
            after.trim_start_matches(|character: char| ".．、:：)）部分章节 \u{3000}".contains(character));
        // A numeral is an ordinal only with a mark behind it, and with words behind the mark.
        if after.len() == points.len() || points.is_empty() {
            return;
        }
        let base = self.name.start;
        let end = base + shown.len() - points.len();
        let digits = base + start..base + start + length;
        self.marks.push(base + head..digits.start);
        self.marks.push(digits.end..end);
        self.ordinal = Some((value, digits));
        self.name.start = end;
    }

    fn take_count(&mut self, text: &str) {
        let shown = text[self.name.clone()].trim_end();
        let Some(inner) = shown.strip_suffix(['）', ')']) else {
            return;
        };
        let Some(open) = inner.rfind(['（', '(']) else {
            return;
        };
        let start = open + inner[open..].chars().next().map_or(0, char::len_utf8);
        let words = &inner[start..];
        let unit = words.trim_end_matches(|character: char| {
            character.is_whitespace() || "项个条件类".contains(character)
        });
        let lead = unit.len()
            - unit
                .trim_start_matches(|character: char| {
                    character.is_whitespace() || "共计合".contains(character)
                })
                .len();
        let digits = &unit[lead..];
        let Some(value) = numeral::parse(digits).filter(|_| unit.len() < words.len()) else {
            return;
        };
        let base = self.name.start;
        let numeral = base + start + lead..base + start + lead + digits.len();
        self.marks.push(base + open..numeral.start);
        self.marks.push(numeral.end..base + shown.len());
        self.declared = Some((value, numeral));
        self.name.end = base + open;
    }

    fn trim(&mut self, text: &str) {
        let shown = &text[self.name.clone()];
        let start = self.name.start + shown.len() - shown.trim_start().len();
        self.name = start..start + shown.trim().len();
        // A colon behind the words belongs to the heading, not to its name.
        let name = text[self.name.clone()].trim_end_matches(['：', ':', '；']);
        self.marks.push(self.name.start + name.len()..self.name.end);
        self.name.end = self.name.start + name.len();
    }

    /// Sets the marks of the heading aside as `kind`.
    pub(super) fn set_aside(&self, flow: &Flow<'_>, kind: Furniture, account: &mut Account) {
        for mark in self
            .marks
            .iter()
            .chain(&self.page)
            .filter(|mark| !mark.is_empty())
        {
            account.set_aside_all(flow.spans(mark.clone()), kind);
        }
    }

    pub(super) fn ordinal<'s>(&self, flow: &Flow<'s>) -> Option<Number<'s>> {
        number(flow, self.ordinal.as_ref())
    }

    pub(super) fn declared<'s>(&self, flow: &Flow<'s>) -> Option<Number<'s>> {
        number(flow, self.declared.as_ref())
    }
}

fn number<'s>(flow: &Flow<'s>, part: Option<&(u32, Range<usize>)>) -> Option<Number<'s>> {
    part.map(|(value, range)| Number {
        value: *value,
        text: flow.field(range.clone()),
    })
}

/// Which list a line is the title of: its words name one of the three and end like a title.
pub(super) fn section_kind(line: &str) -> Option<ListKind> {
    if line.chars().count() > LONGEST || line.contains('\t') {
        return None;
    }
    let parts = parts(line);
    let key = normal::key(&line[parts.name.clone()]).into_owned();
    let ends = ["清单", "事项", "目录", "一览表", "清单表", "表"]
        .iter()
        .any(|end| key.ends_with(end));
    let sentence = line.trim_end().ends_with(['。', '；', ';', '，']);
    (ends && !sentence).then(|| kind_named(&key)).flatten()
}

/// The titles of the three lists.
const TITLES: [(ListKind, &str); 3] = [
    (ListKind::Basic, "基本履职事项清单"),
    (ListKind::Cooperative, "配合履职事项清单"),
    (ListKind::Reclaimed, "上级部门收回事项清单"),
];

/// The list whose title a line is with one character wrong, and how that title is spelled.
pub(super) fn misspelt_title(line: &str) -> Option<(ListKind, &'static str)> {
    if line.chars().count() > LONGEST || line.contains('\t') {
        return None;
    }
    let key = normal::key(&line[parts(line).name]).into_owned();
    TITLES.into_iter().find(|(_, title)| {
        let written = key.chars().rev().zip(title.chars().rev());
        let wrong = written
            .clone()
            .filter(|(written, meant)| written != meant)
            .count();
        written.count() == title.chars().count() && wrong == 1
    })
}

/// The list that the words of a title name.
pub(super) fn kind_named(key: &str) -> Option<ListKind> {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    match () {
        () if has(&["收回", "回收", "上收"]) => Some(ListKind::Reclaimed),
        () if has(&["配合履", "配合事项", "协助履", "配合类"]) => Some(ListKind::Cooperative),
        () if has(&["基本履", "基本事项", "基本职责"]) => Some(ListKind::Basic),
        () => None,
    }
}

/// The category that a line heads, if it is the heading of one: it has an ordinal or a count and a short name. `bare` allows
/// a name alone.
pub(super) fn category<'s>(flow: &Flow<'s>, bare: bool, account: &mut Account) -> Option<Category<'s>> {
    let text = flow.as_str();
    let parts = parts(text);
    let name = &text[parts.name.clone()];
    let length = name
        .chars()
        .filter(|character| !character.is_whitespace())
        .count();
    let marked = parts.ordinal.is_some() || parts.declared.is_some();
    let sentence = name.contains(['。', '；', ';', '，', ',', '：', ':']);
    if !(1..=LONGEST_CATEGORY).contains(&length)
        || sentence
        || !(marked || (bare && length <= 12) || categories::is_usual(text))
    {
        return None;
    }
    parts.set_aside(flow, Furniture::Marker, account);
    Some(Category {
        name: flow.field(parts.name.clone()),
        ordinal: parts.ordinal(flow),
        declared: parts.declared(flow),
        duties: Vec::new(),
    })
}

/// A line of the table of contents, if it is one: it ends with a page number, or names a list.
pub(super) fn contents_line<'s>(flow: &Flow<'s>, account: &mut Account) -> Option<Heading<'s>> {
    let text = flow.as_str();
    let parts = contents_parts(text);
    let name = &text[parts.name.clone()];
    let kind = kind_named(&normal::key(name));
    if name.is_empty()
        || name.chars().count() > LONGEST
        || (parts.page.is_none() && kind.is_none() && parts.ordinal.is_none())
    {
        return None;
    }
    parts.set_aside(flow, Furniture::Contents, account);
    Some(Heading {
        text: flow.field(parts.name.clone()),
        ordinal: parts.ordinal(flow),
        declared: parts.declared(flow),
        level: if kind.is_some() { 1 } else { 2 },
    })
}

/// Whether a line is the heading of a table of contents.
pub(super) fn is_contents_heading(line: &str) -> bool {
    line.len() < 40 && matches!(&*normal::key(line), "目录" | "目次")
}

/// Whether a line marks an annex: `附件4`, `附件：4`, `附表一`.
pub(super) fn is_annex(line: &str) -> bool {
    let key = normal::key(line);
    let rest = key
        .strip_prefix("附件")
        .or_else(|| key.strip_prefix("附表"))
        .or_else(|| key.strip_prefix("附录"));
    rest.is_some_and(|rest| rest.is_empty() || rest.split('-').all(|part| numeral::parse(part).is_some()))
}

/// The date in a line that holds nothing else: `2025年7月`, `二〇二五年七月`, `2025-07`, perhaps with `印发`.
pub(super) fn date(line: &str) -> Option<Span> {
    let shown = line.trim();
    if shown.len() > 60 {
        return None;
    }
    let year = shown
        .chars()
        .filter(|character| !character.is_whitespace())
        .take(4);
    let digits = |character: char| {
        numeral::arabic_digit(character).is_some() || "〇零○一二三四五六七八九".contains(character)
    };
    let dated = shown.chars().all(|character| {
        digits(character)
            || character.is_whitespace()
            || "年月日十-./—（）()印发公布版修订".contains(character)
    });
    let starts = year.clone().count() == 4
        && shown
            .trim_start_matches(['（', '('])
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(4)
            .all(digits);
    (dated && starts && shown.contains(['年', '-', '.'])).then(|| Span::of(shown, line))
}

#[cfg(test)]
mod tests {
    use super::{contents_parts, date, is_annex, misspelt_title, parts, section_kind};
    use crate::finding::ListKind;

    #[track_caller]
    fn check(text: &str, ordinal: Option<u32>, name: &str, declared: Option<u32>) {
        let parts = parts(text);
        assert_eq!(parts.ordinal.map(|(value, _)| value), ordinal, "{text}");
        assert_eq!(&text[parts.name.clone()], name, "{text}");
        assert_eq!(parts.declared.map(|(value, _)| value), declared, "{text}");
    }

    #[test]
    fn headings_are_taken_apart() {
        check("一、党的建设（25项）", Some(1), "党的建设", Some(25));
        check("二 、经济发展（3 项）", Some(2), "经济发展", Some(3));
        check("五、生态环保(3项)", Some(5), "生态环保", Some(3));
        check("（十一）综合政务", Some(11), "综合政务", None);
        check("生态环保（共３项）", None, "生态环保", Some(3));
        check("基本履职事项清单（109项）", None, "基本履职事项清单", Some(109));
        check("一、党的建设（含统战）", Some(1), "党的建设（含统战）", None);
        check("十三五规划", None, "十三五规划", None);
    }

    #[test]
    fn lines_of_contents_lose_dots_and_pages() {
        for line in [
            "1.基本履职事项清单.....\t1",
            "1... 基本履职事项清单\t12",
            "一、基本履职事项清单……3",
            "- 一、基本履职事项清单……3",
        ] {
            let parts = contents_parts(line);
            assert_eq!(&line[parts.name.clone()], "基本履职事项清单", "{line}");
            assert_eq!(parts.ordinal.map(|(value, _)| value), Some(1), "{line}");
        }
    }

    #[test]
    fn lists_dates_and_annexes_are_recognised() {
        assert_eq!(
            section_kind("利通区金星镇配合履职事项清单"),
            Some(ListKind::Cooperative)
        );
        assert_eq!(
            section_kind("上级部门回收事项清单（50项）"),
            Some(ListKind::Reclaimed)
        );
        assert_eq!(section_kind("负责配合履职事项的落实。"), None);
        let reclaimed = (ListKind::Reclaimed, "上级部门收回事项清单");
        assert_eq!(misspelt_title("甲镇上级部门收受事项清单"), Some(reclaimed));
        assert_eq!(misspelt_title("甲镇上级部门收回事项清单"), None);
        assert_eq!(misspelt_title("行政处罚事项清单"), None);
        assert!(date("2025 年").is_some() && date(" 二〇二五年七月 ").is_some() && date("2025-07").is_some());
        assert!(date("2025年工作要点").is_none() && date("1.").is_none());
        assert!(is_annex("附件4") && is_annex("附件：4") && !is_annex("附件清单"));
    }
}

//! The line under the title of a list that counts it up: `本清单共37项，其中：党的建设9项、经济发展4项。`

use super::headings;
use crate::document::{Account, Flow, Furniture};
use crate::list::{Category, Number, Section};
use crate::text::{Mapped, normal, numeral};

/// What ends a part of the line.
const MARKS: [char; 14] = [
    '，', '、', '；', '：', '。', '（', '）', ',', ';', ':', '(', ')', ' ', '\u{3000}',
];

/// How the line opens.
const OPENINGS: [&str; 3] = ["本清单", "本表", "清单共"];

/// What stands before the count of the whole list.
const WHOLE: [&str; 5] = ["共", "共计", "合计", "共有", "总计"];

/// The counts of such a line.
#[derive(Default)]
pub(super) struct Summary<'s> {
    /// The count of the list.
    total: Option<Number<'s>>,
    /// The counts of categories by their names, compared as keys.
    counts: Vec<(String, Number<'s>)>,
}

/// Whether a line counts a list up.
pub(super) fn is_summary(line: &str) -> bool {
    // （共37项） on a line of its own.
    let bare = line.trim().trim_matches(['（', '）', '(', ')']);
    let is_bracketed = bare.len() < line.trim().len();
    let line = bare.trim();
    let digit = |character: char| numeral::arabic_digit(character).is_some();
    let is_count = |line: &str| {
        line.strip_suffix('项')
            .is_some_and(|count| numeral::parse(count.trim()).is_some())
    };
    let counts = |whole: &&str| {
        let rest = line.strip_prefix(*whole).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(digit))
    };
    (OPENINGS.iter().any(|opening| line.starts_with(opening))
        || WHOLE.iter().any(counts)
        || is_bracketed && is_count(line))
        && line.contains('项')
        && line.contains(digit)
        && headings::section_kind(line).is_none()
}

/// Whether a line explains the list: `注：带“*”的为赋权事项。`
pub(super) fn is_note(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['（', '(', '*']);
    ["注", "备注", "说明"].iter().any(|word| {
        line.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(['：', ':']))
    })
}

impl<'s> Summary<'s> {
    /// Reads the line `flow` and sets it aside.
    pub(super) fn read(flow: &Flow<'s>, account: &mut Account) -> Self {
        let mut summary = Self::default();
        let text = flow.as_str();
        account.set_aside_all(flow.spans(0..text.len()), Furniture::Note);
        let mut start = 0;
        for part in text.split(MARKS) {
            summary.part(flow, start, part);
            start += part.len()
                + text[start + part.len()..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
        }
        summary
    }

    /// A part of the line, such as `党的建设9项`, at byte `start`.
    fn part(&mut self, flow: &Flow<'s>, start: usize, part: &str) {
        let Some(counted) = part.strip_suffix(['项', '个']) else {
            return;
        };
        let digit = |character: char| numeral::arabic_digit(character).is_some();
        let name = counted.trim_end_matches(digit);
        let Some(value) = numeral::parse(&counted[name.len()..]) else {
            return;
        };
        let text = flow.field(start + name.len()..start + counted.len());
        let number = Number { value, text };
        let name = name.trim_start_matches("其中");
        if name.is_empty() || WHOLE.iter().any(|whole| name.ends_with(whole)) {
            self.total.get_or_insert(number);
        } else {
            self.counts.push((normal::key(name).into_owned(), number));
        }
    }

    /// The count of the list goes to `section` where its title states none.
    pub(super) fn of_list(&mut self, section: &mut Section<'s>) {
        if section.declared.is_none() {
            section.declared = self.total.take();
        }
    }

    /// The count of `category` goes to it where its heading states none.
    pub(super) fn of_category(&self, category: &mut Category<'s>) {
        if category.declared.is_none() {
            let key = normal::key(Mapped::as_str(&category.name));
            let count = self.counts.iter().find(|(name, _)| *name == key);
            category.declared = count.map(|(_, number)| number.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_note, is_summary};

    #[test]
    fn lines_that_count_are_told_from_sentences() {
        assert!(is_summary("本清单共37项，其中：党的建设9项、经济发展4项。"));
        assert!(is_summary("共计 25 项"));
        assert!(is_summary("（共37项）") && is_summary("(37项)"));
        assert!(!is_summary("37项") && !is_summary("（三）乡村振兴（3项）"));
        assert!(!is_summary("共青团工作（1项）"));
        assert!(!is_summary("基本履职事项清单（37项）"));
        assert!(!is_summary("本清单自公布之日起施行。"));
        assert!(is_note("注：带“*”的为赋权事项。") && !is_note("注重培养农村党员"));
    }
}

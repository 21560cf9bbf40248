//! Departments that running text names by what they do: 公安、住建等部门.

use std::ops::Range;

use memchr::memmem::Finder;

use super::bodies;
use crate::Map;
use crate::list::mentions::prefix;
use crate::text::{normal, reach};

/// What makes the words before it departments.
const GENERAL: [&str; 2] = ["部门", "机关"];

/// What may stand between them: 公安行政主管部门.
const BETWEEN: [&str; 7] = ["其他", "主管", "监管", "行政", "相关", "有关", "职能"];

/// More departments are not counted up before one 部门.
const MOST: usize = 16;

/// The words for what the departments of one document do.
#[derive(Debug)]
pub(super) struct Loose<'g> {
    /// The whole name that each word stands for.
    names: Map<&'g str, &'g str>,
}

impl<'g> Loose<'g> {
    /// The words for the departments with these whole names.
    pub(super) fn new(names: impl Iterator<Item = &'g str>) -> Self {
        let mut loose = Self {
            names: Map::default(),
        };
        for name in names {
            let main: &'g str = name.split(['（', '(']).next().unwrap_or(name);
            // The bureau a branch belongs to does the same: 市公安局西固分局.
            let stem = &main[prefix(main)..];
            let stem = stem.find('局').map_or(stem, |at| &stem[..at + '局'.len_utf8()]);
            let usual = bodies::names_of(stem).map(|name| -> &'g str { name });
            for other in std::iter::once(stem).chain(usual) {
                if let Some(word) = word(other) {
                    loose.names.entry(word).or_insert(name);
                }
            }
        }
        loose
    }

    /// Where `text` names departments so, each with the whole name, from left to right; `general` is what [`General`]
    /// finds in it.
    pub(super) fn find(&self, text: &str, general: &[usize]) -> Vec<(Range<usize>, &'g str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for &at in general {
            let mut end = self.end(text, at);
            for _ in 0..MOST {
                let start = start(text, end);
                found.extend(self.ending(text, start..end));
                if !text[..start].ends_with(['、', '和', '及', '与']) {
                    break;
                }
                end = start - '、'.len_utf8();
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found.dedup();
        found
    }

    /// Where the last department ends that 部门 at `at` is about: before 等, before 有关.
    fn end(&self, text: &str, at: usize) -> usize {
        let from = start(text, at);
        if let Some(open) = text[from..at].rfind('等') {
            return from + open;
        }
        let mut end = at;
        while self.ending(text, start(text, end)..end).is_none()
            && let Some(word) = BETWEEN.iter().find(|word| text[..end].ends_with(**word))
        {
            end -= word.len();
        }
        end
    }

    /// The longest word that this part of `text` ends with.
    fn ending(&self, text: &str, part: Range<usize>) -> Option<(Range<usize>, &'g str)> {
        let starts = text[part.clone()].char_indices().map(|(at, _)| part.start + at);
        starts
            .map(|at| at..part.end)
            .find_map(|range| Some((range.clone(), *self.names.get(&text[range])?)))
    }
}

/// Finds the words that make those before them departments.
pub(super) struct General([Finder<'static>; 2]);

impl Default for General {
    fn default() -> Self {
        Self(GENERAL.map(Finder::new))
    }
}

impl General {
    /// Where they begin in `text`, in bytes.
    pub(super) fn of(&self, text: &str) -> Vec<usize> {
        let all = self.0.iter();
        all.flat_map(|word| word.find_iter(text.as_bytes())).collect()
    }
}

/// Where the run of Chinese characters begins that ends at `end`, none of them joining two names.
fn start(text: &str, end: usize) -> usize {
    let near = reach::tail(&text[..end], reach::SENTENCE);
    let joint = near.rfind(|letter| !normal::is_han(letter) || matches!(letter, '和' | '及' | '与'));
    let from = end - near.len();
    joint.map_or(from, |at| {
        from + at + near[at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// What a department does, by its name: 公安 of 公安局.
fn word(name: &str) -> Option<&str> {
    const ENDINGS: [&str; 9] = ["委员会", "办公室", "大队", "支队", "局", "委", "部", "厅", "办"];
    let ending = ENDINGS.iter().find(|ending| name.ends_with(**ending))?;
    let word = &name[..name.len() - ending.len()];
    (word.chars().count() >= 2).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::{General, Loose};

    #[test]
    fn departments_are_named_by_what_they_do() {
        let names = [
            "市公安局",
            "市住房和城乡建设局",
            "兰州市生态环境局西固分局",
            "市市场监督管理局",
        ];
        let loose = Loose::new(names.into_iter());
        let found = |text: &str| {
            loose
                .find(text, &General::default().of(text))
                .into_iter()
                .map(|(range, name)| (text[range].to_owned(), name))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found("由环保、公安、镇、住建等部门监管"),
            [
                ("环保".to_owned(), "兰州市生态环境局西固分局"),
                ("公安".to_owned(), "市公安局"),
                ("住建".to_owned(), "市住房和城乡建设局")
            ]
        );
        assert_eq!(
            found("联合公安机关查处；通知市场监管部门"),
            [
                ("公安".to_owned(), "市公安局"),
                ("市场监管".to_owned(), "市市场监督管理局")
            ]
        );
        assert_eq!(found("公安、市场监管等其他负有监管职责的部门").len(), 2);
        assert_eq!(found("报有关部门，做好公安工作"), []);
    }
}

//! Departments in running text: the names a document uses, and words that are shaped like a body's name.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::Set;
use crate::list::registry::Registry;
use crate::list::{Detail, DutyList};

/// The ends of names of bodies. Short ones that are common inside words (委, 办, 院) are left to known names.
const ENDINGS: [&str; 9] = [
    "局",
    "委员会",
    "办公室",
    "大队",
    "支队",
    "联合会",
    "工作部",
    "法院",
    "检察院",
];

/// The words for a level that a name begins with.
const LEVELS: [char; 7] = ['省', '市', '州', '县', '区', '旗', '盟'];

/// A name of a body is not longer than this, in characters.
const LONGEST: usize = 20;

/// Finds departments in the running text of one document.
#[derive(Debug)]
pub(super) struct Recogniser {
    automaton: AhoCorasick,
    /// How many of the patterns are names; the others are endings.
    names: usize,
}

impl Recogniser {
    /// A recogniser of the names in the columns, labels and receivers of `list` and in its registry.
    pub(super) fn new(list: &DutyList<'_>, registry: Option<&Registry<'_>>) -> Self {
        let mut names: Set<&str> = Set::default();
        for (.., duty) in list.duties() {
            let mentions = match &duty.detail {
                Detail::Basic => continue,
                Detail::Reclaimed(detail) => &detail.receivers,
                Detail::Cooperative(detail) => {
                    let labels = detail.blocks.iter().flat_map(|block| &block.departments);
                    names.extend(labels.map(|mention| mention.full_name()));
                    &detail.departments
                }
            };
            names.extend(mentions.iter().map(|mention| mention.full_name()));
        }
        for body in registry.iter().flat_map(|registry| &registry.departments) {
            names.extend(
                [&body.name]
                    .into_iter()
                    .chain(&body.aliases)
                    .map(|name| name.as_str()),
            );
        }
        names.retain(|name| name.chars().count() > 2);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().chain(&ENDINGS))
            .expect("names are few and short");
        Self {
            automaton,
            names: names.len(),
        }
    }

    /// The byte ranges of the departments in `text`, from left to right, without overlap.
    pub(super) fn find(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut last = 0;
        self.automaton.find_iter(text).filter_map(move |hit| {
            let start = match hit.pattern().as_usize() < self.names {
                _ if hit.end() <= last => return None,
                true => hit.start(),
                false => last + name_start(&text[last..hit.start()])?,
            };
            last = hit.end() + branch(&text[hit.end()..]);
            Some(start..last)
        })
    }
}

/// How many bytes of what follows a name make it that of a branch: 丙县分局 after 市生态环境局.
fn branch(after: &str) -> usize {
    const BRANCH: &str = "分局";
    let words = after
        .char_indices()
        .take_while(|(_, letter)| crate::text::normal::is_han(*letter));
    let end = words
        .take(8)
        .last()
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    after[..end].find(BRANCH).map_or(0, |at| at + BRANCH.len())
}

/// Where a name that ends behind `before` begins: at the nearest word for a level that opens a word (not the 市 of
/// 城市 or of 县市场监管), in bytes.
fn name_start(before: &str) -> Option<usize> {
    let mut found = None;
    let mut letters = before.char_indices().rev().take(LONGEST).peekable();
    while let Some((at, letter)) = letters.next() {
        if !crate::text::normal::is_han(letter) {
            break;
        }
        let previous = letters.peek().map(|&(_, previous)| previous);
        if LEVELS.contains(&letter)
            && !matches!(
                previous,
                Some('城' | '都' | '社' | '辖' | '地' | '全' | '各' | '园')
            )
        {
            found = Some(at);
            if !previous.is_some_and(|previous| LEVELS.contains(&previous)) {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::name_start;

    #[test]
    fn a_name_begins_at_its_level() {
        for (before, name) in [
            ("发现线索后移交县市场监督管理", "县市场监督管理"),
            ("由县城市管理综合执法", "县城市管理综合执法"),
            ("配合市公安", "市公安"),
            ("社区、区住建", "区住建"),
        ] {
            assert_eq!(name_start(before).map(|at| &before[at..]), Some(name));
        }
        assert_eq!(name_start("向有关行政机关报告，由当地公安"), None);
    }
}

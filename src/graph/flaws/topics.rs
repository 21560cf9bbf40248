//! Modes about another matter of their department than the one their duty names. Which matters a department has stands in
//! `topics.txt`.

use std::ops::Range;
use std::sync::OnceLock;

use super::matters::shares;
use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::list::{Detail, Duty};
use crate::text::word_set::WordSet;

/// The matters of each department.
const TOPICS: &str = include_str!("topics.txt");

/// Looks through a duty, unless another look has just found its mode to be about something else.
pub(super) fn look<'g>(owner: NodeId, duty: &Duty<'g>, flaws: &mut Vec<(NodeId, FlawNode<'g>)>) {
    let Detail::Reclaimed(cell) = &duty.detail else {
        return;
    };
    let is_known = |(node, flaw): &(NodeId, FlawNode<'_>)| *node == owner && flaw.kind == FlawKind::Unrelated;
    if cell.mode.is_empty() || flaws.last().is_some_and(is_known) {
        return;
    }
    let (topics, name) = (Topics::get(), duty.name.as_str());
    let named: Vec<Topic> = topics.of(name).into_iter().map(|(topic, _)| topic).collect();
    let mut other = None;
    for clause in cell.mode.iter().filter(|_| !named.is_empty()) {
        let text = clause.text.as_str();
        if shares(text, name) {
            continue;
        }
        for (topic, range) in topics.of(text) {
            if named.contains(&topic) {
                return;
            }
            let is_sibling = || named.iter().any(|own| own.department == topic.department);
            if other.is_none() && is_sibling() {
                other = Some(FlawNode::new(FlawKind::Unrelated, &clause.text, range, None));
            }
        }
    }
    flaws.extend(other.map(|flaw| (owner, flaw)));
}

/// A matter of a department, by number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Topic {
    department: usize,
    line: usize,
}

/// All matters, by the words for them.
struct Topics {
    of_word: Vec<Topic>,
    words: WordSet,
}

impl Topics {
    fn get() -> &'static Self {
        static TOPICS: OnceLock<Topics> = OnceLock::new();
        TOPICS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let (mut of_word, mut words, mut department) = (Vec::new(), Vec::new(), 0);
        for (line, text) in TOPICS
            .lines()
            .enumerate()
            .filter(|(_, text)| !text.starts_with('#'))
        {
            department += usize::from(text.is_empty());
            words.extend(text.split_whitespace());
            of_word.resize(words.len(), Topic { department, line });
        }
        Self {
            of_word,
            words: WordSet::new(words),
        }
    }

    /// The matters that a text speaks of, from left to right, with where.
    fn of(&self, text: &str) -> Vec<(Topic, Range<usize>)> {
        let mut found = Vec::new();
        self.words.find_apart(text, |hit| {
            found.push((self.of_word[hit.word as usize], hit.range()));
        });
        found
    }
}

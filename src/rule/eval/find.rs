//! `find`: the words of all lists of all rules are looked for in one pass over a text, then told apart by list.

use aho_corasick::AhoCorasick;

use super::value::Hit;
use super::walk::Context;
use crate::Map;
use crate::graph::{Edge, Graph, Node, NodeId, Property};
use crate::rule::Rule;
use crate::rule::parameter::Setting;
use crate::rule::phrase::Phrase;
use crate::rule::plan::{Find, Step};

/// One automaton over the words of all lists of all rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Search {
    automaton: Option<AhoCorasick>,
    /// The lists that each word is in, ascending.
    lists: Vec<Vec<u32>>,
    /// The number of the list of a rule's parameter, by positions.
    numbers: Map<(usize, usize), u32>,
}

impl Search {
    /// The automaton for the word lists that `rules` find.
    pub(crate) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut search = Self::default();
        let mut words: Map<&str, Vec<u32>> = Map::default();
        for (position, rule) in rules.enumerate() {
            for step in &rule.plan.steps {
                let Step::Find { find, .. } = step else { continue };
                let number = search.numbers.len() as u32;
                if search.numbers.contains_key(&(position, find.words)) {
                    continue;
                }
                search.numbers.insert((position, find.words), number);
                let Setting::Words(list) = &rule.parameters[find.words].value else {
                    continue;
                };
                for word in list {
                    let lists = words.entry(word).or_default();
                    if lists.last() != Some(&number) {
                        lists.push(number);
                    }
                }
            }
        }
        if !words.is_empty() {
            // A set of words too large for an automaton is not reachable from files of bounded size.
            search.automaton = AhoCorasick::new(words.keys()).ok();
        }
        search.lists = words.into_values().collect();
        search
    }
}

/// A word in a text: its bytes, and which word.
#[derive(Clone, Copy, Debug)]
struct Occurrence {
    start: u32,
    end: u32,
    word: u32,
}

/// The words found so far; each text is searched once for all rules.
#[derive(Debug)]
pub(crate) struct Finder<'r> {
    search: &'r Search,
    texts: Map<(NodeId, Property), (usize, usize)>,
    found: Vec<Occurrence>,
}

impl<'r> Finder<'r> {
    pub(crate) fn new(search: &'r Search) -> Self {
        Self {
            search,
            texts: Map::default(),
            found: Vec::new(),
        }
    }

    /// The hits of the rule at `position` in one text, leftmost and longest first among overlapping ones.
    pub(crate) fn hits(
        &mut self,
        context: Context<'_, '_>,
        position: usize,
        find: &Find,
        owner: NodeId,
        property: Property,
    ) -> Vec<Hit> {
        let text = context.text(owner, property);
        let (start, end) = self.search(text, owner, property);
        let list = self.search.numbers[&(position, find.words)];
        let mut hits: Vec<Hit> = Vec::new();
        let mut last = 0;
        for occurrence in &self.found[start..end] {
            let listed = self.search.lists[occurrence.word as usize]
                .binary_search(&list)
                .is_ok();
            if listed && occurrence.start >= last {
                last = occurrence.end;
                hits.push(Hit {
                    owner,
                    property,
                    start: occurrence.start,
                    end: occurrence.end,
                });
            }
        }
        if let Some(unless_after) = find.unless_after
            && !hits.is_empty()
            && let Setting::Phrases(phrases) = &context.rule.parameters[unless_after].value
        {
            let departments = departments(context.graph, owner, property);
            hits.retain(|hit| !excused(text, hit, phrases, &departments));
        }
        hits
    }

    /// Where the occurrences of all words in one text stand in `found`.
    fn search(&mut self, text: &str, owner: NodeId, property: Property) -> (usize, usize) {
        if let Some(&known) = self.texts.get(&(owner, property)) {
            return known;
        }
        let start = self.found.len();
        if let Some(automaton) = &self.search.automaton {
            self.found
                .extend(automaton.find_overlapping_iter(text).map(|hit| Occurrence {
                    start: hit.start() as u32,
                    end: hit.end() as u32,
                    word: hit.pattern().as_u32(),
                }));
        }
        self.found[start..].sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let known = (start, self.found.len());
        self.texts.insert((owner, property), known);
        known
    }
}

/// The bytes of the departments that the text of a clause names.
fn departments(graph: &Graph<'_>, owner: NodeId, property: Property) -> Vec<std::ops::Range<usize>> {
    if property != Property::Text {
        return Vec::new();
    }
    let mentions = graph.step(owner, Edge::Mentions);
    mentions
        .filter_map(|mention| match graph.node(mention) {
            Node::Mention(mention) => mention.within.clone(),
            _ => None,
        })
        .collect()
}

/// Whether one of the phrases stands before the hit in the same part of the text.
fn excused(text: &str, hit: &Hit, phrases: &[Phrase], departments: &[std::ops::Range<usize>]) -> bool {
    const ENDS: [char; 10] = ['，', '。', '；', '！', '？', ',', ';', '!', '?', '\n'];
    let before = &text[..hit.start as usize];
    let part = before.rfind(ENDS).map_or(0, |at| text.ceil_char_boundary(at + 1));
    phrases
        .iter()
        .any(|phrase| phrase.occurs(text, part..before.len(), departments))
}

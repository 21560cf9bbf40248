//! `find`: the words of all lists of all rules are looked for in one pass over the texts, then told apart by list.

use std::rc::Rc;

use super::value::Hit;
use super::walk::Context;
use crate::Map;
use crate::graph::schema::{Kind, Schema};
use crate::graph::{Edge, Graph, Node, NodeId, Property};
use crate::rule::Rule;
use crate::rule::parameter::Setting;
use crate::rule::phrase::Phrase;
use crate::rule::plan::{Find, Step};
use crate::text::reach;
use crate::text::word_set::WordSet;

/// The words of all lists of all rules.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    words: WordSet,
    /// The lists that each word is in, ascending.
    lists: Vec<Vec<u32>>,
    /// The number of the list of a rule's parameter, by positions.
    numbers: Map<(usize, usize), u32>,
}

impl Search {
    /// The word lists that `rules` find.
    pub(crate) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut numbers: Map<(usize, usize), u32> = Map::default();
        let mut words: Map<&str, Vec<u32>> = Map::default();
        for (position, rule) in rules.enumerate() {
            for step in &rule.plan.steps {
                let Step::Find { find, .. } = step else { continue };
                let number = numbers.len() as u32;
                if numbers.contains_key(&(position, find.words)) {
                    continue;
                }
                numbers.insert((position, find.words), number);
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
        Self {
            words: WordSet::new(words.keys().copied()),
            lists: words.into_values().collect(),
            numbers,
        }
    }

    /// The hits of all lists in a text: the number of the list and the bytes.
    fn hits(&self, text: &str) -> Vec<(u32, u32, u32)> {
        let mut hits = Vec::new();
        let mut ends: Map<u32, u32> = Map::default();
        self.words.find(text, |word| {
            for &list in &self.lists[word.word as usize] {
                let free = ends.entry(list).or_default();
                if *free <= word.start {
                    hits.push((list, word.start, word.end));
                    *free = word.end;
                }
            }
        });
        hits
    }
}

/// For each list, the hits in one property of all nodes of a kind, in order of the sources. Of overlapping ones in one
/// text there is the leftmost and longest.
type Found = Vec<Vec<Hit>>;

/// The words found so far; each text is searched once for all rules.
#[derive(Debug)]
pub(crate) struct Finder<'r> {
    search: &'r Search,
    found: Map<(Kind, Property), Rc<Found>>,
    /// The hits in each text of the graph that was searched.
    texts: Vec<Option<Vec<(u32, u32, u32)>>>,
}

impl<'r> Finder<'r> {
    pub(crate) fn new(search: &'r Search) -> Self {
        Self {
            search,
            found: Map::default(),
            texts: Vec::new(),
        }
    }

    /// The hits of the rule at `position` in one text.
    pub(crate) fn hits(
        &mut self,
        context: Context<'_, '_>,
        position: usize,
        find: &Find,
        owner: NodeId,
        property: Property,
    ) -> Vec<Hit> {
        let found = self.found(context.graph, context.graph.kind(owner), property);
        let found = &found[self.search.numbers[&(position, find.words)] as usize];
        let start = found.partition_point(|hit| hit.owner < owner);
        let hits = found[start..].iter().take_while(|hit| hit.owner == owner);
        let mut hits: Vec<Hit> = hits.copied().collect();
        if let Some(unless_after) = find.unless_after
            && !hits.is_empty()
            && let Setting::Phrases(phrases) = &context.rule.parameters[unless_after].value
        {
            let text = context.text(owner, property);
            let departments = departments(context.graph, owner, property);
            hits.retain(|hit| !excused(text, hit, phrases, &departments));
        }
        hits
    }

    /// The nodes of a kind in whose text the rule at `position` has hits, in order.
    pub(crate) fn owners(
        &mut self,
        graph: &Graph<'_>,
        position: usize,
        find: &Find,
        kind: Kind,
        property: Property,
    ) -> Vec<NodeId> {
        let found = self.found(graph, kind, property);
        let found = &found[self.search.numbers[&(position, find.words)] as usize];
        let is_a = |owner: &NodeId| Schema::get().is_a(graph.kind(*owner), kind);
        let mut owners: Vec<NodeId> = found.iter().map(|hit| hit.owner).filter(is_a).collect();
        owners.dedup();
        owners
    }

    /// What was found in the texts of a kind and of all kinds that are the same more generally.
    fn found(&mut self, graph: &Graph<'_>, kind: Kind, property: Property) -> Rc<Found> {
        let kind = Schema::get().kind(kind).parent.unwrap_or(kind);
        let (search, texts) = (self.search, &mut self.texts);
        let found = self.found.entry((kind, property));
        Rc::clone(found.or_insert_with(|| {
            texts.resize_with(graph.text_count(), || None);
            let mut found: Found = vec![Vec::new(); search.numbers.len()];
            for &owner in graph.nodes(kind) {
                let look = || search.hits(graph.words(owner, property).unwrap_or_default());
                let (seen, own);
                let hits = match graph.text_id(owner, property) {
                    Some(text) => {
                        seen = texts[text.index()].get_or_insert_with(look);
                        &*seen
                    }
                    None => {
                        own = look();
                        &own
                    }
                };
                for &(list, start, end) in hits {
                    found[list as usize].push(Hit {
                        owner,
                        property,
                        start,
                        end,
                    });
                }
            }
            Rc::new(found)
        }))
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
    let part = before.len() - reach::since(before, &ENDS).len();
    phrases
        .iter()
        .any(|phrase| phrase.occurs(text, part..before.len(), departments))
}

//! Departments of both versions: which names are one body, and which names were exchanged throughout.

use std::borrow::Cow;

use super::align::Pair;
use super::assign::{Candidate, assign};
use super::side::Side;
use crate::graph::{Edge, Graph, MentionRole, Node, NodeId};
use crate::text::likeness::{Key, similarity};
use crate::text::normal;
use crate::{Map, Set};

/// How much of what one name lost the other must have gained.
const SHARE: f64 = 0.6;

/// How alike two names are whose exchange in a single duty is taken for a renaming.
const ALIKE: f64 = 0.6;

/// A duty that loses or gains more departments than this says nothing about which took the place of which.
const MANY: usize = 12;

/// No more renamed departments than this are looked for in running text.
const MOST: usize = 64;

/// A name that took the place of another.
#[derive(Clone, Debug)]
pub(super) struct Exchange {
    /// Positions of the names among those known.
    pub(super) before: usize,
    pub(super) after: usize,
    /// In how many duties.
    pub(super) duties: usize,
}

/// The names of departments in both versions.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// The names without spaces and punctuation.
    names: Set<String>,
    /// For each name, its mentions in the older and in the newer version, in order.
    mentions: Vec<[Vec<NodeId>; 2]>,
    /// For each name, the first of those that are the same body.
    body: Vec<usize>,
    /// The renamed departments.
    pub(super) exchanges: Vec<Exchange>,
}

impl Bodies {
    /// The departments that stand in columns, labels and receivers of either side.
    pub(super) fn new(graph: &Graph<'_>, before: &Side<'_>, after: &Side<'_>, pairs: &[Pair]) -> Self {
        let mut bodies = Self::default();
        let mut keys: [Map<String, usize>; 2] = Default::default();
        for (version, side) in [before, after].into_iter().enumerate() {
            for item in &side.items {
                for mention in mentions(graph, item.node) {
                    let Node::Mention(node) = graph.node(mention) else {
                        continue;
                    };
                    let name = bodies.add(&node.full);
                    bodies.mentions[name][version].push(mention);
                    // A name from before a reform beside the one from after it: the change is under way.
                    if node.is_former() {
                        continue;
                    }
                    // Within one version the graph knows the spellings of a body.
                    let other = *keys[version].entry(node.key.to_string()).or_insert(name);
                    bodies.unite(name, other);
                }
            }
        }
        bodies.exchange(graph, before, after, pairs);
        bodies
    }

    fn add(&mut self, name: &str) -> usize {
        let (at, is_new) = match normal::key(name) {
            Cow::Borrowed(name) => match self.names.get_index_of(name) {
                Some(at) => (at, false),
                None => self.names.insert_full(name.to_owned()),
            },
            Cow::Owned(name) => self.names.insert_full(name),
        };
        if is_new {
            self.mentions.push(Default::default());
            self.body.push(at);
        }
        at
    }

    fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.body[a.max(b)] = a.min(b);
    }

    fn root(&self, mut at: usize) -> usize {
        while self.body[at] != at {
            at = self.body[at];
        }
        at
    }

    /// The name of a mention, by its position among those known.
    pub(super) fn name(&self, graph: &Graph<'_>, mention: NodeId) -> Option<usize> {
        match graph.node(mention) {
            Node::Mention(node) => self.names.get_index_of(&*normal::key(&node.full)),
            _ => None,
        }
    }

    /// The body that a name stands for: equal for spellings of one, and for one renamed to the other.
    pub(super) fn body(&self, name: usize) -> usize {
        self.root(name)
    }

    /// Where a name stands in one of the versions, in order.
    pub(super) fn mentions(&self, name: usize, version: usize) -> &[NodeId] {
        &self.mentions[name][version]
    }

    /// A normalised text of the older version with the newer names of its departments.
    pub(super) fn renamed(&self, text: &str) -> String {
        self.exchanges
            .iter()
            .take(MOST)
            .fold(text.to_owned(), |text, exchange| {
                match (
                    self.names.get_index(exchange.before),
                    self.names.get_index(exchange.after),
                ) {
                    (Some(before), Some(after)) => text.replace(before.as_str(), after),
                    _ => text,
                }
            })
    }

    /// Finds the names that were exchanged throughout, and unites them.
    fn exchange(&mut self, graph: &Graph<'_>, before: &Side<'_>, after: &Side<'_>, pairs: &[Pair]) {
        let mut counts = Counts::default();
        for pair in pairs {
            let (old, new) = (&before.items[pair.before], &after.items[pair.after]);
            if old.content != new.content {
                counts.add(&self.names_of(graph, old.node), &self.names_of(graph, new.node));
            }
        }
        let accepted = counts
            .both
            .iter()
            .filter(|((f, g), n)| self.accepts(&counts, *f, *g, **n));
        let accepted: Vec<((usize, usize), usize)> = accepted.map(|(pair, n)| (*pair, *n)).collect();
        let worth =
            |(f, g): (usize, usize), n: usize| n as i64 * 1000 + (self.alike(f, g) * 999.0) as i64 + 1;
        let candidates = accepted.iter().map(|&(pair, n)| Candidate {
            left: pair.0,
            right: pair.1,
            worth: worth(pair, n),
        });
        let mut chosen: Set<(usize, usize)> = assign(candidates.collect()).into_iter().collect();
        // What is left over was merged with others, or divided.
        let mut rest: Vec<_> = accepted
            .iter()
            .filter(|(pair, _)| !chosen.contains(pair))
            .copied()
            .collect();
        rest.sort_by_key(|&(pair, n)| (-worth(pair, n), pair));
        let (mut gone, mut come): (Set<usize>, Set<usize>) = chosen.iter().copied().unzip();
        for ((f, g), _) in rest {
            if gone.insert(f) | come.insert(g) {
                chosen.insert((f, g));
            }
        }
        for (f, g) in chosen {
            // Two spellings of one body that both stood there before are no renaming.
            let known = self.body(f) == self.body(g)
                && !self.mentions[f][0].is_empty()
                && !self.mentions[g][0].is_empty();
            if !known {
                self.exchanges.push(Exchange {
                    before: f,
                    after: g,
                    duties: counts.both[&(f, g)],
                });
            }
        }
        for at in 0..self.exchanges.len() {
            self.unite(self.exchanges[at].before, self.exchanges[at].after);
        }
    }

    fn names_of(&self, graph: &Graph<'_>, duty: NodeId) -> Set<usize> {
        mentions(graph, duty)
            .filter_map(|mention| self.name(graph, mention))
            .collect()
    }

    fn accepts(&self, counts: &Counts, f: usize, g: usize, n: usize) -> bool {
        let gone = self.mentions[f][1].is_empty() && n as f64 >= SHARE * counts.lost[&f] as f64;
        let come = self.mentions[g][0].is_empty() && n as f64 >= SHARE * counts.gained[&g] as f64;
        (gone || come) && (n >= 2 || self.alike(f, g) >= ALIKE)
    }

    fn alike(&self, f: usize, g: usize) -> f64 {
        let key = |at: usize| Key::new(&self.names[at]);
        similarity(&key(f), &key(g)).unwrap_or(0.0)
    }
}

/// In how many duties each name was lost and gained, and both.
#[derive(Default)]
struct Counts {
    lost: Map<usize, usize>,
    gained: Map<usize, usize>,
    both: Map<(usize, usize), usize>,
}

impl Counts {
    fn add(&mut self, before: &Set<usize>, after: &Set<usize>) {
        let lost: Vec<usize> = before.difference(after).copied().collect();
        let gained: Vec<usize> = after.difference(before).copied().collect();
        lost.iter().for_each(|&f| *self.lost.entry(f).or_insert(0) += 1);
        gained
            .iter()
            .for_each(|&g| *self.gained.entry(g).or_insert(0) += 1);
        if lost.len() <= MANY && gained.len() <= MANY {
            for &f in &lost {
                for &g in &gained {
                    *self.both.entry((f, g)).or_insert(0) += 1;
                }
            }
        }
    }
}

/// The departments of a duty's columns, labels and receivers.
fn mentions<'a>(graph: &'a Graph<'_>, duty: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let labels = graph
        .step(duty, Edge::Blocks)
        .flat_map(|block| graph.step(block, Edge::Labels));
    let listed = graph
        .step(duty, Edge::Departments)
        .chain(labels)
        .chain(graph.step(duty, Edge::Receivers));
    listed.filter(
        |&mention| matches!(graph.node(mention), Node::Mention(node) if node.role != MentionRole::Text),
    )
}

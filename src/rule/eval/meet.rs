//! Joins: the nodes of a kind that meet those before them, found by hashes and indexes.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::shelf::Shelf;
use super::value::{Item, Key, Row, Value};
use super::walk::Context;
use crate::graph::schema::Kind;
use crate::rule::function::Function;
use crate::rule::plan::{Pair, Probe};
use crate::rule::program::Term;
use crate::text::likeness::Sketch;
use crate::{Map, Set};

/// The most buckets for each document that are as large as its lists.
const LISTS: usize = 4;

/// A join that is ready to be asked.
#[derive(Debug)]
pub(crate) enum Meeting<'e> {
    /// Only equal values meet.
    Equal(Equals<'e>),
    /// The nodes with equal keys, and indexes over them.
    Alike(Alikes),
}

/// Nodes by a hash of all their values; those with one hash are chained, in order of the sources.
#[derive(Debug)]
pub(crate) struct Equals<'e> {
    pairs: Vec<&'e Pair>,
    items: Vec<Item>,
    /// The first and the last of each chain.
    chains: Map<u64, (u32, u32)>,
    /// The next in the chain of each; itself for the last.
    next: Vec<u32>,
    /// Where both sides of all pairs are one path from nodes of one kind, each finds itself: those that find others, too.
    shared: Option<Set<Item>>,
}

/// Nodes by their keys.
#[derive(Debug)]
pub(crate) struct Alikes {
    buckets: Map<Vec<Key>, Bucket>,
    /// As with [`Equals`]: those that may find others than themselves, where each finds itself.
    shared: Option<Set<Item>>,
}

/// The nodes with equal keys, and for each probe the index over their values.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// In order of the sources.
    items: Vec<Item>,
    indexes: Vec<Shelf>,
}

impl<'e> Meeting<'e> {
    /// Hashes all nodes of `kind`, which is bound to `binding`; nodes with a missing key meet nothing.
    pub(crate) fn new(
        context: Context<'e, '_>,
        binding: usize,
        kind: Kind,
        after: Option<usize>,
        keys: &'e [Pair],
        probes: &'e [Probe],
    ) -> Self {
        let mut row = Row::default();
        let nodes = context.graph.nodes(kind).iter().map(|&node| Item::Node(node));
        let equal = match probes {
            _ if context.coverage.is_some() => Some(None),
            [] => Some(None),
            [Probe::Equal(pair)] => Some(Some(pair)),
            _ => None,
        };
        if let Some(probe) = equal {
            let pairs = keys.iter().chain(probe).collect();
            return Self::Equal(Equals::new(context, binding, after, pairs, nodes));
        }
        let mut pairs = keys.iter().chain(probes.iter().map(Probe::pair));
        let mirrored = pairs.all(|pair| pair.is_mirror(after));
        let mut groups: Map<Vec<Key>, Vec<Item>> = Map::default();
        for item in nodes {
            row.bindings[binding] = Some(item);
            if let Some(key) = key_of(context, keys.iter().map(|pair| &pair.own), &mut row) {
                groups.entry(key).or_default().push(item);
            }
        }
        let (keys, groups): (Vec<_>, Vec<_>) = groups.into_iter().unzip();
        // Buckets as large as lists have many values in common.
        let in_common = groups.len() <= LISTS * context.graph.nodes(Kind::Document).len();
        let mut shelves: Vec<Vec<Shelf>> = groups.iter().map(|_| Vec::new()).collect();
        for probe in probes {
            let made = match in_common {
                true => Shelf::over(context, binding, probe, &groups, mirrored),
                false => {
                    let own = groups
                        .chunks(1)
                        .map(|own| Shelf::over(context, binding, probe, own, mirrored));
                    own.flatten().collect()
                }
            };
            shelves
                .iter_mut()
                .zip(made)
                .for_each(|(all, shelf)| all.push(shelf));
        }
        let buckets = groups.into_iter().zip(shelves);
        let buckets = buckets.map(|(items, indexes)| Bucket { items, indexes });
        let buckets: Map<Vec<Key>, Bucket> = keys.into_iter().zip(buckets).collect();
        let shared = mirrored.then(|| buckets.values().flat_map(Bucket::several).collect());
        Self::Alike(Alikes { buckets, shared })
    }

    /// The nodes behind `after` that may meet the row so far, in order of the sources. With probes, those that at least
    /// one finds.
    pub(crate) fn candidates(
        &self,
        context: Context<'e, '_>,
        binding: usize,
        keys: &'e [Pair],
        probes: &'e [Probe],
        after: Option<Item>,
        row: &mut Row<'e>,
    ) -> Vec<Item> {
        let Alikes { buckets, shared } = match self {
            Self::Equal(equals) => return equals.find(context, binding, after, row),
            Self::Alike(alikes) => alikes,
        };
        if let (Some(shared), Some(after)) = (shared, after)
            && !shared.contains(&after)
        {
            return Vec::new();
        }
        let key = key_of(context, keys.iter().map(|pair| &pair.other), row);
        let Some(bucket) = key.and_then(|key| buckets.get(&key)) else {
            return Vec::new();
        };
        let mut found: Vec<u32> = Vec::new();
        for (shelf, probe) in bucket.indexes.iter().zip(probes) {
            shelf.ask(context, probe, row, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        let items = found.into_iter().map(|position| bucket.items[position as usize]);
        items.filter(|&item| follows(item, after)).collect()
    }
}

impl Bucket {
    /// The nodes that may find others than themselves.
    fn several(&self) -> impl Iterator<Item = Item> {
        let several = self.indexes.iter().flat_map(Shelf::several);
        several.map(|position| self.items[position as usize])
    }
}

impl<'e> Equals<'e> {
    fn new(
        context: Context<'e, '_>,
        binding: usize,
        after: Option<usize>,
        pairs: Vec<&'e Pair>,
        nodes: impl Iterator<Item = Item>,
    ) -> Self {
        let mut equals = Self {
            pairs,
            items: Vec::new(),
            chains: Map::default(),
            next: Vec::new(),
            shared: None,
        };
        let (nodes, mut row) = (nodes.collect::<Vec<_>>(), Row::default());
        equals.items.reserve(nodes.len());
        equals.next.reserve(nodes.len());
        equals.chains.reserve(nodes.len());
        for item in nodes {
            row.bindings[binding] = Some(item);
            let own = equals.pairs.iter().map(|pair| &pair.own);
            let Some(hash) = hash_of(context, own, &mut row) else {
                continue;
            };
            let at = equals.items.len() as u32;
            equals.items.push(item);
            equals.next.push(at);
            let (_, last) = equals.chains.entry(hash).or_insert((at, at));
            equals.next[*last as usize] = at;
            *last = at;
        }
        if equals.pairs.iter().all(|pair| pair.is_mirror(after)) {
            let several = equals.chains.values().filter(|(first, last)| first != last);
            equals.shared = Some(several.flat_map(|&(first, _)| equals.chain(first)).collect());
        }
        equals
    }

    /// The items of a chain from this one on.
    fn chain(&self, first: u32) -> impl Iterator<Item = Item> {
        let next = |&at: &u32| Some(self.next[at as usize]).filter(|next| *next != at);
        std::iter::successors(Some(first), next).map(|at| self.items[at as usize])
    }

    fn find(
        &self,
        context: Context<'e, '_>,
        binding: usize,
        after: Option<Item>,
        row: &mut Row<'e>,
    ) -> Vec<Item> {
        let mut found = Vec::new();
        if let (Some(shared), Some(after)) = (&self.shared, after)
            && !shared.contains(&after)
        {
            return found;
        }
        let hash = hash_of(context, self.pairs.iter().map(|pair| &pair.other), row);
        let Some(&(first, _)) = hash.and_then(|hash| self.chains.get(&hash)) else {
            return found;
        };
        let others = self.chain(first).filter(|&item| follows(item, after));
        found.extend(others.filter(|&item| self.meets(context, binding, item, row)));
        found
    }

    /// Whether the values of an item with the same hash are indeed equal to those of the row.
    fn meets(&self, context: Context<'e, '_>, binding: usize, item: Item, row: &mut Row<'e>) -> bool {
        row.bindings[binding] = Some(item);
        self.pairs.iter().all(|pair| {
            let own = context.term(&pair.own, row);
            own.same(&context.term(&pair.other, row))
        })
    }
}

/// Whether a node stands behind the one it is the other of.
fn follows(item: Item, after: Option<Item>) -> bool {
    match (item, after) {
        (Item::Node(item), Some(Item::Node(after))) => item > after,
        _ => true,
    }
}

fn key_of<'e>(
    context: Context<'e, '_>,
    terms: impl Iterator<Item = &'e Term>,
    row: &mut Row<'e>,
) -> Option<Vec<Key>> {
    terms.map(|term| Key::of(&context.term(term, row))).collect()
}

/// Equal for equal values of all terms; none where one is missing.
fn hash_of<'e>(
    context: Context<'e, '_>,
    terms: impl Iterator<Item = &'e Term>,
    row: &mut Row<'e>,
) -> Option<u64> {
    let mut hash = FxHasher::default();
    for term in terms {
        // What is normalized need not be written out to be hashed.
        let (term, normalized) = match term {
            Term::Call(Function::Normalize, texts) => (&texts[0], true),
            _ => (term, false),
        };
        match context.term(term, row) {
            Value::Item(item) => item.hash(&mut hash),
            Value::Truth(truth) => truth.hash(&mut hash),
            value @ (Value::Cell(..) | Value::Text(_)) => {
                hash.write_u64(text_hash(context, &value, normalized)?)
            }
            // Zero and minus zero are equal.
            value => hash.write_u64((value.as_number()? + 0.0).to_bits()),
        }
    }
    Some(hash.finish())
}

/// The hash of a text or of its key; none where there is nothing in it.
fn text_hash(context: Context<'_, '_>, value: &Value<'_>, normalized: bool) -> Option<u64> {
    let text = value.as_text()?;
    // Short ones are sooner read than looked up.
    if text.len() <= 16 && !normalized {
        return Some(Sketch::hash(text));
    }
    let sketch = context.keys.sketch(value);
    match normalized {
        true => Some(sketch.key).filter(|_| !sketch.is_key_empty()),
        false => Some(sketch.hash),
    }
}

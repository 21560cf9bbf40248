//! Joins: the nodes of a kind that meet those before them, found by hashes and indexes.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::value::{Item, Key, Row, Value};
use super::walk::Context;
use crate::Map;
use crate::graph::schema::Kind;
use crate::rule::function::Function;
use crate::rule::plan::{Pair, Probe};
use crate::rule::program::Term;
use crate::text::likeness::{AbbreviatesIndex, CoversIndex, SimilarIndex, Sketch};

/// A join that is ready to be asked.
#[derive(Debug)]
pub(crate) enum Meeting<'e> {
    /// Only equal values meet.
    Equal(Equals<'e>),
    /// The nodes with equal keys, and indexes over them.
    Alike(Map<Vec<Key>, Bucket>),
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
    shared: Option<Vec<Item>>,
}

/// The nodes with equal keys, and the indexes over them.
#[derive(Debug)]
pub(crate) struct Bucket {
    /// In order of the sources.
    items: Vec<Item>,
    indexes: Vec<Index>,
}

#[derive(Debug)]
enum Index {
    Equal(Map<Key, Vec<u32>>),
    Similar(SimilarIndex),
    Covers(CoversIndex),
    Abbreviates(AbbreviatesIndex),
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
        let mut groups: Map<Vec<Key>, Vec<Item>> = Map::default();
        for item in nodes {
            row.bindings[binding] = Some(item);
            if let Some(key) = key_of(context, keys.iter().map(|pair| &pair.own), &mut row) {
                groups.entry(key).or_default().push(item);
            }
        }
        let index = |items: &[Item], probe: &'e Probe| Index::new(context, binding, probe, items);
        let bucket = |(key, items): (_, Vec<Item>)| {
            let indexes = probes.iter().map(|probe| index(&items, probe)).collect();
            (key, Bucket { items, indexes })
        };
        Self::Alike(groups.into_iter().map(bucket).collect())
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
        let buckets = match self {
            Self::Equal(equals) => return equals.find(context, binding, after, row),
            Self::Alike(buckets) => buckets,
        };
        let key = key_of(context, keys.iter().map(|pair| &pair.other), row);
        let Some(bucket) = key.and_then(|key| buckets.get(&key)) else {
            return Vec::new();
        };
        let mut found: Vec<u32> = Vec::new();
        for (index, probe) in bucket.indexes.iter().zip(probes) {
            index.ask(context, probe, row, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        let items = found.into_iter().map(|position| bucket.items[position as usize]);
        items.filter(|&item| follows(item, after)).collect()
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
            let mut shared: Vec<Item> = several.flat_map(|&(first, _)| equals.chain(first)).collect();
            shared.sort_unstable();
            equals.shared = Some(shared);
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
            && shared.binary_search(&after).is_err()
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
            value @ Value::Text(_) => hash.write_u64(text_hash(context, &value, normalized)?),
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
    let sketch = match text.len() <= 16 {
        true => Sketch::new(text),
        false => context.keys.sketch(value),
    };
    match normalized {
        true => Some(sketch.key).filter(|_| !sketch.is_key_empty()),
        false => Some(sketch.hash),
    }
}

impl Index {
    fn new<'e>(context: Context<'e, '_>, binding: usize, probe: &'e Probe, items: &[Item]) -> Self {
        let mut row = Row::default();
        let mut own = |term: &'e Term, item: Item| {
            row.bindings[binding] = Some(item);
            context.term(term, &mut row)
        };
        let mut values =
            |term: &'e Term| -> Vec<Value<'e>> { items.iter().map(|&item| own(term, item)).collect() };
        let key = |value: Value<'e>| context.keys.get(&value);
        let wording = |value: Value<'e>| context.keys.wording(&value);
        let constant = |term: &'e Term| context.term(term, &mut Row::default()).as_number().unwrap_or(1.0);
        match probe {
            Probe::Contains(..) => unreachable!("texts that contain others are looked for along paths only"),
            Probe::Equal(pair) => {
                let mut equal: Map<Key, Vec<u32>> = Map::default();
                for (position, value) in (0..).zip(values(&pair.own)) {
                    if let Some(key) = Key::of(&value) {
                        equal.entry(key).or_default().push(position);
                    }
                }
                Self::Equal(equal)
            }
            Probe::Similar(pair, least) => {
                let keys = values(&pair.own).into_iter().map(key);
                Self::Similar(SimilarIndex::new(constant(least), (0..).zip(keys)))
            }
            Probe::Covers(pair, side, least) => {
                let wordings = values(&pair.own).into_iter().map(wording);
                Self::Covers(CoversIndex::new(*side, constant(least), (0..).zip(wordings)))
            }
            Probe::Abbreviates(pair) => {
                let keys = values(&pair.own).into_iter().map(key);
                Self::Abbreviates(AbbreviatesIndex::new((0..).zip(keys)))
            }
        }
    }

    /// Adds the positions that this index finds for the row.
    fn ask<'e>(&self, context: Context<'e, '_>, probe: &'e Probe, row: &mut Row<'e>, found: &mut Vec<u32>) {
        match (self, probe) {
            (Self::Equal(equal), Probe::Equal(pair)) => {
                let value: Value<'_> = context.term(&pair.other, row);
                let same = Key::of(&value).and_then(|key| equal.get(&key));
                found.extend(same.into_iter().flatten());
            }
            (Self::Similar(index), Probe::Similar(pair, _)) => {
                found.extend(index.find(&context.key(&pair.other, row)))
            }
            (Self::Covers(index), Probe::Covers(pair, ..)) => {
                found.extend(index.find(&context.wording(&pair.other, row)));
            }
            (Self::Abbreviates(index), Probe::Abbreviates(pair)) => {
                found.extend(index.find(&context.key(&pair.other, row)));
            }
            _ => unreachable!("indexes stand in the order of the probes they were made for"),
        }
    }
}

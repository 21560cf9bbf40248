//! Joins: the nodes of a kind that meet those before them, found by hashes and indexes.

use std::rc::Rc;

use super::value::{Item, Key, Row, Value};
use super::walk::Context;
use crate::Map;
use crate::graph::schema::Kind;
use crate::rule::plan::{Pair, Probe};
use crate::rule::program::Term;
use crate::text::likeness::{AbbreviatesIndex, CoversIndex, SimilarIndex};

/// A join that is ready to be asked: the nodes of a kind, hashed by their keys.
#[derive(Debug)]
pub(crate) struct Meeting {
    buckets: Map<Vec<Key>, Bucket>,
}

/// The nodes with equal keys, and the indexes over them.
#[derive(Debug)]
struct Bucket {
    /// In order of the sources.
    items: Rc<[Item]>,
    indexes: Vec<Index>,
}

#[derive(Debug)]
enum Index {
    Equal(Map<Key, Vec<u32>>),
    Similar(SimilarIndex),
    Covers(CoversIndex),
    Abbreviates(AbbreviatesIndex),
}

impl Meeting {
    /// Hashes all nodes of `kind`, which is bound to `binding`; nodes with a missing key meet nothing.
    pub(crate) fn new<'e>(
        context: Context<'e, '_>,
        binding: usize,
        kind: Kind,
        keys: &'e [Pair],
        probes: &'e [Probe],
    ) -> Self {
        let mut row = Row::default();
        let mut groups: Map<Vec<Key>, Vec<Item>> = Map::default();
        for &node in context.graph.nodes(kind) {
            row.bindings[binding] = Some(Item::Node(node));
            if let Some(key) = key_of(context, keys.iter().map(|pair| &pair.own), &mut row) {
                groups.entry(key).or_default().push(Item::Node(node));
            }
        }
        let buckets = groups
            .into_iter()
            .map(|(key, items)| {
                let indexes = probes
                    .iter()
                    .map(|probe| Index::new(context, binding, probe, &items))
                    .collect();
                (
                    key,
                    Bucket {
                        items: items.into(),
                        indexes,
                    },
                )
            })
            .collect();
        Self { buckets }
    }

    /// The nodes that may meet the row so far, in order of the sources. With probes, those that at least one finds.
    pub(crate) fn candidates<'e>(
        &self,
        context: Context<'e, '_>,
        keys: &'e [Pair],
        probes: &'e [Probe],
        row: &mut Row<'e>,
    ) -> Rc<[Item]> {
        let key = key_of(context, keys.iter().map(|pair| &pair.other), row);
        let Some(bucket) = key.and_then(|key| self.buckets.get(&key)) else {
            return Rc::new([]);
        };
        if probes.is_empty() || context.coverage.is_some() {
            return Rc::clone(&bucket.items);
        }
        let mut found: Vec<u32> = Vec::new();
        for (index, probe) in bucket.indexes.iter().zip(probes) {
            index.ask(context, probe, row, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .map(|position| bucket.items[position as usize])
            .collect()
    }
}

fn key_of<'e>(
    context: Context<'e, '_>,
    terms: impl Iterator<Item = &'e Term>,
    row: &mut Row<'e>,
) -> Option<Vec<Key>> {
    terms.map(|term| Key::of(&context.term(term, row))).collect()
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

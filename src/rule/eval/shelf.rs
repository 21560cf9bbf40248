//! Indexes over the values of nodes: each different value stands in them once, and is asked for once.

use std::borrow::Cow;
use std::rc::Rc;

use super::keys::Made;
use super::value::{Item, Key, Row, Value};
use super::walk::Context;
use crate::Map;
use crate::rule::plan::Probe;
use crate::rule::program::Term;
use crate::text::likeness::{AbbreviatesIndex, CoversIndex, SimilarIndex};

/// The nodes of one bucket behind an index, which several buckets may share.
#[derive(Debug)]
pub(crate) struct Shelf {
    index: Rc<Index>,
    /// The number of each value, and the position of a node in the bucket that has it, in order.
    positions: Vec<(u32, u32)>,
}

/// An index over different values, numbered from 0.
#[derive(Debug)]
struct Index {
    over: Over,
    /// What was found for each text.
    asked: Made<Rc<[u32]>>,
    /// Whether a value is found by itself alone, where the values are also those that are asked for.
    alone: Vec<bool>,
}

#[derive(Debug)]
enum Over {
    Equal(Map<Key, Vec<u32>>),
    Similar(SimilarIndex),
    Covers(CoversIndex),
    Abbreviates(AbbreviatesIndex),
}

impl Shelf {
    /// One index over the values that the nodes of all buckets have for `probe`, with a shelf for each bucket; `mirrored` if
    /// the same values are asked for.
    pub(crate) fn over<'e>(
        context: Context<'e, '_>,
        binding: usize,
        probe: &'e Probe,
        buckets: &[Vec<Item>],
        mirrored: bool,
    ) -> Vec<Self> {
        let mut row = Row::default();
        let (cells, mut others) = (Made::default(), Map::<Cow<'e, str>, u32>::default());
        let mut values: Vec<Value<'e>> = Vec::new();
        let mut all: Vec<Vec<(u32, u32)>> = Vec::new();
        for items in buckets {
            let mut positions = Vec::with_capacity(items.len());
            for (position, &item) in (0..).zip(items) {
                row.bindings[binding] = Some(item);
                let value = context.term(&probe.pair().own, &mut row);
                let next = values.len() as u32;
                let number = match &value {
                    Value::Cell(..) => cells.once(&value, |_| next),
                    Value::Text(text) => *others.entry(text.clone()).or_insert(next),
                    _ => next,
                };
                if number == next {
                    values.push(value);
                }
                positions.push((number, position));
            }
            positions.sort_unstable();
            all.push(positions);
        }
        let mut index = Index {
            over: Over::new(context, probe, &values),
            asked: Made::default(),
            alone: Vec::new(),
        };
        if mirrored {
            let alone = |(own, value)| index.find(context, value).iter().all(|&found| found == own);
            index.alone = (0..).zip(&values).map(alone).collect();
        }
        let index = Rc::new(index);
        let shelf = |positions| Self {
            index: Rc::clone(&index),
            positions,
        };
        all.into_iter().map(shelf).collect()
    }

    /// Adds the positions of the nodes that the index finds for the row.
    pub(crate) fn ask<'e>(
        &self,
        context: Context<'e, '_>,
        probe: &'e Probe,
        row: &mut Row<'e>,
        found: &mut Vec<u32>,
    ) {
        let value = context.term(&probe.pair().other, row);
        for number in &*self.index.find(context, &value) {
            let start = self.positions.partition_point(|(other, _)| other < number);
            let same = self.positions[start..]
                .iter()
                .take_while(|(other, _)| other == number);
            found.extend(same.map(|(_, position)| position));
        }
    }

    /// The positions of the nodes that may find others than themselves, where the values are also those that are asked for.
    pub(crate) fn several(&self) -> impl Iterator<Item = u32> {
        let same = self.positions.chunk_by(|(one, _), (other, _)| one == other);
        let several = same.filter(|same| same.len() > 1 || !self.index.alone[same[0].0 as usize]);
        several.flatten().map(|(_, position)| *position)
    }
}

impl Index {
    /// The numbers of the values found for a value.
    fn find(&self, context: Context<'_, '_>, value: &Value<'_>) -> Rc<[u32]> {
        self.asked.once(value, |_| self.over.find(context, value).into())
    }
}

impl Over {
    fn new<'e>(context: Context<'e, '_>, probe: &'e Probe, values: &[Value<'e>]) -> Self {
        let keys = || values.iter().map(|value| context.keys.get(value));
        let constant = |term: &'e Term| context.term(term, &mut Row::default()).as_number().unwrap_or(1.0);
        match probe {
            Probe::Contains(..) => unreachable!("texts that contain others are looked for along paths only"),
            Probe::Equal(_) => {
                let mut equal: Map<Key, Vec<u32>> = Map::default();
                for (number, value) in (0..).zip(values) {
                    if let Some(key) = Key::of(value) {
                        equal.entry(key).or_default().push(number);
                    }
                }
                Self::Equal(equal)
            }
            Probe::Similar(_, least) => Self::Similar(SimilarIndex::new(constant(least), (0..).zip(keys()))),
            Probe::Covers(_, side, least) => {
                let wordings = values.iter().map(|value| context.keys.wording(value));
                Self::Covers(CoversIndex::new(*side, constant(least), (0..).zip(wordings)))
            }
            Probe::Abbreviates(_) => Self::Abbreviates(AbbreviatesIndex::new((0..).zip(keys()))),
        }
    }

    fn find(&self, context: Context<'_, '_>, value: &Value<'_>) -> Vec<u32> {
        match self {
            Self::Equal(equal) => {
                let same = Key::of(value).and_then(|key| equal.get(&key));
                same.cloned().unwrap_or_default()
            }
            Self::Similar(index) => index.find(&context.keys.get(value)).into_iter().collect(),
            Self::Covers(index) => index.find(&context.keys.wording(value)),
            Self::Abbreviates(index) => index.find(&context.keys.get(value)).into_iter().collect(),
        }
    }
}

//! The nodes at the end of a path, of which most are passed over at a glance.

use std::ops::ControlFlow;

use super::value::{Item, Row, Value};
use super::walk::Context;
use crate::rule::plan::Probe;
use crate::rule::program::{Root, Walk};
use crate::text::likeness::{Side, Sketch};

/// The nodes at the end of a path from one node, with what is seen of each at a glance.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glances {
    /// Where the path begins.
    root: Option<Item>,
    items: Vec<Item>,
    /// For each node, one sketch for each probe; none where its text is missing.
    sketches: Vec<Option<Sketch>>,
}

impl Glances {
    /// The nodes at the end of `walk` that one of the probes may find for the row, in order.
    pub(crate) fn candidates<'e>(
        &mut self,
        context: Context<'e, '_>,
        binding: usize,
        walk: &'e Walk,
        probes: &'e [Probe],
        row: &mut Row<'e>,
    ) -> Vec<Item> {
        let root = match walk.root {
            Root::Binding(binding) => row.bindings[binding],
            Root::Element(_) => None,
        };
        if self.root != root || root.is_none() {
            self.look(context, binding, walk, probes, row);
            self.root = root;
        }
        let sketch = |value: Value<'e>| (!value.is_missing()).then(|| context.keys.sketch(&value));
        let asked: Vec<(Option<Sketch>, f64)> = probes
            .iter()
            .map(|probe| {
                let least = match probe {
                    Probe::Similar(_, least) => context.term(least, row).as_number(),
                    _ => None,
                };
                (
                    sketch(context.term(&probe.pair().other, row)),
                    least.unwrap_or(0.0),
                )
            })
            .collect();
        let seen = self.sketches.chunks(probes.len());
        let may_meet = |seen: &[Option<Sketch>]| {
            let mut all = probes.iter().zip(seen).zip(&asked);
            all.any(|((probe, own), (other, least))| match (own, other) {
                (Some(own), Some(other)) => match probe {
                    Probe::Contains(_, Side::Covering) => own.may_contain(other),
                    Probe::Contains(_, Side::Covered) => other.may_contain(own),
                    _ => own.may_resemble(other, *least),
                },
                _ => false,
            })
        };
        let items = self.items.iter().zip(seen);
        items
            .filter(|(_, seen)| may_meet(seen))
            .map(|(item, _)| *item)
            .collect()
    }

    /// Whether the path led nowhere from where it was followed last.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn look<'e>(
        &mut self,
        context: Context<'e, '_>,
        binding: usize,
        walk: &'e Walk,
        probes: &'e [Probe],
        row: &mut Row<'e>,
    ) {
        self.items.clear();
        self.sketches.clear();
        let _ = context.each_item(walk, row, &mut |_, item| {
            self.items.push(item);
            ControlFlow::Continue(())
        });
        for item in &self.items {
            row.bindings[binding] = Some(*item);
            for probe in probes {
                let own = context.term(&probe.pair().own, row);
                let sketch = (!own.is_missing()).then(|| context.keys.sketch(&own));
                self.sketches.push(sketch);
            }
        }
    }
}

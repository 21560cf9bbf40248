//! A breach becomes a finding: its words, its labels, its fix.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use super::value::{Item, Row, Value};
use super::walk::Context;
use crate::finding::{Address, Edit, Finding, Fix, Label, Severity, Words, quoted};
use crate::graph::{Kind, NodeId, Property};
use crate::rule::program::Walk;
use crate::rule::saying::{self, Patch, Piece, Saying, Template};
use crate::text::{Mapped, Place};

/// What stands for a missing value in a text.
const MISSING: &str = "—";

/// A label, the words it marks, and the node they belong to.
type Marked<'e> = (Label, &'e str, NodeId);

impl<'e, 'g> Context<'e, 'g> {
    /// The finding about one row; `None` if nothing in it has a place.
    pub(crate) fn finding(self, severity: Severity, row: &mut Row<'e>) -> Option<Finding> {
        let rule = self.rule;
        let focus = row.bindings[0]?;
        let Item::Node(focus) = focus else {
            return None;
        };
        let mut labels: Vec<Marked<'e>> = Vec::new();
        for label in &rule.labels {
            self.label(label, row, &mut labels);
        }
        if labels.is_empty() {
            let label = Label {
                place: self.nearest_place(focus)?,
                words: Words::default(),
            };
            labels.push((label, "", focus));
        }
        let mut labels = labels.into_iter();
        let (primary, value, owner) = labels.next().expect("one was just added");
        let mut finding = Finding::new(
            rule.id.clone(),
            severity,
            self.words_of(&rule.message, row),
            primary.place,
        )
        .label(primary.words)
        .address(self.address(owner, focus, row))
        .value(value);
        finding.confidence = rule.meta.precision;
        let is_flaw = |item: &Item| matches!(item, Item::Node(node) if self.graph.kind(*node) == Kind::Flaw);
        finding.whole = row.bindings.iter().flatten().any(is_flaw);
        finding.related = labels
            .map(|(label, ..)| label)
            .filter(|label| label.place != primary.place)
            .collect();
        finding.help = rule.help.as_ref().map(|help| self.words_of(help, row));
        finding.fix = rule.fixes.iter().find_map(|patch| self.fix(patch, row));
        Some(finding)
    }

    /// Where the finding belongs: the duty that is marked first, else the first duty of the row, else the focus.
    fn address(self, owner: NodeId, focus: NodeId, row: &Row<'e>) -> Address {
        let nodes = row.bindings.iter().flatten().filter_map(|item| match item {
            Item::Node(node) => Some(*node),
            Item::Hit(_) => None,
        });
        std::iter::once(owner)
            .chain(nodes)
            .map(|node| self.graph.address(node))
            .find(|address| address.duty.is_some())
            .unwrap_or_else(|| self.graph.address(focus))
    }

    /// The labels at the end of one path, each with the words it marks.
    fn label(self, label: &'e saying::Label, row: &mut Row<'e>, into: &mut Vec<Marked<'e>>) {
        let _ = self.each_item(&label.walk, row, &mut |row, item| {
            if let Some((place, marked)) = self.marked(&label.walk, item) {
                let element = match label.walk.property {
                    Some(_) => Value::Text(Cow::Borrowed(marked)),
                    None => Value::Item(item),
                };
                self.within(element, row, |row| {
                    if label.filter.as_ref().is_none_or(|test| self.test(test, row)) {
                        let words = self.words_of(&label.saying, row);
                        let owner = match item {
                            Item::Node(node) => node,
                            Item::Hit(hit) => hit.owner,
                        };
                        into.push((Label { place, words }, marked, owner));
                    }
                });
            }
            ControlFlow::Continue(())
        });
    }

    /// The place that a path marks at one of its nodes, and the words there.
    fn marked(self, walk: &Walk, item: Item) -> Option<(Place, &'e str)> {
        match item {
            Item::Hit(hit) => {
                let text = self.graph.text(hit.owner, hit.property)?;
                let place = text.place_of(hit.start as usize..hit.end as usize);
                Some((place, self.words(hit)))
            }
            Item::Node(node) => match walk.property {
                Some(property) => {
                    let text = self.graph.text(node, property).filter(|text| !text.is_empty())?;
                    Some((text.place(), text.as_str()))
                }
                None => Some((self.graph.place(node)?, self.own_words(node))),
            },
        }
    }

    /// The words by which a node is known.
    fn own_words(self, node: NodeId) -> &'e str {
        let text = |property| Some(self.text(node, property)).filter(|text| !text.is_empty());
        text(Property::Text)
            .or_else(|| text(Property::Name))
            .unwrap_or_default()
    }

    /// Where the focus of a row stands.
    pub(crate) fn focus_place(self, row: &Row<'e>) -> Option<Place> {
        match row.bindings[0]? {
            Item::Node(focus) => self.nearest_place(focus),
            Item::Hit(_) => None,
        }
    }

    fn nearest_place(self, node: NodeId) -> Option<Place> {
        std::iter::successors(Some(node), |&node| self.graph.parent(node))
            .find_map(|node| self.graph.place(node))
    }

    /// The edit of a row. A flaw that speaks for those alike is mended wherever one of them stands.
    fn fix(self, patch: &'e Patch, row: &mut Row<'e>) -> Option<Fix> {
        let title = self.words_of(&patch.title, row);
        let mut edits = self.edits(patch, row);
        for at in 0..row.bindings.len() {
            let Some(Item::Node(first)) = row.bindings[at] else {
                continue;
            };
            for &flaw in self.graph.alike(first) {
                row.bindings[at] = Some(Item::Node(flaw));
                edits.extend(self.edits(patch, row));
            }
            row.bindings[at] = Some(Item::Node(first));
        }
        (!edits.is_empty()).then_some(Fix {
            title,
            safe: patch.safe,
            edits,
        })
    }

    /// The edit of each place; none where its text is not written in one piece, or there is nothing to put there.
    fn edits(self, patch: &'e Patch, row: &mut Row<'e>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut text = String::new();
        if let Some(term) = &patch.with {
            match self.term(term, row) {
                Value::Missing => return edits,
                value => print(&value, &mut text),
            }
        }
        let _ = self.each_item(&patch.walk, row, &mut |_, item| {
            let place = self.writable(&patch.walk, item);
            edits.extend(place.map(|place| Edit {
                place,
                text: text.clone(),
            }));
            ControlFlow::Continue(())
        });
        edits
    }

    /// The place of a text that stands in the source in one piece.
    fn writable(self, walk: &Walk, item: Item) -> Option<Place> {
        let (text, range): (&Mapped<'_>, _) = match item {
            Item::Hit(hit) => (
                self.graph.text(hit.owner, hit.property)?,
                hit.start as usize..hit.end as usize,
            ),
            Item::Node(node) => {
                let text = self.graph.text(node, walk.property?)?;
                (text, 0..text.as_str().len())
            }
        };
        match text.spans(range).as_slice() {
            [span] => Some(Place {
                source: text.source(),
                span: *span,
            }),
            _ => None,
        }
    }

    fn words_of(self, saying: &'e Saying, row: &mut Row<'e>) -> Words {
        let zh = self.template(&saying.zh, row);
        match &saying.en {
            Some(en) => Words::new(zh, self.template(en, row)),
            None => Words::plain(zh),
        }
    }

    /// Writes a template out. Quotation marks within quotation marks are single ones.
    fn template(self, template: &'e Template, row: &mut Row<'e>) -> String {
        let mut text = String::new();
        for piece in &template.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Value(term) => {
                    let start = text.len();
                    print(&self.term(term, row), &mut text);
                    if text[..start].ends_with('“') {
                        let inner = text[start..].replace('“', "‘").replace('”', "’");
                        text.replace_range(start.., &inner);
                    }
                }
            }
        }
        text
    }
}

/// Prints a value: ratios with two decimals, lists with 、 between their elements.
fn print(value: &Value<'_>, into: &mut String) {
    let written = match value {
        Value::Missing | Value::Item(_) => write!(into, "{MISSING}"),
        Value::Cell(_, text) => write!(into, "{}", quoted(text)),
        Value::Text(text) => write!(into, "{}", quoted(text)),
        Value::Number(number) => write!(into, "{number}"),
        Value::Ratio(ratio) => write!(into, "{ratio:.2}"),
        Value::Truth(truth) => write!(into, "{truth}"),
        Value::List(values) => {
            for (position, value) in values.iter().enumerate() {
                if position > 0 {
                    into.push('、');
                }
                print(value, into);
            }
            Ok(())
        }
    };
    written.expect("a String takes all that is written to it");
}

//! What a rule says: templates, labels, fixes.

use super::Prover;
use crate::finding::Words;
use crate::graph::schema::Kind;
use crate::rule::expression::syntax::{Path, Target};
use crate::rule::fault::{Fault, FaultKind};
use crate::rule::program::{Base, Type, Walk};
use crate::rule::saying::{Label, Patch, Piece, Saying, Template};
use crate::rule::written::saying as written;
use crate::rule::written::{Parsed, WrittenFix};

impl Prover<'_> {
    pub(super) fn saying(&mut self, saying: &written::Saying<'_>) -> Option<Saying> {
        let zh = self.template(&saying.zh);
        let en = saying.en.as_ref().map(|en| self.template(en));
        let en = match en {
            Some(en) => Some(en?),
            None => None,
        };
        Some(Saying { zh: zh?, en })
    }

    fn template(&mut self, template: &written::Template<'_>) -> Option<Template> {
        let mut pieces = Vec::with_capacity(template.pieces.len());
        let mut sound = true;
        for piece in &template.pieces {
            match piece {
                written::Piece::Text(text) => pieces.push(Piece::Text(text.clone())),
                written::Piece::Value(text, value) => {
                    let proved = self.on(text, |prover, text| {
                        let (term, of) = prover.value(text, value)?;
                        match of.base {
                            Base::Node(_) => prover.mismatch(
                                value.span(),
                                of,
                                "能印出来的值",
                                "a value that can be printed",
                            ),
                            _ => Some(term),
                        }
                    });
                    sound &= proved.is_some();
                    pieces.extend(proved.map(|term| Piece::Value(Box::new(term))));
                }
            }
        }
        sound.then_some(Template { pieces })
    }

    pub(super) fn label(
        &mut self,
        target: &Parsed<'_, Target>,
        saying: &written::Saying<'_>,
    ) -> Option<Label> {
        let walk = self.on(&target.text, |prover, _| {
            prover.placed(&target.tree.path, FaultKind::LabelWithoutPlace)
        })?;
        // Inside the condition and the words, the labelled thing is `it`.
        let element = Type {
            many: false,
            optional: false,
            ..walk.leads_to
        };
        let name = target.tree.name.as_ref();
        let filter = target.tree.filter.as_ref().map(|filter| {
            self.on(&target.text, |prover, text| {
                prover.within(element, name, |prover| prover.test(text, filter))
            })
        });
        let saying = self.within(element, name, |prover| prover.saying(saying))?;
        let filter = match filter {
            Some(filter) => Some(filter?),
            None => None,
        };
        Some(Label { walk, filter, saying })
    }

    /// A path whose end has a place in a source.
    fn placed(&mut self, path: &Path, otherwise: FaultKind) -> Option<Walk> {
        let walk = self.walk(path)?;
        if walk.placed {
            return Some(walk);
        }
        let words = Words::new(
            format!("{} 在原文里没有位置，不能标注", walk.written),
            format!("`{}` has no place in the text that could be marked", walk.written),
        );
        let help = Words::new(
            "标注有出处的属性，例如 name、text，或节点本身",
            "mark a property with a place, such as `name` or `text`, or the node itself",
        );
        self.fault(Fault::new(otherwise, path.span(), words).help(help))
    }

    pub(super) fn fix(&mut self, fix: &WrittenFix<'_>) -> Option<Patch> {
        let title = self.saying(&fix.title);
        let walk = self.on(&fix.path.text, |prover, _| {
            let walk = prover.placed(&fix.path.tree, FaultKind::FixNotWritable)?;
            match walk.property.is_some() || walk.leads_to.base == Base::Node(Kind::Match) {
                true => Some(walk),
                false => {
                    let words = Words::new("只能改写文字或数", "only a text or a number can be rewritten");
                    prover.fault(Fault::new(FaultKind::FixNotWritable, fix.path.tree.span(), words))
                }
            }
        });
        let with = fix.with.as_ref().map(|with| {
            self.on(&with.text, |prover, text| {
                let (term, of) = prover.value(text, &with.tree)?;
                match of.base {
                    Base::Node(_) => prover.mismatch(with.tree.span(), of, "文字或数", "a text or a number"),
                    _ => Some(term),
                }
            })
        });
        let with = match with {
            Some(with) => Some(with?),
            None => None,
        };
        Some(Patch {
            title: title?,
            safe: fix.safe,
            walk: walk?,
            with,
        })
    }
}

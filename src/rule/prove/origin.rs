//! The names of `for`, and where their nodes come from.

use super::{Bound, Prover};
use crate::finding::Words;
use crate::graph::schema::Kind;
use crate::rule::expression::syntax::{Name, Path, Source};
use crate::rule::fault::{Fault, FaultKind};
use crate::rule::parameter::Setting;
use crate::rule::plan::{Find, Origin};
use crate::rule::program::{Base, MAX_BINDINGS};
use crate::rule::written::Parsed;
use crate::text::Mapped;

impl Prover<'_> {
    pub(super) fn origins(
        &mut self,
        bindings: &[(Mapped<'_>, Option<Parsed<'_, Source>>)],
    ) -> Option<Vec<Origin>> {
        let mut origins = Vec::new();
        for (position, (name, source)) in bindings.iter().enumerate() {
            if position == MAX_BINDINGS {
                let words = Words::new(
                    format!("for 里最多 {MAX_BINDINGS} 个名称"),
                    format!("`for` holds at most {MAX_BINDINGS} names"),
                );
                self.findings.push(FaultKind::WrongShape.at(name.place(), words));
                return None;
            }
            let found = source
                .as_ref()
                .and_then(|source| self.on(&source.text, |prover, _| prover.origin(&source.tree)));
            let kind = found.as_ref().map(|(_, kind)| *kind);
            self.bindings.push(Bound {
                name: name.as_str().to_owned(),
                kind,
                used: false,
            });
            origins.push(found.map(|(origin, _)| origin));
        }
        origins.into_iter().collect()
    }

    fn origin(&mut self, source: &Source) -> Option<(Origin, Kind)> {
        match source {
            Source::Kind(name) => self.kind(name).map(|kind| (Origin::Kind(kind), kind)),
            Source::Other(name) => {
                let kind = self.kind(name)?;
                match self.bindings.iter().rposition(|bound| bound.kind == Some(kind)) {
                    Some(partner) => Some((Origin::Other(kind, partner), kind)),
                    None => self.fault(Fault::new(
                        FaultKind::UnknownName,
                        name.span,
                        Words::new(
                            format!("前面没有 {} 的名称，谈不上 other", name.text),
                            format!("no earlier name is a {}, so there is no other one", name.text),
                        ),
                    )),
                }
            }
            Source::Path(path) => {
                let walk = self.walk(path)?;
                match walk.leads_to.base {
                    Base::Node(kind) => Some((Origin::Path(walk), kind)),
                    _ => self.mismatch(path.span(), walk.leads_to, "通向节点的路径", "a path to nodes"),
                }
            }
            Source::Find {
                words,
                path,
                unless_after,
            } => self.find(words, path, unless_after.as_ref()),
        }
    }

    fn kind(&mut self, name: &Name) -> Option<Kind> {
        if let Some(kind) = self.schema.find_kind(&name.text) {
            return Some(kind);
        }
        let words = Words::new(
            format!("没有 {} 这种节点", name.text),
            format!("there is no kind `{}`", name.text),
        );
        let kinds = self.schema.kinds().map(|(kind, _)| kind.as_str());
        self.fault(Fault::new(FaultKind::UnknownKind, name.span, words).suggest(&name.text, kinds))
    }

    fn find(&mut self, words: &Name, path: &Path, unless_after: Option<&Name>) -> Option<(Origin, Kind)> {
        let list = self.list_parameter(words, false);
        let phrases = unless_after.map(|name| self.list_parameter(name, true));
        let walk = self.walk(path)?;
        if walk.leads_to.base != Base::Text || !walk.placed || walk.property.is_none() {
            let words = Words::new(
                "find 只能在有出处的文字里找，例如 clause.text、duty.name",
                "`find` searches texts that have a place, such as `clause.text` or `duty.name`",
            );
            return self.fault(Fault::new(FaultKind::FindNotText, path.span(), words));
        }
        let unless_after = match phrases {
            Some(phrases) => Some(phrases?),
            None => None,
        };
        Some((
            Origin::Find(Find {
                words: list?,
                within: walk,
                unless_after,
            }),
            Kind::Match,
        ))
    }

    fn list_parameter(&mut self, name: &Name, phrases: bool) -> Option<usize> {
        let index = self.parameter(name)?;
        let (wanted, zh, en) = match phrases {
            true => (
                matches!(self.parameters[index].value, Setting::Phrases(_)),
                "短语表（phrases）",
                "a list of phrases",
            ),
            false => (
                matches!(self.parameters[index].value, Setting::Words(_)),
                "词表（words）",
                "a list of words",
            ),
        };
        if wanted {
            return Some(index);
        }
        self.mismatch(name.span, self.parameters[index].value.of(), zh, en)
    }
}

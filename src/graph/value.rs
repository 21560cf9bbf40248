//! The values of properties, and the texts behind them.

use super::change::ChangeNode;
use super::node::{Acts, ClauseRole, DutyNode, Evidence, FormNode, MentionNode, MentionRole, Node};
use super::referent::Referent;
use super::{Edge, Graph, NodeId, Property};
use crate::finding::ListKind;
use crate::list::{Clause, Detail, Format, Number, Numbering};
use crate::text::{Mapped, MappedBuilder, normal};

/// The value of a property.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A whole number.
    Number(i64),
    /// A number from 0 to 1.
    Ratio(f64),
    /// True or false.
    Bool(bool),
}

impl<'g> Graph<'g> {
    /// Whether no clause of its role stands behind a clause of the same duty.
    fn is_last(&self, id: NodeId, clause: &Clause<'_>) -> bool {
        let duty = self.step(id, Edge::Duty).next().map(|duty| self.node(duty));
        let Some(Node::Duty(node)) = duty else {
            return false;
        };
        let last = match &node.duty.detail {
            Detail::Cooperative(cells) => {
                let blocks = || cells.blocks.iter().rev();
                let ends = [
                    blocks().find_map(|block| block.clauses.last()),
                    blocks().find_map(|block| block.guarantees.last()),
                    cells.township.last(),
                ];
                return ends.into_iter().flatten().any(|end| std::ptr::eq(end, clause));
            }
            Detail::Reclaimed(cell) => cell.mode.last(),
            Detail::Basic => None,
        };
        last.is_some_and(|end| std::ptr::eq(end, clause))
    }

    /// The value of a single-valued property; `None` where it is missing or the kind has no such property.
    pub fn value(&self, id: NodeId, property: Property) -> Option<Value<'_>> {
        if let Some(words) = self.own_words(id, property) {
            return Some(Value::Text(words));
        }
        let value = match (self.node(id), property) {
            (Node::County(node), Property::Name) => Value::Text(&node.name),
            (Node::County(node), Property::Kind) => Value::Text(county_kind(
                node.township.region.last().map_or("", Mapped::as_str),
            )),
            (Node::Township(township), Property::Kind) => Value::Text(township_kind(township.name.as_str())),
            (Node::Document(list), Property::Path) => Value::Text(self.path(list)),
            (Node::Document(list), Property::Format) => Value::Text(match list.format {
                Format::Published => "published",
                Format::Yaml => "yaml",
            }),
            (Node::List(section), Property::Kind) => Value::Text(section.kind.as_str()),
            (Node::List(section), Property::Proper) => Value::Text(section.meant?),
            (Node::Duty(node), Property::Key) => {
                Value::Text(node.key.get_or_init(|| normal::key(node.duty.name.as_str())))
            }
            (Node::Duty(node), Property::Discontinued) => match &node.duty.detail {
                Detail::Reclaimed(detail) => Value::Bool(detail.discontinued),
                _ => return None,
            },
            (Node::Clause(clause, _, expected), Property::Number) => {
                Value::Number(i64::from(crate::list::numbering::number(clause, *expected)?))
            }
            (Node::Clause(_, _, expected), Property::Expected) => Value::Number(i64::from((*expected)?)),
            (Node::Clause(clause, ..), Property::Last) => Value::Bool(self.is_last(id, clause)),
            (Node::Clause(_, role, _), Property::Role) => Value::Text(clause_role(*role)),
            (Node::Duty(node), Property::Proper) if node.is_slip => Value::Number(i64::from(node.expected?)),
            (Node::Duty(node), Property::Expected) => Value::Number(i64::from(node.expected?)),
            (Node::Category(..) | Node::Clause(..), Property::Proper) => {
                Value::Number(i64::from(self.proper(id)?))
            }
            (Node::Category(_, expected), Property::Expected) => Value::Number(i64::from((*expected)?)),
            (Node::Flaw(flaw), Property::Kind) => Value::Text(flaw.kind.as_str()),
            (Node::Flaw(flaw), Property::Proper) => Value::Text(flaw.proper.as_deref()?),
            (Node::Flaw(flaw), Property::First) => Value::Bool(flaw.first),
            (Node::Flaw(flaw), Property::Uses) => Value::Number(flaw.uses as i64),
            (Node::Category(..), Property::Usual) => Value::Number(self.usual_count(id)?.0 as i64),
            (Node::Category(..), Property::Similarity) => Value::Ratio(self.usual_count(id)?.1),
            (Node::NameForm(form), _) => return form_value(form, property),
            (Node::Mention(mention), property) if property != Property::Text => {
                return mention_value(mention, property);
            }
            (Node::Heading(heading), Property::Level) => Value::Number(i64::from(heading.level)),
            (Node::Change(change), property) => change_value(change, property)?,
            _ => match self.number(id, property) {
                Some(number) => Value::Number(i64::from(number.value)),
                None => Value::Text(self.text(id, property)?.as_str()),
            },
        };
        Some(value)
    }

    /// The words of a placed, single-valued property.
    pub fn words(&self, id: NodeId, property: Property) -> Option<&str> {
        let own = self.own_words(id, property);
        own.or_else(|| self.text(id, property).map(Mapped::as_str))
    }

    /// A text that has a number.
    fn own_words(&self, id: NodeId, property: Property) -> Option<&'g str> {
        self.text_id(id, property).map(|text| self.text_of(text))
    }

    /// The values of a many-valued property.
    pub fn values(&self, id: NodeId, property: Property) -> Vec<Value<'_>> {
        let words = match (self.node(id), property) {
            (Node::Change(change), Property::Kinds) => &change.kinds[..],
            (Node::Change(change), Property::Fields) => &change.fields,
            _ => &[],
        };
        if !words.is_empty() {
            return words.iter().map(|word| Value::Text(word)).collect();
        }
        self.texts(id, property)
            .iter()
            .map(|text| Value::Text(text.as_str()))
            .collect()
    }

    /// The texts of a many-valued property, with their places.
    pub fn texts(&self, id: NodeId, property: Property) -> &'g [Mapped<'g>] {
        match (self.node(id), property) {
            (Node::Department(body), Property::Aliases) => &body.aliases,
            (Node::Department(body), Property::SecondNames) => &body.second_names,
            (Node::Township(township), Property::Region) => &township.region,
            _ => &[],
        }
    }

    /// The text of a placed, single-valued property; that of a number is its numeral.
    pub fn text(&self, id: NodeId, property: Property) -> Option<&Mapped<'g>> {
        match (self.node(id), property) {
            (Node::Registry(registry), Property::Name) => Some(&registry.name),
            (Node::Department(body), Property::Name) => Some(&body.name),
            (Node::Department(body), Property::Level) => body.level.as_ref(),
            (Node::County(node), Property::Name) => node.township.region.last(),
            (Node::Township(township), Property::Name) => Some(&township.name),
            (Node::Document(list), Property::Title) => list.title.as_ref(),
            (Node::Document(list), Property::Published) => list.published.as_ref(),
            (Node::List(section), Property::Title) => section.title.as_ref(),
            (Node::Category(category, _), Property::Name) => Some(&category.name),
            (Node::Duty(node), Property::Name) => Some(&node.duty.name),
            (Node::Duty(node), Property::Mark) => node.duty.mark.as_ref(),
            (Node::Duty(node), Property::Mode) => self.mode(node),
            (Node::Duty(node), Property::Unfilled) => match &node.duty.detail {
                Detail::Reclaimed(detail) => detail.unfilled.as_ref(),
                _ => None,
            },
            (Node::Clause(clause, ..), Property::Text) => Some(&clause.text),
            (Node::Mention(mention), Property::Text) => Some(&mention.text),
            (Node::NameForm(form), Property::Text) => Some(&form.text),
            (Node::Heading(heading), Property::Text) => Some(&heading.text),
            (Node::Flaw(flaw), Property::Text) => Some(&flaw.text),
            _ => self.number(id, property).map(|number| &number.text),
        }
    }

    /// The numeral behind a number that is written.
    fn number(&self, id: NodeId, property: Property) -> Option<&'g Number<'g>> {
        match (self.node(id), property) {
            (Node::List(section), Property::Declared) => section.declared.as_ref(),
            (Node::Category(category, _), Property::Declared) => category.declared.as_ref(),
            (Node::Category(category, _), Property::Ordinal) => category.ordinal.as_ref(),
            (Node::Duty(node), Property::Number) => node.duty.number.as_ref(),
            (Node::Heading(heading), Property::Ordinal) => heading.ordinal.as_ref(),
            (Node::Heading(heading), Property::Declared) => heading.declared.as_ref(),
            (Node::Clause(clause, ..), Property::Number) => match &clause.numbering {
                Numbering::Written(number) => Some(number),
                _ => None,
            },
            _ => None,
        }
    }

    /// The whole mode of a reclaimed duty: its clauses in one text.
    fn mode<'a>(&'a self, node: &'a DutyNode<'g>) -> Option<&'a Mapped<'g>> {
        let Detail::Reclaimed(detail) = &node.duty.detail else {
            return None;
        };
        if let [only] = detail.mode.as_slice() {
            return Some(&only.text);
        }
        let source = detail.mode.first()?.text.source();
        Some(node.mode.get_or_init(|| {
            let mut joined = MappedBuilder::new(source, self.sources[source].text());
            for clause in &detail.mode {
                joined.append(&clause.text);
            }
            joined.finish()
        }))
    }
}

fn change_value(change: &ChangeNode, property: Property) -> Option<Value<'_>> {
    let list = |list: Option<ListKind>| list.map(|list| Value::Text(list.as_str()));
    match property {
        Property::Kind => change.kinds.first().map(|kind| Value::Text(kind)),
        Property::From => list(change.from),
        Property::To => list(change.to),
        Property::Similarity => change.similarity.map(Value::Ratio),
        Property::Uses => Some(Value::Number(change.uses as i64)),
        Property::Merged => Some(Value::Bool(change.merged)),
        _ => None,
    }
}

fn township_kind(name: &str) -> &'static str {
    ["街道", "苏木", "镇", "乡"]
        .into_iter()
        .find(|kind| name.ends_with(kind) || (*kind == "街道" && name.contains(kind)))
        .unwrap_or("其他")
}

fn county_kind(name: &str) -> &'static str {
    ["县", "市", "区", "旗"]
        .into_iter()
        .find(|kind| name.ends_with(kind))
        .unwrap_or("其他")
}

fn clause_role(role: ClauseRole) -> &'static str {
    match role {
        ClauseRole::Upstream => "upstream",
        ClauseRole::Guarantee => "guarantee",
        ClauseRole::Township => "township",
        ClauseRole::Mode => "mode",
    }
}

fn mention_role(role: MentionRole) -> &'static str {
    match role {
        MentionRole::Column => "column",
        MentionRole::Label => "label",
        MentionRole::Receiver => "receiver",
        MentionRole::Text => "text",
    }
}

fn mention_value<'a>(mention: &'a MentionNode<'_>, property: Property) -> Option<Value<'a>> {
    Some(match property {
        Property::Full => Value::Text(&mention.full),
        Property::Key => Value::Text(&mention.key),
        Property::Role => Value::Text(mention_role(mention.role)),
        Property::Via => Value::Text(evidence(mention.via)),
        Property::First => Value::Bool(mention.first),
        Property::Acts => Value::Text(acts(mention.acts)),
        Property::Open => Value::Bool(mention.is_open),
        Property::Successor => Value::Text(mention.successor()?),
        Property::Referent => Value::Text(referent(mention.referent)),
        _ => return None,
    })
}

fn form_value<'a>(form: &'a FormNode<'_>, property: Property) -> Option<Value<'a>> {
    Some(match property {
        Property::Text => Value::Text(&form.full),
        Property::Key => Value::Text(&form.key),
        Property::Stem => Value::Text(&form.stem),
        Property::Level => Value::Number(Some(form.level as i64).filter(|level| *level > 0)?),
        Property::Via => Value::Text(evidence(form.via)),
        Property::Kind => Value::Text(form.kind?),
        Property::Proper => Value::Text(form.proper?),
        Property::Successor => Value::Text(form.successor?),
        Property::Wrong => Value::Bool(form.is_wrong),
        Property::Foreign => Value::Bool(form.is_foreign),
        Property::Usual => Value::Text(form.usual.as_deref()?),
        Property::UsualName => Value::Text(form.usual_name?),
        Property::Weight => Value::Number(form.weight() as i64),
        Property::Main => Value::Bool(form.main),
        Property::CommonName => Value::Text(form.common_name.as_deref()?),
        Property::Uses => Value::Number(form.uses as i64),
        _ => return None,
    })
}

fn acts(acts: Acts) -> &'static str {
    match acts {
        Acts::Subject => "subject",
        Acts::Addressee => "addressee",
        Acts::Other => "other",
    }
}

fn referent(referent: Referent) -> &'static str {
    match referent {
        Referent::Office => "office",
        Referent::Unit => "unit",
        Referent::General => "general",
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Exact => "exact",
        Evidence::Alias => "alias",
        Evidence::Elided => "elided",
        Evidence::Abbreviation => "abbreviation",
        Evidence::Misspelt => "misspelt",
        Evidence::None => "none",
    }
}

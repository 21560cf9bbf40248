//! The nodes: what each kind of node refers to in the lists it was built from.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::bodies;
use super::change::ChangeNode;
use super::flaws::FlawNode;
use super::names::Name;
use super::referent::Referent;
use super::schema::Kind;
use crate::finding::{Address, ListKind, quoted};
use crate::list::mentions::prefix;
use crate::list::registry::{Body, Registry};
use crate::list::{Block, Category, Clause, Duty, DutyList, Heading, Section, Township};
use crate::text::{Mapped, Place};

/// Where a mention stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionRole {
    /// 对应上级部门.
    Column,
    /// The head of a duty block.
    Label,
    /// 承接部门.
    Receiver,
    /// Running text.
    Text,
}

/// What a clause is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClauseRole {
    /// Upstream duties.
    Upstream,
    /// Guarantees.
    Guarantee,
    /// Township duties.
    Township,
    /// The mode of a reclaimed duty.
    Mode,
}

/// How a mention was resolved to a registered department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Its full name is written.
    Exact,
    /// An alias is written.
    Alias,
    /// The full name is written but for an elided prefix.
    Elided,
    /// A short name is written, of which only one department can be meant.
    Abbreviation,
    /// A name is written that differs from the registered one by a slip.
    Misspelt,
    /// Not resolved.
    None,
}

/// What a department does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Acts {
    /// It is given a duty: the sentence opens with it, or says 由 before it.
    Subject,
    /// It is told of something: 上报, 反馈, 移交.
    Addressee,
    /// It is named.
    Other,
}

/// A department where it is written.
#[derive(Clone, Debug)]
pub struct MentionNode<'g> {
    /// As written.
    pub text: Cow<'g, Mapped<'g>>,
    /// The whole name, an elided prefix restored.
    pub full: Cow<'g, str>,
    /// The name of the department it resolves to, else its own in normalised form: equal for the same body.
    pub key: Cow<'g, str>,
    /// Where it stands.
    pub role: MentionRole,
    /// How it was resolved.
    pub via: Evidence,
    /// Whether it is the first of its body in this role within its duty.
    pub first: bool,
    /// What it does in the sentence it stands in.
    pub acts: Acts,
    /// Whether the word for its level is missing here, in running text, though nothing before it implies it.
    pub is_bare: bool,
    /// Whether it is a short form, in running text, of a name that columns, labels and receivers write in full.
    pub is_short: bool,
    /// Whether `等部门` behind it leaves the sequence of departments open.
    pub is_open: bool,
    /// What it refers to.
    pub referent: Referent,
    /// For running text: which bytes of the clause's text it is.
    pub within: Option<Range<usize>>,
}

impl<'g> MentionNode<'g> {
    /// A mention that is not resolved yet.
    pub(super) fn new(
        text: Cow<'g, Mapped<'g>>,
        full: Cow<'g, str>,
        role: MentionRole,
        within: Option<Range<usize>>,
    ) -> Self {
        Self {
            referent: Referent::of(text.as_str()),
            text,
            key: full.clone(),
            full,
            role,
            via: Evidence::None,
            first: true,
            acts: Acts::Other,
            is_bare: false,
            is_short: false,
            is_open: false,
            within,
        }
    }

    /// Whether a prefix of the whole name is not written here.
    pub fn is_elided(&self) -> bool {
        *self.full != *self.text.as_str()
    }

    /// Whether the name is that of a body that reforms abolished.
    pub fn is_former(&self) -> bool {
        self.successor().is_some()
    }

    /// The usual name of what took the place of a body that reforms abolished.
    pub fn successor(&self) -> Option<&'static str> {
        bodies::successor(&self.full[prefix(&self.full)..])
    }
}

/// All uses of one spelling of a body in one document.
#[derive(Clone, Debug)]
pub struct FormNode<'g> {
    /// Where it is first written whole.
    pub text: Cow<'g, Mapped<'g>>,
    /// The whole name.
    pub full: Cow<'g, str>,
    /// As of its mentions.
    pub key: Cow<'g, str>,
    /// The name without divisions and level words.
    pub stem: String,
    /// Which division of the township's region the body belongs to, from 1 for the largest; 0 where the name does not say.
    pub level: usize,
    /// The body it names, by its full name.
    pub(super) body: Name,
    /// How most lists of the county spell the body, without divisions, where they differ.
    pub usual: Option<String>,
    /// How the spelling leads to a registered department.
    pub via: Evidence,
    /// The kind of the body: party, government …; none for a name that no body bears.
    pub kind: Option<&'static str>,
    /// The full name that bodies usually have which are called so, without divisions; none where it is no usual name.
    pub usual_name: Option<&'static str>,
    /// The usual name that this one is a slip of, without divisions.
    pub proper: Option<&'static str>,
    /// What the office is called now, without divisions, where a reform abolished this name and no registry has it.
    pub successor: Option<&'static str>,
    /// Whether it is known to be wrong by itself: not registered, a slip of a registered or usual name, or a
    /// name that no body bears any more.
    pub is_wrong: bool,
    /// The name of another place that it holds, though the list is not of that place.
    pub is_foreign: bool,
    /// How often it is used.
    pub uses: usize,
    /// Whether it is the spelling of its body that is used most, the longest of equals.
    pub main: bool,
    /// That spelling, where this is another one.
    pub common_name: Option<Cow<'g, str>>,
}

impl FormNode<'_> {
    /// How much speaks for the spelling: its uses, which count threefold for a usual name; of equals, how long it is.
    pub fn weight(&self) -> usize {
        const LONGEST: usize = 64;
        let uses = self.uses * if self.usual_name.is_some() { 3 } else { 1 };
        uses * LONGEST + self.stem.chars().count().min(LONGEST - 1)
    }
}

/// A duty, with what is derived from it only when a rule asks.
#[derive(Clone, Debug)]
pub struct DutyNode<'g> {
    /// The duty.
    pub duty: &'g Duty<'g>,
    /// The list it stands in.
    pub list: ListKind,
    /// The number it should bear; none where its list bears none.
    pub expected: Option<u32>,
    /// Whether that is certain: the next duty goes on as if this one bore it.
    pub is_slip: bool,
    /// Its normalised name.
    pub(super) key: OnceCell<Cow<'g, str>>,
    /// The whole mode of a reclaimed duty of several clauses.
    pub(super) mode: OnceCell<Mapped<'g>>,
}

/// A county.
#[derive(Clone, Debug)]
pub struct CountyNode<'g> {
    /// One of its townships.
    pub township: &'g Township<'g>,
    /// Its full name.
    pub name: String,
}

/// A node of the graph.
#[derive(Clone, Debug)]
pub enum Node<'g> {
    /// A registry.
    Registry(&'g Registry<'g>),
    /// A registered department.
    Department(&'g Body<'g>),
    /// A county; boxed, as all that is larger than most nodes.
    County(Box<CountyNode<'g>>),
    /// A township.
    Township(&'g Township<'g>),
    /// A document.
    Document(&'g DutyList<'g>),
    /// A list.
    List(&'g Section<'g>),
    /// A category, and the ordinal expected of it.
    Category(&'g Category<'g>, Option<u32>),
    /// A duty of one of the three kinds.
    Duty(Box<DutyNode<'g>>),
    /// A block.
    Block(&'g Block<'g>),
    /// A clause, what it is part of, and the number expected of it.
    Clause(&'g Clause<'g>, ClauseRole, Option<u32>),
    /// A mention.
    Mention(Box<MentionNode<'g>>),
    /// A spelling.
    NameForm(Box<FormNode<'g>>),
    /// A line of the table of contents.
    Heading(&'g Heading<'g>),
    /// A flaw.
    Flaw(Box<FlawNode<'g>>),
    /// What became of something between two versions, and where it stands.
    Change(Box<ChangeNode>),
}

impl<'g> Node<'g> {
    /// Its kind; never an abstract one.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Registry(_) => Kind::Registry,
            Self::Department(_) => Kind::Department,
            Self::County(_) => Kind::County,
            Self::Township(_) => Kind::Township,
            Self::Document(_) => Kind::Document,
            Self::List(_) => Kind::List,
            Self::Category(..) => Kind::Category,
            Self::Duty(duty) => match duty.list {
                ListKind::Basic => Kind::BasicDuty,
                ListKind::Cooperative => Kind::CooperativeDuty,
                ListKind::Reclaimed => Kind::ReclaimedDuty,
            },
            Self::Block(_) => Kind::Block,
            Self::Clause(..) => Kind::Clause,
            Self::Mention(_) => Kind::Mention,
            Self::NameForm(_) => Kind::NameForm,
            Self::Heading(_) => Kind::Heading,
            Self::Flaw(_) => Kind::Flaw,
            Self::Change(change) => change.kind,
        }
    }

    /// Where the node itself stands: its name or its text, else where it begins.
    pub fn place(&self) -> Option<Place> {
        let named = |text: &Mapped<'_>, place: Place| if text.is_empty() { place } else { text.place() };
        match self {
            Self::Registry(registry) => Some(registry.name.place()),
            Self::Department(body) => Some(body.name.place()),
            Self::County(node) => node.township.region.last().map(Mapped::place),
            Self::Township(township) => Some(township.name.place()),
            Self::Document(list) => Some(list.title.as_ref().unwrap_or(&list.township.name).place()),
            Self::List(section) => Some(section.title.as_ref().map_or(section.place, Mapped::place)),
            Self::Category(category, _) => match category.name.is_empty() {
                true => category.duties.first().map(|duty| duty.place),
                false => Some(category.name.place()),
            },
            Self::Duty(node) => Some(named(&node.duty.name, node.duty.place)),
            Self::Block(block) => {
                let label = block.departments.first().map(|mention| &mention.text);
                let clause = block
                    .clauses
                    .iter()
                    .chain(&block.guarantees)
                    .next()
                    .map(|clause| &clause.text);
                label.or(clause).map(Mapped::place)
            }
            Self::Clause(clause, ..) => Some(clause.text.place()),
            Self::Mention(mention) => Some(mention.text.place()),
            Self::NameForm(form) => Some(form.text.place()),
            Self::Heading(heading) => Some(heading.text.place()),
            Self::Flaw(flaw) => Some(flaw.text.place()),
            Self::Change(change) => change.place,
        }
    }

    /// Adds what this node says about where something stands.
    pub(super) fn complete(&self, address: &mut Address) {
        match self {
            Self::Township(township) => address.township = quoted(&township.full_name()).into_owned(),
            Self::List(section) => address.list = Some(section.kind),
            Self::Duty(node) => {
                address.list = Some(node.list);
                address.number = node.duty.number.as_ref().map(|number| number.value);
                address.duty = Some(quoted(node.duty.name.as_str()).into_owned());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Node;

    /// There is a node for every few words of a county.
    #[test]
    fn is_small() {
        assert_eq!(size_of::<Node<'_>>(), 24);
    }
}

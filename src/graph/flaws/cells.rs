//! Which texts are looked through, and what is judged over a whole cell or column.

use std::borrow::Cow;

use super::across::Across;
use super::brackets::Brackets;
use super::column::{Cell, Column};
use super::dates::is_past;
use super::endings::{Endings, HABIT};
use super::inner::Inner;
use super::looks::Looks;
use super::naming::{self, Naming};
use super::scan::{Hit, doubled_separator};
use super::spaces::{blanks, is_wrapped};
use super::{FlawKind, FlawNode, group, matters, spelling, topics};
use crate::finding::ListKind;
use crate::graph::node::{ClauseRole, MentionNode, MentionRole, Node};
use crate::graph::{Graph, NodeId, Property, TextId};
use crate::list::{Clause, Numbering};
use crate::text::{Mapped, Place, Span};

/// A text of a cell of several clauses: whose it is, itself, how many clauses the cell has, and whether one bears a number.
type First<'n, 'g> = (NodeId, &'n Mapped<'g>, usize, bool);

/// The flaws of one document, each with the node it belongs to and the position of the first of its like. `nodes` are those
/// of the document in order; `looks` keeps what is seen in their texts.
pub(in crate::graph) fn find<'n, 'g: 'n>(
    graph: &'n Graph<'g>,
    looks: &mut Looks<'n>,
    nodes: impl Iterator<Item = NodeId>,
) -> Vec<(NodeId, FlawNode<'g>, usize)> {
    let mut reader = Reader {
        graph,
        looks,
        flaws: Vec::new(),
        brackets: Brackets::default(),
        cell: None,
        list: ListKind::Basic,
        name: "",
        last: None,
        duty: None,
        clauses: None,
        cells: Vec::new(),
        endings: Endings::default(),
        inner: Inner::default(),
        naming: Naming::default(),
        across: Across::default(),
        own: String::new(),
        published: None,
        labels: 0,
        mentions: 0,
    };
    for id in nodes {
        reader.node(id, graph.parent(id).unwrap_or(id), graph.node(id));
    }
    reader.close();
    std::mem::take(&mut reader.endings).finish(&mut reader.flaws);
    reader.numbering();
    std::mem::take(&mut reader.across).finish(&mut reader.flaws);
    reader.flaws.extend(std::mem::take(&mut reader.inner).unlike());
    reader.only_slips();
    spelling::only_rare(&mut reader.flaws);
    group(reader.flaws)
}

struct Reader<'l, 'n, 'g> {
    graph: &'n Graph<'g>,
    looks: &'l mut Looks<'n>,
    flaws: Vec<(NodeId, FlawNode<'g>)>,
    brackets: Brackets<'n, 'g>,
    /// The cell that is open: what contains its clauses, and what they are.
    cell: Option<Cell>,
    list: ListKind,
    /// The name of the duty.
    name: &'n str,
    last: Option<(NodeId, &'n Mapped<'g>)>,
    duty: Option<NodeId>,
    /// The clauses of the open cell.
    clauses: Option<First<'n, 'g>>,
    /// The cells of several clauses.
    cells: Vec<First<'n, 'g>>,
    endings: Endings<'n, 'g>,
    inner: Inner<'n, 'g>,
    naming: Naming,
    across: Across<'n, 'g>,
    /// The names of the place.
    own: String,
    /// When the list came out.
    published: Option<&'n str>,
    /// How many blocks have a head.
    labels: usize,
    /// How many departments running text names.
    mentions: usize,
}

impl<'n, 'g: 'n> Reader<'_, 'n, 'g> {
    fn node(&mut self, id: NodeId, parent: NodeId, node: &'n Node<'g>) {
        match node {
            Node::Document(list) => {
                self.naming = Naming::new(&list.township);
                self.published = list.published.as_ref().map(Mapped::as_str);
                let names = list.township.region.iter().chain([&list.township.name]);
                self.own = names.map(Mapped::as_str).collect::<Vec<_>>().join(" ");
                self.title(id, list.title.as_ref());
            }
            Node::Heading(heading) => self.title(id, Some(&heading.text)),
            Node::List(section) => {
                self.close();
                self.across.list(section.kind);
                self.list = section.kind;
                self.title(id, section.title.as_ref());
            }
            Node::Category(category, _) => {
                self.across.category(category);
                let number = self.graph.text_id(id, Property::Name);
                self.part(id, (id, Column::Category), &category.name, number);
            }
            Node::Duty(duty) => {
                self.close();
                self.duty = Some(id);
                self.name = duty.duty.name.as_str();
                let number = self.graph.text_id(id, Property::Name);
                self.part(id, (id, Column::Name), &duty.duty.name, number);
                let other = self.naming.other_province(self.name);
                let flaw = |range| (id, FlawNode::new(FlawKind::Place, &duty.duty.name, range, None));
                self.flaws.extend(other.map(flaw));
                self.across
                    .duty(id, duty.duty, &mut self.looks.gists, &mut self.flaws);
                let (graph, looks) = (self.graph, &mut *self.looks);
                let matters = |text: &str| looks.at(graph.text_like(text), text).matters(text);
                matters::look(id, duty.duty, matters, &mut self.flaws);
                topics::look(id, duty.duty, &mut self.flaws);
            }
            Node::Mention(mention) => self.mention(id, parent, mention),
            Node::Clause(clause, role, _) => self.clause(id, parent, clause, *role),
            _ => {}
        }
    }

    /// A clause of any column.
    fn clause(&mut self, id: NodeId, parent: NodeId, clause: &'n Clause<'g>, role: ClauseRole) {
        let column = Column::from(role);
        let number = self.graph.text_id(id, Property::Text);
        self.inner.expect(is_counted(clause));
        self.part(id, (parent, column), &clause.text, number);
        if matches!(role, ClauseRole::Township | ClauseRole::Upstream) {
            self.across.clause(
                id,
                (parent, column),
                &clause.text,
                &mut self.looks.gists,
                &mut self.flaws,
            );
        }
        if role == ClauseRole::Mode {
            self.mode(id, &clause.text);
        } else {
            let (.., count, numbered) = self.clauses.get_or_insert((id, &clause.text, 0, false));
            *count += 1;
            *numbered |= is_numbered(clause);
        }
    }

    /// A department.
    fn mention(&mut self, id: NodeId, parent: NodeId, mention: &'n MentionNode<'g>) {
        let number = self.graph.text_id(id, Property::Text);
        match (&mention.text, mention.role) {
            (Cow::Borrowed(text), role @ (MentionRole::Column | MentionRole::Receiver)) => {
                let column = if role == MentionRole::Column {
                    Column::Departments
                } else {
                    Column::Receivers
                };
                self.part(parent, (parent, column), text, number);
                self.separator(parent, text);
            }
            (Cow::Borrowed(text), MentionRole::Label) => self.label(id, text, number),
            (text, MentionRole::Text) => {
                self.mentions += 1;
                let kinds = [
                    (FlawKind::BareName, mention.is_bare),
                    (FlawKind::ShortName, mention.is_short),
                ];
                for (kind, _) in kinds.into_iter().filter(|(_, is)| *is) {
                    let proper = Some(mention.key.to_string().into());
                    let flaw = FlawNode::new(kind, text, 0..text.as_str().len(), proper);
                    self.flaws.push((parent, flaw));
                }
            }
            _ => {}
        }
    }

    /// What parts a department from the next one.
    fn separator(&mut self, owner: NodeId, name: &Mapped<'g>) {
        let Place { source, span } = name.place();
        let whole = self.graph.sources[source].text();
        let after = span.end as usize;
        if let Some((kind, range, proper)) = whole.get(after..).and_then(doubled_separator) {
            let text = Mapped::slice(source, whole, Span::new(after + range.start, after + range.end));
            let range = 0..text.as_str().len();
            self.flaws
                .push((owner, FlawNode::new(kind, &text, range, proper)));
        }
    }

    /// The head of a block.
    fn label(&mut self, id: NodeId, text: &'n Mapped<'g>, number: Option<TextId>) {
        let (mut last, mut brackets) = (None, Brackets::default());
        for hit in &self.looks.at(number, text.as_str()).hits {
            match *hit {
                Hit::Place(at, letter) => {
                    self.naming
                        .meet(id, text, (at, letter), &mut last, &mut self.flaws);
                }
                Hit::Bracket(at, mark) => drop(brackets.meet(id, text, at, mark)),
                Hit::Flaw(..) => {}
            }
        }
        self.flaws.extend(brackets.finish());
        self.labels += 1;
        let bare = naming::bare_label(self.graph.sources, text);
        self.flaws.extend(bare.map(|flaw| (id, flaw)));
    }

    /// Heads without colon are slips only where most have one, and so are names without their level.
    fn only_slips(&mut self) {
        for (kind, all) in [
            (FlawKind::BareLabel, self.labels / 2),
            (FlawKind::BareName, self.mentions / 5),
            (FlawKind::ShortName, self.mentions / 5),
        ] {
            if self.flaws.iter().filter(|(_, flaw)| flaw.kind == kind).count() > all {
                self.flaws.retain(|(_, flaw)| flaw.kind != kind);
            }
        }
    }

    /// A clause of a mode, held against the name of its duty.
    fn mode(&mut self, owner: NodeId, text: &'n Mapped<'g>) {
        let number = |node, property| self.graph.text_id(node, property);
        let name = self.duty.and_then(|duty| number(duty, Property::Name));
        let ids = name.zip(number(owner, Property::Text));
        if let Some((range, words)) = self.looks.altered(ids, self.name, text.as_str()) {
            let proper = Some(words.to_owned().into());
            self.flaws
                .push((owner, FlawNode::new(FlawKind::Altered, text, range, proper)));
        }
    }

    /// A title or heading. Lines are broken in titles, so that their spaces mean nothing.
    fn title(&mut self, owner: NodeId, text: Option<&'n Mapped<'g>>) {
        let Some(text) = text else { return };
        let before = self.flaws.len();
        self.part(owner, (owner, Column::Title), text, None);
        self.close();
        let mut at = 0;
        self.flaws.retain(|(_, flaw)| {
            at += 1;
            at <= before || flaw.kind != FlawKind::Space
        });
    }

    /// One of the texts of a cell, and its number.
    fn part(&mut self, owner: NodeId, cell: Cell, text: &'n Mapped<'g>, number: Option<TextId>) {
        if self.cell != Some(cell) {
            self.close();
            self.cell = Some(cell);
        } else if let Some((owner, text)) = self.last.take() {
            self.inner.meet(owner, text, cell.1);
        }
        if text.is_empty() {
            return;
        }
        let (naming, brackets, flaws) = (&self.naming, &mut self.brackets, &mut self.flaws);
        let look = self.looks.at(number, text.as_str());
        let first = flaws.len();
        let mut place = None;
        for hit in &look.hits {
            match hit {
                Hit::Flaw(FlawKind::Space, range, _) if is_wrapped(cell.1, text.as_str(), range.clone()) => {}
                Hit::Flaw(FlawKind::PastYear, range, _)
                    if !is_past(&text.as_str()[range.clone()], self.published) => {}
                Hit::Flaw(FlawKind::Place, _, Some(province)) if !naming.is_elsewhere(province) => {}
                Hit::Flaw(kind, range, proper) => {
                    flaws.push((owner, FlawNode::new(*kind, text, range.clone(), proper.clone())));
                }
                Hit::Bracket(at, mark) => flaws.extend(brackets.meet(owner, text, *at, *mark)),
                Hit::Place(at, letter) => naming.meet(owner, text, (*at, *letter), &mut place, flaws),
            }
        }
        if cell.1.has_sentences() {
            spelling::look(owner, text, look.slips(text.as_str()), &self.own, first, flaws);
        }
        let source = self.graph.sources[text.source()].text();
        flaws.extend(blanks(text, source, cell.1).map(|flaw| (owner, flaw)));
        self.last = Some((owner, text));
    }

    /// The cell is over.
    fn close(&mut self) {
        let open = self.brackets.finish();
        self.flaws.extend(open);
        self.cells
            .extend(self.clauses.take().filter(|(.., count, _)| *count > 1));
        let (Some((_, column)), Some((owner, text))) = (self.cell.take(), self.last.take()) else {
            return;
        };
        self.endings.cell((self.list, column), self.duty, owner, text);
    }

    /// Cells whose clauses bear no numbers, where nearly all others do.
    fn numbering(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let bare = || cells.iter().filter(|(.., numbered)| !numbered);
        let count = bare().count();
        if cells.len() < HABIT || count * 10 > cells.len() {
            return;
        }
        for (owner, text, ..) in bare() {
            let range = 0..text.as_str().len();
            self.flaws
                .push((*owner, FlawNode::new(FlawKind::Unnumbered, text, range, None)));
        }
    }
}

/// Whether a clause is one of those that follow each other: no heading, and no paragraph without number among numbered ones.
fn is_counted(clause: &Clause<'_>) -> bool {
    match &clause.numbering {
        Numbering::Implied => true,
        Numbering::Written(number) => number.text.as_str().starts_with(|c: char| c.is_ascii_digit()),
        Numbering::Absent => false,
    }
}

/// Whether a clause bears a number of any kind: `1.`, `一、`, `（一）`.
fn is_numbered(clause: &Clause<'_>) -> bool {
    let text = clause.text.as_str().trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let behind = rest.len() < text.len() && rest.starts_with(['、', '）', ')', '.', '．', '是']);
    behind || matches!(clause.numbering, Numbering::Written(_))
}

//! Lists and registries become nodes and edges.

use std::borrow::Cow;
use std::cell::OnceCell;

use petgraph::graph::{DiGraph, NodeIndex};

use super::county;
use super::names::{Name, form_key};
use super::node::{ClauseRole, DutyNode, Evidence, FormNode, MentionNode, MentionRole, Node};
use super::page::{Page, Use};
use super::schema::{Edge, Kind, Schema};
use super::{Graph, NodeId, Version, flaws, order};
use crate::Map;
use crate::list::registry::Registry;
use crate::list::{Block, Clause, Detail, Duty, DutyList, Mention, Section, numbering};
use crate::text::Sources;

/// The graph of one version, or of several, which have no node in common.
pub(super) fn build<'g>(sources: &'g Sources, versions: &[Version<'g>], with_flaws: bool) -> Graph<'g> {
    let mut builder = Builder::new(sources);
    let mut ends = Vec::new();
    for version in versions {
        builder.version(version, with_flaws);
        ends.push(NodeId(NodeIndex::new(builder.inner.node_count())));
    }
    builder.finish(ends)
}

struct Builder<'g> {
    sources: &'g Sources,
    inner: DiGraph<Node<'g>, Edge, u32>,
    parents: Vec<Option<NodeId>>,
    /// Edges in the order of the sources; petgraph walks the newest first, so they are added last to first.
    edges: Vec<(NodeId, NodeId, Edge)>,
    counties: Map<String, NodeId>,
    townships: Map<String, NodeId>,
}

impl<'g> Builder<'g> {
    fn new(sources: &'g Sources) -> Self {
        // A clause, a mention or a duty for every so many bytes of text; growing moves all that is there.
        let bytes = sources.iter().map(|(_, source)| source.text().len());
        let nodes = bytes.sum::<usize>() / 48;
        Self {
            sources,
            inner: DiGraph::with_capacity(nodes, nodes),
            parents: Vec::with_capacity(nodes),
            edges: Vec::with_capacity(nodes),
            counties: Map::default(),
            townships: Map::default(),
        }
    }

    fn version(&mut self, version: &Version<'g>, with_flaws: bool) {
        self.counties.clear();
        self.townships.clear();
        let registries = version.registries;
        let registered: Vec<NodeId> = registries
            .iter()
            .map(|registry| self.registry(registry))
            .collect();
        for list in version.lists {
            let holds = |registry: &Registry<'_>| registry.holds_for(&list.township.region);
            let registry = registries.iter().position(holds);
            let document = self.document(list, registry.map(|at| (registered[at], &registries[at])));
            if with_flaws {
                self.flaws(document);
            }
        }
    }

    fn root(&mut self, node: Node<'g>) -> NodeId {
        self.parents.push(None);
        NodeId(self.inner.add_node(node))
    }

    fn child(&mut self, parent: NodeId, edge: Edge, node: Node<'g>) -> NodeId {
        let id = self.root(node);
        self.parents[id.index()] = Some(parent);
        self.edges.push((parent, id, edge));
        id
    }

    fn registry(&mut self, registry: &'g Registry<'g>) -> NodeId {
        let id = self.root(Node::Registry(registry));
        for body in &registry.departments {
            self.child(id, Edge::Departments, Node::Department(body));
        }
        id
    }

    fn township(&mut self, list: &'g DutyList<'g>) -> NodeId {
        let township = &list.township;
        let (county, name) = (township.county(), township.full_name());
        if let Some(&id) = self.townships.get(&name) {
            return id;
        }
        let county = match self.counties.get(&county) {
            Some(&id) => id,
            None => {
                let id = self.root(Node::County(township, county.clone()));
                self.counties.insert(county, id);
                id
            }
        };
        let id = self.child(county, Edge::Townships, Node::Township(township));
        self.townships.insert(name, id);
        id
    }

    fn document(&mut self, list: &'g DutyList<'g>, registry: Option<(NodeId, &'g Registry<'g>)>) -> NodeId {
        let township = self.township(list);
        let path = self.sources[list.source].name();
        let document = self.child(township, Edge::Documents, Node::Document(list, path));
        let departments = registry.map(|(id, registry)| (self.departments(id), registry));
        let mut page = Page::new(list, departments);
        if let Some((id, _)) = registry {
            self.edges.push((document, id, Edge::Registry));
        }
        for heading in &list.contents {
            self.child(document, Edge::Toc, Node::Heading(heading));
        }
        for section in &list.sections {
            self.section(document, section, &mut page);
        }
        self.name_forms(document, page);
        document
    }

    /// The ids of a registry's departments: those that follow it, in order.
    fn departments(&self, registry: NodeId) -> Vec<NodeId> {
        let of_registry = |edge: &&(NodeId, NodeId, Edge)| edge.0 == registry && edge.2 == Edge::Departments;
        self.edges.iter().filter(of_registry).map(|edge| edge.1).collect()
    }

    fn section(&mut self, document: NodeId, section: &'g Section<'g>, page: &mut Page<'g>) {
        let list = self.child(document, Edge::Lists, Node::List(section));
        let mut numbers = order::of_duties(section).into_iter();
        for (category, ordinal) in section.categories.iter().zip(order::of_categories(section)) {
            let id = self.child(list, Edge::Categories, Node::Category(category, ordinal));
            for (duty, expected) in category.duties.iter().zip(&mut numbers) {
                self.duty(id, section, duty, expected, page);
            }
        }
    }

    fn duty(
        &mut self,
        category: NodeId,
        section: &'g Section<'g>,
        duty: &'g Duty<'g>,
        expected: Option<u32>,
        page: &mut Page<'g>,
    ) {
        page.met.clear();
        let node = DutyNode {
            duty,
            list: section.kind,
            expected,
            key: OnceCell::new(),
            mode: OnceCell::new(),
        };
        let id = self.child(category, Edge::Duties, Node::Duty(Box::new(node)));
        match &duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(detail) => {
                self.mentions(
                    id,
                    Edge::Departments,
                    MentionRole::Column,
                    &detail.departments,
                    page,
                );
                self.blocks(id, &detail.blocks, page);
                self.clauses(
                    id,
                    Edge::TownshipClauses,
                    ClauseRole::Township,
                    &detail.township,
                    0,
                    page,
                );
            }
            Detail::Reclaimed(detail) => {
                self.mentions(
                    id,
                    Edge::Receivers,
                    MentionRole::Receiver,
                    &detail.receivers,
                    page,
                );
                self.clauses(id, Edge::ModeClauses, ClauseRole::Mode, &detail.mode, 0, page);
            }
        }
    }

    fn blocks(&mut self, duty: NodeId, blocks: &'g [Block<'g>], page: &mut Page<'g>) {
        for (block, start) in blocks.iter().zip(numbering::starts(blocks)) {
            let id = self.child(duty, Edge::Blocks, Node::Block(block));
            self.mentions(id, Edge::Labels, MentionRole::Label, &block.departments, page);
            self.clauses(
                id,
                Edge::Clauses,
                ClauseRole::Upstream,
                &block.clauses,
                start,
                page,
            );
            self.clauses(
                id,
                Edge::Guarantees,
                ClauseRole::Guarantee,
                &block.guarantees,
                0,
                page,
            );
        }
    }

    fn clauses(
        &mut self,
        owner: NodeId,
        edge: Edge,
        role: ClauseRole,
        clauses: &'g [Clause<'g>],
        start: u32,
        page: &mut Page<'g>,
    ) {
        for (clause, expected) in clauses.iter().zip(numbering::expected(clauses, start)) {
            let id = self.child(owner, edge, Node::Clause(clause, role, expected));
            for found in page.recogniser.find(clause.text.as_str()) {
                let full = Cow::Owned(clause.text.as_str()[found.clone()].to_owned());
                let text = Cow::Owned(clause.text.part(found.clone()));
                let mention = MentionNode::new(text, full, MentionRole::Text, Some(found));
                self.mention(id, Edge::Mentions, mention, page);
            }
        }
    }

    fn mentions(
        &mut self,
        owner: NodeId,
        edge: Edge,
        role: MentionRole,
        mentions: &'g [Mention<'g>],
        page: &mut Page<'g>,
    ) {
        for mention in mentions {
            let full = Cow::Borrowed(mention.full_name());
            let node = MentionNode::new(Cow::Borrowed(&mention.text), full.clone(), role, None);
            let used = self.mention(owner, edge, node, page);
            page.forms.entry(form_key(full)).or_default().push(used);
        }
    }

    fn mention(&mut self, owner: NodeId, edge: Edge, mut node: MentionNode<'g>, page: &mut Page<'g>) -> Use {
        let resolved = page.resolver.resolve(&node.full);
        match &resolved {
            None => {
                node.key = page
                    .spellings
                    .body(&node.full)
                    .map_or_else(|| form_key(node.full.clone()), Cow::Borrowed)
            }
            Some(found) => {
                node.key = Cow::Borrowed(found.name);
                node.via = match (found.is_alias, node.is_elided()) {
                    (true, _) => Evidence::Alias,
                    (false, true) => Evidence::Elided,
                    (false, false) => Evidence::Exact,
                };
            }
        }
        node.first = page.met.insert((node.role, node.key.clone()));
        let mention = self.child(owner, edge, Node::Mention(Box::new(node)));
        let department = resolved.map(|found| found.department);
        self.edges
            .extend(department.map(|department| (mention, department, Edge::Department)));
        Use { mention, department }
    }

    fn name_forms(&mut self, document: NodeId, page: Page<'g>) {
        let mut forms: Vec<(FormNode<'g>, Vec<Use>)> = Vec::new();
        for uses in page.forms.into_values() {
            let written_whole = |id: NodeId| self.as_mention(id).is_some_and(|node| !node.is_elided());
            let first = uses
                .iter()
                .find(|used| written_whole(used.mention))
                .unwrap_or(&uses[0]);
            let Some(node) = self.as_mention(first.mention) else {
                continue;
            };
            let Name { level, stem } = page.spellings.name(&node.full);
            let body = page.spellings.known(&node.full);
            let (text, full, key) = (node.text.clone(), node.full.clone(), node.key.clone());
            forms.push((
                FormNode {
                    text,
                    full,
                    key,
                    stem,
                    level,
                    body,
                    usual: None,
                    main: false,
                    uses: uses.len(),
                },
                uses,
            ));
        }
        let mut main: Map<Cow<'g, str>, usize> = Map::default();
        let weight = |form: &FormNode<'_>| (form.uses, form.full.len());
        for (at, (form, _)) in forms.iter().enumerate() {
            let best = main.entry(form.key.clone()).or_insert(at);
            if weight(form) > weight(&forms[*best].0) {
                *best = at;
            }
        }
        main.into_values().for_each(|at| forms[at].0.main = true);
        for (form, uses) in forms {
            let department = uses[0].department;
            let id = self.child(document, Edge::NameForms, Node::NameForm(Box::new(form)));
            self.edges
                .extend(uses.iter().map(|used| (id, used.mention, Edge::Mentions)));
            self.edges
                .extend(department.map(|department| (id, department, Edge::Department)));
        }
    }

    /// The flaws of a document whose nodes are all there.
    fn flaws(&mut self, document: NodeId) {
        let nodes = self.inner.node_indices().skip(document.index()).map(NodeId);
        let nodes = nodes.map(|id| (id, self.parents[id.index()], &self.inner[id.0]));
        let mut ids = Vec::new();
        for (owner, flaw, first) in flaws::find(self.sources, nodes) {
            let id = self.root(Node::Flaw(Box::new(flaw)));
            self.parents[id.index()] = Some(owner);
            self.edges.push((document, id, Edge::Flaws));
            ids.push(id);
            if ids[first] != id {
                self.edges.push((ids[first], id, Edge::Alike));
            }
        }
    }

    fn as_mention(&self, id: NodeId) -> Option<&MentionNode<'g>> {
        match &self.inner[id.0] {
            Node::Mention(node) => Some(node),
            _ => None,
        }
    }

    fn finish(self, ends: Vec<NodeId>) -> Graph<'g> {
        let mut inner = self.inner;
        county::give_usual_spellings(&mut inner, &self.parents);
        inner.reserve_edges(self.edges.len());
        for (from, to, edge) in self.edges.into_iter().rev() {
            inner.add_edge(from.0, to.0, edge);
        }
        let mut by_kind: Vec<Vec<NodeId>> = vec![Vec::new(); Kind::COUNT];
        for index in inner.node_indices() {
            by_kind[inner[index].kind() as usize].push(NodeId(index));
        }
        for (kind, info) in Schema::get().kinds() {
            if let Some(parent) = info.parent {
                let own = by_kind[kind as usize].clone();
                by_kind[parent as usize].extend(own);
                by_kind[parent as usize].sort_unstable();
            }
        }
        Graph {
            inner,
            parents: self.parents,
            by_kind,
            sources: self.sources,
            ends,
            namesakes: OnceCell::new(),
        }
    }
}

//! Lists and registries become nodes and edges.

mod duties;
mod mentions;
mod sites;

use std::borrow::Cow;
use std::cell::OnceCell;

use petgraph::graph::{DiGraph, NodeIndex};

use self::mentions::Meaning;
use self::sites::Sites;
use super::adjacency::Adjacency;
use super::loose::Loose;
use super::mentions::Recogniser;
use super::names::Spellings;
use super::node::{CountyNode, MentionRole, Node};
use super::places::Home;
use super::resolve::Resolver;
use super::schema::{Edge, Kind, Schema};
use super::texts::Texts;
use super::{Graph, NodeId, Version, county, order};
use crate::list::registry::Registry;
use crate::list::{DutyList, Mention, Section};
use crate::text::Sources;
use crate::{Map, Set};

/// The graph of one version, or of several, which have no node in common.
pub(super) fn build<'g>(sources: &'g Sources, versions: &[Version<'g>]) -> Graph<'g> {
    let mut builder = Builder::new(sources);
    let mut ends = Vec::new();
    for version in versions {
        builder.version(version);
        ends.push(NodeId(NodeIndex::new(builder.inner.node_count())));
    }
    builder.finish(ends)
}

struct Builder<'g> {
    sources: &'g Sources,
    inner: DiGraph<Node<'g>, Edge, u32>,
    parents: Vec<Option<NodeId>>,
    texts: Texts<'g>,
    /// Where texts may name departments.
    sites: Sites,
    /// Edges in the order of the sources; petgraph walks the newest first, so they are added last to first.
    edges: Vec<(NodeId, NodeId, Edge)>,
    counties: Map<String, NodeId>,
    townships: Map<String, NodeId>,
}

/// What is shared by all parts of one document.
struct Page<'g> {
    resolver: Resolver<'g>,
    spellings: Spellings<'g>,
    recogniser: Recogniser<'g>,
    loose: Loose<'g>,
    has_registry: bool,
    /// The list's own divisions.
    home: Home,
    /// What the names met so far mean.
    meanings: Map<Cow<'g, str>, Meaning<'g>>,
    /// The spellings met, by their normalised form, with the mentions that use them.
    forms: Map<Cow<'g, str>, Vec<Use>>,
    /// The bodies met in the duty at hand, by where they stand.
    met: Set<(MentionRole, Cow<'g, str>)>,
}

/// One use of a spelling.
struct Use {
    mention: NodeId,
    department: Option<NodeId>,
}

impl<'g> Builder<'g> {
    fn new(sources: &'g Sources) -> Self {
        // A clause, a mention or a duty for every so many bytes of text; growing moves all that is there.
        let bytes = sources.iter().map(|(_, source)| source.text().len());
        let nodes = bytes.sum::<usize>() / 48;
        Self {
            sources,
            inner: DiGraph::with_capacity(nodes, 0),
            parents: Vec::with_capacity(nodes),
            texts: Texts::default(),
            sites: Sites::default(),
            edges: Vec::with_capacity(nodes),
            counties: Map::default(),
            townships: Map::default(),
        }
    }

    fn version(&mut self, version: &Version<'g>) {
        self.counties.clear();
        self.townships.clear();
        let registries = version.registries;
        let registered: Vec<NodeId> = registries
            .iter()
            .map(|registry| self.registry(registry))
            .collect();
        let mut lists = Vec::new();
        for list in version.lists {
            let holds = |registry: &Registry<'_>| registry.holds_for(&list.township.region);
            let registry = registries.iter().position(holds);
            // The same few names stand in hundreds of cells.
            let mentions = list.duties().flat_map(|(.., duty)| duty.detail.mentions());
            let names: Set<&str> = mentions.map(Mention::full_name).collect();
            let recogniser = Recogniser::new(&names, registry.map(|at| &registries[at]));
            lists.push((list, registry, names, recogniser));
        }
        self.sites = Sites::new(lists.iter().map(|(.., recogniser)| recogniser));
        for (list, registry, names, recogniser) in lists {
            let registry = registry.map(|at| (registered[at], &registries[at]));
            self.document(list, registry, &names, recogniser);
        }
    }

    fn root(&mut self, node: Node<'g>) -> NodeId {
        self.parents.push(None);
        self.texts.add(&node);
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
                let name = county.clone();
                let id = self.root(Node::County(Box::new(CountyNode { township, name })));
                self.counties.insert(county, id);
                id
            }
        };
        let id = self.child(county, Edge::Townships, Node::Township(township));
        self.townships.insert(name, id);
        id
    }

    fn document(
        &mut self,
        list: &'g DutyList<'g>,
        registry: Option<(NodeId, &'g Registry<'g>)>,
        names: &Set<&'g str>,
        recogniser: Recogniser<'g>,
    ) {
        let township = self.township(list);
        let document = self.child(township, Edge::Documents, Node::Document(list));
        let mut page = Page {
            resolver: Resolver::new(
                registry.map(|(id, registry)| (departments(id, registry), registry)),
                &list.township.region,
            ),
            has_registry: registry.is_some(),
            loose: Loose::new(names.iter().copied()),
            home: Home::new(&list.township.region),
            spellings: Spellings::new(names, &list.township.region),
            recogniser,
            meanings: Map::default(),
            forms: Map::default(),
            met: Set::default(),
        };
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
    }

    fn section(&mut self, document: NodeId, section: &'g Section<'g>, page: &mut Page<'g>) {
        let list = self.child(document, Edge::Lists, Node::List(section));
        let mut numbers = order::of_duties(section).into_iter();
        for (category, ordinal) in section.categories.iter().zip(order::of_categories(section)) {
            let id = self.child(list, Edge::Categories, Node::Category(category, ordinal));
            for (duty, due) in category.duties.iter().zip(&mut numbers) {
                self.duty(id, section, duty, due, page);
            }
        }
    }

    fn finish(self, ends: Vec<NodeId>) -> Graph<'g> {
        let (mut inner, mut parents) = (self.inner, self.parents);
        parents.shrink_to_fit();
        county::give_usual_spellings(&mut inner, &parents);
        inner.shrink_to_fit_nodes();
        inner.reserve_exact_edges(self.edges.len());
        let adjacency = Adjacency::new(inner.node_count(), &self.edges);
        for (from, to, edge) in self.edges.into_iter().rev() {
            inner.add_edge(from.0, to.0, edge);
        }
        let kinds: Vec<Kind> = inner.node_weights().map(Node::kind).collect();
        let mut by_kind: Vec<Vec<NodeId>> = vec![Vec::new(); Kind::COUNT];
        for (index, kind) in inner.node_indices().zip(&kinds) {
            by_kind[*kind as usize].push(NodeId(index));
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
            adjacency,
            parents,
            kinds,
            by_kind,
            sources: self.sources,
            ends,
            namesakes: OnceCell::new(),
            usual_counts: OnceCell::new(),
            flaws: OnceCell::new(),
            lists: OnceCell::new(),
            texts: self.texts,
        }
    }
}

/// The ids of a registry's departments: those that follow it, in order.
fn departments(id: NodeId, registry: &Registry<'_>) -> Vec<NodeId> {
    let behind = id.index() + 1..;
    let numbers = behind.take(registry.departments.len());
    numbers.map(|number| NodeId(NodeIndex::new(number))).collect()
}

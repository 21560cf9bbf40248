//! What only shows across the lists of one county: duties of one name, and the usual spelling of a body.

use petgraph::graph::{DiGraph, NodeIndex};

use super::names::{Name, Wholes};
use super::node::Node;
use super::schema::{Edge, Kind};
use super::{Graph, NodeId};
use crate::text::normal;
use crate::{Map, Set};

/// The duties of each county and normalised name.
pub(super) type Namesakes = Map<(Option<NodeId>, String), Vec<NodeId>>;

/// How many duties the lists of a county usually have in each of its categories.
pub(super) type UsualCounts = Map<NodeId, usize>;

/// Fewer lists have no habit.
const LISTS: usize = 3;

impl Graph<'_> {
    /// How many duties the categories of this name and list have in the county, as the middle of at least three; and how
    /// near this one comes to it, as the smaller of both numbers by the larger.
    pub(super) fn usual_count(&self, category: NodeId) -> Option<(usize, f64)> {
        let usual = *self
            .usual_counts
            .get_or_init(|| self.count_categories())
            .get(&category)?;
        let own = self.step(category, Edge::Duties).count();
        let (small, large) = (own.min(usual), own.max(usual));
        (large > 0).then(|| (usual, small as f64 / large as f64))
    }

    fn count_categories(&self) -> UsualCounts {
        let mut alike: Map<_, Vec<(usize, NodeId)>> = Map::default();
        for &id in self.nodes(Kind::Category) {
            let list = self.step(id, Edge::List).next().map(|list| self.node(list));
            if let (Node::Category(category, _), Some(Node::List(section))) = (self.node(id), list) {
                let county = self
                    .step(id, Edge::Document)
                    .next()
                    .and_then(|id| self.step(id, Edge::Township).next());
                let county = county.and_then(|id| self.step(id, Edge::County).next());
                let key = (
                    county,
                    section.kind,
                    normal::key(category.name.as_str()).into_owned(),
                );
                alike
                    .entry(key)
                    .or_default()
                    .push((self.step(id, Edge::Duties).count(), id));
            }
        }
        let mut usual = UsualCounts::default();
        for mut counts in alike.into_values().filter(|counts| counts.len() >= LISTS) {
            counts.sort_unstable();
            let middle = counts[counts.len() / 2].0;
            usual.extend(counts.into_iter().map(|(_, id)| (id, middle)));
        }
        usual
    }

    /// The other duties of the county whose normalised name is the same, in order.
    pub(super) fn namesakes(&self, duty: NodeId) -> Vec<NodeId> {
        let same = self.namesakes.get_or_init(|| {
            let mut same = Namesakes::default();
            for &id in self.nodes(Kind::Duty) {
                same.entry(self.county_and_name(id)).or_default().push(id);
            }
            same
        });
        let found = same.get(&self.county_and_name(duty));
        found
            .into_iter()
            .flatten()
            .copied()
            .filter(|&other| other != duty)
            .collect()
    }

    fn county_and_name(&self, duty: NodeId) -> (Option<NodeId>, String) {
        let name = match self.node(duty) {
            Node::Duty(node) => normal::key(node.duty.name.as_str()).into_owned(),
            _ => String::new(),
        };
        (self.step(duty, Edge::County).next(), name)
    }
}

/// Tells each main spelling of a body how most lists of its county spell it, where a county has several lists.
pub(super) fn give_usual_spellings(inner: &mut DiGraph<Node<'_>, Edge, u32>, parents: &[Option<NodeId>]) {
    let parent = |id: NodeId| parents[id.index()];
    let mut counties: Map<NodeId, Vec<(NodeId, NodeIndex<u32>)>> = Map::default();
    for index in inner.node_indices() {
        if let Node::NameForm(form) = &inner[index]
            && form.main
            && let Some(document) = parent(NodeId(index))
            && let Some(county) = parent(document).and_then(parent)
        {
            counties.entry(county).or_default().push((document, index));
        }
    }
    for forms in counties.into_values() {
        if forms.iter().all(|(document, _)| *document == forms[0].0) {
            continue;
        }
        for body in bodies(inner, &forms).into_values() {
            if let Some(usual) = usual(inner, &body) {
                for index in body {
                    if let Node::NameForm(form) = &mut inner[index] {
                        form.usual = Some(usual.clone());
                    }
                }
            }
        }
    }
}

/// The spellings of each body in the lists of one county.
fn bodies(
    inner: &DiGraph<Node<'_>, Edge, u32>,
    forms: &[(NodeId, NodeIndex<u32>)],
) -> Map<Name, Vec<NodeIndex<u32>>> {
    let named = forms.iter().filter_map(|&(_, index)| match &inner[index] {
        Node::NameForm(form) => Some((&form.body, index)),
        _ => None,
    });
    let names: Set<&Name> = named.clone().map(|(name, _)| name).collect();
    let wholes = Wholes::new(names.iter().copied());
    let whole: Map<&Name, Name> = names
        .iter()
        .map(|&name| (name, wholes.find(name).unwrap_or_else(|| name.clone())))
        .collect();
    let mut bodies: Map<Name, Vec<NodeIndex<u32>>> = Map::default();
    for (name, index) in named {
        bodies.entry(whole[name].clone()).or_default().push(index);
    }
    bodies
}

/// The spelling that most lists use, the longest of equals; none where all use one.
fn usual(inner: &DiGraph<Node<'_>, Edge, u32>, body: &[NodeIndex<u32>]) -> Option<String> {
    let mut lists: Map<&str, usize> = Map::default();
    for &index in body {
        if let Node::NameForm(form) = &inner[index] {
            *lists.entry(&form.stem).or_default() += 1;
        }
    }
    let most = lists.iter().max_by_key(|(stem, lists)| (**lists, stem.len()))?;
    (lists.len() > 1).then(|| (*most.0).to_owned())
}

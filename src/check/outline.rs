//! The lists of one document in numbers and names: what groups its findings and draws its pictures.

use std::sync::Arc;

use crate::Map;
use crate::finding::quoted;
use crate::graph::{Edge, Graph, Kind, Node, NodeId};
use crate::list::ListKind;

/// The lists of one document, in its order. Duties are known by where they begin; their names are not kept, so that
/// the outlines of many thousand documents find room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The name of its source.
    pub path: Arc<str>,
    /// The township with its region: `甘肃省兰州市西固区河口镇`.
    pub township: String,
    /// The name of the township alone: `河口镇`.
    pub short: String,
    /// The departments that hold duties, by their full names, in the order of their first mention.
    pub departments: Vec<String>,
    /// Its lists.
    pub lists: Vec<ListOutline>,
}

/// One of the three lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOutline {
    /// Which.
    pub kind: ListKind,
    /// Where it begins, in bytes of the source.
    pub start: usize,
    /// Its categories.
    pub categories: Vec<CategoryOutline>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryOutline {
    /// Its name; may be empty.
    pub name: String,
    /// Where it begins, in bytes of the source.
    pub start: usize,
    /// Its duties.
    pub duties: Vec<DutyOutline>,
}

/// A duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyOutline {
    /// Its number as published.
    pub number: Option<u32>,
    /// Where it begins, in bytes of the source.
    pub start: usize,
    /// Who leads it or took it back: positions in [`Outline::departments`], each once.
    pub departments: Box<[u32]>,
}

/// Where in an outline something stands: positions from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Which list.
    pub list: usize,
    /// Which category of the list; none in front of the first.
    pub category: Option<usize>,
    /// Which duty of the category; none in its heading.
    pub duty: Option<usize>,
}

impl Outline {
    /// The outlines of all documents of a graph, in order.
    pub fn all(graph: &Graph<'_>) -> Vec<Outline> {
        let documents = graph.nodes(Kind::Document).iter();
        documents
            .filter_map(|&document| outline(graph, document))
            .collect()
    }

    /// Where the byte `offset` of the source stands; none in front of the first list.
    pub fn spot(&self, offset: usize) -> Option<Spot> {
        let list = last_before(&self.lists, offset, |list| list.start)?;
        let categories = &self.lists[list].categories;
        let category = last_before(categories, offset, |category| category.start);
        let duty = category.and_then(|at| last_before(&categories[at].duties, offset, |duty| duty.start));
        Some(Spot { list, category, duty })
    }

    /// The duty at a spot, if there is one.
    pub fn duty(&self, spot: Spot) -> Option<&DutyOutline> {
        let category = self.category(spot)?;
        category.duties.get(spot.duty?)
    }

    /// The category at a spot, if there is one.
    pub fn category(&self, spot: Spot) -> Option<&CategoryOutline> {
        self.lists.get(spot.list)?.categories.get(spot.category?)
    }

    /// The names of the departments of a duty, in order.
    pub fn holders(&self, duty: &DutyOutline) -> impl Iterator<Item = &str> {
        duty.departments
            .iter()
            .map(|&at| self.departments[at as usize].as_str())
    }
}

/// The last of some beginnings, which ascend, that is not behind `offset`.
fn last_before<T>(all: &[T], offset: usize, start: impl Fn(&T) -> usize) -> Option<usize> {
    all.partition_point(|one| start(one) <= offset).checked_sub(1)
}

fn outline(graph: &Graph<'_>, document: NodeId) -> Option<Outline> {
    let Node::Document(list) = graph.node(document) else {
        return None;
    };
    let mut departments = Departments::default();
    let lists = graph.step(document, Edge::Lists);
    let lists = lists.filter_map(|list| list_outline(graph, list, &mut departments));
    Some(Outline {
        lists: lists.collect(),
        path: Arc::from(graph.path(list)),
        township: list.township.full_name(),
        short: quoted(list.township.name.as_str()).into_owned(),
        departments: departments.names,
    })
}

fn list_outline(graph: &Graph<'_>, list: NodeId, departments: &mut Departments) -> Option<ListOutline> {
    let Node::List(section) = graph.node(list) else {
        return None;
    };
    let mut start = section.place.span.start as usize;
    let mut categories = Vec::new();
    for category in graph.step(list, Edge::Categories) {
        let Node::Category(heading, _) = graph.node(category) else {
            continue;
        };
        let duties: Vec<DutyOutline> = graph
            .step(category, Edge::Duties)
            .filter_map(|duty| duty_outline(graph, duty, departments))
            .collect();
        let heading_start = heading.start().map(|place| place.span.start as usize);
        let first = duties.first().map(|duty| duty.start);
        // A category that is a column of the table begins with its first duty.
        let begins = match (heading_start, first) {
            (Some(heading), Some(duty)) => heading.min(duty),
            (heading, duty) => heading.or(duty).unwrap_or(start),
        };
        start = start.min(begins);
        let name = heading.name.as_str().to_owned();
        categories.push(CategoryOutline {
            name,
            start: begins,
            duties,
        });
    }
    Some(ListOutline {
        kind: section.kind,
        start,
        categories,
    })
}

fn duty_outline(graph: &Graph<'_>, id: NodeId, departments: &mut Departments) -> Option<DutyOutline> {
    let Node::Duty(node) = graph.node(id) else {
        return None;
    };
    let mut holders: Vec<u32> = Vec::new();
    let column = graph
        .step(id, Edge::Departments)
        .chain(graph.step(id, Edge::Receivers));
    let mut add = |mention: NodeId| {
        let held = departments.position(graph, mention);
        holders.extend(held.filter(|held| !holders.contains(held)));
    };
    let mut column = column.peekable();
    match column.peek() {
        Some(_) => column.for_each(&mut add),
        None => graph
            .step(id, Edge::Blocks)
            .flat_map(|block| graph.step(block, Edge::Labels))
            .for_each(&mut add),
    }
    Some(DutyOutline {
        number: node.duty.number.as_ref().map(|number| number.value),
        start: node.duty.start().span.start as usize,
        departments: holders.into(),
    })
}

/// The bodies met so far.
#[derive(Default)]
struct Departments {
    names: Vec<String>,
    known: Map<String, u32>,
}

impl Departments {
    fn position(&mut self, graph: &Graph<'_>, mention: NodeId) -> Option<u32> {
        let Node::Mention(mention) = graph.node(mention) else {
            return None;
        };
        if let Some(&known) = self.known.get(&*mention.key) {
            return Some(known);
        }
        let next = u32::try_from(self.names.len()).ok()?;
        self.names.push((*mention.full).to_owned());
        self.known.insert((*mention.key).to_owned(), next);
        Some(next)
    }
}

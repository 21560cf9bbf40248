//! The graph of a small list: its nodes, their places, and the steps between them.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::fmt::Write as _;

use qingdan::graph::{Edge, Graph, Kind, NodeId, Property, Schema, Value};
use qingdan::list::yaml;
use qingdan::text::{Source, Sources};

/// Builds the graph of the small list with its registry and hands it on.
fn with_graph(test: impl FnOnce(&Sources, &Graph<'_>)) {
    let mut sources = Sources::default();
    let list = sources.add(Source::new("small.yaml", include_str!("fixture/small.yaml")));
    let registry = sources.add(Source::new(
        "registry.yaml",
        include_str!("fixture/registry.yaml"),
    ));
    let reading = yaml::read(list, sources[list].text());
    assert!(reading.doubts.is_empty(), "{:?}", reading.doubts);
    let lists: Vec<_> = reading.list.into_iter().collect();
    let registries: Vec<_> = yaml::registry::read(registry, sources[registry].text())
        .0
        .into_iter()
        .collect();
    test(&sources, &Graph::build(&sources, &lists, &registries));
}

fn show(value: Value<'_>) -> String {
    match value {
        Value::Text(text) => text.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Ratio(ratio) => ratio.to_string(),
        Value::Bool(flag) => flag.to_string(),
    }
}

fn outline(graph: &Graph<'_>, node: NodeId, depth: usize, out: &mut String) {
    let info = Schema::get().kind(graph.kind(node));
    write!(out, "{}{:?}", "  ".repeat(depth), graph.kind(node)).unwrap();
    for name in info.properties.keys() {
        let (property, about) = info.property(name).unwrap();
        let values: Vec<String> = match about.many {
            true => graph.values(node, property).into_iter().map(show).collect(),
            false => graph.value(node, property).into_iter().map(show).collect(),
        };
        if !values.is_empty() {
            write!(out, " {name}={}", values.join("+")).unwrap();
        }
    }
    if let Some(department) = graph.step(node, Edge::Department).next() {
        write!(
            out,
            " → {}",
            show(graph.value(department, Property::Name).unwrap())
        )
        .unwrap();
    }
    out.push('\n');
    for name in info.edges.keys() {
        let (edge, _) = info.edge(name).unwrap();
        let below: Vec<NodeId> = graph
            .step(node, edge)
            .filter(|&child| graph.parent(child) == Some(node))
            .collect();
        for child in below {
            outline(graph, child, depth + 1, out);
        }
    }
}

#[test]
fn a_small_list_as_a_graph() {
    with_graph(|_, graph| {
        let mut out = String::new();
        for kind in [Kind::Registry, Kind::County] {
            graph
                .nodes(kind)
                .iter()
                .for_each(|&node| outline(graph, node, 0, &mut out));
        }
        insta::with_settings!({snapshot_path => "../snapshots/graph", prepend_module_to_snapshot => false}, {
            insta::assert_snapshot!("small", out);
        });
    });
}

#[test]
fn every_placed_value_stands_at_its_place() {
    with_graph(|sources, graph| {
        let mut seen = 0;
        for (kind, info) in Schema::get().kinds().filter(|(_, info)| !info.is_abstract) {
            for &node in graph.nodes(kind) {
                for name in info.properties.keys() {
                    let Some((property, about)) = info.property(name).filter(|(_, about)| about.placed)
                    else {
                        continue;
                    };
                    let Some(text) = graph.text(node, property).filter(|_| !about.many) else {
                        continue;
                    };
                    let spans = text.spans(0..text.as_str().len());
                    let source: String = spans
                        .iter()
                        .map(|&span| sources[text.source()].slice(span))
                        .collect();
                    assert_eq!(source, text.as_str(), "{kind:?}.{name}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 50, "only {seen} texts");
    });
}

#[test]
fn steps_keep_the_order_of_the_source_and_lead_back() {
    with_graph(|_, graph| {
        for (kind, info) in Schema::get().kinds().filter(|(_, info)| !info.is_abstract) {
            for &node in graph.nodes(kind) {
                for name in info.edges.keys() {
                    let (edge, about) = info.edge(name).unwrap();
                    let reached: Vec<NodeId> = graph.step(node, edge).collect();
                    assert!(reached.is_sorted(), "{kind:?}.{name}: {reached:?}");
                    assert!(
                        about.many || reached.len() <= 1,
                        "{kind:?}.{name} leads to one node"
                    );
                    assert!(
                        about.many || about.optional || reached.len() == 1,
                        "{kind:?}.{name} always leads to a node"
                    );
                    let fits = |&to: &NodeId| Schema::get().is_a(graph.kind(to), about.to);
                    assert!(
                        reached.iter().all(fits),
                        "{kind:?}.{name} leads to {:?}",
                        about.to
                    );
                }
            }
        }
        let township = graph.nodes(Kind::Township)[0];
        assert_eq!(
            graph.step(township, Edge::Duties).collect::<Vec<_>>(),
            graph.nodes(Kind::Duty)
        );
    });
}

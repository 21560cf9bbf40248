//! Paths: a name in scope, then edges, then perhaps a property.

use super::Prover;
use crate::finding::Words;
use crate::graph::schema::{Edge, Kind, Property, ValueType};
use crate::rule::expression::syntax::{Name, Path};
use crate::rule::fault::{Fault, FaultKind, suggestion};
use crate::rule::program::{Base, Root, Type, Walk};

/// What a name leads to from a node of some kind.
enum Step {
    Edge(Edge, Type),
    Property(Property, Type, bool),
}

impl Prover<'_> {
    /// Resolves a path.
    pub(crate) fn walk(&mut self, path: &Path) -> Option<Walk> {
        let (root, start, names) = self.root(path)?;
        let written = path
            .names
            .iter()
            .map(|name| name.text.as_str())
            .collect::<Vec<_>>()
            .join(".");
        let placed = matches!(start.base, Base::Node(_));
        let mut walk = Walk {
            root,
            edges: Vec::new(),
            property: None,
            several: false,
            leads_to: start,
            placed,
            written,
        };
        for name in names {
            self.step(&mut walk, name)?;
        }
        Some(walk)
    }

    /// Where a path begins, and the names that are left to walk.
    fn root<'n>(&mut self, path: &'n Path) -> Option<(Root, Type, &'n [Name])> {
        let first = &path.names[0];
        if first.text == "it" {
            return match self.elements.last() {
                Some(&(element, _)) => {
                    Some((Root::Element(self.elements.len() - 1), element, &path.names[1..]))
                }
                None => self.fault(Fault::new(
                    FaultKind::UnknownName,
                    first.span,
                    Words::new(
                        "it 只在 where 里或标注文字里有意义",
                        "`it` means something only inside `where` and in the text of a label",
                    ),
                )),
            };
        }
        let named = |(_, name): &(Type, Option<String>)| name.as_ref() == Some(&first.text);
        if let Some(depth) = self.elements.iter().rposition(named) {
            return Some((Root::Element(depth), self.elements[depth].0, &path.names[1..]));
        }
        // Names of `for` stay visible inside `where`; a property they hide is reached as `it.name`.
        if let Some((binding, bound)) = self
            .bindings
            .iter_mut()
            .enumerate()
            .find(|(_, bound)| bound.name == first.text)
        {
            bound.used = true;
            // A source with a fault was told of; what follows from it is not.
            let node = Type::one(Base::Node(bound.kind?));
            return Some((Root::Binding(binding), node, &path.names[1..]));
        }
        for (depth, (element, _)) in self.elements.iter().enumerate().rev() {
            if let Base::Node(kind) = element.base
                && self.find_step(kind, &first.text).is_some()
            {
                return Some((Root::Element(depth), *element, &path.names));
            }
        }
        self.unknown_name(first)
    }

    fn unknown_name<T>(&mut self, name: &Name) -> Option<T> {
        if self.nameless {
            return None;
        }
        let mut fault = Fault::new(
            FaultKind::UnknownName,
            name.span,
            Words::new(
                format!("没有名称 {}", name.text),
                format!("there is no name `{}`", name.text),
            ),
        );
        fault.help = self.name_hint(&name.text);
        self.fault(fault)
    }

    fn name_hint(&self, name: &str) -> Option<Words> {
        if self.parameters.iter().any(|parameter| parameter.name == name) {
            return Some(Words::new(
                format!("参数前面要写 $：${name}"),
                format!("a parameter is written with a dollar sign: `${name}`"),
            ));
        }
        if self
            .behind
            .is_some_and(|kind| self.find_step(kind, name).is_some())
        {
            return Some(Words::new(
                "where 后面只管一个条件；几个条件要加括号：some … where (… and …)",
                "behind `where` stands one condition; put brackets around several: `some … where (… and …)`",
            ));
        }
        if let Some(kind) = self.kind_like(name) {
            return Some(Words::new(
                format!("是不是想写 {kind}？"),
                format!("did you mean `{kind}`?"),
            ));
        }
        let owner = self.bindings.iter().find(|bound| {
            bound
                .kind
                .is_some_and(|kind| self.find_step(kind, name).is_some())
        });
        if let Some(owner) = owner {
            let path = format!("{}.{name}", owner.name);
            return Some(Words::new(
                format!("是不是想写 {path}？"),
                format!("did you mean `{path}`?"),
            ));
        }
        let mut names: Vec<&str> = Vec::new();
        for (element, called) in &self.elements {
            names.extend(called.as_deref());
            if let Base::Node(kind) = element.base {
                self.names_of(kind).for_each(|name| names.push(name));
            }
        }
        names.extend(self.bindings.iter().map(|bound| bound.name.as_str()));
        suggestion(name, names)
    }

    /// The kind whose name in the wrong case, or in Chinese, this is.
    fn kind_like(&self, name: &str) -> Option<&'static str> {
        let kind = self
            .schema
            .kinds()
            .find(|(kind, _)| kind.as_str().eq_ignore_ascii_case(name) && kind.as_str() != name);
        kind.map(|(kind, _)| kind.as_str())
    }

    fn step(&mut self, walk: &mut Walk, name: &Name) -> Option<()> {
        let Base::Node(kind) = walk.leads_to.base else {
            let before = Words::new(
                format!("{} 前面是一个值，不是节点，没有属性", name.text),
                format!(
                    "what stands before `{}` is a plain value without properties",
                    name.text
                ),
            );
            return self.fault(Fault::new(FaultKind::PropertyOfPlain, name.span, before));
        };
        let Some(step) = self.find_step(kind, &name.text) else {
            return self.unknown_property(kind, name);
        };
        let (to, placed) = match step {
            Step::Edge(edge, to) => {
                walk.edges.push(edge);
                (to, true)
            }
            Step::Property(property, to, placed) => {
                walk.property = Some(property);
                walk.several = to.many;
                (to, placed)
            }
        };
        let before = walk.leads_to;
        walk.placed = placed;
        walk.leads_to = Type {
            base: to.base,
            many: before.many || to.many,
            optional: before.optional || to.optional,
        };
        Some(())
    }

    fn find_step(&self, kind: Kind, name: &str) -> Option<Step> {
        let info = self.schema.kind(kind);
        if let Some((edge, info)) = info.edge(name) {
            let to = Type {
                base: Base::Node(info.to),
                many: info.many,
                optional: info.optional,
            };
            return Some(Step::Edge(edge, to));
        }
        let (property, info) = info.property(name)?;
        let base = match &info.value_type {
            ValueType::Text => Base::Text,
            ValueType::Number => Base::Number,
            ValueType::Ratio => Base::Ratio,
            ValueType::Bool => Base::Truth,
            ValueType::Enum(words) => Base::Enum(words),
        };
        let to = Type {
            base,
            many: info.many,
            optional: info.optional,
        };
        Some(Step::Property(property, to, info.placed && !info.many))
    }

    fn names_of(&self, kind: Kind) -> impl Iterator<Item = &'static str> + use<> {
        let info = self.schema.kind(kind);
        info.properties
            .keys()
            .chain(info.edges.keys())
            .map(String::as_str)
    }

    fn unknown_property<T>(&mut self, kind: Kind, name: &Name) -> Option<T> {
        let fault = Fault::new(
            FaultKind::UnknownProperty,
            name.span,
            Words::new(
                format!("{} 没有属性 {}", kind.as_str(), name.text),
                format!("{} has no property `{}`", kind.as_str(), name.text),
            ),
        );
        let special: Vec<&str> = self
            .schema
            .kinds()
            .filter(|&(other, _)| other != kind && self.schema.is_a(other, kind))
            .filter(|&(other, _)| self.find_step(other, &name.text).is_some())
            .map(|(other, _)| other.as_str())
            .collect();
        if special.is_empty() {
            let names = self.names_of(kind);
            return self.fault(fault.suggest(&name.text, names));
        }
        let only = Words::new(
            format!("只有 {} 才有", special.join("、")),
            format!("only {} has it", special.join(", ")),
        );
        self.fault(fault.help(only))
    }
}

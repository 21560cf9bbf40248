//! Names and paths in words: 配合履职事项的对应上级部门, the departments of the cooperative duty.

use super::{Said, Teller};
use crate::graph::schema::{Kind, Schema};
use crate::rule::program::{Base, Root, Type, Walk};

impl Teller<'_> {
    /// What the nodes of a name are called; told apart by 甲, 乙 where two names have one kind.
    pub(crate) fn noun(&self, at: usize) -> Said {
        let kind = self.rule.bindings[at].kind;
        let same = |range: std::ops::Range<usize>| {
            self.rule.bindings[range]
                .iter()
                .filter(|other| other.kind == kind)
                .count()
        };
        let noun = kind_noun(kind);
        if same(0..self.rule.bindings.len()) == 1 {
            return noun;
        }
        let ordinal = same(0..at);
        let zh = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"][ordinal];
        let en = ["A", "B", "C", "D", "E", "F", "G", "H"][ordinal];
        Said::new(format!("{}{zh}", noun.zh), format!("{} {en}", noun.en))
    }

    /// What a path leads to.
    pub(crate) fn path(&self, walk: &Walk) -> Said {
        let steps = walk.edges.len() + usize::from(walk.property.is_some());
        let names: Vec<&str> = walk.written.split('.').collect();
        let names = &names[names.len() - steps..];
        let (start, mut kind) = match walk.root {
            Root::Binding(binding) => (self.noun(binding), Some(self.rule.bindings[binding].kind)),
            Root::Element(depth) => {
                let kind = self.elements[depth];
                (self.element(depth, kind, steps == 0), kind)
            }
        };
        let mut zh = start.zh;
        let mut en = Vec::new();
        for name in names {
            let info = kind.map(|kind| Schema::get().kind(kind));
            let edge = info.and_then(|info| info.edge(name)).map(|(_, edge)| edge);
            let property = info
                .and_then(|info| info.property(name))
                .map(|(_, property)| property);
            let own = edge
                .map(|edge| &edge.zh)
                .or(property.map(|property| &property.zh));
            if zh != "其" {
                zh.push('的');
            }
            zh.push_str(own.map_or(name, String::as_str));
            en.push(name.replace('_', " "));
            kind = edge.map(|edge| edge.to);
        }
        en.reverse();
        let joined = en.join(" of the ");
        let en = match (start.en.as_str(), en.is_empty()) {
            ("its", _) => format!("the {joined} of it"),
            (start, true) => format!("the {start}"),
            (start, false) => format!("the {joined} of the {start}"),
        };
        Said::new(zh, en)
    }

    /// An element of a list: the nearest one is 其 or 它.
    fn element(&self, depth: usize, kind: Option<Kind>, whole: bool) -> Said {
        let nearest = depth + 1 == self.elements.len();
        match (nearest, whole, kind) {
            (true, false, _) => Said::new("其", "its"),
            (true, true, _) => Said::new("它", "element itself"),
            (false, _, Some(kind)) => {
                let noun = kind_noun(kind);
                Said::new(format!("前面那个{}", noun.zh), format!("{} before", noun.en))
            }
            (false, _, None) => Said::new("前面那个值", "value before"),
        }
    }
}

/// The kind of the elements of a list.
pub(super) fn element_kind(of: Type) -> Option<Kind> {
    match of.base {
        Base::Node(kind) => Some(kind),
        _ => None,
    }
}

/// A kind as a noun: 配合履职事项, cooperative duty.
pub(super) fn kind_noun(kind: Kind) -> Said {
    let mut en = String::new();
    for character in kind.as_str().chars() {
        if character.is_ascii_uppercase() && !en.is_empty() {
            en.push(' ');
        }
        en.push(character.to_ascii_lowercase());
    }
    Said::new(Schema::get().kind(kind).zh.as_str(), en)
}

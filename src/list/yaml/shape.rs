//! The keys of the YAML form: which a mapping may have, and which it must.

use crate::finding::{ListKind, Words};
use crate::text::near::nearest;

/// The keys of one kind of mapping.
#[derive(Debug)]
pub(crate) struct Shape {
    zh: &'static str,
    en: &'static str,
    /// All keys, in the order they are written.
    pub(crate) keys: &'static [&'static str],
    /// Those that may not be missing.
    pub(crate) required: &'static [&'static str],
}

impl Shape {
    /// What the mapping is.
    pub(crate) fn words(&self) -> Words {
        Words::new(self.zh, self.en)
    }

    /// The key that `key`, which is none of them, was probably meant to be. In a clause it is the text: what looks like
    /// a key there is the part of a text before a colon.
    pub(crate) fn meant(&self, key: &str) -> Option<&'static str> {
        let otherwise = || (std::ptr::eq(self, &CLAUSE) && !key.is_ascii()).then_some("text");
        nearest(key, self.keys.iter().copied()).or_else(otherwise)
    }

    /// The shape of a duty in a list of `kind`.
    pub(crate) fn duty(kind: ListKind) -> &'static Shape {
        match kind {
            ListKind::Basic => &BASIC,
            ListKind::Cooperative => &COOPERATIVE,
            ListKind::Reclaimed => &RECLAIMED,
        }
    }
}

pub(crate) static ROOT: Shape = Shape {
    zh: "清单",
    en: "a list",
    keys: &[
        "schema",
        "title",
        "township",
        "published",
        "basic",
        "cooperative",
        "reclaimed",
    ],
    required: &["schema", "township"],
};

pub(crate) static TOWNSHIP: Shape = Shape {
    zh: "乡镇（township）",
    en: "a township",
    keys: &["name", "region"],
    required: &["name", "region"],
};

pub(crate) static SECTION: Shape = Shape {
    zh: "一张清单（basic、cooperative、reclaimed）",
    en: "one of the lists (basic, cooperative, reclaimed)",
    keys: &["title", "declared", "categories"],
    required: &["categories"],
};

pub(crate) static CATEGORY: Shape = Shape {
    zh: "事项类别",
    en: "a category",
    keys: &["name", "ordinal", "declared", "duties"],
    required: &["name", "duties"],
};

pub(crate) static BASIC: Shape = Shape {
    zh: "基本履职事项",
    en: "a basic duty",
    keys: &["number", "name", "mark"],
    required: &["name"],
};

pub(crate) static COOPERATIVE: Shape = Shape {
    zh: "配合履职事项",
    en: "a cooperative duty",
    keys: &["number", "name", "mark", "departments", "blocks", "township"],
    required: &["name"],
};

pub(crate) static RECLAIMED: Shape = Shape {
    zh: "上级部门收回事项",
    en: "a reclaimed duty",
    keys: &["number", "name", "mark", "receivers", "mode", "discontinued"],
    required: &["name"],
};

pub(crate) static BLOCK: Shape = Shape {
    zh: "上级部门职责（blocks 的一块）",
    en: "a block of upstream duties",
    keys: &["departments", "clauses", "guarantees"],
    required: &["departments", "clauses"],
};

pub(crate) static CLAUSE: Shape = Shape {
    zh: "一条职责",
    en: "a clause",
    keys: &["number", "text"],
    required: &["text"],
};

pub(crate) static REGISTRY: Shape = Shape {
    zh: "部门名录",
    en: "a registry",
    keys: &["schema", "name", "region", "departments"],
    required: &["schema", "name", "departments"],
};

pub(crate) static BODY: Shape = Shape {
    zh: "名录里的部门",
    en: "a registered body",
    keys: &["name", "aliases", "second-names", "level"],
    required: &["name"],
};

/// All shapes of a list, outermost first.
pub(crate) static ALL: [&Shape; 9] = [
    &ROOT,
    &TOWNSHIP,
    &SECTION,
    &CATEGORY,
    &BASIC,
    &COOPERATIVE,
    &RECLAIMED,
    &BLOCK,
    &CLAUSE,
];

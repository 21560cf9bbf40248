//! The YAML form as it is written: every key, in its order. The texts below become the JSON Schema.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::line::{Items, Keys, Width, entry};
use crate::list::yaml;

/// The duty lists of one township.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct List<'a> {
    /// The version of this form.
    #[schemars(extend("const" = yaml::SCHEMA))]
    pub(super) schema: &'static str,
    /// The title of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    /// Whose lists these are.
    pub(super) township: Keys<Township<'a>>,
    /// When they were published, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<&'a str>,
    /// 基本履职事项: duties the township performs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) basic: Option<Section<'a, Keys<Basic<'a>>>>,
    /// 配合履职事项: duties it helps a department with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cooperative: Option<Section<'a, Cooperative<'a>>>,
    /// 上级部门收回事项: duties taken back by the departments above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reclaimed: Option<Section<'a, Keys<Reclaimed<'a>>>>,
}

/// The township or sub-district.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Township<'a> {
    /// Its name: 河口镇.
    pub(super) name: &'a str,
    /// The divisions above it, largest first: 甘肃省, 兰州市, 西固区.
    pub(super) region: Items<&'a str>,
}

/// One of the three lists.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "{D}Section")]
pub(super) struct Section<'a, D> {
    /// Its title, without the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<&'a str>,
    /// The count its title states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) declared: Option<u32>,
    /// Its categories, in order.
    pub(super) categories: Vec<Category<'a, D>>,
}

/// A category of duties.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "{D}Category")]
pub(super) struct Category<'a, D> {
    /// Its name: 党的建设.
    pub(super) name: &'a str,
    /// Its ordinal: 1 for 一、.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ordinal: Option<u32>,
    /// The count its heading states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) declared: Option<u32>,
    /// Its duties, in order.
    pub(super) duties: Vec<D>,
}

/// A basic duty.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Basic<'a> {
    /// Its number as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<u32>,
    /// Its name, without the mark.
    pub(super) name: &'a str,
    /// A mark before the name: "*".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<&'a str>,
}

/// A cooperative duty.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Cooperative<'a> {
    /// Its number as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<u32>,
    /// Its name, without the mark.
    pub(super) name: &'a str,
    /// A mark before the name: "*".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<&'a str>,
    /// 对应上级部门, as written, in order.
    #[schemars(default)]
    pub(super) departments: Items<Cow<'a, str>>,
    /// 上级部门职责: what each department does.
    #[schemars(default)]
    pub(super) blocks: Vec<Block<'a>>,
    /// 乡镇配合职责: what the township does.
    #[schemars(default)]
    pub(super) township: Items<Clause<'a>>,
}

/// A reclaimed duty.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Reclaimed<'a> {
    /// Its number as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<u32>,
    /// Its name, without the mark.
    pub(super) name: &'a str,
    /// A mark before the name: "*".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mark: Option<&'a str>,
    /// 承接部门, as written, in order.
    #[serde(skip_serializing_if = "Items::is_empty")]
    #[schemars(default)]
    pub(super) receivers: Items<Cow<'a, str>>,
    /// 工作方式, or why nobody does it any more.
    #[serde(skip_serializing_if = "Items::is_empty")]
    #[schemars(default)]
    pub(super) mode: Items<Clause<'a>>,
    /// Whether it is no longer performed (不再开展).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub(super) discontinued: bool,
}

/// The upstream duties of one or several departments.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Block<'a> {
    /// The departments that head it; none where the cell names none.
    pub(super) departments: Items<Cow<'a, str>>,
    /// Its clauses.
    pub(super) clauses: Items<Clause<'a>>,
    /// 履职保障: what the department gives the township.
    #[serde(skip_serializing_if = "Items::is_empty")]
    #[schemars(default)]
    pub(super) guarantees: Items<Clause<'a>>,
}

/// A clause: a text that bears the expected number, or its text and the number it bears instead.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Clause<'a> {
    Text(&'a str),
    Numbered(Keys<Numbered<'a>>),
}

/// A clause whose number is not the expected one; without number, a piece that has none among numbered ones.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Numbered<'a> {
    /// Its number as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<u32>,
    /// Its text.
    pub(super) text: &'a str,
}

impl Width for Township<'_> {
    fn width(&self) -> usize {
        entry("name", &self.name) + entry("region", &self.region)
    }
}

/// Always on one line: a list of basic duties reads as a table.
impl Width for Basic<'_> {
    fn width(&self) -> usize {
        0
    }
}

impl Width for Reclaimed<'_> {
    fn width(&self) -> usize {
        entry("number", &"000")
            + entry("name", &self.name)
            + self.mark.as_ref().map_or(0, |mark| entry("mark", mark))
            + entry("receivers", &self.receivers)
            + entry("mode", &self.mode)
            + if self.discontinued {
                entry("discontinued", &"true")
            } else {
                0
            }
    }
}

impl Width for Clause<'_> {
    fn width(&self) -> usize {
        match self {
            Self::Text(text) => text.width(),
            Self::Numbered(numbered) => numbered.0.width(),
        }
    }
}

impl Width for Numbered<'_> {
    fn width(&self) -> usize {
        entry("number", &"00") + entry("text", &self.text)
    }
}

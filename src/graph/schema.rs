//! The closed world that rules speak about: kinds, properties and edges, read from `schema.yaml`.

use std::sync::OnceLock;

use serde::Deserialize;

pub use super::kind::Kind;
use crate::Map;

/// The text of the schema, for documentation and editors.
pub const TEXT: &str = include_str!("schema.yaml");

/// The name of a property, of whatever kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "schema.yaml says what each is")]
pub enum Property {
    Name,
    Aliases,
    SecondNames,
    Level,
    Kind,
    Region,
    Path,
    Format,
    Title,
    Published,
    Declared,
    Ordinal,
    Number,
    Mark,
    Key,
    Mode,
    Discontinued,
    Unfilled,
    Expected,
    Text,
    Role,
    Full,
    Via,
    Usual,
    UsualName,
    Weight,
    Foreign,
    Wrong,
    Acts,
    Open,
    Referent,
    Uses,
    Word,
    Similarity,
    Fields,
    Stem,
    Main,
    CommonName,
    Proper,
    Successor,
    First,
    Last,
    Kinds,
    From,
    To,
    Merged,
}

/// The name of an edge, of whatever kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "schema.yaml says what each is")]
pub enum Edge {
    Departments,
    Registry,
    Parent,
    Mentions,
    Townships,
    County,
    Documents,
    Duties,
    Township,
    Lists,
    NameForms,
    Namesakes,
    Toc,
    Document,
    Categories,
    List,
    Category,
    Blocks,
    TownshipClauses,
    Receivers,
    ModeClauses,
    Duty,
    Labels,
    Clauses,
    Guarantees,
    Block,
    Department,
    Before,
    After,
    Flaws,
    Alike,
    Left,
    DepartmentsLost,
    DepartmentsGained,
    DepartmentsIdle,
    ClausesDropped,
    ClausesAdded,
    ClausesReworded,
    GuaranteesLost,
    GuaranteesGained,
}

/// What values a property takes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "TypeName")]
pub enum ValueType {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// A number from 0 to 1.
    Ratio,
    /// True or false.
    Bool,
    /// One of these words.
    Enum(Vec<String>),
}

/// A property of a kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PropertyInfo {
    /// Its Chinese name.
    pub zh: String,
    /// Its values.
    #[serde(rename = "type")]
    pub value_type: ValueType,
    /// Whether it has any number of values.
    #[serde(default)]
    pub many: bool,
    /// Whether the value may be missing.
    #[serde(default)]
    pub optional: bool,
    /// Whether the value leads back to characters of a source.
    #[serde(default)]
    pub placed: bool,
}

/// An edge of a kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgeInfo {
    /// Its Chinese name.
    pub zh: String,
    /// The kind it leads to.
    pub to: Kind,
    /// Whether it leads to any number of nodes.
    #[serde(default)]
    pub many: bool,
    /// Whether it may lead nowhere.
    #[serde(default)]
    pub optional: bool,
}

/// A kind with all it has, inherited properties and edges included.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindInfo {
    /// Its Chinese name.
    pub zh: String,
    /// What it is, in one English sentence.
    pub about: String,
    /// The kind it is a special case of.
    #[serde(default, rename = "is")]
    pub parent: Option<Kind>,
    /// Whether every node of it is of a more special kind.
    #[serde(default, rename = "abstract")]
    pub is_abstract: bool,
    /// Properties by name.
    #[serde(default)]
    pub properties: Map<String, PropertyInfo>,
    /// Edges by name.
    #[serde(default)]
    pub edges: Map<String, EdgeInfo>,
}

impl KindInfo {
    /// The property called `name`.
    pub fn property(&self, name: &str) -> Option<(Property, &PropertyInfo)> {
        let info = self.properties.get(name)?;
        Some((named(name)?, info))
    }

    /// The edge called `name`.
    pub fn edge(&self, name: &str) -> Option<(Edge, &EdgeInfo)> {
        let info = self.edges.get(name)?;
        Some((named(name)?, info))
    }
}

/// All kinds.
#[derive(Debug)]
pub struct Schema {
    /// By number of the kind.
    kinds: Vec<(Kind, KindInfo)>,
}

impl Schema {
    /// The schema, read once.
    pub fn get() -> &'static Schema {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| Schema::read(TEXT).expect("the embedded schema is tested"))
    }

    fn read(text: &str) -> Result<Schema, serde_yaml::Error> {
        let mut written: Map<String, KindInfo> = serde_yaml::from_str(text)?;
        let parents = written.clone();
        for info in written.values_mut() {
            let Some(parent) = info.parent.and_then(|kind| parents.get(kind.as_str())) else {
                continue;
            };
            info.properties = parent
                .properties
                .clone()
                .into_iter()
                .chain(info.properties.drain(..))
                .collect();
            info.edges = parent
                .edges
                .clone()
                .into_iter()
                .chain(info.edges.drain(..))
                .collect();
        }
        let mut kinds: Vec<(Kind, KindInfo)> = written
            .into_iter()
            .map(|(name, info)| {
                let kind =
                    named(&name).unwrap_or_else(|| panic!("schema.yaml names a kind without code: {name}"));
                (kind, info)
            })
            .collect();
        kinds.sort_by_key(|(kind, _)| *kind);
        Ok(Schema { kinds })
    }

    /// The kind called `name`.
    pub fn find_kind(&self, name: &str) -> Option<Kind> {
        self.kinds()
            .map(|(kind, _)| kind)
            .find(|kind| kind.as_str() == name)
    }

    /// What there is to know about a kind.
    pub fn kind(&self, kind: Kind) -> &KindInfo {
        &self.kinds[kind as usize].1
    }

    /// All kinds in the order of the schema.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, &KindInfo)> {
        self.kinds.iter().map(|(kind, info)| (*kind, info))
    }

    /// Whether `kind` is `wanted` or a special case of it.
    pub fn is_a(&self, kind: Kind, wanted: Kind) -> bool {
        kind == wanted
            || self
                .kind(kind)
                .parent
                .is_some_and(|parent| self.is_a(parent, wanted))
    }
}

/// The member of a vocabulary called `name`.
fn named<T: for<'de> Deserialize<'de>>(name: &str) -> Option<T> {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    let name: StrDeserializer<'_, Error> = name.into_deserializer();
    T::deserialize(name).ok()
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TypeName {
    Plain(PlainType),
    Enum(Vec<String>),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum PlainType {
    Text,
    Number,
    Ratio,
    Bool,
}

impl From<TypeName> for ValueType {
    fn from(name: TypeName) -> Self {
        match name {
            TypeName::Plain(PlainType::Text) => Self::Text,
            TypeName::Plain(PlainType::Number) => Self::Number,
            TypeName::Plain(PlainType::Ratio) => Self::Ratio,
            TypeName::Plain(PlainType::Bool) => Self::Bool,
            TypeName::Enum(words) => Self::Enum(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_schema_has_its_code() {
        assert_eq!(Schema::get().kinds().count(), Kind::COUNT);
        for (number, (kind, info)) in Schema::get().kinds().enumerate() {
            assert_eq!(kind as usize, number);
            assert_eq!(Schema::get().find_kind(kind.as_str()), Some(kind));
            for name in info.properties.keys() {
                assert!(info.property(name).is_some(), "property {name} of {kind:?}");
            }
            for (name, edge) in &info.edges {
                assert!(info.edge(name).is_some(), "edge {name} of {kind:?}");
                assert!(
                    Schema::get().find_kind(edge.to.as_str()).is_some(),
                    "edge {name} of {kind:?}"
                );
            }
        }
    }

    #[test]
    fn special_kinds_inherit() {
        let duty = Schema::get().kind(Kind::CooperativeDuty);
        assert!(
            duty.property("name").is_some()
                && duty.edge("township").is_some()
                && duty.edge("blocks").is_some()
        );
        assert!(Schema::get().is_a(Kind::CooperativeDuty, Kind::Duty));
    }
}

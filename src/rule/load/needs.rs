//! What rule files need that stands in other files: the lexicons they use and the rules they vary. Somebody who can see
//! the files reads them; here is said which, and where they may be.

use super::folders::{folders, within};
use super::lexicon::is_lexicon;
use super::{LEXICON, RULES, builtin, id_of_path};
use crate::Set;
use crate::text::yaml::{self, Node, Scalar};
use crate::text::{Source, SourceId, Sources};

/// Something that a file needs and that no source holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The file.
    pub from: SourceId,
    /// What it needs.
    pub what: Needed,
}

/// What a file needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needed {
    /// The lexicon at this path, which `use` names.
    Lexicon(String),
    /// The rule with this id, which `extends` names.
    Rule(String),
}

impl Needed {
    /// Whether a file is, or holds, what is needed.
    pub fn is_met_by(&self, source: &Source) -> bool {
        let says = |schema: &str| source.text().contains(schema);
        match self {
            // A lexicon with a fault is the one that was meant.
            Self::Lexicon(_) => says(LEXICON),
            Self::Rule(id) => says(RULES) && holds(source, id),
        }
    }
}

fn holds(source: &Source, id: &str) -> bool {
    yaml::parse(SourceId(0), source.text())
        .is_ok_and(|node| rules(&node, source.name()).any(|held| held == id))
}

/// What the files `ids` need and none of them holds, each once. What is built in is needed only where nothing else
/// stands in its place, so a lexicon of that name is among them, a rule is not.
pub fn needs(sources: &Sources, ids: &[SourceId]) -> Vec<Need> {
    let told = |id: &&SourceId| {
        let text = sources[**id].text();
        ["use", "extends", "schema"].iter().any(|key| text.contains(key))
    };
    let parsed = |&id: &SourceId| Some((id, yaml::parse(id, sources[id].text()).ok()?));
    let files: Vec<(SourceId, Node<'_>)> = ids.iter().filter(told).filter_map(parsed).collect();
    let mut lexicons = Set::default();
    let mut held = Set::default();
    for (id, node) in &files {
        match is_lexicon(node) {
            true => drop(lexicons.insert(sources[*id].name())),
            false => held.extend(rules(node, sources[*id].name())),
        }
    }
    let mut needs: Vec<Need> = Vec::new();
    for (id, node) in &files {
        let name = sources[*id].name();
        let used = node.get("use").and_then(Node::sequence).unwrap_or_default();
        let missing =
            |path: &&str| !folders(name).any(|folder| lexicons.contains(within(&folder, path).as_str()));
        let paths = used.iter().filter_map(Node::as_str).filter(missing);
        let known = |id: &str| held.contains(id) || builtin().get(id).is_some();
        let bases = items(node).filter_map(|item| item.get("extends")?.as_str());
        let bases = bases.filter(|base| !known(base));
        let lexicons = paths.map(|path| Needed::Lexicon(path.to_owned()));
        for what in lexicons.chain(bases.map(|base| Needed::Rule(base.to_owned()))) {
            let need = Need { from: *id, what };
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
    }
    needs
}

/// The rules of a file as written.
fn items<'n, 's>(node: &'n Node<'s>) -> impl Iterator<Item = &'n Node<'s>> {
    match node.get("rules") {
        None => std::slice::from_ref(node).iter(),
        Some(rules) => rules.sequence().unwrap_or_default().iter(),
    }
}

/// The ids of the rules of a file that is called `name`.
fn rules<'n>(node: &'n Node<'_>, name: &'n str) -> impl Iterator<Item = &'n str> {
    let by_path = node.get("rules").is_none().then(|| id_of_path(name));
    items(node).filter_map(move |item| match item.get("id").and_then(Node::scalar) {
        Some(id) => Some(Scalar::as_str(id)),
        None => by_path,
    })
}

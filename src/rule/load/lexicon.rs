//! Lexicons: the lists and parts of expressions that rules share, and where a rule finds them.

use std::sync::OnceLock;

use super::folders::{folders, within};
use super::{EMBEDDED, LEXICON, Loading, Origin};
use crate::Map;
use crate::finding::Words;
use crate::rule::fault::{FaultKind, suggestion};
use crate::rule::parameter::Parameter;
use crate::rule::written::sheet::Sheet;
use crate::text::yaml::{self, Node};
use crate::text::{Source, SourceId};

/// Where the built-in lexicons lie; a rule names them by their path in `rules/`.
const FOLDER: &str = "rules/";

impl<'s> Loading<'s> {
    /// Reads a file if it is a lexicon.
    pub(super) fn lexicon(&mut self, id: SourceId, node: &Node<'s>) {
        if !is_lexicon(node) {
            return;
        }
        let mut sheet = Sheet::new(id).ours(self.origin != Origin::User);
        let lists = sheet.lexicon(node);
        self.findings.append(&mut sheet.findings);
        self.lexicons
            .insert(self.sources[id].name(), lists.unwrap_or_default());
    }

    /// The lists of the lexicons that `use` names.
    pub(super) fn used_lists(&self, sheet: &mut Sheet, id: SourceId, node: &Node<'s>) -> Vec<Parameter> {
        let Some(used) = node.get("use").and_then(|used| sheet.items(used)) else {
            return Vec::new();
        };
        let mut lists = Vec::new();
        for item in used {
            let Some(path) = sheet.scalar(item).map(|scalar| scalar.as_str()) else {
                continue;
            };
            match self.find_lexicon(self.sources[id].name(), path) {
                Some(found) => lists.extend(found.iter().cloned()),
                None => {
                    let words = Words::new(
                        format!("找不到词表文件 {path}"),
                        format!("there is no lexicon {path}"),
                    );
                    let names = self.lexicons.keys().chain(builtin().keys()).copied();
                    sheet.fault(FaultKind::UnknownLexicon, item, words).help = suggestion(path, names);
                }
            }
        }
        lists
    }

    /// The lexicon at `path` beside the file `from` or in a folder above it, else the built-in one of this path.
    fn find_lexicon(&self, from: &str, path: &str) -> Option<&Vec<Parameter>> {
        let near = folders(from).find_map(|folder| self.lexicons.get(within(&folder, path).as_str()));
        near.or_else(|| builtin().get(path))
    }
}

/// The built-in lexicons, for the rules of users.
fn builtin() -> &'static Map<&'static str, Vec<Parameter>> {
    static BUILTIN: OnceLock<Map<&str, Vec<Parameter>>> = OnceLock::new();
    BUILTIN.get_or_init(|| {
        let lists = |(path, text): &(&'static str, &'static str)| {
            let id = SourceId(0);
            let source = Source::new(*path, *text);
            let node = yaml::parse(id, source.text()).ok().filter(is_lexicon)?;
            let lists = Sheet::new(id).ours(true).lexicon(&node)?;
            Some((path.strip_prefix(FOLDER)?, lists))
        };
        let lexicons = EMBEDDED.iter().filter(|(_, text)| text.contains(LEXICON));
        lexicons.filter_map(lists).collect()
    })
}

/// Whether a file says that it is a lexicon.
pub(super) fn is_lexicon(node: &Node<'_>) -> bool {
    node.get("schema").and_then(Node::as_str) == Some(LEXICON)
}

//! What a rule file takes from other files: lexicons by their path, rules by their id; and where these are looked for.

use crate::text::SourceId;
use crate::text::yaml::{self, Node};

/// No folder further above a file is looked into.
const ABOVE: usize = 16;

/// What a rule file names that may lie in another file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The paths of lexicons in `use`.
    pub lexicons: Vec<String>,
    /// Whether one of its rules extends another.
    pub extends: bool,
}

/// What the rule file `text` names. Whatever is wrong with the file is told when it is loaded.
pub fn wanted(text: &str) -> Wanted {
    let Ok(node) = yaml::parse(SourceId(0), text) else {
        return Wanted::default();
    };
    let items = |node: &Node<'_>, key: &str| -> Vec<String> {
        let items = node.get(key).and_then(Node::sequence).unwrap_or_default();
        items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let rules = node.get("rules").and_then(Node::sequence).unwrap_or_default();
    Wanted {
        lexicons: items(&node, "use"),
        extends: rules
            .iter()
            .chain([&node])
            .any(|rule| rule.get("extends").is_some()),
    }
}

/// Where a file of the name `from` looks for the file `path`: beside it, then in each folder above it. Names have `/` between
/// their parts; above the working folder they begin with `../`.
pub fn candidates<'p>(from: &str, path: &'p str) -> impl Iterator<Item = String> + use<'p> {
    let folders = std::iter::successors(folder(from), |inner| above(inner));
    folders.take(ABOVE).map(move |folder| match &*folder {
        "" => path.to_owned(),
        _ => format!("{}/{path}", folder.trim_end_matches('/')),
    })
}

/// The folder of a file.
fn folder(file: &str) -> Option<String> {
    match file.rsplit_once('/') {
        Some(("", _)) => Some("/".to_owned()),
        Some((folder, _)) => Some(folder.to_owned()),
        None => Some(String::new()),
    }
}

/// The folder above a folder; the working folder has no name.
fn above(inner: &str) -> Option<String> {
    match inner.rsplit_once('/') {
        _ if inner == "/" => None,
        Some((_, "..")) => Some(format!("{inner}/..")),
        Some(("", _)) => Some("/".to_owned()),
        Some((outer, _)) => Some(outer.to_owned()),
        None if inner.is_empty() || inner == "." => Some("..".to_owned()),
        None if inner == ".." => Some("../..".to_owned()),
        None => Some(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_looks_beside_itself_and_in_the_folders_above() {
        let first = |from: &str| candidates(from, "l.yaml").take(4).collect::<Vec<_>>();
        assert_eq!(
            first("a/b/r.yaml"),
            ["a/b/l.yaml", "a/l.yaml", "l.yaml", "../l.yaml"]
        );
        assert_eq!(
            first("r.yaml"),
            ["l.yaml", "../l.yaml", "../../l.yaml", "../../../l.yaml"]
        );
        assert_eq!(first("../x/r.yaml")[..2], ["../x/l.yaml", "../l.yaml"]);
        assert_eq!(first("/a/r.yaml"), ["/a/l.yaml", "/l.yaml"]);
        assert_eq!(candidates("r.yaml", "l.yaml").count(), ABOVE);
    }

    #[test]
    fn what_a_file_wants_is_read_from_one_rule_and_from_several() {
        let one = wanted("use: [a.yaml]\nextends: x/y\n");
        assert_eq!(one.lexicons, ["a.yaml"]);
        assert!(one.extends);
        assert!(wanted("rules: [{extends: x/y}]").extends);
        assert_eq!(wanted("use: {"), Wanted::default());
        assert_eq!(wanted("use: 3"), Wanted::default());
    }
}

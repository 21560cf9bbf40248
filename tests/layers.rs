//! The house plan held true: one direction between layers, no cycles, small files and functions, parts in their place.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::TokenStream;
use regex::Regex;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// The top-level modules, lowest first. A module imports only from lines above its own.
const LAYERS: [&[&str]; 10] = [
    &["text"],
    &["finding"],
    &["document"],
    &["list"],
    &["graph"],
    &["rule", "diff"],
    &["check"],
    &["report"],
    &["lsp"],
    &["cli"],
];
/// Crates that only some layers may know.
const KEPT: [(&str, &[&str]); 2] = [("miette", &["report", "cli"]), ("petgraph", &["graph"])];
const MAX_FILE: usize = 400;
const MAX_FUNCTION: usize = 60;

#[test]
fn the_sources_keep_the_plan() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    collect(&root.join("src"), "src", &mut files);
    assert!(files.contains_key("src/lib.rs"), "the sources were found");
    let faults = faults(&files);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn collect(folder: &Path, name: &str, files: &mut BTreeMap<String, String>) {
    for entry in folder.read_dir().expect("a folder of the sources can be read") {
        let path = entry.expect("its entries too").path();
        let name = format!(
            "{name}/{}",
            path.file_name().expect("an entry has a name").to_string_lossy()
        );
        if path.is_dir() {
            collect(&path, &name, files);
        } else if name.ends_with(".rs") {
            #[expect(clippy::disallowed_methods, reason = "the test reads the sources")]
            let text = std::fs::read_to_string(&path).expect("a source is UTF-8");
            files.insert(name, text);
        }
    }
}

/// Everything that is wrong with the files (name → text), in order.
fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut house = House::default();
    for (name, text) in files {
        if !text.starts_with("//! ") {
            faults.push(format!(
                "{name}: does not open with a `//!` line that says what it is"
            ));
        }
        let lines = text.lines().count();
        if lines > MAX_FILE {
            faults.push(format!("{name}: {lines} lines, more than {MAX_FILE}"));
        }
        match syn::parse_file(text) {
            Ok(syntax) => house.add(name, &syntax),
            Err(error) => faults.push(format!("{name}: {error}")),
        }
    }
    house.files.values().for_each(|file| faults.extend(file.faults()));
    faults.extend(house.cycles());
    faults
}

/// A path of names from the root of the crate: `["text", "span", "Span"]`.
type Names = Vec<String>;

/// All files, by the module they hold.
#[derive(Default)]
struct House {
    files: BTreeMap<Names, File>,
}

/// What one file refers to.
struct File {
    name: String,
    module: Names,
    /// Names of this crate it uses, from the root, each with the line.
    uses: Vec<(Names, usize)>,
    /// Paths into other crates, each with the line.
    foreign: Vec<(Names, usize)>,
    /// What it hands on with `pub use`: name → where it really is.
    handed_on: BTreeMap<String, Names>,
    /// Name, first line and length of each function that is too long.
    long: Vec<(String, usize, usize)>,
    /// Inline modules around the code being visited.
    inside: Names,
}

impl House {
    fn add(&mut self, name: &str, syntax: &syn::File) {
        let inner = name.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Names = inner.split('/').map(String::from).collect();
        if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
            module.pop();
        }
        let mut file = File {
            name: name.to_owned(),
            module: module.clone(),
            uses: Vec::new(),
            foreign: Vec::new(),
            handed_on: BTreeMap::new(),
            long: Vec::new(),
            inside: Vec::new(),
        };
        file.visit_file(syntax);
        // `main.rs` is the root of another crate: what it uses of this one counts as any user's.
        let key = if name == "src/main.rs" {
            vec!["(main)".to_owned()]
        } else {
            module
        };
        self.files.insert(key, file);
    }

    /// The module of the file in which `names` is defined, `pub use` followed.
    fn home(&self, names: &[String], hops: usize) -> Option<&Names> {
        let depth = (1..=names.len())
            .rev()
            .find(|&depth| self.files.contains_key(&names[..depth]))?;
        let (module, file) = self.files.get_key_value(&names[..depth])?;
        match names.get(depth).and_then(|name| file.handed_on.get(name)) {
            Some(target) if hops > 0 => self.home(target, hops - 1),
            _ => Some(module),
        }
    }

    /// Circles among the files of one layer. A parent opens its children, so only the way from child to parent counts.
    fn cycles(&self) -> Vec<String> {
        let mut ways: BTreeMap<&Names, BTreeSet<&Names>> = BTreeMap::new();
        for (module, file) in &self.files {
            let targets = file.uses.iter().filter_map(|(names, _)| self.home(names, 8));
            let others = targets.filter(|target| !target.starts_with(module) && target[0] == file.module[0]);
            ways.insert(module, others.collect());
        }
        let mut done = BTreeSet::new();
        let mut found = Vec::new();
        for &start in ways.keys() {
            follow(start, &ways, &mut Vec::new(), &mut done, &mut found);
        }
        found
    }
}

fn follow<'a>(
    at: &'a Names,
    ways: &BTreeMap<&'a Names, BTreeSet<&'a Names>>,
    trail: &mut Vec<&'a Names>,
    done: &mut BTreeSet<&'a Names>,
    found: &mut Vec<String>,
) {
    if let Some(from) = trail.iter().position(|&seen| seen == at) {
        let circle = trail[from..].iter().chain([&at]).map(|module| module.join("::"));
        found.push(format!("a cycle: {}", circle.collect::<Vec<_>>().join(" → ")));
        return;
    }
    if !done.contains(at) {
        trail.push(at);
        for &next in ways.get(at).into_iter().flatten() {
            follow(next, ways, trail, done, found);
        }
        trail.pop();
        done.insert(at);
    }
}

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

impl File {
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let own = self.module.first().map(String::as_str);
        let mut fault = |line: usize, what: String| faults.push(format!("{}:{line}: {what}", self.name));
        if let Some(own) = own.filter(|&own| rank(own).is_none()) {
            fault(1, format!("`{own}` is no layer of the plan"));
        }
        for (names, line) in &self.uses {
            let Some((own, other)) = own.zip(names.first().map(String::as_str)) else {
                continue;
            };
            let upward = rank(other).is_some_and(|other| rank(own).is_some_and(|own| other >= own));
            if other != own && upward {
                fault(*line, format!("`{own}` may not know `{other}`"));
            }
        }
        for (names, line) in &self.foreign {
            let keeper = KEPT.iter().find(|(name, _)| *name == names[0]);
            if let Some((name, layers)) =
                keeper.filter(|(_, layers)| own.is_none_or(|own| !layers.contains(&own)))
            {
                fault(*line, format!("`{name}` belongs to {}", layers.join(" and ")));
            }
            if names.join("::").starts_with("std::collections::Hash")
                || names.join("::").starts_with("std::collections::hash")
            {
                fault(
                    *line,
                    "a map with unstable order: use crate::Map or crate::Set".to_owned(),
                );
            }
        }
        for (name, line, length) in &self.long {
            fault(
                *line,
                format!("`{name}` has {length} lines, more than {MAX_FUNCTION}"),
            );
        }
        faults
    }

    /// Notes one path as written, with the line it stands on; gives it back from the root of this crate.
    fn note(&mut self, written: &[String], line: usize) -> Option<Names> {
        let mut names = match written.first()?.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => [self.module.as_slice(), self.inside.as_slice()].concat(),
            _ => {
                self.foreign.push((written.to_vec(), line));
                return None;
            }
        };
        for name in written {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => drop(names.pop()),
                _ => names.push(name.clone()),
            }
        }
        self.uses.push((names.clone(), line));
        Some(names)
    }

    /// The paths of a `use`, written out, each with the name it brings in.
    fn spread(tree: &syn::UseTree, before: &[String], paths: &mut Vec<(Names, String)>) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => Self::spread(&path.tree, &with(&path.ident), paths),
            syn::UseTree::Name(name) => paths.push((with(&name.ident), name.ident.to_string())),
            syn::UseTree::Rename(name) => paths.push((with(&name.ident), name.rename.to_string())),
            syn::UseTree::Group(group) => {
                group
                    .items
                    .iter()
                    .for_each(|tree| Self::spread(tree, before, paths));
            }
            _ => paths.push((before.to_vec(), "*".to_owned())),
        }
    }

    fn measure(&mut self, name: &syn::Ident, whole: &impl Spanned, head: &syn::Signature) {
        let (first, last) = (head.span().start().line, whole.span().end().line);
        if last + 1 - first > MAX_FUNCTION {
            self.long.push((name.to_string(), first, last + 1 - first));
        }
    }
}

impl<'ast> Visit<'ast> for File {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut paths = Vec::new();
        Self::spread(&item.tree, &[], &mut paths);
        for (path, name) in paths {
            let target = self.note(&path, item.span().start().line);
            let public = !matches!(item.vis, syn::Visibility::Inherited) && self.inside.is_empty();
            // `pub use span::Span`: a path from this module on.
            let target = target.or_else(|| Some([self.module.clone(), path].concat()));
            if let Some(target) = target.filter(|_| public) {
                self.handed_on.insert(name, target);
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.note(&names, path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        let paths =
            Regex::new(r"\b(crate|super|self|miette|petgraph|std)(\s*::\s*\w+)+").expect("it is well formed");
        for path in paths.find_iter(&tokens.to_string()) {
            let names: Names = path
                .as_str()
                .split("::")
                .map(|name| name.trim().to_owned())
                .collect();
            self.note(&names, tokens.span().start().line);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.inside.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.inside.pop();
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig.ident, item, &item.sig);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig.ident, item, &item.sig);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.measure(&item.sig.ident, item, &item.sig);
        visit::visit_trait_item_fn(self, item);
    }
}

/// The faults of a small house; texts get their opening line.
fn faults_of(files: &[(&str, &str)]) -> Vec<String> {
    let texts = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), format!("//! A file.\n{text}")));
    faults(&texts.collect())
}

#[test]
fn a_downward_import_is_fine() {
    let files = [
        ("src/text/mod.rs", "pub use span::Span; pub mod span;"),
        ("src/text/span.rs", "pub struct Span;"),
        (
            "src/check/mod.rs",
            "use crate::text::{self, Span}; fn f(s: Span) { text::go(s); petgraphs::go() }",
        ),
        (
            "src/report/mod.rs",
            "use miette::Report; use crate::check; use std::collections::BTreeMap;",
        ),
    ];
    assert_eq!(faults_of(&files), [""; 0]);
}

#[test]
fn an_upward_import_is_found_wherever_it_hides() {
    let ways = [
        "use crate::check;",
        "use crate::{finding, check::Report as R};",
        "use super::super::check::Report;",
        "fn f() -> crate::check::Report { loop {} }",
        "fn f() { let r = vec![crate::check::report()]; }",
        "mod inner { mod deep { use super::super::super::super::check; } }",
        "#[derive(crate::check::Derive)] struct S;",
        "impl crate::check::Trait for u8 {}",
    ];
    for way in ways {
        let found = faults_of(&[("src/list/yaml.rs", way)]);
        assert_eq!(found.len(), 1, "{way}: {found:?}");
        assert!(found[0].ends_with("`list` may not know `check`"), "{found:?}");
    }
}

#[test]
fn siblings_do_not_see_each_other() {
    let found = faults_of(&[
        ("src/rule/mod.rs", "use crate::diff;"),
        ("src/diff/mod.rs", "use crate::rule;"),
    ]);
    assert_eq!(
        found,
        [
            "src/diff/mod.rs:2: `diff` may not know `rule`",
            "src/rule/mod.rs:2: `rule` may not know `diff`"
        ]
    );
}

#[test]
fn a_cycle_is_found_also_through_names_handed_on() {
    let files = [
        ("src/text/mod.rs", "mod a; mod b; pub use b::B; use a::A;"),
        ("src/text/a.rs", "use super::B; pub struct A(B);"),
        (
            "src/text/b.rs",
            "pub struct B; impl B { fn f(&self, a: super::a::A) {} }",
        ),
    ];
    assert_eq!(faults_of(&files), ["a cycle: text::a → text::b → text::a"]);
}

#[test]
fn long_files_and_functions_are_found() {
    let body = "    f();\n".repeat(MAX_FUNCTION - 2);
    let long = format!("fn short() {{\n{body}}}\nimpl S {{\n/// Doc.\nfn long() {{\n{body}\n}}\n}}");
    let found = faults_of(&[
        ("src/text/mod.rs", &long),
        ("src/text/a.rs", &"\n".repeat(MAX_FILE)),
    ]);
    assert_eq!(
        found,
        [
            "src/text/a.rs: 401 lines, more than 400",
            "src/text/mod.rs:64: `long` has 61 lines, more than 60"
        ]
    );
}

#[test]
fn parts_out_of_place_are_found() {
    let found = faults_of(&[
        ("src/lib.rs", "pub mod text;"),
        ("src/list/a.rs", "#[derive(miette::Diagnostic)] struct S;"),
        ("src/list/b.rs", "use petgraph::graph::DiGraph;"),
        (
            "src/list/c.rs",
            "use std::{fmt, collections::{BTreeMap, HashMap}};",
        ),
        ("src/list/d.rs", "fn f(s: std::collections::HashSet<u8>) {}"),
        ("src/util/mod.rs", "fn f() {}"),
    ]);
    assert_eq!(
        found,
        [
            "src/list/a.rs:2: `miette` belongs to report and cli",
            "src/list/b.rs:2: `petgraph` belongs to graph",
            "src/list/c.rs:2: a map with unstable order: use crate::Map or crate::Set",
            "src/list/d.rs:2: a map with unstable order: use crate::Map or crate::Set",
            "src/util/mod.rs:1: `util` is no layer of the plan",
        ]
    );
}

#[test]
fn a_file_says_what_it_is() {
    let file = |text: &str| {
        [("src/text/mod.rs".to_owned(), text.to_owned())]
            .into_iter()
            .collect()
    };
    assert_eq!(
        faults(&file("use std::fmt;\n")),
        ["src/text/mod.rs: does not open with a `//!` line that says what it is"]
    );
    assert_eq!(faults(&file("//! Where a character is.\n")), [""; 0]);
}

//! `qingdan files`: what would be read, and of what would not, why.

use std::collections::BTreeMap;
use std::path::Path;

use ignore::WalkBuilder;
use serde_json::json;

use crate::cli::arguments::{Exceptions, Files, ListingFormat};
use crate::cli::drive;
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::project::Project;
use crate::cli::project::standing::Places;
use crate::cli::reading::files::{self, Unread};
use crate::cli::reading::scope::Scope;
use crate::cli::search::Search;
use crate::finding::Words;
use crate::report::{phrases, tame};

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(arguments: &Files, project: &Project, environment: &Environment) -> u8 {
    let mut failures = Vec::new();
    let places = Places::new(project, &Exceptions::default(), &arguments.inputs.registry);
    let registries = places.registries(&mut failures);
    let strangers = registries.strangers.iter().map(|input| input.name.clone());
    failures.extend(strangers.map(Failure::NoRegistry));
    let scope = places.scope(project);
    let search = Search::new(&arguments.inputs, scope, &registries.inputs, &mut failures);
    let mut fates = fates(&search, &mut failures);
    for path in &arguments.inputs.paths {
        if path.is_dir() {
            passed_over(path, &search.scope, &mut fates);
        }
    }
    let read = fates.values().filter(|fate| fate.is_read()).count();
    let written = match arguments.format {
        ListingFormat::Text => output::say(|out| {
            fates.iter().try_for_each(|(name, fate)| {
                let words = fate.words();
                writeln!(
                    out,
                    "{}  {}",
                    pad(words.get(environment.language)),
                    tame::line(name)
                )
            })
        }),
        ListingFormat::Json => {
            let entry = |(name, fate): (&String, &Fate)| json!({"path": name, "read": fate.is_read(), "what": fate.code()});
            let entries: Vec<_> = fates.iter().map(entry).collect();
            output::write(None, |out| {
                writeln!(out, "{:#}", serde_json::Value::from(entries))
            })
        }
    };
    let rest = fates.len() - read;
    let words = Words::new(
        format!("读 {read} 个文件，不读 {rest} 个。"),
        format!(
            "{} would be read, {rest} would not.",
            phrases::count(read, "file")
        ),
    );
    environment.note(&words);
    failures.extend(written.err());
    Failure::exit_code(&failures, 0, environment)
}

/// Columns for the reasons, as wide as the longest of them.
fn pad(words: &str) -> String {
    const COLUMNS: usize = 22;
    let blank = COLUMNS.saturating_sub(crate::report::tame::width(words));
    format!("{words}{}", " ".repeat(blank))
}

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    List,
    Registry,
    /// It says itself that it is something else.
    OtherSchema,
    /// `.gitignore` or `.ignore` excludes it, or it is hidden.
    Ignored,
    Unread(Unread),
}

impl Fate {
    fn is_read(self) -> bool {
        matches!(self, Self::List | Self::Registry)
    }

    fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Registry => "registry",
            Self::OtherSchema => "other-schema",
            Self::Ignored => "ignored",
            Self::Unread(Unread::Excluded) => "excluded",
            Self::Unread(Unread::NotIncluded) => "not-included",
            Self::Unread(Unread::Own) => "settings",
            Self::Unread(Unread::Ending) => "other-ending",
            Self::Unread(Unread::Readme) => "readme",
        }
    }

    fn words(self) -> Words {
        match self {
            Self::List => Words::new("清单", "list"),
            Self::Registry => Words::new("部门名录", "registry"),
            Self::OtherSchema => Words::new("不读：写明另有用途", "not: another schema"),
            Self::Ignored => Words::new("不读：已忽略或隐藏", "not: ignored or hidden"),
            Self::Unread(Unread::Excluded) => Words::new("不读：设置里排除", "not: excluded"),
            Self::Unread(Unread::NotIncluded) => Words::new("不读：设置里没有列入", "not: not included"),
            Self::Unread(Unread::Own) => Words::new("不读：设置用的文件", "not: of the settings"),
            Self::Unread(Unread::Ending) => Words::new("不读：扩展名不对", "not: another ending"),
            Self::Unread(Unread::Readme) => Words::new("不读：说明文件", "not: a README"),
        }
    }
}

/// What becomes of the files that were found.
fn fates(search: &Search, failures: &mut Vec<Failure>) -> BTreeMap<String, Fate> {
    let fate = |input: &files::Input| match drive::kind(input)? {
        drive::FileKind::List => Ok(Fate::List),
        drive::FileKind::Registry => Ok(Fate::Registry),
        // What was named is read as a list, whatever it says.
        drive::FileKind::Other if input.named => Ok(Fate::List),
        drive::FileKind::Other => Ok(Fate::OtherSchema),
    };
    let mut fates = BTreeMap::new();
    for input in &search.inputs {
        match fate(input) {
            Ok(fate) => drop(fates.insert(input.name.clone(), fate)),
            Err(failure) => failures.push(failure),
        }
    }
    fates
}

/// Adds the files of a folder that were passed over. Of those with another ending only the visible ones are told, and
/// the folder of git not at all.
fn passed_over(folder: &Path, scope: &Scope, fates: &mut BTreeMap<String, Fate>) {
    let visible = |path: &Path| {
        let hidden = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        !path.strip_prefix(folder).unwrap_or(path).components().any(hidden)
    };
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false)
        .filter_entry(|entry| entry.file_name() != ".git");
    for entry in walk.build().flatten() {
        let (path, name) = (entry.path(), files::name(entry.path()));
        if !path.is_file() || fates.contains_key(&name) {
            continue;
        }
        let fate = match files::unread(path, scope) {
            Some(Unread::Ending) if !visible(path) => continue,
            Some(unread) => Fate::Unread(unread),
            None => Fate::Ignored,
        };
        fates.insert(name, fate);
    }
}

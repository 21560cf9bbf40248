//! The files that rule files need beside themselves: lexicons (`use`) and rules that they vary (`extends`), looked for
//! in the folder of each file and in those above it, up to the root of its project.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::check::settings::FILE;
use crate::cli::reading::files;
use crate::rule::load::folders::{self, within};
use crate::rule::load::needs::{self, Need, Needed};
use crate::text::{Source, SourceId, Sources};

/// How many folders above a file are looked at where nothing says which of them is the root.
const LEVELS: usize = 3;

/// How often what was read may need something more.
const ROUNDS: usize = 16;

/// Reads what the files `ids` need and none of them holds. What is not found, or cannot be read, is left to be told
/// where it is asked for.
pub(super) fn read(sources: &mut Sources, ids: &[SourceId]) -> Vec<SourceId> {
    let mut all = ids.to_vec();
    for _ in 0..ROUNDS {
        let before = all.len();
        for need in needs::needs(sources, &all) {
            let found = find(sources[need.from].name(), &need);
            // One file may hold two things that are needed.
            let new = found.filter(|found| all.iter().all(|&id| sources[id].name() != found.name()));
            all.extend(new.map(|found| sources.add(found)));
        }
        if all.len() == before {
            break;
        }
    }
    all.split_off(ids.len())
}

/// The nearest file that is what the file called `name` needs.
fn find(name: &str, need: &Need) -> Option<Source> {
    let met = |path: String| {
        let source = Path::new(&path)
            .is_file()
            .then(|| Source::read_as(path.clone(), Path::new(&path)));
        source?.ok().filter(|source| need.what.is_met_by(source))
    };
    up_to_root(name).into_iter().find_map(|folder| match &need.what {
        // `use` names a file in or under a folder, and nothing outside.
        Needed::Lexicon(path) if path.split('/').any(|part| matches!(part, "" | "." | "..")) => None,
        Needed::Lexicon(path) => met(within(&folder, path)),
        Needed::Rule(id) => {
            let named = ["yaml", "yml"].map(|ending| within(&folder, &format!("{id}.{ending}")));
            named.into_iter().chain(files_in(&folder)).find_map(met)
        }
    })
}

/// The folders from that of the file called `name` up to the root of its project: the first that holds a repository or
/// settings.
fn up_to_root(name: &str) -> Vec<String> {
    let mut folders: Vec<String> = folders::folders(name).collect();
    let is_root = |folder: &String| [".git", FILE].iter().any(|mark| path(folder).join(mark).exists());
    let last = folders.iter().position(is_root).unwrap_or(LEVELS);
    folders.truncate(last + 1);
    folders
}

fn path(folder: &str) -> PathBuf {
    PathBuf::from(if folder.is_empty() { "." } else { folder })
}

/// The YAML files of a folder in the order of their names, without those of folders in it.
fn files_in(folder: &str) -> Vec<String> {
    let mut walk = WalkBuilder::new(path(folder));
    walk.require_git(false).git_global(false).max_depth(Some(1));
    let is_yaml = |path: &Path| {
        path.extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
    };
    let entries = walk.build().filter_map(Result::ok);
    let paths = entries.filter(|entry| is_yaml(entry.path()));
    let mut names: Vec<String> = paths.map(|entry| files::name(entry.path())).collect();
    names.sort();
    names
}

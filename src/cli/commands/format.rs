//! `qingdan fmt`: YAML lists in their canonical form.

use crate::check::fixing::Change;
use crate::cli::arguments::{Exceptions, Fmt};
use crate::cli::drive::{self, FileKind};
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::patch;
use crate::cli::project::Project;
use crate::cli::project::standing::Places;
use crate::cli::reading::files::{self, Input};
use crate::finding::{Severity, Words};
use crate::list::{export, yaml};
use crate::report::phrases;
use crate::text::source::Encoding;
use crate::text::{Source, SourceId};

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(arguments: &Fmt, project: &Project, environment: &Environment) -> u8 {
    let mut failures = Vec::new();
    let scope = Places::new(project, &Exceptions::default(), &[]).scope(project);
    let inputs = files::collect_within(&scope, &arguments.paths, "stdin", &mut failures);
    let (mut changes, mut lists, mut published) = (Vec::new(), 0, 0);
    for input in &inputs {
        match formatted(input) {
            Ok(Some(change)) => {
                lists += 1;
                changes.push((input, change));
            }
            Ok(None) => published += 1,
            Err(failure) => failures.push(failure),
        }
    }
    if lists == 0 && failures.is_empty() && published == 0 {
        let paths = arguments
            .paths
            .iter()
            .map(|path| path.to_string_lossy().into_owned());
        failures.push(Failure::NothingToCheck(paths.collect()));
    }
    let writes = !arguments.check && !arguments.diff;
    // What came from a pipe goes on through it, changed or not.
    for (_, change) in changes
        .iter()
        .filter(|(input, _)| writes && input.file_path().is_none())
    {
        let written = output::write(None, |out| out.write_all(change.after.as_bytes()));
        failures.extend(written.err());
    }
    changes.retain(|(_, change)| change.before != change.after);
    for (input, change) in changes.iter().filter(|_| writes) {
        let written = input.file_path().map(|path| output::replace(path, &change.after));
        failures.extend(written.and_then(Result::err));
    }
    let changed = changes.len();
    if arguments.diff {
        let changes: Vec<Change> = changes.into_iter().map(|(_, change)| change).collect();
        failures.extend(patch::print(&changes).err());
    } else if arguments.check {
        let names = changes.iter().map(|(input, _)| input.name.as_str());
        let names: String = names.flat_map(|name| [name, "\n"]).collect();
        failures.extend(output::say(|out| out.write_all(names.as_bytes())).err());
    }
    said(changed, lists - changed, published, writes)
        .iter()
        .for_each(|words| environment.note(words));
    Failure::exit_code(&failures, u8::from(changed > 0 && !writes), environment)
}

/// A list before and after; none where it is no YAML list.
fn formatted(input: &Input) -> Result<Option<Change>, Failure> {
    if drive::kind(input)? != FileKind::List {
        return Ok(None);
    }
    let source = input.read()?;
    if !yaml::looks_like(source.text()) || input.name.ends_with(".json") {
        return Ok(None);
    }
    let after = canonical(&source).ok_or_else(|| Failure::NotFormatted(input.name.clone()))?;
    Ok(Some(Change {
        name: input.name.clone(),
        before: source.text().to_owned(),
        after,
    }))
}

/// The canonical form of a list; none where something would be lost.
fn canonical(source: &Source) -> Option<String> {
    let read = |text| {
        let reading = yaml::read(SourceId(0), text);
        let is_lossy = reading
            .doubts
            .iter()
            .any(|doubt| doubt.severity == Severity::Error);
        reading.list.filter(|_| !is_lossy)
    };
    let list = read(source.text()).filter(|_| source.encoding() == Encoding::Utf8)?;
    let after = export::yaml_with_comments(&list, source.text())?;
    (export::yaml(&read(&after)?) == export::yaml(&list)).then_some(after)
}

fn said(changed: usize, as_they_were: usize, published: usize, writes: bool) -> Vec<Words> {
    let (changed_en, kept_en) = (
        phrases::count(changed, "list"),
        phrases::count(as_they_were, "list"),
    );
    let mut said = vec![match writes {
        true => Words::new(
            format!("整理了 {changed} 份清单，{as_they_were} 份本来就合规范写法。"),
            format!("{changed_en} rewritten, {kept_en} left as they were."),
        ),
        false => Words::new(
            format!("{changed} 份清单需要整理，{as_they_were} 份已合规范写法。"),
            format!("{changed_en} would be rewritten, {kept_en} left as they are."),
        ),
    }];
    if published > 0 {
        said.push(Words::new(
            format!("另有 {published} 个文件不是 YAML 清单，没有动：公布的文本先用 qingdan export 转成 YAML。"),
            format!(
                "{} passed over: no YAML list. Published text is never rewritten; qingdan export makes YAML of it.",
                phrases::count(published, "file")
            ),
        ));
    }
    said
}

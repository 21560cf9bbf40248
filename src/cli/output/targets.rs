//! Which reports are written, and where: `--format`, `-o`, `QINGDAN_FORMAT`, and what surrounds the run.

use std::path::{Path, PathBuf};

use crate::cli::arguments::wanted::{Form, Wanted};
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::project::Project;
use crate::report::Format;

/// A report that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Target {
    /// Its format.
    pub(in crate::cli) format: Format,
    /// The file; none for standard output.
    pub(in crate::cli) file: Option<PathBuf>,
    /// Whether what the file holds already is kept.
    pub(in crate::cli) append: bool,
}

/// The reports to write: those of the flags, else those of the environment, else those of the project, else the one
/// for people.
///
/// # Errors
/// An environment variable that names no format, more than one report for standard output or for one file, and a
/// file that could belong to several reports.
pub(in crate::cli) fn targets(
    wanted: &[Wanted],
    output: Option<&Path>,
    project: &Project,
    environment: &Environment,
) -> Result<Vec<Target>, Failure> {
    let mut wanted = match (wanted, &environment.formats) {
        ([], Some(names)) => listed(names)?,
        ([], None) => of_project(project)?,
        (wanted, _) => wanted.to_vec(),
    };
    if wanted.is_empty() {
        wanted.push(Wanted::new(Format::Full));
    }
    if let Some(output) = output {
        let mut homeless = wanted.iter_mut().filter(|wanted| wanted.file.is_none());
        match (homeless.next(), homeless.next()) {
            (Some(one), None) => one.file = Some(output.to_owned()),
            _ => return Err(Failure::OnePlace(Some(crate::cli::reading::files::name(output)))),
        }
    }
    let targets: Vec<Target> = wanted
        .into_iter()
        .flat_map(|wanted| each(wanted, environment))
        .collect();
    for (position, target) in targets.iter().enumerate() {
        if targets[..position].iter().any(|other| other.file == target.file) {
            let name = target.file.as_deref().map(crate::cli::reading::files::name);
            return Err(Failure::OnePlace(name));
        }
    }
    Ok(targets)
}

/// The formats of the settings; their files lie beside these.
fn of_project(project: &Project) -> Result<Vec<Wanted>, Failure> {
    let names = project
        .settings
        .format
        .as_ref()
        .map_or(&[][..], |format| &format.value);
    let read = |name: &String| {
        let wanted = Wanted::read(name).ok_or_else(|| Failure::NoFormat(name.clone()))?;
        let file = wanted.file.map(|file| project.folder().join(file));
        Ok(Wanted { file, ..wanted })
    };
    names.iter().map(read).collect()
}

/// The formats of the environment, with commas between them.
fn listed(names: &str) -> Result<Vec<Wanted>, Failure> {
    let read = |name: &str| Wanted::read(name).ok_or_else(|| Failure::NoFormat(name.to_owned()));
    names.split(',').map(read).collect()
}

/// The reports that one wish comes to.
fn each(wanted: Wanted, environment: &Environment) -> Vec<Target> {
    let target = |format, file, append| Target { format, file, append };
    match wanted.form {
        Form::This(format) => vec![target(format, wanted.file, false)],
        Form::Auto if environment.github => {
            let summary = environment.summary_file.clone();
            let summary = summary.map(|file| target(Format::Markdown, Some(file), true));
            let annotations = target(Format::Github, wanted.file, false);
            [annotations].into_iter().chain(summary).collect()
        }
        Form::Auto => vec![target(Format::Full, wanted.file, false)],
    }
}

//! `qingdan export`: a list in its YAML or JSON form.

use crate::cli::arguments::{Export, ListFormat};
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::reading::files;
use crate::finding::Words;
use crate::list::{self, export};
use crate::report::phrases;
use crate::text::Sources;

/// Runs the command and gives its exit code.
pub(in crate::cli) fn run(arguments: &Export, environment: &Environment) -> u8 {
    let mut failures = Vec::new();
    let inputs = files::collect(&arguments.files, "stdin", &mut failures);
    if inputs.is_empty() && failures.is_empty() {
        let paths = arguments
            .files
            .iter()
            .map(|path| path.to_string_lossy().into_owned());
        failures.push(Failure::NothingToCheck(paths.collect()));
    }
    let is_stream = arguments.format == ListFormat::Yaml && !arguments.textconv;
    let written = output::write(arguments.output.as_deref(), |out| {
        for (index, input) in inputs.iter().enumerate() {
            let text = match arguments.textconv {
                true => shown_by_git(input, environment),
                false => spelled(input, arguments.format, environment),
            };
            match text {
                // Documents of one stream are parted as YAML parts them; objects of JSON, and what git shows, follow each other.
                Ok(text) if index > 0 && is_stream => write!(out, "---\n{text}")?,
                Ok(text) => out.write_all(text.as_bytes())?,
                Err(failure) => failures.push(failure),
            }
        }
        Ok(())
    });
    failures.extend(written.err());
    Failure::exit_code(&failures, 0, environment)
}

/// What git shows of a file in place of its text: the YAML form if it is a list, else the text itself. Whatever it holds,
/// git goes on with its other files.
fn shown_by_git(input: &files::Input, environment: &Environment) -> Result<String, Failure> {
    let quiet = Environment {
        quiet: true,
        ..environment.clone()
    };
    let as_it_is = |_| Ok(input.read()?.text().to_owned());
    spelled(input, ListFormat::Yaml, &quiet).or_else(as_it_is)
}

fn spelled(input: &files::Input, format: ListFormat, environment: &Environment) -> Result<String, Failure> {
    let mut sources = Sources::default();
    let id = sources.add(input.read()?);
    let reading = list::read(&sources, id);
    let list = reading.list.ok_or_else(|| Failure::NoList(input.name.clone()))?;
    if !reading.doubts.is_empty() {
        let (name, doubts) = (&input.name, reading.doubts.len());
        environment.note(&Words::new(
            format!("读取“{name}”时有 {doubts} 处存疑，请用 qingdan check 查看"),
            format!(
                "reading “{name}” left {}; see qingdan check",
                phrases::count(doubts, "doubt")
            ),
        ));
    }
    Ok(match format {
        ListFormat::Yaml => export::yaml(&list),
        ListFormat::Json => format!("{:#}\n", export::json(&list)),
    })
}

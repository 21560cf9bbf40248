//! `qingdan check --fix` and `--diff`: lists are mended before they are reported on.

use std::path::Path;

use rayon::prelude::*;

use crate::check::fixing::{self, Mended};
use crate::check::standing::Baseline;
use crate::check::{self, Checked};
use crate::cli::arguments::Fixes;
use crate::cli::drive::{self, Job, Outcome};
use crate::cli::environment::Environment;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::patch;
use crate::cli::reading::files::Input;
use crate::finding::{BaselineState, Words};
use crate::report::phrases;
use crate::text::{Source, Sources};

/// Mends the lists among `inputs` and writes them, unless they shall only be shown. Findings that a waiver sets aside,
/// or `known` holds, are none to be mended.
pub(in crate::cli) fn run(
    inputs: &[Input],
    job: Job<'_>,
    known: Option<&Baseline>,
    (fixes, threads): (&Fixes, Option<u16>),
    failures: &mut Vec<Failure>,
) -> Option<Mended> {
    let rewritten = inputs.iter().filter(|input| !input.aside);
    let mut fixed = rewritten.clone().filter(|input| input.file_path().is_none());
    if let (Some(input), false) = (fixed.next(), fixes.diff) {
        failures.push(Failure::NoFile(input.name.clone()));
        return None;
    }
    // What cannot be read is said when the lists are checked.
    let counties = drive::counties(inputs.to_vec(), &mut Outcome::default());
    let mend = |county: Vec<Input>| {
        let mut sources = Sources::default();
        for source in county.iter().filter_map(|input| input.read().ok()) {
            sources.add(source);
        }
        fixing::mend(sources, fixes.also_unsafe, &|sources| judged(sources, job, known))
    };
    let parts: Vec<Mended> = drive::threaded(threads, || counties.into_par_iter().map(mend).collect());
    let mut mended = Mended::default();
    parts.into_iter().for_each(|part| mended.add(part));
    if !fixes.diff {
        for change in &mended.changes {
            let path = inputs
                .iter()
                .find(|input| input.name == change.name)
                .and_then(Input::file_path);
            let written = path.map(|path| output::replace(path, &change.after));
            failures.extend(written.and_then(Result::err));
        }
    }
    Some(mended)
}

/// Checks the lists of a county, and says of each finding whether it counts.
fn judged(sources: Sources, job: Job<'_>, known: Option<&Baseline>) -> (Checked, Vec<bool>) {
    let mut checked = check::check(sources, job.rules);
    let waived = job.standing.map(|(standing, scope)| {
        let path = |source: &Source| scope.relative(Path::new(source.name()));
        standing.policy.settle(&mut checked, job.rules, &path)
    });
    let waived = waived.unwrap_or_else(|| vec![None; checked.findings.len()]);
    let mut tally = known.map(Baseline::tally);
    let counts = checked.findings.iter().zip(waived).map(|(finding, waived)| {
        let is_open = finding.suppression.is_none() && waived.is_none();
        let is_known = |tally: &mut crate::check::standing::baseline::Tally<'_>| {
            tally.count(&finding.code, finding.fingerprint) != BaselineState::New
        };
        is_open && !tally.as_mut().is_some_and(is_known)
    });
    let counts = counts.collect();
    (checked, counts)
}

/// Shows what would change, if that is wanted, and says what was mended and what was not.
pub(in crate::cli) fn close(
    mended: &Mended,
    fixes: &Fixes,
    environment: &Environment,
) -> Result<(), Failure> {
    if fixes.diff {
        patch::print(&mended.changes)?;
    }
    said(mended, fixes)
        .iter()
        .for_each(|words| environment.note(words));
    Ok(())
}

fn said(mended: &Mended, fixes: &Fixes) -> Vec<Words> {
    let (places, files) = (mended.places, mended.changes.len());
    let (places_en, files_en) = (phrases::count(places, "place"), phrases::count(files, "file"));
    let mut said = vec![match fixes.diff {
        _ if places == 0 => Words::new("没有可以改正的地方。", "Nothing was there to mend."),
        true => Words::new(
            format!("可以改正 {places} 处，涉及 {files} 个文件；把 --diff 换成 --fix 就写入。"),
            format!("{places_en} in {files_en} can be mended; --fix in place of --diff does it."),
        ),
        false => Words::new(
            format!("改正了 {places} 处，写入 {files} 个文件。"),
            format!("Mended {places_en} in {files_en}."),
        ),
    }];
    if mended.unsafe_left > 0 {
        let left = mended.unsafe_left;
        said.push(Words::new(
            format!("另有 {left} 个问题加 --unsafe 可以改，但可能改变意思，改后要核对；先用 --diff 看一遍。"),
            format!(
                "{left} more can be mended with --unsafe; that may change what the list means: look with --diff first."
            ),
        ));
    }
    if mended.published > 0 {
        let left = mended.published;
        said.push(Words::new(
            format!("另有 {left} 个问题在公布的文本里：原文不改写，请用 qingdan export 转成 YAML（UTF-8）再改。"),
            format!(
                "{left} more stand in published text, which is never rewritten; qingdan export makes YAML of it."
            ),
        ));
    }
    if mended.refused > 0 {
        let left = mended.refused;
        said.push(Words::new(
            format!("有 {left} 处没有改：改后的文字要换引号，或者不在清单的文字里。"),
            format!(
                "{} left alone: other quotes would be needed there.",
                phrases::count(left, "place")
            ),
        ));
    }
    said.extend(left_alone(mended));
    said
}

/// Which files were left as they were, and why.
fn left_alone(mended: &Mended) -> impl Iterator<Item = Words> {
    let undone = mended.undone.iter().map(|(name, code)| {
        Words::new(
            format!("“{name}”里还有没改的：改了会出现新的问题（{code}）。"),
            format!("{name} was not mended further: that would bring about {code}."),
        )
    });
    let restless = mended.restless.iter().map(|name| {
        Words::new(
            format!("“{name}”没有改：有的规则改了又报，没有尽头。"),
            format!("{name} was left alone: the fixes of its rules undo each other without end."),
        )
    });
    undone.chain(restless)
}

//! The goals for speed and memory, as ratios taken in this run: `cargo bench --bench goals`. Prints one table.
//!
//! The floor is the bare events of `granit-parser` over the same texts. The last three rows run the program itself over
//! folders of synthetic lists; `cargo bench --bench goals -- --lists 400` takes fewer than the 2,000 lists of the goal.
#![allow(clippy::unwrap_used, reason = "a bench fails where it must")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench writes files and prints"
)]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use generator::{Country, TOWNSHIPS};
use granit_parser::{Parser, options};
use qingdan::check::check;
use qingdan::list::yaml;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, SourceId, Sources};

/// How often each thing is measured; the fastest time counts, as the least disturbed one.
const ROUNDS: usize = 15;

fn main() {
    let lists = lists();
    println!("| what | goal | measured |\n|---|---|---|");
    in_process();
    let folder = tempfile::tempdir().unwrap();
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    write(&small, lists / 10);
    write(&large, lists);
    let (one, _) = run(&large, 1);
    let (two, memory) = run(&large, 2);
    let (few, _) = run(&small, 2);
    row("two threads / one", "≤ 0.60", ratio(two, one));
    row(
        &format!("{lists} lists / {}", lists / 10),
        "≤ 12.5",
        ratio(two, few),
    );
    row(
        &format!("peak memory, {lists} lists"),
        "≤ 64 MiB",
        format!("{} MiB", memory >> 10),
    );
    println!(
        "\n{:.2} ms for a list on two threads, with reading the files",
        two.as_secs_f64() * 1000.0 / lists as f64
    );
}

/// How many lists the large folder holds: the number after `--lists`.
fn lists() -> usize {
    let given = std::env::args()
        .skip_while(|argument| argument != "--lists")
        .nth(1);
    given.map_or(2000, |number| {
        number.parse().expect("--lists is followed by a number")
    })
}

/// Events, load and check over the lists of one county.
fn in_process() {
    let country = Country::new(1, 0.3);
    let texts: Vec<String> = (0..TOWNSHIPS).map(|index| country.list(index).text).collect();
    let options = options! { emit_comments: false };
    let rules = RuleSet::builtin().settled();
    let mut best = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        let events = || {
            let parsers = texts
                .iter()
                .map(|text| Parser::new_from_str_with_options(black_box(text), options.clone()));
            parsers
                .map(|parser| parser.filter(Result::is_ok).count())
                .sum::<usize>()
        };
        let load = || {
            texts
                .iter()
                .map(|text| yaml::read(SourceId(0), black_box(text)).doubts.len())
                .sum::<usize>()
        };
        let sources = sources(&country, &texts);
        let whole = || check(sources, &rules).findings.len();
        let times = [time(events), time(load), time(whole)];
        best.iter_mut()
            .zip(times)
            .for_each(|(best, time)| *best = time.min(*best));
    }
    let [events, load, whole] = best;
    let bytes: usize = texts.iter().map(String::len).sum();
    row("load a list / granit events alone", "≤ 1.25", ratio(load, events));
    row("whole check / load", "≤ 1.6", ratio(whole, load));
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / texts.len() as f64;
    eprintln!(
        "per list of {} KB: events {:.2} ms, load {:.2} ms, whole check {:.2} ms",
        bytes / texts.len() / 1000,
        each(events),
        each(load),
        each(whole)
    );
}

/// The sources of a county: its lists and its registry.
fn sources(country: &Country, texts: &[String]) -> Sources {
    let mut sources = Sources::default();
    for (index, text) in texts.iter().enumerate() {
        sources.add(Source::new(country.home_path(index), text.clone()));
    }
    let (path, registry) = country.registry(0);
    sources.add(Source::new(path, registry));
    sources
}

fn time(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn write(folder: &Path, lists: usize) {
    let country = Country::new(1, 0.3);
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for index in 0..lists {
        let made = country.list(index);
        put(&made.path, &made.text);
        if index % TOWNSHIPS == 0 {
            let (path, text) = country.registry(index);
            put(&path, &text);
        }
    }
}

/// Checks a folder with the program, three times: the fastest time, and the peak memory in KiB.
fn run(folder: &Path, threads: usize) -> (Duration, usize) {
    let mut best = (Duration::MAX, 0);
    for _ in 0..3 {
        let start = Instant::now();
        let mut program = Command::new(env!("CARGO_BIN_EXE_qingdan"))
            .args(["check", "--format", "json", "--no-progress", "-q"])
            .arg(folder)
            .env("RAYON_NUM_THREADS", threads.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let status = format!("/proc/{}/status", program.id());
        while program.try_wait().unwrap().is_none() {
            let status = std::fs::read_to_string(&status).unwrap_or_default();
            let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kib = peak
                .and_then(|peak| peak.trim().strip_suffix(" kB"))
                .and_then(|peak| peak.parse().ok());
            best.1 = best.1.max(kib.unwrap_or(0));
            std::thread::sleep(Duration::from_millis(2));
        }
        let code = program.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 1)), "the check ran to its end: {code:?}");
        best.0 = best.0.min(start.elapsed());
    }
    best
}

fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.2}", one.as_secs_f64() / other.as_secs_f64())
}

fn row(what: &str, goal: &str, measured: String) {
    println!("| {what} | {goal} | {measured} |");
}

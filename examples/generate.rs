//! Writes synthetic lists with known defects: `cargo run --release --example generate -- OUT --lists 2000`.
//!
//! Below OUT stand the lists by region, a registry for each county, and `answers.jsonl`: one line for each defect, with
//! path, rule, township, list, number and name of the duty, and the words at fault. The same seed gives the same files.
#![allow(
    clippy::disallowed_methods,
    reason = "an example asks and writes as the command line does"
)]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use clap::Parser;
use generator::{Country, TOWNSHIPS};

#[derive(Parser)]
#[command(about = "Write synthetic township duty lists with known defects")]
struct Arguments {
    /// The folder to write to.
    out: PathBuf,
    /// How many lists; fourteen make a county.
    #[arg(long, default_value_t = 200)]
    lists: usize,
    /// The same seed gives the same files.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The share of lists with one to four defects, from 0 to 1.
    #[arg(long, default_value_t = 0.3)]
    defects: f64,
    /// Without a registry for each county.
    #[arg(long)]
    no_registry: bool,
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let country = Country::new(arguments.seed, arguments.defects);
    fs::create_dir_all(&arguments.out)?;
    let mut answers = BufWriter::new(fs::File::create(arguments.out.join("answers.jsonl"))?);
    for index in 0..arguments.lists {
        let made = country.list(index);
        write(&arguments.out.join(&made.path), &made.text)?;
        for answer in &made.answers {
            serde_json::to_writer(&mut answers, answer)?;
            answers.write_all(b"\n")?;
        }
        if index % TOWNSHIPS == 0 && !arguments.no_registry {
            let (path, text) = country.registry(index);
            write(&arguments.out.join(path), &text)?;
        }
    }
    answers.flush()
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(path.parent().expect("the path has a folder"))?;
    fs::write(path, text)
}

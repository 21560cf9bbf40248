//! What loading costs: the YAML form to the typed list, against the bare events of `granit-parser` in the same run.
#![allow(clippy::unwrap_used, reason = "a bench fails where it must")]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::hint::black_box;

use divan::Bencher;
use divan::counter::BytesCount;
use generator::Country;
use granit_parser::Parser;
use qingdan::list::{export, published, yaml};
use qingdan::text::SourceId;

const SOURCE: SourceId = SourceId(0);

fn main() {
    divan::main();
}

/// One synthetic list of realistic size.
fn text() -> String {
    Country::new(1, 0.0).list(0).text
}

#[divan::bench]
fn events(bencher: Bencher<'_, '_>) {
    let text = text();
    let events = || {
        Parser::new_from_str(black_box(&text))
            .filter(|event| event.is_ok())
            .count()
    };
    bencher.counter(BytesCount::of_str(&text)).bench(events);
}

#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| yaml::read(SOURCE, black_box(&text)));
}

/// A published list of about the same size, which is read by its layout.
#[divan::bench]
fn published(bencher: Bencher<'_, '_>) {
    let text = include_str!("../seeds/neimenggu-woniuhe.txt");
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| published::read(SOURCE, black_box(text)));
}

#[divan::bench]
fn tree(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| qingdan::text::yaml::parse(SOURCE, black_box(&text)).unwrap());
}

#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let text = text();
    let list = yaml::read(SOURCE, &text).list.unwrap();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| export::yaml(black_box(&list)));
}

#[divan::bench]
fn peek(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench(|| yaml::peek(black_box(&text)));
}

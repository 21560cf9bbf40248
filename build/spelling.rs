//! Compiles the tables of `src/graph/flaws/spelling`: which pairs of characters are one character away from a frequent word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

/// Bits of the filter, as a power of two; the reader of the tables knows it by their size.
const FILTER: u32 = 19;

/// The number of what is no Chinese character, and so of the edge of a text.
const EDGE: usize = 0;

/// Reads the tables of `from` and writes `index.bin`, `pairs.bin`, `near.bin` and `filter.bin` into `to`.
pub(crate) fn compile(from: &Path, to: &Path) -> io::Result<()> {
    let read = |name: &str| fs::read_to_string(from.join(name));
    let (pairs, alone, alike, words) = (
        read("pairs.txt")?,
        read("alone.txt")?,
        read("alike.txt")?,
        read("words.txt")?,
    );
    let mut numbers = BTreeMap::new();
    for letter in lines(&pairs).flat_map(str::chars).collect::<BTreeSet<_>>() {
        numbers.insert(letter, numbers.len() + 1);
    }
    let size = numbers.len() + 1;
    let mut known = vec![0u8; (size * size).div_ceil(8)];
    let mut learn =
        |left: usize, right: usize| known[(left * size + right) / 8] |= 1 << ((left * size + right) % 8);
    for line in lines(&pairs) {
        let mut letters = line.chars().map(|letter| numbers[&letter]);
        let Some(head) = letters.next() else { continue };
        letters.for_each(|other| learn(head, other));
    }
    let mut alone = lines(&alone);
    let mut single = || {
        alone
            .next()
            .unwrap_or_default()
            .chars()
            .filter_map(|letter| numbers.get(&letter))
    };
    single().for_each(|number| learn(EDGE, *number));
    single().for_each(|number| learn(*number, EDGE));
    let is_known = |left: char, right: char| {
        let at = numbers[&left] * size + numbers[&right];
        known[at / 8] >> (at % 8) & 1 == 1
    };
    let near = near(&words, &alike, &|letter| numbers.contains_key(&letter), &is_known);
    let (mut table, mut filter) = (Vec::new(), vec![0u8; 1 << (FILTER - 3)]);
    let keyed = near
        .iter()
        .map(|((a, b), word)| ((numbers[a] * size + numbers[b]) as u32, word));
    for (key, (a, b)) in keyed.collect::<BTreeMap<_, _>>() {
        table.extend(key.to_le_bytes());
        table.extend((*a as u16).to_le_bytes());
        table.extend((*b as u16).to_le_bytes());
        let bit = key.wrapping_mul(0x9e37_79b1) >> (32 - FILTER);
        filter[bit as usize / 8] |= 1 << (bit % 8);
    }
    let index = ('\u{4e00}'..'\u{a000}').flat_map(|letter| {
        let number = numbers.get(&letter).copied().unwrap_or(usize::from(u16::MAX));
        (number as u16).to_le_bytes()
    });
    fs::write(to.join("index.bin"), index.collect::<Vec<_>>())?;
    fs::write(to.join("pairs.bin"), known)?;
    fs::write(to.join("near.bin"), table)?;
    fs::write(to.join("filter.bin"), filter)
}

/// The pairs one character away from a word that are no pair of any word, each with the first word it may be.
fn near(
    words: &str,
    alike: &str,
    has: &dyn Fn(char) -> bool,
    is_known: &dyn Fn(char, char) -> bool,
) -> BTreeMap<(char, char), (char, char)> {
    let mut others: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for group in lines(alike).flat_map(str::split_whitespace) {
        for letter in group.chars() {
            let rest = group.chars().filter(|other| *other != letter && has(*other));
            others.entry(letter).or_default().extend(rest);
        }
    }
    let mut near = BTreeMap::new();
    for word in lines(words).flat_map(str::split_whitespace) {
        let mut letters = word.chars();
        let (Some(a), Some(b)) = (letters.next(), letters.next()) else {
            continue;
        };
        let like = |letter| others.get(&letter).into_iter().flatten().copied();
        let slips = like(a)
            .map(|other| (other, b))
            .chain(like(b).map(|other| (a, other)));
        for (left, right) in slips {
            if has(left) && has(right) && !is_known(left, right) {
                near.entry((left, right)).or_insert((a, b));
            }
        }
    }
    near
}

/// The lines without comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

//! Compiles the tables of `src/graph/flaws/spelling`: which pairs of characters are one character away from a frequent word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

/// Bits of the filter, as a power of two; the reader of the tables knows it by their size.
const FILTER: u32 = 21;

/// The number of what is no Chinese character, and so of the edge of a text.
const EDGE: usize = 0;

/// The bit of a slip in the character behind.
const BEHIND: u16 = 1 << 15;

/// Reads the tables of `from` and writes those that `tables.rs` beside them embeds into `to`.
pub(crate) fn compile(from: &Path, to: &Path) -> io::Result<()> {
    let read = |name: &str| fs::read_to_string(from.join(name));
    let (pairs, alone, alike, words) = (
        read("pairs.txt")?,
        read("alone.txt")?,
        read("alike.txt")?,
        read("words.txt")?,
    );
    let mut numbers = BTreeMap::new();
    let letters = lines(&pairs).chain(lines(&alike)).flat_map(str::chars);
    for letter in letters
        .filter(|letter| ('\u{4e00}'..'\u{a000}').contains(letter))
        .collect::<BTreeSet<_>>()
    {
        numbers.insert(letter, numbers.len() + 1);
    }
    let real = read("real.txt")?;
    let real: BTreeSet<_> = split(&words).chain(split(&real)).collect();
    let known = known(&numbers, heads(&pairs), &alone, &real);
    let seen = read("seen.txt")?;
    let seen: BTreeSet<_> = real.iter().copied().chain(heads(&seen)).collect();
    let near = near(&words, &alike, &seen, &|letter| numbers.contains_key(&letter));
    let (mut slips, mut filter) = (vec![Vec::new(); numbers.len() + 1], vec![0u8; 1 << (FILTER - 3)]);
    for ((left, right), words) in &near {
        let (a, b) = (numbers[left] as u16, numbers[right] as u16);
        slips[usize::from(a)].extend(words.iter().map(|(first, second)| match first == left {
            true => [b, numbers[second] as u16 | BEHIND],
            false => [b, numbers[first] as u16],
        }));
        let pair = u32::from(a) << 16 | u32::from(b);
        let bit = pair.wrapping_mul(0x9e37_79b1) >> (32 - FILTER);
        filter[bit as usize / 8] |= 1 << (bit % 8);
    }
    let letters = ['\0'].iter().chain(numbers.keys());
    let letters = letters.flat_map(|letter| (*letter as u16).to_le_bytes());
    let index = ('\u{4e00}'..'\u{a000}').flat_map(|letter| {
        let number = numbers.get(&letter).copied().unwrap_or(usize::from(u16::MAX));
        (number as u16).to_le_bytes()
    });
    fs::write(to.join("index.bin"), index.collect::<Vec<_>>())?;
    fs::write(to.join("letters.bin"), letters.collect::<Vec<_>>())?;
    fs::write(
        to.join("pairs.bin"),
        rows(known.iter().map(|row| row.iter().map(|behind| [*behind]))),
    )?;
    fs::write(
        to.join("near.bin"),
        rows(slips.iter().map(|row| row.iter().copied())),
    )?;
    let threes = threes(&read("threes.txt")?, &numbers);
    fs::write(
        to.join("threes.bin"),
        rows(threes.iter().map(|row| row.iter().copied())),
    )?;
    fs::write(to.join("words.bin"), sorted(&real))?;
    fs::write(to.join("phrases.bin"), phrases(&read("phrases.txt")?))?;
    fs::write(to.join("filter.bin"), filter)
}

/// Of each number the two that stand behind it, in order.
fn threes(text: &str, numbers: &BTreeMap<char, usize>) -> Vec<BTreeSet<[u16; 2]>> {
    let mut threes = vec![BTreeSet::new(); numbers.len() + 1];
    for line in lines(text) {
        let mut letters = line
            .chars()
            .map(|letter| numbers.get(&letter).map(|number| *number as u16));
        let (Some(Some(first)), Some(Some(second))) = (letters.next(), letters.next()) else {
            continue;
        };
        threes[usize::from(first)].extend(letters.flatten().map(|third| [second, third]));
    }
    threes
}

/// How many rows there are, where each begins and the last one ends, then the entries of all rows.
fn rows<const N: usize>(rows: impl ExactSizeIterator<Item = impl Iterator<Item = [u16; N]>>) -> Vec<u8> {
    let (mut starts, mut entries) = (vec![rows.len() as u32, 0], Vec::new());
    for row in rows {
        entries.extend(row.flatten());
        starts.push((entries.len() / N) as u32);
    }
    let starts = starts.into_iter().flat_map(u32::to_le_bytes);
    let entries = entries.into_iter().flat_map(u16::to_le_bytes);
    starts.chain(entries).collect()
}

/// Two characters in four bytes for each word, in order.
fn sorted(words: &BTreeSet<(char, char)>) -> Vec<u8> {
    let codes = words.iter().flat_map(|(a, b)| [*a as u16, *b as u16]);
    codes.flat_map(u16::to_le_bytes).collect()
}

/// Of each number the numbers that stand behind it in words; of the edge of a text those that are words alone, and behind them
/// the edge.
fn known(
    numbers: &BTreeMap<char, usize>,
    pairs: impl Iterator<Item = (char, char)>,
    alone: &str,
    whole: &BTreeSet<(char, char)>,
) -> Vec<BTreeSet<u16>> {
    let mut known = vec![BTreeSet::new(); numbers.len() + 1];
    let mut learn = |left: usize, right: usize| {
        known[left].insert(right as u16);
    };
    let all = pairs.chain(whole.iter().copied());
    let all = all.filter_map(|(left, right)| Some((*numbers.get(&left)?, *numbers.get(&right)?)));
    all.for_each(|(left, right)| learn(left, right));
    let mut alone = lines(alone);
    let mut single = || {
        let next = alone.next().unwrap_or_default();
        next.chars().filter_map(|letter| numbers.get(&letter))
    };
    single().for_each(|number| learn(EDGE, *number));
    single().for_each(|number| learn(*number, EDGE));
    known
}

/// The pairs one character away from words that are no words themselves, each with the words it may be, the most frequent
/// first.
fn near(
    words: &str,
    alike: &str,
    known: &BTreeSet<(char, char)>,
    has: &dyn Fn(char) -> bool,
) -> BTreeMap<(char, char), Vec<(char, char)>> {
    let mut others: BTreeMap<char, BTreeSet<char>> = BTreeMap::new();
    for group in lines(alike).flat_map(str::split_whitespace) {
        for letter in group.chars() {
            let rest = group.chars().filter(|other| *other != letter && has(*other));
            others.entry(letter).or_default().extend(rest);
        }
    }
    let mut near: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (a, b) in split(words) {
        let like = |letter| others.get(&letter).into_iter().flatten().copied();
        let slips = like(a)
            .map(|other| (other, b))
            .chain(like(b).map(|other| (a, other)));
        for (left, right) in slips.filter(|slip| !known.contains(slip)) {
            let meant = near.entry((left, right)).or_default();
            if has(left) && has(right) && !meant.contains(&(a, b)) {
                meant.push((a, b));
            }
        }
    }
    near.retain(|_, meant| !meant.is_empty());
    near
}

/// Four characters in eight bytes for each two words that stand side by side, in order.
fn phrases(text: &str) -> Vec<u8> {
    let mut all = BTreeSet::new();
    for line in lines(text) {
        let mut words = split(line);
        let Some((a, b)) = words.next() else { continue };
        all.extend(words.map(|(c, d)| [a, b, c, d].map(|letter| letter as u16)));
    }
    all.into_iter().flatten().flat_map(u16::to_le_bytes).collect()
}

/// The pairs of a text with a character in each line, and those that stand behind it.
fn heads(text: &str) -> impl Iterator<Item = (char, char)> {
    lines(text).flat_map(|line| {
        let mut letters = line.chars();
        let head = letters.next();
        letters.filter_map(move |other| Some((head?, other)))
    })
}

/// The words of two characters of a text.
fn split(text: &str) -> impl Iterator<Item = (char, char)> {
    lines(text).flat_map(str::split_whitespace).filter_map(|word| {
        let mut letters = word.chars();
        Some((letters.next()?, letters.next()?))
    })
}

/// The lines without comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

//! The name that GitHub's upload action gives to a line of a file, `primaryLocationLineHash`: it survives edits elsewhere.
//!
//! After `src/fingerprints.ts` of <https://github.com/github/codeql-action>: a rolling hash to the base 37, modulo
//! 2⁶⁴, over the first hundred UTF-16 units from the start of the line that are neither blank nor tab; line ends are
//! `\n`, the file ends with 65535, and lines with equal hashes are numbered.

use crate::Map;

const BASE: u64 = 37;
const WINDOW: usize = 100;
const END: u16 = u16::MAX;

/// The hashes of all lines of `text`, in order, as `hash:number`. A lone carriage return ends a line too.
pub fn all(text: &str) -> Vec<String> {
    let (units, starts) = units(text);
    let first = (0..WINDOW).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let unit = |at: usize| u64::from(units.get(at).copied().unwrap_or(0));
    let mut seen: Map<u64, u32> = Map::default();
    let mut hashes = Vec::with_capacity(starts.len());
    let mut hash = 0_u64;
    let mut next = 0;
    for start in starts {
        for at in next..start + WINDOW {
            let gone = at.checked_sub(WINDOW).map_or(0, unit);
            hash = hash
                .wrapping_mul(BASE)
                .wrapping_add(unit(at))
                .wrapping_sub(first.wrapping_mul(gone));
        }
        next = start + WINDOW;
        let times = seen.entry(hash).or_insert(0);
        *times += 1;
        hashes.push(format!("{hash:x}:{times}"));
    }
    hashes
}

/// What is hashed of a text, and where in it lines start.
fn units(text: &str) -> (Vec<u16>, Vec<usize>) {
    const LF: u16 = b'\n' as u16;
    let mut units = Vec::with_capacity(text.len() / 2 + 1);
    let mut starts = vec![0];
    let mut after_return = false;
    for unit in text.encode_utf16() {
        let kept = match unit {
            // Blank, tab, and the line feed of a line break that was counted.
            0x20 | 0x09 => None,
            LF if after_return => None,
            0x0d => Some(LF),
            unit => Some(unit),
        };
        after_return = unit == 0x0d;
        units.extend(kept);
        if kept == Some(LF) {
            starts.push(units.len());
        }
    }
    units.push(END);
    (units, starts)
}

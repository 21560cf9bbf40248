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

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of `src/fingerprints.test.ts` in the action.
    #[test]
    fn lines_have_the_hashes_that_the_upload_action_gives() {
        assert_eq!(all(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            all(" a\nb\n  \t\tc\n d"),
            [
                "271789c17abda88f:1",
                "54703d4cd895b18:1",
                "180aee12dab6264:1",
                "a23a3dc5e078b07b:1"
            ]
        );
        let open = all(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End");
        assert_eq!(
            open,
            [
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ]
        );
        let closed = [
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1",
        ];
        for breaks in [
            ["\n"; 6],
            ["\r"; 6],
            ["\r\n"; 6],
            ["\n", "\r\n", "\n", "\r", "\r", "\r\n"],
        ] {
            let [a, b, c, d, e, f] = breaks;
            let text = format!(" hello; \t{a}world!!!{b}{c}{d}  \t\tGreetings{e} End{f}");
            assert_eq!(all(&text), closed, "{text:?}");
        }
        assert_eq!(
            all(&"Lorem ipsum dolor sit amet.\n".repeat(10)),
            [
                "a7f2ff13bc495cf2:1",
                "a7f2ff13bc495cf2:2",
                "a7f2ff13bc495cf2:3",
                "a7f2ff13bc495cf2:4",
                "a7f2ff13bc495cf2:5",
                "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ]
        );
    }
}

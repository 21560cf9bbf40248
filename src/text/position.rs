//! Offsets to lines and columns: bytes inside, characters for people.

/// A place for people and machines outside: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (Unicode code points), from 1.
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
    /// Column in bytes of the text in UTF-8, from 1; a byte order mark counts.
    pub byte_column: usize,
}

/// How many bytes of a long line are counted anew for a column; what stands before them was counted once.
const BLOCK: usize = 1 << 10;

/// The starts of the lines of a text, and how many characters begin before each block of it.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    blocks: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `text`; a line ends with `\n`.
    pub fn new(text: &str) -> Self {
        let after_breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1);
        let mut before = 0;
        let counts = text.as_bytes().chunks(BLOCK).map(|block| {
            before += characters(block);
            before as u32
        });
        Self {
            starts: std::iter::once(0).chain(after_breaks).collect(),
            blocks: std::iter::once(0).chain(counts).collect(),
        }
    }

    /// The line, from 0, that holds the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// The byte range of line `line` (from 0) without its line break.
    pub fn range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self.starts[line] as usize;
        let end = self
            .starts
            .get(line + 1)
            .map_or(text.len(), |&next| next as usize);
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The position of the byte at `offset`. A byte order mark at the head of the text is no column.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts[line] as usize;
        let marks = usize::from(text[start..offset].starts_with('\u{feff}'));
        Position {
            line: line + 1,
            column: self.between(text, start, offset) - marks + 1,
            offset,
            byte_column: offset - start + 1,
        }
    }

    /// How many characters begin between two offsets; the time does not grow with the distance.
    fn between(&self, text: &str, start: usize, end: usize) -> usize {
        let before = |offset: usize| {
            let block = offset / BLOCK;
            self.blocks[block] as usize + characters(&text.as_bytes()[block * BLOCK..offset])
        };
        if end - start <= BLOCK {
            characters(&text.as_bytes()[start..end])
        } else {
            before(end) - before(start)
        }
    }
}

/// How many characters begin in these bytes of a UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_in_lines_of_any_length() {
        let text = format!("\u{feff}一行\r\n{}末尾", "长x".repeat(3 * BLOCK));
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().step_by(977).chain([(text.len(), 'x')]) {
            let position = index.position(&text, offset);
            let before = text[..offset].trim_start_matches('\u{feff}');
            let line = before.rsplit('\n').next().unwrap();
            assert_eq!(position.line, before.matches('\n').count() + 1);
            assert_eq!(position.column, line.chars().count() + 1, "at {offset}");
        }
    }
}

//! A named text, where it came from, and the ordered store of all of them.
#![expect(clippy::disallowed_methods, reason = "this is the one place that reads files")]

use std::fmt;
use std::io::Read;
use std::ops::Index;
use std::path::Path;
use std::sync::OnceLock;

use super::position::LineIndex;
use super::{Place, Position, SourceId, Span};

/// The largest file that is read, in bytes: some two hundred times the longest list known.
pub const MAX_BYTES: u64 = 64 << 20;

/// How the bytes of a file spelled its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8: offsets are offsets in the file.
    Utf8,
    /// GB 18030 (GBK, GB 2312): the text was decoded; offsets count bytes of the decoded text.
    Gb18030,
    /// UTF-16 with a byte order mark: decoded as above.
    Utf16,
}

/// Why a file could not be read as text at all.
#[derive(Debug)]
pub enum SourceError {
    /// The system refused.
    Io(std::io::Error),
    /// The file is larger than [`MAX_BYTES`]; its size in bytes.
    TooLarge(u64),
    /// Neither UTF-8 nor GB 18030: the offset of the first byte that is no UTF-8.
    NotText(usize),
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::TooLarge(bytes) => write!(f, "{bytes} bytes, more than the {MAX_BYTES} that are read"),
            Self::NotText(at) => write!(f, "neither UTF-8 nor GB 18030 text (byte {at})"),
        }
    }
}

impl std::error::Error for SourceError {}

/// A text with a name.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    encoding: Encoding,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// A text that is already in memory, under the name that findings shall show.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            encoding: Encoding::Utf8,
            lines: OnceLock::new(),
        }
    }

    /// The same source once more.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            encoding: self.encoding,
            ..Self::new(self.name.clone(), self.text.clone())
        }
    }

    /// Decodes `bytes`: UTF-8, UTF-16 with a byte order mark, else GB 18030.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] and [`SourceError::NotText`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, SourceError> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(SourceError::TooLarge(bytes.len() as u64));
        }
        let (text, encoding) = decode(bytes)?;
        Ok(Self {
            encoding,
            ..Self::new(name, text)
        })
    }

    /// Reads the file at `path`; its name is the path with forward slashes.
    ///
    /// # Errors
    /// Every [`SourceError`].
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        Self::read_as(path.to_string_lossy().replace('\\', "/"), path)
    }

    /// Reads the file at `path` under another name.
    ///
    /// # Errors
    /// Every [`SourceError`].
    pub fn read_as(name: impl Into<String>, path: &Path) -> Result<Self, SourceError> {
        let size = std::fs::metadata(path).map_err(SourceError::Io)?.len();
        if size > MAX_BYTES {
            return Err(SourceError::TooLarge(size));
        }
        Self::from_bytes(name, first_bytes(path, MAX_BYTES + 1)?)
    }

    /// The beginning of the file at `path`: the text of at most `limit` bytes, cut anywhere.
    ///
    /// # Errors
    /// [`SourceError::Io`].
    pub fn head(path: &Path, limit: u64) -> Result<String, SourceError> {
        first_bytes(path, limit).map(|bytes| decode_head(&bytes))
    }

    /// The same of a file whose first bytes are in memory.
    pub fn head_of(bytes: &[u8]) -> String {
        decode_head(bytes)
    }

    /// The name under which findings show this source.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, a byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the file spelled it.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The position of a byte offset; an offset past the end, or inside a character, is moved back.
    pub fn position(&self, offset: usize) -> Position {
        self.lines()
            .position(&self.text, self.text.floor_char_boundary(offset))
    }

    /// The byte range of line `line` (from 1) without its line break.
    pub fn line(&self, line: usize) -> Span {
        let range = self.lines().range(&self.text, line - 1);
        Span::new(range.start, range.end)
    }

    /// The characters of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), SourceError> {
    let marked = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.filter(|&encoding| encoding != encoding_rs::UTF_8) {
        let (text, _, damaged) = encoding.decode(&bytes);
        return if damaged {
            Err(SourceError::NotText(0))
        } else {
            Ok((text.into_owned(), Encoding::Utf16))
        };
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, Encoding::Utf8)),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let (text, damaged) = encoding_rs::GB18030.decode_without_bom_handling(error.as_bytes());
    if damaged || text.contains('\0') {
        return Err(SourceError::NotText(at));
    }
    Ok((text.into_owned(), Encoding::Gb18030))
}

fn first_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, SourceError> {
    let file = std::fs::File::open(path).map_err(SourceError::Io)?;
    // As much as there is, as far as is known: a buffer that grows by doubling is kept as long as the text.
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::with_capacity(size.min(limit) as usize);
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(SourceError::Io)?;
    Ok(bytes)
}

/// The text of bytes that may end inside a character, or spell none.
fn decode_head(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).expect("valid up to there")
        }
        Err(_) => {
            let encoding =
                encoding_rs::Encoding::for_bom(bytes).map_or(encoding_rs::GB18030, |(encoding, _)| encoding);
            return encoding.decode(bytes).0.into_owned();
        }
    };
    text.to_owned()
}

/// The sources of one run, in the order they were added.
#[derive(Debug, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Adds a source and says how to ask for it.
    pub fn add(&mut self, source: Source) -> SourceId {
        self.all.push(source);
        SourceId(u32::try_from(self.all.len() - 1).expect("fewer sources than four billion"))
    }

    /// Adds all sources of another store behind its own, and gives the id of the first of them.
    pub fn append(&mut self, other: Sources) -> SourceId {
        let first = SourceId(u32::try_from(self.all.len()).expect("fewer sources than four billion"));
        self.all.extend(other.all);
        first
    }

    /// All sources with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.all
            .iter()
            .enumerate()
            .map(|(index, source)| (SourceId(index as u32), source))
    }

    /// The characters at a place.
    pub fn slice(&self, place: Place) -> &str {
        self[place.source].slice(place.span)
    }
}

impl Index<SourceId> for Sources {
    type Output = Source;

    fn index(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }
}

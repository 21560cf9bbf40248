//! A byte range in one source.

use std::ops::Range;

/// A range of bytes, half open, in a text that is known from the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// When `start` lies after `end`, or an offset exceeds four gigabytes (sources are limited far below).
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forward: {start}..{end}");
        let narrow = |offset: usize| u32::try_from(offset).expect("sources are smaller than 4 GiB");
        Self {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// The span as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span of `part`, which must be a slice of `whole`: where the part stands in the whole.
    ///
    /// # Panics
    /// When `part` does not lie inside `whole`.
    pub fn of(part: &str, whole: &str) -> Span {
        let start = (part.as_ptr() as usize)
            .checked_sub(whole.as_ptr() as usize)
            .expect("the part begins inside the whole");
        assert!(
            start + part.len() <= whole.len(),
            "the part ends inside the whole"
        );
        Span::new(start, start + part.len())
    }
}

/// Which source of a [`Sources`](super::Sources) store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A span in a named source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which source.
    pub source: SourceId,
    /// Which bytes of it.
    pub span: Span,
}

//! The front door: a source is read as a list, whatever its form.

use super::{DutyList, published};
use crate::finding::Finding;
use crate::text::{SourceId, Sources};

/// What reading a source came to.
#[derive(Debug)]
pub struct Reading<'s> {
    /// The list; none if the source is no list at all, in which case at least one error in `doubts` says so.
    pub list: Option<DutyList<'s>>,
    /// What the reader is not sure of, and what it had to guess.
    pub doubts: Vec<Finding>,
}

/// Reads the source `id` as a list.
pub fn read<'s>(sources: &'s Sources, id: SourceId) -> Reading<'s> {
    published::read(id, sources[id].text()).reading
}

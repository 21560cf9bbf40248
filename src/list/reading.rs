//! What comes of reading a source: the list, and the doubts.

use super::DutyList;
use crate::finding::Finding;

/// A list and the doubts met while reading it.
#[derive(Clone, Debug)]
pub struct Reading<'s> {
    /// The list; none where the source holds none, which at least one error among the doubts then says.
    pub list: Option<DutyList<'s>>,
    /// Doubts and errors, as findings `read/…`, in the order they were met.
    pub doubts: Vec<Finding>,
}

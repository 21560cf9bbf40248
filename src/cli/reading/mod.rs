//! What is read: files, those that git keeps, and why some are passed over.

pub(in crate::cli) mod files;
pub(in crate::cli) mod git;
pub(in crate::cli) mod repository;
pub(in crate::cli) mod scope;
pub(in crate::cli) mod skipped;
pub(in crate::cli) mod versions;

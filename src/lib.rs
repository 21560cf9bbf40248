//! qingdan (清单): a compiler for township duty lists. Read the modules in the order of their declaration.
//!
//! Bytes and a name become a [`text::Source`]. `document` shows its tables and cells; [`list`] reads them as a
//! list in which every word knows where it came from, and notes its doubts as findings; [`graph`] turns lists
//! into townships, departments and duties; [`rule`] proves and runs the YAML rules; [`check`] is the one entry
//! that does all of it for one county; [`report`] spells the outcome for people and machines; [`cli`] asks.
//!
//! A module imports only from modules declared above it; `tests/layers.rs` holds that true.

pub mod text;

pub mod finding;

pub mod document;

pub mod list;

pub mod graph;

pub mod rule;

pub mod diff;

pub mod check;

pub mod report;

pub mod cli;

/// A map that iterates in order of insertion, so that no output depends on a hash.
pub(crate) type Map<K, V> = indexmap::IndexMap<K, V, rustc_hash::FxBuildHasher>;

/// A set that iterates in order of insertion.
pub(crate) type Set<T> = indexmap::IndexSet<T, rustc_hash::FxBuildHasher>;

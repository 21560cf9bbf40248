//! YAML text as events or nodes that know their bytes: the ground of lists, rules, registries and settings.
//!
//! Every scalar is text, whatever it looks like (`no`, `2024`, `~` are the words they are); the reader of a key
//! decides what it must be. Anchors, aliases and tags are refused, so no input grows when it is read.

mod fault;
mod reader;
mod scalar;
mod tree;

pub use fault::Fault;
pub use reader::{Event, Reader};
pub use scalar::{Scalar, Style};
pub use tree::{Node, Value, parse};

/// How deep collections may stand in each other.
pub const MAX_DEPTH: usize = 64;

/// How many scalars and collections one text may hold.
pub const MAX_NODES: usize = 1 << 20;

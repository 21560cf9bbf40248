//! Where a character is: bytes inside, human units only at the edges.

pub mod likeness;
pub mod mapped;
pub mod near;
pub mod normal;
pub mod numeral;
pub mod position;
pub mod reach;
pub mod source;
pub mod span;
pub mod toml;
pub mod word_set;
pub mod yaml;

pub use mapped::{Mapped, MappedBuilder};
pub use position::Position;
pub use source::{Source, SourceError, Sources};
pub use span::{Place, SourceId, Span};

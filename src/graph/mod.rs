//! Who holds what.

pub mod schema;

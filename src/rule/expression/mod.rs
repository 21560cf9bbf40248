//! The expression language: the conditions, values and paths of a rule, each written on one line.

mod cursor;
pub mod parse;
pub mod syntax;
mod token;

//! The expression language: the conditions, values and paths of a rule, each written on one line.

pub mod parse;
pub mod syntax;
mod token;

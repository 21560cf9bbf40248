//! Where the nodes of a name of `for` come from, as written.

use crate::finding::Words;
use crate::graph::schema::Schema;
use crate::rule::expression::{parse, syntax::Source};
use crate::rule::fault::{Fault, FaultKind};
use crate::text::Span;

/// Reads a source of `for`. A kind in Chinese, as the reference shows it beside its name, is told with that name.
///
/// # Errors
/// The first fault of the text.
pub(super) fn source(text: &str) -> Result<Source, Fault> {
    parse::source(text).map_err(|fault| {
        let chinese = Schema::get().kinds().find(|(_, info)| info.zh == text.trim());
        chinese.map_or(fault, |(kind, _)| {
            let (name, span) = (kind.as_str(), Span::new(0, text.len()));
            let words = Words::new(
                format!("节点的种类写英文名：{name}"),
                format!("a kind is written with its English name: `{name}`"),
            );
            Fault::new(FaultKind::UnknownKind, span, words)
        })
    })
}

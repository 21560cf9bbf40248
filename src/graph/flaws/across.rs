//! What is judged across the rows and clauses of a list: rows, what is said twice, figures.

use super::FlawNode;
use super::column::Cell;
use super::counts::Figures;
use super::figures::CellFigures;
use super::gist::{Gists, Said};
use super::kindred::Kindred;
use super::rows::Rows;
use crate::finding::ListKind;
use crate::graph::NodeId;
use crate::list::{Category, Duty};
use crate::text::Mapped;

/// What was met so far.
#[derive(Default)]
pub(super) struct Across<'n, 'g> {
    rows: Rows,
    said: Said<'n, 'g>,
    figures: Figures<'n, 'g>,
    in_cell: CellFigures<'n, 'g>,
    kindred: Kindred<'n, 'g>,
}

impl<'n, 'g> Across<'n, 'g> {
    /// A list begins.
    pub(super) fn list(&mut self, kind: ListKind) {
        self.kindred.list(kind);
        self.said.list();
    }

    /// A category begins.
    pub(super) fn category(&mut self, category: &Category<'_>) {
        self.rows.category(category);
    }

    /// The next duty, whose name was looked through already.
    pub(super) fn duty(
        &mut self,
        id: NodeId,
        duty: &'n Duty<'g>,
        gists: &mut Gists<'n>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        self.rows.duty(id, duty, flaws);
        self.said.name(id, &duty.name, gists, flaws);
        self.figures.name(id, &duty.name, flaws);
        self.kindred.duty(id, duty);
    }

    /// The document ends.
    pub(super) fn finish(self, flaws: &mut Vec<(NodeId, FlawNode<'g>)>) {
        self.kindred.finish(flaws);
    }

    /// The next clause, and its cell.
    pub(super) fn clause(
        &mut self,
        id: NodeId,
        cell: Cell,
        text: &'n Mapped<'g>,
        gists: &mut Gists<'n>,
        flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
    ) {
        self.said.clause(id, cell, text, gists, flaws);
        self.in_cell.clause(id, cell, text, flaws);
    }
}

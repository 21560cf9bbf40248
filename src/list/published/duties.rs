//! Rows become duties.

use super::doubts::{Cause, Doubts};
use super::labels::Known;
use super::split::{self, Vocabulary};
use super::{blocks, clauses, names, reclaimed};
use crate::document::{self, Account, Cell, Column, Flow, Furniture, Row};
use crate::finding::{ListKind, Severity, Words};
use crate::list::{Cooperative, Detail, Duty, Mention, Number, Reclaimed, mentions};
use crate::text::{Place, SourceId, Span};

/// Marks that may stand before the name of a duty.
const MARKS: [char; 10] = ['*', '＊', '★', '☆', '※', '▲', '△', '●', '◆', '■'];

/// More departments than this in one cell are not looked for in the clauses.
const MOST_DEPARTMENTS: usize = 80;

/// What all duties of a document share.
pub(super) struct Desk<'a, 's> {
    pub(super) source: SourceId,
    pub(super) text: &'s str,
    pub(super) account: &'a mut Account,
    pub(super) doubts: &'a mut Doubts,
    pub(super) vocabulary: Vocabulary,
    /// Stems of the places above the township: `扎兰屯`.
    pub(super) places: Vec<String>,
}

impl<'s> Desk<'_, 's> {
    /// The duty that `row` is, in a list of `kind`.
    pub(super) fn duty(&mut self, row: &Row, kind: ListKind) -> Duty<'s> {
        let number = self.number(row);
        let (mark, name) = self.name(row.cell(Column::Name));
        self.doubts.about(
            Some(kind),
            number.as_ref().map(|number| number.value),
            Some(name.as_str()),
        );
        self.report(row);
        let detail = match kind {
            ListKind::Basic => Detail::Basic,
            ListKind::Cooperative => Detail::Cooperative(self.cooperative(row)),
            ListKind::Reclaimed => Detail::Reclaimed(self.reclaimed(row)),
        };
        let heads = [Column::Number, Column::Name]
            .into_iter()
            .filter_map(|column| row.cell(column).parts().next());
        let span = heads.reduce(Span::hull).unwrap_or(row.span);
        Duty {
            number,
            mark,
            name,
            place: Place {
                source: self.source,
                span,
            },
            detail,
        }
    }

    fn flow(&mut self, cell: &Cell) -> Flow<'s> {
        document::markup::flow(self.source, self.text, cell, self.account)
    }

    fn number(&mut self, row: &Row) -> Option<Number<'s>> {
        let flow = self.flow(row.cell(Column::Number));
        let text = flow.as_str();
        let digits = document::stitch::digits(text);
        let value = document::stitch::number(digits)?;
        let span = Span::of(digits, text).range();
        self.account
            .set_aside_all(flow.spans(0..span.start), Furniture::Marker);
        self.account
            .set_aside_all(flow.spans(span.end..text.len()), Furniture::Marker);
        Some(Number {
            value,
            text: flow.slim(span),
        })
    }

    /// The mark before a name, and the name.
    fn name(&mut self, cell: &Cell) -> (Option<crate::text::Mapped<'s>>, crate::text::Mapped<'s>) {
        let flow = self.flow(cell);
        let text = flow.as_str();
        let start = text.len() - text.trim_start().len();
        let name =
            text[start..].trim_start_matches(|character| MARKS.contains(&character) || character == ' ');
        let end = text.len() - name.len();
        let mark = (!text[start..end].trim().is_empty()).then(|| flow.field(start..end));
        (mark, flow.field(end..text.len()))
    }

    fn cooperative(&mut self, row: &Row) -> Cooperative<'s> {
        let flow = self.flow(row.cell(Column::Departments));
        let departments = self.mentions(&flow);
        let mut written: Vec<String> = departments
            .iter()
            .map(|mention| mention.text.as_str().to_owned())
            .collect();
        written.truncate(MOST_DEPARTMENTS);
        let mut column = written.clone();
        column.extend(
            departments
                .iter()
                .take(MOST_DEPARTMENTS)
                .filter_map(|mention| mention.full.clone()),
        );
        column.extend(written.iter().map(|name| names::without_bracket(name).to_owned()));
        let upstream = self.flow(row.cell(Column::Upstream));
        let keys: Vec<String> = column.iter().map(|name| names::key(name)).collect();
        let known = Known {
            column: &column,
            keys: &keys,
            vocabulary: &self.vocabulary,
        };
        let mut blocks = blocks::blocks(&upstream, known, self.doubts, self.account);
        let names = blocks
            .iter()
            .flat_map(|block| &block.departments)
            .map(|mention| mention.text.as_str());
        let mut full = self.expand(names).into_iter();
        for mention in blocks.iter_mut().flat_map(|block| &mut block.departments) {
            mention.full = full.next().flatten();
        }
        let township = self.flow(row.cell(Column::Township));
        let items = clauses::events(&township, None, self.doubts, self.account);
        let items: Vec<_> = items.into_iter().filter_map(clauses::Event::item).collect();
        let township = clauses::clauses(&township, &items, clauses::is_numbered(&items));
        Cooperative {
            departments,
            blocks,
            township,
        }
    }

    fn reclaimed(&mut self, row: &Row) -> Reclaimed<'s> {
        // Under the header of another list the receivers stand where that has its departments.
        let says = |column: &Column| !row.cell(*column).is_empty();
        let columns = [Column::Takeover, Column::Receivers, Column::Mode];
        let takeover = match columns.iter().any(says) {
            true => Column::Takeover,
            false => Column::Departments,
        };
        let flow = self.flow(row.cell(takeover));
        let known = Known {
            column: &[],
            keys: &[],
            vocabulary: &self.vocabulary,
        };
        let mut reclaimed = reclaimed::takeover(&flow, known, self.doubts, self.account);
        let receivers = self.flow(row.cell(Column::Receivers));
        reclaimed.receivers.extend(self.mentions(&receivers));
        let mode = self.flow(row.cell(Column::Mode));
        let items = clauses::events(&mode, None, self.doubts, self.account);
        let items: Vec<_> = items.into_iter().filter_map(clauses::Event::item).collect();
        reclaimed
            .mode
            .extend(clauses::clauses(&mode, &items, clauses::is_numbered(&items)));
        reclaimed.discontinued = reclaimed::is_discontinued(&reclaimed.receivers, &reclaimed.mode);
        let full = self.expand(reclaimed.receivers.iter().map(|mention| mention.text.as_str()));
        for (mention, full) in reclaimed.receivers.iter_mut().zip(full) {
            mention.full = full;
        }
        reclaimed
    }

    /// The departments of a cell that holds nothing else.
    fn mentions(&mut self, flow: &Flow<'s>) -> Vec<Mention<'s>> {
        let ends = |seam: bool| {
            flow.pieces
                .iter()
                .filter(move |piece| piece.seam == seam)
                .map(|piece| piece.range.start)
        };
        let (hard, soft): (Vec<usize>, Vec<usize>) = (ends(false).skip(1).collect(), ends(true).collect());
        let split = split::split(flow.as_str(), &hard, &soft, &self.vocabulary);
        for separator in &split.separators {
            self.account
                .set_aside_all(flow.spans(separator.clone()), Furniture::Separator);
        }
        if let Some(tail) = &split.tail {
            self.account
                .set_aside_all(flow.spans(tail.clone()), Furniture::Tail);
        }
        let mut mentions: Vec<Mention<'s>> = split
            .names
            .iter()
            .map(|name| blocks::mention(flow, name.clone()))
            .collect();
        if let (Some(last), Some(tail)) = (mentions.last_mut(), split.tail) {
            last.tail = Some(flow.field(tail));
        }
        let full = self.expand(mentions.iter().map(|mention| mention.text.as_str()));
        for (mention, full) in mentions.iter_mut().zip(full) {
            mention.full = full;
        }
        mentions
    }

    fn expand<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Vec<Option<String>> {
        let places: Vec<&str> = self.places.iter().map(String::as_str).collect();
        mentions::expand(names, &places)
    }

    /// Doubts about a row: cells under no column, cells repeated in other words.
    fn report(&mut self, row: &Row) {
        for &extra in &row.extra {
            self.doubts.add(
                "read/column",
                Severity::Error,
                extra,
                Words::new(
                    "这一格不在任何一列之下，没有读入",
                    "This cell stands under no column and was not read",
                ),
                Words::new(
                    "检查这一行的列数是否与表头一致。",
                    "Check that the row has as many cells as the table has columns.",
                ),
            );
        }
        for &joined in &row.joined {
            self.doubts.gather(Cause::JoinedLine, joined);
        }
        for &(_, first, again) in &row.variants {
            self.doubts.add_related(
                "read/repeated-cell",
                Severity::Warning,
                (again, first),
                Words::new(
                    "换页后重复的内容与前一页不一致，以前一页为准",
                    "The next page repeats this cell in other words; the first version was read",
                ),
                (
                    Words::new(
                        "核对两处文字，统一后删除重复的一处。",
                        "Compare the two versions and keep one.",
                    ),
                    Words::new("前一页的内容", "as on the page before"),
                ),
            );
        }
        let number = row.cell(Column::Number).last();
        let unread = number.filter(|span| document::stitch::number(&self.text[span.range()]).is_none());
        if let Some(number) = unread {
            let written = &self.text[number.range()];
            self.doubts.add(
                "read/number",
                Severity::Warning,
                number,
                Words::new(
                    format!("序号“{written}”看不懂"),
                    format!("“{written}” is no number"),
                ),
                Words::new("改成阿拉伯数字。", "Write Arabic digits."),
            );
        }
    }
}

//! The lists of a document: their titles, their tables, their categories.

use super::duties::Desk;
use super::summary::{self, Summary};
use super::title::{self, Title};
use super::{headings, stem};
use crate::document::{Block, Cell, Column, Document, Flow, Furniture, Layout, Line, Row, categories};
use crate::finding::{ListKind, Severity, Words};
use crate::list::{Category, Section};
use crate::text::{Mapped, Place, Span, normal};

/// Of so many rows that name their category, one may have lost it.
const ROWS_OF_A_BLANK: usize = 10;

/// Reads the lists that begin with block `start`. Also gives their titles, which may name the township.
pub(super) fn read<'s>(
    document: &Document<'s>,
    start: usize,
    desk: &mut Desk<'_, 's>,
) -> (Vec<Section<'s>>, Vec<Title<'s>>) {
    let mut reader = Reader {
        document,
        desk,
        sections: Vec::new(),
        titles: Vec::new(),
        pending: None,
        place: None,
        summary: Summary::default(),
        filled: 0,
        blank: Vec::new(),
    };
    for block in &document.blocks[start..] {
        match block {
            Block::Line(line) => reader.line(line),
            Block::Header(layout) => reader.header(layout),
            Block::Row(row) => reader.row(row),
        }
    }
    reader.uncategorised();
    (reader.sections, reader.titles)
}

struct Reader<'a, 'd, 's> {
    document: &'a Document<'s>,
    desk: &'a mut Desk<'d, 's>,
    sections: Vec<Section<'s>>,
    titles: Vec<Title<'s>>,
    /// A list whose title was read and whose table is still to come.
    pending: Option<Section<'s>>,
    /// A line that names a place: the first line of the title after it.
    place: Option<Span>,
    /// The counts of the line under the title.
    summary: Summary<'s>,
    /// How many rows of the open list name their category.
    filled: usize,
    /// The rows of the open list that do not: the number of the duty and its name.
    blank: Vec<(Option<u32>, Span)>,
}

impl<'s> Reader<'_, '_, 's> {
    fn line(&mut self, line: &Line) {
        let words = &self.document.text[line.span.range()];
        let place = self.place.take();
        if let Some(kind) = headings::section_kind(words).filter(|_| !line.in_table) {
            self.title(kind, None, place, line.span);
            return;
        }
        if let Some((kind, meant)) = headings::misspelt_title(words).filter(|_| !line.in_table) {
            self.misspelt_title(kind, meant, line.span);
            self.title(kind, Some(meant), place, line.span);
            return;
        }
        if !line.in_table && title::is_place(words) {
            self.place = Some(line.span);
            return;
        }
        let flow = Flow::plain(self.document.source, self.document.text, &[line.span]);
        if summary::is_summary(words) {
            self.summary = Summary::read(&flow, self.desk.account);
            if let Some(section) = self.pending.as_mut().or(self.sections.last_mut()) {
                self.summary.of_list(section);
            }
            return;
        }
        if summary::is_note(words) {
            self.desk.account.set_aside(line.span, Furniture::Note);
            return;
        }
        let Some(mut category) = headings::category(&flow, line.in_table, self.desk.account) else {
            return;
        };
        if category.ordinal.is_none() && category.declared.is_none() && !categories::is_usual(words) {
            self.desk.doubts.about(self.kind(), None, None);
            self.desk.doubts.add(
                "read/unknown-heading",
                Severity::Warning,
                line.span,
                Words::new(
                    "这一行没有序号和项数，按事项类别的标题读入",
                    "This row has neither number nor count; it was read as the heading of a category",
                ),
                Words::new(
                    "类别标题写作“一、党的建设（25项）”。",
                    "Write the heading of a category as 一、党的建设（25项）.",
                ),
            );
        }
        self.settle(None, line.span);
        self.summary.of_category(&mut category);
        self.section().categories.push(category);
    }

    /// The title of a list, perhaps misspelt, and begun on the line before.
    fn title(&mut self, kind: ListKind, meant: Option<&'static str>, place: Option<Span>, span: Span) {
        let words = &self.document.text[span.range()];
        let parts = headings::parts(words);
        let flow = Flow::plain(self.document.source, self.document.text, &[span]);
        parts.set_aside(&flow, Furniture::Marker, self.desk.account);
        if let Some((_, digits)) = &parts.ordinal {
            self.desk
                .account
                .set_aside_all(flow.spans(digits.clone()), Furniture::Marker);
        }
        let start = span.start as usize;
        let name = Span::new(start + parts.name.start, start + parts.name.end);
        self.summary = Summary::default();
        let lines: Vec<Span> = place.into_iter().chain([name]).collect();
        let title = Title::read(self.document.source, self.document.text, &lines);
        let place = lines.iter().copied().reduce(Span::hull).unwrap_or(span);
        self.pending = Some(Section {
            kind,
            title: Some(title.text.clone()),
            meant,
            declared: parts.declared(&flow),
            place: Place {
                source: self.document.source,
                span: place,
            },
            categories: Vec::new(),
        });
        if self.desk.places.is_empty() {
            self.desk
                .places
                .extend(title.region.iter().filter_map(|place| stem(place.as_str())));
        }
        self.titles.push(title);
    }

    fn header(&mut self, layout: &Layout) {
        let decided = layout.kind();
        let span = layout
            .cells
            .iter()
            .copied()
            .reduce(Span::hull)
            .unwrap_or(Span { start: 0, end: 0 });
        self.desk.doubts.about(self.kind(), None, None);
        for (_, &cell) in layout
            .columns
            .iter()
            .zip(&layout.cells)
            .filter(|(column, cell)| column.is_none() && !cell.is_empty())
        {
            self.desk.doubts.add(
                "read/column",
                Severity::Warning,
                cell,
                Words::new("看不懂这一列的表头，该列没有读入", "This column header is not understood; the column was not read"),
                Words::new(
                    "可用的表头：序号、事项类别、事项名称、对应上级部门、上级部门职责、乡镇配合职责、承接部门及工作方式。",
                    "Known headers: 序号, 事项类别, 事项名称, 对应上级部门, 上级部门职责, 乡镇配合职责, 承接部门及工作方式.",
                ),
            );
        }
        let is_departments = |column: &Option<Column>| *column == Some(Column::Departments);
        if decided.is_none()
            && self.kind() == Some(ListKind::Reclaimed)
            && let Some(at) = layout.columns.iter().position(is_departments)
        {
            let cell = layout.cells[at];
            self.desk.doubts.add(
                "read/header",
                Severity::Warning,
                cell,
                Words::new(
                    "收回清单的表头用了配合清单的列名，这一列按承接部门及工作方式读入",
                    "The list of reclaimed duties bears a header of the cooperative one; the column was read as receivers and mode",
                ),
                Words::new(
                    "改成“承接部门及工作方式”。",
                    "Write 承接部门及工作方式.",
                ),
            );
        }
        self.settle(decided, span);
    }

    /// Opens the pending list, or one without a title if the table is of another kind than the open list.
    fn settle(&mut self, decided: Option<ListKind>, span: Span) {
        if let Some(mut section) = self.pending.take() {
            if let Some(decided) = decided.filter(|&decided| decided != section.kind) {
                self.wrong_title(decided, section.kind, section.place.span);
                section.kind = decided;
            }
            self.uncategorised();
            self.sections.push(section);
            return;
        }
        let open = self.sections.last().map(|section| section.kind);
        if open.is_none() || decided.is_some_and(|decided| Some(decided) != open) {
            let kind = decided.unwrap_or(ListKind::Basic);
            self.untitled(kind, span);
            self.uncategorised();
            let place = Place {
                source: self.document.source,
                span,
            };
            self.sections.push(Section {
                kind,
                title: None,
                meant: None,
                declared: None,
                place,
                categories: Vec::new(),
            });
        }
    }

    fn row(&mut self, row: &Row) {
        self.settle(None, row.span);
        let kind = self.section().kind;
        let category = row.cell(Column::Category);
        self.category(category);
        let duty = self.desk.duty(row, kind);
        match (&duty.number, row.cell(Column::Name).parts().next()) {
            _ if !category.is_empty() => self.filled += 1,
            (Some(number), Some(name)) => self.blank.push((Some(number.value), name)),
            _ => {}
        }
        let empty = Mapped::slice(
            self.document.source,
            self.document.text,
            Span {
                start: row.span.start,
                end: row.span.start,
            },
        );
        let categories = &mut self.section().categories;
        if categories.is_empty() {
            categories.push(Category {
                name: empty,
                ordinal: None,
                declared: None,
                duties: Vec::new(),
            });
        }
        categories
            .last_mut()
            .expect("a category was opened above")
            .duties
            .push(duty);
    }

    /// The category column: a new word opens a category, the same word only repeats it.
    fn category(&mut self, cell: &Cell) {
        if cell.is_empty() {
            return;
        }
        let parts: Vec<Span> = cell.parts().collect();
        let flow = Flow::plain(self.document.source, self.document.text, &parts);
        let open = self
            .section()
            .categories
            .last()
            .map(|category| normal::key(category.name.as_str()).into_owned());
        let heading = headings::parts(flow.as_str());
        let name = &flow.as_str()[heading.name.clone()];
        if open.is_some_and(|open| open == normal::key(name)) {
            self.desk.account.set_aside_all(parts, Furniture::Repetition);
            return;
        }
        heading.set_aside(&flow, Furniture::Marker, self.desk.account);
        let mut category = Category {
            name: flow.field(heading.name.clone()),
            ordinal: heading.ordinal(&flow),
            declared: heading.declared(&flow),
            duties: Vec::new(),
        };
        self.summary.of_category(&mut category);
        self.section().categories.push(category);
    }

    /// The list that was open is over: of its rows nearly all may name their category.
    fn uncategorised(&mut self) {
        let filled = std::mem::take(&mut self.filled);
        let blank = std::mem::take(&mut self.blank);
        // Where one cell stands for many rows, most of them are blank.
        if filled < blank.len() * ROWS_OF_A_BLANK {
            return;
        }
        for (number, name) in blank {
            self.desk.doubts.about(self.kind(), number, None);
            self.desk.doubts.add(
                "read/no-category",
                Severity::Warning,
                name,
                Words::new(
                    "这一项的事项类别是空的，按上一项的类别读入",
                    "This row names no category, unlike the others; it was read into the one before",
                ),
                Words::new("填上事项类别。", "Fill in the category."),
            );
        }
    }

    fn section(&mut self) -> &mut Section<'s> {
        self.sections
            .last_mut()
            .expect("a list is opened before anything is put into it")
    }

    fn kind(&self) -> Option<ListKind> {
        self.pending
            .as_ref()
            .or(self.sections.last())
            .map(|section| section.kind)
    }

    fn untitled(&mut self, kind: ListKind, span: Span) {
        self.desk.doubts.about(Some(kind), None, None);
        self.desk.doubts.add(
            "read/untitled-list",
            Severity::Warning,
            span,
            Words::new(
                format!("表格前没有清单标题，按表头作为“{}清单”读入", kind.zh()),
                format!("No title stands before this table; by its columns it was read as the {kind} list"),
            ),
            Words::new(
                format!("在表格前补上标题“{}清单”。", kind.zh()),
                format!("Put the title {}清单 before the table.", kind.zh()),
            ),
        );
    }

    fn misspelt_title(&mut self, kind: ListKind, meant: &str, span: Span) {
        self.desk.doubts.about(Some(kind), None, None);
        self.desk.doubts.add(
            "read/misspelt-title",
            Severity::Warning,
            span,
            Words::new(
                format!("清单标题有错字，按“{meant}”读入"),
                format!("This title has a wrong character; it was read as {meant}"),
            ),
            Words::new(format!("改成“{meant}”。"), format!("Write {meant}.")),
        );
    }

    fn wrong_title(&mut self, decided: ListKind, said: ListKind, span: Span) {
        self.desk.doubts.about(Some(decided), None, None);
        self.desk.doubts.add(
            "read/wrong-title",
            Severity::Warning,
            span,
            Words::new(
                format!("标题是“{}”，表头却是“{}”的，按表头读入", said.zh(), decided.zh()),
                format!(
                    "The title says {said}, the columns are those of the {decided} list; it was read as that"
                ),
            ),
            Words::new(
                "核对标题与表格是否对应。",
                "Check that title and table belong together.",
            ),
        );
    }
}

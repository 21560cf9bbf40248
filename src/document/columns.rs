//! Which column holds what, from the words of a table header.

use crate::finding::ListKind;
use crate::text::{Span, normal};

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 序号
    Number,
    /// 事项类别
    Category,
    /// 事项名称
    Name,
    /// 对应上级部门
    Departments,
    /// 上级部门职责
    Upstream,
    /// 乡镇配合职责
    Township,
    /// 承接部门及工作方式, in one cell
    Takeover,
    /// 承接部门, in a cell of its own
    Receivers,
    /// 工作方式, in a cell of its own
    Mode,
}

impl Column {
    /// How many there are.
    pub const COUNT: usize = 9;

    /// All of them.
    pub const ALL: [Column; Self::COUNT] = [
        Self::Number,
        Self::Category,
        Self::Name,
        Self::Departments,
        Self::Upstream,
        Self::Township,
        Self::Takeover,
        Self::Receivers,
        Self::Mode,
    ];
}

/// The columns of a table, from left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What each column holds; `None` for a header that is not understood.
    pub columns: Vec<Option<Column>>,
    /// The bytes of its header cells.
    pub cells: Vec<Span>,
}

impl Layout {
    /// The layout whose header cells read `words`, if these are the words of a header: a number or category, and a name.
    pub fn recognise<'a>(words: impl IntoIterator<Item = (&'a str, Span)>) -> Option<Self> {
        let mut layout = Layout {
            columns: Vec::new(),
            cells: Vec::new(),
        };
        for (text, span) in words {
            let column = column(text);
            let taken = column.is_some() && layout.columns.contains(&column);
            layout.columns.push(column.filter(|_| !taken));
            layout.cells.push(span);
        }
        layout.settle();
        let named = layout.has(Column::Name) || layout.has(Column::Upstream);
        (named && (layout.has(Column::Number) || layout.known() > 2)).then_some(layout)
    }

    /// In a table that says how duties are done since they were taken back, a column of departments is of those who received
    /// them; where there is none, the column says both.
    fn settle(&mut self) {
        const SHARED: [Column; 4] = [
            Column::Upstream,
            Column::Township,
            Column::Receivers,
            Column::Takeover,
        ];
        if !self.has(Column::Mode) || SHARED.into_iter().any(|column| self.has(column)) {
            return;
        }
        let (from, to) = match self.has(Column::Departments) {
            true => (Column::Departments, Column::Receivers),
            false => (Column::Mode, Column::Takeover),
        };
        for column in self
            .columns
            .iter_mut()
            .flatten()
            .filter(|column| **column == from)
        {
            *column = to;
        }
    }

    /// Whether there is such a column.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&Some(column))
    }

    /// Whether each header cell with words in it is understood.
    pub fn is_whole(&self) -> bool {
        self.columns
            .iter()
            .zip(&self.cells)
            .all(|(column, cell)| column.is_some() || cell.is_empty())
    }

    /// The list whose columns these are; none if they would suit any.
    pub fn kind(&self) -> Option<ListKind> {
        let has = |columns: &[Column]| columns.iter().any(|&column| self.has(column));
        match () {
            () if has(&[Column::Upstream, Column::Township]) => Some(ListKind::Cooperative),
            () if has(&[Column::Takeover, Column::Receivers, Column::Mode]) => Some(ListKind::Reclaimed),
            () => None,
        }
    }

    /// The columns without those at the end whose header is empty.
    pub(super) fn shown(&self) -> &[Option<Column>] {
        let last = (0..self.columns.len())
            .rev()
            .find(|&at| self.columns[at].is_some() || !self.cells[at].is_empty());
        &self.columns[..last.map_or(0, |last| last + 1)]
    }

    fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

/// What a column with this header holds.
fn column(header: &str) -> Option<Column> {
    let words = normal::key(header);
    let has = |any: &[&str]| any.iter().any(|word| words.contains(word));
    let takes = has(&["承接", "收回", "接收"]);
    let office = has(&["部门", "单位", "主体"]);
    let manner = has(&["方式", "措施", "举措"]);
    Some(match () {
        () if words.is_empty() || words.chars().count() > 30 => return None,
        () if has(&["序号", "编号"]) || words == "序" => Column::Number,
        () if has(&["类别", "分类", "类型", "领域"]) => Column::Category,
        () if office && manner || takes && has(&["情况"]) => Column::Takeover,
        () if takes && office => Column::Receivers,
        () if manner => Column::Mode,
        () if has(&[
            "配合职责",
            "配合任务",
            "镇配合事项",
            "乡配合事项",
            "街道配合事项",
            "街道）配合事项",
        ]) || (has(&["乡", "镇", "街道", "苏木"]) && has(&["职责", "责任"])) =>
        {
            Column::Township
        }
        () if !words.ends_with("部门")
            && !words.ends_with("单位")
            && has(&["职责", "责任", "任务"])
            && has(&["上级", "部门", "单位", "县级", "区级", "市级", "旗级"]) =>
        {
            Column::Upstream
        }
        () if has(&["部门", "单位"]) => Column::Departments,
        () if has(&["事项", "名称", "清单", "职责", "内容"]) => Column::Name,
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Column, column};

    #[test]
    fn headers_are_told_by_their_words() {
        for (header, expected) in [
            ("序 号", Some(Column::Number)),
            ("权责清单", Some(Column::Name)),
            ("事项\n名称", Some(Column::Name)),
            ("事项类别", Some(Column::Category)),
            ("对应上级部门", Some(Column::Departments)),
            ("上级部门职责（含提供的履职保障）", Some(Column::Upstream)),
            ("乡镇（街道）配合职责", Some(Column::Township)),
            ("乡镇配合事项", Some(Column::Township)),
            ("配合事项", Some(Column::Name)),
            ("承接部门及履职方式", Some(Column::Takeover)),
            ("承接部门", Some(Column::Receivers)),
            ("工作方式", Some(Column::Mode)),
            ("承接主体", Some(Column::Receivers)),
            ("上级部门及工作举措", Some(Column::Takeover)),
            ("牵头单位职责", Some(Column::Upstream)),
            ("责任部门", Some(Column::Departments)),
            ("备注", None),
        ] {
            assert_eq!(column(header), expected, "{header}");
        }
    }
}

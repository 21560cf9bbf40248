//! The texts of the duties that findings point into, so that a finding can be read where it stands.

use crate::Map;
use crate::finding::Findings;
use crate::list::{Block, Clause, Detail, Duty, DutyList, Format, Mention, Numbering};
use crate::text::{Mapped, Place, Source, SourceId, Sources, Span};

/// Which part of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 序号.
    Number,
    /// 事项名称.
    Name,
    /// 对应上级部门.
    Departments,
    /// 上级部门职责.
    Upstream,
    /// 履职保障.
    Guarantee,
    /// 乡镇配合职责.
    Township,
    /// 承接部门.
    Receivers,
    /// 工作方式.
    Mode,
}

/// One line of a field: a clause, the departments that head a block, or the whole field.
#[derive(Clone, Debug)]
pub struct Line {
    /// Of which field.
    pub field: Field,
    /// Whether it heads the lines behind it: the departments of a block.
    pub head: bool,
    /// The number of a clause, where it is written.
    pub number: Option<Mapped<'static>>,
    /// Its text.
    pub text: Mapped<'static>,
}

/// The lines of some duties, in order of their sources.
#[derive(Debug, Default)]
pub struct Passages {
    lines: Vec<Line>,
    /// The source bytes between the first and the last of each line.
    hulls: Vec<Place>,
    /// The lines of each duty, by where it begins.
    duties: Map<Place, std::ops::Range<usize>>,
}

/// How many lines are looked at to find the one that holds a place: more only stand in cells that nobody wrote.
const LOOKED_AT: usize = 4096;

impl Passages {
    /// The texts of those duties of `lists` in which `findings` have a label.
    pub fn of(sources: &Sources, lists: &[DutyList<'_>], findings: &Findings) -> Self {
        let labels = findings
            .iter()
            .flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related));
        let mut wanted: Vec<Place> = labels.map(|label| label.place).collect();
        wanted.sort_unstable();
        let mut passages = Self::default();
        for list in lists {
            let mut duties: Vec<&Duty<'_>> = list.duties().map(|(_, _, duty)| duty).collect();
            duties.sort_by_key(|duty| duty.start());
            for (at, duty) in duties.iter().enumerate() {
                let start = duty.start();
                let from = wanted.partition_point(|place| before(*place, start));
                let next = duties.get(at + 1).map(|next| next.start());
                let label = wanted.get(from).filter(|label| label.source == list.source);
                if label.is_some_and(|label| next.is_none_or(|next| before(*label, next))) {
                    passages.add(&sources[list.source], list, duty);
                }
            }
        }
        passages
    }

    /// The lines of the duty that begins at `start`, in which `place` lies, and which of them it is; of the lines of
    /// its field only.
    pub fn around(&self, start: Place, place: Place) -> Option<(&[Line], usize)> {
        let duty = self.duties.get(&start)?.clone();
        let (lines, hulls) = (&self.lines[duty.clone()], &self.hulls[duty]);
        let behind = hulls.partition_point(|hull| hull.span.start <= place.span.end);
        let holds = |&at: &usize| {
            let line = &lines[at];
            let texts = line.number.iter().chain([&line.text]);
            let near = hulls[at].span.end >= place.span.start;
            near && texts.clone().any(|text| meets(text, place.span))
        };
        let mut candidates = (behind.saturating_sub(LOOKED_AT)..behind).rev();
        let last = candidates.find(holds)?;
        // A place on the border of two texts belongs to the one that it marks; one that covers several begins in the first.
        let found = candidates.take_while(|at| hulls[*at].span.end > place.span.start);
        let found = found.filter(holds).last().unwrap_or(last);
        let field = lines[found].field;
        let same = |line: &&Line| line.field == field;
        let from = found - lines[..found].iter().rev().take_while(same).count();
        let to = found + lines[found..].iter().take_while(same).count();
        Some((&lines[from..to], found - from))
    }

    fn add(&mut self, source: &Source, list: &DutyList<'_>, duty: &Duty<'_>) {
        let mut lines = Lines {
            source,
            id: list.source,
            format: list.format,
            found: Vec::new(),
        };
        lines.duty(duty);
        let mut lines: Vec<(Place, Line)> = lines.found.into_iter().map(|line| (hull(&line), line)).collect();
        lines.sort_by_key(|(hull, _)| hull.span.start);
        let from = self.lines.len();
        for (hull, line) in lines {
            self.hulls.push(hull);
            self.lines.push(line);
        }
        self.duties.insert(duty.start(), from..self.lines.len());
    }
}

fn before(a: Place, b: Place) -> bool {
    (a.source, a.span.start) < (b.source, b.span.start)
}

fn meets(text: &Mapped<'_>, span: Span) -> bool {
    let ranges = text.ranges_of(span);
    ranges.iter().any(|range| !range.is_empty() || span.is_empty())
}

fn hull(line: &Line) -> Place {
    let texts = line.number.iter().chain([&line.text]);
    let spans = texts.flat_map(|text| text.spans(0..text.as_str().len()));
    let span = spans.reduce(Span::hull).expect("every text has a span");
    Place {
        source: line.text.source(),
        span,
    }
}

/// Gathers the lines of one duty.
struct Lines<'a> {
    source: &'a Source,
    id: SourceId,
    format: Format,
    found: Vec<Line>,
}

impl Lines<'_> {
    fn duty(&mut self, duty: &Duty<'_>) {
        if let Some(number) = &duty.number {
            self.push(Field::Number, &number.text);
        }
        self.push(Field::Name, &duty.name);
        match &duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(cells) => {
                self.mentions(Field::Departments, &cells.departments);
                cells.blocks.iter().for_each(|block| self.block(block));
                self.clauses(Field::Township, &cells.township);
            }
            Detail::Reclaimed(cell) => {
                self.mentions(Field::Receivers, &cell.receivers);
                self.clauses(Field::Mode, &cell.mode);
            }
        }
    }

    fn push(&mut self, field: Field, text: &Mapped<'_>) {
        if !text.is_empty() {
            self.found.push(Line {
                field,
                head: false,
                number: None,
                text: text.clone().into_owned(),
            });
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        // A clause that opens with its own department shows it anyway.
        let label = block.departments.first().map(|label| label.text.place().span);
        let opens = label.is_some_and(|label| block.clauses.iter().any(|clause| meets(&clause.text, label)));
        if !opens {
            let from = self.found.len();
            self.mentions(Field::Upstream, &block.departments);
            self.found[from..].iter_mut().for_each(|line| line.head = true);
        }
        self.clauses(Field::Upstream, &block.clauses);
        self.clauses(Field::Guarantee, &block.guarantees);
    }

    fn clauses(&mut self, field: Field, clauses: &[Clause<'_>]) {
        for clause in clauses {
            let number = match &clause.numbering {
                Numbering::Written(number) => Some(number.text.clone().into_owned()),
                Numbering::Implied | Numbering::Absent => None,
            };
            self.found.push(Line {
                field,
                head: false,
                number,
                text: clause.text.clone().into_owned(),
            });
        }
    }

    /// Departments as one line where they stand in one cell, else one line each.
    fn mentions(&mut self, field: Field, mentions: &[Mention<'_>]) {
        let spans = mentions.iter().map(|mention| mention.text.place().span);
        let cell = spans
            .reduce(Span::hull)
            .map(|span| (span, self.source.slice(span)));
        match cell {
            Some((span, text))
                if self.format == Format::Published && !text.contains(['\t', '\n', '<', '&']) =>
            {
                self.push(field, &Mapped::slice(self.id, self.source.text(), span));
            }
            _ => mentions
                .iter()
                .for_each(|mention| self.push(field, &mention.text)),
        }
    }
}

//! How a typed list is spelled in the YAML form: which clauses need their number, which keys are left out.

use std::borrow::Cow;

use super::form;
use super::line::{Items, Keys};
use crate::list::{
    Block, Category, Clause, Cooperative, Detail, Duty, DutyList, ListKind, Mention, Number, Numbering,
    Reclaimed, Township, numbering, yaml,
};
use crate::text::Mapped;

/// The form of a list. Lists of one kind, which a document should have only one of, are joined.
pub(super) fn list<'a>(list: &'a DutyList<'_>) -> form::List<'a> {
    form::List {
        schema: yaml::SCHEMA,
        title: text(list.title.as_ref()),
        township: Keys(township(&list.township)),
        published: text(list.published.as_ref()),
        basic: section(list, ListKind::Basic, |duty| Keys(basic(duty))),
        cooperative: section(list, ListKind::Cooperative, |duty| match &duty.detail {
            Detail::Cooperative(cells) => cooperative(duty, cells),
            _ => cooperative(duty, &EMPTY),
        }),
        reclaimed: section(list, ListKind::Reclaimed, |duty| match &duty.detail {
            Detail::Reclaimed(cells) => Keys(reclaimed(duty, Some(cells))),
            _ => Keys(reclaimed(duty, None)),
        }),
    }
}

static EMPTY: Cooperative<'static> = Cooperative {
    departments: Vec::new(),
    blocks: Vec::new(),
    township: Vec::new(),
};

fn township<'a>(township: &'a Township<'_>) -> form::Township<'a> {
    form::Township {
        name: township.name.as_str(),
        region: Items(township.region.iter().map(Mapped::as_str).collect()),
    }
}

fn section<'a, D>(
    list: &'a DutyList<'_>,
    kind: ListKind,
    duty: impl Fn(&'a Duty<'a>) -> D,
) -> Option<form::Section<'a, D>> {
    let sections = || list.sections.iter().filter(|section| section.kind == kind);
    let first = sections().next()?;
    Some(form::Section {
        title: text(first.title.as_ref()),
        declared: value(first.declared.as_ref()),
        categories: sections()
            .flat_map(|section| &section.categories)
            .map(|found| category(found, &duty))
            .collect(),
    })
}

fn category<'a, D>(category: &'a Category<'a>, duty: impl Fn(&'a Duty<'a>) -> D) -> form::Category<'a, D> {
    form::Category {
        name: category.name.as_str(),
        ordinal: value(category.ordinal.as_ref()),
        declared: value(category.declared.as_ref()),
        duties: category.duties.iter().map(duty).collect(),
    }
}

fn basic<'a>(duty: &'a Duty<'a>) -> form::Basic<'a> {
    form::Basic {
        number: value(duty.number.as_ref()),
        name: duty.name.as_str(),
        mark: text(duty.mark.as_ref()),
    }
}

fn cooperative<'a>(duty: &'a Duty<'a>, cells: &'a Cooperative<'a>) -> form::Cooperative<'a> {
    let numbered = cells.blocks.iter().any(|block| is_numbered(&block.clauses));
    let blocks = cells.blocks.iter().zip(numbering::implied_starts(&cells.blocks));
    form::Cooperative {
        number: value(duty.number.as_ref()),
        name: duty.name.as_str(),
        mark: text(duty.mark.as_ref()),
        departments: mentions(&cells.departments),
        blocks: blocks
            .map(|(block, start)| self::block(block, start, numbered))
            .collect(),
        township: clauses(&cells.township, 0, is_numbered(&cells.township)),
    }
}

fn block<'a>(block: &'a Block<'a>, start: u32, numbered: bool) -> form::Block<'a> {
    form::Block {
        departments: mentions(&block.departments),
        clauses: clauses(&block.clauses, start, numbered),
        guarantees: clauses(&block.guarantees, 0, is_numbered(&block.guarantees)),
    }
}

fn reclaimed<'a>(duty: &'a Duty<'a>, cells: Option<&'a Reclaimed<'a>>) -> form::Reclaimed<'a> {
    let mode = cells.map_or(&[][..], |cells| &cells.mode);
    form::Reclaimed {
        number: value(duty.number.as_ref()),
        name: duty.name.as_str(),
        mark: text(duty.mark.as_ref()),
        receivers: mentions(cells.map_or(&[], |cells| &cells.receivers)),
        mode: clauses(mode, 0, is_numbered(mode)),
        discontinued: cells.is_some_and(|cells| cells.discontinued),
    }
}

/// Whether any clause of a cell has a number; where none has, none is without one among numbered ones.
fn is_numbered(clauses: &[Clause<'_>]) -> bool {
    clauses
        .iter()
        .any(|clause| !matches!(clause.numbering, Numbering::Absent))
}

/// Clauses that count on from `start`: a text where the number is the expected one or no clause of the cell has any.
fn clauses<'a>(clauses: &'a [Clause<'a>], start: u32, numbered: bool) -> Items<form::Clause<'a>> {
    let implied = numbering::implied(clauses, start);
    let spelled = clauses.iter().zip(implied).map(|(clause, implied)| {
        let text = clause.text.as_str();
        let number = match &clause.numbering {
            Numbering::Written(number) if Some(number.value) != implied => Some(number.value),
            Numbering::Absent if numbered => None,
            _ => return form::Clause::Text(text),
        };
        form::Clause::Numbered(Keys(form::Numbered { number, text }))
    });
    Items(spelled.collect())
}

fn mentions<'a>(mentions: &'a [Mention<'a>]) -> Items<Cow<'a, str>> {
    let spell = |mention: &'a Mention<'a>| match &mention.tail {
        Some(tail) => Cow::Owned(format!("{}{}", mention.text.as_str(), tail.as_str())),
        None => Cow::Borrowed(mention.text.as_str()),
    };
    Items(mentions.iter().map(spell).collect())
}

fn text<'a>(text: Option<&'a Mapped<'_>>) -> Option<&'a str> {
    text.map(Mapped::as_str)
}

fn value(number: Option<&Number<'_>>) -> Option<u32> {
    number.map(|number| number.value)
}

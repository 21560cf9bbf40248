//! What no field, no furniture and no doubt accounts for: it is reported, so that nothing is lost in silence.

use super::doubts::Doubts;
use crate::document::Account;
use crate::finding::{Finding, Severity, Words};
use crate::list::{Block, Clause, Detail, Duty, DutyList, Mention, Number, Numbering};
use crate::text::{Mapped, Span};

/// More stretches than this make one finding for all the rest.
const FINDINGS: usize = 50;

/// Reports each stretch of `text` that belongs nowhere.
pub(super) fn report(text: &str, list: &DutyList<'_>, account: &Account, doubts: &mut Doubts) {
    let mut known = vec![false; text.len()];
    let mut mark = |span: Span| known[span.range()].fill(true);
    fields(list, &mut |field| {
        field
            .spans(0..field.as_str().len())
            .into_iter()
            .for_each(&mut mark)
    });
    account.entries().iter().for_each(|(span, _)| mark(*span));
    doubts
        .findings()
        .iter()
        .for_each(|finding| places(finding).for_each(&mut mark));
    let stretches = stretches(text, &known);
    for (index, &span) in stretches.iter().enumerate() {
        let rest = stretches
            .last()
            .filter(|_| index + 1 == FINDINGS)
            .map_or(span, |last| span.hull(*last));
        doubts.add(
            "read/unplaced",
            Severity::Warning,
            rest,
            Words::new(
                "这段文字没有读入清单的任何部分",
                "This text belongs to no part of the list that was read",
            ),
            Words::new(
                "检查它所在的行：是否缺少表头、序号或制表符。",
                "Check its line: is a header, a number or a tab missing?",
            ),
        );
        if index + 1 == FINDINGS {
            break;
        }
    }
}

fn places(finding: &Finding) -> impl Iterator<Item = Span> + '_ {
    std::iter::once(&finding.primary)
        .chain(&finding.related)
        .map(|label| label.place.span)
}

/// The stretches of text that are not known, at most one line long, white space inside of them included.
fn stretches(text: &str, known: &[bool]) -> Vec<Span> {
    let mut stretches: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character == '\n' || known[at] {
            stretches.extend(open.take());
        } else if !character.is_whitespace() {
            let start = open.map_or(at, |open| open.start as usize);
            open = Some(Span::new(start, end));
        }
    }
    stretches.extend(open);
    stretches
}

/// Calls `take` with every field of the list.
fn fields<'a, 's>(list: &'a DutyList<'s>, take: &mut impl FnMut(&'a Mapped<'s>)) {
    list.title.iter().chain(&list.published).for_each(&mut *take);
    list.township
        .region
        .iter()
        .chain([&list.township.name])
        .for_each(&mut *take);
    for heading in &list.contents {
        take(&heading.text);
        number(heading.ordinal.as_ref(), take);
        number(heading.declared.as_ref(), take);
    }
    for section in &list.sections {
        section.title.iter().for_each(&mut *take);
        number(section.declared.as_ref(), take);
        for category in &section.categories {
            take(&category.name);
            number(category.ordinal.as_ref(), take);
            number(category.declared.as_ref(), take);
            category.duties.iter().for_each(|each| duty(each, take));
        }
    }
}

fn duty<'a, 's>(duty: &'a Duty<'s>, take: &mut impl FnMut(&'a Mapped<'s>)) {
    number(duty.number.as_ref(), take);
    duty.mark.iter().chain([&duty.name]).for_each(&mut *take);
    match &duty.detail {
        Detail::Basic => {}
        Detail::Cooperative(cooperative) => {
            mentions(&cooperative.departments, take);
            for Block {
                departments,
                clauses: own,
                guarantees,
            } in &cooperative.blocks
            {
                mentions(departments, take);
                clauses(own, take);
                clauses(guarantees, take);
            }
            clauses(&cooperative.township, take);
        }
        Detail::Reclaimed(reclaimed) => {
            mentions(&reclaimed.receivers, take);
            clauses(&reclaimed.mode, take);
        }
    }
}

fn mentions<'a, 's>(mentions: &'a [Mention<'s>], take: &mut impl FnMut(&'a Mapped<'s>)) {
    mentions.iter().for_each(|mention| take(&mention.text));
}

fn clauses<'a, 's>(clauses: &'a [Clause<'s>], take: &mut impl FnMut(&'a Mapped<'s>)) {
    for clause in clauses {
        if let Numbering::Written(written) = &clause.numbering {
            take(&written.text);
        }
        take(&clause.text);
    }
}

fn number<'a, 's>(number: Option<&'a Number<'s>>, take: &mut impl FnMut(&'a Mapped<'s>)) {
    number.into_iter().for_each(|number| take(&number.text));
}

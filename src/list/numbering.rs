//! Which number a clause is expected to bear: one rule for reading, writing and judging.

use super::{Block, Clause, Numbering};

/// The number that each clause of a run after the number `last` bears where none is written: one more than the number
/// before it. `None` for a clause without a number among numbered ones, which takes no part in the count.
pub fn implied<'a>(
    clauses: impl IntoIterator<Item = &'a Clause<'a>>,
    last: u32,
) -> impl Iterator<Item = Option<u32>> {
    clauses.into_iter().scan(last, |last, clause| {
        let implied = last.saturating_add(1);
        *last = match &clause.numbering {
            Numbering::Implied => implied,
            Numbering::Written(number) => number.value,
            Numbering::Absent => return Some(None),
        };
        Some(Some(implied))
    })
}

/// The number that each clause should bear: the implied one, or 1 for a written 1 right behind a clause without a number,
/// which may head a part of its own (`二、后期扶持工作`).
pub fn expected<'a>(clauses: &'a [Clause<'a>], last: u32) -> impl Iterator<Item = Option<u32>> {
    let headed = std::iter::once(false).chain(
        clauses
            .iter()
            .map(|clause| matches!(clause.numbering, Numbering::Absent)),
    );
    implied(clauses, last)
        .zip(clauses)
        .zip(headed)
        .map(|((implied, clause), headed)| match &clause.numbering {
            Numbering::Written(number) if headed && number.value == 1 => Some(1),
            _ => implied,
        })
}

/// The number each block's clauses count on from where none is written: 0 where it starts anew, the last number of the
/// block before where each clause opens with its own department (`1.市公安局负责…；2.市民政局…`): one run of many blocks.
pub fn implied_starts<'a>(blocks: &'a [Block<'a>]) -> impl Iterator<Item = u32> {
    run(blocks, heads_own_clause)
}

/// The number each block's clauses should count on from: the implied one, or the last of the block before where the
/// numbers run on over labels (`1.市公安局：…；2.市民政局：…`).
pub fn starts<'a>(blocks: &'a [Block<'a>]) -> impl Iterator<Item = u32> {
    run(blocks, |block| heads_own_clause(block) || goes_on(block))
}

fn run<'a>(blocks: &'a [Block<'a>], continues: impl Fn(&Block<'_>) -> bool) -> impl Iterator<Item = u32> {
    let mut last = 0;
    blocks.iter().map(move |block| {
        let start = if continues(block) { last } else { 0 };
        let numbers = implied(&block.clauses, start).zip(&block.clauses);
        last = numbers
            .filter_map(|(implied, clause)| number(clause, implied))
            .last()
            .unwrap_or(start);
        start
    })
}

/// The number the guarantees of a block should count on from: 0, or the last of its clauses, which count on from `start`,
/// where the numbers run on (`2.开展检查；3.履职保障：…`).
pub fn guarantees_start(block: &Block<'_>, start: u32) -> u32 {
    if !opens_later(&block.guarantees) {
        return 0;
    }
    let numbers = implied(&block.clauses, start).zip(&block.clauses);
    numbers
        .filter_map(|(implied, clause)| number(clause, implied))
        .last()
        .unwrap_or(0)
}

/// Whether the first number in a block is written and is not 1.
fn goes_on(block: &Block<'_>) -> bool {
    opens_later(&block.clauses)
}

/// Whether the first number of a run is written and is not 1.
fn opens_later(clauses: &[Clause<'_>]) -> bool {
    let first = clauses
        .iter()
        .find(|clause| !matches!(clause.numbering, Numbering::Absent));
    matches!(first.map(|clause| &clause.numbering), Some(Numbering::Written(number)) if number.value != 1)
}

/// The number of a clause, written or implied.
pub fn number(clause: &Clause<'_>, implied: Option<u32>) -> Option<u32> {
    match &clause.numbering {
        Numbering::Written(number) => Some(number.value),
        _ => implied,
    }
}

/// Whether the block is a clause that opens with its own department.
pub fn heads_own_clause(block: &Block<'_>) -> bool {
    match (block.departments.first(), block.clauses.first()) {
        (Some(department), Some(clause)) => clause.text.as_str().starts_with(department.text.as_str()),
        _ => false,
    }
}

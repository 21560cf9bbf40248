//! Which number a clause is expected to bear: one rule for reading, writing and judging.

use super::{Block, Clause, Numbering};

/// The expected number of each clause of a run that starts after `last`: one more than the number before it, or 1 for a
/// number 1 right behind a clause without one, which may head a part of its own (`二、后期扶持工作`).
/// `None` for a clause without a number among numbered ones, which takes no part in the count.
pub fn expected<'a>(
    clauses: impl IntoIterator<Item = &'a Clause<'a>>,
    last: u32,
) -> impl Iterator<Item = Option<u32>> {
    clauses.into_iter().scan((last, false), |(last, headed), clause| {
        let mut expected = last.saturating_add(1);
        *last = match &clause.numbering {
            Numbering::Implied => expected,
            Numbering::Written(number) => {
                if *headed && number.value == 1 {
                    expected = 1;
                }
                number.value
            }
            Numbering::Absent => {
                *headed = true;
                return Some(None);
            }
        };
        *headed = false;
        Some(Some(expected))
    })
}

/// The number each block's clauses count on from: 0 where it starts anew, the last number of the block before
/// where each clause opens with its own department (`1.市公安局负责…；2.市民政局…`) or stands behind its own label
/// (`1.市公安局：…；2.市民政局：…`), which makes one run of many blocks.
pub fn starts<'a>(blocks: &'a [Block<'a>]) -> impl Iterator<Item = u32> {
    let mut last = 0;
    blocks.iter().map(move |block| {
        let start = if heads_own_clause(block) || goes_on(block) {
            last
        } else {
            0
        };
        last = expected(&block.clauses, start)
            .zip(&block.clauses)
            .filter_map(|(expected, clause)| number(clause, expected))
            .last()
            .unwrap_or(start);
        start
    })
}

/// Whether the first number in a block is written and is not 1.
fn goes_on(block: &Block<'_>) -> bool {
    let first = block
        .clauses
        .iter()
        .find(|clause| !matches!(clause.numbering, Numbering::Absent));
    matches!(first.map(|clause| &clause.numbering), Some(Numbering::Written(number)) if number.value != 1)
}

/// The number of a clause, written or implied.
pub fn number(clause: &Clause<'_>, expected: Option<u32>) -> Option<u32> {
    match &clause.numbering {
        Numbering::Written(number) => Some(number.value),
        _ => expected,
    }
}

/// Whether the block is a clause that opens with its own department.
pub fn heads_own_clause(block: &Block<'_>) -> bool {
    match (block.departments.first(), block.clauses.first()) {
        (Some(department), Some(clause)) => clause.text.as_str().starts_with(department.text.as_str()),
        _ => false,
    }
}

//! Which numbers duties and categories should bear: one more than the one before, running on or restarting as most do.

use super::node::{ClauseRole, Node};
use super::{Edge, Graph, NodeId, Property, Value};
use crate::list::{Number, Section};

/// The number each duty of a list should bear, in order, none where most bear none; and whether the duty bears another
/// by a slip, so that those behind it are right.
pub(super) fn of_duties(section: &Section<'_>) -> Vec<(Option<u32>, bool)> {
    let numbers = section.categories.iter().flat_map(|category| &category.duties);
    let numbers: Vec<_> = numbers.map(|duty| value(duty.number.as_ref())).collect();
    let due = due(section);
    // Where the numbers begin anew behind it, nothing is shown.
    let goes_on = |at: usize| match (due[at], due.get(at + 1)) {
        (Some(own), Some(next)) => *next == Some(own.saturating_add(1)),
        (_, next) => next.is_none(),
    };
    let all = 0..due.len();
    all.map(|at| (due[at], is_slip(&numbers, due[at], at) && goes_on(at)))
        .collect()
}

/// Whether a number is another than is due by a slip: the next goes on as if it were right, or it is the last and bears
/// the number before it again. Behind a gap something may be missing.
fn is_slip(numbers: &[Option<u32>], due: Option<u32>, at: usize) -> bool {
    let (Some(number), Some(due)) = (numbers[at], due) else {
        return false;
    };
    let before = at.checked_sub(1).and_then(|before| numbers[before]);
    number != due
        && match numbers.get(at + 1) {
            Some(next) => *next == Some(due.saturating_add(1)),
            None => before == Some(number),
        }
}

impl Graph<'_> {
    /// The number that a category or a clause should bear, where it bears another by a slip.
    pub(super) fn proper(&self, id: NodeId) -> Option<u32> {
        let edge = match self.node(id) {
            Node::Category(..) => Edge::Categories,
            Node::Clause(_, ClauseRole::Upstream, _) => Edge::Clauses,
            Node::Clause(_, ClauseRole::Guarantee, _) => Edge::Guarantees,
            Node::Clause(_, ClauseRole::Township, _) => Edge::TownshipClauses,
            Node::Clause(_, ClauseRole::Mode, _) => Edge::ModeClauses,
            _ => return None,
        };
        let number = |property| {
            move |id| match self.value(id, property) {
                Some(Value::Number(number)) => u32::try_from(number).ok(),
                _ => None,
            }
        };
        let run: Vec<NodeId> = self.step(self.parent(id)?, edge).collect();
        let at = run.iter().position(|other| *other == id)?;
        let written = match self.node(id) {
            Node::Category(..) => Property::Ordinal,
            _ => Property::Number,
        };
        let numbers: Vec<Option<u32>> = run.iter().copied().map(number(written)).collect();
        let due = number(Property::Expected)(id);
        due.filter(|_| is_slip(&numbers, due, at))
    }
}

fn due(section: &Section<'_>) -> Vec<Option<u32>> {
    let numbers = |from: usize, to: usize| {
        let categories = &section.categories[from..to];
        let duties = categories.iter().flat_map(|category| &category.duties);
        duties.map(|duty| value(duty.number.as_ref())).collect::<Vec<_>>()
    };
    let all = numbers(0, section.categories.len());
    if !restarts(section) {
        return expected(&all);
    }
    let each = 0..section.categories.len();
    each.flat_map(|at| expected(&numbers(at, at + 1))).collect()
}

/// The ordinal each category of a list should bear, in order; none where most bear none.
pub(super) fn of_categories(section: &Section<'_>) -> Vec<Option<u32>> {
    let ordinals: Vec<_> = section
        .categories
        .iter()
        .map(|category| value(category.ordinal.as_ref()))
        .collect();
    expected(&ordinals)
}

fn value(number: Option<&Number<'_>>) -> Option<u32> {
    number.map(|number| number.value)
}

/// Whether most categories behind the first begin with 1 again.
fn restarts(section: &Section<'_>) -> bool {
    let firsts = section
        .categories
        .iter()
        .skip(1)
        .filter_map(|category| category.duties.first());
    let (mut ones, mut others) = (0, 0);
    for duty in firsts {
        match value(duty.number.as_ref()) {
            Some(1) => ones += 1,
            Some(_) => others += 1,
            None => {}
        }
    }
    ones > others
}

/// The numbers that a run should hold. One that breaks it is passed over where the next goes on as if it were right,
/// and taken as the new beginning otherwise, so that one slip is one departure.
fn expected(numbers: &[Option<u32>]) -> Vec<Option<u32>> {
    if numbers.iter().flatten().count() * 2 <= numbers.len() {
        return vec![None; numbers.len()];
    }
    let mut last: u32 = 0;
    let mut swapped = false;
    let mut run = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let due = last.saturating_add(1);
        let next = numbers.get(at + 1).copied().flatten();
        if std::mem::take(&mut swapped) {
            // The other of two neighbours that changed places; the first of them is the departure.
            run.push(*number);
            continue;
        }
        run.push(Some(due));
        last = match number {
            Some(number) if *number == due => due,
            Some(number) if *number == due.saturating_add(1) && next == Some(due) => {
                swapped = true;
                *number
            }
            Some(number) if next != Some(due.saturating_add(1)) => *number,
            _ => due,
        };
    }
    run
}

#[cfg(test)]
mod tests {
    use super::expected;

    #[test]
    fn one_slip_is_one_departure() {
        let departures = |numbers: &[u32]| {
            let numbers: Vec<_> = numbers
                .iter()
                .map(|&number| (number > 0).then_some(number))
                .collect();
            let due = expected(&numbers);
            numbers
                .iter()
                .zip(&due)
                .filter(|(number, due)| due.is_some() && number != due)
                .count()
        };
        assert_eq!(departures(&[1, 2, 3, 4]), 0);
        for slip in [
            [1, 2, 4, 5, 6],
            [1, 2, 9, 4, 5],
            [1, 2, 2, 3, 4],
            [1, 3, 2, 4, 5],
            [1, 2, 0, 4, 5],
            [2, 3, 4, 5, 6],
        ] {
            assert_eq!(departures(&slip), 1, "{slip:?}");
        }
        assert_eq!(departures(&[0, 0, 0, 4]), 0);
    }
}

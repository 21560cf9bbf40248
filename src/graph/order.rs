//! Which numbers duties and categories should bear: one more than the one before, running on or restarting as most do.

use crate::list::{Number, Section};

/// The number each duty of a list should bear, in order, none where most bear none; and whether the duty bears another
/// by a slip, so that those behind it are right.
pub(super) fn of_duties(section: &Section<'_>) -> Vec<(Option<u32>, bool)> {
    let numbers = section.categories.iter().flat_map(|category| &category.duties);
    let numbers: Vec<_> = numbers.map(|duty| value(duty.number.as_ref())).collect();
    let due = due(section);
    let is_slip = |at: usize| {
        let next = due[at].map(|due| due.saturating_add(1));
        let goes_on = |run: &[Option<u32>]| run.get(at + 1).is_some_and(|after| *after == next);
        numbers[at].is_some() && numbers[at] != due[at] && goes_on(&due) && goes_on(&numbers)
    };
    (0..due.len()).map(|at| (due[at], is_slip(at))).collect()
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

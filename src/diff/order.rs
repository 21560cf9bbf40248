//! Which of several things stand in another order than before.

/// The things that must be moved so that `before`, the older positions in the newer order, ascends: all but a longest
/// ascending run. Gives positions in `before`.
pub(super) fn moved(before: &[usize]) -> Vec<usize> {
    // For each length, the end of the run of this length that ends lowest; and for each thing, what it follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut follows: Vec<Option<usize>> = Vec::with_capacity(before.len());
    for (at, position) in before.iter().enumerate() {
        let length = ends.partition_point(|&end| before[end] < *position);
        follows.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; before.len()];
    let mut last = ends.last().copied();
    while let Some(at) = last {
        stays[at] = true;
        last = follows[at];
    }
    (0..before.len()).filter(|&at| !stays[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn as_few_as_can_be_are_moved() {
        assert_eq!(moved(&[]), [0usize; 0]);
        assert_eq!(moved(&[0, 1, 2]), [0usize; 0]);
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[1, 2, 3, 0]), [3]);
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
    }
}

//! The best pairing: an assignment problem, solved exactly in every connected part of the candidates.

use crate::Map;

/// A pair that may be chosen, and what it is worth; at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) worth: i64,
}

/// No part that is solved exactly has more members on either side; from larger ones the weakest candidates are left
/// out until it falls apart.
const LARGEST: usize = 96;

/// The pairs that together are worth most, each member in one of them at most, in order of the left.
pub(super) fn assign(mut candidates: Vec<Candidate>) -> Vec<(usize, usize)> {
    candidates.sort_by_key(|candidate| (candidate.left, candidate.right, -candidate.worth));
    candidates.dedup_by_key(|candidate| (candidate.left, candidate.right));
    let mut pairs = Vec::new();
    let mut open = vec![candidates];
    while let Some(candidates) = open.pop() {
        for part in parts(&candidates) {
            match part.as_slice() {
                [only] => pairs.push((only.left, only.right)),
                _ if is_small(&part) => pairs.extend(solve(&part)),
                _ => open.push(stronger(part)),
            }
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The parts that have no member in common.
fn parts(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let mut leader: Vec<usize> = (0..candidates.len()).collect();
    fn find(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    let (mut lefts, mut rights) = (Map::default(), Map::default());
    for (at, candidate) in candidates.iter().enumerate() {
        for other in [
            *lefts.entry(candidate.left).or_insert(at),
            *rights.entry(candidate.right).or_insert(at),
        ] {
            let (a, b) = (find(&mut leader, at), find(&mut leader, other));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut parts: Map<usize, Vec<Candidate>> = Map::default();
    for (at, candidate) in candidates.iter().enumerate() {
        parts.entry(find(&mut leader, at)).or_default().push(*candidate);
    }
    parts.into_values().collect()
}

fn is_small(part: &[Candidate]) -> bool {
    let (left, right) = members(part);
    left.len().max(right.len()) <= LARGEST
}

/// The members of both sides, each once, ascending.
fn members(part: &[Candidate]) -> (Vec<usize>, Vec<usize>) {
    let side = |of: fn(&Candidate) -> usize| {
        let mut members: Vec<usize> = part.iter().map(of).collect();
        members.sort_unstable();
        members.dedup();
        members
    };
    (
        side(|candidate| candidate.left),
        side(|candidate| candidate.right),
    )
}

/// The better three quarters of a part.
fn stronger(mut part: Vec<Candidate>) -> Vec<Candidate> {
    part.sort_by_key(|candidate| (-candidate.worth, candidate.left, candidate.right));
    part.truncate(part.len() - part.len().div_ceil(4));
    part
}

/// Solves one part: the Hungarian method with potentials (Kuhn, Munkres; shortest augmenting paths), in the cube of
/// the members. A member that is better left alone is paired with nothing, which is worth 0.
fn solve(part: &[Candidate]) -> Vec<(usize, usize)> {
    let (lefts, rights) = members(part);
    let (rows, columns) = (lefts.len(), rights.len() + lefts.len());
    let mut cost = vec![vec![0i64; columns]; rows];
    for candidate in part {
        let row = lefts
            .binary_search(&candidate.left)
            .expect("a member of the part");
        let column = rights
            .binary_search(&candidate.right)
            .expect("a member of the part");
        cost[row][column] = -candidate.worth;
    }
    let taken = cheapest(&cost);
    let pairs = taken
        .into_iter()
        .enumerate()
        .filter(|&(row, column)| cost[row][column] < 0);
    pairs.map(|(row, column)| (lefts[row], rights[column])).collect()
}

/// The column of each row in an assignment of least cost; there are at least as many columns as rows.
fn cheapest(cost: &[Vec<i64>]) -> Vec<usize> {
    let (rows, columns) = (cost.len(), cost.first().map_or(0, Vec::len));
    // Row and column 0 stand for nothing, as in the usual formulation.
    let mut row_price = vec![0i64; rows + 1];
    let mut column_price = vec![0i64; columns + 1];
    let mut row_of = vec![0usize; columns + 1];
    for row in 1..=rows {
        let mut least = vec![i64::MAX; columns + 1];
        let mut from = vec![0usize; columns + 1];
        let mut seen = vec![false; columns + 1];
        row_of[0] = row;
        let mut at = 0;
        loop {
            seen[at] = true;
            let current = row_of[at];
            let (mut step, mut next) = (i64::MAX, 0);
            for column in (1..=columns).filter(|&column| !seen[column]) {
                let price = cost[current - 1][column - 1] - row_price[current] - column_price[column];
                if price < least[column] {
                    (least[column], from[column]) = (price, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if seen[column] {
                    row_price[row_of[column]] += step;
                    column_price[column] -= step;
                } else {
                    least[column] = least[column].saturating_sub(step);
                }
            }
            at = next;
            if row_of[at] == 0 {
                break;
            }
        }
        while at != 0 {
            row_of[at] = row_of[from[at]];
            at = from[at];
        }
    }
    let mut column_of = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] > 0 {
            column_of[row_of[column] - 1] = column - 1;
        }
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worth of the best pairing, by trying all.
    fn best(candidates: &[Candidate]) -> i64 {
        let Some((first, rest)) = candidates.split_first() else {
            return 0;
        };
        let free: Vec<Candidate> = rest
            .iter()
            .filter(|other| other.left != first.left && other.right != first.right)
            .copied()
            .collect();
        best(rest).max(first.worth + best(&free))
    }

    #[test]
    fn no_pairing_is_worth_more() {
        let mut seed = 7u64;
        let mut next = |below: u64| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let mut candidates = Vec::new();
            for left in 0..5 {
                for right in 0..5 {
                    if next(5) < 2 {
                        candidates.push(Candidate {
                            left,
                            right,
                            worth: 1 + next(9) as i64,
                        });
                    }
                }
            }
            let pairs = assign(candidates.clone());
            let worth = |pair: &(usize, usize)| {
                let chosen = candidates.iter().find(|it| (it.left, it.right) == *pair);
                chosen.expect("only candidates are paired").worth
            };
            assert_eq!(
                pairs.iter().map(worth).sum::<i64>(),
                best(&candidates),
                "{candidates:?}"
            );
            let (mut lefts, mut rights): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
            lefts.sort_unstable();
            rights.sort_unstable();
            assert!(lefts.windows(2).all(|two| two[0] != two[1]));
            assert!(rights.windows(2).all(|two| two[0] != two[1]));
        }
    }

    #[test]
    fn a_part_that_is_too_large_falls_apart() {
        let candidates: Vec<Candidate> = (0..400)
            .flat_map(|left| (0..5).map(move |step| (left, (left + step) % 400, step)))
            .map(|(left, right, step)| Candidate {
                left,
                right,
                worth: 100 - step as i64,
            })
            .collect();
        let pairs = assign(candidates);
        assert_eq!(pairs.len(), 400);
        assert!(pairs.iter().all(|(left, right)| left == right));
    }
}

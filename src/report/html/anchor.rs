//! Where in a page the findings of a spot stand, so that pictures lead there.

use crate::check::outline::Spot;

/// The id of the part of a page that holds the findings of a spot.
pub(super) fn anchor(chapter: usize, spot: Spot) -> String {
    let part = |at: Option<usize>| at.map_or_else(String::new, |at| format!("-{at}"));
    format!(
        "d-{chapter}-{}{}{}",
        spot.list,
        part(spot.category),
        part(spot.duty)
    )
}

//! The ordered collection of findings, with their fingerprints.

use xxhash_rust::xxh3::Xxh3;

use super::{BaselineState, Counts, Finding};
use crate::text::normal;
use crate::{Map, Set};

/// Findings in a total order: source, place, code, message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    /// Orders `all`, drops exact repetitions, and gives each finding its fingerprint: a hash of rule, township, list,
    /// normalised duty name and the words at fault, with a running number where several are equal in all of these.
    pub fn seal(mut all: Vec<Finding>) -> Self {
        all.sort_by(|a, b| order(a).cmp(&order(b)));
        all.dedup();
        let mut seen: Map<u64, u32> = Map::default();
        for finding in &mut all {
            let plain = fingerprint(finding, 0);
            let repeats = seen.entry(plain).or_insert(0);
            finding.fingerprint = if *repeats == 0 {
                plain
            } else {
                fingerprint(finding, *repeats)
            };
            *repeats += 1;
        }
        Self { all }
    }

    /// Takes all findings out, to be changed and sealed again.
    pub fn take(&mut self) -> Vec<Finding> {
        std::mem::take(&mut self.all)
    }

    /// Compares with the findings of an older version, by fingerprint: marks those here as new or unchanged, and gives
    /// those that are no longer found, marked as absent. What was set aside in the older version did not count there:
    /// it is new where it is not set aside any more, and not mended where it is gone.
    pub fn compare(&mut self, mut older: Findings) -> Findings {
        let prints = |findings: &Findings| findings.iter().map(|it| it.fingerprint).collect::<Set<u64>>();
        let (all, found) = (prints(&older), prints(self));
        older.all.retain(|finding| finding.suppression.is_none());
        let counting = prints(&older);
        for finding in &mut self.all {
            let known = if finding.suppression.is_some() {
                &all
            } else {
                &counting
            };
            let is_known = known.contains(&finding.fingerprint);
            finding.baseline = Some(if is_known {
                BaselineState::Unchanged
            } else {
                BaselineState::New
            });
        }
        older.all.retain(|finding| !found.contains(&finding.fingerprint));
        older
            .all
            .iter_mut()
            .for_each(|finding| finding.baseline = Some(BaselineState::Absent));
        older
    }

    /// The same without some, all else as it is.
    #[must_use]
    pub fn without(mut self, out: impl Fn(&Finding) -> bool) -> Findings {
        self.all.retain(|finding| !out(finding));
        self
    }

    /// All findings, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.all.iter()
    }

    /// How many of each severity.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.iter().for_each(|finding| counts.add(finding.severity));
        counts
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn order(finding: &Finding) -> impl Ord + '_ {
    (
        finding.primary.place,
        &finding.code,
        finding.message.get(super::Language::Zh),
        finding.related.first().map(|label| label.place),
    )
}

fn fingerprint(finding: &Finding, repeat: u32) -> u64 {
    let address = &finding.address;
    let mut hash = Xxh3::new();
    let mut part = |text: &str| {
        hash.update(text.as_bytes());
        hash.update(&[0]);
    };
    part(finding.code.as_str());
    part(&normal::key(&address.township));
    let (list, duty) = match finding.whole {
        true => (None, None),
        false => (address.list, address.duty.as_deref()),
    };
    part(list.map_or("", |list| list.as_str()));
    part(&normal::key(duty.unwrap_or("")));
    part(&finding.value);
    hash.update(&repeat.to_le_bytes());
    hash.digest()
}

//! Which list and duty a place belongs to, for whoever shows it.

use super::passages::{Line, Passages};
use crate::finding::{Address, Findings, quoted};
use crate::list::{DutyList, ListKind};
use crate::text::{Place, Sources};

/// The beginnings of lists, categories and duties in the order of the sources.
#[derive(Debug, Default)]
pub struct Directory {
    entries: Vec<Entry>,
    passages: Passages,
}

#[derive(Debug)]
struct Entry {
    start: Place,
    list: ListKind,
    /// Number and name of the duty that begins here; none where a list or a category does.
    duty: Option<(Option<u32>, String)>,
}

impl Directory {
    /// The directory of `lists`.
    pub fn new<'l, 's: 'l>(lists: impl IntoIterator<Item = &'l DutyList<'s>>) -> Self {
        let mut entries = Vec::new();
        for section in lists.into_iter().flat_map(|list| &list.sections) {
            let list = section.kind;
            entries.push(Entry {
                start: section.place,
                list,
                duty: None,
            });
            for category in &section.categories {
                // A category that is a column of the table stands behind the number of its first duty.
                let first = category.duties.first().map(|duty| duty.start());
                let heading = category
                    .start()
                    .map(|start| first.map_or(start, |first| start.min(first)));
                entries.extend(heading.map(|start| Entry {
                    start,
                    list,
                    duty: None,
                }));
                for duty in &category.duties {
                    let number = duty.number.as_ref();
                    let name = quoted(duty.name.as_str()).into_owned();
                    entries.push(Entry {
                        start: duty.start(),
                        list,
                        duty: Some((number.map(|number| number.value), name)),
                    });
                }
            }
        }
        entries.sort_by_key(|entry| entry.start);
        Self {
            entries,
            passages: Passages::default(),
        }
    }

    /// The same with the texts of the duties that `findings` point into.
    #[must_use]
    pub fn with_passages(self, sources: &Sources, lists: &[DutyList<'_>], findings: &Findings) -> Self {
        Self {
            passages: Passages::of(sources, lists, findings),
            ..self
        }
    }

    /// The list, and the duty if there is one, that `place` belongs to.
    pub fn address(&self, place: Place) -> Option<Address> {
        let entry = self.entry(place)?;
        let (number, duty) = entry
            .duty
            .clone()
            .map_or((None, None), |(number, name)| (number, Some(name)));
        Some(Address {
            list: Some(entry.list),
            number,
            duty,
            ..Address::default()
        })
    }

    /// The lines of the field that `place` lies in, and which of them it is; none outside the texts of duties.
    pub fn around(&self, place: Place) -> Option<(&[Line], usize)> {
        self.passages.around(self.entry(place)?.start, place)
    }

    fn entry(&self, place: Place) -> Option<&Entry> {
        let key = (place.source, place.span.start);
        let behind = self
            .entries
            .partition_point(|entry| (entry.start.source, entry.start.span.start) <= key);
        let last = self.entries[..behind].last();
        last.filter(|entry| entry.start.source == place.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::yaml;
    use crate::text::{SourceId, Span};

    #[test]
    fn a_place_belongs_to_the_duty_that_began_before_it() {
        let text = "schema: qingdan/list@1\ntownship: {name: 丁镇, region: [甲省]}\nbasic:\n  categories:\n  - name: 党的建设\n    duties:\n    - {number: 1, name: 甲}\n    - {name: 乙, number: 2}\n";
        let list = yaml::read(SourceId(0), text).list.expect("the text is a list");
        let directory = Directory::new(&[list]);
        let found = |words: &str| {
            let start = text.find(words).expect("the words are in the text");
            let address = directory.address(Place {
                source: SourceId(0),
                span: Span::new(start, start),
            })?;
            Some((address.number, address.duty))
        };
        assert_eq!(found("丁镇"), None);
        assert_eq!(found("党的建设"), Some((None, None)));
        assert_eq!(found("甲}"), Some((Some(1), Some("甲".to_owned()))));
        assert_eq!(found("乙"), Some((Some(2), Some("乙".to_owned()))));
        assert_eq!(found("2}"), Some((Some(2), Some("乙".to_owned()))));
    }
}

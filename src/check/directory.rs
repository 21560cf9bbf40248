//! Which list and duty a place belongs to, for whoever shows it.

use crate::finding::Address;
use crate::list::{DutyList, ListKind};
use crate::text::Place;

/// The beginnings of lists, categories and duties in the order of the sources.
#[derive(Debug, Default)]
pub struct Directory {
    entries: Vec<Entry>,
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
                let heading = [&category.name]
                    .into_iter()
                    .chain(category.ordinal.as_ref().map(|number| &number.text));
                let start = heading
                    .filter(|text| !text.is_empty())
                    .map(|text| text.place())
                    .min();
                entries.extend(start.map(|start| Entry {
                    start,
                    list,
                    duty: None,
                }));
                for duty in &category.duties {
                    let number = duty.number.as_ref();
                    // The number may stand before the place or, in the YAML form, behind the name.
                    let start = number.map_or(duty.place, |number| number.text.place().min(duty.place));
                    let name = duty.name.as_str().to_owned();
                    entries.push(Entry {
                        start,
                        list,
                        duty: Some((number.map(|number| number.value), name)),
                    });
                }
            }
        }
        entries.sort_by_key(|entry| entry.start);
        Self { entries }
    }

    /// The list, and the duty if there is one, that `place` belongs to.
    pub fn address(&self, place: Place) -> Option<Address> {
        let key = (place.source, place.span.start);
        let behind = self
            .entries
            .partition_point(|entry| (entry.start.source, entry.start.span.start) <= key);
        let entry = self.entries[..behind]
            .last()
            .filter(|entry| entry.start.source == place.source)?;
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

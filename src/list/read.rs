//! The front door: a source is read as a list, whatever its form.

use super::{Reading, published, yaml};
use crate::text::{Source, SourceId, Sources};

/// Reads the source `id` as a list.
pub fn read(sources: &Sources, id: SourceId) -> Reading<'_> {
    let text = sources[id].text();
    match yaml::looks_like(text) {
        true => yaml::read(id, text),
        false => published::read(id, text).reading,
    }
}

/// The county that the list beginning with `head` is about, the whole way down (`甘肃省兰州市西固区`), from the first
/// few thousand bytes of its text, which may be cut anywhere. `None` where they do not say.
pub fn peek(head: &str) -> Option<String> {
    if yaml::looks_like(head) {
        return Some(yaml::peek(head)?.concat());
    }
    let source = Source::new("", head);
    let list = published::read(SourceId(0), source.text()).reading.list?;
    Some(list.township.county()).filter(|county| !county.is_empty())
}

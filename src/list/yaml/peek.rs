//! A first look at a text: is it the YAML form, and which county is it about?

use crate::text::SourceId;
use crate::text::yaml::{Event, Reader};

/// Whether a text looks like the YAML (or JSON) form: its first words are a key in Latin letters, or it opens a mapping.
pub fn looks_like(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with(['#', '%']) && *line != "---");
    line.is_some_and(|line| {
        let key = line.trim_start_matches(['"', '\'']);
        let rest =
            key.trim_start_matches(|found: char| found.is_ascii_alphanumeric() || matches!(found, '_' | '-'));
        let rest_of_key = rest.trim_start_matches(['"', '\'']);
        let keyed = rest.len() < key.len() && (rest_of_key == ":" || rest_of_key.starts_with(": "));
        keyed || line.starts_with('{')
    })
}

/// The region of the township (`甘肃省`, `兰州市`, `西固区`) from the beginning of a text in the YAML form, which may be
/// cut anywhere; read no further than the township stands. None where it does not say.
pub fn peek(text: &str) -> Option<Vec<String>> {
    let mut reader = Reader::new(SourceId(0), text);
    let root = pull(&mut reader)?;
    let township = under(&mut reader, root, "township")?;
    let Event::SequenceStart = under(&mut reader, township, "region")? else {
        return None;
    };
    let mut region = Vec::new();
    while let Event::Scalar(division) = pull(&mut reader)? {
        region.push(division.as_str().to_owned());
    }
    Some(region)
}

fn pull<'s>(reader: &mut Reader<'s>) -> Option<Event<'s>> {
    reader.next().ok().flatten().map(|(event, _)| event)
}

/// The head of the value under `key` in the mapping that `head` opens.
fn under<'s>(reader: &mut Reader<'s>, head: Event<'s>, key: &str) -> Option<Event<'s>> {
    let Event::MappingStart = head else { return None };
    loop {
        let found = matches!(pull(reader)?, Event::Scalar(name) if name.as_str() == key);
        let value = pull(reader)?;
        if found {
            return Some(value);
        }
        let mut depth = usize::from(!matches!(value, Event::Scalar(_)));
        while depth > 0 {
            match pull(reader)? {
                Event::Scalar(_) => {}
                Event::SequenceStart | Event::MappingStart => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            }
        }
    }
}

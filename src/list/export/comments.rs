//! The comments of a list, put into its canonical form at the places where they stood.

use crate::Map;
use crate::text::yaml::{Node, Value, parse};
use crate::text::{SourceId, Span};

/// Puts the comments of `text` into `form`, another spelling of the same list; none where one would be lost.
pub(super) fn keep(text: &str, form: String) -> Option<String> {
    let from = Outline::of(text)?;
    let comments = from.comments(text);
    if comments.is_empty() {
        return Some(form);
    }
    let lines = Outline::of(&form)?.lines(&form);
    let mut before: Map<usize, Vec<&str>> = Map::default();
    let mut behind: Map<usize, &str> = Map::default();
    let end = form.lines().count();
    for comment in &comments {
        let line = comment.anchor.map_or(end, |anchor| from.line_of(anchor, &lines));
        if comment.is_behind && !behind.contains_key(&line) {
            behind.insert(line, comment.words);
        } else {
            before.entry(line).or_default().push(comment.words);
        }
    }
    let mut kept = String::with_capacity(form.len() + text.len() / 8);
    let rows = form.lines().map(Some).chain([None]);
    for (at, row) in rows.enumerate() {
        let indent = row.map_or(0, |row| row.len() - row.trim_start_matches(' ').len());
        for words in before.get(&at).into_iter().flatten() {
            kept.extend(std::iter::repeat_n(' ', indent));
            kept.push_str(words);
            kept.push('\n');
        }
        let Some(row) = row else { break };
        kept.push_str(row);
        if let Some(words) = behind.get(&at) {
            kept.push(' ');
            kept.push_str(words);
        }
        kept.push('\n');
    }
    let words = |text: &str| {
        let outline = Outline::of(text)?;
        let mut words: Vec<String> = outline
            .comments(text)
            .iter()
            .map(|comment| comment.words.to_owned())
            .collect();
        words.sort();
        Some(words)
    };
    (words(text) == words(&kept)).then_some(kept)
}

/// A comment where it stands.
struct Comment<'s> {
    /// Itself, from its `#` on.
    words: &'s str,
    /// Whether something stands before it on its line.
    is_behind: bool,
    /// The part of the list that it belongs to; none at the end of the text.
    anchor: Option<usize>,
}

/// A key of a mapping, or a value.
struct Part {
    /// The part that holds it.
    parent: Option<usize>,
    /// Which of its parts it is: a key, the position of an item, or the value of a key.
    name: String,
    /// Its first byte.
    start: usize,
}

/// The parts of a text, each behind what holds it, in the order of the text.
#[derive(Default)]
struct Outline {
    parts: Vec<Part>,
    /// The scalars, in which no comment can stand.
    texts: Vec<Span>,
}

impl Outline {
    fn of(text: &str) -> Option<Self> {
        let mut outline = Self::default();
        outline.add(&parse(SourceId(0), text).ok()?, None, String::new());
        Some(outline)
    }

    /// It calls itself no deeper than the reader of YAML allows.
    fn add(&mut self, node: &Node<'_>, parent: Option<usize>, name: String) {
        let start = start(node);
        let this = Some(self.push(parent, name, start));
        match &node.value {
            Value::Scalar(_) => self.texts.push(node.span),
            Value::Sequence(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.add(item, this, at.to_string());
                }
            }
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    let name = key.as_str().unwrap_or_default();
                    self.texts.push(key.span);
                    let key = self.push(this, format!("key {name}"), key.span.start as usize);
                    self.add(value, Some(key), "value".to_owned());
                }
            }
        }
    }

    fn push(&mut self, parent: Option<usize>, name: String, start: usize) -> usize {
        self.parts.push(Part { parent, name, start });
        self.parts.len() - 1
    }

    /// The comments of `text`, in order.
    fn comments<'s>(&self, text: &'s str) -> Vec<Comment<'s>> {
        let mut comments = Vec::new();
        let mut at = 0;
        while let Some(found) = text[at..].find('#') {
            let hash = at + found;
            let before = self.texts.partition_point(|span| span.start as usize <= hash);
            if let Some(span) = before.checked_sub(1).map(|last| self.texts[last])
                && hash < span.end as usize
            {
                at = span.end as usize;
                continue;
            }
            at = hash + 1;
            if !text[..hash].ends_with(|c: char| c.is_whitespace() || c == '\u{feff}') && hash > 0 {
                continue;
            }
            at = text[hash..]
                .find(['\n', '\r'])
                .map_or(text.len(), |length| hash + length);
            let line = text[..hash].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let next = self.parts.partition_point(|part| part.start < hash);
            let first = self.parts.partition_point(|part| part.start < line);
            // Behind a bracket that closes what began further up, it belongs to the last part before it.
            let own = if first < next {
                Some(first)
            } else {
                next.checked_sub(1)
            };
            let is_blank = text[line..hash].trim_matches(['\u{feff}', ' ', '\t']).is_empty();
            let is_behind = !is_blank && own.is_some();
            comments.push(Comment {
                words: text[hash..at].trim_end(),
                is_behind,
                anchor: if is_behind {
                    own
                } else {
                    Some(next).filter(|next| *next < self.parts.len())
                },
            });
        }
        comments
    }

    /// The line of each part of `text`, from 0, by the names that lead to it.
    fn lines(&self, text: &str) -> Map<String, usize> {
        let mut lines = Map::default();
        let (mut line, mut at) = (0, 0);
        let mut paths: Vec<String> = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let from = at.min(part.start);
            line += text[from..part.start].matches('\n').count();
            at = part.start.max(at);
            let path = part
                .parent
                .map_or_else(String::new, |parent| format!("{}/{}", paths[parent], part.name));
            lines.insert(path.clone(), line);
            paths.push(path);
        }
        lines
    }

    /// The line of the other spelling where a part stands, else what holds it.
    fn line_of(&self, part: usize, lines: &Map<String, usize>) -> usize {
        let above = std::iter::successors(Some(part), |&part| self.parts[part].parent);
        above
            .into_iter()
            .find_map(|part| lines.get(&self.path(part)).copied())
            .unwrap_or(0)
    }

    fn path(&self, part: usize) -> String {
        let above = std::iter::successors(Some(part), |&part| self.parts[part].parent);
        let mut names: Vec<&str> = above.map(|part| self.parts[part].name.as_str()).collect();
        names.reverse();
        names.join("/")
    }
}

/// Where a node begins: a mapping with its first key.
fn start(node: &Node<'_>) -> usize {
    match &node.value {
        Value::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span).start as usize,
        _ => node.span.start as usize,
    }
}

//! The comments of a list, put into its canonical form at the places where they stood.

use unicode_width::UnicodeWidthStr;

use super::line::COLUMNS;
use crate::Map;
use crate::text::yaml::{Node, Value, parse};
use crate::text::{SourceId, Span};

/// Puts the comments of `text` into `form`, another spelling of the same list, and one blank line where some stood before
/// what begins a line; none where a comment would be lost. A comment stays behind its line where it is the only one there
/// and the line does not grow too wide; else it stands before it.
pub(super) fn keep(text: &str, form: String) -> Option<String> {
    let from = Outline::of(text)?;
    let comments = from.comments(text);
    let gaps = from.gaps(text);
    if comments.is_empty() && gaps.is_empty() {
        return Some(form);
    }
    let lines = Outline::of(&form)?.lines(&form);
    let rows: Vec<&str> = form.lines().collect();
    let line = |anchor: Option<usize>| anchor.map_or(rows.len(), |anchor| from.line_of(anchor, &lines));
    let mut behind: Map<usize, Vec<&str>> = Map::default();
    for comment in comments.iter().filter(|comment| comment.is_behind) {
        behind
            .entry(line(comment.anchor))
            .or_default()
            .push(comment.words);
    }
    behind.retain(|line, words| match (rows.get(*line), words.as_slice()) {
        (Some(row), [words]) => row.trim_start().width() + 1 + words.width() <= COLUMNS,
        _ => false,
    });
    // Before each line the comments, and nothing for a blank line, in the order of the text.
    let mut before: Map<usize, Vec<&str>> = Map::default();
    let mut gaps = gaps.into_iter().peekable();
    for comment in comments.iter().map(Some).chain([None]) {
        let at = comment.map_or(usize::MAX, |comment| comment.at);
        while let Some(gap) = gaps.next_if(|gap| gap.at < at) {
            let to = line(gap.anchor);
            let above = gap.anchor.and_then(|anchor| anchor.checked_sub(1));
            let begins = above.is_none_or(|above| line(Some(above)) != to);
            let gaps = before.entry(to).or_default();
            if begins && gaps.last() != Some(&"") {
                gaps.push("");
            }
        }
        if let Some(comment) = comment {
            let to = line(comment.anchor);
            if !comment.is_behind || !behind.contains_key(&to) {
                before.entry(to).or_default().push(comment.words);
            }
        }
    }
    // Nothing stands below a blank line at the end.
    if let Some(last) = before
        .get_mut(&rows.len())
        .filter(|last| last.last() == Some(&""))
    {
        last.pop();
    }
    let mut kept = String::with_capacity(form.len() + text.len() / 8);
    for (at, row) in rows.iter().map(Some).chain([None]).enumerate() {
        let indent = row.map_or(0, |row| row.len() - row.trim_start_matches(' ').len());
        for words in before.get(&at).into_iter().flatten() {
            let indent = if words.is_empty() { 0 } else { indent };
            kept.extend(std::iter::repeat_n(' ', indent));
            kept.push_str(words);
            kept.push('\n');
        }
        let Some(row) = row else { break };
        kept.push_str(row);
        for words in behind.get(&at).into_iter().flatten() {
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

/// Blank lines, one or several.
struct Gap {
    /// The first of their bytes.
    at: usize,
    /// The part of the list that comes next; none at the end of the text.
    anchor: Option<usize>,
}

/// A comment where it stands.
struct Comment<'s> {
    /// Its first byte.
    at: usize,
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
                at: hash,
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

    /// The blank lines of `text` that are no part of a text, those at its beginning aside.
    fn gaps(&self, text: &str) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let before = self.texts.partition_point(|span| (span.start as usize) < start);
            let inside = before
                .checked_sub(1)
                .is_some_and(|last| start < self.texts[last].end as usize);
            if inside
                || !line.trim().is_empty()
                || text[..start]
                    .trim_matches(['\u{feff}', ' ', '\r', '\n'])
                    .is_empty()
            {
                continue;
            }
            let next = self.parts.partition_point(|part| part.start < start);
            gaps.push(Gap {
                at: start,
                anchor: Some(next).filter(|next| *next < self.parts.len()),
            });
        }
        gaps
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

//! Phrases that excuse a word: literal text, `{department}`, and `…` for up to twelve characters.

use std::ops::Range;

/// How many characters `…` stands for at most.
const GAP: usize = 12;

/// How many characters may stand before 部门 in a department that is not named (由县级以上人民政府农业农村主管部门).
const UNNAMED: usize = 16;

/// What stands for departments that are not named.
const GENERIC: &str = "部门";

/// A phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As written.
    pub written: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Department,
    Gap,
}

impl Phrase {
    /// Reads a phrase.
    ///
    /// # Errors
    /// The bytes of a `{…}` that is not `{department}`, or of a phrase without any literal or department.
    pub fn parse(written: &str) -> Result<Phrase, Range<usize>> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < written.len() {
            let rest = &written[at..];
            let (part, length) = if let Some(rest) = rest.strip_prefix('…') {
                let more = rest.len() - rest.trim_start_matches('…').len();
                (Part::Gap, '…'.len_utf8() + more)
            } else if rest.starts_with('{') {
                let end = rest.find('}').map_or(rest.len(), |end| end + 1);
                if &rest[..end] != "{department}" {
                    return Err(at..at + end);
                }
                (Part::Department, end)
            } else {
                let end = rest.find(['{', '…']).unwrap_or(rest.len());
                (Part::Literal(rest[..end].to_owned()), end)
            };
            parts.push(part);
            at += length;
        }
        match parts.iter().any(|part| *part != Part::Gap) {
            true => Ok(Phrase {
                written: written.to_owned(),
                parts,
            }),
            false => Err(0..written.len()),
        }
    }

    /// Whether the phrase occurs in the bytes `within` of `text`; `departments` are the bytes of the departments that
    /// `text` names.
    pub fn occurs(&self, text: &str, within: Range<usize>, departments: &[Range<usize>]) -> bool {
        // Most phrases are nothing but words.
        if let [Part::Literal(only)] = self.parts.as_slice() {
            return text[within].contains(only);
        }
        let starts = text[within.clone()]
            .char_indices()
            .map(|(at, _)| within.start + at);
        let mut ends: Vec<usize> = starts.collect();
        for part in &self.parts {
            ends = part.ends(text, within.end, &ends, departments);
            if ends.is_empty() {
                return false;
            }
        }
        true
    }
}

impl Part {
    /// Where the part may end that begins at one of `starts`; sorted, each once.
    fn ends(&self, text: &str, limit: usize, starts: &[usize], departments: &[Range<usize>]) -> Vec<usize> {
        let mut ends = Vec::new();
        for &start in starts {
            let rest = &text[start..limit];
            match self {
                Self::Literal(literal) if rest.starts_with(literal) => ends.push(start + literal.len()),
                Self::Literal(_) => {}
                Self::Gap => {
                    ends.push(start);
                    ends.extend(
                        rest.char_indices()
                            .take(GAP)
                            .map(|(at, c)| start + at + c.len_utf8()),
                    );
                }
                Self::Department => {
                    let named = departments
                        .iter()
                        .filter(|named| named.start == start && named.end <= limit);
                    ends.extend(named.map(|named| named.end));
                    ends.extend(unnamed(rest).map(|end| start + end));
                }
            }
        }
        ends.sort_unstable();
        ends.dedup();
        ends
    }
}

/// The end of a department that `rest` begins with, without naming it: 有关部门, 县级农业主管部门.
fn unnamed(rest: &str) -> Option<usize> {
    let end = rest.char_indices().nth(UNNAMED).map_or(rest.len(), |(at, _)| at);
    rest[..end].find(GENERIC).map(|at| at + GENERIC.len())
}

#[cfg(test)]
mod tests {
    use super::Phrase;

    fn occurs(phrase: &str, text: &str) -> bool {
        let bureau = text.find("县公安局").map(|at| at..at + "县公安局".len());
        let departments: Vec<_> = bureau.into_iter().collect();
        Phrase::parse(phrase)
            .unwrap()
            .occurs(text, 0..text.len(), &departments)
    }

    #[test]
    fn phrases_occur_where_their_parts_follow_each_other() {
        assert!(occurs("不得", "严禁和不得收费"));
        assert!(occurs("由{department}", "发现后由县公安局依法"));
        assert!(occurs("移交{department}", "移交县级有关部门"));
        assert!(occurs("由…查处", "由县里统一查处"));
        assert!(occurs("由{department}…处", "由县公安局依法查处"));
        assert!(!occurs("由{department}", "由镇里"));
        assert!(!occurs("由…查处", "由一二三四五六七八九十一二三查处"));
    }

    #[test]
    fn other_braces_are_refused() {
        assert_eq!(Phrase::parse("由{dept}"), Err(3..9));
        assert_eq!(Phrase::parse("……"), Err(0..6));
        assert!(Phrase::parse("").is_err());
    }
}

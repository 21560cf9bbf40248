//! A regular expression of a rule, compiled when a text first comes to it: most rules meet nothing in most runs.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use aho_corasick::packed::Searcher;
use regex_automata::Input;
use regex_automata::hybrid::dfa::{self, Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures, pikevm::PikeVM};
use regex_automata::util::pool::Pool;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

use crate::finding::Words;

/// How large a compiled regular expression may be, in bytes.
const SIZE: usize = 1 << 18;

/// How many needles are looked for at once, and how long they need to be at most to be the best ones, in bytes.
const NEEDLES: (usize, usize) = (64, 9);

/// What is said of a text that is no regular expression.
pub(super) fn refused(reason: &str) -> Words {
    Words::new(
        format!("这个正则表达式不成立：{reason}"),
        format!("this is no regular expression: {reason}"),
    )
}

/// The first named part in an expression, braces included: `{name}`, which is no repetition and stands behind no escape
/// like `\p`.
pub(super) fn named_part(pattern: &str) -> Option<Range<usize>> {
    let mut open = pattern.match_indices('{').map(|(open, _)| open);
    open.find_map(|open| {
        let mut last = pattern[..open].chars().rev();
        let is_escape = matches!(
            (last.next(), last.next()),
            (Some('a'..='z' | 'A'..='Z'), Some('\\'))
        );
        let name = pattern[open + 1..].split_once('}').map_or("", |(name, _)| name);
        let named = !is_escape && name.starts_with(|first: char| first.is_ascii_lowercase());
        named.then(|| open..open + name.len() + 2)
    })
}

/// A regular expression; copies share what was compiled.
#[derive(Clone, Debug)]
pub struct Pattern(Arc<Lazy>);

#[derive(Debug)]
struct Lazy {
    written: String,
    /// As written, with the named parts put in.
    whole: String,
    compiled: OnceLock<Compiled>,
}

impl Pattern {
    /// An expression from a file that anyone may have written: compiled at once. `whole` is the same with its named parts
    /// put in.
    ///
    /// # Errors
    /// It is no regular expression, or one that is too large when compiled; told in one line.
    pub fn new(written: &str, whole: &str) -> Result<Self, String> {
        let compiled = Compiled::new(whole)?;
        compiled.automaton()?;
        let pattern = Self::known(written, whole);
        let _ = pattern.0.compiled.set(compiled);
        Ok(pattern)
    }

    /// An expression of a built-in rule, which a test has compiled.
    pub(super) fn known(written: &str, whole: &str) -> Self {
        Self(Arc::new(Lazy {
            written: written.to_owned(),
            whole: whole.to_owned(),
            compiled: OnceLock::new(),
        }))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0.written
    }

    /// Whether it matches somewhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        let compile = || Compiled::new(&self.0.whole).expect("a test parses the built-in expressions");
        self.0.compiled.get_or_init(compile).is_match(text)
    }
}

/// An expression ready to be looked for: one of the needles stands in every match of it, so that most texts need no more
/// than a look for these.
#[derive(Debug)]
struct Compiled {
    hir: Hir,
    needles: Option<Searcher>,
    automaton: OnceLock<Automaton>,
}

impl Compiled {
    fn new(whole: &str) -> Result<Self, String> {
        let hir = regex_syntax::parse(whole).map_err(|error| last_line(&error))?;
        Ok(Self {
            needles: needles(&hir),
            hir,
            automaton: OnceLock::new(),
        })
    }

    fn automaton(&self) -> Result<&Automaton, String> {
        if let Some(automaton) = self.automaton.get() {
            return Ok(automaton);
        }
        let automaton = Automaton::new(&self.hir)?;
        Ok(self.automaton.get_or_init(|| automaton))
    }

    fn is_match(&self, text: &str) -> bool {
        if self
            .needles
            .as_ref()
            .is_some_and(|needles| needles.find(text).is_none())
        {
            return false;
        }
        let automaton = self
            .automaton()
            .expect("a test compiles the built-in expressions");
        automaton.is_match(&Input::new(text).earliest(true))
    }
}

/// A lazy automaton that reads forwards only: whether there is a match is all that is asked.
#[derive(Debug)]
struct Automaton {
    dfa: DFA,
    caches: Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync>>,
}

impl Automaton {
    fn new(hir: &Hir) -> Result<Self, String> {
        let config = thompson::Config::new()
            .nfa_size_limit(Some(SIZE))
            .which_captures(WhichCaptures::None);
        let nfa = thompson::Compiler::new().configure(config).build_from_hir(hir);
        let config = dfa::Config::new()
            .unicode_word_boundary(true)
            .skip_cache_capacity_check(true);
        let nfa = nfa.map_err(|error| last_line(&error))?;
        let dfa = DFA::builder().configure(config).build_from_nfa(nfa);
        let dfa = dfa.map_err(|error| last_line(&error))?;
        let made = dfa.clone();
        Ok(Self {
            dfa,
            caches: Pool::new(Box::new(move || made.create_cache())),
        })
    }

    fn is_match(&self, input: &Input<'_>) -> bool {
        let found = self.dfa.try_search_fwd(&mut self.caches.get(), input);
        found.map_or_else(|_| self.is_match_slowly(input), |end| end.is_some())
    }

    /// The same where a boundary of words is asked for between Chinese characters, which the automaton does not know.
    fn is_match_slowly(&self, input: &Input<'_>) -> bool {
        let machine = PikeVM::new_from_nfa(self.dfa.get_nfa().clone());
        machine.is_ok_and(|machine| machine.is_match(&mut machine.create_cache(), input.clone()))
    }
}

/// Texts of which one stands in every match: the longest there are in an expression.
fn needles(hir: &Hir) -> Option<Searcher> {
    let parts = match hir.kind() {
        HirKind::Concat(parts) => parts.as_slice(),
        _ => std::slice::from_ref(hir),
    };
    let from_each = (0..parts.len()).filter_map(|from| {
        let rest = Extractor::new().extract(&Hir::concat(parts[from..].to_vec()));
        let shortest = rest.min_literal_len().filter(|length| *length > 0)?;
        let count = rest.len().filter(|count| *count <= NEEDLES.0)?;
        Some((shortest.min(NEEDLES.1), usize::MAX - count, rest))
    });
    let (.., best) = from_each.max_by_key(|(length, fewness, _)| (*length, *fewness))?;
    Searcher::new(best.literals()?.iter().map(|text| text.as_bytes()))
}

fn last_line(error: &impl ToString) -> String {
    let error = error.to_string();
    let last = error.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn agrees_with_the_usual_reading() {
        let written = [
            "由.{2,8}(?:负责|牵头)",
            "^(?:做好|开展)?[^，。]{0,6}工作$",
            "(?:处罚|查封){1,2}|责令",
            "[一二三]是|(?i)gdp",
            r"\b应急\b",
            r"\d+个?",
            "(?:全县|全市)(?:$|，)",
            "",
        ];
        let texts = [
            "由县应急局负责，责令改正",
            "做好应急工作",
            "应急 gdp 12",
            "牵头由",
            "一是查封",
            "全县",
            "",
        ];
        for written in written {
            let (own, usual) = (
                Pattern::new(written, written).unwrap(),
                regex::Regex::new(written).unwrap(),
            );
            for text in texts {
                assert_eq!(own.is_match(text), usual.is_match(text), "{written} in {text}");
            }
        }
    }
}

//! A regular expression of a rule, compiled when a text first comes to it: most rules meet nothing in most runs.

use std::sync::{Arc, OnceLock};

/// How large a compiled regular expression may be, in bytes.
const SIZE: usize = 1 << 18;

/// A regular expression; copies share what was compiled.
#[derive(Clone, Debug)]
pub struct Pattern(Arc<Lazy>);

#[derive(Debug)]
struct Lazy {
    written: String,
    /// As written, with the named parts put in.
    whole: String,
    compiled: OnceLock<regex::Regex>,
}

impl Pattern {
    /// An expression from a file that anyone may have written: compiled at once. `whole` is the same with its named parts
    /// put in.
    ///
    /// # Errors
    /// It is no regular expression, or one that is too large when compiled.
    pub fn new(written: &str, whole: &str) -> Result<Self, regex::Error> {
        let compiled = compile(whole)?;
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
        let compiled = || compile(&self.0.whole).expect("a test compiles the built-in expressions");
        self.0.compiled.get_or_init(compiled).is_match(text)
    }
}

fn compile(written: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(written).size_limit(SIZE).build()
}

//! How far a run reached: which exceptions it may judge as needless.

use crate::finding::Code;
use crate::rule::{Met, RuleSet};
use crate::text::near::nearest;
use crate::text::normal;
use crate::{Map, Set};

/// What a run looked at. An exception for a township that was not read, or a rule that met nothing, is not judged.
#[derive(Debug, Default)]
pub struct Reach {
    /// Whether all lists of the project were read, not only some that were named.
    whole: bool,
    /// The names of the townships, with and without the divisions around them.
    townships: Set<String>,
    /// Whether each rule had anything to judge.
    met: Map<Code, bool>,
}

impl Reach {
    /// The reach of a run over lists of `townships` (with their regions), in which each of `rules` had something to judge as `met` says.
    pub fn new<'a>(
        whole: bool,
        townships: impl IntoIterator<Item = &'a str>,
        rules: &RuleSet,
        met: &[Met],
    ) -> Self {
        let mut names = Set::default();
        for full in townships {
            let full = normal::key(full).into_owned();
            names.extend(tails(&full).map(str::to_owned));
            names.insert(full);
        }
        let ids = rules.rules().map(|rule| rule.id.clone());
        Self {
            whole,
            townships: names,
            met: ids.zip(met.iter().map(Met::any)).collect(),
        }
    }

    /// Whether all lists of the project were read.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether `rule` was asked and no list that was read is of the township called `name`, and the township that was
    /// perhaps meant. Where only some lists were read, it may well be of another: then only a name without its ending is
    /// known to be wrong.
    pub fn misses(&self, rule: &Code, name: &str) -> Option<Option<&str>> {
        const ENDINGS: [&str; 4] = ["镇", "乡", "街道", "苏木"];
        let name = normal::key(name);
        if !self.asked(rule) || self.townships.contains(&*name) {
            return None;
        }
        let whole_name = |ending: &&str| self.townships.get(&format!("{name}{ending}"));
        let meant = ENDINGS.iter().find_map(whole_name).map(String::as_str);
        // Of two characters, the first of which differs, one may well be as real as the other.
        let near = || {
            let near = nearest(&name, self.townships.iter().map(String::as_str));
            near.filter(|_| name.chars().count() > 2)
        };
        match meant {
            Some(meant) => Some(Some(meant)),
            None => self.whole.then(near),
        }
    }

    fn asked(&self, rule: &Code) -> bool {
        match rule.family() {
            "read" => true,
            _ => self.met.get(rule).copied().unwrap_or(false),
        }
    }

    /// Whether this run would have found again what `rule` found in `township`; without one, in any.
    pub fn judges(&self, rule: &Code, township: Option<&str>) -> bool {
        let read = |name: &str| self.townships.contains(&*normal::key(name));
        self.asked(rule) && (self.whole || township.is_some_and(read))
    }
}

/// Whether `short` names the township `full`: with all divisions around it, or without the outer ones. Both are keys.
pub(super) fn is_township(full: &str, short: &str) -> bool {
    full == short || tails(full).any(|tail| tail == short)
}

/// The name of a township without its outer divisions: 兰州市西固区河口镇, 西固区河口镇, 河口镇.
fn tails(full: &str) -> impl Iterator<Item = &str> {
    let divisions = full
        .char_indices()
        .filter(|(_, character)| "省市区县旗州盟团".contains(*character));
    let tail = |(at, character): (usize, char)| &full[at + character.len_utf8()..];
    divisions.map(tail).filter(|tail| !tail.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_township;

    #[test]
    fn a_township_is_named_with_or_without_its_divisions() {
        let full = "甘肃省兰州市西固区河口镇";
        assert!(is_township(full, full) && is_township(full, "河口镇") && is_township(full, "西固区河口镇"));
        assert!(!is_township(full, "口镇") && !is_township(full, "西固区") && !is_township(full, ""));
    }
}

//! Duties that say the opposite of what is meant: what one fights is promoted, what one wants is prevented.

use std::ops::Range;

use crate::text::reach;
use crate::{Map, Set};

/// The verbs and the things.
const WORDS: &str = include_str!("senses.txt");

/// What ends a sentence, or a part of it that has its own verb.
const STOPS: [char; 9] = ['，', '。', '；', '：', '（', '）', ',', ';', ' '];

/// How far before what shall not be the verb may stand, in bytes.
const SHORT: usize = 48;

/// The longest word before or behind a thing, in bytes.
const LONGEST: usize = 30;

/// The words by what they are.
pub(super) struct Senses {
    by_head: Map<(char, char), Vec<Thing>>,
    promoting: Set<&'static str>,
    restraining: Set<&'static str>,
    performing: Set<&'static str>,
    people: Set<&'static str>,
    adverbs: Set<&'static str>,
    against: Vec<&'static str>,
    behind: Vec<&'static str>,
    deeds: Vec<&'static str>,
    avoiding: Vec<&'static str>,
    stopping: Vec<&'static str>,
    ensuring: Vec<&'static str>,
}

/// Something that duties speak of.
struct Thing {
    text: &'static str,
    sense: Sense,
}

/// How duties speak of a thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Fought,
    Wanted,
    /// The verb of a deed that is fought: 破坏生态环境的行为.
    Harming,
    /// What shall not be: 防止…不再发生 says it twice.
    Never,
    /// What forbids: 劝阻群众禁止下河 forbids the dissuasion.
    Forbidding,
}

impl Senses {
    pub(super) fn new() -> Self {
        let list = |name: &str| {
            let (_, rest) = WORDS.split_once(name).unwrap_or_default();
            rest.split("\n[").next().unwrap_or_default().split_whitespace()
        };
        let mut by_head: Map<(char, char), Vec<Thing>> = Map::default();
        let senses = [
            ("\n[fought]", Sense::Fought),
            ("\n[wanted]", Sense::Wanted),
            ("\n[harming]", Sense::Harming),
            ("\n[never]", Sense::Never),
            ("\n[forbidding]", Sense::Forbidding),
        ];
        for (name, sense) in senses {
            for text in list(name) {
                let mut letters = text.chars();
                if let (Some(a), Some(b)) = (letters.next(), letters.next()) {
                    by_head.entry((a, b)).or_default().push(Thing { text, sense });
                }
            }
        }
        // The longest first: 乱占耕地建房 before 乱占耕地.
        by_head
            .values_mut()
            .for_each(|things| things.sort_by_key(|thing| std::cmp::Reverse(thing.text.len())));
        Self {
            by_head,
            promoting: list("\n[promoting]").collect(),
            restraining: list("\n[restraining]").collect(),
            performing: list("\n[performing]").collect(),
            people: list("\n[people]").collect(),
            adverbs: list("\n[adverbs]").collect(),
            against: list("\n[against]").collect(),
            behind: list("\n[behind]").collect(),
            deeds: list("\n[deeds]").collect(),
            avoiding: list("\n[avoiding]").collect(),
            stopping: list("\n[stopping]").collect(),
            ensuring: list("\n[ensuring]").collect(),
        }
    }

    /// The first two characters of all things.
    pub(super) fn heads(&self) -> impl Iterator<Item = (char, char)> {
        self.by_head.keys().copied()
    }

    /// The verb and the thing at `at` that do not go together: `推进耕地抛荒`, `杜绝返乡创业`.
    pub(super) fn reversed(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let (before, rest) = text.split_at(at);
        let mut letters = rest.chars();
        let head = (letters.next()?, letters.next()?);
        let things = self.by_head.get(&head)?.iter();
        things
            .filter(|thing| rest.starts_with(thing.text))
            .find_map(|thing| {
                let start = match thing.sense {
                    Sense::Never => self.governed(before, &self.avoiding)?,
                    Sense::Forbidding => self.governed(before, &self.stopping)?,
                    sense => self.verb(before, sense)?,
                };
                let end = at + thing.text.len();
                let rest = &text[end..];
                match thing.sense {
                    Sense::Never => Some(start..end),
                    // 制止禁止性行为, 查处禁止的行为: what is forbidden.
                    Sense::Forbidding => {
                        (!rest.starts_with(['性', '区', '类', '令', '的', '标', '牌'])).then_some(start..end)
                    }
                    Sense::Harming => self.deed(rest).map(|length| start..end + length),
                    Sense::Fought | Sense::Wanted => self.is_alone(rest, thing.sense).then_some(start..end),
                }
            })
    }

    /// Where the last of `verbs` begins that governs what follows `before`: it already says that something shall not be, as in
    /// 防止溺水事故不再发生.
    fn governed(&self, before: &str, verbs: &[&str]) -> Option<usize> {
        let sentence = reach::since(before, &STOPS);
        let start = verbs.iter().filter_map(|verb| sentence.rfind(verb)).max()?;
        let between = &sentence[start..];
        let is_other = between.contains(['、', '并', '和', '违'])
            || self.ensuring.iter().any(|word| between.contains(word));
        (between.len() <= SHORT && !is_other).then_some(before.len() - between.len())
    }

    /// Where the wrong verb begins that stands right before a thing, or before those who do it, and opens its sentence.
    fn verb(&self, before: &str, sense: Sense) -> Option<usize> {
        let verbs = if sense == Sense::Wanted {
            &self.restraining
        } else {
            &self.promoting
        };
        let before = without_when(before);
        let bare = suffix(before, &self.people).unwrap_or(before);
        let performed = || suffix(before, &self.performing).filter(|_| sense == Sense::Harming);
        let lead = suffix(bare, verbs)
            .or_else(|| suffix(before, verbs))
            .or_else(performed)?;
        let start = lead.len();
        let sentence = reach::since(lead, &STOPS);
        let mut rest = sentence.rsplit('、').next().unwrap_or_default();
        while let Some(shorter) = suffix(rest, &self.adverbs) {
            rest = shorter;
        }
        // 严禁诱导、组织赌博: another verb governs both.
        let is_free = rest.is_empty() && (sentence.is_empty() || !self.is_governed(sentence));
        is_free.then_some(start)
    }

    /// Whether a sentence so far fights, forbids or tells of somebody's fault.
    fn is_governed(&self, sentence: &str) -> bool {
        let words = ["对", "得", "以", "涉嫌", "违"];
        let mut against = self.against.iter().chain(&self.restraining).chain(&words);
        sentence.contains('、') && against.any(|word| sentence.contains(word))
    }

    /// Whether the sentence says no more of the thing, as `高价彩礼治理` does.
    fn is_alone(&self, rest: &str, sense: Sense) -> bool {
        let is_wanted = sense == Sense::Wanted;
        let bare = self
            .behind
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        let bare = if is_wanted {
            bare.strip_prefix("工作").unwrap_or(bare)
        } else {
            bare
        };
        let behind = reach::until(bare, &STOPS);
        let others = behind.strip_prefix(['、', '和', '与', '及']);
        match others {
            None => behind.is_empty(),
            Some(others) => {
                !is_wanted
                    && !others.contains('的')
                    && !self.against.iter().any(|word| others.ends_with(word))
                    && !others.contains('等')
            }
        }
    }

    /// How long the deed is whose verb stands before `rest`, if it ends the sentence and nothing is done about it.
    fn deed(&self, rest: &str) -> Option<usize> {
        let deed = reach::until(rest, &STOPS);
        let is_deed = self.deeds.iter().any(|word| deed.ends_with(word));
        let is_fought = || self.against.iter().any(|word| deed.contains(word));
        (is_deed && !is_fought()).then_some(deed.len())
    }
}

/// A sentence so far without the words for when or where at its end: `引导农户在禁烧期内`.
fn without_when(before: &str) -> &str {
    let near = reach::tail(before, SHORT);
    let is_when = ["内", "期间", "时段", "时间", "区域"]
        .iter()
        .any(|end| near.ends_with(end));
    let start = near
        .rfind('在')
        .filter(|start| is_when && !near[*start..].contains(STOPS));
    start.map_or(before, |start| &before[..before.len() - near.len() + start])
}

/// What stands before the longest of `words` that `text` ends with.
fn suffix<'t>(text: &'t str, words: &Set<&'static str>) -> Option<&'t str> {
    let low = text.len() - reach::tail(text, LONGEST).len();
    let starts = text[low..].char_indices().map(|(at, _)| low + at);
    let start = starts.into_iter().find(|start| words.contains(&text[*start..]))?;
    Some(&text[..start])
}

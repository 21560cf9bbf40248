//! Departments in running text: the names a document uses, and words that are shaped like a body's name.

use std::ops::Range;

use super::bodies;
use super::node::Acts;
use super::places::last_two;
use crate::list::mentions::prefix;
use crate::list::registry::Registry;
use crate::text::{Mapped, reach};
use crate::{Map, Set};

/// The ends of names of bodies. Short ones that are common inside words (委, 办, 院) are left to known names.
const ENDINGS: [&str; 9] = [
    "局",
    "委员会",
    "办公室",
    "大队",
    "支队",
    "联合会",
    "工作部",
    "法院",
    "检察院",
];

/// The ends of usual short names that are bodies behind a word for their level: 县卫健委, 区残联.
const SHORT_ENDINGS: [&str; 2] = ["委", "联"];

/// The words for a level that a name begins with.
const LEVELS: [char; 7] = ['省', '市', '州', '县', '区', '旗', '盟'];

/// A name of a body is not longer than this, in characters.
const LONGEST: usize = 20;

/// Finds departments in the running text of one document.
#[derive(Debug)]
pub(super) struct Recogniser<'g> {
    /// Known names by their last two characters, longest first.
    names: Map<(char, char), Vec<&'g str>>,
}

impl<'g> Recogniser<'g> {
    /// A recogniser of `listed`, the names in the columns, labels and receivers of a list, and those in its registry.
    pub(super) fn new(listed: &Set<&'g str>, registry: Option<&'g Registry<'g>>) -> Self {
        let listed = listed.iter().copied();
        let bodies = registry.iter().flat_map(|registry| &registry.departments);
        let registered = bodies.flat_map(|body| body.names()).map(Mapped::as_str);
        // A name may stand without its level too.
        let short = |name: &'g str| {
            [
                name,
                Some(&name[prefix(name)..])
                    .filter(|name| !name.starts_with('委'))
                    .unwrap_or(name),
            ]
        };
        let known: Set<&str> = listed
            .chain(registered)
            .flat_map(short)
            .filter(|name| name.chars().nth(2).is_some())
            .collect();
        let mut names: Map<_, Vec<&str>> = Map::default();
        for name in known {
            let ends = last_two(name).expect("known names have three characters or more");
            names.entry(ends).or_default().push(name);
        }
        names
            .values_mut()
            .for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.len())));
        Self { names }
    }

    /// The byte ranges of the departments in `text`, from left to right, without overlap; `ends` are its [`Ends`].
    pub(super) fn find(&self, text: &str, ends: &[usize]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for &end in ends {
            let free = found.last().map_or(0, |range| range.end);
            let Some(start) = self.start(&text[..end], free) else {
                continue;
            };
            // A longer name swallows those it is made of: 县公安局 in 县公安局交警大队.
            while found.last().is_some_and(|range| range.start >= start) {
                found.pop();
            }
            if found.last().is_none_or(|range| range.end <= start) {
                found.push(start..end + branch(&text[end..]));
            }
        }
        found
    }

    /// Where the name begins that `text` ends with: a known one, or one that is shaped like a body's behind `free`.
    fn start(&self, text: &str, free: usize) -> Option<usize> {
        let known = last_two(text)
            .and_then(|ends| self.names.get(&ends))
            .and_then(|names| {
                let stands = |name: &&&str| {
                    text.ends_with(**name) && may_begin(&text[..text.len() - name.len()], name)
                };
                names.iter().find(stands)
            });
        if let Some(name) = known {
            // 州公安局, where only 市公安局 is known.
            let start = text.len() - name.len();
            let level = text[free.min(start)..start].chars().next_back();
            let level = level.filter(|level| LEVELS.contains(level) && prefix(name) == 0);
            return Some(start - level.map_or(0, char::len_utf8));
        }
        let rest = &text[free.min(text.len())..];
        if SHORT_ENDINGS.iter().any(|ending| rest.ends_with(ending)) {
            let before = rest.strip_suffix(bodies::short_at_end(rest)?)?;
            // Nothing but words for a level stands before the name.
            let start =
                name_start(before).filter(|start| before[*start..].trim_start_matches(LEVELS).is_empty());
            return Some(free + start?);
        }
        let ending = ENDINGS.iter().find(|ending| rest.ends_with(**ending))?;
        Some(free + name_start(&rest[..rest.len() - ending.len()])?)
    }
}

/// Where names of departments may end in a text, be they known in this list or in that.
#[derive(Default)]
pub(super) struct Ends {
    /// The last two characters of all known names.
    pairs: Set<(char, char)>,
    /// One bit for the low bits of each character that a name may end with: nearly all others are passed over by it.
    lasts: [u64; 16],
}

impl Ends {
    /// The ends of the names that some recogniser knows.
    pub(super) fn new<'r, 'g: 'r>(recognisers: impl Iterator<Item = &'r Recogniser<'g>>) -> Self {
        let pairs: Set<(char, char)> = recognisers
            .flat_map(|known| known.names.keys().copied())
            .collect();
        let endings = ENDINGS.iter().chain(&SHORT_ENDINGS);
        let shaped = endings.filter_map(|ending| ending.chars().next_back());
        let mut lasts = [0; 16];
        for last in pairs.iter().map(|(_, last)| *last).chain(shaped) {
            let (word, bit) = slot(last);
            lasts[word] |= bit;
        }
        Self { pairs, lasts }
    }

    /// The ends in `text`, in bytes, from left to right.
    pub(super) fn of(&self, text: &str) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut before = ' ';
        for (at, last) in text.char_indices() {
            let (word, bit) = slot(last);
            let end = at + last.len_utf8();
            if self.lasts[word] & bit != 0
                && (self.pairs.contains(&(before, last)) || may_be_shaped(&text[..end]))
            {
                ends.push(end);
            }
            before = last;
        }
        ends
    }
}

/// Whether `text` may end with a name that no list knows: it has such an end, and a word for a level before it.
fn may_be_shaped(text: &str) -> bool {
    let mut letters = text.chars().rev().take(2 * LONGEST);
    ENDINGS
        .iter()
        .chain(&SHORT_ENDINGS)
        .any(|ending| text.ends_with(ending))
        && letters.any(|letter| LEVELS.contains(&letter))
}

/// What the department at `range` of `text` does there, given the end and the part of the one before it.
pub(super) fn acts(text: &str, range: &Range<usize>, before: Option<(usize, Acts)>) -> Acts {
    const TOLD: [&str; 26] = [
        "上报",
        "报",
        "报送",
        "报告",
        "反馈",
        "移交",
        "移送",
        "通报",
        "通知",
        "告知",
        "提交",
        "转交",
        "报请",
        "上报至",
        "报至",
        "报送至",
        "报送给",
        "上报给",
        "反馈给",
        "反馈至",
        "移交给",
        "移交至",
        "移送至",
        "提交至",
        "报告给",
        "转交给",
    ];
    const TELLS: [&str; 9] = [
        "报告", "上报", "反馈", "报送", "移交", "通报", "反映", "举报", "汇报",
    ];
    let (head, tail) = (text[..range.start].trim_end(), text[range.end..].trim_start());
    // A sequence of departments acts as its first does.
    if let Some((end, acts)) = before
        && matches!(text[end..range.start].trim(), "、" | "和" | "及" | "与" | "，")
        && acts != Acts::Other
    {
        return acts;
    }
    let last = reach::since(head, &['、', '。', '，', '；', ',', ';']);
    if TOLD.iter().any(|word| last.ends_with(word)) {
        return Acts::Addressee;
    }
    if head.ends_with('向') && TELLS.iter().any(|word| tail.starts_with(word)) {
        return Acts::Addressee;
    }
    let opens = head.is_empty() || head.ends_with(['。', '；', ';', '：', ':', '，', ',', '\n', '由']);
    let goes_on = tail
        .starts_with(|next: char| crate::text::normal::is_han(next) && !"的或等".contains(next))
        || tail.starts_with('、');
    if opens && goes_on {
        Acts::Subject
    } else {
        Acts::Other
    }
}

/// Whether a known name may begin behind `before`: one without a level not inside another (森林|消防救援大队).
fn may_begin(before: &str, name: &str) -> bool {
    const BEFORE: &str = "由报给向据同合助促接至在经与和及对到按请将让过知馈交送导为是省市州县区旗盟";
    let last = before
        .chars()
        .next_back()
        .filter(|last| crate::text::normal::is_han(*last));
    last.is_none_or(|last| BEFORE.contains(last)) || prefix(name) > 0
}

fn slot(character: char) -> (usize, u64) {
    let low = character as usize & 0x3ff;
    (low >> 6, 1 << (low & 63))
}

/// How many bytes of what follows a name make it that of a branch: 丙县分局 after 市生态环境局.
fn branch(after: &str) -> usize {
    const BRANCH: &str = "分局";
    let words = after
        .char_indices()
        .take_while(|(_, letter)| crate::text::normal::is_han(*letter));
    let end = words
        .take(8)
        .last()
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    after[..end].find(BRANCH).map_or(0, |at| at + BRANCH.len())
}

/// Where a name that ends behind `before` begins: at the nearest word for a level that opens a word (not the 市 of
/// 城市 or of 县市场监管), in bytes.
fn name_start(before: &str) -> Option<usize> {
    let mut found = None;
    let mut letters = before.char_indices().rev().take(LONGEST).peekable();
    while let Some((at, letter)) = letters.next() {
        if !crate::text::normal::is_han(letter) {
            break;
        }
        let previous = letters.peek().map(|&(_, previous)| previous);
        if LEVELS.contains(&letter)
            && !matches!(
                previous,
                Some('城' | '都' | '社' | '辖' | '地' | '全' | '各' | '园')
            )
        {
            found = Some(at);
            if !previous.is_some_and(|previous| LEVELS.contains(&previous)) {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::name_start;

    #[test]
    fn a_name_begins_at_its_level() {
        for (before, name) in [
            ("发现线索后移交县市场监督管理", "县市场监督管理"),
            ("由县城市管理综合执法", "县城市管理综合执法"),
            ("配合市公安", "市公安"),
            ("社区、区住建", "区住建"),
        ] {
            assert_eq!(name_start(before).map(|at| &before[at..]), Some(name));
        }
        assert_eq!(name_start("向有关行政机关报告，由当地公安"), None);
    }
}

//! Contrast: two texts alike but for one word put for another (农药经营许可证核发, 兽药经营许可证核发) are about two things.

use std::sync::LazyLock;

use super::{FRAMES, Key};

/// The longest word that may be put for another, in characters.
const LONGEST: usize = 4;

/// Characters that are written one for the other without a change of sense.
const SAME: [(char, char); 8] = [
    ('音', '声'),
    ('和', '与'),
    ('和', '及'),
    ('与', '及'),
    ('账', '帐'),
    ('像', '象'),
    ('做', '作'),
    ('它', '他'),
];

/// Whether two texts have a common beginning or end, and between the two each one short word of its own: words without a
/// character in common, so that neither more words (专项整治, 整治) nor another order of them is a contrast. So do two texts of
/// which one has a word wherever the other has another: 森林防火，巡查森林, 草原防火，巡查草原.
pub fn contrasts(a: &Key, b: &Key) -> bool {
    let (a, b) = (unframed(a.characters()), unframed(b.characters()));
    contrast_once(a, b) || contrast_throughout(a, b)
}

fn contrast_once(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let is_word = |word: &[char]| (1..=LONGEST).contains(&word.len());
    head + tail > 0
        && is_word(a)
        && is_word(b)
        && !a.iter().any(|letter| b.contains(letter))
        && !is_same(a, b)
}

fn contrast_throughout(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let words = |text: &[char]| (1..=LONGEST.min(text.len() - head)).map(move |length| head..head + length);
    words(a).any(|ours| {
        let ours = &a[ours];
        words(b).any(|theirs| {
            let theirs = &b[theirs];
            !ours.iter().any(|letter| theirs.contains(letter))
                && !is_same(ours, theirs)
                && is_with(a, b, ours, theirs)
        })
    })
}

/// Whether `b` is `a` with `theirs` wherever `a` has `ours`, and there is more to them.
fn is_with(mut a: &[char], mut b: &[char], ours: &[char], theirs: &[char]) -> bool {
    let mut common = 0;
    while let Some((letter, rest)) = a.split_first() {
        (a, b) = match (a.strip_prefix(ours), b.strip_prefix(theirs)) {
            (Some(a), Some(b)) => (a, b),
            _ if b.first() == Some(letter) => {
                common += 1;
                (rest, &b[1..])
            }
            _ => return false,
        };
    }
    b.is_empty() && common > 0
}

/// A text without the words at both ends that say that something is done, but not what.
fn unframed(mut text: &[char]) -> &[char] {
    static WORDS: LazyLock<Vec<Vec<char>>> =
        LazyLock::new(|| FRAMES.iter().map(|frame| frame.chars().collect()).collect());
    let long = |frame: &&Vec<char>| frame.len() > 1;
    while let Some(frame) = WORDS.iter().filter(long).find(|frame| text.starts_with(frame)) {
        text = &text[frame.len()..];
    }
    while let Some(frame) = WORDS.iter().filter(long).find(|frame| text.ends_with(frame)) {
        text = &text[..text.len() - frame.len()];
    }
    text
}

fn is_same(a: &[char], b: &[char]) -> bool {
    let pair = |a: &char, b: &char| SAME.contains(&(*a, *b)) || SAME.contains(&(*b, *a));
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| pair(a, b))
}

//! Brackets and quotation marks that lack their partner, over all texts of one cell.

use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::text::{Mapped, normal};

/// The opening and closing forms of each pair; half-width forms belong to the full-width ones.
const PAIRS: [(&str, &str); 5] = [
    ("（(", "）)"),
    ("“", "”"),
    ("《", "》"),
    ("【", "】"),
    ("〔", "〕"),
];

/// What is open in the cell being read.
#[derive(Default)]
pub(super) struct Brackets<'n, 'g> {
    /// Of each pair, in order of the text.
    open: [Vec<Open<'n, 'g>>; PAIRS.len()],
    stray: Vec<(NodeId, FlawNode<'g>)>,
}

struct Open<'n, 'g> {
    owner: NodeId,
    text: &'n Mapped<'g>,
    at: usize,
    mark: char,
}

impl<'n, 'g> Brackets<'n, 'g> {
    /// A mark at byte `at` of `text`; gives what is wrong with the pair that it completes.
    pub(super) fn meet(
        &mut self,
        owner: NodeId,
        text: &'n Mapped<'g>,
        at: usize,
        mark: char,
    ) -> Option<(NodeId, FlawNode<'g>)> {
        let here = at..at + mark.len_utf8();
        if let Some(pair) = PAIRS.iter().position(|pair| pair.0.contains(mark)) {
            self.open[pair].push(Open {
                owner,
                text,
                at,
                mark,
            });
            return None;
        }
        let pair = PAIRS.iter().position(|pair| pair.1.contains(mark))?;
        let Some(open) = self.open[pair].pop() else {
            if !is_numbering(&text.as_str()[..at]) {
                self.stray
                    .push((owner, FlawNode::new(FlawKind::Unbalanced, text, here, None)));
            }
            return None;
        };
        match (open.mark.is_ascii(), mark.is_ascii()) {
            (true, false) => {
                let range = open.at..open.at + 1;
                Some((
                    open.owner,
                    FlawNode::new(FlawKind::MixedBrackets, open.text, range, Some("（".into())),
                ))
            }
            (false, true) => Some((
                owner,
                FlawNode::new(FlawKind::MixedBrackets, text, here, Some("）".into())),
            )),
            (true, true) if std::ptr::eq(open.text, text) => {
                let inside = &text.as_str()[open.at..at];
                let has_han = inside.chars().any(normal::is_han);
                has_han.then(|| {
                    let proper = format!("（{}）", &inside[1..]);
                    let range = open.at..at + 1;
                    (
                        owner,
                        FlawNode::new(FlawKind::HalfWidth, text, range, Some(proper.into())),
                    )
                })
            }
            _ => None,
        }
    }

    /// The cell is over: what stayed without a partner, one of each pair, because one lost mark unsettles those behind it.
    pub(super) fn finish(&mut self) -> Vec<(NodeId, FlawNode<'g>)> {
        if self.open.iter().all(Vec::is_empty) && self.stray.is_empty() {
            return Vec::new();
        }
        let mut found = std::mem::take(&mut self.stray);
        for open in self.open.iter_mut().flat_map(|open| open.drain(..)) {
            let range = open.at..open.at + open.mark.len_utf8();
            found.push((
                open.owner,
                FlawNode::new(FlawKind::Unbalanced, open.text, range, None),
            ));
        }
        let mut seen = [false; PAIRS.len()];
        found.retain(|(_, flaw)| {
            let mark = flaw.text.as_str();
            let pair = PAIRS
                .iter()
                .position(|pair| pair.0.contains(mark) || pair.1.contains(mark));
            pair.is_none_or(|pair| !std::mem::replace(&mut seen[pair], true))
        });
        found
    }
}

/// Whether a closing bracket behind `before` numbers what follows: `1）`, `一)`, at the beginning or behind a mark.
fn is_numbering(before: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(c);
    let rest = before.trim_end_matches(numeral);
    let behind = rest.chars().next_back();
    rest.len() < before.len() && behind.is_none_or(|c| c.is_whitespace() || normal::is_punctuation(c))
}

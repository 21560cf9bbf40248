//! Rows of a table that were run together, or torn apart.

use std::ops::Range;

use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::list::{Category, Duty};
use crate::text::{Mapped, normal};

/// What is counted, so that a number before it is none of a row: `17个工作日`.
const UNITS: &str = "年月日个项条名级大类种岁天小时户人次处米元万亿县区镇乡村届周分秒度号家所批位台辆头亩吨公克千百十期倍成路栋层件份张楼";

/// The name behind the number of a row that was run into another, in characters.
const SHORTEST: usize = 4;

/// The rows of a category.
#[derive(Default)]
pub(super) struct Rows {
    /// Whether there are more of them than the category declares.
    surplus: bool,
    /// The last duty, where its name stops in the middle.
    cut: Option<NodeId>,
}

impl Rows {
    /// A new category begins.
    pub(super) fn category(&mut self, category: &Category<'_>) {
        let declared = category.declared.as_ref();
        self.surplus = declared.is_some_and(|declared| (declared.value as usize) < category.duties.len());
        self.cut = None;
    }

    /// The next duty, whose name was looked through already.
    pub(super) fn duty<'g>(&mut self, id: NodeId, duty: &Duty<'g>, flaws: &mut Vec<(NodeId, FlawNode<'g>)>) {
        let whole = 0..duty.name.as_str().len();
        if let Some(cut) = self.cut.take() {
            let near = flaws
                .iter()
                .rev()
                .take_while(|(owner, _)| *owner == id || *owner == cut);
            let tail = flaws.split_off(flaws.len() - near.count());
            flaws.extend(
                tail.into_iter()
                    .filter(|(owner, flaw)| *owner != cut || flaw.kind != FlawKind::Cut),
            );
            flaws.push((id, FlawNode::new(FlawKind::TornRow, &duty.name, whole, None)));
        }
        let own = flaws.iter().rev().take_while(|(owner, _)| *owner == id);
        let is_cut = self.surplus && own.into_iter().any(|(_, flaw)| flaw.kind == FlawKind::Cut);
        self.cut = is_cut.then_some(id);
        let next = duty
            .number
            .as_ref()
            .map(|number| number.value.saturating_add(1).to_string());
        let found = next.and_then(|next| run_in(&duty.name, &next));
        flaws.extend(found.map(|range| (id, FlawNode::new(FlawKind::RunRows, &duty.name, range, None))));
    }
}

/// The number `next` in a name, with the name of the next duty behind it: `残疾人服务 17 养老服务`.
fn run_in(name: &Mapped<'_>, next: &str) -> Option<Range<usize>> {
    let text = name.as_str();
    let at = text.find(next).filter(|at| *at > 0)?;
    let end = at + next.len();
    let mut behind = text[end..]
        .trim_start_matches([' ', '.', '．', '、', '\u{3000}'])
        .chars()
        .peekable();
    let first = *behind.peek()?;
    // Behind 40. stands a name, whatever it begins with: 40.办理12345热线转办事项.
    let shortest = if text[end..].starts_with(['.', '．', '、']) {
        2
    } else {
        SHORTEST
    };
    let letters = behind.take(shortest);
    let is_name = letters.filter(|letter| normal::is_han(*letter)).count() == shortest;
    let is_apart = !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '第' || c == '.')
        && text[..at]
            .trim_end()
            .ends_with(|c| normal::is_han(c) || matches!(c, '）' | '。' | '；' | '”'));
    let is_blank = |at: usize| name.gaps().any(|(gap, _)| gap == at);
    let around = is_blank(at) || is_blank(end) || text[..at].ends_with(' ') || text[end..].starts_with(' ');
    (is_name && is_apart && around && !UNITS.contains(first)).then_some(at..text.len())
}

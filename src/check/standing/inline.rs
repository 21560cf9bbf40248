//! Comments in lists of the YAML form that set a finding aside: `# qingdan: allow[rule] 理由：…` before a row or item,
//! or behind it on its line.

use memchr::memmem;

use super::waivers::{no_reason, rule_of, unused};
use crate::finding::{Code, Finding, Severity, Suppression, SuppressionKind, Words};
use crate::list::yaml::looks_like;
use crate::rule::RuleSet;
use crate::text::yaml::{self, Node, Value};
use crate::text::{Place, SourceId, Span};

/// What every such comment begins with.
const MARK: &str = "qingdan:";

/// A comment that allows something.
#[derive(Clone, Debug)]
pub struct Allowance {
    /// The rule that may be broken.
    pub rule: Code,
    /// The comment.
    pub place: Place,
    /// Why.
    pub reason: String,
    /// The bytes of the row or item, nothing if there is none.
    scope: Span,
    /// Whether it set a finding aside.
    pub used: bool,
}

impl Allowance {
    /// Whether it sets `finding` aside.
    pub fn holds_for(&self, finding: &Finding) -> bool {
        let place = finding.primary.place;
        let within = self.scope.start <= place.span.start && place.span.start < self.scope.end;
        place.source == self.place.source && within && finding.code == self.rule
    }

    /// How it is told of a finding that it sets aside.
    pub fn suppression(&self) -> Suppression {
        Suppression {
            kind: SuppressionKind::InSource,
            place: self.place,
            reason: self.reason.clone(),
            by: None,
            until: None,
        }
    }

    /// The finding that says that it is not needed.
    pub fn unused(&self) -> Finding {
        unused(self.rule.as_str(), self.place)
    }
}

/// The allowances in `text`, which is the whole text of `source`, for rules of which `known` are all there are; and what
/// is wrong with comments that should be some.
pub fn read(source: SourceId, text: &str, known: &RuleSet) -> (Vec<Allowance>, Vec<Finding>) {
    let (mut allowances, mut faults) = (Vec::new(), Vec::new());
    // Nearly every list ends here.
    if memmem::find(text.as_bytes(), MARK.as_bytes()).is_none() || !looks_like(text) {
        return (allowances, faults);
    }
    let Ok(node) = yaml::parse(source, text) else {
        return (allowances, faults);
    };
    let rows = Rows::new(&node);
    for at in memmem::find_iter(text.as_bytes(), MARK.as_bytes()) {
        let Some(comment) = Comment::at(at, text, &rows) else {
            continue;
        };
        let place = |span| Place { source, span };
        match comment.said(known, place(comment.span)) {
            Ok((rule, reason)) => allowances.push(Allowance {
                rule,
                place: place(comment.span),
                reason,
                scope: comment.scope,
                used: false,
            }),
            Err(fault) => faults.push(*fault),
        }
    }
    (allowances, faults)
}

/// A comment of ours.
struct Comment<'s> {
    /// What stands behind the mark.
    words: &'s str,
    /// Its bytes, from the mark to the end of the line.
    span: Span,
    /// The bytes it speaks of.
    scope: Span,
}

impl<'s> Comment<'s> {
    /// The comment whose mark stands at `at`; none where the mark is part of a text, or of another comment.
    fn at(at: usize, text: &'s str, rows: &Rows) -> Option<Self> {
        if rows.is_text(at) {
            return None;
        }
        let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = text[line..at].trim_end_matches([' ', '\t']).strip_suffix('#')?;
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        let words = text[at + MARK.len()..end].trim();
        let scope = match before.trim().is_empty() {
            true => rows.after(end),
            false => rows.between(line, at),
        };
        Some(Self {
            words,
            span: Span::new(at, at + text[at..end].trim_end().len()),
            scope: scope.unwrap_or(Span::new(end, end)),
        })
    }

    /// The rule that it allows to be broken, and why.
    fn said(&self, known: &RuleSet, place: Place) -> Result<(Code, String), Box<Finding>> {
        let inside = self
            .words
            .strip_prefix("allow[")
            .and_then(|rest| rest.split_once(']'));
        let Some((id, reason)) = inside else {
            return Err(malformed(place).into());
        };
        let id = id.trim();
        if id.is_empty() || id.contains([',', '，', '、', ' ', '*']) {
            let words = Words::new(
                "方括号里要写一条规则的 id",
                "the id of one rule is needed in the brackets",
            );
            return Err(Finding::new(Code::new("waiver/no-rule"), Severity::Error, words, place).into());
        }
        let rule = rule_of(id, known, place)?;
        let reason = reason.trim_start_matches([' ', '\t', ':', '：', '-', '—']);
        let reason = ["理由", "reason"]
            .iter()
            .find_map(|lead| reason.strip_prefix(lead))
            .unwrap_or(reason);
        let reason = reason.trim_start_matches([' ', ':', '：']);
        match reason.is_empty() {
            true => Err(no_reason(place).into()),
            false => Ok((rule, reason.to_owned())),
        }
    }
}

fn malformed(place: Place) -> Finding {
    let words = Words::new(
        "看不懂这个注释，它不起作用",
        "this comment is not understood and does nothing",
    );
    let help = Words::new(
        "写成 # qingdan: allow[规则] 理由：…，放在那一行或那一项之前。",
        "write `# qingdan: allow[rule] reason: …` before the row or item.",
    );
    Finding::new(Code::new("waiver/malformed"), Severity::Error, words, place).help(help)
}

/// The rows and items of a list, and its texts, in order.
#[derive(Default)]
struct Rows {
    /// Items of lists and entries of mappings; of those that begin at one byte the longest comes first.
    rows: Vec<Span>,
    texts: Vec<Span>,
}

impl Rows {
    fn new(node: &Node<'_>) -> Self {
        let mut rows = Self::default();
        rows.add(node);
        rows.rows
            .sort_by_key(|row| (row.start, std::cmp::Reverse(row.end)));
        rows.texts.sort();
        rows
    }

    /// It calls itself no deeper than the reader of YAML allows.
    fn add(&mut self, node: &Node<'_>) {
        match &node.value {
            Value::Scalar(_) => self.texts.push(node.span),
            Value::Sequence(items) => {
                for item in items {
                    self.rows.push(own(item.span, item));
                    self.add(item);
                }
            }
            Value::Mapping(entries) => {
                for (key, value) in entries {
                    let row = match is_rows(key) {
                        true => key.span,
                        false => own(key.span.hull(value.span), value),
                    };
                    self.rows.push(row);
                    self.add(key);
                    self.add(value);
                }
            }
        }
    }

    fn is_text(&self, at: usize) -> bool {
        let before = self.texts.partition_point(|text| text.start as usize <= at);
        self.texts[..before]
            .last()
            .is_some_and(|text| at < text.end as usize)
    }

    /// The first row from `at` on.
    fn after(&self, at: usize) -> Option<Span> {
        self.rows
            .get(self.rows.partition_point(|row| (row.start as usize) < at))
            .copied()
    }

    /// The first row that begins between the two.
    fn between(&self, from: usize, to: usize) -> Option<Span> {
        self.after(from).filter(|row| (row.start as usize) < to)
    }
}

/// The part `span` of a node that is not its duties or categories: a comment before a category speaks of its heading.
fn own(span: Span, node: &Node<'_>) -> Span {
    let inner = node
        .mapping()
        .unwrap_or_default()
        .iter()
        .find(|(key, _)| is_rows(key));
    Span {
        end: inner.map_or(span.end, |(key, _)| key.span.start.max(span.start)),
        ..span
    }
}

fn is_rows(key: &Node<'_>) -> bool {
    matches!(key.as_str(), Some("duties" | "categories"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Place;

    /// What the one comment of the text speaks of, or the code of its fault.
    fn scope(text: &str) -> Result<String, String> {
        let text = format!("schema: qingdan/list@1\n{text}");
        let (allowances, faults) = read(SourceId(0), &text, RuleSet::builtin());
        if let Some(fault) = faults.first() {
            return Err(fault.code.to_string());
        }
        let [allowance] = &allowances[..] else {
            return Err(format!("{} comments", allowances.len()));
        };
        Ok(text[allowance.scope.range()].to_owned())
    }

    #[test]
    fn a_comment_speaks_of_the_next_row_or_of_its_own() {
        let mark = "# qingdan: allow[structure/clause-number] 理由：模板";
        for (text, expected) in [
            (format!("{mark}\na: 1\nb: 2\n"), "a: 1"),
            (format!("a: 1 {mark}\nb: 2\n"), "a: 1"),
            (
                format!("d:\n{mark}\n\n# 另一句\n- number: 1\n  name: 甲\n- 乙\n"),
                "number: 1\n  name: 甲",
            ),
            (format!("d:\n- number: 1\n  {mark}\n  name: 甲\n"), "name: 甲"),
            (
                format!("d:\n- {{number: 1, name: 甲}} {mark}\n- 乙\n"),
                "{number: 1, name: 甲}",
            ),
            (
                format!("{mark}\nbasic:\n  title: 甲\n  categories: []\n"),
                "basic:\n  title: 甲\n  ",
            ),
            (
                format!("d:\n{mark}\n- name: 甲\n  duties: [乙]\n"),
                "name: 甲\n  ",
            ),
            (format!("{mark}\nduties: [甲]\n"), "duties"),
            (format!("a: 1\n{mark}\n"), ""),
        ] {
            assert_eq!(scope(&text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn nothing_widens_a_comment() {
        for (comment, expected) in [
            ("# qingdan: allow 理由：模板", "waiver/malformed"),
            (
                "# qingdan: allow [structure/clause-number] 理由：模板",
                "waiver/malformed",
            ),
            (
                "# qingdan: alow[structure/clause-number] 理由：模板",
                "waiver/malformed",
            ),
            ("# qingdan: allow[] 理由：模板", "waiver/no-rule"),
            ("# qingdan: allow[ ] 理由：模板", "waiver/no-rule"),
            (
                "# qingdan: allow[structure/clause-number, wording/catch-all] 理由：模板",
                "waiver/no-rule",
            ),
            (
                "# qingdan: allow[structure/clause-numbr] 理由：模板",
                "waiver/unknown-rule",
            ),
            ("# qingdan: allow[structure] 理由：模板", "waiver/unknown-rule"),
            ("# qingdan: allow[structure/clause-number]", "waiver/no-reason"),
            (
                "# qingdan: allow[structure/clause-number] 理由：  ",
                "waiver/no-reason",
            ),
            (
                "# 见 qingdan: allow[structure/clause-number] 理由：模板",
                "0 comments",
            ),
            (
                "x: \"# qingdan: allow[structure/clause-number] 理由：模板\"",
                "0 comments",
            ),
        ] {
            assert_eq!(
                scope(&format!("{comment}\na: 1\n")),
                Err(expected.to_owned()),
                "{comment}"
            );
        }
    }

    #[test]
    fn it_holds_for_its_rule_and_row_alone() {
        let text = "schema: qingdan/list@1\n# qingdan:allow[ wording/catch-all ]模板\na: 1\nb: 2\n";
        let (allowances, _) = read(SourceId(0), text, RuleSet::builtin());
        let at = |words: &str, source| {
            let start = text.find(words).expect("it is there");
            let span = Span::new(start, start + 1);
            let place = Place {
                source: SourceId(source),
                span,
            };
            Finding::new(
                Code::new("wording/catch-all"),
                Severity::Info,
                Words::default(),
                place,
            )
        };
        let allowance = &allowances[0];
        assert_eq!(allowance.reason, "模板");
        assert!(
            allowance.holds_for(&at("a: 1", 0))
                && !allowance.holds_for(&at("2", 0))
                && !allowance.holds_for(&at("a: 1", 1))
        );
        let other = Finding {
            code: Code::new("wording/other"),
            ..at("a:", 0)
        };
        assert!(!allowance.holds_for(&other));
    }
}

//! Duties with what stands in their cells: departments, blocks, clauses.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::{Builder, Page};
use crate::graph::NodeId;
use crate::graph::mentions::acts;
use crate::graph::node::{ClauseRole, DutyNode, MentionNode, MentionRole, Node};
use crate::graph::schema::Edge;
use crate::list::{Block, Clause, Detail, Duty, Section, numbering};

impl<'g> Builder<'g> {
    /// One duty.
    pub(super) fn duty(
        &mut self,
        category: NodeId,
        section: &'g Section<'g>,
        duty: &'g Duty<'g>,
        (expected, is_slip): (Option<u32>, bool),
        page: &mut Page<'g>,
    ) {
        page.met.clear();
        let node = DutyNode {
            duty,
            list: section.kind,
            expected,
            is_slip,
            key: OnceCell::new(),
            mode: OnceCell::new(),
        };
        let id = self.child(category, Edge::Duties, Node::Duty(Box::new(node)));
        match &duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(detail) => {
                self.mentions(
                    id,
                    Edge::Departments,
                    MentionRole::Column,
                    &detail.departments,
                    page,
                );
                self.blocks(id, &detail.blocks, page);
                self.clauses(
                    id,
                    Edge::TownshipClauses,
                    ClauseRole::Township,
                    &detail.township,
                    0,
                    page,
                );
            }
            Detail::Reclaimed(detail) => {
                self.mentions(
                    id,
                    Edge::Receivers,
                    MentionRole::Receiver,
                    &detail.receivers,
                    page,
                );
                self.clauses(id, Edge::ModeClauses, ClauseRole::Mode, &detail.mode, 0, page);
            }
        }
    }

    fn blocks(&mut self, duty: NodeId, blocks: &'g [Block<'g>], page: &mut Page<'g>) {
        for (block, start) in blocks.iter().zip(numbering::starts(blocks)) {
            let id = self.child(duty, Edge::Blocks, Node::Block(block));
            self.mentions(id, Edge::Labels, MentionRole::Label, &block.departments, page);
            self.clauses(
                id,
                Edge::Clauses,
                ClauseRole::Upstream,
                &block.clauses,
                start,
                page,
            );
            self.clauses(
                id,
                Edge::Guarantees,
                ClauseRole::Guarantee,
                &block.guarantees,
                numbering::guarantees_start(block, start),
                page,
            );
        }
    }

    fn clauses(
        &mut self,
        owner: NodeId,
        edge: Edge,
        role: ClauseRole,
        clauses: &'g [Clause<'g>],
        start: u32,
        page: &mut Page<'g>,
    ) {
        for (clause, expected) in clauses.iter().zip(numbering::expected(clauses, start)) {
            let id = self.child(owner, edge, Node::Clause(clause, role, expected));
            let words = clause.text.as_str();
            let Some(number) = self.texts.own(id) else {
                continue;
            };
            let site = self.sites.of(number, words);
            let mut before = None;
            for found in page.recogniser.find(words, &site.ends) {
                let full = Cow::Owned(words[found.clone()].to_owned());
                let text = Cow::Owned(clause.text.part(found.clone()));
                let mut mention = MentionNode::new(text, full, MentionRole::Text, Some(found.clone()));
                mention.acts = acts(words, &found, before);
                mention.is_bare =
                    !words[..found.start].ends_with(['、', '和', '及', '与', '，', '（', '(', '“']);
                mention.is_short = true; // as far as can be seen here
                before = Some((found.end, mention.acts));
                self.mention(id, Edge::Mentions, mention, page);
            }
            for (found, full) in page.loose.find(words, &site.general) {
                let text = Cow::Owned(clause.text.part(found.clone()));
                let mention = MentionNode::new(text, Cow::Borrowed(full), MentionRole::Text, Some(found));
                self.mention(id, Edge::Mentions, mention, page);
            }
        }
    }
}

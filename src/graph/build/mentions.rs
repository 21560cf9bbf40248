//! Departments as written, each with the body it means, and their spellings over a whole document.

use std::borrow::Cow;

use super::{Builder, Page, Use};
use crate::graph::NodeId;
use crate::graph::bodies;
use crate::graph::flaws::words_meant;
use crate::graph::names::Name;
use crate::graph::node::{Evidence, FormNode, MentionNode, MentionRole, Node};
use crate::graph::resolve::Resolved;
use crate::graph::schema::Edge;
use crate::graph::slips;
use crate::list::Mention;
use crate::list::mentions::prefix;
use crate::text::normal;
use crate::{Map, Set};

impl<'g> Builder<'g> {
    /// The departments of a column, a label or the receivers.
    pub(super) fn mentions(
        &mut self,
        owner: NodeId,
        edge: Edge,
        role: MentionRole,
        mentions: &'g [Mention<'g>],
        page: &mut Page<'g>,
    ) {
        for mention in mentions {
            let full = Cow::Borrowed(mention.full_name());
            let mut node = MentionNode::new(Cow::Borrowed(&mention.text), full, role, None);
            node.is_open = mention.tail.is_some();
            self.mention(owner, edge, node, page);
        }
    }

    /// One mention, with the department it resolves to.
    pub(super) fn mention(
        &mut self,
        owner: NodeId,
        edge: Edge,
        mut node: MentionNode<'g>,
        page: &mut Page<'g>,
    ) {
        let Meaning { resolved, key, form } = page.meaning(&node.full);
        (node.key, node.via) = (key, resolved.map_or(Evidence::None, |found| found.via));
        if node.via == Evidence::Exact && node.is_elided() {
            node.via = Evidence::Elided;
        }
        // The whole name ends like this, and begins with a level.
        node.is_bare &= node.key.len() > node.full.len()
            && node.key.ends_with(&*node.full)
            && prefix(&node.full) == 0
            && prefix(&node.key) == node.key.len() - node.full.len();
        node.is_short &= !node.is_former()
            && page.spellings.is_short(&node.full, &node.key)
            && !matches!(node.via, Evidence::Exact | Evidence::Alias | Evidence::Elided);
        let role = node.role;
        node.first = page.met.insert((role, node.key.clone()));
        let mention = self.child(owner, edge, Node::Mention(Box::new(node)));
        let department = resolved.map(|found| found.department);
        self.edges
            .extend(department.map(|department| (mention, department, Edge::Department)));
        if role != MentionRole::Text {
            let used = Use { mention, department };
            page.forms.entry(form).or_default().push(used);
        }
    }

    /// The spellings of a document whose mentions are all there.
    pub(super) fn name_forms(&mut self, document: NodeId, page: Page<'g>) {
        let mut forms: Vec<(FormNode<'g>, Vec<Use>)> = Vec::new();
        let stems = page.stems();
        for uses in page.forms.into_values() {
            let written_whole = |id: NodeId| self.as_mention(id).is_some_and(|node| !node.is_elided());
            let first = uses
                .iter()
                .find(|used| written_whole(used.mention))
                .unwrap_or(&uses[0]);
            let Some(node) = self.as_mention(first.mention) else {
                continue;
            };
            let Name { level, stem } = page.spellings.name(&node.full);
            let body = page.spellings.known(&node.full);
            let (text, full, key) = (node.text.clone(), node.full.clone(), node.key.clone());
            let (via, kind) = (node.via, bodies::kind(&body.stem).or_else(|| bodies::kind(&stem)));
            let is_registered = matches!(via, Evidence::Exact | Evidence::Alias | Evidence::Elided);
            let successor = bodies::successor(&stem).filter(|_| !is_registered);
            let proper = slips::proper(&stem, words_meant, |usual| stems.contains(usual));
            let usual_name = bodies::usual_name(&stem).filter(|_| successor.is_none());
            let is_wrong = match page.has_registry {
                true => matches!(via, Evidence::None | Evidence::Misspelt),
                false => proper.is_some(),
            } || successor.is_some();
            let is_foreign = page.home.names_other(&full);
            forms.push((
                FormNode {
                    text,
                    full,
                    key,
                    stem,
                    level,
                    body,
                    usual: None,
                    via,
                    kind,
                    usual_name,
                    proper,
                    successor,
                    is_wrong,
                    is_foreign,
                    main: false,
                    common_name: None,
                    uses: uses.len(),
                },
                uses,
            ));
        }
        settle(&mut forms);
        for (form, uses) in forms {
            let department = uses[0].department;
            let id = self.child(document, Edge::NameForms, Node::NameForm(Box::new(form)));
            self.edges
                .extend(uses.iter().map(|used| (id, used.mention, Edge::Mentions)));
            self.edges
                .extend(department.map(|department| (id, department, Edge::Department)));
        }
    }

    fn as_mention(&self, id: NodeId) -> Option<&MentionNode<'g>> {
        match &self.inner[id.0] {
            Node::Mention(node) => Some(node),
            _ => None,
        }
    }
}

/// What a whole name means in a document.
#[derive(Clone)]
pub(super) struct Meaning<'g> {
    /// The registered department.
    resolved: Option<Resolved<'g>>,
    /// Its name, else that of its body in the document, else the name itself in normalised form.
    key: Cow<'g, str>,
    /// What it has in common with all that are written alike.
    form: Cow<'g, str>,
}

impl<'g> Page<'g> {
    /// The names without their levels.
    fn stems(&self) -> Set<String> {
        let forms = self.forms.keys();
        forms.map(|form| self.spellings.name(form).stem).collect()
    }

    fn meaning(&mut self, full: &Cow<'g, str>) -> Meaning<'g> {
        if let Some(known) = self.meanings.get(&**full) {
            return known.clone();
        }
        let (resolved, form) = (self.resolver.resolve(full), form_key(full.clone()));
        let key = match resolved {
            Some(found) => Some(found.name),
            None => self.spellings.body(full),
        };
        let meaning = Meaning {
            resolved,
            key: key.map_or_else(|| form.clone(), Cow::Borrowed),
            form,
        };
        self.meanings.insert(full.clone(), meaning.clone());
        meaning
    }
}

/// Of the spellings of each body, marks the one that is used most, and gives the others the one that all should be: the
/// registered one, else that.
fn settle(forms: &mut [(FormNode<'_>, Vec<Use>)]) {
    let most = |form: &FormNode<'_>| (form.uses, form.full.len());
    let best = |weight: &dyn Fn(&FormNode<'_>) -> (bool, usize, usize)| -> Vec<usize> {
        let mut best: Map<&str, usize> = Map::default();
        for (at, (form, _)) in forms.iter().enumerate() {
            let found = best.entry(&form.key).or_insert(at);
            if weight(form) > weight(&forms[*found].0) {
                *found = at;
            }
        }
        forms.iter().map(|(form, _)| best[&*form.key]).collect()
    };
    let main = best(&|form| (false, most(form).0, most(form).1));
    let right = best(&|form| (form.via == Evidence::Exact, form.weight(), most(form).1));
    for (at, (main, right)) in main.into_iter().zip(right).enumerate() {
        forms[at].0.main = main == at;
        forms[at].0.common_name = (right != at).then(|| forms[right].0.full.clone());
    }
}

/// The key under which spellings are one form: NFKC, without spaces and punctuation.
fn form_key(name: Cow<'_, str>) -> Cow<'_, str> {
    match name {
        Cow::Borrowed(name) => normal::key(name),
        Cow::Owned(name) => Cow::Owned(normal::key(&name).into_owned()),
    }
}

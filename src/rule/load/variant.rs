//! Variants find the rules they vary: among the rules of the same files, else among the built-in ones.

use std::sync::Arc;

use super::{Loading, Origin, builtin};
use crate::Map;
use crate::finding::{Code, Finding, Words};
use crate::rule::example::Tests;
use crate::rule::fault::FaultKind;
use crate::rule::written::variant::Variant;
use crate::rule::{Rule, vary};

/// How many variants may stand upon each other.
const DEPTH: usize = 16;

impl Loading<'_> {
    /// Makes rules of the variants, each with its id if that is right. A variant may vary another one.
    pub(super) fn vary(&mut self, variants: Vec<(Option<Code>, Variant)>) {
        let others: &[Arc<Rule>] = match self.origin {
            Origin::User if !variants.is_empty() => &builtin().rules,
            _ => &[],
        };
        // Of two rules with one id, that of a file which is there for itself.
        let (near, own): (Vec<_>, Vec<_>) = self.rules.iter().partition(|rule| self.is_aside(rule.place));
        let known = others.iter().chain(near).chain(own);
        let mut rules: Map<Code, Arc<Rule>> = known.map(|rule| (rule.id.clone(), Arc::clone(rule))).collect();
        let mut waiting = variants;
        for _ in 0..DEPTH {
            let mut left = Vec::new();
            for (id, variant) in waiting {
                match rules.get(&Code::new(variant.base.0.as_str())) {
                    Some(base) => match varied(base, id.clone(), &variant) {
                        Ok(rule) if id.is_some() => {
                            let rule = Arc::new(rule);
                            rules.insert(rule.id.clone(), Arc::clone(&rule));
                            self.rules.push(rule);
                        }
                        Ok(_) => {}
                        Err(mut faults) => self.findings.append(&mut faults),
                    },
                    None => left.push((id, variant)),
                }
            }
            waiting = left;
        }
        let waiting: Vec<Variant> = waiting.into_iter().map(|(_, variant)| variant).collect();
        let faults = self.baseless(&waiting, &rules);
        self.findings.extend(faults);
    }

    /// The faults of variants that vary nothing. Where that rule is there but has a fault of its own, that is enough.
    fn baseless(&self, waiting: &[Variant], rules: &Map<Code, Arc<Rule>>) -> Vec<Finding> {
        let bases = waiting
            .iter()
            .filter_map(|variant| Some((variant.id.0.as_deref()?, variant.base.0.as_str())));
        let bases: Map<&str, &str> = bases.collect();
        let fault = |variant: &Variant| {
            let (id, place) = (variant.base.0.as_str(), variant.base.1);
            let end = (0..DEPTH).try_fold(id, |id, _| bases.get(id).copied().ok_or(id));
            match end {
                Ok(_) => {
                    let words = Words::new(
                        format!("extends 兜了圈子，或者超过 {DEPTH} 层"),
                        format!("`extends` leads in a circle, or through more than {DEPTH} rules"),
                    );
                    Some(FaultKind::UnknownRule.at(place, words))
                }
                Err(end) if end != id || self.ids.contains_key(&Code::new(id)) => None,
                Err(_) => Some(vary::unknown(id, place, rules.keys().map(Code::as_str))),
            }
        };
        waiting.iter().filter_map(fault).collect()
    }
}

/// The rule that a variant is.
fn varied(base: &Rule, id: Option<Code>, variant: &Variant) -> Result<Rule, Vec<Finding>> {
    let mut rule = base.clone();
    let mut faults = Vec::new();
    rule.assign(&variant.settings, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    // What a variant starts from is its default.
    for parameter in &mut rule.parameters {
        parameter.default = parameter.value.clone();
    }
    rule.id = id.unwrap_or_else(|| Code::new(""));
    rule.place = variant.place;
    rule.title = variant.title.clone().unwrap_or(rule.title);
    rule.reason = variant.reason.clone().or(rule.reason);
    rule.severity = variant.severity.unwrap_or(rule.severity);
    rule.written = rule.severity;
    rule.tests = Tests::Read(variant.tests.clone());
    rule.meta.replaces.clear();
    rule.meta = variant.meta.clone().unwrap_or(rule.meta);
    Ok(rule)
}

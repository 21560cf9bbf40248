//! Which rules run: layers of `select`, `extend-select` and `ignore`, each over the one before.

use super::{Layer, Profile};
use crate::finding::Finding;
use crate::rule::fault::{FaultKind, nearest};
use crate::rule::meta::Status;
use crate::rule::vary::Override;
use crate::rule::{Rule, RuleSet};
use crate::{finding::Words, text::Place};

/// The rules of a run.
#[derive(Clone, Debug)]
pub struct Selection {
    /// All rules there are, as they are set.
    pub known: RuleSet,
    /// Those that run.
    pub chosen: RuleSet,
    /// How many do not run only because they are in preview.
    pub previews: usize,
}

impl Selection {
    /// Chooses from `rules` those that are `wanted` at all, under `profile`, with the `layers` in order.
    ///
    /// # Errors
    /// What is wrong with the layers: rules and parameters that do not exist, values outside their bounds.
    pub fn new(
        rules: &RuleSet,
        wanted: impl Fn(&Rule) -> bool,
        profile: &Profile,
        layers: &[&Layer],
    ) -> Result<Selection, Vec<Finding>> {
        let overrides: Vec<Override> = layers.iter().flat_map(|layer| layer.overrides.clone()).collect();
        let mut faults: Vec<Finding> = layers.iter().flat_map(|layer| strangers(layer, rules)).collect();
        let known = match rules.with_overrides(&overrides) {
            Ok(known) => known,
            Err(more) => {
                faults.extend(more);
                return Err(faults);
            }
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let preview = layers.iter().rev().find_map(|layer| layer.preview.as_ref());
        let preview = preview.map_or(profile.preview, |preview| preview.value);
        let admitted = |rule: &Rule| {
            rule.meta.precision >= profile.precision && (preview || rule.meta.status != Status::Preview)
        };
        let chosen =
            known.only(|rule| rule.severity.is_some() && wanted(rule) && runs(rule, admitted(rule), layers));
        let dormant = |rule: &&Rule| {
            let asleep = rule.meta.status == Status::Preview && chosen.get(rule.id.as_str()).is_none();
            let woken = runs(rule, rule.meta.precision >= profile.precision, layers);
            asleep && !preview && rule.severity.is_some() && wanted(rule) && woken
        };
        Ok(Selection {
            previews: known.rules().filter(dormant).count(),
            chosen,
            known,
        })
    }
}

/// Whether a rule runs: `admitted` without being named, then layer by layer.
fn runs(rule: &Rule, admitted: bool, layers: &[&Layer]) -> bool {
    let mut runs = admitted;
    for layer in layers {
        let select = layer.select.as_ref().map(|select| &select.value);
        let wanted = select.into_iter().flatten().chain(&layer.extend_select);
        let wanted = wanted
            .filter_map(|selector| Narrow::of(&selector.value, rule))
            .max();
        let ignored = layer
            .ignore
            .iter()
            .filter_map(|selector| Narrow::of(&selector.value, rule))
            .max();
        runs = match (wanted, ignored) {
            // Named in person, a rule runs though it is in preview or less sure than the profile wants.
            (Some(wanted), ignored) if ignored < Some(wanted) => admitted || wanted == Narrow::Rule,
            (_, Some(_)) => false,
            _ => runs && layer.select.is_none(),
        };
    }
    runs
}

/// How narrow a selector is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Narrow {
    All,
    Family,
    Rule,
}

impl Narrow {
    /// How narrowly `selector` names `rule`, if it does.
    fn of(selector: &str, rule: &Rule) -> Option<Self> {
        let former = || rule.meta.replaces.iter().any(|former| former == selector);
        match selector {
            "all" => Some(Self::All),
            family if family == rule.id.family() => Some(Self::Family),
            id => (id == rule.id.as_str() || former()).then_some(Self::Rule),
        }
    }
}

/// The selectors of a layer that name no rule, as faults where they are written.
fn strangers(layer: &Layer, rules: &RuleSet) -> Vec<Finding> {
    let select = layer.select.as_ref().map(|select| &select.value);
    let selectors = select
        .into_iter()
        .flatten()
        .chain(&layer.extend_select)
        .chain(&layer.ignore);
    selectors
        .filter_map(|selector| stranger(rules, &selector.value, selector.place))
        .collect()
}

/// The fault of a selector at `place` that names none of `rules`.
pub(super) fn stranger(rules: &RuleSet, selector: &str, place: Place) -> Option<Finding> {
    if rules.rules().any(|rule| Narrow::of(selector, rule).is_some()) {
        return None;
    }
    let words = Words::new(
        format!("没有规则或规则类别“{selector}”"),
        format!("`{selector}` is neither a rule nor a family of rules"),
    );
    let mut fault = FaultKind::UnknownRule.of("settings", place, words);
    let names = rules
        .rules()
        .flat_map(|rule| [rule.id.family(), rule.id.as_str()]);
    let near = nearest(selector, names.chain(["all"]));
    fault.help =
        near.map(|near| Words::new(format!("是不是想写 {near}？"), format!("did you mean `{near}`?")));
    Some(fault)
}

/// Whether `selector` names `rule`.
pub(super) fn names(selector: &str, rule: &Rule) -> bool {
    Narrow::of(selector, rule).is_some()
}

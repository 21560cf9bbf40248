//! A rule as written becomes a rule as run.

use super::{Bound, Prover, flat};
use crate::finding::{Code, Finding, Words};
use crate::graph::schema::Kind;
use crate::rule::example::Tests;
use crate::rule::expression::syntax::Condition;
use crate::rule::fault::FaultKind;
use crate::rule::meta::Verdict;
use crate::rule::parameter::Parameter;
use crate::rule::plan::{Origin, Plan, plan, weak_words};
use crate::rule::program::Test;
use crate::rule::saying::{Label, Patch, Saying};
use crate::rule::written::{Parsed, Written};
use crate::rule::{Binding, Rule};
use crate::text::Place;

/// The expressions of a rule, proved.
struct Sentence {
    origins: Vec<Origin>,
    conditions: Vec<Test>,
    verdict: Verdict,
    asked: Test,
    message: Saying,
    labels: Vec<Label>,
    help: Option<Saying>,
    fixes: Vec<Patch>,
}

/// Proves a rule under the id `id`, one of ours or a user's; `lists` are those of the lexicons it uses.
///
/// # Errors
/// All its faults.
pub(crate) fn rule(
    written: Written<'_>,
    id: Code,
    lists: &[Parameter],
    builtin: bool,
) -> Result<Rule, Vec<Finding>> {
    let own = |name: &str| {
        written
            .parameters
            .sound
            .iter()
            .any(|(_, parameter)| parameter.name == name)
    };
    let declared = written.parameters.sound.iter().map(|(_, parameter)| parameter);
    let parameters: Vec<Parameter> = declared
        .chain(lists.iter().filter(|list| !own(&list.name)))
        .cloned()
        .collect();
    let mut prover = Prover::new(&parameters, &written.parameters.broken, builtin);
    prover.nameless = written.bindings.is_empty();
    prover.incomplete = written.parameters.incomplete;
    let (Some(sentence), true) = (prover.sentence(&written), written.sound) else {
        return Err(prover.findings);
    };
    prover.unused(&written);
    prover.classified(&written);
    let used = prover.used.clone();
    let plan = prover.planned(&written, &sentence);
    let binding = |Bound { name, kind, .. }| kind.map(|kind| Binding { name, kind });
    let bindings = prover.bindings.into_iter().filter_map(binding).collect();
    let (Some(plan), true, Some(head)) = (plan, prover.findings.is_empty(), written.head) else {
        return Err(prover.findings);
    };
    let mut parameters = parameters;
    for (parameter, used) in parameters.iter_mut().zip(used) {
        parameter.used = used;
    }
    Ok(Rule {
        id,
        place: written.place,
        title: head.title,
        reason: head.reason,
        severity: head.severity,
        written: head.severity,
        bindings,
        origins: sentence.origins,
        conditions: sentence.conditions,
        verdict: sentence.verdict,
        asked: sentence.asked,
        message: sentence.message,
        labels: sentence.labels,
        help: sentence.help,
        fixes: sentence.fixes,
        parameters,
        meta: head.meta,
        tests: Tests::Read(head.tests),
        classify: head.classify.map(|(classify, _)| classify),
        plan,
    })
}

impl Prover<'_> {
    fn sentence(&mut self, written: &Written<'_>) -> Option<Sentence> {
        let origins = self.origins(&written.bindings);
        let conditions: Vec<Option<Test>> = written
            .conditions
            .iter()
            .map(|condition| self.condition(condition))
            .collect();
        let asked = written
            .asked
            .as_ref()
            .map(|(verdict, asked)| (*verdict, self.condition(asked)));
        let message = written.message.as_ref().and_then(|message| self.saying(message));
        let labels: Vec<Option<Label>> = written
            .labels
            .iter()
            .map(|(target, saying)| self.label(target, saying))
            .collect();
        let help = written.help.as_ref().map(|help| self.saying(help));
        let fixes: Vec<Option<Patch>> = written.fixes.iter().map(|fix| self.fix(fix)).collect();
        let (verdict, asked) = asked?;
        Some(Sentence {
            origins: origins?,
            conditions: conditions.into_iter().collect::<Option<_>>()?,
            verdict,
            asked: asked?,
            message: message?,
            labels: labels.into_iter().collect::<Option<_>>()?,
            help: flat(help)?,
            fixes: fixes.into_iter().collect::<Option<_>>()?,
        })
    }

    fn condition(&mut self, parsed: &Parsed<'_, Condition>) -> Option<Test> {
        self.on(&parsed.text, |prover, text| prover.test(text, &parsed.tree))
    }

    /// Notes bindings and declared parameters that nothing uses.
    fn unused(&mut self, written: &Written<'_>) {
        let mut note = |place: Place, name: &str| {
            let words = Words::new(format!("{name} 没有用到"), format!("`{name}` is never used"));
            self.findings.push(FaultKind::Unused.at(place, words));
        };
        for (bound, (name, _)) in self.bindings.iter().zip(&written.bindings) {
            if !bound.used {
                note(name.place(), &bound.name);
            }
        }
        for ((place, parameter), _) in written
            .parameters
            .sound
            .iter()
            .zip(&self.used)
            .filter(|(_, used)| !**used)
        {
            note(*place, &parameter.name);
        }
    }

    /// Notes a `classify` of a rule that sees no change.
    fn classified(&mut self, written: &Written<'_>) {
        let changes = |bound: &Bound| bound.kind.is_some_and(Kind::is_change);
        let classify = written.head.as_ref().and_then(|head| head.classify);
        if let Some((_, place)) = classify.filter(|_| !self.bindings.iter().any(changes)) {
            let words = Words::new(
                "classify 只用于比较两个版本的规则",
                "`classify` is for rules over changes alone",
            );
            let help = Words::new(
                "在 for 里取变更（例如 change: Change），或者删去 classify",
                "take changes in `for`, as in `change: Change`, or leave it out",
            );
            self.findings.push(FaultKind::Unused.at(place, words).help(help));
        }
    }

    fn planned(&mut self, written: &Written<'_>, sentence: &Sentence) -> Option<Plan> {
        let Sentence {
            origins,
            conditions,
            verdict,
            asked,
            ..
        } = sentence;
        let plan = match plan(origins, conditions, *verdict, asked) {
            Ok(plan) => plan,
            Err(binding) => {
                self.unkeyed(written, *verdict, binding);
                return None;
            }
        };
        if let Some((function, least)) = plan.weak_key(self.parameters) {
            let words = weak_words(function, least);
            self.findings.push(FaultKind::OutOfRange.at(asked.place, words));
            return None;
        }
        Some(plan)
    }

    fn unkeyed(&mut self, written: &Written<'_>, verdict: Verdict, binding: usize) {
        let (name, source) = &written.bindings[binding];
        let words = Words::new(
            format!("{} 和前面的名称之间没有键，会两两比较所有节点", name.as_str()),
            format!(
                "no key joins `{}` to the names before it: all pairs would be compared",
                name.as_str()
            ),
        );
        let place = source.as_ref().map_or(name.place(), |source| source.text.place());
        let help = match verdict {
            Verdict::Forbid => Words::new(
                "在 where 里加相等条件（如 a.township = b.township），或用 similar(…) >= …、covers(…) >= …、abbreviates(…)，或用路径取得",
                "add an equality to `where`, or use `similar(…) >= …`, `covers(…) >= …` or `abbreviates(…)`, or reach it by a path",
            ),
            Verdict::Require => Words::new(
                "require 成对的节点时，键要写在 where 里，例如 a.township = b.township",
                "with `require` over pairs the key stands in `where`, such as `a.township = b.township`",
            ),
        };
        let finding = FaultKind::UnkeyedPair.at(place, words).help(help);
        self.findings.push(finding);
    }
}

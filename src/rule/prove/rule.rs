//! A rule as written becomes a rule as run.

use super::{Bound, Prover};
use crate::finding::{Code, Finding, Words};
use crate::graph::schema::Kind;
use crate::rule::expression::syntax::{Name, Path, Source, Target};
use crate::rule::fault::{Fault, FaultKind};
use crate::rule::meta::Verdict;
use crate::rule::parameter::{Parameter, Setting};
use crate::rule::plan::{Find, Origin, Plan, Probe, Step, plan};
use crate::rule::program::{Base, MAX_BINDINGS, Term, Test, Type, Walk};
use crate::rule::saying::{Label, Patch, Saying, Template};
use crate::rule::written::saying as written_saying;
use crate::rule::written::{Parsed, Written, WrittenFix};
use crate::rule::{Binding, Rule};
use crate::text::{Mapped, Place};

/// The smallest similarity that an index serves well.
const LEAST_SIMILAR: f64 = 0.6;

/// Proves a rule under the id `id`; `lists` are those of the lexicons it uses.
///
/// # Errors
/// All its faults.
pub(crate) fn rule(written: Written<'_>, id: Code, lists: &[Parameter]) -> Result<Rule, Vec<Finding>> {
    let mut parameters: Vec<Parameter> = written
        .parameters
        .iter()
        .map(|(_, parameter)| parameter.clone())
        .collect();
    let declared = parameters.len();
    let own = |list: &&Parameter| !written.parameters.iter().any(|(_, own)| own.name == list.name);
    parameters.extend(lists.iter().filter(own).cloned());
    let mut prover = Prover::new(&parameters);

    let origins = prover.origins(&written.bindings);
    let conditions: Vec<Option<Test>> = written
        .conditions
        .iter()
        .map(|parsed| prover.on(&parsed.text, |prover, text| prover.test(text, &parsed.tree)))
        .collect();
    let asked = prover.on(&written.asked.text, |prover, text| {
        prover.test(text, &written.asked.tree)
    });
    let message = prover.saying(&written.message);
    let labels: Vec<Option<Label>> = written
        .labels
        .iter()
        .map(|(target, saying)| prover.label(target, saying))
        .collect();
    let help = written.help.as_ref().map(|help| prover.saying(help));
    let fix = written.fix.as_ref().map(|fix| prover.fix(fix));
    let conditions: Option<Vec<Test>> = conditions.into_iter().collect();

    let sound = (|| {
        Some((
            origins?,
            conditions?,
            asked?,
            message?,
            labels.into_iter().collect::<Option<Vec<_>>>()?,
        ))
    })();
    let Some((origins, conditions, asked, message, labels)) = sound else {
        return Err(prover.findings);
    };
    prover.unused(&written, declared);
    let plan = prover.planned(&written, &origins, &conditions, &asked);
    let findings = prover.findings;
    let bindings = prover
        .bindings
        .into_iter()
        .map(|bound| Binding {
            name: bound.name,
            kind: bound.kind,
        })
        .collect();
    let (Some(plan), true) = (plan, findings.is_empty()) else {
        return Err(findings);
    };
    Ok(Rule {
        id,
        place: written.place,
        title: written.title,
        reason: written.reason,
        severity: written.severity,
        bindings,
        origins,
        conditions,
        verdict: written.verdict,
        asked,
        message,
        labels,
        help: help.flatten(),
        fix: fix.flatten(),
        parameters,
        meta: written.meta,
        tests: written.tests,
        classify: written.classify,
        plan,
    })
}

impl Prover<'_> {
    fn origins(&mut self, bindings: &[(Mapped<'_>, Parsed<'_, Source>)]) -> Option<Vec<Origin>> {
        let mut origins = Vec::new();
        for (position, (name, source)) in bindings.iter().enumerate() {
            if position == MAX_BINDINGS {
                let words = Words::new(
                    format!("for 里最多 {MAX_BINDINGS} 个名称"),
                    format!("`for` holds at most {MAX_BINDINGS} names"),
                );
                self.findings.push(FaultKind::WrongShape.at(name.place(), words));
                return None;
            }
            let (origin, kind) = self.on(&source.text, |prover, _| prover.origin(&source.tree))?;
            self.bindings.push(Bound {
                name: name.as_str().to_owned(),
                kind,
                used: false,
            });
            origins.push(origin);
        }
        Some(origins)
    }

    fn origin(&mut self, source: &Source) -> Option<(Origin, Kind)> {
        match source {
            Source::Kind(name) => self.kind(name).map(|kind| (Origin::Kind(kind), kind)),
            Source::Other(name) => {
                let kind = self.kind(name)?;
                match self.bindings.iter().rposition(|bound| bound.kind == kind) {
                    Some(partner) => Some((Origin::Other(kind, partner), kind)),
                    None => self.fault(Fault::new(
                        FaultKind::UnknownName,
                        name.span,
                        Words::new(
                            format!("前面没有 {} 的名称，谈不上 other", name.text),
                            format!("no earlier name is a {}, so there is no other one", name.text),
                        ),
                    )),
                }
            }
            Source::Path(path) => {
                let walk = self.walk(path)?;
                match walk.leads_to.base {
                    Base::Node(kind) => Some((Origin::Path(walk), kind)),
                    _ => self.mismatch(path.span(), walk.leads_to, "通向节点的路径", "a path to nodes"),
                }
            }
            Source::Find {
                words,
                path,
                unless_after,
            } => self.find(words, path, unless_after.as_ref()),
        }
    }

    fn kind(&mut self, name: &Name) -> Option<Kind> {
        if let Some(kind) = self.schema.find_kind(&name.text) {
            return Some(kind);
        }
        let words = Words::new(
            format!("没有 {} 这种节点", name.text),
            format!("there is no kind `{}`", name.text),
        );
        let kinds = self.schema.kinds().map(|(kind, _)| kind.as_str());
        self.fault(Fault::new(FaultKind::UnknownKind, name.span, words).suggest(&name.text, kinds))
    }

    fn find(&mut self, words: &Name, path: &Path, unless_after: Option<&Name>) -> Option<(Origin, Kind)> {
        let list = self.list_parameter(words, false);
        let phrases = unless_after.map(|name| self.list_parameter(name, true));
        let walk = self.walk(path)?;
        if walk.leads_to.base != Base::Text || !walk.placed || walk.property.is_none() {
            let words = Words::new(
                "find 只能在有出处的文字里找，例如 clause.text、duty.name",
                "`find` searches texts that have a place, such as `clause.text` or `duty.name`",
            );
            return self.fault(Fault::new(FaultKind::FindNotText, path.span(), words));
        }
        let unless_after = match phrases {
            Some(phrases) => Some(phrases?),
            None => None,
        };
        Some((
            Origin::Find(Find {
                words: list?,
                within: walk,
                unless_after,
            }),
            Kind::Match,
        ))
    }

    fn list_parameter(&mut self, name: &Name, phrases: bool) -> Option<usize> {
        let index = self.parameter(name)?;
        let (wanted, zh, en) = match phrases {
            true => (
                matches!(self.parameters[index].value, Setting::Phrases(_)),
                "短语表（phrases）",
                "a list of phrases",
            ),
            false => (
                matches!(self.parameters[index].value, Setting::Words(_)),
                "词表（words）",
                "a list of words",
            ),
        };
        if wanted {
            return Some(index);
        }
        self.mismatch(name.span, self.parameters[index].value.of(), zh, en)
    }

    fn saying(&mut self, saying: &written_saying::Saying<'_>) -> Option<Saying> {
        let zh = self.template(&saying.zh);
        let en = saying.en.as_ref().map(|en| self.template(en));
        let en = match en {
            Some(en) => Some(en?),
            None => None,
        };
        Some(Saying { zh: zh?, en })
    }

    fn template(&mut self, template: &written_saying::Template<'_>) -> Option<Template> {
        let mut pieces = Vec::new();
        let mut sound = true;
        for piece in &template.pieces {
            match piece {
                written_saying::Piece::Text(text) => {
                    pieces.push(crate::rule::saying::Piece::Text(text.clone()))
                }
                written_saying::Piece::Value(text, value) => {
                    let proved = self.on(text, |prover, text| {
                        let (term, of) = prover.value(text, value)?;
                        match of.base {
                            Base::Node(_) => prover.mismatch(
                                value.span(),
                                of,
                                "能印出来的值",
                                "a value that can be printed",
                            ),
                            _ => Some(term),
                        }
                    });
                    sound &= proved.is_some();
                    pieces.extend(proved.map(crate::rule::saying::Piece::Value));
                }
            }
        }
        sound.then_some(Template { pieces })
    }

    fn label(&mut self, target: &Parsed<'_, Target>, saying: &written_saying::Saying<'_>) -> Option<Label> {
        let walk = self.on(&target.text, |prover, _| {
            prover.placed(&target.tree.path, FaultKind::LabelWithoutPlace)
        })?;
        // Inside the condition and the words, the labelled thing is `it`.
        let element = Type {
            many: false,
            optional: false,
            ..walk.leads_to
        };
        let filter = target.tree.filter.as_ref().map(|filter| {
            self.on(&target.text, |prover, text| {
                prover.within(element, |prover| prover.test(text, filter))
            })
        });
        let saying = self.within(element, |prover| prover.saying(saying))?;
        let filter = match filter {
            Some(filter) => Some(filter?),
            None => None,
        };
        Some(Label { walk, filter, saying })
    }

    /// A path whose end has a place in a source.
    fn placed(&mut self, path: &Path, otherwise: FaultKind) -> Option<Walk> {
        let walk = self.walk(path)?;
        if walk.placed {
            return Some(walk);
        }
        let words = Words::new(
            format!("{} 在原文里没有位置，不能标注", walk.written),
            format!("`{}` has no place in the text that could be marked", walk.written),
        );
        let help = Words::new(
            "标注有出处的属性，例如 name、text，或节点本身",
            "mark a property with a place, such as `name` or `text`, or the node itself",
        );
        self.fault(Fault::new(otherwise, path.span(), words).help(help))
    }

    fn fix(&mut self, fix: &WrittenFix<'_>) -> Option<Patch> {
        let title = self.saying(&fix.title);
        let walk = self.on(&fix.path.text, |prover, _| {
            let walk = prover.placed(&fix.path.tree, FaultKind::FixNotWritable)?;
            match walk.property.is_some() || walk.leads_to.base == Base::Node(Kind::Match) {
                true if !walk.leads_to.many => Some(walk),
                _ => {
                    let words = Words::new(
                        "只能改写单个的文字或数",
                        "only a single text or number can be rewritten",
                    );
                    prover.fault(Fault::new(FaultKind::FixNotWritable, fix.path.tree.span(), words))
                }
            }
        });
        let with = fix.with.as_ref().map(|with| {
            self.on(&with.text, |prover, text| {
                let (term, of) = prover.value(text, &with.tree)?;
                match of.base {
                    Base::Node(_) => prover.mismatch(with.tree.span(), of, "文字或数", "a text or a number"),
                    _ => Some(term),
                }
            })
        });
        let with = match with {
            Some(with) => Some(with?),
            None => None,
        };
        Some(Patch {
            title: title?,
            safe: fix.safe,
            walk: walk?,
            with,
        })
    }

    /// Notes bindings and declared parameters that nothing uses.
    fn unused(&mut self, written: &Written<'_>, declared: usize) {
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
            .iter()
            .zip(&self.used[..declared])
            .filter(|(_, used)| !**used)
        {
            note(*place, &parameter.name);
        }
    }

    fn planned(
        &mut self,
        written: &Written<'_>,
        origins: &[Origin],
        conditions: &[Test],
        asked: &Test,
    ) -> Option<Plan> {
        let plan = match plan(origins, conditions, written.verdict, asked) {
            Ok(plan) => plan,
            Err(binding) => {
                self.unkeyed(written, binding);
                return None;
            }
        };
        for step in &plan.steps {
            let Step::Meet { probes, .. } = step else { continue };
            let thresholds = probes.iter().filter_map(|probe| match probe {
                Probe::Similar(_, at_least) => self.constant(at_least),
                _ => None,
            });
            if thresholds.into_iter().any(|threshold| threshold < LEAST_SIMILAR) {
                let words = Words::new(
                    format!("similar 的下限不能低于 {LEAST_SIMILAR}，否则索引不起作用"),
                    format!("`similar` below {LEAST_SIMILAR} is no use as a key"),
                );
                self.findings.push(FaultKind::OutOfRange.at(asked.place, words));
                return None;
            }
        }
        Some(plan)
    }

    fn constant(&self, term: &Term) -> Option<f64> {
        match *term {
            Term::Number(number) => Some(number as f64),
            Term::Ratio(ratio) => Some(ratio),
            Term::Parameter(index) => self.parameters[index].value.as_number(),
            _ => None,
        }
    }

    fn unkeyed(&mut self, written: &Written<'_>, binding: usize) {
        let (name, source) = &written.bindings[binding];
        let words = Words::new(
            format!("{} 和前面的名称之间没有键，会两两比较所有节点", name.as_str()),
            format!(
                "no key joins `{}` to the names before it: all pairs would be compared",
                name.as_str()
            ),
        );
        let help = match written.verdict {
            Verdict::Forbid => Words::new(
                "在 where 里加相等条件（如 a.township = b.township），或用 similar(…) >= …、abbreviates(…)，或用路径取得",
                "add an equality to `where`, or use `similar(…) >= …` or `abbreviates(…)`, or reach it by a path",
            ),
            Verdict::Require => Words::new(
                "require 成对的节点时，键要写在 where 里，例如 a.township = b.township",
                "with `require` over pairs the key stands in `where`, such as `a.township = b.township`",
            ),
        };
        let finding = FaultKind::UnkeyedPair.at(source.text.place(), words).help(help);
        self.findings.push(finding);
    }
}

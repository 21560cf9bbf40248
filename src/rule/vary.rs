//! Rules with other settings: what a project overrides, and variants of a rule (`extends`).

use super::example::Data;
use super::fault::{FaultKind, nearest, suggestion};
use super::parameter::{Parameter, Setting, outside};
use super::phrase::Phrase;
use super::{Rule, RuleSet};
use crate::finding::{Finding, Severity, Words};
use crate::text::Place;
use std::sync::Arc;

/// What a project sets for one rule.
#[derive(Clone, Debug)]
pub struct Override {
    /// The id of the rule, or a former one.
    pub rule: String,
    /// Where the id is written.
    pub place: Place,
    /// The severity, if it is set; `Some(None)` turns the rule off.
    pub severity: Option<Option<Severity>>,
    /// The parameters that are set.
    pub settings: Vec<Assignment>,
}

/// A parameter and its value as written.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The name of the parameter, without `$`.
    pub name: String,
    /// Where the name is written.
    pub place: Place,
    /// The value: a scalar, or a list of scalars.
    pub value: Data,
    /// Where the value is written.
    pub value_place: Place,
}

impl RuleSet {
    /// The rule with this id, or with a newer one that replaces it.
    pub fn find(&self, id: &str) -> Option<&Rule> {
        let former = |rule: &&Rule| rule.meta.replaces.iter().any(|former| former == id);
        self.get(id).or_else(|| self.rules().find(former))
    }

    /// What to say of an id that no rule has: the nearest one there is.
    pub fn near(&self, id: &str) -> Option<Words> {
        let near = nearest(id, self.rules().map(|rule| rule.id.as_str()))?;
        Some(Words::new(
            format!("是不是想写 {near}？"),
            format!("did you mean {near}?"),
        ))
    }

    /// The same, where a file names the rule.
    ///
    /// # Errors
    /// R311 at `place`, where the id is written, if no rule has or had it.
    pub fn named(&self, id: &str, place: Place) -> Result<&Rule, Box<Finding>> {
        self.find(id)
            .ok_or_else(|| Box::new(unknown(id, place, self.rules().map(|rule| rule.id.as_str()))))
    }

    /// The same rules with the settings of a project. Of two overrides of one thing the later one holds.
    ///
    /// # Errors
    /// Rules and parameters that do not exist, and values outside their bounds, each where it is written.
    pub fn with_overrides(&self, overrides: &[Override]) -> Result<RuleSet, Vec<Finding>> {
        let mut rules = self.rules.clone();
        let mut faults = Vec::new();
        for change in overrides {
            let id = match self.named(&change.rule, change.place) {
                Ok(rule) => &rule.id,
                Err(fault) => {
                    faults.push(*fault);
                    continue;
                }
            };
            for rule in rules.iter_mut().filter(|rule| rule.id == *id) {
                let rule = Arc::make_mut(rule);
                rule.severity = change.severity.unwrap_or(rule.severity);
                rule.assign(&change.settings, &mut faults);
            }
        }
        match faults.is_empty() {
            true => Ok(Self::ready(rules, self.notes.clone())),
            false => Err(faults),
        }
    }
}

/// The fault of an id that no rule has.
pub(super) fn unknown<'a>(id: &str, place: Place, ids: impl IntoIterator<Item = &'a str>) -> Finding {
    let words = Words::new(format!("没有规则 {id}"), format!("there is no rule `{id}`"));
    let ids: Vec<&str> = ids.into_iter().collect();
    let is_family = ids
        .iter()
        .any(|other| other.split_once('/').is_some_and(|(family, _)| family == id));
    // There are far too many rules to name them all.
    let help = match nearest(id, ids.iter().copied()) {
        _ if is_family => Words::new(
            format!("{id} 是一类规则，这里要写一条规则的 id；用 qingdan rules list 查看。"),
            format!(
                "`{id}` is a family; the id of one rule is needed here: qingdan rules list shows those there are."
            ),
        ),
        Some(near) => Words::new(format!("是不是想写 {near}？"), format!("did you mean `{near}`?")),
        None => Words::new(
            "用 qingdan rules list 查看有哪些规则。",
            "qingdan rules list shows those there are.",
        ),
    };
    FaultKind::UnknownRule.at(place, words).help(help)
}

impl Rule {
    /// Sets parameters; what is wrong with them goes to `faults`.
    pub(super) fn assign(&mut self, settings: &[Assignment], faults: &mut Vec<Finding>) {
        for setting in settings {
            let parameter = self
                .parameters
                .iter_mut()
                .find(|parameter| parameter.used && parameter.name == setting.name)
                .filter(|parameter| !matches!(parameter.value, Setting::Pattern(_)));
            let Some(parameter) = parameter else {
                faults.push(self.unknown_parameter(setting));
                continue;
            };
            match read(parameter, &setting.value) {
                Ok(value) => parameter.value = value,
                Err((kind, words)) => {
                    faults.push(kind.at(setting.value_place, words));
                    continue;
                }
            }
            if let Some((function, least)) = self.plan.weak_key(&self.parameters) {
                let words = super::plan::weak_words(function, least);
                faults.push(FaultKind::OutOfRange.at(setting.value_place, words));
            }
        }
    }

    fn unknown_parameter(&self, setting: &Assignment) -> Finding {
        let words = Words::new(
            format!("规则 {} 没有参数 {}", self.id, setting.name),
            format!("rule {} has no parameter `{}`", self.id, setting.name),
        );
        let mut fault = FaultKind::UnknownParameter.at(setting.place, words);
        let names = self.settable().map(|parameter| parameter.name.as_str());
        fault.help = suggestion(&setting.name, names);
        fault
    }
}

/// The value of the type that the parameter has, within its bounds.
fn read(parameter: &Parameter, value: &Data) -> Result<Setting, (FaultKind, Words)> {
    let shape = |zh: &str, en: &str| (FaultKind::WrongShape, Words::new(zh, en));
    let number = || shape("这里要一个数", "a number is needed here");
    let list = || shape("这里要词的列表", "a list of words is needed here");
    let scalar = value.as_str();
    let setting = match &parameter.default {
        Setting::Number(_) => scalar
            .and_then(|text| text.parse().ok())
            .map(Setting::Number)
            .ok_or_else(|| shape("这里要整数", "a whole number is needed here")),
        Setting::Ratio(_) => scalar
            .and_then(|text| text.parse().ok())
            .filter(|ratio: &f64| ratio.is_finite())
            .map(Setting::Ratio)
            .ok_or_else(number),
        Setting::Text(_) => scalar
            .map(|text| Setting::Text(text.to_owned()))
            .ok_or_else(|| shape("这里要文字", "text is needed here")),
        Setting::Truth(_) => match scalar {
            Some("true") => Ok(Setting::Truth(true)),
            Some("false") => Ok(Setting::Truth(false)),
            _ => Err(shape("这里要 true 或 false", "`true` or `false` is needed here")),
        },
        Setting::Pattern(_) => Err(shape("这个参数不能改", "this parameter cannot be changed")),
        Setting::Words(_) => texts(value).map(Setting::Words).ok_or_else(list),
        Setting::Phrases(_) => texts(value)
            .and_then(|texts| texts.iter().map(|text| Phrase::parse(text).ok()).collect())
            .map(Setting::Phrases)
            .ok_or_else(list),
    }?;
    match outside(&setting, parameter.bounds) {
        Some(words) => Err((FaultKind::OutOfRange, words)),
        None => Ok(setting),
    }
}

/// The texts of a list, none of them empty.
fn texts(value: &Data) -> Option<Vec<String>> {
    let Data::List(items) = value else { return None };
    let texts = items
        .iter()
        .map(|item| item.as_str().filter(|text| !text.is_empty()));
    texts.map(|text| text.map(str::to_owned)).collect()
}

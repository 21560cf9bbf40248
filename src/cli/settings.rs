//! Settings of rules on the command line: `--set RULE.param=value`, `--severity RULE=warning`.

use super::arguments::Settings;
use crate::finding::{Finding, Severity, Words};
use crate::rule::example::Data;
use crate::rule::fault::FaultKind;
use crate::rule::vary::{Assignment, Override};
use crate::text::{Place, Source, SourceId, Sources, Span, yaml};

/// The overrides that the options say; each option becomes a source, so that a fault can be shown in it.
///
/// # Errors
/// The options that say nothing.
pub(super) fn overrides(settings: &Settings, sources: &mut Sources) -> Result<Vec<Override>, Vec<Finding>> {
    let mut overrides = Vec::new();
    let mut faults = Vec::new();
    let options = [("--set", &settings.set), ("--severity", &settings.severity)];
    for (option, texts) in options {
        for text in texts {
            let id = sources.add(Source::new(option, text.as_str()));
            let read = match option {
                "--set" => set(id, text),
                _ => severity(id, text),
            };
            match read {
                Ok(change) => overrides.push(change),
                Err(fault) => faults.push(*fault),
            }
        }
    }
    if faults.is_empty() {
        Ok(overrides)
    } else {
        Err(faults)
    }
}

/// `RULE.param=value`; the value as in YAML: `0.9`, `[甲, 乙]`.
fn set(id: SourceId, text: &str) -> Result<Override, Box<Finding>> {
    let place = |start, end| Place {
        source: id,
        span: Span::new(start, end),
    };
    let equals = text.find('=').filter(|equals| text[..*equals].contains('.'));
    let (Some(equals), Some(dot)) = (equals, text[..equals.unwrap_or(0)].rfind('.')) else {
        let words = Words::new("这里要写 规则.参数=值", "RULE.param=value is needed here");
        return Err(FaultKind::WrongShape.at(place(0, text.len()), words).into());
    };
    let value_place = place(equals + 1, text.len());
    let value = match yaml::parse(id, &text[equals + 1..]) {
        Ok(node) => Data::from(&node),
        Err(fault) => return Err(FaultKind::Yaml.at(value_place, fault.into()).into()),
    };
    Ok(Override {
        rule: text[..dot].to_owned(),
        place: place(0, dot),
        severity: None,
        settings: vec![Assignment {
            name: text[dot + 1..equals].to_owned(),
            place: place(dot + 1, equals),
            value,
            value_place,
        }],
    })
}

/// `RULE=severity`.
fn severity(id: SourceId, text: &str) -> Result<Override, Box<Finding>> {
    let place = |start, end| Place {
        source: id,
        span: Span::new(start, end),
    };
    let equals = text.find('=').unwrap_or(text.len());
    let severity = match text.get(equals + 1..) {
        Some("error") => Some(Severity::Error),
        Some("warning") => Some(Severity::Warning),
        Some("info") => Some(Severity::Info),
        Some("off") => None,
        _ => {
            let words = Words::new(
                "这里要写 规则=error、warning、info 或 off",
                "RULE=error, warning, info or off is needed here",
            );
            return Err(FaultKind::WrongShape.at(place(0, text.len()), words).into());
        }
    };
    Ok(Override {
        rule: text[..equals].to_owned(),
        place: place(0, equals),
        severity: Some(severity),
        settings: Vec::new(),
    })
}

//! Settings of rules on the command line: `--select wording`, `--set RULE.param=value`, `--severity RULE=warning`.

use crate::check::settings::{Layer, Profile, Settings, Written};
use crate::cli::arguments::{Chosen, Settings as Options};
use crate::finding::{Finding, Severity, Words};
use crate::rule::example::Data;
use crate::rule::fault::{FaultKind, suggestion};
use crate::rule::vary::{Assignment, Override};
use crate::text::{Place, Source, SourceId, Sources, Span, yaml};

/// The profile of a run, and what is set, the later over the earlier: by the project, its profile, the options. Each
/// option becomes a source, so that a fault can be shown in it.
///
/// # Errors
/// The options that say nothing, and a profile that does not exist.
pub(in crate::cli) fn layers(
    chosen: &Chosen,
    settings: &Settings,
    sources: &mut Sources,
) -> Result<(Profile, Vec<Layer>), Vec<Finding>> {
    let profile = profile(chosen.profile.as_deref(), settings, sources);
    let options = layer(&chosen.settings, sources);
    match (profile, options) {
        (Ok(profile), Ok(options)) => {
            let own = profile.rules.clone();
            Ok((profile, vec![settings.rules.clone(), own, options]))
        }
        (profile, options) => {
            let faults = profile.err().map(|fault| *fault).into_iter();
            Err(faults.chain(options.err().unwrap_or_default()).collect())
        }
    }
}

fn profile(flag: Option<&str>, settings: &Settings, sources: &mut Sources) -> Result<Profile, Box<Finding>> {
    let set = settings.profile.as_ref().map(|profile| profile.value.as_str());
    let name = flag.or(set).unwrap_or(Profile::DEFAULT);
    settings.profile(name).ok_or_else(|| {
        let place = option("--profile", name, sources);
        let words = Words::new(
            format!("没有方案“{name}”"),
            format!("there is no profile `{name}`"),
        );
        let mut fault = FaultKind::UnknownName.of("settings", place, words);
        let names = settings.profile_names();
        fault.help = suggestion(name, names.iter().map(String::as_str));
        Box::new(fault)
    })
}

/// The place of an option that says `text`.
fn option(name: &str, text: &str, sources: &mut Sources) -> Place {
    Place {
        source: sources.add(Source::new(name, text)),
        span: Span::new(0, text.len()),
    }
}

/// What the options say.
fn layer(options: &Options, sources: &mut Sources) -> Result<Layer, Vec<Finding>> {
    let mut written = |name: &str, texts: &[String]| -> Vec<Written<String>> {
        let place = |text: &String| Written {
            value: text.clone(),
            place: option(name, text, sources),
        };
        texts.iter().map(place).collect()
    };
    let select = written("--select", &options.select);
    let mut layer = Layer {
        extend_select: written("--extend-select", &options.extend_select),
        ignore: written("--ignore", &options.ignore),
        ..Layer::default()
    };
    layer.select = select
        .first()
        .map(|first| first.place)
        .map(|place| Written { value: select, place });
    if options.preview {
        let place = option("--preview", "true", sources);
        layer.preview = Some(Written { value: true, place });
    }
    layer.overrides = overrides(options, sources)?;
    Ok(layer)
}

fn overrides(settings: &Options, sources: &mut Sources) -> Result<Vec<Override>, Vec<Finding>> {
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
    if text[equals + 1..].trim().is_empty() {
        let words = Words::new("等号后面没有写值", "no value is written behind `=`");
        let fault = FaultKind::WrongShape.at(place(dot + 1, text.len()), words);
        return Err(Box::new(fault.help(Words::new(
            "写成 规则.参数=值，例如 0.9 或 [甲, 乙]；要空的文字，写 \"\"。",
            "write RULE.param=value, such as 0.9 or [甲, 乙]; an empty text is \"\".",
        ))));
    }
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

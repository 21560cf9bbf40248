//! The rule language: built-in rules and their examples, broken rule files, and the laws of the indexes.

use qingdan::finding::{Finding, Language};
use qingdan::rule::RuleSet;
use qingdan::text::{Source, SourceId, Sources};

/// The findings as text: each with its line, its words underlined, and its advice.
fn drawn(sources: &Sources, findings: &[Finding]) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for finding in findings {
        let place = finding.primary.place;
        let source = &sources[place.source];
        let position = source.position(place.span.start as usize);
        let line = source.slice(source.line(position.line));
        let marked = source.slice(place.span).lines().next().unwrap_or_default();
        let wide = |text: &str| {
            text.chars()
                .map(|c| if c.is_ascii() { 1 } else { 2 })
                .sum::<usize>()
        };
        let before: String = line.chars().take(position.column - 1).collect();
        writeln!(out, "{}: {}", finding.code, finding.message.get(Language::Zh)).unwrap();
        writeln!(out, "  {}", finding.message.get(Language::En)).unwrap();
        writeln!(out, "{:>3} | {line}", position.line).unwrap();
        writeln!(
            out,
            "    | {}{}",
            " ".repeat(wide(&before)),
            "^".repeat(wide(marked).max(1))
        )
        .unwrap();
        if let Some(help) = &finding.help {
            writeln!(
                out,
                "    = {} / {}",
                help.get(Language::Zh),
                help.get(Language::En)
            )
            .unwrap();
        }
        out.push('\n');
    }
    out
}

fn faults(text: &str) -> String {
    let mut sources = Sources::default();
    let id: SourceId = sources.add(Source::new("rules/test/broken.yaml", text));
    match RuleSet::load(&sources, &[id]) {
        Ok(_) => "accepted".to_owned(),
        Err(findings) => drawn(&sources, &findings),
    }
}

#[test]
fn built_in_rules_load() {
    let sources = qingdan::rule::load::builtin_sources();
    let ids: Vec<SourceId> = sources.iter().map(|(id, _)| id).collect();
    if let Err(findings) = RuleSet::load(&sources, &ids) {
        panic!("{}", drawn(&sources, &findings));
    }
    assert!(RuleSet::builtin().rules().len() >= 6);
}

#[test]
fn every_example_of_every_built_in_rule_passes() {
    let sources = qingdan::rule::load::builtin_sources();
    let failed = qingdan::check::example::judge_all(RuleSet::builtin());
    assert!(failed.is_empty(), "{}", drawn(&sources, &failed));
}

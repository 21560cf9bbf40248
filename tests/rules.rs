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

/// The broken rule files, each with a name for its snapshot.
const BROKEN: [(&str, &str); 16] = [
    ("characters", include_str!("fixture/broken/characters.yaml")),
    ("find", include_str!("fixture/broken/find.yaml")),
    (
        "label-without-place",
        include_str!("fixture/broken/label-without-place.yaml"),
    ),
    (
        "low-similarity",
        include_str!("fixture/broken/low-similarity.yaml"),
    ),
    ("no-yaml", include_str!("fixture/broken/no-yaml.yaml")),
    ("parameters", include_str!("fixture/broken/parameters.yaml")),
    ("several", include_str!("fixture/broken/several.yaml")),
    ("shapes", include_str!("fixture/broken/shapes.yaml")),
    ("trap", include_str!("fixture/broken/trap.yaml")),
    ("types", include_str!("fixture/broken/types.yaml")),
    ("unkeyed-pair", include_str!("fixture/broken/unkeyed-pair.yaml")),
    (
        "unkeyed-require",
        include_str!("fixture/broken/unkeyed-require.yaml"),
    ),
    ("unknown-key", include_str!("fixture/broken/unknown-key.yaml")),
    ("unknown-kind", include_str!("fixture/broken/unknown-kind.yaml")),
    (
        "unknown-property",
        include_str!("fixture/broken/unknown-property.yaml"),
    ),
    (
        "unknown-version",
        include_str!("fixture/broken/unknown-version.yaml"),
    ),
];

#[test]
fn broken_rule_files_are_refused_with_all_their_faults() {
    insta::with_settings!({snapshot_path => "../snapshots/rules/faults", prepend_module_to_snapshot => false, omit_expression => true}, {
        for (name, text) in BROKEN {
            insta::assert_snapshot!(name, faults(text));
        }
    });
}

#[test]
fn every_operator_and_function_means_what_its_examples_say() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(
        "language.yaml",
        include_str!("fixture/language.yaml"),
    ));
    let rules =
        RuleSet::load(&sources, &[id]).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
    assert!(rules.notes().is_empty(), "{}", drawn(&sources, rules.notes()));
    let failed = qingdan::check::example::judge_all(&rules);
    assert!(failed.is_empty(), "{}", drawn(&sources, &failed));
}

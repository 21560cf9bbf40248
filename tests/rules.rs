//! The rule language: built-in rules and their examples, broken rule files, and the laws of the indexes.

use proptest::prelude::*;
use qingdan::finding::{Finding, Language};
use qingdan::graph::Schema;
use qingdan::graph::schema::ValueType;
use qingdan::rule::RuleSet;
use qingdan::rule::example::Data;
use qingdan::rule::expression::parse;
use qingdan::rule::fault::FaultKind;
use qingdan::rule::function::Function;
use qingdan::rule::parameter::Setting;
use qingdan::rule::vary::{Assignment, Override};
use qingdan::text::likeness::{
    self, AbbreviatesIndex, CoversIndex, Key, Side, SimilarIndex, Wording, abbreviates, contrasts, coverage,
};
use qingdan::text::{Place, Source, SourceId, Sources, Span};

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
        writeln!(out, "{}: {}", finding.code, finding.message.get(Language::Zh))
            .expect("a String takes all that is written to it");
        writeln!(out, "  {}", finding.message.get(Language::En))
            .expect("a String takes all that is written to it");
        writeln!(out, "{:>3} | {line}", position.line).expect("a String takes all that is written to it");
        writeln!(
            out,
            "    | {}{}",
            " ".repeat(wide(&before)),
            "^".repeat(wide(marked).max(1))
        )
        .expect("a String takes all that is written to it");
        if let Some(help) = &finding.help {
            writeln!(
                out,
                "    = {} / {}",
                help.get(Language::Zh),
                help.get(Language::En)
            )
            .expect("a String takes all that is written to it");
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
fn nothing_stands_behind_the_tests_of_a_built_in_rule() {
    for (_, source) in qingdan::rule::load::builtin_sources().iter() {
        let tests = source.text().split_once("\ntests:").map(|(_, tests)| tests);
        let mut keys = tests.into_iter().flat_map(str::lines).skip(1);
        assert!(
            keys.all(|line| line.is_empty() || line.starts_with([' ', '-', '#'])),
            "{}",
            source.name()
        );
    }
    let tests = RuleSet::builtin().rules().map(|rule| rule.tests.all().len());
    assert!(
        tests.min() >= Some(2),
        "every rule has its tests when they are asked for"
    );
}

#[test]
fn every_example_of_every_built_in_rule_passes() {
    let sources = qingdan::rule::load::builtin_sources();
    let failed = qingdan::check::example::judge_all(RuleSet::builtin());
    assert!(failed.is_empty(), "{}", drawn(&sources, &failed));
}

/// The broken rule files, each with a name for its snapshot.
const BROKEN: [(&str, &str); 21] = [
    ("characters", include_str!("fixture/broken/characters.yaml")),
    ("colon", include_str!("fixture/broken/colon.yaml")),
    ("brace", include_str!("fixture/broken/brace.yaml")),
    ("low-coverage", include_str!("fixture/broken/low-coverage.yaml")),
    ("extends", include_str!("fixture/broken/extends.yaml")),
    ("find", include_str!("fixture/broken/find.yaml")),
    ("folded", include_str!("fixture/broken/folded.yaml")),
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

/// Rules that vary a built-in one, and each other.
const VARIANTS: &str = "\
schema: qingdan/rules@1
rules:
- {id: my/loosest, extends: my/loose, params: {similarity: 0.6}, severity: info}
- id: my/loose
  extends: conflict/reclaimed-still-basic
  title: 收回的事项也不得换个说法留着
  params: {similarity: 0.75}
  tests:
    valid: [{basic: [农村低保审核], reclaimed: [殡葬管理]}]
    invalid: [{basic: [城乡低保对象审核], reclaimed: [城乡低保对象资格审核], finds: [城乡低保对象资格审核]}]
";

#[test]
fn a_variant_is_the_rule_with_other_settings() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("variants.yaml", VARIANTS));
    let rules =
        RuleSet::load(&sources, &[id]).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
    let failed = qingdan::check::example::judge_all(&rules);
    assert!(failed.is_empty(), "{}", drawn(&sources, &failed));
    // Conditions of the built-in rule stand in no file of the user.
    let gaps = qingdan::check::example::gaps(&rules);
    assert!(gaps.iter().all(|gap| gap.primary.place.source == id));
    let loosest = rules.get("my/loosest").expect("it was loaded");
    assert_eq!(loosest.parameters[0].value, Setting::Ratio(0.6));
    assert_eq!(loosest.severity.map(|severity| severity.as_str()), Some("info"));
    assert_eq!(loosest.title.get(Language::Zh), "收回的事项也不得换个说法留着");
    assert!(RuleSet::builtin().with(&rules).is_ok());
}

/// What `rules` become when one thing is set, or what is said of it.
fn overridden(rules: &RuleSet, rule: &str, name: &str, value: &str) -> Result<RuleSet, String> {
    let text = format!("{rule}.{name}={value}");
    let mut sources = Sources::default();
    let source = sources.add(Source::new("settings", text.as_str()));
    let place = |start, end| Place {
        source,
        span: Span::new(start, end),
    };
    let value_place = place(rule.len() + name.len() + 2, text.len());
    let node = qingdan::text::yaml::parse(source, value).expect("the test writes YAML");
    let set = Override {
        rule: rule.to_owned(),
        place: place(0, rule.len()),
        severity: Some(None),
        settings: vec![Assignment {
            name: name.to_owned(),
            place: place(rule.len() + 1, rule.len() + 1 + name.len()),
            value: Data::from(&node),
            value_place,
        }],
    };
    rules
        .with_overrides(&[set])
        .map_err(|faults| drawn(&sources, &faults))
}

#[test]
fn settings_change_rules_within_bounds() {
    let builtin = RuleSet::builtin();
    let set = overridden(builtin, "department/variant-name", "similarity", "0.9").expect("it is in bounds");
    let rule = set.get("department/variant-name").expect("it is built in");
    assert_eq!(rule.parameters[0].value, Setting::Ratio(0.9));
    assert_eq!(rule.parameters[0].default, Setting::Ratio(0.75));
    assert!(rule.severity.is_none());
    let verbs =
        overridden(builtin, "conflict/township-enforces", "verbs", "[罚款]").expect("words are words");
    let rule = verbs.get("conflict/township-enforces").expect("it is built in");
    assert_eq!(rule.parameters[0].value, Setting::Words(vec!["罚款".to_owned()]));
    let refused = [
        ("department/variant-nam", "similarity", "0.9"),
        ("department/variant-name", "similarty", "0.9"),
        ("department/variant-name", "similarity", "0.4"),
        ("department/variant-name", "similarity", "much"),
        ("conflict/township-enforces", "verbs", "罚款"),
    ]
    .map(|(rule, name, value)| overridden(builtin, rule, name, value).expect_err("it makes no sense"));
    insta::with_settings!({snapshot_path => "../snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("settings", refused.concat());
    });
}

#[test]
fn examples_are_passed_noisy_missing_wrong_place_or_unreadable() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(
        "verdicts.yaml",
        include_str!("fixture/verdicts.yaml"),
    ));
    let rules = RuleSet::load(&sources, &[id]).expect("the fixture is a sound rule");
    let rule = rules.get("language/verdicts").expect("the fixture holds it");
    let verdicts: Vec<&str> = rule
        .tests
        .all()
        .iter()
        .map(|test| qingdan::check::example::judge(&rules, rule, test).as_str())
        .collect();
    assert_eq!(
        verdicts,
        [
            "passed",
            "noisy",
            "unreadable",
            "passed",
            "missing",
            "wrong place"
        ]
    );
    insta::with_settings!({snapshot_path => "../snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("verdicts", drawn(&sources, &qingdan::check::example::judge_all(&rules)));
    });
}

#[test]
fn of_a_lexicon_only_the_lists_that_a_rule_uses_can_be_set() {
    let mut sources = Sources::default();
    let lexicon = "schema: qingdan/lexicon@1\nwords: {acts: [处罚], others: [其他]}";
    let rule = "schema: qingdan/rules@1\nuse: [lexicon/acts.yaml]\nrules:\n- id: my/acts\n  title: t\n  severity: info\n  \
                for: {duty: Duty}\n  forbid: duty.name contains $acts\n  message: m\n  labels: {duty.name: x}";
    let ids = [("mine/lexicon/acts.yaml", lexicon), ("mine/rule.yaml", rule)]
        .map(|(name, text)| sources.add(Source::new(name, text)));
    let rules = RuleSet::load(&sources, &ids).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
    let rule = rules.get("my/acts").expect("it was loaded");
    let names: Vec<&str> = rule.settable().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["acts"]);
    let set = overridden(&rules, "my/acts", "acts", "[罚款, 立案]").expect("the rule uses it");
    let sentence = set.get("my/acts").expect("it is there").sentence();
    assert_eq!(
        sentence.get(Language::Zh),
        "对每个事项：不允许事项的名称含有“罚款、立案”（参数 acts，默认为“处罚”）中任一。"
    );
    let refused = overridden(&rules, "my/acts", "others", "[罚款]").expect_err("the rule does not use it");
    assert!(refused.contains("R104"), "{refused}");
}

#[test]
fn a_rule_of_a_user_finds_the_built_in_lexicons_behind_its_own() {
    let rule = |used: &str| {
        format!(
            "schema: qingdan/rules@1\nuse: [{used}]\nid: my/does\ntitle: t\nseverity: info\nfor: {{duty: BasicDuty}}\n\
             forbid: duty.name matches \"由{{township}}负责\"\nmessage: m\nlabels: {{duty.name: x}}\ntests:\n  \
             valid: [{{basic: [由乡镇办理, 由县局负责]}}]\n  invalid: [{{basic: [由街道办事处负责], finds: [由街道办事处负责]}}]"
        )
    };
    let verdicts = |files: &[(&str, String)]| -> Vec<&str> {
        let mut sources = Sources::default();
        let ids: Vec<SourceId> = files
            .iter()
            .map(|(name, text)| sources.add(Source::new(*name, text.as_str())))
            .collect();
        let rules =
            RuleSet::load(&sources, &ids).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
        let rule = rules.get("my/does").expect("it was loaded");
        let judged = rule.tests.all().iter();
        judged
            .map(|test| qingdan::check::example::judge(&rules, rule, test).as_str())
            .collect()
    };
    let own = |pattern: &str| {
        let text = format!(
            "schema: qingdan/lexicon@1\nabout: a\npatterns:\n  township: {{about: {{zh: 甲, en: a}}, default: {pattern}}}"
        );
        ("mine/lexicon/township.yaml", text)
    };
    let mine = ("mine/rules/rule.yaml", rule("lexicon/township.yaml"));
    assert_eq!(verdicts(std::slice::from_ref(&mine)), ["passed", "passed"]);
    assert_eq!(verdicts(&[own("县局"), mine]), ["noisy", "missing"]);
    let unknown = faults(&rule("lexicon/townships.yaml"));
    assert!(
        unknown.contains("R320") && unknown.contains("lexicon/township.yaml"),
        "{unknown}"
    );
    let broken = faults("schema: qingdan/lexicon@1\npatterns: {a: {about: b}}");
    assert!(broken.contains("`default` is missing"), "{broken}");
}

#[test]
fn every_construct_is_read_back_in_both_languages() {
    use std::fmt::Write as _;
    let mut sources = Sources::default();
    let id = sources.add(Source::new(
        "language.yaml",
        include_str!("fixture/language.yaml"),
    ));
    let rules =
        RuleSet::load(&sources, &[id]).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
    let mut text = String::new();
    for rule in rules.rules() {
        writeln!(text, "{}", rule.id).expect("a String takes all that is written to it");
        let steps = rule.steps();
        let computed = rule.computed();
        let told = [rule.sentence(), rule.told(&rule.message)];
        let lines = told
            .iter()
            .chain(&steps)
            .chain(computed.iter().map(|(_, words)| words));
        for words in lines {
            let (zh, en) = (words.get(Language::Zh), words.get(Language::En));
            writeln!(text, "  {zh}\n    {en}").expect("a String takes all that is written to it");
        }
    }
    insta::with_settings!({snapshot_path => "../snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("read-back", text);
    });
}

#[test]
fn conditions_that_no_example_tries_both_ways_are_told() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(
        "untested.yaml",
        include_str!("fixture/untested.yaml"),
    ));
    let rules =
        RuleSet::load(&sources, &[id]).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
    assert!(qingdan::check::example::judge_all(&rules).is_empty());
    let gaps = qingdan::check::example::gaps(&rules);
    insta::with_settings!({snapshot_path => "../snapshots/rules", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("untested", drawn(&sources, &gaps));
    });
}

/// Whether the schema for editors accepts a rule file.
fn accepted(text: &str) -> bool {
    let schema = qingdan::rule::schema::schema();
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    serde_yaml::from_str::<serde_json::Value>(text).is_ok_and(|file| validator.is_valid(&file))
}

#[test]
fn the_schema_for_editors_knows_the_keys() {
    for (_, source) in qingdan::rule::load::builtin_sources().iter() {
        assert!(accepted(source.text()), "{}", source.name());
    }
    for text in [
        VARIANTS,
        include_str!("fixture/language.yaml"),
        include_str!("fixture/verdicts.yaml"),
        "schema: qingdan/lexicon@1\nwords: {penalties: [处罚]}",
        "schema: qingdan/lexicon@1\npatterns: {a: 乡|镇, b: {about: {zh: 甲, en: a}, default: 乡}}",
        "schema: qingdan/rules@1\nextends: department/variant-name\nseverity: info",
    ] {
        assert!(accepted(text), "{text}");
    }
    for name in ["shapes", "unknown-key", "unknown-version", "extends"] {
        let (_, text) = BROKEN
            .iter()
            .find(|(other, _)| *other == name)
            .expect("it is there");
        assert!(!accepted(text), "{name}");
    }
}

/// A handful of texts of a few characters, so that many are alike.
fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[县市民政局监管和、]{0,14}", 0..24)
}

proptest! {
    #[test]
    fn the_index_finds_exactly_the_similar_texts(texts in texts(), least in 0.3f64..=1.0) {
        let keys: Vec<Key> = texts.iter().map(|text| Key::new(text)).collect();
        let index = SimilarIndex::new(least, (0..).zip(keys.iter().cloned()));
        for key in &keys {
            let similar = |other: &Key| likeness::similarity(key, other).is_some_and(|score| score >= least);
            let expected: Vec<u32> = (0..).zip(&keys).filter(|(_, other)| similar(other)).map(|(at, _)| at).collect();
            prop_assert_eq!(index.find(key), expected);
        }
    }

    #[test]
    fn the_index_finds_exactly_the_abbreviations(texts in texts()) {
        let keys: Vec<Key> = texts.iter().map(|text| Key::new(text)).collect();
        let index = AbbreviatesIndex::new((0..).zip(keys.iter().cloned()));
        for key in &keys {
            let expected: Vec<u32> =
                (0..).zip(&keys).filter(|(_, other)| abbreviates(key, other)).map(|(at, _)| at).collect();
            prop_assert_eq!(index.find(key), expected);
        }
    }

    #[test]
    fn the_index_finds_exactly_the_covering_and_the_covered_texts(
        texts in proptest::collection::vec("[农村低保审核，。的]{0,12}(负责|工作)?", 0..24),
        least in prop_oneof![0.05f64..=1.0, Just(0.5), Just(1.0)],
    ) {
        let wordings: Vec<Wording> = texts.iter().map(|text| Wording::new(text)).collect();
        let covering = CoversIndex::new(Side::Covering, least, (0..).zip(wordings.iter().cloned()));
        let covered = CoversIndex::new(Side::Covered, least, (0..).zip(wordings.iter().cloned()));
        for asked in &wordings {
            let reached = |a: &Wording, b: &Wording| coverage(a, b).is_some_and(|share| share >= least);
            let numbered = || (0..).zip(&wordings);
            let expected: Vec<u32> = numbered().filter(|(_, other)| reached(other, asked)).map(|(at, _)| at).collect();
            prop_assert_eq!(covering.find(asked), expected);
            let expected: Vec<u32> = numbered().filter(|(_, other)| reached(asked, other)).map(|(at, _)| at).collect();
            prop_assert_eq!(covered.find(asked), expected);
        }
    }

    #[test]
    fn a_phrase_covers_its_parts(before in "[农村低保审核]{0,6}", part in "[农村低保审核]{2,8}", after in "[农村低保审核]{0,6}", other in "[农村低保审核]{0,9}") {
        let whole = Wording::new(&format!("{other}，{before}{part}{after}；{other}"));
        prop_assert_eq!(coverage(&whole, &Wording::new(&part)), Some(1.0));
    }

    #[test]
    fn expressions_never_panic(text in "[ a-zA-Z0-9_.()$\"'<>=!,甲（“]{0,40}") {
        let _ = parse::condition(&text);
        let _ = parse::source(&text);
        let _ = parse::target(&text);
        let _ = parse::value(&text);
    }

    #[test]
    fn words_of_the_language_in_any_order_never_panic(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..30)) {
        let _ = faults(&format!("schema: qingdan/rules@1\ntitle: t\nseverity: info\nfor: {{duty: CooperativeDuty}}\nforbid: {}\nmessage: \"{{{}}}\"\nlabels: {{duty: t}}", words.join(" "), words.join(" ")));
    }

    #[test]
    fn damaged_rule_files_never_panic(file in proptest::sample::select(BROKEN.map(|(_, text)| text).to_vec()), at in any::<proptest::sample::Index>(), length in 0usize..40, patch in "[ \\n:{}\\[\\]\"a-z$.甲]{0,6}") {
        let start = file.floor_char_boundary(at.index(file.len()));
        let end = file.floor_char_boundary((start + length).min(file.len()));
        let _ = faults(&format!("{}{patch}{}", &file[..start], &file[end..]));
    }
}

/// What conditions are made of.
const WORDS: &[&str] = &[
    "or",
    "and",
    "not",
    "some",
    "every",
    "no",
    "where",
    "has",
    "in",
    "contains",
    "starts with",
    "ends with",
    "matches",
    "is present",
    "is missing",
    "(",
    ")",
    "=",
    "!=",
    ">=",
    ",",
    "duty",
    "duty.departments",
    "duty.name",
    "text",
    "it",
    "key",
    "count(",
    "similar(",
    "same_set(",
    "\"甲\"",
    "3",
    "0.5",
    "true",
    "$word",
];

#[test]
fn deep_nesting_is_refused() {
    let deep = format!("{}duty.name = \"甲\"{}", "(".repeat(5000), ")".repeat(5000));
    assert!(parse::condition(&deep).is_err());
    assert!(parse::condition(&format!("{}duty", "not ".repeat(5000))).is_err());
    assert!(parse::value(&"count(".repeat(5000)).is_err());
}

#[test]
fn texts_are_similar_and_abbreviate_as_people_say() {
    let score = |a: &str, b: &str| likeness::similarity(&Key::new(a), &Key::new(b)).expect("both have text");
    assert_eq!(score("县市场监督管理局", "县市场监管局"), 0.75);
    assert_eq!(score("县民政局", "县财政局"), 0.75);
    assert_eq!(score("农村低保（对象）", "农村低保对象"), 1.0);
    assert!(likeness::similarity(&Key::new("、"), &Key::new("甲")).is_none());
    for (a, b, expected) in [
        ("县市场监督管理局", "县市场监管局", true),
        ("县人力资源和社会保障局", "县人社局", true),
        ("县住房和城乡建设局", "县住建局", true),
        ("市发改委", "市发展和改革委员会", true),
        ("县委办", "县委办公室", true),
        ("县应急局", "县应急管理局", true),
        ("市委", "市发改委", false),
        ("县交通运输局", "县住房和城乡建设和交通运输局", false),
        ("县民政局", "县财政局", false),
        ("县公安局", "县公安局交警大队", false),
        ("", "县", false),
    ] {
        assert_eq!(abbreviates(&Key::new(a), &Key::new(b)), expected, "{a} {b}");
        assert_eq!(abbreviates(&Key::new(b), &Key::new(a)), expected, "{b} {a}");
    }
}

#[test]
fn one_word_put_for_another_is_a_contrast() {
    for (a, b, expected) in [
        ("农药经营许可证核发", "兽药经营许可证核发", true),
        ("居民养老保险参保登记", "居民医疗保险参保登记", true),
        ("殡葬管理", "殡葬改革", true),
        ("森林防火，巡查森林火情", "草原防火，巡查草原火情", true),
        ("森林防火，巡查森林火情", "草原防火，巡查湿地火情", false),
        ("违建专项整治", "违建整治", false),
        ("违建整治", "违建治理", false),
        ("防汛和抗旱", "抗旱和防汛", false),
        ("噪音污染防治", "噪声污染防治", false),
        ("殡葬管理", "殡葬管理", false),
        ("殡葬管理", "水库巡查", false),
        ("", "县", false),
    ] {
        assert_eq!(contrasts(&Key::new(a), &Key::new(b)), expected, "{a} {b}");
        assert_eq!(contrasts(&Key::new(b), &Key::new(a)), expected, "{b} {a}");
    }
}

#[test]
fn one_phrase_covers_another_as_people_say() {
    let score = |a: &str, b: &str| coverage(&Wording::new(a), &Wording::new(b));
    let basic = "做好特困人员供养工作，开展农村低保对象审核确认，做好高龄津贴发放";
    assert_eq!(score(basic, "农村低保对象的审核确认"), Some(1.0));
    assert_eq!(score(basic, "负责本镇农村低保对象的审核、确认工作"), Some(1.0));
    assert_eq!(score("农村低保对象的审核确认", basic), Some(9.0 / 19.0));
    // Half of it here, half of it there: no phrase holds more than half.
    assert_eq!(score("审核低保，发放津贴", "审核发放低保津贴"), Some(2.0 / 7.0));
    assert_eq!(score(basic, "殡葬管理"), Some(0.0));
    assert_eq!(score(basic, "负责有关工作"), None);
    assert_eq!(score("", "殡葬管理"), None);
}

/// The words that `covers` sets aside, as the reference lists them.
fn frames() -> String {
    format!("{}\n", likeness::FRAMES.join(" "))
}

/// The kinds as a table of the reference.
fn kinds() -> String {
    use std::fmt::Write as _;
    let mut table = String::from("| kind | | properties | edges |\n|---|---|---|---|\n");
    for (kind, info) in Schema::get().kinds() {
        let inherited = |name: &str| {
            info.parent
                .is_some_and(|parent| Schema::get().kind(parent).property(name).is_some())
        };
        let inherited_edge = |name: &str| {
            info.parent.is_some_and(|parent| {
                Schema::get()
                    .kind(parent)
                    .edge(name)
                    .is_some_and(|(_, edge)| Some(edge.to) == info.edge(name).map(|(_, own)| own.to))
            })
        };
        let many = |many: bool, optional: bool| {
            if many {
                "*"
            } else if optional {
                "?"
            } else {
                ""
            }
        };
        let properties =
            info.properties
                .iter()
                .filter(|(name, _)| !inherited(name))
                .map(|(name, property)| {
                    let place = if property.placed { "◆" } else { "" };
                    format!("`{name}`{}{place}", many(property.many, property.optional))
                });
        let edges = info
            .edges
            .iter()
            .filter(|(name, _)| !inherited_edge(name))
            .map(|(name, edge)| {
                format!(
                    "`{name}`{} → {}",
                    many(edge.many, edge.optional),
                    edge.to.as_str()
                )
            });
        let own = info
            .parent
            .map(|parent| format!(" (is a {})", parent.as_str()))
            .unwrap_or_default();
        let properties = properties.collect::<Vec<_>>().join(" ");
        let edges = edges.collect::<Vec<_>>().join(", ");
        writeln!(
            table,
            "| **{}** {}{own} | {} | {properties} | {edges} |",
            kind.as_str(),
            info.zh,
            info.about
        )
        .expect("a String takes all that is written to it");
    }
    table
}

/// The words of those properties that take one of a few, as a table of the reference.
fn values() -> String {
    use std::fmt::Write as _;
    let mut table = String::from("| property | values |\n|---|---|\n");
    for (kind, info) in Schema::get().kinds() {
        for (name, property) in &info.properties {
            let ValueType::Enum(words) = &property.value_type else {
                continue;
            };
            let above = info
                .parent
                .and_then(|parent| Schema::get().kind(parent).property(name));
            if above.is_none() {
                let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                writeln!(table, "| `{}.{name}` | {} |", kind.as_str(), words.join(" "))
                    .expect("a String takes all that is written to it");
            }
        }
    }
    table
}

/// The built-in rules as a table of the reference.
fn index() -> String {
    let rules = RuleSet::builtin().rules().map(|rule| {
        let severity = rule.severity.map_or("off", |severity| severity.as_str());
        let (zh, en) = (rule.title.get(Language::Zh), rule.title.get(Language::En));
        format!("| [`{0}`]({0}.yaml) | {severity} | {zh} | {en} |\n", rule.id)
    });
    format!(
        "| rule | severity | 要求 | what must hold |\n|---|---|---|---|\n{}",
        rules.collect::<String>()
    )
}

/// Rewrite the tables with `UPDATE=1 cargo test --test rules`.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the reference is a file beside the rules"
)]
fn the_reference_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/README.md");
    let written = std::fs::read_to_string(path).expect("the reference stands beside the rules");
    let mut current = written.clone();
    let tables = [
        ("kinds", kinds()),
        ("values", values()),
        ("rules", index()),
        ("frames", frames()),
    ];
    for (mark, table) in tables {
        let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
        let start = current.find(&open).expect("the mark is there") + open.len();
        let end = current.find(&close).expect("the mark is closed");
        current.replace_range(start..end, &table);
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &current).expect("the reference can be written");
    } else {
        assert!(
            written == current,
            "rules/README.md is not current: UPDATE=1 cargo test --test rules"
        );
    }
    for function in Function::ALL {
        assert!(
            written.contains(&format!("`{}(", function.as_str())),
            "{function:?} is not in the reference"
        );
    }
    for fault in FaultKind::ALL {
        let (number, code) = fault.names();
        assert!(
            written.contains(&format!("| {number} | `{code}` |")),
            "{fault:?} is not in the reference"
        );
    }
}

/// The examples of the reference are sound rules and pass.
#[test]
fn the_first_example_of_the_reference_works() {
    let reference = include_str!("../rules/README.md");
    let example = reference
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("there is one");
    let mut sources = Sources::default();
    let id = sources.add(Source::new("example.yaml", example));
    let rules =
        RuleSet::load(&sources, &[id]).unwrap_or_else(|faults| panic!("{}", drawn(&sources, &faults)));
    let failed = qingdan::check::example::judge_all(&rules);
    assert!(failed.is_empty(), "{}", drawn(&sources, &failed));
}

/// Checks one list in the YAML form with the rules of one file.
fn checked(rule: &str, list: &str) -> qingdan::check::Checked {
    let mut files = Sources::default();
    let id = files.add(Source::new("rules/test/rule.yaml", rule));
    let rules = RuleSet::load(&files, &[id]).unwrap_or_else(|faults| panic!("{}", drawn(&files, &faults)));
    let mut sources = Sources::default();
    sources.add(Source::new("list.yaml", list));
    qingdan::check::check(sources, &rules)
}

const HEAD: &str = "schema: qingdan/list@1\ntownship: {name: 例镇, region: [例省, 例县]}\n";

const PAIRS: &str = r#"
schema: qingdan/rules@1
title: pairs
severity: info
for: {a: ReclaimedDuty, b: BasicDuty}
where: a.township = b.township
forbid: abbreviates(a.name, b.name) or similar(a.name, b.name) >= 0.7 or a.number = b.number
message: "{a.number}-{b.number}"
labels: {a.name: x}
"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_join_by_indexes_finds_what_comparing_all_pairs_finds(
        reclaimed in proptest::collection::vec("[县市民政局监管]{1,9}", 0..10),
        basic in proptest::collection::vec("[县市民政局监管]{1,9}", 0..10),
    ) {
        let duties = |names: &[String]| (3..).zip(names).map(|(number, name)| format!("{{number: {number}, name: {name}}}")).collect::<Vec<_>>().join(", ");
        let section = |names: &[String], first: usize| {
            let duties = duties(names).replacen("number: 3", &format!("number: {first}"), 1);
            format!("{{categories: [{{name: 例, duties: [{duties}]}}]}}")
        };
        let found = checked(PAIRS, &format!("{HEAD}basic: {}\nreclaimed: {}\n", section(&basic, 1), section(&reclaimed, 2)));
        let mut pairs: Vec<String> = found.findings.iter().filter(|finding| finding.code.as_str() == "test/rule").map(|finding| finding.message.get(Language::Zh).to_owned()).collect();
        let numbered = |names: &[String], first: u32| (3..).zip(names.to_vec()).map(|(number, name)| (if number == 3 { first } else { number }, name)).collect::<Vec<(u32, String)>>();
        let mut expected = Vec::new();
        for (a_number, a) in numbered(&reclaimed, 2) {
            for (b_number, b) in numbered(&basic, 1) {
                let (a, b) = (Key::new(&a), Key::new(&b));
                let alike = likeness::similarity(&a, &b).is_some_and(|score| score >= 0.7);
                if alike || abbreviates(&a, &b) || a_number == b_number {
                    expected.push(format!("{a_number}-{b_number}"));
                }
            }
        }
        pairs.sort();
        expected.sort();
        prop_assert_eq!(pairs, expected);
    }
}

#[test]
fn a_fix_replaces_what_it_says() {
    let declared = qingdan::rule::load::builtin_sources();
    let rule = declared
        .iter()
        .find(|(_, source)| source.name().ends_with("declared-count.yaml"))
        .expect("it is built in");
    let list = format!(
        "{HEAD}basic: {{categories: [{{name: 例, declared: 3, duties: [{{number: 1, name: 甲}}]}}]}}\n"
    );
    let checked = checked(rule.1.text(), &list);
    let finding = checked
        .findings
        .iter()
        .next()
        .expect("three are declared and one is there");
    let fix = finding.fix.as_ref().expect("the rule has a fix");
    assert!(!fix.safe);
    assert_eq!(fix.title.get(Language::En), "change the count to 1");
    assert_eq!(fix.edits.len(), 1);
    assert_eq!(
        (
            checked.sources.slice(fix.edits[0].place),
            fix.edits[0].text.as_str()
        ),
        ("3", "1")
    );
}

#[test]
fn a_rule_that_came_to_no_node_met_nothing() {
    let met = |list: &str| checked(PAIRS, &format!("{HEAD}{list}")).met[0].any();
    let duties = "{categories: [{name: 例, duties: [{number: 1, name: 甲}, {number: 2, name: 乙}]}]}";
    assert!(!met(""));
    assert!(!met(&format!("basic: {duties}\n")));
    assert!(
        !met(&format!("reclaimed: {duties}\n")),
        "there is nothing to compare with"
    );
    assert!(met(&format!("reclaimed: {duties}\nbasic: {duties}\n")));
    let met = checked(PAIRS, &format!("{HEAD}reclaimed: {duties}\nbasic: {duties}\n")).met;
    assert_eq!(met[0].lists(), [true]);
}

#[test]
fn a_rule_with_too_many_combinations_is_given_up_and_says_so() {
    let rule = r#"
schema: qingdan/rules@1
title: dear
severity: info
for: {a: Duty}
forbid: some a.township.duties.township.duties.township.duties.township.duties where number = 0
message: x
labels: {a.name: x}
"#;
    let duties: Vec<String> = (1..=200)
        .map(|number| format!("{{number: {number}, name: 甲}}"))
        .collect();
    let list = format!(
        "{HEAD}basic: {{categories: [{{name: 例, duties: [{}]}}]}}\n",
        duties.join(", ")
    );
    let checked = checked(rule, &list);
    let codes: Vec<&str> = checked
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(codes, ["rule/given-up"]);
}

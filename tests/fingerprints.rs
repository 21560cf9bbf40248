//! The identity of findings: it survives whatever does not change the defect, and tells defects apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use qingdan::check::check;
use qingdan::rule::RuleSet;
use qingdan::text::{Source, Sources};

/// Names of duties and what may be wrong with one.
const NAMES: [&str; 6] = [
    "打击传销",
    "校园周边治安",
    "农药经营监管",
    "食品安全排查",
    "防汛抢险",
    "森林防火",
];
const CLAUSES: [&str; 7] = [
    "开展宣传教育",
    "对违法行为进行处罚",
    "做好巡查，，发现问题及时上报",
    "按照职责分工落实",
    "完成上级交办的其他任务",
    "组织组织群众转移",
    "建立台帐",
];

/// A cooperative duty: its name, and the clauses of the township.
type Duty = (usize, Vec<usize>);

/// How a list is written.
#[derive(Clone, Copy, Debug)]
struct Written {
    /// In lines of their own, or in brackets.
    block: bool,
    quoted: bool,
    /// The number of the first duty.
    first: usize,
    name: &'static str,
}

const PLAIN: Written = Written {
    block: false,
    quoted: false,
    first: 1,
    name: "a.yaml",
};

fn text(duties: &[Duty], how: Written) -> String {
    let mut text = "schema: qingdan/list@1\ntownship: {name: 丁镇, region: [甲省, 乙市, 丙县]}\ncooperative:\n  categories:\n  - name: 平安法治\n    duties:\n".to_owned();
    let quote = if how.quoted { "\"" } else { "" };
    for (at, (name, clauses)) in duties.iter().enumerate() {
        let (number, name) = (at + how.first, NAMES[*name]);
        let clauses: Vec<String> = clauses
            .iter()
            .map(|at| format!("{quote}{}{quote}", CLAUSES[*at]))
            .collect();
        let blocks = "blocks: [{departments: [县公安局], clauses: [牵头制定方案]}]";
        let _ = match how.block {
            true => writeln!(
                text,
                "    # 第 {number} 项\n    - name: {quote}{name}{quote}\n      number: {number}\n      departments:\n      - 县公安局\n      {blocks}\n      township:\n      - {}",
                clauses.join("\n      - ")
            ),
            false => writeln!(
                text,
                "    - {{number: {number}, name: {quote}{name}{quote}, departments: [县公安局], {blocks}, township: [{}]}}",
                clauses.join(", ")
            ),
        };
    }
    text
}

/// The fingerprints, each with its rule and the duty it stands in, and how often it occurs.
fn fingerprints(duties: &[Duty], how: Written) -> BTreeMap<(String, u64), usize> {
    let mut sources = Sources::default();
    sources.add(Source::new(how.name, text(duties, how)));
    let checked = check(sources, RuleSet::builtin());
    let mut prints = BTreeMap::new();
    for finding in &checked.findings {
        // Rules about the order itself see another order as another defect.
        if finding.code.family() != "structure" {
            *prints
                .entry((finding.code.to_string(), finding.fingerprint))
                .or_default() += 1;
        }
    }
    prints
}

fn duties() -> impl Strategy<Value = Vec<Duty>> {
    let clauses = prop::sample::subsequence((0..CLAUSES.len()).collect::<Vec<_>>(), 1..4);
    let names = Just((0..NAMES.len()).collect::<Vec<_>>()).prop_shuffle();
    (names, prop::collection::vec(clauses, 1..5))
        .prop_map(|(names, clauses)| names.into_iter().zip(clauses).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn writing_otherwise_numbering_otherwise_and_moving_change_no_fingerprint(duties in duties()) {
        let plain = fingerprints(&duties, PLAIN);
        for how in [
            Written { block: true, ..PLAIN },
            Written { quoted: true, ..PLAIN },
            Written { first: 7, ..PLAIN },
            Written { name: "elsewhere/b.yaml", block: true, quoted: true, first: 3 },
        ] {
            prop_assert_eq!(&fingerprints(&duties, how), &plain, "{:?}", how);
        }
    }

    #[test]
    fn another_order_changes_no_fingerprint(duties in duties(), turns in 0..5_usize) {
        let mut turned = duties.clone();
        turned.rotate_left(turns % duties.len());
        turned.iter_mut().for_each(|(_, clauses)| clauses.reverse());
        prop_assert_eq!(fingerprints(&turned, PLAIN), fingerprints(&duties, PLAIN));
    }

    #[test]
    fn another_duty_beside_it_changes_no_fingerprint(duties in duties()) {
        prop_assume!(duties.len() > 1);
        let (all, fewer) = (fingerprints(&duties, PLAIN), fingerprints(&duties[..duties.len() - 1], PLAIN));
        for print in fewer.keys() {
            prop_assert!(all.contains_key(print), "{:?}", print);
        }
    }

    #[test]
    fn no_two_findings_share_a_fingerprint(duties in duties()) {
        for (print, count) in fingerprints(&duties, PLAIN) {
            prop_assert_eq!(count, 1, "{:?}", print);
        }
    }
}

#[test]
fn equal_defects_in_two_duties_are_two() {
    let one = fingerprints(&[(0, vec![1])], PLAIN);
    let two = fingerprints(&[(0, vec![1]), (1, vec![1])], PLAIN);
    let enforcing = |prints: &BTreeMap<(String, u64), usize>| {
        prints
            .keys()
            .filter(|(rule, _)| rule == "conflict/township-enforces")
            .count()
    };
    assert_eq!((enforcing(&one), enforcing(&two)), (1, 2));
}

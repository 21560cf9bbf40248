//! Laws of the YAML form: writing and reading are each other's way back, for any texts; no bytes make the reader panic.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod said;

use proptest::prelude::*;
use qingdan::list::{
    Block, Category, Clause, Cooperative, Detail, Duty, DutyList, Format, ListKind, Mention, Number,
    Numbering, Reclaimed, Section, Township, export, yaml,
};
use qingdan::text::{Mapped, Place, SourceId, Span};
use said::said;

const SOURCE: SourceId = SourceId(0);
const NOWHERE: Place = Place {
    source: SOURCE,
    span: Span { start: 0, end: 0 },
};

/// A text that stands for itself. The few bytes leaked by a test are of no account.
fn mapped(text: String) -> Mapped<'static> {
    let text: &'static str = Box::leak(text.into_boxed_str());
    Mapped::slice(SOURCE, text, Span::new(0, text.len()))
}

/// What YAML could take for something else than text.
const TRAPS: &[&str] = &[
    "1.",
    "- x",
    "*",
    "#",
    ": ",
    " 甲",
    "甲 ",
    "no",
    "~",
    "2025-07",
    "2025",
    "null",
    "true",
    "1e3",
    "0x1F",
    "甲: 乙",
    "甲 #乙",
    "甲#乙",
    "\"",
    "'",
    "\\",
    "{",
    "}",
    "[甲]",
    "甲,乙",
    "&甲",
    "!甲",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    "-",
    ":",
    "---",
    "...",
    "--- 甲",
    "<<",
    "=",
    "甲:",
    "甲\n乙",
    "\n",
    "甲\t乙",
    "\t",
    "\r\n",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{feff}甲",
    "\u{3000}",
    "😀",
    "\u{200b}",
    "甲，乙；丙。",
    "（一）甲",
    "３",
    "1:30",
    ".5",
    "+1",
    "_1",
    "y",
    "on",
    "甲、乙",
    "”",
    "甲\\n乙",
    "甲  乙",
    "\u{fffe}",
    "\u{1b}[31m",
    "甲\u{301}",
];

/// Texts full of them.
fn text() -> impl Strategy<Value = Mapped<'static>> {
    let word = prop_oneof![
        4 => "[甲乙丙丁，。]{1,12}",
        2 => prop::sample::select(TRAPS).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => any::<String>().prop_map(|text| text.chars().take(6).collect()),
    ];
    prop::collection::vec(word, 1..4).prop_map(|words| mapped(words.concat()))
}

/// A name: not blank, which is a fault.
fn name() -> impl Strategy<Value = Mapped<'static>> {
    text().prop_filter("names are not blank", |name| !name.as_str().trim().is_empty())
}

fn number() -> impl Strategy<Value = Number<'static>> {
    prop_oneof![8 => 0u32..30, 1 => 0u32..1_000_000_000].prop_map(|value| Number {
        value,
        text: mapped(value.to_string()),
    })
}

fn clauses() -> impl Strategy<Value = Vec<Clause<'static>>> {
    let numbering = prop_oneof![
        3 => Just(Numbering::Implied),
        2 => number().prop_map(Numbering::Written),
        1 => Just(Numbering::Absent),
    ];
    prop::collection::vec(
        (numbering, text()).prop_map(|(numbering, text)| Clause { numbering, text }),
        0..4,
    )
}

/// A cell in which no clause has a number misses none.
fn cell(mut clauses: Vec<&mut Vec<Clause<'static>>>) {
    let numbered = |clause: &Clause<'_>| !matches!(clause.numbering, Numbering::Absent);
    if !clauses.iter().any(|clauses| clauses.iter().any(numbered)) {
        clauses
            .iter_mut()
            .flat_map(|clauses| clauses.iter_mut())
            .for_each(|clause| clause.numbering = Numbering::Implied);
    }
}

fn mentions() -> impl Strategy<Value = Vec<Mention<'static>>> {
    prop::collection::vec(
        text().prop_map(|text| Mention {
            text,
            full: None,
            tail: None,
        }),
        0..3,
    )
}

fn block() -> impl Strategy<Value = Block<'static>> {
    (mentions(), clauses(), clauses(), any::<bool>()).prop_map(
        |(departments, mut clauses, mut guarantees, own)| {
            cell(vec![&mut guarantees]);
            // A clause that opens with its own department.
            if let (true, Some(head), Some(clause)) = (own, departments.first(), clauses.first_mut()) {
                clause.text = mapped(format!("{}{}", head.text.as_str(), clause.text.as_str()));
            }
            Block {
                departments,
                clauses,
                guarantees,
            }
        },
    )
}

fn detail(kind: ListKind) -> BoxedStrategy<Detail<'static>> {
    let blocks = prop::collection::vec(block(), 0..4);
    match kind {
        ListKind::Basic => Just(Detail::Basic).boxed(),
        ListKind::Cooperative => (mentions(), blocks, clauses())
            .prop_map(
                |(departments, mut blocks, mut township): (_, Vec<Block<'_>>, _)| {
                    cell(blocks.iter_mut().map(|block| &mut block.clauses).collect());
                    cell(vec![&mut township]);
                    Detail::Cooperative(Cooperative {
                        departments,
                        blocks,
                        township,
                    })
                },
            )
            .boxed(),
        ListKind::Reclaimed => (mentions(), clauses(), any::<bool>())
            .prop_map(|(receivers, mut mode, discontinued)| {
                cell(vec![&mut mode]);
                Detail::Reclaimed(Reclaimed {
                    receivers,
                    mode,
                    discontinued,
                    unfilled: None,
                })
            })
            .boxed(),
    }
}

fn section(kind: ListKind) -> impl Strategy<Value = Section<'static>> {
    let some_number = || prop::option::of(number());
    let duty = (some_number(), prop::option::of(text()), name(), detail(kind)).prop_map(
        |(number, mark, name, detail)| Duty {
            number,
            mark,
            name,
            place: NOWHERE,
            detail,
        },
    );
    let category = (
        text(),
        some_number(),
        some_number(),
        prop::collection::vec(duty, 0..3),
    )
        .prop_map(|(name, ordinal, declared, duties)| Category {
            name,
            ordinal,
            declared,
            duties,
        });
    (
        prop::option::of(text()),
        some_number(),
        prop::collection::vec(category, 0..3),
    )
        .prop_map(move |(title, declared, categories)| Section {
            kind,
            title,
            meant: None,
            declared,
            place: NOWHERE,
            categories,
        })
}

fn list() -> impl Strategy<Value = DutyList<'static>> {
    let township =
        (name(), prop::collection::vec(text(), 0..4)).prop_map(|(name, region)| Township { name, region });
    let sections = ListKind::ALL.map(|kind| prop::option::of(section(kind)));
    (
        prop::option::of(text()),
        township,
        prop::option::of(text()),
        sections,
    )
        .prop_map(|(title, township, published, sections)| DutyList {
            source: SOURCE,
            format: Format::Published,
            title,
            township,
            published,
            contents: Vec::new(),
            sections: sections.into_iter().flatten().collect(),
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    /// Whatever is written is read back the same, written the same again, and is what the JSON and its schema say.
    #[test]
    fn writing_and_reading_are_each_others_way_back(list in list()) {
        let written = export::yaml(&list);
        let reading = yaml::read(SOURCE, &written);
        prop_assert!(reading.doubts.is_empty(), "{:?}\n{written}", reading.doubts);
        let read = reading.list.unwrap();
        prop_assert_eq!(said(&read), said(&list), "{}", written);
        prop_assert_eq!(export::yaml(&read), written.as_str());
        let json = export::json(&list).to_string();
        // JSON may hold characters raw that YAML knows only escaped.
        let foreign = |found: char| matches!(found, '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        if !json.contains(foreign) {
            let from_json = yaml::read(SOURCE, &json);
            prop_assert!(from_json.doubts.is_empty(), "{:?}\n{json}", from_json.doubts);
            prop_assert_eq!(said(&from_json.list.unwrap()), said(&list));
        }
    }

    /// Every text read leads back to bytes that spell it.
    #[test]
    fn texts_lead_back_to_their_bytes(list in list()) {
        let written = export::yaml(&list);
        let read = yaml::read(SOURCE, &written).list.unwrap();
        for (_, _, duty) in read.duties() {
            let raw = &written[duty.name.place().span.range()];
            prop_assert!(raw == duty.name.as_str() || raw.contains('\\') || raw.contains("''"), "{raw:?} for {:?}", duty.name.as_str());
        }
    }

    /// A list damaged anywhere is read or refused, and every doubt has a place in the text.
    #[test]
    fn damage_never_panics(list in list(), at in any::<prop::sample::Index>(), with in "[-\\[\\]{}:,'\"|>#&*!\\n\\t 甲a]{0,3}", cut in 0usize..8) {
        let mut written = export::yaml(&list);
        let start = written.floor_char_boundary(at.index(written.len()));
        let end = written.ceil_char_boundary((start + cut).min(written.len()));
        written.replace_range(start..end, &with);
        let reading = yaml::read(SOURCE, &written);
        prop_assert!(reading.list.is_some() || !reading.doubts.is_empty());
        for doubt in &reading.doubts {
            prop_assert!(written.get(doubt.primary.place.span.range()).is_some());
        }
        yaml::peek(&written[..start]);
    }
}

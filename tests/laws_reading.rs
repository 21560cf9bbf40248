//! Laws of reading published text, on arbitrary input: nothing is lost, nothing is invented, nothing panics.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use qingdan::document::Furniture;
use qingdan::list::published::{self, Published};
use qingdan::list::{Clause, Detail, DutyList, Mention, Number, Numbering};
use qingdan::text::{Mapped, SourceId, Span};

/// The lines of all five seeds.
static LINES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    [
        "gansu-hekou",
        "ningxia-jinxing",
        "qinghai-jiermeng",
        "neimenggu-woniuhe",
        "xinjiang-kaerdun",
    ]
    .iter()
    .map(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{name}.txt"));
        let source = qingdan::text::Source::read(&path).expect("the seed is there");
        source.text().lines().map(str::to_owned).collect()
    })
    .collect()
});

static TAG: LazyLock<regex::Regex> =
    LazyLock::new(|| regex::Regex::new("</?[a-zA-Z][^<>]{0,300}>").expect("a pattern"));

/// All fields of a list, walked here and not by the code under test.
fn fields<'a, 's>(list: &'a DutyList<'s>) -> Vec<&'a Mapped<'s>> {
    let mut all: Vec<&Mapped<'s>> = list
        .title
        .iter()
        .chain(&list.published)
        .chain(&list.township.region)
        .collect();
    all.push(&list.township.name);
    let number = |number: &'a Option<Number<'s>>| number.as_ref().map(|number| &number.text);
    for heading in &list.contents {
        all.push(&heading.text);
        all.extend(
            number(&heading.ordinal)
                .into_iter()
                .chain(number(&heading.declared)),
        );
    }
    for section in &list.sections {
        all.extend(section.title.iter().chain(number(&section.declared)));
        for category in &section.categories {
            all.push(&category.name);
            all.extend(
                number(&category.ordinal)
                    .into_iter()
                    .chain(number(&category.declared)),
            );
        }
    }
    for (_, _, duty) in list.duties() {
        all.push(&duty.name);
        all.extend(number(&duty.number).into_iter().chain(&duty.mark));
        match &duty.detail {
            Detail::Basic => {}
            Detail::Cooperative(cooperative) => {
                all.extend(mentions(&cooperative.departments));
                for block in &cooperative.blocks {
                    all.extend(mentions(&block.departments));
                    all.extend(clauses(&block.clauses));
                    all.extend(clauses(&block.guarantees));
                }
                all.extend(clauses(&cooperative.township));
            }
            Detail::Reclaimed(reclaimed) => {
                all.extend(mentions(&reclaimed.receivers));
                all.extend(clauses(&reclaimed.mode));
            }
        }
    }
    all
}

fn mentions<'a, 's>(mentions: &'a [Mention<'s>]) -> impl Iterator<Item = &'a Mapped<'s>> {
    mentions.iter().map(|mention| &mention.text)
}

fn clauses<'a, 's>(clauses: &'a [Clause<'s>]) -> impl Iterator<Item = &'a Mapped<'s>> {
    clauses.iter().flat_map(|clause| {
        let number = match &clause.numbering {
            Numbering::Written(number) => Some(&number.text),
            Numbering::Implied | Numbering::Absent => None,
        };
        number.into_iter().chain([&clause.text])
    })
}

fn spans(field: &Mapped<'_>) -> Vec<Span> {
    field.spans(0..field.as_str().len())
}

/// Each character that is not blank belongs to a field, to the furniture, or to the place of a finding.
fn nothing_is_lost(text: &str, read: &Published<'_>) -> Result<(), TestCaseError> {
    let mut known = vec![false; text.len()];
    let mut mark = |span: Span| known[span.range()].fill(true);
    let list = read.reading.list.as_ref();
    list.map(fields)
        .unwrap_or_default()
        .into_iter()
        .flat_map(spans)
        .for_each(&mut mark);
    read.furniture.iter().for_each(|(span, _)| mark(*span));
    for finding in &read.reading.doubts {
        mark(finding.primary.place.span);
        finding.related.iter().for_each(|label| mark(label.place.span));
    }
    let lost = text
        .char_indices()
        .find(|&(at, character)| !known[at] && !character.is_whitespace());
    prop_assert!(lost.is_none(), "lost {:?} in {text:?}", lost);
    Ok(())
}

/// The entities that the generators use, decoded.
fn decoded(text: &str) -> String {
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<");
    text.replace("&amp;", "&").replace("&#65;", "A")
}

/// Each field is what its source bytes say, but for white space and the two ways of writing a character.
fn nothing_is_invented(text: &str, read: &Published<'_>) -> Result<(), TestCaseError> {
    let plain = |text: &str| -> String { decoded(text).split_whitespace().collect() };
    for field in read.reading.list.iter().flat_map(fields) {
        let source: String = spans(field).iter().map(|span| &text[span.range()]).collect();
        prop_assert_eq!(plain(field.as_str()), plain(&source), "in {:?}", text);
    }
    Ok(())
}

/// From the source bytes of a field one comes to each of its characters, and to no others.
fn the_way_back_leads_forth(read: &Published<'_>) -> Result<(), TestCaseError> {
    for field in read.reading.list.iter().flat_map(fields) {
        let mut reached = vec![false; field.as_str().len()];
        for range in spans(field).into_iter().flat_map(|span| field.ranges_of(span)) {
            prop_assert!(
                field.as_str().get(range.clone()).is_some(),
                "{:?} of {:?}",
                range,
                field
            );
            reached[range].fill(true);
        }
        prop_assert!(reached.iter().all(|reached| *reached), "{:?}", field);
    }
    Ok(())
}

/// Furniture is what it says it is: nothing that could be a word of a duty.
fn furniture_is_furniture(text: &str, read: &Published<'_>) -> Result<(), TestCaseError> {
    let words = |text: &str| -> String {
        TAG.replace_all(text, "")
            .chars()
            .filter(|c| c.is_alphabetic())
            .collect()
    };
    let only = |text: &str, allowed: &str| text.chars().all(|c| !c.is_alphabetic() || allowed.contains(c));
    const NUMERALS: &str = "〇零一二两三四五六七八九十百千";
    // A tag of this test may hide what is none to the reader, so that both ways of counting are allowed.
    let all = words(&decoded(text));
    let raw: String = decoded(text).chars().filter(|c| c.is_alphabetic()).collect();
    let again = |part: &str| all.matches(part).count() > 1 || raw.matches(part).count() > 1;
    for (span, kind) in &read.furniture {
        let part = decoded(&text[span.range()]);
        let part = part.as_str();
        let fits = match kind {
            Furniture::Tag => part.starts_with(['<', '|', '#', '-', ':', '\\', '+', '=', '\u{feff}']),
            Furniture::Marker => only(part, &format!("{NUMERALS}项个条件类共计合第部分章节")),
            Furniture::Separator => only(part, "和及与"),
            Furniture::Contents => only(part, &format!("{NUMERALS}目录次项个条件类共计合第部分章节")),
            Furniture::Page => only(part, "第页"),
            Furniture::Annex => words(part).starts_with('附') && part.chars().count() < 20,
            Furniture::Tail => part.starts_with('等'),
            Furniture::Note => {
                part.contains('项') || ["注", "备注", "说明"].iter().any(|word| part.contains(word))
            }
            Furniture::Label => part.chars().count() < 30,
            Furniture::Header => part.chars().count() < 200,
            // What is set aside as repeated stands a second time.
            Furniture::Repetition => again(&words(part)) || words(part).is_empty(),
        };
        prop_assert!(fits, "{kind:?} {part:?} in {text:?}");
    }
    Ok(())
}

fn laws(text: &str) -> Result<(), TestCaseError> {
    let read = published::read(SourceId(0), text);
    prop_assert!(read.reading.list.is_some() || !read.reading.doubts.is_empty());
    nothing_is_lost(text, &read)?;
    nothing_is_invented(text, &read)?;
    the_way_back_leads_forth(&read)?;
    furniture_is_furniture(text, &read)
}

/// Pieces that published text is made of, to be put together at random; `␤` stands for a line break, `→` for a tab.
const PIECES: &str = "␤ ␤␤ → →→ 序号→事项名称␤ 序号→事项名称→承接部门及工作方式␤ 序号→事项类别→事项名称␤ \
    序号→事项名称→对应上级部门→上级部门职责→乡镇配合职责␤ 目录␤ 附件4␤ 甘肃省兰州市西固区河口镇履行职责事项清单␤ \
    基本履职事项清单（3项）␤ 配合履职事项清单␤ 上级部门收回事项清单␤ 本清单共3项，其中：党的建设2项。␤ 注：带*的为赋权事项。␤ 1.基本履职事项清单.....→1␤ 一、党的建设（2项）→␤ ---|---␤ \
    1→ 2→ 3→ ␤1→ ␤2→ ␤→→ <p> </p> <ol␣style=\"x\"> <li> </ol> <br/> < > &nbsp; &lt; &amp; &#65; & ; 1. 2. 3.15 （1） ① 一、 二、 1组织 \
    主要职责： 履职保障： 承接部门： 履职方式和工作措施： 承接方式： 县公安局 市教育局、民政局 县公安局： 公安局； 等部门 \
    县农牧␣水利局 * 负责宣传； 开展检查。 不再开展此项工作 按照职责分工： | #␣ 2025年7月␤ ： 、 ， 。 （ ） 和 \u{feff} ␍␤ \
    24␣小时 a␣b -␣3␣-␤ 卧牛河镇␤ ␣ 　";

fn fragment() -> impl Strategy<Value = String> {
    let spelled = |piece: &str| {
        piece
            .replace('␤', "\n")
            .replace('␍', "\r")
            .replace('→', "\t")
            .replace('␣', " ")
    };
    let known: Vec<String> = PIECES
        .split(' ')
        .filter(|piece| !piece.is_empty())
        .map(spelled)
        .collect();
    prop_oneof![8 => prop::sample::select(known), 1 => "\\PC{0,6}", 1 => any::<char>().prop_map(String::from)]
}

/// A stretch of a seed, with a few of its characters removed, doubled or replaced by fragments.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..6_usize, fragment());
    (
        0..5_usize,
        any::<prop::sample::Index>(),
        1..40_usize,
        prop::collection::vec(edit, 0..12),
    )
        .prop_map(|(seed, start, length, edits)| {
            let lines = &LINES[seed];
            let start = start.index(lines.len());
            let end = (start + length).min(lines.len());
            let mut text: Vec<char> = lines[start..end].join("\n").chars().collect();
            for (at, removed, inserted) in edits {
                let at = at.index(text.len() + 1);
                let end = (at + removed).min(text.len());
                text.splice(at..end, inserted.chars());
            }
            text.into_iter().collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_is_read_by_the_laws(text in "\\PC*") {
        laws(&text)?;
    }

    #[test]
    fn text_of_published_pieces_is_read_by_the_laws(pieces in prop::collection::vec(fragment(), 0..80)) {
        laws(&pieces.concat())?;
    }

    #[test]
    fn damaged_seeds_are_read_by_the_laws(text in mutated()) {
        laws(&text)?;
    }
}

#[test]
fn the_seeds_are_read_by_the_laws() {
    for lines in LINES.iter() {
        laws(&lines.join("\n")).expect("the laws hold");
    }
}

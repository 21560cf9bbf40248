//! The YAML form of a list: what is read, what is refused and how that reads, and that writing is the way back.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod shown;

use qingdan::finding::{Findings, Language};
use qingdan::list::{Detail, DutyList, Reading, export, numbering, yaml};
use qingdan::text::{Mapped, Source, SourceId};

const SOURCE: SourceId = SourceId(0);

const EXAMPLE: &str = include_str!("fixture/list.yaml");

fn snapshot(name: &str, shown: &str) {
    shown::assert("yaml", name, shown);
}

/// The doubts as a person reads them: place, code, address, words, help, related places.
fn doubts(text: &str, reading: &Reading<'_>) -> String {
    let source = Source::new("list.yaml", text);
    let mut out = String::new();
    for finding in &Findings::seal(reading.doubts.clone()) {
        let span = finding.primary.place.span;
        let at = source.position(span.start as usize);
        let address = &finding.address;
        let number = address.number.map(|number| number.to_string());
        let address = [
            Some(address.township.clone()),
            address.list.map(|list| list.to_string()),
            number,
            address.duty.clone(),
        ];
        let address: Vec<_> = address
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        out.push_str(&format!(
            "{}:{} {} “{}” ({})\n",
            at.line,
            at.column,
            finding.code,
            source.slice(span),
            address.join(" ")
        ));
        for language in [Language::Zh, Language::En] {
            let help = finding.help.as_ref().map_or("", |help| help.get(language));
            out.push_str(&format!("    {}\n      {help}\n", finding.message.get(language)));
        }
        for label in &finding.related {
            let at = source.position(label.place.span.start as usize);
            out.push_str(&format!(
                "    {}:{} {}\n",
                at.line,
                at.column,
                label.words.get(Language::Zh)
            ));
        }
    }
    out
}

fn read(text: &str) -> DutyList<'_> {
    let reading = yaml::read(SOURCE, text);
    assert_eq!(doubts(text, &reading), "");
    reading.list.expect("the text holds a list")
}

#[test]
fn the_example_is_its_own_export() {
    let list = read(EXAMPLE);
    assert_eq!(export::yaml(&list), EXAMPLE);
    snapshot(
        "json",
        &serde_json::to_string_pretty(&export::json(&list)).unwrap(),
    );
    snapshot(
        "schema",
        &serde_json::to_string_pretty(&export::schema()).unwrap(),
    );
}

/// The texts and numbers of a list, each with the bytes it leads back to.
fn leads_back(text: &str, list: &DutyList<'_>) -> String {
    let mut out = String::new();
    for (section, category, duty) in list.duties() {
        let raw = |mapped: &Mapped<'_>| text[mapped.place().span.range()].to_owned();
        let number = duty
            .number
            .as_ref()
            .map(|number| format!("{} from {}", number.value, raw(&number.text)));
        out.push_str(&format!(
            "{} {} {:?} {}\n",
            section.kind,
            category.name.as_str(),
            number,
            raw(&duty.name)
        ));
        if let Detail::Cooperative(cells) = &duty.detail {
            for (block, start) in cells.blocks.iter().zip(numbering::starts(&cells.blocks)) {
                let heads: Vec<_> = block
                    .departments
                    .iter()
                    .map(|mention| raw(&mention.text))
                    .collect();
                out.push_str(&format!("  {}\n", heads.join("、")));
                for (clause, expected) in block
                    .clauses
                    .iter()
                    .zip(numbering::expected(&block.clauses, start))
                {
                    out.push_str(&format!(
                        "    {:?} {}\n",
                        numbering::number(clause, expected),
                        raw(&clause.text)
                    ));
                }
            }
        }
    }
    out
}

#[test]
fn fields_lead_back_to_their_bytes() {
    snapshot("fields", &leads_back(EXAMPLE, &read(EXAMPLE)));
}

#[test]
fn every_fault_is_told_at_once() {
    let text = "\
schema: qingdan/list@1
titel: 标题
township: {name: '', region: 甘肃省}
published:
basic:
  categories:
  - name: 党的建设
    declared: 二十五
    ordinal: '1'
    duties:
    - {number: 1, name: 加强党建, departments: [县委组织部]}
    - {number: -2, name: 发展党员, name: 发展新党员}
    - {number: 12345678901, nmae: 教育党员}
    - 只有名称的事项
    - {number: 5, name: ''}
    - {number: 6, name: {一: 二}}
    - {number: 6.0, name: [甲, 乙]}
    - name:
cooperative:
  categories:
  - name: 平安法治
    duties:
    - number: 1
      name: 打击传销
      departments: 县公安局
      blocks:
      - clauses:
        - 牵头: 负责
        - {number: 四, text: 组织}
        - {number: 4}
        - [甲, 乙]
        -
        - {number: 5, text: 抓好, note: 注}
      - 县司法局
      township:
        第一: 宣传
reclaimed:
  categories:
    name: 民生服务
  declared: yes
附件: 无
";
    let reading = yaml::read(SOURCE, text);
    snapshot("doubts", &doubts(text, &reading));
    // What could be read stands.
    let list = reading.list.expect("faults of form do not stop the reading");
    let names: Vec<_> = list.duties().map(|(_, _, duty)| duty.name.as_str()).collect();
    assert_eq!(names, ["加强党建", "发展党员", "", "", "", "", "", "打击传销"]);
}

#[test]
fn what_is_no_list_is_one_error() {
    let texts = [
        "",
        "---\n",
        "- 甲\n",
        "甲\n",
        "schema: qingdan/rules@1\nrules: []\n",
        "schema: qingdan/list@2\ntownship: {name: 甲, region: []}\n",
        "schema: qingdan/list@1\ntownship: {name: 河口镇, region: [甘肃省]}\nbasic:\n  categories:\n  - name: *党建\n    duties: []\n",
        "schema: qingdan/list@1\ntownship: {name: 河口镇, region: [甘肃省]}\nbasic:\n  categories:\n\t- name: 党建\n",
        "schema: qingdan/list@1\ntownship: {name: 河口镇, region: [甘肃省]}\nbasic:\n  categories:\n  - name: 党建\n    duties: [{number: 1, name: 抓党",
    ];
    let shown: String = texts
        .iter()
        .map(|text| {
            let reading = yaml::read(SOURCE, text);
            format!(
                "{text:?}\n  list: {}\n{}",
                reading.list.is_some(),
                doubts(text, &reading)
            )
        })
        .collect();
    snapshot("no-list", &shown);
}

#[test]
fn names_that_look_like_something_else_are_texts() {
    let names = [
        "2024",
        "no",
        "~",
        "null",
        "1.5",
        "2025-07-01",
        "true",
        "0x1F",
        "12:30:00",
        ".inf",
        "<<",
        "=",
        "甲#乙",
        "甲:乙",
        "-甲",
    ];
    let duties: String = names
        .iter()
        .map(|name| format!("    - {{name: {name}}}\n"))
        .collect();
    let text = format!(
        "schema: qingdan/list@1\ntownship: {{name: 007, region: [on]}}\nbasic:\n  categories:\n  - name: off\n    duties:\n{duties}"
    );
    let list = read(&text);
    let read: Vec<_> = list.duties().map(|(_, _, duty)| duty.name.as_str()).collect();
    assert_eq!(read, names);
    assert_eq!(list.township.full_name(), "on007");
}

#[test]
fn json_is_read_as_well() {
    let json = export::json(&read(EXAMPLE)).to_string();
    assert!(yaml::looks_like(&json));
    assert_eq!(export::yaml(&read(&json)), EXAMPLE);
    let schema = jsonschema::validator_for(&export::schema()).unwrap();
    assert!(schema.is_valid(&export::json(&read(EXAMPLE))));
    assert!(!schema.is_valid(&serde_json::json!({"schema": "qingdan/list@1"})));
}

#[test]
fn many_faults_are_listed_up_to_a_limit() {
    let text = format!("schema: qingdan/list@1\n{}", "甲: 1\n".repeat(100_000));
    let reading = yaml::read(SOURCE, &text);
    assert_eq!(reading.doubts.len(), 1001);
    assert_eq!(
        reading.doubts[1000].message.get(Language::En),
        "99001 more faults of this kind are not listed"
    );
}

#[test]
fn a_first_look_finds_form_and_county() {
    for (text, yaml_form) in [
        ("schema: qingdan/list@1\n", true),
        ("\u{feff}# 注\n\n---\ntitle: 甲\n", true),
        ("{\"schema\": 1}", true),
        ("township:\n", true),
        ("河口镇履行职责事项清单\n", false),
        ("附件1: 清单\n", false),
        ("1. Party building\n", false),
        ("", false),
    ] {
        assert_eq!(yaml::looks_like(text), yaml_form, "{text:?}");
    }
    let county = Some(["甘肃省", "兰州市", "西固区"].map(str::to_owned).to_vec());
    let cut = EXAMPLE.floor_char_boundary(300);
    assert_eq!(yaml::peek(&EXAMPLE[..cut]), county);
    let (head, lists) = EXAMPLE.split_once("township:").unwrap();
    let (township, lists) = lists.split_once('\n').unwrap();
    assert_eq!(
        yaml::peek(&format!("{head}{lists}township:{township}\n")),
        county,
        "behind the lists"
    );
    for text in [
        "",
        "title: 甲\n",
        "township: 甲\n",
        "township: {name: 甲}\n",
        "township: {region: 甲}\n",
        "township: {region: [甲",
        "- 甲",
    ] {
        assert_eq!(yaml::peek(text), None, "{text:?}");
    }
}

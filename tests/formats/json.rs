//! JSON against its own schema, and its places against the text.

use qingdan::finding::Language;
use qingdan::report::{self, Format};
use qingdan::text::{Place, Sources};

use super::samples::{hostile, plain};
use super::{assert_snapshot, spelled, style, whole, written};

#[test]
fn json_is_what_its_schema_says_and_its_places_hold_the_text() {
    let schema = serde_json::to_value(report::json::schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    for sample in [plain(), hostile()] {
        let json: serde_json::Value =
            serde_json::from_str(&written(&sample, Format::Json, style(Language::En, 80)))
                .expect("it is JSON");
        let faults: Vec<_> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
        let findings = json["findings"].as_array().expect("findings are a list");
        assert_eq!(findings.len(), sample.1.len());
        for (finding, shown) in sample.1.iter().zip(findings) {
            assert_place(&sample.0, finding.primary.place, shown);
            for (label, shown) in finding
                .related
                .iter()
                .zip(shown["related"].as_array().expect("so are related places"))
            {
                assert_place(&sample.0, label.place, shown);
            }
        }
    }
    let mut wrong: serde_json::Value =
        serde_json::from_str(&written(&plain(), Format::Json, style(Language::En, 80))).expect("it is JSON");
    wrong["findings"][0]["start"]["line"] = 0.into();
    assert!(!validator.is_valid(&wrong), "the schema can say no");
}

/// Counts line and column by hand and compares the text between the offsets.
fn assert_place(sources: &Sources, place: Place, shown: &serde_json::Value) {
    let source = &sources[place.source];
    let number =
        |end: &str, what: &str| usize::try_from(shown[end][what].as_u64().expect("a number")).expect("small");
    let (start, end) = (number("start", "offset"), number("end", "offset"));
    assert_eq!(&source.text()[start..end], source.slice(place.span));
    assert_eq!(shown["path"], source.name());
    for (name, offset) in [("start", start), ("end", end)] {
        let before = &source.text()[..offset];
        let line = before
            .rsplit('\n')
            .next()
            .unwrap_or("")
            .trim_start_matches('\u{feff}');
        assert_eq!(number(name, "line"), before.matches('\n').count() + 1);
        assert_eq!(number(name, "column"), line.chars().count() + 1);
    }
}

#[test]
fn whole_reports_keep_to_the_schema_too() {
    let schema = serde_json::to_value(report::json::schema()).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let json = spelled(&whole(), Format::Json);
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let faults: Vec<_> = validator
        .iter_errors(&json)
        .map(|error| error.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");

    let lines = spelled(&whole(), Format::JsonLines);
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    let (summary, findings) = lines.split_last().expect("there is a summary");
    let untyped = |line: &serde_json::Value| {
        let mut object = line.as_object().expect("a line is an object").clone();
        let kind = object.shift_remove("type");
        (kind, serde_json::Value::from(object))
    };
    assert_eq!(
        untyped(summary),
        (Some("summary".into()), json["summary"].clone())
    );
    let findings: Vec<_> = findings.iter().map(|line| untyped(line).1).collect();
    assert_eq!(serde_json::Value::from(findings), json["findings"]);
}

#[test]
fn the_schema_is_as_it_was() {
    let schema = serde_json::to_string_pretty(&report::json::schema()).expect("a schema is JSON");
    assert_snapshot("json-schema", &schema);
}

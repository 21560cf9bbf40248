//! SARIF against the schema of the standard, a reader that is not ours, the text itself, and what GitHub asks for.
//!
//! The schema is the one that the package `serde-sarif` carries, that of the standard before its errata.

use qingdan::finding::{BaselineState, Findings, Severity};
use qingdan::report::{Format, Report};
use qingdan::text::{Place, Sources};
use serde_json::Value;

use super::samples::{hostile, standing};
use super::{assert_snapshot, harmful, oracle, spelled, whole};

fn log(report: &Report) -> Value {
    serde_json::from_str(&spelled(report, Format::Sarif)).expect("it is JSON")
}

fn reports() -> [Report; 3] {
    [whole(), harmful(), Report::default()]
}

#[test]
fn logs_are_what_the_schema_of_the_standard_says() {
    let schema = oracle::package_file("serde-sarif", "src/schema.json");
    // Its pattern of a language lacks a bracket, which the errata of the standard put right.
    let schema = schema.replace(
        "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$",
        "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$",
    );
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    for report in reports() {
        let log = log(&report);
        let faults: Vec<_> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
        let read: serde_sarif::sarif::Sarif = serde_json::from_value(log).expect("serde-sarif reads it");
        let results = read.runs[0].results.as_ref().expect("there is a list of results");
        assert_eq!(results.len(), report.findings.len());
    }
    let mut wrong = log(&whole());
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!validator.is_valid(&wrong), "the schema can say no");
}

/// The words at a region, found by counting lines and code points by hand.
fn words_at(text: &str, region: &Value) -> String {
    let number = |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
    assert_eq!(number("startLine"), number("endLine"), "a region keeps to a line");
    let line = text
        .trim_start_matches('\u{feff}')
        .split('\n')
        .nth(number("startLine") - 1)
        .expect("the line exists");
    let (start, end) = (number("startColumn"), number("endColumn"));
    line.chars().skip(start - 1).take(end - start).collect()
}

#[test]
fn the_text_at_each_region_is_its_snippet() {
    for (sources, findings) in [standing(), hostile()] {
        let report = super::report(&sources, &findings, super::style(Default::default(), 100));
        let log = log(&report);
        let results = log["runs"][0]["results"].as_array().expect("results are a list");
        assert_eq!(results.len(), findings.len());
        for (finding, result) in findings.iter().zip(results) {
            let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
            let labels = [&finding.primary].into_iter().chain(&finding.related);
            for (label, location) in labels.zip([result["locations"][0].clone()].iter().chain(&related)) {
                assert_region(&sources, label.place, &location["physicalLocation"]);
            }
        }
    }
}

fn assert_region(sources: &Sources, place: Place, location: &Value) {
    let source = &sources[place.source];
    let region = &location["region"];
    let found = words_at(source.text(), region);
    assert_eq!(region["snippet"]["text"], found.as_str(), "{}", source.name());
    let words = source.slice(place.span);
    let marked = if place.span.start == 0 {
        words.trim_start_matches('\u{feff}')
    } else {
        words
    };
    let first = marked.split('\n').next().unwrap_or("");
    assert_eq!(found, first.trim_end_matches('\r'), "{}", source.name());
    let uri = location["artifactLocation"]["uri"]
        .as_str()
        .expect("a location has a URI");
    let path = percent_encoding::percent_decode_str(uri)
        .decode_utf8()
        .expect("it is UTF-8");
    assert_eq!(path, source.name());
    assert!(
        uri.is_ascii() && !uri.contains([' ', ':', '?', '#', '[', '\\']),
        "{uri}"
    );
    assert_eq!(location["artifactLocation"]["uriBaseId"], "%SRCROOT%");
}

/// What GitHub's documentation of code scanning and the checks of Microsoft's multitool for it (GH1001 to GH2012) ask
/// beyond the schema, and is not there.
fn faults(log: &Value) -> Vec<String> {
    let runs = log["runs"].as_array().expect("there are runs");
    let (run, driver) = (&runs[0], &runs[0]["tool"]["driver"]);
    let extensions = list(&run["tool"]["extensions"]);
    let id = run["automationDetails"]["id"].as_str();
    let mut faults = missing(&[
        (runs.len() == 1, "one run"),
        (run["columnKind"] == "unicodeCodePoints", "columnKind"),
        (id.is_some_and(|id| id.ends_with('/')), "category"),
        (
            filled(&driver["name"]) && filled(&driver["semanticVersion"]),
            "driver",
        ),
    ]);
    let described = [driver].into_iter().chain(extensions).flat_map(|component| {
        let notifications = list(&component["notifications"]);
        list(&component["rules"]).iter().chain(notifications)
    });
    faults.extend(described.flat_map(descriptor_faults));
    for result in list(&run["results"]) {
        let component = match result["rule"]["toolComponent"]["index"].as_u64() {
            Some(at) => &extensions[usize::try_from(at).expect("small")],
            None => driver,
        };
        faults.extend(result_faults(result, list(&component["rules"])));
    }
    faults
}

/// What does not hold.
fn missing(holds: &[(bool, &str)]) -> Vec<String> {
    let missing = holds.iter().filter(|(holds, _)| !holds);
    missing.map(|(_, what)| (*what).to_owned()).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn descriptor_faults(descriptor: &Value) -> Vec<String> {
    let text = |key: &str| descriptor[key]["text"].as_str().unwrap_or_default();
    let fits = |key| (1..=1024).contains(&text(key).chars().count());
    missing(&[
        (filled(&descriptor["id"]), "id"),
        (
            descriptor["name"]
                .as_str()
                .is_some_and(|name| (1..=255).contains(&name.len())),
            "name",
        ),
        (
            fits("shortDescription") && fits("fullDescription"),
            "descriptions",
        ),
        (!text("help").is_empty(), "help"),
    ])
}

fn result_faults(result: &Value, rules: &[Value]) -> Vec<String> {
    let index = usize::try_from(result["ruleIndex"].as_u64().expect("a rule has an index")).expect("small");
    let region = &result["locations"][0]["physicalLocation"]["region"];
    let numbers = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| region[key].as_u64());
    let hash = result["partialFingerprints"]["primaryLocationLineHash"].as_str();
    let related = list(&result["relatedLocations"]);
    let shown = |location: &Value| filled(&location["message"]["text"]) && location["id"].as_u64() > Some(0);
    missing(&[
        (
            rules
                .get(index)
                .is_some_and(|rule| rule["id"] == result["ruleId"]),
            "rule",
        ),
        (filled(&result["message"]["text"]), "message"),
        (list(&result["locations"]).len() == 1, "one location"),
        (numbers.iter().all(|number| *number >= Some(1)), "region"),
        (hash.is_some_and(|hash| hash.contains(':')), "line hash"),
        (related.iter().all(shown), "related locations"),
    ])
}

#[test]
fn logs_are_what_github_takes() {
    for report in reports() {
        let found = faults(&log(&report));
        assert!(found.is_empty(), "{found:#?}");
    }
    let mut wrong = log(&whole());
    wrong["runs"][0]["columnKind"] = Value::Null;
    wrong["runs"][0]["results"][0]["ruleIndex"] = 1.into();
    assert_eq!(faults(&wrong).len(), 2, "the rules can say no");
}

#[test]
fn a_log_tells_how_findings_stand_and_what_was_set() {
    let log = log(&whole());
    let run = &log["runs"][0];
    let states: Vec<&Value> = run["results"]
        .as_array()
        .expect("results are a list")
        .iter()
        .map(|result| &result["baselineState"])
        .collect();
    assert!(
        states.contains(&&BaselineState::Unchanged.as_str().into()),
        "{states:?}"
    );
    let suppressed = |result: &&Value| !result["suppressions"].is_null();
    let results = run["results"].as_array().expect("results are a list");
    let waived = results.iter().find(suppressed).expect("one was set aside");
    assert_eq!(waived["suppressions"][0]["kind"], "external");
    let why = waived["suppressions"][0]["justification"]
        .as_str()
        .unwrap_or_default();
    assert!(
        why.contains("县编办已同意") && why.contains("2027-01-31"),
        "{why}"
    );

    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules are a list")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    assert!(rules.contains(&"structure/declared-count"), "it did fire");
    assert_eq!(
        run["tool"]["extensions"][0]["rules"][0]["id"],
        "my-county/leader-named"
    );
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["exitCode"], 2);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
    let overrides = invocation["ruleConfigurationOverrides"]
        .as_array()
        .expect("overrides are a list");
    let set = overrides.iter().map(|change| {
        (
            change["descriptor"]["id"].as_str().unwrap_or_default(),
            change["configuration"]["enabled"].as_bool().unwrap_or_default(),
            change["configuration"]["level"].as_str().unwrap_or("none"),
        )
    });
    let set: Vec<_> = set.collect();
    assert_eq!(
        set,
        [
            ("structure/declared-count", true, "note"),
            ("wording/no-catch-all", false, "none")
        ]
    );
    assert_snapshot("sarif", &spelled(&whole(), Format::Sarif));
}

#[test]
fn no_text_of_a_document_becomes_a_link() {
    let log = log(&harmful());
    let links = regex::Regex::new(r"(^|[^\\])\]\(([^)]*)\)").expect("it is well formed");
    for result in log["runs"][0]["results"].as_array().expect("results are a list") {
        let text = result["message"]["text"].as_str().expect("a message has text");
        for link in links.captures_iter(text) {
            let target: usize = link[2].parse().unwrap_or_else(|_| panic!("{text}"));
            assert!(result["relatedLocations"][target - 1].is_object(), "{text}");
        }
    }
}

#[test]
fn what_github_has_no_room_for_is_left_out_by_severity_and_told() {
    let (sources, findings) = super::samples::plain();
    let mut report = super::report(&sources, &findings, super::style(Default::default(), 100));
    let of = |severity: Severity| {
        let mut found = report
            .findings
            .iter()
            .filter(|finding| finding.severity == severity);
        found.next().expect("the sample has one").clone()
    };
    let (mild, grave) = (of(Severity::Info), of(Severity::Error));
    report.findings = std::iter::repeat_n(mild, 25_001).chain([grave]).collect();
    let mut out = Vec::new();
    let style = super::style(Default::default(), 100);
    let left_out = qingdan::report::write(&mut out, &report, Format::Sarif, style).expect("memory takes all");
    assert_eq!(left_out, 2);
    // Read as text: in a debug build JSON of this size takes its time.
    let log = String::from_utf8(out).expect("it is UTF-8");
    let (head, results) = log.split_once("\"results\": [").expect("results are a list");
    assert_eq!(results.matches("\"ruleId\"").count(), 25_000);
    let last = results.rfind("\"ruleId\"").expect("there are results");
    assert!(
        results[last..].contains("\"level\": \"error\""),
        "the gravest stays, in its place"
    );
    assert!(head.contains("\"id\": \"output/left-out\"") && head.contains("还有 2 处没有写入"));
}

/// Two equal defects keep two identities, and equal lines are numbered.
#[test]
fn fingerprints_tell_findings_apart() {
    let (_, findings): (Sources, Findings) = standing();
    let log = log(&whole());
    let results = log["runs"][0]["results"].as_array().expect("results are a list");
    let own: Vec<&str> = results
        .iter()
        .filter_map(|result| result["partialFingerprints"]["dutyAddress/v1"].as_str())
        .collect();
    let mut unique = own.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!((own.len(), unique.len()), (findings.len(), findings.len()));
}

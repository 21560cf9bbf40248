//! JUnit against the XSD of Jenkins, which the package `junit-report` carries; Checkstyle read back by another parser.

use qingdan::report::{Format, Report, tame};
use roxmltree::{Document, Node};
use xsd_schema::validation::{CollectingValidationSink, SchemaValidator, ValidationFlags, drive_quick_xml};
use xsd_schema::{SchemaSet, SchemaSetBuilder};

use super::{assert_snapshot, harmful, oracle, spelled, whole};

/// The elements of a name, in order.
fn elements<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name(name))
}

/// What is wrong with a text by a schema.
fn faults(text: &str, schema: &SchemaSet) -> Vec<String> {
    let validator = SchemaValidator::new(schema, ValidationFlags::default());
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    let mut run = validator.start_run(CollectingValidationSink {
        errors: &mut errors,
        warnings: &mut warnings,
    });
    drive_quick_xml(text.as_bytes(), &mut run, schema).expect("it is well-formed XML");
    drop(run);
    errors.iter().map(|error| format!("{error:?}")).collect()
}

#[test]
fn junit_is_what_the_schema_of_jenkins_says() {
    let schema = oracle::package_file("junit-report", "tests/JUnit.xsd");
    let schema = SchemaSetBuilder::new()
        .add_source(&schema, "junit.xsd")
        .and_then(SchemaSetBuilder::compile)
        .expect("the schema is one")
        .into_schema_set();
    for report in [whole(), harmful(), Report::default()] {
        let text = spelled(&report, Format::Junit);
        assert_eq!(faults(&text, &schema), [""; 0], "{text}");
    }
    let wrong = spelled(&whole(), Format::Junit).replace("<testcase name=", "<testcase label=");
    assert!(!faults(&wrong, &schema).is_empty(), "the schema can say no");
}

#[test]
fn junit_tells_passed_from_not_applied_and_waived() {
    let text = spelled(&whole(), Format::Junit);
    let document = Document::parse(&text).expect("it is XML");
    let mut cases = Vec::new();
    for suite in elements(document.root(), "testsuite") {
        for case in elements(suite, "testcase") {
            let came = case.children().filter(Node::is_element);
            let came: Vec<&str> = came.map(|child| child.tag_name().name()).collect();
            let name = |node: Node<'_, '_>| node.attribute("name").unwrap_or_default().to_owned();
            cases.push(format!("{} {}: {}", name(suite), name(case), came.join(" ")));
        }
    }
    assert_snapshot("junit-cases", &cases.join("\n"));
    let count = |name| elements(document.root(), name).count();
    let sum = |name, key| -> usize {
        let numbers = elements(document.root(), name).filter_map(|node| node.attribute(key));
        numbers
            .map(|number| number.parse::<usize>().expect("a number"))
            .sum()
    };
    assert_eq!(sum("testsuites", "tests"), count("testcase"));
    assert_eq!(sum("testsuite", "tests"), count("testcase"));
    assert_eq!(sum("testsuites", "failures"), count("failure"));
    assert_eq!(sum("testsuite", "failures"), count("failure"));
    assert_eq!(sum("testsuite", "skipped"), count("skipped"));
    assert_eq!(sum("testsuites", "errors"), count("error"));
    assert_snapshot("junit", &text);
}

#[test]
fn checkstyle_gives_back_every_word() {
    for report in [whole(), harmful(), Report::default()] {
        let text = spelled(&report, Format::Checkstyle);
        let document = Document::parse(&text).expect("it is XML");
        let mut found = Vec::new();
        for file in elements(document.root(), "file") {
            for error in elements(file, "error") {
                let of = |node: Node<'_, '_>, key| node.attribute(key).expect("it is there").to_owned();
                let rest = ["column", "severity", "source", "message"].map(|key| of(error, key));
                let (name, line) = (of(file, "name"), of(error, "line"));
                found.push(format!("{name}:{line}:{}", rest.join(" ")));
            }
        }
        let mut expected: Vec<String> = report
            .counting()
            .map(|finding| {
                let (start, message) = (finding.primary.start, tame::line(&finding.message));
                // XML cannot hold these characters in any spelling.
                let path = finding.primary.path.replace('\u{1b}', "\u{fffd}");
                format!(
                    "{path}:{}:{} {} {} {message}",
                    start.line,
                    start.column,
                    finding.severity.as_str(),
                    format_args!("qingdan.{}", finding.code.as_str().replace('/', "."))
                )
            })
            .collect();
        // A line break in an attribute is a blank to who reads it, unless it is escaped.
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }
    assert_snapshot("checkstyle", &spelled(&whole(), Format::Checkstyle));
}

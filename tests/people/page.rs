//! The page as a text: what is in it, and what is left out of a large one. What it does is tested in a browser.

use std::path::Path;
use std::sync::Arc;

use qingdan::check::{self, Directory, Wanted};
use qingdan::finding::{Language, Severity};
use qingdan::report::{self, FindingView, Format, Reader, Report, Style, Summary, View};
use qingdan::rule::{RuleSet, Watch};
use qingdan::text::{Source, Sources};

use super::report as written;

const READER: Reader = Reader {
    language: Language::Zh,
    width: None,
    quotes: false,
    passages: true,
};

const WANTED: Wanted<'static> = Wanted {
    watch: Watch::Nothing,
    passages: true,
};

fn style() -> Style {
    Style {
        language: Language::Zh,
        width: 80,
        color: false,
        summary: true,
    }
}

#[test]
fn the_same_report_is_the_same_page_and_asks_nobody_for_anything() {
    let lists = Path::new("seeds/xinjiang-kaerdun.txt");
    let page = written(lists, "html", "zh");
    assert_eq!(page, written(lists, "html", "zh"));
    let page = String::from_utf8(page).unwrap();
    let tags = regex::Regex::new(r"<[a-z][^>]*>").unwrap();
    for tag in tags.find_iter(&page).map(|tag| tag.as_str()) {
        for beyond in [
            "http:", "https:", " src=", "url(", " style=", " on", "<link", "<img",
        ] {
            assert!(!tag.contains(beyond), "{tag}");
        }
    }
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

/// The marked words of a passage are those of the document at the place.
#[test]
fn what_is_marked_is_what_the_finding_points_at() {
    let (mut within, mut all) = (0, 0);
    for seed in [
        "gansu-hekou",
        "ningxia-jinxing",
        "qinghai-jiermeng",
        "neimenggu-woniuhe",
        "xinjiang-kaerdun",
    ] {
        let mut sources = Sources::default();
        sources.add(
            Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("seeds/{seed}.txt"))).unwrap(),
        );
        let checked = check::check_wanting(sources, RuleSet::builtin(), WANTED);
        let views = View::new(&checked.sources, &checked.directory, READER).all(&checked.findings);
        for (finding, view) in checked.findings.iter().zip(&views) {
            let labels = std::iter::once((&finding.primary, &view.primary))
                .chain(finding.related.iter().zip(&view.related));
            for (label, shown) in labels {
                let passage = shown.passage.as_ref().unwrap();
                let marks = passage.lines.iter().flat_map(|line| {
                    let number = line.number_marked.then_some(line.number.as_str());
                    number
                        .into_iter()
                        .chain(line.marked.iter().map(|range| &line.text[range.clone()]))
                });
                let marked: String = marks.collect();
                let source = checked.sources.slice(label.place);
                let mut rest = source.chars();
                assert!(
                    marked
                        .chars()
                        .all(|character| rest.any(|other| other == character)),
                    "{marked} in {source}"
                );
                assert_eq!(marked.is_empty(), source.is_empty(), "{source}");
                all += 1;
                within += usize::from(passage.field.is_some());
            }
        }
    }
    assert!(
        within * 100 > all * 85,
        "{within} of {all} places are in a text of a duty"
    );
}

#[test]
fn of_too_many_findings_the_gravest_are_shown_and_the_rest_is_said() {
    let mut sources = Sources::default();
    sources.add(Source::new("清单.txt", "县水利局负责。\n"));
    let checked = check::check_wanting(sources, RuleSet::builtin(), WANTED);
    let views = View::new(&checked.sources, &Directory::default(), READER).all(&checked.findings);
    let one = views.into_iter().next().expect("no list is a finding");
    let many = (0..12_000).map(|number: usize| FindingView {
        severity: if number.is_multiple_of(4) {
            Severity::Error
        } else {
            Severity::Info
        },
        message: format!("第 {number} 个问题"),
        fingerprint: number as u64,
        primary: qingdan::report::view::LabelView {
            path: Arc::from(format!("{}.txt", number / 100)),
            ..one.primary.clone()
        },
        ..one.clone()
    });
    let report = Report::new(many.collect(), Summary::default());
    let mut page = Vec::new();
    let left_out = report::write(&mut page, &report, Format::Html, style()).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert_eq!(left_out, 7_000);
    assert!(page.contains("较轻的 7000 处未列"));
    assert_eq!(page.matches("class=\"finding error").count(), 3_000);
    assert_eq!(page.matches("class=\"finding info").count(), 2_000);
}

#[test]
fn a_page_says_how_many_lists_it_does_not_picture() {
    let folder = tempfile::TempDir::new().unwrap();
    let list = "schema: qingdan/list@1\ntitle: 甲省乙市丙县镇履行职责事项清单\ntownship: {name: 镇, region: [甲省, 乙市, 丙县]}\nbasic:\n  categories:\n  - name: 党的建设\n    declared: 9\n    duties: [{number: 1, name: 组织学习}]\n";
    let page = |count: usize| {
        for number in 0..count {
            let text = list.replace("镇", &format!("第{number}镇"));
            #[expect(clippy::disallowed_methods, reason = "the test writes the lists it runs on")]
            std::fs::write(folder.path().join(format!("{number:02}.yaml")), text).unwrap();
        }
        String::from_utf8(written(folder.path(), "html", "zh")).unwrap()
    };
    let drawn = |page: &str| page.matches("<svg").count();
    let (few, many) = (page(40), page(43));
    assert!(!few.contains("份没有图"));
    assert!(many.contains("只为前 40 份有问题的清单画图，其余 3 份没有图"));
    assert_eq!(drawn(&few), drawn(&many));
    assert_eq!(
        many.matches("class=\"chapter group\"").count(),
        43,
        "their findings are all there"
    );
}

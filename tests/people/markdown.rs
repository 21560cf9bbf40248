//! Markdown as GitHub and GitLab would read it, by a parser of theirs.

use std::path::Path;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

use super::{hostile, report, report_and_findings};

/// What a comment on GitHub may hold.
const COMMENT: usize = 65_536;

/// The text of a Markdown document, and everything in it that is more than text: each kind with its content.
fn read(markdown: &str) -> (String, Vec<(&'static str, String)>) {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    let (mut text, mut more) = (String::new(), Vec::new());
    for node in root.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::Paragraph => text.push('\n'),
            NodeValue::HtmlInline(html) => more.push(("html", html.clone())),
            NodeValue::HtmlBlock(html) => more.push(("html", html.literal.clone())),
            NodeValue::Link(link) => more.push(("link", link.url.clone())),
            NodeValue::Image(link) => more.push(("image", link.url.clone())),
            NodeValue::Code(code) => more.push(("code", code.literal.clone())),
            NodeValue::CodeBlock(code) => more.push(("block", code.literal.clone())),
            NodeValue::Math(math) => more.push(("math", math.literal.clone())),
            NodeValue::Strikethrough => more.push(("strike", String::new())),
            NodeValue::Heading(_) => more.push(("heading", String::new())),
            _ => {}
        }
    }
    (text, more)
}

#[test]
fn nothing_in_a_document_means_anything_to_markdown() {
    let (_folder, list) = hostile();
    let markdown = String::from_utf8(report(&list, "markdown", "zh")).unwrap();
    let (text, more) = read(&markdown);
    for (kind, content) in &more {
        match *kind {
            "html" => assert!(content == "<ins>" || content == "</ins>", "{content}"),
            "code" => assert!(
                content.contains('/') && !content.contains(' '),
                "{content} is a rule"
            ),
            kind => assert_eq!(kind, "heading", "{content}"),
        }
    }
    assert_eq!(
        more.iter().filter(|(kind, _)| *kind == "heading").count(),
        1 + markdown.matches("\n### ").count()
    );
    // What the list says is there to be read, but nobody is called and the writing is not turned round.
    for said in [
        "<script>alert(1)</script>",
        "http://evil.example",
        "~~删~~ | 竖线 |",
        "&lt;b&gt;",
        "\\ 斜线 $x$",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains('\u{202e}'));
    let called = regex::Regex::new(r"[@#][\w\p{Han}]").unwrap();
    assert_eq!(called.find(&text), None);
}

#[test]
fn a_report_fits_a_comment_and_says_what_it_left_out() {
    let folder = tempfile::tempdir().unwrap();
    for copy in 0..5 {
        let seed = std::fs::read("seeds/xinjiang-kaerdun.txt").unwrap();
        std::fs::write(folder.path().join(format!("{copy}.txt")), seed).unwrap();
    }
    let lists = folder.path();
    let (markdown, all) = report_and_findings(lists, "markdown", "zh");
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(markdown.chars().count() <= COMMENT);
    let shown = markdown.lines().filter(|line| line.starts_with("- **")).count();
    assert!(shown > 50 && shown < all.len(), "{shown} of {} fit", all.len());
    assert!(
        markdown.contains(&format!("较轻的 {} 处问题没有列出", all.len() - shown)),
        "{markdown}"
    );
    // All errors stand before the first warning, and none is left out.
    let errors = all
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .count();
    let (first, _) = markdown.split_once("\n### 警告").unwrap();
    assert_eq!(
        first.lines().filter(|line| line.starts_with("- **")).count(),
        errors
    );
}

#[test]
fn a_small_report_looks_as_it_did() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/people");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    // How many rules there are, and which of them had nothing to judge, is another matter.
    settings.add_filter(r"\d+ (条规则|rules)", "N $1");
    settings.add_filter(
        r"(有 N 条规则没有遇到|N rules met).*\n",
        "（没有遇到可判断内容的规则）\n",
    );
    settings.bind(|| {
        for language in ["zh", "en"] {
            let markdown = report(Path::new("tests/fixture/small.yaml"), "markdown", language);
            insta::assert_snapshot!(
                format!("markdown-{language}"),
                String::from_utf8(markdown).unwrap()
            );
        }
    });
}

//! The terminal: widths, underlines, harmless text.

use proptest::prelude::*;
use qingdan::finding::{Code, Finding, Findings, Language, Severity, Words};
use qingdan::report::excerpt::Excerpt;
use qingdan::report::{Format, Style, tame};
use qingdan::text::{Place, Source, Sources, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::samples::{hostile, plain};
use super::{assert_snapshot, style, written};

const WIDTHS: [usize; 4] = [40, 80, 100, 200];

/// The samples in every look.
fn looks() -> impl Iterator<Item = ((Sources, Findings), Style)> {
    let languages = [Language::Zh, Language::En];
    let styles = WIDTHS
        .into_iter()
        .flat_map(move |width| languages.map(|language| style(language, width)));
    styles.flat_map(|style| {
        [
            (plain(), style),
            (hostile(), style),
            (plain(), Style { color: true, ..style }),
        ]
    })
}

/// The text without the escape sequences of colours; any other escape is left in place.
fn without_colors(text: &str) -> String {
    let colors = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("it is well formed");
    colors.replace_all(text, "").into_owned()
}

/// The excerpts in a report: the lines between `╭─[` and `╰────`, without their margin.
fn excerpts(text: &str) -> Vec<Vec<String>> {
    let mut excerpts: Vec<Vec<String>> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let inner = line.trim_start_matches([' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        match inner.chars().next() {
            Some('╭') => excerpts.push(Vec::new()),
            Some('│' | '·') if open => {
                let inner = inner.chars().skip(2).collect();
                excerpts.last_mut().expect("an excerpt was opened").push(inner);
            }
            _ => {}
        }
        open = (open || inner.starts_with('╭')) && !inner.starts_with('╰');
    }
    excerpts
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (sample, style) in looks() {
        for line in without_colors(&written(&sample, Format::Full, style)).lines() {
            assert!(
                line.width() <= style.width,
                "{} columns at {}: {line}",
                line.width(),
                style.width
            );
        }
    }
}

#[test]
fn an_excerpt_has_three_lines_at_most_and_there_is_one_for_each_place() {
    for (sample, style) in looks() {
        let excerpts = excerpts(&without_colors(&written(&sample, Format::Full, style)));
        let places: usize = sample.1.iter().map(|finding| 1 + finding.related.len()).sum();
        assert_eq!(excerpts.len(), places);
        for excerpt in excerpts {
            assert!((2..=3).contains(&excerpt.len()), "{excerpt:#?}");
        }
    }
}

/// The part of `line` that stands above the mark.
fn above(line: &str, mark: &str) -> String {
    let columns = |text: &str| {
        text.chars()
            .map(|character| character.width().unwrap_or(0))
            .sum::<usize>()
    };
    let start = columns(mark) - columns(mark.trim_start());
    let mut column = 0_usize;
    let mut marked = String::new();
    for character in line.chars() {
        let width = character.width().unwrap_or(0);
        // An accent belongs to the column before it.
        let at = if width == 0 {
            column.saturating_sub(1)
        } else {
            column
        };
        if (start..columns(mark)).contains(&at) {
            marked.push(character);
        }
        column += width;
    }
    marked
}

#[test]
fn the_mark_stands_right_under_the_marked_characters() {
    for (sample, style) in looks() {
        let excerpts = excerpts(&without_colors(&written(&sample, Format::Full, style)));
        let labels = sample
            .1
            .iter()
            .flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.related));
        for (label, excerpt) in labels.zip(excerpts) {
            let source = &sample.0[label.place.source];
            let (text, name) = (source.slice(label.place.span), source.name());
            // Accents are drawn over their neighbours: what stands in a column is not one text.
            if name == "accents.txt" && !text.starts_with('县') {
                continue;
            }
            let whole = tame::line(text.trim_start_matches('\u{feff}').lines().next().unwrap_or(""));
            let shown = above(&excerpt[0], &excerpt[1]);
            match shown.strip_suffix('…') {
                Some(cut) => assert!(
                    whole.starts_with(cut),
                    "{shown}, not {whole}, in {name}: {excerpt:#?}"
                ),
                None if whole.is_empty() => assert!(excerpt[1].trim() == "▲", "{name}: {excerpt:#?}"),
                None => assert_eq!(shown, whole, "{name}: {excerpt:#?}"),
            }
        }
    }
}

#[test]
fn no_document_reaches_the_terminal_untamed() {
    let turning = |character: char| matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    for (sample, style) in looks() {
        let text = without_colors(&written(&sample, Format::Full, style));
        let untamed = text
            .chars()
            .find(|&character| character != '\n' && (character.is_control() || turning(character)));
        assert_eq!(untamed, None, "{text}");
    }
}

#[test]
fn samples_look_as_they_did() {
    for (language, name) in [(Language::Zh, "zh"), (Language::En, "en")] {
        for width in [40, 100] {
            assert_snapshot(
                &format!("full-{name}-{width}"),
                &written(&plain(), Format::Full, style(language, width)),
            );
        }
    }
    assert_snapshot(
        "full-hostile",
        &written(&hostile(), Format::Full, style(Language::En, 60)),
    );
}

proptest! {
    /// Whatever the line, the window keeps to its room, and the mark to the window.
    #[test]
    fn a_window_keeps_to_its_room(
        before in "(?s).{0,60}",
        label in "(?s).{0,60}",
        after in "(?s).{0,60}",
        goes_on in any::<bool>(),
        room in 10_usize..120,
        words in 0_usize..80,
    ) {
        let line = [before.as_str(), &label, &after].concat();
        let end = if goes_on { line.len() + 1 } else { before.len() + label.len() };
        let excerpt = Excerpt::cut(&line, before.len()..end, room, words);
        prop_assert!(tame::width(&excerpt.text) <= room, "{excerpt:?}");
        prop_assert!(!excerpt.text.chars().any(char::is_control));
        let left = tame::width(&excerpt.text[..excerpt.marked.start]);
        let mark = tame::width(&excerpt.text[excerpt.marked.clone()]).max(1);
        prop_assert!(!excerpt.words_fit || left + mark / 2 + "╰── ".chars().count() + words <= room);
        // Nothing is cut that would have fitted.
        if !goes_on && words == 0 && tame::width(&tame::line(&line)) < room {
            let whole = tame::line(&line);
            prop_assert_eq!(excerpt.text.trim_end(), whole.trim_end());
        }
    }
}

#[test]
fn places_beyond_the_fifth_are_named_in_one_line() {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("list.txt", "县水利局\n".repeat(9)));
    let place = |line: usize| Place {
        source: id,
        span: Span::new(line * 13, line * 13 + 12),
    };
    let finding = Finding::new(Code::new("a/b"), Severity::Info, Words::plain("甲"), place(0));
    let finding = (1..9).fold(finding, |finding, line| {
        finding.related(place(line), Words::plain("乙"))
    });
    let text = written(
        &(sources, Findings::seal(vec![finding])),
        Format::Full,
        style(Language::Zh, 80),
    );
    assert_eq!(text.matches("╭─[").count(), 6, "{text}");
    assert!(text.contains("另有 3 处：7:1、8:1、9:1"), "{text}");
}

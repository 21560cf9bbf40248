//! A list as a readable outline: what a person compares with the published text.
#![allow(dead_code, reason = "each test uses its own part")]

use std::fmt::Write;

use qingdan::finding::{Finding, Language};
use qingdan::list::{Block, Clause, Detail, Duty, DutyList, Mention, Number, Numbering};
use qingdan::text::Sources;

/// The whole list.
pub(crate) fn list(list: &DutyList<'_>) -> String {
    let mut out = String::new();
    let region: Vec<&str> = list.township.region.iter().map(|place| place.as_str()).collect();
    let text = |field: Option<&str>| field.unwrap_or("–").to_owned();
    let _ = writeln!(
        out,
        "title: {}",
        text(list.title.as_ref().map(|title| title.as_str()))
    );
    let _ = writeln!(
        out,
        "township: {} ({})",
        list.township.name.as_str(),
        region.join(" / ")
    );
    let _ = writeln!(
        out,
        "published: {}",
        text(list.published.as_ref().map(|date| date.as_str()))
    );
    for heading in &list.contents {
        let _ = writeln!(
            out,
            "contents: {}{} ({})",
            ordinal(heading.ordinal.as_ref()),
            heading.text.as_str(),
            heading.level
        );
    }
    for section in &list.sections {
        let count: usize = section
            .categories
            .iter()
            .map(|category| category.duties.len())
            .sum();
        let title = text(section.title.as_ref().map(|title| title.as_str()));
        let _ = writeln!(
            out,
            "\n=== {} {title}: {count}{}",
            section.kind,
            declared(section.declared.as_ref())
        );
        for category in &section.categories {
            let (name, duties) = (category.name.as_str(), category.duties.len());
            let declared = declared(category.declared.as_ref());
            let _ = writeln!(
                out,
                "\n# {}{name}: {duties}{declared}",
                ordinal(category.ordinal.as_ref())
            );
            category.duties.iter().for_each(|each| duty(&mut out, each));
        }
    }
    out
}

/// The doubts, each with its place.
pub(crate) fn doubts(doubts: &[Finding], sources: &Sources) -> String {
    let mut out = String::new();
    for doubt in doubts {
        let place = doubt.primary.place;
        let at = sources[place.source].position(place.span.start as usize);
        let (zh, en) = (doubt.message.get(Language::Zh), doubt.message.get(Language::En));
        let _ = writeln!(
            out,
            "{}:{} {:?} {}: {zh}",
            at.line, at.column, doubt.severity, doubt.code
        );
        let _ = writeln!(out, "    {en}");
        let _ = writeln!(out, "    > {}", cut(&sources.slice(place).replace('\n', "⏎"), 40));
        for label in &doubt.related {
            let at = sources[label.place.source].position(label.place.span.start as usize);
            let words = cut(sources.slice(label.place), 30);
            let _ = writeln!(out, "    + {}:{} {words}", at.line, at.column);
        }
    }
    out
}

fn duty(out: &mut String, duty: &Duty<'_>) {
    let number = duty
        .number
        .as_ref()
        .map_or("–".to_owned(), |number| number.value.to_string());
    let mark = duty.mark.as_ref().map_or("", |mark| mark.as_str());
    let _ = writeln!(out, "{number} {mark}{}", cut(duty.name.as_str(), 40));
    match &duty.detail {
        Detail::Basic => {}
        Detail::Cooperative(cooperative) => {
            let _ = writeln!(out, "    departments: {}", mentions(&cooperative.departments));
            cooperative.blocks.iter().for_each(|each| block(out, each));
            let _ = writeln!(out, "    township: {}", clauses(&cooperative.township));
        }
        Detail::Reclaimed(reclaimed) => {
            let ended = if reclaimed.discontinued {
                " (discontinued)"
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "    {}{ended}: {}",
                mentions(&reclaimed.receivers),
                clauses(&reclaimed.mode)
            );
            if let Some(label) = &reclaimed.unfilled {
                let _ = writeln!(out, "    nothing behind {}", label.as_str());
            }
        }
    }
}

fn block(out: &mut String, block: &Block<'_>) {
    let _ = writeln!(
        out,
        "    [{}] {}",
        mentions(&block.departments),
        clauses(&block.clauses)
    );
    if !block.guarantees.is_empty() {
        let _ = writeln!(out, "        guarantees: {}", clauses(&block.guarantees));
    }
}

fn mentions(mentions: &[Mention<'_>]) -> String {
    let show = |mention: &Mention<'_>| match &mention.full {
        Some(full) => format!("{}→{full}", mention.text.as_str()),
        None => mention.text.as_str().to_owned(),
    };
    mentions.iter().map(show).collect::<Vec<_>>().join("; ")
}

fn clauses(clauses: &[Clause<'_>]) -> String {
    let show = |clause: &Clause<'_>| {
        let number = match &clause.numbering {
            Numbering::Written(number) => format!("{} ", number.value),
            Numbering::Implied => "· ".to_owned(),
            Numbering::Absent => "– ".to_owned(),
        };
        number + &ends(clause.text.as_str())
    };
    clauses.iter().map(show).collect::<Vec<_>>().join(" | ")
}

fn ordinal(number: Option<&Number<'_>>) -> String {
    number.map_or(String::new(), |number| {
        format!("{}={} ", number.text.as_str(), number.value)
    })
}

fn declared(number: Option<&Number<'_>>) -> String {
    number.map_or(String::new(), |number| format!(" (declared {})", number.value))
}

/// The first characters of a text.
fn cut(text: &str, length: usize) -> String {
    let short: String = text.chars().take(length).collect();
    if short.len() < text.len() {
        short + "…"
    } else {
        short
    }
}

/// The beginning and the end of a text.
fn ends(text: &str) -> String {
    const HEAD: usize = 10;
    const TAIL: usize = 6;
    let count = text.chars().count();
    if count <= HEAD + TAIL {
        return text.to_owned();
    }
    let tail: String = text.chars().skip(count - TAIL).collect();
    format!("{}…{tail}", text.chars().take(HEAD).collect::<String>())
}

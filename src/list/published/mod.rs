//! Published text as a list: titles, lists, categories and duties, in the order of the document.

mod blocks;
mod clauses;
mod doubts;
mod duties;
mod front;
mod headings;
mod heads;
mod labels;
mod leftovers;
mod marks;
mod names;
mod place;
mod reclaimed;
mod sections;
mod split;
mod summary;
mod taker;
mod title;
mod vocabulary;

use super::{DutyList, Format, Reading, Township};
use crate::document::{self, Account, Block, Document, Furniture};
use crate::finding::{Finding, Severity, Words};
use crate::text::{Mapped, SourceId, Span};
use doubts::Doubts;
use duties::Desk;
use title::Title;

/// What reading published text came to.
#[derive(Debug)]
pub struct Published<'s> {
    /// The list and the doubts.
    pub reading: Reading<'s>,
    /// What was set aside as furniture: bytes of the source that shape the document and say nothing of the list.
    pub furniture: Vec<(Span, Furniture)>,
}

/// Reads `text`, the whole text of `source`. Each character that is not blank belongs to a field of the list, to the
/// furniture or to the place of a doubt.
pub fn read(source: SourceId, text: &str) -> Published<'_> {
    let mut account = Account::default();
    let mut doubts = Doubts::new(source);
    let document = document::read(source, text, &mut account);
    if !document.blocks.iter().any(|block| matches!(block, Block::Row(_))) {
        let doubts = not_a_list(&document, doubts);
        return Published {
            reading: Reading { list: None, doubts },
            furniture: account.entries().to_vec(),
        };
    }
    let list = list(&document, &mut account, &mut doubts);
    doubts.about(None, None, None);
    leftovers::report(text, &list, &account, &mut doubts);
    heads::report(&document, list.township.name.as_str(), &mut doubts);
    let township = list.township.full_name();
    let doubts = doubts.finish(&township, text);
    Published {
        reading: Reading {
            list: Some(list),
            doubts,
        },
        furniture: account.entries().to_vec(),
    }
}

fn list<'s>(document: &Document<'s>, account: &mut Account, doubts: &mut Doubts) -> DutyList<'s> {
    let first = document
        .blocks
        .iter()
        .position(|block| !matches!(block, Block::Line(_)))
        .unwrap_or(0);
    let front = front::read(document, first, account);
    let title = front
        .title
        .as_ref()
        .map(|lines| Title::read(document.source, document.text, lines));
    let mut desk = Desk {
        source: document.source,
        text: document.text,
        account,
        doubts,
        vocabulary: vocabulary::collect(document),
        places: title
            .iter()
            .flat_map(|title| &title.region)
            .filter_map(|place| stem(place.as_str()))
            .collect(),
    };
    let (sections, titles) = sections::read(document, front.rest, &mut desk);
    let best = title
        .iter()
        .chain(&titles)
        .max_by_key(|title| title.weight())
        .and_then(Title::township);
    let township = best.unwrap_or_else(|| no_township(document, title.as_ref(), doubts));
    DutyList {
        source: document.source,
        format: Format::Published,
        title: title.map(|title| title.text),
        township,
        published: front.published,
        contents: front.contents,
        sections,
    }
}

/// The name of a place without its level: `扎兰屯` of `扎兰屯市`.
fn stem(place: &str) -> Option<String> {
    let stem = place.trim_end_matches(['省', '市', '县', '区', '旗', '盟']);
    (stem.len() < place.len() && stem.chars().count() > 1).then(|| stem.to_owned())
}

fn no_township<'s>(document: &Document<'s>, title: Option<&Title<'s>>, doubts: &mut Doubts) -> Township<'s> {
    let first = document.blocks.iter().map(|block| match block {
        Block::Line(line) => line.span,
        Block::Header(layout) => layout.cells[0],
        Block::Row(row) => row.span,
    });
    let empty = Span { start: 0, end: 0 };
    let span = title.map_or_else(
        || first.into_iter().next().unwrap_or(empty),
        |title| title.text.place().span,
    );
    doubts.about(None, None, None);
    doubts.add(
        "read/no-township",
        Severity::Error,
        span,
        Words::new("看不出这是哪个乡镇（街道）的清单", "The list does not say whose it is"),
        Words::new(
            "标题应写明省、市、县和乡镇（街道）全称，如“甘肃省兰州市西固区河口镇履行职责事项清单”。",
            "The title should name province, city, county and township, as in 甘肃省兰州市西固区河口镇履行职责事项清单.",
        ),
    );
    Township {
        name: Mapped::slice(document.source, document.text, empty),
        region: title.map(|title| title.region.clone()).unwrap_or_default(),
    }
}

/// The error that a source without a table of duties gets; it covers the whole text.
fn not_a_list(document: &Document<'_>, mut doubts: Doubts) -> Vec<Finding> {
    let text = document.text;
    let span = match document::trimmed(text, Span::new(0, text.len())) {
        blank if blank.is_empty() => Span { start: 0, end: 0 },
        words => words,
    };
    let message = if span.is_empty() {
        Words::new("文件是空的", "The file is empty")
    } else {
        Words::new(
            "这不是履行职责事项清单：没有找到事项表格",
            "This is no list of duties: no table of duties was found",
        )
    };
    let help = Words::new(
        "清单的表格应有“序号”“事项名称”等列，各列以制表符分隔；也可以使用 YAML 格式（schema: qingdan/list@1）。",
        "The tables of a list have columns such as 序号 and 事项名称, separated by tabs; the YAML form (schema: qingdan/list@1) is read as well.",
    );
    doubts.add("read/not-a-list", Severity::Error, span, message, help);
    doubts.finish("", text)
}

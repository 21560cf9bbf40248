//! The registries that somebody named: whether a file is one, and whether it holds for any list that was checked.

use crate::Set;
use crate::finding::{Code, Finding, Severity, Words};
use crate::list::registry::Registry;
use crate::list::yaml::registry::SCHEMA;
use crate::text::near::nearest;
use crate::text::{Place, SourceId, Span};

/// The fault of a file that was given as a registry and is none; `text` is the whole text of `source`.
pub fn stranger(source: SourceId, text: &str) -> Finding {
    const SHOWN: usize = 60;
    let line = text.lines().find(|line| !line.trim().is_empty());
    let line = line.map_or("", str::trim);
    let end = line.char_indices().nth(SHOWN).map_or(line.len(), |(at, _)| at);
    let start = text.find(line).unwrap_or(0);
    let place = Place {
        source,
        span: Span::new(start, start + end),
    };
    let words = Words::new("这个文件不是部门名录", "this file is no registry");
    let help = Words::new(
        format!(
            "部门名录以 schema: {SCHEMA} 开头；要检查的清单不写在 --registry 和 qingdan.toml 的 registry 里。"
        ),
        format!(
            "a registry begins with `schema: {SCHEMA}`; a list that shall be checked is given neither to --registry nor \
             to `registry` in qingdan.toml."
        ),
    );
    Finding::new(
        Code::new("registry/not-a-registry"),
        Severity::Error,
        words,
        place,
    )
    .help(help)
}

/// The finding, `severity`, that a registry holds for none of the lists that were checked, which lie in `regions`; none
/// where it does.
pub fn idle(registry: &Registry<'_>, regions: &Set<Vec<String>>, severity: Severity) -> Option<Finding> {
    let own: Vec<&str> = registry.region.iter().map(|part| part.as_str()).collect();
    if own.is_empty() || regions.iter().any(|region| *region == own) {
        return None;
    }
    let places = registry.region.iter().map(|part| part.place());
    let place = places.reduce(|a, b| Place {
        span: a.span.hull(b.span),
        ..a
    })?;
    let words = Words::new(
        format!(
            "这份名录写的地区是{}，检查的清单都不在这个地区，名录没有用上",
            own.concat()
        ),
        format!(
            "this registry holds for {}, and none of the lists checked lies there",
            own.concat()
        ),
    );
    let finding = Finding::new(Code::new("registry/idle"), severity, words, place);
    let mut regions: Vec<&Vec<String>> = regions.iter().filter(|region| !region.is_empty()).collect();
    regions.sort();
    Some(match (near(&own, &regions), regions.is_empty()) {
        (_, true) => finding.help(Words::new(
            "清单没有写明地区。",
            "the lists do not say where they lie.",
        )),
        (Some(near), _) => finding.help(Words::new(
            format!("是不是想写 region: [{}]？", near.join(", ")),
            format!("did you mean `region: [{}]`?", near.join(", ")),
        )),
        (None, _) => finding.help(there_are(&regions)),
    })
}

/// The region that was probably meant: one of the same county, however its larger divisions are written; or one whose
/// county is of another kind (县 for 区) or differs by a slip, and everything around it not at all.
fn near<'r>(own: &[&str], regions: &[&'r Vec<String>]) -> Option<&'r Vec<String>> {
    let (county, around) = own.split_last()?;
    let find = |fits: &dyn Fn(&str) -> bool, regions: &[&'r Vec<String>]| {
        let county = |region: &&&'r Vec<String>| region.last().is_some_and(|last| fits(last));
        regions.iter().find(county).copied()
    };
    let is_beside = |region: &&&'r Vec<String>| {
        region.len() == own.len() && region.iter().zip(around).all(|(part, own)| part == own)
    };
    let beside: Vec<&'r Vec<String>> = regions.iter().filter(is_beside).copied().collect();
    let names = beside
        .iter()
        .filter_map(|region| region.last())
        .map(String::as_str);
    let slip = nearest(county, names).filter(|_| county.chars().count() > 2);
    find(&|last| last == *county, regions)
        .or_else(|| find(&|last| stem(last) == stem(county), &beside))
        .or_else(|| find(&|last| Some(last) == slip, &beside))
}

/// The name of a county without its kind.
fn stem(county: &str) -> &str {
    county.strip_suffix(['县', '区', '市', '旗']).unwrap_or(county)
}

fn there_are(regions: &[&Vec<String>]) -> Words {
    const SHOWN: usize = 5;
    let named: Vec<String> = regions.iter().take(SHOWN).map(|region| region.concat()).collect();
    let (zh, en) = match regions.len() > SHOWN {
        true => (" 等", ", …"),
        false => ("", ""),
    };
    Words::new(
        format!("清单所在的地区：{}{zh}。", named.join("、")),
        format!("the lists lie in {}{en}.", named.join(", ")),
    )
}

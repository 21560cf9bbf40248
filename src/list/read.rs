//! The front door: a source is read as a list, whatever its form.

use super::{Reading, published, yaml};
use crate::finding::{Code, Finding, Severity, Words};
use crate::text::source::Encoding;
use crate::text::{Place, Source, SourceId, Sources, Span};

/// Reads the source `id` as a list.
pub fn read(sources: &Sources, id: SourceId) -> Reading<'_> {
    let source = &sources[id];
    let mut reading = match yaml::looks_like(source.text()) {
        true => yaml::read(id, source.text()),
        false => published::read(id, source.text()).reading,
    };
    reading.doubts.extend(decoded(id, source));
    reading
}

/// The county that the list beginning with `head` is about, the whole way down (`甘肃省兰州市西固区`), from the first
/// few thousand bytes of its text, which may be cut anywhere. `None` where they do not say.
pub fn peek(head: &str) -> Option<String> {
    if yaml::looks_like(head) {
        return Some(yaml::peek(head)?.concat());
    }
    let source = Source::new("", head);
    let list = published::read(SourceId(0), source.text()).reading.list?;
    Some(list.township.county()).filter(|county| !county.is_empty())
}

/// Says that the text is not the file's own bytes, so that nobody looks for an offset in the wrong place.
fn decoded(id: SourceId, source: &Source) -> Option<Finding> {
    let name = match source.encoding() {
        Encoding::Utf8 => return None,
        Encoding::Gb18030 => "GB 18030",
        Encoding::Utf16 => "UTF-16",
    };
    let first = source
        .text()
        .trim_start_matches('\u{feff}')
        .chars()
        .next()
        .map_or(0, char::len_utf8);
    let start = source.text().len() - source.text().trim_start_matches('\u{feff}').len();
    let place = Place {
        source: id,
        span: Span::new(start, start + first),
    };
    let message = Words::new(
        format!("文件不是 UTF-8 编码，已按 {name} 读取；行、列不受影响，字节位置按转换后的文字计算"),
        format!(
            "the file is no UTF-8; it was read as {name}: lines and columns hold, offsets count bytes of the decoded text"
        ),
    );
    let help = Words::new("建议另存为 UTF-8 编码", "save the file as UTF-8");
    Some(
        Finding::new(Code::new("read/decoded"), Severity::Info, message, place)
            .help(help)
            .value(name),
    )
}

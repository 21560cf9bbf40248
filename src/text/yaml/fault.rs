//! Why a text is no YAML that is read here, in words a person understands.

use granit_parser::{ErrorKind, ScanError};

use super::{MAX_DEPTH, MAX_NODES};
use crate::text::Span;

/// One fault and the bytes it is seen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in Chinese.
    pub zh: String,
    /// What is wrong, in English.
    pub en: String,
    /// Where.
    pub span: Span,
}

impl Fault {
    fn new(zh: impl Into<String>, en: impl Into<String>, span: Span) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
            span,
        }
    }

    /// The scanner's error, seen in `text`.
    pub(super) fn scan(error: &ScanError, text: &str) -> Self {
        let at = error.marker().byte_offset().unwrap_or(text.len());
        let (zh, en) = words(error.kind());
        Self::new(zh, en, character_at(text, at))
    }

    pub(super) fn alias(span: Span) -> Self {
        Self::new(
            "值以 * 开头，YAML 会把它当作别名，这里不用别名；如果它是文字，请给整个值加上引号",
            "a value that begins with * is an alias in YAML, and aliases are not used here; quote the whole value if it is text",
            span,
        )
    }

    pub(super) fn anchor(span: Span) -> Self {
        Self::new(
            "值以 & 开头，YAML 会把它当作锚点，这里不用锚点；如果它是文字，请给整个值加上引号",
            "a value that begins with & is an anchor in YAML, and anchors are not used here; quote the whole value if it is text",
            span,
        )
    }

    pub(super) fn tag(span: Span) -> Self {
        Self::new(
            "值以 ! 开头，YAML 会把它当作类型标签，这里不用标签；如果它是文字，请给整个值加上引号",
            "a value that begins with ! is a tag in YAML, and tags are not used here; quote the whole value if it is text",
            span,
        )
    }

    pub(super) fn too_deep(span: Span) -> Self {
        Self::new(
            format!("嵌套超过 {MAX_DEPTH} 层"),
            format!("nested more than {MAX_DEPTH} levels deep"),
            span,
        )
    }

    pub(super) fn too_many(span: Span) -> Self {
        Self::new(
            format!("内容超过 {MAX_NODES} 个值，请拆成几个文件"),
            format!("more than {MAX_NODES} values in one file; split it"),
            span,
        )
    }

    pub(super) fn second_document(span: Span) -> Self {
        Self::new(
            "一个文件只能有一份 YAML 文档，这里用 --- 又开始了一份",
            "a file holds one YAML document, and --- begins another one here",
            span,
        )
    }

    pub(super) fn empty(span: Span) -> Self {
        Self::new("文件里没有内容", "there is nothing in this file", span)
    }
}

/// A character as a person can see it: control characters by their number.
fn visible(character: char) -> String {
    if character.is_control() {
        format!("U+{:04X}", character as u32)
    } else {
        character.to_string()
    }
}

/// The bytes of the character at `at`; nothing at the end of the text.
fn character_at(text: &str, at: usize) -> Span {
    let start = text.floor_char_boundary(at.min(text.len()));
    let length = text[start..]
        .chars()
        .next()
        .filter(|&found| found != '\n')
        .map_or(0, char::len_utf8);
    Span::new(start, start + length)
}

fn words(kind: &ErrorKind) -> (String, String) {
    let plain = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match kind {
        ErrorKind::UnclosedFlowCollection { open } => (
            format!("这个“{open}”没有闭合；如果它是文字的开头，请给整个值加上引号"),
            format!("this {open} is never closed; quote the whole value if it is text"),
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            format!("用“{open}”开始，却用“{close}”结束"),
            format!("opened with {open} but closed with {close}"),
        ),
        ErrorKind::UnexpectedCharacter { character } => (
            format!(
                "这里不能出现“{}”；如果它是文字的开头，请给整个值加上引号",
                visible(*character)
            ),
            format!(
                "{} may not stand here; quote the whole value if it is text",
                visible(*character)
            ),
        ),
        ErrorKind::RecursionLimitExceeded => (
            format!("嵌套超过 {MAX_DEPTH} 层"),
            format!("nested more than {MAX_DEPTH} levels deep"),
        ),
        ErrorKind::UnclosedQuotedScalar => plain("引号没有闭合", "the quotation is never closed"),
        ErrorKind::InvalidQuotedScalarIndent => plain(
            "前面的引号没有闭合，或者引号里折到下一行的文字没有缩进",
            "a quotation before this is never closed, or its next line is not indented",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed => plain(
            "这里不能出现“- ”：列表的“-”要各占一行；如果它是文字的开头，请给整个值加上引号",
            "a dash may not stand here: each item of a list has its own line; quote the whole value if it is text",
        ),
        ErrorKind::InvalidTagTerminator | ErrorKind::UndeclaredTagHandle | ErrorKind::MissingTagUri => {
            let fault = Fault::tag(Span { start: 0, end: 0 });
            (fault.zh, fault.en)
        }
        ErrorKind::MissingAnchorOrAliasName => plain(
            "值以 * 或 & 开头，YAML 会把它当作别名或锚点；如果它是文字，请给它加上引号",
            "a value that begins with * or & is an alias or an anchor in YAML; quote it if it is text",
        ),
        other => family_words(other),
    }
}

/// The same words for every fault of one family.
fn family_words(kind: &ErrorKind) -> (String, String) {
    let plain = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match kind {
        _ if is_tab(kind) => plain(
            "缩进里用了制表符，请改用空格",
            "a tab stands in the indentation; use spaces",
        ),
        _ if is_flow(kind) => plain(
            "[…] 或 {…} 里缺少逗号或结束的括号；文字里含有 [ ] { } , 时请加引号",
            "a comma or a closing bracket is missing in […] or {…}; quote texts that hold [ ] { } or ,",
        ),
        _ if is_colon(kind) => plain(
            "这里不成“键: 值”：键后面要写半角冒号加空格“: ”；文字里含有“: ”时请给整个值加上引号",
            "no key and value here: write ': ' after a key, and quote a text that holds ': '",
        ),
        _ if is_indentation(kind) => plain(
            "缩进或层次不对：同一层的键和“-”要对齐",
            "wrong indentation: keys and dashes of one level must be aligned",
        ),
        _ if is_quoted(kind) => plain(
            "引号里的内容不成立：双引号里“\\”后面要是有效的转义，引号结束后不能再跟文字",
            "wrong quotation: \\ begins an escape inside double quotes, and nothing may follow the closing quote",
        ),
        other => (
            format!("这里不是合法的 YAML（{other}）"),
            format!("no valid YAML: {other}"),
        ),
    }
}

fn is_tab(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabAtBlockScalarStart
            | K::TabInPlainScalar
    )
}

fn is_flow(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::MisplacedFlowCollectionEnd
            | K::UnexpectedEofFlowSequence
            | K::UnexpectedEofFlowMapping
            | K::UnexpectedEofImplicitFlowMapping
            | K::FlowMappingValueAdjacentCollection
            | K::InvalidColonPlacement
            | K::BlockEntryInFlowCollection
            | K::PlainScalarStartsWithDashFlowIndicator
    )
}

fn is_colon(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::MappingValueNotAllowed
            | K::SimpleKeyExpected
            | K::InvalidSimpleKey
            | K::MappingKeyNotAllowed
            | K::InvalidMappingValueWhitespace
    )
}

fn is_indentation(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::InvalidIndentation
            | K::ExpectedBlockMappingKey
            | K::ExpectedBlockSequenceEntry
            | K::InvalidBlockEntryWhitespace
            | K::InvalidFlowScalarIndent
            | K::InvalidBlockScalarIndent
            | K::UnexpectedEofBlockMapping
            | K::UnexpectedEofBlockSequence
            | K::ExpectedNodeContent
    )
}

fn is_quoted(kind: &ErrorKind) -> bool {
    use ErrorKind as K;
    matches!(
        kind,
        K::InvalidTrailingSingleQuotedScalar
            | K::InvalidTrailingDoubleQuotedScalar
            | K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape
            | K::DocumentIndicatorInQuotedScalar
    )
}

//! What can be wrong with a list in the YAML form, as findings `read/…`.

use super::SCHEMA;
use super::shape::{ALL, Shape};
use crate::finding::{Code, Finding, Language, Severity, Words};
use crate::text::Place;
use crate::text::near::nearest;
use crate::text::yaml::{Event, Fault};

/// Whose value is at fault.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An item of the list that a key has.
    Item(&'a str),
}

impl Of<'_> {
    fn words(self) -> Words {
        match self {
            Self::Key(key) => Words::plain(format!("“{key}”")),
            Self::Item(key) => Words::new(format!("“{key}”里的一项"), format!("an item of “{key}”")),
        }
    }

    fn key(&self) -> &str {
        let (Self::Key(key) | Self::Item(key)) = self;
        key
    }
}

/// What is wanted.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Text,
    Number,
    Flag,
    List,
    Mapping(&'static Shape),
    Key,
    Clause,
    Body,
}

/// What stands there instead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Text,
    List,
    Mapping,
}

impl Wanted {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("一段文字", "a text"),
            Self::Number => ("一个整数", "a whole number"),
            Self::Flag => ("true 或 false", "true or false"),
            Self::List => ("一个列表", "a list"),
            Self::Mapping(_) => ("一组“键: 值”", "a mapping of keys to values"),
            Self::Key => ("一个键名", "the name of a key"),
            Self::Clause => (
                "一段文字，或 {number: …, text: …}",
                "a text, or {number: …, text: …}",
            ),
            Self::Body => (
                "部门名称，或 {name: …, aliases: […]}",
                "a name, or {name: …, aliases: […]}",
            ),
        }
    }

    /// How to write nothing.
    fn none(self) -> (&'static str, &'static str) {
        match self {
            Self::List => ("没有内容就写 []", "write [] for none"),
            Self::Text | Self::Clause => (
                "补上文字，或者删掉这一处",
                "add the text, or remove the key or item",
            ),
            _ => ("补上内容，或者删掉这个键", "add the value, or remove the key"),
        }
    }
}

impl Found {
    pub(super) fn of(event: &Event<'_>) -> Self {
        match event {
            Event::Scalar(scalar) if scalar.is_absent() => Self::Nothing,
            Event::Scalar(_) => Self::Text,
            Event::SequenceStart | Event::SequenceEnd => Self::List,
            Event::MappingStart | Event::MappingEnd => Self::Mapping,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => ("没有值", "nothing"),
            Self::Text => ("是一段文字", "a text"),
            Self::List => ("是一个列表", "a list"),
            Self::Mapping => ("是一组“键: 值”", "a mapping"),
        }
    }
}

fn error(code: &str, message: Words, place: Place) -> Finding {
    Finding::new(Code::new(code), Severity::Error, message, place)
}

/// The text is no YAML.
pub(super) fn syntax(fault: Fault, place: Place) -> Finding {
    let message = Words::new(
        format!("YAML 读不下去：{}", fault.zh),
        format!("cannot read the YAML: {}", fault.en),
    );
    error("read/yaml-syntax", message, place)
}

/// A key that is not of this shape: the one that was meant, or the shape it belongs to, and the keys there are.
pub(super) fn unknown_key(key: &str, shape: &'static Shape, place: Place) -> Finding {
    let shown = shown(key);
    let words = shape.words();
    let (zh, en) = (words.get(Language::Zh), words.get(Language::En));
    let message = Words::new(
        format!("{zh}没有“{shown}”这个键"),
        format!("{en} has no key “{shown}”"),
    );
    let elsewhere = ALL
        .iter()
        .find(|other| other.keys.contains(&key))
        .map(|other| other.words());
    let hint = match (shape.meant(key), elsewhere) {
        (Some("text"), None) if nearest(key, ["text"]).is_none() => {
            Words::new(format!("{}。", COLON.0), format!("{}. ", COLON.1))
        }
        (Some(near), None) => Words::new(format!("是不是“{near}”？"), format!("did you mean “{near}”? ")),
        (_, Some(home)) => Words::new(
            format!("“{shown}”是{}的键，看看缩进和层次。", home.get(Language::Zh)),
            format!(
                "“{shown}” is a key of {}: look at the indentation. ",
                home.get(Language::En)
            ),
        ),
        (None, None) => Words::default(),
    };
    let help = Words::new(
        format!("{}可用的键：{}", hint.get(Language::Zh), shape.keys.join("、")),
        format!("{}its keys: {}", hint.get(Language::En), shape.keys.join(", ")),
    );
    error("read/unknown-key", message, place).help(help).value(key)
}

/// A key given twice: the first counts.
pub(super) fn duplicate_key(key: &str, place: Place, first: Place) -> Finding {
    let message = Words::new(
        format!("“{key}”写了两次，只用了第一次"),
        format!("“{key}” is given twice; the first one is used"),
    );
    error("read/duplicate-key", message, place)
        .related(first, Words::new("第一次在这里", "first given here"))
        .help(Words::new(
            "删掉其中一个，或者并到一处",
            "remove one of them, or join the two",
        ))
        .value(key)
}

/// A key that must be there.
pub(super) fn missing_key(key: &str, shape: &'static Shape, place: Place) -> Finding {
    let words = shape.words();
    let (zh, en) = (words.get(Language::Zh), words.get(Language::En));
    let example = match key {
        "schema" => Words::plain(format!("schema: {SCHEMA}")),
        "township" => Words::plain("township: {name: 河口镇, region: [甘肃省, 兰州市, 西固区]}"),
        "region" => Words::plain("region: [甘肃省, 兰州市, 西固区]"),
        "name" => Words::plain("name: …"),
        "text" => Words::plain("text: …"),
        list => Words::plain(format!("{list}: []")),
    };
    let help = Words::new(
        format!("加上 {}", example.get(Language::Zh)),
        format!("add {}", example.get(Language::En)),
    );
    let message = Words::new(format!("{zh}缺少“{key}”"), format!("{en} needs a “{key}”"));
    error("read/missing-key", message, place).help(help).value(key)
}

/// A value of another type than is wanted. `line` is its first line.
pub(super) fn wrong_type(subject: Of<'_>, wanted: Wanted, found: Found, place: Place, line: &str) -> Finding {
    let ((wanted_zh, wanted_en), (found_zh, found_en)) = (wanted.words(), found.words());
    let words = subject.words();
    let (zh, en) = (words.get(Language::Zh), words.get(Language::En));
    let message = match (wanted, found) {
        (Wanted::Key, _) => Words::new(
            format!("这里要{wanted_zh}，却{found_zh}"),
            format!("{wanted_en} belongs here, not {found_en}"),
        ),
        (_, Found::Nothing) => Words::new(
            format!("{zh}没有值，应当是{wanted_zh}"),
            format!("{en} has no value; it should be {wanted_en}"),
        ),
        _ => Words::new(
            format!("{zh}应当是{wanted_zh}，这里{found_zh}"),
            format!("{en} should be {wanted_en}, not {found_en}"),
        ),
    };
    error("read/wrong-type", message, place)
        .help(type_help(wanted, found, line))
        .value(subject.key())
}

fn type_help(wanted: Wanted, found: Found, line: &str) -> Words {
    let brackets = line.starts_with(['{', '[']);
    match (wanted, found) {
        (Wanted::Mapping(shape), _) => {
            let keys: Vec<_> = shape.required.iter().map(|key| format!("{key}: …")).collect();
            Words::new(
                format!("写成 {{{}}}", keys.join(", ")),
                format!("write {{{}}}", keys.join(", ")),
            )
        }
        (_, Found::Nothing) => Words::new(wanted.none().0, wanted.none().1),
        (Wanted::Text | Wanted::Clause | Wanted::Key, Found::List | Found::Mapping) if brackets => {
            Words::new(
                "如果它是以 { 或 [ 开头的文字，请给整个值加上引号",
                "if it is a text that begins with { or [, quote the whole value",
            )
        }
        (Wanted::Text | Wanted::Clause, Found::Mapping) => Words::new(COLON.0, COLON.1),
        (Wanted::Number, Found::Text) if line.starts_with(['"', '\'']) => {
            Words::new("去掉引号", "remove the quotes")
        }
        (Wanted::Number, Found::Text) => {
            Words::new("只写阿拉伯数字，例如 12", "write digits only, such as 12")
        }
        (Wanted::List, Found::Text) => Words::new(
            format!("写成 [{}]", shown(line)),
            format!("write [{}]", shown(line)),
        ),
        (Wanted::List, _) => Words::new("每一项前面写“- ”", "write “- ” before each item"),
        (Wanted::Text, Found::List) => Words::new("这里只能写一项", "only one value may stand here"),
        _ => Words::new(
            format!("写成{}", wanted.words().0),
            format!("write {}", wanted.words().1),
        ),
    }
}

const COLON: (&str, &str) = (
    "文字里的“: ”会被当作键值；请给整个值加上引号，或者改用全角冒号",
    "a ': ' inside a text makes a key and a value of it; quote the whole text, or use the full-width colon",
);

/// A number no list can have.
pub(super) fn out_of_range(key: &str, text: &str, place: Place) -> Finding {
    let shown = shown(text);
    let message = Words::new(
        format!("“{key}”的值 {shown} 超出范围"),
        format!("“{key}” is out of range: {shown}"),
    );
    let help = Words::new(
        "写 0 到 999999999 之间的整数",
        "write a whole number from 0 to 999999999",
    );
    error("read/out-of-range", message, place).help(help).value(key)
}

/// A schema this reader does not know.
pub(super) fn unknown_schema(text: &str, known: &str, place: Place) -> Finding {
    let shown = shown(text);
    let message = Words::new(
        format!("不认识的格式版本“{shown}”"),
        format!("unknown schema “{shown}”"),
    );
    let help = Words::new(
        format!("这里应写 schema: {known}"),
        format!("write schema: {known}"),
    );
    error("read/unknown-schema", message, place)
        .help(help)
        .value(text)
}

/// A name without characters.
pub(super) fn empty_name(what: &Words, place: Place) -> Finding {
    let message = Words::new(
        format!("{}的名称是空的", what.get(Language::Zh)),
        format!("{} has an empty name", what.get(Language::En)),
    );
    error("read/empty-name", message, place).help(Words::new("补上名称", "add the name"))
}

/// A department that a registry names twice.
pub(super) fn repeated_body(name: &str, place: Place, first: Place) -> Finding {
    let shown = shown(name);
    let message = Words::new(
        format!("名录里“{shown}”写了两次"),
        format!("“{shown}” is registered twice"),
    );
    let finding = Finding::new(
        Code::new("read/repeated-department"),
        Severity::Warning,
        message,
        place,
    );
    finding
        .related(first, Words::new("第一次在这里", "first given here"))
        .help(Words::new(
            "删掉其中一个，别名并到一处",
            "remove one of them, and join their aliases",
        ))
        .value(name)
}

/// The document is something else than a mapping.
pub(super) fn not_a_list(found: Found, place: Place) -> Finding {
    let (zh, en) = found.words();
    let message = Words::new(
        format!("这不是清单：整个文件应当是一组“键: 值”，这里{zh}"),
        format!("no list: a mapping is expected, not {en}"),
    );
    let help = Words::new(
        format!("清单以 schema: {SCHEMA} 开头"),
        format!("a list begins with schema: {SCHEMA}"),
    );
    error("read/not-a-list", message, place).help(help)
}

/// Doubts that are not listed.
pub(super) fn unlisted(count: usize, place: Place) -> Finding {
    let message = Words::new(
        format!("还有 {count} 处不合格式，没有一一列出"),
        format!("{count} more faults of this kind are not listed"),
    );
    error("read/too-many-faults", message, place)
}

/// A text from the file, short enough to quote.
fn shown(text: &str) -> String {
    const MOST: usize = 24;
    let mut shown: String = text
        .chars()
        .take(MOST)
        .map(|found| if found.is_control() { ' ' } else { found })
        .collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}

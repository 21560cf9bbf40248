//! What the list says: the typed list, every field a text that leads back to its bytes.

pub mod export;
pub mod mentions;
pub mod numbering;
pub mod published;
mod read;
mod reading;
pub mod registry;
pub mod yaml;

pub use crate::finding::ListKind;
use crate::text::{Mapped, Place, SourceId};
pub use read::{peek, read};
pub use reading::Reading;

/// How a list was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Published text: headings and tab-separated tables.
    Published,
    /// The YAML form.
    Yaml,
}

/// One document of three lists, as one township publishes it.
#[derive(Clone, Debug)]
pub struct DutyList<'s> {
    /// The source it was read from.
    pub source: SourceId,
    /// How it was written.
    pub format: Format,
    /// The title of the document, where it has one.
    pub title: Option<Mapped<'s>>,
    /// Whose list it is.
    pub township: Township<'s>,
    /// When it was published, as written (`2025-07`, `2025年7月`).
    pub published: Option<Mapped<'s>>,
    /// The lines of its table of contents.
    pub contents: Vec<Heading<'s>>,
    /// Its lists, in the order of the document; normally one of each kind.
    pub sections: Vec<Section<'s>>,
}

/// The township or sub-district.
#[derive(Clone, Debug)]
pub struct Township<'s> {
    /// Its name: `河口镇`.
    pub name: Mapped<'s>,
    /// The divisions above it, largest first: `甘肃省`, `兰州市`, `西固区`.
    pub region: Vec<Mapped<'s>>,
}

impl Township<'_> {
    /// The region and the name in one word: `甘肃省兰州市西固区河口镇`.
    pub fn full_name(&self) -> String {
        self.region
            .iter()
            .chain([&self.name])
            .map(Mapped::as_str)
            .collect()
    }

    /// The county it belongs to, the whole way down: `甘肃省兰州市西固区`.
    pub fn county(&self) -> String {
        self.region.iter().map(Mapped::as_str).collect()
    }
}

/// A heading: a line of the table of contents.
#[derive(Clone, Debug)]
pub struct Heading<'s> {
    /// The words, without number, count and page.
    pub text: Mapped<'s>,
    /// The number before it.
    pub ordinal: Option<Number<'s>>,
    /// How many duties it says there are: 25 in `（共25项）`.
    pub declared: Option<Number<'s>>,
    /// Its depth, 1 for a list.
    pub level: u8,
}

/// One of the three lists.
#[derive(Clone, Debug)]
pub struct Section<'s> {
    /// Which.
    pub kind: ListKind,
    /// Its title as written, without the count: `基本履职事项清单`.
    pub title: Option<Mapped<'s>>,
    /// The title that is meant, where one character of it is wrong; a doubt says so.
    pub meant: Option<&'static str>,
    /// The count the title states: `（109项）`.
    pub declared: Option<Number<'s>>,
    /// Where it begins, for findings about the list as a whole.
    pub place: Place,
    /// Its categories, in order. Duties before any category stand in one whose name is empty.
    pub categories: Vec<Category<'s>>,
}

/// A category of duties.
#[derive(Clone, Debug)]
pub struct Category<'s> {
    /// Its name: `党的建设`.
    pub name: Mapped<'s>,
    /// Its ordinal: `一、`.
    pub ordinal: Option<Number<'s>>,
    /// The count its heading states: `（25项）`.
    pub declared: Option<Number<'s>>,
    /// Its duties, in order.
    pub duties: Vec<Duty<'s>>,
}

/// A number and how it is written.
#[derive(Clone, Debug)]
pub struct Number<'s> {
    /// Its value.
    pub value: u32,
    /// The numeral as written, without brackets and units: `25`, `二`.
    pub text: Mapped<'s>,
}

/// One duty.
#[derive(Clone, Debug)]
pub struct Duty<'s> {
    /// Its number as published.
    pub number: Option<Number<'s>>,
    /// A mark before the name: `*`.
    pub mark: Option<Mapped<'s>>,
    /// Its name, without the mark; empty where the cell is.
    pub name: Mapped<'s>,
    /// Where the duty begins, for findings about it as a whole and when its name is empty.
    pub place: Place,
    /// What its list says beside the name.
    pub detail: Detail<'s>,
}

/// What a duty says beside its name.
#[derive(Clone, Debug)]
pub enum Detail<'s> {
    /// Nothing: a basic duty.
    Basic,
    /// Who leads, with what, and how the township helps.
    Cooperative(Cooperative<'s>),
    /// Who took it back, and how they do it.
    Reclaimed(Reclaimed<'s>),
}

impl Category<'_> {
    /// Where its heading begins; none without a heading.
    pub fn start(&self) -> Option<Place> {
        let ordinal = self.ordinal.as_ref().map(|number| &number.text);
        let heading = [&self.name].into_iter().chain(ordinal);
        heading.filter(|text| !text.is_empty()).map(Mapped::place).min()
    }
}

impl Duty<'_> {
    /// Where it begins: the number may stand before the place or, in the YAML form, behind the name.
    pub fn start(&self) -> Place {
        let number = self.number.as_ref().map(|number| number.text.place());
        number.map_or(self.place, |number| number.min(self.place))
    }
}

impl<'s> Detail<'s> {
    /// The departments of its columns, labels and receivers, in order.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention<'s>> {
        let (column, blocks, receivers): (&[_], &[Block<'s>], &[_]) = match self {
            Self::Basic => (&[], &[], &[]),
            Self::Cooperative(cells) => (&cells.departments, &cells.blocks, &[]),
            Self::Reclaimed(cell) => (&[], &[], &cell.receivers),
        };
        let labels = blocks.iter().flat_map(|block| &block.departments);
        column.iter().chain(labels).chain(receivers)
    }
}

/// The cells of a cooperative duty.
#[derive(Clone, Debug, Default)]
pub struct Cooperative<'s> {
    /// 对应上级部门, split, in order, as written.
    pub departments: Vec<Mention<'s>>,
    /// 上级部门职责.
    pub blocks: Vec<Block<'s>>,
    /// 乡镇配合职责.
    pub township: Vec<Clause<'s>>,
}

/// The cell of a reclaimed duty.
#[derive(Clone, Debug, Default)]
pub struct Reclaimed<'s> {
    /// 承接部门.
    pub receivers: Vec<Mention<'s>>,
    /// 工作方式, or the reason why nobody does it any more.
    pub mode: Vec<Clause<'s>>,
    /// Whether the cell says that the duty is no longer performed (不再开展).
    pub discontinued: bool,
    /// A label of a published cell with nothing behind it: `工作方式：` at its end.
    pub unfilled: Option<Mapped<'s>>,
}

/// The upstream duties of one or several departments.
#[derive(Clone, Debug, Default)]
pub struct Block<'s> {
    /// The departments that head it; none where the cell names none. Where a clause opens with its own
    /// department, the mention is that part of the clause's text.
    pub departments: Vec<Mention<'s>>,
    /// Its clauses.
    pub clauses: Vec<Clause<'s>>,
    /// 履职保障: what the department gives the township.
    pub guarantees: Vec<Clause<'s>>,
}

/// One clause.
#[derive(Clone, Debug)]
pub struct Clause<'s> {
    /// How it is numbered.
    pub numbering: Numbering<'s>,
    /// Its text, without the number.
    pub text: Mapped<'s>,
}

/// How a clause is numbered.
#[derive(Clone, Debug)]
pub enum Numbering<'s> {
    /// Not written, and none is missing: a cell without numbers, or a clause of the YAML form whose number is the expected one.
    Implied,
    /// As published.
    Written(Number<'s>),
    /// A piece without a number among numbered ones (an introduction, a heading inside the cell).
    Absent,
}

/// The name of a department where it is written.
#[derive(Clone, Debug)]
pub struct Mention<'s> {
    /// As written.
    pub text: Mapped<'s>,
    /// The whole name where a prefix is elided: `市气象局` for `气象局` after `市应急管理局`.
    pub full: Option<String>,
    /// What leaves the sequence open behind it: `等部门`.
    pub tail: Option<Mapped<'s>>,
}

impl Mention<'_> {
    /// The whole name: the elided prefix restored.
    pub fn full_name(&self) -> &str {
        self.full.as_deref().unwrap_or(self.text.as_str())
    }
}

impl<'s> DutyList<'s> {
    /// All duties with their section and category, in order.
    pub fn duties(&self) -> impl Iterator<Item = (&Section<'s>, &Category<'s>, &Duty<'s>)> {
        self.sections.iter().flat_map(|section| {
            section
                .categories
                .iter()
                .flat_map(move |category| category.duties.iter().map(move |duty| (section, category, duty)))
        })
    }
}

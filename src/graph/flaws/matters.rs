//! Matters in the wrong place: a duty that speaks of what none of its departments has, or that was received by one that has
//! no such matter. Whose a matter is stands in `matters.txt`.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

use super::naming::TOWNSHIP_HEADS;
use super::{FlawKind, FlawNode};
use crate::graph::NodeId;
use crate::list::{Clause, Detail, Duty, Mention, Reclaimed};
use crate::text::word_set::WordSet;
use crate::text::{Mapped, reach};

/// The matters of each field.
const MATTERS: &str = include_str!("matters.txt");

/// The part of the file for the names of reclaimed duties, the one for matters that are one field's alone, and the one for acts
/// that are.
const NAMES: &str = "[names]";
const NARROW: &str = "[narrow]";
const ACTS: &str = "[acts]";

/// Marks in the names of offices that act for several departments, or of none in particular.
const GENERAL: [&str; 27] = [
    "政法",
    "平安",
    "信访",
    "组织部",
    "宣传部",
    "网信",
    "互联网信息",
    "工商联",
    "工商业联合会",
    "投资",
    "科学技术协会",
    "科协",
    "审批",
    "政务",
    "行政服务",
    "综合",
    "执法",
    "数据",
    "政府",
    "办公室",
    "指挥部",
    "部门",
    "单位",
    "公司",
    "管理委员会",
    "工作委员会",
    "等",
];

/// How many of these, from the first, speak of the matters of all but see to none: bodies of the Party and of its circle.
const PARTY: usize = 12;

/// What the names of townships' governments end with: the own one among the departments has no matter of theirs.
const TOWNSHIPS: [&str; 4] = ["乡人民政府", "镇人民政府", "乡政府", "镇政府"];

/// What the names of offices end with.
const OFFICES: [&str; 4] = ["局", "委", "委员会", "大队"];

/// How much of a text before such an end may be the name, in bytes.
const NAME: usize = 36;

/// What is done to facts that others keep, and to what others say.
const LOOKS: [&str; 12] = [
    "核对", "核实", "核验", "比对", "核查", "查验", "提供", "收集", "出示", "宣传", "诉求", "舆情",
];

/// A matter that a text speaks of.
pub(super) struct Matter {
    field: &'static Field,
    range: Range<usize>,
}

/// The matters that a text speaks of, from left to right.
pub(super) fn matters(text: &str) -> Rc<[Matter]> {
    let fields = Fields::get();
    let mut found = Vec::new();
    fields.matters.find_apart(text, |hit| {
        found.push(Matter {
            field: &fields.fields[fields.of_matter[hit.word as usize]],
            range: hit.range(),
        });
    });
    found.into()
}

/// Looks through a duty; `matters` gives those of a text.
pub(super) fn look<'g>(
    owner: NodeId,
    duty: &Duty<'g>,
    mut matters: impl FnMut(&str) -> Rc<[Matter]>,
    flaws: &mut Vec<(NodeId, FlawNode<'g>)>,
) {
    let name = duty.name.as_str();
    let (departments, clauses) = match &duty.detail {
        Detail::Basic => return,
        Detail::Cooperative(cells) => (&cells.departments, &cells.township),
        Detail::Reclaimed(cell) => (&cell.receivers, &cell.mode),
    };
    let own = Bodies::new(departments);
    let is_theirs = |field: &Field| departments.is_empty() || own.may_have(field);
    let mut each = |text: &Mapped<'g>, is_right: &dyn Fn(&Field) -> bool| {
        let words = text.as_str();
        let is_wrong = |matter: &&Matter| {
            let Matter { field, range } = matter;
            let is_in_name = || name.contains(&words[range.clone()]) || field.is_in(name);
            let is_only_seen = || !field.is_narrow && is_looked_up(words, range);
            let is_act = field.is_act && opens(&words[..range.start]);
            !field.of_names
                && (is_act || !field.is_act && !is_in_name() && !is_only_seen())
                && !is_right(field)
        };
        if let Some(first) = matters(words).iter().find(is_wrong) {
            let flaw = FlawNode::new(FlawKind::OtherMatter, text, first.range.clone(), None);
            flaws.push((owner, flaw));
        }
    };
    for clause in clauses {
        each(&clause.text, &is_theirs);
    }
    if let Detail::Cooperative(cells) = &duty.detail {
        for block in cells.blocks.iter().filter(|block| !block.departments.is_empty()) {
            // A department may well tell of what others have, but not of these.
            let bodies = Bodies::new(&block.departments);
            let is_others = |field: &Field| !field.is_act && (!field.is_narrow || is_theirs(field));
            let is_right = |field: &Field| is_others(field) || bodies.may_have(field);
            for clause in &block.clauses {
                each(&clause.text, &is_right);
            }
        }
    }
    if let Detail::Reclaimed(cell) = &duty.detail {
        let found = reclaimed(&duty.name, cell, is_theirs, matters);
        flaws.extend(found.into_iter().flatten().map(|flaw| (owner, flaw)));
    }
}

/// Whether a part of a sentence begins behind this text, or behind a word for doing what follows.
fn opens(before: &str) -> bool {
    const DOES: [&str; 11] = [
        "负责",
        "依法",
        "组织",
        "做好",
        "开展",
        "承担",
        "实施",
        "及时",
        "统一",
        "按规定",
        "并",
    ];
    let part = reach::since(before, &['，', '。', '；', '：', '、', ',', ';', ':']);
    part.is_empty() || DOES.contains(&part)
}

/// Whether a matter is not seen to but looked up or spoken of, as everybody may: 核对学籍信息, 户口迁移证明.
fn is_looked_up(text: &str, range: &Range<usize>) -> bool {
    /// How far before the matter the act may stand, in bytes: 核实申请人户口登记.
    const NEAR: usize = 18;
    let before = reach::tail(
        reach::since(&text[..range.start], &['，', '。', '；', '：']),
        NEAR,
    );
    LOOKS.iter().any(|look| before.contains(look)) || text[range.end..].starts_with("证明")
}

/// A matter of another receiver in the name of a reclaimed duty, and one of another duty in its mode.
fn reclaimed<'g>(
    name: &Mapped<'g>,
    cell: &Reclaimed<'g>,
    is_theirs: impl Fn(&Field) -> bool,
    mut matters: impl FnMut(&str) -> Rc<[Matter]>,
) -> [Option<FlawNode<'g>>; 2] {
    let named = matters(name.as_str());
    // A name may speak of several matters; the receiver has to have one of them.
    let is_right = |matter: &Matter| {
        is_theirs(matter.field) || cell.mode.iter().any(|clause| matter.field.acts_in(clause))
    };
    let first = named.first().filter(|_| !named.iter().any(is_right));
    // That the township has taken it back itself is another flaw.
    let receiver = cell.receivers.first().filter(|receiver| {
        let name = receiver.text.as_str();
        !TOWNSHIPS.iter().any(|end| name.ends_with(end))
            && !name.starts_with(TOWNSHIP_HEADS)
            && !name.starts_with(['各', '村', '社'])
    });
    let outside = first.zip(receiver).map(|(first, receiver)| {
        let (whole, matter) = (
            0..receiver.text.as_str().len(),
            &name.as_str()[first.range.clone()],
        );
        FlawNode::new(
            FlawKind::OtherReceiver,
            &receiver.text,
            whole,
            Some(matter.to_owned().into()),
        )
    });

    let is_other = |matter: &&Matter| {
        let is_named = named.iter().any(|own| std::ptr::eq(own.field, matter.field));
        !matter.field.of_names && !is_named && !matter.field.is_in(name.as_str()) && is_theirs(matter.field)
    };
    let is_certain = named.iter().any(|matter| !matter.field.of_names);
    let speaks_of_it = |clause: &Clause<'_>| shares(clause.text.as_str(), name.as_str());
    let unrelated = if is_certain && !cell.mode.iter().any(speaks_of_it) {
        cell.mode.iter().find_map(|clause| {
            let range = matters(clause.text.as_str()).iter().find(is_other)?.range.clone();
            Some(FlawNode::new(FlawKind::Unrelated, &clause.text, range, None))
        })
    } else {
        None
    };
    [outside, unrelated]
}

/// Whether a clause has two neighbouring characters of a name that are not words of every name: 许可, 管理.
pub(super) fn shares(clause: &str, name: &str) -> bool {
    const COMMON: [&str; 14] = [
        "许可", "管理", "核发", "审批", "处罚", "行为", "检查", "监督", "工作", "组织", "实施", "对违",
        "单位", "登记",
    ];
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    letters.windows(2).any(|pair| {
        let pair = &name[pair[0].0..pair[1].0 + pair[1].1.len_utf8()];
        clause.contains(pair) && !COMMON.contains(&pair)
    })
}

/// The departments of a cell.
struct Bodies<'d, 'g> {
    departments: &'d [Mention<'g>],
    /// Whether one of them acts for several or is open, and whether this is so without bodies of the Party.
    general: OnceCell<(bool, bool)>,
}

impl<'d, 'g> Bodies<'d, 'g> {
    fn new(departments: &'d [Mention<'g>]) -> Self {
        Self {
            departments,
            general: OnceCell::new(),
        }
    }

    /// Whether one of them may have the matters of the field.
    fn may_have(&self, field: &Field) -> bool {
        let (general, narrow) = *self.general.get_or_init(|| self.general());
        let may = if field.is_narrow { narrow } else { general };
        may || self
            .departments
            .iter()
            .any(|mention| field.has(mention.full_name()))
    }

    fn general(&self) -> (bool, bool) {
        let acts_for = |marks: &[&str]| {
            self.departments.iter().any(|mention| {
                let name = mention.full_name();
                let is_general = || marks.iter().any(|mark| name.contains(mark));
                let is_township = || TOWNSHIPS.iter().any(|end| name.ends_with(end));
                mention.tail.is_some() || is_general() && !is_township()
            })
        };
        let narrow = acts_for(&GENERAL[PARTY..]);
        (narrow || acts_for(&GENERAL[..PARTY]), narrow)
    }
}

/// A field: who may have its matters.
struct Field {
    marks: Vec<&'static str>,
    /// Whether its matters count in the names of reclaimed duties alone.
    of_names: bool,
    /// Whether no body of the Party that acts for all has its matters either.
    is_narrow: bool,
    /// Whether its matters are acts: in the cell of another department they are not what it tells of, but what it does.
    is_act: bool,
}

impl Field {
    /// Whether a name bears a mark of the field.
    fn has(&self, name: &str) -> bool {
        self.marks.iter().any(|mark| name.contains(mark))
    }

    /// Whether the name of a duty bears a mark of the field; one character says little there: 水产.
    fn is_in(&self, duty: &str) -> bool {
        let words = self.marks.iter().filter(|mark| mark.len() > '水'.len_utf8());
        words.into_iter().any(|mark| duty.contains(mark))
    }

    /// Whether a clause names an office of the field.
    fn acts_in(&self, clause: &Clause<'_>) -> bool {
        let text = clause.text.as_str();
        let ends = OFFICES.iter().flat_map(|end| text.match_indices(end));
        ends.map(|(at, _)| reach::tail(&text[..at], NAME))
            .any(|name| self.has(name))
    }
}

/// The fields, and their matters, each with the position of its field.
struct Fields {
    fields: Vec<Field>,
    of_matter: Vec<usize>,
    matters: WordSet,
}

impl Fields {
    fn get() -> &'static Self {
        static FIELDS: OnceLock<Fields> = OnceLock::new();
        FIELDS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let (mut fields, mut of_matter, mut words) = (Vec::new(), Vec::new(), Vec::new());
        let (mut of_names, mut is_narrow, mut is_act) = (false, false, false);
        for line in MATTERS.lines().filter(|line| !line.starts_with('#')) {
            is_act = line != NAMES && (is_act || line == ACTS);
            is_narrow = line != NAMES && (is_narrow || line == NARROW);
            of_names |= line == NAMES;
            let Some((marks, matters)) = line.split_once(": ") else {
                continue;
            };
            words.extend(matters.split(' '));
            of_matter.resize(words.len(), fields.len());
            fields.push(Field {
                marks: marks.split(' ').collect(),
                of_names,
                is_narrow,
                is_act,
            });
        }
        Self {
            fields,
            of_matter,
            matters: WordSet::new(words),
        }
    }
}

//! Defects that are put into a clean list, at most one in a duty, and what a check has to find.

use fastrand::Rng;

use super::make::{Block, Duty, List, fill};
use super::{Home, Words};

/// The kinds of defects: one for each built-in rule, two where a rule has two sides. A new kind is a line here and
/// in [`Kind::rule`], and a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No department of a cooperative duty is in the registry.
    Unregistered,
    /// A reclaimed duty is also a basic one.
    StillBasic,
    /// A category declares another number of duties than it has.
    WrongCount,
    /// A department of the column has no block.
    NoBlock,
    /// A block is headed by a department that the column lacks.
    NotInColumn,
    /// A department is spelled in two ways.
    Variant,
    /// The township is given an act of enforcement.
    Enforces,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 7] = [
        Self::Unregistered,
        Self::StillBasic,
        Self::WrongCount,
        Self::NoBlock,
        Self::NotInColumn,
        Self::Variant,
        Self::Enforces,
    ];

    /// The rule that finds it.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Unregistered => "department/registered",
            Self::StillBasic => "conflict/reclaimed-still-basic",
            Self::WrongCount => "structure/declared-count",
            Self::NoBlock => "department/column-without-duty",
            Self::NotInColumn => "department/duty-without-column",
            Self::Variant => "department/variant-name",
            Self::Enforces => "conflict/township-enforces",
        }
    }
}

/// A defect in a list.
pub(super) struct Fault {
    pub kind: Kind,
    pub section: usize,
    pub number: Option<u32>,
    pub name: String,
    pub text: String,
}

/// Puts one to four defects of different kinds into different duties.
pub(super) fn inject(words: &Words, home: &Home, list: &mut List, rng: &mut Rng) -> Vec<Fault> {
    let count = 1 + rng.usize(..4);
    let kinds = rng.choose_multiple(Kind::ALL, count);
    let mut faults = Vec::new();
    for kind in kinds {
        // A kind may find no fitting duty; then the list has one defect fewer.
        let fault = match kind {
            Kind::StillBasic => still_basic(list, rng),
            Kind::WrongCount => wrong_count(list, rng),
            kind => in_cooperative(kind, words, home, list, &faults, rng),
        };
        faults.extend(fault);
    }
    faults
}

fn still_basic(list: &mut List, rng: &mut Rng) -> Option<Fault> {
    let [basic, _, reclaimed] = &mut list.sections;
    let duties: Vec<_> = basic.iter().flat_map(|category| &category.duties).collect();
    let mut name = rng.choice(duties)?.name.clone();
    // The same words, or nearly so.
    if rng.bool() {
        name.push_str("工作");
    }
    let duty = rng.choice(
        reclaimed
            .iter_mut()
            .flat_map(|category| &mut category.duties)
            .collect::<Vec<_>>(),
    )?;
    duty.name.clone_from(&name);
    Some(fault(Kind::StillBasic, 2, duty, name))
}

fn wrong_count(list: &mut List, rng: &mut Rng) -> Option<Fault> {
    let section = rng.usize(..3);
    let category = rng.choice(list.sections[section].iter_mut().collect::<Vec<_>>())?;
    category.declared += 1 + rng.usize(..3);
    let text = category.declared.to_string();
    Some(Fault {
        kind: Kind::WrongCount,
        section,
        number: None,
        name: category.name.clone(),
        text,
    })
}

/// A defect in a cooperative duty that has none yet.
fn in_cooperative(
    kind: Kind,
    words: &Words,
    home: &Home,
    list: &mut List,
    faults: &[Fault],
    rng: &mut Rng,
) -> Option<Fault> {
    let free = |duty: &Duty| {
        !faults
            .iter()
            .any(|fault| fault.section == 1 && fault.number == Some(duty.number))
    };
    let fits = |duty: &Duty| match kind {
        // Beside the other spelling stands another department, so that the duty still has a registered one.
        Kind::Variant => duty.departments.len() > 1 && variant(words, home, duty).is_some(),
        Kind::NoBlock | Kind::NotInColumn => duty.blocks.iter().all(|block| !block.departments.is_empty()),
        _ => true,
    };
    let duties = list.sections[1]
        .iter_mut()
        .flat_map(|category| &mut category.duties);
    let duty = rng.choice(duties.filter(|duty| free(duty) && fits(duty)).collect::<Vec<_>>())?;
    let text = spoil(kind, words, home, duty, rng)?;
    Some(fault(kind, 1, duty, text))
}

/// Puts the defect in; says which words are at fault.
fn spoil(kind: Kind, words: &Words, home: &Home, duty: &mut Duty, rng: &mut Rng) -> Option<String> {
    match kind {
        Kind::Unregistered => {
            let body = format!("{}{}", home.level, rng.choice(&words.unregistered)?);
            duty.blocks.truncate(1);
            respell(duty, &duty.departments[0].clone(), &body);
            duty.blocks[0].departments.clear();
            duty.departments.truncate(1);
            return Some(duty.name.clone());
        }
        Kind::NoBlock => {
            let body = another(words, home, duty, rng)?;
            duty.departments.push(body);
        }
        Kind::NotInColumn => {
            let departments = vec![another(words, home, duty, rng)?];
            let clauses = vec![format!(
                "按照分工{}",
                fill(&words.upstream[1], &duty.matter, home)
            )];
            duty.blocks.push(Block {
                departments,
                clauses,
                guarantees: Vec::new(),
            });
            return duty.blocks.last().map(|block| block.departments[0].clone());
        }
        Kind::Variant => {
            let (full, variant) = variant(words, home, duty)?;
            respell(duty, &full, &variant);
            return Some(variant);
        }
        _ => {
            let (verb, template) = rng.choice(&words.enforcement)?;
            duty.clauses.push(fill(template, &duty.matter, home));
            return Some(verb.clone());
        }
    }
    duty.departments.last().cloned()
}

/// A department of the duty that can be spelled otherwise, and how.
fn variant(words: &Words, home: &Home, duty: &Duty) -> Option<(String, String)> {
    duty.departments.iter().find_map(|full| {
        let variant = words.variants.get(full.strip_prefix(home.level.as_str())?)?;
        Some((full.clone(), format!("{}{variant}", home.level)))
    })
}

/// A department of the vocabulary that the duty does not have.
fn another(words: &Words, home: &Home, duty: &Duty, rng: &mut Rng) -> Option<String> {
    let bodies = words
        .categories
        .values()
        .flat_map(|domains| domains.values().flatten());
    let others = bodies
        .map(|body| format!("{}{body}", home.level))
        .filter(|body| !duty.departments.contains(body));
    rng.choice(others.collect::<Vec<_>>())
}

fn respell(duty: &mut Duty, full: &str, variant: &str) {
    let heads = duty
        .blocks
        .iter_mut()
        .flat_map(|block| block.departments.iter_mut().chain(&mut block.clauses));
    for text in duty.departments.iter_mut().chain(heads) {
        *text = text.replace(full, variant);
    }
}

fn fault(kind: Kind, section: usize, duty: &Duty, text: String) -> Fault {
    Fault {
        kind,
        section,
        number: Some(duty.number),
        name: duty.name.clone(),
        text,
    }
}

//! A clean list, made of the vocabulary.

use fastrand::Rng;

use super::{Home, Words};

/// The three lists of a township.
pub(super) struct List {
    pub sections: [Vec<Category>; 3],
}

pub(super) struct Category {
    pub name: String,
    pub declared: usize,
    pub duties: Vec<Duty>,
}

#[derive(Default)]
pub(super) struct Duty {
    pub number: u32,
    pub name: String,
    /// The matter it is about, for its texts.
    pub matter: String,
    pub departments: Vec<String>,
    pub blocks: Vec<Block>,
    /// The township's clauses, or the mode of a reclaimed duty.
    pub clauses: Vec<String>,
    pub discontinued: bool,
}

pub(super) struct Block {
    pub departments: Vec<String>,
    pub clauses: Vec<String>,
    pub guarantees: Vec<String>,
}

/// About as many duties as a list has on average: basic, cooperative, reclaimed.
const DUTIES: [usize; 3] = [117, 99, 124];

pub(super) fn list(words: &Words, home: &Home, rng: &mut Rng) -> List {
    let kinds = [&words.basic, &words.cooperative, &words.reclaimed];
    let mut section = |index: usize| {
        let count = DUTIES[index] - 8 + rng.usize(..17);
        section(words, home, kinds[index], index, count, rng)
    };
    List {
        sections: [section(0), section(1), section(2)],
    }
}

/// `count` duties: so many different pairs of a matter and what is done about it, in the order of the categories.
fn section(
    words: &Words,
    home: &Home,
    acts: &[String],
    kind: usize,
    count: usize,
    rng: &mut Rng,
) -> Vec<Category> {
    let matters = words.categories.iter().enumerate();
    let mut pairs: Vec<_> = matters
        .flat_map(|(category, (_, domains))| domains.iter().map(move |domain| (category, domain)))
        .flat_map(|domain| acts.iter().map(move |act| (domain, act)))
        .collect();
    rng.shuffle(&mut pairs);
    pairs.truncate(count);
    pairs.sort_by_key(|((category, _), _)| *category);
    let mut categories: Vec<Category> = Vec::new();
    let mut last = None;
    for (number, ((category, (matter, bodies)), act)) in (1..).zip(pairs) {
        if last.replace(category) != Some(category) {
            let (name, _) = words
                .categories
                .get_index(category)
                .expect("the category was taken from there");
            categories.push(Category {
                name: name.clone(),
                declared: 0,
                duties: Vec::new(),
            });
        }
        let mut duty = Duty {
            number,
            name: format!("{matter}{act}"),
            matter: matter.clone(),
            ..Duty::default()
        };
        let bodies = bodies
            .iter()
            .map(|body| format!("{}{body}", home.level))
            .collect();
        match kind {
            0 => {}
            1 => cooperative(words, home, &mut duty, bodies, rng),
            _ => reclaimed(words, home, &mut duty, bodies, rng),
        }
        let category = categories.last_mut().expect("one was begun for this duty");
        category.declared += 1;
        category.duties.push(duty);
    }
    categories
}

fn cooperative(words: &Words, home: &Home, duty: &mut Duty, bodies: Vec<String>, rng: &mut Rng) {
    let mut upstream = pick(&words.upstream, 12, duty, home, rng).into_iter();
    duty.clauses = pick(&words.township, 3 + rng.usize(..3), duty, home, rng);
    let (own_clauses, unheaded) = (rng.u8(..10) == 0, bodies.len() == 1 && rng.bool());
    for body in &bodies {
        let many = if own_clauses { 1 } else { 2 + rng.usize(..3) };
        let clauses = upstream.by_ref().take(many);
        // The text of a clause that opens with its own department.
        let clauses = clauses.map(|clause| {
            if own_clauses {
                format!("{body}负责{}", clause.trim_start_matches("负责"))
            } else {
                clause
            }
        });
        duty.blocks.push(Block {
            departments: if unheaded && !own_clauses {
                Vec::new()
            } else {
                vec![body.clone()]
            },
            clauses: clauses.collect(),
            guarantees: if rng.u8(..5) < 2 {
                rng.choose_multiple(&words.guarantees, 2)
                    .into_iter()
                    .cloned()
                    .collect()
            } else {
                Vec::new()
            },
        });
    }
    duty.departments = bodies;
}

fn reclaimed(words: &Words, home: &Home, duty: &mut Duty, bodies: Vec<String>, rng: &mut Rng) {
    duty.discontinued = rng.u8(..20) == 0;
    if duty.discontinued {
        duty.clauses = pick(&words.discontinued, 1, duty, home, rng);
        return;
    }
    duty.clauses = pick(&words.mode, 1 + rng.usize(..2), duty, home, rng);
    duty.departments = bodies
        .into_iter()
        .take(1 + usize::from(rng.u8(..4) == 0))
        .collect();
}

/// So many different templates, filled in.
fn pick(templates: &[String], count: usize, duty: &Duty, home: &Home, rng: &mut Rng) -> Vec<String> {
    let mut chosen: Vec<_> = templates.iter().collect();
    rng.shuffle(&mut chosen);
    chosen
        .into_iter()
        .take(count)
        .map(|template| fill(template, &duty.matter, home))
        .collect()
}

pub(super) fn fill(template: &str, matter: &str, home: &Home) -> String {
    template
        .replace("{d}", matter)
        .replace("{l}", &home.level)
        .replace("{t}", &home.kind)
}

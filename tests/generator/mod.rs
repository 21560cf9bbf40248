//! Synthetic lists in the YAML form: any number, the same for the same seed, clean but for defects that are known.
//!
//! A list is made from its index alone, so a million need no more memory than one. Fourteen townships make a county.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "tests, benches and the example each take a part of it"
)]

mod defect;
mod make;
mod write;

use fastrand::Rng;
use serde::{Deserialize, Serialize};

pub use defect::Kind;

/// How many townships a county has.
pub const TOWNSHIPS: usize = 14;

/// Names in the order of the file.
type Ordered<V> = indexmap::IndexMap<String, V>;

/// The vocabulary; see `words.yaml`.
#[derive(Deserialize)]
struct Words {
    provinces: Ordered<Vec<String>>,
    county_heads: String,
    county_tails: String,
    county_levels: Vec<String>,
    townships: Vec<String>,
    township_kinds: Vec<String>,
    basic: Vec<String>,
    cooperative: Vec<String>,
    reclaimed: Vec<String>,
    categories: Ordered<Ordered<Vec<String>>>,
    unregistered: Vec<String>,
    variants: Ordered<String>,
    upstream: Vec<String>,
    township: Vec<String>,
    guarantees: Vec<String>,
    mode: Vec<String>,
    discontinued: Vec<String>,
    enforcement: Ordered<String>,
}

/// All lists that one seed makes.
pub struct Country {
    words: Words,
    seed: u64,
    defective: f64,
}

/// A synthetic list as a file.
pub struct Made {
    /// Its path: region and township.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The defects in it.
    pub answers: Vec<Answer>,
}

/// A defect that was put in: what a check has to find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The file.
    pub path: String,
    /// The rule that finds it.
    pub rule: &'static str,
    /// The township with its region.
    pub township: String,
    /// Which of the three lists.
    pub list: &'static str,
    /// The number of the duty; none for a category.
    pub number: Option<u32>,
    /// The name of the duty or of the category.
    pub name: String,
    /// The words at fault.
    pub text: String,
}

/// Where a list belongs.
struct Home {
    region: [String; 3],
    level: String,
    township: String,
    kind: String,
}

impl Home {
    fn path(&self) -> String {
        format!("{}/{}.yaml", self.region.join("/"), self.township)
    }
}

impl Country {
    /// The lists of `seed`, of which the share `defective` (0 to 1) have one to four defects.
    pub fn new(seed: u64, defective: f64) -> Self {
        let words = serde_yaml::from_str(include_str!("words.yaml")).expect("the vocabulary fits its type");
        Self {
            words,
            seed,
            defective,
        }
    }

    /// The list number `index`.
    pub fn list(&self, index: usize) -> Made {
        let mut rng = self.rng(1, index);
        let home = self.home(index);
        let mut list = make::list(&self.words, &home, &mut rng);
        let faults = if rng.f64() < self.defective {
            defect::inject(&self.words, &home, &mut list, &mut rng)
        } else {
            Vec::new()
        };
        let path = home.path();
        let township = home.region.concat() + &home.township;
        let answers = faults.into_iter().map(|fault| Answer {
            path: path.clone(),
            rule: fault.kind.rule(),
            township: township.clone(),
            list: ["basic", "cooperative", "reclaimed"][fault.section],
            number: fault.number,
            name: fault.name,
            text: fault.text,
        });
        Made {
            answers: answers.collect(),
            text: write::list(&home, &list),
            path,
        }
    }

    /// The path of the list number `index`.
    pub fn home_path(&self, index: usize) -> String {
        self.home(index).path()
    }

    /// The registry of the county of the list `index`: its path and its text.
    pub fn registry(&self, index: usize) -> (String, String) {
        let home = self.home(index);
        let bodies = self
            .words
            .categories
            .values()
            .flat_map(|domains| domains.values().flatten());
        let bodies: indexmap::IndexSet<_> = bodies.collect();
        let text = write::registry(
            &home,
            bodies
                .into_iter()
                .map(|body| (body, self.words.variants.get(body))),
        );
        (format!("{}/registry.yaml", home.region.join("/")), text)
    }

    fn rng(&self, stream: u64, index: usize) -> Rng {
        // Far apart for neighbouring indices and streams.
        let mix = (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ stream.rotate_left(32);
        Rng::with_seed(self.seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ mix)
    }

    /// Counties and townships are numbered through, so that no two have one name.
    fn home(&self, index: usize) -> Home {
        let words = &self.words;
        let county = index / TOWNSHIPS;
        let cities: Vec<_> = words
            .provinces
            .iter()
            .flat_map(|(province, cities)| cities.iter().map(move |city| (province, city)))
            .collect();
        let (province, city) = cities[county % cities.len()];
        let nth = county / cities.len();
        let (heads, tails): (Vec<_>, Vec<_>) = (
            words.county_heads.chars().collect(),
            words.county_tails.chars().collect(),
        );
        let head = heads[nth % heads.len()];
        let tail = tails[(nth / heads.len() + nth) % tails.len()];
        let level =
            &words.county_levels[nth / (heads.len() * tails.len()) + county % words.county_levels.len()];
        let mut rng = self.rng(2, county);
        let mut townships: Vec<_> = words.townships.iter().collect();
        rng.shuffle(&mut townships);
        let kind = &words.township_kinds[rng.usize(..words.township_kinds.len())];
        Home {
            region: [province.clone(), city.clone(), format!("{head}{tail}{level}")],
            level: level.clone(),
            township: format!("{}{kind}", townships[index % TOWNSHIPS]),
            kind: kind.clone(),
        }
    }
}

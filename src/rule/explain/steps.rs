//! A plan in words: each step, the indexes it asks, and the names it fills.

use super::{Said, Teller};
use crate::finding::Words;
use crate::rule::Rule;
use crate::rule::plan::{Pair, Probe, Step};
use crate::rule::program::{Term, Test};
use crate::text::likeness::Side;

impl Rule {
    /// The steps of its plan in order.
    pub fn steps(&self) -> Vec<Words> {
        let mut teller = Teller::new(self);
        let steps = self.plan.steps.iter().map(|step| teller.step(step).into());
        steps.collect()
    }
}

impl Teller<'_> {
    fn step(&mut self, step: &Step) -> Said {
        match step {
            Step::Scan { binding, .. } => {
                let noun = self.noun(*binding);
                Said::new(format!("逐个取{}", noun.zh), format!("scan: every {}", noun.en))
            }
            Step::Walk {
                binding,
                walk,
                probes,
            } => {
                let (noun, path) = (self.noun(*binding), self.path(walk));
                let glance = self.glance(probes);
                Said::new(
                    format!("沿路径取{}：{}{}", noun.zh, path.zh, glance.zh),
                    format!("walk: {} ({}{})", path.en, noun.en, glance.en),
                )
            }
            Step::Find { binding, find } => {
                let (noun, path) = (self.noun(*binding), self.path(&find.within));
                let name = &self.rule.parameters[find.words].name;
                Said::new(
                    format!(
                        "查词取{}：{}里的 ${name}（全部规则的词一遍查完）",
                        noun.zh, path.zh
                    ),
                    format!(
                        "find: ${name} in {} ({}; one pass for all rules)",
                        path.en, noun.en
                    ),
                )
            }
            Step::Meet {
                binding,
                keys,
                probes,
                ..
            } => self.meet(*binding, keys, probes),
            Step::Filter { test, asked } => self.filter(test, *asked),
        }
    }

    fn filter(&mut self, test: &Test, asked: bool) -> Said {
        let test = self.condition(test);
        match asked {
            true => Said::new(format!("判断：{}", test.zh), format!("ask: {}", test.en)),
            false => Said::new(format!("只留：{}", test.zh), format!("keep: {}", test.en)),
        }
    }

    fn meet(&mut self, binding: usize, keys: &[Pair], probes: &[Probe]) -> Said {
        let noun = self.noun(binding);
        let keys: Vec<Said> = keys.iter().map(|pair| self.equal(pair)).collect();
        let probes: Vec<Said> = probes.iter().map(|probe| self.probe(probe)).collect();
        let keys = Said::join(&keys, "，", ", ");
        let probes = Said::join(&probes, "，或 ", ", or ");
        let hash = match keys.zh.is_empty() {
            true => Said::default(),
            false => Said::new(format!("，哈希键：{}", keys.zh), format!("; hash on {}", keys.en)),
        };
        let index = match probes.zh.is_empty() {
            true => Said::new("，键相同的逐个取", "; every one with equal keys"),
            false => Said::new(
                format!("，索引 {}", probes.zh),
                format!("; index on {}", probes.en),
            ),
        };
        Said::new(
            format!("配对取{}{}{}", noun.zh, hash.zh, index.zh),
            format!("join: {}{}{}", noun.en, hash.en, index.en),
        )
    }

    fn glance(&mut self, probes: &[Probe]) -> Said {
        let probes: Vec<Said> = probes.iter().map(|probe| self.probe(probe)).collect();
        let probes = Said::join(&probes, "，或 ", ", or ");
        match probes.zh.is_empty() {
            true => probes,
            false => Said::new(
                format!("（一眼略过不可能的：{}）", probes.zh),
                format!("; passed over at a glance where it cannot be: {}", probes.en),
            ),
        }
    }

    fn probe(&mut self, probe: &Probe) -> Said {
        match probe {
            Probe::Equal(pair) => self.equal(pair),
            Probe::Similar(pair, least) => self.bounded("similar", [&pair.other, &pair.own], least),
            Probe::Covers(pair, Side::Covered, least) => {
                self.bounded("covers", [&pair.other, &pair.own], least)
            }
            Probe::Covers(pair, Side::Covering, least) => {
                self.bounded("covers", [&pair.own, &pair.other], least)
            }
            Probe::Contains(pair, side) => {
                let (whole, part) = match side {
                    Side::Covering => (&pair.own, &pair.other),
                    Side::Covered => (&pair.other, &pair.own),
                };
                let (whole, part) = (self.term(whole), self.term(part));
                Said::new(
                    format!("{} 包含 {}", whole.zh, part.zh),
                    format!("{} contains {}", whole.en, part.en),
                )
            }
            Probe::Abbreviates(pair) => {
                let (a, b) = (self.term(&pair.other), self.term(&pair.own));
                Said::new(
                    format!("abbreviates（{}，{}）", a.zh, b.zh),
                    format!("abbreviates ({}, {})", a.en, b.en),
                )
            }
        }
    }

    fn bounded(&mut self, name: &str, texts: [&Term; 2], least: &Term) -> Said {
        let ([a, b], least) = (texts.map(|text| self.term(text)), self.term(least));
        Said::new(
            format!("{name}（{}，{}）≥ {}", a.zh, b.zh, least.zh),
            format!("{name} ({}, {}) ≥ {}", a.en, b.en, least.en),
        )
    }

    fn equal(&mut self, pair: &Pair) -> Said {
        let (a, b) = (self.term(&pair.other), self.term(&pair.own));
        Said::new(format!("{} = {}", a.zh, b.zh), format!("{} = {}", a.en, b.en))
    }
}

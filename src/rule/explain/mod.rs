//! A rule read back as a sentence, with the values of its parameters; reviewers sign that sentence.
//!
//! It is made from the rule as it runs, not from its title, so it says what is in fact checked.

mod condition;
mod path;
mod steps;
mod term;

use super::Rule;
use super::function::Function;
use super::meta::Verdict;
use super::parameter::{Parameter, Setting};
use super::plan::Origin;
use super::saying::{Piece, Saying, Template};
use crate::finding::{Language, Words};
use crate::graph::schema::Kind;

/// How many words of a list are named.
const NAMED: usize = 8;

/// The same said in Chinese and in English.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl Said {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// Several, with something between them.
    pub(crate) fn join(parts: &[Said], zh: &str, en: &str) -> Self {
        let texts = |pick: fn(&Said) -> &str| parts.iter().map(pick).collect::<Vec<_>>();
        Self::new(texts(|said| &said.zh).join(zh), texts(|said| &said.en).join(en))
    }
}

impl From<Said> for Words {
    fn from(said: Said) -> Self {
        Self::new(said.zh, said.en)
    }
}

/// Tells of one rule.
pub(crate) struct Teller<'r> {
    pub(crate) rule: &'r Rule,
    /// The kinds of the elements of the filters around, outermost first; none for plain values.
    pub(crate) elements: Vec<Option<Kind>>,
}

impl Rule {
    /// What it checks, as one sentence.
    pub fn sentence(&self) -> Words {
        let mut teller = Teller::new(self);
        let sources: Vec<Said> = (0..self.bindings.len()).map(|at| teller.source(at)).collect();
        let sources = Said::join(&sources, "，", ", ");
        let conditions: Vec<Said> = match self.conditions.as_slice() {
            [only] => vec![teller.condition(only)],
            several => several.iter().map(|test| teller.part(test)).collect(),
        };
        let conditions = match conditions.is_empty() {
            true => Said::default(),
            false => {
                let joined = Said::join(&conditions, "，并且", ", and ");
                Said::new(format!("，凡是{}的", joined.zh), format!(", where {}", joined.en))
            }
        };
        let asked = teller.condition(&self.asked);
        let must = match self.verdict {
            Verdict::Require => Said::new("要求", "it is required that"),
            Verdict::Forbid => Said::new("不允许", "it is forbidden that"),
        };
        let said = Said::new(
            format!("{}{}：{}{}。", sources.zh, conditions.zh, must.zh, asked.zh),
            format!("{}{}: {} {}.", sources.en, conditions.en, must.en, asked.en),
        );
        let mut en = said.en.chars();
        let capital = en.next().map(|first| first.to_ascii_uppercase());
        Words::new(said.zh, capital.into_iter().chain(en).collect::<String>())
    }

    /// What it says, with the names of its values instead of the values: “〈类别的名称〉”写明 〈类别的写明项数〉 项.
    pub fn told(&self, saying: &Saying) -> Words {
        let mut teller = Teller::new(self);
        let mut told = |template: &Template, language| -> String {
            let pieces = template.pieces.iter().map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Value(term) => format!("〈{}〉", Words::from(teller.term(term)).get(language)),
            });
            pieces.collect()
        };
        let zh = told(&saying.zh, Language::Zh);
        match &saying.en {
            Some(en) => Words::new(zh, told(en, Language::En)),
            None => Words::plain(zh),
        }
    }

    /// How the functions that need it are computed, those that the sentence speaks of, in the order of the reference.
    pub fn computed(&self) -> Vec<(Function, Words)> {
        let used = term::functions(self);
        let defined = Function::ALL
            .into_iter()
            .filter(|function| used.contains(function));
        defined
            .filter_map(|function| Some((function, definition(function)?)))
            .collect()
    }
}

/// How a function is computed, where its name does not say it.
fn definition(function: Function) -> Option<Words> {
    Some(match function {
        Function::Similar => Words::new(
            "相似度 = 1 − 编辑距离 ÷ 较长者的字数；先统一全半角，去掉空格和标点。1 为完全相同。",
            "likeness is 1 − edit distance ÷ length of the longer text, in characters, after NFKC and without spaces and \
             punctuation; 1 means the same.",
        ),
        Function::Covers => Words::new(
            "涵盖度：原文在 ，；。：！？ 和换行处断成短语，去掉空格、标点和“负责、开展、做好、本镇、工作”一类套话，剩下的按相邻两字拆开；\
             后者的两字组在前者某一个短语里最多能找到的比例。1 为全部找到。",
            "coverage: texts are cut into phrases at ，；。：！？ and line ends; spaces, punctuation and frames such as \
             负责, 开展, 做好, 本镇, 工作 are set aside, and what is left is read as pairs of neighbouring characters. It is the \
             largest share of the pairs of the covered text that one phrase of the other holds; 1 means all.",
        ),
        Function::Abbreviates => Words::new(
            "简称：一个名称去掉中间一些字得到另一个，首尾两字不变，至少三个字，而且不只是少了一长段（“委员会”“办公室”先缩成“委”“办”）。",
            "an abbreviation is the other name with characters left out, its first and last kept, three at least, and not just \
             one long run missing (委员会 and 办公室 count as 委 and 办).",
        ),
        Function::Contrasts => Words::new(
            "只差一个词：首尾相同，中间各有一个不超过四个字、没有相同的字的词，如“农药经营”和“兽药经营”。",
            "one word put for another: between a common beginning and end each has a word of its own, four characters at most, \
             without a character in common, such as 农药经营 and 兽药经营.",
        ),
        _ => return None,
    })
}

impl<'r> Teller<'r> {
    pub(crate) fn new(rule: &'r Rule) -> Self {
        Self {
            rule,
            elements: Vec::new(),
        }
    }

    /// Where the nodes of a name come from.
    pub(crate) fn source(&mut self, at: usize) -> Said {
        let noun = self.noun(at);
        match &self.rule.origins[at] {
            Origin::Kind(_) if at == 0 => {
                Said::new(format!("对每个{}", noun.zh), format!("for each {}", noun.en))
            }
            Origin::Kind(_) => Said::new(format!("和每个{}", noun.zh), format!("and each {}", noun.en)),
            Origin::Other(..) => Said::new(
                format!("和另外每个{}（每对只看一次）", noun.zh),
                format!("and each other {} (each pair once)", noun.en),
            ),
            Origin::Path(walk) => {
                let path = self.path(walk);
                Said::new(
                    format!("逐个看{}（称为“{}”）", path.zh, noun.zh),
                    format!("for each of {} (the {})", path.en, noun.en),
                )
            }
            Origin::Find(find) => {
                let (path, words) = (self.path(&find.within), self.parameter(find.words));
                let excused = find.unless_after.map(|phrases| self.parameter(phrases));
                let excused = excused.map_or(Said::default(), |phrases| {
                    Said::new(
                        format!("，同一小段里前面已有{}的不算", phrases.zh),
                        format!(
                            " unless it stands after {} in the same part of the sentence",
                            phrases.en
                        ),
                    )
                });
                Said::new(
                    format!(
                        "在{}里找{}{}（找到的称为“{}”）",
                        path.zh, words.zh, excused.zh, noun.zh
                    ),
                    format!(
                        "for each hit in {} of {}{} (the {})",
                        path.en, words.en, excused.en, noun.en
                    ),
                )
            }
        }
    }

    /// A parameter with its value.
    pub(crate) fn parameter(&self, at: usize) -> Said {
        let parameter = &self.rule.parameters[at];
        let (value, name) = (setting(&parameter.value), &parameter.name);
        let default = match parameter.value == parameter.default {
            true => Said::default(),
            false => {
                let default = setting(&parameter.default);
                Said::new(
                    format!("，默认为{}", spaced(default.zh)),
                    format!(", by default {}", default.en),
                )
            }
        };
        Said::new(
            format!("{}（参数 {name}{}）", value.zh, default.zh),
            format!("{} (parameter {name}{})", value.en, default.en),
        )
    }
}

impl Parameter {
    /// Its value in this project, its bounds, and what it does, on one line.
    pub fn described(&self, language: Language) -> String {
        let said = |setting: &Setting| Words::from(self::setting(setting)).get(language).to_owned();
        let (value, default) = (said(&self.value), said(&self.default));
        let mut text = format!("{} = {value}", self.name);
        let ratio = matches!(self.value, Setting::Ratio(_));
        let (min, max) = self.bounds;
        let bounds = (min.or(ratio.then_some(0.0)), max.or(ratio.then_some(1.0)));
        let show = |bound: Option<f64>| bound.map_or("…".to_owned(), |bound| bound.to_string());
        let notes = [
            (self.value != self.default).then(|| match language {
                Language::Zh => format!("默认 {default}"),
                Language::En => format!("default {default}"),
            }),
            (bounds != (None, None)).then(|| format!("{} – {}", show(bounds.0), show(bounds.1))),
        ];
        let notes: Vec<String> = notes.into_iter().flatten().collect();
        let (open, between, close, colon) = match language {
            Language::Zh => ("（", "，", "）", "："),
            Language::En => (" (", ", ", ")", ": "),
        };
        if !notes.is_empty() {
            text.extend([open, &notes.join(between), close]);
        }
        if let Some(about) = &self.about {
            text.extend([colon, about.get(language)]);
        }
        text
    }

    /// A named part of expressions: as it is written in them, what it is about, and what it stands for, on one line.
    pub fn expressed(&self, language: Language) -> String {
        let value = Words::from(setting(&self.value));
        let about = self.about.as_ref().map_or("", |about| about.get(language));
        let (name, value) = (&self.name, value.get(language));
        match (language, about) {
            (Language::Zh, "") => format!("{{{name}}}：{value}"),
            (Language::En, "") => format!("{{{name}}}: {value}"),
            (Language::Zh, about) => format!("{{{name}}} {about}：{value}"),
            (Language::En, about) => format!("{{{name}}} {about}: {value}"),
        }
    }
}

/// A value of a parameter; of a long list its first words.
fn setting(setting: &Setting) -> Said {
    let list = |words: &[&str]| {
        let (count, named) = (words.len(), &words[..words.len().min(NAMED)]);
        match count > NAMED {
            true => Said::new(
                format!("“{}”等 {count} 个词", named.join("、")),
                format!("“{}” and {} more", named.join(", "), count - NAMED),
            ),
            false => Said::new(
                format!("“{}”", named.join("、")),
                format!("“{}”", named.join(", ")),
            ),
        }
    };
    let same = |text: String| Said::new(text.clone(), text);
    match setting {
        Setting::Number(number) => same(number.to_string()),
        Setting::Ratio(ratio) => same(ratio.to_string()),
        Setting::Text(text) | Setting::Pattern(text) => same(format!("“{text}”")),
        Setting::Truth(true) => Said::new("是", "true"),
        Setting::Truth(false) => Said::new("否", "false"),
        Setting::Words(words) => list(&words.iter().map(String::as_str).collect::<Vec<_>>()),
        Setting::Phrases(phrases) => list(
            &phrases
                .iter()
                .map(|phrase| phrase.written.as_str())
                .collect::<Vec<_>>(),
        ),
    }
}

/// With a space before a number, as it is set in Chinese text.
fn spaced(zh: String) -> String {
    match zh.starts_with(|first: char| first.is_ascii()) {
        true => format!(" {zh}"),
        false => zh,
    }
}

//! The bodies of a county by their usual names: what short names stand for, and of which kind a body is.

use std::sync::OnceLock;

use super::places::last_two;
use crate::Map;

/// What a usual name says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usual {
    whole: &'static str,
    kind: &'static str,
    /// Whether reforms abolished it: `whole` is the name now.
    pub(super) is_former: bool,
}

/// The part of the gazetteer for names that no body bears any more.
const FORMER: &str = "former";

pub(super) fn usual(name: &str) -> Option<Usual> {
    usual_names().get(name).copied()
}

/// All names of the gazetteer.
pub(super) fn usual_names() -> &'static Map<&'static str, Usual> {
    static NAMES: OnceLock<Map<&'static str, Usual>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names: Map<&str, Usual> = Map::default();
        let mut kind = "";
        for line in include_str!("bodies.txt").lines() {
            let words = || line.split(' ').filter(|word| !word.is_empty());
            match line.chars().next() {
                Some('#') | None => {}
                Some('[') => kind = line.trim_matches(['[', ']']),
                Some(_) => {
                    let whole = words().next().expect("a line that is not empty has a word");
                    let is_former = kind == FORMER;
                    // What became of a former body stands above it, with its kind.
                    let kind = names.get(whole).map_or(kind, |usual| usual.kind);
                    let words = words().skip(usize::from(is_former));
                    names.extend(words.map(|name| {
                        let usual = Usual {
                            whole,
                            kind,
                            is_former,
                        };
                        (name, usual)
                    }));
                }
            }
        }
        names
    })
}

/// The full name of the body that a name without its division means, where it is usual.
pub(super) fn usual_name(name: &str) -> Option<&'static str> {
    usual(name).map(|usual| usual.whole)
}

/// What the office is called now that a name without its division meant before a reform: 自然资源局 for 国土资源局.
pub(super) fn successor(name: &str) -> Option<&'static str> {
    usual(name)
        .filter(|usual| usual.is_former)
        .map(|usual| usual.whole)
}

/// What a name without its division stands for, where it is a usual short name: 编办 is 委机构编制委员会办公室.
pub(super) fn whole(name: &str) -> Option<&'static str> {
    usual_name(name).filter(|whole| *whole != name)
}

/// All usual names of the body that one of them is.
pub(super) fn names_of(name: &str) -> impl Iterator<Item = &'static str> {
    static SHORT: OnceLock<Map<&'static str, Vec<&'static str>>> = OnceLock::new();
    let short = SHORT.get_or_init(|| {
        let mut short: Map<&str, Vec<&str>> = Map::default();
        for (name, usual) in usual_names() {
            short.entry(usual.whole).or_default().push(name);
        }
        short
    });
    let names = usual(name).and_then(|usual| short.get(usual.whole));
    names.into_iter().flatten().copied()
}

/// The longest usual short name of a committee or federation that `text` ends with: 卫健委, 残联.
pub(super) fn short_at_end(text: &str) -> Option<&'static str> {
    static NAMES: OnceLock<Map<(char, char), Vec<&'static str>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: Map<(char, char), Vec<&str>> = Map::default();
        for name in usual_names().keys().filter(|name| name.ends_with(['委', '联'])) {
            names
                .entry(last_two(name).expect("no usual name is one character"))
                .or_default()
                .push(name);
        }
        names
            .values_mut()
            .for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.len())));
        names
    });
    names
        .get(&last_two(text)?)?
        .iter()
        .find(|name| text.ends_with(**name))
        .copied()
}

/// Fields that counties put together under one roof in any order: 文化旅游和体育局 beside 文化体育和旅游局.
const FIELDS: [&str; 21] = [
    "文化",
    "文体",
    "旅游",
    "体育",
    "广播电视",
    "广电",
    "新闻出版",
    "文物",
    "教育",
    "科学技术",
    "科技",
    "商务",
    "经济",
    "工业",
    "信息化",
    "水利",
    "林业",
    "草原",
    "畜牧",
    "农业",
    "交通",
];

/// Whether a name is put together from fields alone, and so may be usual somewhere.
pub(super) fn is_of_fields(name: &str) -> bool {
    let mut rest = name.trim_end_matches('局');
    while let Some(left) = FIELDS.iter().find_map(|field| rest.strip_prefix(field)) {
        rest = left.trim_start_matches(['和', '与', '及', '、']);
    }
    rest.is_empty()
}

/// What the names of bodies end with, and of which kind they are.
const ENDINGS: [(&str, &str); 44] = [
    ("支行", "vertical"),
    ("工务段", "vertical"),
    ("养护段", "institution"),
    ("公路段", "institution"),
    ("分局", "vertical"),
    ("分", "vertical"),
    ("局", "government"),
    ("委员会", "government"),
    ("办公室", "government"),
    ("指挥部", "government"),
    ("政府", "government"),
    ("大队", "government"),
    ("支队", "government"),
    ("中队", "government"),
    ("总队", "government"),
    ("法院", "judicial"),
    ("检察院", "judicial"),
    ("联合会", "organisation"),
    ("协会", "organisation"),
    ("工会", "organisation"),
    ("党校", "party"),
    ("党委", "party"),
    ("部", "party"),
    ("委", "government"),
    ("办", "government"),
    ("中心", "institution"),
    ("站", "institution"),
    ("所", "institution"),
    ("馆", "institution"),
    ("院", "institution"),
    ("室", "institution"),
    ("处", "institution"),
    ("公司", "enterprise"),
    ("银行", "enterprise"),
    ("集团", "enterprise"),
    ("电网", "enterprise"),
    ("会", "organisation"),
    ("队", "government"),
    ("厅", "government"),
    ("署", "government"),
    ("组", "government"),
    ("社", "institution"),
    ("台", "institution"),
    ("校", "institution"),
];

/// The kind of a body by its name without its division: what the usual one of that name is, else what the name ends
/// with. `None` for a name that no body bears: 相关部门, 宣传.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    if let Some(usual) = usual(name) {
        return Some(usual.kind);
    }
    const GENERAL: [&str; 8] = ["其他", "其它", "有关", "相关", "各", "上级", "行业", "主管"];
    if GENERAL.iter().any(|word| name.starts_with(word)) {
        return None;
    }
    // No bureau has a name of one character: 县象局 lost one.
    if name
        .strip_suffix('局')
        .is_some_and(|rest| rest.chars().count() == 1)
    {
        return None;
    }
    let ending = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
    ending.map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::{kind, successor, whole};

    #[test]
    fn usual_short_names_are_known() {
        assert_eq!(whole("残联"), Some("残疾人联合会"));
        assert_eq!(whole("委编办"), whole("编办"));
        assert_eq!(whole("民政局"), None);
    }

    #[test]
    fn what_a_reform_abolished_has_a_name_now() {
        assert_eq!(successor("国土资源局"), Some("自然资源局"));
        assert_eq!(whole("国土资源局"), Some("自然资源局"));
        assert_eq!(kind("国税局"), Some("vertical"));
        assert_eq!(successor("自然资源局"), None);
    }

    #[test]
    fn a_body_has_a_kind_by_its_name_or_by_its_shape() {
        assert_eq!(kind("统战部"), Some("party"));
        assert_eq!(kind("气象局"), Some("vertical"));
        assert_eq!(kind("住房城乡建设和交通局"), Some("government"));
        assert_eq!(kind("人工影响天气保障中心"), Some("institution"));
        assert_eq!(kind("相关部门"), None);
        assert_eq!(kind("象局"), None);
        assert_eq!(kind("其他单位"), None);
    }

    /// A stranger may add lines: each word stands once, or what it means would depend on the order.
    #[test]
    fn no_name_stands_for_two_bodies() {
        let mut seen = crate::Set::default();
        let lines = include_str!("bodies.txt").lines();
        let mut is_former = false;
        for line in lines.filter(|line| !line.starts_with('#')) {
            if line.starts_with('[') {
                is_former = line.contains(super::FORMER);
                continue;
            }
            let mut words = line.split(' ').filter(|word| !word.is_empty());
            if is_former && let Some(now) = words.next() {
                assert!(seen.contains(now), "{now} does not stand above");
            }
            for word in words {
                assert!(seen.insert(word), "{word} stands twice");
            }
        }
        assert!(seen.len() > 500);
    }
}

//! What a name in a list refers to: an office that a column has to list, a unit beside the offices, or nobody in particular.

/// What a mention refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referent {
    /// An office: 县公安局.
    Office,
    /// Part of an office, or a body outside the government, which no column has to list: 派出所, 村委会.
    Unit,
    /// No body in particular: 有关部门, 县局.
    General,
}

/// How a name begins that is no body in particular.
const GENERAL_BEGINNINGS: [&str; 5] = ["其他", "其它", "各", "相关", "有关"];

/// How such a name ends.
const GENERAL_ENDINGS: [&str; 4] = ["部门", "单位", "机构", "人员"];

/// How the name of a unit ends.
const UNIT_ENDINGS: [&str; 17] = [
    "企业",
    "公司",
    "站",
    "所",
    "组",
    "院",
    "村",
    "社区",
    "协会",
    "商会",
    "学会",
    "议会",
    "事会",
    "村委会",
    "居委会",
    "村民委员会",
    "居民委员会",
];

impl Referent {
    /// What `name` refers to, as written.
    pub(super) fn of(name: &str) -> Self {
        let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
        // 县局, 市局: which of them the text around it knows.
        let is_level_alone = name.ends_with('局') && name.chars().count() == 2;
        if begins(&GENERAL_BEGINNINGS) || ends(&GENERAL_ENDINGS) || is_level_alone {
            Self::General
        } else if ends(&UNIT_ENDINGS) {
            Self::Unit
        } else {
            Self::Office
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Referent;

    #[test]
    fn offices_are_told_from_units_and_from_nobody_in_particular() {
        let all = |names: &[&str], referent| names.iter().all(|name| Referent::of(name) == referent);
        assert!(all(
            &["县公安局", "县卫生健康委员会", "县残疾人联合会", "县疾控中心"],
            Referent::Office
        ));
        assert!(all(
            &["派出所", "村民委员会", "县供电公司", "行业协会", "县人民医院"],
            Referent::Unit
        ));
        assert!(all(
            &["教育部门", "各金融机构", "其他执法大队", "县局", "成员单位"],
            Referent::General
        ));
    }
}

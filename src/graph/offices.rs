//! Names of one office, of which a county uses only one at a time: reforms renamed it, or counties name it differently.

use std::sync::OnceLock;

use super::bodies;
use super::names::Name;
use crate::Map;

/// Full names of one office without division, a line each; the gazetteer leads from names that reforms abolished to those that took their
/// place. Offices that some county divides (城市管理 and 综合行政执法, 农业农村 and 乡村振兴) are not here. Source: the institutional reforms of 2013, 2018 and 2023.
const OFFICES: [&[&str]; 15] = [
    &["水利局", "水务局", "水利和湖泊局", "水利水电局"],
    &["林业局", "林业和草原局"],
    &["农业农村局", "农业农村委员会", "农牧局", "农业和畜牧局"],
    &["卫生健康局", "卫生健康委员会"],
    &["发展和改革局", "发展和改革委员会"],
    &["民族宗教事务局", "民族宗教事务委员会"],
    &["住房和城乡建设局", "住房和城乡建设委员会", "住房和城乡规划建设局"],
    &["城市管理局", "城市管理综合执法局", "城市管理综合行政执法局"],
    &[
        "教育局",
        "教育体育局",
        "教育科技局",
        "教育和科学技术局",
        "教育科技和体育局",
    ],
    &["工业和信息化局", "经济和信息化局", "工业信息化和科技局"],
    &["自然资源局", "自然资源和规划局"],
    &[
        "文化和旅游局",
        "文化广电和旅游局",
        "文化体育和旅游局",
        "文化广电体育和旅游局",
        "文化旅游体育局",
    ],
    &["商务局", "商务和投资促进局"],
    &["金融工作局", "地方金融监督管理局"],
    &[
        "行政审批局",
        "行政审批服务局",
        "行政审批和政务服务局",
        "行政审批和政务服务管理局",
        "行政审批和政务信息管理局",
        "审批服务管理局",
        "数据和政务服务局",
    ],
];

/// The first of the names of the office for culture and tourism.
const CULTURE: &str = "文化和旅游局";

impl Name {
    /// Takes the name that stands for all of its office.
    pub(super) fn take_office(&mut self) {
        self.stem = office(&self.stem).to_owned();
    }
}

/// The name that stands for the office which a name without division means: the first of its names here, else its usual
/// full name, which is that of today.
fn office(name: &str) -> &str {
    static NAMES: OnceLock<Map<&'static str, &'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let named = |names: &&'static [&'static str]| {
            let first = names[0];
            names.iter().map(move |name| (*name, first))
        };
        OFFICES.iter().flat_map(named).collect()
    });
    let whole = bodies::whole(name).unwrap_or(name);
    // No county has two for culture and tourism, whatever else is put under their roof.
    let is_of_culture = || whole.starts_with('文') && whole.contains("旅游") && bodies::is_of_fields(whole);
    let known = names.get(whole).copied();
    known
        .or_else(|| is_of_culture().then_some(CULTURE))
        .unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::office;

    #[test]
    fn names_of_one_office_are_told_from_those_of_others() {
        assert_eq!(office("水务局"), office("水利局"));
        assert_eq!(office("卫健局"), office("卫生健康委"));
        assert_eq!(office("卫生和计划生育局"), office("卫生健康委员会"));
        assert_eq!(office("环境保护局"), office("生态环境局"));
        assert_eq!(office("教体局"), office("教育局"));
        assert_eq!(office("文体广电和旅游局"), office("文化旅游局"));
        assert_ne!(office("文物局"), office("文化旅游局"));
        assert_ne!(office("教育局"), office("文化和旅游局"));
        assert_eq!(office("农业农村和水务局"), "农业农村和水务局");
    }
}

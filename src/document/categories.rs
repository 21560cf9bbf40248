//! The usual names of categories, by which a line without number and count is known as the heading of one.

use crate::text::normal;

/// The names, without punctuation. Source: published lists, and the categories that the guidance of the provinces names.
const USUAL: [&str; 50] = [
    "党的建设",
    "党建工作",
    "经济发展",
    "民生服务",
    "平安法治",
    "平安建设",
    "法治建设",
    "基层治理",
    "社会治理",
    "社会管理",
    "社会稳定",
    "安全稳定",
    "社会保障",
    "公共服务",
    "公共安全",
    "乡村振兴",
    "农业农村",
    "三农工作",
    "民族宗教",
    "统一战线",
    "精神文明建设",
    "宣传思想文化",
    "自然资源",
    "生态环保",
    "生态环境",
    "生态文明建设",
    "城乡建设",
    "城乡规划建设",
    "城市管理",
    "交通运输",
    "文化和旅游",
    "文化旅游",
    "文化体育",
    "教育体育",
    "教育培训监管",
    "科技教育",
    "商贸流通",
    "投资促进",
    "市场监管",
    "卫生健康",
    "医疗保障",
    "退役军人事务",
    "人民武装",
    "应急管理及消防",
    "应急管理和消防",
    "应急管理",
    "安全生产",
    "综合政务",
    "财政金融",
    "水利工作",
];

/// Whether a line is nothing but the usual name of a category.
pub fn is_usual(line: &str) -> bool {
    /// No name of them is longer, with what may stand around it, in bytes.
    const LONGEST: usize = 60;
    line.len() <= LONGEST && USUAL.contains(&&*normal::key(line))
}

#[cfg(test)]
mod tests {
    use super::is_usual;

    #[test]
    fn only_a_whole_name_is_that_of_a_category() {
        assert!(is_usual(" 党的建设 "));
        assert!(is_usual("应急管理及消防"));
        assert!(!is_usual("推动经济发展"));
        assert!(!is_usual("经济发展工作"));
    }
}

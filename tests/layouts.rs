//! Made-up lists in layouts that no seed has, and bad input: each is read, or says what is wrong with it.

mod outline;
mod shown;

use qingdan::list;
use qingdan::text::{Source, Sources};

/// Reads `text` and compares its outline and its doubts with the snapshot `name`.
fn check(name: &str, text: &str) {
    let mut sources = Sources::default();
    let id = sources.add(Source::new(format!("{name}.txt"), text));
    let reading = list::read(&sources, id);
    let list = reading
        .list
        .as_ref()
        .map_or_else(|| "no list\n".to_owned(), outline::list);
    shown::settings("layouts").bind(|| {
        insta::assert_snapshot!(
            name,
            format!("{list}\ndoubts:\n{}", outline::doubts(&reading.doubts, &sources))
        );
    });
}

#[test]
fn markdown_tables_with_columns_in_another_order() {
    check(
        "markdown",
        "# 云南省大理白族自治州漾濞彝族自治县\n# 顺濞镇履行职责事项清单\n\n二〇二五年七月\n\n## 一、基本履职事项清单（共３项）\n\n\
         ### （一）党的建设（2 项）\n\n| 序号 | 事项名称 |\n|---|---|\n| １ | 加强党的建设 |\n| ２ | **联系**代表 |\n\n\
         ### （二）经济发展\n\n| 序号 | 事项名称 |\n|---|---|\n| １ | 服务企业 |\n\n## 二、配合履职事项清单\n\n\
         | 事项名称 | 乡镇配合职责 | 序 号 | 对应上级部门 | 上级部门职责 |\n|---|---|---|---|---|\n\
         | 消防安全 | 1、开展宣传；2、上报隐患。 | 1 | 县消防救援大队 | 县消防救援大队：<br>1、监督检查；<br>2、依法查处。 |\n",
    );
}

#[test]
fn fewer_tabs_other_line_ends_and_a_header_over_lines() {
    check(
        "broken-lines",
        "\u{feff}河南省济源市轵城镇履职事项清单\r\n2025-07\r\n\r\n基本履职事项清单\r\n序号\t事项\r\n名称\r\n1\t党的建设\r\n2\t招商引资，\r\n服务企业\r\n\r\n\
         配合履职事项清单\r\n序号\t事项类别\t事项名称\t对应上\r\n级部门\t上级部门职责\t乡镇配\r\n合职责\r\n\
         1\t平安法治\t禁毒\t市公安局，司法局\t（1）侦办案件；（2）教育。\r\n2\t\t信访\t市信访局\t接待\t①登记；②上报。\r\n\
         3\t民生服务\t养老\t市民政局\t审批\t公示\r\n",
    );
}

#[test]
fn takeovers_in_two_columns_and_in_one() {
    check(
        "takeovers",
        "内蒙古自治区锡林郭勒盟东乌珠穆沁旗额吉淖尔苏木履行职责事项清单\n上级部门收回事项清单（11项）\n\
         序号\t事项名称\t承接部门\t工作方式\n一、行政处罚（2项）\n1\t对无证经营的处罚\t旗市场监督管理局、公安局\t1.立案；2.处罚。\n2\t开具证明\t\t法律条款已废止，不再出具\n\
         \n序号\t事项名称\t承接部门及工作方式\n二、其他（9项）\n3\t通电证明\t国网东乌旗供电公司：上门办理。\n4\t巡查\t旗水利局承担巡查工作\n\
         5\t监管\t旗农牧局：负责源头；旗市场监督管理局：负责流通。\n6\t检测\t旗公安局： 1.检测； 2.管控。 旗卫生健康委员会： 1.救治。\n\
         7\t统计\t承接部门：旗统计局\n8\t考核\t旗委组织部：不再开展此项工作\n9\t普查\t旗统计局 工作措施：苏木不再承担，由旗统计局开展\n\
         10\t复查\t承接部门：旗统计局 工作方式：\n11\t登记\t承接部门： 工作方式：受理申请\n",
    );
}

#[test]
fn pages_that_cut_names_labels_and_numbers() {
    check(
        "page-cuts",
        "湖南省常德市津市市新洲镇履行职责事项清单\n\n配合履职事项清单\n\n序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
         1\t校园安\t市教育局、市公\t市教育局：\n\n序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
         \t全工作\t安局\t1.检查；市公\n\n- 2 -\n\n序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\t\t\t安局：1.巡逻。\t1.宣传；\n\
         \t全新的一项\t市民政局\t1.救助。\t1.上报。\n3\t禁毒\t市公安局\t侦办\t宣传\n",
    );
}

#[test]
fn clauses_that_open_with_their_departments() {
    check(
        "own-clauses",
        "重庆市万州区龙沙镇履职事项清单\n配合履职事项清单\n序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
         1\t防汛\t区应急管理局、水利局\t1.区应急管理局负责指挥；2.区水利局、气象局做好预报；3.其他单位配合。\t宣传\n\
         2\t养老\t区民政局、区财政局\t1.区民政局：制定方案；2.区财政局：拨付资金；3.做好保障。\t一、申请 1.受理；2.初审。 二、发放 1.公示。\n\
         3\t禁毒\t区公安局等部门\t区公安局等部门按照职责分工： （1）侦办； （2）管控。 履职保障： 1.培训；\t3.15前宣传\n",
    );
}

#[test]
fn a_list_without_titles_still_has_its_tables() {
    check(
        "untitled",
        "序号\t事项名称\n1\t党的建设\n2\t经济\n其他\n3\t统战\t多出来的一格\n\n序号\t事项名称\t承接部门及工作方式\t备注\n1\t处罚\t县公安局：处罚\t无\n",
    );
}

#[test]
fn a_title_that_contradicts_its_table() {
    check(
        "wrong-title",
        "浙江省杭州市西湖区北山街道履职事项清单\n基本履职事项清单\n序号\t事项名称\t承接部门及工作方式\n1\t处罚\t区公安局：处罚\n说明文字放错了地方\n",
    );
}

#[test]
fn headers_of_another_list_or_another_kind_of_township() {
    check(
        "headers",
        "某某市乡镇履行职责事项清单汇编之八\n\n贵州省遵义市湄潭县\n石莲街道履行职责事项清单\n\n配合履职事项清单\n\n\
         序号\t事项名称\t对应上级部门\t上级部门职责\t街道配合职责\n1\t校园安全\t县教育局\t检查\t宣传\n\n\
         序号\t事项名称\t对应上级部门\t上级部门职责\t街道配合职责\n2\t禁毒\t县公安局\t侦办\t宣传\n\n\
         序号\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责\n二、民生服务（1项）\t\t\t\t\n3\t养老\t县民政局\t审批\t公示\n\n\
         序号\t事项名称\n4\t信访\t县信访局\t督办\t登记\n\n\
         上级部门收回事项清单\n序号\t事项名称\t承接部门及工作方式\n1\t处罚\t县公安局：处罚\n\n\
         序号\t事项名称\t对应上级部门\n2\t许可\t县水务局：受理申请，核发许可证\n",
    );
    check(
        "header-of-list",
        "甘肃省定西市岷县秦许乡履职事项清单\n配合履职事项清单\n序号\t事项名称\t对应上级部门\t上级部门职责\t镇配合职责\n1\t禁毒\t县公安局\t侦办\t宣传\n\
         上级部门收回事项清单\n序号\t事项名称\t对应上级部门\n1\t处罚\t县公安局：处罚\n",
    );
}

#[test]
fn receivers_that_end_with_a_full_stop() {
    check(
        "receivers-stop",
        "甲省乙市丙县丁镇履行职责事项清单\n\n上级部门收回事项清单\n\n序号\t事项名称\t承接部门及工作方式\n\
         1\t奖补资金审核\t承接部门：县工业和信息化局、县财政局。工作方式：接收申报材料，组织评审，公示后兑付资金。\n\
         2\t低保金追缴\t承接部门：县民政局；履职方式：核查发放记录，下达退款通知。\n\
         3\t出具证明\t承接部门：县公安局。查询后出具。\n\
         4\t高龄津贴追缴\t承接部门：县民政局，工作方式：核查发放记录。\n\
         5\t养老金追缴\t（一）承接部门：县人力资源和社会保障局（二）工作方式：下达退款通知。\n\
         6\t占道经营查处\t【承接部门】县城市管理局【工作方式】开展巡查。\n\
         7\t校车检查\t承接部门：县教育局；县公安局；工作方式：开展联合检查。\n\
         8\t消防检查\t承接部门：县消防救援大队<br>工作方式：开展抽查。\n",
    );
}

#[test]
fn labels_in_brackets_and_behind_the_numbers_of_parts() {
    check(
        "headed-labels",
        "甲省乙市丙县丁镇履行职责事项清单\n\n配合履职事项清单\n\n\
         序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
         1\t校车安全\t县教育局、县公安局\t【县教育局】1.受理申请；2.督促学校。【县公安局】1.查处超员。\t上报线索。\n\
         2\t学生接送\t县教育局、县公安局\t（一）县教育局：1.受理申请；2.督促学校。（二）县公安局：查处超员。\t上报线索。\n\
         3\t校园周边整治\t县教育局\t（一）宣传方面 1.受理申请；2.督促学校【幼儿园】。（二）检查方面 1.查处超员。\t上报线索。\n",
    );
}

#[test]
fn labels_with_a_verb_a_role_or_no_colon() {
    check(
        "labels-in-other-words",
        "甲省乙市丙县丁镇履行职责事项清单\n\n配合履职事项清单\n\n\
         序号\t事项名称\t牵头部门\t上级部门具体职责\t镇配合事项\n\
         1\t校车安全\t县教育局、县公安局\t县教育局负责：1.受理申请；2.督促学校。县公安局的职责：查处超员。\t上报线索。\n\
         2\t学生接送\t县教育局、县公安局\t一、县教育局1.受理申请；2.督促学校。二、县公安局1.查处超员；2.疏导交通。\t上报线索。\n\
         3\t校园周边整治\t县教育局、县公安局\t1.县教育局：1.受理申请；2.督促学校。2.县公安局：1.查处超员；2.疏导交通。3.县民政局：救助伤者。\t上报线索。\n\
         4\t预防溺水\t县教育局、县公安局\t牵头部门：县教育局：1.开展教育；2.督促学校。配合部门：县公安局：参与搜救。\t上报线索。\n\
         5\t护学\t县教育局、县公安局\t县教育局负责1.开展教育；2.督促学校。县公安局负责（1）疏导交通；（2）设护学岗。\t上报线索。\n\
         6\t控辍\t县教育局\t1.县教育局：建立台账；2.县公安局：查询去向。\t上报线索。\n",
    );
}

#[test]
fn receivers_that_a_sentence_names() {
    check(
        "receivers-told",
        "甲省乙市丙县丁镇履行职责事项清单\n\n上级部门收回事项清单\n\n序号\t事项名称\t承接部门及工作方式\n\
         1\t奖补资金审核\t承接部门为县工业和信息化局、县财政局。工作方式：接收申报材料，组织评审。\n\
         2\t低保金追缴\t由县民政局承接。核查发放记录，下达退款通知。\n\
         3\t出具证明\t县公安局。查询后出具。\n\
         4\t高龄津贴追缴\t由县民政局核查发放记录。发现冒领的，下达退款通知。\n\
         5\t校车检查\t承接单位是县教育局；履职方式：开展联合检查。\n",
    );
}

#[test]
fn columns_of_reclaimed_duties_by_other_names() {
    for (name, header, row) in [
        ("columns-departments", "上级部门\t工作方式", "县统计局\t开展统计"),
        (
            "columns-mode",
            "工作方式",
            "承接部门：县统计局；工作方式：开展统计",
        ),
    ] {
        check(
            name,
            &format!(
                "甲省乙市丙县丁镇履行职责事项清单\n\n上级部门收回事项清单\n\n序号\t事项名称\t{header}\n1\t企业统计\t{row}\n"
            ),
        );
    }
}

#[test]
fn categories_without_number_and_count() {
    check(
        "bare-categories",
        "甲省乙市丙县丁镇履行职责事项清单\n\n基本履职事项清单\n\n序号\t事项名称\n党的建设\n1\t加强党的建设\n经济发展\n2\t服务企业\n\n\
         上级部门收回事项清单\n\n序号\t事项名称\t承接部门\t工作方式\n经济发展\n1\t企业统计\t县统计局\t开展统计\n",
    );
}

#[test]
fn a_repeated_header_with_two_columns_exchanged() {
    check(
        "exchanged-header",
        "甲省乙市丙县丁镇履行职责事项清单\n\n配合履职事项清单\n\n\
         序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n\
         1\t校车安全\t县教育局、县公安局\t县教育局：受理申请。县公安局：查处超员。\t上报线索。\n\n\
         序号\t事项名称\t对应上级部门\t乡镇配合职责\t上级部门职责\n\
         2\t流浪乞讨人员救助\t县民政局、县公安局\t县民政局：管理救助站。县公安局：查询身份。\t引导求助。\n",
    );
}

#[test]
fn files_that_are_no_lists() {
    check("empty", "");
    check("blank", " \n\t\n");
    check("no-list", "会议纪要\n\n今天讨论了三件事。\n");
}

#[test]
fn a_list_cut_in_the_middle_of_a_row() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/ningxia-jinxing.txt");
    let source = Source::read(&path).expect("the seed is there");
    let start = source
        .text()
        .find("利通区金星镇配合履职事项清单")
        .expect("the list");
    let cut = source.text()[start..].find("深入学习").unwrap_or(2_000) + start;
    check(
        "cut",
        &source.text()[start..source.text().floor_char_boundary(cut)],
    );
}

#[test]
fn one_huge_line_takes_no_longer_than_its_length() {
    for piece in [
        "<p>1.开展检查； ",
        "县公安局 ",
        "县公安局： 1.查处； ",
        "1人 ",
        "（",
        "市",
        "一、",
        "&",
        "<",
        "、",
    ] {
        let body = piece.repeat(60_000 / piece.len());
        let header = "序号\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责\n";
        let text = format!("{header}1\t{body}\t{body}\t{body}\t{body}\n\t{body}\t{body}\t{body}\t{body}\n");
        let mut sources = Sources::default();
        let id = sources.add(Source::new("huge.txt", text));
        let start = std::time::Instant::now();
        let reading = list::read(&sources, id);
        assert!(reading.list.is_some(), "{piece}");
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

/// Most rules look around a place in a text, and none may look through all of it from each place.
#[test]
fn one_huge_text_is_checked_in_a_time_that_grows_with_its_length() {
    for piece in [
        "，",
        "O",
        "X",
        "工？",
        "工.",
        "帮帮扶工作，",
        "动太管理工作，",
        "安全生产检查",
        "由西安市负责，",
        "（",
        "》",
    ] {
        let body = piece.repeat(200_000 / piece.len());
        let head = "甲省乙市丙县丁镇履行职责事项清单\n\n基本履职事项清单\n\n序号\t事项名称\n1\t开展检查";
        let mut sources = Sources::default();
        sources.add(Source::new("huge.txt", format!("{head}{body}\n2\t学习贯彻\n")));
        let start = std::time::Instant::now();
        let checked = qingdan::check::check(sources, qingdan::rule::RuleSet::builtin());
        assert!(!checked.documents.is_empty(), "{piece}");
        assert!(start.elapsed().as_secs() < 10, "{piece}: {:?}", start.elapsed());
    }
}

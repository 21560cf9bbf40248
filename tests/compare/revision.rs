//! A list with its revision, and what commands say about them.

use super::desk::Desk;
use super::shown;

/// A small list.
pub(crate) const LIST: &str = "\
schema: qingdan/list@1
title: 甲省乙市丙县丁镇履行职责事项清单
township: {name: 丁镇, region: [甲省, 乙市, 丙县]}
basic:
  categories:
  - name: 党的建设
    declared: 1
    duties:
    - {number: 1, name: 加强党员教育管理}
cooperative:
  categories:
  - name: 平安法治
    duties:
    - number: 1
      name: 打击传销
      departments: [县公安局, 县市场监督管理局]
      blocks:
      - departments: [县公安局]
        clauses: [牵头制定方案, 依法查处]
        guarantees: [开展业务培训]
      - departments: [县市场监督管理局]
        clauses: [对传销行为进行行政处罚]
      township: [开展宣传教育, 发现线索及时上报]
    - number: 2
      name: 养犬管理
      departments: [县公安局]
      blocks:
      - departments: []
        clauses: [办理养犬登记]
      township: [开展文明养犬宣传]
reclaimed:
  categories:
  - name: 民生服务
    duties:
    - {number: 1, name: 高龄津贴的追缴, receivers: [县民政局], mode: [核查发放对象，追缴违规领取的津贴]}
";

/// Its revision: a basic duty came and its count was forgotten, a department and its guarantee went, a duty was taken back,
/// a mode was reworded.
pub(crate) fn revised() -> String {
    LIST.replace(
        "    - {number: 1, name: 加强党员教育管理}\n",
        "    - {number: 1, name: 加强党员教育管理}\n    - {number: 2, name: 开展老年助餐服务}\n",
    )
    .replace(
        "      departments: [县公安局, 县市场监督管理局]\n",
        "      departments: [县公安局]\n",
    )
    .replace("        guarantees: [开展业务培训]\n", "")
    .replace(
        "      - departments: [县市场监督管理局]\n        clauses: [对传销行为进行行政处罚]\n",
        "",
    )
    .replace(
        "    - number: 2
      name: 养犬管理
      departments: [县公安局]
      blocks:
      - departments: []
        clauses: [办理养犬登记]
      township: [开展文明养犬宣传]
",
        "",
    )
    .replace("mode: [核查发放对象，追缴", "mode: [定期核查发放对象，依法追缴")
        + "    - {number: 2, name: 养犬管理, receivers: [县公安局], mode: [办理养犬登记，查处违规养犬]}\n"
}

/// The commands as typed, and all that came of them, against the snapshot of this name.
pub(crate) fn assert_transcript(desk: &Desk, name: &str, lines: &[&str]) {
    assert_snapshot(name, &desk.transcript(lines));
}

pub(crate) fn assert_snapshot(name: &str, text: &str) {
    shown::assert("compare", name, text);
}

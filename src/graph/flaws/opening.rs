//! Where the name of a place or of a body may begin.

/// Whether a word may begin behind this text: behind a mark or a verb, not inside a name.
pub(super) fn opens(before: &str) -> bool {
    const BEFORE: [&str; 40] = [
        "开展", "做好", "支持", "保障", "加强", "服务", "由", "向", "报", "经", "在", "对", "将", "按",
        "按照", "落实", "根据", "配合", "协助", "贯彻", "执行", "提请", "报请", "请示", "报经", "通过",
        "反馈", "提交", "上报", "报送", "报告", "的", "为", "到", "召开", "召集", "开好", "筹备", "列席",
        "选举",
    ];
    BEFORE.iter().any(|word| before.ends_with(word))
}

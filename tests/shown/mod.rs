//! Snapshots, one folder for each area, in `snapshots` at the top.
#![allow(dead_code, reason = "each test that uses it uses a part of it")]

use std::path::Path;

/// Where the snapshots of `area` lie, each under its own name alone. How many rules there are is nobody's matter here.
pub(crate) fn settings(area: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(area));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter("用了 \\d+ 条规则", "用了 … 条规则");
    settings.add_filter("against \\d+ rules", "against … rules");
    settings.add_filter("\"rules\": \\d+", "\"rules\": …");
    settings
}

/// The same without the rules that met nothing, and those in preview.
pub(crate) fn without_unmet(area: &str) -> insta::Settings {
    let mut settings = settings(area);
    settings.add_filter("另有 \\d+ 条预览中的规则没有运行；加 --preview 运行。\n", "");
    settings.add_filter("有 \\d+ 条规则没有遇到可判断的内容：.*\n", "");
    settings
}

/// Holds `text` against the snapshot `name` of `area`.
pub(crate) fn assert(area: &str, name: &str, text: &str) {
    settings(area).bind(|| insta::assert_snapshot!(name, text));
}

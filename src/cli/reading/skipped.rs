//! What is said of files that were passed over.

use crate::cli::environment::Environment;
use crate::finding::Words;
use crate::report::phrases;

/// Says that files were passed over, if any were.
pub(in crate::cli) fn note(environment: &Environment, names: &[String]) {
    if !names.is_empty() {
        environment.note(&words(names));
    }
}

/// What is said of files that say themselves that they are no lists; some of them by name.
pub(in crate::cli) fn words(names: &[String]) -> Words {
    const NAMED: usize = 3;
    let (count, named) = (names.len(), &names[..names.len().min(NAMED)]);
    let (more_zh, more_en) = if count > NAMED {
        (" 等", ", …")
    } else {
        ("", "")
    };
    Words::new(
        format!("跳过 {count} 个写明另有用途的文件：{}{more_zh}", named.join("、")),
        format!(
            "skipped {} of another schema: {}{more_en}",
            phrases::count(count, "file"),
            named.join(", ")
        ),
    )
}

//! Two versions: generated edits with known answers, and the laws of comparison.
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]

mod versions;

use versions::{SEEDS, compared, json, seed, tell, told};

#[test]
fn a_list_against_itself_is_silent() {
    for name in SEEDS {
        let text = seed(name);
        let compared = compared(&text, &text);
        assert!(
            compared.comparison.is_silent(),
            "{name}:\n{}",
            tell(&compared.comparison)
        );
        assert!(compared.changes.is_empty(), "{name}");
    }
}

#[test]
fn published_text_against_its_yaml_form_is_silent() {
    for name in SEEDS {
        let text = seed(name);
        assert_eq!(told(&text, &json(&text).to_string()), "", "{name}");
    }
}

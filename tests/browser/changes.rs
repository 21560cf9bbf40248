//! The page of changes: nothing in it runs or sticks out, on a phone, on a screen, in the dark and on paper.

use std::process::Command;

use serde_json::json;

use super::chromium::Browser;
use super::{CONTRAST, HOSTILE, STRUCTURE};

#[test]
fn the_page_of_changes_is_read_everywhere_and_runs_nothing() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.yaml"), folder.path().join("new.yaml"));
    std::fs::write(&old, HOSTILE).unwrap();
    std::fs::write(&new, HOSTILE.replace("owned=", "owned=1+")).unwrap();
    let seed = "seeds/ningxia-jinxing.txt".into();
    let revised = "tests/revisions/ningxia-jinxing-2026.txt".into();
    for (name, versions) in [("hostile", [old, new]), ("real", [seed, revised])] {
        let file = folder.path().join(format!("{name}.html"));
        let output = Command::new(env!("CARGO_BIN_EXE_qingdan"))
            .args(["diff", "--lang", "zh", "--format", "html", "-o"])
            .arg(&file)
            .args(versions)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .output()
            .unwrap();
        assert!(file.exists(), "{output:?}");
        for (width, scheme) in [(390, "light"), (1280, "light"), (1280, "dark")] {
            let size = json!({"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600});
            browser.call("Emulation.setDeviceMetricsOverride", size);
            let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            browser.call("Emulation.setEmulatedMedia", features);
            browser.open(&file);
            let wide = browser.count("document.documentElement.scrollWidth");
            assert_eq!(wide, width, "{name}: nothing sticks out");
            assert_eq!(
                browser.ask(CONTRAST),
                json!([]),
                "{name} at {width} pixels, {scheme}"
            );
        }
        assert!(
            browser.count("document.querySelectorAll('article').length") > 0,
            "{name}"
        );
        assert_eq!(browser.ask("typeof owned"), "undefined", "{name}");
        // There is nothing to filter, so nothing tells how much is left.
        assert_eq!(browser.ask(STRUCTURE), json!(["status"]), "{name}");
        assert_eq!(browser.complaints(), [""; 0], "{name}");
    }
    let printed = browser.call("Page.printToPDF", json!({"preferCSSPageSize": true}));
    assert!(printed["data"].as_str().unwrap().starts_with("JVBERi"));
}

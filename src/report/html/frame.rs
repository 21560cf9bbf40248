//! The frame of every page: head, policy, style and script, all in the one file; nothing is fetched from anywhere.

use std::fmt::Write as _;
use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::super::tame;
use crate::finding::Language;

/// The style that all pages share.
const STYLE: &str = include_str!("frame.css");

/// A page. Whatever is written into it through `maud` is escaped; the policy in its head lets no other style or script
/// run than these, and nothing be loaded.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The language of its words.
    pub language: Language,
    /// Its title.
    pub title: &'a str,
    /// Its own style, behind that of the frame; no text of a document may be part of it.
    pub style: &'static str,
    /// Its script; no text of a document may be part of it.
    pub script: &'static str,
    /// The id of the part that readers of the page skip to.
    pub skip_to: &'a str,
}

impl Page<'_> {
    /// Writes the page around `body`, which should be a `header`, a `main` and a `footer`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write, body: &Markup) -> io::Result<()> {
        let page = html! {
            (DOCTYPE)
            html lang=(lang(self.language)) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(self.policy());
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    meta name="robots" content="noindex";
                    title { (tamed(self.title)) }
                    style { (PreEscaped(STYLE)) }
                    style { (PreEscaped(self.style)) }
                }
                body {
                    a class="skip" href={ "#" (self.skip_to) } { (pick(self.language, "跳到正文", "Skip to the content")) }
                    (body)
                    @if !self.script.is_empty() {
                        script { (PreEscaped(self.script)) }
                    }
                }
            }
        };
        out.write_all(page.into_string().as_bytes())?;
        out.write_all(b"\n")
    }

    /// What the browser may do with the page: show it with these styles and run this script, no more.
    fn policy(&self) -> String {
        let mut policy =
            String::from("default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src");
        for style in [STYLE, self.style] {
            let _ = write!(policy, " '{}'", hash(style));
        }
        if !self.script.is_empty() {
            let _ = write!(policy, "; script-src '{}'", hash(self.script));
        }
        policy
    }
}

/// The hash by which a policy allows a style or a script (CSP level 3, §2.3.1).
fn hash(text: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes()))
    )
}

/// The language of a page as HTML names it.
fn lang(language: Language) -> &'static str {
    pick(language, "zh-Hans", "en")
}

/// One of two phrases.
pub fn pick(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// Text of a document as it is shown: nothing in it hides or turns the writing round. `maud` escapes it.
pub fn tamed(text: &str) -> std::borrow::Cow<'_, str> {
    tame::line(text)
}

//! The JSON Schema of `qingdan.toml`, for editors.

use serde_json::{Value, json};

use super::read::THRESHOLD_NAMES;

/// The schema, draft 2020-12.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "qingdan.toml",
        "description": "Settings of qingdan; paths and globs are relative to the folder of the file.",
        "type": "object",
        "properties": {
            "profile": {"type": "string", "description": "The profile to check with: gate, review, audit, or one of [profiles]."},
            "lang": {"enum": ["zh", "en"], "description": "The language of everything a person reads."},
            "format": texts("Forms of the report, as --format takes them."),
            "fail-on": threshold(),
            "registry": texts("Files of registries that are read with every list."),
            "waivers": {"type": "string", "description": "The file of waivers."},
            "baseline": {"type": "string", "description": "The file of findings known before."},
            "files": closed("Which files are looked for in folders.", json!({
                "include": texts("Globs of the files that are read; without it the endings decide."),
                "exclude": texts("Globs of the files and folders that are passed over."),
            })),
            "rules": rules("Which rules run, and how they are set.", json!({
                "paths": texts("Folders and files of rules beside the built-in ones."),
                "select": selectors("Exactly these rules."),
                "extend-select": selectors("These rules too."),
                "ignore": selectors("Not these rules."),
                "preview": {"type": "boolean", "description": "Whether rules in preview run without being named."},
            })),
            "per-file": {
                "type": "object",
                "description": "What holds for the files that a glob fits.",
                "additionalProperties": closed("The settings of these files.", json!({
                    "ignore": selectors("These rules say nothing here."),
                    "severity": {"type": "object", "additionalProperties": severity()},
                })),
            },
            "profiles": {
                "type": "object",
                "description": "Profiles of your own.",
                "additionalProperties": rules("A profile.", json!({
                    "extends": {"enum": ["gate", "review", "audit"]},
                    "precision": {"enum": ["very-high", "high", "medium", "low"], "description": "How sure a rule must be to run without being named."},
                    "preview": {"type": "boolean"},
                    "fail-on": threshold(),
                    "select": selectors("Exactly these rules."),
                    "extend-select": selectors("These rules too."),
                    "ignore": selectors("Not these rules."),
                })),
            },
        },
        "additionalProperties": false,
    })
}

fn closed(about: &str, properties: Value) -> Value {
    json!({"type": "object", "description": about, "properties": properties, "additionalProperties": false})
}

/// Keys, and beside them rules with their settings.
fn rules(about: &str, properties: Value) -> Value {
    let rule = closed(
        "The settings of one rule.",
        json!({"severity": severity(), "params": {"type": "object", "description": "Its parameters, see `qingdan rules explain`."}}),
    );
    json!({"type": "object", "description": about, "properties": properties, "additionalProperties": rule})
}

fn texts(about: &str) -> Value {
    let text = json!({"type": "string", "minLength": 1});
    json!({"description": about, "anyOf": [text, {"type": "array", "items": text}]})
}

fn selectors(about: &str) -> Value {
    texts(&format!(
        "{about} `all`, a family such as `wording`, or the id of a rule."
    ))
}

fn severity() -> Value {
    json!({"enum": ["error", "warning", "info", "off"]})
}

fn threshold() -> Value {
    json!({"enum": THRESHOLD_NAMES, "description": "The mildest finding that makes the exit code 1."})
}

#[cfg(test)]
mod tests {
    use super::super::read::{FILES, PER_FILE, PROFILE, ROOT, RULE, RULES};
    use super::*;

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = schema();
        for (pointer, keys) in [
            ("/properties", &ROOT[..]),
            ("/properties/files/properties", &FILES),
            ("/properties/rules/properties", &RULES),
            ("/properties/rules/additionalProperties/properties", &RULE),
            ("/properties/per-file/additionalProperties/properties", &PER_FILE),
            ("/properties/profiles/additionalProperties/properties", &PROFILE),
        ] {
            let there: Vec<&str> = schema
                .pointer(pointer)
                .and_then(Value::as_object)
                .expect("it is there")
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(there, keys, "{pointer}");
        }
    }
}

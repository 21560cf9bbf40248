//! The JSON Schema of rule files and lexicons, with which an editor completes and checks their keys.
//!
//! It knows keys, words and shapes; what expressions mean only loading the rules tells.

use serde_json::{Value, json};

use super::load::{LEXICON, RULES};
use super::meta::{Classify, Status};
use crate::graph::schema::Schema;

/// The schema, in draft 2020-12.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "qingdan rules",
        "type": "object",
        "required": ["schema"],
        "oneOf": [
            {"$ref": "#/$defs/one"},
            {"$ref": "#/$defs/several"},
            {"$ref": "#/$defs/lexicon"},
        ],
        "$defs": {
            "one": one(),
            "fix": fix(),
            "several": {
                "description": "Several rules in one file.",
                "required": ["rules"],
                "additionalProperties": false,
                "properties": {
                    "schema": {"const": RULES},
                    "use": used(),
                    "rules": {"type": "array", "items": {
                        "anyOf": [object(&rule(), true), object(&variant(), true)],
                    }},
                },
            },
            "lexicon": {
                "description": "Word lists and parts of expressions that rules share.",
                "additionalProperties": false,
                "properties": {
                    "schema": {"const": LEXICON},
                    "about": {"$ref": "#/$defs/words"},
                    "words": shared(&json!({"$ref": "#/$defs/list"})),
                    "phrases": shared(&json!({"$ref": "#/$defs/list"})),
                    "patterns": shared(&json!({"type": "string"})),
                },
            },
            "words": {
                "description": "Chinese, or both languages.",
                "oneOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "required": ["zh"],
                        "additionalProperties": false,
                        "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
                    },
                ],
            },
            "list": {"type": "array", "items": {"type": "string", "minLength": 1}},
            "expression": {"type": ["string", "number", "boolean"]},
            "parameter": parameter(),
            "meta": meta(),
            "tests": tests(),
        },
    })
}

fn used() -> Value {
    json!({"description": "Lexicons, beside the file or in a folder above it.", "type": "array", "items": {"type": "string"}})
}

/// Lists or patterns of a lexicon by name, each alone or with what it is about.
fn shared(value: &Value) -> Value {
    let described = json!({
        "type": "object",
        "required": ["default"],
        "additionalProperties": false,
        "properties": {"default": value, "about": {"$ref": "#/$defs/words"}},
    });
    json!({"type": "object", "additionalProperties": {"anyOf": [value, described]}})
}

/// A file that holds one rule.
fn one() -> Value {
    let file = |keys: Value| {
        let mut keys = keys;
        keys["schema"] = json!({"const": RULES});
        keys["use"] = used();
        object(&keys, false)
    };
    json!({"anyOf": [file(rule()), file(variant())]})
}

/// An object with these keys alone. A rule has a sentence, a variant has `extends`.
fn object(keys: &Value, needs_id: bool) -> Value {
    let mut required: Vec<&str> = match keys.get("extends") {
        Some(_) => vec!["extends"],
        None => vec!["title", "severity", "for", "message", "labels"],
    };
    if needs_id {
        required.push("id");
    }
    let mut object = json!({
        "type": "object", "required": required, "additionalProperties": false, "properties": keys,
    });
    if keys.get("extends").is_none() {
        object["oneOf"] = json!([{"required": ["require"]}, {"required": ["forbid"]}]);
    }
    object
}

fn rule() -> Value {
    let kinds: Vec<&str> = Schema::get().kinds().map(|(kind, _)| kind.as_str()).collect();
    json!({
        "id": id(),
        "title": {"description": "What must hold, in one line.", "$ref": "#/$defs/words"},
        "reason": {"description": "Why it must hold.", "$ref": "#/$defs/words"},
        "severity": severity(),
        "for": {
            "description": "Names, each with where its nodes come from: a kind, `other KIND`, a path, or `find $words in PATH`.",
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]*$"},
            "additionalProperties": {"anyOf": [{"enum": kinds}, {"type": "string"}]},
        },
        "where": {
            "description": "Which nodes the rule speaks about: a condition, or several that must all hold.",
            "oneOf": [
                {"$ref": "#/$defs/expression"},
                {"type": "array", "items": {"$ref": "#/$defs/expression"}},
            ],
        },
        "require": {"description": "What must hold.", "$ref": "#/$defs/expression"},
        "forbid": {"description": "What must not hold.", "$ref": "#/$defs/expression"},
        "message": {"description": "What is wrong; {values} in braces.", "$ref": "#/$defs/words"},
        "labels": {
            "description": "What is underlined: paths, the primary place first.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {"$ref": "#/$defs/words"},
        },
        "help": {"description": "What to do about it.", "$ref": "#/$defs/words"},
        "fix": {
            "description": "An edit, or several of which the first is offered that has something to put there.",
            "oneOf": [{"$ref": "#/$defs/fix"}, {"type": "array", "items": {"$ref": "#/$defs/fix"}, "minItems": 1}],
        },
        "params": {
            "description": "What a project may set, used as $name.",
            "type": "object",
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
            "additionalProperties": {"$ref": "#/$defs/parameter"},
        },
        "meta": {"$ref": "#/$defs/meta"},
        "tests": {"$ref": "#/$defs/tests"},
        "classify": {"enum": Classify::NAMES.map(|(name, _)| name)},
    })
}

fn fix() -> Value {
    json!({
        "type": "object",
        "required": ["title", "safe"],
        "additionalProperties": false,
        "oneOf": [{"required": ["replace", "with"]}, {"required": ["delete"]}],
        "properties": {
            "title": {"$ref": "#/$defs/words"},
            "safe": {"description": "Whether it cannot change what the list says.", "type": "boolean"},
            "replace": {"type": "string"},
            "with": {"$ref": "#/$defs/expression"},
            "delete": {"type": "string"},
        },
    })
}

fn variant() -> Value {
    json!({
        "id": id(),
        "extends": {"description": "The id of the rule it is a variant of.", "type": "string"},
        "title": {"$ref": "#/$defs/words"},
        "reason": {"$ref": "#/$defs/words"},
        "severity": severity(),
        "params": {"description": "Values of parameters of that rule.", "type": "object"},
        "meta": {"$ref": "#/$defs/meta"},
        "tests": {"$ref": "#/$defs/tests"},
    })
}

fn id() -> Value {
    json!({
        "description": "Never used twice: family/name.",
        "type": "string",
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
    })
}

fn severity() -> Value {
    json!({"description": "How bad a breach is.", "enum": ["error", "warning", "info", "off"]})
}

fn parameter() -> Value {
    json!({
        "type": "object",
        "required": ["type", "default"],
        "additionalProperties": false,
        "properties": {
            "type": {"enum": ["int", "ratio", "text", "words", "phrases", "pattern", "bool"]},
            "default": {},
            "about": {"$ref": "#/$defs/words"},
            "min": {"type": "number"},
            "max": {"type": "number"},
        },
    })
}

fn meta() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "since": {"type": ["string", "number"]},
            "group": {"type": "string"},
            "precision": {"description": "How sure a finding is.", "enum": ["very-high", "high", "medium", "low"]},
            "status": {"enum": Status::NAMES.map(|(name, _)| name)},
            "replaces": {"description": "Former ids.", "type": "array", "items": {"type": "string"}},
            "references": {"type": "array", "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": false,
                "properties": {
                    "name": {"type": "string"}, "article": {"type": ["string", "number"]}, "url": {"type": "string"},
                },
            }},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
    })
}

fn tests() -> Value {
    json!({
        "description": "Small lists; what stands in `finds` must be underlined, character by character.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "valid": {"type": "array", "items": {"type": "object", "not": {"required": ["finds"]}}},
            "invalid": {"type": "array", "items": {
                "type": "object",
                "required": ["finds"],
                "properties": {"finds": {"type": "array", "minItems": 1}},
            }},
        },
    })
}

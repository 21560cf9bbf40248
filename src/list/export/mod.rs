//! A list written out: the YAML form in its canonical spelling, the same as JSON, and its JSON Schema.

mod comments;
mod form;
mod line;
mod spell;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;

use super::DutyList;

/// The YAML form: the keys in their order, a short collection on one line, quotes only where they are needed.
pub fn yaml(list: &DutyList<'_>) -> String {
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    serde_yaml::to_string_with_options(&spell::list(list), options)
        .expect("texts, numbers and lists can be written")
}

/// The YAML form of a list that was read from `text`, with the comments of `text`: those on lines of their own before what
/// they stood before, others behind what their line began with, or before it where it has no room; and with a blank line
/// where `text` has some between parts. None where not all of them could be kept, or `text` is
/// no YAML.
pub fn yaml_with_comments(list: &DutyList<'_>, text: &str) -> Option<String> {
    comments::keep(text, yaml(list))
}

/// The same keys as one JSON object.
pub fn json(list: &DutyList<'_>) -> serde_json::Value {
    serde_json::to_value(spell::list(list)).expect("texts, numbers and lists can be written")
}

/// The JSON Schema of the YAML form, for editors.
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(as_read));
    settings
        .into_generator()
        .into_root_schema_for::<form::List<'static>>()
        .to_value()
}

/// What the reader takes, where the Rust types say more: no `null`, and numbers of at most nine digits.
fn as_read(schema: &mut Schema) {
    let types = schema.get_mut("type").and_then(serde_json::Value::as_array_mut);
    if let Some(kind) = types.and_then(|types| types.iter().find(|kind| *kind != "null").cloned()) {
        schema.insert("type".to_owned(), kind);
    }
    if schema.remove("format").is_some() {
        schema.insert("maximum".to_owned(), 999_999_999.into());
    }
}

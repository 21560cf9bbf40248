//! Collections that are written on one line where they fit.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_yaml::{FlowMap, FlowSeq};
use unicode_width::UnicodeWidthStr;

/// The most columns that a collection on one line takes, not counting its indentation.
pub(super) const COLUMNS: usize = 110;

/// What can tell how many columns it takes on one line, about.
pub(super) trait Width {
    fn width(&self) -> usize;
}

/// A list, on one line if it fits.
pub(super) struct Items<T>(pub Vec<T>);

/// A mapping, on one line if it fits.
pub(super) struct Keys<T>(pub T);

impl Width for &str {
    fn width(&self) -> usize {
        UnicodeWidthStr::width(*self)
    }
}

impl Width for Cow<'_, str> {
    fn width(&self) -> usize {
        UnicodeWidthStr::width(self.as_ref())
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Items<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Width> Width for Items<T> {
    fn width(&self) -> usize {
        self.0.iter().map(|item| item.width() + ", ".len()).sum()
    }
}

/// The width of `key: value, `.
pub(super) fn entry(key: &str, value: &impl Width) -> usize {
    key.len() + ": , ".len() + value.width()
}

impl<T: Serialize + Width> Serialize for Items<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.width() <= COLUMNS {
            FlowSeq(&self.0).serialize(serializer)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<T: Serialize + Width> Serialize for Keys<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.width() <= COLUMNS {
            FlowMap(&self.0).serialize(serializer)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<T: JsonSchema> JsonSchema for Items<T> {
    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Keys<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

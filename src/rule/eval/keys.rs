//! What is made of texts to compare them, each once for all rules.

use std::borrow::Cow;
use std::cell::RefCell;

use super::value::Value;
use crate::Map;
use crate::text::likeness::{Key, Sketch, Wording};

/// The keys, wordings and sketches of texts that were compared, each made once.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    keys: Made<Key>,
    wordings: Made<Wording>,
    sketches: Made<Sketch>,
}

/// What was made of texts.
#[derive(Debug)]
pub(super) struct Made<T> {
    /// Of those of cells, by their numbers.
    cells: RefCell<Vec<Option<T>>>,
    /// Of others by address and length, since texts of the graph and of the rules stay where they are.
    others: RefCell<Map<(usize, usize), T>>,
}

impl Keys {
    /// The key of a text.
    pub(crate) fn get(&self, value: &Value<'_>) -> Key {
        self.keys.once(value, Key::new)
    }

    /// The wording of a text.
    pub(crate) fn wording(&self, value: &Value<'_>) -> Wording {
        self.wordings.once(value, Wording::new)
    }

    /// The sketch of a text.
    pub(crate) fn sketch(&self, value: &Value<'_>) -> Sketch {
        self.sketches.once(value, Sketch::new)
    }
}

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self {
            cells: RefCell::default(),
            others: RefCell::default(),
        }
    }
}

impl<T: Clone> Made<T> {
    /// What was made of a text, made now if it is new. What is put together while a rule runs is made anew each time.
    pub(super) fn once(&self, value: &Value<'_>, make: impl FnOnce(&str) -> T) -> T {
        match value {
            Value::Cell(id, text) => {
                let mut cells = self.cells.borrow_mut();
                if cells.len() <= id.index() {
                    cells.resize_with(id.index() + 1, || None);
                }
                cells[id.index()].get_or_insert_with(|| make(text)).clone()
            }
            Value::Text(Cow::Borrowed(text)) => {
                let address = (text.as_ptr() as usize, text.len());
                let mut others = self.others.borrow_mut();
                others.entry(address).or_insert_with(|| make(text)).clone()
            }
            _ => make(value.as_text().unwrap_or_default()),
        }
    }
}

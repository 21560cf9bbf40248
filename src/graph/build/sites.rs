//! Where texts may name departments, whichever list they stand in: sought once in all equal texts of a version.

use std::rc::Rc;

use crate::graph::TextId;
use crate::graph::loose::General;
use crate::graph::mentions::{Ends, Recogniser};

/// What was sought so far.
#[derive(Default)]
pub(super) struct Sites {
    ends: Ends,
    general: General,
    /// The sites of each text, by its number.
    seen: Vec<Option<Rc<Site>>>,
}

/// The sites of one text, in bytes.
pub(super) struct Site {
    /// Where names may end.
    pub(super) ends: Vec<usize>,
    /// Where words stand that may make departments of those before them.
    pub(super) general: Vec<usize>,
}

impl Sites {
    /// The sites for the recognisers of a version.
    pub(super) fn new<'r, 'g: 'r>(recognisers: impl Iterator<Item = &'r Recogniser<'g>>) -> Self {
        Self {
            ends: Ends::new(recognisers),
            ..Self::default()
        }
    }

    /// The sites of `text`, whose number is `id`.
    pub(super) fn of(&mut self, id: TextId, text: &str) -> Rc<Site> {
        if self.seen.len() <= id.index() {
            self.seen.resize(id.index() + 1, None);
        }
        let site = self.seen[id.index()].get_or_insert_with(|| {
            Rc::new(Site {
                ends: self.ends.of(text),
                general: self.general.of(text),
            })
        });
        Rc::clone(site)
    }
}

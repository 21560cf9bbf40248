//! Walks the events of a list: takes what a key wants, reports what is something else, and goes on.

use super::fault::{self, Found, Of, Wanted};
use super::shape::Shape;
use crate::finding::{Address, Finding};
use crate::list::Number;
use crate::text::yaml::{Event, Fault, Reader, Scalar, Style};
use crate::text::{Mapped, Place, SourceId, Span, numeral};

/// What reading may end with: only text that is no YAML ends it.
pub(super) type Step<T> = Result<T, Fault>;

/// The most doubts that are listed; a file with more is not of this form at all.
const MAX_DOUBTS: usize = 1000;

/// The head of a value: its first event. It is handed to exactly one method of [`Cursor`], which consumes the rest.
pub(super) struct Item<'s> {
    pub(super) event: Event<'s>,
    pub(super) span: Span,
}

/// A key that belongs where it stands, and the head of its value.
pub(super) struct Entry<'s> {
    pub(super) key: &'static str,
    pub(super) key_span: Span,
    pub(super) value: Item<'s>,
}

/// The reader of one list.
pub(super) struct Cursor<'s> {
    reader: Reader<'s>,
    text: &'s str,
    doubts: Vec<Finding>,
    unlisted: usize,
}

impl<'s> Cursor<'s> {
    pub(super) fn new(source: SourceId, text: &'s str) -> Self {
        Self {
            reader: Reader::new(source, text),
            text,
            doubts: Vec::new(),
            unlisted: 0,
        }
    }

    pub(super) fn source(&self) -> SourceId {
        self.reader.source()
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place {
            source: self.source(),
            span,
        }
    }

    /// No text, at a place that has one.
    pub(super) fn nothing(&self, span: Span) -> Mapped<'s> {
        Mapped::slice(
            self.source(),
            self.text,
            Span {
                start: span.start,
                end: span.start,
            },
        )
    }

    pub(super) fn doubt(&mut self, doubt: Finding) {
        if self.doubts.len() < MAX_DOUBTS {
            self.doubts.push(doubt);
        } else {
            self.unlisted += 1;
        }
    }

    pub(super) fn syntax(&mut self, fault: Fault) {
        let place = self.place(fault.span);
        self.doubt(fault::syntax(fault, place));
    }

    /// How many doubts there are so far: a mark for [`Self::address_since`].
    pub(super) fn doubts(&self) -> usize {
        self.doubts.len()
    }

    /// Gives the doubts met since the mark their address, save those that have a nearer one.
    pub(super) fn address_since(&mut self, mark: usize, address: impl Fn() -> Address) {
        let homeless = self.doubts[mark..]
            .iter_mut()
            .filter(|doubt| doubt.address.list.is_none());
        homeless.for_each(|doubt| doubt.address = address());
    }

    /// Forgets all doubts but this one, which explains them.
    pub(super) fn only(&mut self, doubt: Finding) {
        (self.doubts, self.unlisted) = (vec![doubt], 0);
    }

    /// All doubts, addressed to the township.
    pub(super) fn into_doubts(mut self, township: &str) -> Vec<Finding> {
        if self.unlisted > 0 {
            let place = self.place(Span { start: 0, end: 0 });
            self.doubts.push(fault::unlisted(self.unlisted, place));
        }
        for doubt in &mut self.doubts {
            township.clone_into(&mut doubt.address.township);
        }
        self.doubts
    }

    /// The next event; an empty document has none, which is a fault.
    pub(super) fn next(&mut self) -> Step<Item<'s>> {
        self.reader.inside().map(|(event, span)| Item { event, span })
    }

    /// Reads to the end of the document, to meet what is wrong behind it.
    pub(super) fn finish(&mut self) -> Step<()> {
        self.reader.next().map(|_| ())
    }

    /// Passes over a value; says where it ends.
    pub(super) fn skip(&mut self, item: &Item<'s>) -> Step<Span> {
        let mut depth = usize::from(!matches!(item.event, Event::Scalar(_)));
        let mut end = item.span;
        while depth > 0 {
            let next = self.next()?;
            end = next.span;
            match next.event {
                Event::Scalar(_) => {}
                Event::SequenceStart | Event::MappingStart => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            }
        }
        Ok(end)
    }

    /// Reports a value that is not what is wanted, and passes over it. A long one is shown by its first line.
    pub(super) fn refuse(&mut self, subject: Of<'_>, wanted: Wanted, item: &Item<'s>) -> Step<()> {
        let whole = item.span.hull(self.skip(item)?);
        let first = self.text[whole.range()]
            .lines()
            .next()
            .map_or(0, |line| line.trim_end().len());
        let start = whole.start as usize;
        let (line, place) = (
            &self.text[start..start + first],
            self.place(Span::new(start, start + first)),
        );
        self.doubt(fault::wrong_type(
            subject,
            wanted,
            Found::of(&item.event),
            place,
            line,
        ));
        Ok(())
    }

    /// A text.
    pub(super) fn text(&mut self, subject: Of<'_>, item: Item<'s>) -> Step<Option<Mapped<'s>>> {
        match item.event {
            Event::Scalar(scalar) if !scalar.is_absent() => Ok(Some(scalar.text)),
            _ => self.refuse(subject, Wanted::Text, &item).map(|()| None),
        }
    }

    /// A whole number of at most nine digits.
    pub(super) fn number(&mut self, key: &str, item: Item<'s>) -> Step<Option<Number<'s>>> {
        let Event::Scalar(Scalar { text, style }) = item.event else {
            return self.refuse(Of::Key(key), Wanted::Number, &item).map(|()| None);
        };
        let digits = text.as_str().strip_prefix(['-', '+']).unwrap_or(text.as_str());
        let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole && style == Style::Plain {
            if let Some(value) = numeral::parse(text.as_str()) {
                return Ok(Some(Number { value, text }));
            }
            let doubt = fault::out_of_range(key, text.as_str(), self.place(item.span));
            self.doubt(doubt);
            return Ok(None);
        }
        let item = Item {
            event: Event::Scalar(Scalar { text, style }),
            span: item.span,
        };
        self.refuse(Of::Key(key), Wanted::Number, &item).map(|()| None)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &str, item: Item<'s>) -> Step<bool> {
        match &item.event {
            Event::Scalar(scalar) if matches!(scalar.as_str(), "true" | "false") => {
                Ok(scalar.as_str() == "true")
            }
            _ => self.refuse(Of::Key(key), Wanted::Flag, &item).map(|()| false),
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &str, item: Item<'s>) -> Step<Vec<Mapped<'s>>> {
        let mut texts = Vec::new();
        self.list(key, item, |cursor, item| {
            texts.extend(cursor.text(Of::Item(key), item)?);
            Ok(())
        })?;
        Ok(texts)
    }

    /// A list; `each` consumes its items. A single text where a list is wanted is reported, and read as its only item.
    pub(super) fn list(
        &mut self,
        key: &str,
        item: Item<'s>,
        mut each: impl FnMut(&mut Self, Item<'s>) -> Step<()>,
    ) -> Step<()> {
        match &item.event {
            Event::SequenceStart => loop {
                match self.next()? {
                    Item {
                        event: Event::SequenceEnd,
                        ..
                    } => return Ok(()),
                    item => each(self, item)?,
                }
            },
            Event::Scalar(scalar) if !scalar.is_absent() => {
                self.refuse(Of::Key(key), Wanted::List, &item)?;
                each(self, item)
            }
            _ => self.refuse(Of::Key(key), Wanted::List, &item),
        }
    }

    /// A mapping of `shape`; `each` consumes the values of its keys. Unknown and repeated keys are reported and
    /// passed over, missing ones reported. Says where the mapping begins: its first key; `None` if it is none.
    pub(super) fn mapping(
        &mut self,
        subject: Of<'_>,
        shape: &'static Shape,
        item: Item<'s>,
        mut each: impl FnMut(&mut Self, Entry<'s>) -> Step<()>,
    ) -> Step<Option<Span>> {
        if !matches!(item.event, Event::MappingStart) {
            return self.refuse(subject, Wanted::Mapping(shape), &item).map(|()| None);
        }
        let mut seen: [Option<Span>; 8] = [None; 8];
        let (mut begin, mut meant) = (None, Vec::new());
        loop {
            let name = self.next()?;
            if matches!(name.event, Event::MappingEnd) {
                break;
            }
            begin = begin.or(Some(name.span));
            let known = match &name.event {
                Event::Scalar(scalar) => shape.keys.iter().position(|key| *key == scalar.as_str()),
                _ => None,
            };
            match known.map(|index| (index, seen[index].replace(name.span))) {
                Some((index, None)) => {
                    let value = self.next()?;
                    each(
                        self,
                        Entry {
                            key: shape.keys[index],
                            key_span: name.span,
                            value,
                        },
                    )?;
                }
                Some((index, first)) => {
                    seen[index] = first;
                    let first = first.expect("a key seen before has a span");
                    let doubt =
                        fault::duplicate_key(shape.keys[index], self.place(name.span), self.place(first));
                    self.doubt(doubt);
                    self.skip_next()?;
                }
                None => meant.extend(self.unknown_key(shape, &name)?),
            }
        }
        let begin = begin.unwrap_or(item.span);
        self.missing_keys(shape, &seen, &meant, begin);
        Ok(Some(begin))
    }

    /// Reports a key and passes over its value; says which key was probably meant.
    fn unknown_key(&mut self, shape: &'static Shape, name: &Item<'s>) -> Step<Option<&'static str>> {
        let mut meant = None;
        match &name.event {
            Event::Scalar(scalar) => {
                meant = shape.meant(scalar.as_str());
                let doubt = fault::unknown_key(scalar.as_str(), shape, self.place(name.span));
                self.doubt(doubt);
            }
            _ => self.refuse(Of::Key(""), Wanted::Key, name)?,
        }
        self.skip_next()?;
        Ok(meant)
    }

    fn skip_next(&mut self) -> Step<()> {
        let value = self.next()?;
        self.skip(&value).map(|_| ())
    }

    /// Reports the keys that are neither given nor meant by a misspelt one.
    fn missing_keys(&mut self, shape: &'static Shape, seen: &[Option<Span>], meant: &[&str], begin: Span) {
        for required in shape.required {
            let given = shape
                .keys
                .iter()
                .zip(seen)
                .any(|(key, seen)| key == required && seen.is_some());
            if !given && !meant.contains(required) {
                let doubt = fault::missing_key(required, shape, self.place(begin));
                self.doubt(doubt);
            }
        }
    }
}

//! Walks the events of a list: takes what a key wants, reports what is something else, and goes on.

use super::fault::{self, Found, Wanted};
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

    /// The first value of the document; none where there is none.
    pub(super) fn first(&mut self) -> Step<Option<Item<'s>>> {
        Ok(self.reader.next()?.map(|(event, span)| Item { event, span }))
    }

    /// The next event inside a collection, or the first fault behind the document.
    fn next(&mut self) -> Step<Item<'s>> {
        self.reader.inside().map(|(event, span)| Item { event, span })
    }

    /// Reads to the end of the document, to meet what is wrong behind it.
    pub(super) fn finish(&mut self) -> Step<()> {
        self.reader.next().map(|_| ())
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self, item: &Item<'s>) -> Step<()> {
        let mut depth = usize::from(!matches!(item.event, Event::Scalar(_)));
        while depth > 0 {
            match self.next()?.event {
                Event::Scalar(_) => {}
                Event::SequenceStart | Event::MappingStart => depth += 1,
                Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            }
        }
        Ok(())
    }

    /// Reports a value that is not what `key` wants, and passes over it.
    pub(super) fn refuse(&mut self, key: &str, wanted: Wanted, item: &Item<'s>) -> Step<()> {
        let found = Found::of(item);
        // A collection is shown by its first line.
        let line = self.text[item.span.start as usize..]
            .lines()
            .next()
            .unwrap_or("")
            .trim_end();
        let span = match item.event {
            Event::Scalar(_) => item.span,
            _ => Span::of(line, self.text),
        };
        let doubt = fault::wrong_type(key, wanted, found, self.place(span), line);
        self.doubt(doubt);
        self.skip(item)
    }

    /// A text.
    pub(super) fn text(&mut self, key: &str, item: Item<'s>) -> Step<Option<Mapped<'s>>> {
        match item.event {
            Event::Scalar(scalar) if !scalar.is_absent() => Ok(Some(scalar.text)),
            _ => self.refuse(key, Wanted::Text, &item).map(|()| None),
        }
    }

    /// A whole number of at most nine digits.
    pub(super) fn number(&mut self, key: &str, item: Item<'s>) -> Step<Option<Number<'s>>> {
        let Event::Scalar(Scalar { text, style }) = item.event else {
            return self.refuse(key, Wanted::Number, &item).map(|()| None);
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
        self.refuse(key, Wanted::Number, &item).map(|()| None)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &str, item: Item<'s>) -> Step<bool> {
        match &item.event {
            Event::Scalar(scalar) if matches!(scalar.as_str(), "true" | "false") => {
                Ok(scalar.as_str() == "true")
            }
            _ => self.refuse(key, Wanted::Flag, &item).map(|()| false),
        }
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &str, item: Item<'s>) -> Step<Vec<Mapped<'s>>> {
        let mut texts = Vec::new();
        self.list(key, item, |cursor, item| {
            texts.extend(cursor.text(key, item)?);
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
                self.refuse(key, Wanted::List, &item)?;
                each(self, item)
            }
            _ => self.refuse(key, Wanted::List, &item),
        }
    }

    /// A mapping of `shape`; `each` consumes the values of its keys. Unknown and repeated keys are reported and
    /// passed over, missing ones reported. Says where the mapping begins: its first key; `None` if it is none.
    pub(super) fn mapping(
        &mut self,
        key: &str,
        shape: &'static Shape,
        item: Item<'s>,
        mut each: impl FnMut(&mut Self, Entry<'s>) -> Step<()>,
    ) -> Step<Option<Span>> {
        if !matches!(item.event, Event::MappingStart) {
            return self.refuse(key, Wanted::Mapping, &item).map(|()| None);
        }
        let mut seen: [Option<Span>; 8] = [None; 8];
        let mut begin = None;
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
                None => self.unknown_key(shape, &name)?,
            }
        }
        let begin = begin.unwrap_or(item.span);
        self.missing_keys(shape, &seen, begin);
        Ok(Some(begin))
    }

    fn unknown_key(&mut self, shape: &'static Shape, name: &Item<'s>) -> Step<()> {
        match &name.event {
            Event::Scalar(scalar) => {
                let doubt = fault::unknown_key(scalar.as_str(), shape, self.place(name.span));
                self.doubt(doubt);
            }
            _ => self.refuse("", Wanted::Key, name)?,
        }
        self.skip_next()
    }

    fn skip_next(&mut self) -> Step<()> {
        let value = self.next()?;
        self.skip(&value)
    }

    fn missing_keys(&mut self, shape: &'static Shape, seen: &[Option<Span>], begin: Span) {
        for required in shape.required {
            let given = shape
                .keys
                .iter()
                .zip(seen)
                .any(|(key, seen)| key == required && seen.is_some());
            if !given {
                let doubt = fault::missing_key(required, shape, self.place(begin));
                self.doubt(doubt);
            }
        }
    }
}

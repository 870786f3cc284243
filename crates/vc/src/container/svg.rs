//! Badges baked into SVG pictures: an element in a namespace of its own (Open Badges 2.0 baking §SVG, Open
//! Badges 3.0 §5.3.2).
//!
//! Only that element is looked into. A document type is passed over and never read, so that no entity is
//! known but the five of XML: one inside a badge spoils it.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::{XmlVersion, escape};

use super::carried::Carried;
use super::{Carrier, CarrierFault};
use crate::limits::{MAX_SVG_PIECES, MAX_XML_DEPTH, MAX_XML_NAMES};

/// The elements that carry a badge, by namespace and local name: editions up to 2.0, and 3.0.
const ELEMENTS: [(&str, &str); 2] =
    [("http://openbadges.org", "assertion"), ("https://purl.imsglobal.org/ob/v3p0", "credential")];

/// True when the first element is `svg`.
pub(super) fn recognises(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let mut reader = Reader::from_str(text);
    for _ in 0..MAX_SVG_PIECES {
        match reader.read_event() {
            Ok(Event::Start(element)) => return element.local_name().as_ref() == "svg",
            Ok(Event::Decl(_) | Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Text(_)) => {}
            Ok(_) | Err(_) => return false,
        }
    }
    false
}

/// The texts of the elements that carry badges: a token in `verify`, and whatever stands inside.
///
/// # Errors
/// When the picture is damaged, or passes a limit.
pub(super) fn carried(text: &[u8]) -> Result<Carried, CarrierFault> {
    let text = std::str::from_utf8(text).map_err(|fault| damaged(fault.valid_up_to()))?;
    let reader = Reader::from_str(text);
    let (names, carried) = (Names::default(), Carried::default());
    Search { reader, pieces: 0, names, depth: 0, badge: None, carried }.run()
}

struct Search<'t> {
    reader: Reader<&'t [u8]>,
    /// Tags, texts, references, comments and attributes so far.
    pieces: usize,
    names: Names,
    depth: usize,
    badge: Option<Badge>,
    carried: Carried,
}

/// A badge that is being read.
struct Badge {
    /// Depth of its element.
    depth: usize,
    /// The text inside, so far.
    text: String,
    /// What `verify` says, where that is no token: the address of a badge that is hosted.
    address: Option<String>,
}

impl Search<'_> {
    fn run(mut self) -> Result<Carried, CarrierFault> {
        loop {
            self.count()?;
            match self.reader.read_event().map_err(|_| self.damaged())? {
                Event::Start(element) => self.open(&element)?,
                Event::Empty(element) => {
                    self.open(&element)?;
                    self.close()?;
                }
                Event::End(_) => self.close()?,
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(reference) if self.badge.is_some() => {
                    let character = character(&reference).ok_or_else(|| self.damaged())?;
                    self.text(&character)?;
                }
                Event::Eof if self.depth == 0 => return Ok(self.carried),
                Event::Eof => return Err(self.damaged()),
                Event::GeneralRef(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn count(&mut self) -> Result<(), CarrierFault> {
        self.pieces += 1;
        if self.pieces > MAX_SVG_PIECES { Err(CarrierFault::TooManyPieces) } else { Ok(()) }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), CarrierFault> {
        self.depth += 1;
        if self.depth > MAX_XML_DEPTH {
            return Err(CarrierFault::TooDeep);
        }
        let mut verify = None;
        for attribute in element.attributes().with_checks(false) {
            self.count()?;
            let attribute = attribute.map_err(|_| self.damaged())?;
            match attribute.key.as_ref() {
                "verify" if verify.is_some() => return Err(self.damaged()),
                "verify" => verify = Some(attribute),
                "xmlns" => self.names.declare("", &attribute.value, self.depth)?,
                name => {
                    if let Some(prefix) = name.strip_prefix("xmlns:") {
                        self.names.declare(prefix, &attribute.value, self.depth)?;
                    }
                }
            }
        }
        if self.badge.is_some() || !self.names.is_badge(element.name().as_ref()) {
            return Ok(());
        }
        let mut badge = Badge { depth: self.depth, text: String::new(), address: None };
        if let Some(verify) = verify {
            let value = verify.normalized_value(XmlVersion::Implicit1_0).map_err(|_| self.damaged())?;
            match value.trim_start().starts_with("ey") {
                true => self.carried.add(value.into_owned().into_bytes())?,
                false => badge.address = Some(value.into_owned()),
            }
        }
        self.badge = Some(badge);
        Ok(())
    }

    fn close(&mut self) -> Result<(), CarrierFault> {
        if let Some(badge) = self.badge.take_if(|badge| badge.depth == self.depth) {
            let inside = Some(badge.text).filter(|text| !text.trim().is_empty());
            if let Some(text) = inside.or(badge.address) {
                self.carried.add(text.into_bytes())?;
            }
        }
        self.names.leave(self.depth);
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.damaged())?;
        Ok(())
    }

    fn text(&mut self, more: &str) -> Result<(), CarrierFault> {
        let room = self.carried.room();
        if let Some(Badge { text, .. }) = &mut self.badge {
            if more.len() > room.saturating_sub(text.len()) {
                return Err(CarrierFault::TooMuchCarried);
            }
            text.push_str(more);
        }
        Ok(())
    }

    fn damaged(&self) -> CarrierFault {
        damaged(usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX))
    }
}

/// What is called by the names of [`ELEMENTS`] at the place that is being read.
#[derive(Default)]
struct Names(Vec<Name>);

struct Name {
    prefix: String,
    /// Index into [`ELEMENTS`]; `None` where the prefix was given to something else.
    namespace: Option<usize>,
    /// Depth of the element that gives the name.
    depth: usize,
}

impl Names {
    /// Other namespaces are of interest only where they take a name away.
    fn declare(&mut self, prefix: &str, namespace: &str, depth: usize) -> Result<(), CarrierFault> {
        let namespace = ELEMENTS.iter().position(|(known, _)| *known == namespace);
        if namespace.is_none() && self.0.iter().all(|name| name.prefix != prefix) {
            return Ok(());
        }
        if self.0.len() == MAX_XML_NAMES {
            return Err(CarrierFault::TooManyNames);
        }
        self.0.push(Name { prefix: prefix.to_owned(), namespace, depth });
        Ok(())
    }

    fn is_badge(&self, qualified: &str) -> bool {
        let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
        let name = self.0.iter().rfind(|name| name.prefix == prefix);
        name.and_then(|name| name.namespace).is_some_and(|namespace| ELEMENTS[namespace].1 == local)
    }

    fn leave(&mut self, depth: usize) {
        while self.0.pop_if(|name| name.depth == depth).is_some() {}
    }
}

/// The character that a reference stands for; `None` for an entity of the document's own.
fn character(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref().ok()? {
        Some(character) => Some(character.to_string()),
        None => escape::resolve_xml_entity(&reference.xml10_content()).map(str::to_owned),
    }
}

fn damaged(at: usize) -> CarrierFault {
    CarrierFault::Damaged { carrier: Carrier::Svg, at }
}

#[cfg(test)]
mod tests;

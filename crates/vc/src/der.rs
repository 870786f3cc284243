//! A strict reader for DER (ITU-T X.690 §10), enough for certificates, time stamps, OCSP and CRLs.
//!
//! Definite lengths in their shortest form only; nothing is copied; every read is bounds-checked.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// Tags used here: universal types and context-specific constructed `[n]`.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const T61_STRING: u8 = 0x14;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;
    /// Context-specific, constructed.
    pub(crate) const fn context(number: u8) -> u8 {
        0xa0 | number
    }
    /// Context-specific, primitive.
    pub(crate) const fn context_primitive(number: u8) -> u8 {
        0x80 | number
    }
}

/// The bytes are not the DER structure that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the expected DER structure")]
pub(crate) struct DerFault;

/// One element: its tag, its contents, and all of its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) contents: &'a [u8],
    pub(crate) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// A reader over the contents.
    pub(crate) fn reader(self) -> Reader<'a> {
        Reader { rest: self.contents }
    }
}

/// Reads elements one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The one element that fills `bytes`, of the given tag.
    pub(crate) fn only(bytes: &'a [u8], tag: u8) -> Result<Element<'a>, DerFault> {
        let mut reader = Self::new(bytes);
        let element = reader.expect(tag)?;
        reader.end()?;
        Ok(element)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Fails unless everything was read.
    pub(crate) fn end(&self) -> Result<(), DerFault> {
        if self.is_empty() { Ok(()) } else { Err(DerFault) }
    }

    /// The tag of the next element, if there is one.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next element, whatever its tag.
    pub(crate) fn any(&mut self) -> Result<Element<'a>, DerFault> {
        let (&tag, after_tag) = self.rest.split_first().ok_or(DerFault)?;
        if tag & 0x1f == 0x1f {
            return Err(DerFault); // multi-byte tags do not occur in what we read
        }
        let (length, header) = length(after_tag)?;
        let start = 1 + header;
        let end = start.checked_add(length).filter(|end| *end <= self.rest.len()).ok_or(DerFault)?;
        let element = Element { tag, contents: &self.rest[start..end], whole: &self.rest[..end] };
        self.rest = &self.rest[end..];
        Ok(element)
    }

    /// The next element, which must have this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>, DerFault> {
        let element = self.any()?;
        if element.tag == tag { Ok(element) } else { Err(DerFault) }
    }

    /// The next element if it has this tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, DerFault> {
        if self.peek() == Some(tag) { self.any().map(Some) } else { Ok(None) }
    }

    /// A reader over the next element, which must be a SEQUENCE.
    pub(crate) fn sequence(&mut self) -> Result<Reader<'a>, DerFault> {
        self.expect(tag::SEQUENCE).map(Element::reader)
    }

    /// The bytes of the next OBJECT IDENTIFIER.
    pub(crate) fn oid(&mut self) -> Result<&'a [u8], DerFault> {
        self.expect(tag::OID).map(|element| element.contents)
    }

    /// The magnitude bytes of the next INTEGER, as encoded.
    pub(crate) fn integer(&mut self) -> Result<&'a [u8], DerFault> {
        let contents = self.expect(tag::INTEGER)?.contents;
        match contents {
            [] | [0, 0..=0x7f, ..] | [0xff, 0x80..=0xff, ..] => Err(DerFault),
            _ => Ok(contents),
        }
    }

    /// The bytes of the next BIT STRING, which must have no unused bits.
    pub(crate) fn octet_aligned_bits(&mut self) -> Result<&'a [u8], DerFault> {
        match self.expect(tag::BIT_STRING)?.contents.split_first() {
            Some((0, bits)) => Ok(bits),
            _ => Err(DerFault),
        }
    }

    /// The next UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5; fractions of a second as in RFC 3161).
    pub(crate) fn time(&mut self) -> Result<Timestamp, DerFault> {
        time(self.any()?)
    }
}

/// Reads a length; gives it and the number of bytes it took.
fn length(bytes: &[u8]) -> Result<(usize, usize), DerFault> {
    let (&first, rest) = bytes.split_first().ok_or(DerFault)?;
    if first < 0x80 {
        return Ok((usize::from(first), 1));
    }
    let count = usize::from(first & 0x7f);
    if count == 0 || count > 4 || rest.len() < count || rest[0] == 0 {
        return Err(DerFault);
    }
    let length = rest[..count].iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    if length < 0x80 {
        return Err(DerFault); // not the shortest form
    }
    Ok((length, 1 + count))
}

/// Reads a UTCTime or GeneralizedTime that ends in `Z`.
pub(crate) fn time(element: Element<'_>) -> Result<Timestamp, DerFault> {
    let text = std::str::from_utf8(element.contents).map_err(|_| DerFault)?;
    let text = text.strip_suffix('Z').ok_or(DerFault)?;
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if element.tag == tag::GENERALIZED_TIME => (whole, Some(fraction)),
        Some(_) => return Err(DerFault),
        None => (text, None),
    };
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DerFault);
    }
    let (year, rest) = match (element.tag, whole.len()) {
        (tag::UTC_TIME, 12) => {
            let short: i16 = number(&whole[..2])?;
            (if short < 50 { 2000 + short } else { 1900 + short }, &whole[2..])
        }
        (tag::GENERALIZED_TIME, 14) => (number(&whole[..4])?, &whole[4..]),
        _ => return Err(DerFault),
    };
    let date = Date::new(year, number(&rest[0..2])?, number(&rest[2..4])?).map_err(|_| DerFault)?;
    let nanoseconds = match fraction {
        None => 0,
        Some(digits @ "") | Some(digits) if digits.is_empty() || digits.len() > 9 => return Err(DerFault),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => number(&format!("{digits:0<9}"))?,
        Some(_) => return Err(DerFault),
    };
    let time = Time::new(number(&rest[4..6])?, number(&rest[6..8])?, number(&rest[8..10])?, nanoseconds)
        .map_err(|_| DerFault)?;
    let zoned = DateTime::from_parts(date, time).to_zoned(TimeZone::UTC);
    match zoned {
        Ok(zoned) => Ok(zoned.timestamp()),
        // The end of the year 9999 means "no end" (RFC 5280 §4.1.2.5) and lies past what can be counted.
        Err(_) if year == 9999 => Ok(Timestamp::MAX),
        Err(_) => Err(DerFault),
    }
}

fn number<N: std::str::FromStr>(digits: &str) -> Result<N, DerFault> {
    digits.parse().map_err(|_| DerFault)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_time(tag: u8, text: &str) -> Result<String, DerFault> {
        let element = Element { tag, contents: text.as_bytes(), whole: &[] };
        time(element).map(|time| time.to_string())
    }

    #[test]
    fn lengths_must_be_shortest_and_inside() {
        assert!(Reader::only(&[0x04, 0x01, 7], tag::OCTET_STRING).is_ok());
        assert!(
            Reader::only(&[0x04, 0x81, 0x01, 7], tag::OCTET_STRING).is_err(),
            "long form for a short length"
        );
        assert!(Reader::only(&[0x04, 0x80, 0, 0], tag::OCTET_STRING).is_err(), "indefinite length");
        assert!(Reader::only(&[0x04, 0x02, 7], tag::OCTET_STRING).is_err(), "past the end");
        assert!(Reader::only(&[0x04, 0x84, 0xff, 0xff, 0xff, 0xff], tag::OCTET_STRING).is_err());
        assert!(Reader::only(&[0x04, 0x01, 7, 0], tag::OCTET_STRING).is_err(), "trailing byte");
    }

    #[test]
    fn integers_must_be_minimal() {
        assert_eq!(Reader::new(&[2, 1, 0]).integer(), Ok(&[0][..]));
        assert_eq!(Reader::new(&[2, 2, 0, 0x80]).integer(), Ok(&[0, 0x80][..]));
        assert!(Reader::new(&[2, 2, 0, 1]).integer().is_err());
        assert!(Reader::new(&[2, 0]).integer().is_err());
    }

    #[test]
    fn times_follow_the_profile() {
        assert_eq!(read_time(tag::UTC_TIME, "250212120945Z").as_deref(), Ok("2025-02-12T12:09:45Z"));
        assert_eq!(read_time(tag::UTC_TIME, "500101000000Z").as_deref(), Ok("1950-01-01T00:00:00Z"));
        assert_eq!(
            read_time(tag::GENERALIZED_TIME, "20250212120945.25Z").as_deref(),
            Ok("2025-02-12T12:09:45.25Z")
        );
        for bad in
            ["20250212120945", "20251312120945Z", "2025021212094Z", "20250212120945.Z", "2025+212120945Z"]
        {
            assert!(read_time(tag::GENERALIZED_TIME, bad).is_err(), "{bad}");
        }
    }
}

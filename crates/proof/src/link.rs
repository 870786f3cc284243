//! Links: a packed proof, a frame of one, or a request for one, as the text of a QR code.

use std::fmt;

use crate::digits;
use crate::fault::CarriageFault;
use crate::frames::Frame;
use crate::limits::MAX_LINK_BYTES;
use crate::pack::{pack, unpack};
use crate::request::Request;

/// What links begin with where no page of a verifier is set up.
pub const SCHEME: &str = "tessera:";

/// What stands in a code: `BASE#1<digits>` with a whole proof, `BASE#2<digits>` with one frame of it, or
/// `BASE#3<digits>` with a request. What stands behind `#` is never sent to the server that BASE may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    base: String,
    content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Whole(Vec<u8>),
    Frame(Frame),
    Request(Request),
}

impl Link {
    /// A link with a whole proof.
    ///
    /// # Errors
    /// [`CarriageFault::TooLarge`] or [`CarriageFault::TooManyParts`].
    pub fn whole(proof: &[u8]) -> Result<Self, CarriageFault> {
        Ok(Self { base: SCHEME.to_owned(), content: Content::Whole(pack(proof)?) })
    }

    /// A link with a frame.
    #[must_use]
    pub fn frame(frame: Frame) -> Self {
        Self { base: SCHEME.to_owned(), content: Content::Frame(frame) }
    }

    /// A link with a request.
    #[must_use]
    pub fn request(request: Request) -> Self {
        Self { base: SCHEME.to_owned(), content: Content::Request(request) }
    }

    /// The same link to the page of a verifier.
    #[must_use]
    pub fn at(self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self }
    }

    /// Reads a link with any base; `None` when the text is something else.
    ///
    /// # Errors
    /// [`CarriageFault`] when it looks like one and is damaged or of a later version.
    pub fn read(text: &str) -> Result<Option<Self>, CarriageFault> {
        let text = text.trim();
        let Some((base, fragment)) = text.split_once('#').filter(|(base, _)| is_base(base)) else {
            return Ok(None);
        };
        let is_ours = base.eq_ignore_ascii_case(SCHEME)
            || fragment.len() >= MIN_DIGITS && fragment.bytes().all(|letter| letter.is_ascii_digit());
        if !is_ours {
            return Ok(None);
        }
        if text.len() > MAX_LINK_BYTES {
            return Err(CarriageFault::TooLarge);
        }
        let content = match fragment.split_at_checked(1) {
            Some((WHOLE, rest)) => Content::Whole(digits::read(rest)?),
            Some((FRAME, rest)) => Content::Frame(Frame::read(&digits::read(rest)?)?),
            Some((REQUEST, rest)) => Content::Request(Request::read(&digits::read(rest)?)?),
            Some((other, _)) if other.as_bytes()[0].is_ascii_digit() => {
                return Err(CarriageFault::VersionUnknown(other.as_bytes()[0] - b'0'));
            }
            _ => return Err(CarriageFault::Damaged("nothing in it")),
        };
        Ok(Some(Self { base: base.to_owned(), content }))
    }

    /// The frame, where it is one.
    #[must_use]
    pub fn as_frame(&self) -> Option<&Frame> {
        match &self.content {
            Content::Frame(frame) => Some(frame),
            Content::Whole(_) | Content::Request(_) => None,
        }
    }

    /// The request, where it is one.
    #[must_use]
    pub fn as_request(&self) -> Option<&Request> {
        match &self.content {
            Content::Request(request) => Some(request),
            Content::Whole(_) | Content::Frame(_) => None,
        }
    }

    /// The proof, byte for byte.
    ///
    /// # Errors
    /// [`CarriageFault`]; also for a frame, which alone holds none, and for a request.
    pub fn proof(&self) -> Result<Vec<u8>, CarriageFault> {
        match &self.content {
            Content::Whole(packed) => unpack(packed),
            Content::Frame(_) => Err(CarriageFault::Damaged("a frame alone")),
            Content::Request(_) => Err(CarriageFault::Damaged("a request")),
        }
    }

    /// What comes before the digits, and the digits: for the two segments of a QR code.
    #[must_use]
    pub fn segments(&self) -> (String, String) {
        let digits = match &self.content {
            Content::Whole(packed) => format!("{WHOLE}{}", digits::write(packed)),
            Content::Frame(frame) => format!("{FRAME}{}", digits::write(&frame.write())),
            Content::Request(request) => format!("{REQUEST}{}", digits::write(&request.write())),
        };
        (format!("{}#", self.base), digits)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (base, digits) = self.segments();
        write!(formatter, "{base}{digits}")
    }
}

/// A base is our scheme, or an address that a camera opens.
fn is_base(base: &str) -> bool {
    base.eq_ignore_ascii_case(SCHEME)
        || base.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

const WHOLE: &str = "1";
const FRAME: &str = "2";
const REQUEST: &str = "3";

/// Fewer digits behind the address of some page are a place on that page.
const MIN_DIGITS: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proof_comes_back_from_any_base() {
        let proof = br#"{"type":"SomethingOrOther"}"#;
        for base in [SCHEME, "https://verify.example.org/p"] {
            let link = Link::whole(proof).unwrap().at(base);
            let text = link.to_string();
            assert!(text.starts_with(&format!("{base}#1")), "{text}");
            let read = Link::read(&format!(" {text}\n")).unwrap().unwrap();
            assert_eq!(read, link);
            assert_eq!(read.proof().unwrap(), proof);
        }
        let shouted = Link::whole(b"{}").unwrap().to_string().to_uppercase();
        assert_eq!(Link::read(&shouted).unwrap().unwrap().proof().unwrap(), b"{}");
    }

    #[test]
    fn request_is_no_proof_and_no_proof_is_a_request() {
        let request = Request { nonce: "K7M2-9QXR".into(), audience: None, until: None, wanted: vec![] };
        let link = Link::request(request.clone());
        let read = Link::read(&link.to_string()).unwrap().unwrap();
        assert_eq!((read.as_request(), read.as_frame()), (Some(&request), None));
        assert!(read.proof().is_err());
        let page = link.at("https://verify.example.org/p").to_string();
        assert_eq!(Link::read(&page).unwrap().unwrap().as_request(), Some(&request));
        assert_eq!(Link::whole(b"{}").unwrap().as_request(), None);
    }

    #[test]
    fn other_texts_are_no_links_of_ours() {
        for text in [
            "",
            "tessera",
            "https://example.org/page#12",
            "https://example.org",
            "openid4vp://?x#1",
            "WIFI:T:WPA;;",
            "{\"a\":\"#1\"}",
        ] {
            assert_eq!(Link::read(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn later_versions_are_told_from_damage() {
        assert_eq!(Link::read("tessera:#4123"), Err(CarriageFault::VersionUnknown(4)));
        for text in
            ["tessera:#3", "tessera:#3123", "tessera:#", "tessera:#x1", "tessera:#112x", "tessera:#14"]
        {
            assert!(matches!(Link::read(text), Err(CarriageFault::Damaged(_))), "{text}");
        }
        let long = format!("tessera:#1{}", "0".repeat(MAX_LINK_BYTES));
        assert_eq!(Link::read(&long), Err(CarriageFault::TooLarge));
    }
}

//! Inquiry: what somebody asks to be shown, as the learner's wallet reads it, and what in the wallet would do.

use proof::{CarriageFault, Link, Request};
use qr::PictureFault;
use serde::Serialize;
use vc::Verdict;

use crate::browse::{Grouping, Place, Sought};
use crate::card::Card;
use crate::fault::WalletFault;
use crate::list::Sort;
use crate::session::{Session, Wallet};

/// What somebody asks to be shown. Anybody can ask, in anybody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Inquiry {
    /// What the proof must repeat.
    pub code: String,
    /// To whom the proof must be addressed.
    pub audience: Option<String>,
    /// Until when an answer is taken, RFC 3339.
    pub until: Option<String>,
    /// What is wanted.
    pub wanted: Vec<Wanted>,
}

/// One thing that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Wanted {
    /// In the words of whoever asks.
    pub words: String,
    /// Credentials in which all of these words stand, the verified and the newest first; at most [`MAX_FITS`].
    pub fits: Vec<Card>,
}

/// Why there is no request in a picture, file or text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestFault {
    /// A picture without a code, or without one that can be read.
    #[error("there is no QR code in the picture, or none that can be read")]
    NoCode,
    /// Nothing in it asks for anything.
    #[error("nothing in it asks for a proof")]
    Absent,
    /// It shows something, where something that asks is wanted.
    #[error("this is a proof, and asks for none")]
    ProofInstead,
    /// The picture cannot be looked at.
    #[error(transparent)]
    Picture(#[from] PictureFault),
    /// It is one of ours, but damaged or of a later version.
    #[error(transparent)]
    Carriage(#[from] CarriageFault),
}

impl RequestFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoCode => "no_code_found",
            Self::Absent => "no_request_found",
            Self::ProofInstead => "proof_not_request",
            Self::Picture(fault) => fault.code(),
            Self::Carriage(fault) => fault.code(),
        }
    }
}

/// Reads the first request in a picture with codes, a file or a text.
///
/// # Errors
/// [`RequestFault`] when there is none.
pub fn read_request(bytes: &[u8]) -> Result<Request, RequestFault> {
    let texts = match qr::read(bytes) {
        Ok(found) if found.texts.is_empty() => return Err(RequestFault::NoCode),
        Ok(found) => found.texts,
        Err(PictureFault::FormatUnknown) => {
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            let words = text.split_whitespace().filter(|word| word.contains('#'));
            words.take(MAX_LINKS).map(str::to_owned).collect()
        }
        Err(fault) => return Err(fault.into()),
    };
    let mut instead = None;
    for text in &texts {
        match Link::read(text) {
            Ok(Some(link)) => match link.as_request() {
                Some(request) => return Ok(request.clone()),
                None => instead = Some(RequestFault::ProofInstead),
            },
            Ok(None) => {}
            Err(fault) => instead = instead.or(Some(fault.into())),
        }
    }
    let is_proof = |bytes: &[u8]| vc::parse(bytes).is_ok();
    Err(match instead {
        Some(fault) => fault,
        None if is_proof(bytes) || texts.iter().any(|text| is_proof(text.as_bytes())) => {
            RequestFault::ProofInstead
        }
        None => RequestFault::Absent,
    })
}

impl Session {
    /// Reads what somebody asks to be shown, and looks for what would do. Nothing is shown to anybody by it.
    ///
    /// # Errors
    /// [`RequestFault`], or a fault of storage.
    pub fn read_inquiry(&mut self, bytes: &[u8]) -> Result<Inquiry, WalletFault> {
        let Request { nonce, audience, until, wanted } = read_request(bytes)?;
        let wallet = self.open()?;
        let wanted = wanted.into_iter().map(|words| wallet.wanted(words)).collect::<Result<_, _>>()?;
        Ok(Inquiry { code: nonce, audience, until: until.map(|until| until.to_string()), wanted })
    }
}

impl Wallet {
    fn wanted(&self, words: String) -> Result<Wanted, WalletFault> {
        let sought = Sought {
            search: words.clone(),
            sort: Sort::Issued,
            grouping: Grouping::None,
            place: Place::Current,
            from: 0,
            limit: MAX_FITS,
        };
        let mut fits = self.browse(&sought)?.cards;
        fits.sort_by_key(|card| card.verdict != Verdict::Verified);
        Ok(Wanted { words, fits })
    }
}

/// Most credentials that are proposed for one thing that is wanted.
pub const MAX_FITS: usize = 20;

/// Most links looked at in one text.
const MAX_LINKS: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carriage;
    use crate::fakes::ports;
    use crate::share::tests::{learner, taken};

    /// A GIF of one white pixel.
    const WHITE_DOT: &[u8] =
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

    fn sample(name: &str) -> &'static [u8] {
        samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes
    }

    fn text(name: &str) -> &'static str {
        std::str::from_utf8(sample(name)).unwrap()
    }

    fn asked(wanted: &[&str]) -> crate::Ask {
        let mut asks = crate::Asks::default();
        let wanted = wanted.iter().map(|words| (*words).to_owned()).collect();
        asks.give(&ports(samples::JUDGED_AT.parse().unwrap()), Some("Hohtava Oy".into()), wanted).unwrap()
    }

    #[test]
    fn what_is_asked_is_read_from_the_code_the_link_and_a_message_and_what_fits_is_proposed() {
        let mut session = learner();
        let record = taken(&mut session, text("battery-industry.jsonld"));
        taken(&mut session, text("vehicle-units.jsonld"));
        let ask = asked(&["Battery industry", "a licence to fly"]);
        let code = {
            let link = Link::read(&ask.link).unwrap().unwrap();
            let (text, digits) = link.segments();
            qr::Symbol::draw(&text, &digits).unwrap().png(3)
        };
        let message = format!("Dear applicant,\n{}\nYours", ask.link);
        for bytes in [code, ask.link.clone().into_bytes(), message.into_bytes()] {
            let inquiry = session.read_inquiry(&bytes).unwrap();
            assert_eq!((&inquiry.code, &inquiry.audience), (&ask.code, &ask.audience));
            assert_eq!(inquiry.until.as_deref(), Some(ask.until.as_str()));
            let fits: Vec<Vec<&str>> = inquiry
                .wanted
                .iter()
                .map(|one| one.fits.iter().map(|card| card.record.as_str()).collect())
                .collect();
            assert_eq!(fits, [vec![record.as_str()], vec![]]);
        }
    }

    #[test]
    fn proofs_damage_and_other_things_are_told_apart_from_requests() {
        let diploma = sample("diploma-shown.sd-jwt");
        let proof = carriage::codes(diploma, None).unwrap()[0].png(3);
        let link = carriage::link(diploma, None).unwrap();
        let empty = qr::Symbol::draw("a", "1").unwrap().png(3);
        for (bytes, code) in [
            (proof.as_slice(), "proof_not_request"),
            (link.as_bytes(), "proof_not_request"),
            (diploma, "proof_not_request"),
            (b"tessera:#3123", "code_damaged"),
            (b"tessera:#9", "proof_version_unknown"),
            (b"Dear Sir", "no_request_found"),
            (b"https://a.example/#12", "no_request_found"),
            (&empty, "no_request_found"),
            (WHITE_DOT, "no_code_found"),
            (b"\x89PNG\r\n\x1a\n", "picture_damaged"),
        ] {
            assert_eq!(read_request(bytes).unwrap_err().code(), code);
        }
    }
}

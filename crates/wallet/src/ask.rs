//! Ask: codes that an employer gives out, so that what is shown answers them and nobody else, once. A code is said aloud
//! or scanned; scanned, it also tells to whom the answer goes and what is wanted.
//!
//! They are remembered in memory only. Whoever closes the program asks again.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use proof::{Link, Request};
use qr::Symbol;
use serde::Serialize;
use vc::Challenge;

use crate::fault::WalletFault;
use crate::ports::Ports;

/// The codes that were given out.
#[derive(Debug, Default)]
pub struct Asks {
    given: BTreeMap<String, Given>,
}

#[derive(Debug)]
struct Given {
    audience: Option<String>,
    until: Timestamp,
    answered: bool,
}

/// A code that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Ask {
    /// What the learner types, or scans: `K7M2-9QXR`. The proof repeats it.
    pub code: String,
    /// To whom the proof must be addressed.
    pub audience: Option<String>,
    /// What is wanted, each in a few words.
    pub wanted: Vec<String>,
    /// Until when an answer is taken, RFC 3339.
    pub until: String,
    /// All of this as a link, to be sent.
    pub link: String,
    /// The link as a QR code, SVG; `None` when it is too long for one.
    pub picture: Option<String>,
}

/// Why a code is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AskFault {
    /// Not given out since the program was opened.
    #[error("this code was not given out here")]
    Unknown,
    /// It is too late.
    #[error("this code has run out")]
    Expired,
    /// Somebody has answered it: what comes now may be a copy.
    #[error("this code was answered already")]
    Answered,
    /// More is wanted than anybody reads.
    #[error("more than {MAX_WANTED} things are wanted")]
    TooMuch,
}

impl AskFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "ask_unknown",
            Self::Expired => "ask_expired",
            Self::Answered => "ask_answered",
            Self::TooMuch => "ask_wants_too_much",
        }
    }
}

impl Asks {
    /// Gives out a code, for [`ASK_SECONDS`]. Of what is wanted, lines of nothing are left out.
    ///
    /// # Errors
    /// `share_text_too_long` for a text of over [`MAX_ASK_CHARACTERS`], `ask_wants_too_much` for over [`MAX_WANTED`] lines;
    /// `internal` when the system has no randomness. Then no code is given.
    pub fn give(
        &mut self,
        ports: &Ports,
        audience: Option<String>,
        wanted: Vec<String>,
    ) -> Result<Ask, WalletFault> {
        let audience = audience.map(|text| one_line(&text)).filter(|text| !text.is_empty());
        let wanted: Vec<_> =
            wanted.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect();
        if wanted.len() > MAX_WANTED {
            return Err(AskFault::TooMuch.into());
        }
        if audience.iter().chain(&wanted).any(|text| text.chars().count() > MAX_ASK_CHARACTERS) {
            return Err(WalletFault::ShareTextTooLong { limit: MAX_ASK_CHARACTERS });
        }
        let now = ports.clock.now();
        self.given.retain(|_, given| now < given.until + KEPT_AFTER);
        while self.given.len() >= MAX_ASKS {
            let oldest = self.given.iter().min_by_key(|(_, given)| given.until);
            let Some(oldest) = oldest.map(|(code, _)| code.clone()) else { break };
            self.given.remove(&oldest);
        }
        let mut bytes = [0; CODE_LETTERS];
        ports.random.fill(&mut bytes)?;
        let letters: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        let code = dashed(&letters);
        // A request says whole seconds.
        let until = Timestamp::from_second((now + SignedDuration::from_secs(ASK_SECONDS)).as_second());
        let until = until.expect("what is ten minutes later is no end of time");
        self.given.insert(code.clone(), Given { audience: audience.clone(), until, answered: false });
        let request = Request { nonce: code, audience, until: Some(until), wanted };
        let link = Link::request(request.clone());
        let (text, digits) = link.segments();
        Ok(Ask {
            picture: Symbol::draw(&text, &digits).ok().map(|symbol| symbol.svg()),
            link: link.to_string(),
            code: request.nonce,
            audience: request.audience,
            wanted: request.wanted,
            until: until.to_string(),
        })
    }

    /// What an answer to a code must hold.
    ///
    /// # Errors
    /// [`AskFault`] when no answer is taken.
    pub fn challenge(&self, code: &str, now: Timestamp) -> Result<Challenge, AskFault> {
        let code = read_code(code);
        let given = self.given.get(&code).ok_or(AskFault::Unknown)?;
        if given.answered {
            return Err(AskFault::Answered);
        }
        if now >= given.until {
            return Err(AskFault::Expired);
        }
        Ok(Challenge { audience: given.audience.clone(), nonce: Some(code) })
    }

    /// Notes that a code was answered, so that nobody answers it again.
    pub fn answered(&mut self, code: &str) {
        if let Some(given) = self.given.get_mut(&read_code(code)) {
            given.answered = true;
        }
    }
}

/// A code as it was given out, however it was typed; any other text as it is.
#[must_use]
pub fn read_code(text: &str) -> String {
    let text = text.trim();
    let letters: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let is_code = letters.len() == CODE_LETTERS && letters.bytes().all(|letter| LETTERS.contains(&letter));
    if is_code { dashed(&letters) } else { text.to_owned() }
}

/// A text without what would break or hide a line.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    text.trim().to_owned()
}

fn dashed(letters: &str) -> String {
    let (first, second) = letters.split_at(CODE_LETTERS / 2);
    format!("{first}-{second}")
}

/// How long an answer to a code is taken, in seconds.
pub const ASK_SECONDS: i64 = 600;

/// How long it is remembered beyond that, to say that it ran out rather than that it is not known.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// Most codes that are remembered.
const MAX_ASKS: usize = 10_000;

/// Most things that are wanted at once.
pub const MAX_WANTED: usize = 10;

/// Longest name of whoever asks, and longest text of what is wanted, in characters.
pub const MAX_ASK_CHARACTERS: usize = 100;

/// 40 bits: nobody guesses one in ten minutes.
const CODE_LETTERS: usize = 8;

/// Crockford's letters: those that look alike are one.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::ports;

    const NOON: &str = "2026-11-22T12:00:00Z";

    fn after(seconds: i64) -> Timestamp {
        NOON.parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn code_is_answered_once_and_in_time() {
        let mut asks = Asks::default();
        let ask = asks.give(&ports(after(0)), Some(" Hohtava ".into()), Vec::new()).unwrap();
        let expected = Challenge { audience: Some("Hohtava".into()), nonce: Some(ask.code.clone()) };
        assert_eq!(asks.challenge(&ask.code, after(599)), Ok(expected));
        assert_eq!(asks.challenge(&ask.code, after(600)), Err(AskFault::Expired));
        assert_eq!(asks.challenge("ZZZZ-ZZZZ", after(0)), Err(AskFault::Unknown));
        asks.answered(&ask.code);
        assert_eq!(asks.challenge(&ask.code, after(1)), Err(AskFault::Answered));
        assert_eq!(asks.challenge(&ask.code, after(601)), Err(AskFault::Answered));
    }

    #[test]
    fn what_is_wanted_travels_in_the_link_and_the_code_within_limits() {
        let (mut asks, ports) = (Asks::default(), ports(after(0)));
        let texts = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let ask = asks.give(&ports, Some("A\tB".into()), texts(&[" Diploma\n", " ", "Licence"])).unwrap();
        let read = Link::read(&ask.link).unwrap().unwrap();
        let request = read.as_request().unwrap();
        assert_eq!((&request.nonce, request.audience.as_deref()), (&ask.code, Some("A B")));
        assert_eq!(request.wanted, ["Diploma", "Licence"]);
        assert_eq!(request.until.unwrap().to_string(), ask.until);
        assert!(ask.picture.unwrap().starts_with("<svg"));

        let long = "x".repeat(MAX_ASK_CHARACTERS + 1);
        let refused = asks.give(&ports, Some(long.clone()), Vec::new()).unwrap_err();
        assert_eq!(refused.code(), "share_text_too_long");
        assert_eq!(asks.give(&ports, None, texts(&[&long])).unwrap_err().code(), "share_text_too_long");
        let many = asks.give(&ports, None, texts(&["x"; MAX_WANTED + 1])).unwrap_err();
        assert_eq!(many.code(), "ask_wants_too_much");
        // What is too much for a picture goes as a link.
        let wide = "\u{1f600}".repeat(MAX_ASK_CHARACTERS);
        let large = asks.give(&ports, None, texts(&[wide.as_str(); MAX_WANTED])).unwrap();
        assert_eq!(large.picture, None);
        assert!(Link::read(&large.link).unwrap().unwrap().as_request().is_some());
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in ["K7M2-9QX0", " k7m29qx0 ", "k7m2 9qxo", "K7M29-QX0"] {
            assert_eq!(read_code(typed), "K7M2-9QX0", "{typed}");
        }
        for other in ["4711", "n-0S6_WzA2Mj", "K7M2-9QXU", "K7M2-9QX0-1"] {
            assert_eq!(read_code(other), other);
        }
    }

    #[test]
    fn no_two_codes_are_alike_and_old_ones_go() {
        let (mut asks, ports) = (Asks::default(), ports(after(0)));
        let first = asks.give(&ports, None, Vec::new()).unwrap();
        assert_ne!(asks.give(&ports, None, Vec::new()).unwrap().code, first.code);
        for _ in 0..MAX_ASKS {
            let code = format!("{}", asks.given.len());
            let given = Given { audience: None, until: after(900), answered: false };
            asks.given.insert(code, given);
        }
        asks.give(&ports, None, Vec::new()).unwrap();
        assert!(asks.given.len() <= MAX_ASKS);
        assert_eq!(asks.challenge(&first.code, after(0)), Err(AskFault::Unknown));
    }
}

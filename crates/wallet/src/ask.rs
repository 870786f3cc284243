//! Ask: codes that an employer gives out, so that what is shown answers them and nobody else, once.
//!
//! They are remembered in memory only. Whoever closes the program asks again.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
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
    /// Until when an answer is taken, RFC 3339.
    pub until: String,
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
}

impl AskFault {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "ask_unknown",
            Self::Expired => "ask_expired",
            Self::Answered => "ask_answered",
        }
    }
}

impl Asks {
    /// Gives out a code, for [`ASK_SECONDS`].
    ///
    /// # Errors
    /// `internal` when the system has no randomness; then no code is given.
    pub fn give(&mut self, ports: &Ports, audience: Option<String>) -> Result<Ask, WalletFault> {
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
        let until = now + SignedDuration::from_secs(ASK_SECONDS);
        let audience = audience.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        self.given.insert(code.clone(), Given { audience: audience.clone(), until, answered: false });
        Ok(Ask { code, audience, until: until.to_string() })
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
        let ask = asks.give(&ports(after(0)), Some(" Hohtava ".into())).unwrap();
        let expected = Challenge { audience: Some("Hohtava".into()), nonce: Some(ask.code.clone()) };
        assert_eq!(asks.challenge(&ask.code, after(599)), Ok(expected));
        assert_eq!(asks.challenge(&ask.code, after(600)), Err(AskFault::Expired));
        assert_eq!(asks.challenge("ZZZZ-ZZZZ", after(0)), Err(AskFault::Unknown));
        asks.answered(&ask.code);
        assert_eq!(asks.challenge(&ask.code, after(1)), Err(AskFault::Answered));
        assert_eq!(asks.challenge(&ask.code, after(601)), Err(AskFault::Answered));
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
        let first = asks.give(&ports, None).unwrap();
        assert_ne!(asks.give(&ports, None).unwrap().code, first.code);
        for _ in 0..MAX_ASKS {
            let code = format!("{}", asks.given.len());
            let given = Given { audience: None, until: after(900), answered: false };
            asks.given.insert(code, given);
        }
        asks.give(&ports, None).unwrap();
        assert!(asks.given.len() <= MAX_ASKS);
        assert_eq!(asks.challenge(&first.code, after(0)), Err(AskFault::Unknown));
    }
}

//! Requests: what a verifier asks to be shown, small enough for one code or a short link.
//!
//! Anybody can write one, in anybody's name. It promises nothing, and gets nothing but what its reader chooses.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::fault::CarriageFault;
use crate::limits::{MAX_REQUEST_BYTES, MAX_WANTED, MAX_WORDS_CHARACTERS};

/// What a verifier asks to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the proof must repeat.
    pub nonce: String,
    /// To whom the proof must be addressed.
    pub audience: Option<String>,
    /// Until when an answer is taken, in whole seconds.
    pub until: Option<Timestamp>,
    /// What is wanted, each in a few words.
    pub wanted: Vec<String>,
}

/// A request as it is written: JSON with short names.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    n: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    a: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    u: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    w: Vec<String>,
}

impl Request {
    pub(crate) fn write(&self) -> Vec<u8> {
        let written = Written {
            n: self.nonce.clone(),
            a: self.audience.clone(),
            u: self.until.map(Timestamp::as_second),
            w: self.wanted.clone(),
        };
        serde_json::to_vec(&written).expect("texts and numbers are always JSON")
    }

    /// Reads what a foreign code holds.
    ///
    /// # Errors
    /// [`CarriageFault::TooLarge`] and [`CarriageFault::Damaged`]; also for texts that nobody can read as one line.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, CarriageFault> {
        if bytes.len() > MAX_REQUEST_BYTES {
            return Err(CarriageFault::TooLarge);
        }
        let damaged = CarriageFault::Damaged("a request");
        let Written { n: nonce, a: audience, u, w: wanted } =
            serde_json::from_slice(bytes).or(Err(damaged))?;
        let until = u.map(Timestamp::from_second).transpose().or(Err(damaged))?;
        let mut texts = std::iter::once(&nonce).chain(&audience).chain(&wanted);
        if wanted.len() > MAX_WANTED || !texts.all(|text| is_a_line(text)) {
            return Err(damaged);
        }
        Ok(Self { nonce, audience, until, wanted })
    }
}

fn is_a_line(text: &str) -> bool {
    !text.trim().is_empty()
        && text.chars().count() <= MAX_WORDS_CHARACTERS
        && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn requests_come_back(
            nonce in "[A-Za-z0-9-]{1,40}",
            audience in proptest::option::of("[a-zäß €]{0,30}x"),
            until in proptest::option::of(0..4_000_000_000_i64),
            wanted in proptest::collection::vec("\\PC{0,60}y", 0..4),
        ) {
            let until = until.map(|second| Timestamp::from_second(second).unwrap());
            let request = Request { nonce, audience, until, wanted };
            prop_assert_eq!(Request::read(&request.write()), Ok(request));
        }
    }

    #[test]
    fn what_is_no_request_is_damaged() {
        let long = format!(r#"{{"n":"{}"}}"#, "x".repeat(MAX_WORDS_CHARACTERS + 1));
        let many = format!(r#"{{"n":"x","w":[{}]}}"#, vec!["\"a\""; MAX_WANTED + 1].join(","));
        for text in [
            "",
            "{}",
            r#"{"n":""}"#,
            r#"{"n":" "}"#,
            r#"{"n":"x","n":"y"}"#,
            r#"{"n":"x","z":1}"#,
            r#"{"n":"x","u":9223372036854775807}"#,
            r#"{"n":"x","w":["two\nlines"]}"#,
            r#"{"n":"x","a":""}"#,
            r#"{"n":"x"}{"n":"x"}"#,
            long.as_str(),
            many.as_str(),
        ] {
            assert!(matches!(Request::read(text.as_bytes()), Err(CarriageFault::Damaged(_))), "{text}");
        }
        let huge = vec![b' '; MAX_REQUEST_BYTES + 1];
        assert_eq!(Request::read(&huge), Err(CarriageFault::TooLarge));
    }
}

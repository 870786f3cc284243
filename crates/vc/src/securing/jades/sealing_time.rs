//! When was it sealed? Answered by time stamps that fit and whose authority is trusted.
//!
//! What each covers (ETSI TS 119 182-1 §5.2.6, §5.3.4, §5.3.6; measured on all public seals):
//! `adoTst` the payload, `sigTst` the signature's text, `arcTst` all of it and what stands before.

use jiff::Timestamp;

use super::timestamp::{Token, TokenFault};
use super::unsigned::{Unsigned, UnsignedFault};
use crate::key::certificate::Certificate;
use crate::key::chain::listed_beyond;
use crate::limits::MAX_STAMPED_BYTES;
use crate::securing::Question;
use crate::trust::KeyUse;

/// The time stamps of a seal and the texts, as they stand in the file, that they should cover.
pub(super) struct Stamps<'a> {
    pub(super) payload: &'a [u8],
    pub(super) protected: &'a [u8],
    pub(super) signature: &'a [u8],
    pub(super) unsigned: Result<&'a Unsigned, &'a UnsignedFault>,
    /// Tokens over the content, from the protected header.
    pub(super) content_tokens: Result<&'a [Vec<u8>], &'a UnsignedFault>,
}

/// What the time stamps amount to.
pub(super) struct SealingTime {
    /// Earliest time that a trusted token proves for the signature.
    pub(super) proven: Option<Timestamp>,
    /// Where a token stands that does not fit, if one does. It shows that the file was changed.
    pub(super) misfit: Option<Misfit>,
}

/// Where something does not fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Inside the protected header.
    Content,
    /// Among the unsigned properties, or these properties themselves.
    Unsigned,
}

impl SealingTime {
    /// Checks every token, also those that the time does not depend on.
    pub(super) fn of(stamps: &Stamps<'_>, pool: &[Certificate], question: &Question<'_, '_>) -> Self {
        let mut time = Self { proven: None, misfit: None };
        match stamps.unsigned {
            Err(UnsignedFault) => time.misfit = Some(Misfit::Unsigned),
            Ok(unsigned) => {
                for der in &unsigned.signature_tokens {
                    time.take(Reading::of(der, &[stamps.signature], pool), pool, question);
                }
                let mut hashed = 0;
                for token in &unsigned.archive_tokens {
                    let before = unsigned.covered_by(token);
                    let parts =
                        [stamps.payload, b".", stamps.protected, b".", stamps.signature, b".", before];
                    hashed += parts.iter().map(|part| part.len()).sum::<usize>();
                    if hashed > MAX_STAMPED_BYTES {
                        time.misfit = Some(Misfit::Unsigned); // a stamp that is not looked at fits nothing
                        break;
                    }
                    time.take(Reading::of(&token.der, &parts, pool), pool, question);
                }
            }
        }
        let fits = |der: &Vec<u8>| !matches!(Reading::of(der, &[stamps.payload], pool), Reading::Misfit);
        if !stamps.content_tokens.is_ok_and(|tokens| tokens.iter().all(fits)) {
            time.misfit = Some(Misfit::Content);
        }
        time
    }

    fn take(&mut self, reading: Reading, pool: &[Certificate], question: &Question<'_, '_>) {
        match reading {
            Reading::Misfit => self.misfit = Some(Misfit::Unsigned),
            Reading::Unusable => {}
            Reading::Fits(token) => {
                if token.signer.may_time_stamp() && is_trusted(&token, pool, question) {
                    self.proven = Some(self.proven.map_or(token.time, |known| known.min(token.time)));
                }
            }
        }
    }
}

fn is_trusted(token: &Token, pool: &[Certificate], question: &Question<'_, '_>) -> bool {
    let mut pool: Vec<Certificate> = token.certificates.iter().chain(pool).cloned().collect();
    pool.extend(listed_beyond(&token.signer, &pool, question.trust));
    let path = question.paths.find(&token.signer, &pool, question.trust, KeyUse::Timestamp, token.time);
    path.is_some_and(|path| path.vouching.speaks_for(token.time))
}

/// A token held against what it should cover.
enum Reading {
    Fits(Box<Token>),
    /// It covers something else, or was changed.
    Misfit,
    /// It cannot be judged: an algorithm that is not supported, or its certificate is missing.
    Unusable,
}

impl Reading {
    fn of(der: &[u8], parts: &[&[u8]], pool: &[Certificate]) -> Self {
        match Token::read(der, pool) {
            Ok(token) if token.covers(parts) => Self::Fits(Box::new(token)),
            Ok(_) | Err(TokenFault::Broken | TokenFault::Malformed) => Self::Misfit,
            Err(TokenFault::Unsupported | TokenFault::SignerMissing) => Self::Unusable,
        }
    }
}

//! Share: what a learner shows of the credentials in the wallet, as a proof that anybody can judge.

mod log;
mod made;
mod paper;
mod parts;
pub(crate) mod piece;
mod plan;
mod preview;
mod request;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use proof::Signer as _;
use proof::present::document::{self, Canonical};
use proof::present::{Contents, Occasion, PresentFault, Presenter, token};

pub(crate) use log::{SHARED, headline};
pub use log::{ShareEntry, ShareLog, SharedCredential};
pub use made::ShareMade;
pub use preview::{PreviewPart, Seen, SeenAs, SharePreview, ShareWarning};
pub use request::{
    Bond, Chosen, DEFAULT_LIFETIME_SECONDS, Form, MAX_LIFETIME_SECONDS, MAX_SHARED, MIN_LIFETIME_SECONDS,
    ShareRequest,
};

use crate::export::Original;
use crate::fault::WalletFault;
use crate::session::{Session, Wallet};
use piece::together;
use plan::{Manner, Planned};
use request::Terms;

/// What is shown, ready to travel.
#[derive(Clone)]
pub struct Shared {
    /// The proof: one credential or presentation as it is judged anywhere, or a list of them.
    pub proof: Vec<u8>,
    /// A name for a file of it.
    pub file_name: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it counts; `None` when nothing in it runs out.
    pub expires: Option<Timestamp>,
    /// Each credential, in the order asked for.
    pub parts: Vec<SharedPart>,
}

/// What is shown of one credential.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SharedPart {
    /// Its record.
    pub record: String,
    /// Pointers of what could have been held back and is shown.
    pub shown: Vec<String>,
    /// Pointers of what is held back.
    pub withheld: Vec<String>,
    /// What ties it to whoever shows it.
    pub bond: Bond,
}

/// What was shown last, until the wallet is locked.
pub(crate) struct Last {
    request: ShareRequest,
    shared: Shared,
    /// Its place in the log.
    number: i64,
}

impl Session {
    /// What others would see. No proof and no key is made.
    ///
    /// # Errors
    /// As for [`share`](Self::share).
    pub fn preview_share(&mut self, request: &ShareRequest) -> Result<SharePreview, WalletFault> {
        self.open()?.preview(request)
    }

    /// What a learner shows of some credentials; it is written into the log.
    ///
    /// # Errors
    /// `record_unknown`, `not_shareable`, `shown_whole`, `claim_unknown`, `proof_not_bound`, `form_unsuitable`,
    /// `lifetime_unusable`, `share_count`, `share_text_too_long`, or a fault of storage.
    pub fn share(&mut self, request: &ShareRequest) -> Result<Shared, WalletFault> {
        let wallet = self.open()?;
        let (shared, planned) = wallet.present(request)?;
        let number = wallet.log_share(request, &shared, &planned)?;
        wallet.last_shared = Some(Last { request: request.clone(), shared: shared.clone(), number });
        Ok(shared)
    }

    /// The same as was shown last, made anew; its line in the log says until when.
    ///
    /// # Errors
    /// `share_unknown` when nothing was shown since the wallet was opened; as for [`share`](Self::share).
    pub fn share_again(&mut self) -> Result<Shared, WalletFault> {
        let wallet = self.open()?;
        let Last { request, number, .. } = wallet.last_shared.take().ok_or(WalletFault::ShareUnknown)?;
        let (shared, planned) = wallet.present(&request)?;
        wallet.log_share_again(number, &request, &shared, &planned)?;
        wallet.last_shared = Some(Last { request, shared: shared.clone(), number });
        Ok(shared)
    }

    /// What was shown last, as a file.
    ///
    /// # Errors
    /// `share_unknown` when nothing was shown since the wallet was opened.
    pub fn last_shared(&mut self) -> Result<Original, WalletFault> {
        let last = self.open()?.last_shared.as_ref().ok_or(WalletFault::ShareUnknown)?;
        Ok(Original { file_name: last.shared.file_name.clone(), bytes: last.shared.proof.clone() })
    }
}

impl Wallet {
    fn present(&mut self, request: &ShareRequest) -> Result<(Shared, Vec<Planned>), WalletFault> {
        let terms = request.terms()?;
        let planned = self.plan(request, &terms)?;
        let made_at = self.judge.now();
        let until = made_at + SignedDuration::from_secs(terms.lifetime.into());
        let nonce = self.nonce(&terms)?;
        let occasion = Occasion { audience: terms.audience, nonce: &nonce, made: made_at, until };
        let texts = self.texts(&planned, &terms, &occasion)?;
        let is_single = texts.len() == 1;
        let proof = together(texts);
        let file_name = match planned.as_slice() {
            [only] if matches!(only.manner, Manner::Plain) && only.parts.is_none() => only.file_name.clone(),
            _ => None,
        };
        let shared = Shared {
            file_name: file_name.unwrap_or_else(|| named(&proof, is_single).to_owned()),
            proof: proof.into_bytes(),
            made_at,
            expires: planned.iter().any(|one| one.bond() != Bond::None).then_some(until),
            parts: planned.iter().map(SharedPart::of).collect(),
        };
        Ok((shared, planned))
    }

    /// Random where the verifier gave none: then at least no two proofs are alike.
    fn nonce(&self, terms: &Terms<'_>) -> Result<String, WalletFault> {
        if let Some(nonce) = &terms.nonce {
            return Ok(nonce.clone());
        }
        let mut bytes = [0; NONCE_BYTES];
        self.random.fill(&mut bytes)?;
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Every credential by itself, but one presentation for all that one key shows in one form.
    fn texts(
        &mut self,
        planned: &[Planned],
        terms: &Terms<'_>,
        occasion: &Occasion<'_>,
    ) -> Result<Vec<String>, WalletFault> {
        let mut texts = Vec::new();
        let mut presentations: Vec<(&Manner, Vec<&str>)> = Vec::new();
        for one in planned {
            match (&one.manner, one.parts.as_ref().and_then(|parts| Some((parts.sd_jwt()?, &parts.choice)))) {
                (Manner::Plain, None) => texts.push(one.text.clone()),
                (Manner::Plain, Some((credential, choice))) => texts.push(credential.present(choice)?),
                (Manner::KeyBound(key), Some((credential, choice))) => {
                    let key = self.own_key(key)?;
                    texts.push(credential.present_bound(choice, &key, occasion)?);
                }
                (manner, _) => match presentations.iter_mut().find(|(other, _)| other.is_with(manner)) {
                    Some((_, together)) => together.push(&one.text),
                    None => presentations.push((manner, vec![&one.text])),
                },
            }
        }
        for (manner, credentials) in presentations {
            let Manner::Presented { form, by } = manner else { continue };
            let (key, did) = match by {
                Some((key, did)) => (self.own_key(key)?, did.clone()),
                None => {
                    let key = self.key_for(terms.audience)?;
                    let did = key.public().did();
                    (key, did)
                }
            };
            let by = Presenter { signer: &key, did: &did };
            let contents = Contents::new(credentials)?;
            texts.push(match form {
                Form::Jwt => token::present(&contents, &by, occasion)?,
                Form::Jcs => document::present(&contents, &by, occasion, Canonical::Json)?,
                _ => document::present(&contents, &by, occasion, Canonical::Quads)?,
            });
        }
        Ok(texts)
    }
}

impl Manner {
    /// True when both stand in one presentation.
    fn is_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Presented { form, by }, Self::Presented { form: other, by: its }) => {
                let did = |by: &Option<(_, String)>| by.as_ref().map(|(_, did)| did.clone());
                form == other && did(by) == did(its)
            }
            _ => false,
        }
    }
}

impl SharedPart {
    fn of(planned: &Planned) -> Self {
        Self {
            record: planned.record.to_string(),
            shown: planned.pointers(true),
            withheld: planned.pointers(false),
            bond: planned.bond(),
        }
    }
}

impl From<PresentFault> for WalletFault {
    fn from(fault: PresentFault) -> Self {
        match fault {
            PresentFault::ClaimUnknown(claim) => Self::ClaimUnknown { claim },
            PresentFault::Unreadable => Self::PartMissing,
            PresentFault::Key(_) | PresentFault::KeyOfOther => Self::KeyUnknown,
            PresentFault::FormUnsuitable => Self::FormUnsuitable { record: String::new() },
            PresentFault::NotSignable(why) => Self::NotSignable { why },
        }
    }
}

impl From<proof::KeyUnavailable> for WalletFault {
    fn from(_: proof::KeyUnavailable) -> Self {
        Self::KeyUnknown
    }
}

/// What a file of a proof is called.
fn named(proof: &str, is_single: bool) -> &'static str {
    match (is_single, proof.contains('~'), proof.trim_start().starts_with('{')) {
        (true, _, true) | (false, ..) => "proof.json",
        (true, true, false) => "proof.sd-jwt",
        (true, false, false) => "proof.jwt",
    }
}

const NONCE_BYTES: usize = 12;

#[cfg(test)]
mod sizes;
#[cfg(test)]
pub(crate) mod tests;

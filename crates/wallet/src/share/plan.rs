//! What a request comes to, before anything is signed.

use vault::RecordId;
use vc::{DocumentKind, ProfileId, Report, SecuringId};

use super::parts::{Divided, Parts};
use super::piece::piece;
use super::request::{Bond, Chosen, Form, ShareRequest, Terms};
use crate::card::Card;
use crate::fault::WalletFault;
use crate::keys::KeptKey;
use crate::session::{Wallet, read};

/// One credential, and how it is shown.
pub(super) struct Planned {
    pub(super) record: RecordId,
    pub(super) card: Card,
    /// Judged for now, from what is known.
    pub(super) report: Report,
    pub(super) text: String,
    pub(super) file_name: Option<String>,
    pub(super) parts: Option<Parts>,
    pub(super) manner: Manner,
}

/// How one credential is shown.
pub(super) enum Manner {
    /// As its issuer made it, or the part of it that was chosen.
    Plain,
    /// With a token of the key that its issuer names.
    KeyBound(KeptKey),
    /// In a presentation, signed in this form, by the key that the credential names where there is one.
    Presented { form: Form, by: Option<(KeptKey, String)> },
}

impl Planned {
    pub(super) fn bond(&self) -> Bond {
        match &self.manner {
            Manner::Plain => Bond::None,
            Manner::KeyBound(_) | Manner::Presented { by: Some(_), .. } => Bond::Holder,
            Manner::Presented { by: None, .. } => Bond::Pairwise,
        }
    }

    /// Pointers of what can be held back and is shown, or is not.
    pub(super) fn pointers(&self, shown: bool) -> Vec<String> {
        self.parts.as_ref().map(|parts| parts.pointers(shown)).unwrap_or_default()
    }
}

impl Wallet {
    pub(super) fn plan(
        &self,
        request: &ShareRequest,
        terms: &Terms<'_>,
    ) -> Result<Vec<Planned>, WalletFault> {
        request.chosen.iter().map(|chosen| self.plan_one(chosen, terms)).collect()
    }

    fn plan_one(&self, chosen: &Chosen, terms: &Terms<'_>) -> Result<Planned, WalletFault> {
        let record = read(&chosen.record)?;
        let unsuitable = || WalletFault::NotShareable { record: record.to_string() };
        let stored = self.vault.record(&record)?;
        let report = self.judged_for(&stored, self.judge.now())?.ok_or(WalletFault::PartMissing)?;
        let original = self.vault.original(&record)?;
        let part = usize::try_from(stored.part).map_err(|_| WalletFault::PartMissing)?;
        let mut text = piece(&original, part).ok_or_else(unsuitable)?;
        let parts = match (&chosen.claims, Divided::read(&text)) {
            (claims, Ok(Some(divided))) => Some(Parts::chosen(divided, claims.as_deref())?),
            (None, Ok(None)) => None,
            (Some(_), Ok(None)) => return Err(WalletFault::ShownWhole { record: record.to_string() }),
            (_, Err(_)) => return Err(unsuitable()),
        };
        // The issuer's own proof is never shown: whoever has it can show what was held back.
        if let Some(derived) = parts.as_ref().and_then(Parts::derived).transpose()? {
            text = derived;
        }
        let manner = self.manner(&record, &text, parts.as_ref(), &report, terms)?;
        let card = Card::of(&record, &report, stored.file_name.as_deref());
        Ok(Planned { record, card, report, text, file_name: stored.file_name, parts, manner })
    }

    fn manner(
        &self,
        record: &RecordId,
        text: &str,
        parts: Option<&Parts>,
        report: &Report,
        terms: &Terms<'_>,
    ) -> Result<Manner, WalletFault> {
        let unbound = || match terms.nonce {
            Some(_) => Err(WalletFault::ProofNotBound { record: record.to_string() }),
            None => Ok(Manner::Plain),
        };
        if terms.form == Form::Plain {
            return unbound();
        }
        let sd_jwt = parts.and_then(Parts::sd_jwt);
        let presentable = is_presentable(report) && sd_jwt.is_none();
        if !presentable && terms.form != Form::Best {
            return Err(WalletFault::FormUnsuitable { record: record.to_string() });
        }
        let mut keys = self.person_keys()?.into_iter();
        if let Some(credential) = sd_jwt {
            let own = credential.confirmation().and_then(|jwk| keys.find(|key| key.public.is_jwk(jwk)));
            return own.map_or_else(unbound, |key| Ok(Manner::KeyBound(key)));
        }
        if !presentable {
            return unbound();
        }
        let subject = report.claims.subject.id.as_deref().unwrap_or_default();
        let by = keys.find(|key| key.public.method(subject).is_some()).map(|key| (key, subject.to_owned()));
        Ok(match terms.form {
            Form::Best if by.is_none() && !terms.is_answer() => Manner::Plain,
            Form::Best if text.trim_start().starts_with('{') => Manner::Presented { form: Form::Rdfc, by },
            Form::Best => Manner::Presented { form: Form::Jwt, by },
            form => Manner::Presented { form, by },
        })
    }
}

/// True for credentials that presentations of the W3C data model hold.
fn is_presentable(report: &Report) -> bool {
    let profiles = [ProfileId::OpenBadges3, ProfileId::Clr2, ProfileId::Vcdm2, ProfileId::Vcdm1];
    let securing = [SecuringId::DataIntegrity, SecuringId::Jws];
    report.kind == DocumentKind::Credential
        && profiles.contains(&report.profile)
        && securing.contains(&report.securing)
}

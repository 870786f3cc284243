//! Verify: gather the evidence that a credential asks for, then judge.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use vc::limits::MAX_DER_BYTES;
use vc::{Evidence, EvidenceItem, Need, Report, TrustList, Unreadable, Unverified, Verifier};

use crate::ports::{Clock, Http, Ports, Purpose, Request};

/// How credentials are judged. By default: nobody is trusted, the network may be asked, for now.
#[derive(Clone, Default)]
pub struct Judging {
    /// Who is trusted.
    pub trust: Vec<TrustList>,
    /// Whether the network may be asked.
    pub reach: Reach,
    /// Answers that were given beforehand. They come before the network.
    pub book: AnswerBook,
    /// The time to judge for; `None` is now.
    pub at: Option<Timestamp>,
}

/// Whether the network may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// It may.
    #[default]
    Online,
    /// It may not. What is not at hand stays undetermined.
    Offline,
}

/// Documents that answer for an address, so that it need not be fetched.
#[derive(Clone, Default)]
pub struct AnswerBook(Arc<BTreeMap<String, Vec<u8>>>);

impl FromIterator<(String, Vec<u8>)> for AnswerBook {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(answers: I) -> Self {
        Self(Arc::new(answers.into_iter().collect()))
    }
}

/// Judges credentials, one after the other, and remembers what makes the next one cheaper.
pub struct Judge {
    verifier: Verifier,
    reach: Reach,
    book: AnswerBook,
    at: Option<Timestamp>,
    http: Arc<dyn Http>,
    clock: Arc<dyn Clock>,
}

/// A judged credential.
pub struct Judged {
    /// What was found out.
    pub report: Report,
    /// From what, beside the credential itself.
    pub evidence: Evidence,
}

impl Judge {
    /// A judge in this world.
    #[must_use]
    pub fn new(judging: Judging, ports: &Ports) -> Self {
        let Judging { trust, reach, book, at } = judging;
        let (http, clock) = (Arc::clone(&ports.http), Arc::clone(&ports.clock));
        Self { verifier: Verifier::new(trust), reach, book, at, http, clock }
    }

    /// Judges every credential in a file, in the order of the file. Stores nothing.
    ///
    /// # Errors
    /// [`Unreadable`] when it is no known format. That something is missing or does not hold is not an
    /// error, it is in the report.
    pub fn verify(&self, bytes: &[u8]) -> Result<Vec<Judged>, Unreadable> {
        let unverified = vc::parse(bytes)?;
        Ok(unverified.iter().map(|one| self.judge(one, &Evidence::none())).collect())
    }

    /// Judges one credential. Where nothing newer can be had, an answer from `known` serves; each
    /// answer carries its time.
    pub(crate) fn judge(&self, unverified: &Unverified, known: &Evidence) -> Judged {
        let trust = self.verifier.trust();
        let evidence = self.gather(|evidence| unverified.needs(evidence, trust), known);
        let at = self.at.unwrap_or_else(|| self.clock.now());
        Judged { report: self.verifier.verify(unverified, &evidence, at), evidence }
    }

    /// Answers needs until there is no new one, or a budget is used up. What fails stays unanswered.
    fn gather(&self, needs: impl Fn(&Evidence) -> Vec<Need>, known: &Evidence) -> Evidence {
        let mut evidence = Evidence::none();
        let mut asked = BTreeSet::new();
        let start = self.clock.now();
        for _ in 0..MAX_ROUNDS {
            let new: Vec<Need> =
                needs(&evidence).into_iter().filter(|need| asked.insert(need.clone())).collect();
            if new.is_empty() {
                break;
            }
            for need in new.into_iter().take(MAX_NEEDS) {
                let in_time = self.clock.now().duration_since(start) < MAX_GATHERING;
                let online = self.reach == Reach::Online && in_time;
                evidence.items.extend(self.answer(&need, known, online));
            }
        }
        evidence
    }

    fn answer(&self, need: &Need, known: &Evidence, online: bool) -> Option<EvidenceItem> {
        let now = |bytes| EvidenceItem { need: need.clone(), fetched_at: self.clock.now(), bytes };
        if let Some(bytes) = self.book.0.get(need.url()) {
            return Some(now(bytes.clone()));
        }
        let fetched = online.then(|| self.http.fetch(&request(need)).ok()).flatten();
        fetched.map(|response| now(response.bytes)).or_else(|| known.answer(need).cloned())
    }
}

fn request(need: &Need) -> Request {
    Request {
        url: need.url().to_owned(),
        accept: match need {
            Need::IssuerCertificate { .. } => "application/pkix-cert, application/pkcs7-mime",
            Need::RevocationList { .. } => "application/pkix-crl",
        },
        max_bytes: MAX_DER_BYTES,
        purpose: Purpose::from(need),
    }
}

/// Most times that answers may lead to new needs: a seal certificate, two authorities, a revocation list.
const MAX_ROUNDS: usize = 4;

/// Most needs answered in one round. Real seals have fewer than 4.
const MAX_NEEDS: usize = 8;

/// After this long, nothing further is fetched for the same credential.
const MAX_GATHERING: SignedDuration = SignedDuration::from_secs(30);

#[cfg(test)]
mod tests;

//! Verify: gather the evidence that a credential asks for, then judge.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::{SignedDuration, Timestamp};
use vc::limits::{MAX_DER_BYTES, MAX_DID_DOCUMENT_BYTES, MAX_DID_LOG_BYTES, MAX_STATUS_LIST_BYTES};
use vc::{
    Challenge, Evidence, EvidenceItem, Need, Policy, Report, TrustList, Unreadable, Unverified, Verifier,
};

use crate::network::Requested;
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
    /// What a presentation must answer.
    pub challenge: Challenge,
    /// How strict the reader is.
    pub policy: Policy,
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

/// Documents that answer for an address or a DID, so that nothing need be fetched.
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
    /// The learner has said that the network may not be asked.
    offline: AtomicBool,
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
    /// What was asked of the network for it.
    pub requests: Vec<Requested>,
}

impl Judge {
    /// A judge in this world.
    #[must_use]
    pub fn new(judging: Judging, ports: &Ports) -> Self {
        let Judging { trust, reach, book, at, challenge, policy } = judging;
        let (http, clock) = (Arc::clone(&ports.http), Arc::clone(&ports.clock));
        let verifier = Verifier::new(trust).asking(challenge).under(policy);
        Self { verifier, reach, offline: AtomicBool::new(false), book, at, http, clock }
    }

    /// Whether the network may be asked, by the rules of judging and by the learner.
    pub(crate) fn reach(&self) -> Reach {
        if self.offline.load(Ordering::Relaxed) { Reach::Offline } else { self.reach }
    }

    /// True when the rules of judging leave the learner no choice.
    pub(crate) fn is_bound_offline(&self) -> bool {
        self.reach == Reach::Offline
    }

    /// From now on, the network may be asked or not.
    pub(crate) fn set_offline(&self, offline: bool) {
        self.offline.store(offline, Ordering::Relaxed);
    }

    /// A judge like this one, who trusts those on these lists and nobody else.
    pub(crate) fn trusting(&self, lists: Vec<TrustList>) -> Self {
        Self {
            verifier: self.verifier.trusting(lists),
            reach: self.reach,
            offline: AtomicBool::new(self.offline.load(Ordering::Relaxed)),
            book: self.book.clone(),
            at: self.at,
            http: Arc::clone(&self.http),
            clock: Arc::clone(&self.clock),
        }
    }

    /// A judge like this one, for an employer who asked this.
    pub(crate) fn at_desk(&self, challenge: Challenge) -> Self {
        let mut judge = self.trusting(self.verifier.trust().to_vec());
        judge.verifier = judge.verifier.asking(challenge).under(Policy::Employer);
        judge
    }

    /// The lists that are trusted.
    #[cfg(test)]
    pub(crate) fn trusted(&self) -> &[TrustList] {
        self.verifier.trust()
    }

    /// Judges every credential in a file, in the order of the file. Stores nothing. A part of a list that
    /// cannot be read does not hide the others.
    ///
    /// # Errors
    /// [`Unreadable`] when there is no credential in it. That something is missing or does not hold is not an
    /// error, it is in the report.
    pub fn verify(&self, bytes: &[u8]) -> Result<Vec<Result<Judged, Unreadable>>, Unreadable> {
        let mut errand = Errand::new(self.clock.now());
        let mut judge = |one: Unverified| self.judge_on(&mut errand, &one, &Evidence::none());
        Ok(vc::parse(bytes)?.into_iter().map(|part| part.map(&mut judge)).collect())
    }

    /// Judges one credential. Where nothing newer can be had, an answer from `known` serves; each
    /// answer carries its time.
    pub(crate) fn judge(&self, unverified: &Unverified, known: &Evidence) -> Judged {
        self.judge_on(&mut Errand::new(self.clock.now()), unverified, known)
    }

    /// As [`judge`](Self::judge), on an errand for several.
    pub(crate) fn judge_on(&self, errand: &mut Errand, unverified: &Unverified, known: &Evidence) -> Judged {
        let trust = self.verifier.trust();
        let evidence = self.gather(errand, |evidence| unverified.needs(evidence, trust), known);
        let at = self.now();
        let requests = std::mem::take(&mut errand.requests);
        Judged { report: self.verifier.verify(unverified, &evidence, at), evidence, requests }
    }

    /// Judges for another time, from what is known and nothing else.
    pub(crate) fn judge_for(&self, unverified: &Unverified, known: &Evidence, at: Timestamp) -> Report {
        self.verifier.verify(unverified, known, at)
    }

    /// An errand that begins now.
    pub(crate) fn errand(&self) -> Errand {
        Errand::new(self.clock.now())
    }

    /// The time that is judged for.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.at.unwrap_or_else(|| self.clock.now())
    }

    /// True when that time was given, so that it does not pass.
    pub(crate) fn is_for_one_time(&self) -> bool {
        self.at.is_some()
    }

    /// Answers needs until there is no new one, or a budget is used up. What fails stays unanswered.
    fn gather(
        &self,
        errand: &mut Errand,
        needs: impl Fn(&Evidence) -> Vec<Need>,
        known: &Evidence,
    ) -> Evidence {
        let mut evidence = Evidence::none();
        let mut asked = BTreeSet::new();
        for _ in 0..MAX_ROUNDS {
            let new: Vec<Need> =
                needs(&evidence).into_iter().filter(|need| asked.insert(need.clone())).collect();
            if new.is_empty() {
                break;
            }
            for need in new.into_iter().take(MAX_NEEDS) {
                evidence.items.extend(self.answer(errand, &need, known));
            }
        }
        evidence
    }

    fn answer(&self, errand: &mut Errand, need: &Need, known: &Evidence) -> Option<EvidenceItem> {
        let now = |bytes| EvidenceItem { need: need.clone(), fetched_at: self.clock.now(), bytes };
        let entry = |name| self.book.0.get(name);
        if let Some(bytes) = need.did().and_then(entry).or_else(|| entry(need.url())) {
            return Some(now(bytes.clone()));
        }
        let at = self.clock.now();
        let fetched = match errand.answers.get(need) {
            Some(answer) => answer.clone(),
            None if self.reach() == Reach::Online && errand.has_time(at) => {
                let request = request(need);
                let fetched = self.http.fetch(&request);
                errand.requests.push(Requested::new(at, &request, &fetched));
                let answer = fetched.ok().map(|response| now(response.bytes));
                errand.answers.insert(need.clone(), answer.clone());
                answer
            }
            None => None,
        };
        fetched.or_else(|| known.answer(need).cloned())
    }
}

/// What is asked of the network for several credentials: each thing once, and not for ever.
pub(crate) struct Errand {
    start: Timestamp,
    answers: BTreeMap<Need, Option<EvidenceItem>>,
    /// Asked of the network since they were last taken.
    requests: Vec<Requested>,
}

impl Errand {
    pub(crate) fn new(start: Timestamp) -> Self {
        Self { start, answers: BTreeMap::new(), requests: Vec::new() }
    }

    /// True while something further may be fetched on it.
    pub(crate) fn has_time(&self, now: Timestamp) -> bool {
        now.duration_since(self.start) < MAX_GATHERING
    }
}

fn request(need: &Need) -> Request {
    let (accept, max_bytes) = match need {
        Need::IssuerCertificate { .. } => ("application/pkix-cert, application/pkcs7-mime", MAX_DER_BYTES),
        Need::RevocationList { .. } => ("application/pkix-crl", MAX_DER_BYTES),
        Need::DidDocument { .. } => {
            ("application/did+json, application/did+ld+json, application/json", MAX_DID_DOCUMENT_BYTES)
        }
        Need::DidLog { .. } => ("text/jsonl, application/jsonl, */*;q=0.5", MAX_DID_LOG_BYTES),
        Need::DidWitness { .. } => ("application/json, */*;q=0.5", MAX_DID_LOG_BYTES),
        Need::IssuerMetadata { .. } => ("application/json", MAX_DID_DOCUMENT_BYTES),
        Need::KeySet { .. } => ("application/jwk-set+json, application/json", MAX_DID_DOCUMENT_BYTES),
        // Servers of old badges know few types, and their lists are long.
        Need::BadgeDocument { .. } => {
            ("application/ld+json, application/json, */*;q=0.5", MAX_STATUS_LIST_BYTES)
        }
        // Many lists are plain files on servers that know no credential type.
        Need::StatusList { .. } => (
            "application/vc, application/ld+json, application/statuslist+jwt, */*;q=0.5",
            MAX_STATUS_LIST_BYTES,
        ),
    };
    Request { url: need.url().to_owned(), accept, max_bytes, purpose: Purpose::from(need) }
}

/// Most times that answers may lead to new needs: a seal certificate, two authorities, a revocation list;
/// or a status list and the keys of its issuer.
const MAX_ROUNDS: usize = 4;

/// Most needs answered in one round. Real seals have fewer than 4, real badges 2 and 2 more for each
/// endorsement.
const MAX_NEEDS: usize = 16;

/// After this long, nothing further is fetched on the same errand.
const MAX_GATHERING: SignedDuration = SignedDuration::from_secs(30);

#[cfg(test)]
mod tests;

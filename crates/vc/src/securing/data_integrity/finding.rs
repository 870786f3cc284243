//! What one proof came to.

use jiff::Timestamp;
use jsonld::{Hash, Reading};

use super::document::{Document, with_previous};
use super::proof::{Facts, Proof, iri};
use super::stop::Stop;
use super::suite::{self, Assumed};
use crate::key::did::DidUrl;
use crate::key::public_key::PublicKey;
use crate::linked::{Linked, Way};
use crate::profile::dates::{Edge, instant};
use crate::report::{Check, CheckResult, Code, DocumentKind, Outcome, ProofSummary};
use crate::securing::owner::Owner;
use crate::securing::{Question, Showing};
use crate::verify::challenge::Shown;
use crate::verify::evidence::Evidence;
use crate::verify::policy::Policy;

/// What one proof came to.
pub(super) struct Finding<'p> {
    proof: &'p Proof,
    /// What it says; only what it claims to say where its signature does not hold.
    pub(super) facts: Facts,
    /// Whose key its signature holds by, or why it is not known to hold.
    pub(super) signature: Result<Owner, Stop>,
    assumed: Assumed,
    way: Way,
    /// True for a proof whose signature covers the JSON as written.
    pub(super) covers_text: bool,
}

impl<'p> Finding<'p> {
    /// Checks one of the proofs of a document.
    pub(super) fn of(
        proof: &'p Proof,
        all: &[Proof],
        document: &Document<'_, '_>,
        question: &Question<'_, '_>,
    ) -> Self {
        let mut finding = Self {
            proof,
            facts: Facts::claimed(proof),
            signature: Err(Stop::open(Code::SuiteUnsupported).with(proof.suite_name())),
            assumed: Assumed::default(),
            way: document.linked.way(),
            covers_text: false,
        };
        finding.signature = finding.check(all, document, question);
        finding
    }

    fn check(
        &mut self,
        all: &[Proof],
        document: &Document<'_, '_>,
        question: &Question<'_, '_>,
    ) -> Result<Owner, Stop> {
        let malformed = |what: &str| Stop::fail(Code::ProofMalformed).with(what);
        if self.proof.text("type").is_none() {
            return Err(malformed("type"));
        }
        let unsupported = || Stop::open(Code::SuiteUnsupported).with(self.proof.suite_name());
        let suite = suite::of(self.proof).ok_or_else(unsupported)?;
        self.covers_text = suite.covers_text();
        let configuration = suite.configuration(self.proof, document)?;
        self.facts = configuration.facts.clone();
        match self.facts.purpose.as_deref() {
            Some(purpose) if purpose == iri::purpose_of(question.kind) => {}
            Some(other) => return Err(Stop::fail(Code::ProofPurposeWrong).with(other)),
            None => return Err(malformed("proofPurpose")),
        }
        // Hidden under another name, they would pass by the bound on chains.
        if self.facts.previous.len() != self.proof.previous().len() {
            return Err(malformed("previousProof"));
        }
        let method = self.facts.method.as_deref().ok_or_else(|| Stop::open(Code::KeyMissing))?;
        let (key, owner) = key(method, question.evidence)?;
        self.assumed = if self.facts.previous.is_empty() {
            suite.check(self.proof, &configuration, document, &key)?
        } else {
            if !self.covers_text {
                document.digest(Hash::Sha256, Reading::Once)?; // what is too complex by itself is so with proofs in it
            }
            let chained = with_previous(document.linked.document(), self.proof, all, &self.facts.previous)?;
            let linked = Linked::read(&chained, self.way);
            if !self.covers_text {
                refuse_unsigned(&linked)?;
            }
            suite.check(self.proof, &configuration, &Document::new(&linked, document.work), &key)?
        };
        // It lets whoever has it show other parts, and the standard has no check of it for others than the holder.
        if self.assumed.holders_copy && question.policy == Policy::Employer {
            return Err(Stop::open(Code::HoldersCopy));
        }
        Ok(owner)
    }

    /// Who shows the document by it, where it is a presentation and the proof holds.
    pub(super) fn showing(&self, question: &Question<'_, '_>) -> Option<Showing> {
        let owner = self.signature.as_ref().ok().filter(|_| question.kind == DocumentKind::Presentation)?;
        let date = |text: Option<&str>| text.and_then(|text| instant(text, Edge::Start));
        let shown = Shown {
            audiences: self.facts.domains.clone(),
            nonce: self.facts.challenge.clone(),
            made: date(self.facts.created.as_deref()),
            until: date(self.facts.expires.as_deref()),
        };
        Some(Showing::by(owner, shown, question))
    }

    /// The time in which the proof counts, as far as its own dates say. Nothing when it does not hold.
    pub(super) fn check_validity(&self, at: Timestamp) -> CheckResult {
        let fail = |code, name, date: Timestamp| {
            CheckResult::fail(Check::Validity, code).with(name, date.to_string())
        };
        if self.signature.is_err() {
            return CheckResult::pass(Check::Validity);
        }
        let read = |name: &str, text: Option<&str>| match text.map(|text| (text, instant(text, Edge::Start)))
        {
            Some((text, None)) => Err(CheckResult::undetermined(Check::Validity, Code::DateUnreadable)
                .with("value", format!("proof.{name} = {text}"))),
            Some((_, date)) => Ok(date),
            None => Ok(None),
        };
        let dates = read("created", self.facts.created.as_deref())
            .and_then(|created| Ok((created, read("expires", self.facts.expires.as_deref())?)));
        match dates {
            Err(unreadable) => unreadable,
            Ok((Some(created), _)) if at < created => fail(Code::ProofNotYetValid, "from", created),
            Ok((_, Some(expires))) if expires <= at => fail(Code::ProofExpired, "until", expires),
            Ok(_) => CheckResult::pass(Check::Validity),
        }
    }

    /// For people.
    pub(super) fn summary(&self) -> ProofSummary {
        let (outcome, code) = match &self.signature {
            Ok(_) => (Outcome::Pass, None),
            Err(stop) => (stop.outcome, Some(stop.code)),
        };
        let mut notes = Vec::new();
        if outcome == Outcome::Pass {
            notes.extend(self.assumed.every_mention.then(|| EVERY_MENTION.to_owned()));
            notes.extend(self.assumed.holders_copy.then(|| HOLDERS_COPY.to_owned()));
            notes.extend(self.way.edition.map(|edition| format!("{CONTEXT_EDITION}: {}", edition.name())));
        }
        ProofSummary {
            suite: self.proof.suite_name().to_owned(),
            verification_method: self.facts.method.clone(),
            created: self.facts.created.clone(),
            outcome,
            code,
            notes,
        }
    }
}

/// Remark: like neighbours had to be counted once for every mention.
pub(super) const EVERY_MENTION: &str = "neighbours_at_every_mention";

/// Remark: the issuer's own proof, from which the holder derives what is shown.
pub(super) const HOLDERS_COPY: &str = "holders_copy";

/// Remark: an older edition of a context had to be used.
const CONTEXT_EDITION: &str = "context_edition";

/// Finds the key with an address.
fn key(method: &str, evidence: &Evidence) -> Result<(PublicKey, Owner), Stop> {
    if let Some(url) = DidUrl::parse(method) {
        let found = url.resolve(evidence).map_err(|fault| Stop::open(fault.code()).with(method))?;
        let owner = Owner::of(url.did, &found);
        return Ok((found.key, owner));
    }
    let fragment = method.split_once('#').filter(|_| method.starts_with("https://")).map(|(_, key)| key);
    let key = fragment.and_then(|fragment| PublicKey::from_multikey(fragment).ok());
    let key = key.ok_or_else(|| Stop::open(Code::KeyMissing).with(method))?;
    Ok((key, Owner::Nobody { address: method.to_owned() }))
}

/// A proof that follows another covers all of it, or none of it can be relied on.
fn refuse_unsigned(linked: &Linked<'_>) -> Result<(), Stop> {
    let dataset = linked.dataset().map_err(Stop::from)?;
    let in_proof = |at: &str| at.starts_with("/proof/");
    match dataset.dropped().iter().find(|dropped| dropped.why.refuses() && in_proof(&dropped.at)) {
        Some(dropped) => Err(Stop::fail(Code::UnsignedContent).with(dropped.at.clone())),
        None => Ok(()),
    }
}

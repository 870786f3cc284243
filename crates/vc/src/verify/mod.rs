//! Verification: everything comes in as arguments, a report comes out.

pub(crate) mod challenge;
pub(crate) mod enveloped;
pub(crate) mod evidence;
mod nested;
pub(crate) mod policy;
mod presented;
pub(crate) mod unverified;
pub(crate) mod work;

use jiff::Timestamp;

use crate::container;
use crate::json::JsonFault;
use crate::key::chain::Paths;
use crate::linked::{Linked, Way, ways};
use crate::profile::{Reading, presentation};
use crate::report::{
    Check, CheckResult, Code, DocumentKind, NestedKind, NestedReport, Outcome, ProofSummary, Report,
    SealSummary, Verdict,
};
use crate::securing::{Answer, Question};
use crate::status::{self, Lists};
use crate::trust::{self, TrustList};
use challenge::Challenge;
use evidence::Evidence;
use nested::Nested;
use policy::Policy;
use presented::Presenter;
use unverified::{Unreadable, Unverified};
use work::Work;

/// Who is trusted, and what verification has learned about certificate paths and status lists so far.
///
/// Reusing a verifier makes the next credential of the same issuer cheaper and changes no outcome.
#[derive(Debug, Default)]
pub struct Verifier {
    trust: Vec<TrustList>,
    challenge: Challenge,
    policy: Policy,
    paths: Paths,
    lists: Lists,
}

impl Verifier {
    /// A verifier that trusts those on the given lists, and nobody else.
    #[must_use]
    pub fn new(trust: Vec<TrustList>) -> Self {
        Self { trust: trust::newest(trust), ..Self::default() }
    }

    /// A verifier like this one, which trusts those on other lists.
    #[must_use]
    pub fn trusting(&self, trust: Vec<TrustList>) -> Self {
        Self::new(trust).asking(self.challenge.clone()).under(self.policy)
    }

    /// The same verifier, which holds presentations against what was asked of them.
    #[must_use]
    pub fn asking(self, challenge: Challenge) -> Self {
        Self { challenge, ..self }
    }

    /// The same verifier, under a policy.
    #[must_use]
    pub fn under(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The policy in use.
    pub(crate) fn policy(&self) -> Policy {
        self.policy
    }

    /// Status lists that were verified before.
    pub(crate) fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The lists in use.
    #[must_use]
    pub fn trust(&self) -> &[TrustList] {
        &self.trust
    }

    /// Judges a credential for the time `at`, from the answers at hand.
    ///
    /// Never fails and never guesses: what cannot be found out is undetermined in the report.
    #[must_use]
    pub fn verify(&self, unverified: &Unverified, evidence: &Evidence, at: Timestamp) -> Report {
        self.report(unverified, Occasion { evidence, at, work: &Work::share(unverified.siblings) })
    }

    /// The worse of what the content declares and what its protection says of the status.
    fn status(&self, unverified: &Unverified, reading: &Reading, occasion: Occasion<'_>) -> CheckResult {
        let declared = status::check(reading, self, occasion);
        let longest = self.policy.status_max_age();
        let said = unverified
            .secured
            .as_ref()
            .and_then(|secured| secured.status(occasion.evidence, occasion.at, longest));
        match said {
            Some(said) if reading.status.is_empty() || said.severity() > declared.severity() => said,
            _ => declared,
        }
    }

    fn report(&self, unverified: &Unverified, occasion: Occasion<'_>) -> Report {
        let Judged { reading, mut format, mut answer, validity, linked: _ } =
            self.judge(unverified, occasion);
        let kind = unverified.profile.kind();
        let nested = unverified.nested.iter().map(|nested| self.judge_nested(nested, occasion));
        let mut nested: Vec<_> = nested.collect();
        if kind == DocumentKind::Presentation {
            self.judge_presentation(unverified, &mut answer, &mut nested, occasion.at);
        }
        if unverified.left_out && format.outcome == Outcome::Pass {
            format = CheckResult::fail(Check::Format, Code::OverBudget).with("value", "nested credentials");
        }
        let status = self.status(unverified, &reading, occasion);
        let status = check_status(&answer.signature, status);
        let checks = vec![
            format,
            answer.signature,
            answer.issuer,
            answer.recognition,
            validity,
            status,
            answer
                .holder
                .unwrap_or_else(|| CheckResult::not_applicable(Check::Holder, Code::NotAPresentation)),
            check_schema(&reading),
        ];
        Report {
            version: Report::VERSION,
            kind,
            profile: unverified.profile.id(),
            securing: unverified.securing,
            verdict: verdict(&checks),
            checks,
            at: occasion.at,
            seal: answer.seal,
            proofs: answer.proofs,
            unsigned: [reading.unsigned, answer.unsigned].concat(),
            nested,
            claims: reading.view,
            sha256: unverified.sha256.clone(),
            fresh: true,
        }
    }

    /// Answers for a presentation the checks that are about who shows it and about what it shows, and says of each
    /// credential whether it is about whoever shows it.
    fn judge_presentation(
        &self,
        unverified: &Unverified,
        answer: &mut Answer,
        nested: &mut [NestedReport],
        at: Timestamp,
    ) {
        let showings = std::mem::take(&mut answer.showings);
        let presenter = Presenter::of(showings, &answer.signature, &self.challenge, at);
        for one in nested.iter_mut().filter(|one| one.kind == NestedKind::Credential) {
            presenter.show(one, &self.challenge);
        }
        [answer.issuer, answer.recognition] = presented::contents(nested, unverified.shown);
        answer.signature = presented::signature(answer.signature.clone());
        answer.holder = Some(presenter.check);
    }

    /// Reads and proves a credential, without its status and without what is nested in it.
    ///
    /// Where the signature does not hold, the other ways are tried in which its signer may have read it.
    /// What is shown is read in the way that holds.
    pub(crate) fn judge<'u>(&self, unverified: &'u Unverified, occasion: Occasion<'_>) -> Judged<'u> {
        let view_bytes = occasion.work.view_bytes();
        let first = self.judge_read(unverified, Way::default(), occasion);
        let CheckResult { outcome, code, .. } = first.answer.signature;
        if unverified.secured.is_none() || (outcome != Outcome::Fail && code != Some(Code::Malformed)) {
            return first;
        }
        let others = unverified.document.iter().flat_map(|document| ways(document).skip(1));
        let mut others = others.map(|way| {
            occasion.work.leave_view_bytes(view_bytes);
            self.judge_read(unverified, way, occasion)
        });
        let holds = |judged: &Judged<'_>| {
            let CheckResult { outcome, code, .. } = judged.answer.signature;
            outcome == Outcome::Pass || code == Some(Code::HoldersCopy)
        };
        others.find(holds).unwrap_or(first)
    }

    fn judge_read<'u>(
        &self,
        unverified: &'u Unverified,
        way: Way,
        Occasion { evidence, at, work }: Occasion<'_>,
    ) -> Judged<'u> {
        let linked = unverified.document.as_ref();
        let linked = linked.map(|document| Linked::read(document, way).within(work.view_bytes()));
        let mut reading = linked.as_ref().map(|linked| unverified.profile.read(linked)).unwrap_or_default();
        if let Ok(linked) = &linked {
            work.leave_view_bytes(linked.view_bytes());
        }
        let issuer_name = reading.view.issuer.name.pick(&[]).unwrap_or_default().to_owned();
        let answer = match &unverified.secured {
            Some(secured) => secured.prove(&Question {
                linked: linked.as_ref().ok(),
                kind: unverified.profile.kind(),
                issuer_identifier: reading.issuer_identifier.as_deref(),
                issuer_name: &issuer_name,
                evidence,
                trust: &self.trust,
                paths: &self.paths,
                at,
                challenge: &self.challenge,
                policy: self.policy,
                work,
            }),
            None => unsigned(&issuer_name),
        };
        if answer.covers_text {
            reading.all_signed();
        }
        let format = linked.as_ref().map_or_else(|fault| format_failure(fault), |_| check_format(&reading));
        let format = match &answer.format {
            Some(also) if also.severity() >= format.severity() => also.clone(),
            _ => format,
        };
        let validity = check_validity(&reading, answer.validity.clone(), &answer.signature, at);
        Judged { linked: linked.ok(), reading, format, answer, validity }
    }

    fn judge_nested(&self, nested: &Nested, occasion: Occasion<'_>) -> NestedReport {
        let report = self.report(&nested.credential, occasion);
        let about_parent = nested.parent.is_some() && nested.parent == report.claims.subject.id;
        NestedReport { at: nested.at.clone(), kind: nested.kind, about_parent, report }
    }
}

/// When, with what at hand and at what expense a credential is judged.
#[derive(Clone, Copy)]
pub(crate) struct Occasion<'a> {
    /// Answers at hand.
    pub(crate) evidence: &'a Evidence,
    /// The time to judge for.
    pub(crate) at: Timestamp,
    /// What may be spent.
    pub(crate) work: &'a Work,
}

/// A credential as it was read and proven.
pub(crate) struct Judged<'u> {
    /// The document; `None` when it is not strict JSON.
    pub(crate) linked: Option<Linked<'u>>,
    /// What the profile makes of it.
    pub(crate) reading: Reading,
    /// The format check.
    pub(crate) format: CheckResult,
    /// The checks about keys and signatures.
    pub(crate) answer: Answer,
    /// The validity check.
    pub(crate) validity: CheckResult,
}

/// What the protection of a file amounts to, whatever its content says.
#[derive(Debug, Clone)]
pub struct Protection {
    /// Does every signature hold.
    pub signature: CheckResult,
    /// Is the time of sealing proven, and did the certificate live then.
    pub validity: CheckResult,
    /// Who, when, with what.
    pub seal: Option<SealSummary>,
    /// Each proof.
    pub proofs: Vec<ProofSummary>,
}

impl Verifier {
    /// Judges only the protection of a file; its content may be of no known profile.
    ///
    /// For conformance suites and diagnosis: that a signature holds says nothing about a credential.
    ///
    /// # Errors
    /// [`Unreadable`] when the file is not protected in a known way.
    pub fn prove(&self, bytes: &[u8], evidence: &Evidence, at: Timestamp) -> Result<Protection, Unreadable> {
        let piece = container::pieces(bytes)?.swap_remove(0)?;
        let (_, split) = unverified::split(piece)?.map_err(|_| Unreadable::UnknownFormat)?;
        let is_presentation = split.content.document.as_ref().is_ok_and(presentation::is_presentation);
        let kind = if is_presentation { DocumentKind::Presentation } else { DocumentKind::Credential };
        let linked = split.content.document.as_ref().ok().map(Linked::new);
        let answer = split.secured.prove(&Question {
            linked: linked.as_ref(),
            kind,
            issuer_identifier: None,
            issuer_name: "",
            evidence,
            trust: &self.trust,
            paths: &self.paths,
            at,
            challenge: &self.challenge,
            policy: self.policy,
            work: &Work::share(1),
        });
        let Answer { signature, validity, seal, proofs, .. } = answer;
        Ok(Protection { signature, validity, seal, proofs })
    }
}

/// The verdict that follows from the eight checks.
fn verdict(checks: &[CheckResult]) -> Verdict {
    let any = |outcome, except: &[Check]| {
        checks.iter().any(|result| result.outcome == outcome && !except.contains(&result.check))
    };
    // A broken rule of the profile is a remark: no standard at hand says that it makes a seal void.
    if any(Outcome::Fail, &[Check::Schema]) {
        Verdict::Invalid
    } else if any(Outcome::Undetermined, &[Check::Schema, Check::Recognition]) {
        Verdict::Undetermined
    } else if any(Outcome::Undetermined, &[Check::Schema]) {
        Verdict::Unrecognised
    } else {
        Verdict::Verified
    }
}

fn check_format(reading: &Reading) -> CheckResult {
    match &reading.format {
        None => CheckResult::pass(Check::Format),
        // A context that is not known may be a newer one: its terms cannot be judged, not condemned.
        Some(fault) if fault.code == Code::ContextUnknown => {
            CheckResult::undetermined(Check::Format, fault.code).with("value", fault.value.clone())
        }
        Some(fault) => CheckResult::fail(Check::Format, fault.code).with("value", fault.value.clone()),
    }
}

fn format_failure(fault: &JsonFault) -> CheckResult {
    let code = match fault {
        JsonFault::DuplicateKey { .. } => Code::DuplicateKey,
        JsonFault::TooDeep | JsonFault::TooManyValues => Code::OverBudget,
        JsonFault::Bom | JsonFault::InvalidUtf8 { .. } | JsonFault::Malformed { .. } => Code::Malformed,
    };
    CheckResult::fail(Check::Format, code).with("value", fault.to_string())
}

fn check_validity(
    reading: &Reading,
    seal: CheckResult,
    signature: &CheckResult,
    at: Timestamp,
) -> CheckResult {
    let fail = |code| CheckResult::fail(Check::Validity, code);
    let mut result = if let Some((field, value)) = &reading.unreadable_date {
        CheckResult::undetermined(Check::Validity, Code::DateUnreadable)
            .with("value", format!("{field} = {value}"))
    } else if let Some(from) = reading.valid_from.filter(|from| at < *from) {
        fail(Code::NotYetValid).with("from", from.to_string())
    } else if let Some(until) = reading.valid_until.filter(|until| *until < at) {
        fail(Code::Expired).with("until", until.to_string())
    } else {
        CheckResult::pass(Check::Validity)
    };
    if seal.severity() >= result.severity() {
        result = seal;
    }
    if result.outcome == Outcome::Pass && signature.outcome != Outcome::Pass {
        return CheckResult::undetermined(Check::Validity, Code::NotEstablished); // anybody may have set the dates
    }
    if result.outcome == Outcome::Pass {
        for (name, date) in [("from", reading.valid_from), ("until", reading.valid_until)] {
            if let Some(date) = date {
                result = result.with(name, date.to_string());
            }
        }
    }
    result
}

/// Whose status it is, and where to look it up, is known only from what is signed.
fn check_status(signature: &CheckResult, status: CheckResult) -> CheckResult {
    if status.outcome == Outcome::Pass && signature.outcome != Outcome::Pass {
        return CheckResult::undetermined(Check::Status, Code::NotEstablished);
    }
    status
}

fn check_schema(reading: &Reading) -> CheckResult {
    match reading.broken_rules.first() {
        None => CheckResult::pass(Check::Schema),
        Some(first) => CheckResult::fail(Check::Schema, Code::RuleBroken)
            .with("rule", first.rule.clone())
            .with("at", first.at.clone())
            .with("count", reading.broken_rules.len().to_string()),
    }
}

fn unsigned(issuer_name: &str) -> Answer {
    Answer {
        signature: CheckResult::fail(Check::Signature, Code::Unsigned),
        issuer: CheckResult::undetermined(Check::Issuer, Code::NotEstablished).with("name", issuer_name),
        recognition: CheckResult::undetermined(Check::Recognition, Code::NotEstablished)
            .with("name", issuer_name),
        validity: CheckResult::pass(Check::Validity),
        format: None,
        holder: None,
        showings: Vec::new(),
        seal: None,
        proofs: Vec::new(),
        unsigned: Vec::new(),
        covers_text: false,
    }
}

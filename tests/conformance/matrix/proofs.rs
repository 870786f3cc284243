//! Data Integrity proofs: the claims, the options of the proof, its value; and proofs by others.

use samples::forge::{Controller, P256Key, Prover, Suite, VerificationMethod};
use serde_json::{Value, json};
use tests::data;
use vc::{Check, Code, Outcome};

use super::{Column, MISMATCH, Mutation, Told, broken_files, fails, signed, table};
use crate::samples::named;

const PURPOSE: Told = fails(Code::ProofPurposeWrong);
const ADDED: Told = Told::Check(Check::Format, Outcome::Fail, Code::UnsignedContent);
const CONTEXT: Told = Told::Check(Check::Format, Outcome::Undetermined, Code::ContextUnknown);

#[test]
fn proofs_of_this_project() {
    let other: Value = serde_json::from_slice(named("badge-safety.json")).unwrap();
    let stranger: Value = serde_json::from_slice(named("badge-materials.json")).unwrap();
    let column = |(name, bytes): (&'static str, &'static [u8])| {
        let document = Document(serde_json::from_slice(bytes).unwrap());
        let other = if document.0["id"] == other["id"] { &stranger } else { &other };
        Column::of_sample(name, bytes, document.mutations(other, bytes))
    };
    table("proofs", &signed(&[".json"]).map(column).collect::<Vec<_>>());
}

/// Suites that no sample has. Their issuers are named by addresses, which no key can be shown to belong to, so none is
/// verified as it stands either.
#[test]
fn proofs_of_the_published_vectors() {
    let other: Value = serde_json::from_slice(named("badge-safety.json")).unwrap();
    let column = |path: &&str| {
        let bytes = std::fs::read(data::find(&format!("vectors/{path}"), 1)?).unwrap();
        let document = Document(serde_json::from_slice(&bytes).unwrap());
        let (_, file) = path.rsplit_once('/').unwrap();
        Some(Column::of_sample(file, &bytes, document.mutations(&other, &bytes)))
    };
    let columns: Vec<_> = VECTORS.iter().filter_map(column).collect();
    table("proofs of the W3C", &columns);
}

const VECTORS: [&str; 8] = [
    "vc-di-eddsa/Ed25519Signature2020/signedEdSig.json",
    "vc-di-eddsa/eddsa-rdfc-2022/signedDataInt.json",
    "vc-di-eddsa/eddsa-jcs-2022/signedJCS.json",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    "vc-di-ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    "vc-di-ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
    "vc-di-ecdsa/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
    "vc-di-ecdsa/ecdsa-sd-2023/prc/derivedRevealDocument.json",
];

/// What was done, what came out, what must be told.
type Change = (&'static str, Value, Told);

struct Document(Value);

impl Document {
    fn mutations(&self, other: &Value, file: &[u8]) -> Vec<Mutation> {
        let changes = self.changes(other).into_iter();
        let changed =
            changes.map(|(what, document, told)| Mutation { what, bytes: document.to_string().into(), told });
        changed.chain(broken_files(file)).collect()
    }

    fn changes(&self, other: &Value) -> Vec<Change> {
        let text = self.0["proof"]["cryptosuite"].as_str().is_some_and(|suite| suite.contains("jcs"));
        // What no context defines is in no quad; over JSON as written it changes what was signed.
        let added = if text { MISMATCH } else { ADDED };
        let mut list = self.to_contexts();
        list.extend(if self.is_shown() { self.to_what_is_shown() } else { self.to_claims() });
        list.push((
            "claims: a member added that no context defines",
            self.set("honours", json!("yes")),
            added,
        ));
        list.extend(self.to_options());
        list.extend(self.to_value(other));
        list.extend(self.signed_again());
        list
    }

    fn to_claims(&self) -> Vec<Change> {
        let issuer = |id: &str| {
            self.with(|it| match &mut it["issuer"] {
                Value::Object(members) => _ = members.insert("id".to_owned(), json!(id)),
                issuer => *issuer = json!(id),
            })
        };
        vec![
            (
                "claims: a text changed",
                self.with(|it| *a_text(&mut it["credentialSubject"]) = json!("Doctor")),
                MISMATCH,
            ),
            (
                "claims: a member removed",
                self.with(|it| *a_text(&mut it["credentialSubject"]) = json!(null)),
                MISMATCH,
            ),
            ("claims: a known member added", self.set("name", json!("Doctor of everything")), MISMATCH),
            ("claims: the issuer is another", issuer(&stranger().did), MISMATCH),
            ("claims: the issuer is an address", issuer("https://school.example"), MISMATCH),
            ("claims: the issuer is a URN", issuer("urn:uuid:0c1120251003"), MISMATCH),
            ("claims: valid from another day", self.dated("2000-01-01T00:00:00Z"), MISMATCH),
            ("claims: a status to look up", self.set("credentialStatus", status()), MISMATCH),
        ]
    }

    /// What a holder shows: who, what and to whom.
    fn to_what_is_shown(&self) -> Vec<Change> {
        let shown = |change: &dyn Fn(&mut Vec<Value>)| {
            self.with(|it| change(it["verifiableCredential"].as_array_mut().unwrap()))
        };
        let option = |name: &'static str, value: Value| self.with(|it| it["proof"][name] = value);
        let stranger = json!(stranger().did);
        vec![
            ("shown: by another holder", self.set("holder", stranger), MISMATCH),
            ("shown: by whoever an address names", self.set("holder", json!("https://a.example")), MISMATCH),
            ("shown: by nobody", self.with(|it| _ = it.as_object_mut().unwrap().remove("holder")), MISMATCH),
            ("shown: a credential less", shown(&|all| _ = all.pop()), MISMATCH),
            (
                "shown: a credential more",
                shown(&|all| all.push(serde_json::from_slice(named("course-vc-2.json")).unwrap())),
                MISMATCH,
            ),
            (
                "shown: a text changed in a credential",
                shown(&|all| *a_text(&mut all[0]["credentialSubject"]) = json!("Doctor")),
                Told::Check(Check::Issuer, Outcome::Fail, Code::InnerInvalid),
            ),
            ("shown: to somebody else", option("domain", json!("https://other.example")), MISMATCH),
            ("shown: for another question", option("challenge", json!("another")), MISMATCH),
        ]
    }

    fn to_contexts(&self) -> Vec<Change> {
        let context = |value: Value| self.with(|it| it["@context"].as_array_mut().unwrap().push(value));
        vec![
            ("context: an unknown one", context(json!("https://example.org/unknown")), CONTEXT),
            (
                "context: one of its own",
                context(json!({"honours": "https://schema.org/honours"})),
                own_context(),
            ),
        ]
    }

    fn to_options(&self) -> Vec<Change> {
        let set = |name: &'static str, value: Value| self.with(|it| it["proof"][name] = value);
        let suite = if self.0["proof"]["type"] == "DataIntegrityProof" { "cryptosuite" } else { "type" };
        let open = |code| Told::Check(Check::Signature, Outcome::Undetermined, code);
        vec![
            ("proof: a suite that nobody knows", set(suite, json!("none")), open(Code::SuiteUnsupported)),
            ("proof: for another purpose", set("proofPurpose", json!(self.other_purpose())), PURPOSE),
            ("proof: made on another day", set("created", json!("2020-01-01T00:00:00Z")), MISMATCH),
            ("proof: with an end", set("expires", json!("2999-01-01T00:00:00Z")), MISMATCH),
            (
                "proof: the key of somebody else",
                set("verificationMethod", json!(self.key_of_a_stranger())),
                MISMATCH,
            ),
            (
                "proof: a key of nobody known",
                set("verificationMethod", json!("did:example:nobody#1")),
                open(Code::DidMethodUnsupported),
            ),
            (
                "proof: gone",
                self.with(|it| _ = it.as_object_mut().unwrap().remove("proof")),
                // Nobody need show credentials: without a proof it is a collection of them.
                if self.is_shown() { open(Code::Unsigned) } else { fails(Code::Unsigned) },
            ),
        ]
    }

    fn to_value(&self, other: &Value) -> Vec<Change> {
        let set = |value: String| self.with(|it| it["proof"]["proofValue"] = json!(value));
        let value = self.0["proof"]["proofValue"].as_str().unwrap();
        // The value of this suite is no signature, but holds them: the first from its seventh byte on.
        let (at, unlike) = match self.is_in_parts() {
            true => (30, fails(Code::ProofMalformed)),
            false => (value.len() - 1, MISMATCH),
        };
        let turned = if &value[at..=at] == "2" { '3' } else { '2' };
        let turned = format!("{}{turned}{}", &value[..at], &value[at + 1..]);
        vec![
            ("signature: another letter", set(turned), MISMATCH),
            ("signature: zeros", set(format!("z{}", "1".repeat(64))), unlike),
            ("signature: gone", set(String::new()), fails(Code::ProofMalformed)),
            (
                "signature: of another file",
                set(other["proof"]["proofValue"].as_str().unwrap().to_owned()),
                unlike,
            ),
            (
                "proof: of another file",
                self.with(|it| it["proof"] = other["proof"].clone()),
                match self.suite() {
                    _ if self.is_shown() => PURPOSE,
                    // VC 1.1 has no names for the other kind of proof.
                    Some(Suite::Ed25519Signature2020) => fails(Code::UnsignedContent),
                    _ => MISMATCH,
                },
            ),
        ]
    }

    /// A key of the kind that the suite takes.
    fn key_of_a_stranger(&self) -> String {
        let multikey = P256Key::from_words("somebody else").multikey();
        match self.is_in_parts() {
            true => format!("did:key:{multikey}#{multikey}"),
            false => stranger().badges.id,
        }
    }

    /// True where single statements are signed.
    fn is_in_parts(&self) -> bool {
        self.0["proof"]["cryptosuite"] == "ecdsa-sd-2023"
    }

    /// Signed by a stranger: with its own key, and in the issuer's name.
    fn signed_again(&self) -> Vec<Change> {
        let Some(suite) = self.suite().filter(|_| self.can_be_signed()) else { return Vec::new() };
        let stranger = stranger();
        let in_the_name = self.0["proof"]["verificationMethod"].as_str().unwrap().to_owned();
        let methods =
            [stranger.badges.clone(), VerificationMethod { id: in_the_name, key: stranger.badges.key }];
        let [own, borrowed] = methods.map(|method| {
            let unsigned = self.with(|it| _ = it.as_object_mut().unwrap().remove("proof"));
            let text = |name: &str| self.0["proof"][name].as_str();
            let [domain, challenge, created] = ["domain", "challenge", "created"].map(text);
            let purpose = text("proofPurpose").unwrap();
            let prover = Prover::new(&method);
            Prover { suite, purpose, domain, challenge, created, ..prover }.prove(unsigned)
        });
        let mismatch = match self.is_shown() {
            true => Told::Check(Check::Holder, Outcome::Fail, Code::PresenterMismatch),
            false => Told::Check(Check::Issuer, Outcome::Fail, Code::IssuerMismatch),
        };
        vec![
            ("signed again by somebody else", own, mismatch),
            ("signed again by somebody else, in the issuer's name", borrowed, MISMATCH),
        ]
    }

    /// The forge refuses to sign what would be left out.
    fn can_be_signed(&self) -> bool {
        let bytes = self.0.to_string();
        let unverified = vc::parse(bytes.as_bytes()).unwrap().remove(0).unwrap();
        crate::samples::judge(&unverified).check(Check::Format).unwrap().outcome == Outcome::Pass
    }

    fn suite(&self) -> Option<Suite> {
        let proof = &self.0["proof"];
        match proof["cryptosuite"].as_str().or(proof["type"].as_str()) {
            Some("eddsa-rdfc-2022") => Some(Suite::EddsaRdfc2022),
            Some("eddsa-jcs-2022") => Some(Suite::EddsaJcs2022),
            Some("Ed25519Signature2020") => Some(Suite::Ed25519Signature2020),
            _ => None,
        }
    }

    /// Is it a presentation.
    fn is_shown(&self) -> bool {
        self.0.get("verifiableCredential").is_some()
    }

    fn other_purpose(&self) -> &'static str {
        if self.is_shown() { "assertionMethod" } else { "authentication" }
    }

    fn set(&self, name: &str, value: Value) -> Value {
        self.with(|it| it[name] = value)
    }

    fn dated(&self, date: &str) -> Value {
        let name = if self.0.get("validFrom").is_some() { "validFrom" } else { "issuanceDate" };
        self.with(|it| it[name] = json!(date))
    }

    fn with(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut changed = self.0.clone();
        change(&mut changed);
        changed
    }
}

/// What is told of a context that stands in the document.
fn own_context() -> Told {
    Told::Check(Check::Format, Outcome::Fail, Code::ContextInline)
}

/// Somebody whom the lists do not know.
fn stranger() -> Controller {
    Controller::by_key("a forger")
}

fn status() -> Value {
    json!({
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://example.org/statuses"
    })
}

/// The first text of a claim that is no name of a thing or a class.
fn a_text(value: &mut Value) -> &mut Value {
    fn find(value: &Value, at: &str) -> Option<String> {
        if let Some(items) = value.as_array() {
            return items.iter().enumerate().find_map(|(index, item)| find(item, &format!("{at}/{index}")));
        }
        let members = value.as_object()?;
        let plain = members
            .iter()
            .filter(|(name, _)| !["id", "type"].contains(&name.as_str()) && !name.contains(':'));
        let mut places = plain.map(|(name, member)| (format!("{at}/{}", name.replace('/', "~1")), member));
        places.find_map(|(at, member)| if member.is_string() { Some(at) } else { find(member, &at) })
    }
    let at = find(value, "").unwrap();
    value.pointer_mut(&at).unwrap()
}
